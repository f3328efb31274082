// How do the layers look as FHIR definitions? Each one that somebody runs, with the sandbox's network, as the gateway serves it.

import type { PlanDefinition } from '@medplum/fhirtypes';
import { readDefinition } from '../src/pathway/definitions/definition.ts';
import { loadData, shippedMappings } from '../src/pipeline/data.ts';
import type { OwnDefinition } from '../src/pipeline/planning/seed-definitions.ts';
import type { Definition } from './definitions.ts';
import { pathways } from './pathways.ts';

/** Layers somebody runs: nothing builds on them. */
function run(): readonly string[] {
  const { layers } = pathways();
  const built = new Set(layers.map((layer) => layer.extends));
  return layers.map(({ layer }) => layer).filter((layer) => !built.has(layer));
}

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
    run().flatMap((layer) => {
      const plan = readDefinition(definitionsOf(layer)[0]);
      return plan?.resourceType === 'PlanDefinition' ? [[layer, plan] as const] : [];
    }),
  );
}

/** Every definition of every layer, for the package. */
export function layerContent(): readonly Definition[] {
  return run().flatMap(definitionsOf);
}
