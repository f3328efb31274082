// Who decides for this child? Holders of parental responsibility, by the codes of no-basis and list 9196 (DT-6).

import type { Ref } from '../domain/identity.ts';
import { referenceKeys } from './consents.ts';
import type { CaseResource } from './case-resource.ts';
import type { LawFile } from './law-file.ts';

/** Who decides: one alone, both, barnevern after a care order; unknown: nobody may. */
export interface Parents {
  readonly kind: 'alone' | 'shared' | 'child-welfare' | 'unknown';
  /** Each holder by the references and identifiers it is known by. */
  readonly holders: readonly ReadonlySet<string>[];
}

const UNKNOWN: Parents = { kind: 'unknown', holders: [] };

interface Related {
  readonly id?: string;
  readonly active?: boolean;
  readonly patient?: { readonly reference?: string };
  readonly identifier?: readonly { readonly system?: string; readonly value?: string }[];
  readonly relationship?: readonly {
    readonly coding?: readonly { readonly system?: string; readonly code?: string }[];
  }[];
  readonly period?: { readonly end?: string };
}

/** Reads it from the child's RelatedPersons. What contradicts itself is unknown. */
export function readParents(
  child: Ref,
  mother: Ref,
  resources: readonly CaseResource[],
  parental: LawFile['parental'],
): Parents {
  const related = resources
    .filter(({ resourceType }) => resourceType === 'RelatedPerson')
    .map((resource) => resource as Related)
    .filter(
      ({ patient, active, period }) => patient?.reference === child && active !== false && !period?.end,
    );
  const byKind = (codes: readonly string[]): readonly Related[] =>
    related.filter((person) => responsibilityCodes(person).some((code) => codes.includes(code)));
  const welfare = byKind(parental.childWelfare);
  const alone = byKind(parental.alone);
  const shared = byKind(parental.shared);
  const none = byKind(parental.none);
  // A person who is said to have none and to have it, or two kinds at once: somebody must find out first.
  const kinds = [welfare, alone, shared].filter((found) => found.length > 0);
  const holders = kinds[0] ?? [];
  if (kinds.length !== 1 || holders.some((person) => none.includes(person))) return UNKNOWN;
  const keys = holders.map((person) => keysOf(person, mother, resources));
  if (welfare.length === 1) return { kind: 'child-welfare', holders: keys };
  if (alone.length === 1) return { kind: 'alone', holders: keys };
  // Both must be known: one of two is not both.
  return shared.length === 2 ? { kind: 'shared', holders: keys } : UNKNOWN;
}

/** Codes of parental responsibility; the codes of the family relation (mor, far) are the same words in another system. */
function responsibilityCodes({ relationship }: Related): readonly string[] {
  return (relationship ?? []).flatMap(({ coding }) =>
    (coding ?? []).flatMap(({ system, code }) =>
      code !== undefined && /no-basis-parental-responsibility$|[.:]9196$|-9196/.test(system ?? '')
        ? [code]
        : [],
    ),
  );
}

/** A RelatedPerson, and the Patient that is the same person: by identifier, or the mother by relation. */
function keysOf(person: Related, mother: Ref, resources: readonly CaseResource[]): ReadonlySet<string> {
  const own = (person.identifier ?? []).flatMap((identifier) => referenceKeys({ identifier }));
  const same = resources.filter(
    ({ resourceType, identifier }) =>
      resourceType === 'Patient' &&
      ((identifier ?? []) as Related['identifier'] & object).some((one) =>
        referenceKeys({ identifier: one }).some((key) => own.includes(key)),
      ),
  );
  const isMother = (person.relationship ?? []).some(({ coding }) =>
    coding?.some(
      ({ system, code }) => code === 'mor' && system?.endsWith('no-basis-family-relation') === true,
    ),
  );
  return new Set([
    `RelatedPerson/${person.id ?? ''}`,
    ...own,
    ...same.map(({ id }) => `Patient/${id ?? ''}`),
    ...(isMother ? [mother] : []),
  ]);
}
