// Which case is this person in, and what does it say to the law? One short question for a case that was read before.

import type { ReadCase } from '../disclosure/guard-read.ts';
import { hasProtectedAddress } from '../disclosure/redact.ts';
import { parseRef, type Ref } from '../domain/identity.ts';
import type { JsonObject } from '../domain/json.ts';
import { viewCase } from '../pathway/case-view.ts';
import type { Store } from '../store/types.ts';
import { casePersons, legalView } from './judge.ts';
import type { Ports } from './ports.ts';
import { caseOf } from './recognise.ts';

type Run = Store['query'];

/** What a case says to the law, whatever the time is. */
export type CaseFacts = Omit<ReadCase, 'now' | 'law'>;

/** A case as it was read last, and the stamp of all it was read from. */
interface Kept {
  readonly facts: CaseFacts;
  /** Patients and related persons of it: where to look. */
  readonly near: readonly Ref[];
  readonly stamp: string;
}

/**
 * Cases that were read, by person. None is used before the store has said that nothing of it has changed since: a consent
 * that was withdrawn, anywhere, is seen by the next question.
 */
export type KeptCases = Map<Ref, Kept>;

/** Cases kept; the oldest is forgotten first. Some 20 kB each: evidence, without what it was read from. */
const KEPT = 2000;

/** The cases of persons as the law sees them now, by person; one who is in no open case is not among them. */
export async function readCasesOf(
  persons: readonly Ref[],
  run: Run,
  ports: Ports,
  kept: KeptCases,
): Promise<ReadonlyMap<Ref, CaseFacts>> {
  const found = await stillTrue(persons, run, ports, kept);
  for (const person of persons) {
    // Somebody before may have been of the same case.
    if (found.has(person)) continue;
    kept.delete(person);
    const facts = await readAnew(person, run, ports, kept);
    for (const one of facts ? [person, ...personsOf(facts)] : []) if (facts) found.set(one, facts);
  }
  return found;
}

/** What was kept and has not changed since: one question for all of them. */
async function stillTrue(
  persons: readonly Ref[],
  run: Run,
  { store, law }: Ports,
  kept: KeptCases,
): Promise<Map<Ref, CaseFacts>> {
  const before = persons.flatMap((person) => {
    const one = kept.get(person);
    return one ? [{ person, one }] : [];
  });
  const places = before.map(({ one }) => ({ case: one.facts.case, near: one.near }));
  const stamps = await store.records.caseStamps(places, law.reads, { query: run });
  return new Map(
    before.flatMap(({ person, one }, at) => (stamps[at] === one.stamp ? [[person, one.facts] as const] : [])),
  );
}

async function readAnew(
  person: Ref,
  run: Run,
  ports: Ports,
  kept: KeptCases,
): Promise<CaseFacts | undefined> {
  const { records } = ports.store;
  const types = ports.law.reads;
  const found = await caseOf(ports, { query: run }, person);
  if (!found) return undefined;
  const read = await records.caseBundle(found.case, { types, near: [person] }, { query: run });
  const first = factsOf(found.case, read, ports);
  if (!first) return undefined;
  // A child that was only reported, without a Patient of its own, may have records all the same.
  const near = [...new Set([...read.flatMap(nearOf), ...personsOf(first)])];
  // Stamped before it is read again: what changes in between makes the stamp old, never the facts.
  const [stamp = ''] = await records.caseStamps([{ case: found.case, near }], types, { query: run });
  const again = await records.caseBundle(found.case, { types, near, follow: false }, { query: run });
  const facts = factsOf(found.case, again, ports);
  // Somebody came to the case while it was read: what it says now is true, and is not kept.
  const isWhole = facts && personsOf(facts).every((one) => near.includes(one));
  if (isWhole) keep(kept, person, { facts, near, stamp });
  return facts;
}

function nearOf({ resourceType, id }: JsonObject): readonly Ref[] {
  if (resourceType !== 'Patient' && resourceType !== 'RelatedPerson') return [];
  return typeof id === 'string' ? [`${resourceType}/${id}`] : [];
}

function factsOf(caseRef: Ref, resources: readonly JsonObject[], ports: Ports): CaseFacts | undefined {
  const { law, classify, pathway } = ports;
  const view = viewCase(caseRef, resources, [], pathway.parameters, pathway.zone);
  if (!view) return undefined;
  const legal = legalView(view, [], law);
  return {
    case: caseRef,
    phase: legal.phase,
    evidence: legal.evidence,
    persons: casePersons(legal),
    addressProtected: hasProtectedAddress(resources, classify.protectedAddress),
  };
}

function personsOf({ persons: { mother, children } }: CaseFacts): readonly Ref[] {
  return [mother, ...children].flatMap((one) => parseRef(one) ?? []);
}

function keep(kept: KeptCases, person: Ref, found: Kept): void {
  for (const one of new Set([person, ...personsOf(found.facts)])) {
    kept.delete(one);
    kept.set(one, found);
  }
  for (const oldest of kept.keys()) {
    if (kept.size <= KEPT) break;
    kept.delete(oldest);
  }
}
