/** The letter of an `@literal` block: its lines as they go over the wire, without their marks, the lone dot the last of them. */

/** Lines of the block's body. A physical line that is empty is none: an empty line of the letter has its mark. */
export function literalLines(body: string): readonly string[] {
  return body
    .split(/\r?\n/)
    .filter((line) => line !== '')
    .map((line) => line.replace(/^[ \t]*C[1-9]?: ?/, ''));
}
