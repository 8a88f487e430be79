/** What proxies answer, each kind told apart: a real client against sockets that answer octet for octet. */

import { createServer } from 'node:net';
import type { AddressInfo, Socket } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import { openWire } from '../../../src/io/wire/index.ts';
import type { ProxyTarget } from '../../../src/io/wire/index.ts';
import { describeProblem } from '../../../src/pure/explain/index.ts';
import { loadCore } from '../../../src/pure/knowledge/index.ts';
import { loadProblemWords } from '../../../src/pure/phrases/index.ts';
import { LabError } from '../../../src/pure/problems/index.ts';
import type { ProxyFault } from '../../../src/pure/problems/index.ts';
import { Secret } from '../../../src/pure/protocol/index.ts';

const closers: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const close of closers.splice(0)) await close();
});

/** Answers the pieces that come with these in turn; null hangs up, and what follows the last is silence. */
async function proxyThatAnswers(answers: readonly (string | readonly number[] | null)[]): Promise<number> {
  const sockets = new Set<Socket>();
  const server = createServer((socket) => {
    sockets.add(socket);
    let at = 0;
    socket.on('error', () => undefined);
    socket.on('data', () => {
      const answer = answers[at++];
      if (answer === null) socket.end();
      else if (typeof answer === 'string') socket.end(answer);
      else if (answer !== undefined) socket.write(Buffer.from(answer));
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  closers.push(() => {
    for (const socket of sockets) socket.destroy();
    return new Promise((resolve) => server.close(resolve));
  });
  return (server.address() as AddressInfo).port;
}

const http = (status: string): string => `HTTP/1.1 ${status}\r\nContent-Length: 0\r\n\r\n`;
const refusal = (code: number): readonly number[] => [5, code, 0, 1, 0, 0, 0, 0, 0, 0];
const NO_LOGIN = [5, 0];

type Row = readonly [
  kind: ProxyTarget['kind'],
  login: 'none' | 'name' | 'both',
  answers: readonly (string | readonly number[] | null)[],
  fault: ProxyFault,
  said?: string,
];

const ROWS: readonly Row[] = [
  [
    'http',
    'none',
    [http('407 Proxy Authentication Required')],
    'login-required',
    '407 Proxy Authentication Required',
  ],
  ['http', 'both', [http('407 Proxy Authentication Required')], 'login-refused'],
  ['http', 'name', [http('407 Proxy Authentication Required')], 'login-refused'],
  ['http', 'none', [http('403 Forbidden')], 'forbidden'],
  ['http', 'none', [http('405 Method Not Allowed')], 'no-method'],
  ['http', 'none', [http('501 Not Implemented')], 'no-method'],
  ['http', 'none', [http('400 Bad Request')], 'no-method'],
  ['http', 'none', [http('502 Bad Gateway')], 'target-unreachable'],
  ['http', 'none', [http('503 Service Unavailable')], 'target-unreachable'],
  ['http', 'none', [http('504 Gateway Timeout')], 'target-timeout'],
  ['http', 'none', [http('418 Teapot')], 'general', '418 Teapot'],
  ['http', 'none', [[5, 255]], 'speaks-socks'],
  ['http', 'none', ['220 mx.example.com ESMTP\r\n'], 'not-a-proxy', '220 mx.example.com ESMTP'],
  ['http', 'none', [null], 'closed'],
  ['http', 'none', [], 'timeout'],
  ['socks5', 'none', [[5, 255]], 'login-required'],
  ['socks5', 'both', [[5, 255]], 'login-not-taken'],
  [
    'socks5',
    'both',
    [
      [5, 2],
      [1, 1],
    ],
    'login-refused',
  ],
  ['socks5', 'none', [NO_LOGIN, refusal(1)], 'general'],
  ['socks5', 'none', [NO_LOGIN, refusal(2)], 'forbidden'],
  ['socks5', 'none', [NO_LOGIN, refusal(3)], 'target-unreachable'],
  ['socks5', 'none', [NO_LOGIN, refusal(4)], 'target-unreachable'],
  ['socks5', 'none', [NO_LOGIN, refusal(5)], 'target-refused'],
  ['socks5', 'none', [NO_LOGIN, refusal(6)], 'target-timeout'],
  ['socks5', 'none', [NO_LOGIN, refusal(7)], 'no-method'],
  ['socks5', 'none', [NO_LOGIN, refusal(8)], 'address-kind'],
  ['socks5', 'none', [NO_LOGIN, refusal(99)], 'general'],
  ['socks5', 'none', [[0, 91, 0, 0, 0, 0, 0, 0]], 'socks4'],
  ['socks5', 'none', ['HTTP/1.1 400 Bad Request\r\n\r\n'], 'speaks-http', 'HTTP/1.1 400 Bad Request'],
  ['socks5', 'none', ['SSH-2.0-example\r\n'], 'not-a-proxy', 'SSH-2.0-example'],
  ['socks5', 'none', [null], 'closed'],
  ['socks5', 'none', [NO_LOGIN, null], 'closed'],
  ['socks5', 'none', [], 'timeout'],
  ['socks5', 'none', [NO_LOGIN], 'timeout'],
];

async function failureOf([kind, login, answers, fault]: Row): Promise<LabError> {
  const port = await proxyThatAnswers(answers);
  const proxy: ProxyTarget = {
    kind,
    host: '127.0.0.1',
    port,
    url: `${kind}://127.0.0.1:${port}`,
    ...(login === 'none' ? {} : { user: 'ann' }),
    ...(login === 'both' ? { password: new Secret('pr0xy-word') } : {}),
  };
  const milliseconds = fault === 'timeout' ? 300 : 20_000;
  const error: unknown = await openWire({ host: 'mx.example.test', port: 25 }, { proxy, milliseconds }).then(
    () => null,
    (reason: unknown) => reason,
  );
  if (!(error instanceof LabError)) throw error;
  return error;
}

describe('what a proxy answers', () => {
  it.each(ROWS.map((row) => ({ row, name: JSON.stringify(row) })))('$name', async ({ row }) => {
    const [, login, , reason, said] = row;
    const error = await failureOf(row);
    expect(error).toMatchObject({
      code: 'proxy-failed',
      detail: { reason, login, host: 'mx.example.test', port: 25, ...(said === undefined ? {} : { said }) },
    });
    expect(JSON.stringify(error.detail)).not.toContain('pr0xy-word');
  });

  it('is worded without a word of the library, in both languages with the same commands', async () => {
    const failures = await Promise.all(ROWS.map(failureOf));
    const setting = {
      program: 'smtp-lab',
      command: 'send',
      host: 'mx.example.test',
      options: [],
      commands: ['send'],
    };
    const sentences = new Set<string>();
    const [en, ru] = [await loadCore('en'), await loadCore('ru')];
    for (const { problem } of failures) {
      const [english, russian] = [
        describeProblem(problem, en, { ...setting, words: await loadProblemWords('en') }),
        describeProblem(problem, ru, { ...setting, words: await loadProblemWords('ru') }),
      ];
      expect(russian.tries.map(({ command }) => command?.startsWith('уберите') ?? command)).toEqual(
        english.tries.map(({ command }) => command?.startsWith('leave') ?? command),
      );
      const told = english.happened.join(' ');
      expect(told).not.toMatch(
        /[Ss]ocks5? (?:proxy rejected|Authentication)|Received invalid|HPE_|[a-z]-[a-z]+-[a-z]+\b/,
      );
      sentences.add(told + english.means.join(' '));
    }
    // The kinds of answers are told apart.
    expect(sentences.size).toBeGreaterThan(20);
  });
});
