/**
 * A tap between a stream and the TLS that runs over it: it sees the first octets before the TLS engine eats them, so that a
 * server which answers unencrypted text can be quoted, and it follows the records to know whether the end was announced.
 * Follows RFC 8446 §5.1 and RFC 5246 §6.2.1 (a record: type, version, length), §6.1 (close_notify).
 */

import { Duplex } from 'node:stream';
import { concatBytes } from '../../pure/protocol/index.ts';

/** Record types of TLS: change_cipher_spec, alert, handshake, application_data. */
const RECORD_TYPES = { first: 20, alert: 21, data: 23 } as const;
const HEADER_OCTETS = 5;
/** An encrypted alert of TLS 1.3: two octets, the hidden type, a tag of 16 (or of 8). */
const HIDDEN_ALERT_OCTETS: readonly number[] = [19, 11];
/** As much of a clear text as is kept for showing. */
const KEPT_OCTETS = 512;
/** How long to wait for the rest of a line of clear text. */
const LINE_MILLISECONDS = 200;

export interface Tap {
  /** What TLS runs over. */
  readonly stream: Duplex;
  /** Whether the last thing that came was an alert: the other side said that it ends. */
  readonly endedCleanly: () => boolean;
}

/**
 * Puts a tap on a stream. `early` came before and is read first. `onPlainText` is called, once, where the first octet that
 * comes is of no TLS record; then nothing of it is handed on.
 */
export function tapOf(
  under: Duplex,
  early: readonly Uint8Array[],
  onPlainText: (text: Uint8Array) => void,
): Tap {
  const records = new RecordWalker();
  let begun = false;
  const take = (chunk: Uint8Array): void => {
    if (!begun && chunk.length > 0 && !isRecord(chunk)) {
      under.off('data', take);
      collectLine(under, chunk, onPlainText);
      return;
    }
    begun = true;
    records.follow(chunk);
    if (!stream.push(chunk)) under.pause();
  };
  const stream = new Duplex({
    read: () => {
      under.resume();
    },
    write: (chunk: Uint8Array, _encoding, done) => {
      under.write(chunk, done);
    },
    final: (done) => {
      under.end();
      done();
    },
    destroy: (error, done) => {
      under.destroy();
      done(error);
    },
  });
  under.on('data', take);
  under.on('end', () => stream.push(null));
  under.on('error', (error) => stream.destroy(error));
  under.on('close', () => stream.destroy());
  for (const chunk of early) take(chunk);
  return { stream, endedCleanly: () => records.alerted };
}

function isRecord(chunk: Uint8Array): boolean {
  const type = chunk[0] ?? 0;
  return type >= RECORD_TYPES.first && type <= RECORD_TYPES.data + 1;
}

/** Reads on to the end of the line, or as long as it is worth it. */
function collectLine(under: Duplex, first: Uint8Array, done: (text: Uint8Array) => void): void {
  let text = first;
  const finish = (): void => {
    clearTimeout(timer);
    under.off('data', more);
    done(text.subarray(0, KEPT_OCTETS));
  };
  const more = (chunk: Uint8Array): void => {
    text = concatBytes([text, chunk]);
    if (text.includes(10) || text.length >= KEPT_OCTETS) finish();
  };
  const timer = setTimeout(finish, LINE_MILLISECONDS);
  under.on('data', more);
  under.once('end', finish);
  under.resume();
  more(new Uint8Array(0));
}

/** Follows the headers of records through any cutting, and remembers what the last whole one was. */
class RecordWalker {
  alerted = false;
  #header: number[] = [];
  #left = 0;

  follow(chunk: Uint8Array): void {
    let at = 0;
    while (at < chunk.length) {
      if (this.#left > 0) {
        const skipped = Math.min(this.#left, chunk.length - at);
        this.#left -= skipped;
        at += skipped;
        continue;
      }
      this.#header.push(chunk[at] ?? 0);
      at++;
      if (this.#header.length < HEADER_OCTETS) continue;
      const [type = 0, , , high = 0, low = 0] = this.#header;
      this.#left = high * 256 + low;
      this.alerted =
        type === RECORD_TYPES.alert ||
        (type === RECORD_TYPES.data && HIDDEN_ALERT_OCTETS.includes(this.#left));
      this.#header = [];
    }
  }
}
