// What really happened? Written down as the people of the lives do it: who treats whom, what she said, births, losses and discharges.

import { isObject, type JsonObject, objects, text } from '../../domain/json.ts';
import { ORGANISATIONS } from '../organisations.ts';
import { sandboxId } from '../parts.ts';
import type { Life } from '../simulate/life.ts';
import type { TruthPhase } from './matrix.ts';
import type { Said, Who } from './mark.ts';

/** An answer of hers: yes until it ends or is taken back, or no to everybody it names. */
export interface Answer {
  readonly id: string;
  readonly kind: 'yes' | 'objection';
  readonly to: string;
  readonly classes: readonly string[];
  readonly from: number;
  readonly until: number;
  readonly isActive: boolean;
}

/** A life as it was lived so far. */
export interface Lived {
  readonly life: Life;
  /** Recipients that give care, by whose care it is. */
  readonly treats: Map<Who, Set<string>>;
  readonly answers: Map<string, Answer>;
  readonly state: {
    born?: number;
    discharged?: number;
    lost?: string;
    /** The mother is no longer where she was: nobody's address is told. */
    isProtected?: boolean;
    assessed32?: boolean;
    /** Who holds the seat of her coordinator. */
    coordinator?: string;
  };
}

/** A life that begins. */
export function newLived(life: Life): Lived {
  return { life, treats: new Map(), answers: new Map(), state: {} };
}

/** Whose record a resource stands in. */
export function whoOf({ life }: Lived, resource: JsonObject): Who {
  const patient =
    resource.resourceType === 'Patient' ? `Patient/${String(resource['id'])}` : personIn(resource);
  const at = [0, 1].findIndex(
    (index) => patient?.includes(sandboxId('child', life.n, life.birth, index)) === true,
  );
  return at < 0 ? 'mother' : `child${at + 1}`;
}

function personIn(resource: JsonObject): string | undefined {
  const named = [resource['subject'], resource['patient'], resource['for']].find(isObject);
  return text(named?.['reference']);
}

/** Recipient a reference names: by the organisation's number, or by its id here. */
export function recipientIn(reference: unknown): string | undefined {
  if (!isObject(reference)) return undefined;
  const { identifier } = reference;
  const number = isObject(identifier) ? identifier['value'] : undefined;
  const known = Object.entries(ORGANISATIONS).find(([, one]) => one.number === number);
  return known?.[0] ?? /^Organization\/([\w-]+)$/.exec(text(reference['reference']) ?? '')?.[1];
}

/**
 * Remembers what a resource that was acknowledged at `now` says about who treats whom, and what she allows. A seat lasts until
 * somebody ends it: nobody here does, also not when she gets another doctor.
 */
export function remember(lived: Lived, resource: JsonObject, now: number): void {
  const who = whoOf(lived, resource);
  const status = text(resource['status']);
  for (const one of carers(resource, status)) {
    const to = recipientIn(one);
    if (to !== undefined) (lived.treats.get(who) ?? put(lived.treats, who)).add(to);
  }
  if (resource.resourceType === 'CareTeam' && who === 'mother') rememberCoordinator(lived, resource);
  if (resource.resourceType === 'Consent') rememberAnswer(lived, resource, status === 'active', now);
  if (resource.resourceType === 'Encounter' && who === 'mother' && status === 'finished')
    lived.state.discharged = now;
  if (isAssessed(resource)) lived.state.assessed32 = true;
  rememberEnd(lived, resource, now);
}

function put(treats: Map<Who, Set<string>>, who: Who): Set<string> {
  const made = new Set<string>();
  treats.set(who, made);
  return made;
}

function carers(resource: JsonObject, status: string | undefined): readonly unknown[] {
  switch (resource.resourceType) {
    case 'CareTeam':
      return objects(resource['participant']).map(({ member }) => member);
    case 'Patient':
      return objects(resource['generalPractitioner']);
    case 'Encounter':
      return [resource['serviceProvider']];
    case 'EpisodeOfCare':
      return status === 'active' ? [resource['managingOrganization']] : [];
    // She has agreed with them that they take samples.
    case 'Consent':
      return isSampling(resource) && status === 'active' ? actorsOf(resource) : [];
    case 'ServiceRequest':
      return status === 'active' ? [...objects(resource['performer']), resource['requester']] : [];
    default:
      return [];
  }
}

function rememberCoordinator({ state }: Lived, team: JsonObject): void {
  const seat = objects(team['participant']).find(({ role }) =>
    JSON.stringify(role ?? '').includes('"coordinator"'),
  );
  const found = recipientIn(seat?.['member']);
  if (found !== undefined) state.coordinator = found;
}

function isSampling(consent: JsonObject): boolean {
  return JSON.stringify(consent['category'] ?? '').includes('"urine-control"');
}

function actorsOf(consent: JsonObject): readonly unknown[] {
  const said = isObject(consent['provision']) ? consent['provision'] : {};
  return objects(said['provision'])
    .flatMap(({ actor }) => objects(actor))
    .map(({ reference }) => reference);
}

function rememberAnswer({ answers }: Lived, consent: JsonObject, isActive: boolean, now: number): void {
  const id = String(consent['id']);
  const said = isObject(consent['provision']) ? consent['provision'] : {};
  const category = JSON.stringify(consent['category'] ?? '');
  const kind = category.includes('"objection"') ? 'objection' : 'yes';
  for (const [at, one] of objects(said['provision']).entries()) {
    const period = isObject(one['period']) ? one['period'] : {};
    const [actor] = objects(one['actor']);
    const until = text(period['end']);
    if (kind === 'yes' && !JSON.stringify(one['action'] ?? '').includes('"disclose"')) continue;
    answers.set(`${id} ${at}`, {
      id,
      kind,
      to: recipientIn(actor?.['reference']) ?? '',
      classes: objects(one['securityLabel']).map(({ code }) => String(code)),
      from: now,
      until: until === undefined ? Number.POSITIVE_INFINITY : Date.parse(until),
      isActive,
    });
  }
}

function isAssessed(resource: JsonObject): boolean {
  const all = JSON.stringify([resource['code'] ?? '', resource['output'] ?? '']);
  return (
    resource.resourceType === 'Task' && all.includes('"assess-32"') && all.includes('"valueBoolean":true')
  );
}

function rememberEnd({ life, state }: Lived, resource: JsonObject, now: number): void {
  const value = JSON.stringify(resource['valueCodeableConcept'] ?? '');
  if (
    JSON.stringify(resource['code'] ?? '').includes('"pregnancy-outcome"') &&
    !value.includes('"livebirth"')
  )
    state.lost = /"(miscarriage|abortion|stillbirth)"/.exec(value)?.[1] ?? '';
  if (resource.resourceType === 'Patient' && String(resource['id']) !== life.patient) state.born ??= now;
}

/** The phase of the table she is in. */
export function phaseOf({ state }: Lived): TruthPhase {
  if (state.born === undefined) return state.lost === undefined ? 'PRE' : 'POST';
  return state.discharged === undefined ? 'BIRTH' : 'POST';
}

/** What she has said about a class, to whomever it is. */
export function saidOf({ answers }: Lived, dataClass: string): Said {
  const about = [...answers.values()].filter(({ classes }) => classes.includes(dataClass));
  if (about.some(({ kind, isActive }) => kind === 'objection' && isActive)) return 'objected';
  if (about.some(({ isActive }) => isActive)) return 'given';
  return about.length > 0 ? 'withdrawn' : 'unasked';
}
