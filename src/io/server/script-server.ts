/**
 * A session file played as the server: its `S:` lines go out, each `C:` line is held against what the client says. One file a
 * connection, in turn; what strays is told with its place. Stands on `listen` and `Peer`, as the practice server does.
 */

import {
  accountOf,
  expand,
  isAnything,
  matchCommand,
  SignInWatch,
  sideOf,
} from '../../pure/sessions/index.ts';
import type {
  BadCertificate,
  ClientLine,
  Directive,
  ServerLine,
  SessionFile,
  Span,
  Variables,
} from '../../pure/sessions/index.ts';
import { concatBytes, encodeBase64, encodeText } from '../../pure/protocol/index.ts';
import type { Account } from '../../pure/practice/index.ts';
import { labCertificate } from './certificates.ts';
import type { CertificateKind } from './certificates.ts';
import type { Peer } from './peer.ts';
import { PeerLines } from './peer-lines.ts';
import { openProofs } from './proofs.ts';
import type { ScriptSetting } from './script-setting.ts';
import { SignInJudge } from './sign-in-judge.ts';

const CERTIFICATES: Readonly<Record<BadCertificate, CertificateKind>> = {
  expired: 'expired',
  'not-yet-valid': 'not-yet-valid',
  'wrong-name': 'wrong-name',
  'self-signed': 'self-signed',
  'unknown-issuer': 'unknown-issuer',
};

/** Plays a file to one client. Resolves to whether the client kept to it; never rejects for what a client did. */
export async function playServer(peer: Peer, file: SessionFile, setting: ScriptSetting): Promise<boolean> {
  const play = new ServerPlay(peer, file, setting);
  try {
    return await play.run();
  } finally {
    peer.destroy();
  }
}

class ServerPlay {
  readonly #peer: Peer;
  readonly #lines: PeerLines;
  readonly #file: SessionFile;
  readonly #setting: ScriptSetting;
  readonly #captures = new Map<string, string>();
  #group: Uint8Array[] = [];
  #sizes: readonly number[] = [];
  #pace = 0;
  /** Between a 354 that was sent and the lone dot. */
  #inLetter = false;
  #lastCommand = '';
  #ok = true;
  readonly #watch = new SignInWatch();
  /** What was captured comes before what was given. */
  readonly #variables: Variables;

  constructor(peer: Peer, file: SessionFile, setting: ScriptSetting) {
    this.#peer = peer;
    this.#lines = new PeerLines(peer);
    this.#file = file;
    this.#setting = setting;
    const { variables } = setting;
    this.#variables = { ...variables, get: (name) => this.#captures.get(name) ?? variables.get(name) };
  }

