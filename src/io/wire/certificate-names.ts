/** What Node says of a certificate, as facts of ours: a name, a date in ISO 8601, the alternative names one by one. */

import type { PeerCertificate } from 'node:tls';

/** The common name, or whatever the certificate has in its place. */
export function nameOf(subject: PeerCertificate['subject'] | undefined): string {
  const fields: Readonly<Record<string, unknown>> = { ...subject };
  const name = fields['CN'] ?? fields['O'] ?? Object.values(fields)[0];
  if (Array.isArray(name)) return name.map(String).join(', ');
  return typeof name === 'string' ? name : '';
}

export function isoDate(text: string): string {
  const date = new Date(text);
  return Number.isNaN(date.getTime()) ? text : date.toISOString();
}

/** Node joins the names with `, ` and quotes one that holds a comma. */
export function splitNames(text: string): readonly string[] {
  return text.match(/(?:[^,"]|"(?:[^"\\]|\\.)*")+/g)?.map((name) => name.trim()) ?? [];
}
