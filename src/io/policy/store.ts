/** What a policy remembers, in a file that is written whole or not at all: soon after something changed, and at the end. */

import { PolicyState } from '../../pure/policy/index.ts';
import { readJson, writeWhole } from '../storage/index.ts';

const SOON_MILLISECONDS = 2000;

export interface PolicyStore {
  readonly state: PolicyState;
  /** Something changed. */
  readonly changed: () => void;
  /** Writes what is not written yet. Rejects with the system's error. */
  readonly close: () => Promise<void>;
}

/** Opens it; without a file it lasts as long as the program. Rejects with the system's error where the file cannot be read. */
export async function openPolicyStore(file: string | undefined): Promise<PolicyStore> {
  const stored = file === undefined ? null : await readJson(file);
  const state = PolicyState.from(stored?.kind === 'value' ? stored.value : null);
  let written = state.changes;
  let timer: NodeJS.Timeout | null = null;
  const write = async (): Promise<void> => {
    if (timer !== null) clearTimeout(timer);
    timer = null;
    if (file === undefined || written === state.changes) return;
    written = state.changes;
    await writeWhole(file, JSON.stringify(state.data()));
  };
  return {
    state,
    changed: () => {
      // What could not be written is tried again at the end, and told then.
      timer ??= setTimeout(() => {
        write().catch(() => {
          written = -1;
        });
      }, SOON_MILLISECONDS).unref();
    },
    close: write,
  };
}
