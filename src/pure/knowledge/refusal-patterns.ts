/**
 * What the words of a refusal, a bounce or an error mean, whoever says them: patterns that lead to a cause, in the order to try them,
 * so that what is more particular stands first. They are for case-insensitive use on a text without addresses and links (except
 * where `raw` says so), and written so that none can backtrack far. `unless` is what a pattern does not mean.
 */

import type { CauseId } from './causes.ts';
import { FOREIGN_PATTERNS, FOREIGN_WEAK_PATTERNS } from './refusal-languages.ts';

export interface RefusalPattern {
  readonly cause: CauseId;
  readonly pattern: string;
  readonly unless?: string;
  /** First digits of the code that it makes sense with; all where none is given. */
  readonly classes?: readonly (4 | 5)[];
  /** Only where the reply answers this command. */
  readonly stage?: 'connect' | 'mail' | 'rcpt' | 'auth' | 'message' | 'ehlo';
  /** On the text as it stands, with addresses and links. */
  readonly raw?: true;
}

/** Words that say what is wrong: they count more than the enhanced code beside them. */
const ENGLISH: readonly RefusalPattern[] = [
  {
    cause: 'list-broken',
    raw: true,
    pattern:
      'error: open resolver|open resolver|excessive (?:number of )?queries|/returnc/|127\\.255\\.255\\.25\\d|public (?:dns )?resolver|using (?:a )?public dns',
  },
  { cause: 'greylisting', pattern: 'gr[ea]y-? ?list' },
  // The words of the mail gateway of Proxmox.
  { cause: 'greylisting', pattern: 'rejected: service is unavailable \\(try later\\)', classes: [4] },
  // The page on which a filter shows why it blocks an address of the network.
  { cause: 'low-reputation', raw: true, pattern: 'https?://ipcheck\\.|/ip-?reputation' },
  { cause: 'gave-up', pattern: '^\\W*message expired' },
  { cause: 'disk-full', pattern: 'no space left on device' },
  { cause: 'system-error', pattern: 'queue file write error' },
  { cause: 'recipient-refuses', pattern: 'SenderNotAuthenticatedFor|resolver\\.rst\\.(?:not)?auth' },
  // Codes of NetEase (163, 126): what stands in front of them is where they were found.
  { cause: 'spam', raw: true, pattern: '\\b(?:DT|RP|MI|HL):SPM\\b' },
  {
    cause: 'rate-limit',
    raw: true,
    pattern: '\\b(?:DT|RP|MI|HL|IP):(?:FRQ|[A-Z]RC|CEL|STC|DMC|IFC|MEP|TRC)\\b',
  },
  { cause: 'spf-fails', raw: true, pattern: '\\b(?:DT|RP|MI|HL):SPF\\b' },
  { cause: 'low-reputation', raw: true, pattern: '\\bHL:(?:REP|ITC)\\b' },
  { cause: 'blocklist', raw: true, pattern: '\\b(?:HL|RP|IP):(?:IPB|RBL|BLK)\\b' },
  {
    cause: 'no-route',
    pattern: 'account or domain may not exist, they may be blacklisted',
  },
  {
    cause: 'rate-limit',
    pattern:
      'unusual (?:rate|sending activity)|too many recipients (?:this|per|in|within|for) |frequency (?:limit|exceed)|frequency limited|(?:daily|hourly|monthly) (?:relay|sending|send|message|mail) (?:quota|limit)|connection rate limit|(?:sending|relay|outgoing) (?:quota|limit)',
  },
  {
    cause: 'too-many-connections',
    pattern:
      'too many (?:concurrent |simultaneous |open |active )?(?:smtp |tcp )?(?:connections|sessions)|connection concurrency|concurrent (?:smtp )?(?:connections|sessions)|max(?:imum)? (?:number of )?(?:concurrent |simultaneous )?(?:smtp )?(?:connections|sessions)|connections? limit|connection count|all server ports (?:are )?busy|too many clients',
  },
  {
    cause: 'too-many-recipients',
    pattern:
      'too many rcpt|too (?:many|much) recipients|max(?:imum)? (?:number of )?recipients|number of recipients.{0,30}(?:exceed|limit)|recipients? (?:limit|count) (?:exceed|reach)|recipients exceed',
  },
  { cause: 'dmarc-policy', pattern: '\\bDMARC\\b', unless: 'dmarc.{0,3}pass' },
  {
    cause: 'dmarc-policy',
    pattern:
      'authentication checks failed|unauthenticated e?-?mail|sender is unauthenticated|required authentication level',
  },
  { cause: 'dkim-fails', pattern: '\\bDKIM\\b|domain ?keys? signature', unless: '\\bSPF\\b|header' },
  {
    cause: 'spf-fails',
    pattern:
      '\\bSPF\\b|sender policy framework|not (?:a )?(?:designated|permitted|authori[sz]ed) (?:as a )?(?:permitted )?(?:sender|mailer)|sender ?id (?:check )?fail|purported *responsible',
  },
  {
    cause: 'reverse-dns',
    pattern:
      'reverse (?:host ?name|dns|lookup|record|map|ptr|resol)|\\bPTR\\b|\\brDNS\\b|cannot (?:find|resolve) your (?:reverse )?(?:host ?name|address|ip)|no matching A record|ip name lookup failed|name lookup failed for|mismatches client ip|no (?:valid )?reverse|host ?name .{0,60}does not resolve|fcrdns|without reverse|does not have (?:a )?(?:valid )?hostname|generic host ?name|dynamic (?:ip|host)',
    unless: 'relaying denied',
  },
  {
    cause: 'sender-refused',
    pattern:
      'bad outbound sender|sending (?:to/from|from) an address that has been black-?listed|badmailfrom|your envelope sender|(?:sender|from) (?:address |domain )?(?:is |has been )?black-?listed',
  },
  {
    cause: 'blocklist',
    pattern:
      'blocked (?:using|via|through|by .{0,20}(?:bl|rbl|list))|(?:block|black|deny)[- ]?list|\\bRBLs?\\b|\\b(?:DNS|URI|SU)BLs?\\b|listed (?:in|at|by|on) |\\bspam(?:haus|cop|rats)\\b|\\bbarracuda(?:central| reputation)|\\bSORBS\\b|\\babuseat\\b|banned (?:sending )?ip|blocked ip|client host blocked|\\bip\\b.{0,40}\\b(?:is|was|has been) (?:blocked|banned)|adresse ip .{0,20}bloqu|messages from .{0,60}weren.t sent|\\(BL\\)|banned by .{0,20}list',
    unless:
      'not (?:being )?(?:listed|on (?:a|any|our|the) (?:block|black|allow|white)[- ]?list)|not .{0,20}(?:allow|white)[- ]?list|they may be blacklisted|recipient .{0,40}blacklisted',
  },
  {
    cause: 'blocklist',
    raw: true,
    pattern:
      'spamhaus\\.org/(?:query|sbl|xbl|pbl|lookup|drop)|check\\.spamhaus|spamcop\\.net/|barracudacentral\\.org|dnsbl-lookup|abuseat\\.org/lookup|/rbl/|sorbs\\.net/lookup',
    unless: 'user unknown|no such user',
  },
  {
    cause: 'low-reputation',
    pattern: 'reputation|sender ?score|poor sender|bad (?:sending|sender) history|low trust',
  },
  {
    cause: 'hello-name',
    pattern:
      '\\b(?:HELO|EHLO)\\b.{0,60}(?:reject|invalid|bad|need|fully.qualified|not found|mismatch|syntactic|does not|unknown|forged|denied|refused)|(?:invalid|bad|bogus|unacceptable|illegal|forged|reject\\w+) (?:HELO|EHLO)|my name was rejected|syntactically invalid (?:argument|helo|ehlo)|need fully-?qualified host',
  },
  { cause: 'hello-name', stage: 'connect', pattern: '^\\W*invalid domain name' },
  {
    cause: 'sender-syntax',
    stage: 'mail',
    pattern: '^\\W*(?:invalid|bad|malformed|illegal) (?:sender |mail(?:box)? )?address',
  },
  { cause: 'hello-name', stage: 'ehlo', pattern: 'name|domain|host|reject|denied|invalid|argument' },
  {
    cause: 'relaying',
    pattern:
      'relay(?:ing)?(?: access| attempt| mail)? (?:is |was )?(?:denied|not permitted|not allowed|prohibited|disabled|rejected|refused|forbidden|restricted)|(?:not|n.t) (?:permitted|allowed|authori[sz]ed|configured|able) to relay|(?:unable|cannot|can.t|refuse|refusing|attempt\\w*|not|won.t|authenticate) (?:to )?relay|no relay(?:ing)?\\b|allowed ?rcpt ?hosts|rcpthosts|relay access denied|not a (?:local|relay) domain|not (?:our|one of our) (?:local )?domain|open relay|relaying mail|relaytest|we do not relay|mail relay denied',
    unless: 'smtp relay service',
  },
  {
    cause: 'spoke-too-early',
    pattern:
      'pipelining|pregreet|synchroni[sz]ation error|input sent without waiting|talk(?:ed|ing)? too (?:soon|early)|before (?:the )?greeting|early ?talker|you talk too',
    unless: 'offer|support',
  },
  {
    cause: 'tls-not-offered',
    pattern:
      'but (?:was )?not offered|but the server did not offer|(?:starttls|tls)(?: support| extension)? (?:is |was )?not (?:offered|available|supported|advertised)|does(?: not|n.t) (?:support|offer) (?:starttls|tls|ssl)|did not offer (?:starttls|tls)|(?:starttls|tls|ssl).{0,20}not supported by (?:the )?server',
    unless: 'smtputf8|8bitmime|binarymime|chunking|\\bdsn\\b|not available due to',
  },
  {
    cause: 'certificate-not-trusted',
    pattern:
      'certificate (?:verif\\w* |validation )?(?:fail|error|not trusted|has expired|is expired|expired|name mismatch|is not (?:trusted|valid)|problem|verif\\w+ failed)|server certificate not (?:trusted|verified)|self[- ]signed|unable to (?:get|verify).{0,24}(?:issuer|leaf|first certificate)|unknown ca\\b|untrusted issuer|host ?name mismatch|PKIX path|x509:|certificate .{0,40}(?:expired|not yet valid|invalid|does not match)|certificate.{0,20}verify failed|doesn.t match the .{0,20}certificate|certificate is (?:not |in)valid',
  },
  {
    cause: 'tls-failed',
    pattern:
      'ssl_(?:accept|connect)|\\((?:ssl|tls|gnutls)_\\w+\\)|(?:tls|ssl) (?:handshake|negotiation|session|library|error|connect\\w* error|alert)|cannot start tls|handshake fail|ssl routines|no shared cipher|unsupported protocol|wrong version number|starttls.{0,40}(?:fail|error)|tlsv1|sslv3 alert|look like a tls|record overflow|protocol version|tls not available|gnutls|sslexception|sslhandshake|ssl23_|authenticationexception.{0,60}(?:ssl|tls|handshake)',
    unless: 'required|must|use .{0,20}starttls',
  },
  {
    cause: 'encrypt-first',
    pattern:
      'must issue a starttls|starttls (?:is |command )?(?:required|first)|(?:tls|ssl) (?:is )?required|encryption (?:is )?(?:required|needed)|(?:requires?|must|need|only|use) .{0,40}\\b(?:tls|starttls|encrypt\\w*|ssl)\\b|secure (?:connection|channel) (?:is )?required|not allowed (?:to send )?without (?:tls|encryption)|plaintext authentication (?:disallowed|not allowed|is disabled)',
  },
  {
    cause: 'sign-in-unavailable',
    pattern:
      'temporary authentication fail|authentication .{0,20}(?:temporarily )?unavailable|no mechanism available|no worthy mech|no (?:acceptable|suitable|common|supported|compatible) (?:authentication|auth|sasl|login)?.{0,4}mech\\w*|sasl: connect to|auth(?:entication)? (?:server|service|backend)\\b.{0,30}(?:unavailable|fail|down|unreachable)|cannot authenticate to sasl server|(?:unrecognized|unknown|unsupported) auth\\w* (?:type|mechanism|method)|no auth\\w* (?:mechanism|method)|internal authentication error|auth(?:entication)? mechanism .{0,24}not (?:supported|available)|server offers no compatible authentication|smtp auth extension not supported',
  },
  {
    cause: 'sign-in-first',
    pattern:
      'SMTP AUTH is required|authentication (?:is )?(?:required|needed)|must (?:first )?(?:be )?(?:authenticate|log ?in|sign ?in|issue an auth|auth\\b)|(?:client|sender|user|connection)s? (?:was |is |were )?not (?:authenticated|logged in|signed in)|not (?:authenticated|logged in)|please (?:authenticate|log ?in|sign ?in)|unauthenticated (?:senders?|clients?|users?|connection)|auth(?:enticate|entication)? first|need (?:ehlo and )?auth|requires? (?:smtp )?auth|anonymous (?:mail|senders?|access)',
  },
  {
    cause: 'rate-limit',
    pattern:
      'rate.?limit|too much mail\\b|limit\\w* .{0,12}(?:rate|frequency)|too (?:fast|frequent)|throttl|too many (?:messages|mails|e-?mails|errors|requests|bad commands|auth\\w*|invalid|unknown|failed|unrecognized|letters|login)|(?:exceeded|reached|over) .{0,30}(?:sending|message|mail|hourly|daily|rate|outgoing) (?:limit|quota)|at a rate that|unusual rate|unexpected volume|(?:message|mail|connection|sending) rate|(?:message|mail|e-?mail)s? per (?:connection|hour|minute|day|second)|slow down|sending too|exceeded the (?:max|rate)|usage limit|exceed\\w* .{0,40}per (?:hour|minute|day|second)|max(?:imum)? .{0,20}(?:per|in an?) (?:hour|minute|day)',
  },
  {
    cause: 'sender-not-owned',
    pattern:
      'not local sender over smtp|not owned by|send ?as(?: |denied|on behalf)|not (?:authori[sz]ed|allowed|permitted) to (?:use|send (?:as|from|mail from|with))|sender.{0,40}(?:mismatch|not match|must match)|from.{0,40}must match|not (?:identical|the same).{0,30}(?:auth|login)|envelope sender .{0,20}not allowed for',
    unless: 'client ip|to send (?:to|mail to)',
  },
  {
    cause: 'wrong-password',
    pattern:
      'login fail|(?:authentication|auth|login|sign-?in|credentials?|authenticator)\\b.{0,40}(?:fail|unsuccess|invalid|incorrect|reject|denied|\\bbad\\b|wrong|not accepted)|(?:invalid|incorrect|bad|wrong) (?:user ?name|login|password|credentials|authentication|auth)|user ?name and password not accepted|password.{0,20}(?:incorrect|invalid|wrong|mismatch)|credentials were incorrect|application-specific password|app(?:lication)? password|badcredentials|user is locked by|checkpass failed',
    unless: 'temporar|dmarc|dkim|spf|mechanism|sender authentication|message authentication',
  },
  {
    cause: 'virus',
    pattern: '\\bvirus|\\bmalware|\\binfected\\b|\\btrojan\\b|\\bworm\\b|\\beicar|\\bransomware',
  },
  {
    cause: 'attachment-kind',
    pattern:
      '(?:attachment|file)s? (?:type|extension|name|kind)|banned (?:file|attachment|content|name)|\\bexecutable|(?:attachment|file)s?\\b.{0,40}not (?:allowed|permitted|accepted)|prohibited attachment|presents a potential|dangerous (?:file|attachment)|illegal attachment',
  },
  {
    cause: 'mailbox-full',
    pattern:
      '(?:over|exceed\\w*|reach\\w*|full) (?:its |the |their |his |allotted |disk |mail |storage |mailbox )*quota|over ?quota|quota.{0,12}(?:exceed|full|reached|limit|violation)|(?:mail ?box|in-?box|mail ?folder|mail ?drop|mail ?dir)\\b.{0,30}(?:\\bfull\\b|over|exceed|out of storage|no (?:more )?(?:room|space))|\\bfull mail ?box|out of storage|account is full|mailbox size|storage (?:quota|allocation|limit) |(?<!(?:message|mail|letter|attachment) size )exceed\\w* (?:allowed|maximum|max|mailbox|storage)\\b(?! (?:\\w+ ){0,2}(?:size|length))|disk quota|number of messages in .{0,20}mailbox|(?:not enough|insufficient|no) (?:storage |disk )?space.{0,30}(?:user|mailbox|recipient)|space .{0,30}for user|user has (?:exceeded|too many)|no storage space|mail_?box_?full|cannot (?:update|append to|write to) mailbox\\b.{0,200}file too (?:large|big)',
    unless: 'relay quota|sending quota|daily|hourly',
  },
  {
    cause: 'malformed-letter',
    pattern:
      'headers? (?:is |are )?(?:too|error|missing|malformed|syntax|size)|bad header|duplicate header|(?:invalid|missing|illegal|improper|malformed) .{0,24}header|malformed (?:message|mime|mail|e-?mail)|8-?bit data in|non-?ascii|not? .{0,10}rfc ?-?(?:5322|2822|822)\\b|rfc ?(?:5322|2822|822) (?:comp|viol|error)|line (?:is )?too long|lines? (?:too )?long|bare (?:lf|cr|newline|linefeed|<lf>)|multiple from|mime (?:error|structure|format|part|depth)|media error|improperly formatted|missing a valid address in|lone (?:cr|lf)\\b|must have .{0,20}(?:from|date|to):? (?:header|field)|message is not (?:in )?(?:rfc|compliant)|null (?:byte|character)|no (?:from|date|message-id) header',
  },
  {
    cause: 'message-too-large',
    pattern:
      '(?:message|mail|letter|e-?mail|body|content|attachment)s?(?: file)?(?: size| length)?.{0,40}(?:too (?:big|large|long)|exceed|larger than|over (?:the )?(?:size|limit))|exceed\\w*.{0,40}(?:size|message length)|size limit|max(?:imum)? (?:allowed )?(?:message|mail) (?:size|length)|line limit exceeded|file too (?:large|big)|recipsizelimit|maxsize|too large (?:for|to)|message size',
    unless: 'for too long',
  },
  {
    cause: 'loop',
    pattern:
      '\\bloop(?:s|ing|ed)?\\b|too many (?:hops|received)|hop ?count|maximum hop|hops? (?:limit|exceeded)|duplicated message-id|circular',
  },
  {
    cause: 'sender-domain',
    pattern:
      'sender address rejected: (?:domain|host|unverified domain)|sender.{0,40}domain.{0,50}(?:not (?:exist|found|resolv|valid)|does(?: not|n.t) (?:exist|resolve)|invalid|unknown)|domain of sender|unrout(?:e)?able sender|(?:invalid|bad|unknown|unresolvable) sender domain|sender.s domain|mail from domain.{0,30}(?:not|does|invalid|is listed)|cannot resolve .{0,30}sender|sender domain must',
  },
  {
    cause: 'sender-domain',
    stage: 'mail',
    pattern:
      'domain .{0,60}(?:not (?:exist|found|resolv)|does(?: not|n.t) (?:exist|resolve))|does not exist|domain must (?:exist|resolve)|unrout(?:e)?able',
  },
  {
    cause: 'sender-syntax',
    pattern:
      'sender address rejected: need fully|(?:malformed|invalid|illegal|bad) (?:sender|mail from|return|reverse)[- ]?(?:path|address|syntax)|sender.{0,20}syntax|syntax.{0,30}(?:sender|mail from)|bad sender.s mailbox address syntax',
  },
  {
    cause: 'sender-refused',
    pattern:
      'sender (?:address |domain )?(?:was |is )?(?:rejected|denied|blocked|refused|banned|not (?:allowed|accepted|permitted))|bad sender|sender (?:address )?(?:verif\\w+ |callout )?(?:failed|unverified|verify fail)|sender verify fail|verification failed for|sender unknown|unknown sender|originator|invalid sender|return path .{0,30}(?:reject|invalid)|reverse path',
    unless: 'recipient',
  },
  {
    cause: 'moved',
    pattern:
      '\\bhas moved\\b|user moved|no forwarding address|address (?:has )?changed|no longer on server|please (?:try|use) (?:the )?(?:new )?(?:address|<)|mailbox has moved',
  },
  {
    cause: 'takes-no-mail',
    pattern:
      'null ?mx|does(?: not|n.t) (?:accept|receive|want) (?:any )?(?:e-?)?mail|(?:indicated )?no smtp service|not accepting (?:network )?(?:messages|mail)(?: at all)?|nullmx|no mail accepted|never accepts? mail|no mail service|system not accepting',
    unless: 'from (?:you|this|your)|mailbox disabled|user',
  },
  {
    cause: 'lookup-failed',
    pattern:
      '(?:name service error|host (?:or domain name )?not found|name server|\\bDNS\\b|host ?name lookup|MX lookup|name resolution).{0,80}(?:try again|temporar|timed ?out|timeout|servfail|lookup failure)|(?:temporary|table|user|alias|map|database|mysql|pgsql|recipient) lookup (?:failure|error)|host ?name lookup failure|lookup (?:of .{0,60} )?failed temporarily|servfail|\\bldap\\b|temporary (?:name|dns) (?:lookup|resolution)|temporary failure in name resolution|EAI_AGAIN|dns (?:error|failure|problem)|lookup did not complete|lowest numbered mx.{0,60}lookup|failed to (?:look ?up|query)|local recipient table lookup|domain lookup failed',
    unless: 'NXDOMAIN|null mx',
  },
  {
    cause: 'takes-no-mail',
    pattern: 'returned null mx|responded with .{0,20}null mx',
  },
  {
    cause: 'recipient-domain',
    pattern:
      'recipient address rejected: domain not found|domain of recipient|recipient.{0,30}domain.{0,40}(?:not|does|invalid|unknown)|host (?:or domain name )?not found|name service error|(?:host|domain)(?: name)? unknown|unknown (?:host|domain)|no such (?:host|domain)|domain (?:name )?(?:not found|does(?: not|n.t) exist|unknown|invalid|is not (?:reachable|valid))|NXDOMAIN|(?:invalid|illegal|bad|incorrect) (?:destination )?(?:host|domain)|bad destination (?:system|host)|(?:couldn.t|can.t|could not|cannot) find any (?:host|mail exchanger)|no (?:valid )?mx (?:records?|hosts?)?\\b|MX records? point to|no mail (?:host|server|exchanger)s? (?:for|found|could|appears? to|exists?)|(?:domain|host) .{0,70}(?:couldn.t be found|could not be found|does(?: not|n.t) exist|not found)|name or service not known|nodename nor servname|getaddrinfo (?:failed|ENOTFOUND)|ENOTFOUND|unknownhostexception|no address associated|address family for hostname|name does not resolve',
    unless: 'sender|try again',
  },
  // hMailServer says so to whoever may not pass letters on.
  { cause: 'relaying', pattern: 'delivery is not allowed to this address' },
  { cause: 'recipient-domain', pattern: 'domain is not reachable|domain is unreachable' },
  {
    cause: 'recipient-domain',
    pattern: '^[a-z0-9-]+(?:\\.[a-z0-9-]+)+ does not exist',
  },
  {
    cause: 'host-unreachable',
    pattern:
      'no route to host|network (?:is )?(?:unreachable|down)|host (?:is )?(?:unreachable|down)|EHOSTUNREACH|ENETUNREACH|host not reachable|unreachable (?:host|network)|noroutetohost|network error on destination|cannot assign requested address',
  },
  {
    cause: 'connection-refused',
    pattern:
      'connection (?:was )?refused|ECONNREFUSED|actively refused|\\.sock\\S*: no such file|private/\\S+\\]?: no such file',
  },
  {
    cause: 'connection-lost',
    pattern:
      'lost connection|(?:timed out|timeout) (?:while|after|waiting|reading|exceeded)|connection (?:was |has been )?(?:unexpectedly )?(?:reset|lost|closed|dropped|terminated|broken|aborted)|connection died|broken pipe|ECONNRESET|\\bEPIPE\\b|unexpected(?:ly)? .{0,20}(?:eof|clos|disconnect|end of)|(?:server|remote host|remote end|peer) (?:unexpectedly )?(?:closed|dropped|disconnected)|closed (?:the )?connection|socket hang up|read error|write error|greeting never received|but greeting failed|\\[EOF\\]|EOF (?:while|reading)|session timed? ?out|error getting response|bad greeting|premature',
    unless: 'retry timeout',
  },
  {
    cause: 'no-answer',
    pattern:
      'connection timed? ?out|connect(?:ion)? time(?:d)? ?-?out|timed out (?:while )?connecting|operation timed out|ETIMEDOUT|no (?:response|answer) from|did not accept our requests to connect|socket error|(?:did|does) not respond|not responding|(?:unable|could not|couldn.t|can.t|cannot|failed|wasn.t able) (?:to )?(?:connect|establish|open (?:a )?(?:smtp )?connection)|wasn.t able to establish|i/o timeout|deadline exceeded|connect timeout|connect\\(\\): .{0,20}timed|deferred: timeout|user open with|TTL expired',
  },
  {
    cause: 'recipient-refuses',
    pattern:
      'recipient preferences|(?:delivery|posting) (?:is )?(?:restrict|not (?:allow|authori))|not (?:authori[sz]ed|allowed|permitted) to (?:post|send (?:messages |mail |e-?mail )?to)|(?:members?|subscribers?) only|blocked by (?:the )?(?:user|recipient)|recipients? .{0,20}(?:has |have )?(?:blocked|refused by|does(?: not|n.t) (?:accept|want))|user rejects|moderated|only accepts? (?:mail|messages)|not accepting (?:mail|messages) from|resolver\\.rst|restricted (?:recipient|mailbox|list|group)|domain filter|refused by .{0,12}recipient',
    unless: 'inactiv|disabled',
  },
  {
    cause: 'feature-missing',
    pattern:
      'smtputf8|8bitmime|must declare|internationali[sz]ed|does not support (?:8bit|dsn|binary|utf-?8)|conversion required|binarymime|chunking (?:not|is not)',
  },
  {
    cause: 'unknown-user',
    pattern:
      'user unknown|unknown (?:user|recipient|mailbox|address|local|virtual|account|alias|or illegal)|no such (?:user|mailbox|recipient|address|local|person|account|alias|e-?mail|virtual)|(?:user|mail ?box|recipient|address|account|alias|addressee|mail drop|addresses)\\b.{0,60}(?:not? (?:be )?(?:found|known|a valid|valid|exist|recogni[sz]ed|listed|local|here|one of|available)|does(?: not|n.t) (?:exist|have)|unknown|invalid|non-?existent|unavailable|isn.t (?:a )?valid|couldn.t be found|is incorrect|undeliverable)|(?:invalid|bad|nonexistent|non-existent|illegal|incorrect) (?:final delivery|user|recipient|mailbox|local|alias|account|e?-?mail address|address|destination mailbox)|no mailbox (?:here )?by that name|not (?:our|a known) (?:user|customer)|recip(?:ient)?notfound|doesn.t have an? .{0,60}account|not a (?:registered|valid|known)|address not found|no longer (?:valid|available|exists?|in use|works|employed)|unverified address|undeliverable address|not listed in|who are you looking for|no one (?:here )?by that name|possibly incorrect|not known|\\bunknown user\\b|not here\\b|recipient.{0,12}rejected.{0,20}access denied|all recipient addresses rejected|recipient verify failed|no valid recipients|no user',
    unless:
      'service (?:is )?(?:currently )?(?:not )?(?:un)?available|sender|temporarily unavailable|dnsbl|storage|syntax',
  },
  {
    cause: 'mailbox-off',
    pattern:
      '(?:mailbox|account|user|recipient|address|mail ?drop|domain)\\b.{0,60}(?:disabled|inactive|suspended|deactivated|locked|frozen|discontinued|closed|expired|not (?:currently )?active|switched off|on hold|blocked for)|(?:disabled|inactive|suspended|deactivated|locked|frozen|dormant) (?:recipient|mailbox|account|user|e?-?mail|address)|not accepting (?:mail|messages)|no longer (?:accepting|active)|account .{0,12}over limit',
    unless: 'sender|sending|auth|outgoing|smtp access',
  },
  {
    cause: 'recipient-syntax',
    pattern:
      'malformed (?:recipient|address)|recipient.{0,30}syntax|(?:bad|invalid) (?:destination )?(?:mailbox )?address syntax|syntax.{0,30}(?:recipient|address|rcpt)|incorrectly constructed|may not follow|recipient address rejected: need fully|address.{0,20}(?:syntax|malformed)|restricted characters in address|invalid character',
  },
  {
    cause: 'no-route',
    pattern:
      'unrout(?:e)?able|no route (?:for|found|to (?:the )?(?:address|domain))|could not find a gateway|cannot (?:route|be routed)|unable to route|all relevant mx records|mail for .{0,80}not deliverable|no transport for',
  },
  {
    cause: 'disk-full',
    pattern:
      'no space left|(?:insufficient|not enough|out of) (?:system |disk |queue |storage |file ?system )*(?:storage|space|disk)|disk (?:is )?full|low on (?:disk|space)|file ?system (?:is )?full|system (?:is )?full|no (?:disk )?space',
  },
  {
    cause: 'spam',
    pattern:
      'spam|\\bjunk|unsolicited|\\bU[BC]E\\b|bulk (?:mail|e-?mail|message)|looks? like bulk|\\bphish|scored .{0,12}(?:spam|too)|bayes|\\bcloudmark|\\bcommtouch|gtube|suspicio',
    unless: 'spamhaus|spamcop|antispam check unavailable',
  },
  {
    cause: 'delivery-program',
    pattern:
      'command died|child process|child status|(?:unknown )?mailer error|local mailer|procmail|maildrop|couldn.t create|lock failure|command output|delivery (?:agent|command|program)|insufficient permission|error writing message|^pipe to|cannot update mailbox|cannot append|mail\\.local|local delivery (?:failed|agent)|failed to read response|unable to exec|transport returned|\\bdeliver: |user.s mail.{0,12}(?:program|filter)|x-unix',
  },
  {
    cause: 'system-error',
    pattern:
      'unknown mail transport|mail transport unavailable|(?:internal|local|system|configuration|server|operating system|program|software|upstream|processing) (?:server |configuration |processing |system |software )?(?:error|problem|failure|misconfigur)|config\\w* (?:error|problem)|out of memory|insufficient (?:system )?resources|queue file write|can.t (?:create|open|chdir|access)|cannot (?:open|create|write)|unexpected (?:error|failure|condition)|fatal (?:error)?|bad configuration|error in processing|permission denied|killed by signal|exec failed|misconfigur|no such file or directory|failed to (?:create|open|write|save|connect to .{0,20}(?:backend|database))',
    unless: 'policy|spam',
  },
  {
    cause: 'command-error',
    pattern:
      'syntax error|unrecognized command|command (?:not (?:recogni[sz]ed|implemented|understood|allowed)|unrecogni[sz]ed|unknown|rejected|unavailable|parameter)|bad sequence|out of (?:order|sequence)|unknown command|need (?:mail|rcpt|helo|ehlo)\\b|nested mail|invalid command|not implemented|polite people|say hel?lo|parameters? (?:not|unrec|unknown)|bad (?:syntax|command)|unexpected command|error: command',
    unless: 'address syntax|(?:helo|ehlo) command rejected',
  },
  {
    cause: 'gave-up',
    pattern:
      '(?:message|envelope|delivery|mail|queue)\\b.{0,16}\\bexpired|too old|queue too long|in the queue too long|retry timeout exceeded|(?:could|can) ?not (?:be )?deliver(?:ed)? (?:for|in|within|after|since)|unable to deliver .{0,24}(?:in|after|for) \\d|giving up|given up|failing for a long time|delivery time ?out|delivery timeout|max\\w* (?:retry|retries|queue)|retry time exceeded|undeliverable for|for too long|failed (?:after )?\\d{1,4} attempts',
    unless: 'giving up on',
  },
  {
    cause: 'delayed',
    pattern:
      'retry time not reached|will (?:be )?(?:retr|try)|still (?:being )?tr|delivery temporarily suspended|message is delayed|has been delayed|not yet been delivered|delayed for',
  },
];

