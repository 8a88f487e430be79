/** The words of `smtp-lab send`: its help, its defaults against the practice server, and its complaints. */

import type { Worded } from './lang.ts';
import { sendEn } from './send.en.ts';
import { sendRu } from './send.ru.ts';

export interface SendWords {
  readonly about: string;
  readonly options: {
    readonly server: string;
    readonly port: string;
    readonly tls: string;
    readonly tlsCa: string;
    readonly auth: string;
    readonly user: string;
    readonly passwordFile: string;
    readonly passwordStdin: string;
    readonly allowPlaintextAuth: string;
    readonly ehlo: string;
    readonly timeout: string;
    readonly finalTimeout: string;
    readonly from: string;
    readonly to: string;
    readonly cc: string;
    readonly bcc: string;
    readonly subject: string;
    readonly body: string;
    readonly bodyFile: string;
    readonly header: string;
    readonly eml: string;
    readonly keepBcc: string;
    readonly showData: string;
    readonly showSecrets: string;
  };
  readonly subject: string;
  /** Has a line that begins with a dot, so that dot-stuffing is seen. */
  readonly body: string;
  readonly askPassword: (user: string) => string;
  readonly badAddress: (value: string) => string;
  readonly controlCharacters: string;
  readonly badHeader: string;
  readonly unreadable: (file: string, reason: string) => string;
  readonly noHeaderBlock: (file: string) => string;
  readonly needsServerAddresses: string;
  readonly twoFromStdin: string;
  readonly noPassword: string;
  readonly notASeconds: string;
  readonly notAPort: string;
  readonly badMechanism: (name: string, known: string) => string;
  readonly notANumber: string;
  readonly passwordInUrl: string;
  readonly badServer: string;
}

export const sendWords: Worded<SendWords> = { en: sendEn, ru: sendRu };
