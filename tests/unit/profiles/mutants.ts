// What breaks a profile? For every constraint of its differential one change of a valid example that breaks it.

import type { Definition, Element } from '../../../profiles/definitions.ts';
import { given, type Json, Locator, type Spot } from './locate.ts';

/** A resource that breaks one constraint; undefined when no example has the place. */
export interface Mutant {
  readonly name: string;
  /** The profile it breaks. */
  readonly profile: string;
  readonly resource: Json | undefined;
}

/** Breaks one place; false when it cannot be done there. */
type Break = (spot: Spot, element: Element) => boolean;

const ELSEWHERE = 'https://lenke.example/elsewhere';

/** One fewer than must be there; of a slice its members. */
const remove: Break = ({ holder, key, members }, { min = 1 }) => {
  const value = holder[key];
  const list = Array.isArray(value) ? value : [];
  const rest = members ? list.filter((one) => !members.includes(one)) : list.slice(0, min - 1);
  if (rest.length > 0) holder[key] = rest;
  else delete holder[key];
  delete holder[`_${key}`];
  return true;
};

/** One more than allowed, of what is there. */
const repeat: Break = ({ holder, key, members }) => {
  const value = holder[key];
  if (!Array.isArray(value)) return false;
  const one: unknown = members?.[0] ?? value[0];
  holder[key] = [...value, structuredClone(one)];
  return true;
};

function another(value: unknown): unknown {
  if (typeof value === 'string') return /^[a-z0-9-]+$/i.test(value) ? `${value}x` : ELSEWHERE;
  if (typeof value === 'number') return value + 1;
  if (typeof value === 'boolean') return !value;
  if (Array.isArray(value)) return value.map(another);
  const part = value as Json;
  const key = ['code', 'coding'].find((one) => one in part) ?? Object.keys(part)[0] ?? 'text';
  return { ...part, [key]: another(part[key] ?? 'x') };
}

const otherValue: Break = ({ holder, key, members }) => {
  const value = holder[key];
  const chosen = members ?? [value].flat();
  const change = (one: unknown): unknown => (chosen.includes(one) ? another(one) : one);
  holder[key] = Array.isArray(value) ? value.map(change) : change(value);
  return true;
};

/** A code of no list, in the shape the value has. */
function foreign(value: unknown): unknown {
  if (typeof value === 'string') return 'no-such-code';
  if (Array.isArray(value)) return value.map(foreign);
  const { coding, system } = value as Json;
  if (coding !== undefined) return { coding: [{ system: ELSEWHERE, code: 'no-such-code' }] };
  return { system: system ?? ELSEWHERE, code: 'no-such-code' };
}

const otherCode: Break = ({ holder, key, members }) => {
  const value = holder[key];
  const change = (one: unknown): unknown =>
    members === undefined || members.includes(one) ? foreign(one) : one;
  holder[key] = Array.isArray(value) ? value.map(change) : change(value);
  return true;
};

/** Of each choice a type the base allows and the profile does not; two, should one of them be there. */
const SPARE: Readonly<Record<string, readonly (readonly [string, unknown])[]>> = {
  value: [
    ['valueString', 'x'],
    ['valueBoolean', true],
  ],
  effective: [
    ['effectivePeriod', { start: '2026-01-01' }],
    ['effectiveDateTime', '2026-01-01'],
  ],
  occurrence: [['occurrenceDateTime', '2026-01-01']],
  scheduled: [['scheduledString', 'x']],
  medication: [['medicationReference', { reference: 'Medication/1' }]],
  item: [['itemReference', { reference: 'Medication/1' }]],
  start: [['startCodeableConcept', { text: 'x' }]],
  event: [['eventUri', ELSEWHERE]],
  content: [['contentReference', { reference: 'Task/1' }]],
};

/** A type the choice does not allow here. */
const otherType: Break = ({ holder, key }, element) => {
  const stem = element.id.split('.').at(-1)?.replace('[x]', '') ?? '';
  const [spare, value] = SPARE[stem]?.find(([name]) => name !== key) ?? [];
  if (spare === undefined) return false;
  delete holder[key];
  holder[spare] = value;
  return true;
};

/** Every base with a patient as subject allows a group too, and no profile of ours does. */
const otherTarget: Break = ({ holder, key }) => {
  const wrong = { reference: 'Group/1' };
  holder[key] = Array.isArray(holder[key]) ? [wrong] : wrong;
  return true;
};

