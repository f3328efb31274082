// What does somebody hold that the law gives to none of its rows? Resources as they arrived, classified without the sender's help.

import type { Phase } from '../../src/disclosure/law-file.ts';
import { NORWAY } from './law.ts';
import { shippedData } from './mappings.ts';

/** A resource as a receiver holds it. */
export type Held = { readonly resourceType: string; readonly id?: string; readonly [key: string]: unknown };

const { classify } = shippedData();
const PHASES: readonly Phase[] = ['PRE', 'BIRTH', 'POST'];
/** Codes under which something may go at all. */
const OPEN = new Set(['T', 'C', 'P', 'N', 'S', 'L1', 'L2', 'L3', 'L4', 'L5']);

/** `Observation D4` for each class of a resource that no row may have in any phase; a child's is told by its data. */
export function classesNotFor(rows: readonly string[], resources: readonly Held[]): readonly string[] {
  const found = resources.flatMap((resource) => {
    // A receiver's references are its own; whoever it is about, it is somebody of the case. The weaker reading counts.
    const person = personOf(resource);
    const asMother = classify(resource, { mother: person, children: new Set() });
    const asChild = classify(resource, { mother: 'nobody', children: new Set([person]) });
    const classes = asMother.classes.includes('D0') ? asChild.classes : asMother.classes;
    return classes
      .filter(
        (dataClass) =>
          !rows.some((row) =>
            PHASES.some((phase) => NORWAY.cell(row, dataClass, phase).some((code) => OPEN.has(code))),
          ),
      )
      .map((dataClass) => `${resource.resourceType} ${dataClass}`);
  });
  return [...new Set(found)];
}

function personOf(resource: Held): string {
  if (resource.resourceType === 'Patient') return `Patient/${resource.id ?? ''}`;
  const {
    subject,
    patient,
    for: about,
  } = resource as Record<string, { reference?: string } | undefined> & Held;
  return subject?.reference ?? patient?.reference ?? about?.reference ?? 'Patient/unknown';
}
