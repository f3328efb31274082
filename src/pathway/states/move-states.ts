// What does this event do to the machines of the case? States before and after, what must be recorded, and what does not fit.

import type { CompiledPath } from '../../fhir/fhirpath/compile.ts';
import { type CaseView, type Child, hasCode, referenceOf, type Resource } from '../case/case-view.ts';
import type { PlanInput, StateMove } from '../plan-types.ts';
import type { Machine } from './machine.ts';
import { standing, step } from './states.ts';
import { type Env, extend, seenFor, type Working } from '../working.ts';

/** Tags of an EpisodeOfCare that hold its state and its phase. */
const STATE_TAG = 'tk-state';
const PHASE_TAG = 'tk-phase';

/** Moves the machines of the children the event is about; their states are known to facts from then on. */
export function moveChildren(working: Working, codes: readonly string[]): readonly StateMove[] {
  const { pathway, view } = working.input;
  for (const child of view.children)
    if (!working.childStates.has(child.reference))
      working.childStates.set(
        child.reference,
        recordedOf(episodeOf(view, child)) ?? pathway.machines.child.initial,
      );
  const moves = pathway.machines.child.transitions.some(({ ev }) => ev.some((code) => codes.includes(code)));
  if (!moves) return [];
  return working.children.flatMap((child) => {
    const seen = working.children.length > 1 ? seenFor(working, child) : working;
    const from = working.childStates.get(child.reference) ?? pathway.machines.child.initial;
    const moved = runCodes(pathway.machines.child, from, codes, seen);
    working.childStates.set(child.reference, moved.state);
    return moveOf(working, episodeOf(view, child), child.reference, from, moved);
  });
}

/** Moves the mother's machine. */
export function moveMother(working: Working, codes: readonly string[]): readonly StateMove[] {
  const { pathway, view } = working.input;
  const machine = pathway.machines.mother;
  const holds = holdsIn(working, working.base);
  const from = standing(machine, recordedOf(view.episode), holds);
  const moved = runCodes(machine, from, codes, working);
  // What the records show by themselves need not be written: a birth writes nothing more than the birth.
  const shown = moved.state === standing(machine, undefined, holds) && recordedOf(view.episode) === undefined;
  return moveOf(working, shown ? undefined : view.episode, view.mother.reference, from, moved);
}

interface Moved {
  readonly state: string;
  readonly misfits: readonly { readonly event: string; readonly state: string }[];
}

function runCodes(machine: Machine, from: string, codes: readonly string[], working: Working): Moved {
  const holds = holdsIn(working, extend(working.base, undefined));
  const misfits: Moved['misfits'][number][] = [];
  let state = from;
  for (const code of codes) {
    const next = step(machine, state, code, holds);
    if (!next.legal) misfits.push({ event: code, state });
    state = next.state;
  }
  return { state, misfits };
}

function holdsIn(working: Working, env: Env): (path: CompiledPath) => boolean {
  return (path) => path(working.input.view.bundle, env)[0] === true;
}

function moveOf(
  working: Working,
  episode: Resource | undefined,
  subject: string,
  from: string,
  { state, misfits }: Moved,
): readonly StateMove[] {
  if (state === from && misfits.length === 0) return [];
  const update =
    state !== from && episode ? [tagged(working.input, opened(working, episode, from, state), state)] : [];
  return [{ subject, from, to: state, misfits, update }];
}

/**
 * A closed episode that an event leads out of its closed state is the same one again, with a new period (facts/pathway.md 3.2:
 * not a new case). What it was stands in its history.
 */
function opened({ input }: Working, episode: Resource, from: string, to: string): Resource {
  const { mother, child } = input.pathway.machines;
  const isClosed = (id: string) =>
    [...mother.states, ...child.states].some((state) => state.id === id && state.closed === true);
  const status = String(episode['status']);
  if (!['finished', 'cancelled'].includes(status) || !isClosed(from) || isClosed(to)) return episode;
  const today = input.event.at.toISOString().slice(0, 10);
  const history = Array.isArray(episode['statusHistory']) ? episode['statusHistory'] : [];
  const period = { ...(episode['period'] as object | undefined) };
  return {
    ...episode,
    status: 'active',
    statusHistory: [...history, { status, period: { end: today, ...period } }],
    period: { start: today },
  };
}

/** The episode with its state and phase in its tags, or with neither. */
export function tagged(
  { pathway, system }: Pick<PlanInput, 'pathway' | 'system'>,
  episode: Resource,
  state: string | undefined,
): Resource {
  const { mother, child } = pathway.machines;
  const phase = [...mother.states, ...child.states].find(({ id }) => id === state)?.phase;
  const { meta, ...rest } = episode;
  const tags = ((meta as { tag?: { system?: string }[] } | undefined)?.tag ?? []).filter(
    (tag) => ![system(STATE_TAG), system(PHASE_TAG)].includes(tag.system ?? ''),
  );
  const own = [
    ...(state === undefined ? [] : [{ system: system(STATE_TAG), code: state }]),
    ...(phase === undefined ? [] : [{ system: system(PHASE_TAG), code: phase }]),
  ];
  return {
    ...rest,
    resourceType: episode.resourceType,
    meta: { ...(meta as object), tag: [...tags, ...own] },
  };
}

/** The state that stands in the tags of an episode. */
export function recordedOf(episode: Resource | undefined): string | undefined {
  const tags = (episode?.['meta'] as { tag?: { system?: string; code?: string }[] } | undefined)?.tag ?? [];
  return tags.find(({ system }) => system?.endsWith(`/${STATE_TAG}`) === true)?.code;
}

/** The episode of a child, once there is one. */
export function episodeOf(view: CaseView, child: Child): Resource | undefined {
  return view.resources.find(
    (resource) =>
      resource.resourceType === 'EpisodeOfCare' &&
      referenceOf(resource['patient']) === child.reference &&
      ((resource['type'] ?? []) as unknown[]).some((type) => hasCode(type, 'tk-pathway', 'child')),
  );
}
