/**
 * What of a command may be shown: one mask for whatever a client says, however it came to say it. SECURITY: what is known to be a
 * secret where it was made is hidden; so is everything that the conversation's state says may be one (`sign-in-secrecy.ts`).
 */

import { createRedactor } from '../../pure/events/index.ts';
import type { Draft } from '../../pure/events/index.ts';
import { decodeBase64, decodeText, encodeBase64, encodeText, HIDDEN } from '../../pure/protocol/index.ts';
import {
  hearClient,
  hearServer,
  NO_SIGN_IN,
  Secret,
  secretTexts,
  verbOf,
} from '../../pure/protocol/index.ts';
import type { JudgedLine, Reply, SignInSecrecy } from '../../pure/protocol/index.ts';

/** A command to be sent. `secret` is the clear line where `line` hides something. */
export interface Outgoing {
  readonly verb: string;
  readonly line: string;
  readonly secret?: Secret;
  readonly template?: string;
  readonly decoded?: string;
  /** `name`: the user's name as it was given, which is shown though it belongs to a sign-in. `typed`: a person's own line. */
  readonly from?: 'name' | 'typed';
}

/** A command as it is told of. */
export interface Told extends Omit<Outgoing, 'from'> {
  readonly hidden: boolean;
}

/** So many secrets of one conversation are looked for in what its server says. */
const MOST_ECHOED = 20;

/** The mask of one conversation. */
export class Mask {
  #secrecy: SignInSecrecy = NO_SIGN_IN;
  readonly #echoes = createRedactor();
  #sought = 0;

  get secrecy(): SignInSecrecy {
    return this.#secrecy;
  }

  /** Commands as they may be told of, and where the conversation stands after them. Nothing is changed yet. */
  judge(outgoings: readonly Outgoing[]): { readonly told: readonly Told[]; readonly after: SignInSecrecy } {
    let after = this.#secrecy;
    const told = outgoings.map((outgoing) => {
      const judged = hearClient(after, outgoing.secret?.reveal() ?? outgoing.line);
      after = judged.secrecy;
      return masked(outgoing, judged);
    });
    return { told, after };
  }

  /** They were said. */
  said(told: readonly Told[], after: SignInSecrecy): void {
    this.#secrecy = after;
    for (const { line, secret } of told) {
      if (secret === undefined || this.#sought++ >= MOST_ECHOED) continue;
      const at = line.indexOf(HIDDEN);
      const clear = secret.reveal().slice(Math.max(0, at));
      for (const text of new Set([...secretTexts(clear, true), ...clear.toUpperCase().split(' ')]))
        this.#echoes.add(text.trim());
    }
  }

  /** Takes in a reply; gives it as it may be shown: a server may repeat what it was told, in a challenge too. */
  heard(reply: Reply): Reply {
    this.#secrecy = hearServer(this.#secrecy, reply);
    if (!this.#echoes.knowsAny()) return reply;
    const lines = reply.lines.map((line) => this.#shown(line, reply.code === CHALLENGE));
    return lines.some((line, at) => line !== reply.lines[at])
      ? { ...reply, lines, raw: new Uint8Array(0) }
      : reply;
  }

  #shown(line: string, isChallenge: boolean): string {
    const octets = isChallenge ? decodeBase64(line.trim()) : null;
    if (octets === null) return this.#echoes.redact(line);
    const clear = decodeText(octets);
    const shown = this.#echoes.redact(clear);
    // It stays a challenge, so that the rest of it can be read.
    return shown === clear ? this.#echoes.redact(line) : encodeBase64(encodeText(shown));
  }
}

const CHALLENGE = 334;

function masked(outgoing: Outgoing, judged: JudgedLine): Told {
  const { verb, line, secret, template, decoded } = outgoing;
  if (judged.from < 0 || outgoing.from === 'name') {
    const shown = decoded ?? (secret === undefined ? judged.name : null);
    const told: Draft<Told> = { verb, line, hidden: secret !== undefined };
    if (secret !== undefined) told.secret = secret;
    if (template !== undefined) told.template = template;
    if (shown !== null) told.decoded = shown;
    return told;
  }
  const clear = secret?.reveal() ?? line;
  const start = clear.slice(0, judged.from);
  // What was hidden already stays hidden.
  const shown = secret === undefined || line.startsWith(start) ? start + HIDDEN : HIDDEN;
  const written =
    template !== undefined && isMadeOfVariables(template, start)
      ? template
      : judged.template === ''
        ? ''
        : start + judged.template;
  return {
    // The first word may be the secret.
    verb: verbOf(shown) === verb ? verb : 'AUTH',
    line: shown,
    hidden: true,
    secret: secret ?? new Secret(clear),
    ...(written === '' ? {} : { template: written }),
  };
}

/** Whether nothing of what is hidden stands in a template as it is. */
function isMadeOfVariables(template: string, start: string): boolean {
  return template.startsWith(start) && /^(?:\s*\{\{[^"{}]*\}\}\s*)+$/.test(template.slice(start.length));
}
