// What follows from this event? Actions that apply, their drafts, sends, timers and effects — and why the others do not.

import { Temporal } from 'temporal-polyfill';
import { contentId, type EventId, parseRef, type Ref } from '../domain/identity.ts';
import type { Timer } from '../domain/timer.ts';
import type { CompiledPath } from '../fhir/fhirpath/compile.ts';
import { type CaseView, type Child, referenceOf, type Resource } from './case-view.ts';
import { type Anchors, resolveMoment, toDate, toFhirDateTime } from './dates.ts';
import { createFacts } from './facts.ts';
import { variablesOf } from './load.ts';
import type { Action, Each, Effect, Part, Party, Pathway, Produce, Send, TimerRule } from './pathway.ts';

/** Whom a role or reference means, as far as the plan must know. */
export interface Addressee {
  readonly id: string;
  readonly role: string;
  readonly reference: { readonly reference: string };
}

/** What planning needs. Pure: the same input gives the same plan. */
export interface PlanInput {
  readonly pathway: Pathway;
  readonly view: CaseView;
  readonly event: { readonly id: EventId; readonly code: string; readonly at: Date };
  readonly triggers: readonly Resource[];
  readonly now: Date;
  /** Canonical URL of one of our code systems by short name. */
  system(name: string): string;
  /** Who fills a role for this case (`habu`, `fastlege`, `coordinator`). */
  addressOf(role: string): Addressee | undefined;
}

/** A resource to be made, when nothing stands under its id yet. */
export interface Draft {
  readonly action: string;
  readonly alias: string;
  readonly place: string;
  readonly resource: Resource & { readonly id: string };
}

/** A delivery the pathway asks for; to whom exactly, and whether it may, is decided later. */
export interface PlannedSend {
  readonly action: string;
  /** Tells sends of the same action apart: child, trigger version. */
  readonly key: string;
  readonly to: readonly {
    readonly role?: string;
    readonly reference?: unknown;
    readonly evaluateOnly: boolean;
  }[];
  readonly content: readonly { readonly reference: Ref; readonly essential: boolean }[];
  readonly subject: Ref;
  readonly send: Send;
  readonly task?: Ref;
}

export interface Plan {
  readonly applied: readonly { readonly action: string; readonly times: number }[];
  readonly skipped: readonly {
    readonly action: string;
    readonly why: 'condition-false' | 'condition-unknown' | 'nobody';
  }[];
  readonly drafts: readonly Draft[];
  readonly updates: readonly Resource[];
  readonly sends: readonly PlannedSend[];
  readonly timers: readonly Timer[];
  readonly effects: readonly {
    readonly effect: Effect;
    readonly action: string;
    readonly trigger?: Resource;
  }[];
  /** Roles that had nobody to fill them. */
  readonly unfilled: readonly { readonly action: string; readonly role: string }[];
  readonly facts: Readonly<Record<string, unknown>>;
}

type Env = Record<string, unknown>;

interface Instance {
  readonly env: Env;
  readonly child?: Child;
  readonly trigger?: Resource;
  readonly subject: Ref;
}

interface Working {
  readonly input: PlanInput;
  readonly anchors: Anchors;
  readonly base: Env;
  fact(name: string): unknown;
  /** Drafts by instance (child key, trigger id or case) and alias, so that later actions can refer to them. */
  readonly aliases: Map<string, Env>;
  readonly unfilled: { action: string; role: string }[];
}

