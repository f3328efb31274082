// Somebody has said something else: what must not leave any more, and who must hear of it? In the same transaction.

import { readConsents } from '../../disclosure/consents.ts';
import type { DeliveryRecord } from '../../domain/delivery.ts';
import { parseRef, type Ref } from '../../domain/identity.ts';
import type { JsonObject } from '../../domain/json.ts';
import type { Recipient } from '../../domain/recipient.ts';
import type { Verdict } from '../../domain/verdict.ts';
import { changeConsents } from '../../store/consent-lock.ts';
import type { InteractionResult } from '../../store/records/types.ts';
import type { Tx } from '../../store/types.ts';
import { askAfterMove, askNextTrimester } from './ask-again.ts';
import { auditDecision } from '../sending/audit-decision.ts';
import { cancelWaiting } from '../sending/cancel.ts';
import { decideNow, readLegal, verdictOn } from '../sending/decide-now.ts';
import type { LegalView } from '../sending/legal-view.ts';
import type { Ports } from '../ports.ts';
import { caseOf } from '../intake/case-of.ts';
import { tellRecipients } from './tell-recipients.ts';
import { tellWithheld } from '../sending/withheld.ts';
import { withdrawInvitations } from './withdraw-invitations.ts';

/** A Consent that was written or deleted. */
interface Changed {
  readonly reference: Ref;
  readonly patient: Ref;
  readonly consent: JsonObject;
  /** What it said before, about the same person. */
  readonly previous?: JsonObject;
  /** True when it permitted something before and permits nothing now. */
  readonly isWithdrawn: boolean;
}

/**
 * After a Consent was written: waits for the sends that are leaving, cancels what waits and may not go any more, withdraws
 * invitations to those who may not know of her now, and has those told who got something that no consent covers any more, also when it
 * was only narrowed. A mother who moved has every consent looked at again. When the write is acknowledged, all of it has happened.
 */
export async function applyConsentChanges(
  tx: Tx,
  caller: string,
  results: readonly InteractionResult[],
  ports: Ports,
): Promise<void> {
  const moved = await askAfterMove(tx, results, ports);
  const changed = results.flatMap((result) => changesOf(result, ports));
  if (changed.length + moved.length === 0) return;
  await changeConsents(
    tx,
    [...changed, ...moved].map(({ patient }) => patient),
  );
  const cases = new Map<Ref, LegalView | undefined>(moved.map((one) => [one.case, undefined]));
  for (const one of changed) {
    const found = (await caseOf(ports, tx, one.patient))?.case;
    if (!found) continue;
    const legal = one.previous && (await lessen(tx, { ...one, previous: one.previous }, found, ports));
    cases.set(found, legal ?? cases.get(found));
  }
  for (const [found, legal] of cases) await stopWaiting(tx, caller, found, ports, legal);
}

/** One per person: a Consent that was moved from one to another is a change for both. */
function changesOf(
  { stored, resource, previous, outcome }: InteractionResult,
  ports: Ports,
): readonly Changed[] {
  const consent = resource ?? previous;
  if (stored?.type !== 'Consent' || !consent || !['created', 'updated', 'deleted'].includes(outcome))
    return [];
  const [now, before] = [resource, previous].map((one) =>
    parseRef((one?.['patient'] as { reference?: string } | undefined)?.reference),
  );
  const reference: Ref = `Consent/${stored.id}`;
  return [...new Set([now, before])].flatMap((patient): Changed[] => {
    if (!patient) return [];
    const said = patient === before && permitsSomething(previous, ports);
    const says = patient === now && permitsSomething(resource, ports);
    return [
      {
        reference,
        patient,
        consent,
        isWithdrawn: said && !says,
        ...(patient === before && previous && said && { previous }),
      },
    ];
  });
}

/** What follows for others when a consent that permitted something was written anew; the case it was reckoned on. */
async function lessen(
  tx: Tx,
  changed: Changed & { readonly previous: JsonObject },
  found: Ref,
  ports: Ports,
): Promise<LegalView> {
  const legal = await readLegal({ case: found }, ports, tx);
  if (changed.isWithdrawn) await askNextTrimester(tx, changed.consent, legal, ports);
  await tellRecipients(tx, changed, legal, ports);
  await withdrawInvitations(tx, changed.previous, found, legal, ports);
  return legal;
}

function permitsSomething(consent: JsonObject | undefined, ports: Ports): boolean {
  const now = ports.clock.now();
  return (
    consent !== undefined &&
    readConsents([consent], ports.law).some(({ kind, until }) => kind === 'permit' && (!until || until > now))
  );
}

/**
 * Cancels what of a case waits and may not go any more, each with the rule that stops it now. `known` is the case, when it was
 * read since the lock was taken: whoever withdraws waits for every round trip.
 */
export async function stopWaiting(
  tx: Tx,
  caller: string,
  found: Ref,
  ports: Ports,
  known?: LegalView,
): Promise<void> {
  const waiting = await ports.store.deliveries.mayGo(found, tx);
  if (waiting.length === 0) return;
  const persons = [...new Set(waiting.flatMap((delivery) => delivery.persons))];
  const legal = known ?? (await readLegal({ case: found, persons }, ports, tx));
  const denied = waiting.flatMap((delivery): Denied[] => {
    const recipient = ports.directory.byId(delivery.recipient);
    const verdict = recipient && verdictOn(delivery, recipient, legal, ports);
    // What waits for a person's signature waits on.
    return verdict?.effect === 'deny' && verdict.reason !== 'needs-person' ? [{ delivery, verdict }] : [];
  });
  await stopDenied(tx, caller, denied, ports);
}

interface Denied {
  readonly delivery: DeliveryRecord;
  readonly verdict: Verdict & { effect: 'deny' };
}

/** Cancels what may not go any more, one statement per reason; what somebody has in hand is left to the gate. */
async function stopDenied(tx: Tx, caller: string, denied: readonly Denied[], ports: Ports): Promise<void> {
  const reasons = new Map<string, Denied[]>();
  for (const one of denied) {
    const reason = `${one.verdict.rule} ${one.verdict.reason}`;
    reasons.set(reason, [...(reasons.get(reason) ?? []), one]);
  }
  for (const [reason, all] of reasons) {
    const cancelled = await cancelWaiting(tx, { ids: all.map(({ delivery }) => delivery.id) }, reason, ports);
    const stopped = new Set(cancelled.map(({ id }) => id));
    const gone = all.filter(({ delivery }) => stopped.has(delivery.id));
    const at = ports.clock.now();
    await ports.store.audit.write(
      tx,
      gone.map(({ delivery, verdict }) => auditDecision(caller, delivery, verdict, at)),
    );
    for (const { delivery, verdict } of gone) {
      await tellWithheld(tx, delivery, verdict, ports);
      ports.observe.count('lenke_withheld_total', { rule: verdict.rule });
    }
  }
}

/** A try failed and the next one may be hours away: what was withdrawn during the try is cancelled now, not then. */
export async function stopAfterFailure(
  delivery: DeliveryRecord,
  recipient: Recipient,
  ports: Ports,
): Promise<void> {
  const { verdict } = await decideNow(delivery, recipient, ports);
  if (verdict.effect === 'deny')
    await ports.store.tx((tx) => stopDenied(tx, 'lenke', [{ delivery, verdict }], ports));
}
