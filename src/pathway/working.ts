// What is at hand while an event is planned? The case, its facts and anchors, and the drafts made so far.

import { Temporal } from 'temporal-polyfill';
import type { Ref } from '../domain/identity.ts';
import { type Child, referenceOf, type Resource } from './case/case-view.ts';
import { type Anchors, toFhirDateTime, toMoment } from './timers/dates.ts';
import { FACTS } from './case/environment.ts';
import { createFacts, type Facts } from './case/facts.ts';
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
  readonly anchors: Readonly<Record<string, Temporal.ZonedDateTime | undefined>>;
  /** Moments the layer's anchors gave, by whom they are about: the case does not change while it is planned. */
  readonly found: Map<string, Map<string, Temporal.ZonedDateTime | undefined>>;
  /** Variables of every expression; facts stand behind it as its prototype and are computed when they are read. */
  readonly base: Env;
  readonly facts: Facts;
  /** Drafts by instance (child, trigger or case) and alias, so that later actions can refer to them; they grow as drafts are made. */
  readonly aliases: Map<string, Record<string, string>>;
  readonly unfilled: { action: string; role: string }[];
  /** Who fills a role, by the role as it is written: most drafts of an event name the same few. */
  readonly filled: Map<string, Addressee | undefined>;
  /** Children the event is about; all of them when it is about none in particular. */
  readonly children: readonly Child[];
  /** State of each child's machine, by reference; moved before the actions are looked at. */
  readonly childStates: Map<string, string>;
}

/** Prepares the planning of an event, seen from one of its triggers or children when one is given. */
export function prepare(
  input: PlanInput,
  child?: Child,
  childStates: Map<string, string> = new Map(),
): Working {
  const { view, event, now, pathway } = input;
  const at = zoned(event.at, pathway.zone);
  const children = child ? [child] : childrenMeant(input);
  const serviceRole = (service: string) =>
    (pathway.services[service] ?? []).find((role) => input.addressOf(role) !== undefined);
  const facts = createFacts(pathway, {
    view,
    triggers: input.triggers,
    child: children.length === 1 ? children[0] : undefined,
    today: zoned(now, pathway.zone).toPlainDate(),
    serviceRole,
    offers: input.offers ?? (() => []),
    childStates,
    permits: input.permits ?? (() => false),
    keysOf: input.keysOf ?? keysIn,
  });
  const termDays = Number(pathway.parameters['termDays'] ?? 280);
  const ga0 = view.ga0?.toZonedDateTime(pathway.zone);
  return {
    input,
    anchors: { EVENT: at, BIRTH: view.birth, GA0: ga0, EDD: ga0?.add({ days: termDays }) },
    base: Object.assign(Object.create(pathway.environment) as Env, {
      [FACTS]: facts,
      case: view.episode,
      mother: view.mother,
      motherReference: { reference: view.mother.reference },
      gp: view.generalPractitioner,
      parameters: pathway.parameters,
      ward: [],
      child: [],
      knower: [],
      trigger: input.triggers.length === 1 ? input.triggers : [],
      selected: [],
      serviceKey: [],
      subject: { reference: view.mother.reference },
      subjectKey: view.episode.id,
      event: { code: event.code, at: toFhirDateTime(at), date: at.toPlainDate().toString() },
    }),
    facts,
    found: new Map(),
    aliases: new Map(),
    unfilled: [],
    filled: new Map(),
    children,
    childStates,
  };
}

/** What a reference itself says of whom it means. */
function keysIn(reference: unknown): readonly string[] {
  const { reference: literal, identifier } = (reference ?? {}) as {
    reference?: string;
    identifier?: { system?: string; value?: string };
  };
  return [
    ...(literal === undefined ? [] : [literal]),
    ...(identifier?.value === undefined ? [] : [`${identifier.system ?? ''}|${identifier.value}`]),
  ];
}

function zoned(date: Date, zone: string): Temporal.ZonedDateTime {
  return Temporal.Instant.fromEpochMilliseconds(date.getTime()).toZonedDateTimeISO(zone);
}

