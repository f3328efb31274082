// What does the case say that the law asks for? Consents, relations, signed acts, grounds, parents: read once, for any recipient.

import type { Ref } from '../domain/identity.ts';
import { indexBundle } from '../fhir/fhirpath/bundle-index.ts';
import { type Act, readActs } from './acts.ts';
import type { CaseResource } from './case-resource.ts';
import { type Provision, readConsents, referenceKeys } from './consents.ts';
import type { Law, NamedPath } from './law.ts';
import { type Parents, readParents } from './parents.ts';

/** What gives care to a person, and by what it is known. */
export interface Relation {
  /** Name in the law file: `care-team`, `performer` … */
  readonly name: string;
  readonly keys: ReadonlySet<string>;
}

/** Everything a case says that a verdict may lean on. */
export interface CaseEvidence {
  readonly mother: Ref;
  readonly provisions: readonly Provision[];
  /** Relations of each person of the case. */
  readonly relations: ReadonlyMap<Ref, readonly Relation[]>;
  readonly acts: readonly Act[];
  /** Who is told that a consent they got something under has ended. */
  readonly ended: readonly { readonly reference: string; readonly recipients: readonly string[] }[];
  /** References that are a ground, by its name. */
  readonly grounds: ReadonlyMap<string, readonly string[]>;
  /** Who decides for each child. */
  readonly parents: ReadonlyMap<Ref, Parents>;
  /** The abortion of this case, and the unit that treated her (D-07). */
  readonly abortion?: { readonly reference: string; readonly treating: ReadonlySet<string> };
  readonly birth?: Date;
}

/** What to read from. */
export interface CaseToGather {
  readonly resources: readonly CaseResource[];
  readonly mother: Ref;
  readonly children: readonly Ref[];
  readonly birth?: Date;
}

/** Reads the evidence of a case. Pure; the same for every recipient. */
export function gather({ resources, mother, children, birth }: CaseToGather, law: Law): CaseEvidence {
  // Sorted by type once: each expression is given what it names and no more.
  const bundle = indexBundle({
    resourceType: 'Bundle',
    entry: resources.map((resource) => ({ resource })),
  });
  const persons = [mother, ...children];
  const abortion = abortionOf(resources, mother);
  const askedAnew = new Set(law.consent.askedAnew(bundle).filter(isText));
  return {
    mother,
    provisions: readConsents(resources, law).map((one) => untilAskedAnew(one, askedAnew)),
    ended: endedOf(bundle, law),
    relations: new Map(persons.map((person) => [person, relationsOf(person, bundle, law.relations)])),
    acts: readActs(bundle, law.acts),
    grounds: new Map(law.grounds.map(({ name, find }) => [name, find(bundle).filter(isText)])),
    parents: new Map(children.map((child) => [child, readParents(child, mother, resources, law.parental)])),
    ...(abortion && { abortion }),
    ...(birth && { birth }),
  };
}

/** After a move a yes speaks of the organisations it names; who plays a role now may be somebody she never heard of (DT-11). */
function untilAskedAnew(provision: Provision, askedAnew: ReadonlySet<string>): Provision {
  if (provision.kind !== 'permit' || !askedAnew.has(provision.consent)) return provision;
  return { ...provision, actors: provision.actors.filter(({ keys }) => keys.length > 0) };
}

function endedOf(bundle: object, { consent }: Law): CaseEvidence['ended'] {
  return consent.ended.find(bundle).map((found) => {
    const { resourceType, id } = found as CaseResource;
    const recipients = consent.ended.recipients(found).flatMap((one) => referenceKeys(one as object));
    return { reference: `${resourceType}/${id ?? ''}`, recipients };
  });
}

function relationsOf(subject: Ref, bundle: object, relations: readonly NamedPath[]): readonly Relation[] {
  return relations.flatMap(({ name, find }) => {
    const keys = find(bundle, { subject }).flatMap((reference) => referenceKeys(reference as object));
    return keys.length === 0 ? [] : [{ name, keys: new Set(keys) }];
  });
}

interface Coded {
  readonly coding?: readonly { readonly code?: string }[];
}

function abortionOf(resources: readonly CaseResource[], mother: Ref): CaseEvidence['abortion'] {
  const found = resources.find((resource) => {
    const { code, valueCodeableConcept: value } = resource as { code?: Coded; valueCodeableConcept?: Coded };
    return (
      resource.resourceType === 'Observation' &&
      has(code, 'pregnancy-outcome') &&
      has(value, 'abortion') &&
      resource['status'] !== 'entered-in-error'
    );
  });
  if (!found) return undefined;
  const stays = resources.filter(
    ({ resourceType, subject }) =>
      resourceType === 'Encounter' && (subject as { reference?: string } | undefined)?.reference === mother,
  );
  const units = [
    ...((found['performer'] ?? []) as object[]),
    ...stays.map((stay) => stay['serviceProvider']),
  ];
  return {
    reference: `Observation/${found.id ?? ''}`,
    treating: new Set(units.flatMap((unit) => referenceKeys(unit as object | undefined))),
  };
}

function has(concept: Coded | undefined, code: string): boolean {
  return concept?.coding?.some((coding) => coding.code === code) === true;
}

function isText(value: unknown): value is string {
  return typeof value === 'string';
}
