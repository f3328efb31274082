// Under what name is a definition of ours published? Its url, version and the context it is for.

import type { UsageContext } from '@medplum/fhirtypes';
import type { Pathway } from '../pathway.ts';

/** What a definition is published under. */
export interface Publishing {
  /** Canonical root without a trailing slash. */
  readonly canonical: string;
  readonly system: (name: string) => string;
}

const USAGE = 'http://terminology.hl7.org/CodeSystem/usage-context-type';

/** Metadata that every definition of a layer has. */
export function published(
  type: 'PlanDefinition' | 'ActivityDefinition',
  id: string,
  { layer, version }: Pathway,
  { canonical }: Publishing,
) {
  return {
    id,
    meta: {
      profile: [
        `${canonical}/StructureDefinition/lenke-${type === 'PlanDefinition' ? 'plan' : 'activity'}-definition`,
      ],
    },
    url: `${canonical}/${type}/${id}`,
    version,
    // Computer names have no hyphen (invariants pdf-0 and adf-0).
    name: id.replaceAll('-', '_').replace(/^[a-z]/, (first) => first.toUpperCase()),
    status: 'active' as const,
    experimental: false,
    subjectCodeableConcept: {
      coding: [{ system: 'http://hl7.org/fhir/resource-types', code: 'Patient' }],
    },
    publisher: 'Lenke',
    useContext: [useContext(layer, canonical)],
  };
}

/** The pathway a definition belongs to, by the code of its layer. */
function useContext(layer: string, canonical: string): UsageContext {
  const coding = [{ system: `${canonical}/CodeSystem/tk-layer`, code: layer }];
  return { code: { system: USAGE, code: 'program' }, valueCodeableConcept: { coding, text: layer } };
}
