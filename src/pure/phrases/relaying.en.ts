/** Relaying denied, in English. */

import type { RelayingPhrase } from './problems.ts';

export const relayingEn: RelayingPhrase = ({ host, domain, signedIn, byMx }) => {
  const server = host === '' ? 'The server' : host;
  if (byMx)
    return {
      means: [
        `DNS names ${server} as a mail server of ${domain}, but the server does not know that it should accept mail for it. The MX record is wrong, or the domain is missing in the configuration of the server.`,
      ],
      tries: [
        { what: 'what DNS says', command: `dig MX ${domain}` },
        { what: 'Tell the operator of the domain; nothing can be done from here.' },
      ],
    };
  return {
    means: [
      `${server} does not serve ${domain === '' ? "the recipient's domain" : domain}, and ${
        signedIn ? 'this account may not send there through it' : 'you have not signed in'
      }. Serving strangers would make it an open relay.`,
    ],
    tries: [
      ...(signedIn ? [] : [{ what: "your provider's server", command: '--user NAME' }]),
      { what: 'On your own server, let it relay for this client.' },
      { what: "the recipient's server, from DNS", command: '--mx' },
    ],
  };
};
