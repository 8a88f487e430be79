import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { foldersOf, readJson, readProfile, writeWhole } from '../../../src/io/storage/index.ts';

let folder = '';

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'smtp-lab-test-'));
});

afterEach(() => {
  rmSync(folder, { recursive: true });
});

describe('a file of ours', () => {
  it('is written whole, for nobody else to read, and leaves nothing beside it', async () => {
    const file = join(folder, 'a', 'b', 'state.json');
    await writeWhole(file, '{"a":1}');
    await writeWhole(file, '{"a":2}');
    expect(await readJson(file)).toEqual({ kind: 'value', value: { a: 2 } });
    expect(statSync(file).mode & 0o777).toBe(0o600);
    expect(readdirSync(join(folder, 'a', 'b'))).toEqual(['state.json']);
  });

  it('that is damaged is set aside with all that is in it', async () => {
    const file = join(folder, 'state.json');
    writeFileSync(file, '{"a":');
    const read = await readJson(file);
    expect(read.kind).toBe('damaged');
    expect(readFileSync(read.kind === 'damaged' ? read.aside : '', 'utf8')).toBe('{"a":');
    expect(await readJson(file)).toEqual({ kind: 'missing' });
  });
});

describe('the folders', () => {
  it('are one where SMTP_LAB_HOME says so, and those of the platform else', () => {
    expect(foldersOf({ SMTP_LAB_HOME: folder })).toEqual({ config: folder, state: folder });
    expect(foldersOf({}).config).toMatch(/smtp-lab/);
  });
});

describe('a profile', () => {
  const read = (text: string, name = 'work') => {
    writeFileSync(join(folder, 'config.yaml'), text);
    return readProfile(name, { SMTP_LAB_HOME: folder });
  };

  it('is a section of the config file, a line an option', async () => {
    expect(
      await read(
        'work:\n  server: mail.example.test\n  port: 2525\n  tls_min: 1.3\n  insecure: true\n  xclient: [A=1, B=2]\n',
      ),
    ).toMatchObject({
      kind: 'profile',
      strange: [],
      values: new Map<string, unknown>([
        ['server', 'mail.example.test'],
        ['port', '2525'],
        ['tls-min', '1.3'],
        ['insecure', true],
        ['xclient', ['A=1', 'B=2']],
      ]),
    });
  });

  it('says what is wrong: no file, no YAML, no such profile, a value that is none', async () => {
    expect(await readProfile('work', { SMTP_LAB_HOME: folder })).toMatchObject({ kind: 'no-file' });
    expect(await read('work: [')).toMatchObject({ kind: 'bad-file' });
    expect(await read('home:\n  port: 25\n')).toMatchObject({ kind: 'no-profile', known: ['home'] });
    expect(await read('work:\n  server: {a: 1}\n')).toMatchObject({ strange: ['server'] });
  });
});
