// What is at hand while an event is planned? The case, its facts and anchors, and the drafts made so far.

import { Temporal } from 'temporal-polyfill';
import type { Ref } from '../domain/identity.ts';
import type { Child, Resource } from './case-view.ts';
import { type Anchors, toFhirDateTime } from './dates.ts';
import { createFacts, type Facts } from './facts.ts';
import type { Addressee, PlanInput } from './plan-types.ts';

export type Env = Record<string, unknown>;

/** One run of an action: for the case, a child, a knower or a triggering resource. */
export interface Instance {
  readonly env: Env;
  readonly child?: Child;
  readonly trigger?: Resource;
  readonly subject: Ref;
}

/** The state of planning one event. */
export interface Working {
  readonly input: PlanInput;
  readonly anchors: Anchors;
  /** Variables of every expression; facts stand behind it as its prototype and are computed when they are read. */
  readonly base: Env;
  readonly facts: Facts;
  /** Drafts by instance (child, trigger or case) and alias, so that later actions can refer to them. */
  readonly aliases: Map<string, Env>;
  readonly unfilled: { action: string; role: string }[];
}

/** Names of the window bounds that expressions use beside the facts (facts/pathway.md 3.1). */
const WINDOWS = ['ga0', 't2Start', 'windowEnd'];

/** Prepares the planning of an event. */
export function prepare(input: PlanInput): Working {
  const { view, event, now, pathway } = input;
  const zoned = (date: Date) =>
    Temporal.Instant.fromEpochMilliseconds(date.getTime()).toZonedDateTimeISO(pathway.zone);
  const at = zoned(event.at);
  const serviceRole = (service: string) =>
    (pathway.services[service] ?? []).find((role) => input.addressOf(role) !== undefined);
  const facts = createFacts(pathway, view, input.triggers, zoned(now).toPlainDate(), serviceRole);
  const noAliases = Object.fromEntries(
    pathway.actions.flatMap((action) => action.produces.map(({ as }) => [as, [] as unknown])),
  );
  return {
    input,
    anchors: { EVENT: at, BIRTH: view.birth, GA0: view.ga0?.toZonedDateTime(pathway.zone) },
    base: Object.assign(Object.create(factEnvironment(facts, [...pathway.facts.keys(), ...WINDOWS])) as Env, {
      ...noAliases,
      case: view.episode,
      mother: view.mother,
      gp: view.generalPractitioner,
      ward: [],
      child: [],
      knower: [],
      trigger: input.triggers.length === 1 ? input.triggers : [],
      selected: [],
      serviceKey: [],
      event: { code: event.code, at: toFhirDateTime(at), date: at.toPlainDate().toString() },
    }),
    facts,
    aliases: new Map(),
    unfilled: [],
  };
}

/**
 * The same planning seen from one of the resources that mean the event: facts about what came speak of it alone. What is
 * true of one plan or referral must not decide about another that came in the same Bundle.
 */
export function seenFrom(working: Working, trigger: Resource): Working {
  const { input, aliases, unfilled } = working;
  return { ...prepare({ ...input, triggers: [trigger] }), aliases, unfilled };
}

/** Every fact as a getter: naming one costs nothing until it is read. Without a prototype of its own, so that `%toString` is unknown. */
function factEnvironment(facts: Facts, names: Iterable<string>): Env {
  const env = Object.create(null) as Env;
  for (const name of names)
    Object.defineProperty(env, name, { get: () => facts.value(name), enumerable: true });
  return env;
}

/** `env` with more variables, facts still behind it. */
export function extend(env: Env, more: Env | undefined): Env {
  return Object.assign(Object.create(Object.getPrototypeOf(env) as object) as Env, env, more);
}

/** Which run it is, among those of the same event. */
export function instanceKey(instance: Instance): string {
  return instance.child?.keyHash ?? instance.trigger?.id ?? 'case';
}

/** The variables of an instance, with the drafts it has so far. */
export function envOf(working: Working, instance: Instance): Env {
  return extend(instance.env, working.aliases.get(instanceKey(instance)));
}

/** `fastlege|jordmor` is the first that exists; a service key stands for the first of its roles that exists. */
export function fillRole(working: Working, action: string, role: string): Addressee | undefined {
  const { pathway, addressOf } = working.input;
  const alternatives = role.split('|').flatMap((name) => pathway.services[name] ?? [name]);
  for (const name of alternatives) {
    const found = addressOf(name);
    if (found) return found;
  }
  if (!working.unfilled.some((one) => one.action === action && one.role === role))
    working.unfilled.push({ action, role });
  return undefined;
}
