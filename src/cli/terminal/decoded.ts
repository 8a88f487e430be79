/** What a secret line says, for `--show-secrets`: its base64 decoded, a NUL as `\0`. Base64 hides nothing, and so it hides nothing here. */

import { decodeBase64, decodeText } from '../../pure/protocol/index.ts';

/** The last word of a line decoded; '' where it is not base64. */
export function decodedSecret(line: string): string {
  const word = line.slice(line.lastIndexOf(' ') + 1);
  const octets = word === '' ? null : decodeBase64(word);
  return octets === null ? '' : decodeText(octets).replaceAll('\u0000', '\\0');
}
