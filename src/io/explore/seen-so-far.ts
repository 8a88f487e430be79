/** What a conversation that is led by hand has shown so far and is asked about later: its lists, its certificate, its first no. */

import type { LabEvent, TlsEvent } from '../../pure/events/index.ts';
import { offerOf } from '../../pure/explorer/index.ts';
import type { Offer } from '../../pure/explorer/index.ts';
import type { Delivered } from '../client/index.ts';

export class SeenSoFar {
  readonly ledger: Offer[] = [];
  certificate: TlsEvent | null = null;
  closedBy: 'client' | 'server' | null = null;
  /** Recipients of letters that the server took, and its name for the last of them. */
  readonly accepted: string[] = [];
  queueId: string | null = null;
  firstRefusal: { readonly verb: string; readonly code: number } | null = null;

  took({ accepted, queueId }: Pick<Delivered, 'accepted' | 'queueId'>): void {
    this.accepted.push(...accepted);
    if (accepted.length > 0) this.queueId = queueId;
  }

  notice(event: LabEvent): void {
    switch (event.kind) {
      case 'capabilities':
        this.ledger.push(offerOf(event.capabilities, event.layer, event.authenticated));
        return;
      case 'tls':
        this.certificate = event;
        return;
      case 'close':
        this.closedBy = event.by;
        return;
      case 'reply':
        if (event.class >= 4) this.firstRefusal ??= { verb: event.to ?? '', code: event.code };
        return;
      default:
        return;
    }
  }
}
