/** Markdown on the screen: what a lesson holds of control characters is shown, never obeyed. */

import { describe, expect, it } from 'vitest';
import { markdownToHtml, renderMarkdown } from '../../../src/cli/terminal/index.ts';

const setting = {
  color: false,
  lang: 'en' as const,
  out: { columns: 80, isTerminal: true, line: () => undefined, write: () => undefined },
};

describe('Markdown on the screen', () => {
  it('shows control characters of the text, and keeps its lines and indents', async () => {
    const lines = await renderMarkdown(
      'Title\n\n    code\tmore\n\nbad \u001b[2J \u202e text\r\nnext',
      setting,
    );
    const text = lines.join('\n');
    expect(text).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u202e]/);
    expect(text).toContain('\\x1b[2J');
    expect(text).toContain('code    more');
  });

  const plain = async (text: string, columns = 40): Promise<string> =>
    (await renderMarkdown(text, { ...setting, out: { ...setting.out, columns } })).join('\n');

  it('breaks prose between words, never inside what is to be typed', async () => {
    expect(
      await plain('Begin an envelope, then `MAIL FROM:<student@example.test>`, and **change your\nmind**.'),
    ).toMatchInlineSnapshot(`
      "Begin an envelope, then
      "MAIL FROM:<student@example.test>", and
      change your mind."
    `);
  });

  it('keeps a command with an address as it is, and whole, with marks or without', async () => {
    const text =
      'Then MAIL FROM:<student@example.test>, RCPT TO:<teacher@example.test>, AUTH CRAM-MD5, :unb64 UGFz, RFC 5321 §4.2.';
    for (const columns of [40, 60, 80])
      for (const color of [false, true]) {
        const lines = await renderMarkdown(text, { ...setting, color, out: { ...setting.out, columns } });
        for (const piece of [
          'MAIL FROM:<student@example.test>',
          'RCPT TO:<teacher@example.test>',
          'AUTH CRAM-MD5',
          ':unb64 UGFz',
          'RFC 5321 §4.2',
        ])
          expect(
            lines.some((line) => line.includes(piece)),
            `${columns} ${piece}`,
          ).toBe(true);
        expect(lines.join('\n')).not.toMatch(/mailto|\u00a0/);
      }
    expect(await markdownToHtml(text, 'Title', 'en')).toContain('MAIL FROM:&lt;student@example.test&gt;,');
  });

  it('quotes what is to be typed where there is no colour, in the marks of the language', async () => {
    const text = 'Say `EHLO me`, then `DATA`, to `a@example.test`, behind `by`.';
    expect(await plain(text, 80)).toBe('Say "EHLO me", then DATA, to a@example.test, behind "by".');
    expect(await renderMarkdown(text, { ...setting, lang: 'ru' })).toEqual([
      'Say «EHLO me», then DATA, to a@example.test, behind «by».',
    ]);
    expect(await plain('`RCPT TO:<nobody@example.test>`')).toBe('RCPT TO:<nobody@example.test>');
  });

  it('has headings, lists, quotations, code and rules below each other', async () => {
    expect(
      await plain(
        [
          '# A title',
          '- one\n  - *two*\n- [x] a long item that goes on and on under its own beginning',
          '3. three\n4. four',
          '> said by `somebody`',
          '```smtp\nC: EHLO x\n  S: 250 `ok`\n```',
          '---',
          '    indented\n      more\n\n',
        ].join('\n\n'),
      ),
    ).toMatchInlineSnapshot(`
      "A title

        * one
          * two
        * [x] a long item that goes on and on
              under its own beginning

        3. three
        4. four

        said by "somebody"

      C: EHLO x
        S: 250 \`ok\`

      ---------------------------------------

      indented
        more"
    `);
  });

  it('has links with their addresses, tables, breaks, entities, and tags as text', async () => {
    expect(
      await plain(
        'a [page](https://example.test/) &amp; <https://example.test>\\\nnext ~~gone~~ a\\*b <b>c</b>\n\n| verb | code |\n| --- | --- |\n| `DATA` | **354** |\n\n<p>raw</p>',
      ),
    ).toMatchInlineSnapshot(`
      "a page (https://example.test/) &
      https://example.test
      next gone a*b <b>c</b>

      verb  code
      ----  ----
      DATA  354

      <p>raw</p>"
    `);
  });

  it('is painted only where colour is wanted', async () => {
    const text = '# One\n\n**two** `three` *four* [five](https://example.test/)\n\n    six';
    expect(await plain(text)).not.toContain('\u001b');
    const lines = await renderMarkdown(text, { ...setting, color: true });
    expect(lines.join('\n').replaceAll('\u001b[', '^')).toMatchInlineSnapshot(`
      "^35m^4m^1mOne^22m^24m^39m

      ^1mtwo^22m ^33mthree^39m ^3mfour^23m ^34m^4mfive^24m^39m (^34m^4mhttps://example.test/^24m^39m)

      ^33msix^39m"
    `);
  });
});
