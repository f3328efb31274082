// How many events per second can be planned? Facts, conditions, drafts and their validation, on cases of a size.

import { createValidator, type Validator } from '../../src/fhir/validator/validator.ts';
import { shippedProfiles } from '../../src/fhir/profiles.ts';
import { viewCase, type Resource } from '../../src/pathway/case/case-view.ts';
import { plan } from '../../src/pathway/plan.ts';
import type { EventId } from '../../src/domain/identity.ts';
import { addresseeFor } from '../../src/pipeline/planning/address.ts';
import { codeSystem } from '../../src/pipeline/canonical.ts';
import { CASE, layerData, PIECES, viewOf } from '../../tests/support/pathway-case.ts';
import { EVENTS, fillTo } from './cases.ts';
import { perCpuSecond } from './measure.ts';

/** Events per second of one core on a case of `resources`. */
export interface PlanRow {
  readonly resources: number;
  readonly eventsPerSecond: number;
  readonly drafts: number;
  readonly ms: number;
}

/** Plans the events in turns; each begins with the resources as they come from the store. */
export function measurePlans(size: number, seconds: number, validator: Validator = made()): PlanRow {
  const { pathway, directory } = layerData('no-krs');
  const cases = EVENTS.map((event) => {
    const resources = viewOf({ ...event, more: fillTo(size, event) }).resources;
    const triggers = event.by.flatMap((name) => PIECES[name] ?? []);
    return { event, resources, triggers };
  });
  let drafts = 0;
  const run = (index: number): void => {
    const found = cases[index % cases.length];
    if (!found) return;
    const { event, resources, triggers } = found;
    const at = new Date(event.at);
    const view = viewCase(CASE, fresh(resources), triggers, pathway.parameters, pathway.zone);
    if (!view) throw new Error('no case');
    const planned = plan({
      pathway,
      view,
      event: { id: 'evt-bench' as EventId, code: event.event, at },
      triggers,
      now: at,
      system: codeSystem,
      addressOf: (role) => addresseeFor(role, view, directory, at),
    });
    drafts += planned.drafts.length;
    for (const { resource } of planned.drafts)
      if (validator.validate(resource).some(({ severity }) => severity === 'error'))
        throw new Error(`${resource.resourceType} is not valid`);
  };
  const { perSecond, runs } = perCpuSecond(run, seconds);
  const each = Math.round((drafts / runs) * 10) / 10;
  return { resources: size, eventsPerSecond: perSecond, drafts: each, ms: 1000 / perSecond };
}

/** The list is new with every event, as it is when it comes from the store: nothing may be remembered by it. */
function fresh(resources: readonly Resource[]): readonly Resource[] {
  return [...resources];
}

function made(): Validator {
  return createValidator({ profiles: shippedProfiles() });
}
