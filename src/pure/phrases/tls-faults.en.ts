/** A failed TLS handshake, in English. */

import { OLD_SERVER, OWN_TLS, WEAK_SERVER } from './tls-faults.ts';
import type { TlsFaultPhrases, TlsFaultSetting } from './tls-faults.ts';
import type { Attempt } from './problems.ts';
import { systemReason } from './system-reasons.en.ts';

const CLIENT_CERTIFICATE: Attempt = {
  what: 'if it requires a client certificate',
  command: '--tls-cert FILE --tls-key FILE',
};
const OLD: Attempt = { what: 'an old server, weakly encrypted', command: OLD_SERVER };
const CHECK: Attempt = { what: 'Check the host and the port.' };
const ELSEWHERE: Attempt = {
  what: 'Try from another network; if it stays, tell the operator of the server.',
};
const TLS_1_2: Attempt = {
  what: 'without TLS 1.3, which some devices in between break',
  command: '--tls-max 1.2',
};

/** The other way to begin TLS. */
const otherWay = ({ mode, port }: TlsFaultSetting): Attempt =>
  mode === 'implicit'
    ? { what: 'if the port begins unencrypted', command: '--tls starttls' }
    : { what: 'encrypted from the start', command: `--tls implicit${port === 465 ? '' : ' --port 465'}` };

const leave = (option: string): Attempt => ({ what: 'with the usual settings', leave: option });

const withCode = (words: string, { code }: TlsFaultSetting): string => `${words} (${code})`;

