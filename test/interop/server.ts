/**
 * What a real mail server is to the tests: how it is reached, what it offers, which code it gives to which mistake; and what
 * starting one takes: a folder of its own with a certificate, free ports on loopback, waiting, ending by process id.
 */

import { spawn, spawnSync } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import {
  chmodSync,
  existsSync,
  mkdtempSync,
  openSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { connect, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { testCertificate } from '../support/lab-certificates.ts';
import { patience } from '../support/patience.ts';

export const HOST = 'mail.example.test';
export const DOMAIN = 'example.test';
/** A domain whose letters are handed on to a port of loopback, where one is given to `start`. */
export const RELAYED = 'relayed.example.test';
export const USER = 'alice';
export const PASSWORD = 'wonder-land';
export const TOKEN = 'a-token-of-alice';

/** The largest letter that each server takes, in octets, where it can be told. */
export const LIMIT = 7_200_000;

/** Where `install-servers.sh` puts what cannot be installed as packages side by side. */
export const SERVERS_FOLDER = process.env['SMTP_LAB_SERVERS'] ?? '/opt/smtp-lab-servers';

/** A place where a server can be reached, as `send` is told. */
export interface Place {
  readonly server: string;
  readonly tls: 'starttls' | 'implicit' | 'off';
  /** What it takes besides, such as a cipher list. */
  readonly args?: readonly string[];
}

export type Mechanism =
  'PLAIN' | 'LOGIN' | 'CRAM-MD5' | 'SCRAM-SHA-1' | 'SCRAM-SHA-256' | 'XOAUTH2' | 'OAUTHBEARER';

/** A mistake in a conversation led by hand; the code that answers it is the server's own choice. */
export type Mistake =
  | 'MAIL before EHLO'
  | 'RCPT before MAIL'
  | 'DATA before RCPT'
  | 'DATA before RCPT, behind MAIL'
  | 'a second MAIL'
  | 'an unknown command'
  | 'RCPT TO:<>'
  | 'BDAT out of turn'
  | 'an unknown mechanism'
  | 'AUTH given up with *'
  | 'AUTH twice'
  | 'an answer that is no base64';

/** The codes of most servers; each names where its own differ. */
export const USUAL_CODES: Readonly<Record<Mistake, number>> = {
  'MAIL before EHLO': 503,
  'RCPT before MAIL': 503,
  'DATA before RCPT': 503,
  'DATA before RCPT, behind MAIL': 503,
  'a second MAIL': 503,
  'an unknown command': 500,
  'RCPT TO:<>': 501,
  'BDAT out of turn': 500,
  'an unknown mechanism': 504,
  'AUTH given up with *': 501,
  'AUTH twice': 503,
  'an answer that is no base64': 501,
};

/** What is known of a server before it is started. */
export interface RealServer {
  readonly name: string;
  /** What of it is not on this machine; null where it can be started. */
  readonly missing: () => string | null;
  readonly ways: readonly ('clear' | 'starttls' | 'implicit' | 'lmtp')[];
  /** What it must offer once encrypted: keywords, each compared with its EHLO. */
  readonly keywords: readonly string[];
  readonly mechanisms: readonly Mechanism[];
  /** Whether it lets one sign in without encryption. */
  readonly authInClear: boolean;
  /** The code for a refused letter that is too large, at MAIL by its SIZE and at the end of DATA. Null: not checked there. */
  readonly tooLarge: { readonly announced: number | null; readonly sent: number | null };
  /** Codes for an unknown user and for a domain that it does not serve; null: it takes everything. */
  readonly recipients: { readonly unknown: number | null; readonly elsewhere: number | null };
  /** The code for MAIL with a parameter that nobody knows; 250 where it does not look. */
  readonly unknownParameter: number;
  /** The code for MAIL where a login is asked for and none was made; null where there is no such place. */
  readonly notSignedIn: number | null;
  /** Null: not tried there. */
  readonly mistakes: Readonly<Partial<Record<Mistake, number | null>>>;
  /** Line ends of what it stores. */
  readonly eol: '\n' | '\r\n';
  /** `relay`: the port that letters for `RELAYED` are handed on to. */
  readonly start: (relay?: number) => Promise<Running>;
}

export interface Running {
  readonly places: {
    /** Takes letters for its own users without a login, in clear. */
    readonly clear?: Place;
    readonly starttls?: Place;
    readonly implicit?: Place;
    readonly lmtp?: Place;
    /** Where a login is made; `starttls` where there is none of its own. */
    readonly submission?: Place;
  };
  readonly authority: string;
  /** The stored letter that holds this text. Waits for it. */
  readonly stored: (mark: string) => Promise<Buffer>;
  readonly stop: () => Promise<void>;
}

/** Whether a program is there. */
function has(program: string): boolean {
  return spawnSync('sh', ['-c', `command -v ${program}`], { stdio: 'ignore' }).status === 0;
}

/** Null, or what is missing of programs and files; `root` where the server changes users. */
export function missing(programs: readonly string[], root = true): string | null {
  const absent = programs.filter((program) =>
    program.startsWith('/') ? !existsSync(program) : !has(program),
  );
  if (absent.length > 0) return `not installed: ${absent.join(', ')}`;
  return root && process.getuid?.() !== 0 ? 'needs root' : null;
}

/** Below those that the system gives out by itself: else another test could get a port before the server has it. */
const PORTS = { from: 15_000, to: 32_000 } as const;

/** Free ports on loopback, by the names given. */
export async function freePorts<const N extends string>(...names: readonly N[]): Promise<Record<N, number>> {
  const ports = new Set<number>();
  while (ports.size < names.length) {
    const port = PORTS.from + Math.floor(Math.random() * (PORTS.to - PORTS.from));
    if (await isFree(port)) ports.add(port);
  }
  const free = [...ports].map((port, at) => [names[at], port]);
  return Object.fromEntries(free) as Record<N, number>;
}

function isFree(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const server = createServer();
    server.on('error', () => resolve(false));
    server.listen(port, '127.0.0.1', () => server.close(() => resolve(true)));
  });
}

