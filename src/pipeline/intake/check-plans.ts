// Is this a plan we can run? Definitions are looked at when they come in: what we do not do is refused then, not found out later.

import { isObject, objects } from '../../domain/json.ts';
import type { Issue } from '../../fhir/issue.ts';
import { failureIssue } from '../../fhir/outcome.ts';
import { checkDefinition } from '../../pathway/definitions/check.ts';
import { readDefinition } from '../../pathway/definitions/definition.ts';
import type { Submission } from '../submission.ts';

/** Issues of the definitions among what came in, placed where they stand. Asked when the form of all of it is valid. */
export function checkPlans({ whole, locate }: Pick<Submission, 'whole' | 'locate'>): readonly Issue[] {
  return definitionsIn(whole).flatMap(({ resource, at }) => {
    const definition = readDefinition(resource);
    if (!definition) return [];
    return checkDefinition(definition).map((issue) => {
      const place = at + (issue.expression ?? '').slice(definition.resourceType.length);
      return {
        ...failureIssue(issue.key as Parameters<typeof failureIssue>[0], { ...issue.facts, place }),
        expression: place,
        ...locate?.(place),
      };
    });
  });
}

function definitionsIn(whole: unknown): readonly { readonly resource: unknown; readonly at: string }[] {
  if (!isObject(whole)) return [];
  if (whole['resourceType'] !== 'Bundle') return [{ resource: whole, at: String(whole['resourceType']) }];
  return objects(whole['entry']).map(({ resource }, index) => ({
    resource,
    at: `Bundle.entry[${index}].resource`,
  }));
}
