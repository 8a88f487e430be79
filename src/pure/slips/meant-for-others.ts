/**
 * Lines that were meant for somebody else: the lab, a shell, a web server, a server of POP3, IMAP or FTP, the letter, or nobody,
 * since a server said them. SECURITY: of a line that may hold a password nothing is repeated.
 */

import { decodeBase64, decodeText } from '../protocol/index.ts';
import { isVerb } from './characters.ts';
import { slip } from './slip.ts';
import type { Slip, SlipSetting } from './slip.ts';

const SHELL: readonly string[] = [
  'telnet',
  'openssl',
  'nc',
  'ncat',
  'netcat',
  'curl',
  'swaks',
  'ssh',
  'ping',
  'ls',
  'cd',
  'pwd',
  'cat',
  'echo',
  'sudo',
  'clear',
  'printf',
  'smtp-lab',
  'npx',
  'node',
  'dig',
  'nslookup',
  'host',
  'man',
  'base64',
];

/** Words of other protocols, whose they are, and what SMTP has for the same; '' for nothing. */
const OTHERS: Readonly<Record<string, readonly [protocol: string, instead: string]>> = {
  USER: ['POP3', 'AUTH LOGIN'],
  PASS: ['POP3', 'AUTH LOGIN'],
  APOP: ['POP3', 'AUTH CRAM-MD5'],
  STAT: ['POP3', ''],
  LIST: ['POP3', ''],
  RETR: ['POP3', ''],
  DELE: ['POP3', ''],
  TOP: ['POP3', ''],
  UIDL: ['POP3', ''],
  CAPA: ['POP3', 'EHLO client.example.test'],
  STLS: ['POP3', 'STARTTLS'],
  CAPABILITY: ['IMAP', 'EHLO client.example.test'],
  SELECT: ['IMAP', ''],
  EXAMINE: ['IMAP', ''],
  FETCH: ['IMAP', ''],
  AUTHENTICATE: ['IMAP', 'AUTH PLAIN'],
  CWD: ['FTP', ''],
  PASV: ['FTP', ''],
  STOR: ['FTP', 'DATA'],
  INVITE: ['SIP', ''],
  REGISTER: ['SIP', ''],
};

const FIELD =
  /^(?:subject|from|to|cc|bcc|date|message-id|content-type|content-transfer-encoding|mime-version|reply-to|sender|received|return-path|x-[\w-]+)\s*:/i;

/** Whose line it is, where it is none of SMTP; null where it may be. */
export function slipOfStranger(line: string, { labWords }: SlipSetting): Slip | null {
  const text = line.trim();
  const [first = ''] = text.split(/\s+/);
  const word = first.toLowerCase();
  const lab = word.replace(/^[/\\!-]+/, '');
  // HELP, SEND and QUIT are commands of SMTP as well.
  if (labWords.includes(lab) && (lab !== word || !isVerb(lab)))
    return slip('lab-colon', line, `:${text.replace(/^[/\\!-]+/, '')}`, { at: -1 });
  if (
    /^(?:GET|HEAD|POST|PUT|PATCH|DELETE|OPTIONS|TRACE|CONNECT)\s+\S+(?:\s+HTTP\/|$)/.test(text) ||
    /^(?:Host|User-Agent|Accept(?:-\w+)?|Cookie|Connection):\s/i.test(text)
  )
    return slip('http', line, '', { at: -1, name: first });
  const command = text.replace(/^[$#%]\s+/, '').split(/\s+/)[0] ?? '';
  if (SHELL.includes(command.toLowerCase()))
    return slip('shell-command', line, '', { at: -1, name: command });
  if (/^SSH-\d/.test(text)) return slip('other-protocol', line, '', { at: -1, name: 'SSH' });
  if (/^<(?:\?xml|stream)/i.test(text)) return slip('other-protocol', line, '', { at: -1, name: 'XMPP' });
  const tagged =
    /^(?:[A-Za-z]{0,2}\d+|\*|\.)\s+(LOGIN|LOGOUT|SELECT|EXAMINE|FETCH|CAPABILITY|AUTHENTICATE|STARTTLS|NOOP|LIST|SEARCH)\b/i.exec(
      text,
    )?.[1];
  if (tagged !== undefined)
    return slip('other-protocol', line, IMAP_INSTEAD[tagged.toUpperCase()] ?? '', { at: -1, name: 'IMAP' });
  const other = OTHERS[first.toUpperCase()];
  if (other !== undefined) return slip('other-protocol', line, other[1], { at: -1, name: other[0] });
  if (/^(?:S:\s*)?[2-5]\d\d(?:[ -].*)?$/.test(text))
    return slip('server-line', line, '', { at: -1, name: text.replace(/^S:\s*/, '').slice(0, 3) });
  if (text === '.') return slip('dot-as-command', line, '', { at: -1 });
  if (FIELD.test(text) && !/^(?:from|to|sender):\s*<[^<>]*>$/i.test(text))
    return slip('header-as-command', line, '', { at: -1, name: text.slice(0, text.indexOf(':')).trim() });
  // An answer that the lab is to encode, and the mark that cancels a sign-in.
  if (isAnswer(text) || /^(?:=\S.*|\*)$/.test(text)) return slip('base64-as-command', line, '', { at: -1 });
  return null;
}

const IMAP_INSTEAD: Readonly<Record<string, string>> = {
  LOGIN: 'AUTH LOGIN',
  AUTHENTICATE: 'AUTH PLAIN',
  LOGOUT: 'QUIT',
  CAPABILITY: 'EHLO client.example.test',
  STARTTLS: 'STARTTLS',
  NOOP: 'NOOP',
};

/** Whether a line looks like an answer to a 334: base64 of a text, and no word. */
function isAnswer(text: string): boolean {
  if (
    text.length < 8 ||
    !/^[A-Za-z0-9+/]+={0,2}$/.test(text) ||
    !/[a-z]/.test(text) ||
    !/[A-Z=]/.test(text.slice(1))
  )
    return false;
  const octets = decodeBase64(text);
  return octets !== null && /^[\u0000\u0020-\u007e\u0400-\u04ff]+$/.test(decodeText(octets));
}
