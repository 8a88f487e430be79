/** Why a sign-in or a letter was left without an answer, by the code of the reason, in English. */

const REASONS: Readonly<Record<string, string>> = {
  'bad-challenge': 'the server sent a challenge that does not have the form of this mechanism',
  'unexpected-challenge': 'the server asked once more after everything had been answered',
  'prohibited-characters':
    'the user name or the password contains a character that this mechanism forbids (RFC 4013)',
  'wrong-nonce':
    'the nonce from the server does not begin with ours, so this is not an answer to our message',
  'too-many-iterations': 'the server demands more rounds of hashing than are reasonable',
  'server-error': 'the server reported an error instead of its signature',
  'wrong-signature': 'the signature from the server is wrong: it does not know the password',
  'no-server-signature': 'the server accepted the sign-in without sending its signature',
  'token-refused': 'the server had refused the token before it answered with a success code',
  'no-reply': 'the server did not answer in time',
  'connection-lost': 'the connection broke',
  'impossible-reply': 'the reply was not one that can follow a letter',
  'malformed-reply': 'the reply was malformed',
  'reply-too-long': 'the reply was endless',
  'server-closing': 'the server closed the connection',
  'time-is-up': 'the overall time limit was reached',
};

/** The reason in words; an unknown code stands as it is. */
export const signInFault = (reason: string): string => REASONS[reason] ?? reason;
