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
  return item.classes.map((dataClass) => concernOf(item, dataClass, delivery));
}

/** What must be permitted for the parts of the item to go with it. */
export function partConcernsOf(item: ContentItem, delivery: Delivery): readonly Concern[] {
  return (item.parts ?? []).map((dataClass) => concernOf(item, dataClass, delivery));
}

/** Every concern of a delivery once, by class number. */
export function allConcerns(delivery: Delivery): readonly Concern[] {
  const found = delivery.content.flatMap((item) => [
    ...concernsOf(item, delivery),
    ...partConcernsOf(item, delivery),
  ]);
  return [...new Map(found.map((concern) => [concern.key, concern])).values()].toSorted(byNumber);
}

function concernOf(item: ContentItem, dataClass: DataClass, delivery: Delivery): Concern {
  const of = item.of ?? delivery.subject;
  const quoted = item.quotes?.includes(dataClass) === true;
  const marks = item.marks ?? [];
  const key = [of, dataClass, ...(quoted ? ['quoted'] : []), ...marks.toSorted()].join('|');
  return { key, of, dataClass, quoted, marks };
}

function byNumber(one: Concern, other: Concern): number {
  return Number(one.dataClass.slice(1)) - Number(other.dataClass.slice(1)) || (one.key < other.key ? -1 : 1);
}
