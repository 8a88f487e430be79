/** A real Chromium without a window, led over its debugging pipe: pages opened, read, typed into, looked at. */

import { spawn, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Readable, Writable } from 'node:stream';
import { patience } from './patience.ts';

export const hasChromium = spawnSync('sh', ['-c', 'command -v chromium']).status === 0;

export interface Tab {
  /** What an expression gives, as JSON. */
  readonly evaluate: (expression: string) => Promise<unknown>;
  /** Waits until an expression is true. */
  readonly until: (expression: string) => Promise<void>;
  readonly press: (key: string, code: number) => Promise<void>;
  /** `prefers-color-scheme`. */
  readonly scheme: (scheme: 'light' | 'dark') => Promise<void>;
  /** A picture, PNG. */
  readonly picture: () => Promise<Buffer>;
  /** What the page complained of: refused by its policy, thrown by its script. */
  readonly complaints: readonly string[];
}

export interface Chromium {
  readonly open: (url: string) => Promise<Tab>;
  readonly close: () => Promise<void>;
}

type Answer = Readonly<Record<string, unknown>>;

export async function startChromium(): Promise<Chromium> {
  const profile = mkdtempSync(join(tmpdir(), 'smtp-lab-test-'));
  const child = spawn(
    'chromium',
    [
      '--headless=new',
      '--no-sandbox',
      '--disable-gpu',
      '--remote-debugging-pipe',
      `--user-data-dir=${profile}`,
      'about:blank',
    ],
    { stdio: ['ignore', 'ignore', 'ignore', 'pipe', 'pipe'] },
  );
  const [, , , input, output] = child.stdio as unknown as [null, null, null, Writable, Readable];
  const waiting = new Map<number, { resolve: (answer: Answer) => void; reject: (error: Error) => void }>();
  const heard: ((message: Answer) => void)[] = [];
  let last = 0;
  let held = '';
  output.setEncoding('utf8');
  output.on('data', (piece: string) => {
    held += piece;
    for (let end = held.indexOf('\0'); end >= 0; end = held.indexOf('\0')) {
      const message = JSON.parse(held.slice(0, end)) as Answer;
      held = held.slice(end + 1);
      const one = waiting.get(Number(message['id']));
      if (one === undefined) for (const listener of heard) listener(message);
      else if (message['error'] === undefined) one.resolve((message['result'] ?? {}) as Answer);
      else one.reject(new Error(JSON.stringify(message['error'])));
    }
  });
  const say = (method: string, params: Answer = {}, sessionId?: string): Promise<Answer> =>
    new Promise((resolve, reject) => {
      last++;
      waiting.set(last, { resolve, reject });
      input.write(
        `${JSON.stringify({ id: last, method, params, ...(sessionId === undefined ? {} : { sessionId }) })}\0`,
      );
    });
  return {
    open: async (url) => {
      const { targetId } = await say('Target.createTarget', { url: 'about:blank' });
      const { sessionId } = await say('Target.attachToTarget', { targetId, flatten: true });
      const session = String(sessionId);
      const complaints: string[] = [];
      heard.push((message) => {
        if (message['sessionId'] !== session) return;
        if (message['method'] === 'Runtime.exceptionThrown' || message['method'] === 'Log.entryAdded')
          complaints.push(JSON.stringify(message['params']));
      });
      await say('Runtime.enable', {}, session);
      await say('Log.enable', {}, session);
      await say('Page.enable', {}, session);
      await say('Page.navigate', { url }, session);
      const evaluate = async (expression: string): Promise<unknown> => {
        const { result } = await say(
          'Runtime.evaluate',
          { expression, returnByValue: true, awaitPromise: true },
          session,
        );
        return (result as Answer)['value'];
      };
      return {
        complaints,
        evaluate,
        until: async (expression) => {
          const end = performance.now() + patience(60);
          while ((await evaluate(expression)) !== true) {
            if (performance.now() > end) throw new Error(`never true: ${expression}`);
            await new Promise((resolve) => setTimeout(resolve, 50));
          }
        },
        press: async (key, code) => {
          const about = {
            key,
            code: key,
            windowsVirtualKeyCode: code,
            ...(key === 'Enter' ? { text: '\r' } : {}),
          };
          await say('Input.dispatchKeyEvent', { type: 'keyDown', ...about }, session);
          await say('Input.dispatchKeyEvent', { type: 'keyUp', ...about }, session);
        },
        scheme: async (value) => {
          await say(
            'Emulation.setEmulatedMedia',
            { features: [{ name: 'prefers-color-scheme', value }] },
            session,
          );
        },
        picture: async () => {
          const { data } = await say('Page.captureScreenshot', { format: 'png' }, session);
          return Buffer.from(String(data), 'base64');
        },
      };
    },
    close: async () => {
      const ended = new Promise((resolve) => child.once('exit', resolve));
      await say('Browser.close').catch(() => child.kill());
      await ended;
      rmSync(profile, { recursive: true, force: true, maxRetries: 5 });
    },
  };
}
