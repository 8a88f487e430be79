/**
 * One page for a browser of this machine, and what happens as server-sent events. SECURITY: it listens on loopback alone; whoever does not
 * know the token in its address gets nothing; a name that leads here by DNS (rebinding) is refused by the Host field; no script, style,
 * picture or frame but our own file is let run by the browser, and what strangers said travels as JSON, which the script puts into the
 * page as text.
 */

import { randomBytes, timingSafeEqual } from 'node:crypto';
import { createServer } from 'node:http';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { WireError } from '../wire/index.ts';

export interface PageParts {
  readonly html: string;
  readonly css: string;
  readonly script: string;
}

export interface Page {
  /** With the token in it. */
  readonly url: string;
  /** Hands a happening on to every browser, those that come later too: as JSON, with a name. `whole` replaces the one before it. */
  readonly tell: (name: string, value: unknown, whole?: boolean) => void;
  readonly close: () => Promise<void>;
}

const HOST = '127.0.0.1';
/** So many happenings are told to a browser that comes later. */
const MOST_KEPT = 3000;
const MOST_BROWSERS = 20;
/** What a browser has not taken; it is disconnected then, and comes again by itself. */
const MOST_WAITING = 4_194_304;

const HEADERS = {
  'Content-Security-Policy':
    "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
  'X-Content-Type-Options': 'nosniff',
  'Referrer-Policy': 'no-referrer',
  'Cross-Origin-Resource-Policy': 'same-origin',
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Cache-Control': 'no-store',
} as const;

/** Serves it; port 0 takes a free one. Rejects with `cannot-listen`. */
export async function openPage(port: number, parts: PageParts): Promise<Page> {
  const token = randomBytes(18).toString('base64url');
  const kept: string[] = [];
  const whole = new Map<string, string>();
  const browsers = new Set<ServerResponse>();
  const files: Readonly<Record<string, readonly [type: string, text: string]>> = {
    '': ['text/html; charset=utf-8', parts.html],
    'page.css': ['text/css; charset=utf-8', parts.css],
    'page.js': ['text/javascript; charset=utf-8', parts.script],
  };
  let bound = port;
  const isOurs = ({ headers }: IncomingMessage): boolean =>
    headers.host === `${HOST}:${bound}` || headers.host === `localhost:${bound}`;
  const server = createServer((request, response) => {
    for (const [name, value] of Object.entries(HEADERS)) response.setHeader(name, value);
    const [, given = '', name, ...more] = (request.url ?? '').split('?')[0]?.split('/') ?? [];
    if (!isOurs(request) || !isSame(given, token) || name === undefined || more.length > 0) {
      refuse(response, 404);
      return;
    }
    if (request.method !== 'GET') {
      refuse(response, 405);
      return;
    }
    if (name === 'events') {
      stream(response);
      return;
    }
    const file = Object.hasOwn(files, name) ? files[name] : undefined;
    if (file === undefined) {
      refuse(response, 404);
      return;
    }
    response.writeHead(200, { 'Content-Type': file[0] });
    response.end(file[1]);
  });
  const stream = (response: ServerResponse): void => {
    if (browsers.size >= MOST_BROWSERS) {
      refuse(response, 503);
      return;
    }
    browsers.add(response);
    response.on('close', () => browsers.delete(response));
    response.writeHead(200, { 'Content-Type': 'text/event-stream; charset=utf-8' });
    // What a browser that came again has already is told again, from the beginning.
    response.write(`event: begin\ndata: {}\n\n${kept.join('')}${[...whole.values()].join('')}`);
  };
  await new Promise<void>((resolve, reject) => {
    server.once('error', (error) => {
      const reason = 'code' in error ? String(error.code) : 'unknown';
      reject(new WireError('cannot-listen', { host: HOST, port, reason }, error));
    });
    server.listen(port, HOST, resolve);
  });
  const address: AddressInfo | string | null = server.address();
  if (typeof address === 'object' && address !== null) bound = address.port;
  return {
    url: `http://${HOST}:${bound}/${token}/`,
    tell: (name, value, isWhole = false) => {
      const text = `event: ${name}\ndata: ${JSON.stringify(value)}\n\n`;
      if (isWhole) whole.set(name, text);
      else kept.push(text);
      if (kept.length > MOST_KEPT) kept.splice(0, kept.length - MOST_KEPT);
      for (const browser of browsers)
        if (browser.writableLength > MOST_WAITING) browser.destroy();
        else browser.write(text);
    },
    close: () =>
      new Promise((resolve) => {
        for (const browser of browsers) browser.destroy();
        server.closeAllConnections();
        server.close(() => {
          resolve();
        });
      }),
  };
}

function refuse(response: ServerResponse, status: number): void {
  response.writeHead(status, { 'Content-Type': 'text/plain; charset=utf-8' });
  response.end(`${status}\n`);
}

/** In a time that says nothing of how much of it is right. */
function isSame(given: string, token: string): boolean {
  const [a, b] = [Buffer.from(given), Buffer.from(token)];
  return a.length === b.length && timingSafeEqual(a, b);
}
