// Where should a case stand? Its events played again over its records as they were, from the beginning; what was recorded is not believed.

import type { Ref } from '../../domain/identity.ts';
import { type CaseView, referenceOf, type Resource, viewCase } from '../case/case-view.ts';
import { moveAll } from './move-all.ts';
import { episodeOf, recordedOf, tagged } from './move-states.ts';
import type { Pathway } from '../pathway.ts';
import type { PlanInput } from '../plan-types.ts';
import { standingOf } from './regions.ts';
import { standing } from './states.ts';
import { prepare, type Working } from '../working.ts';

/** An event with the case as it was when it was planned. */
export interface Moment {
  readonly event: PlanInput['event'];
  readonly resources: readonly Resource[];
  readonly triggers: readonly Resource[];
  readonly now: Date;
}

/** What stays the same through a replay. */
export interface ReplayParts {
  readonly pathway: Pathway;
  readonly case: Ref;
  readonly system: (name: string) => string;
}

/** A machine of the case: where its episode says it stands, and where its events bring it. */
export interface Compared {
  readonly machine: 'mother' | 'child';
  readonly subject: Ref;
  /** The episode that holds the state; a child whose episode is not there yet has none. */
  readonly episode: Ref | undefined;
  readonly stored: string;
  readonly replayed: string;
}

/** State of each machine by whom it is about, after all moments. Pure: the same moments give the same states. */
export function replay(moments: readonly Moment[], parts: ReplayParts): ReadonlyMap<string, string> {
  const states = new Map<string, string>();
  for (const { event, resources, triggers, now } of moments) {
    const view = viewOf(withStates(resources, states, parts), triggers, parts);
    if (!view) continue;
    const input = { ...parts, view, event, triggers, now, addressOf: () => undefined };
    for (const { subject, to } of moveAll(prepare(input, undefined, new Map(states))).moves)
      states.set(subject, to);
  }
  return states;
}

/** Where each region of a case stands, by name; read off the records, so that nothing is there to rebuild. */
export function regionsOf(
  resources: readonly Resource[],
  now: Date,
  parts: ReplayParts,
): Readonly<Record<string, string>> {
  const view = viewOf(resources, [], parts);
  return view ? standingOf(lookAt(view, now, parts)) : {};
}

function lookAt(view: CaseView, now: Date, parts: ReplayParts): Working {
  const event = { id: '' as PlanInput['event']['id'], code: '', at: now };
  return prepare({ ...parts, view, event, triggers: [], now, addressOf: () => undefined });
}

/** The machines of a case as it stands now, beside the states of a replay. Undefined when its episode or patient is not there. */
export function compareStates(
  resources: readonly Resource[],
  states: ReadonlyMap<string, string>,
  now: Date,
  parts: ReplayParts,
): readonly Compared[] | undefined {
  const view = viewOf(resources, [], parts);
  if (!view) return undefined;
  const { mother, child } = parts.pathway.machines;
  const shown = (recorded: string | undefined): string => {
    const working = lookAt(view, now, parts);
    return standing(mother, recorded, (path) => path(view.bundle, working.base)[0] === true);
  };
  const hers: Compared = {
    machine: 'mother',
    subject: view.mother.reference,
    episode: view.case,
    stored: shown(recordedOf(view.episode)),
    replayed: shown(states.get(view.mother.reference)),
  };
  const theirs = [...view.children, ...view.deceased].map((one): Compared => {
    const episode = episodeOf(view, one);
    return {
      machine: 'child',
      subject: one.reference,
      episode: episode && `EpisodeOfCare/${episode.id ?? ''}`,
      stored: recordedOf(episode) ?? child.initial,
      replayed: states.get(one.reference) ?? child.initial,
    };
  });
  return [hers, ...theirs];
}

/** The episodes with the states of the replay in place of those that were recorded. */
function withStates(
  resources: readonly Resource[],
  states: ReadonlyMap<string, string>,
  { pathway, system, case: caseRef }: ReplayParts,
): readonly Resource[] {
  return resources.map((resource) => {
    if (resource.resourceType !== 'EpisodeOfCare') return resource;
    const isHers = `EpisodeOfCare/${resource.id ?? ''}` === caseRef;
    if (!isHers && recordedOf(resource) === undefined) return resource;
    return tagged({ pathway, system }, resource, states.get(referenceOf(resource['patient'])));
  });
}

function viewOf(
  resources: readonly Resource[],
  triggers: readonly Resource[],
  { pathway, case: caseRef }: ReplayParts,
): CaseView | undefined {
  return viewCase(caseRef, resources, triggers, pathway.parameters, pathway.zone);
}
