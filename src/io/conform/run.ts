/**
 * A run: all cases at one server, one after the other unless asked otherwise, with a pause between connections where one is wanted.
 * Whatever a server does ends no run; an interruption does, and leaves the rest not run.
 */

import type { LabEvent } from '../../pure/events/index.ts';
import type { ConformanceCase } from '../../pure/conformance/index.ts';
import { openVenue } from '../plan/index.ts';
import type { RunSetting } from '../plan/index.ts';
import { pause } from '../play/index.ts';
import type { CaseOnDisk } from './catalogue.ts';
import { askOffer } from './offer.ts';
import type { ServerOffer } from './offer.ts';
import { tryCase } from './try-case.ts';
import type { ConformPlan, Tried } from './try-case.ts';

export type CaseResult = Tried & { readonly one: ConformanceCase; readonly milliseconds: number };

export interface RunPlan extends ConformPlan {
  readonly jobs: number;
  /** Milliseconds between two connections. */
  readonly pause: number;
  /** Told of what happens in the conversation of a case. */
  readonly heard: (one: ConformanceCase, event: LabEvent) => void;
  /** Told of each result, in the order of the cases. */
  readonly tell: (result: CaseResult) => void;
  /** Told of what the server offers, before the first case. */
  readonly offered: (offer: ServerOffer) => void;
}

/** Tries all cases. Rejects with a `LabError` where the server cannot be reached, or does not greet. */
export async function runCases(
  cases: readonly CaseOnDisk[],
  plan: RunPlan,
  setting: Pick<RunSetting, 'now' | 'signal'>,
): Promise<readonly CaseResult[]> {
  const venue = await openVenue(plan.talking);
  try {
    const offer = await askOffer(plan.talking, plan, venue, setting);
    plan.offered(offer);
    const results: (CaseResult | undefined)[] = [];
    let next = 0;
    let told = 0;
    const work = async (): Promise<void> => {
      for (;;) {
        const at = next++;
        const onDisk = cases[at];
        if (onDisk === undefined) return;
        const { one } = onDisk;
        const started = setting.now();
        const tried = setting.signal?.aborted === true ? INTERRUPTED : await tryOne(onDisk);
        results[at] = { ...tried, one, milliseconds: setting.now() - started };
        for (let ready = results[told]; ready !== undefined; ready = results[told]) {
          plan.tell(ready);
          told++;
        }
      }
    };
    const tryOne = async (onDisk: CaseOnDisk): Promise<Tried> => {
      const { one } = onDisk;
      const begun = setting.now();
      const tried = await tryCase(onDisk, plan, venue, offer, {
        ...setting,
        now: () => setting.now() - begun,
        sink: (event) => {
          plan.heard(one, event);
        },
      });
      if (setting.signal?.aborted === true) return INTERRUPTED;
      if (plan.pause > 0 && tried.verdict !== 'not-run') await paused(plan.pause, setting.signal);
      return tried;
    };
    await Promise.all(Array.from({ length: Math.min(plan.jobs, cases.length) }, work));
    return results.filter((result) => result !== undefined);
  } finally {
    await venue.close();
  }
}

const INTERRUPTED: Tried = { verdict: 'not-run', reason: { kind: 'interrupted' }, span: null, looked: [] };

/** An interruption ends the pause; the next case sees it. */
async function paused(milliseconds: number, signal: AbortSignal | undefined): Promise<void> {
  await pause(milliseconds, signal).catch(() => undefined);
}
