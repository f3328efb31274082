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
  await open(tx, ports, id, code, facts, about);
}

/** Opens the finding of a code about one thing, whatever its facts are; `closeFinding` closes it. */
export async function openFindingOnce(
  tx: Tx,
  ports: Ports,
  code: FailureCode,
  facts: Facts,
  thing: string,
): Promise<void> {
  await open(tx, ports, contentId('finding-about', code, thing), code, facts, {});
}

/** Closes what `openFindingOnce` opened; nothing happens when nothing is open. */
export async function closeFinding(tx: Tx, ports: Ports, code: FailureCode, thing: string): Promise<void> {
  await ports.store.findings.close(tx, contentId('finding-about', code, thing), ports.clock.now());
}

async function open(
  tx: Tx,
  ports: Ports,
  id: string,
  code: FailureCode,
  facts: Facts,
  about: { readonly eventId?: EventId; readonly deliveryId?: DeliveryId },
): Promise<void> {
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
