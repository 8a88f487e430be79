/** The words of `smtp-lab send`: its help, its defaults against the practice server, and its complaints. */

import type { Worded } from './lang.ts';
import { sendEn } from './send.en.ts';
import { sendRu } from './send.ru.ts';

export interface SendWords {
  readonly about: string;
  readonly groups: {
    readonly envelope: string;
    readonly message: string;
    readonly extensions: string;
    readonly routing: string;
    readonly control: string;
    readonly measuring: string;
  };
  /** One line of help for each option of its own, by the name that commander gives it. */
  readonly options: {
    readonly from: string;
    readonly to: string;
    readonly cc: string;
    readonly bcc: string;
    readonly dsnNotify: string;
    readonly dsnRet: string;
    readonly dsnEnvid: string;
    readonly requiretls: string;
    readonly mailParam: string;
    readonly rcptParam: string;

    readonly subject: string;
    readonly body: string;
    readonly bodyFile: string;
    readonly htmlFile: string;
    readonly attach: string;
    readonly inline: string;
    readonly data: string;
    readonly template: string;
    readonly rawEnvelope: string;
    readonly header: string;
    readonly eml: string;
    readonly keepBcc: string;
    readonly rawData: string;
    readonly toFromHeaders: string;

    readonly noSize: string;
    readonly no8bitmime: string;
    readonly noSmtputf8: string;
    readonly noPipelining: string;
    readonly chunking: string;
    readonly noChunking: string;

    readonly mx: string;

    readonly stopAfter: string;
    readonly dropAfter: string;
    readonly count: string;
    readonly connections: string;
    readonly interval: string;
    readonly rate: string;
    readonly reconnect: string;
    readonly letterSize: string;
    readonly untilAccepted: string;
    readonly csv: string;
    readonly showData: string;
    readonly tempfailExit: string;
    readonly transcript: string;
    readonly dryRun: string;
  };
  readonly subject: string;
  /** Has a line that begins with a dot, so that dot-stuffing is seen. */
  readonly body: string;
  readonly countAndData: string;
  readonly noRows: string;
  readonly unfilled: (name: string, known: string) => string;
  readonly badAttachment: string;
  readonly attachmentNeedsName: string;
  readonly badContentId: string;
  readonly badHeader: string;
  readonly badHeaderName: (name: string) => string;
  readonly bccHeader: string;
  readonly needsFrom: string;
  readonly needsTo: string;
  readonly noRecipientsInHeaders: string;
  readonly notANumber: string;
  readonly notAnExitCode: string;
  readonly notASize: string;
  readonly sizeNeedsAscii: string;
  readonly sizeTooSmall: (least: number) => string;
  readonly oneLetterOnly: string;
  readonly needsSeveral: string;
  readonly oneServerOnly: string;
  readonly badNotify: string;
  readonly badParameter: string;
  readonly badEnvid: string;
  readonly mxAndServer: string;
  readonly mxNeedsDomain: (address: string) => string;
  readonly stopNeedsOne: string;
  readonly emlAnd: (option: string) => string;
  readonly needsEml: string;
}

export const sendWords: Worded<SendWords> = { en: sendEn, ru: sendRu };
