/**
 * `explain`: from what somebody typed to answers. Recognises what it is in the order of the contract (command, keyword, mechanism,
 * code, port, base64, then limits, certificate checks and terms) and loads only the tables that it looks into. Arguments are
 * joined when the first is a reply code or a command and the whole parses.
 */

import {
  loadCertificateFaults,
  loadCommands,
  loadEnhancedCodes,
  loadKeywords,
  loadLimits,
  loadMechanisms,
  loadPorts,
  loadReplyClasses,
  loadReplyCodes,
  loadTerms,
} from '../knowledge/index.ts';
import { explainWords } from '../phrases/index.ts';
import type { Lang } from '../phrases/index.ts';
import { HIDDEN, decodeBase64, decodeText, parametersBy, parametersOf, verbOf } from '../protocol/index.ts';
import type { Reading } from '../reading/index.ts';
import { slipOf } from '../slips/index.ts';
import { findingsOf, meansCommand } from './command-line.ts';
import type { Answer } from './answer.ts';
import { termCalled } from './term-names.ts';
import type { ReadingAnswer } from './reading-answer.ts';

export interface ExplainOptions {
  readonly lang: Lang;
  /** Show what looks like a password in base64. */
  readonly showSecrets: boolean;
}

type Look = (term: string, options: ExplainOptions) => Promise<Answer | null>;

/** Explains arguments as they were typed; null stands for one that is not known. */
export async function explainArguments(
  args: readonly string[],
  options: ExplainOptions,
): Promise<readonly { readonly term: string; readonly answer: Answer | null }[]> {
  const whole = args.join(' ');
  if (NAME_OF_TWO_WORDS.test(whole)) return [{ term: whole, answer: await explainTerm(whole, options) }];
  // `open relay` is one term, and `port 587` one port.
  const joint =
    args.length > 1 ? ((await lookPort(whole, options)) ?? (await lookTerm(whole, options))) : null;
  if (joint !== null) return [{ term: whole, answer: joint }];
  const answers = [];
  for (const term of args) answers.push({ term, answer: await explainTerm(term, options) });
  if (args.length < 2) return answers;
  // `550 5.1.1` is one reply; `550 SIZE 587` are three terms, though it could be read as a reply too.
  const isReply = /^[2-5]\d\d [245]\.\d+\.\d+/.test(whole);
  if (!isReply && answers.every(({ answer }) => answer !== null)) return answers;
  // Words of which none is known may be one name, misspelt.
  if (!/[\d:]/.test(whole) && answers.every(({ answer }) => answer === null))
    return [{ term: whole, answer: null }];
  const first = answers[0]?.answer?.kind;
  if (first !== 'reply-code' && first !== 'command') return answers;
  const joined = await explainWhole(whole, options);
  return joined === null ? answers : [{ term: whole, answer: joined }];
}

/** How two commands are usually called. */
const NAME_OF_TWO_WORDS = /^ *(?:MAIL +FROM|RCPT +TO) *:? *$/i;

/** One term by itself; null where nothing is known of it. */
export async function explainTerm(term: string, options: ExplainOptions): Promise<Answer | null> {
  const bare = NAME_OF_TWO_WORDS.test(term) ? verbOf(term) : term.trim();
  if (/[\s\n]/.test(bare)) {
    const whole = await explainWhole(bare, options);
    if (whole !== null) return whole;
  }
  // Digits and dots are no word: the tables of words need not be loaded for them.
  for (const look of /^[\d.]+$/.test(bare) ? NUMERIC_LOOKS : LOOKS) {
    const answer = await look(bare, options);
    if (answer !== null) return answer;
  }
  return isSpoken(bare) && meansCommand(bare) ? explainCommandLine(bare, options) : null;
}

/** `Mail server said no` and `Help: …` are words about mail, and `auth.log: …` names a file: nobody says them to a server. */
function isSpoken(text: string): boolean {
  const [, verb = '', rest = ''] = /^\s*([a-z0-9]+)(.*)$/is.exec(text) ?? [];
  if (rest.startsWith('.')) return false;
  if (/^:\s/.test(rest)) return /^(?:EHLO|HELO|LHLO)$/i.test(verb) || /[<@]/.test(rest);
  const isProse = /^\s+[a-z'’-]+(?:\s+[a-z'’-]+)+[.!?]?\s*$/i.test(rest) && !/^\s+(?:from|to)\b/i.test(rest);
  return !(isProse && /^(?:MAIL|RCPT)$/i.test(verb));
}

