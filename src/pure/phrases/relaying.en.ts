/** Relaying denied, in English. */

import type { RelayingPhrase } from './problems.ts';

export const relayingEn: RelayingPhrase = ({ host, domain, signedIn }) => ({
  means: [
    `${host === '' ? 'The server' : host} does not serve ${domain === '' ? "the recipient's domain" : domain}, and ${
      signedIn ? 'this account may not send there through it' : 'you have not signed in'
    }. Serving strangers would make it an open relay.`,
  ],
  tries: [
    ...(signedIn ? [] : [{ what: "your provider's server:", command: '--user NAME' }]),
    { what: 'your own server:', command: 'let it relay for this client' },
    { what: "the recipient's, from DNS:", command: '--mx' },
  ],
});
