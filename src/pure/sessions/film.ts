/**
 * A session file as the log of a conversation that went as it is written: what a film shows. Nothing is sent; holes stay as they are
 * written, a set of codes is its first. Follows the order of the lines, and RFC 5321 §4.1.1.4 for where a letter ends.
 */

import type { LabEvent } from '../events/index.ts';
import {
  classOf,
  decodeBase64,
  decodeText,
  encodeText,
  openState,
  parseEnhancedCode,
  verbOf,
} from '../protocol/index.ts';
import type { SessionFile, ServerLine } from './ast.ts';
import { printParts } from './print.ts';

/** One scene: an event, or the author's own words. */
export type Scene =
  { readonly kind: 'event'; readonly event: LabEvent } | { readonly kind: 'words'; readonly text: string };

/** The scenes of a file, in order. */
export function filmOf(file: SessionFile): readonly Scene[] {
  const scenes: Scene[] = [];
  let verb: string | null = 'greeting';
  let command: string | null = null;
  let encrypted = false;
  let inLetter = false;
  let letter = { lines: 0, stuffed: 0, bytes: 0 };
  let group = 0;
  let reply: ServerLine[] = [];
  const add = (event: LabEvent): void => {
    scenes.push({ kind: 'event', event });
  };
  const say = (line: string): void => {
    verb = verbOf(line);
    command = line;
    add({ kind: 'command', at: 0, verb, line, hidden: false, bytes: line.length + 2, grouped: group++ > 0 });
  };
  const letterLine = (line: string): void => {
    add({ kind: 'letter', at: 0, wire: encodeText(`${line}\r\n`) });
    if (line !== '.') {
      const stuffed = line.startsWith('.') ? 1 : 0;
      letter = {
        lines: letter.lines + 1,
        stuffed: letter.stuffed + stuffed,
        bytes: letter.bytes + line.length + 2 - stuffed,
      };
      return;
    }
    add({ kind: 'data', at: 0, ...letter, repaired: 0, closed: false, via: 'DATA' });
    inLetter = false;
    letter = { lines: 0, stuffed: 0, bytes: 0 };
    verb = 'DATA';
    command = '.';
  };
  for (const line of file.lines) {
    switch (line.kind) {
      case 'client': {
        const text = printParts(line.parts) + (line.tail?.raw ?? '');
        if (inLetter) letterLine(text);
        else say(text);
        break;
      }
      case 'literal':
        for (const text of line.body.split(/\r?\n/))
          if (text !== '') letterLine(text.replace(/^[ \t]*C: ?/, ''));
        break;
      case 'file':
        letterLine(`<${line.path}>`);
        letterLine('.');
        break;
      case 'raw':
        if (line.side === 'client') say(line.json);
        else scenes.push({ kind: 'words', text: `S| ${line.json}` });
        break;
      case 'server': {
        group = 0;
        reply.push(line);
        if (line.separator === '-') break;
        const event = replyOf(reply, verb, command, encrypted);
        reply = [];
        add(event);
        inLetter = event.code === 354;
        break;
      }
      case 'directive':
        if (line.directive.name === 'tls') {
          encrypted = true;
          const facts = {
            protocol: 'TLS',
            cipher: '',
            servername: null,
            authorized: false,
            error: null,
            certificate: null,
          };
          add({ kind: 'tls', at: 0, ...facts, mode: 'starttls' });
        } else if (line.directive.name === 'note' || line.directive.name === 'why') {
          scenes.push({ kind: 'words', text: line.directive.text });
        } else if (line.directive.name === 'auth') say(`AUTH ${line.directive.mechanism}`);
        break;
      default:
        break;
    }
  }
  return scenes;
}

function replyOf(
  lines: readonly ServerLine[],
  to: string | null,
  command: string | null,
  encrypted: boolean,
): Extract<LabEvent, { kind: 'reply' }> {
  const [first] = lines;
  const code = Number((first?.codes.alternatives[0] ?? '250').replace(/x/g, '0').replace(/^200$/, '250'));
  const texts = lines.map((line) => printParts(line.parts) + (line.tail?.raw ?? ''));
  const challenge = code === 334 ? decodeBase64((texts[0] ?? '').trim()) : null;
  return {
    kind: 'reply',
    at: 0,
    to,
    command: to === 'greeting' ? null : command,
    code,
    class: classOf(code),
    enhanced: parseEnhancedCode(texts[0] ?? ''),
    lines: texts,
    phase: openState().phase,
    elapsed: 0,
    ...(code === 334 ? { challenge: challenge === null ? null : decodeText(challenge) } : {}),
    quirks: [],
    encrypted,
  };
}