/** A reply or a command line of several words. */
async function explainWhole(text: string, options: ExplainOptions): Promise<Answer | null> {
  const offer = await explainOffer(text, options);
  if (offer !== null) return offer;
  if (isSpoken(text) && (await loadCommands(options.lang)).has(verbOf(text)))
    return explainCommandLine(text, options);
  if (!/^\W{0,3}(?:S: ?|<<<? ?)?[2-5][\d.]/.test(text)) return null;
  const { explainReplyText } = await import('./reply-term.ts');
  return explainReplyText(text, options.lang, (code) => registered(code, options));
}

/** A whole reply to EHLO, keyword by keyword; null where the text is none (RFC 5321 §4.1.1.1). */
async function explainOffer(text: string, options: ExplainOptions): Promise<Answer | null> {
  const lines = text.split(/\r?\n/).map((line) => /^(?:S: ?)?250[- ](.*)$/.exec(line.trim())?.[1]);
  const [name, ...offered] = lines;
  if (name === undefined || offered.length === 0 || offered.includes(undefined)) return null;
  const keywords = await loadKeywords(options.lang);
  const words = explainWords[options.lang];
  const said = offered.map((line = '') => {
    const keyword = line.trim().split(/[ =]/)[0]?.toUpperCase() ?? '';
    const row = keywords.get(keyword);
    return `${line.trim()}: ${row === undefined ? words.unknownKeyword : row.title}`;
  });
  return {
    term: text,
    kind: 'reply',
    title: words.offer(name.trim().split(' ')[0] ?? ''),
    text: `${said.join('; ')}.`,
    next: '',
    source: 'RFC 5321 §4.1.1.1',
    more: [],
    findings: [],
  };
}

const lookCommand: Look = async (term, options) => {
  const row = (await loadCommands(options.lang)).get(term.toUpperCase());
  if (row === undefined) return null;
  const words = explainWords[options.lang];
  const params = parametersOf(row.verb);
  const codes = [...row.success, ...row.intermediate, ...row.errors].join(' ');
  return {
    ...base(term, 'command', row),
    more: [
      words.syntax(row.syntax),
      words.example(row.example),
      ...(params.length > 0 ? [words.parameters(params.join(' '))] : []),
      words.answers(codes),
      ...(row.sure ? [] : [words.unsure]),
    ],
  };
};

const lookKeyword: Look = async (term, options) => {
  const row = (await loadKeywords(options.lang)).get(term.toUpperCase());
  if (row === undefined) return null;
  const words = explainWords[options.lang];
  const params = parametersBy(row.keyword.toUpperCase());
  return {
    ...base(term, 'keyword', row),
    more: [
      words.syntax(row.syntax),
      ...(params.length > 0 ? [words.parameters(params.join(' '))] : []),
      ...(row.registered ? [] : [words.notStandard]),
      ...(row.sure ? [] : [words.unsure]),
    ],
  };
};

const lookMechanism: Look = async (term, options) => {
  const row = (await loadMechanisms(options.lang)).get(term.toUpperCase());
  return row === undefined ? null : base(term, 'mechanism', row);
};

const lookCode: Look = async (term, options) => {
  if (/^[245]\.\d{1,3}\.\d{1,3}$/.test(term)) return explainEnhanced(term, options);
  const row = /^\d{3}$/.test(term) ? (await loadReplyCodes(options.lang)).get(Number(term)) : undefined;
  if (row === undefined) return null;
  const words = explainWords[options.lang];
  return {
    ...base(term, 'reply-code', row),
    more: [
      ...(row.nextAdmin === '' ? [] : [words.forAdmin(row.nextAdmin)]),
      ...(row.status === 'nonstandard' ? [words.notStandard] : []),
      ...(row.sure ? [] : [words.unsure]),
    ],
  };
};

const lookPort: Look = async (term, options) => {
  const number = /^(?:(?:port|порт) )?(\d{1,5})(?:\/tcp)?$/i.exec(term)?.[1];
  const row = number === undefined ? undefined : (await loadPorts(options.lang)).get(Number(number));
  return row === undefined ? null : base(term, 'port', row);
};

/** A code that no table has: what its digits say (RFC 5321 §4.2.1). */
const lookUnknownCode: Look = async (term, options) => {
  if (!/^[2-5]\d\d$/.test(term)) return null;
  const words = explainWords[options.lang];
  const classes = await loadReplyClasses(options.lang);
  const byClass = classes.get(`${term.charAt(0)}yz`)?.text ?? '';
  const byGroup = classes.get(`x${term.charAt(1)}z`)?.text ?? '';
  const text = words.unknownCodeText(byClass, byGroup);
  const next = classes.get(`${term.charAt(0)}yz`)?.next ?? '';
  return {
    ...base(term, 'reply-code', { title: words.unknownCode(term), text, next, source: 'RFC 5321 §4.2.1' }),
  };
};

