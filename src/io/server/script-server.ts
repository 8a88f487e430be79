/**
 * A session file played as the server: its `S:` lines go out, each `C:` line is held against what the client says. One file a
 * connection, in turn; what strays is told with its place. Stands on `listen` and `Peer`, as the practice server does.
 */

import {
  accountOf,
  compile,
  expand,
  matchCommand,
  RunVariables,
  sideOf,
  walk,
} from '../../pure/sessions/index.ts';
import type {
  ClientLine,
  CommandStep,
  FileLine,
  Order,
  RawLine,
  ReplyStep,
  SessionFile,
  SidedDirective,
  Span,
  Step,
  Variables,
} from '../../pure/sessions/index.ts';
import { LabError } from '../../pure/problems/index.ts';
import { encodeText } from '../../pure/protocol/index.ts';
import type { Account } from '../../pure/practice/index.ts';
import { labCertificate } from './certificates.ts';
import type { CertificateKind } from './certificates.ts';
import type { Peer } from './peer.ts';
import { PeerLines } from './peer-lines.ts';
import type { PeerLine } from './peer-lines.ts';
import { lineAsShown, linesOfLetter, linesOfOctets } from './script-lines.ts';
import { ScriptLog } from './script-log.ts';
import { ScriptReplies } from './script-replies.ts';
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

/** What the client does: everything was said before. */
const WAITED_FOR: readonly Step['act'][] = [
  'command',
  'chunk',
  'letter-line',
  'letter',
  'handshake',
  'sign-in',
];

/** About what is said next, or only about the file. */
const SHAPES: readonly Order['name'][] = ['split', 'slow', 'within', 'after'];

class ServerPlay {
  readonly #peer: Peer;
  readonly #lines: PeerLines;
  readonly #file: SessionFile;
  readonly #setting: ScriptSetting;
  readonly #log: ScriptLog;
  readonly #writer: ScriptWriter;
  readonly #replies: ScriptReplies;
  readonly #names: RunVariables;
  readonly #variables: Variables;
  /** How long the next line may take, from when it could be said. */
  #within: { readonly milliseconds: number; readonly text: string } | null = null;
  /** The last reply, for whoever reads where a client strayed. */
  #said = '';
  #code: number | null = null;
  #left: 'client' | 'server' = 'client';
  #ok = true;

  constructor(peer: Peer, file: SessionFile, setting: ScriptSetting) {
    this.#peer = peer;
    this.#lines = new PeerLines(peer);
    this.#file = file;
    this.#setting = setting;
    this.#writer = new ScriptWriter(peer);
    this.#log = new ScriptLog(setting.observer, file.front.dialect);
    const captures = new Map<string, string>();
    this.#names = new RunVariables(setting.variables, captures);
    this.#variables = this.#names.variables;
    this.#replies = new ScriptReplies(setting, this.#variables, captures);
  }