/** Other languages come behind: their servers usually say it in English too, and English words are told apart more finely. */
export const REFUSAL_PATTERNS: readonly RefusalPattern[] = [...ENGLISH, ...FOREIGN_PATTERNS];

/** Words that say little: the enhanced code beside them counts more. */
export const WEAK_PATTERNS: readonly RefusalPattern[] = [
  ...FOREIGN_WEAK_PATTERNS,
  { cause: 'refused-by-rule', pattern: '^\\W*service unavailable\\W*$', classes: [5] },
  {
    cause: 'content-refused',
    pattern:
      'content .{0,24}(?:reject|refus|filter|denied|block|not accept|unwanted)|message (?:has been |was |is )?(?:filtered|blocked)|message contains|prohibited (?:content|text|word)|unacceptable content|rejected by (?:content|header|body|milter|filter)|\\bDLP\\b',
  },
  {
    cause: 'busy',
    pattern:
      '(?:service|server|system|resources?)(?: is| are)?(?: currently| temporarily)? (?:not available|unavailable|busy|overloaded|down|refused)|(?:try|come back|retry|retrying) .{0,20}(?:later|again|in (?:a|\\d))|temporar\\w+ (?:unavailable|rejected|refused|deferred|failure|error|problem)|too busy|load (?:average|is )?too high|load average|closing (?:transmission|connection)|maintenance|shut(?:ting)? ?down|please try|essayer plus tard|resources temporarily',
  },
  {
    cause: 'refused-by-rule',
    pattern:
      '(?:policy|rule|administrat\\w+|security|local).{0,30}(?:violation|denied|reject|prohibit|reason|restriction|block)|access denied|not (?:allowed|accepted|permitted|authori[sz]ed|welcome)|\\bdenied\\b|\\bre(?:ject|fus)\\w*|\\bblocked\\b|\\bbanned\\b|prohibit|forbidden|unacceptable|no thanks|external forwarding|smtp server of your isp',
  },
];

