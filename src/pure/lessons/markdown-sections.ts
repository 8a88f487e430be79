/**
 * The outline of a lesson's Markdown: front matter, headings with ids, fenced blocks, and the prose between them, each with
 * its line. Only what the lesson format needs; the prose itself is rendered elsewhere by a Markdown library.
 */

/** A fenced block, its language word and the lines inside. */
export interface Fence {
  readonly language: string;
  readonly text: string;
  /** Line of the opening fence, from 1. */
  readonly line: number;
}

/** A heading of level 2 or 3 and what follows it, fenced `check` and `say` blocks taken out of the prose. */
export interface Section {
  readonly level: 0 | 2 | 3;
  readonly title: string;
  /** From `{#id}` behind the title; '' for none. */
  readonly id: string;
  /** Words of `{#id .fresh}`. */
  readonly marks: readonly string[];
  readonly prose: string;
  readonly fences: readonly Fence[];
  readonly line: number;
}

export interface Outline {
  /** The YAML between the first two `---`; null where there is none. */
  readonly frontMatter: string | null;
  /** The first has level 0: what stands before any heading. */
  readonly sections: readonly Section[];
}

/** Blocks that are data for the tutor, not prose for the reader. */
const DATA_BLOCKS: readonly string[] = ['check', 'say'];

const HEADING = /^(##|###) +(.*?)(?: *\{#([^\s}]+)((?: +\.[\w-]+)*)\})? *$/;
const FENCE = /^(`{3,}|~{3,}) *([\w-]*)/;

interface Draft {
  level: 0 | 2 | 3;
  title: string;
  id: string;
  marks: string[];
  prose: string[];
  fences: Fence[];
  line: number;
}

/** Cuts a lesson's text into its sections. Never fails: what is missing is found by those who read the sections. */
export function outlineOf(markdown: string): Outline {
  const lines = markdown.replace(/^\uFEFF/, '').split(/\r?\n/);
  let index = 0;
  let frontMatter: string | null = null;
  if (lines[0] === '---') {
    const end = lines.indexOf('---', 1);
    if (end > 0) {
      frontMatter = lines.slice(1, end).join('\n');
      index = end + 1;
    }
  }
  let current: Draft = { level: 0, title: '', id: '', marks: [], prose: [], fences: [], line: index + 1 };
  const drafts: Draft[] = [current];
  while (index < lines.length) {
    const line = lines[index] ?? '';
    const fence = FENCE.exec(line);
    if (fence !== null) {
      const closing = fence[1] ?? '```';
      let end = index + 1;
      while (end < lines.length && !(lines[end] ?? '').startsWith(closing)) end++;
      const inside = lines.slice(index + 1, end);
      const language = fence[2] ?? '';
      if (DATA_BLOCKS.includes(language)) {
        current.fences.push({ language, text: inside.join('\n'), line: index + 1 });
      } else {
        current.prose.push(line, ...inside, closing);
      }
      index = end + 1;
      continue;
    }
    const heading = HEADING.exec(line);
    if (heading === null) {
      current.prose.push(line);
    } else {
      current = {
        level: heading[1] === '##' ? 2 : 3,
        title: (heading[2] ?? '').trim(),
        id: heading[3] ?? '',
        marks: (heading[4] ?? '').split(/ +\./).filter((mark) => mark !== ''),
        prose: [],
        fences: [],
        line: index + 1,
      };
      drafts.push(current);
    }
    index++;
  }
  return {
    frontMatter,
    sections: drafts.map((draft) => ({ ...draft, prose: withoutEdges(draft.prose) })),
  };
}

/** The lines without the blank ones around them; an indent of the first is Markdown's and stays. */
function withoutEdges(lines: readonly string[]): string {
  return lines
    .join('\n')
    .replace(/^(?:[ \t]*\n)+/, '')
    .trimEnd();
}
