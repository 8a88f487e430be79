/** The page in a real Chromium: what happens arrives, letters are shown, what strangers wrote does nothing, the keyboard is enough. */

import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startPracticeServer } from '../../src/io/practice-server/index.ts';
import type { PracticeServer } from '../../src/io/practice-server/index.ts';
import { hasChromium, startChromium } from '../support/chromium.ts';
import type { Chromium } from '../support/chromium.ts';
import { rawClient } from '../support/gateway.ts';
import { eventually } from '../support/patience.ts';
import { runHere } from '../support/run-inside.ts';

const HOSTILE = '<img src=x onerror="document.title=\'owned\'"><script>document.title="owned"</script>';

describe.skipIf(!hasChromium)('the page', () => {
  let chromium: Chromium;
  let server: PracticeServer;
  let folder = '';

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'smtp-lab-test-'));
    chromium = await startChromium();
    server = await startPracticeServer({ tls: 'off' });
    writeFileSync(
      join(folder, 'p.yaml'),
      'content: [{ name: pills, match: pills, points: 3 }]\nat: { tag: 2 }\n',
    );
  });

  afterAll(async () => {
    await chromium.close();
    await server.close();
    rmSync(folder, { recursive: true });
  });

  /** Starts a command with a page; where both are. */
  async function running(...args: readonly string[]) {
    let heard = '';
    let stop: (signal: 'SIGINT' | 'SIGTERM') => void = () => undefined;
    const ended = runHere([...args, '--web', '0'], {
      env: { LANG: 'C.UTF-8', SMTP_LAB_HOME: folder },
      watch: (out, kill) => {
        heard = out;
        stop = kill;
      },
    });
    const url = await eventually('its page', () => /http:\/\/127\.0\.0\.1:\d+\/[\w-]+\//.exec(heard)?.[0]);
    const port = Number(/127\.0\.0\.1:(\d+)[^/\d]/.exec(heard.replace(url, ''))?.[1]);
    return {
      url,
      port,
      end: async () => {
        stop('SIGTERM');
        await ended;
      },
    };
  }

  async function sendHostile(port: number): Promise<void> {
    const client = await rawClient(port);
    await client.ask(`EHLO ${HOSTILE.replaceAll(' ', '_')}\r\n`);
    await client.ask(`NOOP ${HOSTILE}\r\n`);
    await client.ask('EHLO client.example.com\r\n');
    await client.ask('MAIL FROM:<a@example.com>\r\n');
    await client.ask('RCPT TO:<teacher@example.test>\r\n');
    await client.ask('DATA\r\n');
    await client.ask(
      `From: a@example.com\r\nSubject: ${HOSTILE}\r\nContent-Type: text/html\r\n\r\n<p>cheap pills</p>${HOSTILE}<b>\u001b[31m</b>&lt;script&gt;\r\n.\r\n`,
    );
    await client.ask('QUIT\r\n');
  }

  it('of a gateway shows lines, letters, points and figures, and lets nothing of a stranger run', async () => {
    const one = await running(
      ...[
        'gateway',
        '--listen',
        '0',
        '--server',
        `127.0.0.1:${server.port}`,
        '--tls',
        'off',
        '--policy',
        join(folder, 'p.yaml'),
      ],
    );
    const tab = await chromium.open(one.url);
    await tab.until(`document.getElementById('state')?.textContent.startsWith('Connected') === true`);
    await sendHostile(one.port);
    await tab.until(`document.getElementById('letters').childElementCount === 1`);
    await tab.until(`document.getElementById('outcomes').childElementCount === 1`);
    const live = String(await tab.evaluate(`document.getElementById('live').innerText`));
    expect(live).toContain('C→ MAIL FROM:<a@example.com>');
    expect(live).toContain(`C→ NOOP ${HOSTILE}`);
    expect(live).toContain('+3.0 pills: found');
    const letter = String(await tab.evaluate(`document.getElementById('letters').textContent`));
    expect(letter).toContain(HOSTILE);
    expect(letter).toContain('cheap pills');
    expect(letter).toContain('= 3, 2 or more: passed on, tagged');
    expect(letter).not.toContain('\u001b');
    expect(await tab.evaluate('document.title')).toBe('smtp-lab gateway');
    expect(await tab.evaluate(`document.querySelectorAll('main img, main script, iframe').length`)).toBe(0);
    expect(await tab.evaluate(`document.getElementById('outcomes').innerText`)).toContain('tagged');
    expect(await tab.evaluate(`document.getElementById('stages').innerText`)).toContain('DATA .');
    expect(tab.complaints).toEqual([]);
    await one.end();
    await tab.until(`document.getElementById('state').textContent.startsWith('The program has ended')`);
  });

  it('is read with the keyboard alone, and begins anew for a browser that comes later', async () => {
    const one = await running('serve', '--port', '0', '--tls', 'off');
    await sendHostile(one.port);
    const tab = await chromium.open(one.url);
    await tab.until(`document.getElementById('letters')?.childElementCount === 1`);
    const focused = async (): Promise<unknown> =>
      tab.evaluate(
        `document.activeElement.className || document.activeElement.id || document.activeElement.tagName`,
      );
    const stops: unknown[] = [];
    for (let presses = 0; presses < 6; presses++) {
      await tab.press('Tab', 9);
      stops.push(await focused());
    }
    expect(stops).toEqual(['skip', 'A', 'A', 'A', 'live', 'SUMMARY']);
    await tab.press('Enter', 13);
    await tab.until(`document.querySelector('#letters details').open`);
    expect(await tab.evaluate(`document.getElementById('letters').innerText`)).toContain('cheap pills');
    expect(await tab.evaluate(`document.getElementById('live').getAttribute('role')`)).toBe('log');
    await one.end();
  });

  it.each(['en', 'ru'] as const)('is in %s, light and dark', async (lang) => {
    const one = await running('serve', '--port', '0', '--tls', 'off', '--lang', lang);
    const tab = await chromium.open(one.url);
    await tab.until(`document.getElementById('state')?.textContent !== ''`);
    expect(await tab.evaluate('document.documentElement.lang')).toBe(lang);
    expect(await tab.evaluate(`document.querySelector('h2').textContent`)).toBe(
      lang === 'en' ? 'Conversations' : 'Разговоры',
    );
    const brightness = async (scheme: 'light' | 'dark'): Promise<number> => {
      await tab.scheme(scheme);
      const colour = String(await tab.evaluate(`getComputedStyle(document.body).backgroundColor`));
      return Number(/\d+/.exec(colour)?.[0]);
    };
    expect(await brightness('light')).toBeGreaterThan(200);
    expect(await brightness('dark')).toBeLessThan(60);
    if (process.env['SMTP_LAB_PICTURES'] !== undefined)
      writeFileSync(join(process.env['SMTP_LAB_PICTURES'], `page-${lang}.png`), await tab.picture());
    await one.end();
  });
});
