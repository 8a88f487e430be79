/**
 * A coloured terminal text as an SVG picture, for the documents: each line a line of text, each of the sixteen colours that the
 * program uses as one of the palette's. Text stays text: it can be searched, and a screen reader can read it.
 */

/** The colours of one look of a terminal. */
export interface Palette {
  readonly background: string;
  readonly text: string;
  readonly dim: string;
  /** SGR 31 to 36: red, green, yellow, blue, magenta, cyan. */
  readonly colours: readonly string[];
}

export const LIGHT: Palette = {
  background: '#ffffff',
  text: '#1f2328',
  dim: '#59636e',
  colours: ['#b3261e', '#1a7f37', '#8a5a00', '#0b57d0', '#8250df', '#0b6e7d'],
};

export const DARK: Palette = {
  background: '#0d1117',
  text: '#e6edf3',
  dim: '#9aa4af',
  colours: ['#ff7b72', '#56d364', '#e3b341', '#79c0ff', '#d2a8ff', '#76e3ea'],
};

const LINE_HEIGHT = 18;
const CHARACTER_WIDTH = 7.83;
const MARGIN = 16;

const escaped = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');

interface Pen {
  readonly fill: string | null;
  readonly bold: boolean;
}

const PLAIN: Pen = { fill: null, bold: false };

/** What a sequence of SGR parameters makes of the pen. */
function turn(pen: Pen, parameters: string, palette: Palette): Pen {
  let next = pen;
  for (const code of parameters.split(';').map(Number)) {
    if (code === 0) next = PLAIN;
    else if (code === 1) next = { ...next, bold: true };
    else if (code === 2) next = { ...next, fill: palette.dim };
    else if (code === 22) next = { fill: next.fill === palette.dim ? null : next.fill, bold: false };
    else if (code === 39) next = { ...next, fill: null };
    else if (code >= 31 && code <= 36) next = { ...next, fill: palette.colours[code - 31] ?? null };
    else throw new Error(`the picture knows no SGR ${code}`);
  }
  return next;
}

/** The picture of a text with SGR sequences. `title` is read out in its place. */
export function pictureOf(text: string, palette: Palette, title: string): string {
  const lines = text.replace(/\n+$/, '').split('\n');
  let pen = PLAIN;
  let widest = 0;
  const drawn = lines.map((line, at) => {
    const spans: string[] = [];
    let width = 0;
    // Text and sequences in turn: the odd pieces are the parameters of sequences.
    for (const [index, piece] of line.split(/\u001b\[([\d;]*)m/).entries()) {
      if (index % 2 === 1) {
        pen = turn(pen, piece === '' ? '0' : piece, palette);
      } else if (piece !== '') {
        width += [...piece].length;
        const style = `${pen.fill === null ? '' : ` fill="${pen.fill}"`}${pen.bold ? ' font-weight="bold"' : ''}`;
        spans.push(style === '' ? escaped(piece) : `<tspan${style}>${escaped(piece)}</tspan>`);
      }
    }
    widest = Math.max(widest, width);
    const y = MARGIN + (at + 1) * LINE_HEIGHT - 5;
    return spans.length === 0 ? '' : `<text x="${MARGIN}" y="${y}">${spans.join('')}</text>`;
  });
  const width = Math.ceil(widest * CHARACTER_WIDTH) + 2 * MARGIN;
  const height = lines.length * LINE_HEIGHT + 2 * MARGIN;
  return `${[
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}" role="img" aria-label="${escaped(title)}">`,
    `<title>${escaped(title)}</title>`,
    `<style>text{font:13px ui-monospace,SFMono-Regular,Menlo,Consolas,"DejaVu Sans Mono",monospace;white-space:pre;fill:${palette.text}}</style>`,
    `<rect x="0.5" y="0.5" width="${width - 1}" height="${height - 1}" rx="8" fill="${palette.background}" stroke="${palette.dim}" stroke-opacity="0.4"/>`,
    ...drawn.filter((line) => line !== ''),
    '</svg>',
  ].join('\n')}\n`;
}
