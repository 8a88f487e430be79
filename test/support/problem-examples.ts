/** An example of every problem, and more of those whose words differ by what is in them. */

import type { ProblemCode, ProblemDetails } from '../../src/pure/problems/index.ts';

const peer = { host: 'mail.example.com', port: 587 };
const refusal = { code: 550, enhanced: '5.1.1', text: 'No such user' };

export const CERTIFICATE = {
  ...peer,
  check: 'ERR_TLS_CERT_ALTNAME_INVALID',
  wanted: 'smtp.example.com',
  names: ['mail.example.com'],
  issuer: 'Example CA',
  validFrom: '2026-01-01',
  validTo: '2026-12-31',
  mode: 'starttls',
} as const;

/** One of each; a code without an example does not compile. */
export const EXAMPLES: ProblemDetails = {
  usage: { option: '--port', reason: 'It must be a number.' },
  'tls-settings': { option: '--tls-key', reason: 'mismatch' },
  'bad-address': { option: '--to', value: 'a b', offset: 1, wanted: '@' },
  'forbidden-characters': { option: '--to', found: 'CR' },
  'file-not-ours': { option: '--report', file: 'notes.md' },
  'file-unwritable': { option: '--record', file: 'x.smtp', reason: 'EACCES', after: true },
  'file-unreadable': { option: '--eml', file: 'x.eml', reason: 'ENOENT' },
  'password-in-url': { option: '--server' },
  'no-password': { user: 'ann' },
  'stage-not-reached': { stage: 'auth' },
  'not-a-letter': { file: 'x.eml' },
  'too-large-for-server': { size: 18, limit: 10 },
  'needs-smtputf8': { address: 'jörg@example.com' },
  'name-not-found': peer,
  'name-lookup-failed': { ...peer, reason: 'EAI_AGAIN' },
  'connection-refused': { ...peer, address: '192.0.2.1' },
  'connect-timeout': { ...peer, address: '192.0.2.1', seconds: 30 },
  'network-unreachable': { ...peer, address: '2001:db8::1', reason: 'ENETUNREACH' },
  'proxy-failed': { proxy: 'socks5://192.0.2.9:1080', reason: 'forbidden', said: '', login: 'none', ...peer },
  'program-failed': { command: 'sendmail -bs', reason: 'ENOENT' },
  'needs-8bitmime': {},
  'bad-host-name': { option: '--server', value: 'x'.repeat(70) },
  'proxy-header-refused': { version: 1, code: 500, text: 'unknown command' },
  'extension-required': { option: '--xclient', keyword: 'XCLIENT' },
  'null-mx': { domain: 'example.com' },
  'no-mail-servers': { domain: 'example.com' },
  'mail-servers-unreachable': {
    domain: 'example.com',
    tried: [
      { host: 'mx1.example.com', because: 'connection-refused' },
      { host: 'mx2.example.com', because: 'connect-timeout' },
    ],
  },
  'cannot-listen': { ...peer, reason: 'EADDRINUSE' },
  'starttls-not-offered': peer,
  'requiretls-not-to-be-had': { encrypted: true, verified: true },
  'starttls-refused': { ...peer, code: 454, text: 'not now' },
  'tls-failed': { ...peer, reason: 'EPROTO', mode: 'starttls' },
  'plain-text-to-tls': { ...peer, greeting: '220 mx' },
  certificate: CERTIFICATE,
  'data-after-starttls': peer,
  'port-of-file': { file: 'login.smtp', port: 4444 },
  'auth-needs-tls': { ...peer, starttlsOffered: true },
  'auth-not-offered': { ...peer, tls: true, helo: false },
  'no-common-mechanism': { offered: ['NTLM'], wanted: [] },
  'auth-rejected': { mechanism: 'PLAIN', code: 535, enhanced: '5.7.8', text: 'wrong' },
  'auth-cancelled': { mechanism: 'SCRAM-SHA-1', reason: 'wrong-nonce' },
  'server-not-proven': { mechanism: 'SCRAM-SHA-1', reason: 'no-server-signature' },
  'greeting-refused': { code: 554, enhanced: null, text: 'closed' },
  'hello-refused': { verb: 'EHLO', code: 421, enhanced: null, text: 'busy' },
  'sender-refused': { address: '', ...refusal },
  'recipients-refused': { ...refusal, count: 2, address: 'b@example.com' },
  'some-recipients-refused': { accepted: 1, refused: 1, address: 'b@example.com', ...refusal },
  'message-refused': { step: 'message', ...refusal },
  'no-greeting': { ...peer, seconds: 30 },
  'no-reply': { to: 'MAIL', seconds: 30 },
  'connection-lost': { to: 'RCPT', how: 'closed', partial: '250 O' },
  'server-closing': { code: 421, enhanced: null, text: 'bye' } as ProblemDetails['server-closing'],
  'upload-stalled': { sent: 100, seconds: 30 },
  'max-time': { seconds: 10, to: 'RCPT' },
  'outcome-unknown': { how: 'connection-lost', recipients: ['b@example.com'] },
  'letter-unreadable': { file: 'x.eml', reason: 'changed', sent: 5 },
  'not-smtp': { ...peer, looksLike: 'ssh', text: 'SSH-2.0' },
  'malformed-reply': { to: 'MAIL', rule: 'not-a-code', text: 'what', offset: 0 },
  'reply-too-long': { to: 'EHLO', limit: 'line', max: 65536 },
  'impossible-reply': { to: 'MAIL', code: 354, text: 'go' },
  'unasked-reply': { code: 250, text: 'stray' },
  mismatch: { file: 'x.smtp', line: 3 },
  'nothing-expected': { file: 'x.smtp' },
  interrupted: { signal: 'SIGINT', unknown: false },
  internal: { message: 'oops' },
};

