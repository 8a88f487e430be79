/**
 * What may follow an address in MAIL and RCPT (and a name in VRFY and EXPN). Follows RFC 5321 §4.1.1.11 and the RFC of each
 * extension. A parameter may be used only where its keyword was offered.
 */

/** One parameter. */
export interface ParameterFacts {
  readonly name: string;
  readonly syntax: string;
  readonly example: string;
  readonly status: string;
  readonly source: string;
}

export const PARAMETERS = {
  SIZE: {
    name: 'SIZE',
    syntax: 'SIZE=octets',
    example: 'SIZE=12345',
    status: 'standard',
    source: 'RFC 1870 §3, §5',
  },
  BODY: {
    name: 'BODY',
    syntax: 'BODY=7BIT / 8BITMIME / BINARYMIME',
    example: 'BODY=8BITMIME',
    status: 'standard',
    source: 'RFC 6152 §2; RFC 3030 §3',
  },
  SMTPUTF8: {
    name: 'SMTPUTF8',
    syntax: 'SMTPUTF8',
    example: 'SMTPUTF8',
    status: 'standard',
    source: 'RFC 6531 §3.1, §3.4, §3.7.4.2',
  },
  RET: {
    name: 'RET',
    syntax: 'RET=FULL / HDRS',
    example: 'RET=HDRS',
    status: 'standard',
    source: 'RFC 3461 §4.3',
  },
  ENVID: {
    name: 'ENVID',
    syntax: 'ENVID=xtext',
    example: 'ENVID=LAB-42',
    status: 'standard',
    source: 'RFC 3461 §4.4, §5.4',
  },
  NOTIFY: {
    name: 'NOTIFY',
    syntax: 'NOTIFY=NEVER / 1#("SUCCESS" / "FAILURE" / "DELAY")',
    example: 'NOTIFY=SUCCESS,FAILURE',
    status: 'standard',
    source: 'RFC 3461 §4.1',
  },
  ORCPT: {
    name: 'ORCPT',
    syntax: 'ORCPT=addr-type;xtext',
    example: 'ORCPT=rfc822;Teacher@example.test',
    status: 'standard',
    source: 'RFC 3461 §4.2, §5.4',
  },
  AUTH: {
    name: 'AUTH',
    syntax: 'AUTH=<xtext mailbox>',
    example: 'AUTH=<>',
    status: 'standard',
    source: 'RFC 4954 §5',
  },
  REQUIRETLS: {
    name: 'REQUIRETLS',
    syntax: 'REQUIRETLS',
    example: 'REQUIRETLS',
    status: 'standard',
    source: 'RFC 8689 §2',
  },
  'MT-PRIORITY': {
    name: 'MT-PRIORITY',
    syntax: 'MT-PRIORITY=-9 to 9',
    example: 'MT-PRIORITY=3',
    status: 'standard',
    source: 'RFC 6710 §3, §7',
  },
  BY: {
    name: 'BY',
    syntax: 'BY=seconds;N or BY=seconds;R, then an optional T',
    example: 'BY=120;R',
    status: 'standard',
    source: 'RFC 2852 §4',
  },
  HOLDFOR: {
    name: 'HOLDFOR',
    syntax: 'HOLDFOR=seconds',
    example: 'HOLDFOR=3600',
    status: 'standard',
    source: 'RFC 4865 §3',
  },
  HOLDUNTIL: {
    name: 'HOLDUNTIL',
    syntax: 'HOLDUNTIL=date-time',
    example: 'HOLDUNTIL=2027-01-01T09:00:00Z',
    status: 'standard',
    source: 'RFC 4865 §3',
  },
  CONPERM: {
    name: 'CONPERM',
    syntax: 'CONPERM',
    example: 'CONPERM',
    status: 'standard',
    source: 'RFC 4141 §4.2',
  },
  CONNEG: {
    name: 'CONNEG',
    syntax: 'CONNEG',
    example: 'CONNEG',
    status: 'standard',
    source: 'RFC 4141 §5.2',
  },
  MTRK: {
    name: 'MTRK',
    syntax: 'MTRK=certifier[:seconds]',
    example: 'MTRK=AAAAAAAAAAAAAAAAAAAAAAAAAAA=:86400',
    status: 'standard',
    source: 'RFC 3885 §3.1',
  },
  RRVS: {
    name: 'RRVS',
    syntax: 'RRVS=date-time[;C / ;R]',
    example: 'RRVS=2026-04-03T23:01:00Z',
    status: 'standard',
    source: 'RFC 7293 §3.1',
  },
  SOLICIT: {
    name: 'SOLICIT',
    syntax: 'SOLICIT=keyword *("," keyword)',
    example: 'SOLICIT=net.example:ADV',
    status: 'standard',
    source: 'RFC 3865 §2.3, §4.1',
  },
  SUBMITTER: {
    name: 'SUBMITTER',
    syntax: 'SUBMITTER=xtext mailbox',
    example: 'SUBMITTER=student@example.test',
    status: 'historic',
    source: 'RFC 4405 §4',
  },
  TRANSID: {
    name: 'TRANSID',
    syntax: 'TRANSID=<id@domain>',
    example: 'TRANSID=<12345@client.example.test>',
    status: 'experimental',
    source: 'RFC 1845 §2',
  },
  'ALT-ADDRESS': {
    name: 'ALT-ADDRESS',
    syntax: 'ALT-ADDRESS=xtext mailbox',
    example: 'ALT-ADDRESS=student@example.test',
    status: 'obsolete',
    source: 'RFC 5336 §3.1, §3.4',
  },
  UTF8REPLY: {
    name: 'UTF8REPLY',
    syntax: 'UTF8REPLY',
    example: 'UTF8REPLY',
    status: 'obsolete',
    source: 'RFC 5336 §3.1',
  },
  PRDR: {
    name: 'PRDR',
    syntax: 'PRDR',
    example: 'PRDR',
    status: 'private',
    source: 'draft-hall-prdr',
  },
  XVERP: {
    name: 'XVERP',
    syntax: 'XVERP[=two delimiters]',
    example: 'XVERP=+=',
    status: 'private',
    source: '',
  },
  IGNOREQUOTA: {
    name: 'IGNOREQUOTA',
    syntax: 'IGNOREQUOTA',
    example: 'IGNOREQUOTA',
    status: 'private',
    source: '',
  },
  XRCPTFORWARD: {
    name: 'XRCPTFORWARD',
    syntax: 'XRCPTFORWARD=base64',
    example: 'XRCPTFORWARD=aGVsbG8=',
    status: 'private',
    source: '',
  },
} as const satisfies Readonly<Record<string, ParameterFacts>>;

export type ParameterId = keyof typeof PARAMETERS;
