/** The letters of a log as a reader sees them, each told once it is over. What is kept of one is bounded. */

import { readForRules } from '../../io/letters/index.ts';
import type { LabEvent, VerdictEvent } from '../../pure/events/index.ts';
import { LetterDecoder } from '../../pure/protocol/index.ts';

const MOST_OCTETS = 262_144;
const MOST_TEXT = 20_000;
const MOST_FIELDS = 40;

export interface SeenLetter {
  readonly connection: number;
  readonly fields: readonly { readonly name: string; readonly value: string }[];
  readonly text: string;
  readonly octets: number;
  readonly verdict: VerdictEvent | null;
  /** What a gateway told of it, or the code of the reply to its end. */
  readonly outcome: string | number;
}

interface Begun {
  /** As they came over the wire. */
  readonly pieces: Uint8Array[];
  kept: number;
  /** Null until it is over. */
  end: { readonly via: 'DATA' | 'BDAT'; readonly bytes: number } | null;
  verdict: VerdictEvent | null;
}

/** Hears a log; tells of each letter. */
export class LettersSeen {
  readonly #tell: (letter: SeenLetter) => void;
  readonly #begun = new Map<number, Begun>();

  constructor(tell: (letter: SeenLetter) => void) {
    this.#tell = tell;
  }

  event(event: LabEvent): void {
    const { connection = 0, leg } = event;
    if (leg === 'server') return;
    const begun = this.#begun.get(connection);
    switch (event.kind) {
      case 'letter':
        this.#take(connection, event.wire);
        return;
      case 'data':
        if (begun !== undefined) begun.end = event;
        return;
      case 'verdict':
        if (begun !== undefined) begun.verdict = event;
        return;
      case 'message':
        this.#end(connection, event.outcome);
        return;
      case 'reply':
        // A gateway tells of the letter itself.
        if (leg === undefined && begun !== undefined && begun.end !== null) this.#end(connection, event.code);
        return;
      case 'close':
        this.#begun.delete(connection);
        return;
      default:
    }
  }

  #take(connection: number, wire: Uint8Array): void {
    const begun = this.#begun.get(connection) ?? {
      pieces: [],
      kept: 0,
      end: null,
      verdict: null,
    };
    this.#begun.set(connection, begun);
    if (begun.kept >= MOST_OCTETS) return;
    begun.pieces.push(wire.slice(0, MOST_OCTETS - begun.kept));
    begun.kept += wire.length;
  }

  #end(connection: number, outcome: string | number): void {
    const begun = this.#begun.get(connection);
    this.#begun.delete(connection);
    // One that was broken off is no letter.
    if (begun === undefined || begun.end === null) return;
    const { pieces, verdict } = begun;
    const { via, bytes: octets } = begun.end;
    const wire = Buffer.concat(pieces);
    // Chunks have no doubled dots (RFC 3030 §2).
    void readForRules(via === 'BDAT' ? wire : new LetterDecoder().push(wire).text).then(
      ({ fields, text }) => {
        this.#tell({
          connection,
          fields: fields
            .slice(0, MOST_FIELDS)
            .map(({ name, decoded }) => ({ name, value: decoded.slice(0, 1000) })),
          text: text.slice(0, MOST_TEXT),
          octets,
          verdict,
          outcome,
        });
      },
    );
  }
}
