/** Blocks of a session file, `@if … @else … @end`: where each ends, and the code that a reply had where a branch of it is taken. */

import type { SessionFault } from '../problems/index.ts';
import { isInLetter } from '../protocol/index.ts';
import type { SessionState } from '../protocol/index.ts';
import type { CodeSet, ServerLine, SessionLine, Span } from './ast.ts';
import { isInSet } from './codes.ts';
import { opensBlock } from './directive.ts';
import type { Folded } from './fold.ts';
import type { Severity } from './problem.ts';

/** Blocks within blocks: nobody reads more of them. */
const MOST_DEEP = 32;

/** The index of a block's `@else`, null where it has none, and of its `@end`. */
export interface BlockEnds {
  readonly otherwise: number | null;
  readonly end: number;
}

/** What is wrong with how blocks are nested, or where their branches meet. */
export interface BlockFault {
  readonly span: Span;
  readonly severity: Severity;
  readonly fault: SessionFault;
}

/** The last reply: the session before and after it, for an `@if` that goes another way. */
export interface Fork {
  readonly before: Folded;
  readonly after: SessionState;
  readonly codes: CodeSet;
  readonly lines: readonly ServerLine[];
}

/** The blocks of a file by the index of the line that opens each, and what is wrong with how they are nested. */
export function blocksOf(lines: readonly SessionLine[]): {
  readonly blocks: ReadonlyMap<number, BlockEnds>;
  readonly faults: readonly BlockFault[];
} {
  const blocks = new Map<number, BlockEnds>();
  const faults: BlockFault[] = [];
  const open: { readonly at: number; readonly name: string; otherwise: number | null }[] = [];
  const tell = (line: SessionLine | undefined, fault: SessionFault): void => {
    if (line !== undefined) faults.push({ span: line.span, severity: 'error', fault });
  };
  for (const [at, line] of lines.entries()) {
    if (line.kind !== 'directive') continue;
    const { name } = line.directive;
    const inner = open.at(-1);
    if (opensBlock(line.directive)) {
      open.push({ at, name, otherwise: null });
      if (open.length === MOST_DEEP + 1) tell(line, { code: 'block-too-deep', detail: { max: MOST_DEEP } });
    } else if (name === 'end' && inner !== undefined) {
      open.pop();
      if (open.length < MOST_DEEP) blocks.set(inner.at, { otherwise: inner.otherwise, end: at });
    } else if (name === 'else' && inner?.name === 'if' && inner.otherwise === null) inner.otherwise = at;
    else if (name === 'end' || name === 'else')
      tell(line, { code: 'block-not-open', detail: { found: `@${name}` } });
  }
  for (const { at, name } of open)
    tell(lines[at], { code: 'block-unclosed', detail: { directive: `@${name}` } });
  return { blocks, faults };
}

/** A code that a reply of `codes` may have had, of another set or not of it. */
export function branchCode(codes: CodeSet, set: CodeSet, among: boolean): number {
  const written = [...set.alternatives, ...codes.alternatives].map((one) =>
    Number(one.replace(/^x/, '2').replace(/^3xx$/, '354').replace(/x/g, '0')),
  );
  const fitting = [...written, ...USUAL].filter((code) => isInSet(code, set) === among);
  return fitting.find((code) => isInSet(code, codes)) ?? fitting[0] ?? NO;
}

const NO = 550;
const USUAL: readonly number[] = [250, 451, NO, 354];

/** Where two branches meet: the session of one that is not over; a fault where only one of them ends within a letter. */
export function meet(
  first: Folded,
  second: Folded,
  span: Span,
): { readonly folded: Folded; readonly fault: readonly BlockFault[] } {
  if (isOver(first)) return { folded: second, fault: [] };
  if (isOver(second) || hasLetter(first) === hasLetter(second)) return { folded: first, fault: [] };
  const fault = { code: 'branches-part', detail: {} } as const;
  return { folded: first, fault: [{ span, severity: 'warning', fault }] };
}

function isOver({ state: { phase } }: Folded): boolean {
  return phase === 'closed' || phase === 'closing';
}

function hasLetter({ believed, state }: Folded): boolean {
  return believed || isInLetter(state);
}
