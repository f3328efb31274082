// What is asked about? One concern per person, data class and kind of content of a delivery.

import type { ContentItem, Delivery } from '../domain/delivery.ts';
import type { Ref } from '../domain/identity.ts';
import type { DataClass } from '../domain/data-class.ts';

/** A data class of a person in the content of a delivery. */
export interface Concern {
  /** The same for the same question; what a permitted delivery may hold is a set of these. */
  readonly key: string;
  /** The person in whose record it stands. */
  readonly of: Ref;
  readonly dataClass: DataClass;
  /** True when it is the mother's data, quoted in a child's record (D-04). */
  readonly quoted: boolean;
  readonly marks: readonly string[];
}

/** What must be permitted for the item to go. */
export function concernsOf(item: ContentItem, delivery: Delivery): readonly Concern[] {
  return read(item, delivery.subject).own;
}

/** What must be permitted for the parts of the item to go with it. */
export function partConcernsOf(item: ContentItem, delivery: Delivery): readonly Concern[] {
  return read(item, delivery.subject).parts;
}

/** Every concern of a delivery once, by class number. */
export function allConcerns({ content, subject }: Delivery): readonly Concern[] {
  const known = KNOWN_ALL.get(content);
  if (known?.subject === subject) return known.concerns;
  const found = new Map<string, Concern>();
  for (const item of content) {
    const { own, parts } = read(item, subject);
    for (const concern of own) found.set(concern.key, concern);
    for (const concern of parts) found.set(concern.key, concern);
  }
  const concerns = [...found.values()].sort(byNumber);
  KNOWN_ALL.set(content, { subject, concerns });
  return concerns;
}

interface Read {
  readonly subject: Ref;
  readonly own: readonly Concern[];
  readonly parts: readonly Concern[];
}

// Content is asked about for each recipient, when it is planned, narrowed and sent. It is never changed, so nor is the answer.
const KNOWN = new WeakMap<ContentItem, Read>();
const KNOWN_ALL = new WeakMap<
  Delivery['content'],
  { readonly subject: Ref; readonly concerns: readonly Concern[] }
>();

function read(item: ContentItem, subject: Ref): Read {
  const known = KNOWN.get(item);
  if (known?.subject === subject) return known;
  const concern = (dataClass: DataClass): Concern => concernOf(item, dataClass, subject);
  const found = { subject, own: item.classes.map(concern), parts: (item.parts ?? []).map(concern) };
  KNOWN.set(item, found);
  return found;
}

function concernOf(item: ContentItem, dataClass: DataClass, subject: Ref): Concern {
  const of = item.of ?? subject;
  const quoted = item.quotes?.includes(dataClass) === true;
  const marks = item.marks ?? [];
  const key = [of, dataClass, ...(quoted ? ['quoted'] : []), ...marks.toSorted()].join('|');
  return { key, of, dataClass, quoted, marks };
}

function byNumber(one: Concern, other: Concern): number {
  return Number(one.dataClass.slice(1)) - Number(other.dataClass.slice(1)) || (one.key < other.key ? -1 : 1);
}
