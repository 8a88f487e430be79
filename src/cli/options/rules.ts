/** `--rule` and `--rules`: faults that a server of ours makes, as lines of text and from a file. */

import { Option } from 'commander';
import type { Command } from 'commander';
import { readYaml } from '../../io/storage/index.ts';
import { ruleWords } from '../../pure/phrases/index.ts';
import type { Lang } from '../../pure/phrases/index.ts';
import { CERTIFICATE_FAULTS, parseRule, readRules } from '../../pure/practice/index.ts';
import type { BriefRule, RuleFault } from '../../pure/practice/index.ts';
import type { CliContext } from '../context.ts';
import { several } from './connection.ts';
import { contentOf, refuseControls, usage } from './input.ts';

export interface RuleOptions {
  readonly rule?: readonly string[];
  readonly rules?: string;
}

export function ruleOptions(lang: Lang): readonly Option[] {
  const words = ruleWords[lang];
  return [
    new Option('--rule <RULE>', words.rule).argParser(several),
    new Option('--rules <FILE>', words.rules),
  ];
}

/** Adds them to a definition. */
export function addRuleOptions(command: Command, lang: Lang): Command {
  for (const option of ruleOptions(lang)) command.addOption(option);
  return command;
}

/** The rows: those that were typed come first. Throws a usage error that says what is wrong with which. */
export async function readRuleOptions(
  { rule = [], rules }: RuleOptions,
  { lang }: Pick<CliContext, 'lang'>,
): Promise<readonly BriefRule[]> {
  const words = ruleWords[lang];
  const said = (fault: RuleFault): string => words.fault(fault, CERTIFICATE_FAULTS);
  const typed = rule.map((text) => {
    refuseControls('--rule', text);
    const read = parseRule(text);
    if (!read.ok) throw usage('--rule', said(read.fault));
    return read.row;
  });
  if (rules === undefined) return typed;
  const yaml = await readYaml((await contentOf('--rules', rules)).toString());
  if (!yaml.ok) throw usage('--rules', words.notYaml(yaml.reason));
  const read = readRules(yaml.value);
  if (!read.ok) throw usage('--rules', words.inFile(read.at, said(read.fault)));
  return [...typed, ...read.rows];
}