/** More of a kind whose words differ by what is in it. */
const VARIANTS: { readonly [K in ProblemCode]?: readonly ProblemDetails[K][] } = {
  'tls-settings': (['no-certificate', 'no-key', 'locked', 'without-key', 'without-certificate'] as const).map(
    (reason) => ({ option: '--tls-key', reason }),
  ),
  'name-not-found': [
    { ...peer, family: 6 },
    { ...peer, family: 4 },
  ],
  'name-lookup-failed': [{ ...peer, reason: 'ETIMEOUT', resolver: '127.0.0.1:53' }],
  'connection-refused': [
    { ...peer, port: 25, address: '192.0.2.1' },
    { host: '/run/lmtp', port: null, address: '/run/lmtp' },
  ],
  'connect-timeout': [{ ...peer, port: 25, address: '2001:db8::1', seconds: 30 }],
  'network-unreachable': [
    { ...peer, address: '192.0.2.1', reason: 'EINVAL', bind: '127.0.0.1' },
    { ...peer, address: '192.0.2.1', reason: 'EADDRINUSE', localPort: 1025 },
    { ...peer, address: '192.0.2.1', reason: 'EACCES', localPort: 25 },
    { host: '/run/lmtp', port: null, address: '/run/lmtp', reason: 'EACCES' },
  ],
  'requiretls-not-to-be-had': [
    { encrypted: false, verified: false },
    { encrypted: true, verified: false },
  ],
  'starttls-refused': [{ ...peer, code: 502, text: 'no' }],
  'tls-failed': [
    'UNSUPPORTED_PROTOCOL',
    'NO_SHARED_CIPHER',
    'SSLV3_ALERT_HANDSHAKE_FAILURE',
    'WRONG_VERSION_NUMBER',
    'EE_KEY_TOO_SMALL',
    'UNSAFE_LEGACY_RENEGOTIATION_DISABLED',
    'TLSV13_ALERT_CERTIFICATE_REQUIRED',
    'TLSV1_UNRECOGNIZED_NAME',
    'SSLV3_ALERT_BAD_RECORD_MAC',
    'NO_CIPHERS_AVAILABLE',
    'BAD_EXTENSION',
  ]
    .map((reason) => `ERR_SSL_${reason}`)
    .concat('closed', 'timeout')
    .flatMap((reason) => [
      { ...peer, reason, mode: 'starttls' as const },
      { ...peer, reason, mode: 'implicit' as const },
    ]),
  'plain-text-to-tls': [{ ...peer, port: 465, greeting: '220 mx' }],
  certificate: [
    'CERT_HAS_EXPIRED',
    'CERT_NOT_YET_VALID',
    'DEPTH_ZERO_SELF_SIGNED_CERT',
    'SELF_SIGNED_CERT_IN_CHAIN',
    'CERT_REVOKED',
    'CA_MD_TOO_WEAK',
    'INVALID_PURPOSE',
  ].map((check) => ({ ...CERTIFICATE, check, mode: 'implicit' as const })),
  'auth-needs-tls': [{ ...peer, starttlsOffered: false }],
  'auth-not-offered': [{ ...peer, port: 25, tls: false, helo: false }],
  'auth-rejected': [
    { mechanism: 'XOAUTH2', code: 535, enhanced: '5.7.8', text: 'bad token' },
    { mechanism: 'EXTERNAL', code: 535, enhanced: null, text: 'no' },
  ],
  'hello-refused': [
    { verb: 'LHLO', code: 500, enhanced: null, text: 'what' },
    { verb: 'EHLO', code: 502, enhanced: null, text: 'what' },
  ],
  'recipients-refused': [
    { code: 554, enhanced: '5.7.1', text: 'Relay access denied', count: 1, address: 'b@example.org' },
    {
      code: 530,
      enhanced: '5.7.0',
      text: 'Must issue a STARTTLS command first',
      count: 1,
      address: 'b@example.org',
    },
    { code: 530, enhanced: '5.7.0', text: 'Authentication required', count: 1, address: 'b@example.org' },
  ],
  'server-closing': [{ code: 421, text: '4.7.1 No client certificate' }],
  'no-greeting': [{ ...peer, seconds: 30, partial: '220-wait' }],
  'not-smtp': [{ ...peer, looksLike: 'tls', text: '' }],
};

export const PROBLEM_EXAMPLES: Readonly<Record<string, readonly object[]>> = Object.fromEntries(
  Object.entries(EXAMPLES).map(([code, detail]) => [
    code,
    [detail, ...(VARIANTS[code as ProblemCode] ?? [])],
  ]),
);
