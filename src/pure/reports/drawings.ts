/**
 * The two drawings of the page, as SVG inside it: who said what and when (a sequence diagram, one arrow for a command, a reply or a
 * letter), and the waterfall of where the time went. Colours come from the page's style sheet.
 */

import { reportWords } from '../phrases/index.ts';
import type { Lang } from '../phrases/index.ts';
import { clipped, markup } from './markup.ts';
import type { PageStep, Tone } from './page-log.ts';
import type { TimeSpan } from './timeline.ts';

const WIDTH = 760;
const ROW = 28;
const TOP = 52;
const LEFT_LIFE = 110;
const RIGHT_LIFE = WIDTH - 110;
const MOST_ARROWS = 80;
const MOST_LABEL = 66;

interface Arrow {
  readonly side: 'client' | 'server' | 'both';
  readonly label: string;
  /** Lines that follow it and are not shown. */
  readonly more: number;
  readonly tone: Tone;
  readonly at: number;
}

/** The sequence diagram; '' where there is nothing to draw. */
export function sequenceDiagram(steps: readonly PageStep[], lang: Lang): string {
  const words = reportWords[lang].page;
  const all = arrowsOf(steps);
  const arrows = all.slice(0, MOST_ARROWS);
  if (arrows.length === 0) return '';
  const height = TOP + arrows.length * ROW + 16;
  const parts: string[] = [];
  const tunnel = arrows.findIndex(({ tone, side }) => side === 'both' && tone !== 'bad');
  if (tunnel >= 0) {
    const top = TOP + tunnel * ROW - 4;
    const width = RIGHT_LIFE - LEFT_LIFE;
    parts.push(
      `<rect class="tunnel" x="${LEFT_LIFE}" y="${top}" width="${width}" height="${height - top - 8}"/>`,
    );
  }
  for (const [x, name] of [
    [LEFT_LIFE, words.client],
    [RIGHT_LIFE, words.server],
  ] as const) {
    parts.push(
      `<line class="life" x1="${x}" y1="32" x2="${x}" y2="${height - 8}"/>`,
      `<rect class="head" x="${x - 60}" y="6" width="120" height="26" rx="5"/>`,
      `<text x="${x}" y="23" text-anchor="middle">${markup(name)}</text>`,
    );
  }
  arrows.forEach((arrow, index) => {
    parts.push(...drawArrow(arrow, TOP + index * ROW, lang));
  });
  const more = all.length - arrows.length;
  const rest = more > 0 ? `<p class="quiet">… ${markup(words.more(more))}</p>` : '';
  return `<figure>${drawing(words.diagram, height, parts)}</figure>${rest}`;
}

function drawing(title: string, height: number, parts: readonly string[]): string {
  const name = markup(title);
  return `<svg viewBox="0 0 ${WIDTH} ${height}" width="${WIDTH}" height="${height}" role="img" aria-label="${name}"><title>${name}</title>${parts.join('')}</svg>`;
}

/** Lines that belong together become one arrow. */
function arrowsOf(steps: readonly PageStep[]): readonly Arrow[] {
  const arrows: Arrow[] = [];
  for (const step of steps) {
    if (step.kind === 'aside') {
      const ofTls = step.tone === 'private' || (step.tone === 'wait' && step.text.startsWith('TLS'));
      if (ofTls) arrows.push({ side: 'both', label: step.text, more: 0, tone: step.tone, at: step.at });
      continue;
    }
    const last = arrows.at(-1);
    if (!step.continues || last === undefined) {
      arrows.push({ side: step.side, label: step.text, more: 0, tone: step.tone, at: step.at });
      continue;
    }
    arrows[arrows.length - 1] = { ...last, more: last.more + 1 };
  }
  return arrows;
}

function drawArrow({ side, label, more, tone, at }: Arrow, y: number, lang: Lang): readonly string[] {
  const rest = more === 0 ? '' : ` … +${more}`;
  const text = markup(clipped(label === '' ? ' ' : label, MOST_LABEL - rest.length) + rest);
  const line = y + 14;
  const middle = (LEFT_LIFE + RIGHT_LIFE) / 2;
  if (side === 'both')
    return [`<text class="good" x="${middle}" y="${line}" text-anchor="middle">${text}</text>`];
  const [from, to] = side === 'client' ? [LEFT_LIFE, RIGHT_LIFE - 1] : [RIGHT_LIFE, LEFT_LIFE + 1];
  const back = side === 'client' ? -7 : 7;
  const colour = tone === 'bad' || tone === 'wait' ? `${side} ${tone}` : side;
  const time = markup(reportWords[lang].milliseconds(at.toFixed(at < 10 ? 1 : 0)));
  return [
    `<path class="${colour}" d="M${from} ${line}H${to}m${back} -4l${-back} 4l${back} 4"/>`,
    `<text class="mono" x="${middle}" y="${line - 5}" text-anchor="middle">${text}</text>`,
    `<text class="quiet" x="${LEFT_LIFE - 12}" y="${line + 4}" text-anchor="end">${time}</text>`,
  ];
}

const LABELS = 160;
const TIMES = 80;

/** The waterfall; '' where no time went. */
export function waterfallDrawing(spans: readonly TimeSpan[], lang: Lang): string {
  const words = reportWords[lang];
  const start = Math.min(...spans.map(({ from }) => from));
  const whole = Math.max(...spans.map(({ to }) => to)) - start;
  if (spans.length === 0 || whole <= 0) return '';
  const room = WIDTH - LABELS - TIMES;
  const height = spans.length * 20 + 12;
  const rules = [0, 0.25, 0.5, 0.75, 1].map((share) => {
    const x = LABELS + share * room;
    return `<line class="rule" x1="${x}" y1="2" x2="${x}" y2="${height - 6}"/>`;
  });
  const rows = spans.flatMap(({ step, label, from, to }, index) => {
    const y = index * 20 + 4;
    const x = LABELS + ((from - start) / whole) * room;
    const width = Math.max(2, ((to - from) / whole) * room);
    const name = markup(clipped(step === 'command' ? label : words.steps[step], 22));
    const took = to - from;
    const time = markup(words.milliseconds(took.toFixed(took < 10 ? 1 : 0)));
    return [
      `<text x="${LABELS - 10}" y="${y + 11}" text-anchor="end">${name}</text>`,
      `<rect class="bar" x="${x.toFixed(1)}" y="${y}" width="${width.toFixed(1)}" height="13" rx="2"/>`,
      `<text class="quiet" x="${WIDTH - 6}" y="${y + 11}" text-anchor="end">${time}</text>`,
    ];
  });
  const title = words.whereTimeWent((whole / 1000).toFixed(2));
  return `<h3>${markup(title)}</h3><figure>${drawing(title, height, [...rules, ...rows])}</figure>`;
}
