/** Sign-ins as people and programs get them wrong: every state × every mistake × every mechanism, as dialogues of `C` and `S` lines. */

import {
  encodeBase64,
  encodeText,
  hearClient,
  hearServer,
  HIDDEN,
  NO_SIGN_IN,
} from '../../src/pure/protocol/index.ts';

const b64 = (text: string): string => encodeBase64(encodeText(text));
const USER = 'alice';
const SECRET = 'w0nder-land.Rabbit';

/** Texts that give the secret away. */
export const SECRETS: readonly string[] = [
  ...[SECRET, b64(SECRET), b64(SECRET).slice(0, 12), b64(`\0${USER}\0${SECRET}`), 'd29uZGVy', 'bmRlci1sYW5k'],
];

export interface OddSignIn {
  readonly name: string;
  /** `C EHLO x`, `S 250-AUTH PLAIN`: without codes a client, with them a server. */
  readonly dialogue: readonly string[];
}

const MECHANISMS = ['PLAIN', 'LOGIN', 'CRAM-MD5', 'SCRAM-SHA-256', 'XOAUTH2', 'EXTERNAL', 'X-HOUSE', 'NTLM'];
const REFUSALS = [
  '500',
  '501',
  '502',
  '503',
  '504',
  '530',
  '534',
  '535',
  '538',
  '454',
  '432',
  '421',
  '250',
  '235',
];

/** Forms in which a secret is typed on. */
const FORMS: readonly string[] = [
  ...[b64(SECRET), SECRET, b64(`\0${USER}\0${SECRET}`), `${USER} ${SECRET}`, `${b64(USER)} ${b64(SECRET)}`],
  ...[`=${SECRET}`, `PASS ${SECRET}`, `pass: ${SECRET}`, `"${SECRET}"`, `help ${SECRET}`, `NOOP ${SECRET}`],
  ...[
    `mail ${SECRET}`,
    ` ${b64(SECRET)}`,
    `data ${SECRET}`,
    `LOGIN ${USER} ${SECRET}`,
    `PLAIN ${b64(SECRET)}`,
  ],
];

/** Spellings of an AUTH that says its secret at once. */
const spellings = (mechanism: string, what: string): readonly string[] => [
  ...[`AUTH ${mechanism} ${what}`, `auth ${mechanism.toLowerCase()} ${what}`, `AUHT ${mechanism} ${what}`],
  ...[
    `AUTH: ${mechanism} ${what}`,
    `AUTH=${mechanism} ${what}`,
    `AUTH${mechanism} ${what}`,
    `AUT ${mechanism} ${what}`,
  ],
  ...[
    `AUTH ${what}`,
    `AUTH  ${mechanism}  ${what}`,
    `AUTH\t${mechanism}\t${what}`,
    ` AUTH ${mechanism} ${what}`,
  ],
  ...[`AUTH ${mechanism} ${b64(USER)} ${what}`, `AUTH ${mechanism} = ${what}`, `AUTH "${mechanism}" ${what}`],
  ...[
    `ATUH ${mechanism} ${what}`,
    `AUTHENTICATE ${mechanism} ${what}`,
    `AUTH PLIAN ${what}`,
    `AUTH ${mechanism}:${what}`,
  ],
  ...[`ФГЕР ${mechanism} ${what}`, `"AUTH ${mechanism} ${what}"`, `AUTH ${mechanism},${what}`],
];

const HELLO = ['S 220 mail.example', 'C EHLO client.example', 'S 250-AUTH PLAIN LOGIN'] as const;
const AFTER = [
  'C MAIL FROM:<alice@example.com>',
  'S 250 ok',
  'C VRFY postmaster',
  'S 252 maybe',
  'C NOOP',
  'S 250 ok',
  'C QUIT',
];

/** All of them. */
export function* oddSignIns(): Iterable<OddSignIn> {
  for (const mechanism of MECHANISMS) {
    for (const code of REFUSALS) {
      for (const form of FORMS) {
        const on = [`C ${form}`, `S ${code} no`];
        yield {
          name: `${mechanism} refused with ${code}, typed on: ${form}`,
          dialogue: [...HELLO, `C AUTH ${mechanism}`, `S ${code} no`, ...on, ...on, ...AFTER],
        };
        yield {
          name: `${mechanism} challenged, then ${code}: ${form}`,
          dialogue: [...HELLO, `C AUTH ${mechanism}`, 'S 334 Pz8/', ...on, ...on, ...AFTER],
        };
      }
      for (const form of [FORMS[0] ?? '', FORMS[1] ?? '', FORMS[2] ?? '', FORMS[3] ?? ''])
        for (const line of spellings(mechanism, form))
          yield {
            name: `${line} answered ${code}`,
            dialogue: [...HELLO, `C ${line}`, `S ${code} no`, `C ${b64(SECRET)}`, `S ${code} no`, ...AFTER],
          };
    }
    for (const form of FORMS) {
      yield {
        name: `${mechanism} in one write: ${form}`,
        dialogue: [`C AUTH ${mechanism}`, `C ${form}`, `C ${form}`, 'S 334 ', 'S 334 ', 'S 535 no', ...AFTER],
      };
      yield {
        name: `a challenge that nobody asked for: ${form}`,
        dialogue: [...HELLO, `S 334 ${b64('Password:')}`, `C ${form}`, 'S 500 what', ...AFTER],
      };
      yield {
        name: `${mechanism} cancelled, and typed on: ${form}`,
        dialogue: [
          `C AUTH ${mechanism}`,
          'S 334 ',
          'C *',
          'S 501 cancelled',
          `C ${form}`,
          'S 500 what',
          ...AFTER,
        ],
      };
    }
    const blob = b64(`\0${USER}\0${SECRET}`);
    yield {
      name: `${mechanism}, wrapped by a terminal`,
      dialogue: [
        ...[`C AUTH ${mechanism} ${blob.slice(0, 10)}`, `C ${blob.slice(10, 30)}`, `C ${blob.slice(30)}`],
        ...['S 535 no', ...AFTER],
      ],
    };
  }
}

/** What may be shown of the client's lines. */
export function shownOf(dialogue: readonly string[]): readonly string[] {
  let now = NO_SIGN_IN;
  const lines: string[] = [];
  for (const entry of dialogue) {
    const text = entry.slice(2);
    if (entry.startsWith('S ')) {
      now = hearServer(now, { code: Number(text.slice(0, 3)), lines: [text.slice(4)] });
      continue;
    }
    const { secrecy, from } = hearClient(now, text);
    now = secrecy;
    lines.push(from < 0 ? text : text.slice(0, from) + HIDDEN);
  }
  return lines;
}
