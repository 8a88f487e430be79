/**
 * The first word of a line that is not a verb: a mark behind it, two words run together, a letter too many or too few, a word of
 * everyday language, an argument without its verb. RFC 5321 §4.1.1: a verb, then SP, then what belongs to it.
 */

import { asRussian, isDomain, KNOWN_VERBS, verbFacts } from '../protocol/index.ts';
import { isVerb } from './characters.ts';
import { nearestWord, slip } from './slip.ts';
import type { Slip, SlipSetting } from './slip.ts';

/** What people type for a command, and the command. */
const SYNONYMS: Readonly<Record<string, string>> = {
  HELLO: 'EHLO client.example.test',
  HI: 'EHLO client.example.test',
  HEY: 'EHLO client.example.test',
  EXIT: 'QUIT',
  BYE: 'QUIT',
  LOGOUT: 'QUIT',
  LOGOFF: 'QUIT',
  CLOSE: 'QUIT',
  DISCONNECT: 'QUIT',
  STOP: 'QUIT',
  END: 'QUIT',
  Q: 'QUIT',
  SSL: 'STARTTLS',
  TLS: 'STARTTLS',
  STARTSSL: 'STARTTLS',
  ENCRYPT: 'STARTTLS',
  LOGIN: 'AUTH LOGIN',
  SIGNIN: 'AUTH LOGIN',
  PLAIN: 'AUTH PLAIN',
  PASSWORD: 'AUTH LOGIN',
  RESET: 'RSET',
  CANCEL: 'RSET',
  ABORT: 'RSET',
  VERIFY: 'VRFY',
  EXPAND: 'EXPN',
  '?': 'HELP',
  COMMANDS: 'HELP',
  BODY: 'DATA',
  MESSAGE: 'DATA',
  TEXT: 'DATA',
  LETTER: 'DATA',
  WRITE: 'DATA',
  ЕХЛО: 'EHLO client.example.test',
  ЭХЛО: 'EHLO client.example.test',
  ХЕЛО: 'HELO client.example.test',
  ХЭЛО: 'HELO client.example.test',
  ХЕЛЛО: 'EHLO client.example.test',
  ДАТА: 'DATA',
  КВИТ: 'QUIT',
  КУИТ: 'QUIT',
  РСЕТ: 'RSET',
  НУП: 'NOOP',
  ПРИВЕТ: 'EHLO client.example.test',
  ЗДРАВСТВУЙТЕ: 'EHLO client.example.test',
  ВЫХОД: 'QUIT',
  ПОКА: 'QUIT',
  СТОП: 'QUIT',
  ПОМОЩЬ: 'HELP',
  СПРАВКА: 'HELP',
  СБРОС: 'RSET',
  СТАРТТЛС: 'STARTTLS',
  ПИСЬМО: 'DATA',
  ОТПРАВИТЬ: 'DATA',
};
const SENDER_WORDS: readonly string[] = ['SENDER', 'FROM', 'ОТ', 'ОТПРАВИТЕЛЬ'];
const RECIPIENT_WORDS: readonly string[] = [
  'RECIPIENT',
  'RECIPIENTS',
  'TO',
  'RECEIVER',
  'КОМУ',
  'ПОЛУЧАТЕЛЬ',
];

/** Verbs near to which a misspelt word is looked for: those that people mean. */
const USUAL: readonly string[] = KNOWN_VERBS.filter((verb) => verbFacts(verb)?.phases === undefined);

