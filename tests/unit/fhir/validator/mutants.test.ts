// Is a valid example with one fault, anywhere in it, found invalid?

import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { hasErrors } from '../../../../src/fhir/issue.ts';
import { shippedProfiles } from '../../../../src/fhir/profiles.ts';
import { createValidator } from '../../../../src/fhir/validator/validator.ts';

const FOLDER = join(import.meta.dirname, '..', '..', '..', '..', 'profiles', 'examples', 'valid');
const validator = createValidator({ profiles: shippedProfiles() });
const examples = readdirSync(FOLDER)
  .filter((name) => name.endsWith('.json'))
  .map((name) => readFileSync(join(FOLDER, name), 'utf8'));

type Fields = Record<string, unknown>;

function isFields(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** All objects of a resource, the resource itself first. */
function objectsIn(value: unknown): Fields[] {
  if (Array.isArray(value)) return value.flatMap(objectsIn);
  return isFields(value) ? [value, ...Object.values(value).flatMap(objectsIn)] : [];
}

/** Faults that no definition allows in any object. Each breaks the property it is given. */
const FAULTS: Readonly<Record<string, (owner: Fields, key: string) => void>> = {
  'an element nobody defined': (owner) => {
    owner['notAnElement'] = 1;
  },
  'null for a value': (owner, key) => {
    owner[key] = null;
  },
  'an empty list': (owner, key) => {
    owner[key] = [];
  },
  'an empty object': (owner, key) => {
    owner[key] = {};
  },
  'an empty text': (owner, key) => {
    owner[key] = '';
  },
  'a list in a list': (owner, key) => {
    owner[key] = [[owner[key]]];
  },
  'one for many, or many for one': (owner, key) => {
    const value = owner[key];
    owner[key] = Array.isArray(value) ? value[0] : [value];
  },
  'an object for a value, or a value for an object': (owner, key) => {
    const value = owner[key];
    owner[key] = typeof value === 'object' ? true : { notAnElement: value };
  },
  'a name in other letters': (owner, key) => {
    const value = owner[key];
    delete owner[key];
    owner[key.toUpperCase()] = value;
  },
};

describe('every example with one fault somewhere in it', () => {
  test('there are examples', () => expect(examples.length).toBeGreaterThan(100));

  test.each(Object.entries(FAULTS))('is refused: %s', (_reason, break_) => {
    fc.assert(
      fc.property(fc.constantFrom(...examples), fc.nat(), fc.nat(), (text, which, what) => {
        const resource: unknown = JSON.parse(text);
        const objects = objectsIn(resource).filter((one) => Object.keys(one).length > 0);
        const owner = objects[which % objects.length] ?? {};
        const keys = Object.keys(owner);
        break_(owner, keys[what % keys.length] ?? 'id');
        return hasErrors(validator.validate(resource));
      }),
      { numRuns: 400 },
    );
  });
});

describe('every example with anything somewhere in it', () => {
  test('is judged to its end: no fault of ours stands behind the verdict', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...examples),
        fc.nat(),
        fc.nat(),
        fc.jsonValue({ maxDepth: 3 }),
        (text, which, what, anything) => {
          const resource: unknown = JSON.parse(text);
          const objects = objectsIn(resource).filter((one) => Object.keys(one).length > 0);
          const owner = objects[which % objects.length] ?? {};
          const keys = Object.keys(owner);
          owner[keys[what % keys.length] ?? 'id'] = anything;
          // What is thrown inside is caught and becomes this issue of no place; an object never earns it.
          return !validator
            .validate(resource, { bestPractice: true })
            .some(({ key, expression }) => key === 'not-an-object' && expression === 'Resource');
        },
      ),
      { numRuns: 2000 },
    );
  });
});
