/**
 * What a rule does, as actions. A rule may stand in for the usual, or put something around it: a wait in front, a cut into
 * the middle, silence behind. Whatever it says counts for the order of the session as the reply that it is.
 */

import { encodeText } from '../protocol/index.ts';
import type { Action } from './actions.ts';
import type { GivenReply } from './replies.ts';
import type { Deed } from './scenario.ts';

/** What the mind lends to a rule. */
export interface Means {
  readonly usual: () => readonly Action[];
  readonly say: (reply: GivenReply) => readonly Action[];
  /** Octets were said that the mind has to make out itself. */
  readonly said: (octets: Uint8Array) => void;
  readonly fallSilent: () => void;
}

/** The actions of all deeds, in order. */
export function perform(deeds: readonly Deed[], means: Means): readonly Action[] {
  return deeds.flatMap((deed) => one(deed, means));
}

function one(deed: Deed, means: Means): readonly Action[] {
  switch (deed.kind) {
    case 'usual':
      return means.usual();
    case 'reply':
      return means.say(deed.reply);
    case 'wait':
      return [{ kind: 'wait', milliseconds: deed.milliseconds }];
    case 'raw': {
      const octets = encodeText(deed.text);
      means.said(octets);
      return [{ kind: 'raw', octets }];
    }
    case 'part':
      return [{ kind: 'cut', octets: deed.octets }, ...means.usual(), { kind: 'drop', reset: false }];
    case 'trickle':
      return [
        { kind: 'pace', milliseconds: deed.milliseconds },
        ...means.usual(),
        { kind: 'pace', milliseconds: 0 },
      ];
    case 'endless':
      return [{ kind: 'endless', code: deed.reply.code, line: deed.reply.lines[0] ?? '' }];
    case 'hide':
      return means.usual().map((action) => without(action, deed.keywords));
    case 'certificate':
      return [{ kind: 'certificate', certificate: deed.certificate }, ...means.usual()];
    case 'close':
      means.fallSilent();
      return [{ kind: 'close' }];
    case 'drop':
      means.fallSilent();
      return [{ kind: 'drop', reset: deed.reset }];
    case 'tls':
      return [{ kind: 'start-tls' }];
    case 'silence':
      means.fallSilent();
      return [];
  }
}

/** A reply to EHLO without the lines of these keywords; the first line is a name. */
function without(action: Action, keywords: readonly string[]): Action {
  return action.kind === 'reply' ? { ...action, lines: withoutKeywords(action.lines, keywords) } : action;
}

export function withoutKeywords(lines: readonly string[], keywords: readonly string[]): readonly string[] {
  const [name, ...offers] = lines;
  const kept = offers.filter((line) => !keywords.includes((/^[^ =]*/.exec(line)?.[0] ?? '').toUpperCase()));
  return name === undefined ? [] : [name, ...kept];
}
