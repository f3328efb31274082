// Which case is this person in, and what does it say to the law? One short question for all who ask, of cases that were read before.

import type { ReadCase } from '../../disclosure/guard-read.ts';
import { hasProtectedAddress } from '../../disclosure/redact.ts';
import { parseRef, type Ref } from '../../domain/identity.ts';
import type { JsonObject } from '../../domain/json.ts';
import { viewCase } from '../../pathway/case/case-view.ts';
import type { Store } from '../../store/types.ts';
import { legalView } from '../sending/judge.ts';
import type { Ports } from '../ports.ts';
import { caseOf } from '../intake/case-of.ts';

type Run = Store['query'];

/** What a case says to the law, whatever the time is. */
export type CaseFacts = Omit<ReadCase, 'now' | 'law'>;

/** A case as it was read last, and the stamp of all it was read from. */
interface Kept {
  readonly facts: CaseFacts;
  /** Patients and related persons of it: where to look. */
  readonly near: readonly Ref[];
  readonly stamp: string;
  /** What changes are told by (`Changes.keysOf`): the case, `near` and every resource it was read from. */
  readonly keys: readonly string[];
  proven: Proven;
}

/** When the stamp was right last: in time, and in what is told of changes. */
interface Proven {
  readonly at: number;
  readonly mark: number;
}

/**
 * Cases that were read, by person. None is used before the store has said that nothing of it has changed since: a consent
 * that was withdrawn, anywhere, is seen by the next question.
 */
export type KeptCases = Map<Ref, Kept>;

/** Cases kept; the oldest is forgotten first. Some 20 kB each: evidence, without what it was read from. */
const KEPT = 2000;
/**
 * After this long the stamp itself is asked for, although no change was told of: where somebody has written past what
 * tells of changes, as in a database that was put back to an earlier state, it is not believed for longer, in ms.
 */
const BELIEVED_MS = 5_000;

/** With what a case is read. */
export interface ReadWith {
  readonly run: Run;
  /** What the question is about was read by a statement that looked what was written: nobody need look again. */
  readonly looked: boolean;
}

/** The cases of persons as the law sees them now, by person; one who is in no open case is not among them. */
export async function readCasesOf(
  persons: readonly Ref[],
  using: ReadWith,
  ports: Ports,
  kept: KeptCases,
): Promise<ReadonlyMap<Ref, CaseFacts>> {
  const found = await stillTrue(persons, using, ports, kept);
  for (const person of persons) {
    // Somebody before may have been of the same case.
    if (found.has(person)) continue;
    kept.delete(person);
    const facts = await readAnew(person, using.run, ports, kept);
    for (const one of facts ? [person, ...personsOf(facts)] : []) if (facts) found.set(one, facts);
  }
  return found;
}

/** What was kept and has not changed since: one question for all of them, and one more for those that something was written near. */
async function stillTrue(
  persons: readonly Ref[],
  using: ReadWith,
  ports: Ports,
  kept: KeptCases,
): Promise<Map<Ref, CaseFacts>> {
  const before = persons.flatMap((person) => {
    const one = kept.get(person);
    return one ? [{ person, one }] : [];
  });
  const asked = [...new Set(before.map(({ one }) => one))];
  const untouched = await untouchedOf(asked, using, ports);
  const doubted = asked.filter((one) => !untouched.has(one));
  const same = await sameStamp(doubted, using.run, ports);
  return new Map(
    before.flatMap(({ person, one }) =>
      untouched.has(one) || same.has(one) ? [[person, one.facts] as const] : [],
    ),
  );
}

/** Those near which nothing was written. Not asked inside a transaction, which sees what nobody has been told of. */
async function untouchedOf(
  asked: readonly Kept[],
  { run, looked }: ReadWith,
  { store, clock }: Ports,
): Promise<ReadonlySet<Kept>> {
  const { changes } = store.records;
  const believed = clock.now().getTime() - BELIEVED_MS;
  const hopeful = asked.filter(({ proven }) => proven.at > believed);
  if (run !== store.query || hopeful.length === 0) return new Set();
  if (!looked && !(await changes.look())) return new Set();
  return new Set(hopeful.filter(({ keys, proven }) => changes.untouched(keys, proven.mark)));
}

/** Those whose stamp is what it was. */
async function sameStamp(doubted: readonly Kept[], run: Run, ports: Ports): Promise<ReadonlySet<Kept>> {
  const proven = provenNow(run, ports);
  const places = doubted.map(({ facts, near }) => ({ case: facts.case, near }));
  const stamps = await ports.store.records.caseStamps(places, ports.law.reads, { query: run });
  const same = doubted.filter(({ stamp }, at) => stamps[at] === stamp);
  for (const one of same) one.proven = proven ?? one.proven;
  return new Set(same);
}

/** What is read from now on is as new as this. Undefined inside a transaction. */
function provenNow(run: Run, { store, clock }: Ports): Proven | undefined {
  if (run !== store.query) return undefined;
  return { at: clock.now().getTime(), mark: store.records.changes.mark() };
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
  const proven = provenNow(run, ports);
  // Stamped before it is read again: what changes in between makes the stamp old, never the facts.
  const [stamp = ''] = await records.caseStamps([{ case: found.case, near }], types, { query: run });
  const again = await records.caseBundle(found.case, { types, near, follow: false }, { query: run });
  const facts = factsOf(found.case, again, ports);
  // Somebody came to the case while it was read: what it says now is true, and is not kept.
  const isWhole = facts && personsOf(facts).every((one) => near.includes(one));
  const keys = records.changes.keysOf([found.case, ...near, ...again.map(referenceOf)]);
  // What is read inside a transaction may never have been: versions that are rolled back are given again, and a stamp names versions.
  if (isWhole && proven) keep(kept, person, { facts, near, stamp, keys, proven });
  return facts;
}

function referenceOf({ resourceType, id }: JsonObject): string {
  return `${resourceType}/${String(id)}`;
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
    persons: legal.persons,
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
