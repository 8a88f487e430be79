/**
 * A letter that we compose. Of text alone it is made in memory; with HTML, attachments or a large text its parts are made by
 * nodemailer's composer, loaded only then, and streamed into a private file, so that memory does not grow with them and all
 * is read before anything is connected to. Follows RFC 2045 and RFC 2046 by that library; the header is ours in both cases.
 */

import { constants, promises as disk } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename } from 'node:path';
import { Readable } from 'node:stream';
import { composeFields, composeLetter, LetterScan } from '../../pure/message/index.ts';
import type { Heading } from '../../pure/message/index.ts';
import { encodeText, isAscii } from '../../pure/protocol/index.ts';
import type { NamedAddress } from '../../pure/protocol/index.ts';
import { checkSource, readSource, readStream } from '../storage/index.ts';
import { asciiAddress } from '../wire/index.ts';
import { LetterError } from './letter.ts';
import type { Letter } from './letter.ts';
import { measureFile } from './ready-letter.ts';
import { MOST_SPOOLED, spool } from './spool.ts';
import { reasonOf } from '../../pure/problems/index.ts';

/** Where the text of a part comes from: given as it is, or a file (`-` is standard input). */
export type Source =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'file'; readonly option: string; readonly file: string };

/** A file beside the text. `-` is standard input. */
export interface Attachment {
  readonly option: string;
  readonly file: string;
  /** What it is called; the name of the file where it is left out. */
  readonly name?: string;
  /** Its media type; by the name where it is left out. */
  readonly type?: string;
  /** By which the HTML part names it (RFC 2392); absent for one that stands beside the text. */
  readonly contentId?: string;
}

export interface Composition extends Omit<Heading, 'messageId'> {
  readonly text: Source | null;
  readonly html: Source | null;
  readonly attachments: readonly Attachment[];
  /** What is unique in the Message-ID, and the name behind its `@`. */
  readonly chance: string;
  readonly hostname: string;
}

export interface ComposeOptions {
  readonly stdin: () => NodeJS.ReadableStream;
  readonly signal?: AbortSignal;
}

const utf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

/** A text file larger than this is streamed. */
const IN_MEMORY_OCTETS = 1_048_576;

/** Composes a letter. Rejects with `file-unreadable`, which names the option, where a file cannot be read. */
export async function composeFromParts(asked: Composition, options: ComposeOptions): Promise<Letter> {
  const given = inAsciiLabels(asked);
  for (const { option, file } of given.attachments) if (file !== '-') await checkFile(option, file);
  const text = given.text === null ? null : await contentOf(given.text, options);
  const plain =
    text === null ? '' : typeof text === 'string' ? text : text instanceof Uint8Array ? utf8Of(text) : null;
  if (given.html === null && given.attachments.length === 0 && plain !== null) {
    return inMemory({ ...given, body: plain }, given);
  }
  return fromLibrary(given, text, options);
}

