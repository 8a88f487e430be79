/**
 * Every limit that is a number, with where it comes from. What a peer may cost us is bounded here; what a standard fixes is
 * named here.
 */

/** RFC 5321 §4.5.3.1.5: a reply line has at most 512 octets. Real servers send more; we read up to `MAX_REPLY_LINE`. */
export const REPLY_LINE_OCTETS = 512;
/** Ours: the longest reply line that is read. */
export const MAX_REPLY_LINE = 65_536;
/** Ours: the largest reply of many lines that is read, in octets. */
export const MAX_REPLY_OCTETS = 1_048_576;
/** Ours: the most lines of one reply. */
export const MAX_REPLY_LINES = 10_000;
/** RFC 5321 §4.5.3.1.4: a command line has at most 512 octets, CRLF included; extensions add to it. */
export const COMMAND_LINE_OCTETS = 512;
/** RFC 4954 §4: a line of an AUTH exchange has at most 12288 octets. */
export const AUTH_LINE_OCTETS = 12_288;
/** RFC 5321 §4.5.3.1.6: a line of text has at most 1000 octets, CRLF included, dot-stuffing not counted. */
export const TEXT_LINE_OCTETS = 1000;
/** RFC 5321 §4.5.3.1.1. */
export const LOCAL_PART_OCTETS = 64;
/** RFC 5321 §4.5.3.1.2. */
export const DOMAIN_OCTETS = 255;
/** RFC 1035 §2.3.4: a name of a host has 255 octets with the length of each label: 253 as it is written. */
export const NAME_OCTETS = 253;
/** RFC 1035 §2.3.4: a label of a domain. */
export const LABEL_OCTETS = 63;
/** RFC 5321 §4.5.3.1.3: a path, its brackets included. */
export const PATH_OCTETS = 256;
/** Ours: SCRAM iterations beyond this cost more than signing in is worth; RFC 7677 §4 asks for at least 4096. */
export const MAX_SCRAM_ITERATIONS = 1_000_000;
/** Ours: the longest SASL challenge, decoded, that is looked at. */
export const MAX_CHALLENGE_OCTETS = 16_384;

/** RFC 5321 §4.5.3.2: the least time to wait for each reply, in seconds. */
export const RFC_TIMEOUTS = {
  greeting: 300,
  mail: 300,
  rcpt: 300,
  data: 120,
  block: 180,
  final: 600,
} as const;
