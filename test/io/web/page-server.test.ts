/** The server of the page: who gets something, who gets nothing, and what a browser is told to let run. */

import { request } from 'node:http';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openPage } from '../../../src/io/web/index.ts';
import type { Page } from '../../../src/io/web/index.ts';

let page: Page;
beforeAll(async () => {
  page = await openPage(0, { html: '<p>page', css: 'p{}', script: '1' });
});
afterAll(() => page.close());

interface Said {
  readonly status: number;
  readonly headers: Readonly<Record<string, unknown>>;
  readonly text: string;
}

/** Asks, and hears the beginning of the answer. */
function ask(
  path: string,
  headers: Readonly<Record<string, string>> = {},
  method = 'GET',
  enough = '',
): Promise<Said> {
  const { port } = new URL(page.url);
  return new Promise((resolve, reject) => {
    const asked = request({ host: '127.0.0.1', port, path, method, headers }, (response) => {
      let text = '';
      const done = (): void => {
        resolve({ status: response.statusCode ?? 0, headers: response.headers, text });
        asked.destroy();
      };
      response.setEncoding('utf8');
      response.on('data', (piece: string) => {
        text += piece;
        if (enough !== '' && text.includes(enough)) done();
      });
      response.on('end', done);
    });
    asked.on('error', reject);
    asked.end();
  });
}

const within = (name = ''): string => new URL(name, page.url).pathname;

describe('the page', () => {
  it.each([
    ['', 'text/html; charset=utf-8', '<p>page'],
    ['page.css', 'text/css; charset=utf-8', 'p{}'],
    ['page.js', 'text/javascript; charset=utf-8', '1'],
  ])('has its file %j', async (name, type, text) => {
    const said = await ask(within(name));
    expect(said).toMatchObject({ status: 200, text });
    expect(said.headers['content-type']).toBe(type);
    expect(said.headers['content-security-policy']).toMatch(/^default-src 'none'; script-src 'self';/);
    expect(said.headers['content-security-policy']).not.toContain('unsafe');
    expect(said.headers).toMatchObject({
      'x-content-type-options': 'nosniff',
      'referrer-policy': 'no-referrer',
      'cache-control': 'no-store',
    });
  });

  it.each([
    ['without the token', () => '/'],
    ['with half of it', () => within().slice(0, -3)],
    ['with another', () => within().replace(/\w/, (one) => (one === 'a' ? 'b' : 'a'))],
    ['for a file that there is none of', () => within('passwd')],
    ['for what an object has anyway', () => within('constructor')],
    ['for more of a path', () => `${within()}x/y`],
    ['for a path that leads out', () => `${within()}..%2f..%2fetc%2fpasswd`],
  ])('is nothing %s', async (_what, path) => {
    expect(await ask(path())).toMatchObject({ status: 404, text: '404\n' });
  });

  it('is nothing under another name, as a rebound one is', async () => {
    expect(await ask(within(), { host: 'evil.example' })).toMatchObject({ status: 404 });
    const { port } = new URL(page.url);
    expect(await ask(within(), { host: `localhost:${port}` })).toMatchObject({ status: 200 });
  });

  it('takes nothing', async () => {
    expect(await ask(within(), {}, 'POST')).toMatchObject({ status: 405 });
  });

  it('tells what happened before, and only the last of what is told whole', async () => {
    page.tell('line', { text: 'one\ntwo </script>' });
    page.tell('figures', { old: true }, true);
    page.tell('figures', { now: true }, true);
    const { headers, text } = await ask(within('events'), {}, 'GET', 'now');
    expect(headers['content-type']).toBe('text/event-stream; charset=utf-8');
    expect(text).toContain('event: begin\ndata: {}\n\n');
    expect(text).toContain('event: line\ndata: {"text":"one\\ntwo </script>"}\n\n');
    expect(text).not.toContain('old');
  });

  it('keeps no more than a browser can use', async () => {
    const other = await openPage(0, { html: '', css: '', script: '' });
    for (let at = 0; at < 5000; at++) other.tell('line', at);
    const { port, pathname } = new URL(other.url);
    const response = await fetch(`http://127.0.0.1:${port}${pathname}events`);
    const reader = response.body?.getReader();
    let text = '';
    while (!text.includes('data: 4999\n')) text += new TextDecoder().decode((await reader?.read())?.value);
    await reader?.cancel();
    await other.close();
    expect(text.match(/event: line/g)).toHaveLength(3000);
  });

  it('says so where its port is taken', async () => {
    const { port } = new URL(page.url);
    await expect(openPage(Number(port), { html: '', css: '', script: '' })).rejects.toMatchObject({
      code: 'cannot-listen',
      detail: { reason: 'EADDRINUSE' },
    });
  });
});
