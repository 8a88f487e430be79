/**
 * A problem in words: what happened, what it means, what to try. Finds what decides between wordings (which check a certificate
 * failed, what a refusal means at its step); the sentences are those of `phrases/problems` and of the knowledge base. An
 * attempt is shown only where it can be typed: options and commands that the program does not have are left out.
 */

import type { Core } from '../knowledge/index.ts';
import type {
  CertificateTrouble,
  ProblemSetting,
  ProblemText,
  ProblemWords,
  RefusalText,
} from '../phrases/index.ts';
import { MECHANISM_NAMES, MECHANISMS } from '../protocol/index.ts';
import { tlsFaultOf } from '../problems/index.ts';
import type { Problem, ProblemCode, ProblemDetails } from '../problems/index.ts';
import { fitAttempt } from './attempts.ts';
import type { Advice } from './explanation.ts';
import { knownRefusal } from './known-refusal.ts';
import type { KnownRefusal } from './known-refusal.ts';

/** Where the user stands. */
export interface ProblemContext {
  /** The sentences, in the reader's language. */
  readonly words: ProblemWords;
  readonly program: string;
  readonly command: string;
  /** Name of the server; '' where none was named. */
  readonly host: string;
  /** The program that is spoken to in place of a server; '' or absent for none. */
  readonly pipe?: string;
  /** The server's port; absent where it has none. */
  readonly port?: number;
  /** What can be typed: long options of this command, and the names of commands. */
  readonly options: readonly string[];
  readonly commands: readonly string[];
  /** Whether a user was named, by whatever way. */
  readonly signsIn?: boolean;
  /** The options that were given, each with its value, as `--port 587`: what was tried is not advice. */
  readonly given?: readonly string[];
  /** The server, where it was named as an argument. */
  readonly argument?: string;
}

const TROUBLES: Readonly<Record<string, CertificateTrouble>> = {
  ERR_TLS_CERT_ALTNAME_INVALID: 'name',
  PIN_MISMATCH: 'pin',
  CERT_HAS_EXPIRED: 'expired',
  CERT_NOT_YET_VALID: 'not-yet-valid',
  DEPTH_ZERO_SELF_SIGNED_CERT: 'self-signed',
  SELF_SIGNED_CERT_IN_CHAIN: 'private-authority',
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: 'unknown-issuer',
  UNABLE_TO_GET_ISSUER_CERT: 'unknown-issuer',
  UNABLE_TO_GET_ISSUER_CERT_LOCALLY: 'unknown-issuer',
  CERT_REVOKED: 'revoked',
  CA_MD_TOO_WEAK: 'weak',
  CERT_SIGNATURE_FAILURE: 'weak',
};

/** Where in the conversation each refusal stands, as the knowledge base names the place. */
const PLACES: Readonly<Partial<Record<ProblemCode, string>>> = {
  'greeting-refused': 'greeting',
  'hello-refused': 'EHLO',
  'auth-rejected': 'AUTH',
  'sender-refused': 'MAIL',
  'recipients-refused': 'RCPT',
  'some-recipients-refused': 'RCPT',
  'message-refused': 'letter',
  'server-closing': 'unasked',
};

/** The problem as advice in the reader's language. */
export function describeProblem(problem: Problem, core: Core, context: ProblemContext): Advice {
  const setting = settingOf(problem, core, context);
  const text = word(problem, setting, context.words);
  return {
    ...text,
    tries: text.tries.flatMap((attempt) => fitAttempt(attempt, context, context.words.attempts) ?? []),
    // Without a certificate it is refused for ever, whatever the code says.
    closing: isAboutCertificate(problem) ? [] : closing(text, context),
  };
}

function isAboutCertificate(problem: Problem): boolean {
  const code = 'code' in problem.detail ? problem.detail.code : 0;
  return specialRefusal(problem, code) === 'clientCertificate';
}

/** Code and detail of a problem are of one row; taken apart they must be put together again for the compiler. */
function word<K extends ProblemCode>(
  { code, detail }: { readonly code: K; readonly detail: ProblemDetails[K] },
  setting: ProblemSetting,
  words: ProblemWords,
): ProblemText {
  return words.problems[code](detail, setting);
}

