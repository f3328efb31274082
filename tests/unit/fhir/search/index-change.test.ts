// Do the rows that come and go with a new version say the same as all rows of both versions do?

import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import type { IndexEntries } from '../../../../src/fhir/search/entries.ts';
import { indexChange, indexResource } from '../../../../src/fhir/search/index-resource.ts';
import { createSearchParameters } from '../../../../src/fhir/search/parameters.ts';
import { linkedSamples } from '../../records/link-samples.ts';

type Resource = Readonly<Record<string, unknown>> & { readonly resourceType: string };

const parameters = createSearchParameters();
const EXAMPLES = join(import.meta.dirname, '..', '..', '..', '..', 'profiles', 'examples', 'valid');

function versions(): readonly Resource[] {
  const shipped = readdirSync(EXAMPLES).map(
    (name) => JSON.parse(readFileSync(join(EXAMPLES, name), 'utf8')) as Resource,
  );
  const whole = [...shipped, ...(linkedSamples() as unknown as Resource[])];
  return whole.flatMap((resource, nth) => {
    const meta = { lastUpdated: `2026-11-22T12:00:00.${String(nth % 1000).padStart(3, '0')}Z` };
    // Without each of its elements in turn, and with its elements and their own in the other order.
    const parts = Object.keys(resource)
      .filter((key) => key !== 'resourceType' && key !== 'id')
      .map((key) => ({ ...resource, [key]: undefined, meta }));
    return [{ ...resource, meta }, ...parts, { ...turned(resource), meta }] as Resource[];
  });
}

function turned<T>(value: T): T {
  if (Array.isArray(value)) return value.map((one: unknown) => turned(one)) as T;
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .toReversed()
      .map(([key, one]) => [key, turned(one)]),
  ) as T;
}

/** Rows of one that the other does not have. */
function less(one: IndexEntries, other: IndexEntries): readonly string[] {
  const without = new Set(told(other));
  return told(one)
    .filter((row) => !without.has(row))
    .toSorted();
}

/** Every row as text. */
function told({ eq, ref, str, ord }: IndexEntries): readonly string[] {
  return [
    ...eq.map((hash) => `eq ${hash}`),
    ...ref.map((row) => `ref ${row.parameter} ${row.target}`),
    ...str.map((row) => `str ${row.parameter} ${row.edge} ${row.value}`),
    ...ord.map((row) => `ord ${row.parameter} ${row.edge} ${row.lo} ${row.hi}`),
  ];
}

test('for every two of several hundred versions: the same rows come, the same go, the same is present', () => {
  const byType = Map.groupBy(versions(), ({ resourceType }) => resourceType);
  let changed = 0;
  for (const [type, all] of byType) {
    const known = parameters.of(type);
    // Each beside those a few places on: itself, its parts, other examples.
    for (const [at, before] of all.entries()) {
      for (const step of [0, 1, 2, 7, 31]) {
        const after = all[(at + step) % all.length] ?? before;
        const [was, is] = [indexResource(before, known), indexResource(after, known)];
        const found = indexChange(before, after, known);
        const come = less(found.after, found.before);
        expect(come).toEqual(less(is, was));
        expect(less(found.before, found.after)).toEqual(less(was, is));
        expect(found.after.present).toBe(is.present);
        changed += come.length;
      }
    }
  }
  expect(changed).toBeGreaterThan(1000);
});

test('what reads the same is not told', () => {
  const before = { resourceType: 'Patient', id: 'a', gender: 'female', birthDate: '1990-01-01' };
  const { after } = indexChange(before, { ...before, gender: 'male' }, parameters.of('Patient'));
  expect([after.ord, after.eq.length > 0]).toEqual([[], true]);
});
