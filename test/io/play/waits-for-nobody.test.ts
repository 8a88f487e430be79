/** A scripted server that waits, or writes slowly, for a client that has left does so no longer: nothing keeps the program from ending. */

import { connect } from 'node:net';
import { describe, expect, it } from 'vitest';
import { playServer } from '../../../src/io/scripted-server/index.ts';
import { listen, PeerQueue, Observer } from '../../../src/io/server/index.ts';
import { parseSession } from '../../../src/pure/sessions/index.ts';
import { NO_VARIABLES } from '../../pure/sessions/no-variables.ts';

describe('a client that leaves', () => {
  it.each([
    ['a wait', 'S: 220 mail.example.test x\n@wait 60s\nC: QUIT\nS: 221 x\n'],
    [
      'a slow reply',
      'S: 220 mail.example.test x\n@slow 1B/s\nC: NOOP\nS: 250 a reply that takes a minute, so slowly is it written\n',
    ],
    ['two waits', 'S: 220 mail.example.test x\n@wait 60s\n@wait 60s\n'],
  ])(
    'ends %s',
    async (_, text) => {
      const { file } = parseSession(text, 'x.smtp', null);
      const others = new PeerQueue();
      const began = performance.now();
      await new Promise<void>((resolve, reject) => {
        void listen({}, (peer) => {
          playServer(peer, others, file, {
            regex: null,
            variables: NO_VARIABLES,
            hostname: 'mail.example.test',
            player: 'server',
            seed: 'x',
            readFile: async function* () {},
            told: () => undefined,
            observer: (connection) => new Observer({ sink: () => undefined, now: () => 0, connection }),
          }).then(() => resolve(), reject);
        }).then((listening) => {
          const socket = connect(listening.port, listening.host);
          socket.once('data', () => {
            socket.write('NOOP\r\n');
            setTimeout(() => socket.destroy(), 100);
          });
          socket.once('close', () => void listening.close());
        });
      });
      expect(performance.now() - began).toBeLessThan(20_000);
    },
    60_000,
  );
});
