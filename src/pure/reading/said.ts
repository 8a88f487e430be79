/**
 * What another server said, inside the sentence of the program that reports it: the marks behind which a reply stands, what it
 * answered, and who said it. One table for bounces and logs, since the same programs write both.
 */

import { readReplyText } from './reply-text.ts';
import type { SaidReply } from './reply-text.ts';
import type { Stage } from './reading.ts';

export interface Said {
  readonly reply: SaidReply | null;
  readonly stage: Stage | null;
  readonly peer: string | null;
  /** The words that tell why: the reply's text, or the sentence itself. */
  readonly text: string;
  /** The reply stands behind a mark. */
  readonly marked: boolean;
}

interface Mark {
  /** In lower case: without it the pattern is not tried. */
  readonly key: string;
  readonly pattern: RegExp;
}

/** Marks, each with its reply at the end; the first that a reply follows is meant. */
const MARKS: readonly Mark[] = [
  // Exim, old and new, and Mail.ru.
  {
    key: 'smtp error from remote mail',
    pattern:
      /SMTP error from remote (?:mail server|mailer)(?: after (?<at>[^:]{3,40}?(?::\s?<[^>]{0,320}>[^:]{0,60})?))?:\s*(?:host (?<peer>\S{1,255}) (?:\[[^\]]{2,60}\])?\s?:?\s*)?/i,
  },
  // GMX, 1&1 and others like them.
  {
    key: 'smtp error from remote server',
    pattern:
      /SMTP error from remote server (?:after|for) (?<at>[A-Z ]{2,20}?) command[:,]\s*host:? (?<peer>\S{1,255})\s*(?:\([^)]{2,60}\))?\s*(?:reason:)?\s*/i,
  },
  // Postfix and what it passes on.
  {
    key: 'host ',
    pattern:
      /\bhost (?<peer>[^\s:[]{1,255}(?:\[[^\]]{2,60}\])?(?::\d{1,5})?) (?:said|refused to talk to me):[_ ]/i,
  },
  { key: 'smtp:', pattern: /SMTP:(?<at>[A-Z ]{3,20}) host (?<peer>[^\s:]{1,255}): /i },
  { key: 'server ', pattern: /server (?<peer>\S{1,320}) said: /i },
  { key: 'talk to me: ', pattern: /server refused to talk to me: /i },
  // qmail.
  { key: 'host', pattern: /Remote[_ ]host[_ ]said(?:\[[^\]]{1,40}\])?:[_ \s]*/i },
  // DragonFly.
  {
    key: 'did not like our',
    pattern: /(?:(?<peer>\S{1,255}) \[[^\]]{2,60}\] )?did not like our (?<at>[A-Z ]{2,20}):\s*/i,
  },
  { key: 'responded with failure', pattern: /responded with failure: /i },
  { key: 'responded as follows', pattern: /responded as follows: \[?/i },
  {
    key: ' was: ',
    pattern:
      /(?:error that the other server returned was|The response (?:from the remote server )?was|The error from the other server was):\s*/i,
  },
  { key: 'returned', pattern: /Remote Server (?:at \S{1,255} (?:\([^)]{2,60}\) )?)?returned '?/i },
  {
    key: 'serve',
    pattern:
      /(?:Remote server replied|The remote server (?:said|responded|answered)|server (?:replied|responded|answered)(?: with)?|The server responded|Server response):?\s*['"]?/i,
  },
  {
    key: 'responded',
    pattern:
      /(?:(?<peer>[\w.-]{1,255}(?: ?[([][0-9a-fA-F.:]{2,60}[)\]])?) )?responded(?: with)?:\s*['"]?(?=[45]\d\d[ -])/i,
  },
  { key: 'last error was', pattern: /Last error was:?\s*['"]?/i },
  { key: '<<< ', pattern: /<<< / },
  { key: '(reason: ', pattern: /\(reason: / },
  { key: 'smtp;', pattern: /(?:Diagnostic[- ][Cc]ode:\s*|^)smtp;\s*/i },
  { key: 'led=', pattern: /\bLED=/ },
];

const AT: readonly (readonly [RegExp, Stage])[] = [
  [/initial connection|connect|banner|greeting|HELO|EHLO/i, 'connect'],
  [/MAIL/i, 'mail'],
  [/RCPT/i, 'rcpt'],
  [/STARTTLS|TLS/i, 'tls'],
  [/AUTH/i, 'auth'],
  [
    /end of data|final data|data \(?end|TEXT|\bDATA SEND|end-of-message|message body|pipelined DATA/i,
    'message',
  ],
  [/DATA/i, 'data'],
];

/** The stage that a few words name: `RCPT TO`, `end of data`, `initial connection`. */
export function stageOf(words: string): Stage | null {
  return AT.find(([pattern]) => pattern.test(words))?.[1] ?? null;
}

/** What qmail says of the step before it quotes the reply. */
const QMAIL_STEPS: readonly (readonly [RegExp, Stage])[] = [
  [/does[_ ]not[_ ]like[_ ]recipient/i, 'rcpt'],
  [/but[_ ]my[_ ]name[_ ]was[_ ]rejected/i, 'ehlo'],
  [/but[_ ]sender[_ ]was[_ ]rejected/i, 'mail'],
  [/failed[_ ](?:after[_ ]I[_ ]sent[_ ]the[_ ]message|on[_ ]DATA)/i, 'message'],
  [/but[_ ]greeting[_ ]failed/i, 'connect'],
];

const IN_REPLY_TO = /\s*\(in reply to ([^()]{2,60}?)(?: command)?\)\s*$/;
/** What providers put behind the words of others. */
const TAIL =
  /\s*(?:\(state \d+\)\.?|\(in reply to [^()]{2,60}\)|\[(?:RCPT_TO|MAIL_FROM|DATA|CONNECT|EOM)\]|##|Giving up on \S+|I'm not going to try again.{0,80}|STEP: .{0,40})\s*$/;

/** Reads a sentence that may quote a reply. */
export function readSaid(sentence: string): Said {
  let flat = sentence.replace(/\s+/g, ' ').trim();
  const answered = flat.endsWith(')') ? IN_REPLY_TO.exec(flat)?.[1] : undefined;
  const bracketed = flat.endsWith(']')
    ? /\[(RCPT_TO|MAIL_FROM|DATA|CONNECT|EOM)\]\s*$/.exec(flat)?.[1]?.replace('_', ' ')
    : undefined;
  const step = flat.includes('STEP: ') ? /STEP: (.{2,40})$/.exec(flat)?.[1] : undefined;
  let stage =
    stageOf(answered ?? bracketed ?? step ?? '') ??
    QMAIL_STEPS.find(([words]) => words.test(flat))?.[1] ??
    null;
  for (let round = 0; round < 3; round += 1) flat = flat.replace(TAIL, '').trim();
  const lower = flat.toLowerCase();
  for (const { key, pattern } of MARKS) {
    if (!lower.includes(key)) continue;
    const found = pattern.exec(flat);
    if (found === null) continue;
    const reply = readReplyText(flat.slice(found.index + found[0].length).replace(/\]$/, ''));
    stage ??= stageOf(found.groups?.['at'] ?? '');
    const peer = found.groups?.['peer']?.replace(/:$/, '') ?? null;
    if (found[0].includes('to talk to me')) stage ??= 'connect';
    if (reply !== null) return { reply, stage, peer, text: reply.text, marked: true };
    const rest = flat.slice(found.index + found[0].length).trim();
    if (rest !== '' && found.groups !== undefined && 'at' in found.groups)
      return { reply: null, stage, peer, text: rest, marked: true };
  }
  const own = readReplyText(flat);
  if (own !== null && own.code !== null)
    return { reply: own, stage, peer: null, text: own.text, marked: false };
  return {
    reply: own,
    stage,
    peer: peerOf(flat),
    text: own === null ? flat : own.text === '' ? flat : own.text,
    marked: false,
  };
}

/** The host that a connection was tried with. */
function peerOf(text: string): string | null {
  return (
    /(?:connect to|conversation with|connection with|connected to|connection to) (\S{1,320}?(?:\[[^\]]{2,80}\])?(?::\d{1,5})?)(?=[: ]|$)/i.exec(
      text,
    )?.[1] ?? null
  );
}
