// Which events does the pathway wait for that nobody tells? A slip of the pen in a layer is a step that never comes.

import type { EventRules } from '../events.ts';
import type { Pathway } from '../pathway.ts';

/** An event somebody waits for in vain. */
export interface Untold {
  readonly event: string;
  /** Action, timer or machine that waits. */
  readonly by: string;
}

/** Raised by the gateway itself, and named in no file: a delivery that did not arrive, a consent that ended. */
const OWN = ['E_NOT_DELIVERED', 'E_CONSENT_ENDED'];

/** Every event of the layer that no resource means, no other event means as well, no timer raises and no delivery brings about. */
export function untoldEvents(pathway: Pathway, rules: EventRules): readonly Untold[] {
  const { actions, timers, means, machines } = pathway;
  const told = new Set([
    ...OWN,
    ...[...rules.values()].flat().map(({ code }) => code),
    ...means.map(({ code }) => code),
    ...timers.flatMap(({ raises }) => raises ?? []),
    ...actions.flatMap(({ sends }) => sends.flatMap(({ onWithheld }) => onWithheld?.event ?? [])),
  ]);
  const waited = [
    ...actions.flatMap(({ id, ev }) => ev.map((event) => ({ event, by: id }))),
    ...timers.flatMap(({ id, on, cancelOn, metOnEvent }) =>
      [...on, ...cancelOn, ...metOnEvent].map((event) => ({ event, by: id })),
    ),
    ...Object.entries(machines).flatMap(([by, { transitions }]) =>
      transitions.flatMap(({ ev }) => ev.map((event) => ({ event, by }))),
    ),
  ];
  return waited.filter(({ event }) => !told.has(event));
}
