/** The variables of a run: what was read comes first, then the names that a loop gives, then what was given from outside. */

import type { Variables } from './expand.ts';
import type { Values } from './ast.ts';

export class RunVariables {
  readonly variables: Variables;
  readonly #given: Variables;
  readonly #captures: Map<string, string>;
  #values: Values = new Map();

  constructor(given: Variables, captures: Map<string, string>) {
    this.#given = given;
    this.#captures = captures;
    this.variables = {
      ...given,
      get: (name) => captures.get(name) ?? this.#values.get(name) ?? given.get(name),
    };
  }

  /** Names of a loop, for the steps in it. SECURITY: a secret among them is told before it is said. */
  bind(values: Values): void {
    if (values === this.#values) return;
    this.#values = values;
    for (const [name, value] of values) this.#given.learned?.(name, value);
  }

  /** What was read. */
  learn(captures: ReadonlyMap<string, string>): void {
    for (const [name, value] of captures) {
      this.#captures.set(name, value);
      this.#given.learned?.(name, value);
    }
  }
}
