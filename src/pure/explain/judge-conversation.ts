/**
 * What breaks the protocol in a conversation that was had, and which of the two sides broke it. Looks at the scenes of a film: each
 * line with the state that it met. Follows RFC 5321 §4.1.1 (syntax), §4.1.4 (order), §4.3.2 (which reply can answer what), §4.5.3.1
 * (lengths), §4.1.1.11 (parameters want their extension), RFC 2920 §3.1 (groups), RFC 3207 §4.2, RFC 4954 §4, RFC 2034 §4.
 */

import type { CommandEvent, ReplyEvent } from '../events/index.ts';
import {
  authMechanisms,
  hasKeyword,
  keywordOf,
  lineLimit,
  mechanismFacts,
  mustEndGroup,
  parseCommand,
  TEXT_LINE_OCTETS,
  verbFacts,
} from '../protocol/index.ts';
import type { ConductFault } from '../problems/index.ts';
import type { SessionState } from '../protocol/index.ts';
import type { Opening, Scene } from '../sessions/index.ts';
import { findingsOf } from '../reading/index.ts';
import type { ToldEnding } from './judge-verdict.ts';

/** A fault with its place. `error`: a rule is broken; `warning`: it works, but should not be so. */
export interface Conduct {
  readonly side: 'client' | 'server';
  readonly severity: 'error' | 'warning';
  readonly line: number;
  readonly fault: ConductFault;
  readonly rule: string;
}

/** Judges a conversation; faults in the order of its lines. Of what is not shown nobody is accused. */
export function judgeConversation(
  scenes: readonly Scene[],
  { whole, shows }: Pick<Opening, 'whole' | 'shows'> = WHOLE,
  told: ToldEnding | null = null,
): readonly Conduct[] {
  const all = faultsOf(scenes);
  // Whose connection was closed could say no QUIT.
  const found = told === null ? all : all.filter(({ fault }) => fault.code !== 'no-quit');
  if (whole && shows.client && shows.server) return found;
  return found.filter(({ fault: { code } }) => {
    // Whether the line was encrypted, and how it ended, is not shown.
    if (!whole && (code === 'no-quit' || code === 'password-in-clear')) return false;
    return (shows.server || OF_ONE_LINE.includes(code)) && (shows.client || code === 'reply-contradicts');
  });
}

const WHOLE = { whole: true, shows: { client: true, server: true } } as const;
/** What a line shows by itself. */
const OF_ONE_LINE: readonly string[] = ['unknown-command', 'syntax', 'lenient', 'line-too-long'];

/** One line that is a keyword, and no name of a server: programs that show the last line of a reply alone. */
function isLastLineAlone({ lines }: ReplyEvent): boolean {
  return lines.length === 1 && LAST_LINE.test(lines[0] ?? '');
}

const OFFERED: readonly string[] = ['not-offered', 'pipelining-not-offered'];
const LAST_LINE =
  /^(?:HELP|SIZE(?: \d+)?|8BITMIME|PIPELINING|STARTTLS|DSN|CHUNKING|SMTPUTF8|ENHANCEDSTATUSCODES|AUTH[ =].*|BINARYMIME|ETRN|VRFY|XCLIENT.*|LIMITS .*|REQUIRETLS)$/i;

function faultsOf(scenes: readonly Scene[]): readonly Conduct[] {
  const found: Conduct[] = [];
  /** What the server offers is not shown. */
  let unseen = false;
  let last = 1;
  let ended = false;
  let before: string | null = null;
  for (const scene of scenes) {
    if (scene.kind !== 'event') continue;
    last = scene.line;
    const { event, state, notes } = scene;
    const add = (
      side: Conduct['side'],
      severity: Conduct['severity'],
      rule: string,
      fault: ConductFault,
    ): void => {
      found.push({ side, severity, line: scene.line, fault, rule });
    };
    if (event.kind === 'command') {
      if (notes.includes('out-of-order'))
        add('client', 'error', 'RFC 5321 §4.1.4', {
          code: 'out-of-order',
          detail: { verb: event.verb, phase: state.pending.last?.hoped ?? state.phase },
        });
      for (const one of commandFaults(event, state, event.grouped ? before : null)) {
        if (unseen && OFFERED.includes(one.fault.code)) continue;
        add('client', one.severity, one.rule, one.fault);
      }
      before = event.verb;
      ended ||= event.verb === 'QUIT';
    } else if (event.kind === 'reply') {
      ended ||= event.code === 421 || event.to === null;
      if (event.to === 'EHLO' || event.to === 'LHLO') unseen = isLastLineAlone(event);
      for (const one of replyFaults(event, state, notes)) add('server', one.severity, one.rule, one.fault);
    } else if (event.kind === 'letter' && event.wire.length > TEXT_LINE_OCTETS) {
      const fault = {
        code: 'line-too-long',
        detail: { octets: event.wire.length, max: TEXT_LINE_OCTETS },
      } as const;
      add('client', 'error', 'RFC 5321 §4.5.3.1.6', fault);
    }
  }
  const spoke = scenes.some((scene) => scene.kind === 'event' && scene.event.kind === 'command');
  if (spoke && !ended)
    found.push({
      side: 'client',
      severity: 'warning',
      line: last,
      fault: { code: 'no-quit', detail: {} },
      rule: 'RFC 5321 §4.1.1.10',
    });
  return found;
}

type Found = Pick<Conduct, 'severity' | 'rule' | 'fault'>;

