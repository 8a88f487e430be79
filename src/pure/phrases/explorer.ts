/** The words of the explorer: its help, its advice, what it points out, the rules that can be broken. */

import type { ExperimentName, ExperimentVerdict, LabCommand, NextStep } from '../explorer/index.ts';
import type { Worded } from './lang.ts';
import { explorerEn } from './explorer.en.ts';
import { explorerRu } from './explorer.ru.ts';

/** What stands in the way of a command that speaks to the server by itself. */
export type Place = 'ended' | 'letter' | 'chunk' | 'answer' | 'hello';

export interface ExplorerWords {
  readonly about: string;
  readonly serverArgument: string;
  readonly fail: string;
  readonly twoServers: string;
  readonly practice: string;
  readonly begin: string;
  /** A word for the prompt: where the conversation stands. */
  readonly phase: Readonly<
    Record<'greeted' | 'ready' | 'mail' | 'rcpt' | 'data' | 'auth' | 'closed' | 'connected', string>
  >;
  readonly encrypted: string;
  readonly clear: string;
  readonly answerPrompt: string;
  readonly secretPrompt: string;
  readonly letterPrompt: string;

  readonly labHelp: Readonly<Record<LabCommand, string>>;
  readonly helpIntro: readonly string[];
  readonly unknownLab: (word: string) => string;

  readonly next: Readonly<Record<NextStep, { readonly step: string; readonly why: string }>>;
  readonly legal: (verbs: string) => string;

  readonly helloAgain: string;
  readonly encoded: string;
  readonly notBase64: string;
  readonly wordAsBase64: string;
  /** Of what `:unb64` was given. */
  readonly notDecodable: string;
  readonly sendAnyway: string;
  /** The answer was no, or another line came in its place. */
  readonly notSentAnswer: string;
  readonly answerByHand: string;
  readonly stuffed: (line: string) => string;
  readonly looksStuffed: string;
  readonly lineAsIs: (line: string) => string;
  readonly letterBegins: string;
  readonly chunkBegins: string;
  readonly surplus: (octets: number) => string;
  readonly folded: string;
  readonly dotNotAlone: string;
  /** Of a refused line that is not shown, since it may belong to the sign-in before it. */
  readonly strayRefused: string;
  /** Of a command that is typed inside a letter. */
  readonly textNow: string;
  readonly blankBeforeField: string;
  readonly dotInChunk: string;
  readonly chunkPrompt: (left: number) => string;
  readonly commandAsAnswer: string;
  readonly emptyAnswer: string;
  readonly chunkNow: string;
  readonly fieldNameForeign: string;
  readonly droppedLetter: (lines: number) => string;
  readonly dropLetter: string;
  readonly letterDropped: string;
  readonly serverLeft: string;
  readonly over: string;
  readonly nothingOffered: string;
  readonly offered: (layer: 'clear' | 'tls', authenticated: boolean) => string;
  readonly gained: (lines: string) => string;
  readonly lost: (lines: string) => string;
  readonly unchanged: string;
  readonly noCertificate: string;
  readonly alreadyEncrypted: string;
  readonly notNow: (place: Place) => string;
  readonly onOff: string;
  readonly stuffing: (on: boolean) => string;
  readonly predicting: (on: boolean) => string;
  readonly predict: string;
  readonly predicted: (right: boolean, code: number, score: string) => string;
  readonly state: (facts: {
    readonly phase: string;
    readonly encrypted: boolean;
    readonly identity: string | null;
    readonly from: string | null;
    readonly to: readonly string[];
  }) => readonly string[];
  readonly needsText: (command: string) => string;
  readonly decodedIs: (text: string) => string;
  readonly needsTerminal: (command: string) => string;
  /** The server's limits leave no room for these recipients in this connection. */
  readonly noRoomFor: (addresses: string) => string;
  readonly askFrom: string;
  readonly askTo: string;
  readonly askSubject: string;
  readonly inputEnded: { readonly letter: string; readonly chunk: string };
  readonly askBody: string;
  readonly askUser: string;
  readonly askPassword: (user: string) => string;
  readonly noMechanism: (name: string) => string;
  /** What comes after `:auth` is not a mechanism. */
  readonly authTakesMechanism: string;
  readonly noAuth: (encrypted: boolean) => string;
  readonly experiments: Readonly<Record<ExperimentName, { readonly does: string; readonly reading: string }>>;
  /** What is said of the server then; `byCode` says how to read the replies. */
  readonly verdict: (verdict: ExperimentVerdict, byCode: string) => string;
  readonly experimentsIntro: string;
  readonly unknownExperiment: (name: string) => string;
  readonly breaks: (rule: string) => string;
  readonly breakThere: (host: string) => string;
  readonly practicePassword: (user: string, password: string) => string;
}

export const explorerWords: Worded<ExplorerWords> = { en: explorerEn, ru: explorerRu };
