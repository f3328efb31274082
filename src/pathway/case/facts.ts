// What is true of this case? Facts by name, each computed once and only when somebody asks.

import type { FactInput } from './engine-fact.ts';
import { ENGINE_FACTS } from './engine-facts.ts';
import type { Pathway } from '../pathway.ts';

/** Facts of one case at one moment. */
export interface Facts {
  /** Value of a fact or window bound; [] when unknown. */
  readonly value: (name: string) => unknown;
  /** Facts asked for so far, for "explain". */
  readonly known: () => Readonly<Record<string, unknown>>;
}

/** What the facts of a case are computed from, besides the pathway. */
export type FactSources = Omit<FactInput, 'parameters' | 'fact'>;

/** Facts over a case. Throws FhirPathError when an expression meets data it cannot read; the planner turns it into a finding. */
export function createFacts(pathway: Pathway, sources: FactSources): Facts {
  const computed = new Map<string, unknown>();
  const value = (name: string): unknown => {
    if (computed.has(name)) return computed.get(name);
    // Set first: a fact that leads back to itself is unknown instead of endless.
    computed.set(name, []);
    const found = compute(name);
    computed.set(name, found);
    return found;
  };
  const input: FactInput = { ...sources, parameters: pathway.parameters, fact: value };
  const compute = (name: string): unknown => {
    const engine = ENGINE_FACTS[name];
    if (engine) return engine(input) ?? [];
    const rule = pathway.facts.get(name);
    if (rule?.kind !== 'path') return [];
    const env: Record<string, unknown> = {};
    for (const used of rule.uses) env[used] = value(used);
    const result = rule.path(sources.view.bundle, env);
    return result.length === 1 ? result[0] : result;
  };
  return { value, known: () => Object.fromEntries(computed) };
}