/** An event about one child (its discharge, its death) leaves its siblings alone. */
function childrenMeant({ view, triggers, event }: PlanInput): readonly Child[] {
  const named = new Set([event.subject ?? '', ...triggers.map(subjectOf)]);
  // Its death is about the child that died, not about its twin.
  const meant = [...view.children, ...view.deceased].filter(({ reference }) => named.has(reference));
  return meant.length > 0 ? meant : view.children;
}

/** The patient a resource is about, '' when it names none. */
export function subjectOf(resource: Resource): string {
  return (
    referenceOf(resource['subject']) ||
    referenceOf(resource['for']) ||
    referenceOf(resource['patient']) ||
    (resource.resourceType === 'Patient' ? `Patient/${resource.id ?? ''}` : '')
  );
}

/**
 * The same planning seen from one of the resources that mean the event: facts about what came speak of it alone. What is
 * true of one plan or referral must not decide about another that came in the same Bundle.
 */
export function seenFrom(working: Working, trigger: Resource): Working {
  const { input, aliases, unfilled } = working;
  return { ...prepare({ ...input, triggers: [trigger] }, undefined, working.childStates), aliases, unfilled };
}

/** The same planning seen from one child: its age and state are not its twin's. */
export function seenFor(working: Working, child: Child): Working {
  const { input, aliases, unfilled } = working;
  return { ...prepare(input, child, working.childStates), aliases, unfilled };
}

/** `env` with more variables, facts still behind it. */
export function extend(env: Env, more: Env | undefined): Env {
  return Object.assign(Object.create(Object.getPrototypeOf(env) as object) as Env, env, more);
}

/** Which run it is, among those of the same event. */
export function instanceKey(instance: Pick<Instance, 'child' | 'trigger'>): string {
  return instance.child?.keyHash ?? instance.trigger?.id ?? 'case';
}

/** What was drafted so far for an instance; its environment reads it as it grows. */
export function draftsOf({ aliases }: Working, key: string): Record<string, string> {
  const known = aliases.get(key) ?? {};
  aliases.set(key, known);
  return known;
}

function firstThatExists({ pathway, addressOf }: PlanInput, role: string): Addressee | undefined {
  const alternatives = role.split('|').flatMap((name) => pathway.services[name] ?? [name]);
  for (const name of alternatives) {
    const found = addressOf(name);
    if (found) return found;
  }
  return undefined;
}

/** `fastlege|jordmor` is the first that exists; a service key stands for the first of its roles that exists. */
export function fillRole(working: Working, action: string, role: string): Addressee | undefined {
  const { filled } = working;
  if (!filled.has(role)) filled.set(role, firstThatExists(working.input, role));
  const found = filled.get(role);
  if (found) return found;
  if (!working.unfilled.some((one) => one.action === action && one.role === role))
    working.unfilled.push({ action, role });
  return undefined;
}

/** Anchors of one run: those of the event, and the ones the layer's expressions find for its subject, looked up when asked for. */
export function anchorsOf(working: Working, env: Env): Anchors {
  const { pathway, view } = working.input;
  const about = referenceOf(env['subject']);
  const found = working.found.get(about) ?? new Map<string, Temporal.ZonedDateTime | undefined>();
  working.found.set(about, found);
  return (name) => {
    const path = pathway.anchors[name];
    if (path === undefined) return working.anchors[name];
    const known = found.get(name);
    if (known || found.has(name)) return known;
    const moment = latest(path(view.bundle, env), pathway.zone);
    // What leans on more than whom it is about (a trigger, a child's draft) is looked up for each run.
    if (!MORE_THAN_SUBJECT.test(path.expression)) found.set(name, moment);
    return moment;
  };
}

const MORE_THAN_SUBJECT = /%(?!subject\b)/;

function latest(values: readonly unknown[], zone: string): Temporal.ZonedDateTime | undefined {
  return values
    .flatMap((value) => (typeof value === 'string' ? (toMoment(value, zone) ?? []) : []))
    .toSorted((one, other) => Temporal.ZonedDateTime.compare(one, other))
    .at(-1);
}
