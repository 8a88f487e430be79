/**
 * What is wrong with what stands behind the address in MAIL and RCPT. Follows RFC 5321 §4.1.2 (`esmtp-param = esmtp-keyword ["="
 * esmtp-value]`, each after a space) and the RFC of each: 1870 (SIZE), 6152 (BODY), 6531 (SMTPUTF8), 3461 (RET, ENVID, NOTIFY,
 * ORCPT), 4954 (AUTH), 8689 (REQUIRETLS), 3030 (BINARYMIME).
 */

import { hasKeyword } from '../protocol/index.ts';
import type { PathPieces } from './paths.ts';
import { nearestWord, slip } from './slip.ts';
import type { Slip, SlipKind, SlipSetting } from './slip.ts';

interface Row {
  readonly of: 'MAIL' | 'RCPT';
  /** The keyword of EHLO that offers it. */
  readonly offeredBy: string;
  /** What may stand behind its `=`; null for nothing. */
  readonly value: RegExp | null;
  readonly example: string;
}

const TABLE: Readonly<Record<string, Row>> = {
  SIZE: { of: 'MAIL', offeredBy: 'SIZE', value: /^\d{1,20}$/, example: 'SIZE=1000' },
  BODY: {
    of: 'MAIL',
    offeredBy: '8BITMIME',
    value: /^(?:7BIT|8BITMIME|BINARYMIME)$/i,
    example: 'BODY=8BITMIME',
  },
  SMTPUTF8: { of: 'MAIL', offeredBy: 'SMTPUTF8', value: null, example: 'SMTPUTF8' },
  REQUIRETLS: { of: 'MAIL', offeredBy: 'REQUIRETLS', value: null, example: 'REQUIRETLS' },
  RET: { of: 'MAIL', offeredBy: 'DSN', value: /^(?:FULL|HDRS)$/i, example: 'RET=HDRS' },
  ENVID: { of: 'MAIL', offeredBy: 'DSN', value: /^[!-~]{1,100}$/, example: 'ENVID=LAB-42' },
  AUTH: { of: 'MAIL', offeredBy: 'AUTH', value: /^(?:<>|[!-~]+)$/, example: 'AUTH=<>' },
  NOTIFY: {
    of: 'RCPT',
    offeredBy: 'DSN',
    value: /^(?:NEVER|(?:SUCCESS|FAILURE|DELAY)(?:,(?:SUCCESS|FAILURE|DELAY))*)$/i,
    example: 'NOTIFY=SUCCESS,FAILURE',
  },
  ORCPT: {
    of: 'RCPT',
    offeredBy: 'DSN',
    value: /^[A-Za-z0-9-]+;[!-~]+$/,
    example: 'ORCPT=rfc822;teacher@example.test',
  },
};

/** Keywords of EHLO that people take for a parameter, and the parameter. */
const KEYWORDS: Readonly<Record<string, string>> = {
  '8BITMIME': 'BODY=8BITMIME',
  '7BIT': 'BODY=7BIT',
  '8BIT': 'BODY=8BITMIME',
  BINARYMIME: 'BODY=BINARYMIME',
  DSN: 'RET=HDRS',
};

