/**
 * A session file played as the server: its `S:` lines go out, each `C:` line is held against what the client says. One file a
 * connection, in turn; what strays is told with its place. Stands on `listen` and `Peer`, as the practice server does.
 */

import {
  accountOf,
  expand,
  isAnything,
  literalLines,
  matchCommand,
  sideOf,
  withCaptures,
} from '../../pure/sessions/index.ts';
import type {
  ClientLine,
  Directive,
  DirectiveLine,
  FileLine,
  RawLine,
  ServerLine,
  SessionFile,
  Span,
  Variables,
} from '../../pure/sessions/index.ts';
import { LabError } from '../../pure/problems/index.ts';
import { encodeBase64, encodeText } from '../../pure/protocol/index.ts';
import type { Account } from '../../pure/practice/index.ts';
import { labCertificate } from './certificates.ts';
import type { CertificateKind } from './certificates.ts';
import type { Peer } from './peer.ts';
import { PeerLines } from './peer-lines.ts';
import type { PeerLine } from './peer-lines.ts';
import { codeFor, lineAsShown, linesOfLetter, linesOfOctets, secretsOf, tokenOf } from './script-lines.ts';
import { ScriptLog } from './script-log.ts';
import type { ScriptSetting } from './script-setting.ts';
import { pause, ScriptWriter } from './script-writer.ts';
import { judgeSignIn } from './sign-in-judge.ts';

/** Plays a file to one client. Resolves to whether the client kept to it; never rejects for what a client did. */
export async function playServer(peer: Peer, file: SessionFile, setting: ScriptSetting): Promise<boolean> {
  const play = new ServerPlay(peer, file, setting);
  try {
    return await play.run();
  } finally {
    peer.destroy();
  }
}

/** What is about the lines to come, or only about the file. */
const WAITS_FOR_NOTHING: readonly string[] = ['split', 'slow', 'within', 'after', 'note', 'why', 'include'];

class ServerPlay {
  readonly #peer: Peer;
  readonly #lines: PeerLines;
  readonly #file: SessionFile;
  readonly #setting: ScriptSetting;
  readonly #log: ScriptLog;
  readonly #writer: ScriptWriter;
  readonly #captures = new Map<string, string>();
  /** What was captured comes before what was given. */
  readonly #variables: Variables;
  /** How long the next line may take, from when it could be said. */
  #within: { readonly milliseconds: number; readonly text: string } | null = null;
  /** The last reply, for whoever reads where a client strayed. */
  #said = '';
  #left: 'client' | 'server' = 'client';
  #ok = true;

  readonly #secrets: ReturnType<typeof secretsOf>;

  constructor(peer: Peer, file: SessionFile, setting: ScriptSetting) {
    this.#secrets = secretsOf(file);
    this.#peer = peer;
    this.#lines = new PeerLines(peer);
    this.#file = file;
    this.#setting = setting;
    this.#writer = new ScriptWriter(peer);
    this.#log = new ScriptLog(setting.observer, file.front.dialect);
    this.#variables = withCaptures(setting.variables, this.#captures);
  }

