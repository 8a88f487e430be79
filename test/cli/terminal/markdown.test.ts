/** Markdown on the screen: what a lesson holds of control characters is shown, never obeyed. */

import { describe, expect, it } from 'vitest';
import { renderMarkdown } from '../../../src/cli/terminal/index.ts';

const setting = {
  color: false,
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
});
