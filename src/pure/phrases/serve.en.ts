/** `smtp-lab serve`, in English. */

import { systemReason } from './system-reasons.en.ts';
import type { ServeWords } from './serve.ts';

export const serveEn: ServeWords = {
  about:
    'Runs the practice server for other programs, and shows what they say to it. It refuses busy@, full@, large@ and moved@example.test, each with its own code, and every address that it does not know.',
  options: {
    port: 'port to listen on; 0 picks a free one and prints it',
    host: 'address to listen on; anything but loopback lets other machines in',
    tls: 'off, starttls, or implicit (from the first octet)',
    account: 'NAME:PASSWORD that may sign in, instead of student:practice; repeatable',
    accountFile: 'the same from a file, one per line: other users of the machine do not see it',
    maildir: 'folder for the letters, one file each; without it they are not kept',
    caOut: 'write the certificate of its authority to this file (PEM), for clients to trust',
    once: 'end after the first connection',
    idleExit: 'end after this many seconds without a connection',
    scenario: 'how it behaves; --list-scenarios lists all',
    listScenarios: 'list the scenarios and what each is for',
    seed: 'the same text gives the same queue ids, challenges and random failures',
    lmtp: 'speak LMTP, as --scenario lmtp',
    maxSize: 'largest letter, in octets',
    script:
      'play the server of these session files, the next file at each connection; a folder means all its files',
    loop: 'start over after the last script',
    record: 'a session file of each connection, without secrets: FILE, FILE-2 …',
    showData: 'how many lines of each letter to show',
  },
  listening: (place, scenario) => `The practice server listens at ${place} (scenario: ${scenario}).`,
  openToNetwork: (host) => `${host} can be reached from other machines: anyone there can use it.`,
  signIn: (accounts) => `To sign in: ${accounts}. This is not a secret: it works nowhere else.`,
  authority: (file) => `The certificate of its authority is in ${file}, for --tls-ca.`,
  scriptListening: (place) => `A scripted server listens at ${place}.`,
  notWithScript: 'The session file itself says how the server behaves: leave this out with --script.',
  oneAccount: 'With --script there is one account: the variables user and password are taken from it.',
  nobodyCame: (file) => `${file}: no client connected.`,
  kept: (file) => `${file}: the client did everything as expected.`,
  toTry: 'Try it from another window:',
  toStop: 'Ctrl-C ends it.',
  connected: (connection, address) => `[${connection}] A client connected from ${address}.`,
  received: (connection, from, to, bytes, file) =>
    `[${connection}] Received: ${bytes} octets from <${from}> to ${to}${file === null ? '' : `, in ${file}`}.`,
  badAccount: 'It must be NAME:PASSWORD, with neither of them empty.',
  cannotWrite: (file, reason) => `Cannot write ${file} (${systemReason(reason)}).`,
  lmtpScenario: '--lmtp is itself a scenario; leave --scenario out.',
};
