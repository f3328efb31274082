// What should go to whom? The sends of one run of an action, before anybody decided about them.

import { parseRef, type Ref } from '../../domain/identity.ts';
import type { CaseView } from '../case/case-view.ts';
import type { Action, Part, Party, Send } from '../pathway.ts';
import type { PlannedSend } from '../plan-types.ts';
import { draftsOf, type Env, type Instance, instanceKey, type Working } from '../working.ts';

/** One send of one run. */
export function planSend(working: Working, action: Action, send: Send, instance: Instance): PlannedSend {
  const { view } = working.input;
  const { env } = instance;
  const aliases = draftsOf(working, instanceKey(instance));
  const key = send.key?.(view.bundle, env)[0];
  const [task] = send.task ? referencesOf(view, [send.task], env, aliases) : [];
  return {
    action: action.id,
    key: `${instanceKey(instance)}|${typeof key === 'string' ? key : ''}`,
    to: [...parties(working, send.to, env, false), ...parties(working, send.evaluate, env, true)],
    content: contentOf(view, send, env, aliases),
    subject: instance.subject,
    send,
    ...(task !== undefined && { task }),
  };
}

/** True when everything this run sends is signed by a person, as far as its sends ask for it. */
export function isSigned(working: Working, { sends }: Action, instance: Instance): boolean {
  return sends.every(({ signed }) => !signed || signed(working.input.view.bundle, instance.env)[0] === true);
}

function parties(
  working: Working,
  list: readonly Party[],
  env: Env,
  evaluateOnly: boolean,
): PlannedSend['to'] {
  const { pathway, view, addressOf } = working.input;
  return list.flatMap((party): PlannedSend['to'] => {
    if ('path' in party)
      return party.path(view.bundle, env).map((reference) => ({ reference, evaluateOnly }));
    if (party.if && party.if(view.bundle, env)[0] !== true) return [];
    const role =
      (pathway.services[party.role] ?? [party.role]).find((name) => addressOf(name) !== undefined) ??
      party.role;
    return [{ role, evaluateOnly }];
  });
}

function contentOf(view: CaseView, send: Send, env: Env, aliases: Env): PlannedSend['content'] {
  const essential = referencesOf(view, send.essential, env, aliases);
  const rest = referencesOf(view, send.with, env, aliases).filter(
    (reference) => !essential.includes(reference),
  );
  return [
    ...[...new Set(essential)].map((reference) => ({ reference, essential: true })),
    ...[...new Set(rest)].map((reference) => ({ reference, essential: false })),
  ];
}

/** Literal references of drafts (by alias) and of the case (by FHIRPath); anything else is no resource we could send. */
function referencesOf(view: CaseView, parts: readonly Part[], env: Env, aliases: Env): readonly Ref[] {
  return parts.flatMap((part) => {
    const found = 'alias' in part ? [aliases[part.alias]] : part.path(view.bundle, env);
    return found.flatMap((value) => (typeof value === 'string' ? (parseRef(value) ?? []) : []));
  });
}
