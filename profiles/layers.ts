// How do the layers look as FHIR definitions? Each one that somebody runs, with the sandbox's network, as the gateway serves it.

import type { PlanDefinition } from '@medplum/fhirtypes';
import { readDefinition } from '../src/pathway/definitions/definition.ts';
import { loadData, shippedMappings } from '../src/pipeline/data.ts';
import type { OwnDefinition } from '../src/pipeline/seed-definitions.ts';
import type { Definition } from './definitions.ts';

/** Layers somebody runs; the others are what they build on. */
const RUN = ['no-krs', 'no-lk', 'dk'] as const;

/** A layer as definitions, the PlanDefinition first. */
function definitionsOf(layer: string): readonly OwnDefinition[] {
  return loadData({
    mappings: shippedMappings(),
    layer,
    sandboxUrl: 'https://sandbox.lenke.example',
    retryClass: undefined,
    types: 'pathway',
    everyType: [],
  }).definitions;
}

/** The plans by their layers, to be drawn. */
export function layerPlans(): ReadonlyMap<string, PlanDefinition> {
  return new Map(
    RUN.flatMap((layer) => {
      const plan = readDefinition(definitionsOf(layer)[0]);
      return plan?.resourceType === 'PlanDefinition' ? [[layer, plan] as const] : [];
    }),
  );
}

/** Every definition of every layer, for the package. */
export function layerContent(): readonly Definition[] {
  return RUN.flatMap(definitionsOf);
}
