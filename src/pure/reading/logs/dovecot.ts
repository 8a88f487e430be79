/** Lines of Dovecot: LMTP and LDA deliveries, Sieve, sign-ins of its submission, IMAP and POP3 services. */

import type { Reading } from '../reading.ts';
import { deliveredLine, logReading, quietLine, unknownLine } from './log-reading.ts';
import type { Line } from './log-reading.ts';

export function readDovecot(line: Line): Reading {
  const system = 'Dovecot';
  const { message } = line;
  if (message.startsWith('lmtp(')) {
    const saved = readSaved(line);
    if (saved !== null) return saved;
  }
  if (message.startsWith('imap-login: Login: user=') || message.startsWith('pop3-login: Login: user='))
    return quietLine(line, system);
  const service = /^([\w-]{2,24})(?:\(([^()]{0,320})\))?/.exec(message);
  const name = service?.[1] ?? '';
  const who = service?.[2]?.split(',')[0] ?? '';
  const to =
    /\bto=<([^<>\s]{1,320})>/.exec(message)?.[1] ??
    (who.includes('@') || (who !== '' && !/^\d+$/.test(who)) ? who : null);
  const text = message.slice(service?.[0].length ?? 0).replace(/^(?:<[^<>]{0,80}>){0,3}: /, '');
  const base = { system, recipient: to, said: text };
  const replied = /\brcpt ([^\s:]{1,320}@[^\s:]{1,255}): ([45]\d\d [^\0]{1,1000})$/.exec(text);
  if (name === 'lmtp' && replied !== null)
    return logReading(line, {
      system,
      said: replied[2] ?? '',
      recipient: replied[1] ?? null,
      stage: 'rcpt',
      side: 'ours-refused-client',
    });
  if (/^(?:lmtp|lda|deliver|dovecot-lda)/.test(name)) {
    if (/(?:saved mail to|stored mail into|sieve: .{0,200}(?:stored|forwarded|fileinto))/.test(text))
      return deliveredLine(line, { ...base, stage: 'local', code: null });
    if (/rejected|save failed|Error:|Fatal:|failed|exceeded|discarded|quota/i.test(text)) {
      const reply = /\b(?:rejected|refused)[^:]{0,40}: (?=[245]\d\d )/.exec(text);
      const reading = logReading(line, {
        ...base,
        said: reply === null ? text : text.slice(reply.index + reply[0].length),
        stage: 'local',
      });
      const own =
        ['disk-full', 'system-error', 'lookup-failed', 'delivery-program'].includes(reading.cause ?? '') ||
        (reading.cause === null && /Error|Fatal/.test(text));
      return {
        ...reading,
        side: own ? 'ours-failed' : 'ours-refused-client',
        cause: reading.cause ?? 'system-error',
      };
    }
    return unknownLine(line, system, null, to);
  }
  const peer = /rip=([0-9a-fA-F.:]{2,60})/.exec(message)?.[1] ?? null;
  const signIn = { system, said: text, peer, stage: 'auth' as const, code: null };
  if (
    /auth failed|Password mismatch|unknown user|authentication fail|pam_authenticate|Invalid credentials|user disabled/i.test(
      text,
    ) &&
    !/Error|internal|temporary/i.test(text)
  )
    return logReading(line, { ...signIn, cause: 'wrong-password', side: 'ours-refused-client' });
  if (
    /SSL_accept|TLS handshak\w+(?: failed)?: |SSL routines|TLS handshaking/.test(text) &&
    !text.startsWith('Login')
  )
    return logReading(line, { ...signIn, stage: 'tls', cause: 'tls-failed', side: 'connection-broke' });
  if (/^(?:auth|auth-worker)/.test(name) && /Error|Fatal|internal|temporary/i.test(text))
    return logReading(line, {
      ...signIn,
      cause: /connect|lookup|query|sql|ldap/i.test(text) ? 'lookup-failed' : 'sign-in-unavailable',
      side: 'ours-failed',
    });
  if (
    /(?:auth|authentication).{0,40}(?:process|server|service).{0,60}(?:fail|disconnect|not respond|unavailable|timed out)|Temporary authentication failure|Auth process broken/i.test(
      text,
    )
  )
    return logReading(line, { ...signIn, cause: 'sign-in-unavailable', side: 'ours-failed' });
  if (/disallowed_plaintext|cleartext|plaintext auth/i.test(text))
    return logReading(line, { ...signIn, cause: 'encrypt-first', side: 'ours-refused-client' });
  if (/Maximum number of connections|max(?:imum)? (?:number of )?connections/i.test(text))
    return logReading(line, { ...signIn, cause: 'too-many-connections', side: 'ours-refused-client' });
  if (
    /^(?:Disconnected|Aborted login|Connection closed).{0,120}(?:no auth attempts|Inactivity|Connection reset|disconnected before|tried to use)/i.test(
      text,
    )
  )
    return logReading(line, { ...signIn, cause: 'client-left', side: 'connection-broke' });
  if (/^(?:Error|Fatal|Panic): /.test(text)) {
    const reading = logReading(line, { ...signIn, stage: null });
    return {
      ...reading,
      cause:
        reading.cause === 'disk-full' || reading.cause === 'lookup-failed' ? reading.cause : 'system-error',
      side: 'ours-failed',
    };
  }
  return unknownLine(line, system);
}

/** `lmtp(user@domain)<pid><session>: msgid=<…>: saved mail to INBOX` by its places: of a busy server there are millions. */
function readSaved(line: Line): Reading | null {
  const { message } = line;
  const end = message.indexOf(')', 5);
  const colon = message.indexOf(': ', end);
  if (end === -1 || colon === -1 || message.includes(' to=<')) return null;
  const who = message.slice(5, end);
  if (!message.startsWith('msgid=', colon + 2) || !message.includes(': saved mail to ', colon)) return null;
  if (who.includes('(') || who.includes(',') || !(who.includes('@') || /\D/.test(who))) return null;
  const said = message.slice(colon + 2);
  return deliveredLine(line, { system: 'Dovecot', recipient: who, said, stage: 'local', code: null });
}
