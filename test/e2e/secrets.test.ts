/**
 * Secrets by property: for passwords and tokens made up at random, in every mechanism, nothing that the program prints, records or
 * reports has the secret in it, nor anything that decodes to it. The search is a decoder of its own: it undoes base64 (at every
 * alignment), hexadecimal and percent escapes wherever they may stand, and knows nothing of how the program hides.
 */

import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, describe, expect, it } from 'vitest';
import { startPracticeServer } from '../../src/io/practice-server/index.ts';
import { runInside } from '../support/run-inside.ts';
import { scriptedServer } from '../support/scripted-server.ts';

const folder = mkdtempSync(join(tmpdir(), 'smtp-lab-secrets-'));
afterAll(() => {
  rmSync(folder, { recursive: true });
});

const PASSWORDS = ['PLAIN', 'LOGIN', 'CRAM-MD5', 'SCRAM-SHA-1', 'SCRAM-SHA-256'];
const TOKENS = ['XOAUTH2', 'OAUTHBEARER'];
const REPORTS = ['junit', 'tap', 'json', 'md', 'html'];
const USER = 'ann@example.org';

/** Everything that a text says when what may be encoded in it is decoded. */
function meanings(text: string): readonly string[] {
  const found = [text];
  const octets = (bytes: Buffer): void => {
    found.push(bytes.toString('utf8'), bytes.toString('latin1'), bytes.toString('utf16le'));
  };
  for (const [run] of text.matchAll(/[A-Za-z0-9+/_-]{3,}/g))
    for (const start of [0, 1, 2, 3]) octets(Buffer.from(run.slice(start), 'base64'));
  for (const [run] of text.matchAll(/(?:[0-9a-f]{2}[ :%=]?){3,}/gi))
    octets(Buffer.from(run.replaceAll(/[^0-9a-f]/gi, ''), 'hex'));
  found.push(
    text.replaceAll(/[%=]([0-9a-f]{2})/gi, (_, pair: string) => String.fromCharCode(parseInt(pair, 16))),
  );
  found.push(
    text.replaceAll(/\\x([0-9a-f]{2})/gi, (_, pair: string) => String.fromCharCode(parseInt(pair, 16))),
  );
  found.push(
    text
      .replaceAll('&quot;', '"')
      .replaceAll('&#39;', "'")
      .replaceAll('&lt;', '<')
      .replaceAll('&gt;', '>')
      .replaceAll('&amp;', '&'),
  );
  found.push(text.replaceAll(/\\(["\\])/g, '$1'));
  return found;
}

/** The secrets that a text gives away; as UTF-8 read octet by octet too. */
function given(text: string, secrets: readonly string[]): readonly string[] {
  const all = meanings(text);
  return secrets.filter((secret) => {
    const forms = [secret, Buffer.from(secret).toString('latin1')];
    return all.some((meaning) => forms.some((form) => meaning.includes(form)));
  });
}

/** Not in the Unicode 3.2 that SASLprep knows. */
const UNASSIGNED = '🔑';
/** What somebody's password may be made of: everything that some notation writes in another way, and letters beyond ASCII. */
const SIGNS = [...'abcxyzKQZ0189 "\'\\<>&%=+/:;,.~-_{}$#@!?*|^`()[]', 'ж', 'Ё', 'ü', '€', '語', UNASSIGNED];
const password = fc
  .array(fc.constantFrom(...SIGNS), { minLength: 7, maxLength: 40 })
  .map((signs) => signs.join('').trim())
  // Surrounded by signs that no other line of a conversation has in this order, so that what is found was not there anyway.
  .map((middle) => `q7${middle}vX`);
const token = fc
  .array(fc.constantFrom(...'abcxyzKQZ0189-._~+/'), { minLength: 10, maxLength: 60 })
  .map((signs) => `q7${signs.join('')}vX`);

interface Kept {
  readonly what: string;
  readonly text: string;
}

let runs = 0;

/** One sign-in and one letter, told in every way; and the recording of it, played and reported in every way. */
async function tell(mechanism: string, secret: string): Promise<readonly Kept[]> {
  const isToken = TOKENS.includes(mechanism);
  const account = {
    user: USER,
    password: isToken ? 'another one' : secret,
    ...(isToken ? { token: secret } : {}),
  };
  const server = await startPracticeServer({ accounts: [account], seed: 'secrets', keep: false });
  const kept: Kept[] = [];
  const recording = join(folder, `${String(runs++)}.smtp`);
  const file = `${recording}.secret`;
  writeFileSync(file, secret, { mode: 0o600 });
  const authority = join(folder, 'authority.pem');
  writeFileSync(authority, await server.authority());
  const reach = [
    ...['--server', `127.0.0.1:${String(server.port)}`, '--tls', 'starttls'],
    ...['--tls-ca', authority, '--tls-servername', server.hostname, '--user', USER],
  ];
  const sign = [...reach, isToken ? '--token-file' : '--password-file', file, '--auth', mechanism];
  const run = async (what: string, argv: readonly string[], input = ''): Promise<number> => {
    const { code, out, err } = await runInside(argv, input);
    kept.push({ what: `${mechanism} ${what}`, text: out + err });
    return code;
  };
  try {
    const send = ['send', ...sign, '--from', USER, '--to', 'bob@example.net'];
    // A password that RFC 4013 prohibits is none for SCRAM: that is told, and neither side dies of it.
    const prohibited = mechanism.startsWith('SCRAM') && secret.includes(UNASSIGNED);
    expect(await run('send', [...send, '--record', recording, '--timing'])).toBe(prohibited ? 7 : 0);
    await run('send --json', [...send, '--json']);
    await run('send, explained in Russian', [...send, '--explain', 'full', '--lang', 'ru']);
    await run('send --dry-run', [...send, '--dry-run']);
    await run('connect', ['connect', ...sign], ':auth\n:history\n:state\nQUIT\n');
    kept.push({ what: `${mechanism} recording`, text: readFileSync(recording, 'utf8') });
    await run('film', ['replay', recording, '--explain', 'full']);
    const paths = REPORTS.map((kind) => `${recording}.${kind}`);
    const reports = REPORTS.flatMap((kind, at) => ['--report', `${kind}=${paths[at] ?? ''}`]);
    await run('replay', ['replay', recording, ...sign, ...reports]);

    for (const path of paths)
      kept.push({
        what: `${mechanism} ${path.slice(path.lastIndexOf('.'))}`,
        text: readFileSync(path, 'utf8'),
      });
  } finally {
    await server.close();
  }
  return kept;
}

/** A server that repeats what it was told, as it came and decoded, in its refusal. */
async function echo(mechanism: string, secret: string): Promise<readonly Kept[]> {
  let said = '';
  const server = await scriptedServer((socket) => {
    socket.on('data', (chunk: Buffer) => {
      const line = chunk.toString('latin1').trim();
      const answer = line.replace(/^AUTH \S+ ?/, '');
      const decoded = Buffer.from(answer, 'base64')
        .toString('utf8')
        .replaceAll(/[\r\n]/g, ' ');
      said += ` ${answer} ${decoded} ${Buffer.from(decoded).toString('hex')} ${encodeURIComponent(decoded)}`;
      if (line.startsWith('EHLO')) socket.write(`250-mail.example.test\r\n250 AUTH ${mechanism}\r\n`);
      else if (mechanism === 'LOGIN' && line === 'AUTH LOGIN') socket.write('334 VXNlcm5hbWU6\r\n');
      else if (mechanism === 'LOGIN' && answer === Buffer.from(USER).toString('base64'))
        socket.write('334 UGFzc3dvcmQ6\r\n');
      else if (line === 'QUIT') socket.write('221 bye\r\n');
      else if (line === '*') socket.write('501 cancelled\r\n');
      else socket.write(`535 5.7.8 wrong:${said}\r\n`);
    });
    socket.write('220 mail.example.test\r\n');
  }, {});
  const file = join(folder, 'echoed');
  const recording = join(folder, 'echoed.smtp');
  writeFileSync(file, secret, { mode: 0o600 });
  const kept: Kept[] = [];
  try {
    const isToken = TOKENS.includes(mechanism);
    const argv = [
      ...[
        'send',
        '--server',
        `127.0.0.1:${String(server.port)}`,
        '--tls',
        'off',
        '--allow-plaintext-auth',
        '--user',
        USER,
      ],
      ...[
        isToken ? '--token-file' : '--password-file',
        file,
        '--auth',
        mechanism,
        '--from',
        USER,
        '--to',
        'bob@example.net',
      ],
    ];
    for (const more of [
      ['--record', recording],
      ['--json'],
      ['--explain', 'full', '--lang', 'ru'],
      ['--quiet'],
    ]) {
      const { code, out, err } = await runInside([...argv, ...more]);
      expect(code).toBe(7);
      kept.push({ what: `${mechanism} echoed, ${more.join(' ')}`, text: out + err });
    }
    kept.push({ what: `${mechanism} echoed, recording`, text: readFileSync(recording, 'utf8') });
  } finally {
    await server.close();
  }
  return kept;
}

describe('a secret', () => {
  it('is found by this search in whatever form it stands', () => {
    fc.assert(
      fc.property(password, fc.string(), (secret, before) => {
        const bytes = Buffer.from(`${before}${secret}`);
        const texts = [
          `x ${secret} y`,
          bytes.toString('base64'),
          bytes.toString('base64url'),
          bytes.toString('hex'),
          JSON.stringify(secret),
        ];
        for (const text of texts) expect(given(text, [secret]), text).toEqual([secret]);
      }),
      { numRuns: 200 },
    );
  });

  it.each([...PASSWORDS, ...TOKENS])(
    'stands nowhere after signing in with %s: no screen, no JSON, no recording, no report [case-020]',
    async (mechanism) => {
      await fc.assert(
        fc.asyncProperty(TOKENS.includes(mechanism) ? token : password, async (secret) => {
          for (const { what, text } of await tell(mechanism, secret)) {
            expect(text.length, what).toBeGreaterThan(0);
            expect(given(text, [secret]), what).toEqual([]);
          }
        }),
        { numRuns: 8 },
      );
    },
  );

  it.each(['PLAIN', 'LOGIN', ...TOKENS])(
    'stands nowhere when the server repeats it in its refusal of %s [case-020]',
    async (mechanism) => {
      await fc.assert(
        fc.asyncProperty(TOKENS.includes(mechanism) ? token : password, async (secret) => {
          for (const { what, text } of await echo(mechanism, secret))
            expect(given(text, [secret]), what).toEqual([]);
        }),
        { numRuns: 8 },
      );
    },
  );
});
