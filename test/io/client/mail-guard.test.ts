/** The mail guard of Cisco's firewalls writes over STARTTLS: that the server offers none would be the wrong thing to believe. */

import { expect, it } from 'vitest';
import { runInside } from '../../support/run-inside.ts';
import { scriptedServer } from '../../support/scripted-server.ts';

const at = async (hello: string): Promise<string> => {
  const server = await scriptedServer('220 ****\r\n', { EHLO: hello, QUIT: '221 bye\r\n' });
  const argv = ['send', '-s', `127.0.0.1:${server.port}`, '--stop-after', 'ehlo', '--json'];
  const { out } = await runInside(argv);
  await server.close();
  return out;
};

it('is named where a keyword is masked as it does', async () => {
  const masked = await at('250-mx\r\n250-SIZE 1000\r\n250 XXXXXXXA\r\n');
  expect(masked).toContain('"code":"keyword-masked"');
  expect(masked).toContain('mail guard');
});

it('is not named for an extension of somebody’s own', async () => {
  expect(await at('250-mx\r\n250-XVERP\r\n250 XCLIENT NAME\r\n')).not.toContain('keyword-masked');
});
