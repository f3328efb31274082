// What is valid here is valid in Norway: every example passes the national profile of its resource, when no-basis is at hand.

import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { examples } from '../../../profiles/definitions.ts';
import { GENERATED } from '../../../profiles/sources.ts';
import { loadProfiles } from '../../../src/fhir/profiles.ts';
import { createValidator } from '../../../src/fhir/validator/validator.ts';
import { errors } from './shipped.ts';

const NO_BASIS = join(
  import.meta.dirname,
  '..',
  '..',
  '..',
  '..',
  'shared',
  'data',
  'no-basis',
  'compiled-2.2.4',
);
const present = existsSync(NO_BASIS);
const suite = present ? describe : describe.skip;

interface National {
  readonly url: string;
  readonly type: string;
}

/** National profiles by resource type. */
function nationals(): ReadonlyMap<string, string> {
  const profiles = readdirSync(NO_BASIS)
    .filter((name) => /^StructureDefinition-no-basis-[A-Z]/.test(name))
    .map((name) => JSON.parse(readFileSync(join(NO_BASIS, name), 'utf8')) as National);
  return new Map(profiles.map(({ url, type }) => [type, url]));
}

suite(present ? 'no-basis' : 'no-basis (skipped: ../shared/data/no-basis is not here)', () => {
  test('every example is valid against the national profile of its resource', () => {
    const validator = createValidator({
      definitions: [...loadProfiles(GENERATED), ...loadProfiles(NO_BASIS)],
    });
    const national = nationals();
    const judged = examples().filter(({ resourceType }) => national.has(resourceType));
    const refused = judged.flatMap((example) =>
      errors(validator.validate(example, { profiles: [national.get(example.resourceType) ?? ''] })).map(
        ({ key, expression }) => [example.id, key, expression],
      ),
    );
    expect(refused).toEqual([]);
    expect(judged.length).toBeGreaterThanOrEqual(40);
  });
});
