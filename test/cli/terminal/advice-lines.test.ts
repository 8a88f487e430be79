/** An advice on a narrow screen: prose is broken between words, a command to be typed is not. */

import { describe, expect, it } from 'vitest';
import { renderAdvice } from '../../../src/cli/terminal/advice.ts';

describe('an advice on a narrow screen', () => {
  it.each(['smtp-lab', 'npx smtp-lab'])('keeps a command of %s in one line', (program) => {
    const command = `${program} explain 5.1.1`;
    const advice = {
      headline: 'Refused.',
      happened: ['The reply was 550.'],
      means: ['No such mailbox.'],
      tries: [],
      closing: [`Sending it again gives the same answer. More: ${command}`],
    };
    for (let columns = 40; columns < 100; columns++) {
      const lines = renderAdvice(advice, { lang: 'en', columns, color: false });
      expect(lines.filter((line) => line.includes(command))).toHaveLength(1);
    }
  });
});
