/** `smtp-lab explain`, in English. */

import type { ExplainWords } from './explain.ts';

export const explainEn: ExplainWords = {
  about: 'What a code, a reply, a command, a keyword, a mechanism, a port or a word means; offline.',
  argument: 'what to explain; without it, standard input: a log, a reply or a bounce',
  list: 'list everything of a kind, or the kinds',
  search: 'list what has this word in it',
  showSecrets: 'show base64 that may hold a password',
  unknown: (term, near) =>
    `"${term}" is not known.${near.length === 0 ? '' : ` Near to it: ${near.join(', ')}.`}`,
  nothingFound: (word) => `Nothing has "${word}" in it.`,
  whatToExplain: 'Name what to explain, such as: explain 550',
  noRefusal: 'No refusal was found in this text.',
  unknownCode: (code) => `${code}: not a known code`,
  unknownCodeText: (byClass, byGroup) =>
    `No standard has it, so only its digits tell. ${byClass} ${byGroup}`.trim(),
  next: 'Next: ',
  forAdmin: (text) => `For whoever runs that server: ${text}`,
  source: (source) => `Defined in ${source}.`,
  syntax: (text) => `Syntax: ${text}`,
  example: (text) => `Example: ${text}`,
  parameters: (names) => `Parameters: ${names}`,
  answers: (codes) => `Usual replies: ${codes}`,
  notStandard: 'No standard has it; it is seen in the field.',
  unsure: 'Not everything about it could be checked.',
  fault: (wanted) => `The grammar wants ${wanted} here.`,
  cause: 'Why: ',
  base64: {
    title: 'Base64',
    text: (decoded) => `It says "${decoded}". Base64 is a way of writing, not a way of hiding.`,
    secret: 'It looks like name and password of a sign-in, so it is not shown; --show-secrets shows it.',
    binary: 'It holds octets that are no text.',
  },
  findings: {
    'classes-differ': 'The code and the enhanced code contradict each other; the three-digit code decides.',
    'permanent-says-later':
      'The code says never, the text says later: programs heed the code and will not try again.',
    'temporary-blocklist':
      'A blocklist mostly means no until somebody acts, though the code says to try again.',
    'success-with-refusal': 'The code says yes, the text sounds like no; the code decides.',
  },
  kinds: {
    'reply-code': 'reply code',
    'enhanced-code': 'enhanced status code',
    reply: 'reply',
    command: 'command',
    keyword: 'EHLO keyword',
    mechanism: 'SASL mechanism',
    port: 'port',
    limit: 'limit',
    certificate: 'certificate check',
    base64: 'base64',
    term: 'term',
  },
};
