/** What a gateway says by itself, in the language of the protocol. Codes follow RFC 5321 §4.2.2 and RFC 3463. */

import { replyOf } from '../../pure/protocol/index.ts';
import type { Reply } from '../../pure/protocol/index.ts';

const REPLIES = {
  'too-many': [421, '4.7.0 Too many connections, try again later'],
  unreachable: [421, '4.4.1 The server behind this gateway cannot be reached, try again later'],
  lost: [421, '4.4.2 The connection to the server behind was lost; nothing of this was accepted'],
  unknown: [
    421,
    '4.4.2 The connection to the server behind was lost after the end of the letter: it is not known whether it was accepted',
  ],
  'going-down': [421, '4.3.2 The gateway is shutting down'],
  idle: [421, '4.4.2 Nothing was heard for too long'],
  'too-long': [500, '5.5.2 Line too long'],
  'control-characters': [500, '5.5.2 Control characters in a command'],
  'go-ahead': [354, 'Go ahead'],
  'ended-behind': [421, '4.3.2 The connection to the server was ended here: it was not to have this letter'],
  'no-chunks': [502, '5.5.1 BDAT is not offered here'],
  'too-large': [552, '5.3.4 The letter is larger than the server behind takes'],
  'no-room': [452, '4.3.1 No room to keep the letter'],
  'policy-later': [451, '4.7.1 A scanner does not answer, try again later'],
  http: [421, '4.7.0 This is SMTP, not HTTP'],
  'ready-for-tls': [220, '2.0.0 Ready to start TLS'],
  'no-tls': [502, '5.5.1 STARTTLS is not offered here'],
  'tls-already': [503, '5.5.1 TLS is active already'],
  'not-for-clients': [502, '5.5.1 Not for clients of this gateway'],
  'client-not-private': [538, '5.7.11 Encryption required: use STARTTLS before a password'],
  'server-not-private': [538, '5.7.11 The connection to the server behind is less private than yours'],
  'sign-in-first': [530, '5.7.0 Sign in first: this gateway does not relay for strangers'],
  'no-relay': [550, '5.7.1 This gateway does not relay for strangers'],
  'no-external': [504, '5.5.4 A certificate is not passed on through this gateway'],
  bye: [221, '2.0.0 Bye'],
  'too-many-failures': [421, '4.7.0 Too many failed sign-ins'],
} as const satisfies Readonly<Record<string, readonly [number, string]>>;

export type OwnReply = keyof typeof REPLIES;

export function ownReply(id: OwnReply): Reply {
  const [code, text] = REPLIES[id];
  return replyOf(code, [text]);
}
