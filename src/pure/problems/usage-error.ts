/**
 * What was asked for cannot be done as asked: a bad option, an unreadable file, a malformed address. Exit code 2. Thrown by whoever
 * reads arguments, those of the library too.
 */

import type { ProblemCode } from './codes.ts';
import { LabError } from './lab-error.ts';

/** The problems that are usage: all others come from the world. */
export type UsageCode = Extract<
  ProblemCode,
  | 'usage'
  | 'bad-address'
  | 'forbidden-characters'
  | 'file-unreadable'
  | 'file-not-ours'
  | 'file-unwritable'
  | 'password-in-url'
  | 'no-password'
  | 'stage-not-reached'
  | 'not-a-letter'
>;

/**
 * A usage error. `code` and `detail` are a row of the register of problems; with `usage`, `reason` is a whole sentence in
 * the reader's language (from `phrases`), and `option` names what it is about, or is ''.
 */
export class UsageError<K extends UsageCode = UsageCode> extends LabError<K> {}