export const tlsFaultsEn: TlsFaultPhrases = {
  version: (s) => ({
    happened: withCode('there is no TLS version that both sides allow', s),
    means:
      s.has('--tls-min') || s.has('--tls-max')
        ? 'The options --tls-min and --tls-max leave no version that the server has.'
        : 'This computer uses TLS 1.2 and 1.3 unless told otherwise. The server has only older versions, or none of these.',
    tries: s.has('--tls-max')
      ? [leave('--tls-max')]
      : s.has('--tls-min') && !s.has('--tls-ciphers')
        ? [{ what: 'old versions need old ciphers', command: OLD_SERVER }]
        : [OLD],
  }),
  'nothing-common': (s) => ({
    happened: withCode('there is no cipher, key exchange or signature that both sides allow', s),
    means: s.has('--tls-ciphers')
      ? 'The option --tls-ciphers leaves none that the server has.'
      : 'The server has only ciphers or signatures that this computer considers too weak, or does not know those of this computer.',
    tries: s.has('--tls-ciphers') ? [leave('--tls-ciphers')] : [OLD],
  }),
  'handshake-failure': (s) => ({
    happened: withCode('the server ended the handshake without a reason (handshake_failure)', s),
    means: s.has('--tls-ciphers')
      ? 'Usually there is no common cipher: --tls-ciphers may leave none that the server has.'
      : 'Usually there is no common cipher, or the server requires a client certificate.',
    tries: [
      ...(s.has('--tls-cert') ? [] : [CLIENT_CERTIFICATE]),
      s.has('--tls-ciphers') ? leave('--tls-ciphers') : OLD,
    ],
  }),
  'not-tls': (s) => ({
    happened: withCode('what the server sent is not TLS', s),
    means: 'On this port it speaks unencrypted at first, or it is not a mail server.',
    tries: [...(s.mode === 'implicit' ? [otherWay(s)] : []), CHECK],
  }),
  'too-weak': (s) => ({
    happened: withCode('a key or a signature of the server is too weak for this computer', s),
    // Versions before 1.2 sign with SHA-1 (RFC 4346 §7.4.3): then it is what was asked for that is weak.
    means: s.has('--tls-max')
      ? 'The versions up to --tls-max sign in ways that OpenSSL on this computer considers too weak (its "security level").'
      : 'OpenSSL on this computer refuses it (its "security level"). The server should get a longer key or a newer certificate.',
    tries: [
      ...(s.has('--tls-max') ? [leave('--tls-max')] : []),
      { what: 'to accept it, weakly encrypted', command: WEAK_SERVER },
    ],
  }),
  'old-renegotiation': (s) => ({
    happened: withCode('the server does not support secure renegotiation (RFC 5746)', s),
    means: 'OpenSSL 3 on this computer refuses such servers, since what they receive can be tampered with.',
    tries: [
      { what: 'The operator has to update the server.' },
      ...(s.has('--tls-min')
        ? []
        : [{ what: 'where it has TLS 1.3, which is not affected', command: '--tls-min 1.3' }]),
    ],
  }),
  'certificate-wanted': (s) => ({
    happened: withCode('the server requires a client certificate', s),
    means: s.has('--tls-cert')
      ? 'The certificate of --tls-cert was not accepted as one: it is not from an authority that the server asked for.'
      : 'It talks only to clients that show a certificate, and none was given.',
    tries: [
      s.has('--tls-cert')
        ? { what: 'who issued it', command: 'openssl x509 -in FILE -noout -issuer' }
        : { what: 'with your certificate', command: '--tls-cert FILE --tls-key FILE' },
    ],
  }),
  'certificate-refused': (s) => ({
    happened: withCode('the server refused the client certificate, or this client', s),
    means: s.has('--tls-cert')
      ? 'The certificate of --tls-cert is expired, revoked, or from an authority that the server does not trust.'
      : 'It accepts only clients that it knows by a certificate, and none was given.',
    tries: [
      s.has('--tls-cert')
        ? { what: 'what is in it', command: 'openssl x509 -in FILE -noout -subject -issuer -dates' }
        : { what: 'with your certificate', command: '--tls-cert FILE --tls-key FILE' },
    ],
  }),
  'certificate-broken': (s) => ({
    happened: withCode('the certificate of the server cannot be used', s),
    means: 'It is damaged, or of a kind that this computer does not support.',
    tries: [{ what: 'Tell the operator of the server.' }],
  }),
  'name-unknown': (s) => ({
    happened: withCode('the server does not know the name that it was asked for', s),
    means:
      'In the handshake the client names the host that it wants, and the server has no certificate for this one.',
    tries: [{ what: 'by another name', command: '--tls-servername NAME' }],
  }),
  'no-application-protocol': (s) => ({
    happened: withCode('the server expects another protocol inside TLS (ALPN)', s),
    means: 'It is probably a web server: mail servers do not use ALPN.',
    tries: [CHECK],
  }),
  'server-fault': (s) => ({
    happened: withCode('the server reported a fault of its own', s),
    means: 'Often its certificate or key cannot be read. Its log says why.',
    tries: [{ what: 'Tell the operator of the server, or try again later.' }],
  }),
  complained: (s) => ({
    happened: withCode('the server says that what it received is damaged or not allowed', s),
    means: 'Something in between changes the data, or one of the two TLS libraries has a bug.',
    tries: [...(s.has('--tls-max') ? [] : [TLS_1_2]), ELSEWHERE],
  }),
  'cut-off': (s) => ({
    happened:
      s.code === 'closed'
        ? 'the server closed the connection in the middle of the handshake'
        : withCode('the connection broke in the middle of the handshake', s),
    means: 'The server has no working TLS on this port, or it refuses this client.',
    tries: [otherWay(s), ...(s.has('--tls-cert') ? [] : [CLIENT_CERTIFICATE])],
  }),
  timeout: (s) => ({
    happened: 'the handshake was not finished in time',
    means: 'The server does not speak TLS here, or something in between drops large packets.',
    tries: [otherWay(s)],
  }),
  'own-settings': (s) => ({
    happened: withCode('a TLS setting on this side cannot be used', s),
    means: 'The fault is on this side: in the TLS options, or in the OpenSSL configuration of this computer.',
    tries: OWN_TLS.filter((option) => s.has(option)).map(leave),
  }),
  'own-use': (s) => ({
    happened: withCode('OpenSSL on this computer reported a fault', s),
    means: 'The fault is on this side, in this program or in its TLS library, and not in the server.',
    tries: [{ what: 'for a report, the versions', command: 'node -p process.versions' }],
  }),
  broken: (s) => ({
    happened: withCode('what the server sent breaks the rules of TLS', s),
    means: 'The TLS library of the server has a bug, or the data was damaged on the way.',
    tries: [...(s.has('--tls-max') ? [] : [TLS_1_2]), ELSEWHERE],
  }),
  other: (s) => ({
    happened: `the handshake failed, ${systemReason(s.code)}`,
    means: 'The system reported this, and not the server.',
    tries: [otherWay(s)],
  }),
};
