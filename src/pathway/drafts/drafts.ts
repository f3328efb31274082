// What does an action write? Drafts from its templates, and changes to resources that exist.

import { contentId } from '../../domain/identity.ts';
import type { Resource } from '../case/case-view.ts';
import type { Action, Produce } from '../pathway.ts';
import type { Draft } from '../plan-types.ts';
import {
  anchorsOf,
  draftsOf,
  type Env,
  extend,
  fillRole,
  type Instance,
  instanceKey,
  type Working,
} from '../working.ts';

/** Drafts of one run of an action; what was drafted is known to what follows. */
export function draftAll(working: Working, action: Action, instance: Instance): readonly Draft[] {
  const { env } = instance;
  const known = draftsOf(working, instanceKey(instance));
  return action.produces.flatMap((produce) => {
    if (produce.when && produce.when(working.input.view.bundle, env)[0] !== true) return [];
    const draft = draftOne(working, action, produce, env);
    known[produce.as] = `${draft.resource.resourceType}/${draft.resource.id}`;
    return [draft];
  });
}

function draftOne(working: Working, action: Action, produce: Produce, env: Env): Draft {
  const { view, system } = working.input;
  const own = produce.id?.(view.bundle, env)[0];
  const key = produce.key?.(view.bundle, env)[0];
  const id =
    typeof own === 'string' ? own : contentId(action.id, produce.as, typeof key === 'string' ? key : '');
  const filled = produce.resource({
    env,
    bundle: view.bundle,
    anchors: anchorsOf(working, env),
    system,
    reference: (role) => fillRole(working, action.id, role)?.reference,
    service: (role) => fillRole(working, action.id, role)?.service,
  }) as Resource;
  return { action: action.id, alias: produce.as, place: produce.place, resource: { ...filled, id } };
}

/** Changes of one run of an action. */
export function updateAll(working: Working, action: Action, instance: Instance): readonly Resource[] {
  const { view, system } = working.input;
  const { env } = instance;
  return action.updates.flatMap((update) =>
    update.select(view.bundle, env).map((selected) => {
      const set = update.set({
        env: extend(env, { selected }),
        bundle: view.bundle,
        anchors: anchorsOf(working, env),
        system,
        reference: (role) => fillRole(working, action.id, role)?.reference,
        service: (role) => fillRole(working, action.id, role)?.service,
      });
      return { ...(selected as Resource), ...(set as object) };
    }),
  );
}
