// Two changes to one resource? Each was made from the resource as it was read; what each changed is kept.

import type { Resource } from './case-view.ts';

/** One update per resource. Where two change the same element, the later one counts. */
export function joinUpdates(read: readonly Resource[], updates: readonly Resource[]): readonly Resource[] {
  const before = new Map(read.map((resource) => [key(resource), resource]));
  const joined = new Map<string, Resource>();
  for (const update of updates) {
    const first = joined.get(key(update));
    joined.set(key(update), first ? { ...first, ...changes(before.get(key(update)), update) } : update);
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
