// Two changes to one resource? Each was made from the resource as it was read; what each changed is kept.

import type { Resource } from '../case/case-view.ts';

/** One update per resource. Where two change the same element, the later one counts. */
export function joinUpdates(read: readonly Resource[], updates: readonly Resource[]): readonly Resource[] {
  const joined = new Map<string, Resource>();
  for (const update of updates) {
    const name = key(update);
    const first = joined.get(name);
    // Two changes to one are few: the resource as it was read is looked for then, not kept ready for all.
    const before = first && read.find((one) => one.id === update.id && key(one) === name);
    joined.set(name, first ? { ...first, ...changes(before, update) } : update);
  }
  return [...joined.values()];
}

function key({ resourceType, id }: Resource): string {
  return `${resourceType}/${id ?? ''}`;
}

function changes(before: Resource | undefined, after: Resource): Partial<Resource> {
  return Object.fromEntries(
    Object.entries(after).filter(([name, value]) => JSON.stringify(value) !== JSON.stringify(before?.[name])),
  );
}
