/** The shapes of error texts, a row each: where a reply stands in them, and which sentences come without one. */

import type { CauseId } from '../../knowledge/index.ts';
import type { Side, Stage } from '../reading.ts';

interface Shape {
  readonly system: string;
  /** Groups: `text` begins with the reply, or `code` holds its code. */
  readonly pattern: RegExp;
  readonly stage?: Stage;
}

export const SHAPES: readonly Shape[] = [
  {
    // The third is the sender that was refused.
    system: 'Python',
    pattern: /\((?<code>[2-5]\d\d), b?(?<q>['"])(?<text>.*?)\k<q>, (?<p>['"])[^'"]{1,320}\k<p>\)/,
    stage: 'mail',
  },
  { system: 'Python', pattern: /\((?<code>[2-5]\d\d), b?(?<q>['"])(?<text>.*?)\k<q>(?:, .*)?\)/ },
  { system: 'msmtp', pattern: /\bsmtpmsg='(?<text>[45]\d\d[ -].{1,1000}?)' errormsg=/ },
  {
    system: 'Roundcube',
    pattern:
      /\bSMTP Error \((?<code>[45]\d\d)\): Failed to add recipient ["'“](?<rcpt>[^"'”]{1,320})["'”] \((?<text>.{1,1000}?)\)\.?$/,
    stage: 'rcpt',
  },
  {
    system: 'Roundcube',
    pattern:
      /\bSMTP Error \((?<code>[45]\d\d)\): Failed to [\w ]{2,20}"[^"]{1,320}" \((?<text>.{1,1000}?)\)\.?$/,
    stage: 'mail',
  },
  { system: 'Nodemailer', pattern: /Invalid login: (?<text>[2-5]\d\d[ -].*)/, stage: 'auth' },
  {
    system: 'Nodemailer',
    pattern:
      /(?:Message failed|Mail command failed|Recipient command failed|Data command failed|Can't send mail - all recipients were rejected|Invalid greeting(?: from .{1,200})?|Error upgrading connection with STARTTLS|[A-Z]{4,8} command failed): (?<text>[2-5]\d\d[ -].*)/,
  },
  { system: 'Nodemailer', pattern: /\bresponse: ['"](?<text>[2-5]\d\d[ -].*?)['"],?$/ },
  {
    system: 'Java',
    pattern:
      /(?:javax|jakarta|com\.sun|org\.eclipse\.angus|org\.springframework)\.[\w.]*mail[\w.]*(?:Exception|Error)\w*: (?:[^:]{0,80}: )?(?<text>[2-5]\d\d[ -].*)/i,
  },
  { system: 'Ruby', pattern: /Net::(?:SMTP|ReadTimeout|OpenTimeout)\w*:? ?\(?(?<text>[2-5]\d\d[ -].*?)\)?$/ },
  { system: 'Ruby', pattern: /(?<text>[2-5]\d\d[ -].*?) \(Net::SMTP\w+\)/ },
  {
    system: '.NET',
    pattern: /The server response was: (?<text>(?:[2-5]\d\d[ -]|[245]\.\d{1,3}\.\d{1,3} ).*)/,
  },
  {
    system: '.NET',
    pattern:
      /(?:SmtpCommandException|AuthenticationException|SmtpProtocolException): (?<text>[2-5]\d\d[: -].*)/,
  },
  {
    system: 'Cisco IronPort',
    pattern: /\('(?<code>[45]\d\d)', \['(?<text>.{1,800}?)'(?:, '.{0,800}?')*\]\)/,
  },
  {
    system: 'PHP',
    pattern:
      /Expected response code ["']?[\d/]{3,15}["']? but got (?:code )?["']?(?<code>[2-5]\d\d)["']?,? with message ["'](?<text>.*?)["']?\.?$/,
  },
  {
    system: 'PHP',
    pattern:
      /SMTP Error: .{0,200}(?:recipients failed|following recipients? (?:addresses )?failed): (?<rcpt>\S{1,320}?)(?:: |,? )(?<text>[2-5]\d\d[ -].*|[245]\.\d{1,3}\.\d{1,3} .*)/,
    stage: 'rcpt',
  },
  {
    system: 'PHP',
    pattern:
      /SMTP server error: .{0,300}?Detail: (?<text>.{0,800}?) ?SMTP code: (?<code>[2-5]\d\d)(?: Additional SMTP info: (?<enhanced>[245]\.\d{1,3}\.\d{1,3})\b)?/,
  },
  {
    system: 'Go',
    pattern: /(?:smtp|gomail|mail)[\w .]{0,40}: (?<text>[2-5]\d\d (?:[245]\.\d{1,3}\.\d{1,3} )?[A-Za-z<].*)/,
  },
  {
    system: 'a program',
    pattern: /\((?<code>[45]\d\d)\):? (?<text>[45]\.\d{1,3}\.\d{1,3} .{1,1000})/i,
  },
  { system: 'msmtp', pattern: /msmtp: server message: (?<text>[2-5]\d\d[ -].*)/ },
  { system: 'swaks', pattern: /^<(?:\*\*|~\*) {1,2}(?<text>[2-5]\d\d[ -].*)/ },
  { system: 'curl', pattern: /curl: \((?!22\))\d{1,3}\) .{0,80}?: (?<text>[45]\d\d)$/ },
  {
    system: 'a program',
    pattern: /\bSMTP (?:error|code|status|response|reply)[^\w(]{0,3}\(?(?<code>[45]\d\d)\)?:? (?<text>.*)/i,
  },
  {
    system: 'a program',
    pattern:
      /\b(?:mail|smtp)?\s?server (?:rejected|refused|responded|replied|returned|said|response)\w*(?: with)?:? \[?(?<text>[45]\d\d[\] -].*)/i,
  },
  { system: 'a program', pattern: /^(?:\w+ ?)?Error:? (?<text>[45]\d\d: .*)/i },
];

interface Sentence {
  readonly system: string;
  /** What the text is known by; without a cause its words tell. */
  readonly pattern: RegExp;
  readonly cause?: CauseId;
  readonly side?: Side;
  /** Where it says more than the others about the same failure. */
  readonly rank?: number;
}

export const SENTENCES: readonly Sentence[] = [
  {
    system: 'Exim',
    pattern:
      /^(?:Unrouteable address|retry (?:time|timeout)|a TLS session is required|message too big|all (?:relevant|hosts)|lowest numbered MX)/i,
  },
  {
    system: 'a program',
    pattern:
      /(?:certificate could not be validated|certificate is not trusted|certificate (?:was|is) not (?:issued|valid)|did not match expected CN|RemoteCertificate(?:NameMismatch|ChainErrors|NotAvailable))/i,
    cause: 'certificate-not-trusted',
    side: 'connection-broke',
    rank: 1.2,
  },
  { system: 'Google', pattern: /\bDNS type '?\w{1,10}'? lookup of \S{1,255} responded with code \w{3,20}/ },
  { system: 'curl', pattern: /^curl: \(67\)/, cause: 'wrong-password', side: 'theirs-refused-us' },
  { system: 'curl', pattern: /^curl: \(6\)/, cause: 'recipient-domain', side: 'never-connected' },
  { system: 'curl', pattern: /^curl: \(28\)/, cause: 'no-answer', side: 'never-connected' },
  { system: 'curl', pattern: /^curl: \(60\)/, cause: 'certificate-not-trusted', side: 'connection-broke' },
  { system: 'curl', pattern: /^curl: \(35\)/, cause: 'tls-failed', side: 'connection-broke' },
  { system: 'curl', pattern: /^curl: \(64\)/, cause: 'tls-not-offered', side: 'connection-broke' },
  { system: 'curl', pattern: /^curl: \((?:52|55|56)\)/, cause: 'connection-lost', side: 'connection-broke' },
  { system: 'curl', pattern: /^curl: \(7\) .*timed out/i, cause: 'no-answer', side: 'never-connected' },
  { system: 'curl', pattern: /^curl: \(7\)/, cause: 'connection-refused', side: 'never-connected' },
  {
    system: 'Node',
    pattern: /\b(?:getaddrinfo|query\w{0,8}) (?:ENOTFOUND|ENODATA)\b/,
    cause: 'recipient-domain',
    side: 'never-connected',
  },
  {
    system: 'a program',
    pattern: /\b(?:EAI_AGAIN|Temporary failure in name resolution)\b/,
    cause: 'lookup-failed',
    side: 'never-connected',
  },
  {
    system: 'a program',
    pattern:
      /(?:Name or service not known|nodename nor servname|No such host is known|UnknownHostException|no such host|getaddrinfo failed|Name does not resolve|php_network_getaddresses|Could(?: not|n['’]t) resolve host|ENOTFOUND|WSAHOST_NOT_FOUND|11001)/,
    cause: 'recipient-domain',
    side: 'never-connected',
  },
  {
    system: 'a program',
    pattern:
      /(?:\bECONNREFUSED\b|ConnectionRefusedError|[Cc]onnection refused|actively refused|\(10061\)|WSAECONNREFUSED)/,
    cause: 'connection-refused',
    side: 'never-connected',
  },
  {
    system: 'a program',
    pattern:
      /(?:\bE(?:HOST|NET)UNREACH\b|No route to host|[Nn]etwork is unreachable|NoRouteToHost|\(1005[01]\)|\(10065\))/,
    cause: 'host-unreachable',
    side: 'never-connected',
  },
  {
    system: 'a program',
    pattern:
      /(?:\bECONNRESET\b|\bEPIPE\b|[Cc]onnection reset|Broken pipe|socket hang up|SMTPServerDisconnected|Connection unexpectedly closed|Unexpected socket close|unexpectedly disconnected|Greeting never received|connection closed (?:by|unexpectedly)|\(1005[34]\)|unexpected EOF|^(?:.*: )?EOF$|EOFError)/,
    cause: 'connection-lost',
    side: 'connection-broke',
  },
  {
    system: 'a program',
    pattern:
      /(?:(?:outgoing|SMTP|mail) server.{0,20} \S{1,255}(?: on port \d{1,5})? (?:has )?timed out|(?:could not|cannot|can['’]?t|unable to|failed to|couldn['’]?t) (?:connect to|reach|contact) (?:the |your |an? )?(?:outgoing |outbound )?\(?(?:SMTP|e-?mail|mail)\)? ?(?:e-?mail )?(?:server|host|relay)|(?:cannot|unable to|failed to|could not) connect to (?:the |your )?outgoing \(SMTP\))/i,
    cause: 'no-answer',
    side: 'never-connected',
  },
  {
    system: 'Kerio Connect',
    pattern: /\bRelay attempt from (?:IP address )?(?<peer>[\d.:a-f]{3,45}), .{1,700} rejected/,
    cause: 'relaying',
    side: 'ours-refused-client',
  },
  {
    system: 'sSMTP',
    pattern: /\bssmtp: Cannot open (?<peer>\S{1,255})/i,
    cause: 'no-answer',
    side: 'never-connected',
  },
  {
    system: 'Git',
    pattern: /\bCommand unknown: 'AUTH'/,
    cause: 'sign-in-unavailable',
    side: 'theirs-refused-us',
  },
  {
    system: 'sSMTP',
    pattern: /\bsSMTP\[\d{1,10}\]: Unable to locate (?<peer>\S{1,255})/,
    cause: 'recipient-domain',
    side: 'never-connected',
  },
  {
    system: 'a program',
    pattern:
      /(?:\bETIMEDOUT\b|\bETIMEOUT\b|[Cc]onnection timed? ?out|Connection timeout|TimeoutError|i\/o timeout|operation timed out|SocketTimeoutException|Net::(?:Open|Read)Timeout|did not properly respond after|\(10060\)|[Tt]ime-?out (?:when|while) connecting to|connect timed out|execution expired|Couldn't connect to host, port|Could not connect to SMTP host|SMTP connect\(\) failed|Unable to connect to (?:ssl|tls|tcp):)/,
    cause: 'no-answer',
    side: 'never-connected',
  },
  {
    system: 'a program',
    pattern:
      /(?:wrong version number|WRONG_VERSION_NUMBER|first record does not look like a TLS|Unsupported or unrecognized SSL message|unknown protocol|packet length too long|http request)/i,
    cause: 'tls-failed',
    side: 'connection-broke',
  },
  {
    system: 'a program',
    pattern:
      /(?:PKIX path|self[- ]signed certificate|SELF_SIGNED_CERT|UNABLE_TO_(?:VERIFY|GET)\w*|CERT_HAS_EXPIRED|certificate verify failed|CERTIFICATE_VERIFY_FAILED|x509: |certificate has expired|ERR_TLS_CERT_ALTNAME|Hostname\/IP does not match|remote certificate (?:is invalid|was rejected)|unable to (?:get local issuer|verify the first)|TLS certificate verification failed|verify error:num=)/i,
    cause: 'certificate-not-trusted',
    side: 'connection-broke',
  },
  {
    system: 'a program',
    pattern:
      /(?:SSLHandshakeException|handshake failure|HANDSHAKE_FAILURE|no shared cipher|unsupported protocol|UNSUPPORTED_PROTOCOL|tlsv1 alert|sslv3 alert|TLSV1_ALERT|no protocols available|dh key too small|SSL routines|SSL_connect returned|error:[0-9A-F]{8}:|TLS handshake (?:failed|error)|ssl3_get_record)/i,
    cause: 'tls-failed',
    side: 'connection-broke',
  },
  {
    system: 'a program',
    pattern:
      /(?:STARTTLS extension not supported|does not support (?:the )?(?:TLS|STARTTLS|SSL)|server doesn't (?:support|offer) STARTTLS|STARTTLS is required but host does not|Server does not support secure connections|smtp: server doesn't support STARTTLS)/i,
    cause: 'tls-not-offered',
    side: 'connection-broke',
  },
  {
    system: 'a program',
    pattern:
      /(?:SMTP AUTH extension not supported|No suitable authentication method|does ?n[o']t support AUTH|No authentication mechanisms? supported|no auth\w* mechanism|unencrypted connection|cannot use a secure authentication method|no mechanism available)/i,
    cause: 'sign-in-unavailable',
    side: 'theirs-refused-us',
  },
  {
    system: 'a program',
    pattern:
      /(?:SMTP Error: Could not authenticate|AuthenticationFailedException|SMTPAuthenticationError|\bEAUTH\b|\b(?:SMTP|[Ee]-?mail [Ss]erver)\b.{0,100}[Aa]uthentication (?:[Ee]rror|[Ff]ailed|[Ff]ailure|unsuccessful)|[Aa]uthentication (?:[Ee]rror|[Ff]ailed|[Ff]ailure)\b.{0,100}\bSMTP\b|msmtp: authentication failed|[Ff]ailed to authenticate\b|Login denied|authentication failed \(method)/,
    cause: 'wrong-password',
    side: 'theirs-refused-us',
  },
  {
    system: 'a program',
    pattern:
      /(?:Client was not authenticated|must issue a STARTTLS|SMTP server requires a secure connection)/i,
  },
];
