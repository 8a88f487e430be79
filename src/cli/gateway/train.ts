/** `gateway train`: the words of good letters and of spam go into the file in which a policy remembers. */

import { lettersIn, openPolicyStore, wordsIn } from '../../io/policy/index.ts';
import { formatJson } from '../../pure/events/index.ts';
import { policyWords } from '../../pure/phrases/index.ts';
import type { Policy } from '../../pure/policy/index.ts';
import type { CliContext } from '../context.ts';
import { unreadable, usage } from '../options/index.ts';

export interface Piles {
  readonly ham: readonly string[];
  readonly spam: readonly string[];
}

export async function trainWords(policy: Policy, piles: Piles, context: CliContext): Promise<number> {
  const words = policyWords[context.lang];
  if (policy.bayes === undefined || policy.state === undefined) throw usage('--policy', words.needsBayes);
  if (piles.ham.length + piles.spam.length === 0) throw usage('--ham', words.needsPiles);
  const store = await openPolicyStore(policy.state);
  const learnt = { ham: 0, spam: 0 };
  for (const kind of ['ham', 'spam'] as const)
    for (const path of piles[kind]) {
      try {
        for await (const { octets } of lettersIn(path)) {
          if (context.signal.aborted) break;
          store.state.learn(await wordsIn(octets.beginning), kind);
          learnt[kind]++;
        }
      } catch (error) {
        throw unreadable(`--${kind}`, path, error);
      }
    }
  context.acts();
  await store.close();
  const { letters } = store.state;
  if (context.json)
    context.out.line(formatJson({ type: 'trained', ...learnt, letters, state: policy.state }));
  else if (!context.quiet) context.out.line(words.trained(learnt, letters, policy.state));
  return 0;
}
