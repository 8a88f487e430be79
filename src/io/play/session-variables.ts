/** Values for the names of a session file: from outside, the environment, the file itself; and which of them are still wanted. */

import { createHmac, randomUUID } from 'node:crypto';
import { compile, isSecretName, missingNames, namesRead, withCaptures } from '../../pure/sessions/index.ts';
import type { SessionFile, Step, Variables } from '../../pure/sessions/index.ts';

/** Values for a file: what was given, the environment, its own defaults. */
export function variablesFor(
  file: SessionFile,
  given: ReadonlyMap<string, string>,
  env: Readonly<Record<string, string | undefined>>,
): Variables {
  const now = new Date();
  const values = (name: string): string | undefined =>
    given.get(name) ??
    env[`SMTP_LAB_VAR_${name}`] ??
    env[`SMTP_LAB_VAR_${name.toUpperCase()}`] ??
    file.front.vars.get(name);
  return {
    get: values,
    isSecret: isSecretName,
    uuid: randomUUID,
    now: () => now.toISOString(),
    cramMd5: (user, password, challenge) => {
      const asked = Buffer.from(challenge, 'base64');
      const digest = createHmac('md5', password).update(asked).digest('hex');
      return Buffer.from(`${user} ${digest}`).toString('base64');
    },
  };
}

/** Names that a file wants from outside: those that the client says or signs in with, and nothing before captures. */
export function namesWanted(file: SessionFile, variables: Variables): readonly string[] {
  const captured = new Set<string>();
  const wanted = new Set<string>();
  for (const step of compile(file).steps) {
    const here = withCaptures(variables, step.values);
    if (step.act === 'reply')
      for (const { parts, tail } of step.lines) for (const name of namesRead(parts, tail)) captured.add(name);
    else if (step.act === 'sign-in') for (const name of namesOfSignIn(step.directive, here)) wanted.add(name);
    else if ('line' in step && 'parts' in step.line && step.act !== 'server-octets')
      for (const name of missingNames(step.line.parts, here)) wanted.add(name);
  }
  return [...wanted].filter((name) => !captured.has(name));
}

/** Names that its `@auth` lines want, whoever plays: nothing that is said tells them. */
export function accountWanted(file: SessionFile, variables: Variables): readonly string[] {
  const wanted = compile(file).steps.flatMap((step) =>
    step.act === 'sign-in' ? namesOfSignIn(step.directive, withCaptures(variables, step.values)) : [],
  );
  return [...new Set(wanted)];
}

/** Words of a sign-in stand for themselves, but for those that can only be variables. */
function namesOfSignIn(
  { user, secret }: Extract<Step, { act: 'sign-in' }>['directive'],
  variables: Variables,
): readonly string[] {
  const names = [user.text, secret?.text ?? 'password'];
  return names.filter(
    (name) => variables.get(name) === undefined && (name === 'user' || variables.isSecret(name)),
  );
}
