/**
 * A policy: which rules give a letter how many points, and what happens at which sum. One table says what the file may hold; what a
 * rule does is in `io/policy`, what is done at a sum in `verdict.ts`.
 */

import { choice, faultsOf, jsonSchemaOf, list, number, object, text, time } from './spec.ts';
import type { JsonSchema, SpecFault } from './spec.ts';

/** What happens where a scanner does not answer: the letter is put off (451), or goes on without its points. */
export type WhenStalled = 'later' | 'pass';

interface Scanner {
  /** `HOST:PORT`, or the path of a socket. */
  readonly at: string;
  readonly timeout?: string;
  readonly stalled?: WhenStalled;
}

export interface ListRule {
  readonly zone: string;
  /** Below 0 for a list of those who are welcome. */
  readonly points: number;
}

export interface ContentRule {
  readonly name: string;
  /** A field of the header; without it the text of the letter. */
  readonly header?: string;
  /** A regular expression of RE2, in any case. */
  readonly match: string;
  readonly points: number;
}

export interface Policy {
  /** The name of this gateway, in the header of letters. */
  readonly name?: string;
  /** A resolver, `ADDRESS[:PORT]`; the system's without it. */
  readonly dns?: string;
  readonly relay?: { readonly networks?: readonly string[]; readonly domains?: readonly string[] };
  readonly ehlo?: { readonly invalid?: number; readonly literal?: number; readonly ours?: number };
  readonly ptr?: { readonly missing?: number; readonly mismatch?: number };
  readonly lists?: readonly ListRule[];
  readonly listTimeout?: string;
  readonly content?: readonly ContentRule[];
  readonly clamd?: Scanner & { readonly points?: number };
  readonly spamd?: Scanner & { readonly weight?: number; readonly user?: string };
  readonly rspamd?: Scanner & { readonly weight?: number };
  /** A sender who was written to. */
  readonly known?: { readonly points: number; readonly keep?: string };
  readonly greylist?: {
    readonly wait?: string;
    readonly keep?: string;
    /** Domains of senders, and networks of clients, that are not put off. */
    readonly except?: readonly string[];
  };
  /** Points of a letter whose words are those of spam, and of one whose words are those of good letters. */
  readonly bayes?: { readonly spam: number; readonly ham: number; readonly least?: number };
  /** The file in which the last three remember. */
  readonly state?: string;
  readonly at: { readonly tag?: number; readonly quarantine?: number; readonly refuse?: number };
  /** A maildir for what is kept back. */
  readonly quarantine?: string;
}

const scanner = { at: text, timeout: time, stalled: choice('later', 'pass') };

const POLICY = object(
  {
    name: text,
    dns: text,
    relay: object({ networks: list(text), domains: list(text) }),
    ehlo: object({ invalid: number, literal: number, ours: number }),
    ptr: object({ missing: number, mismatch: number }),
    lists: list(object({ zone: text, points: number }, ['zone', 'points'])),
    listTimeout: time,
    content: list(
      object({ name: text, header: text, match: text, points: number }, ['name', 'match', 'points']),
    ),
    clamd: object({ ...scanner, points: number }, ['at']),
    spamd: object({ ...scanner, weight: number, user: text }, ['at']),
    rspamd: object({ ...scanner, weight: number }, ['at']),
    known: object({ points: number, keep: time }, ['points']),
    greylist: object({ wait: time, keep: time, except: list(text) }),
    bayes: object({ spam: number, ham: number, least: number }, ['spam', 'ham']),
    state: text,
    at: object({ tag: number, quarantine: number, refuse: number }),
    quarantine: text,
  },
  ['at'],
);

/** What only the whole tells. */
export type PolicyFault =
  | SpecFault
  | {
      readonly path: string;
      readonly code:
        | 'quarantine-needs-folder'
        | 'needs-state'
        | 'not-a-zone'
        | 'not-a-resolver'
        | 'not-a-network'
        | 'not-a-domain'
        | 'not-a-place'
        | 'not-in-order';
      readonly about: string;
      readonly known?: never;
    };

export type ReadPolicy =
  | { readonly ok: true; readonly policy: Policy }
  | { readonly ok: false; readonly faults: readonly PolicyFault[] };

