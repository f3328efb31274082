// How does a resource say of itself what it is? A mark that is found again in whatever left: whose, which classes, what she had said.

import { isObject, type JsonObject } from '../../domain/json.ts';

/** Whose it is: the mother's, a child's by the order of birth, or somebody else's. */
export type Who = 'mother' | 'partner' | `child${number}`;

/** What she had said of it when it was written. */
export type Said = 'unasked' | 'given' | 'withdrawn' | 'objected';

/** A mark, as it was found. */
export interface Mark {
  /** Number of the life. */
  readonly n: number;
  readonly who: Who;
  readonly classes: readonly string[];
  /** `home` stands in an address, `text` anywhere else. */
  readonly place: 'home' | 'text';
  readonly said: Said;
}

/** `MERKE-10003-mother-D4-text-unasked-E`: one word, so that it is legal in names, addresses and texts alike. */
export function writeMark({ n, who, classes, place, said }: Mark): string {
  return `MERKE-${n}-${who}-${classes.join('+')}-${place}-${said}-E`;
}

const MARK = /MERKE-(\d+)-(mother|partner|child\d+)-([D0-9+]+)-(home|text)-(\w+)-E/g;

/** Every mark in a text, each once. */
export function marksIn(text: string): readonly Mark[] {
  const found = new Map([...text.matchAll(MARK)].map((match) => [match[0], match]));
  return [...found.values()].map(([, n, who, classes = '', place, said]) => ({
    n: Number(n),
    who: who as Who,
    classes: classes.split('+'),
    place: place as Mark['place'],
    said: said as Said,
  }));
}

const MARKS = 'https://example.org/marks';
const NAMED: ReadonlySet<string> = new Set(['Patient', 'RelatedPerson']);
/** Recognised by a business identifier, or without a note. */
const NOTED: ReadonlySet<string> = new Set([
  'Observation',
  'Condition',
  'MedicationStatement',
  'CareTeam',
  'CarePlan',
  'ServiceRequest',
  'Task',
  'Communication',
  'CommunicationRequest',
  'Goal',
]);
/** Where the text of a code says what the code means to people. */
const WORDED: Readonly<Record<string, string>> = {
  Observation: 'code',
  Condition: 'code',
  MedicationStatement: 'medicationCodeableConcept',
};
const TITLED: Readonly<Record<string, string>> = { CareTeam: 'name', CarePlan: 'description' };

/** The resource with its mark, wherever a person could have written it: name, address, title, note, the text of its code, an identifier. */
export function marked<T extends JsonObject>(resource: T, mark: Omit<Mark, 'place'>): T {
  const { resourceType: type } = resource;
  const text = writeMark({ ...mark, place: 'text' });
  const word = WORDED[type];
  const title = TITLED[type];
  return {
    ...resource,
    ...(word !== undefined && isObject(resource[word]) && { [word]: { ...resource[word], text } }),
    ...(title !== undefined && { [title]: text }),
    ...(NOTED.has(type) && { note: [{ text }] }),
    ...(NAMED.has(type) && { name: [{ use: 'official', family: text, given: ['Syntetisk'] }] }),
    ...(type === 'Patient' && { address: homes(resource['address'], mark) }),
    ...(!NOTED.has(type) &&
      type !== 'Composition' && { identifier: identified(resource['identifier'], text) }),
  };
}

function identified(given: unknown, value: string): readonly object[] {
  const others = (Array.isArray(given) ? (given as readonly object[]) : []).filter(
    (one) => isObject(one) && one['system'] !== MARKS,
  );
  return [...others, { system: MARKS, value }];
}

function homes(given: unknown, mark: Omit<Mark, 'place'>): readonly object[] {
  const [home] = Array.isArray(given) ? (given as readonly object[]) : [];
  return [{ ...home, line: [writeMark({ ...mark, place: 'home' })] }];
}