/** What an enhanced code says by itself, without its first digit; only where one thing is meant. */
export const ENHANCED_CAUSES: Readonly<Record<string, CauseId>> = {
  '1.1': 'unknown-user',
  '1.2': 'recipient-domain',
  '1.3': 'recipient-syntax',
  '1.4': 'unknown-user',
  '1.6': 'moved',
  '1.7': 'sender-syntax',
  '1.8': 'sender-domain',
  '1.10': 'takes-no-mail',
  '1.20': 'mailbox-off',
  '1.351': 'unknown-user',
  '2.1': 'mailbox-off',
  '2.2': 'mailbox-full',
  '2.3': 'message-too-large',
  '3.1': 'disk-full',
  '3.2': 'busy',
  '3.3': 'feature-missing',
  '3.4': 'message-too-large',
  '3.5': 'system-error',
  '4.1': 'no-answer',
  '4.2': 'connection-lost',
  '4.3': 'lookup-failed',
  '4.4': 'recipient-domain',
  '4.5': 'busy',
  '4.6': 'loop',
  '4.7': 'gave-up',
  '4.14': 'loop',
  '4.312': 'lookup-failed',
  '4.316': 'connection-refused',
  '5.1': 'command-error',
  '5.2': 'command-error',
  '5.3': 'too-many-recipients',
  '5.4': 'command-error',
  '6.1': 'content-refused',
  '6.3': 'feature-missing',
  '6.6': 'malformed-letter',
  '6.7': 'feature-missing',
  '6.9': 'feature-missing',
  '7.2': 'recipient-refuses',
  '7.8': 'wrong-password',
  '7.10': 'encrypt-first',
  '7.11': 'encrypt-first',
  '7.13': 'mailbox-off',
  '7.20': 'dkim-fails',
  '7.21': 'dkim-fails',
  '7.22': 'dkim-fails',
  '7.23': 'spf-fails',
  '7.24': 'spf-fails',
  '7.25': 'reverse-dns',
  '7.26': 'dmarc-policy',
  '7.27': 'sender-domain',
  '7.28': 'rate-limit',
  '7.367': 'sender-not-owned',
  '7.501': 'spam',
  '7.520': 'refused-by-rule',
};

