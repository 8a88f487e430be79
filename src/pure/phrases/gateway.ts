/** The words of `smtp-lab gateway`: its help, and what it says while it runs. */

import { gatewayEn } from './gateway.en.ts';
import { gatewayRu } from './gateway.ru.ts';
import type { Worded } from './lang.ts';

export interface GatewayWords {
  readonly about: string;
  /** The group of the options about clients. */
  readonly group: string;
  readonly options: {
    readonly server: string;
    readonly listen: string;
    readonly host: string;
    readonly listenTls: string;
    readonly cert: string;
    readonly key: string;
    readonly caOut: string;
    readonly account: string;
    readonly accountFile: string;
    readonly relayFrom: string;
    readonly relayTo: string;
    readonly once: string;
    readonly idleExit: string;
    readonly record: string;
    readonly showData: string;
  };
  readonly listening: (place: string, server: string) => string;
  readonly legend: string;
  readonly openToNetwork: (host: string) => string;
  readonly authority: (file: string) => string;
  readonly toTry: string;
  readonly toStop: string;
  readonly connected: (connection: number, address: string) => string;
  readonly serverNeeded: string;
  readonly toItself: string;
  readonly together: (option: string) => string;
  readonly notANetwork: string;
  readonly notADomain: string;
  readonly badPair: string;
  readonly onlyRefusals: string;
}

export const gatewayWords: Worded<GatewayWords> = { en: gatewayEn, ru: gatewayRu };