/** Checks a value that was read from a file. */
export function readPolicy(value: unknown): ReadPolicy {
  const faults = faultsOf(value, POLICY);
  if (faults.length > 0) return { ok: false, faults };
  // Every value was looked at.
  const policy = value as Policy;
  const more = wholeFaults(policy);
  return more.length > 0 ? { ok: false, faults: more } : { ok: true, policy };
}

const RESOLVER = /^(?:[\d.]+(?::\d{1,5})?|[0-9a-f:]*:[0-9a-f:.]*|\[[0-9a-f:.]+\](?::\d{1,5})?)$/i;
const NETWORK = /^[0-9a-f:.]+(?:\/\d{1,3})?$/i;

function isNetworkText(text: string): boolean {
  const prefix = Number(/\/(\d+)$/.exec(text)?.[1] ?? 0);
  return NETWORK.test(text) && prefix <= (text.includes(':') ? 128 : 32);
}

function wholeFaults(policy: Policy): readonly PolicyFault[] {
  const { at, quarantine, lists = [], clamd, spamd, rspamd, dns, relay = {} } = policy;
  const faults: PolicyFault[] = [];
  if (dns !== undefined && !RESOLVER.test(dns))
    faults.push({ path: 'dns', code: 'not-a-resolver', about: dns });
  for (const [index, network] of (relay.networks ?? []).entries())
    if (!isNetworkText(network))
      faults.push({ path: `relay.networks[${index}]`, code: 'not-a-network', about: network });
  for (const [index, domain] of (relay.domains ?? []).entries())
    if (!/^[^\s@<>/]+$/.test(domain))
      faults.push({ path: `relay.domains[${index}]`, code: 'not-a-domain', about: domain });
  if (at.quarantine !== undefined && quarantine === undefined)
    faults.push({ path: 'at.quarantine', code: 'quarantine-needs-folder', about: 'quarantine' });
  for (const [index, entry] of (policy.greylist?.except ?? []).entries())
    // What has a slash, a colon or no letter is meant as a network.
    if ((/[/:\s@]/.test(entry) || !/[a-z]/i.test(entry)) && !isNetworkText(entry))
      faults.push({ path: `greylist.except[${index}]`, code: 'not-a-network', about: entry });
  for (const name of ['known', 'greylist', 'bayes'] as const)
    if (policy[name] !== undefined && policy.state === undefined)
      faults.push({ path: name, code: 'needs-state', about: 'state' });
  for (const [index, { zone }] of lists.entries())
    if (!/^(?=.{1,200}$)(?:[a-z0-9_](?:[a-z0-9_-]*[a-z0-9])?\.)+[a-z0-9-]+\.?$/i.test(zone))
      faults.push({ path: `lists[${index}].zone`, code: 'not-a-zone', about: zone });
  for (const [name, scanner] of Object.entries({ clamd, spamd, rspamd }))
    if (scanner !== undefined && scannerPlaceOf(scanner.at) === null)
      faults.push({ path: `${name}.at`, code: 'not-a-place', about: scanner.at });
  const steps = [at.tag, at.quarantine, at.refuse].filter((step) => step !== undefined);
  if (steps.some((step, index) => index > 0 && step < (steps[index - 1] ?? step)))
    faults.push({ path: 'at', code: 'not-in-order', about: 'tag, quarantine, refuse' });
  return faults;
}

export type ScannerPlace = { readonly host: string; readonly port: number } | { readonly path: string };

/** Where a scanner is: `HOST:PORT`, or a path. */
export function scannerPlaceOf(at: string): ScannerPlace | null {
  if (at.startsWith('/')) return { path: at };
  const [, v6, name, digits = ''] = /^(?:\[([0-9a-f:.]+)\]|([^\s:[\]/]+)):(\d{1,5})$/i.exec(at) ?? [];
  const host = v6 ?? name;
  const port = Number(digits);
  return host === undefined || port < 1 || port > 65_535 ? null : { host, port };
}

/** The JSON Schema of the file. */
export function policySchema(): JsonSchema {
  return {
    $schema: 'https://json-schema.org/draft/2020-12/schema',
    title: 'smtp-lab gateway --policy',
    ...jsonSchemaOf(POLICY),
  };
}
