/**
 * The replies of a scripted server: the code that a set stands for, nothing for what may be anything, a token where a capture stands.
 * Follows RFC 4954 §4 (a challenge is base64).
 */

import { expand, saidCode } from '../../pure/sessions/index.ts';
import type { ReplyStep, ServerLine, Variables } from '../../pure/sessions/index.ts';
import { concatBytes, encodeBase64, encodeText } from '../../pure/protocol/index.ts';
import type { SessionState } from '../../pure/protocol/index.ts';
import { tokenOf } from './lines.ts';

/** A line of a reply, for the wire, and as it may be shown. */
export interface SaidLine {
  readonly code: number;
  readonly octets: Uint8Array;
  /** Behind the code and its separator. */
  readonly text: string;
  readonly shown: string;
}

export class ScriptReplies {
  readonly #seed: string;
  readonly #hostname: string;
  readonly #variables: Variables;
  readonly #captures: Map<string, string>;

  constructor(
    { seed, hostname }: { readonly seed: string; readonly hostname: string },
    variables: Variables,
    captures: Map<string, string>,
  ) {
    this.#seed = seed;
    this.#hostname = hostname;
    this.#variables = variables;
    this.#captures = captures;
  }

  /** A line as it is said where the conversation stands so. */
  line(line: ServerLine, { to, code: taken }: ReplyStep, state: SessionState): SaidLine {
    // Where the client may say anything, the code is the one that its command calls for.
    const isKnown = to === 'greeting' || to?.verb === state.pending.first?.verb;
    const code = isKnown ? taken : saidCode(line.codes, state);
    const made = expand(line.parts, { ...this.#variables, get: (name) => this.#value(name, code) });
    const content = (text: string): string => {
      const kept = line.tail === null ? text : text.trimEnd();
      return (line.separator === '' && kept !== '' ? ' ' : line.separator) + kept;
    };
    // The text of octets that are no UTF-8 is not what goes out.
    const inText = encodeText(made.text).length === made.bytes.length;
    const octets = inText
      ? encodeText(`${code}${content(made.text)}\r\n`)
      : concatBytes([encodeText(`${code}${line.separator}`), made.bytes, encodeText('\r\n')]);
    return { code, octets, text: content(made.shown).slice(1), shown: `${code}${content(made.shown)}` };
  }

  #value(name: string, code: number): string | undefined {
    const known = this.#variables.get(name);
    if (known !== undefined) return known;
    const token = tokenOf(`${this.#seed}/${name}/${this.#captures.size}`);
    const made = code === CHALLENGE ? encodeBase64(encodeText(`<${token}@${this.#hostname}>`)) : token;
    this.#captures.set(name, made);
    return made;
  }
}

const CHALLENGE = 334;