/** Domains of the header in A-labels: no letter of ours needs SMTPUTF8 for those alone. */
function inAsciiLabels(given: Composition): Composition {
  const named = ({ name, address }: NamedAddress): NamedAddress => ({
    name,
    address: asciiAddress(address) ?? address,
  });
  return {
    ...given,
    from: named(given.from),
    to: given.to.map(named),
    cc: given.cc.map(named),
    headers: given.headers.map((field) =>
      isAscii(field)
        ? field
        : field.replace(/[!-;=?A-~]+@[^\s<>,;()"@]+/g, (found) => asciiAddress(found) ?? found),
    ),
  };
}

/** The number of a letter of several, always of one length: so all have one size. */
function messageId({ date, chance, hostname, from }: Composition, index: number): string {
  // A bare name of this computer is nobody's business, and unlike no other.
  const domain = hostname.includes('.') ? hostname : from.address.slice(from.address.lastIndexOf('@') + 1);
  return `<${date.getTime().toString(36)}.${chance}.${String(index).padStart(6, '0')}@${domain}>`;
}

function inMemory(
  heading: Omit<Heading, 'messageId'> & { readonly body: string },
  given: Composition,
): Letter {
  const write = (index: number): Uint8Array =>
    encodeText(composeLetter({ ...heading, messageId: messageId(given, index) }));
  const first = write(0);
  const scan = new LetterScan();
  scan.push(first);
  return {
    file: '',
    size: first.length,
    hasHeader: true,
    front: '',
    recipients: [],
    bccRemoved: 0,
    eightBit: scan.eightBit,
    // The text was encoded where it had to be: what is left is in an address.
    utf8Header: scan.eightBit,
    strangeHeaderLine: null,
    longLines: scan.finish(),
    bareLineEnds: scan.bareLineEnds,
    unclosed: scan.unclosed,
    nuls: scan.nuls,
    content: (index = 0) => [index === 0 ? first : write(index)],
    dispose: () => Promise.resolve(),
  };
}

/** The content of a source: in memory, or where it is large a path to stream from. */
async function contentOf(
  source: Source,
  { stdin }: ComposeOptions,
): Promise<string | Buffer | { readonly path: string }> {
  if (source.kind === 'text') return source.text;
  const { option, file } = source;
  try {
    if (file === '-') return await readStream(stdin());
    await checkSource(file);
    const facts = await disk.stat(file);
    if (facts.isFile() && facts.size > IN_MEMORY_OCTETS) {
      await disk.access(file, constants.R_OK);
      return { path: file };
    }
    return await readSource(file);
  } catch (error) {
    throw new LetterError('file-unreadable', { option, file, reason: reasonOf(error) }, error);
  }
}

/** The text of octets that are UTF-8; null where they are not. */
function utf8Of(bytes: Uint8Array): string | null {
  try {
    return utf8.decode(bytes);
  } catch {
    return null;
  }
}

async function checkFile(option: string, file: string): Promise<void> {
  try {
    await checkSource(file);
    await disk.access(file, constants.R_OK);
  } catch (error) {
    throw new LetterError('file-unreadable', { option, file, reason: reasonOf(error) }, error);
  }
}

/** A part of text for the library: what is not UTF-8 keeps its octets, and says that nobody knows what they mean. */
function textPart(type: string, content: string | Buffer | { readonly path: string }) {
  if (typeof content === 'string') return partOf(type, 'utf-8', Buffer.from(withCrlf(content)));
  if (!Buffer.isBuffer(content)) return { path: content.path, contentType: `${type}; charset=utf-8` };
  const text = utf8Of(content);
  return text === null
    ? partOf(type, 'unknown-8bit', content, 'base64')
    : partOf(type, 'utf-8', Buffer.from(withCrlf(text)));
}

function partOf(type: string, charset: string, content: Buffer, contentTransferEncoding?: string) {
  return {
    content,
    contentType: `${type}; charset=${charset}`,
    ...(contentTransferEncoding === undefined ? {} : { contentTransferEncoding }),
  };
}

/** RFC 2046 §4.1.1: the line ends of text are CRLF before it is encoded. */
function withCrlf(text: string): string {
  return text.replace(/\r\n|\r|\n/g, '\r\n');
}

async function fromLibrary(
  given: Composition,
  text: string | Buffer | { readonly path: string } | null,
  options: ComposeOptions,
): Promise<Letter> {
  const { default: MailComposer } = await import('nodemailer/lib/mail-composer');
  const html = given.html === null ? null : await contentOf(given.html, options);
  const composer = new MailComposer({
    alternatives: [
      ...(text === null ? [] : [textPart('text/plain', text)]),
      ...(html === null ? [] : [textPart('text/html', html)]),
    ],
    attachments: given.attachments.map((one) => ({
      ...(one.file === '-' ? { content: Readable.from(options.stdin()) } : { path: one.file }),
      filename: one.name ?? basename(one.file),
      ...(one.type === undefined ? {} : { contentType: one.type }),
      // The library puts a letter into the text; one that is attached is meant as a file.
      contentDisposition: one.contentId === undefined ? ('attachment' as const) : ('inline' as const),
      ...(one.contentId === undefined ? {} : { cid: one.contentId }),
    })),
    disableUrlAccess: true,
    newline: 'win',
  });
  const fields = composeFields({ ...given, messageId: messageId(given, 0) });
  const whole = Readable.from(withFields(fields, composer.compile().createReadStream()));
  // Files have their size, base64 a third more; only what is read from a pipe may never end.
  const known = await sizesOf(given);
  const most = MOST_SPOOLED + 2 * known.octets;
  const spooled = await spool(whole, options.signal, most).catch((error: unknown) => {
    const endless = reasonOf(error) === 'EFBIG' ? known.pipe : null;
    const about = endless ?? sourceOf(error, given);
    throw new LetterError('file-unreadable', { ...about, reason: reasonOf(error) }, error);
  });
  const letter = await measureFile(spooled.file, { name: '', keepBcc: true, dispose: spooled.dispose });
  return { ...letter, recipients: [] };
}

/** What is known of the files before they are read: the octets of those that have a size, and the first one that has none. */
async function sizesOf({ text, html, attachments }: Composition) {
  let octets = 0;
  let pipe: { readonly option: string; readonly file: string } | null = null;
  for (const source of [text, html, ...attachments]) {
    if (source === null || !('file' in source)) continue;
    const { option, file } = source;
    const facts = file === '-' ? null : await disk.stat(file).catch(() => null);
    if (facts?.isFile() === true) octets += facts.size;
    else pipe ??= { option, file };
  }
  return { octets, pipe };
}

/** Which file an error is about. */
function sourceOf(error: unknown, given: Composition): { readonly option: string; readonly file: string } {
  const path = error instanceof Error && 'path' in error ? error.path : undefined;
  const files = [given.text, given.html].filter((source) => source?.kind === 'file');
  const known = [...given.attachments, ...files].find(({ file }) => file === path);
  return { option: known?.option ?? '', file: known?.file ?? (typeof path === 'string' ? path : tmpdir()) };
}

/** Our header in place of what the library has of it; the fields of MIME are the library's. */
async function* withFields(
  fields: readonly string[],
  stream: AsyncIterable<unknown>,
): AsyncIterable<Uint8Array> {
  let held: Buffer | null = Buffer.alloc(0);
  for await (const chunk of stream) {
    if (!(chunk instanceof Uint8Array)) continue;
    if (held === null) {
      yield chunk;
      continue;
    }
    held = Buffer.concat([held, chunk]);
    const end = held.indexOf('\r\n\r\n');
    if (end < 0) continue;
    const theirs = held.toString('latin1', 0, end).split(/\r\n(?![ \t])/);
    const mime = theirs.filter((field) => /^(?:mime-version|content-)/i.test(field));
    yield Buffer.concat([Buffer.from([...fields, ...mime].join('\r\n')), held.subarray(end)]);
    held = null;
  }
}
