// Every constraint of every profile is enforced: a valid example changed to break it is refused by the profile, not by R4.

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { examples } from '../../../profiles/definitions.ts';
import type { Json } from './locate.ts';
import { type Mutant, mutants } from './mutants.ts';
import { errors, profiles, promised, shippedValidator } from './shipped.ts';

const validator = shippedValidator();
const shown = examples() as unknown as readonly Json[];
const all = profiles().flatMap((profile) =>
  mutants(
    profile,
    shown.filter(({ meta }) => JSON.stringify(meta).includes(`"${profile.url}"`)),
  ),
);

/** The same without what it says it follows. */
function plain(resource: Json): Json {
  const { meta, ...rest } = resource;
  const { profile: _, ...kept } = (meta ?? {}) as Json;
  return Object.keys(kept).length > 0 ? { ...rest, meta: kept } : rest;
}

/** Caught by the profile: it finds a fault that R4 alone does not. */
function caught({ resource, profile }: Mutant): boolean {
  if (resource === undefined) return false;
  const base = errors(validator.validate(plain(resource))).length;
  return errors(validator.validate(resource, { profiles: [profile] })).length > base;
}

const missed = all.filter((mutant) => !caught(mutant)).map(({ name }) => name);
/** Mutants nobody catches, with the reason. The file may only shrink. */
const exceptions = JSON.parse(
  readFileSync(join(import.meta.dirname, 'mutation-exceptions.json'), 'utf8'),
) as Readonly<Record<string, string>>;

test('every mutant is caught, except those whose reason is written down', () => {
  expect(missed.filter((name) => exceptions[name] === undefined)).toEqual([]);
});

test('no exception stands for a mutant that is caught', () => {
  expect(Object.keys(exceptions).filter((name) => !missed.includes(name))).toEqual([]);
});

test('there are mutants to catch', () => {
  expect(all.length).toBeGreaterThan(600);
});

test('every invariant of ours is broken by an example', () => {
  const broken = new Set(promised().map(({ key }) => key));
  const own = profiles().flatMap(({ differential }) =>
    (differential?.element ?? []).flatMap(({ constraint }) => (constraint ?? []).map(({ key }) => key)),
  );
  expect(own.filter((key) => key.startsWith('lenke-') && !broken.has(`invariant:${key}`))).toEqual([]);
});
