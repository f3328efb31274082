// The examples show what the profiles mean: every valid one passes, every broken one is refused for the stated reason.

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { definitions, examples } from '../../../profiles/definitions.ts';
import { data, drafts, sent } from '../../../profiles/drafted.ts';
import { difference } from '../../../profiles/examples.ts';
import { GENERATED, isFresh, PROFILES } from '../../../profiles/sources.ts';
import { profileFor, profileUrl } from '../../../profiles/which.ts';
import { loadProfiles, shippedProfiles } from '../../../src/fhir/profiles.ts';
import { readFolder } from '../../../src/fhir/validator/source.ts';
import { TWINS, WITHOUT_NUMBER } from '../../../src/sandbox/people.ts';
import { brokenExample, errors, profiles, promised, shippedValidator } from './shipped.ts';

const validator = shippedValidator();

describe('what is committed is what the sources say', () => {
  test('profiles/generated is compiled from profiles/fsh and nobody edited it', () => {
    expect(isFresh()).toBe(true);
  });

  test('profiles/examples is what profiles/examples.ts writes', () => {
    const { stale, extra } = difference();
    expect([...stale.map(([path]) => path), ...extra]).toEqual([]);
  });

  test('each definition a validator reads is found by the name of its file', () => {
    const { directory, root } = shippedProfiles();
    const source = readFolder(directory, root);
    const missed = definitions().filter(({ resourceType, url, id }) => {
      const found = source.get(`${resourceType} ${url}`);
      return resourceType !== 'NamingSystem' && found?.['id'] !== id;
    });
    expect(missed.map(({ id }) => id)).toEqual([]);
  });

  test('loadProfiles gives every definition a validator reads', () => {
    const kinds = new Set(loadProfiles(GENERATED).map((one) => Reflect.get(one, 'resourceType') as string));
    expect([...kinds].toSorted()).toEqual(['CodeSystem', 'Questionnaire', 'StructureDefinition', 'ValueSet']);
  });
});

describe('profiles', () => {
  test('each has a title, a description and short texts in English and bokmål', () => {
    const incomplete = profiles().filter(({ title, description, differential }) => {
      const shorts = (differential?.element ?? []).flatMap(({ short }) => short ?? []);
      return (
        !title ||
        !description ||
        shorts.length === 0 ||
        shorts.some((short) => !/^[^|]+ \| [^|]+$/.test(short))
      );
    });
    expect(incomplete.map(({ id }) => id)).toEqual([]);
  });

  test('none is named as the national ones are', () => {
    expect(definitions().filter(({ id }) => /^no-(basis|domain)-/.test(id))).toEqual([]);
  });

  test('each has at least two valid examples and one broken one', () => {
    const shown = examples();
    const broken = new Set(promised().map(({ profile }) => profile));
    const lacking = profiles().filter(
      ({ url = '' }) => shown.filter(({ meta }) => meta.profile.includes(url)).length < 2 || !broken.has(url),
    );
    expect(lacking.map(({ id }) => id)).toEqual([]);
  });

  test('each is explained in docs/profiles.md', () => {
    const text = readFileSync(join(PROFILES, '..', 'docs', 'profiles.md'), 'utf8');
    expect(
      profiles()
        .filter(({ id }) => !text.includes(`\`${id}\``))
        .map(({ id }) => id),
    ).toEqual([]);
  });
});

describe('examples', () => {
  test('every valid example is valid', () => {
    const refused = examples().flatMap((example) =>
      errors(validator.validate(example)).map(({ key, expression }) => [example.id, key, expression]),
    );
    expect(refused).toEqual([]);
  });

  test('every broken example raises the stated issue', () => {
    const silent = promised().filter(
      ({ file, key, profile }) =>
        !errors(validator.validate(brokenExample(file), { profiles: [profile] })).some(
          (issue) => issue.key === key,
        ),
    );
    expect(silent).toEqual([]);
  });
});

describe('what travels today follows the profiles', () => {
  const gateway = data();

  test.each([
    ['scenario A', {}],
    ['twins', { birth: { children: TWINS } }],
    ['a child without a number', { birth: { children: WITHOUT_NUMBER } }],
    ['reported use', { mother: { exposure: 'use' as const } }],
  ])('%s', (_name, options) => {
    const refused = [...sent(options), ...drafts(gateway, options)].flatMap((resource) => {
      const profile = profileFor(resource);
      if (profile === undefined) return [[resource.resourceType, 'has no profile']];
      return errors(validator.validate(resource, { profiles: [profileUrl(profile)] })).map(
        ({ key, expression }) => [profile, key, expression],
      );
    });
    expect(refused).toEqual([]);
  });
});

test('every definition is itself a valid resource', () => {
  const refused = definitions().flatMap((definition) =>
    validator
      .validate(definition)
      .flatMap(({ severity, key, expression }) =>
        severity === 'error' || severity === 'fatal' ? [[definition.id, key, expression]] : [],
      ),
  );
  expect(refused).toEqual([]);
});
