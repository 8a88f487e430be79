/** A report knows its own kind, so that a file that is something else is not overwritten by one. */

import { describe, expect, it } from 'vitest';
import { isReportOf, REPORT_KINDS, reportOf } from '../../../src/pure/reports/index.ts';
import type { SuiteCase } from '../../../src/pure/reports/index.ts';

const CASE: SuiteCase = {
  file: 'one.smtp',
  title: 'One',
  expectations: 1,
  failures: [],
  transcript: [],
  skipped: [],
  tries: 1,
  milliseconds: 5,
  conversation: null,
  tried: true,
};

describe('a report of a kind', () => {
  it.each(REPORT_KINDS)('%s is known again, and taken for no other', (kind) => {
    for (const cases of [[], [CASE], [CASE, { ...CASE, file: 'two.smtp' }]]) {
      const report = reportOf(kind, cases, 'en');
      expect(REPORT_KINDS.filter((one) => isReportOf(one, report))).toEqual([kind]);
    }
  });

  it('of Markdown is in the language of the reader', () => {
    const wrong = { kind: 'error', file: 'one.smtp', line: null, column: null, text: 'x' } as never;
    const report = reportOf(
      'md',
      [CASE, { ...CASE, failures: [wrong] }, { ...CASE, skipped: ['tls'] }],
      'ru',
    );
    expect(report).toContain('Прошло: 1, не прошло: 1, пропущено: 1, проверок: 3.');
    expect(report).toContain('| one.smtp | пройдено | 0,005 с |');
    expect(report).toContain('| one.smtp | пропущено, нужно: tls |');
    expect(report.replaceAll('smtp-lab replay', '').replaceAll('one.smtp', '')).not.toMatch(/[a-z]{4}/);
  });

  it.each([
    '<?xml version="1.0"?>\n<testsuites name="somebody"/>\n',
    'TAP version 13\n1..1\nok 1 - somebody\n',
    '{"files": []}\n',
    '# Notes\n',
    '<!doctype html>\n<html lang="en"></html>\n',
  ])('is not what another program wrote: %j', (text) => {
    expect(REPORT_KINDS.filter((one) => isReportOf(one, text))).toEqual([]);
  });
});
