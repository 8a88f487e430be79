/** `--policy FILE`: read, and checked whole; what is wrong with it is said by the place where it stands. */

import { readYaml } from '../../io/storage/index.ts';
import { policyWords } from '../../pure/phrases/index.ts';
import { readPolicy } from '../../pure/policy/index.ts';
import type { Policy } from '../../pure/policy/index.ts';
import type { CliContext } from '../context.ts';
import { contentOf, usage } from './input.ts';

const MOST_TOLD = 5;

export async function readPolicyOption(
  file: string | undefined,
  { lang }: Pick<CliContext, 'lang'>,
): Promise<Policy | null> {
  if (file === undefined) return null;
  const words = policyWords[lang];
  const yaml = await readYaml((await contentOf('--policy', file)).toString());
  if (!yaml.ok) throw usage('--policy', words.notYaml(yaml.reason));
  const read = readPolicy(yaml.value);
  if (read.ok) return read.policy;
  const told = read.faults.slice(0, MOST_TOLD).map(words.fault);
  const rest = read.faults.length - told.length;
  throw usage('--policy', [...told, ...(rest > 0 ? [words.more(rest)] : [])].join(' '));
}
