/**
 * SASL mechanisms, in English words.
 */

import type { SideWords } from '../words.ts';
import type { MechanismId } from '../mechanisms.ts';

export const words: Readonly<Record<MechanismId, SideWords>> = {
  PLAIN: {
    title: 'PLAIN: name and password at once',
    side: 'name and password in one line',
    text: 'User name and password in one message, with NUL octets between, encoded in base64, which hides nothing. It is simple, and quite safe inside TLS.',
    next: 'Only over TLS with a checked certificate.',
  },
  LOGIN: {
    title: 'LOGIN: name, then password',
    side: 'asks for name, then password',
    text: 'The server asks for the name and then for the password, each in base64. It never became a standard, but nearly every server has it for old programs.',
    next: 'Prefer PLAIN; either of them only over TLS.',
  },
  'CRAM-MD5': {
    title: 'CRAM-MD5: a hash of a challenge',
    side: 'answers a challenge with a hash',
    text: 'The server sends a new challenge each time, and the response is a hash of it with the password as the key. The password is not sent, but an eavesdropper can try passwords offline, and the server must keep yours unencrypted.',
    next: 'Prefer SCRAM, or PLAIN inside TLS.',
  },
  'DIGEST-MD5': {
    title: 'DIGEST-MD5: withdrawn',
    side: 'withdrawn; weak',
    text: 'Borrowed from HTTP, with many options and old cryptography. RFC 6331 made it historic.',
    next: 'Use SCRAM-SHA-256.',
  },
  'SCRAM-SHA-1': {
    title: 'SCRAM-SHA-1: proof without the password',
    side: 'proof without the password',
    text: 'Both sides prove that they know the password, salted and hashed many times, and neither sends it. The server stores nothing that could be used elsewhere. Only the hash is getting old.',
    next: 'Prefer SCRAM-SHA-256 where it is offered.',
  },
  'SCRAM-SHA-1-PLUS': {
    title: 'SCRAM-SHA-1, tied to this TLS',
    side: 'the same, tied to this TLS',
    text: 'SCRAM-SHA-1 with a proof that is valid only for this TLS connection. A man in the middle with another certificate cannot pass it on.',
    next: 'Needs TLS with channel binding; smtp-lab has it on TLS 1.3.',
  },
  'SCRAM-SHA-256': {
    title: 'SCRAM-SHA-256: the best for passwords',
    side: 'proof without the password',
    text: 'SCRAM with a current hash: the best way to sign in with a password. The server proves its identity too.',
    next: 'Use it wherever it is offered, and still over TLS.',
  },
  'SCRAM-SHA-256-PLUS': {
    title: 'SCRAM-SHA-256, tied to this TLS',
    side: 'the same, tied to this TLS',
    text: 'SCRAM-SHA-256 bound to the TLS connection: a proof that is intercepted or passed on is worthless elsewhere.',
    next: 'Needs TLS with channel binding; smtp-lab has it on TLS 1.3.',
  },
  'SCRAM-SHA-512': {
    title: 'SCRAM with SHA-512',
    side: 'proof without the password',
    text: 'The same exchange with SHA-512. Some servers offer it, though no RFC has registered the name.',
    next: 'SCRAM-SHA-256 is as good in practice.',
  },
  'SCRAM-SHA-512-PLUS': {
    title: 'SCRAM with SHA-512, tied to TLS',
    side: 'the same, tied to this TLS',
    text: 'SCRAM-SHA-512 bound to the TLS connection. Few servers support it, and it is not registered.',
    next: 'SCRAM-SHA-256-PLUS is as good in practice.',
  },
  'SCRAM-SHA3-512': {
    title: 'SCRAM with SHA-3',
    side: 'proof without the password',
    text: 'The same exchange with the newer SHA-3. Hardly any server knows it, and the name is not registered.',
    next: 'Use SCRAM-SHA-256.',
  },
  'SCRAM-SHA3-512-PLUS': {
    title: 'SCRAM with SHA-3, tied to TLS',
    side: 'the same, tied to this TLS',
    text: 'SCRAM-SHA3-512 bound to the TLS connection, found in a few libraries and hardly anywhere else.',
    next: 'Use SCRAM-SHA-256-PLUS.',
  },
  XOAUTH2: {
    title: "XOAUTH2: a token, Google's way",
    side: 'a token instead of a password',
    text: "A token from a sign-in in the browser, in Google's own format, which Microsoft took over. A refusal comes as a 334 with JSON, which has to be answered with an empty line.",
    next: '`--auth XOAUTH2` with `--token-file`, only over TLS. A token lives about an hour.',
  },
  OAUTHBEARER: {
    title: 'OAUTHBEARER: a token, the standard way',
    side: 'a token instead of a password',
    text: 'A token from a sign-in in the browser, in the standard format that follows XOAUTH2.',
    next: '`--auth OAUTHBEARER` with `--token-file`, only over TLS.',
  },
  OAUTH10A: {
    title: 'OAUTH10A: a request signed with OAuth 1.0a',
    side: 'a signed request (OAuth 1.0a)',
    text: 'A request signed by the rules of OAuth 1.0a. It was defined together with OAUTHBEARER, and is hardly ever seen.',
    next: 'Use OAUTHBEARER.',
  },
  EXTERNAL: {
    title: 'EXTERNAL: the certificate vouches',
    side: 'a certificate vouches for you',
    text: 'Something outside vouches for you, usually the certificate that you showed in the TLS handshake. There is no password.',
    next: '`--tls-cert` and `--tls-key`, then `--auth EXTERNAL`.',
  },
  ANONYMOUS: {
    title: 'ANONYMOUS: signing in without a name',
    side: 'sign-in without a name',
    text: 'Signs in without an account. You may leave a hint, such as an address, for the log.',
    next: 'Use it only if the server invites guests.',
  },
  GSSAPI: {
    title: 'GSSAPI: a Kerberos ticket',
    side: 'a Kerberos ticket',
    text: 'A ticket from the domain of your company or university vouches for you; no password is sent.',
    next: 'Get a ticket first. smtp-lab does not support it.',
  },
  'GSS-SPNEGO': {
    title: 'GSS-SPNEGO: Kerberos or NTLM',
    side: 'Kerberos or NTLM, negotiated',
    text: 'Lets both sides agree on Kerberos or NTLM first, as Windows does.',
    next: 'smtp-lab does not support it; PLAIN inside TLS usually works too.',
  },
  'GS2-KRB5': {
    title: 'GS2-KRB5: Kerberos, newer form',
    side: 'a Kerberos ticket, newer form',
    text: 'The newer way to carry a Kerberos ticket, with channel binding in a separate variant.',
    next: 'smtp-lab does not support it.',
  },
  NTLM: {
    title: 'NTLM: the old Windows sign-in',
    side: 'the old Windows sign-in',
    text: 'What Windows used before Kerberos. Its hashes are weak and can be relayed by a man in the middle.',
    next: 'smtp-lab does not support it; use PLAIN inside TLS.',
  },
  KERBEROS_V4: {
    title: 'KERBEROS_V4: obsolete',
    side: 'Kerberos 4, obsolete',
    text: 'Tickets of Kerberos version 4, abandoned long ago.',
    next: 'Do not use it.',
  },
  OTP: {
    title: 'OTP: a one-time password',
    side: 'one-time passwords',
    text: 'A chain of passwords, each valid for one sign-in, computed from a phrase that never leaves you.',
    next: 'smtp-lab does not support it.',
  },
  SKEY: {
    title: 'SKEY: predecessor of OTP',
    side: 'one-time passwords, old',
    text: 'One-time passwords as they were before OTP.',
    next: 'Do not use it.',
  },
  SECURID: {
    title: 'SECURID: a number from a key fob',
    side: 'a number from a key fob',
    text: 'The number that a key fob shows at that moment, with a PIN if one is required.',
    next: 'smtp-lab does not support it. Use it only over TLS.',
  },
  SAML20: {
    title: 'SAML20: sign-in in a browser',
    side: 'sign-in in a browser (SAML)',
    text: 'Sends you to a web page to sign in there, and waits.',
    next: 'smtp-lab does not support it.',
  },
  OPENID20: {
    title: 'OPENID20: sign-in in a browser',
    side: 'sign-in in a browser (OpenID 2)',
    text: 'Sends you to the page of your OpenID provider, and waits. That version of OpenID has died out.',
    next: 'smtp-lab does not support it.',
  },
};
