/**
 * The page of a server of ours: its conversations as the screen has them, its letters as a reader sees them, its figures, all from the
 * event log. SECURITY: texts of strangers are searched for secrets and made visible as on the screen; the page has no secrets shown,
 * whatever the screen has.
 */

import type { Explainer } from '../../pure/explain/index.ts';
import { openPage } from '../../io/web/index.ts';
import type { LabEvent } from '../../pure/events/index.ts';
import { pageWords, policyWords, transcriptWords } from '../../pure/phrases/index.ts';
import { makeVisible } from '../../pure/protocol/index.ts';
import type { CliContext, Output } from '../context.ts';
import { createTranscript, veil } from '../terminal/index.ts';
import { Figures } from './figures.ts';
import { LettersSeen } from './letters-seen.ts';
import type { SeenLetter } from './letters-seen.ts';
import { pageHtml } from './page-html.ts';
import { PAGE_SCRIPT } from './page-script.ts';
import { PAGE_STYLE } from './page-style.ts';

export interface WebPage {
  readonly url: string;
  readonly event: (event: LabEvent) => void;
  readonly close: () => Promise<void>;
}

const COLUMNS = 110;
const SHOWN_LINES = 20;
/** Figures are told at most so often. */
const FIGURES_MILLISECONDS = 500;

export interface WebPageSetting {
  readonly port: number;
  /** The name of the command. */
  readonly title: string;
  readonly explainer: Explainer;
  /** How a new client is told of. */
  readonly connected: (connection: number, address: string) => string;
}

/** Opens it. Rejects with `cannot-listen`. */
export async function openWebPage(setting: WebPageSetting, context: CliContext): Promise<WebPage> {
  const { lang } = context;
  const words = pageWords[lang];
  const page = await openPage(setting.port, {
    html: pageHtml(`smtp-lab ${setting.title}`, lang),
    css: PAGE_STYLE,
    script: PAGE_SCRIPT,
  });
  let connection = 0;
  const line = (text = ''): void => {
    if (text !== '') page.tell('line', { connection, text: context.sealed(text) });
  };
  const out: Output = { write: line, line, isTerminal: false, columns: COLUMNS };
  const transcript = createTranscript({
    context: { lang, explain: context.explain, color: false, out },
    explainer: setting.explainer,
    showData: SHOWN_LINES,
  });
  const figures = new Figures(words.milliseconds);
  let timer: NodeJS.Timeout | null = null;
  const tellFigures = (): void => {
    timer ??= setTimeout(() => {
      timer = null;
      page.tell('figures', figures.tables(), true);
    }, FIGURES_MILLISECONDS).unref();
  };
  const seen = new LettersSeen((letter) => {
    const outcome = outcomeOf(letter, lang);
    figures.letter(outcome, new Date());
    tellFigures();
    page.tell('letter', sealedLetter(letter, outcome, context));
  });
  return {
    url: page.url,
    event: (happened) => {
      const event = veil(happened, context.hide);
      connection = event.connection ?? 0;
      if (event.kind === 'connect' && event.leg !== 'server')
        line(makeVisible(setting.connected(connection, `${event.address}:${event.port ?? ''}`)));
      else transcript.event(event);
      seen.event(event);
      if (figures.event(event)) tellFigures();
    },
    close: () => {
      if (timer !== null) clearTimeout(timer);
      return page.close();
    },
  };
}

function outcomeOf({ outcome, verdict }: SeenLetter, lang: CliContext['lang']): string {
  if (verdict !== null && verdict.action !== 'pass') return policyWords[lang].actions[verdict.action];
  if (typeof outcome === 'number') return String(outcome);
  const outcomes: Readonly<Record<string, string>> = transcriptWords[lang].outcomes;
  return outcomes[outcome] ?? outcome;
}

function sealedLetter(letter: SeenLetter, outcome: string, { lang, sealed }: CliContext): unknown {
  const { connection, fields, text, octets, verdict } = letter;
  const words = policyWords[lang];
  const shown = (one: string): string => sealed(makeVisible(one));
  return {
    connection,
    outcome,
    time: new Date().toTimeString().slice(0, 8),
    fields: fields.map(({ name, value }) => ({ name: shown(name), value: shown(value) })),
    // Lines stay lines; every other control character is shown as what it is.
    text: text.split(/\r?\n/).map(shown).join('\n'),
    size: pageWords[lang].octets(octets),
    points: verdict === null ? [] : verdict.points.map((point) => shown(words.point(point))),
    sum: verdict === null ? '' : shown(words.outcome(verdict)),
  };
}
