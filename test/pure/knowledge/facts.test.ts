/** The tables hold what the standards and the registries hold: counts and lists are typed here a second time. */

import { describe, expect, it } from 'vitest';
import { CERTIFICATE_FAULTS } from '../../../src/pure/knowledge/certificates.ts';
import { COMMANDS } from '../../../src/pure/knowledge/commands.ts';
import type { CommandFacts } from '../../../src/pure/knowledge/commands.ts';
import { ENHANCED_CODES } from '../../../src/pure/knowledge/enhanced-codes.ts';
import { IN_PLACE } from '../../../src/pure/knowledge/in-place.ts';
import { loadCore, loadKeywords, loadQuirks, loadRfcs } from '../../../src/pure/knowledge/index.ts';
import { KEYWORDS } from '../../../src/pure/knowledge/keywords.ts';
import { LIMITS } from '../../../src/pure/knowledge/limits.ts';
import { MECHANISM_FACTS } from '../../../src/pure/knowledge/mechanisms.ts';
import { PARAMETERS } from '../../../src/pure/knowledge/parameters.ts';
import { PORT_FACTS } from '../../../src/pure/knowledge/ports.ts';
import { PROVIDER_REPLIES } from '../../../src/pure/knowledge/provider-replies.ts';
import { QUIRKS } from '../../../src/pure/knowledge/quirks.ts';
import { REPLY_CLASSES } from '../../../src/pure/knowledge/reply-classes.ts';
import { REPLY_CODES } from '../../../src/pure/knowledge/reply-codes.ts';
import { RFCS } from '../../../src/pure/knowledge/rfcs.ts';
import { TERMS } from '../../../src/pure/knowledge/terms.ts';
import * as protocol from '../../../src/pure/protocol/index.ts';

const count = (table: object): number => Object.keys(table).length;
const numbers = (text: string): readonly number[] => text.split(' ').map(Number);

describe('the tables are complete', () => {
  it('have as many rows as there are things to know', () => {
    expect(count(REPLY_CLASSES)).toBe(5 + 6);
    expect(count(REPLY_CODES)).toBe(68);
    expect(count(ENHANCED_CODES)).toBe(3 + 8 + 81 + 13 + 7);
    expect(count(KEYWORDS)).toBe(35 + 21 + 29);
    expect(count(COMMANDS)).toBe(28);
    expect(count(PARAMETERS)).toBe(26);
    expect(count(MECHANISM_FACTS)).toBe(27);
    expect(count(PORT_FACTS)).toBe(12);
    expect(count(LIMITS)).toBe(48 + 29);
    expect(count(PROVIDER_REPLIES)).toBe(131 + 15);
    expect(count(TERMS)).toBeGreaterThanOrEqual(40);
  });

  it('have every code of RFC 5321 §4.2.3, and those of its extensions, as standard ones', () => {
    const base =
      '211 214 220 221 250 251 252 354 421 450 451 452 455 500 501 502 503 504 550 551 552 553 554 555';
    const extensions = '235 253 334 432 453 454 458 459 521 530 534 535 538 556';
    const standard = Object.values(REPLY_CODES).filter((row) => row.status === 'standard');
    expect(standard.map((row) => row.code)).toEqual(
      [...numbers(`${base} ${extensions}`)].sort((a, b) => a - b),
    );
  });

  it('tell the kinds of enhanced codes apart', () => {
    const rows = Object.values(ENHANCED_CODES);
    expect(rows.filter((row) => row.kind === 'class')).toHaveLength(3);
    expect(rows.filter((row) => row.kind === 'subject')).toHaveLength(8);
    expect(rows.filter((row) => row.kind === 'detail' && row.status !== 'vendor')).toHaveLength(81);
    expect(rows.filter((row) => row.status === 'vendor')).toHaveLength(20);
    expect(rows.filter((row) => row.status === 'deprecated').map((row) => row.code)).toEqual(['X.6.10']);
  });

  it('have 35 registered keywords', () => {
    expect(Object.values(KEYWORDS).filter((row) => row.registered)).toHaveLength(35);
    for (const name of [
      'SIZE',
      '8BITMIME',
      'PIPELINING',
      'STARTTLS',
      'AUTH',
      'DSN',
      'SMTPUTF8',
      'CHUNKING',
      'LIMITS',
    ]) {
      expect(KEYWORDS).toHaveProperty(name);
    }
  });

  it.each([
    ['EHLO', '250', '502 504 550'],
    ['MAIL', '250', '451 452 455 503 550 552 553 555'],
    ['RCPT', '250 251', '450 451 452 455 503 550 551 552 553 555'],
    ['DATA', '250', '450 451 452 503 550 552 554'],
    ['VRFY', '250 251 252', '502 504 550 551 553'],
    ['EXPN', '250 252', '502 504 550'],
    ['HELP', '211 214', '502 504'],
    ['QUIT', '221', ''],
    ['NOOP', '250', ''],
    ['RSET', '250', ''],
  ] as const)('list the replies that RFC 5321 §4.3.2 gives for %s', (verb, success, errors) => {
    const row: CommandFacts = COMMANDS[verb];
    expect(row.success).toEqual(numbers(success));
    expect(row.errors).toEqual(expect.arrayContaining(errors === '' ? [] : [...numbers(errors)]));
  });

  it('have the least times to wait of RFC 5321 §4.5.3.2, as the protocol has them', () => {
    const { greeting, mail, rcpt, data, block, final } = protocol.RFC_TIMEOUTS;
    expect(LIMITS['greeting-timeout'].value).toBe(greeting);
    expect(LIMITS['mail-timeout'].value).toBe(mail);
    expect(LIMITS['rcpt-timeout'].value).toBe(rcpt);
    expect(LIMITS['data-timeout'].value).toBe(data);
    expect(LIMITS['block-timeout'].value).toBe(block);
    expect(LIMITS['final-timeout'].value).toBe(final);
    expect(LIMITS['command-line'].value).toBe(protocol.COMMAND_LINE_OCTETS);
    expect(LIMITS['reply-line'].value).toBe(protocol.REPLY_LINE_OCTETS);
    expect(LIMITS['auth-line'].value).toBe(protocol.AUTH_LINE_OCTETS);
    expect(LIMITS['text-line'].value).toBe(protocol.TEXT_LINE_OCTETS);
    expect(LIMITS['local-part'].value).toBe(protocol.LOCAL_PART_OCTETS);
    expect(LIMITS.domain.value).toBe(protocol.DOMAIN_OCTETS);
    expect(LIMITS.path.value).toBe(protocol.PATH_OCTETS);
  });
});

