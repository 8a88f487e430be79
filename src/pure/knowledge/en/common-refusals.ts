/** What refusals of any server mean, in English. */

import type { CommonRefusalId } from '../common-refusals.ts';
import type { ProviderWords } from '../words.ts';

export const words: Readonly<Record<CommonRefusalId, ProviderWords>> = {
  'dmarc-policy': {
    cause:
      'The domain in From asks receivers to refuse letters that neither SPF nor DKIM proves to be its own, and this is one of them.',
    cure: "Send through the domain's own servers, or set up SPF and DKIM so that one of them passes and agrees with From.",
  },
  'dkim-fails': {
    cause:
      "The letter's signature does not verify, or there is none: it was changed on the way, or the key in DNS is another one.",
    cure: 'Check the key record and its selector; look for a list or a filter that changes letters after they are signed.',
  },
  'spf-fails': {
    cause: "The SPF record of the envelope sender's domain does not name the server that you send from.",
    cure: 'Add that server to the SPF record, or send through one that is in it.',
  },
  'reverse-dns': {
    cause: 'Your address has no reverse record (PTR), or its name does not lead back to the address.',
    cure: 'Ask the provider of the address to set a PTR record, and an A record of the same name. From home send through your provider.',
  },
  'hello-name': {
    cause: 'The name that was said in EHLO is no full host name, or one that does not exist.',
    cure: 'Say a real one: `--ehlo mail.example.com`, or `myhostname` in the configuration.',
  },
  relaying: {
    cause:
      "The recipient's domain is not one of this server's own, and you have not signed in: passing letters on for strangers would make it an open relay.",
    cure: "Sign in (`--user`), or deliver to the recipient's own server (`--mx`). Administrators: add the client's network, or the domain.",
  },
  blocklist: {
    cause: 'Your address, or a domain in the letter, is on a blocklist; the text usually names it.',
    cure: 'Look it up there, stop the cause, then ask for removal. From home send through your provider.',
  },
  greylisting: {
    cause: 'Greylisting: the first attempt of an unknown sender is refused, to see whether it retries.',
    cure: 'Nothing is wrong. Try again after a few minutes from the same address; a mail server does so by itself.',
  },
  virus: {
    cause: 'The scanner found something in the letter or its attachments that it takes for malware.',
    cure: 'Scan the machine that it came from. Where it is a false alarm, send a link in place of the file.',
  },
  'attachment-kind': {
    cause: 'Files of this kind are not let in, usually programs and archives that hold them.',
    cure: 'Send another kind of file, or a link.',
  },
  spam: {
    cause: 'A filter takes the letter, or what came from you before, for spam.',
    cure: "Look at text and links, at SPF, DKIM and DMARC, and at the reputation of your address; the receiver's postmaster can say more.",
  },
  'too-many-recipients': {
    cause: 'This server limits the number of recipients per letter.',
    cure: 'Send it again to the rest; a hundred at a time is safe (RFC 5321 §4.5.3.1.8).',
  },
  'rate-limit': {
    cause: 'Too much came from you in too little time: connections, letters or mistakes.',
    cure: 'Wait, then send more slowly over fewer connections.',
  },
  'mailbox-full': {
    cause: "The recipient's mailbox has no room left.",
    cure: 'Try for some days; tell the recipient some other way.',
  },
  'message-too-large': {
    cause:
      'The letter is larger than they take. An attachment grows by a third on its way, since base64 does.',
    cure: 'Send a link, or the attachment in parts.',
  },
  'sender-not-owned': {
    cause: 'The address on the envelope or in From does not belong to the account that signed in.',
    cure: 'Use the address of that account, or have the other one allowed for it.',
  },
  'sender-domain': {
    cause: "The sender's domain does not exist or cannot take a bounce, so nobody could be answered.",
    cure: 'Use a sender whose domain has MX or address records.',
  },
  'mailbox-off': {
    cause: 'The mailbox is there, but it is switched off or suspended.',
    cure: 'Reach the person some other way; take the address off the list if it stays so.',
  },
  'unknown-user': {
    cause: 'There is no such mailbox there.',
    cure: 'Check the spelling; take the address off the list. Administrators: see which table the text names.',
  },
  loop: {
    cause:
      'The letter goes round in a circle between servers that each consider the other the final destination.',
    cure: 'Look at forwarding rules, MX records and transports for two that point at each other.',
  },
  'sign-in-first': {
    cause: 'This server accepts mail only from authenticated users.',
    cure: 'Name an account: `--user NAME`, usually on port 587.',
  },
  'encrypt-first': {
    cause: 'This server takes nothing before the line is encrypted.',
    cure: 'Use STARTTLS on port 587 (`--tls starttls`), or port 465 (`--tls implicit`).',
  },
  'lookup-failed': {
    cause: 'A table or a DNS server that it asks did not answer.',
    cure: 'Try later. Administrators: the log says which table.',
  },
  'disk-full': {
    cause: 'Its disk has no room for more letters.',
    cure: 'Try later; the operator has to free space.',
  },
  busy: {
    cause: 'The server is too busy at the moment.',
    cure: 'Try again after a few minutes; a mail server does so by itself.',
  },
};
