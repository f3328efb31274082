// What does the law say about this delivery at this moment? Reads the case as it is and asks again.

import { hasProtectedAddress } from '../../disclosure/redact.ts';
import type { Delivery, DeliveryRecord } from '../../domain/delivery.ts';
import { GatewayError } from '../../domain/failure.ts';
import type { Ref } from '../../domain/identity.ts';
import type { JsonObject } from '../../domain/json.ts';
import type { Recipient } from '../../domain/recipient.ts';
import type { Verdict } from '../../domain/verdict.ts';
import { type Resource, viewCase } from '../../pathway/case/case-view.ts';
import type { Tx } from '../../store/types.ts';
import { needsPerson } from '../planning/decide-sends.ts';
import { type Carried, carriedBy } from './carried.ts';
import type { Held } from './hold.ts';
import type { LegalView } from './legal-view.ts';
import { judge, legalView } from './judge.ts';
import type { Ports } from '../ports.ts';

/** A verdict with the case it was taken on. */
export interface DecidedNow {
  readonly verdict: Verdict;
  readonly legal: LegalView;
  /** Which case that was; absent when it was read without one. */
  readonly stamp?: string;
  /** True when somebody of the case has a protected address. */
  readonly addressProtected: boolean;
}

/** The case as the law sees it now. With all its `persons` known it is one round trip; without, they are looked for. */
export async function readLegal(
  about: { readonly case: Ref; readonly persons?: readonly Ref[] },
  ports: Ports,
  tx?: Tx,
): Promise<LegalView> {
  const { persons } = about;
  const options = { types: ports.law.reads, ...(persons && { near: persons, follow: false }) };
  return asLegal(about, await ports.store.records.caseBundle(about.case, options, tx), ports);
}

function asLegal(about: { readonly case: Ref }, read: readonly JsonObject[], ports: Ports): LegalView {
  const resources = read as readonly Resource[];
  const view = viewCase(about.case, resources, [], ports.pathway.parameters, ports.pathway.zone);
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
  return decided(delivery, recipient, await readLegal(delivery, ports, tx), ports);
}

/** As `decideNow`, and what the delivery could carry; `narrow` says what of it leaves. */
export type DecidedToSend = DecidedNow & {
  readonly carried: Carried;
  /** True when the case was not read again: nothing may leave on it that the gate has not seen unchanged. */
  readonly isRemembered: boolean;
  /** True when what is written names what stays, as the case lets it: another case, and it is written anew. */
  readonly namesOutside?: boolean;
};

/** Decides on the case as it is, or as it was read a moment ago; nothing is withheld on what may have changed since. */
export async function decideAndRead(
  delivery: DeliveryRecord,
  recipient: Recipient,
  ports: Ports,
): Promise<DecidedToSend> {
  const { records } = ports.store;
  const found = ports.cases.recall(memoryKey(delivery));
  const seen = found instanceof Promise ? await found : found;
  const remembered = seen && decided(delivery, recipient, seen.legal, ports);
  if (seen && remembered && remembered.verdict.effect !== 'deny') {
    const pinned = await records.readPinned(delivery.content);
    const carried = carriedBy(delivery.content, pinned, seen.parsed);
    return { ...remembered, stamp: seen.stamp, carried, isRemembered: true };
  }
  const { stamp, legal, parsed, pinned } = await ports.cases.learn(memoryKey(delivery), async () => {
    const read = await records.caseAndPinned(delivery.case, nearOf(delivery, ports), delivery.content);
    return { ...read, legal: asLegal(delivery, read.resources, ports), parsed: new Map() };
  });
  const now = decided(delivery, recipient, legal, ports);
  const carried = carriedBy(delivery.content, pinned, parsed);
  return { ...now, stamp, carried, isRemembered: false };
}

/** Deliveries of one case that know the same persons see the same of it. */
function memoryKey({ case: about, persons }: DeliveryRecord): string {
  return [about, ...persons].join(' ');
}

/**
 * As `decideNow`, and while it is `held` nothing that the persons of the case have said changes. A case that is still as it
 * was `before` is not read again; the clock may have moved on, so the verdict is taken again. `isStale` when what was
 * written was decided on a remembered case that is another now, or names what stays: what leaves must be written anew.
 */
export async function decideHeld(
  delivery: DeliveryRecord,
  recipient: Recipient,
  before: DecidedToSend,
  { stamp, tx }: Pick<Held, 'stamp' | 'tx'>,
  ports: Ports,
): Promise<DecidedNow & { readonly isStale: boolean }> {
  if (stamp === before.stamp)
    return { ...decided(delivery, recipient, before.legal, ports), stamp, isStale: false };
  ports.cases.forget(memoryKey(delivery));
  const now = await decideNow(delivery, recipient, ports, tx);
  return { ...now, isStale: before.isRemembered || before.namesOutside === true };
}

function nearOf(
  { persons }: DeliveryRecord,
  ports: Ports,
): { readonly near: readonly Ref[]; readonly types: readonly string[] } {
  return { near: persons, types: ports.law.reads };
}

function decided(delivery: DeliveryRecord, recipient: Recipient, legal: LegalView, ports: Ports): DecidedNow {
  const verdict = verdictOn(delivery, recipient, legal, ports);
  const addressProtected = hasProtectedAddress(legal.resources, ports.classify.protectedAddress);
  return { verdict, legal, addressProtected };
}

/** The verdict on a case that was read; what needs a person's signature is no permission to send. */
export function verdictOn(delivery: Delivery, recipient: Recipient, legal: LegalView, ports: Ports): Verdict {
  const verdict = judge(delivery, recipient, legal, ports);
  return needsPerson(verdict, delivery, ports) ? refuse(verdict, 'needs-person') : verdict;
}

/** A permission that is not used after all. */
export function refuse(verdict: Verdict, reason: string): Verdict & { effect: 'deny' } {
  const { rule, basis, lawVersion, classes } = verdict;
  return { effect: 'deny', rule, basis, lawVersion, classes, reason };
}
