/**
 * Everything a transcript asks: notes beside commands and replies, the whole explanation of a reply, the sentence of a remark,
 * the advice of a problem. One for a conversation, since it remembers what it has said. Asks nothing of the world: the
 * tables of one language are handed in.
 */

import type {
  CommandEvent,
  Remark,
  RemarkCode,
  RemarkDetails,
  ReplyEvent,
  VerdictEvent,
} from '../events/index.ts';
import type { Core } from '../knowledge/index.ts';
import { notes as allNotes, remarkPhrases } from '../phrases/index.ts';
import type { Lang } from '../phrases/index.ts';
import type { Problem } from '../problems/index.ts';
import { describeProblem } from './describe-problem.ts';
import type { ProblemContext } from './describe-problem.ts';
import type { Advice, Explanation } from './explanation.ts';
import type { RefusalFacts } from '../reading/index.ts';
import { knownRefusal } from './known-refusal.ts';
import { placeOf } from './place.ts';
import { commandNote, openMemory, replyNotes } from './side-note.ts';

/** Who knows what things mean. All texts may still have control characters in them. */
export interface Explainer {
  /** The note beside a command; '' for none. */
  readonly command: (event: CommandEvent) => string;
  /** The notes beside the lines of a reply, one a line, and the whole explanation (asked for with `--explain full`). */
  readonly reply: (event: ReplyEvent) => {
    readonly sides: readonly string[];
    readonly explanation: Explanation | null;
  };
  readonly remark: (remark: Remark) => string;
  readonly advice: (problem: Problem) => Advice;
  /** A verdict in lines; who has a policy brings its words. */
  readonly verdict?: (event: VerdictEvent) => {
    readonly heading: string;
    readonly points: readonly string[];
    readonly outcome: string;
  };
}

/** An explainer for one conversation. */
export function createExplainer(core: Core, context: ProblemContext & { readonly lang: Lang }): Explainer {
  const notes = allNotes[context.lang];
  const memory = openMemory();
  return {
    command: (event) => commandNote(event, notes, memory),
    reply: (event) => {
      const explanation = explainReply(event, core);
      const sides = replyNotes(event, notes, memory);
      return { sides: withKnowledge(event, sides, core), explanation };
    },
    remark: (remark) => {
      const said = sentence(remark, context.lang);
      return remark.code === 'server-leg-failed'
        ? `${said} ${describeProblem(remark.detail.problem, core, context).headline}`
        : said;
    },
    advice: (problem) => describeProblem(problem, core, context),
  };
}

/** What a reply means where it stands: by what a refusal is known for, by command and code, else by its code, else by its enhanced code. */
export function explainReply(event: ReplyEvent, core: Core): Explanation | null {
  const place = placeOf(event);
  const row = core.inPlace.get(`${place} ${event.code}`) ?? core.codes.get(event.code);
  const finer =
    event.enhanced === null ? undefined : core.enhanced.get(event.enhanced.text.replace(/^\d/, 'X'));
  if (row === undefined) {
    // A code that nobody defined says what its first digit says (RFC 5321 §4.2.1).
    const says = finer ?? core.classes.get(`${event.class}yz`);
    return says === undefined ? null : { title: says.title, text: says.text, next: says.next };
  }
  const known = event.class > 3 ? knownRefusal(factsOf(event), core.refusals) : null;
  if (known !== null) return { title: row.title, text: known.cause, next: known.cure };
  const says = finer !== undefined && event.class > 3 ? `${row.text} ${finer.text}` : row.text;
  return { title: row.title, text: says, next: row.next };
}

/** The words alone: each line of a reply repeats the enhanced code (RFC 2034 §4). */
function factsOf({ code, enhanced, lines }: ReplyEvent): RefusalFacts {
  const start = enhanced === null ? '' : `${enhanced.text} `;
  const words = lines.map((line) => (line.startsWith(start) ? line.slice(start.length) : line));
  return { code, enhanced: enhanced?.text ?? null, text: words.join(' ') };
}

/** Where the short list of notes has nothing, the knowledge base may. */
function withKnowledge(event: ReplyEvent, sides: readonly string[], core: Core): readonly string[] {
  const isOffer = event.code === 250 && (event.to === 'EHLO' || event.to === 'LHLO');
  return sides.map((side, index) => {
    if (side !== '' || index < sides.length - 1 || isOffer) return side;
    const known = core.codes.get(event.code);
    if (known === undefined && !core.inPlace.has(`${placeOf(event)} ${event.code}`))
      return core.classes.get(`${event.class}yz`)?.side ?? '';
    return event.class < 4 ? '' : (known?.side ?? '');
  });
}

function sentence<K extends RemarkCode>(
  { code, detail }: { readonly code: K; readonly detail: RemarkDetails[K] },
  lang: Lang,
): string {
  return remarkPhrases[lang][code](detail);
}
