/**
 * The words of every problem: their one shape, and both languages. A code of the register without words does not compile.
 * Data comes in, sentences go out, unwrapped; whoever prints them breaks the lines. What decides between wordings (which
 * check a certificate failed, what a refusal is about) is found by `explain` and comes in with the setting.
 */

import type { ProblemCode, ProblemDetails, TlsFault } from '../problems/index.ts';
import type { Lang } from './lang.ts';

/** What a failed check of a certificate is about. */
export type CertificateTrouble =
  | 'name'
  | 'expired'
  | 'not-yet-valid'
  | 'self-signed'
  | 'private-authority'
  | 'unknown-issuer'
  | 'revoked'
  | 'weak'
  | 'pin'
  | 'other';

/**
 * A step to try; `command` is to be typed as it stands, a whole command or options to add (one that was given is replaced). `leave`
 * is an option to leave out: where it was not given, the attempt is none.
 */
export interface Attempt {
  readonly what: string;
  readonly command?: string;
  readonly leave?: string;
}

/** The three parts of a failure, and what stands over and under them. */
export interface ProblemText {
  readonly headline: string;
  readonly happened: readonly string[];
  readonly means: readonly string[];
  readonly tries: readonly Attempt[];
  readonly closing: readonly string[];
}

/** What the server's refusal is about, worded: means, and what helps. */
export interface RefusalText {
  readonly means: readonly string[];
  readonly tries: readonly Attempt[];
}

/** Where the user stands. */
export interface ProblemSetting {
  /** How to call us: `smtp-lab`, or `npx smtp-lab`. */
  readonly program: string;
  /** The command that was run, such as `send`. */
  readonly command: string;
  /** Name of the server; '' where none was named yet. */
  readonly host: string;
  readonly port: number | null;
  /** The program that is spoken to in place of a server; '' for none. */
  readonly pipe: string;
  readonly certificate: CertificateTrouble;
  readonly tlsFault: TlsFault;
  /** Whether an option was given. */
  readonly has: (option: string) => boolean;
  /** What was given as the server, by whatever way; '' for none. */
  readonly server: string;
  /** For problems where the server said no. */
  readonly refusal: RefusalText;
  /** What `explain` is to be asked for more: the enhanced code, else the code. */
  readonly term: string;
}

/** Relaying denied, as the commonest refusal of all is put: by whom, for which domain, to whom. */
export type RelayingPhrase = (facts: {
  readonly host: string;
  readonly domain: string;
  readonly signedIn: boolean;
  /** Whether the server was found by the recipient's own MX records. */
  readonly byMx: boolean;
}) => RefusalText;

/** Refusals that mean the same in whatever words. */
type SpecialRefusal = (setting: Pick<ProblemSetting, 'host' | 'has'>) => RefusalText;
export interface SpecialRefusals {
  /** The server accepts only clients with a certificate. */
  readonly clientCertificate: SpecialRefusal;
  /** A token of OAuth was not accepted. */
  readonly token: SpecialRefusal;
  /** AUTH EXTERNAL was refused. */
  readonly external: SpecialRefusal;
}

export type ProblemPhrases = {
  readonly [K in ProblemCode]: (detail: ProblemDetails[K], setting: ProblemSetting) => ProblemText;
};

/** How an attempt is put: an option that is to be left out, alone or beside what is added. */
export interface AttemptPhrases {
  readonly leave: (options: readonly string[]) => string;
  readonly without: (what: string, options: readonly string[]) => string;
}

/** All that is needed to word a problem, in one language. */
export interface ProblemWords {
  readonly problems: ProblemPhrases;
  readonly attempts: AttemptPhrases;
  readonly special: SpecialRefusals;
  readonly relaying: RelayingPhrase;
}

/** Loads the words of one language: they are long, and few runs have use for both. */
export async function loadProblemWords(lang: Lang): Promise<ProblemWords> {
  return (lang === 'ru' ? await import('./problem-words.ru.ts') : await import('./problem-words.en.ts'))
    .words;
}
