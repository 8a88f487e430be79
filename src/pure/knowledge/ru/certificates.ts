/**
 * What is wrong with a certificate, in Russian words.
 */

import type { Words } from '../words.ts';
import type { CertificateFaultId } from '../certificates.ts';

export const words: Readonly<Record<CertificateFaultId, Words>> = {};