/** `before` is the command of the same write that stands before it; null where it begins one. */
function commandFaults(event: CommandEvent, state: SessionState, before: string | null): readonly Found[] {
  const { verb, line } = event;
  if (state.phase === 'auth' && !/^AUTH\b/i.test(line)) return [];
  const found: Found[] = [];
  const fault = (severity: Found['severity'], rule: string, one: ConductFault): void => {
    found.push({ severity, rule, fault: one });
  };
  if (before !== null && mustEndGroup(before))
    fault('error', 'RFC 2920 §3.1', { code: 'group-goes-on', detail: { verb: before } });
  else if (before !== null && state.extended && !hasKeyword(state.capabilities, 'PIPELINING'))
    fault('error', 'RFC 2920 §3.1', { code: 'pipelining-not-offered', detail: { verb } });
  if (verbFacts(verb) === null) {
    fault('error', 'RFC 5321 §4.1.1', { code: 'unknown-command', detail: { verb } });
    return found;
  }
  const most = lineLimit(verb, state.capabilities);
  if (most !== null && event.bytes > most)
    fault('error', 'RFC 5321 §4.5.3.1.4', {
      code: 'line-too-long',
      detail: { octets: event.bytes, max: most },
    });
  const parsed = parseCommand(line);
  if (!parsed.ok) {
    // What a variable stands for may be anything.
    if (!event.hidden && !line.includes('{{'))
      fault('error', 'RFC 5321 §4.1.1', {
        code: 'syntax',
        detail: { verb, wanted: parsed.problem.wanted, offset: parsed.problem.offset },
      });
    return found;
  }
  for (const quirk of parsed.value.quirks)
    fault(quirk === 'trailing-space' ? 'warning' : 'error', 'RFC 5321 §4.1.2', {
      code: 'lenient',
      detail: { verb, quirk },
    });
  const wants = (keyword: string, what: string, rule: string): void => {
    // After HELO nothing was offered; before any greeting nothing is known.
    if (state.greetedName === null || hasKeyword(state.capabilities, keyword)) return;
    fault('error', rule, { code: 'not-offered', detail: { keyword, what } });
  };
  const command = parsed.value;
  if (command.kind === 'path')
    for (const { keyword } of command.parameters) wants(keywordOf(keyword), keyword, 'RFC 5321 §4.1.1.11');
  if (verb === 'STARTTLS') wants('STARTTLS', verb, 'RFC 3207 §4');
  if (verb === 'BDAT') wants('CHUNKING', verb, 'RFC 3030 §2');
  if (command.kind === 'auth') {
    const mechanism = command.mechanism;
    wants('AUTH', 'AUTH', 'RFC 4954 §4');
    const offered = authMechanisms(state.capabilities);
    if (offered.length > 0 && !offered.includes(mechanism.toUpperCase()))
      fault('error', 'RFC 4954 §4', { code: 'not-offered', detail: { keyword: 'AUTH', what: mechanism } });
    if (!state.encrypted && mechanismFacts(mechanism)?.exposes === true)
      fault('warning', 'RFC 4954 §9', { code: 'password-in-clear', detail: { mechanism } });
  }
  return found;
}

/** The one yes that these have (RFC 5321 §4.3.2, RFC 3207 §4). */
const ONLY_YES: Readonly<Record<string, number>> = {
  greeting: 220,
  EHLO: 250,
  HELO: 250,
  QUIT: 221,
  STARTTLS: 220,
};

/** RFC 2034 §4: no enhanced code is wanted in these. */
const WITHOUT_ENHANCED: readonly (string | null)[] = ['greeting', 'EHLO', 'HELO', 'LHLO', null];

function replyFaults(
  event: ReplyEvent,
  state: SessionState,
  notes: Extract<Scene, { kind: 'event' }>['notes'],
): readonly Found[] {
  const found: Found[] = [];
  const { code, to } = event;
  const fault = (severity: Found['severity'], rule: string, one: ConductFault): void => {
    found.push({ severity, rule, fault: one });
  };
  if (notes.includes('unasked-reply'))
    fault('error', 'RFC 5321 §4.2', { code: 'unasked-reply', detail: { reply: code } });
  if (notes.includes('impossible-reply'))
    fault('error', 'RFC 5321 §4.3.2', { code: 'impossible-reply', detail: { verb: to ?? '', reply: code } });
  const yes = ONLY_YES[to ?? ''];
  if (yes !== undefined && event.class === 2 && code !== yes)
    fault('error', 'RFC 5321 §4.3.2', {
      code: 'wrong-yes',
      detail: { verb: to ?? '', reply: code, wanted: yes },
    });
  if (
    to === 'EHLO' &&
    code === 250 &&
    state.encrypted &&
    event.lines.slice(1).some((line) => /^STARTTLS\b/i.test(line))
  )
    fault('error', 'RFC 3207 §4.2', { code: 'starttls-inside-tls', detail: {} });
  const wantsEnhanced =
    hasKeyword(state.capabilities, 'ENHANCEDSTATUSCODES') && !WITHOUT_ENHANCED.includes(to);
  if (wantsEnhanced && event.enhanced === null && event.class !== 3)
    fault('warning', 'RFC 2034 §4', { code: 'enhanced-missing', detail: { reply: code } });
  const text = event.lines.join(' ').replace(event.enhanced?.text ?? '', '');
  for (const finding of findingsOf({ code, enhanced: event.enhanced?.text ?? null, text }))
    fault('warning', 'RFC 3463 §3', { code: 'reply-contradicts', detail: { finding } });
  return found;
}
