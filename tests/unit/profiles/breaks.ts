// How is one kind of constraint broken at a place of a resource?

import type { Element } from '../../../profiles/definitions.ts';
import { given, type Json, type Spot } from './locate.ts';

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

export const otherValue: Break = ({ holder, key, members }) => {
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

/** A code of another system: what an open list says of its own system it may not know. */
const elsewhereCode: Break = ({ holder, key, members }) => {
  const change = (one: unknown): unknown =>
    members === undefined || members.includes(one) ? abroad(one) : one;
  const value = holder[key];
  holder[key] = Array.isArray(value) ? value.map(change) : change(value);
  return true;
};

function abroad(value: unknown): unknown {
  const moved = foreign(value);
  return isCoding(moved) ? { ...moved, system: ELSEWHERE } : moved;
}

function isCoding(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && 'system' in value;
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

export interface Kind {
  readonly name: string;
  readonly applies: (element: Element) => boolean;
  readonly break: Break;
  /** An extensible binding allows other codes: what it says is a warning. */
  readonly warns?: boolean;
}

export const KINDS: readonly Kind[] = [
  { name: 'min', applies: ({ min = 0 }) => min > 0, break: remove },
  { name: 'max', applies: ({ max }) => max !== undefined && max !== '0' && max !== '*', break: repeat },
  { name: 'value', applies: (element) => given(element) !== undefined, break: otherValue },
  { name: 'binding', applies: ({ binding }) => binding?.strength === 'required', break: otherCode },
  {
    name: 'extensible',
    applies: ({ binding }) => binding?.strength === 'extensible',
    break: elsewhereCode,
    warns: true,
  },
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
