/**
 * One connection of a session file that is played as the server: its `S:` lines go out, each `C:` line is held against what the client
 * says; what strays is told with its place.
 */

import { accountOf, expand, matchCommand, RunVariables, sideOf } from '../../pure/sessions/index.ts';
import type {
  ClientLine,
  CommandStep,
  FileLine,
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
import { judgeSignIn, labCertificate, PeerLines } from '../server/index.ts';
import type { CertificateKind, Observer, Peer, PeerLine } from '../server/index.ts';
import { lineAsShown, linesOfLetter, linesOfOctets } from './lines.ts';
import { ScriptLog } from './log.ts';
import { heardLetter, unlikeLetter } from './letter.ts';
import { isWait, SHAPES, WAITED_FOR } from './steps.ts';
import { ScriptReplies } from './replies.ts';
import type { ScriptSetting } from './setting.ts';
import { ScriptWriter } from './writer.ts';

/** What the connections of a file have in common: names that were read, and the tokens that were made for them. */
export interface ScriptNames {
  readonly names: RunVariables;
  readonly captures: Map<string, string>;
}

/** What is said of one connection. */
export type PartSetting = Omit<ScriptSetting, 'observer'> & { readonly observer: Observer };

export class ScriptPart {
  readonly #peer: Peer;
  readonly #lines: PeerLines;
  readonly #file: SessionFile;
  readonly #setting: PartSetting;
  readonly #log: ScriptLog;
  readonly #writer: ScriptWriter;
  readonly #replies: ScriptReplies;
  readonly #names: RunVariables;
  readonly #variables: Variables;
  /** How long the next line may take, from when it could be said. */
  #within: { readonly milliseconds: number; readonly text: string } | null = null;
  /** The last reply, for those who read where a client strayed. */
  #said = '';
  #code: number | null = null;
  #left: 'client' | 'server' = 'client';
  #ok = true;

  constructor(peer: Peer, file: SessionFile, setting: PartSetting, { names, captures }: ScriptNames) {
    this.#peer = peer;
    this.#lines = new PeerLines(peer);
    this.#file = file;
    this.#setting = setting;
    this.#writer = new ScriptWriter(peer);
    this.#log = new ScriptLog(setting.observer, file.front.dialect);
    this.#names = names;
    this.#variables = names.variables;
    this.#replies = new ScriptReplies(setting, this.#variables, captures);
  }

  /** The last code that was said. */
  get code(): number | null {
    return this.#code;
  }

  /** Whether the client has kept to the file so far. */
  get ok(): boolean {
    return this.#ok;
  }

  async begin(): Promise<void> {
    this.#log.connected(this.#peer);
    if (this.#setting.implicitTls === true) await this.#encrypt('good', 'implicit');
  }

  /** Does a step. Where the server itself has hung up nothing more is wanted; where the client has, what it has to do is not done. */
  async take(step: Step): Promise<void> {
    if (!this.#lines.over) await this.#do(step);
    else if (this.#left !== 'server' && step.act === 'handshake') this.#tell(step.span, false, '@tls', '');
    else if (this.#left !== 'server' && !isWait(step)) await this.#do(step);
  }

  /** Says what is left to say; another connection goes on. */
  async pause(): Promise<void> {
    await this.#writer.flush();
  }

  async end(): Promise<void> {
    await this.#writer.flush();
    this.#log.closed(this.#left);
  }

  async #do(step: Step): Promise<void> {
    if (WAITED_FOR.includes(step.act)) await this.#writer.flush();
    switch (step.act) {
      case 'reply':
        // It was about this reply: for those who play the client.
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
        if (
          !(await this.#encrypt(step.bad ?? 'good', step.first ? 'implicit' : 'starttls')) &&
          step.bad === null
        )
          this.#tell(step.span, false, '@tls', '');
        return;
      case 'sign-in': {
        const { user, secret } = accountOf(step.directive, this.#variables);
        await this.#signIn({ user, password: secret, token: secret }, step.span);
        return;
      }
      case 'order':
        await this.#order(step);
        return;
      // What a run has to be like is for those who play the client.
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
    const told = this.#setting.showSecrets === true ? text : shown;
    this.#tell(difference?.span ?? line.span, difference === null, wanted, told);
  }

  async #octets(line: RawLine): Promise<void> {
    const { bytes, shown: wanted } = expand(line.parts, this.#variables);
    const came = await this.#lines.octets(bytes.length);
    const shown = linesOfOctets(came).map((one) => this.#log.heard(one) + one.ending);
    this.#tell(line.span, Buffer.from(came).equals(bytes), wanted, shown.join(''));
  }

  async #anyLetter({ span }: ClientLine): Promise<void> {
    if (!(await heardLetter(this.#lines, this.#log))) this.#tell(span, false, '.', '');
  }

  async #letter(wanted: AsyncIterable<string> | Iterable<string>, span: Span): Promise<void> {
    const differs = await unlikeLetter(wanted, this.#lines, this.#log);
    this.#tell(span, differs === null, differs?.wanted ?? '.', differs?.came ?? '.');
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

  /** Says whether the handshake succeeded: a client may well break it off for a bad certificate. */
  async #encrypt(kind: CertificateKind, mode: 'starttls' | 'implicit'): Promise<boolean> {
    const tls = await this.#lines.startTls(labCertificate(this.#setting.hostname, kind), mode, (octets) => {
      this.#log.dropped(octets);
    });
    if (tls !== null) this.#log.encrypted(tls, mode);
    return tls !== null;
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
        await this.#lines.wait(directive.milliseconds);
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
