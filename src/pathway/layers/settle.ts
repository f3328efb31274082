// Who is there to do it? Actions nobody in the layer can own are left out; a statutory one that nobody owns refuses the layer.

import { GatewayError } from '../../domain/failure.ts';
import { assemble } from './load.ts';
import type { Action, Pathway } from '../pathway.ts';

/**
 * The pathway as this directory can carry it. `staffed` says whether an active HealthcareService plays a role. Person and
 * context owners (the ward, each professional with knowledge) need none. Throws LENKE_LAYER_UNSTAFFED (facts/pathway.md 3.6).
 */
export function settle(pathway: Pathway, staffed: (role: string) => boolean): Pathway {
  const left = pathway.actions.flatMap((action) => {
    const role = lackOf(action, pathway, staffed);
    if (role === undefined) return [];
    if (action.statutory)
      throw new GatewayError('LENKE_LAYER_UNSTAFFED', { layer: pathway.layer, action: action.id, role });
    return [{ action: action.id, role }];
  });
  const gone = new Set(left.map(({ action }) => action));
  return assemble({
    ...pathway,
    actions: pathway.actions.filter(({ id }) => !gone.has(id)),
    timers: pathway.timers.filter((timer) => !gone.has(timer.for)),
    unstaffed: left,
  });
}

/** The first owner or service nobody plays; `a|b` and the roles of a service are alternatives. */
function lackOf(
  action: Action,
  { services }: Pathway,
  staffed: (role: string) => boolean,
): string | undefined {
  return action.needs.find(
    (need) =>
      !need
        .split('|')
        .flatMap((name) => services[name] ?? [name])
        // The coordinator's seat is filled per case; who stands behind it at load is coordinatorDefault.
        .some((role) => role !== 'coordinator' && staffed(role)),
  );
}
