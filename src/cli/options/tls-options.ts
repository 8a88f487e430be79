/**
 * What the options say of TLS: authorities, our own certificate, versions, the keys to expect, and what is written down of it. SECURITY:
 * a file of secrets (`--tls-keylog`) is readable for its owner alone, and it is said that it is written.
 */

import { appendFileSync, closeSync, openSync, promises as disk } from 'node:fs';
import { join } from 'node:path';
import type { ConversationPlan } from '../../io/plan/index.ts';
import type { Remark } from '../../pure/events/index.ts';
import { optionWords } from '../../pure/phrases/index.ts';
import type { OptionWords } from '../../pure/phrases/index.ts';
import type { CliContext } from '../context.ts';
import type { ConnectionOptions } from './connection.ts';
import { contentOf, refuseControls, unreadable, usage } from './input.ts';
import { checkWritable, unwritable } from './output-files.ts';
import { reasonOf } from '../../pure/problems/index.ts';

const VERSIONS = { '1.0': 'TLSv1', '1.1': 'TLSv1.1', '1.2': 'TLSv1.2', '1.3': 'TLSv1.3' } as const;
const PIN = /^sha256\/\/[A-Za-z0-9+/]{43}=$/;

type TlsOptions = ConversationPlan['tlsOptions'];

/** Reads them. Throws a `UsageError` that names the option. */
export async function readTlsOptions(options: ConnectionOptions, context: CliContext): Promise<TlsOptions> {
  const words = optionWords[context.lang];
  const authorities = options.tlsCa === undefined ? [] : await authoritiesOf(options.tlsCa, words);
  const cert = await pemOf('--tls-cert', options.tlsCert, words);
  const key = await pemOf('--tls-key', options.tlsKey, words);
  const min = versionOf(options.tlsMin);
  const max = versionOf(options.tlsMax);
  refuseControls('--tls-servername', options.tlsServername);
  refuseControls('--tls-sni', options.tlsSni);
  for (const pin of options.tlsPin ?? []) if (!PIN.test(pin)) throw usage('--tls-pin', words.badPin);
  if (options.saveChain !== undefined) await checkWritable('--save-chain', options.saveChain);
  const log = options.tlsKeylog ?? context.env['SSLKEYLOGFILE'];
  const details = options.showChain === true || options.saveChain !== undefined;
  return {
    authorities,
    ...(options.tlsServername === undefined ? {} : { servername: options.tlsServername }),
    ...(options.tlsSni === undefined ? {} : { sni: options.tlsSni }),
    ...(options.tlsPin === undefined ? {} : { pins: options.tlsPin }),
    ...(log === undefined || log === '' ? {} : { keylog: keylogTo(log) }),
    ...(details ? { details } : {}),
    ...(cert === null ? {} : { cert }),
    ...(key === null ? {} : { key }),
    ...(min === null ? {} : { minVersion: min }),
    ...(max === null ? {} : { maxVersion: max }),
    ...(options.tlsCiphers === undefined ? {} : { ciphers: options.tlsCiphers }),
  };
}

/** What is to be said of them before anything happens. */
export function tlsRemarks({ tlsKeylog }: ConnectionOptions, { env }: CliContext): readonly Remark[] {
  const file = tlsKeylog ?? env['SSLKEYLOGFILE'] ?? '';
  return file === '' ? [] : [{ code: 'tls-keys-logged', detail: { file } }];
}

/** A file of certificates, or a folder of such files. */
async function authoritiesOf(path: string, words: OptionWords): Promise<readonly string[]> {
  const isFolder = await disk.stat(path).then(
    (facts) => facts.isDirectory(),
    () => false,
  );
  if (!isFolder) {
    const text = await pemOf('--tls-ca', path, words);
    return text === null ? [] : [text];
  }
  try {
    const texts: string[] = [];
    for (const name of (await disk.readdir(path)).sort()) {
      const file = join(path, name);
      if (!(await disk.stat(file)).isFile()) continue;
      const text = (await contentOf('--tls-ca', file)).toString('latin1');
      if (text.includes('-----BEGIN ')) texts.push(text);
    }
    if (texts.length === 0) throw usage('--tls-ca', words.noCertificates);
    return texts;
  } catch (error) {
    if (error instanceof Error && 'syscall' in error) throw unreadable('--tls-ca', path, error);
    throw error;
  }
}

async function pemOf(option: string, file: string | undefined, words: OptionWords): Promise<string | null> {
  if (file === undefined) return null;
  const text = (await contentOf(option, file)).toString('latin1');
  if (!text.includes('-----BEGIN ')) throw usage(option, words.badPem);
  return text;
}

function versionOf(text: string | undefined) {
  return text === '1.0' || text === '1.1' || text === '1.2' || text === '1.3' ? VERSIONS[text] : null;
}

/** Opened once, so that it is known to be ours to write; what comes is appended. */
function keylogTo(file: string): (line: Uint8Array) => void {
  try {
    closeSync(openSync(file, 'a', 0o600));
  } catch (error) {
    throw unwritable('--tls-keylog', file, reasonOf(error), false);
  }
  return (line) => {
    appendFileSync(file, line);
  };
}
