/**
 * A small mail server for the tests that cut its wire: written apart from the practice server, so that both cannot be wrong
 * together. It answers a whole line, a whole letter or a whole chunk, and remembers nothing else.
 */

import { CLIENT_HELLO, SERVER_HELLO } from './memory-wire.ts';
import type { MemoryServer } from './memory-wire.ts';

export interface CutServerPlan {
  /** Lines of the reply to EHLO, before and behind the handshake. */
  readonly clear: readonly string[];
  readonly secure?: readonly string[];
  readonly implicit?: boolean;
  readonly lmtp?: boolean;
  /** Replies to RCPT by address; the others get 250. */
  readonly rcpt?: Readonly<Record<string, string>>;
  /** Replies to the end of a letter, in order; the last one for all further. */
  readonly final: readonly string[];
}

export function cutServer(plan: CutServerPlan): MemoryServer {
  let secure = plan.implicit === true;
  let handshaking = plan.implicit === true;
  let mode: 'lines' | 'user' | 'password' | 'letter' | 'chunk' = 'lines';
  let held = '';
  let left = 0;
  let last = false;
  let accepted = 0;
  const hello = (): string => {
    const lines = ['mx.example.com', ...((secure ? plan.secure : undefined) ?? plan.clear)];
    return lines.map((line, index) => `250${index === lines.length - 1 ? ' ' : '-'}${line}\r\n`).join('');
  };
  const final = (): string => {
    mode = 'lines';
    const count = plan.lmtp === true ? accepted : 1;
    accepted = 0;
    return Array.from({ length: count }, (_, at) => `${plan.final[at] ?? plan.final.at(-1) ?? ''}\r\n`).join(
      '',
    );
  };
  const line = (text: string): string => {
    const [verb = '', argument = ''] = text.split(' ');
    switch (verb) {
      case 'EHLO':
      case 'LHLO':
        return hello();
      case 'STARTTLS':
        handshaking = true;
        return '220 go\r\n';
      case 'AUTH':
        mode = 'user';
        return '334 VXNlcm5hbWU6\r\n';
      case 'MAIL':
        accepted = 0;
        return '250 sender ok\r\n';
      case 'RCPT': {
        const reply = plan.rcpt?.[/<(.*)>/.exec(text)?.[1] ?? ''] ?? '250 ok';
        if (reply.startsWith('2')) accepted++;
        return `${reply}\r\n`;
      }
      case 'DATA':
        if (accepted === 0) return '503 no recipients\r\n';
        mode = 'letter';
        return '354 go\r\n';
      case 'BDAT':
        left = Number(argument);
        last = text.endsWith('LAST');
        mode = 'chunk';
        return '';
      case 'QUIT':
        return '221 bye\r\n';
      default:
        return '500 what?\r\n';
    }
  };
  /** Takes one thing from what is held; null where it is not whole. */
  const one = (): string | null => {
    if (handshaking) {
      if (!held.startsWith(CLIENT_HELLO)) return null;
      held = held.slice(CLIENT_HELLO.length);
      handshaking = false;
      secure = true;
      return SERVER_HELLO;
    }
    if (mode === 'chunk') {
      if (held.length < left) return null;
      held = held.slice(left);
      mode = 'lines';
      return last ? final() : '250 chunk ok\r\n';
    }
    if (mode === 'letter') {
      const end = held.startsWith('.\r\n') ? 0 : held.indexOf('\r\n.\r\n') + 2;
      if (end === 1) return null;
      held = held.slice(end + 3);
      return final();
    }
    const end = held.indexOf('\r\n');
    if (end < 0) return null;
    const text = held.slice(0, end);
    held = held.slice(end + 2);
    if (mode === 'user') {
      mode = 'password';
      return '334 UGFzc3dvcmQ6\r\n';
    }
    if (mode === 'password') {
      mode = 'lines';
      return '235 ok\r\n';
    }
    return line(text);
  };
  return {
    greeting: () => '220 mx.example.com\r\n',
    read: (bytes) => {
      held += Buffer.from(bytes).toString('latin1');
      let said = '';
      for (let part = one(); part !== null; part = one()) {
        said += part;
        if (mode === 'chunk' && held.length < left) break;
      }
      return said;
    },
  };
}
