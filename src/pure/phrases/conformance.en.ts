/** The words of `conform`, in English. */

import type { ConformanceWords } from './conformance.ts';

export const conformanceEn: ConformanceWords = {
  about: 'Tests a server against the standards, clause by clause, and says which it breaks.',
  options: {
    list: 'list the cases: id, level, clause, title; --only selects some of them',
    explain: 'what a case is about, and the case itself; or how much to explain: none, brief, full',
    only: 'only cases whose id or clause begins with this, such as rset or 5321-4.1; repeatable',
    level: 'only cases that bind at least this much: must, should or may (default: may)',
    strict: 'exit code 15 for a broken SHOULD, too',
    rcpt: 'a mailbox of yours at this server; letters go there and nowhere else',
    rcptBad: 'an address at this server that does not exist',
    rcptForeign: 'an address of another domain; it is named in RCPT, and never gets a letter',
    from: 'the sender (default: the address of --rcpt, else <>)',
    noLetters: 'send no letters: stop before DATA is accepted',
    sink: 'listen there: the server delivers or relays to it, and letters are compared; lmtp:// for LMTP',
    against: 'a second server: print only where the two differ',
    patience: 'seconds that a reply may take before the answer is "cannot tell" (default: 15)',
    pause: 'milliseconds between two connections (default: 0)',
    jobs: 'connections at a time (default: 1)',
    report: 'write reports: junit=F, tap=F, json=F, md=F, html=F, separated by commas',
  },
  group: 'Test:',
  badReport: 'Allowed: junit=FILE, tap=FILE, json=FILE, md=FILE, html=FILE, separated by commas.',
  badAddress: 'An address has the form name@example.com.',
  badSink: 'Allowed: HOST:PORT, or lmtp://HOST:PORT; the port may be 0.',
  nothingChosen: (only) => `No case begins with "${only}": conform --list prints them.`,
  unknownCase: (id, near) =>
    near === ''
      ? `No case is called "${id}": conform --list prints them.`
      : `No case is called "${id}". Did you mean "${near}"?`,

  practice: 'No server was given: this is the practice server inside the program.',
  mailboxRefused: (server, reply) =>
    `${server} refuses the address of --rcpt (${reply}), so cases that need a mailbox are not run. Give an address that it accepts mail for.`,
  at: (server, software, cases) =>
    `${cases} ${cases === 1 ? 'case' : 'cases'} at ${server}${software === '' ? '' : `, which calls itself "${software}"`}`,
  verdicts: {
    held: 'held',
    broken: 'broken',
    lenient: 'lenient',
    'not-offered': 'not offered',
    'cannot-tell': 'cannot tell',
    'not-run': 'not run',
  },
  level: 'level',
  summary: (seconds) => `Done in ${seconds} s.`,
  mustHeld: 'No MUST was found broken.',
  mustHeldSoFar: 'The run was interrupted; no MUST was found broken up to then.',
  mustUntested: 'No MUST was tested.',
  mustBroken: (count) => `${count} MUST broken.`,
  shouldBroken: (count) => `${count} SHOULD broken.`,

  wanted: 'wanted',
  came: 'came',
  after: 'after',
  nothing: 'nothing',
  before: 'The conversation did not get to what is tested.',
  temporary:
    'A temporary reply says nothing about the clause. Try again later; if it comes each time, look at the configuration of the server.',
  signInFirst: 'The server requires a sign-in first. Give --user and a password.',
  notOffered: (what) => `Not offered: ${what}`,
  nothingToJudge: 'Nothing that the server did makes this case apply.',
  nothingToJudgeIn: (ids) => `Nothing that the server did makes these cases apply: ${ids}.`,
  needs: {
    mailbox: 'give --rcpt ADDRESS, a mailbox that accepts letters',
    'bad-mailbox': 'give --rcpt-bad ADDRESS, one that does not exist',
    foreign: 'give --rcpt-foreign ADDRESS, one of another domain',
    auth: 'give --user NAME and a password',
    sink: 'give --sink HOST:PORT, and let the server deliver there',
    loopback: 'only on a server of this machine, or with --sink',
  },
  nothingArrived: 'No letter of this case came to the sink in time: it may be in the queue of the server.',
  noLettersAsked: 'It sends a letter, and --no-letters was given.',
  interrupted: 'The run was interrupted.',
  problem: (text) => text,
  takesMore: 'The server accepts what it may refuse.',

  noReplyFor: (time) => `no reply for ${time}`,
  connectionClosed: 'the connection closed',
  withoutLine: (line) => `a reply without "${line}"`,
  notOfferedAtAll: (what) => `Not offered: ${what}.`,
  notRun: (cases) => `Not run: ${cases} ${cases === 1 ? 'case' : 'cases'}.`,
  hint: 'Why a case matters, and what other servers do:',

  clauses: 'Clauses',
  why: 'Why it matters',
  accepted: 'Accepted as well',
  needed: 'Needs',
  theCase: 'The case; what comes after @why is tested:',
  triedOn: (date) => `Real servers, tried on ${date}:`,
  tryIt: 'Try it at your server:',
  breaks: {
    closed: 'a closed connection breaks it',
    silence: 'no reply in time breaks it',
    malformed: 'a malformed reply breaks it',
    temporary: 'a temporary refusal breaks it',
  },
  file: 'File',
  listed: (cases, clauses) => `${cases} cases, ${clauses} clauses.`,

  differences: (count, cases) => `${count} of ${cases} cases differ.`,
  same: (cases) => `The two servers do the same in all ${cases} cases.`,

  page: {
    title: 'SMTP conformance',
    catalogue: (cases, clauses) => `${cases} cases about ${clauses} clauses of the standards`,
    matrix: 'By clause',
    clause: 'Clause',
    cases: 'Cases',
    colophon: 'Made by smtp-lab conform. This page needs no network and no script.',
  },
};
