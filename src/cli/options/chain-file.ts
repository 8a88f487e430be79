/** `--save-chain FILE`: the certificates of the first TLS connection, the server's own first, as PEM. */

import type { EventSink } from '../../pure/events/index.ts';
import type { CliContext } from '../context.ts';
import { writeOut } from './output-files.ts';

export interface ChainFile {
  /** Hears an event and hands it on. */
  readonly sink: EventSink;
  /** Writes what was seen. Throws a `UsageError` where it cannot be written. */
  readonly finish: () => Promise<void>;
}

/** Listens for a chain; undefined writes none. */
export function openChainFile(
  file: string | undefined,
  sink: EventSink,
  context: Pick<CliContext, 'out'>,
): ChainFile {
  let pem: string | null = null;
  return {
    sink: (event) => {
      if (event.kind === 'tls') pem ??= event.certificate?.chain?.map((link) => link.pem).join('') ?? null;
      sink(event);
    },
    finish: async () => {
      if (file !== undefined && pem !== null) await writeOut('--save-chain', file, pem, context);
    },
  };
}
