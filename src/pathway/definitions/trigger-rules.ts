// Which data sets off an action of a plan? Triggers for data that comes, as rules of events.

import type { DataRequirement, TriggerDefinition } from '@medplum/fhirtypes';
import { FhirPathError } from '../../fhir/fhirpath/compile.ts';
import type { EventRule } from '../events.ts';
import type { PlanDefinition } from './definition.ts';
import { hasCodeOf } from './inputs.ts';
import { eventOf } from './read-plan.ts';
import type { Reading } from './reading.ts';

interface Resource {
  readonly resourceType: string;
}

/** Rules of a plan's triggers; a named event has rules of its own already. */
export function triggerRules(plan: PlanDefinition, reading: Reading): readonly EventRule[] {
  return (plan.action ?? []).flatMap((action, index) => {
    const id = `${reading.prefix}${action.id ?? `action-${index + 1}`}`;
    return (action.trigger ?? []).flatMap((trigger, n) =>
      (trigger.data ?? []).flatMap((data) => ruleOf(eventOf(plan, id, trigger, n), trigger, data, reading)),
    );
  });
}

/** Events of plans come after those of the pathway when they come together. */
const LAST = Number.MAX_SAFE_INTEGER;

function ruleOf(
  code: string,
  trigger: TriggerDefinition,
  data: DataRequirement,
  reading: Reading,
): readonly EventRule[] {
  if (data.type === undefined) return [];
  const { compile } = reading;
  return [
    {
      code,
      order: LAST,
      on: data.type,
      caseOf: compile("(subject | patient | for | ofType(Patient).select('Patient/' + id)).first()"),
      at: compile('{}'),
      of: undefined,
      unknown: 'keep',
      closed: false,
      opens: false,
      fits: (resource) => (data.codeFilter ?? []).every((filter) => hasCodeOf(resource, filter, reading)),
      matches: (resource, previous) =>
        fitsType(trigger.type, previous) &&
        (data.codeFilter ?? []).every((filter) => hasCodeOf(resource, filter, reading)) &&
        holds(trigger, resource, previous, reading),
    },
  ];
}

/** data-added: what is new; data-modified: what is changed; data-changed: both. */
function fitsType(type: string, previous: Resource | undefined): boolean {
  if (type === 'data-changed') return true;
  return (type === 'data-added') === (previous === undefined);
}

/** A condition that fails does not hold: what others store must not be refused because of it. */
function holds(
  { condition }: TriggerDefinition,
  resource: Resource,
  previous: Resource | undefined,
  { compile }: Reading,
): boolean {
  if (condition?.expression === undefined) return true;
  try {
    return compile(condition.expression)(resource, { previous: previous ?? [] })[0] === true;
  } catch (cause) {
    if (cause instanceof FhirPathError) return false;
    throw cause;
  }
}
