// What breaks a profile? For every constraint of its differential one change of a valid example that breaks it.

import type { Definition, Element } from '../../../profiles/definitions.ts';
import { type Kind, KINDS, otherValue } from './breaks.ts';
import { given, type Json, Locator } from './locate.ts';
import { bearers, profileOf } from './bearers.ts';

/** A resource that breaks one constraint; undefined when no example has the place. */
export interface Mutant {
  readonly name: string;
  /** The profile it breaks. */
  readonly profile: string;
  readonly resource: Json | undefined;
  /** The profile warns of it, and does not refuse it. */
  readonly warns: boolean;
  /** What is broken is an extension or a data type within the resource. */
  readonly part: boolean;
}

/** A thing for a place where nothing may be, by the path of the place or by its last name. */
const FORBIDDEN: Readonly<Record<string, unknown>> = {
  telecom: [{ system: 'phone', value: '1' }],
  address: [{ city: 'Prøveby' }],
  'contact.telecom': [{ name: { text: 'x' }, telecom: [{ system: 'phone', value: '1' }] }],
  'contact.address': [{ name: { text: 'x' }, address: { city: 'Prøveby' } }],
  photo: [{ url: 'https://sandbox.lenke.example/photo' }],
  subject: { reference: 'Patient/1' },
  extension: [{ url: 'https://lenke.example/elsewhere', valueString: 'x' }],
  'value[x]': 'x',
};

/** An element that may not be there, put there. */
function forbid(bearer: Json, locator: Locator, { id }: Element): boolean {
  const [, ...path] = id.split('.');
  const name = path.at(-1) ?? '';
  const key = name === 'value[x]' ? 'valueString' : name;
  const parent = id.split('.').slice(0, -1).join('.');
  // A part that is not there, such as the contact of a protected person, is put there with what it may not have.
  if (FORBIDDEN[path.join('.')] !== undefined)
    bearer[path.length > 1 ? (path[0] ?? '') : key] = FORBIDDEN[path.join('.')];
  else for (const member of locator.objects(bearer, parent).slice(0, 1)) member[key] = FORBIDDEN[name];
  return true;
}

/** The slice an element stands in and is told apart by; undefined when it tells nothing apart. */
function sliceToldBy(locator: Locator, id: string): string | undefined {
  const parts = id.split('.');
  return parts
    .map((part, at) => ({
      part,
      sliceId: parts.slice(0, at + 1).join('.'),
      rest: parts.slice(at + 1).join('.'),
    }))
    .find(
      ({ part, sliceId, rest }) =>
        part.includes(':') &&
        locator.discriminators(sliceId).some(({ path }) => path === rest || path.startsWith(`${rest}.`)),
    )?.sliceId;
}

/** An example changed by `change` at the first place where it can be. */
function changed(
  profile: Definition,
  examples: readonly Json[],
  change: (bearer: Json) => boolean,
): Json | undefined {
  for (const example of examples) {
    const resource = structuredClone(example);
    if (bearers(profile, resource).some(change)) return resource;
  }
  return undefined;
}

function breaking(locator: Locator, element: Element, kind: Kind): (bearer: Json) => boolean {
  return (bearer) => {
    const [spot] = locator.spots(bearer, element.id);
    return spot !== undefined && kind.break(spot, element);
  };
}

/** Limits an array that the base does not; a single value cannot be repeated in JSON and is caught as an array. */
function limits(kind: Kind, locator: Locator, found: readonly Json[], element: Element): boolean {
  if (kind.name !== 'max') return true;
  return found.some((bearer) =>
    locator.spots(bearer, element.id).some(({ holder, key }) => Array.isArray(holder[key])),
  );
}

/**
 * Without what tells a member of an open slice apart the value is no member, and the profile lets it be; where the slice
 * must have a member, one less is a fault.
 */
function isFault(kind: Kind, locator: Locator, id: string): boolean {
  if (kind.name !== 'min' && kind.name !== 'value') return true;
  const slice = sliceToldBy(locator, id);
  return slice === undefined || (locator.element(slice)?.min ?? 0) > 0;
}

/** Every mutant of a profile. */
export function mutants(profile: Definition, examples: readonly Json[]): readonly Mutant[] {
  const locator = new Locator(profile);
  const found = examples.flatMap((example) => bearers(profile, example));
  const made = (name: string, resource: Json | undefined, warns = false): Mutant => ({
    name: `${profile.id} ${name}`,
    profile: resource === undefined ? '' : profileOf(profile, resource),
    resource,
    warns,
    part: profile.kind !== 'resource',
  });
  return (profile.differential?.element ?? []).flatMap((element): readonly Mutant[] => {
    if (element.max === '0')
      return [
        made(
          `${element.id} absent`,
          changed(profile, examples, (bearer) => forbid(bearer, locator, element)),
        ),
      ];
    return KINDS.filter((kind) => kind.applies(element))
      .filter((kind) => isFault(kind, locator, element.id))
      .filter((kind) => limits(kind, locator, found, element))
      .map((kind) =>
        made(
          `${element.id} ${kind.name}`,
          changed(profile, examples, breaking(locator, element, kind)),
          kind.warns,
        ),
      );
  });
}

/** A value taken out of its optional slice, whole and broken: the profile judges neither by the slice. */
export interface Stranger {
  readonly name: string;
  readonly profile: string;
  readonly whole: Json;
  readonly broken: Json;
}

/**
 * For every constraint within an optional open slice: an example whose member is made a stranger to the slice, and the same
 * with the constraint broken.
 */
export function strangers(profile: Definition, examples: readonly Json[]): readonly Stranger[] {
  const locator = new Locator(profile);
  const all = profile.differential?.element ?? [];
  const tellers = all.filter((one) => given(one) !== undefined && sliceToldBy(locator, one.id) !== undefined);
  return tellers.flatMap((teller) => {
    const slice = sliceToldBy(locator, teller.id) ?? '';
    if ((locator.element(slice)?.min ?? 0) > 0) return [];
    const inner = all.filter(
      ({ id }) => id.startsWith(`${slice}.`) && sliceToldBy(locator, id) === undefined,
    );
    const leave = (bearer: Json): boolean =>
      locator.spots(bearer, teller.id).map((spot) => otherValue(spot, teller)).length > 0;
    const whole = changed(profile, examples, leave);
    return inner.flatMap((element) =>
      KINDS.filter((kind) => kind.applies(element) && kind.name !== 'max').flatMap(
        (kind): readonly Stranger[] => {
          const broken = changed(
            profile,
            examples,
            (bearer) => breaking(locator, element, kind)(bearer) && leave(bearer),
          );
          if (!whole || !broken) return [];
          return [
            {
              name: `${profile.id} ${element.id} ${kind.name}`,
              profile: profileOf(profile, broken),
              whole,
              broken,
            },
          ];
        },
      ),
    );
  });
}