const ADDRESS = /[^\s<>@,;:"']+@[^\s<>@,;"']+/;

/** What is wrong with the first word; null where it is a verb, alone and whole. */
export function slipOfVerb(line: string, { state }: SlipSetting): Slip | null {
  const text = line.trim();
  const [first = ''] = text.split(/\s+/);
  const rest = text.slice(first.length).trim();
  const second = slipOfTwo(line, text);
  if (second !== null) return second;
  if (isVerb(first)) return dialectSlip(line, first.toUpperCase(), rest, state?.dialect ?? null);
  const upper = first.toUpperCase();
  // `QUIT.`, `EHLO,`, `DATA:`; with something right behind the mark: `AUTH=LOGIN`.
  const marked = /^([A-Za-z]+)([.,;:!?=()"'/\\_-]+)(.*)$/.exec(first);
  if (marked !== null && isVerb(marked[1] ?? '')) {
    const [, verb = '', , behind = ''] = marked;
    if (/^(?:MAIL|RCPT)$/i.test(verb)) {
      const addressed = `${behind} ${rest}`.trim();
      return slip('joined-verb', line, pathLine(verb, addressed), {
        at: verb.length,
        name: verb.toUpperCase(),
      });
    }
    // SECURITY: what stands behind AUTH may be a password.
    const kept = /^AUTH$/i.test(verb)
      ? `${behind} ${rest}`.trim().split(/\s+/).slice(0, 1).join('')
      : `${behind} ${rest}`.trim();
    const meant = `${verb} ${verbFacts(verb.toUpperCase())?.argument === 'none' ? '' : kept}`.trim();
    return slip('mark-after-verb', line, meant, {
      at: placeOf(verb, verb.length),
      found: marked[2] ?? '',
      name: verb.toUpperCase(),
    });
  }
  const joined =
    /^(MAIL)(FROM.*)$|^(RCPT)(TO.*)$|^(EHLO|HELO|LHLO)(.{3,})$|^(AUTH)(LOGIN|PLAIN|CRAM-MD5|SCRAM-.*|XOAUTH2)$|^(BDAT)(\d+)$|^(VRFY|EXPN)(.{3,})$/i.exec(
      first,
    );
  if (joined !== null) {
    const [verb = '', behind = ''] = joined.slice(1).filter((part) => part !== undefined);
    const kept = /^AUTH$/i.test(verb) ? '' : rest;
    const meant = /^(?:MAIL|RCPT)$/i.test(verb)
      ? pathLine(verb, `${behind} ${kept}`)
      : `${verb} ${behind} ${kept}`.trim();
    return slip('joined-verb', line, meant, { at: placeOf(verb, verb.length), name: verb.toUpperCase() });
  }
  // `NO OP`, `RS ET`: one word, with a space in it.
  const [, two = '', more = ''] = /^(\S+\s+\S+)(.*)$/s.exec(text) ?? [];
  const whole = two.replace(/\s+/, '').toUpperCase();
  if (two !== '' && isVerb(whole) && whole !== 'AUTH')
    return slip('misspelt-verb', line, `${whole}${more}`.trim(), { at: 0, found: two, name: whole });
  if (/^(?:START|BEGIN)$/i.test(first) && /^(?:TLS|SSL)$/i.test(rest))
    return slip('misspelt-verb', line, 'STARTTLS', { at: 0, found: text, name: 'STARTTLS' });
  if (/^QU?IT\(\)$/i.test(first)) return slip('mark-after-verb', line, 'QUIT', { at: 4, name: 'QUIT' });
  const word = /^\p{L}+/u.exec(upper)?.[0] ?? upper;
  const address = ADDRESS.exec(text)?.[0] ?? null;
  if (SENDER_WORDS.includes(word))
    return slip('missing-verb', line, pathLine('MAIL', text), { at: 0, name: 'MAIL' });
  if (RECIPIENT_WORDS.includes(word))
    return slip('missing-verb', line, pathLine('RCPT', text), { at: 0, name: 'RCPT' });
  if (address !== null && /^<?[^\s<>]+>?$/.test(text) && text.replace(/[<>]/g, '') === address) {
    const isSender = state === null || !['mail', 'rcpt'].includes(state.phase);
    return slip('address-alone', line, isSender ? `MAIL FROM:<${address}>` : `RCPT TO:<${address}>`, {
      at: 0,
    });
  }
  const said = SYNONYMS[word] ?? SYNONYMS[asRussian(first).toUpperCase()];
  if (said !== undefined) {
    const hello =
      /^(?:EHLO|HELO)/.test(said) && rest !== '' && isDomain(rest) && (word === 'HELLO' || rest.includes('.'))
        ? `${said.slice(0, 4)} ${rest}`
        : said;
    return slip('other-word', line, hello, {
      at: placeOf(hello, 0),
      found: first,
      name: hello.split(' ')[0] ?? '',
    });
  }
  const near = nearestWord(word, USUAL);
  if (near !== '' && word.length > 2) {
    const kept = near === 'AUTH' ? (rest.split(/\s+/)[0] ?? '') : rest;
    const meant = near === 'MAIL' || near === 'RCPT' ? pathLine(near, kept) : `${near} ${kept}`.trim();
    return slip('misspelt-verb', line, meant, { at: placeOf(near, 0), found: first, name: near });
  }
  return slip('no-such-verb', line, '', { at: 0, found: first, name: first });
}

/** SECURITY: a line that means AUTH may hold a password, and is not shown again with a mark under it. */
function placeOf(command: string, at: number): number {
  return /^AUTH/i.test(command) ? -1 : at;
}

/** MAIL or RCPT with the address that a text has in it. */
function pathLine(verb: string, text: string): string {
  const address = ADDRESS.exec(text.replace(/^\s*(?:FROM|TO)\s*[:;=]?\s*/i, ''))?.[0]?.replace(/[.,;]+$/, '');
  const isMail = /^MAIL$/i.test(verb);
  return `${isMail ? 'MAIL FROM' : 'RCPT TO'}:<${address ?? (isMail ? 'student@example.test' : 'teacher@example.test')}>`;
}

const SECOND =
  /\s(?:(?:MAIL\s+FROM:?|RCPT\s+TO:?)\s*\S|(?:EHLO|HELO)\s+\S|(?:DATA|QUIT|RSET|NOOP|STARTTLS)\s*$)/i;

/** Two commands on one line: the second begins a line of its own. */
function slipOfTwo(line: string, text: string): Slip | null {
  const first = /^(EHLO|HELO|MAIL|RCPT|RSET|DATA|QUIT|STARTTLS)\b/i.exec(text);
  if (first === null || /^(?:NOOP|HELP|VRFY|EXPN|AUTH)/i.test(text)) return null;
  const at = text.slice(first[0].length).search(SECOND);
  if (at < 0) return null;
  const cut = first[0].length + at;
  const [one, two] = [text.slice(0, cut).replace(/[;,&|\s]+$/, ''), text.slice(cut).trim()];
  // `MAIL` alone before ` FROM` is not a command of its own.
  if (/^(?:MAIL|RCPT)$/i.test(one)) return null;
  return slip('two-commands', line, [one, two], { at: line.indexOf(two) });
}

function dialectSlip(line: string, verb: string, rest: string, dialect: 'smtp' | 'lmtp' | null): Slip | null {
  const name = rest === '' ? 'client.example.test' : rest;
  if (dialect === 'lmtp' && (verb === 'EHLO' || verb === 'HELO'))
    return slip('lmtp-hello', line, `LHLO ${name}`, { at: 0, found: verb });
  if (dialect === 'smtp' && verb === 'LHLO')
    return slip('smtp-hello', line, `EHLO ${name}`, { at: 0, found: verb });
  return null;
}