describe('the tables agree with one another', () => {
  it('are keyed by what their rows are about', () => {
    for (const [key, row] of Object.entries(REPLY_CODES)) expect(row.code).toBe(Number(key));
    for (const [key, row] of Object.entries(ENHANCED_CODES)) expect(row.code).toBe(key);
    for (const [key, row] of Object.entries(KEYWORDS)) expect(row.keyword).toBe(key);
    for (const [key, row] of Object.entries(COMMANDS)) expect(row.verb).toBe(key);
    for (const [key, row] of Object.entries(PARAMETERS)) expect(row.name).toBe(key);
    for (const [key, row] of Object.entries(MECHANISM_FACTS)) expect(row.name).toBe(key);
    for (const [key, row] of Object.entries(PORT_FACTS)) expect(row.port).toBe(Number(key));
    for (const [key, row] of Object.entries(IN_PLACE)) expect(`${row.place} ${row.code}`).toBe(key);
  });

  it('put codes only where there is a command, a stage or a silence to answer', () => {
    for (const { place, code } of Object.values(IN_PLACE)) {
      expect([...Object.keys(COMMANDS), 'greeting', 'letter', 'unasked']).toContain(place);
      expect(REPLY_CODES).toHaveProperty(String(code));
    }
  });

  it('explain in place each reply that a standard foresees for the everyday commands', () => {
    const places: Readonly<Record<string, readonly string[]>> = {
      EHLO: ['EHLO'],
      STARTTLS: ['STARTTLS'],
      AUTH: ['AUTH'],
      MAIL: ['MAIL'],
      RCPT: ['RCPT'],
      DATA: ['DATA', 'letter'],
      BDAT: ['BDAT', 'letter'],
      RSET: ['RSET'],
      QUIT: ['QUIT'],
      VRFY: ['VRFY'],
      EXPN: ['EXPN'],
    };
    for (const [verb, row] of Object.entries(COMMANDS)) {
      const stages = places[verb];
      if (stages === undefined) continue;
      for (const code of [...row.success, ...row.intermediate, ...row.errors]) {
        if (code === 530 && ['RSET', 'EXPN'].includes(verb)) continue;
        if (code === 504 && ['VRFY', 'EXPN'].includes(verb)) continue;
        const found = stages.some((place) => Object.hasOwn(IN_PLACE, `${place} ${code}`));
        expect(found, `${verb} ${code}`).toBe(true);
      }
    }
  });

  it('know each keyword that a command or a parameter needs, and each parameter that a keyword brings', () => {
    for (const [verb, { keyword }] of Object.entries<protocol.VerbFacts>(protocol.VERBS)) {
      expect(COMMANDS).toHaveProperty([verb]);
      if (keyword !== null) expect(KEYWORDS).toHaveProperty([keyword]);
    }
    expect(Object.keys(PARAMETERS).sort()).toEqual(Object.keys(protocol.PARAMETERS).sort());
    for (const { keyword, of } of Object.values(protocol.PARAMETERS)) {
      expect(KEYWORDS).toHaveProperty([keyword]);
      for (const verb of of) expect(protocol.VERBS).toHaveProperty([verb]);
    }
    for (const name of protocol.MECHANISM_NAMES) expect(MECHANISM_FACTS).toHaveProperty([name]);
    expect(Object.keys(PORT_FACTS)).toEqual(Object.keys(protocol.PORTS));
    for (const row of Object.values(KEYWORDS)) {
      if (row.aliasOf !== null) expect(KEYWORDS).toHaveProperty([row.aliasOf]);
    }
  });

  it('lead from term to term', () => {
    for (const [id, row] of Object.entries(TERMS)) {
      for (const other of row.see) {
        expect(TERMS, id).toHaveProperty([other]);
        expect(other).not.toBe(id);
      }
    }
  });

  it('have a row for each mechanism that the program speaks', () => {
    const spoken =
      'PLAIN LOGIN CRAM-MD5 SCRAM-SHA-1 SCRAM-SHA-1-PLUS SCRAM-SHA-256 SCRAM-SHA-256-PLUS XOAUTH2';
    for (const name of [...spoken.split(' '), 'OAUTHBEARER', 'EXTERNAL', 'ANONYMOUS']) {
      expect(MECHANISM_FACTS).toHaveProperty([name]);
    }
  });

  it('advise options only', () => {
    for (const row of Object.values(CERTIFICATE_FAULTS)) {
      expect(row.options.length).toBeGreaterThan(0);
      for (const option of row.options) expect(option).toMatch(/^--[a-z-]+$/);
    }
  });
});

