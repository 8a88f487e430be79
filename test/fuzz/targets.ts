/**
 * What is fuzzed: every parser that reads what a stranger wrote, each as a function of octets that throws where a promise of
 * the program is broken. `fuzz.test.ts` feeds them.
 */

import { expect } from 'vitest';
import { explainArguments } from '../../src/pure/explain/index.ts';
import {
  CaptureFold,
  lettersOf,
  readDialogueTurns,
  readLogLine,
  readText,
  spansOf,
} from '../../src/pure/reading/index.ts';
import type { CaptureDocument } from '../../src/pure/reading/index.ts';
import { parseLesson } from '../../src/pure/lessons/index.ts';
import { HeaderFilter } from '../../src/pure/message/index.ts';
import { Mind, SCENARIO_NAMES, scenarioOf } from '../../src/pure/practice/index.ts';
import {
  concatBytes,
  decodeBase64,
  decodeText,
  encodeBase64,
  formatParameter,
  formatXtext,
  LetterDecoder,
  LetterEncoder,
  makeVisible,
  parseAddressList,
  parseCapabilities,
  parseCommand,
  parseEnhancedCode,
  parseMailbox,
  parseXtext,
  ReplyReader,
} from '../../src/pure/protocol/index.ts';
import { decodeSession, filmOf, parseSession, printSession } from '../../src/pure/sessions/index.ts';
import { cuttings } from '../support/feed.ts';
import { connection, pcap, pcapng, SESSION } from '../support/packets.ts';

/** A parser under fuzz. */
export interface Target {
  readonly name: string;
  /** Where the fuzzer starts from. */
  readonly seeds: readonly (string | Uint8Array)[];
  /** Throws where a promise is broken. */
  readonly run: (bytes: Uint8Array) => void | Promise<void>;
}

