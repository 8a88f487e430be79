/** The library in a test suite without types: whatever it is given, the mistake is named, and nothing is connected to. */

import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import * as lab from '../../../src/index.ts';
import { LabError, UsageError } from '../../../src/index.ts';
import { scriptedServer } from '../../support/scripted-server.ts';
import type { ScriptedServer } from '../../support/scripted-server.ts';

let server: ScriptedServer;
let opened = 0;
beforeEach(async () => {
  opened = 0;
  server = await scriptedServer('220 x\r\n', {
    EHLO: () => {
      opened++;
    },
  });
});
afterEach(() => server.close());

type Call = 'connect' | 'sendLetter' | 'playSession' | 'startPracticeServer';

/** What a program without types would do. */
async function misused(call: Call, ...given: readonly unknown[]): Promise<unknown> {
  try {
    const done: unknown = await Reflect.apply(lab[call], lab, given);
    if (typeof done === 'object' && done !== null && 'close' in done)
      await Reflect.apply(Object(done).close, done, []);
    return done;
  } catch (error) {
    return error;
  }
}

const letter = { from: 'ann@example.org', to: 'bob@example.com', letter: 'Subject: x\n\nx\n' };
const text = 'S: 220\nC: QUIT\nS: 221\n';

describe('something that is no object of options', () => {
  const calls: readonly (readonly [Call, ...unknown[]])[] = [
    ['sendLetter'],
    ['sendLetter', null],
    ['sendLetter', 5],
    ['sendLetter', []],
    ['connect', null],
    ['connect', []],
    ['connect', 'localhost'],
    ['playSession'],
    ['playSession', 7],
    ['playSession', 'file.smtp'],
    ['playSession', {}],
    ['playSession', { text }, null],
    ['startPracticeServer', 5],
    ['startPracticeServer', null],
  ];
  it.each(calls.map(([call, ...given]) => [call, given] as const))(
    'is refused: %s %j',
    async (call, given) => {
      expect(await misused(call, ...given)).toBeInstanceOf(UsageError);
    },
  );
});

describe('an option that cannot be what it is', () => {
  const wrong: readonly (readonly [Call, string, unknown])[] = [
    ...(['connect', 'sendLetter', 'playSession'] as const).flatMap((call) =>
      (
        [
          ['tls', 'maybe'],
          ['tls', true],
          ['ca', 5],
          ['servername', 5],
          ['insecure', 'no'],
          ['user', 5],
          ['password', 5],
          ['token', {}],
          ['mechanisms', 'PLAIN'],
          ['mechanisms', ['PLAIN', 'NOSUCH']],
          ['allowPlaintextAuth', 'false'],
          ['ehlo', 5],
          ['timeout', '5'],
          ['timeout', 0],
          ['timeout', -1],
          ['timeout', NaN],
          ['timeout', Infinity],
          ['scenario', 5],
          ['scenario', '__proto__'],
          ['scenario', { name: 'x' }],
          ['scenario', [5]],
          ['signal', 5],
          ['onEvent', 5],
        ] as const
      ).map(([option, value]) => [call, option, value] as const),
    ),
    ['connect', 'server', 5],
    ['sendLetter', 'from', 5],
    ['sendLetter', 'from', undefined],
    ['sendLetter', 'to', undefined],
    ['sendLetter', 'to', {}],
    ['sendLetter', 'to', Array(3)],
    ['sendLetter', 'to', ['bob@example.com', 5]],
    ['sendLetter', 'letter', undefined],
    ['sendLetter', 'letter', 5],
    ['sendLetter', 'letter', new Date(0)],
    ['playSession', 'vars', 5],
    ['playSession', 'vars', { a: 5 }],
    ['playSession', 'match', 'all'],
    ['playSession', 'keepGoing', 1],
    ['startPracticeServer', 'scenario', 'nosuch'],
    ['startPracticeServer', 'scenario', '__proto__'],
    ['startPracticeServer', 'scenario', { name: 'x' }],
    ['startPracticeServer', 'accounts', 5],
    ['startPracticeServer', 'accounts', [{ user: 'x' }]],
    ['startPracticeServer', 'port', 'x'],
    ['startPracticeServer', 'port', 65_536],
    ['startPracticeServer', 'prot', 0],
    ['startPracticeServer', 'tls', 'auto'],
    ['startPracticeServer', 'onReceived', 5],
  ];
  it.each(wrong)('is named before anything is sent: %s %s %j', async (call, option, value) => {
    const base = call === 'startPracticeServer' ? {} : { server: `127.0.0.1:${server.port}` };
    const given = { ...base, ...(call === 'sendLetter' ? letter : {}), [option]: value };
    const failed = await (call === 'playSession' ? misused(call, { text }, given) : misused(call, given));
    expect(failed).toBeInstanceOf(UsageError);
    expect(failed instanceof LabError && failed.detail).toMatchObject({ option });
    expect(opened).toBe(0);
  });

  it('is none where it is left out as undefined', async () => {
    expect(await misused('startPracticeServer', { port: undefined, scenario: undefined })).not.toBeInstanceOf(
      Error,
    );
  });

  it('is none in a scenario of the lab', async () => {
    const scenario = { ...lab.DEFAULT_SCENARIO, name: 'mine' };
    expect(await misused('connect', { scenario, timeout: 60_000 })).not.toBeInstanceOf(Error);
  });
});
