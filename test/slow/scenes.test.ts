/** The scenes of the handbook: each is played as it stands, and prints what the page says. */

import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startPracticeServer } from '../../src/io/practice-server/index.ts';
import type { PracticeServer } from '../../src/io/practice-server/index.ts';
import { eventually } from '../support/patience.ts';
import { ROOT } from '../support/house.ts';
import { runHere } from '../support/run-inside.ts';

interface Scene {
  readonly name: string;
  readonly policy: string;
  readonly letters: readonly (readonly string[])[];
  readonly printed: readonly string[];
}

function scenesIn(file: string): readonly Scene[] {
  const text = readFileSync(join(ROOT, 'lessons/handbook', file), 'utf8');
  return text
    .split(/^## /m)
    .slice(1)
    .map((section) => {
      const [policy = '', commands = '', printed = ''] = [
        ...section.matchAll(/^```\w*\n([\s\S]*?)^```$/gm),
      ].map((match) => match[1] ?? '');
      const lines = commands.split('\n').filter((line) => line !== '');
      return {
        name: section.split('\n')[0] ?? '',
        policy,
        letters: lines.map((line) =>
          [...line.matchAll(/"([^"]*)"|(\S+)/g)].map((word) => word[1] ?? word[2] ?? ''),
        ),
        printed: printed.split('\n').filter((line) => line !== ''),
      };
    });
}

const collapsed = (text: string): string => text.replace(/\s+/g, ' ');

describe.each([
  ['scenes.md', 'en'],
  ['scenes.ru.md', 'ru'],
])('%s', (file, lang) => {
  let folder = '';
  let server: PracticeServer;

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'smtp-lab-test-'));
    server = await startPracticeServer({ tls: 'off' });
  });

  afterAll(async () => {
    await server.close();
    rmSync(folder, { recursive: true });
  });

  it('has scenes', () => {
    expect(scenesIn(file).length).toBeGreaterThan(8);
  });

  it.each(scenesIn(file).map((scene) => [scene.name, scene] as const))('%s', async (name, scene) => {
    const number = scenesIn(file).findIndex((one) => one.name === name);
    const policy = join(folder, `${number}.yaml`);
    const within = (key: string): string => join(folder, `${number}-${key}`);
    writeFileSync(
      policy,
      scene.policy
        .replace(/^state: .*$/m, `state: ${within('state.json')}`)
        .replace(/^quarantine: .*$/m, `quarantine: ${within('kept')}`),
    );
    let heard = '';
    let stop: (signal: 'SIGTERM') => void = () => undefined;
    const to = ['--server', `127.0.0.1:${server.port}`, '--tls', 'off'];
    const ended = runHere(['gateway', '--listen', '0', ...to, '--policy', policy, '--lang', lang], {
      env: { LANG: 'C.UTF-8', SMTP_LAB_HOME: folder },
      watch: (out, kill) => {
        heard = out;
        stop = kill;
      },
    });
    const port = await eventually('the gateway', () => /127\.0\.0\.1:(\d+)\s/.exec(heard)?.[1]);
    for (const [program, command, ...args] of scene.letters) {
      expect([program, command]).toEqual(['smtp-lab', 'send']);
      const words = args.map((word) => (word === 'localhost:2525' ? `127.0.0.1:${port}` : word));
      const { err } = await runHere(['send', ...words], { env: { LANG: 'C.UTF-8', SMTP_LAB_HOME: folder } });
      expect(err).not.toContain('exit 2');
    }
    stop('SIGTERM');
    const { out } = await ended;
    const all = collapsed(out);
    for (const line of scene.printed) expect(all).toContain(collapsed(line).trim());
  });
});
