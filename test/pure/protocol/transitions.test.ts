import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { hasPlace, TRANSITIONS } from '../../../src/pure/protocol/index.ts';
import { transitionOf } from '../../../src/pure/protocol/transitions.ts';

const ANSWERS = { yes: '2yz', no: '4yz, 5yz', any: 'any' } as const;

/** The table as the plan of the house prints it. */
function asMarkdown(): string {
  const rows = TRANSITIONS.map(({ step, answer, from, to, section }) => {
    const code = answer === 'yes' || answer === 'no' || answer === 'any' ? ANSWERS[answer] : answer;
    return `| ${step} | ${code} | ${from.join(', ')} | ${to} | ${section} |`;
  });
  return [
    '| step | reply | has its place in | leads to | source |',
    '| --- | --- | --- | --- | --- |',
    ...rows,
  ].join('\n');
}

describe('the order of a session', () => {
  it('stands in the plan of the house as it is in the code', () => {
    const plan = readFileSync(new URL('../../../src/README.md', import.meta.url), 'utf8');
    expect(plan).toContain(asMarkdown());
  });

  it('names one phase for each step and reply in each phase', () => {
    for (const { step, from, answer } of TRANSITIONS) {
      for (const phase of from) {
        const same = TRANSITIONS.filter(
          (row) => row.step === step && row.from.includes(phase) && row.answer === answer,
        );
        expect(same, `${step} in ${phase}`).toHaveLength(1);
      }
    }
  });

  it('leaves a phase only by a reply that means yes or go on, where the step had no place', () => {
    expect(transitionOf('ready', 'RCPT', { code: 503, class: 5 })).toBeNull();
    expect(transitionOf('ready', 'RCPT', { code: 250, class: 2 })?.to).toBe('rcpt');
    expect(transitionOf('mail', 'DATA', { code: 354, class: 3 })?.to).toBe('data');
  });

  it('knows no place for what is no step', () => {
    expect(hasPlace('ready', 'XFOO')).toBeNull();
    expect(hasPlace('ready', 'MAIL')).toBe(true);
    expect(hasPlace('mail', 'MAIL')).toBe(false);
  });
});