/** Plans an event. */
export function plan(input: PlanInput): Plan {
  const working = prepare(input);
  const { pathway, event } = input;
  const candidates = pathway.actions.filter((action) => action.ev.includes(event.code));
  const applied: { action: string; times: number }[] = [];
  const skipped: Plan['skipped'][number][] = [];
  const drafts: Draft[] = [];
  const updates: Resource[] = [];
  const sends: PlannedSend[] = [];
  const timers: Timer[] = [];
  const effects: Plan['effects'][number][] = [];
  for (const action of candidates) {
    const env = withFacts(working, working.base, [action.if]);
    const [holds] = action.if(input.view.bundle, env);
    if (holds !== true) {
      skipped.push({ action: action.id, why: holds === false ? 'condition-false' : 'condition-unknown' });
      continue;
    }
    const instances = instancesOf(working, action);
    if (instances.length === 0) skipped.push({ action: action.id, why: 'nobody' });
    else applied.push({ action: action.id, times: instances.length });
    for (const instance of instances) {
      drafts.push(...draftAll(working, action, instance));
      updates.push(...updateAll(working, action, instance));
      sends.push(...action.sends.map((send) => planSend(working, action, send, instance)));
      effects.push(
        ...action.effects.map((effect) => ({
          effect,
          action: action.id,
          ...(instance.trigger && { trigger: instance.trigger }),
        })),
      );
    }
    timers.push(
      ...pathway.timers
        .filter((timer) => timer.for === action.id)
        .flatMap((timer) => startTimers(working, timer, instances)),
    );
  }
  return {
    applied,
    skipped,
    drafts,
    updates,
    sends,
    timers: distinct(timers),
    effects,
    unfilled: working.unfilled,
    facts: working.base['facts'] as Plan['facts'],
  };
}

function prepare(input: PlanInput): Working {
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
    base: {
      ...noAliases,
      case: view.episode,
      mother: view.mother,
      gp: view.generalPractitioner,
      ward: [],
      child: [],
      knower: [],
      trigger: [],
      selected: [],
      serviceKey: [],
      event: { code: event.code, at: toFhirDateTime(at), date: at.toPlainDate().toString() },
    },
    fact: facts.value,
    aliases: new Map(),
    unfilled: [],
  };
}

/** The environment with the facts that these expressions name. Facts are computed once per event, on demand. */
function withFacts(working: Working, env: Env, paths: readonly CompiledPath[]): Env {
  const names = new Set(paths.flatMap((path) => variablesOf(path.expression)));
  const missing = [...names].filter((name) => !Object.hasOwn(env, name));
  return missing.length === 0
    ? env
    : { ...env, ...Object.fromEntries(missing.map((name) => [name, working.fact(name)])) };
}

/** Every fact, lazily: templates name them deep inside, and a getter costs nothing until it is read. */
function withLazyFacts(working: Working, env: Env): Env {
  const lazy: Env = { ...env };
  for (const name of [...working.input.pathway.facts.keys(), 'ga0', 't2Start', 'windowEnd']) {
    if (Object.hasOwn(lazy, name)) continue;
    Object.defineProperty(lazy, name, {
      get: () => working.fact(name),
      enumerable: true,
      configurable: true,
    });
  }
  return lazy;
}

function instancesOf(working: Working, action: Action): readonly Instance[] {
  const service = action.svc === undefined ? undefined : fillRole(working, action.id, action.svc);
  const start: Instance = {
    env: { ...working.base, ward: wardOf(working.input, undefined), serviceKey: service?.id ?? [] },
    subject: working.input.view.mother.reference,
  };
  return action.each.reduce<readonly Instance[]>(
    (instances, each) => instances.flatMap((instance) => expand(working, each, instance)),
    [start],
  );
}

function expand(working: Working, each: Each, instance: Instance): readonly Instance[] {
  const { view, triggers } = working.input;
  switch (each) {
    case 'case':
      return [instance];
    case 'child':
      return view.children.map((child) => ({
        ...instance,
        child,
        subject: child.reference,
        env: { ...instance.env, child, ward: wardOf(working.input, child) },
      }));
    case 'trigger':
      return triggers.map((trigger) => ({
        ...instance,
        trigger,
        subject: subjectOf(trigger) ?? instance.subject,
        env: { ...instance.env, trigger },
      }));
    case 'knower':
      return knowersOf(working, instance).map((knower) => ({
        ...instance,
        env: { ...instance.env, knower },
      }));
  }
}

/** The unit where the child is (its own Encounter), else where the birth was. */
function wardOf({ view }: PlanInput, child: Child | undefined): unknown {
  const encounters = view.resources.filter((resource) => resource.resourceType === 'Encounter');
  const of = (reference: string) =>
    encounters.filter((encounter) => referenceOf(encounter['subject']) === reference).at(-1)?.[
      'serviceProvider'
    ];
  return (child && of(child.reference)) ?? of(view.mother.reference) ?? [];
}

