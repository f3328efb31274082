// Does a patch do what it says for any resource, and fail by name for anything else?

import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { createPatch } from 'rfc6902';
import { GatewayError } from '../../../../src/domain/failure.ts';
import type { JsonObject } from '../../../../src/domain/json.ts';
import { applyFhirPathPatch, createPatchTools } from '../../../../src/fhir/patch/fhirpath-patch.ts';
import { applyJsonPatch } from '../../../../src/fhir/patch/json-patch.ts';
import { applyMergePatch } from '../../../../src/fhir/patch/merge-patch.ts';

const key = fc.constantFrom('name', 'given', 'value', 'text', 'a/b', 'c~d');
const leaf = fc.oneof(fc.string({ minLength: 1, maxLength: 5 }), fc.integer(), fc.boolean());
/** JSON as FHIR has it: no nulls, no empty lists or objects. */
const { json } = fc.letrec<{ json: unknown }>((tie) => ({
  json: fc.oneof(
    { maxDepth: 3 },
    leaf,
    fc.array(tie('json'), { minLength: 1, maxLength: 3 }),
    fc.dictionary(key, tie('json'), { minKeys: 1, maxKeys: 3 }),
  ),
}));
const resource = fc
  .dictionary(key, json, { maxKeys: 4 })
  .map((fields): JsonObject => ({ ...fields, resourceType: 'Basic', id: 'x' }));

const plain = (value: unknown): unknown => JSON.parse(JSON.stringify(value));

test('the patch from one resource to another makes the other', () => {
  fc.assert(
    fc.property(resource, resource, (before, after) => {
      expect(plain(applyJsonPatch(before, createPatch(before, after)))).toEqual(plain(after));
    }),
    { numRuns: 300 },
  );
});

test('a merge patch of a resource over itself changes nothing, and over nothing gives itself', () => {
  fc.assert(
    fc.property(resource, (one) => {
      expect(plain(applyMergePatch(one, one))).toEqual(plain(one));
      expect(plain(applyMergePatch({ resourceType: 'Basic', id: 'x' }, one))).toEqual(plain(one));
    }),
  );
});

test('whatever is sent as a patch, it works or fails by name, and what was there stays as it was', () => {
  const tools = createPatchTools();
  const path = fc.oneof(
    fc.string({ maxLength: 12 }),
    fc.constantFrom(
      '/name',
      '/name/0',
      '/name/-',
      '',
      '/__proto__/x',
      'Basic.name',
      'Basic',
      'Basic.name[0]',
      'name.first()',
    ),
  );
  const operation = fc.record(
    {
      op: fc.constantFrom('add', 'remove', 'replace', 'move', 'copy', 'test', 'x'),
      path,
      from: path,
      value: json,
    },
    { requiredKeys: ['op'] },
  );
  const part = fc.record(
    {
      name: fc.constantFrom('type', 'path', 'name', 'value', 'index'),
      valueString: path,
      valueCode: fc.constantFrom('add', 'delete', 'replace', 'insert', 'move'),
      valueInteger: fc.integer(),
    },
    { requiredKeys: ['name'] },
  );
  const parameters = fc.array(fc.array(part, { maxLength: 5 }), { maxLength: 3 }).map(
    (list): JsonObject => ({
      resourceType: 'Parameters',
      parameter: list.map((parts) => ({ name: 'operation', part: parts })),
    }),
  );
  fc.assert(
    fc.property(
      resource,
      fc.oneof(fc.array(operation, { maxLength: 4 }), json),
      parameters,
      (before, patch, asked) => {
        const text = JSON.stringify(before);
        for (const work of [
          () => applyJsonPatch(before, patch),
          () => applyFhirPathPatch(before, asked, tools),
        ]) {
          try {
            expect(work()['id']).toBe('x');
          } catch (error) {
            if (!(error instanceof GatewayError)) throw error;
          }
        }
        expect(JSON.stringify(before)).toBe(text);
        expect(Object.keys(Object.prototype)).toEqual([]);
      },
    ),
    { numRuns: 500 },
  );
});
