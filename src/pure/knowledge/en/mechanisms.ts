/**
 * SASL mechanisms, in English words.
 */

import type { SideWords } from '../words.ts';
import type { MechanismId } from '../mechanisms.ts';

export const words: Readonly<Record<MechanismId, SideWords>> = {
  PLAIN: {
    title: 'PLAIN: name and password at once',
    side: 'name and password in one line',
    text: 'User name and password in one message, with NUL octets between, put into base64, which hides nothing. Simple, and quite right inside TLS.',
    next: 'Only over TLS with a checked certificate.',
  },
  LOGIN: {
    title: 'LOGIN: name, then password',
    side: 'asks for name, then password',
    text: 'The server asks for the name and then for the password, each in base64. It never became a standard, but nearly every server has it for old programs.',
    next: 'Prefer PLAIN; either of them only over TLS.',
  },
  'CRAM-MD5': {
    title: 'CRAM-MD5: a hash of a question',
    side: 'answers a question with a hash',
    text: 'The server sends a question that is new each time, and the answer is a hash of it with the password as key. The password is not sent, but an eavesdropper can try passwords offline, and the server must keep yours unencrypted.',
    next: 'Prefer SCRAM, or PLAIN inside TLS.',
  },
  'DIGEST-MD5': {
    title: 'DIGEST-MD5: withdrawn',
    side: 'withdrawn; weak',
    text: 'Borrowed from HTTP, with many options and old cryptography. RFC 6331 made it historic.',
    next: 'Use SCRAM-SHA-256.',
  },
  'SCRAM-SHA-1': {
    title: 'SCRAM-SHA-1: proving without telling',
    side: 'proof without the password',
    text: 'Both sides prove that they know the password, salted and hashed many times, and neither says it. The server keeps nothing that could be used elsewhere. Only the hash is getting old.',
    next: 'Prefer SCRAM-SHA-256 where it is offered.',
  },
  'SCRAM-SHA-1-PLUS': {
    title: 'SCRAM-SHA-1, tied to this TLS',
    side: 'the same, tied to this TLS',
    text: 'SCRAM-SHA-1, and the proof holds for this very TLS connection alone. Somebody in between with another certificate cannot pass it on.',
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
    text: 'SCRAM-SHA-256 bound to the TLS connection: a proof overheard or passed on is worth nothing elsewhere.',
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
    text: 'SCRAM-SHA-512 bound to the TLS connection. Few servers have it, and no registry.',
    next: 'SCRAM-SHA-256-PLUS is as good in practice.',
  },
  'SCRAM-SHA3-512': {
    title: 'SCRAM with SHA-3',
    side: 'proof without the password',
    text: 'The same exchange with the newer SHA-3. Hardly any server knows it, and the name is not registered.',
    next: 'Take SCRAM-SHA-256.',
  },
  'SCRAM-SHA3-512-PLUS': {
    title: 'SCRAM with SHA-3, tied to TLS',
    side: 'the same, tied to this TLS',
    text: 'SCRAM-SHA3-512 bound to the TLS connection, found in a few libraries and hardly anywhere else.',
    next: 'Take SCRAM-SHA-256-PLUS.',
  },
  XOAUTH2: {
    title: "XOAUTH2: a token, Google's way",
    side: 'a token instead of a password',
    text: "A token from a sign-in in the browser, in Google's own format, which Microsoft took over. A refusal comes as a 334 with JSON, which has to be answered with an empty line.",
    next: '`--auth XOAUTH2` with `--token-file`, only over TLS. A token lives about an hour.',
  },
  OAUTHBEARER: {
    title: 'OAUTHBEARER: a token, by the standard',
    side: 'a token instead of a password',
    text: 'A token from a sign-in in the browser, in the standard format that follows XOAUTH2.',
    next: '`--auth OAUTHBEARER` with `--token-file`, only over TLS.',
  },
  OAUTH10A: {
    title: "OAUTHBEARER's elder brother",
    side: 'a signed request (OAuth 1.0a)',
    text: 'A request signed by the rules of OAuth 1.0a. Defined with OAUTHBEARER, and hardly ever seen.',
    next: 'Use OAUTHBEARER.',
  },
  EXTERNAL: {
    title: 'EXTERNAL: the certificate speaks',
    side: 'a certificate speaks for you',
    text: 'Something outside vouches for you, usually the certificate that you showed in the TLS handshake. There is no password.',
    next: '`--tls-cert` and `--tls-key`, then `--auth EXTERNAL`.',
  },
  ANONYMOUS: {
    title: 'ANONYMOUS: nobody in particular',
    side: 'nobody in particular',
    text: 'Signs in as nobody. A hint such as an address may be left for the log.',
    next: 'Only where a server invites guests.',
  },
  GSSAPI: {
    title: 'GSSAPI: a Kerberos ticket',
    side: 'a Kerberos ticket',
    text: 'A ticket from the domain of the company or university speaks for you; no password travels.',
    next: 'Get a ticket first. smtp-lab does not speak it.',
  },
  'GSS-SPNEGO': {
    title: 'GSS-SPNEGO: Kerberos or NTLM',
    side: 'Kerberos or NTLM, negotiated',
    text: 'Lets both sides agree on Kerberos or NTLM first, as Windows does.',
    next: 'smtp-lab does not speak it; PLAIN inside TLS usually works too.',
  },
  'GS2-KRB5': {
    title: 'GS2-KRB5: Kerberos, newer form',
    side: 'a Kerberos ticket, newer form',
    text: 'The newer way to carry a Kerberos ticket, with channel binding in a variant of its own.',
    next: 'smtp-lab does not speak it.',
  },
  NTLM: {
    title: 'NTLM: the old Windows sign-in',
    side: 'the old Windows sign-in',
    text: 'What Windows used before Kerberos. Its hashes are weak and can be passed on by somebody in between.',
    next: 'smtp-lab does not speak it; use PLAIN inside TLS.',
  },
  KERBEROS_V4: {
    title: 'KERBEROS_V4: history',
    side: 'Kerberos 4, history',
    text: 'Tickets of the fourth Kerberos, given up long ago.',
    next: 'Not to be used.',
  },
  OTP: {
    title: 'OTP: a one-time password',
    side: 'a password for one time',
    text: 'A chain of passwords, each good for one sign-in, computed from a phrase that stays home.',
    next: 'smtp-lab does not speak it.',
  },
  SKEY: {
    title: 'SKEY: forerunner of OTP',
    side: 'one-time passwords, old',
    text: 'One-time passwords from before OTP took over.',
    next: 'Not to be used.',
  },
  SECURID: {
    title: 'SECURID: a number from a key fob',
    side: 'a number from a key fob',
    text: 'The number that a key fob shows at this minute, with a PIN where one is wanted.',
    next: 'Not known to smtp-lab; only over TLS.',
  },
  SAML20: {
    title: 'SAML20: sign-in in a browser',
    side: 'sign-in in a browser (SAML)',
    text: 'Sends you to a web page to sign in there, and waits.',
    next: 'Not known to smtp-lab.',
  },
  OPENID20: {
    title: 'OPENID20: sign-in in a browser',
    side: 'sign-in in a browser (OpenID 2)',
    text: 'Sends you to the page of your OpenID provider, and waits. The OpenID of that version has died out.',
    next: 'Not known to smtp-lab.',
  },
};
