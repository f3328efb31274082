// How sensitive is what leaves? Security labels of HL7 v3 by data class; a label that is there is kept.

import type { ContentItem } from '../domain/delivery.ts';
import type { Classify, FhirResource } from './classify.ts';

const CONFIDENTIALITY = 'http://terminology.hl7.org/CodeSystem/v3-Confidentiality';
const ACT_CODE = 'http://terminology.hl7.org/CodeSystem/v3-ActCode';

interface Coding {
  readonly system?: string;
  readonly code?: string;
}

/** From open to strictest. */
const STRICTNESS = ['U', 'L', 'M', 'N', 'R', 'V'];

/** The resource with the labels of its classes: one confidentiality, the strictest; every sensitivity. */
export function label(resource: FhirResource, item: ContentItem, labels: Classify['labels']): FhirResource {
  const found = item.classes.flatMap((dataClass) => labels[dataClass] ?? []);
  if (found.length === 0) return resource;
  const meta = (resource['meta'] ?? {}) as { readonly security?: readonly Coding[] };
  const given = meta.security ?? [];
  const levels = [
    ...found.map(({ confidentiality }) => confidentiality),
    ...given.filter(isLevel).map(({ code }) => code ?? ''),
  ];
  const strictest =
    levels.toSorted((one, other) => STRICTNESS.indexOf(other) - STRICTNESS.indexOf(one))[0] ?? 'R';
  const sensitivity = [...new Set(found.flatMap((one) => one.sensitivity))]
    .filter((code) => !given.some((one) => one.system === ACT_CODE && one.code === code))
    .map((code) => ({ system: ACT_CODE, code }));
  const others = given.filter((one) => !isLevel(one));
  return {
    ...resource,
    meta: { ...meta, security: [{ system: CONFIDENTIALITY, code: strictest }, ...others, ...sensitivity] },
  };
}

function isLevel({ system }: Coding): boolean {
  return system === CONFIDENTIALITY;
}
