// Which names has a plan given to its expressions? Named expressions of the plan, each evaluated once and only when somebody asks.

import type { PlanDefinition } from '@medplum/fhirtypes';
import type { CompiledPath } from '../../fhir/fhirpath/compile.ts';
import type { Env } from '../working.ts';
import type { Scope } from './evaluate.ts';

/** Extension of a PlanDefinition: a named expression that the others may use as `%name`. */
export const FACT = 'https://lenke.example/fhir/StructureDefinition/lenke-fact';

/**
 * The environment with the names of a plan behind it. What the caller knows itself comes first: the gateway computes more
 * about a case than an expression can say.
 */
export function withFacts(
  plan: PlanDefinition,
  { focus, env }: Scope,
  compile: (text: string) => CompiledPath,
): Env {
  const named = (plan.extension ?? []).flatMap(({ url, valueExpression }) =>
    url === FACT && valueExpression?.name !== undefined ? [valueExpression] : [],
  );
  const ground = Object.create(Object.getPrototypeOf(env) as object | null) as Env;
  // The names stand behind the variables, so that whoever copies those does not ask for all of these.
  const all = Object.assign(Object.create(ground) as Env, env);
  for (const { name = '', expression } of named) {
    if (name in all) continue;
    const known: { value?: unknown } = {};
    Object.defineProperty(ground, name, {
      enumerable: true,
      configurable: true,
      get() {
        if ('value' in known) return known.value;
        // Set first: a name that leads back to itself is unknown instead of endless.
        known.value = [];
        known.value = expression === undefined ? [] : compile(expression)(focus, all);
        return known.value;
      },
    });
  }
  return all;
}
