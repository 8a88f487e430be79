/**
 * What programs say of themselves between the lines of a conversation, as data: that encryption began, that the connection ended and
 * by whom, what a terminal, `openssl s_client`, JavaMail and `exim -bh` print, and what stands where a program hid a password.
 * None of it is the client's or the server's.
 */

/** Who ended a connection, as a program told it. */
export type EndedBy = 'server' | 'client' | 'unknown';

const TLS_BEGAN: readonly RegExp[] = [
  /\b(?:TLS|SSL)(?:v?\d[\d.]*)?(?:\/(?:TLS|SSL))?(?: protocol \S+)?(?: connection)? (?:started|established|initialized|enabled|active|on connect|(?:negotiation|handshake) (?:done|finished|completed?|succeeded|successful))\b/i,
  /\b(?:SSL|TLS)(?:\/(?:TLS|SSL))? (?:connection )?using\b|\bSSL negotiation\b|\b(?:SSL|TLS)[^,;]{0,30}: using protocol\b/i,
  /^\s*TLS (?:session parameters|certificate information):|\bTLS (?:cipher|version) ?[=:]/i,
  /\bisSSL true\b|\busing (?:SSL|TLS) ?(?:socket|v?1)|\bSSLSocket\b/i,
  /\bupgraded (?:with STARTTLS|to (?:TLS|SSL))\b|\b[Ss]ecure connection (?:to \S+ )?(?:established|opened)\b|\bConnection secured\b/,
  /\b(?:connect(?:ed|ing)?|opening|connection)\b.{0,60}?\b(?:smtps|ssl|tls):\/\//i,
  /^SSL-Session:|\bSSL handshake has read \d|^New, (?:TLS|SSL)v|^depth=\d+ |^verify return:\d/,
  /\bCipher is (?:TLS|ECDHE|DHE|AES)|\(TLS1\.\d\)-\(/,
  /\bNegotiated (?:TLS|SSL)|\bEncryption:? (?:TLS|SSL)v?\d/i,
];
const NO_TLS =
  /\b(?:fail\w*|refus\w*|without|errors?|cannot|could not|not|no|isSSL false|unable|disabled|before)\b/i;

/** Whether a line says that the connection is encrypted from here on. */
export function saysTlsBegan(text: string): boolean {
  const line = text.slice(0, 400);
  return TLS_BEGAN.some((one) => one.test(line)) && !NO_TLS.test(line.replace(/\bverify return.*/, ''));
}

const ENDED: readonly (readonly [EndedBy, RegExp])[] = [
  [
    'server',
    /\bremote host closed (?:the )?connection|\bclosed by (?:foreign|remote) host|\bconnection (?:was )?(?:unexpectedly )?closed (?:unexpectedly )?by (?:the )?(?:server|remote|peer)|\bconnection reset\b|\bserver (?:unexpectedly )?(?:closed|dropped|disconnected)|\bServerDisconnected\b|\bconnection unexpectedly closed\b|\bConnection closed unexpectedly\b|\blost connection\b|\bunexpected (?:EOF|end of file)\b|^read:errno=\d|\bgot EOF\b|,-,,Remote\b/i,
  ],
  [
    'client',
    /\bclosing connection (?:to|with)\b|\bclient (?:closed|disconnected|hung up)|^SMTP\(close\)>>|,-,,Local\b|\bbroken pipe\b/i,
  ],
  [
    'unknown',
    /^(?:\W*|.{0,80}\W)(?:SMTP )?connection (?:to \S+ )?(?:closed|ended|terminated)\b|^(?:closed|DONE)$|\bConnection closed with remote host\b|\bdisconnected\b|\btimed out\b|\btimeout exceeded\b/i,
  ],
];

/** Who ended the connection, where a line says that it ended; null where it does not. */
export function saysEnded(text: string): EndedBy | null {
  const line = text.trim().slice(0, 300);
  return ENDED.find(([, pattern]) => pattern.test(line))?.[0] ?? null;
}

/** What a program prints in place of a password. */
const HIDDEN_BY_PROGRAM =
  /^(?:\*{2,}|•{2,}|x{4,}|X{4,}|\.{3,}|(?:[[(<{]\s?)?(?:\w+ )?(?:credentials?|password|secret|auth(?:entication)?(?: data)?|hidden|removed|redacted|masked|omitted|suppressed|filtered|secret token)(?: (?:hidden|removed|redacted|omitted|suppressed|masked))?(?: from log)?(?:\s?[\])>}])|Lyogc2VjcmV0ICov|[A-Za-z0-9+/]{0,24}\*{3,}|Logging suppressed.*)$/i;

/** nodemailer's own placeholder in base64, alone and behind the name of PLAIN. */
const HIDDEN_PLAIN = /(?:Lyogc2VjcmV0ICov|AvKiBzZWNyZXQgKi8|8qIHNlY3JldCAqL)(?:=*)$/;

/** Whether a program itself hid what was said here. */
export function isHiddenByProgram(text: string): boolean {
  const bare = text.trim();
  return bare.length < 400 && (HIDDEN_BY_PROGRAM.test(bare) || HIDDEN_PLAIN.test(bare));
}

/** Lines of programs that print a conversation without marks. */
const BARE_PROGRAMS: readonly RegExp[] = [
  // telnet, nc, ncat, socat and the shell around them
  /^(?:Trying |Connected to |Escape character|Connection (?:closed|to .* (?:closed|succeeded))|telnet(?:>|: | \S)|nc |ncat |Ncat: |closed$|DONE$|socat |connection from |Connection from )/i,
  /^[\w.-]+@[\w.-]+:.*[$#]|^(?:\$|#|%|>|❯|PS [A-Z]:\\|C:\\)(?:\s|$|.*>)|^\[[\w.-]+@[\w.-]+ .*\][$#]|^bash: |^-bash: |^```|^~ *[%$#]/,
  // openssl s_client, gnutls-cli
  /^(?:read:|CONNECTED\(|depth=|verify |Verif|---$|-{5}(?:BEGIN|END)|RENEGOTIATING|KEYUPDATE|Certificate chain|Server certificate|subject=|issuer=|No (?:client|ALPN)|Peer sign|Server (?:Temp|public)|SSL[ -]|New, |Secure Renegotiation|Compression:|Expansion:|Early data|Can't use SSL|Didn't find STARTTLS|Acceptable client|Requested Signature|Shared (?:Requested|Elliptic)|Client Certificate|Negotiated TLS|Post-Handshake|read [RW] BLOCK|write [RW] BLOCK|SSL3? alert|Resolved |Connecting to |Processed \d|- |\|<\d>\||\*\*\* |Protocol *:|Cipher *:|Session-ID|Master-Key|Resumption PSK|PSK identity|SRP username|TLS session ticket|Start Time:|Timeout *:|Extended master|Max Early|Ciphersuite:|Hash used:|Signature type:|Verification|No server certificate|openssl s_client|gnutls-cli)/,
  /^\s+\S.*|^[0-9A-F]{8,}:error:|^\d+:error:|^error:/,
  // JavaMail and its traces
  /^(?:DEBUG(?: SMTPS?)?(?: TRANSPORT)?:|DEBUG SMTP|DEBUG:|(?:java|javax|jakarta|com\.sun|org\.\w+)\.[\w.$]+(?:Exception|Error)\b|Caused by:|\.\.\. \d+ more|Exception in thread|\[main\] |nested exception)/,
  // exim -bh, -bs, -d
  /^(?:>>> |\*{4} |LOG: |H=|U=|\+\+\+|exim: |Warning: |\d{2,6} (?:>>>|LOG:|LOG |SMTP|Process |host in |using ACL|processing |check |accept|deny|warn))/,
  // Connections that ended
  /^(?:Remote host closed|Connection (?:reset|timed out|refused)|lost connection|Ncat: |nc: |write: |read error)/i,
];

/** Whether it is the program that speaks, in a conversation without marks. */
export function isProgramLine(text: string): boolean {
  const line = text.slice(0, 300);
  return BARE_PROGRAMS.some((one) => one.test(line));
}
