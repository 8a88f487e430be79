/**
 * What refusals of any server say in words of their own, whatever their codes: found by a pattern where no provider is known for the
 * reply. The first that fits is meant, so what is more particular stands first. Patterns are regular expressions for
 * case-insensitive use that cannot backtrack far.
 */

export interface CommonRefusalFacts {
  /** A regular expression, to be used with the flag `i` on the text of the reply. */
  readonly pattern: string;
  /** First digits of the codes that it makes sense with. */
  readonly classes: readonly (4 | 5)[];
}

export const COMMON_REFUSALS = {
  'dmarc-policy': { pattern: '\\bDMARC\\b', classes: [4, 5] },
  'dkim-fails': { pattern: '\\bDKIM\\b', classes: [4, 5] },
  'spf-fails': {
    pattern: '\\bSPF\\b|sender policy framework|not (?:designated|permitted) (?:as a )?sender',
    classes: [4, 5],
  },
  'reverse-dns': {
    pattern:
      'reverse (?:host ?name|dns|lookup|record)|\\bPTR\\b|\\brDNS\\b|cannot find your host ?name|no matching A record',
    classes: [4, 5],
  },
  'hello-name': {
    pattern: '\\b(?:HELO|EHLO)\\b.{0,60}(?:reject|invalid|bad|need|fully.qualified)',
    classes: [4, 5],
  },
  relaying: {
    pattern:
      'relay(?:ing)? (?:access )?(?:denied|not permitted|not allowed|prohibited)|not (?:permitted|allowed) to relay|unable to relay|we do not relay',
    classes: [4, 5],
  },
  blocklist: {
    pattern:
      '(?:block|black|deny|bl)list|\\bRBL\\b|\\bDNSBL\\b|blocked using|listed (?:in|at|by|on) |\\bspamhaus\\b|\\bbarracuda',
    classes: [4, 5],
  },
  greylisting: { pattern: 'gr[ea]y-?list', classes: [4] },
  virus: { pattern: '\\bvirus|\\bmalware|\\binfected\\b|\\btrojan\\b', classes: [5] },
  'attachment-kind': { pattern: '(?:attachment|file) (?:type|extension|name)|executable', classes: [5] },
  spam: {
    pattern:
      '\\bspam|\\bjunk\\b|\\bunsolicited\\b|content.{0,20}(?:reject|refused|filter|unwanted)|looks like bulk',
    classes: [4, 5],
  },
  'too-many-recipients': { pattern: 'too many recipients', classes: [4, 5] },
  'rate-limit': {
    pattern:
      'rate.?limit|too many (?:connections|messages|mails|e-?mails|errors|requests|concurrent)|too fast|throttl|(?:hourly|daily|sending) (?:limit|quota)|exceeded the (?:max|rate)',
    classes: [4, 5],
  },
  'mailbox-full': {
    pattern:
      '(?:over|exceed\\w*) (?:its |the )?(?:storage )?quota|(?:mailbox|inbox|mail box) (?:is )?full|quota exceeded|out of storage',
    classes: [4, 5],
  },
  'message-too-large': {
    pattern: '(?:message|mail|letter|size).{0,30}(?:too (?:big|large)|exceeds)|exceeds.{0,30}size',
    classes: [5],
  },
  'sender-not-owned': {
    pattern: 'not owned by|send as|not authorized to (?:use|send)|sender.{0,30}(?:mismatch|not match)',
    classes: [5],
  },
  'sender-domain': {
    pattern: '(?:sender|domain).{0,40}(?:does not exist|not found|not resolve|unresolvable)|domain of sender',
    classes: [4, 5],
  },
  'mailbox-off': {
    pattern: '(?:mailbox|account|user).{0,20}(?:disabled|suspended|inactive|locked|deactivated)',
    classes: [4, 5],
  },
  'unknown-user': {
    pattern:
      '(?:no such|unknown|invalid|unrouteable) (?:local )?(?:user|recipient|mailbox|address|account)|(?:user|recipient|mailbox|address|account)\\b.{0,40}(?:unknown|not found|does ?n.t exist|does not exist|unavailable|invalid)|not our customer',
    classes: [5],
  },
  loop: { pattern: 'mail loop|hop count|too many hops|routing loop', classes: [5] },
  'sign-in-first': {
    pattern: 'authentication (?:is )?required|must (?:log ?in|authenticate|sign in)|not authenticated',
    classes: [5],
  },
  'encrypt-first': {
    pattern: 'must issue (?:a )?starttls|encryption (?:is )?required|tls (?:is )?required',
    classes: [4, 5],
  },
  'lookup-failed': {
    pattern: 'temporary (?:lookup|dns) failure|dns (?:error|failure|timeout)|lookup (?:error|failure)',
    classes: [4],
  },
  'disk-full': {
    pattern: 'insufficient (?:system )?(?:storage|disk|space)|no space|disk full',
    classes: [4],
  },
  busy: {
    pattern:
      'server (?:is )?busy|try again later|temporarily (?:unavailable|deferred|rejected)|service (?:not|un)available',
    classes: [4],
  },
} as const satisfies Readonly<Record<string, CommonRefusalFacts>>;

export type CommonRefusalId = keyof typeof COMMON_REFUSALS;