/** One knower per person or service, told apart by what references them. */
function knowersOf(working: Working, instance: Instance): readonly { key: string; reference: unknown }[] {
  const { pathway, view } = working.input;
  const found = pathway.knowers.flatMap((path) =>
    path(view.bundle, withFacts(working, instance.env, [path])),
  );
  const byKey = new Map(
    found.map((reference) => [
      partyKey(reference),
      { key: partyKey(reference), reference: withoutDisplay(reference) },
    ]),
  );
  byKey.delete('');
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

function subjectOf(resource: Resource): Ref | undefined {
  const found =
    referenceOf(resource['subject']) || referenceOf(resource['for']) || referenceOf(resource['patient']);
  return found === '' ? undefined : (found as Ref);
}

function instanceKey(instance: Instance): string {
  return instance.child?.keyHash ?? instance.trigger?.id ?? 'case';
}

function envOf(working: Working, instance: Instance): Env {
  return withLazyFacts(working, { ...instance.env, ...working.aliases.get(instanceKey(instance)) });
}

function draftAll(working: Working, action: Action, instance: Instance): readonly Draft[] {
  return action.produces.flatMap((produce) => {
    const env = envOf(working, instance);
    if (produce.when && produce.when(working.input.view.bundle, env)[0] !== true) return [];
    const draft = draftOne(working, action, produce, env);
    const known = working.aliases.get(instanceKey(instance)) ?? {};
    working.aliases.set(instanceKey(instance), {
      ...known,
      [produce.as]: `${draft.resource.resourceType}/${draft.resource.id}`,
    });
    return [draft];
  });
}

function draftOne(working: Working, action: Action, produce: Produce, env: Env): Draft {
  const { view, system } = working.input;
  const own = produce.id?.(view.bundle, env)[0];
  const key = produce.key?.(view.bundle, env)[0];
  const id = typeof own === 'string' ? own : contentId(action.id, produce.as, String(key ?? ''));
  const filled = produce.resource({
    env,
    bundle: view.bundle,
    anchors: working.anchors,
    system,
    reference: (role) => fillRole(working, action.id, role)?.reference,
  }) as Resource;
  return { action: action.id, alias: produce.as, place: produce.place, resource: { ...filled, id } };
}

function updateAll(working: Working, action: Action, instance: Instance): readonly Resource[] {
  const { view, system } = working.input;
  return action.updates.flatMap((update) => {
    const env = envOf(working, instance);
    return update.select(view.bundle, env).map((selected) => {
      const set = update.set({
        env: { ...env, selected },
        bundle: view.bundle,
        anchors: working.anchors,
        system,
        reference: (role) => fillRole(working, action.id, role)?.reference,
      });
      return { ...(selected as Resource), ...(set as object) };
    });
  });
}

/** `fastlege|jordmor` is the first that exists; a service key stands for the first of its roles that exists. */
function fillRole(working: Working, action: string, role: string): Addressee | undefined {
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

function planSend(working: Working, action: Action, send: Send, instance: Instance): PlannedSend {
  const { view } = working.input;
  const env = envOf(working, instance);
  const aliases = working.aliases.get(instanceKey(instance)) ?? {};
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

function startTimers(working: Working, rule: TimerRule, instances: readonly Instance[]): readonly Timer[] {
  const { view, event, now } = working.input;
  const subjects =
    rule.each === 'case'
      ? [{ key: 'case', subject: view.mother.reference }]
      : instances.map((instance) => ({ key: instanceKey(instance), subject: instance.subject }));
  const due = resolveMoment(rule.due, working.anchors);
  return subjects.map(({ key, subject }) => ({
    id: contentId('timer', rule.id, view.case, key),
    code: rule.id,
    action: rule.for,
    subject,
    case: view.case,
    eventId: event.id,
    ...(due && { due: toDate(due) }),
    late: due !== undefined && toDate(due) < now,
    cancelOn: rule.cancelOn,
    state: 'open' as const,
  }));
}

function distinct(timers: readonly Timer[]): readonly Timer[] {
  return [...new Map(timers.map((timer) => [timer.id, timer])).values()];
}