function settingOf(problem: Problem, core: Core, context: ProblemContext): ProblemSetting {
  const { detail } = problem;
  const code = 'code' in detail ? detail.code : 0;
  const enhanced = 'enhanced' in detail ? detail.enhanced : null;
  return {
    program: context.program,
    command: context.command,
    host: context.host,
    pipe: context.pipe ?? '',
    port: 'port' in detail ? detail.port : (context.port ?? null),
    tlsFault: problem.code === 'tls-failed' ? tlsFaultOf(problem.detail.reason) : 'other',
    has: hasOf(context),
    server:
      context.argument ??
      context.given?.find((one) => one.startsWith('--server '))?.slice('--server '.length) ??
      '',
    certificate: problem.code === 'certificate' ? (TROUBLES[problem.detail.check] ?? 'other') : 'other',
    refusal: refusalOf(problem, code, enhanced, core, context),
    term: enhanced ?? String(code),
  };
}

/** What this code means at this step; where an enhanced code says more, that is said too. */
function refusalOf(
  problem: Problem,
  code: number,
  enhanced: string | null,
  core: Core,
  context: ProblemContext,
): RefusalText {
  const special = specialRefusal(problem, code);
  const known = knownOf(problem, code, enhanced, core);
  if (special !== null && (known === null || VAGUE_CAUSES.includes(known.common)))
    return context.words.special[special]({ host: context.host, has: hasOf(context) });
  if (known?.common === 'relaying') {
    const address = 'address' in problem.detail ? problem.detail.address : '';
    return context.words.relaying({
      host: context.host,
      domain: address.slice(address.lastIndexOf('@') + 1),
      signedIn: context.signsIn === true,
      byMx: hasOf(context)('--mx'),
    });
  }
  if (known !== null) return { means: [known.cause], tries: [{ what: known.cure }] };
  const place =
    problem.code === 'message-refused' && problem.detail.step !== 'message' ? 'DATA' : PLACES[problem.code];
  const row = core.inPlace.get(`${place ?? ''} ${code}`) ?? core.codes.get(code);
  const finer = enhanced === null ? undefined : core.enhanced.get(enhanced.replace(/^\d/, 'X'));
  const isVague = enhanced !== null && VAGUE.test(enhanced);
  const rows = (isVague ? [row, finer] : [finer, row]).filter((one) => one !== undefined);
  const steps = rows.map(({ next }) => next).filter((next) => next !== '');
  return {
    means: rows.slice(0, 1).map(({ text }) => text),
    tries: steps.slice(0, 1).map((what) => ({ what })),
  };
}

/** Causes that a refusal of a token or a certificate is taken for, since its words are those of a wrong password. */
const VAGUE_CAUSES: readonly KnownRefusal['common'][] = [
  ...(['wrong-password', 'sign-in-first', 'certificate-not-trusted', 'tls-failed', 'encrypt-first'] as const),
];

const WANTS_CERTIFICATE =
  /\b(?:no|requires?|required|missing|present(?:ed)?|need(?:s|ed)?|valid|without)\b.{0,30}\bclient(?:'s)?[ -]cert|client[ -]cert\S*\b.{0,30}\b(?:required|needed|missing|not (?:presented|provided|sent|found))/i;

/** A refusal that means the same in whatever words; null for none. */
function specialRefusal(problem: Problem, code: number): keyof ProblemWords['special'] | null {
  if (code < 400 || !('text' in problem.detail)) return null;
  if (WANTS_CERTIFICATE.test(problem.detail.text)) return 'clientCertificate';
  if (problem.code !== 'auth-rejected' || code < 500) return null;
  const mechanism = MECHANISM_NAMES.find((name) => name === problem.detail.mechanism);
  if (mechanism === undefined) return null;
  const { needs, family } = MECHANISMS[mechanism];
  return needs === 'token' ? 'token' : family === 'external' ? 'external' : null;
}

function hasOf({ given = [] }: ProblemContext): (option: string) => boolean {
  return (option) => given.some((one) => one === option || one.startsWith(`${option} `));
}

/** Enhanced codes that say less than the place at which they stand: `other`, and a rule of whatever kind. */
const VAGUE = /^\d\.(?:0\.0|7\.[01])$/;

/** What the words of a refusal are known for. */
function knownOf(
  { detail }: Problem,
  code: number,
  enhanced: string | null,
  core: Core,
): KnownRefusal | null {
  if (code < 400 || !('text' in detail)) return null;
  return knownRefusal({ code, enhanced, text: detail.text }, core.refusals);
}

function closing(text: ProblemText, { commands, program }: ProblemContext): readonly string[] {
  if (commands.includes('explain')) return text.closing;
  return text.closing
    .map((line) => line.split(new RegExp(` ?[^ ]+ ${program} explain`))[0] ?? '')
    .filter((line) => line !== '');
}
