/** Every way in which a TLS handshake fails has words, and they name the side whose fault it is. */

import { execFileSync } from 'node:child_process';
import { describe, expect, it } from 'vitest';
import { describeProblem } from '../../../src/pure/explain/index.ts';
import { loadCore } from '../../../src/pure/knowledge/index.ts';
import { loadProblemWords } from '../../../src/pure/phrases/index.ts';
import { tlsFaultOf } from '../../../src/pure/problems/index.ts';
import { SSL_REASONS } from '../../support/ssl-reasons.ts';

const CODES = [
  ...SSL_REASONS.map((reason) => `ERR_SSL_${reason}`),
  ...['closed', 'timeout', 'ECONNRESET', 'EPIPE', 'ETIMEDOUT', 'ERR_TLS_PROTOCOL_VERSION_CONFLICT', 'EPROTO'],
];

const says = async (lang: 'en' | 'ru', reason: string, given: readonly string[] = [], late = false) => {
  const detail = { host: 'mail.example.com', port: 587, reason, mode: 'starttls' as const };
  const problem = { code: 'tls-failed' as const, detail: late ? { ...detail, late: true as const } : detail };
  return describeProblem(problem, await loadCore(lang), {
    words: await loadProblemWords(lang),
    program: 'smtp-lab',
    command: 'send',
    host: 'mail.example.com',
    options: [
      '--tls',
      '--port',
      '--tls-cert',
      '--tls-key',
      '--tls-min',
      '--tls-max',
      '--tls-ciphers',
      '--tls-servername',
    ],
    commands: ['send'],
    given,
  });
};

describe('a failed TLS handshake', () => {
  it('has a kind for every reason of OpenSSL', () => {
    expect(SSL_REASONS.length).toBeGreaterThan(350);
    expect(CODES.filter((code) => tlsFaultOf(code) === 'other')).toEqual(['EPROTO']);
  });

  // The list is OpenSSL's own, wherever that is at hand.
  it.runIf(hasOpenssl())('knows every reason that the OpenSSL of this computer can give', () => {
    const numbers = [...Array(450).keys(), ...[...Array(130).keys()].map((at) => at + 1000)].slice(1);
    const said = execFileSync('openssl', ['errstr', ...numbers.map((at) => (0x0a000000 + at).toString(16))], {
      encoding: 'utf8',
    });
    const reasons = said
      .split('\n')
      .map((line) => line.split(':').at(-1) ?? '')
      .filter((reason) => /^[a-z\d ]+$/.test(reason) && reason !== '')
      .map((reason) => reason.toUpperCase().replaceAll(' ', '_'));
    expect(reasons.length).toBeGreaterThan(250);
    const known = new Set(SSL_REASONS);
    expect(reasons.filter((reason) => !known.has(reason) && !/SRP|SUITE_B/.test(reason))).toEqual([]);
  });

  it.each([
    ['UNSUPPORTED_PROTOCOL', 'version'],
    ['TLSV1_ALERT_PROTOCOL_VERSION', 'version'],
    ['SSLV3_ALERT_HANDSHAKE_FAILURE', 'handshake-failure'],
    ['WRONG_VERSION_NUMBER', 'not-tls'],
    ['DH_KEY_TOO_SMALL', 'too-weak'],
    ['TLSV13_ALERT_CERTIFICATE_REQUIRED', 'certificate-wanted'],
    ['TLSV1_ALERT_UNKNOWN_CA', 'certificate-refused'],
    ['TLSV1_UNRECOGNIZED_NAME', 'name-unknown'],
    ['TLSV1_ALERT_INTERNAL_ERROR', 'server-fault'],
    ['SSLV3_ALERT_BAD_RECORD_MAC', 'complained'],
    ['UNEXPECTED_EOF_WHILE_READING', 'cut-off'],
    ['NO_CIPHERS_AVAILABLE', 'own-settings'],
    ['UNINITIALIZED', 'own-use'],
    ['DECRYPTION_FAILED_OR_BAD_RECORD_MAC', 'broken'],
  ] as const)('%s is of the kind %s', (reason, kind) => {
    expect(tlsFaultOf(`ERR_SSL_${reason}`)).toBe(kind);
  });

  it.each(['en', 'ru'] as const)('has words for each, in %s', async (lang) => {
    for (const code of CODES) {
      const advice = await says(lang, code);
      const words = advice.happened.join(' ').replace(code, '');
      expect(words, code).toMatch(lang === 'en' ? /: [a-zO].{15,}/ : /: [а-яO].{15,}/);
      expect(advice.tries.length + (tlsFaultOf(code) === 'own-settings' ? 1 : 0), code).toBeGreaterThan(0);
    }
  });

  it('says on whose side the fault is', async () => {
    const own = await says('en', 'ERR_SSL_NO_CIPHERS_AVAILABLE', ['--tls-ciphers ODD']);
    expect(own.means.join(' ')).toContain('on this side');
    expect(own.tries.map(({ command }) => command)).toEqual(['leave --tls-ciphers out']);
    const alert = await says('en', 'ERR_SSL_TLSV1_ALERT_INTERNAL_ERROR', [], true);
    expect(alert.headline).toContain('the server ended TLS');
    // What was said before the alert was said.
    expect(alert.means.join(' ')).not.toContain('left this computer');
  });

  it('blames no key of the server for old versions that were asked for', async () => {
    const code = 'ERR_SSL_LEGACY_SIGALG_DISALLOWED_OR_UNSUPPORTED';
    expect((await says('en', code)).means.join(' ')).toContain('longer key');
    const old = await says('en', code, ['--tls-max 1.1']);
    expect(old.means.join(' ')).not.toContain('longer key');
    expect(old.tries[0]?.command).toBe('leave --tls-max out');
  });

  it('offers a client certificate where none was given, and asks about it where one was', async () => {
    const code = 'ERR_SSL_TLSV13_ALERT_CERTIFICATE_REQUIRED';
    expect((await says('en', code)).tries[0]?.command).toBe('--tls-cert FILE --tls-key FILE');
    const given = await says('en', code, ['--tls-cert a.pem', '--tls-key a.key']);
    expect(given.tries[0]?.command).toContain('openssl x509');
  });
});

function hasOpenssl(): boolean {
  try {
    return execFileSync('openssl', ['version'], { encoding: 'utf8' }).startsWith('OpenSSL 3');
  } catch {
    return false;
  }
}
