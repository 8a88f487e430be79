/** What an option says is what it does: stages before MAIL, an option given twice, what is required when it is named. */

import { afterEach, describe, expect, it } from 'vitest';
import { runInside } from '../support/run-inside.ts';
import { scriptedServer } from '../support/scripted-server.ts';
import type { ScriptedServer } from '../support/scripted-server.ts';

let server: ScriptedServer | null = null;

afterEach(async () => {
  await server?.close();
  server = null;
});

async function at(...argv: readonly string[]) {
  server = await scriptedServer('220 mx\r\n', { EHLO: '250-mx\r\n250 HELP\r\n', QUIT: '221 bye\r\n' });
  const ended = await runInside(['send', '-s', `127.0.0.1:${server.port}`, '--tls', 'off', ...argv]);
  return { ...ended, lines: server.lines };
}

describe('--stop-after', () => {
  it.each(['connect', 'greeting', 'ehlo'])('%s needs neither sender nor recipient', async (stage) => {
    const { code, err } = await at('--stop-after', stage);
    expect({ code, err }).toEqual({ code: 0, err: '' });
  });

  it.each(['mail', 'rcpt'])('%s needs both', async (stage) => {
    expect((await at('--stop-after', stage)).code).toBe(2);
  });

  it('ehlo is the EHLO inside TLS where there is one, in a rehearsal too', async () => {
    const argv = ['send', '--stop-after', 'ehlo', '--explain', 'none'];
    for (const more of [[], ['--dry-run']]) {
      const { code, out } = await runInside([...argv, ...more]);
      const said = [...out.matchAll(/^C: (\w+)/gm)].map((match) => match[1]);
      expect({ code, said }).toEqual({ code: 0, said: ['EHLO', 'STARTTLS', 'EHLO', 'QUIT'] });
    }
  });
});

describe('an option', () => {
  it.each([
    ['--server', ['replay', 'x.smtp', '-s', 'a.example', '--server', 'b.example']],
    ['--server', ['connect', '-s', 'a.example', '-s', 'b.example']],
  ])(
    '%s that is given twice is refused: one of them would be dropped without a word [f-33]',
    async (option, argv) => {
      const { code, err } = await runInside(argv);
      expect(code).toBe(2);
      expect(err).toContain(`${option} may be given once`);
    },
  );

  it('--xclient is required when it is named', async () => {
    const { code, out, lines } = await at(
      ...['-f', 'a@example.com', '-t', 'b@example.com', '--xclient', 'NAME=front.example'],
    );
    expect(code).toBe(14);
    expect(out).toContain('did not offer XCLIENT');
    expect(lines.some((line) => line.startsWith('MAIL'))).toBe(false);
  });

  it('--report with a kind that is misspelt in a list is refused', async () => {
    const { code, err } = await runInside(['replay', '--report', 'json=a,junt=b', 'x.smtp']);
    expect(code).toBe(2);
    expect(err).toContain('--report');
  });
});