  async run(): Promise<boolean> {
    this.#log.connected(this.#peer);
    if (this.#setting.implicitTls === true) await this.#encrypt('good', 'implicit');
    for (const step of walk(compile(this.#file).steps, () => this.#code)) {
      this.#names.bind(step.values);
      await this.#do(step);
      if (!this.#ok || this.#lines.over) break;
    }
    await this.#writer.flush();
    this.#log.closed(this.#left);
    return this.#ok;
  }

  async #do(step: Step): Promise<void> {
    if (WAITED_FOR.includes(step.act)) await this.#writer.flush();
    switch (step.act) {
      case 'reply':
        // It was about this reply: for whoever plays the client.
        this.#within = null;
        if (!step.optional) this.#reply(step);
        return;
      case 'server-octets': {
        const { bytes } = expand(step.line.parts, this.#variables);
        this.#log.saidOctets(bytes);
        this.#writer.add(bytes);
        return;
      }
      case 'command':
      case 'chunk':
      case 'letter-line':
        if (step.line.kind === 'raw') await this.#octets(step.line);
        else await this.#expect(step.line, step.act === 'command' ? step : null);
        return;
      case 'letter':
        if (step.of === 'any') await this.#anyLetter(step.line);
        else if (step.of === 'literal') await this.#letter(step.lines, step.span);
        else await this.#letterOf(step.line);
        return;
      case 'handshake':
        if (step.first && this.#setting.implicitTls === true) return;
        await this.#encrypt(step.bad ?? 'good', step.first ? 'implicit' : 'starttls');
        return;
      case 'sign-in': {
        const { user, secret } = accountOf(step.directive, this.#variables);
        await this.#signIn({ user, password: secret, token: secret }, step.span);
        return;
      }
      case 'order':
        await this.#order(step);
        return;
      // What a run has to be like is for whoever plays the client.
      case 'absent':
      case 'assert':
      case 'words':
      case 'comment':
      case 'if':
      case 'else':
      case 'end':
    }
  }

  #reply(step: ReplyStep): void {
    for (const line of step.lines) {
      const { code, octets, text, shown } = this.#replies.line(line, step, this.#log.state);
      this.#code = code;
      this.#said = shown;
      this.#log.said(code, line.separator !== '-', text);
      this.#writer.add(octets);
    }
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

  /** `command` is null for a line of a letter, which has to be the same. */
  async #expect(line: ClientLine, command: CommandStep | null): Promise<void> {
    const ofLetter = command === null;
    const wanted = lineAsShown(line, command?.hidden?.shown ?? null, this.#variables);
    const { line: came, late } = await this.#next();
    if (came === null || late !== '') {
      this.#tell(line.span, false, late === '' ? wanted : late, '');
      return;
    }
    const strict = ofLetter || this.#file.front.match === 'exact';
    const end = strict && came.ending === '\n' ? '\n' : '';
    const shown = this.#log.heard(came) + end;
    const text = came.text + end;
    const setting = { variables: this.#variables, regex: this.#setting.regex };
    const { difference, captures } = matchCommand(line, text, setting, ofLetter);
    if (shown !== text) for (const value of captures.values()) this.#setting.variables.made?.(value);
    this.#names.learn(captures);
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
    for (let came = await this.#lines.line(); came !== null; came = await this.#lines.line()) {
      this.#log.heard(came);
      if (came.text === '.') return;
    }
    this.#tell(span, false, '.', '');
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

  async #order({ directive, span, text }: Extract<Step, { act: 'order' }>): Promise<void> {
    const { player = 'server' } = this.#setting;
    if (!SHAPES.includes(directive.name)) await this.#writer.flush();
    switch (directive.name) {
      case 'split':
        this.#writer.split(directive.sizes);
        return;
      case 'slow':
        this.#writer.slow(directive.octetsPerSecond);
        return;
      case 'within':
        if (player === 'server') this.#within = { milliseconds: directive.milliseconds, text };
        return;
      case 'after':
        return;
      case 'quiet':
        if (player === 'server') await this.#quiet(span, directive.milliseconds, text);
        return;
      case 'wait':
        await pause(directive.milliseconds);
        return;
      case 'stall':
        if (this.#isOurs(directive)) await this.#lines.gone();
        return;
      case 'close':
      case 'reset':
      case 'closed':
        if (this.#isOurs(directive)) {
          this.#left = 'server';
          this.#lines.leave(directive.name === 'reset');
        } else if (directive.name === 'closed') await this.#comesToo(span, text);
    }
  }

  /** Whether it is the server that does it. */
  #isOurs(directive: SidedDirective): boolean {
    return sideOf(directive, this.#file, this.#setting.player ?? 'server') === 'server';
  }

  async #quiet(span: Span, milliseconds: number, text: string): Promise<void> {
    if (await this.#lines.quiet(milliseconds)) this.#tell(span, true, text, text);
    else await this.#comesToo(span, text);
  }

  /** Something comes that should not. */
  async #comesToo(span: Span, wanted: string): Promise<void> {
    const came = await this.#lines.line();
    this.#tell(span, came === null, wanted, came === null ? wanted : this.#log.heard(came));
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
