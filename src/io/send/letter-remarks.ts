/** What is said of a letter before it is sent: what will be changed in it, and what is odd about it. */

import type { Remark } from '../../pure/events/index.ts';
import type { Letter } from '../letters/index.ts';

/** In the order in which they stand in a letter. */
export function letterRemarks(letter: Letter): readonly Remark[] {
  const {
    hasHeader,
    front,
    bccRemoved,
    strangeHeaderLine,
    bareLineEnds,
    unclosed,
    nuls,
    longLines,
    added,
    raw,
  } = letter;
  return [
    ...(raw === true ? [{ code: 'raw-data', detail: {} } as const] : []),
    ...(hasHeader ? [] : [{ code: 'no-header-block', detail: {} } as const]),
    ...(added === undefined ? [] : [{ code: 'fields-added', detail: { fields: added.join(', ') } } as const]),
    ...(front === '' ? [] : [{ code: 'front-removed', detail: { what: front } } as const]),
    ...(bccRemoved > 0 ? [{ code: 'bcc-removed', detail: { fields: bccRemoved } } as const] : []),
    ...(strangeHeaderLine === null
      ? []
      : [{ code: 'header-not-utf8', detail: { line: strangeHeaderLine } } as const]),
    ...(bareLineEnds === null ? [] : [{ code: 'line-ends-repaired', detail: bareLineEnds } as const]),
    ...(unclosed ? [{ code: 'last-line-closed', detail: {} } as const] : []),
    ...(nuls === null ? [] : [{ code: 'nul-octets', detail: nuls } as const]),
    ...(longLines === null ? [] : [{ code: 'long-lines', detail: longLines } as const]),
  ];
}
