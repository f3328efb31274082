// What becomes of a resource by a JSON Merge Patch?

import { expect, test } from '@jest/globals';
import type { JsonObject } from '../../../../src/domain/json.ts';
import { readJson } from '../../../../src/fhir/json/read.ts';
import { applyMergePatch } from '../../../../src/fhir/patch/merge-patch.ts';

const exact = (text: string): JsonObject => readJson(Buffer.from(text), { maxDepth: 64 }).exact as JsonObject;
const ONE = '{"resourceType":"X","id":"1","a":{"b":1.50,"c":[1,2]},"d":"e"}';

test.each([
  ['adds', '{"f":"g"}', '"d":"e","f":"g"'],
  ['replaces', '{"d":"x"}', '"d":"x"'],
  ['takes away', '{"d":null}', '"c":[1,2]}}'],
  ['goes into objects and keeps digits', '{"a":{"x":2.0}}', '"a":{"b":1.50,"c":[1,2],"x":2.0}'],
  ['replaces lists', '{"a":{"c":[3]}}', '"c":[3]'],
  ['an object takes the place of a text', '{"d":{"y":1,"z":null}}', '"d":{"y":1}'],
  ['what was emptied goes away', '{"a":{"b":null,"c":null}}', '"id":"1","d"'],
])('%s', (_why, patch, part) => {
  expect(JSON.stringify(applyMergePatch(exact(ONE), exact(patch)))).toContain(part);
});

test.each([['{"id":"2"}'], ['{"resourceType":"Y"}'], ['{"id":null}']])('%s is refused', (patch) => {
  expect(() => applyMergePatch(exact(ONE), exact(patch))).toThrow(
    expect.objectContaining({ code: 'LENKE_ID_MISMATCH' }),
  );
});
