/** Where reports and recordings go: a file of the user's, whole or not at all. */

import { isNoFile, writeWhole } from '../storage/index.ts';

export { isNoFile };

/** Writes a report whole. Rejects with the system's error. */
export async function writeReport(path: string, text: string): Promise<void> {
  await writeWhole(path, text);
}