const numeric =
  (by: number, limit: string): Break =>
  ({ holder, key }, element) => {
    holder[key] = Number(element[limit]) + by;
    return true;
  };

interface Kind {
  readonly name: string;
  readonly applies: (element: Element) => boolean;
  readonly break: Break;
}

const KINDS: readonly Kind[] = [
  { name: 'min', applies: ({ min = 0 }) => min > 0, break: remove },
  { name: 'max', applies: ({ max }) => max !== undefined && max !== '0' && max !== '*', break: repeat },
  { name: 'value', applies: (element) => given(element) !== undefined, break: otherValue },
  { name: 'binding', applies: ({ binding }) => binding?.strength === 'required', break: otherCode },
  { name: 'type', applies: ({ id, type }) => type !== undefined && id.endsWith('[x]'), break: otherType },
  {
    name: 'target',
    applies: ({ type }) => type?.some(({ targetProfile }) => targetProfile !== undefined) === true,
    break: otherTarget,
  },
  {
    name: 'least',
    applies: (element) => 'minValueInteger' in element,
    break: numeric(-1, 'minValueInteger'),
  },
  { name: 'most', applies: (element) => 'maxValueInteger' in element, break: numeric(1, 'maxValueInteger') },
];

/** A thing for a place where nothing may be. */
const FORBIDDEN: Readonly<Record<string, unknown>> = {
  telecom: [{ system: 'phone', value: '1' }],
  address: [{ city: 'Prøveby' }],
  'contact.telecom': [{ name: { text: 'x' }, telecom: [{ system: 'phone', value: '1' }] }],
  'contact.address': [{ name: { text: 'x' }, address: { city: 'Prøveby' } }],
  photo: [{ url: 'https://sandbox.lenke.example/photo' }],
  subject: { reference: 'Patient/1' },
};

/** An element that may not be there, put there. */
function forbidden(example: Json, { id }: Element): Json {
  const resource = structuredClone(example);
  const [, ...path] = id.split('.');
  resource[path[0] ?? ''] = FORBIDDEN[path.join('.')];
  return resource;
}

/** True when the element tells the members of its slice apart: without it the value is no member, and open slicing lets it be. */
function tellsApart(locator: Locator, id: string): boolean {
  const parts = id.split('.');
  return parts.some((part, at) => {
    if (!part.includes(':')) return false;
    const sliceId = parts.slice(0, at + 1).join('.');
    const rest = parts.slice(at + 1).join('.');
    return locator.discriminators(sliceId).some(({ path }) => path === rest || path.startsWith(`${rest}.`));
  });
}

function mutate(locator: Locator, examples: readonly Json[], element: Element, kind: Kind): Json | undefined {
  for (const example of examples) {
    const resource = structuredClone(example);
    const [spot] = locator.spots(resource, element.id);
    if (spot && kind.break(spot, element)) return resource;
  }
  return undefined;
}

/** Limits an array that the base does not; a single value cannot be repeated in JSON and is caught as an array. */
function limits(kind: Kind, locator: Locator, examples: readonly Json[], element: Element): boolean {
  if (kind.name !== 'max') return true;
  return examples.some((example) =>
    locator.spots(example, element.id).some(({ holder, key }) => Array.isArray(holder[key])),
  );
}

/** Every mutant of a profile. */
export function mutants(profile: Definition, examples: readonly Json[]): readonly Mutant[] {
  const locator = new Locator(profile);
  const url = profile.url ?? '';
  return (profile.differential?.element ?? []).flatMap((element): readonly Mutant[] => {
    if (element.max === '0' && examples[0])
      return [
        {
          name: `${profile.id} ${element.id} absent`,
          profile: url,
          resource: forbidden(examples[0], element),
        },
      ];
    return KINDS.filter((kind) => kind.applies(element))
      .filter((kind) => kind.name !== 'min' || !tellsApart(locator, element.id))
      .filter((kind) => kind.name !== 'value' || !tellsApart(locator, element.id))
      .filter((kind) => limits(kind, locator, examples, element))
      .map((kind) => ({
        name: `${profile.id} ${element.id} ${kind.name}`,
        profile: url,
        resource: mutate(locator, examples, element, kind),
      }));
  });
}
