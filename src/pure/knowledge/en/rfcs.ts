/**
 * What each RFC is about, in English words.
 */

import type { RfcNumber } from '../rfcs.ts';

export const titles: Readonly<Record<RfcNumber, string>> = {
  5321: 'SMTP, the protocol itself: how mail is handed from machine to machine',
};