/** What is left of an enhanced code that says little: after the weak words, before the reply code. */
export const VAGUE_ENHANCED_CAUSES: Readonly<Record<string, CauseId>> = {
  '1.0': 'unknown-user',
  '2.0': 'refused-by-rule',
  '3.0': 'system-error',
  '4.0': 'no-answer',
  '5.0': 'command-error',
  '6.0': 'malformed-letter',
  '7.0': 'refused-by-rule',
  '7.1': 'refused-by-rule',
};

/** What a reply code says by itself where nothing else is known. */
export const CODE_CAUSES: Readonly<Record<number, CauseId>> = {
  421: 'busy',
  432: 'wrong-password',
  450: 'busy',
  451: 'system-error',
  452: 'disk-full',
  454: 'sign-in-unavailable',
  500: 'command-error',
  501: 'command-error',
  502: 'command-error',
  503: 'command-error',
  504: 'command-error',
  521: 'takes-no-mail',
  523: 'encrypt-first',
  525: 'mailbox-off',
  530: 'sign-in-first',
  534: 'wrong-password',
  535: 'wrong-password',
  538: 'encrypt-first',
  550: 'refused-by-rule',
  551: 'moved',
  552: 'mailbox-full',
  553: 'recipient-syntax',
  554: 'refused-by-rule',
  555: 'command-error',
  556: 'takes-no-mail',
};
