/** A policy, in English. */

import { signed } from '../policy/index.ts';
import type { Point, PolicyFault } from '../policy/index.ts';
import { systemReason } from './system-reasons.en.ts';
import type { PolicyWords } from './policy.ts';

function foundEn({ rule, name, what, detail }: Point): string {
  switch (what) {
    case 'ehlo-fine':
      return `the name in EHLO is sound (${detail})`;
    case 'ehlo-invalid':
      return `the name in EHLO is not a full host name (${detail})`;
    case 'ehlo-literal':
      return `EHLO has an address instead of a name (${detail})`;
    case 'ehlo-ours':
      return `the client calls itself by our name (${detail})`;
    case 'ptr-fine':
      return `the address belongs to ${detail}`;
    case 'ptr-missing':
      return `${detail} has no name in DNS (PTR)`;
    case 'ptr-mismatch':
      return `the name of the address, ${detail}, does not lead back to it`;
    case 'listed':
      return `${name} lists ${detail}`;
    case 'not-listed':
      return `${name} does not list ${detail}`;
    case 'list-broken':
      return `${name} fails its self-test: its answers mean nothing`;
    case 'no-answer':
      return rule === 'ptr' ? `no answer from DNS about ${detail}` : `no answer from ${name}`;
    case 'known-sender':
      return `${detail} was written to before`;
    case 'unknown-sender':
      return `${detail} was never written to`;
    case 'words':
      return `the words of the letter: ${detail}`;
    case 'words-untrained':
      return `the words say nothing yet: ${detail}`;
    case 'content-found':
      return `${name}: found`;
    case 'content-not-found':
      return `${name}: not found`;
    case 'clean':
      return `${rule} found nothing`;
    case 'virus':
      return `${rule} found ${detail}`;
    case 'score':
      return detail === '' ? `${rule}` : `${rule}: ${detail}`;
    case 'scanner-stalled':
      return `${rule} does not answer (${systemReason(detail)})`;
    case 'scanner-failed':
      return `${rule} could not scan it (${detail})`;
    case 'not-told':
      return `${name === '' ? rule : name}: not asked, because no Received field has an address`;
    case 'signed-in':
      return `${name === '' ? rule : name}: not asked, because the client has signed in`;
  }
}

function faultEn({ path, code, about, known = [] }: PolicyFault): string {
  const where = path === '' ? 'the policy' : path;
  switch (code) {
    case 'unknown-key':
      return `${where}: unknown key "${about}". Known: ${known.join(', ')}.`;
    case 'missing':
      return `${where} needs "${about}".`;
    case 'not-a-number':
      return `${where} must be a number.`;
    case 'not-a-text':
      return `${where} must be text on one line.`;
    case 'not-a-time':
      return `${where} must be a time, such as 5s or 10m.`;
    case 'not-a-list':
      return `${where} must be a list.`;
    case 'not-a-map':
      return `${where} must be a set of keys.`;
    case 'not-one-of':
      return `${where} must be one of: ${about}.`;
    case 'quarantine-needs-folder':
      return `${where} needs a folder: quarantine: DIR.`;
    case 'needs-state':
      return `${where} needs a file to remember in: state: FILE.`;
    case 'not-a-zone':
      return `${where}: "${about}" is not the name of a list, such as list.example.com.`;
    case 'not-a-resolver':
      return `${where}: "${about}" must be an address, perhaps with a port: 192.0.2.53 or 192.0.2.53:5353.`;
    case 'not-a-network':
      return `${where}: "${about}" must be an address or a network, such as 192.0.2.0/24.`;
    case 'not-a-domain':
      return `${where}: "${about}" must be a domain, such as example.com.`;
    case 'not-a-place':
      return `${where}: "${about}" must be HOST:PORT or the path of a socket.`;
    case 'not-in-order':
      return `${where}: tag, quarantine and refuse must go up in this order.`;
  }
}

export const policyEn: PolicyWords = {
  option: 'rules and points from this file (YAML): tag, keep back or refuse letters',
  point: (point) => `${signed(point.points)} ${foundEn(point)}`,
  outcome: ({ sum, limit, action, kept, tried = false }) => {
    const below = limit === null ? '' : `, below ${limit}`;
    const reached = limit === null ? '' : `, ${limit} or more`;
    switch (action) {
      case 'pass':
        return `= ${sum}${below}: passed on`;
      case 'tag':
        return `= ${sum}${reached}: passed on, tagged`;
      case 'quarantine':
        if (tried) return `= ${sum}${reached}: would be kept back`;
        return kept === null
          ? `= ${sum}${reached}: to be kept here, but there is no room`
          : `= ${sum}${reached}: kept here, not delivered (${kept})`;
      case 'refuse':
        return `= ${sum}${reached}: refused`;
      case 'later':
        return `= ${sum}: put off, because a scanner does not answer`;
    }
  },
  heading: 'Points:',
  fault: faultEn,
  notYaml: (reason) => `This is not YAML: ${reason}`,
  badPattern: (rule) => `The pattern of "${rule}" is not a regular expression.`,
  argument: 'train: learn words from letters; try: what the policy would do with letters',
  group: 'For train and try:',
  ham: 'good letters: a folder or maildir, one letter per file; repeatable',
  spam: 'the same for spam',
  needsPolicy: 'train and try need --policy FILE.',
  needsBayes: 'Nothing to train: the policy needs bayes and state.',
  needsPiles: 'Name letters: --ham DIR, --spam DIR, or both.',
  onlyWithFiles: 'This is for train and try: smtp-lab gateway try --policy FILE --ham DIR.',
  trained: (learnt, all, file) =>
    `Learnt from ${learnt.ham} good letters and ${learnt.spam} of spam; ${file} now knows ${all.ham} and ${all.spam}.`,
  hurt: (file) => `A good letter would not pass: ${file}`,
  columns: { rule: 'rule', points: 'points', ham: 'good', spam: 'spam', action: 'outcome' },
  actions: { pass: 'passed on', tag: 'tagged', quarantine: 'kept back', refuse: 'refused', later: 'put off' },
  more: (count) => `And ${count} more.`,
};
