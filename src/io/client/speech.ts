/**
 * What this side of a conversation says: told in the log as it may be shown, taken into the state, made octets. SECURITY: the one gate
 * of secrets. None goes out where it can be read on the way, or to somebody whose certificate proves nothing, unless that was asked for.
 */

import type { LabError } from '../../pure/problems/index.ts';
import { concatBytes, CR, encodeText, hasKeyword, HIDDEN, LF } from '../../pure/protocol/index.ts';
import type { Reply, SignInSecrecy } from '../../pure/protocol/index.ts';
import { WireError } from '../wire/index.ts';
import type { Channel } from './channel.ts';
import { Mask } from './mask.ts';
import type { Outgoing } from './mask.ts';
import { refuseControls } from './one-line.ts';

/** How a secret may go out: hidden from all but the other side, on this machine alone, as was asked for, or not at all. */
export type Privacy = 'encrypted' | 'local' | 'allowed' | 'none';

export class Speech {
  readonly #channel: Channel;
  readonly #mask = new Mask();
  /** Whether what is said here stays on this machine. */
  readonly #local: boolean;
  #warned = false;
  readonly #toldBare = new Set<'command' | 'reply'>();
  #last = '';
  /** Why the certificate of this connection is no proof for somebody who tells a secret; null where it is, or none was asked for. */
  unproven: LabError | null = null;

  constructor(channel: Channel, local: boolean) {
    this.#channel = channel;
    this.#local = local;
  }

  /** The command that was said last, as it may be shown. */
  get last(): string {
    return this.#last;
  }

  /** What of the next line would be secret. */
  get secrecy(): SignInSecrecy {
    return this.#mask.secrecy;
  }

  get privacy(): Privacy {
    const { state, options } = this.#channel;
    if (state.encrypted) return this.unproven === null ? 'encrypted' : 'none';
    return this.#local ? 'local' : options.allowPlaintextAuth === true ? 'allowed' : 'none';
  }

  /** Rejects where a secret must not go out here; nothing of it has been written then. */
  checkPrivacy(): void {
    if (this.privacy !== 'none') return;
    const { peer, state } = this.#channel;
    if (this.unproven !== null) {
      this.#channel.close('client', false);
      throw this.unproven;
    }
    const starttlsOffered = hasKeyword(state.capabilities, 'STARTTLS');
    throw new WireError('auth-needs-tls', { ...peer, starttlsOffered });
  }

  /** How a command that is about to be said may be called. */
  verbOf(outgoing: Outgoing | undefined): string {
    return outgoing === undefined ? '' : (this.#mask.judge([outgoing]).told[0]?.verb ?? '');
  }

  /**
   * Tells of commands and takes them into the state; the octets for the wire. Rejects where one has a secret that must not go out, or is
   * more than one line; none of them is sent then.
   */
  say(outgoings: readonly Outgoing[]): Uint8Array {
    refuseControls(outgoings);
    const octetsOf = ({ secret, line }: Outgoing): Uint8Array =>
      encodeText(`${secret?.reveal() ?? line}\r\n`);
    return concatBytes(this.#tell(outgoings, octetsOf));
  }

  /** Tells of a command whose octets are these, whatever they are. */
  sayOctets(outgoing: Outgoing, bytes: Uint8Array): void {
    this.#tell([outgoing], () => bytes);
    const last = bytes.length - 1;
    if (bytes[last] === LF && bytes[last - 1] !== CR) this.#tellBare('command');
  }

  #tellBare(of: 'command' | 'reply'): void {
    if (this.#toldBare.has(of)) return;
    this.#toldBare.add(of);
    this.#channel.emit({ kind: 'warning', code: 'bare-line-end', detail: { of } });
  }

  /** Whatever is odd about a reply that was told. */
  remarkOn({ quirks }: Reply): void {
    if (quirks.includes('bare-lf')) this.#tellBare('reply');
  }

  /** Takes in a reply; gives it as it may be shown. */
  heard(reply: Reply): Reply {
    return this.#mask.heard(reply);
  }

  #tell(outgoings: readonly Outgoing[], octetsOf: (outgoing: Outgoing) => Uint8Array): readonly Uint8Array[] {
    const { told, after } = this.#mask.judge(outgoings);
    // What somebody types is asked for by the typing.
    if (told.some(({ hidden }, at) => hidden && outgoings[at]?.from !== 'typed')) this.checkPrivacy();
    else if (told.some(({ hidden }) => hidden)) this.#warnOnce();
    this.#mask.said(told, after);
    return outgoings.map((outgoing, at) => {
      const bytes = octetsOf(outgoing);
      const command = told[at] ?? { verb: outgoing.verb, line: HIDDEN, hidden: true };
      this.#last = command.line;
      this.#channel.advance({ kind: 'command', verb: command.verb, line: command.line });
      this.#channel.emit({ kind: 'command', bytes: bytes.length, grouped: at > 0, ...command });
      return bytes;
    });
  }

  /** What somebody types goes out: that it can be read on the way is said, once. */
  #warnOnce(): void {
    if (this.#warned || this.privacy === 'encrypted' || this.privacy === 'local') return;
    this.#warned = true;
    const detail = { host: this.#channel.peer.host, loopback: false };
    this.#channel.emit({ kind: 'warning', code: 'plaintext-auth', detail });
  }
}