const lookBase64: Look = (term, options) => {
  const octets = term.length >= 8 && /[A-Z0-9+/=]/.test(term) ? decodeBase64(term) : null;
  if (octets === null) return Promise.resolve(null);
  const words = explainWords[options.lang].base64;
  const decoded = decodeText(octets);
  const isSecret = decoded.includes('\0') || /\bauth=Bearer |^n,/.test(decoded);
  const isText = !/\\x[0-9a-f]{2}/.test(decoded);
  if (!isText && !/[=+/]/.test(term)) return Promise.resolve(null);
  const isHidden = isSecret && !options.showSecrets;
  const text = isHidden ? words.secret : isText ? words.text(decoded) : words.binary;
  return Promise.resolve(
    base(isHidden ? HIDDEN : term, 'base64', { title: words.title, text, next: '', source: 'RFC 4648 §4' }),
  );
};

const lookLimit: Look = async (term, options) => {
  const row = (await loadLimits(options.lang)).get(term.toLowerCase().replace(/ /g, '-'));
  return row === undefined ? null : base(term, 'limit', row);
};

const lookCertificate: Look = async (term, options) => {
  const row = (await loadCertificateFaults(options.lang)).get(term.toUpperCase());
  return row === undefined ? null : base(term, 'certificate', { ...row, source: '' });
};

const lookTerm: Look = async (term, options) => {
  const own = await loadTerms(options.lang);
  const id = termCalled(term, own) ?? termCalled(term, await loadTerms(options.lang === 'ru' ? 'en' : 'ru'));
  const row = id === null ? undefined : own.get(id);
  return row === undefined ? null : base(term, 'term', row);
};

const LOOKS: readonly Look[] = [
  lookCommand,
  lookKeyword,
  lookMechanism,
  lookCode,
  lookPort,
  lookUnknownCode,
  lookBase64,
  lookLimit,
  lookCertificate,
  lookTerm,
];

const NUMERIC_LOOKS: readonly Look[] = [lookCode, lookPort, lookUnknownCode, lookBase64, lookLimit, lookTerm];

interface Row {
  readonly title: string;
  readonly text: string;
  readonly next: string;
  readonly source: string;
}

function base(term: string, kind: Answer['kind'], { title, text, next, source }: Row): Answer {
  return { term, kind, title, text, next, source, more: [], findings: [] };
}

/** An enhanced code by its detail, else by class and subject (RFC 3463 §2). */
async function explainEnhanced(code: string, options: ExplainOptions): Promise<Answer | null> {
  const table = await loadEnhancedCodes(options.lang);
  const words = explainWords[options.lang];
  const [first = '', subject = ''] = code.split('.');
  const row = table.get(code) ?? table.get(code.replace(/^\d/, 'X'));
  const byClass = table.get(`${first}.X.X`);
  if (row !== undefined) {
    const more = row.nextAdmin === '' ? [] : [words.forAdmin(row.nextAdmin)];
    const text = byClass === undefined ? row.text : `${row.text} ${byClass.text}`;
    return { ...base(code, 'enhanced-code', { ...row, text }), more };
  }
  const bySubject = table.get(`X.${subject}.X`);
  const text = words.unknownCodeText(byClass?.text ?? '', bySubject?.text ?? '');
  return base(code, 'enhanced-code', {
    title: words.unknownCode(code),
    text,
    next: byClass?.next ?? '',
    source: 'RFC 3463 §2',
  });
}

/** What a reader of others' texts found, with what the registry says of its codes. */
export async function explainReading(reading: Reading, options: ExplainOptions): Promise<ReadingAnswer> {
  const { explainFound } = await import('./reply-term.ts');
  return explainFound(reading, options.lang, (code) => registered(code, options));
}

/** What the registry says of a code, of either kind. */
async function registered(code: string, options: ExplainOptions): Promise<Answer | null> {
  if (code.includes('.')) return explainEnhanced(code, options);
  return (await lookCode(code, options)) ?? lookUnknownCode(code, options);
}

/** A whole command line: what the command is, and a caret under a fault of its grammar. */
async function explainCommandLine(line: string, options: ExplainOptions): Promise<Answer | null> {
  const slip = slipOf(line);
  const verb = verbOf(slip?.meant[0] ?? line);
  const answer = await lookCommand(verb, options);
  if (answer === null) return null;
  return { ...answer, term: line, findings: slip === null ? [] : findingsOf(line, slip, options.lang) };
}
