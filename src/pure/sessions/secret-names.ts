/** Which variables are secrets, by their names: they are never shown, and never stand in a file. */

const SECRET_NAMES = /pass|secret|token/i;

export function isSecretName(name: string): boolean {
  return SECRET_NAMES.test(name);
}
