/** The words of `smtp-lab serve`: its help, and what it says while it runs. */

import type { Worded } from './lang.ts';
import { serveEn } from './serve.en.ts';
import { serveRu } from './serve.ru.ts';

export interface ServeWords {
  readonly about: string;
  readonly options: {
    readonly port: string;
    readonly host: string;
    readonly tls: string;
    readonly account: string;
    readonly accountFile: string;
    readonly maildir: string;
    readonly caOut: string;
    readonly once: string;
    readonly idleExit: string;
    readonly scenario: string;
    readonly listScenarios: string;
    readonly seed: string;
    readonly lmtp: string;
    readonly maxSize: string;
    readonly script: string;
    readonly loop: string;
    readonly record: string;
    readonly showData: string;
  };
  readonly listening: (place: string, scenario: string) => string;
  readonly openToNetwork: (host: string) => string;
  readonly signIn: (accounts: string) => string;
  readonly authority: (file: string) => string;
  readonly scriptListening: (place: string) => string;
  readonly notWithScript: string;
  readonly oneAccount: string;
  readonly nobodyCame: (file: string) => string;
  readonly kept: (file: string) => string;
  readonly toTry: string;
  readonly toStop: string;
  readonly connected: (connection: number, address: string) => string;
  readonly received: (
    connection: number,
    from: string,
    to: string,
    bytes: number,
    file: string | null,
  ) => string;
  readonly badAccount: string;
  readonly cannotWrite: (file: string, reason: string) => string;
  readonly lmtpScenario: string;
}

export const serveWords: Worded<ServeWords> = { en: serveEn, ru: serveRu };
