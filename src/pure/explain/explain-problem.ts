/** A problem in words for those who use the library: three parts, in either language, naming options as the command line does. */

import { loadCore } from '../knowledge/index.ts';
import { loadProblemWords } from '../phrases/index.ts';
import type { Lang } from '../phrases/index.ts';
import type { Problem } from '../problems/index.ts';
import { describeProblem } from './describe-problem.ts';

/** What happened, what it means, what to try; a sentence each, or several. */
export interface ExplainedProblem {
  readonly happened: string;
  readonly means: string;
  readonly tries: readonly string[];
}

/** What the library takes too; an attempt that needs another option is left out. */
const OPTIONS: readonly string[] = [
  '--server',
  '--port',
  '--tls',
  '--ca',
  '--servername',
  '--insecure',
  '--ehlo',
  '--timeout',
  '--user',
  '--password',
  '--token',
  '--mechanism',
  '--allow-plaintext-auth',
  '--from',
  '--to',
];

/** What a `LabError`, or the `problem` of a result, says to a person. */
export async function explainProblem(
  failure: Problem | { readonly problem: Problem },
  lang: Lang = 'en',
): Promise<ExplainedProblem> {
  const problem = 'problem' in failure ? failure.problem : failure;
  const { headline, happened, means, tries, closing } = describeProblem(problem, await loadCore(lang), {
    words: await loadProblemWords(lang),
    program: 'smtp-lab',
    command: '',
    host: 'host' in problem.detail ? problem.detail.host : '',
    options: OPTIONS,
    commands: [],
  });
  return {
    happened: [headline, ...happened].filter((one) => one !== '').join(' '),
    means: [...means, ...closing].join(' '),
    tries: tries.map(({ what, command }) => (command === undefined ? what : `${what}: ${command}`)),
  };
}
