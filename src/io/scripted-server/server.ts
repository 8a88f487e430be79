/**
 * A session file played as the server: its `S:` lines go out, each `C:` line is held against what the client says, over as many
 * connections as it has. Stands on `listen` and `Peer`, as the practice server does.
 */

import { compile, RunVariables, walk } from '../../pure/sessions/index.ts';
import type { SessionFile, Span } from '../../pure/sessions/index.ts';
import type { Peer, PeerQueue } from '../server/index.ts';
import { ScriptPart } from './part.ts';
import type { ScriptSetting } from './setting.ts';

/**
 * Plays a file to a client; `others` are its further connections, in the order in which the file has them. Resolves to whether the client
 * kept to it; never rejects for what a client did.
 */
export async function playServer(
  peer: Peer,
  others: PeerQueue,
  file: SessionFile,
  setting: ScriptSetting,
): Promise<boolean> {
  const play = new ServerPlay(peer, others, file, setting);
  try {
    return await play.run();
  } finally {
    play.leave();
  }
}

class ServerPlay {
  readonly #first: Peer;
  readonly #others: PeerQueue;
  readonly #file: SessionFile;
  readonly #setting: ScriptSetting;
  readonly #peers: Peer[] = [];
  readonly #parts = new Map<number, ScriptPart>();
  readonly #captures = new Map<string, string>();
  readonly #names: RunVariables;

  constructor(peer: Peer, others: PeerQueue, file: SessionFile, setting: ScriptSetting) {
    this.#first = peer;
    this.#others = others;
    this.#file = file;
    this.#setting = setting;
    this.#names = new RunVariables(setting.variables, this.#captures);
  }

  async run(): Promise<boolean> {
    let current = await this.#begin(1, this.#first);
    const { steps } = compile(this.#file);
    for (const step of walk(steps, (connection) => this.#parts.get(connection)?.code ?? null)) {
      this.#names.bind(step.values);
      const part =
        this.#parts.get(step.connection) ?? (await this.#wait(step.connection, current, step.span));
      if (part === null) return false;
      if (part !== current) await current.pause();
      current = part;
      await part.take(step);
      if (!part.ok) break;
    }
    for (const part of this.#parts.values()) await part.end();
    return [...this.#parts.values()].every(({ ok }) => ok);
  }

  leave(): void {
    for (const peer of this.#peers) peer.destroy();
    this.#others.close();
  }

  async #begin(connection: number, peer: Peer): Promise<ScriptPart> {
    this.#peers.push(peer);
    const { observer } = this.#setting;
    const own = { ...this.#setting, observer: observer(connection) };
    const part = new ScriptPart(peer, this.#file, own, { names: this.#names, captures: this.#captures });
    this.#parts.set(connection, part);
    await part.begin();
    return part;
  }

  /** The client opens another connection; null where it does not, which is told. */
  async #wait(connection: number, current: ScriptPart, span: Span): Promise<ScriptPart | null> {
    await current.pause();
    const peer = await this.#others.next();
    if (peer !== null) return this.#begin(connection, peer);
    const file = span.file ?? this.#file.name;
    this.#setting.told({ file, span, ok: false, wanted: `connections: ${connection}`, came: '', after: '' });
    for (const part of this.#parts.values()) await part.end();
    return null;
  }
}
