// For whom is an action done? Once for the case, or for each child, knower or triggering resource.

import { parseRef } from '../../domain/identity.ts';
import { type Child, referenceOf } from '../case/case-view.ts';
import { DRAFTS } from '../case/environment.ts';
import type { Action, Each } from '../pathway.ts';
import type { PlanInput } from '../plan-types.ts';
import {
  draftsOf,
  extend,
  fillRole,
  type Instance,
  instanceKey,
  subjectOf,
  type Working,
} from '../working.ts';

/** The runs of an action. */
export function instancesOf(
  working: Working,
  action: Pick<Action, 'id' | 'each' | 'svc'>,
): readonly Instance[] {
  const service = action.svc === undefined ? undefined : fillRole(working, action.id, action.svc);
  const start: Instance = {
    env: extend(working.base, {
      ward: wardOf(working.input, undefined),
      serviceKey: service?.id ?? [],
      [DRAFTS]: draftsOf(working, instanceKey({})),
    }),
    subject: working.input.view.mother.reference,
  };
  return action.each.reduce<readonly Instance[]>(
    (instances, each) => instances.flatMap((instance) => expand(working, each, instance)),
    [start],
  );
}

function expand(working: Working, each: Each, instance: Instance): readonly Instance[] {
  const { triggers } = working.input;
  switch (each) {
    case 'case':
      return [instance];
    case 'child':
      return working.children.map((child) => ({
        ...instance,
        child,
        subject: child.reference,
        env: extend(instance.env, {
          child,
          ward: wardOf(working.input, child),
          subject: { reference: child.reference },
          subjectKey: child.keyHash,
          [DRAFTS]: draftsOf(working, instanceKey({ ...instance, child })),
        }),
      }));
    case 'trigger':
      return triggers.map((trigger) => {
        const about = subjectOf(trigger);
        const subject = about === '' ? instance.subject : (parseRef(about) ?? instance.subject);
        return {
          ...instance,
          trigger,
          subject,
          env: extend(instance.env, {
            trigger,
            subject: { reference: subject },
            [DRAFTS]: draftsOf(working, instanceKey({ ...instance, trigger })),
          }),
        };
      });
    case 'knower':
      return knowersOf(working, instance).map((knower) => ({
        ...instance,
        env: extend(instance.env, { knower }),
      }));
  }
}

/** The unit where the child is (its own Encounter), else where the birth was. */
function wardOf({ view }: PlanInput, child: Child | undefined): unknown {
  const of = (reference: string) =>
    view.resources.findLast(
      (resource) => resource.resourceType === 'Encounter' && referenceOf(resource['subject']) === reference,
    )?.['serviceProvider'];
  return (child && of(child.reference)) ?? of(view.mother.reference) ?? [];
}

/** One knower per person or service, told apart by what references them. */
function knowersOf(working: Working, instance: Instance): readonly { key: string; reference: unknown }[] {
  const { pathway, view } = working.input;
  const found = pathway.knowers.flatMap((path) => path(view.bundle, instance.env));
  const byKey = new Map<string, { key: string; reference: unknown }>();
  for (const reference of found) {
    const key = partyKey(reference);
    if (key !== '') byKey.set(key, { key, reference: withoutDisplay(reference) });
  }
  return [...byKey.values()];
}

function partyKey(reference: unknown): string {
  const { reference: literal, identifier } = reference as {
    reference?: string;
    identifier?: { system?: string; value?: string };
  };
  return identifier ? `${identifier.system ?? ''}|${identifier.value ?? ''}` : (literal ?? '');
}

/** Names stay where they are: a copied display is one more place that holds a person's name. */
function withoutDisplay(reference: unknown): unknown {
  const { display: _, ...rest } = reference as { display?: string };
  return rest;
}
