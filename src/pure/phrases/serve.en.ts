/** `smtp-lab serve`, in English. */

import { systemReason } from './system-reasons.en.ts';
import type { ServeWords } from './serve.ts';

export const serveEn: ServeWords = {
  about: 'Runs the practice server for other programs, and shows what they say to it.',
  options: {
    port: 'port to listen on; 0 picks a free one and prints it',
    host: 'address to listen on; anything but loopback lets other machines in',
    tls: 'off, starttls, or implicit (from the first octet)',
    account: 'NAME:PASSWORD that may sign in, instead of student:practice; repeatable',
    accountFile: 'the same from a file, one per line: other users of the machine do not see it',
    maildir: 'folder for the letters, a file each; without it they are forgotten',
    caOut: 'write the certificate of the authority to trust, PEM',
    once: 'end after the first connection',
    idleExit: 'end after so many seconds without a connection',
    scenario: 'how it behaves; --list-scenarios lists all',
    listScenarios: 'say what each scenario is for, and end',
    seed: 'the same text gives the same queue ids, challenges and chances',
    lmtp: 'speak LMTP, as --scenario lmtp',
    maxSize: 'largest letter, in octets',
    script: 'play these session files as the server, each connection the next; a folder is all of its files',
    loop: 'start over after the last script',
    record: 'a session file of each connection, without secrets: FILE, FILE-2 …',
    showData: 'lines of each letter that are shown',
  },
  listening: (place, scenario) => `The practice server listens at ${place} (scenario: ${scenario}).`,
  openToNetwork: (host) =>
    `${host} is reachable from outside this machine: anyone who reaches it can talk to it.`,
  signIn: (accounts) => `Signing in: ${accounts}. No secret: it works nowhere else.`,
  authority: (file) => `The certificate of its authority is in ${file}, for --tls-ca.`,
  scriptListening: (place) => `A scripted server listens at ${place}.`,
  notWithScript: 'A session file says itself how the server behaves: leave this out beside --script.',
  oneAccount: 'Beside --script there is one account: that of the variables user and password.',
  nobodyCame: (file) => `${file}: no client connected.`,
  kept: (file) => `${file}: the client did everything as expected.`,
  toTry: 'Try it from another window:',
  toStop: 'Ctrl-C ends it.',
  connected: (connection, address) => `[${connection}] A client connected from ${address}.`,
  received: (connection, from, to, bytes, file) =>
    `[${connection}] Received: ${bytes} octets from <${from}> to ${to}${file === null ? '' : `, in ${file}`}.`,
  badAccount: 'It must be NAME:PASSWORD, neither of them empty.',
  cannotWrite: (file, reason) => `${file} cannot be written (${systemReason(reason)}).`,
  lmtpScenario: '--lmtp is a scenario of its own; leave --scenario out.',
};
