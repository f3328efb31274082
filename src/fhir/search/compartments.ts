// Which parameters tie a resource to a compartment (R4 CompartmentDefinitions)?

import { SHAPES } from './generated-shapes.ts';

/** Parameters that tie `type` to a compartment; undefined when it is not in it, or there is no such compartment. */
export function compartmentParameters(compartment: string, type: string): readonly string[] | undefined {
  return SHAPES.compartments[compartment]?.[type];
}

/** True for a type that has a compartment: Patient, Encounter, Practitioner, RelatedPerson, Device. */
export function isCompartment(type: string): boolean {
  return Object.hasOwn(SHAPES.compartments, type);
}

/** Compartments R4 defines. */
export function compartments(): readonly string[] {
  return Object.keys(SHAPES.compartments);
}
