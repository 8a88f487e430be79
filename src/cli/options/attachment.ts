/**
 * `--attach FILE;type=TYPE;name=NAME`: a file, or `-` for standard input, with what it is and how it is called. With `--inline` it stands
 * in the HTML part as `cid:NAME`.
 */

import { basename } from 'node:path';
import type { Attachment } from '../../io/letters/index.ts';
import { sendWords } from '../../pure/phrases/index.ts';
import type { Lang } from '../../pure/phrases/index.ts';
import { refuseControls, usage } from './input.ts';

const TYPE = /^[!#$&^\w.+-]+\/[!#$&^\w.+-]+(?:; ?[\w-]+=[\w.-]+)?$/;

/** Reads the value of the option. Throws a `UsageError`. */
export function readAttachment(option: '--attach' | '--inline', value: string, lang: Lang): Attachment {
  const words = sendWords[lang];
  refuseControls(option, value);
  const [, file = '', rest = ''] = /^(.*?)((?:;(?:type|name)=[^;]*)*)$/.exec(value) ?? [];
  if (file === '') throw usage(option, words.badAttachment);
  const facts = new Map(
    [...rest.matchAll(/;(type|name)=([^;]*)/g)].map(([, key = '', of = '']) => [key, of]),
  );
  const type = facts.get('type');
  if (type !== undefined && !TYPE.test(type)) throw usage(option, words.badAttachment);
  const name = facts.get('name') ?? (file === '-' ? '' : basename(file));
  if (name === '') throw usage(option, words.attachmentNeedsName);
  if (option === '--inline' && !/^[!-~]+$/.test(name)) throw usage(option, words.badContentId);
  return {
    option,
    file,
    name,
    ...(type === undefined ? {} : { type }),
    ...(option === '--inline' ? { contentId: name } : {}),
  };
}
