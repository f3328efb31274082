// Every constraint of every profile is enforced: a valid example changed to break it is refused by the profile, not by R4.

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { examples } from '../../../profiles/definitions.ts';
import type { Issue } from '../../../src/fhir/issue.ts';
import { createValidator } from '../../../src/fhir/validator/validator.ts';
import type { Json } from './locate.ts';
import { type Mutant, mutants, strangers } from './mutants.ts';
import { constrained, errors, profiles, promised, shippedValidator } from './shipped.ts';

const validator = shippedValidator();
const bare = createValidator();
const shown = examples() as unknown as readonly Json[];
const all = constrained().flatMap((profile) => mutants(profile, shown));

/** The same without what it says it follows. */
function plain(resource: Json): Json {
  const { meta, ...rest } = resource;
  const { profile: _, ...kept } = (meta ?? {}) as Json;
  return Object.keys(kept).length > 0 ? { ...rest, meta: kept } : rest;
}

/** What an issue says, to tell whether the base says it too. */
function said({ key, expression, facts }: Issue): string {
  return `${key} ${String(expression)} ${JSON.stringify(facts)}`;
}

function warnings(issues: readonly Issue[]): readonly Issue[] {
  return issues.filter(({ key }) => key === 'binding-extensible');
}

/** Caught by the profile: it finds a fault, or a reason to warn, that R4 alone does not. */
function caught({ resource, profile, warns, part }: Mutant): boolean {
  if (resource === undefined) return false;
  // A known extension is judged wherever it stands, so only a validator without ours says what R4 alone says of it.
  const base = (part ? bare : validator).validate(plain(resource));
  const judged = validator.validate(resource, { profiles: [profile] });
  if (!warns) return errors(judged).length > errors(base).length;
  const known = new Set(base.map(said));
  return warnings(judged).some((issue) => !known.has(said(issue)));
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
  expect(all.length).toBeGreaterThan(750);
  expect(all.filter(({ warns }) => warns).length).toBeGreaterThan(5);
});

test('what is no member of an optional slice is not judged by it', () => {
  const apart = constrained().flatMap((profile) => strangers(profile, shown));
  const judged = apart.filter(({ whole, broken, profile }) => {
    const allowed = new Set(
      [...validator.validate(whole, { profiles: [profile] }), ...bare.validate(plain(broken))].map(said),
    );
    return errors(validator.validate(broken, { profiles: [profile] })).some(
      (issue) => !allowed.has(said(issue)),
    );
  });
  expect(judged.map(({ name }) => name)).toEqual([]);
  expect(apart.length).toBeGreaterThan(20);
});

test('every invariant of ours is broken by an example', () => {
  const broken = new Set(promised().map(({ key }) => key));
  const own = profiles().flatMap(({ differential }) =>
    (differential?.element ?? []).flatMap(({ constraint }) => (constraint ?? []).map(({ key }) => key)),
  );
  expect(own.filter((key) => key.startsWith('lenke-') && !broken.has(`invariant:${key}`))).toEqual([]);
});
