/**
 * Replies of well-known servers and providers, in English words: cause and cure.
 */

import type { ProviderWords } from '../words.ts';
import type { ProviderReplyId } from '../provider-replies.ts';

export const words: Readonly<Record<ProviderReplyId, ProviderWords>> = {
  'exchange-online-busy': {
    cause: 'Microsoft slows down traffic that looks unusual or arrives all at once.',
    cure: 'Try again with pauses, and raise the volume slowly.',
  },
  'exchange-online-anonymous': {
    cause: 'A device or a program tried to submit a letter without signing in.',
    cure: 'Give it a user name and a password, use port 587 with STARTTLS, and allow authenticated SMTP for the mailbox.',
  },
  'exchange-online-auth-unsuccessful': {
    cause: 'Name or password was not accepted, or sign-in with a password is blocked by policy.',
    cure: 'Check both, then the sign-in log of the account in Entra.',
  },
  'exchange-online-smtp-auth-off': {
    cause: 'Sign-in with a password over SMTP is switched off for the mailbox or the organisation.',
    cure: 'Allow password sign-in for this mailbox, or use OAuth with `--auth XOAUTH2`.',
  },
  'exchange-online-no-recipient': {
    cause: 'There is no such mailbox in this Microsoft 365 organisation.',
    cure: 'Correct the address; in Outlook remove the remembered one from the suggestions.',
  },
  'exchange-online-quota': {
    cause: 'The account has used up its daily limit of letters or recipients.',
    cure: 'Wait a day, and check whether someone else uses the account.',
  },
  'exchange-online-edge-unknown': {
    cause: 'The edge of Microsoft 365 already knows that there is no such address.',
    cure: 'Check the address. Administrators: look at the accepted domains and at directory-based edge blocking.',
  },
  'exchange-online-relay': {
    cause: 'You asked the server to pass mail to a domain that is not its own.',
    cure: 'Sign in first, or set up a connector that may relay.',
  },
  'exchange-online-spf': {
    cause: 'The SPF record of your domain does not list this server.',
    cure: 'Add every server that sends for the domain to the record.',
  },
  'exchange-online-send-as': {
    cause: 'The account that signed in may not use this From.',
    cure: 'Send as the account itself, or get the right to "send as".',
  },
  'exchange-online-tenant-relay': {
    cause: 'The inbound connector no longer recognises your server.',
    cure: 'Bring the address or the certificate in the connector up to date.',
  },
  'exchange-online-dmarc': {
    cause: 'The domain in From asks receivers to refuse what fails DMARC, and this letter failed.',
    cure: 'Make SPF or DKIM match the domain in From.',
  },
  'exchange-online-banned-sender': {
    cause: 'The sending account or address has been banned.',
    cure: 'Write to the removal address named in the reply.',
  },
  'exchange-online-customer-blocklist': {
    cause: 'The organisation you write to has put your address on its own list.',
    cure: 'Contact that organisation, by phone if necessary.',
  },
  'exchange-online-banned-ip': {
    cause: "The address of your server is on Microsoft's list (5.7.606 to 5.7.649).",
    cure: 'Find the cause first, then ask for removal in the delist portal.',
  },
  'exchange-online-no-reputation': {
    cause: 'Mail from new or trial organisations and from unknown addresses is not accepted.',
    cure: 'Have the administrator of the organisation contact Microsoft support.',
  },
  'exchange-online-unregistered-domain': {
    cause: 'A lot of mail was sent from domains that the organisation has not registered.',
    cure: 'Add and verify every domain that sends.',
  },
  'exchange-online-loop': {
    cause: 'Forwarding rules or connectors send the letter in a loop.',
    cure: 'Look at forwarding rules, MX records and connectors for two that point at each other.',
  },
  'exchange-server-inactive': {
    cause: 'A component of the server is inactive, or its connector is misconfigured.',
    cure: 'Look at the state of the components (`Get-ServerComponentState`) and at the receive connectors.',
  },
  'exchange-server-thread-limit': {
    cause: 'Too many letters for one mailbox at the same time.',
    cure: 'Try later, and spread automatic mail over time.',
  },
  'exchange-server-back-pressure': {
    cause: 'The server is short of disk space or memory and protects itself.',
    cure: 'Senders need only wait; the operator has to free disk space.',
  },
  'exchange-server-hello-first': {
    cause: 'Commands came before EHLO or HELO.',
    cure: 'Begin the conversation with EHLO.',
  },
  'exchange-server-no-recipient': {
    cause:
      "The directory has no such recipient, often because a mailbox was recreated and the sender's program remembers the old one.",
    cure: 'Pick the address from the address book, not from the suggestions.',
  },
  'exchange-server-recipient-size': {
    cause: 'The letter is larger than this recipient may receive.',
    cure: 'Send a smaller one.',
  },
  'exchange-server-senders-only': {
    cause: 'The recipient or the connector accepts mail only from authenticated users.',
    cure: 'Sign in, or have the restriction lifted.',
  },
  'exim-too-many-connections': {
    cause: 'The server already has as many connections as it allows.',
    cure: 'Try again with fewer connections at once.',
  },
  'exim-auth-unavailable': {
    cause: 'The server could not look up passwords; yours was not checked.',
    cure: 'Try again later with the same password.',
  },
  'exim-space': {
    cause: 'The disk that holds the queue is too full.',
    cure: 'Try later; the operator has to free space.',
  },
  'exim-ehlo-argument': {
    cause:
      'The name after EHLO contains characters that are not allowed in a host name, such as an underscore.',
    cure: 'Give a valid host name with `--ehlo`, or an address in brackets.',
  },
  'exim-not-advertised': {
    cause: 'The command was not offered to you; usually TLS has to come first.',
    cure: 'Read the EHLO reply, and do what it offers in that order.',
  },
  'exim-bad-credentials': {
    cause: 'Name or password is wrong.',
    cure: 'Check both, and whether the name needs its domain.',
  },
  'exim-administrative-prohibition': {
    cause: 'A rule of the server that gives no reason refused you.',
    cure: 'Ask the postmaster which rule it is.',
  },
  'exim-restricted-characters': {
    cause:
      'The address contains characters that the default configuration forbids, such as a slash or a leading dot.',
    cure: 'Use a plain address.',
  },
  'exim-unknown-user': { cause: 'The server has no such local user.', cure: 'Correct the address.' },
  'exim-unrouteable': {
    cause: "None of the server's rules has a route for this address: the domain or the user is unknown.",
    cure: "Check the spelling, then the domain's records in DNS.",
  },
  'exim-long-line': {
    cause: 'A line of the letter is longer than 998 octets.',
    cure: 'Encode that part in base64 or quoted-printable.',
  },
  'exim-relay': {
    cause:
      'You asked the server to pass mail to a domain that is not its own, and you are not allowed to do that.',
    cure: "Sign in with `--user`, or go to the recipient's own server with `--mx`.",
  },
  'exim-synchronization': {
    cause: 'The client spoke before the greeting, or before it was its turn.',
    cure: 'Wait for each reply.',
  },
  'exim-nonmail': {
    cause: 'The client sent too many commands that had nothing to do with a letter.',
    cure: 'Send mail, or send QUIT.',
  },
  'gmail-not-on-allowlist': {
    cause:
      'The organisation you write to accepts mail only from addresses on its list, and yours is not there.',
    cure: 'Ask its administrator to add your address.',
  },
  'gmail-tls-required': {
    cause: 'The organisation you write to accepts mail only over TLS.',
    cure: 'Switch STARTTLS on for outgoing mail, then try again.',
  },
  'gmail-closing': {
    cause: 'Gmail ended the conversation, often because of too many or too frequent connections.',
    cure: 'Use fewer connections, with pauses.',
  },
  'gmail-low-reputation': {
    cause: 'The address or the domain has a poor reputation with Gmail.',
    cure: 'Stop unwanted mail, clean the list, and follow Postmaster Tools; reputation comes back slowly.',
  },
  'gmail-spf-or-dkim': {
    cause: 'Neither SPF nor DKIM passed, and Gmail requires at least one of them from everyone.',
    cure: 'Publish SPF, sign with DKIM, and test both.',
  },
  'gmail-bulk-spf': {
    cause: 'Bulk senders must pass SPF, and this letter did not.',
    cure: "Fix the SPF record of the envelope sender's domain.",
  },
  'gmail-same-message-id': {
    cause: 'Many copies have the same Message-ID, as in a loop or from a faulty program.',
    cure: 'Give each letter its own Message-ID.',
  },
  'gmail-unusual-rate': {
    cause: 'Far more mail than usual comes from this address or network, or with this domain or link.',
    cure: 'Slow down, look for compromised accounts, and spread the volume evenly.',
  },
  'gmail-bulk-tls': {
    cause: 'Bulk mail must come over TLS, and this letter came unencrypted.',
    cure: 'Switch TLS on for outgoing mail.',
  },
  'gmail-bulk-dkim': {
    cause: 'Bulk senders must pass DKIM, and this letter did not.',
    cure: 'Sign mail, and check the key in DNS.',
  },
  'gmail-not-aligned': {
    cause: 'The domain in From differs from those that passed SPF or DKIM.',
    cure: 'Use one domain for From, envelope and signature.',
  },
  'gmail-receiving-rate': {
    cause: 'The mailbox gets more letters per minute than Gmail allows.',
    cure: 'Try later, and spread automatic mail to this person.',
  },
  'gmail-ptr': {
    cause: 'The address of your server has no name in DNS, or the name does not lead back to it.',
    cure: 'Create a PTR record and an address record that point to each other.',
  },
  'gmail-suspicious-spf': {
    cause: 'The SPF record has suspicious entries, such as a range that is far too wide.',
    cure: 'Reduce it to the servers that really send for you.',
  },
  'gmail-storage': {
    cause: "The recipient's Google account is out of storage.",
    cure: 'Keep trying for a few days; tell the recipient some other way.',
  },
  'gmail-login-attempts': {
    cause: 'Too many sign-ins in a short time.',
    cure: 'Wait, then send several letters over one connection.',
  },
  'gmail-sign-in-first': {
    cause: 'The submission server accepts no mail without a sign-in.',
    cure: 'Use STARTTLS, then sign in with `--user`.',
  },
  'gmail-starttls-first': {
    cause: 'The submission server accepts nothing unencrypted.',
    cure: 'Use port 465, or STARTTLS on 587.',
  },
  'gmail-app-password': {
    cause: 'Two-step verification is on, so the usual password is refused.',
    cure: 'Create an app password and use that.',
  },
  'gmail-web-login': {
    cause: 'Google distrusts this sign-in and asks you to confirm it in a browser.',
    cure: 'Sign in on the web once and try again, or move to OAuth.',
  },
  'gmail-bad-credentials': {
    cause: 'The password is wrong, or Google no longer accepts it from programs.',
    cure: 'Create an app password, or use a token with `--auth XOAUTH2`.',
  },
  'gmail-no-user': {
    cause: 'There is no such mailbox at Gmail or in that Workspace.',
    cure: 'Correct the address, and look for stray spaces and commas; if in doubt, take it off the list.',
  },
  'gmail-inactive': {
    cause: 'The mailbox exists, but was suspended or abandoned.',
    cure: 'Reach the person some other way, and remove the address from your list.',
  },
  'gmail-daily-limit': {
    cause: 'You have sent more in a day than your Google account allows.',
    cure: 'Wait up to a day; for bulk mail use a service made for it.',
  },
  'gmail-unsolicited': {
    cause: 'The spam filter considers the letter unwanted.',
    cure: 'Look at content, links, authentication, and whether the recipients asked for it.',
  },
  'gmail-not-compliant': {
    cause: 'The header breaks the rules: for example, From is missing or appears twice.',
    cure: 'Fix the program that writes the header.',
  },
  'gmail-spf-hard-fail': {
    cause: "The envelope sender's domain allows only its listed servers, and yours is not among them.",
    cure: 'Add your server to the SPF record.',
  },
  'gmail-dmarc-policy': {
    cause: 'The domain in From has a DMARC policy, and neither SPF nor DKIM of the letter matches it.',
    cure: 'Send through servers of that domain, or sign with it. With an address at a free mail provider you cannot send through any other server.',
  },
  'gmail-no-dmarc': {
    cause: 'A domain that sends in bulk has no usable DMARC record.',
    cure: 'Publish one; `p=none` is enough to begin with.',
  },
  'gmail-too-large': {
    cause: 'With its attachments the letter is larger than Gmail allows.',
    cure: 'Share a link, or send the attachment in parts.',
  },
  'gmail-dangerous-content': {
    cause: 'A type of attachment or content is blocked, such as programs or password-protected archives.',
    cure: 'Remove the file, or share it as a link.',
  },
  'icloud-volume': {
    cause: 'Too much mail at once for this mailbox or from this sender.',
    cure: 'Try later, and more slowly.',
  },
  'icloud-unavailable': {
    cause: 'Apple accepts no more mail at this moment, often on the hour.',
    cure: 'Try again after a few minutes, and not on the hour.',
  },
  'icloud-inactive': {
    cause: 'The address was switched off by its owner.',
    cure: 'Drop it after a few tries.',
  },
  'icloud-gone': { cause: 'The account was removed or moved away.', cure: 'Take the address off the list.' },
  'icloud-proofpoint': {
    cause: 'The address of your server is on the list of the filter that Apple uses.',
    cure: 'Look the address up at Proofpoint, and request its removal there.',
  },
  'icloud-cs01': {
    cause: "Apple's filter for content or reputation stopped the letter.",
    cure: 'Look at content and lists, then write to the iCloud postmaster.',
  },
  'icloud-quota': {
    cause: "The recipient's iCloud storage is full.",
    cure: 'Try later; tell the recipient some other way.',
  },
  'icloud-hide-my-email': {
    cause: 'Both SPF and DKIM failed, and Hide My Email addresses do not accept such letters.',
    cure: 'Set up SPF or DKIM for the sending domain.',
  },
  'mailru-no-user': { cause: 'There is no such mailbox at Mail.ru.', cure: 'Take the address off the list.' },
  'mailru-disabled': {
    cause: 'The mailbox was closed because it was unused or abused.',
    cure: 'Take the address off the list; reach the person some other way.',
  },
  'mailru-sending-disabled': {
    cause: 'Sending from this account is blocked after signs of abuse.',
    cure: 'Change the password, and confirm on the website that the account is yours.',
  },
  'mailru-spam': {
    cause: 'The Mail.ru filter took the letter for spam.',
    cure: 'Follow the link in the reply to report it, then work on content and reputation.',
  },
  'mailru-dmarc': {
    cause: 'The domain in From forbids unauthenticated letters, and this one was not authenticated.',
    cure: 'Send from an address of a domain that you control.',
  },
  'outlook-rate': {
    cause: 'Your address exceeds the rate or the number of connections that its reputation allows.',
    cure: 'Send more slowly, and look your address up in SNDS.',
  },
  'outlook-ip-reputation': {
    cause: 'Outlook.com slows down addresses whose reputation is weak.',
    cure: 'Raise the volume slowly, and join the Junk Mail Reporting Program.',
  },
  'outlook-dynamic': {
    cause: 'Your address looks like a home connection.',
    cure: 'Send through the mail server of your provider, on port 587.',
  },
  'outlook-policy': {
    cause:
      'Refused by policy: content, address guessing, an open relay or complaints; the number says which.',
    cure: 'Look the number up on the postmaster pages, fix the cause, then contact sender support.',
  },
  'outlook-spamhaus': {
    cause: 'The domain of the envelope sender is on a Spamhaus list.',
    cure: 'Request its removal at Spamhaus first.',
  },
  'outlook-network-blocked': {
    cause: "The range that your address belongs to is on Microsoft's list (S3140, S3150).",
    cure: 'Ask your network provider, or open a case with sender support.',
  },
  'outlook-bulk-authentication': {
    cause: 'Bulk senders to Outlook.com must pass SPF, DKIM and DMARC.',
    cure: 'Publish all three, and make them match From.',
  },
  'outlook-sender-hourly': {
    cause: 'You sent one recipient too many letters within an hour.',
    cure: 'Combine notifications, and try later.',
  },
  'outlook-recipient-hourly': {
    cause: 'The recipient gets more letters per hour than Microsoft allows.',
    cure: 'Try again after an hour, and send less automatic mail.',
  },
  'postfix-not-smtp': {
    cause: 'Postfix saw a web request or another protocol and closed the connection.',
    cure: 'Something that is not a mail program connected to the mail port: find out what it is.',
  },
  'postfix-too-many': {
    cause: 'There were too many errors or too many connections at once.',
    cure: 'Fix the errors, and use fewer connections.',
  },
  'postfix-unverified': {
    cause: 'Postfix is asking the next server whether the address exists, and has no answer yet.',
    cure: 'Try again; the answer usually comes within minutes.',
  },
  'postfix-sender-domain': {
    cause: 'The domain of your envelope sender has neither an MX nor an address record.',
    cure: 'Use a sender in a real domain, or fix its DNS.',
  },
  'postfix-greylisted': {
    cause: 'Greylisting: the server waits for a retry.',
    cure: 'Try again after five to fifteen minutes from the same address.',
  },
  'postfix-helo-not-found': {
    cause: 'The name that you gave in EHLO is not in DNS.',
    cure: 'Give the real name of the machine with `--ehlo`.',
  },
  'postfix-reverse-dns': {
    cause: 'The reverse name of your address does not lead back to it.',
    cure: 'Set up PTR and address records that agree.',
  },
  'postfix-lookup-failure': {
    cause: 'A table or database of the server did not answer.',
    cure: 'Try later; the operator should read the log.',
  },
  'postfix-misconfigured': {
    cause: 'The server is misconfigured.',
    cure: 'Try later, and tell the postmaster some other way.',
  },
  'postfix-storage': {
    cause: 'The disk that holds the queue is nearly full.',
    cure: 'Try later; the operator has to free space.',
  },
  'postfix-too-many-recipients': {
    cause: 'The letter already has as many recipients as the server accepts.',
    cure: 'Send to the others in another letter.',
  },
  'postfix-pipelining': {
    cause: 'Commands came before their turn, as only spam programs send them.',
    cure: 'Wait for each reply, or use PIPELINING correctly.',
  },
  'postfix-full-name': {
    cause: 'The EHLO name or an address lacks its domain.',
    cure: 'Give a full name such as mail.example.com.',
  },
  'postfix-bare-lf': {
    cause: 'Lines ended with a bare LF, which is how letters are smuggled.',
    cure: 'Send CRLF at the end of every line.',
  },
  'postfix-auth-failed': {
    cause: 'The password back end refused the sign-in.',
    cure: 'Check name, password and mechanism.',
  },
  'postfix-user-unknown': {
    cause: "No such recipient is in the server's tables.",
    cure: 'Correct the address. Administrators: look at `local_recipient_maps`, `virtual_mailbox_maps` or `relay_recipient_maps`.',
  },
  'postfix-postscreen': {
    cause: 'Postscreen, the guard before Postfix, refuses this client before any command.',
    cure: 'Look your address up in blocklists, then follow the protocol strictly.',
  },
  'postfix-size': {
    cause: "The declared size is above the server's limit.",
    cure: 'Compare with SIZE in the EHLO reply. Administrators: `message_size_limit`.',
  },
  'postfix-smtputf8': {
    cause: 'An address has non-ASCII characters, and MAIL did not include SMTPUTF8.',
    cure: 'Add SMTPUTF8, or use an ASCII address.',
  },
  'postfix-sender-not-owned': {
    cause: 'The sender belongs to another account, or you have not signed in.',
    cure: 'Sign in as the owner of the address. Administrators: `smtpd_sender_login_maps`.',
  },
  'postfix-synchronization': {
    cause: 'The client spoke out of turn.',
    cure: 'Wait for the greeting, and for every reply.',
  },
  'postfix-relay': {
    cause: 'You asked the server to relay to a domain that is not its own, and you have not signed in.',
    cure: "Sign in with `--user`, or go to the recipient's own server with `--mx`. Administrators: `mynetworks`, `smtpd_relay_restrictions`.",
  },
  'postfix-blocklist': {
    cause: 'Your address is on a blocklist, which the text names.',
    cure: "Look your address up there, stop the cause, and follow the list's removal procedure. From home, send through your provider.",
  },
  'yahoo-per-connection': {
    cause: 'This connection has carried as many letters as Yahoo allows.',
    cure: 'Open a new connection for the next one.',
  },
  'yahoo-deferred': {
    cause: 'Mail from your address looks unusual, or users complain about it (TSS04).',
    cure: 'Slow down, look at complaints and authentication, then try later.',
  },
  'yahoo-busy': { cause: "Yahoo's servers were too busy at that moment.", cure: 'Let the queue try again.' },
  'yahoo-spamhaus': {
    cause: 'Spamhaus has your address on its list.',
    cure: 'Request its removal at Spamhaus first.',
  },
  'yahoo-permanently-deferred': {
    cause: 'Yahoo no longer trusts your address at all (TSS09, TSS11).',
    cure: "Stop sending, find the cause, and contact Yahoo's sender support.",
  },
  'yahoo-disabled': { cause: 'The mailbox has been closed.', cure: 'Take the address off the list.' },
  'yahoo-no-user': { cause: 'There is no such mailbox at Yahoo.', cure: 'Take the address off the list.' },
  'yahoo-policy': {
    cause: "The content or the authentication violates Yahoo's policies; PH01 means phishing.",
    cure: 'Look at links and content, then at DKIM and DMARC.',
  },
  'yandex-timeout': {
    cause: 'The client was silent for too long, so Yandex closed the connection.',
    cure: 'Send without long pauses; check the network.',
  },
  'yandex-rate': {
    cause: 'The mailbox gets too many letters at the moment.',
    cure: 'Try later, and spread automatic mail.',
  },
  'yandex-unavailable': {
    cause: 'A temporary refusal, much like greylisting.',
    cure: 'Try again later from the same address.',
  },
  'yandex-no-user': {
    cause: 'There is no such mailbox at Yandex.',
    cure: 'Correct the address, or take it off the list.',
  },
  'yandex-policy': {
    cause: "The recipient's account is blocked for breaking the user agreement.",
    cure: 'Reach the person some other way.',
  },
  'yandex-full': { cause: 'The mailbox is full.', cure: 'Try later, or reach the recipient some other way.' },
  'yandex-sender-not-owned': {
    cause: 'The address in From or on the envelope does not belong to the account that signed in.',
    cure: 'Use the address of that account.',
  },
  'yandex-spam': {
    cause: 'Content or sender looks like spam to Yandex.',
    cure: 'Look at text, links, SPF and DKIM, and stop sending for a day.',
  },
  'exchange-online-credentials': {
    cause: 'The name or the password of the Microsoft 365 account is wrong.',
    cure: 'Check both; with two-step sign-in use OAuth (`--auth XOAUTH2`).',
  },
  'exchange-online-locked': {
    cause: 'The sign-in is blocked by a rule of the organisation: security defaults or conditional access.',
    cure: 'Have the administrator check the sign-in log in Entra, and use OAuth (`--auth XOAUTH2`).',
  },
  'exchange-online-no-forwarding': {
    cause:
      'The organisation does not let its mailboxes forward mail to the outside, so this forwarded letter was stopped.',
    cure: 'Do not forward automatically to an outside address, or have the administrator allow it in the outbound policy.',
  },
  'exchange-online-next-refuses': {
    cause: "The recipient's own server refuses the connection from Microsoft 365.",
    cure: 'Its administrator has to open the firewall for Exchange Online, or start the server.',
  },
  'ses-not-verified': {
    cause:
      'The sender is not a verified identity of this SES account; while the account is in the sandbox, each recipient has to be verified too.',
    cure: 'Verify the sender or its domain in the same region, and ask for production access to leave the sandbox.',
  },
  'ses-rate': {
    cause: 'The account has exceeded its rate or its daily quota.',
    cure: 'Send more slowly, or ask AWS for a higher limit.',
  },
  'ses-credentials': {
    cause:
      'The SMTP user name and password of SES are not those of the AWS account: the password is derived from the secret key for one region.',
    cure: 'Create SMTP credentials in the SES console for this region and use those.',
  },
  'qq-authorization-code': {
    cause: 'QQ Mail accepts only an authorization code from programs, not the account password.',
    cure: 'Turn on SMTP in the settings of the mailbox, create an authorization code there, and use it as the password.',
  },
  'qq-content': {
    cause: 'The QQ Mail filter rejected the content.',
    cure: 'Change text and links; write to the postmaster of QQ with the number from the page named.',
  },
  'netease-spam': {
    cause: 'The 163.com filter considers the letter to be spam.',
    cure: 'Change text and subject, send more slowly, and check SPF and DKIM.',
  },
  'netease-sender': {
    cause: '163.com accepts only the address of the account that signed in.',
    cure: 'Use the address of that account in MAIL FROM and in From.',
  },
  'yandex-app-password': {
    cause:
      'Access for mail programs is switched off in the settings of the mailbox, or an app password is needed.',
    cure: 'Allow mail programs in the settings of the mailbox, and make an app password.',
  },
  'mailru-app-password': {
    cause: 'Mail.ru accepts only an app password from mail programs.',
    cure: 'Create an app password in the security settings of the account.',
  },
  'orange-blocked': {
    cause: 'Orange has blocked the address of your server because of spam, or it sends too much.',
    cure: 'Follow the link in the reply, then send more slowly.',
  },
  'orange-spam': {
    cause: 'The Orange filter considers the letter to be spam.',
    cure: 'Look at text and links, and at SPF, DKIM and DMARC.',
  },
};
