/**
 * `gateway`: listens, and leads each client's conversation to the server behind, until its time is over. What happens is told as it
 * happens, with the leg in it.
 */

import { createHash, randomBytes } from 'node:crypto';
import { setMaxListeners } from 'node:events';
import { hostname } from 'node:os';
import type { WrongPasswords } from '../../pure/gateway/index.ts';
import type { Policy } from '../../pure/policy/index.ts';
import { openMemory } from '../../pure/practice/index.ts';
import { Greylist, openJudge, openPolicyStore } from '../policy/index.ts';
import { openVenue } from '../plan/index.ts';
import { LifetimeClock } from '../serve/index.ts';
import { labAuthority, labCertificate, listen, Store } from '../server/index.ts';
import type { CertificateKind } from '../server/index.ts';
import { writeWhole } from '../storage/index.ts';
import type { Certificate } from './exchange.ts';
import { Faults } from './faults.ts';
import type { GatewayEars, GatewayPlan } from './gateway-plan.ts';
import { OwnSignIn } from './own-sign-in.ts';
import { RelayRules } from './relay.ts';
import type { Bench } from './bench.ts';
import { GatewaySession } from './session.ts';

/** The name in the certificate of the lab authority. */
const HOSTNAME = 'gateway.example.test';
/** More clients than this at a time are sent away: each has a connection to the server too. */
const MOST_CONNECTIONS = 1000;
/** How long conversations may take to end once we are told to. */
const GRACE_MILLISECONDS = 3000;
const MOST_WRONG = 1000;

/** Runs a gateway. Rejects with `cannot-listen`, or the system's error where a file cannot be written. */
export async function runGateway(plan: GatewayPlan, ears: GatewayEars, signal: AbortSignal): Promise<void> {
  // Each conversation listens for it; Node takes more than ten for a leak, and says so on the screen.
  setMaxListeners(0, signal);
  const started = performance.now();
  const now = (): number => performance.now() - started;
  const life = new LifetimeClock(plan, signal);
  const venue = await openVenue(plan.server);
  const relay = new RelayRules(plan);
  const bench = plan.policy === null ? null : await openBench(plan.policy, plan.server.ehlo, now);
  const wrong = wrongPasswords();
  const memory = openMemory();
  const seed = plan.seed ?? randomBytes(16).toString('hex');
  const certificateOf = (fault: CertificateKind): Certificate =>
    fault === 'good' && plan.certificate !== null ? plan.certificate : labCertificate(HOSTNAME, fault);
  const sessions = new Set<Promise<void>>();
  let fail: (error: unknown) => void = () => undefined;
  const failure = new Promise<never>((_resolve, reject) => {
    fail = reject;
  });
  const listening = await listen({ host: plan.host, port: plan.port }, (peer, connection) => {
    life.opened();
    const lead = async (): Promise<void> => {
      const own = plan.accounts === null ? null : await OwnSignIn.open(plan.accounts);
      const session = new GatewaySession(peer, connection, {
        plan,
        venue,
        relay,
        wrong,
        own,
        bench,
        faults: new Faults(plan.rules, memory, `${seed} ${connection}`),
        certificateOf,
        now,
        signal,
        tell: ears.event,
      });
      await (sessions.size > MOST_CONNECTIONS ? session.refuse() : session.run());
    };
    const session = lead().finally(() => {
      sessions.delete(session);
      ears.over(connection);
      life.closed();
    });
    sessions.add(session);
    session.catch(fail);
  });
  try {
    if (plan.authorityFile !== null) await writeWhole(plan.authorityFile, labAuthority());
    ears.listening({ host: listening.host, port: listening.port }, now());
    life.begin();
    await Promise.race([life.over, failure]);
  } finally {
    listening.stop();
    await atMost(GRACE_MILLISECONDS, Promise.allSettled(sessions));
    await listening.close();
    await bench?.spool.close();
    await bench?.store.close();
    await venue.close();
  }
}

async function openBench(policy: Policy, ehlo: string | null, now: () => number): Promise<Bench> {
  const ownName = policy.name ?? ehlo ?? hostname();
  const store = await openPolicyStore(policy.state);
  return {
    policy,
    ownName,
    judge: await openJudge({ policy, ownName, now, store }),
    store,
    greylist: policy.greylist === undefined ? null : new Greylist(policy.greylist, store),
    spool: new Store({ keep: true }),
    quarantine:
      policy.quarantine === undefined ? null : new Store({ keep: true, maildir: policy.quarantine }),
  };
}

async function atMost(milliseconds: number, work: Promise<unknown>): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const over = new Promise((resolve) => {
    timer = setTimeout(resolve, milliseconds);
  });
  await Promise.race([work, over]);
  clearTimeout(timer);
}

/** SECURITY: of a password that was refused a hash is kept, with a salt that ends with this process. */
function wrongPasswords(): WrongPasswords {
  const salt = randomBytes(16);
  const known = new Set<string>();
  const hash = (secret: Uint8Array): string =>
    createHash('sha256').update(salt).update(secret).digest('base64');
  return {
    has: (secret) => known.has(hash(secret)),
    add: (secret) => {
      known.add(hash(secret));
      const [oldest] = known;
      if (known.size > MOST_WRONG && oldest !== undefined) known.delete(oldest);
    },
  };
}
