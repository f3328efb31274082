// What must a person look at? Opens findings, each once.

import type { DeliveryId, EventId } from '../domain/identity.ts';
import { contentId } from '../domain/identity.ts';
import { failure, type FailureCode, type Facts } from '../domain/failure.ts';
import type { Tx } from '../store/types.ts';
import type { Ports } from './ports.ts';

/** Opens a finding; the same code about the same thing is one finding. */
export async function openFinding(
  tx: Tx,
  ports: Ports,
  code: FailureCode,
  facts: Facts,
  about: { readonly eventId?: EventId; readonly deliveryId?: DeliveryId },
): Promise<void> {
  const id = contentId('finding', code, about.eventId ?? '', about.deliveryId ?? '', JSON.stringify(facts));
  await ports.store.findings.open(tx, {
    id,
    code,
    mover: failure(code).mover,
    facts,
    at: ports.clock.now(),
    ...about,
  });
  ports.observe.count('lenke_findings_total', { code });
}
