/** Refusals that mean the same in whatever words, in English: a client certificate, a token, a certificate as the way to sign in. */

import type { SpecialRefusals } from './problems.ts';

export const refusalsEn: SpecialRefusals = {
  clientCertificate: ({ has, host }) => ({
    means: [
      has('--tls-cert')
        ? `${host === '' ? 'The server' : host} accepts only clients that it knows by their certificate, and does not know that of --tls-cert, or does not trust its issuer.`
        : `${host === '' ? 'The server' : host} accepts only clients that show a certificate, and none was given.`,
    ],
    tries: [
      has('--tls-cert')
        ? { what: 'what is in it', command: 'openssl x509 -in FILE -noout -subject -issuer -dates' }
        : { what: 'with your certificate', command: '--tls-cert FILE --tls-key FILE' },
    ],
  }),
  token: () => ({
    means: [
      'The token was not accepted: it has expired, lacks the right to send mail, or was issued for another account. Tokens often live for an hour only.',
    ],
    tries: [
      { what: 'with a new token', command: '--token-file FILE' },
      { what: 'Check that the token belongs to this user and has the scope for SMTP.' },
    ],
  }),
  external: ({ has }) => ({
    means: [
      has('--tls-cert')
        ? 'EXTERNAL signs in by the client certificate, and the server has no account for the one of --tls-cert.'
        : 'EXTERNAL signs in by the client certificate of the TLS connection, and none was given.',
    ],
    tries: [
      has('--tls-cert')
        ? { what: 'the name in it', command: 'openssl x509 -in FILE -noout -subject' }
        : { what: 'with your certificate', command: '--tls-cert FILE --tls-key FILE' },
    ],
  }),
};