/** Control characters that would reach a terminal: C0 but tab and line end, DEL, C1, bidirectional. */
const CONTROL = /[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/u;

/** A letter through an encoder, with its final dot. */
function encode(chunks: readonly Uint8Array[], stuff: boolean): Uint8Array {
  const encoder = new LetterEncoder({ stuff });
  return concatBytes([...chunks.map((chunk) => encoder.push(chunk).slice()), encoder.finish()]);
}

const TARGETS: readonly Target[] = [
  {
    name: 'the reply reader reads the same whatever the chunks, and keeps within its limits',
    seeds: [
      '220 mx.example.com ESMTP\r\n',
      '250-mx.example.com\r\n250-SIZE 1000\r\n250 STARTTLS\r\n',
      '250\r\n250 \r\n',
      '550-5.1.1 no\r\n551 other\r\n',
      'HTTP/1.1 400 Bad Request\r\n',
    ],
    run: (bytes) => {
      const results = cuttings(bytes).map(({ chunks }) => {
        const reader = new ReplyReader({ lineOctets: 200, replyOctets: 1000, replyLines: 20 });
        const found = chunks.flatMap((chunk) => reader.push(chunk));
        expect(reader.pending).toBeLessThanOrEqual(1200);
        return found;
      });
      for (const other of results.slice(1)) expect(other).toEqual(results[0]);
    },
  },
  {
    name: 'the command parser says of every line what it is or where it is wrong',
    seeds: [
      'MAIL FROM:<a@example.com> SIZE=18 BODY=8BITMIME',
      'RCPT TO:<"a b"@[IPv6:2001:db8::1]> NOTIFY=NEVER ORCPT=rfc822;a+2Bb@example.com',
      'EHLO [192.0.2.1]',
      'AUTH PLAIN AGEAYg==',
      'BDAT 10 LAST',
    ],
    run: (bytes) => {
      const line = decodeText(bytes);
      const parsed = parseCommand(line);
      if (!parsed.ok) {
        expect(parsed.problem.offset).toBeGreaterThanOrEqual(0);
        expect(parsed.problem.offset).toBeLessThanOrEqual(line.length);
      } else if (parsed.value.kind === 'path') {
        for (const { keyword, value } of parsed.value.parameters) formatParameter(keyword, value);
      }
    },
  },
  {
    name: 'a stuffed letter unstuffed is the letter, for all chunks, and has no bare line end',
    seeds: ['.\r\n..\r\n.a\r\nb', 'a\n.\r\nMAIL FROM:<x@example.net>\r\n', '\r\r\n\n.\r', ''],
    run: (bytes) => {
      const wires = cuttings(bytes).map(({ chunks }) => encode(chunks, true));
      for (const other of wires.slice(1)) expect(other).toEqual(wires[0]);
      const wire = wires[0] ?? new Uint8Array(0);
      const text = Buffer.from(wire).toString('latin1');
      expect(text).not.toMatch(/(?<!\r)\n|\r(?!\n)/);
      const decoder = new LetterDecoder();
      const { text: letter, done, rest } = decoder.push(wire);
      expect({ done, rest: rest.length, bare: decoder.bareLineEnds }).toEqual({
        done: true,
        rest: 0,
        bare: 0,
      });
      expect(Buffer.from(letter)).toEqual(Buffer.from(encode([bytes], false)));
      const plain = Buffer.from(bytes)
        .toString('latin1')
        .replace(/\r\n|\r|\n/g, '\r\n');
      const closed = plain === '' || plain.endsWith('\r\n') ? plain : `${plain}\r\n`;
      expect(Buffer.from(letter).toString('latin1')).toBe(closed);
    },
  },
  {
    name: 'the letter reader of a server finds the same end whatever the chunks',
    seeds: ['a\r\n.\r\nQUIT\r\n', '..\r\n.x\r\n.\r\n', '\n.\n\r\n.\n', '.\r\n'],
    run: (bytes) => {
      const results = cuttings(bytes).map(({ chunks }) => {
        const decoder = new LetterDecoder();
        const text: Uint8Array[] = [];
        let rest: Uint8Array[] = [];
        let done = false;
        for (const chunk of chunks) {
          if (done) rest.push(chunk);
          else {
            const piece = decoder.push(chunk);
            text.push(piece.text.slice());
            done = piece.done;
            if (done) rest = [piece.rest];
          }
        }
        const all = (parts: readonly Uint8Array[]): string => Buffer.concat(parts).toString('latin1');
        return { text: all(text), rest: all(rest), done, bare: decoder.bareLineEnds };
      });
      for (const other of results.slice(1)) expect(other).toEqual(results[0]);
      const whole = Buffer.from(bytes).toString('latin1');
      const end = whole.startsWith('.\r\n') ? 0 : whole.indexOf('\r\n.\r\n');
      expect(results[0]?.done).toBe(end >= 0);
    },
  },
  {
    name: 'the list of keywords, addresses and values are read or refused, and what is read can be written again',
    seeds: [
      'AUTH PLAIN LOGIN',
      '"Doe, Jane" <jane@example.com>, bob@example.com (Bob)',
      'team: a@example.com, b@example.com;',
      'a+20b+2Bc',
      '5.7.1 no',
      'AGFubgBzM2NyZXQ=',
    ],
    run: (bytes) => {
      const text = decodeText(bytes);
      parseCapabilities({ lines: text.split('\n') });
      parseEnhancedCode(text);
      const list = parseAddressList(text);
      if (list.ok) for (const { address } of list.value) expect(address).not.toMatch(/[\r\n\0]/);
      parseMailbox(text);
      const plain = parseXtext(text);
      if (plain !== null) expect(parseXtext(formatXtext(plain))).toBe(plain);
      expect(parseXtext(formatXtext(text))).toBe(text);
      const decoded = decodeBase64(text);
      if (decoded !== null) expect(decodeBase64(encodeBase64(decoded))).toEqual(decoded);
    },
  },
  {
    name: 'what is made visible has no control character, and says the rest as it was',
    seeds: ['\x1b[2J\x1b]0;title\x07', '\u202eabc', 'plain text', '\x9b2J'],
    run: (bytes) => {
      for (const text of [decodeText(bytes), Buffer.from(bytes).toString('latin1')]) {
        const shown = makeVisible(text);
        expect(shown).not.toMatch(CONTROL);
        if (/^[ -[\]-~\p{L}]*$/u.test(text)) expect(shown).toBe(text);
      }
    },
  },
  {
    name: 'a Bcc field never passes, and everything else does, whatever the chunks',
    seeds: [
      'From: a@example.com\r\nbCC : x@example.com,\r\n y@example.com\r\nTo: b@example.com\r\n\r\nBcc: text\r\n',
    ],
    run: (bytes) => {
      const results = cuttings(bytes).map(({ chunks }) => {
        const filter = new HeaderFilter({ keepBcc: false });
        return concatBytes([...chunks.map((chunk) => filter.push(chunk).slice()), filter.finish()]);
      });
      for (const other of results.slice(1)) expect(other).toEqual(results[0]);
      // As the receiver has it, with its line ends repaired.
      const wire = Buffer.from(encode(results.slice(0, 1), false)).toString('latin1');
      const head = wire.startsWith('\r\n') ? '' : (wire.split('\r\n\r\n')[0] ?? '');
      expect(head.split('\r\n').filter((line) => /^bcc[ \t]*:/i.test(line))).toEqual([]);
    },
  },
  {
    name: 'the practice server answers every line with whole, sound replies, in every scenario',
    seeds: [
      'EHLO c.example.com\nMAIL FROM:<a@example.com>\nRCPT TO:<b@example.com>\nDATA\n',
      'MAIL FROM:<a@example.com>\nRSET\nVRFY a\nHELP\nAUTH LOGIN\nbad\n*\nBDAT 5 LAST\nSTARTTLS\nQUIT\n',
    ],
    run: (bytes) => {
      const lines = decodeText(bytes).split('\n').slice(0, 40);
      const name = SCENARIO_NAMES[bytes.length % SCENARIO_NAMES.length];
      if (name === undefined) return;
      const mind = new Mind(scenarioOf(name), { seed: 'fuzz' });
      const actions = [...mind.open()];
      for (const line of lines) actions.push(...mind.line(line));
      for (const action of actions) {
        if (action.kind !== 'reply') continue;
        expect(action.code).toBeGreaterThanOrEqual(200);
        expect(action.code).toBeLessThan(600);
        for (const text of action.lines) expect(text).not.toMatch(/[\r\n\0]/);
      }
    },
  },
  {
    name: 'a lesson is read, or each of its faults is named with its place',
    seeds: [
      '---\nid: a\ntitle: A\n---\n\n# A\n\n## Step one {#one}\n\n```smtp\nEHLO x\n```\n',
      '---\n',
      '- [x] \n',
    ],
    run: (bytes) => {
      const { lesson, problems } = parseLesson(decodeText(bytes), 'fuzz.md');
      expect(lesson !== null || problems.length > 0).toBe(true);
    },
  },
  {
    name: 'a session file is read, with all of its faults; what is good is printed as it was written',
    seeds: [
      '---\ntitle: x\n---\nS: 220 ...\nC: EHLO {{name|base64}}\nS: 250-a\nS: 250 b ~ /x+/i\n@wait 1s\nC| "x\\n"\n? a == b\n',
      '@literal\nC: a\nC: .\nS? 250 x\nS: 2xx\n@auth PLAIN user password\n@split 1,2\n',
    ],
    run: (bytes) => {
      const decoded = decodeSession(bytes);
      if (!decoded.ok) return;
      const { file, problems } = parseSession(decoded.text, 'fuzz.smtp');
      if (!problems.some(({ severity }) => severity === 'error'))
        expect(printSession(file)).toBe(decoded.text);
      filmOf(file);
    },
  },
  {
    name: 'explain answers or has no answer, and shows no control character',
    seeds: [
      '550 5.1.1 User unknown',
      'host mx.example.com[192.0.2.1] said: 450 4.2.0 Greylisted (in reply to RCPT TO command)',
      'STARTTLS',
      'MAIL FROM: a@example.com',
      'AGFubgBzM2NyZXQ=',
    ],
    run: async (bytes) => {
      const text = decodeText(bytes.subarray(0, 2000));
      const options = { lang: bytes.length % 2 === 0 ? 'en' : 'ru', showSecrets: false } as const;
      await explainArguments([text], options);
      readText(bytes.subarray(0, 20_000));
      for (const line of text.split('\n')) readLogLine(line, 1);
    },
  },
  {
    name: 'a capture is the same whatever the chunks, and has no more in it than octets',
    seeds: [
      pcap(connection(SESSION, { link: 'vlan' }), { link: 'vlan' }),
      pcapng(connection(SESSION, { version: 6 })),
    ],
    run: (bytes) => {
      const read = (size: number): CaptureDocument => {
        const fold = new CaptureFold();
        for (let at = 0; at < bytes.length; at += size) fold.push(bytes.subarray(at, at + size));
        return fold.finish();
      };
      const whole = read(bytes.length + 1);
      expect(read(61)).toEqual(whole);
      expect(whole.packets).toBeLessThanOrEqual(bytes.length / 12);
      for (const { pieces } of whole.conversations) {
        const turns = pieces.flatMap((piece) => piece.turns);
        expect(turns.length).toBeLessThanOrEqual(bytes.length);
        readDialogueTurns(turns, 'capture');
        for (const letter of lettersOf(pieces))
          expect(turns.length).toBeGreaterThan(letter.recipients.length);
        for (const span of pieces.flatMap(spansOf)) expect(span.to).toBeGreaterThanOrEqual(span.from);
      }
    },
  },
];

/** All targets; more are added by whoever adds a parser. */
export function fuzzTargets(): readonly Target[] {
  return TARGETS;
}
