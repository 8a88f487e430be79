/** A greeting in two parts: whoever waits for the second is served, whoever does not is not. */

import { connect } from 'node:net';
import { describe, expect, it } from 'vitest';
import { startPracticeServer } from '../../../src/io/practice-server/index.ts';
import { scenarioOf } from '../../../src/pure/practice/index.ts';

/** What a client hears that says EHLO when it has read something, and hangs up when it was answered. */
async function heard(wanted: RegExp): Promise<string> {
  const server = await startPracticeServer({ scenario: scenarioOf('slow-banner') });
  try {
    return await new Promise((resolve) => {
      let text = '';
      let said = false;
      const socket = connect(server.port, '127.0.0.1');
      socket.on('data', (chunk) => {
        text += chunk.toString();
        if (!said && wanted.test(text)) {
          said = true;
          socket.write('EHLO x\r\n');
        }
        if (/^(?:250|554) /m.test(text)) socket.end();
      });
      socket.on('close', () => resolve(text));
    });
  } finally {
    await server.close();
  }
}

describe('slow-banner', () => {
  it('serves who waits for all of the greeting', async () => {
    expect(await heard(/^220 /m)).toMatch(/^220-.*\r\n220 .*\r\n250-/);
  });

  it('ends it with who speaks before', async () => {
    expect(await heard(/^220-/m)).toMatch(/^220-.*\r\n554 /);
  });
});