describe('references', () => {
  it('of every table are to RFCs that have a row, and are written one way', async () => {
    const rfcs = await loadRfcs('en');
    const tables = [
      REPLY_CLASSES,
      REPLY_CODES,
      IN_PLACE,
      ENHANCED_CODES,
      KEYWORDS,
      COMMANDS,
      PARAMETERS,
      MECHANISM_FACTS,
      PORT_FACTS,
    ];
    for (const table of [...tables, LIMITS, QUIRKS, TERMS]) {
      for (const [id, row] of Object.entries(table)) {
        for (const part of row.source === '' ? [] : row.source.split('; ')) {
          const found =
            /^(?:RFC (\d+)(?: (?:§[\dA-Z]+(?:\.\d+)*|appendix [A-Z])(?:, (?:§[\dA-Z]+(?:\.\d+)*|appendix [A-Z]))*)?|draft-[a-z0-9-]+)$/.exec(
              part,
            );
          expect(found, `${id}: ${part}`).not.toBeNull();
          if (found?.[1] !== undefined) expect(rfcs.has(Number(found[1])), part).toBe(true);
        }
      }
    }
  });

  it('of an RFC that is out of date lead to the current one', () => {
    for (const [number, row] of Object.entries(RFCS)) {
      for (const next of row.obsoletedBy) {
        expect(RFCS, `RFC ${number}`).toHaveProperty(String(next));
        expect(next).toBeGreaterThan(Number(number));
      }
    }
    expect(RFCS[821].obsoletedBy).toEqual([2821]);
    expect(RFCS[2821].obsoletedBy).toEqual([5321]);
    expect(RFCS[5321].obsoletedBy).toEqual([]);
  });
});

describe('the register of leniencies', () => {
  it.each([
    ['that ends in a lone LF', '250 ok\n', 'bare-lf'],
    ['of three digits and nothing', '250\r\n', 'code-only'],
    ['above 512 octets', `250 ${'x'.repeat(600)}\r\n`, 'long-line'],
  ])('has the one that a reply line %s needs', async (_name, wire, quirk) => {
    const quirks = await loadQuirks('en');
    const reader = new protocol.ReplyReader();
    const met = reader
      .push(protocol.encodeText(wire))
      .flatMap((result) => (result.kind === 'reply' ? result.quirks : []));
    expect(met).toEqual([quirk]);
    for (const name of met) expect(quirks.has(name)).toBe(true);
  });

  it.each([
    ['MAIL FROM: <a@example.test>', 'space-before-path'],
    ['MAIL FROM:a@example.test', 'missing-brackets'],
    ['RCPT TO:<@relay.example.test:a@example.test>', 'source-route'],
    ['NOOP ', 'trailing-space'],
  ])('has the one that the command %j needs', async (line, quirk) => {
    const quirks = await loadQuirks('ru');
    const parsed = protocol.parseCommand(line);
    if (!parsed.ok) throw new Error(line);
    expect(parsed.value.quirks).toContain(quirk);
    for (const name of parsed.value.quirks) expect(quirks.has(name)).toBe(true);
  });
});

describe('loading', () => {
  it('brings all that a transcript needs at once, and finds keywords in any spelling of their maker', async () => {
    const core = await loadCore('ru');
    expect(core.codes.get(550)?.code).toBe(550);
    expect(core.classes.get('4yz')?.kind).toBe('class');
    expect(core.inPlace.get('letter 250')?.place).toBe('letter');
    expect(core.inPlace.get('letter 250')?.text).not.toBe(core.inPlace.get('MAIL 250')?.text);
    expect(core.enhanced.get('X.1.1')?.kind).toBe('detail');
    expect(core.commands.get('EHLO')?.verb).toBe('EHLO');
    expect(core.keywords.get('COREMAIL')?.keyword).toBe('coremail');
  });

  it('finds nothing by the names that every object has', async () => {
    const keywords = await loadKeywords('en');
    for (const name of ['constructor', '__proto__', 'toString']) expect(keywords.get(name)).toBeUndefined();
  });
});
