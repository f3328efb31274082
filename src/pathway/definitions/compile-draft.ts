// What does an action of a plan draft, as the engine asks it? The same request that $apply would make.

import type { Temporal } from 'temporal-polyfill';
import type { Resource } from '../case/case-view.ts';
import { resolveMoment, toMoment } from '../timers/dates.ts';
import type { Template, TemplateContext } from '../drafts/template.ts';
import type { Applying } from './applying.ts';
import { makeOne } from './apply-actions.ts';
import { computedVariables } from './computed.ts';
import type { PlanDefinitionAction } from './definition.ts';
import { type Reading, resourcesOf, scopeOf } from './reading.ts';
import { createTimes } from './when.ts';

/**
 * A draft ready to be filled. One that cannot be made comes out as a Task without anything: that is not valid, so it becomes
 * a finding with its place, and the rest of the event goes on.
 */
export function compileDraft(action: PlanDefinitionAction, place: string, reading: Reading): Template {
  return (context) => {
    const applying = applyingOf(context, reading);
    const timeOf = createTimes([{ action, at: place }], { birthDate: undefined, zone: reading.zone });
    const made = makeOne({ action, at: place }, applying, timeOf);
    return made?.request ?? { resourceType: 'Task' };
  };
}

function applyingOf(context: TemplateContext, reading: Reading): Applying {
  const { env, bundle, anchors, reference, service } = context;
  const moment = (text: string): Temporal.ZonedDateTime | undefined => resolveMoment(text, anchors);
  const scope = scopeOf(bundle, env, computedVariables({ reference, service, moment }));
  const known = resourcesOf(bundle);
  const at = Reflect.get(Object(env['event']), 'at');
  const now = typeof at === 'string' ? toMoment(at, reading.zone)?.epochMilliseconds : undefined;
  const subject = scope.env['subject'] as Resource & { readonly id: string };
  return {
    ...scope,
    compile: reading.compile,
    requests: [],
    issues: [],
    input: {
      plan: { resourceType: 'PlanDefinition', status: 'active' },
      subject,
      known,
      variables: {},
      ground: null,
      now: new Date(now ?? 0),
      zone: reading.zone,
      definition: reading.find,
      findRule: reading.findRule,
      memberOf: reading.memberOf,
      // The engine validates every draft itself.
      validate: () => [],
      fillRole: reference,
      service,
      moment,
    },
  };
}
