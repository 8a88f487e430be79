/**
 * What is wrong with what stands behind the other verbs. Follows RFC 5321 §4.1.1.1 (EHLO wants a domain or an address literal),
 * §4.1.1.4 to §4.1.1.10 (which verbs take nothing), RFC 4954 §4 (AUTH), RFC 3030 §2 (BDAT). SECURITY: what stands behind AUTH
 * and its mechanism is never repeated.
 */

import {
  authMechanisms,
  decodeBase64,
  isDomain,
  MECHANISM_NAMES,
  parseCommand,
  verbFacts,
} from '../protocol/index.ts';
import { firstDifference, nearestWord, slip } from './slip.ts';
import type { Slip, SlipSetting } from './slip.ts';

/** The slip behind the verb; null for none. */
export function slipOfArgument(line: string, setting: SlipSetting): Slip | null {
  const text = line.trim();
  const [verb = ''] = text.split(/\s+/);
  const upper = verb.toUpperCase();
  const rest = text.slice(verb.length).trim();
  const restAt = line.indexOf(rest, line.indexOf(verb) + verb.length);
  switch (upper) {
    case 'EHLO':
    case 'HELO':
    case 'LHLO':
      return hello(line, upper, rest, restAt);
    case 'AUTH':
      return auth(line, rest, setting);
    case 'BDAT': {
      const parsed = parseCommand(text);
      if (parsed.ok) return null;
      const digits = /\d+/.exec(rest)?.[0];
      const last = /last/i.test(rest) ? ' LAST' : '';
      return slip(
        'bad-chunk',
        line,
        digits === undefined || rest.startsWith('-') ? '' : `BDAT ${digits}${last}`,
        { at: rest === '' ? line.length : restAt },
      );
    }
    case 'VRFY':
    case 'EXPN':
      if (rest !== '') return null;
      return slip('missing-argument', line, `${upper} ${upper === 'VRFY' ? 'teacher' : 'class'}`, {
        at: line.length,
        found: '',
        name: upper,
      });
    default:
      if (verbFacts(upper)?.argument !== 'none' || rest === '') return null;
      return slip('unwanted-argument', line, upper, { at: restAt, found: rest, name: upper });
  }
}

function hello(line: string, verb: string, rest: string, at: number): Slip | null {
  if (rest === '')
    return slip('no-hello-name', line, `${verb} client.example.test`, {
      at: line.length,
      found: '',
      name: verb,
    });
  if (/\s/.test(rest)) {
    const joined = rest
      .replace(/[^A-Za-z0-9.\s-]+/g, '')
      .trim()
      .replace(/\s+/g, '-');
    return slip(
      'name-of-words',
      line,
      isDomain(joined) ? `${verb} ${joined}` : `${verb} client.example.test`,
      { at: at + rest.search(/\s/), name: verb },
    );
  }
  if (rest.includes('@')) {
    const domain = rest.replace(/[<>]/g, '').split('@').at(-1) ?? '';
    return slip('address-as-name', line, `${verb} ${isDomain(domain) ? domain : 'client.example.test'}`, {
      at: at + rest.indexOf('@'),
      name: verb,
    });
  }
  if (/^\[[^\]]+\]$/.test(rest) && parsesAsLiteral(rest)) return null;
  if (/^\d{1,3}(?:\.\d{1,3}){3}$/.test(rest))
    return slip('bad-name', line, `${verb} [${rest}]`, { at, found: rest, name: verb });
  if (isDomain(rest)) return null;
  const mended = rest
    .replace(/_/g, '-')
    .replace(/[^A-Za-z0-9.-]+/g, '')
    .replace(/^[.-]+|[.-]+$/g, '');
  const where = isDomain(mended) ? firstDifference(rest, mended) : Math.max(0, rest.search(/[^A-Za-z0-9.-]/));
  return slip('bad-name', line, `${verb} ${isDomain(mended) ? mended : 'client.example.test'}`, {
    at: at + where,
    name: verb,
  });
}

function parsesAsLiteral(literal: string): boolean {
  const parsed = parseCommand(`RCPT TO:<a@${literal}>`);
  return parsed.ok;
}

function auth(line: string, rest: string, { state }: SlipSetting): Slip | null {
  const offered = authMechanisms(state?.capabilities ?? null);
  const [given = '', ...behind] = rest.split(/\s+/);
  const usual = offered.find((name) => name === 'PLAIN' || name === 'LOGIN') ?? offered[0] ?? 'LOGIN';
  if (given === '')
    return slip('no-mechanism', line, `AUTH ${usual}`, {
      at: line.length,
      found: '',
      name: offered.join(' '),
    });
  const name = given.toUpperCase();
  if (!(offered.length > 0 ? offered : MECHANISM_NAMES).includes(name)) {
    const near = nearestWord(name, offered.length > 0 ? offered : MECHANISM_NAMES);
    const isName = /^[A-Z0-9_-]{1,20}$/.test(name);
    return slip('mechanism-not-offered', line, near === '' ? '' : `AUTH ${near}`, {
      at: -1,
      found: isName ? name : '',
      name: offered.join(' '),
    });
  }
  const isFine =
    behind.length === 0 ||
    (behind.length === 1 && (behind[0] === '=' || decodeBase64(behind[0] ?? '') !== null));
  return isFine ? null : slip('initial-not-base64', line, `AUTH ${name}`, { at: -1, found: '', name });
}
