/**
 * What each RFC is about, in Russian words.
 */

import type { RfcNumber } from '../rfcs.ts';

export const titles: Readonly<Record<RfcNumber, string>> = {
  5321: 'SMTP: сам протокол передачи почты с машины на машину',
};