  async run(): Promise<boolean> {
    this.#log.connected(this.#peer);
    if (this.#setting.implicitTls === true) await this.#encrypt('good', 'implicit');
    for (const line of this.#file.lines) {
      switch (line.kind) {
        case 'server':
          // It was about this reply: for whoever plays the client.
          this.#within = null;
          if (line.mode !== 'optional') this.#writer.add(this.#reply(line));
          break;
        case 'raw':
          if (line.side === 'server') {
            const { bytes } = expand(line.parts, this.#variables);
            this.#log.saidOctets(bytes);
            this.#writer.add(bytes);
            break;
          }
          await this.#writer.flush();
          await this.#octets(line);
          break;
        case 'client':
          await this.#writer.flush();
          if (this.#log.inLetter && isAnything(line)) await this.#anyLetter(line);
          else await this.#expect(line);
          break;
        case 'literal':
          await this.#writer.flush();
          await this.#letter(literalLines(line.body), line.span);
          break;
        case 'file':
          await this.#writer.flush();
          await this.#letterOf(line);
          break;
        case 'directive':
          await this.#direct(line, line.directive);
          break;
        default:
          break;
      }
      if (!this.#ok || this.#lines.over) break;
    }
    await this.#writer.flush();
    this.#log.closed(this.#left);
    return this.#ok;
  }

  /** A reply as it is sent: a code where a set was written, nothing for what may be anything. */
  #reply(line: ServerLine): Uint8Array {
    const [first = '250'] = line.codes.alternatives;
    const code = first.includes('x') ? codeFor(first, this.#log.asked) : first;
    const made = expand(line.parts, { ...this.#variables, get: (name) => this.#value(name, code) });
    const content = (text: string): string => {
      const kept = line.tail === null ? text : text.trimEnd();
      return (line.separator === '' && kept !== '' ? ' ' : line.separator) + kept;
    };
    this.#said = code + content(made.shown);
    this.#log.said(Number(code), line.separator !== '-', content(made.shown).slice(1));
    return encodeText(`${code}${content(made.text)}\r\n`);
  }

  #value(name: string, code: string): string | undefined {
    const known = this.#variables.get(name);
    if (known !== undefined) return known;
    const token = tokenOf(`${this.#setting.seed}/${name}/${this.#captures.size}`);
    // A challenge is base64 (RFC 4954 §4).
    const made = code === '334' ? encodeBase64(encodeText(`<${token}@${this.#setting.hostname}>`)) : token;
    this.#captures.set(name, made);
    return made;
  }

  /** The next line, and whether it came in time. */
  async #next(): Promise<{ readonly line: PeerLine | null; readonly late: string }> {
    const within = this.#within;
    this.#within = null;
    if (within === null) return { line: await this.#lines.line(), late: '' };
    const asked = performance.now();
    const timer = setTimeout(() => {
      this.#lines.leave(false);
    }, within.milliseconds);
    const line = await this.#lines.line();
    clearTimeout(timer);
    const late = performance.now() - asked >= within.milliseconds;
    if (late) this.#left = 'server';
    return { line, late: late ? within.text : '' };
  }

  async #expect(line: ClientLine): Promise<void> {
    const wanted = lineAsShown(line, this.#secrets, this.#variables);
    const { line: came, late } = await this.#next();
    if (came === null || late !== '') {
      this.#tell(line.span, false, late === '' ? wanted : late, '');
      return;
    }
    const { inLetter } = this.#log;
    const strict = inLetter || this.#file.front.match === 'exact';
    const end = strict && came.ending === '\n' ? '\n' : '';
    const shown = this.#log.heard(came) + end;
    const text = came.text + end;
    const setting = { variables: this.#variables, regex: this.#setting.regex };
    const { difference, captures } = matchCommand(line, text, setting, inLetter);
    for (const [name, value] of captures) {
      if (shown !== text) this.#setting.variables.made?.(value);
      this.#captures.set(name, value);
      this.#setting.variables.learned?.(name, value);
    }
    this.#tell(difference?.span ?? line.span, difference === null, wanted, shown);
  }

  async #octets(line: RawLine): Promise<void> {
    const { bytes, shown: wanted } = expand(line.parts, this.#variables);
    const came = await this.#lines.octets(bytes.length);
    const shown = linesOfOctets(came).map((one) => this.#log.heard(one) + one.ending);
    this.#tell(line.span, Buffer.from(came).equals(bytes), wanted, shown.join(''));
  }

  /** All lines up to the lone dot. */
  async #anyLetter({ span }: ClientLine): Promise<void> {
    for (;;) {
      const came = await this.#lines.line();
      if (came === null) {
        this.#tell(span, false, '.', '');
        return;
      }
      this.#log.heard(came);
      if (came.text === '.') return;
    }
  }

  /** A letter that has to come as the file has it, dot for dot; tells of the first line that differs. */
  async #letter(wanted: AsyncIterable<string> | Iterable<string>, span: Span): Promise<void> {
    for await (const want of wanted) {
      const came = await this.#lines.line();
      const shown = came === null ? '' : this.#log.heard(came) + (came.ending === '\n' ? '\n' : '');
      if (came !== null && shown === want) continue;
      this.#tell(span, false, want, shown);
      return;
    }
    this.#tell(span, true, '.', '.');
  }

  async #letterOf(line: FileLine): Promise<void> {
    try {
      await this.#letter(linesOfLetter(this.#setting.readFile(line)), line.span);
    } catch (error) {
      // It could be read when all began.
      if (!(error instanceof LabError)) throw error;
      this.#tell(line.span, false, `C< ${line.path}`, '');
    }
  }

  async #encrypt(kind: CertificateKind, mode: 'starttls' | 'implicit'): Promise<void> {
    const tls = await this.#lines.startTls(labCertificate(this.#setting.hostname, kind), mode);
    if (tls !== null) this.#log.encrypted(tls, mode);
  }

  #leave(reset: boolean): void {
    this.#left = 'server';
    this.#lines.leave(reset);
  }

  async #direct({ span, rest }: DirectiveLine, directive: Directive): Promise<void> {
    const { player = 'server' } = this.#setting;
    // A file whose first line is the handshake speaks TLS from the start.
    const first = this.#said === '' && this.#writer.empty;
    if (!WAITS_FOR_NOTHING.includes(directive.name)) await this.#writer.flush();
    switch (directive.name) {
      case 'split':
        this.#writer.split(directive.sizes);
        return;
      case 'slow':
        this.#writer.slow(directive.octetsPerSecond);
        return;
      case 'within':
        if (player === 'server')
          this.#within = { milliseconds: directive.milliseconds, text: `@within${rest}` };
        return;
      case 'tls':
        if (first && this.#setting.implicitTls === true) return;
        await this.#encrypt(directive.bad ?? 'good', first ? 'implicit' : 'starttls');
        return;
      case 'auth': {
        const { user, secret } = accountOf(directive, this.#variables);
        await this.#signIn({ user, password: secret, token: secret }, span);
        return;
      }
      case 'wait':
        await pause(directive.milliseconds);
        return;
      case 'close':
      case 'reset':
        if (sideOf(directive, this.#file, player) === 'server') this.#leave(directive.name === 'reset');
        return;
      case 'stall':
        if (sideOf(directive, this.#file, player) === 'server') await this.#lines.gone();
        return;
      case 'closed':
        if (sideOf(directive, this.#file, player) === 'server') this.#leave(false);
        else await this.#expectClosed(span);
        return;
      default:
        return;
    }
  }

  async #expectClosed(span: Span): Promise<void> {
    const came = await this.#lines.line();
    this.#tell(span, came === null, '@closed', came === null ? '@closed' : this.#log.heard(came));
  }

  /** A sign-in by rule: the practice server's mind checks it, whatever the client's nonce. */
  async #signIn(account: Account & { readonly token: string }, span: Span): Promise<void> {
    const hear = async (): Promise<string | null> => {
      const came = await this.#lines.line();
      if (came !== null) this.#log.heard(came);
      return came?.text ?? null;
    };
    const reply = await judgeSignIn(account, hear, ({ code, text }) => {
      this.#said = text;
      this.#log.said(code, true, text.slice(4));
      this.#peer.write(encodeText(`${text}\r\n`));
    });
    this.#tell(span, reply?.code === 235, reply === null ? '@auth' : '235', reply?.text ?? '');
  }

  #tell(span: Span, ok: boolean, wanted: string, came: string): void {
    if (!ok) {
      this.#ok = false;
      if (!this.#lines.over) this.#left = 'server';
    }
    const { name } = this.#file;
    this.#setting.told({ file: span.file ?? name, span, ok, wanted, came, after: this.#said });
  }
}
