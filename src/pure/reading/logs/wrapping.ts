/**
 * What loggers put in front of a line: syslog with and without a priority, RFC 5424, journald as text and as JSON, Docker as JSON and
 * with the name of a container, time stamps of the programs themselves. Read by position: a long log has millions of lines.
 */

export interface LogLine {
  /** As it is written; '' where there is none. */
  readonly time: string;
  /** The program's name without its pid, such as `postfix/smtp`; '' where the line names none. */
  readonly program: string;
  readonly message: string;
}

const BSD =
  /^(?:<\d{1,3}>)?([A-Z][a-z]{2} [ \d]\d \d\d:\d\d:\d\d(?:\.\d{1,9})?) (?:(?:[A-Z][a-z]{2,4} )?)(\S{1,255}) ([^\s[:]{1,80})(?:\[\d{1,10}\])?: ?/;
const ISO =
  /^(?:<\d{1,3}>)?(\d{4}-\d\d-\d\d[T ]\d\d:\d\d:\d\d(?:[.,]\d{1,9})?(?:Z|[+-]\d\d:?\d\d)?) (\S{1,255}) ([^\s[:,\d][^\s[:,]{0,79})(?:\[\d{1,10}\])?: ?/;
const RFC5424 =
  /^<\d{1,3}>1 (\S{1,40}) (\S{1,255}) (\S{1,48}) (?:\S{1,128}) (?:\S{1,32}) (?:-|(?:\[[^\]]{0,1000}\])+) ?(?:\uFEFF)?/;
const BARE =
  /^((?:postfix[\w.-]{0,40}|sm-mta|sm-msp-queue|sendmail|dovecot|opensmtpd|exim4?|rspamd|amavis(?:d)?|postgrey|opendmarc|opendkim|spamd)(?:\/[\w-]{1,40}){0,3})(?:\[\d{1,10}\])?: /;
const COMPOSE = /^(?:\u001b\[\d{1,3}(?:;\d{1,3})*m)?[\w.-]{1,60} {0,20}\| {0,2}(?:\u001b\[0m ?)?/;

/** The line without its wrapping; programs that stamp their own lines come with the program ''. */
export function unwrap(raw: string): LogLine | null {
  const line = raw.endsWith('\r') ? raw.slice(0, -1) : raw;
  const first = line.charCodeAt(0);
  // `{`
  if (first === 123) return unwrapJson(line);
  // `<`
  if (first === 60) {
    const structured = RFC5424.exec(line);
    if (structured !== null)
      return {
        time: structured[1] ?? '',
        program: structured[3] ?? '',
        message: line.slice(structured[0].length),
      };
  }
  const quick = first >= 48 && first <= 57 ? unwrapIso(line) : unwrapBsd(line);
  if (quick !== null) return quick;
  // Exim stamps its own lines, and an id follows the time.
  const isExim = first >= 48 && first <= 57 && line.charAt(19) === ' ' && line.charAt(26) === '-';
  const bsd = isExim ? null : (BSD.exec(line) ?? ISO.exec(line));
  if (bsd !== null) return { time: bsd[1] ?? '', program: bsd[3] ?? '', message: line.slice(bsd[0].length) };
  const bare = BARE.exec(line);
  if (bare !== null) return { time: '', program: bare[1] ?? '', message: line.slice(bare[0].length) };
  if (line.includes('|')) {
    const composed = COMPOSE.exec(line);
    if (composed !== null && composed[0].length < line.length) return unwrap(line.slice(composed[0].length));
  }
  return { time: '', program: '', message: line };
}

/** `Jan 12 10:00:00 host program[pid]: message` by its places: what most lines look like. */
function unwrapBsd(line: string): LogLine | null {
  if (line.charAt(3) !== ' ' || line.charAt(6) !== ' ' || line.charAt(9) !== ':' || line.charAt(12) !== ':')
    return null;
  if (line.charAt(15) !== ' ') return null;
  return named(line, line.slice(0, 15), 16);
}

/** `host program[pid]: message` from a place on; null where it is something else. */
function named(line: string, time: string, from: number): LogLine | null {
  const host = line.indexOf(' ', from);
  const colon = host === -1 ? -1 : line.indexOf(': ', host);
  if (colon === -1 || colon - host > 100) return null;
  const bracket = line.indexOf('[', host);
  const end = bracket !== -1 && bracket < colon ? bracket : colon;
  const program = line.slice(host + 1, end);
  if (program === '' || program.includes(' ')) return null;
  return { time, program, message: line.slice(colon + 2) };
}

/** `2026-01-12T10:00:00.123456+00:00 host program[pid]: message` by its places. */
function unwrapIso(line: string): LogLine | null {
  if (line.charAt(4) !== '-' || line.charAt(10) !== 'T' || line.charAt(13) !== ':') return null;
  const stamp = line.indexOf(' ', 11);
  if (stamp < 19 || stamp > 35) return null;
  const time = line.slice(0, stamp);
  return named(line, time, stamp + 1);
}

function unwrapJson(line: string): LogLine | null {
  let parsed: unknown;
  try {
    parsed = JSON.parse(line);
  } catch {
    return null;
  }
  if (typeof parsed !== 'object' || parsed === null) return null;
  const fields = parsed as Readonly<Record<string, unknown>>;
  const text = (name: string): string => (typeof fields[name] === 'string' ? fields[name] : '');
  const inner = text('log') || text('message') || text('msg');
  if (fields['MESSAGE'] !== undefined) {
    const program = text('SYSLOG_IDENTIFIER') || text('_COMM');
    const stamp = Number(text('__REALTIME_TIMESTAMP'));
    const time = Number.isFinite(stamp) && stamp > 0 ? new Date(stamp / 1000).toISOString() : '';
    return { time, program, message: text('MESSAGE') };
  }
  if (inner === '') return null;
  const below = unwrap(inner.replace(/\n$/, ''));
  return below === null
    ? null
    : {
        ...below,
        time: below.time || text('time') || text('@timestamp') || text('timestamp'),
        program: below.program || text('program') || text('ident') || text('tag'),
      };
}
