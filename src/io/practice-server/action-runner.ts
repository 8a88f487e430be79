/**
 * Does what the mind says, one action after the other, on a peer's socket. Some actions take time: while something is waited
 * for nothing else is done, and whoever reads must not read on.
 */

import { formatReply } from '../../pure/practice/index.ts';
import type { AcceptedLetter, Action } from '../../pure/practice/index.ts';
import type { CertificateKind, Observer, Peer } from '../server/index.ts';
import { Outlet } from './outlet.ts';

/** What the runner cannot do itself. */
export interface ActionRunnerPort {
  readonly readLetter: () => void;
  readonly readChunk: (size: number, last: boolean) => void;
  readonly accept: (letter: AcceptedLetter) => void;
  readonly startTls: () => void;
  /** The next handshake has a certificate with this fault. */
  readonly certificate: (kind: CertificateKind) => void;
  readonly isEncrypted: () => boolean;
  /** A wait is over, and all that was to be done is done. */
  readonly free: () => void;
}

/** An action, or a text that is already formatted. */
type Task = Action | { readonly kind: 'text'; readonly text: string };

export class ActionRunner {
  readonly #peer: Peer;
  readonly #observer: Observer | null;
  readonly #port: ActionRunnerPort;
  readonly #outlet: Outlet;
  readonly #waits = new Set<symbol>();
  #tasks: Task[] = [];
  #pace = 0;
  #hungUp = false;
  /** Whether the greeting is out. */
  greeted = false;
  #said = false;

  constructor(peer: Peer, observer: Observer | null, port: ActionRunnerPort) {
    this.#peer = peer;
    this.#observer = observer;
    this.#port = port;
    this.#outlet = new Outlet(peer);
  }

  /** True while something is waited for. */
  get busy(): boolean {
    return this.#waits.size > 0;
  }

  /** True once this side has ended the connection, or knows that it is over. */
  get hungUp(): boolean {
    return this.#hungUp;
  }

  /** True where so much was said that it should be written before more is. */
  get full(): boolean {
    return this.#outlet.full;
  }

  do(actions: readonly Action[]): void {
    this.#tasks.push(...actions);
    this.#work();
  }

  /** Forgets what was to be done and what was waited for, and does something else at once. */
  interrupt(actions: readonly Action[]): void {
    if (this.#hungUp) return;
    this.#tasks = [];
    this.#waits.clear();
    this.do(actions);
    this.flush();
  }

  /** Writes what was said. */
  flush(): void {
    if (!this.#outlet.flush() && !this.#hungUp) this.#outlet.onceDrained(this.wait());
  }

  drained(): void {
    this.#outlet.drained();
  }

  /** Begins to wait; what is returned ends it, unless it was interrupted. */
  wait(): () => void {
    const wait = Symbol();
    this.#waits.add(wait);
    return () => {
      if (!this.#waits.delete(wait) || this.#hungUp) return;
      this.#work();
      if (!this.busy && !this.#hungUp) this.#port.free();
    };
  }

  /** Waits for something, and goes on with it; where it fails the connection cannot go on, and is hung up. */
  await<T>(promise: Promise<T>, then: (value: T) => void): void {
    const goOn = this.wait();
    promise.then(
      (value) => {
        if (!this.#hungUp) then(value);
        goOn();
      },
      () => {
        this.#hangUp(false);
      },
    );
  }

  /** The connection is over. */
  stop(): void {
    this.#hungUp = true;
    this.#tasks = [];
    this.#outlet.stop();
  }

  /** Writes what was said, whatever becomes of it. */
  pour(): void {
    this.#outlet.flush();
  }

  #work(): void {
    while (!this.busy && !this.#hungUp) {
      const task = this.#tasks.shift();
      if (task === undefined) {
        // A greeting in pieces is over with the last of them.
        this.greeted ||= this.#said;
        return;
      }
      this.#carryOut(task);
    }
  }

  #carryOut(task: Task): void {
    switch (task.kind) {
      case 'reply':
        this.greeted = true;
        this.#observer?.reply(task.code, task.lines, task.recipient, this.#port.isEncrypted());
        this.#say(formatReply(task.code, task.lines));
        return;
      case 'raw':
        this.#said = true;
        this.#observer?.raw(task.octets);
        this.#outlet.say(task.octets);
        return;
      case 'text':
        this.#outlet.say(task.text);
        return;
      case 'read-letter':
        this.#port.readLetter();
        return;
      case 'read-chunk':
        this.#port.readChunk(task.size, task.last);
        return;
      case 'accept':
        this.#port.accept(task.letter);
        return;
      case 'start-tls':
        this.#port.startTls();
        return;
      case 'certificate':
        this.#port.certificate(task.certificate);
        return;
      case 'wait':
        this.flush();
        this.#outlet.after(task.milliseconds, this.wait());
        return;
      case 'cut':
        this.#outlet.cutAfter(task.octets);
        return;
      case 'pace':
        this.#pace = task.milliseconds;
        return;
      case 'endless':
        this.wait();
        this.#outlet.endless(`${task.code}-${task.line}\r\n`);
        return;
      case 'close':
        this.#hangUp(true);
        return;
      case 'drop':
        this.#hangUp(false, task.reset);
        return;
    }
  }

  #say(text: string): void {
    if (this.#pace === 0) {
      this.#outlet.say(text);
      return;
    }
    const slowly = [...text].flatMap((character): readonly Task[] => [
      { kind: 'text', text: character },
      { kind: 'wait', milliseconds: this.#pace },
    ]);
    this.#tasks.unshift(...slowly);
  }

  #hangUp(orderly: boolean, reset = false): void {
    if (this.#hungUp) return;
    this.#outlet.flush();
    this.#hungUp = true;
    this.#tasks = [];
    if (orderly) this.#peer.end();
    else this.#peer.destroy(reset);
  }
}
