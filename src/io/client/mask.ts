/**
 * What of a command may be shown: one mask for whatever a client says, however it came to say it. SECURITY: what is known to be a
 * secret where it was made is hidden; so is everything that the conversation's state says may be one (`sign-in-secrecy.ts`).
 */

import { Echoes } from '../../pure/events/index.ts';
import type { Draft } from '../../pure/events/index.ts';
import { hearClient, hearServer, HIDDEN, NO_SIGN_IN, Secret, verbOf } from '../../pure/protocol/index.ts';
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

/** The mask of one conversation. */
export class Mask {
  #secrecy: SignInSecrecy = NO_SIGN_IN;
  readonly #echoes = new Echoes();

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
    for (const { line, secret } of told) if (secret !== undefined) this.#echoes.add(secret.reveal(), line);
  }

  /** Takes in a reply; gives it as it may be shown: a server may repeat what it was told, in a challenge too. */
  heard(reply: Reply): Reply {
    this.#secrecy = hearServer(this.#secrecy, reply);
    const lines = this.#echoes.hide(reply.code, reply.lines);
    return lines === reply.lines ? reply : { ...reply, lines, raw: new Uint8Array(0) };
  }
}

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
