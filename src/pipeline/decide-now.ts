// What does the law say about this delivery at this moment? Reads the case as it is and asks again.

import { hasProtectedAddress } from '../disclosure/redact.ts';
import type { DeliveryRecord } from '../domain/delivery.ts';
import { GatewayError } from '../domain/failure.ts';
import type { Recipient } from '../domain/recipient.ts';
import type { Verdict } from '../domain/verdict.ts';
import { type Resource, viewCase } from '../pathway/case-view.ts';
import type { Tx } from '../store/types.ts';
import { needsPerson } from './decide-sends.ts';
import { judge, type LegalView, legalView } from './judge.ts';
import type { Ports } from './ports.ts';

/** A verdict with the case it was taken on. */
export interface DecidedNow {
  readonly verdict: Verdict;
  readonly legal: LegalView;
  /** True when somebody of the case has a protected address. */
  readonly addressProtected: boolean;
}

/** The case of a delivery as the law sees it now. */
export async function readLegal(
  delivery: Pick<DeliveryRecord, 'case' | 'persons'>,
  ports: Ports,
  tx?: Tx,
): Promise<LegalView> {
  const options = { near: delivery.persons, types: ports.law.reads, follow: false };
  const resources = (await ports.store.records.caseBundle(delivery.case, options, tx)) as readonly Resource[];
  const view = viewCase(delivery.case, resources, [], ports.pathway.parameters, ports.pathway.zone);
  if (!view) throw new GatewayError('LENKE_PLAN_FAILED', { step: 'decide' });
  return legalView(view, [], ports.law);
}

/** The verdict as of this moment: a consent may have been withdrawn, an objection made, a relation ended since. */
export async function decideNow(
  delivery: DeliveryRecord,
  recipient: Recipient,
  ports: Ports,
  tx?: Tx,
): Promise<DecidedNow> {
  const legal = await readLegal(delivery, ports, tx);
  const verdict = verdictOn(delivery, recipient, legal, ports);
  return {
    verdict,
    legal,
    addressProtected: hasProtectedAddress(legal.resources, ports.classify.protectedAddress),
  };
}

/** The verdict on a case that was read; what needs a person's signature is no permission to send. */
export function verdictOn(
  delivery: DeliveryRecord,
  recipient: Recipient,
  legal: LegalView,
  ports: Ports,
): Verdict {
  const verdict = judge(delivery, recipient, legal, ports);
  return needsPerson(verdict, delivery, ports) ? refuse(verdict, 'needs-person') : verdict;
}

/** A permission that is not used after all. */
export function refuse(verdict: Verdict, reason: string): Verdict & { effect: 'deny' } {
  const { rule, basis, lawVersion, classes } = verdict;
  return { effect: 'deny', rule, basis, lawVersion, classes, reason };
}