/** The slip of the parameters; null where each is as it should be. */
export function slipOfParameters(
  line: string,
  { verb, address, parameters, parametersAt }: PathPieces,
  { state }: SlipSetting,
): Slip | null {
  const head = `${verb} ${verb === 'MAIL' ? 'FROM' : 'TO'}:<${address}>`;
  const lineOf = (given: readonly string[]): string => [head, ...given].join(' ');
  const tokens = [...parameters.matchAll(/\S+/g)].map(({ 0: text, index }) => ({
    text,
    at: parametersAt + index,
  }));
  if (
    tokens.some(
      ({ text }) =>
        text === '=' || text.startsWith('=') || (text.endsWith('=') && tokens.at(-1)?.text !== text),
    )
  ) {
    const tight = parameters
      .replace(/\s*=\s*/g, '=')
      .trim()
      .split(/\s+/);
    const at = parametersAt + Math.max(0, parameters.search(/\s=|=\s/));
    return slip('spaces-around-equals', line, lineOf(tight), { at });
  }
  const texts = tokens.map(({ text }) => text);
  const seen = new Set<string>();
  for (const [index, { text, at }] of tokens.entries()) {
    const without = (own: readonly string[]): string =>
      lineOf([...texts.slice(0, index), ...own, ...texts.slice(index + 1)]);
    const told = (kind: SlipKind, own: readonly string[] | null, name: string): Slip =>
      slip(kind, line, own === null ? '' : without(own), { at, found: text, name });
    const parted = text.split(/[,;](?=[A-Za-z0-9]+=|SMTPUTF8$|REQUIRETLS$)/i);
    if (parted.length > 1)
      return slip('comma-between-parameters', line, without(parted), { at: at + (parted[0]?.length ?? 0) });
    const [, keyword = '', mark = '', value = ''] = /^([A-Za-z0-9-]*)([=:]?)(.*)$/s.exec(text) ?? [];
    const upper = keyword.toUpperCase();
    const row = TABLE[upper];
    if (row === undefined) {
      const meant = KEYWORDS[upper];
      if (meant !== undefined && value === '' && verb === 'MAIL')
        return told('keyword-as-parameter', [meant], upper);
      const near =
        verb === 'MAIL' && /^(?:SMTP-?)?UTF-?8$/.test(upper)
          ? 'SMTPUTF8'
          : nearestWord(
              upper,
              Object.keys(TABLE).filter((name) => TABLE[name]?.of === verb),
            );
      const nearRow = TABLE[near];
      const mended =
        near === ''
          ? null
          : nearRow?.value === null
            ? near
            : nearRow?.value.test(value) === true
              ? `${near}=${value}`
              : nearRow?.example;
      return told(
        'unknown-parameter',
        // A word without = that nothing is known of is no parameter, but text.
        mended !== null && mended !== undefined ? [mended] : near === '' && mark === '' ? [] : null,
        upper === '' ? text : upper,
      );
    }
    if (row.of !== verb) return told('parameter-elsewhere', [], upper);
    const refused = notOffered(row, state);
    if (refused !== null) return told(refused, [], upper);
    if (seen.has(upper)) return told('parameter-twice', [], upper);
    seen.add(upper);
    if (row.value === null) {
      if (mark !== '' || value !== '') return told('bad-value', [upper], upper);
      continue;
    }
    if (mark !== '=') {
      const next = texts[index + 1];
      const given = value !== '' ? value : next !== undefined && row.value.test(next) ? next : null;
      const own = given !== null && row.value.test(given) ? `${upper}=${given}` : row.example;
      const behind = texts.slice(index + (value === '' && given !== null ? 2 : 1));
      return slip('no-equals', line, lineOf([...texts.slice(0, index), own, ...behind]), {
        at: at + keyword.length,
        name: upper,
      });
    }
    if (value === '')
      return slip('no-value', line, without([row.example]), { at: at + text.length, found: '', name: upper });
    if (!row.value.test(value)) {
      // `SUCCESS, FAILURE`: one list, with a space in it.
      const listed = value.endsWith(',') ? `${value}${texts[index + 1] ?? ''}` : '';
      const isList = listed !== value && row.value.test(listed);
      const meant = isList
        ? lineOf([...texts.slice(0, index), `${upper}=${listed}`, ...texts.slice(index + 2)])
        : without([row.example]);
      return slip('bad-value', line, meant, {
        at: at + keyword.length + 1,
        found: value,
        name: upper,
      });
    }
    if (
      /^BINARYMIME$/i.test(value) &&
      state !== null &&
      state.capabilities !== null &&
      !hasKeyword(state.capabilities, 'BINARYMIME')
    )
      return told('parameter-not-offered', [], 'BINARYMIME');
  }
  return null;
}

/** Why a parameter cannot be used with this server; null where it can, or it is not known. */
function notOffered({ offeredBy }: Row, state: SlipSetting['state']): SlipKind | null {
  if (state === null || state.greetedName === null) return null;
  if (!state.extended) return 'parameter-after-helo';
  return hasKeyword(state.capabilities, offeredBy) ? null : 'parameter-not-offered';
}