async function until(what: string, test: () => boolean | Promise<boolean>): Promise<void> {
  const end = performance.now() + patience(60);
  while (!(await test())) {
    if (performance.now() > end) throw new Error(`timed out: ${what}`);
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

function answers(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1');
    socket.on('connect', () => {
      socket.destroy();
      resolve(true);
    });
    socket.on('error', () => resolve(false));
  });
}

/** Waits until every port answers; where one does not, all is ended, and what the server logged is part of the error. */
export async function listening(lab: Lab, ports: readonly number[]): Promise<void> {
  try {
    for (const port of ports) await until(`port ${port}`, () => answers(port));
  } catch (error) {
    const log = lab.log();
    await lab.close();
    throw new Error(`${String(error)}\n${log}`, { cause: error });
  }
}

/** A folder of one server's own. */
export interface Lab {
  readonly folder: string;
  readonly authority: string;
  readonly path: (name: string) => string;
  readonly write: (name: string, text: string, mode?: number) => void;
  /** Starts a program in the foreground; what it prints goes into the log. */
  readonly run: (program: string, args: readonly string[], env?: Readonly<Record<string, string>>) => void;
  /** The tail of everything that it logged. */
  readonly log: () => string;
  /** Ends what was started, last first, waits until no process of the folder is left, and removes it. */
  readonly close: () => Promise<void>;
}

export async function openLab(): Promise<Lab> {
  const folder = mkdtempSync(join(tmpdir(), 'smtp-lab-peer-'));
  chmodSync(folder, 0o755);
  const path = (name: string): string => join(folder, name);
  const { cert, key, authority } = await testCertificate([HOST]);
  writeFileSync(path('cert.pem'), cert);
  writeFileSync(path('key.pem'), key, { mode: 0o600 });
  writeFileSync(path('ca.pem'), authority);
  const children: ChildProcess[] = [];
  return {
    folder,
    authority: path('ca.pem'),
    path,
    write: (name, text, mode = 0o644) => {
      writeFileSync(path(name), text, { mode });
    },
    run: (program, args, env) => {
      const output = openSync(path(`${children.length}.out.log`), 'a');
      children.push(spawn(program, args, { stdio: ['ignore', output, output], env: env ?? process.env }));
    },
    log: () =>
      filesUnder(folder)
        .filter((file) => file.endsWith('log'))
        .map((file) => `${file}:\n${readFileSync(file, 'utf8').slice(-2000)}`)
        .join('\n'),
    close: async () => {
      for (const child of children.reverse()) await gone(child);
      await until(`the processes of ${folder} to end`, () => processesOf(folder).length === 0);
      rmSync(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 });
    },
  };
}

async function gone(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const over = new Promise((resolve) => child.once('exit', resolve));
  child.kill('SIGTERM');
  const impatient = setTimeout(() => child.kill('SIGKILL'), patience(20));
  await over;
  clearTimeout(impatient);
}

/** Processes that were started from a folder or stand in it. */
function processesOf(folder: string): readonly string[] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name) && name !== String(process.pid))
    .filter((pid) => {
      try {
        if (readlinkSync(`/proc/${pid}/cwd`).startsWith(folder)) return true;
        return readFileSync(`/proc/${pid}/cmdline`, 'utf8').includes(folder);
      } catch {
        return false;
      }
    });
}

function filesUnder(folder: string): readonly string[] {
  return (existsSync(folder) ? readdirSync(folder, { withFileTypes: true }) : []).flatMap((entry) =>
    entry.isDirectory()
      ? filesUnder(join(folder, entry.name))
      : entry.isFile()
        ? [join(folder, entry.name)]
        : [],
  );
}

/** A server with a port that greets in clear and one in TLS from the start, whose letters are files in `mail`. */
export function runningIn(lab: Lab, port: { readonly relay: number; readonly implicit: number }): Running {
  return {
    places: {
      clear: at(port.relay, 'off'),
      starttls: at(port.relay, 'starttls'),
      implicit: at(port.implicit, 'implicit'),
    },
    authority: lab.authority,
    stored: inFiles(lab.path('mail')),
    stop: lab.close,
  };
}

/** Finds letters in a folder of files, a letter each; a maildir's `tmp` and names with a leading dot are not ready. */
export function inFiles(folder: string): Running['stored'] {
  const read = new Map<string, Buffer>();
  return stored(() => {
    for (const file of filesUnder(folder)) {
      if (/\/(?:tmp\/[^/]*|\.[^/]*|dovecot[^/]*|maildirsize)$/.test(file)) continue;
      // One that has grown is read again.
      if (read.get(file)?.length !== statSync(file).size) read.set(file, readFileSync(file));
    }
    return read.values();
  });
}

/** Finds letters among those that are there by now. */
export function stored(all: () => Iterable<Buffer>): Running['stored'] {
  return async (mark) => {
    let found: Buffer | undefined;
    await until(`a letter with ${mark}`, () => {
      for (const letter of all()) if (letter.includes(mark)) found = letter;
      return found !== undefined;
    });
    return found ?? Buffer.alloc(0);
  };
}

export const at = (port: number, tls: Place['tls'], args: readonly string[] = []): Place => ({
  server: `127.0.0.1:${port}`,
  tls,
  args,
});

/** The number of a user or group. */
export function idOf(user: string, flag: '-u' | '-g'): number {
  return Number(spawnSync('id', [flag, user], { encoding: 'utf8' }).stdout.trim());
}