  async run(): Promise<boolean> {
    for (const line of this.#file.lines) {
      switch (line.kind) {
        case 'server':
          if (line.mode !== 'optional') this.#group.push(this.#reply(line));
          break;
        case 'raw': {
          const { bytes, text } = expand(line.parts, this.#setting.variables);
          if (line.side === 'server') {
            this.#group.push(bytes);
            break;
          }
          await this.#flush();
          const came = await this.#lines.octets(bytes.length);
          const lines = Buffer.from(came).toString().split('\r\n');
          const shown = lines.map((one) => this.#watch.client(one).shown).join('\r\n');
          this.#tell(line.span, Buffer.from(came).equals(bytes), text, shown);
          break;
        }
        case 'client':
          await this.#flush();
          await this.#expect(line);
          break;
        case 'file':
        case 'literal':
          await this.#flush();
          await this.#skipLetter(null);
          break;
        case 'directive':
          await this.#direct(line.directive, line.span);
          break;
        default:
          break;
      }
      if (!this.#ok || this.#lines.over) break;
    }
    await this.#flush();
    return this.#ok;
  }

  /** A reply as it is sent: a code where a set was written, nothing for what may be anything. */
  #reply(line: ServerLine): Uint8Array {
    const [first = '250'] = line.codes.alternatives;
    const code = first.includes('x') ? this.#codeFor(first) : first;
    const { text } = expand(line.parts, { ...this.#variables, get: (name) => this.#value(name, code) });
    const content = line.tail === null ? text : text.trimEnd();
    this.#inLetter = code === '354';
    const separator = line.separator === '' && content !== '' ? ' ' : line.separator;
    this.#say(`${code}${separator}${content}`);
    return encodeText(`${code}${separator}${content}\r\n`);
  }

  /** The code that the state calls for. */
  #codeFor(set: string): string {
    if (set.startsWith('3')) return /^AUTH/i.test(this.#lastCommand) ? '334' : '354';
    if (set.startsWith('2'))
      return /^QUIT/i.test(this.#lastCommand) ? '221' : this.#lastCommand === '' ? '220' : '250';
    return set.replace(/x/g, '0').replace(/^([45])00$/, '$150');
  }

  #value(name: string, code: string): string | undefined {
    const known = this.#variables.get(name);
    if (known !== undefined) return known;
    const token = `${name}${this.#captures.size + 1}`;
    // A challenge is base64 (RFC 4954 §4).
    const made = code === '334' ? encodeBase64(encodeText(`<${token}@${this.#setting.hostname}>`)) : token;
    this.#captures.set(name, made);
    return made;
  }

  async #flush(): Promise<void> {
    if (this.#group.length === 0) return;
    let left = concatBytes(this.#group.splice(0));
    const sizes =
      this.#pace > 0
        ? Array.from({ length: Math.ceil((left.length * 10) / this.#pace) }, () =>
            Math.max(1, this.#pace / 10),
          )
        : this.#sizes;
    for (const size of sizes) {
      this.#peer.write(left.slice(0, size));
      left = left.slice(size);
      await pause(this.#pace > 0 ? 100 : 10);
    }
    this.#sizes = [];
    if (left.length > 0) this.#peer.write(left);
  }

  async #expect(line: ClientLine): Promise<void> {
    if (this.#inLetter && isAnything(line)) {
      await this.#skipLetter(line);
      return;
    }
    const came = await this.#lines.line();
    if (came === null) {
      this.#tell(line.span, false, this.#shown(line), '');
      return;
    }
    const shown = this.#heard(came);
    if (this.#inLetter && came === '.') this.#inLetter = false;
    if (!this.#inLetter) this.#lastCommand = came;
    const known = (name: string): string | undefined => this.#variables.get(name);
    const filled = { ...line, parts: this.#filled(line) };
    const { difference, captures } = matchCommand(filled, came, { known, regex: this.#setting.regex });
    for (const [name, value] of captures) this.#captures.set(name, value);
    this.#tell(
      difference?.span ?? line.span,
      difference === null,
      difference?.wanted ?? this.#shown(line),
      shown,
    );
  }

  /** Holes that are made of variables are compared by what they make; captures and `{{*}}` stay. */
  #filled(line: ClientLine): ClientLine['parts'] {
    return line.parts.map((part) => {
      if (part.kind === 'text' || part.expression.kind === 'any') return part;
      if (part.expression.kind === 'name' && part.filters.length === 0) return part;
      const { text } = expand([part], this.#variables);
      return { kind: 'text', text, span: part.span };
    });
  }

  #shown(line: ClientLine): string {
    return expand(line.parts, this.#variables).shown;
  }

  async #skipLetter(line: ClientLine | null): Promise<void> {
    for (let came = await this.#lines.line(); came !== '.'; came = await this.#lines.line()) {
      if (came === null) {
        if (line !== null) this.#tell(line.span, false, '.', '');
        return;
      }
      this.#heard(came);
    }
    this.#heard('.');
    this.#inLetter = false;
    this.#lastCommand = '.';
  }

  async #direct(directive: Directive, span: Span): Promise<void> {
    const { player = 'server' } = this.#setting;
    switch (directive.name) {
      case 'split':
        this.#sizes = directive.sizes;
        return;
      case 'slow':
        this.#pace = directive.octetsPerSecond;
        return;
      case 'tls': {
        await this.#flush();
        const kind = directive.bad === null ? 'good' : CERTIFICATES[directive.bad];
        await this.#lines.startTls(labCertificate(this.#setting.hostname, kind));
        return;
      }
      case 'auth': {
        await this.#flush();
        const { user, secret } = accountOf(directive, this.#variables);
        await this.#signIn({ user, password: secret, token: secret }, span);
        return;
      }
      case 'wait':
        await this.#flush();
        await pause(directive.milliseconds);
        return;
      case 'close':
      case 'reset':
        await this.#flush();
        if (sideOf(directive, this.#file, player) === 'server') this.#lines.leave(directive.name === 'reset');
        return;
      case 'stall':
        await this.#flush();
        if (sideOf(directive, this.#file, player) === 'server') await this.#lines.gone();
        return;
      case 'closed':
        await this.#flush();
        if (sideOf(directive, this.#file, player) === 'server') this.#lines.leave(false);
        else this.#tell(span, (await this.#lines.line()) === null, '@closed', '');
        return;
      default:
        return;
    }
  }

  /** A sign-in by rule: the practice server's mind checks it, whatever the client's nonce. */
  async #signIn(account: Account & { readonly token: string }, span: Span): Promise<void> {
    const judge = new SignInJudge(account, await openProofs([account]));
    for (;;) {
      const came = await this.#lines.line();
      if (came === null) {
        this.#tell(span, false, '@auth', '');
        return;
      }
      this.#heard(came);
      const reply = judge.answer(came);
      this.#say(reply.text);
      this.#peer.write(encodeText(`${reply.text}\r\n`));
      if (reply.code === 334) continue;
      this.#tell(span, reply.code === 235, '235', reply.text);
      return;
    }
  }

  #say(line: string): void {
    this.#watch.server(line);
    this.#setting.said({ side: 'server', line, template: '' });
  }

  /** How a line that came may be shown. */
  #heard(line: string): string {
    const { shown, template } = this.#watch.client(line);
    this.#setting.said({ side: 'client', line: shown, template });
    return shown;
  }

  #tell(span: Span, ok: boolean, wanted: string, came: string): void {
    if (!ok) this.#ok = false;
    this.#setting.told({ file: this.#file.name, span, ok, wanted, came });
  }
}

function pause(milliseconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds));
}
