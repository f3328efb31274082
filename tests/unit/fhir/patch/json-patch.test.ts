// What becomes of a resource by a JSON Patch?

import { describe, expect, test } from '@jest/globals';
import { GatewayError } from '../../../../src/domain/failure.ts';
import type { JsonObject } from '../../../../src/domain/json.ts';
import { readJson } from '../../../../src/fhir/json/read.ts';
import { applyJsonPatch } from '../../../../src/fhir/patch/json-patch.ts';

function exact(text: string): unknown {
  return readJson(Buffer.from(text), { maxDepth: 64 }).exact;
}

function patched(resource: string, patch: string): string {
  return JSON.stringify(applyJsonPatch(exact(resource) as JsonObject, exact(patch)));
}

function codeOf(resource: string, patch: string): unknown {
  try {
    return patched(resource, patch);
  } catch (error) {
    return error instanceof GatewayError ? [error.code, error.facts['number']] : error;
  }
}

const ONE = '{"resourceType":"Patient","id":"1","active":true,"name":[{"family":"A","given":["x","y"]}]}';
const WEIGHT = '{"resourceType":"Observation","id":"1","valueQuantity":{"value":3500.00,"unit":"g"}}';

describe('JSON Patch', () => {
  test.each([
    ['adds a member', ONE, '[{"op":"add","path":"/gender","value":"female"}]', '"gender":"female"'],
    ['adds into a list', ONE, '[{"op":"add","path":"/name/0/given/1","value":"z"}]', '["x","z","y"]'],
    ['adds at the end', ONE, '[{"op":"add","path":"/name/0/given/-","value":"z"}]', '["x","y","z"]'],
    ['add replaces a member', ONE, '[{"op":"add","path":"/active","value":false}]', '"active":false'],
    ['removes', ONE, '[{"op":"remove","path":"/name/0/given/0"}]', '"given":["y"]'],
    ['replaces', ONE, '[{"op":"replace","path":"/name/0/family","value":"B"}]', '"family":"B"'],
    ['moves', ONE, '[{"op":"move","from":"/name/0/given/0","path":"/name/0/given/1"}]', '["y","x"]'],
    ['copies', ONE, '[{"op":"copy","from":"/name/0","path":"/name/-"}]', '"name":[{"family":"A"'],
    [
      'tests, then does',
      ONE,
      '[{"op":"test","path":"/active","value":true},{"op":"remove","path":"/active"}]',
      '"id":"1","name"',
    ],
    [
      'escapes',
      '{"resourceType":"X","id":"1","a/b":1,"c~d":2}',
      '[{"op":"remove","path":"/a~1b"},{"op":"test","path":"/c~0d","value":2}]',
      '"id":"1","c~d"',
    ],
    [
      'keeps digits nobody touched',
      WEIGHT,
      '[{"op":"add","path":"/status","value":"final"}]',
      '"value":3500.00',
    ],
    [
      'keeps the digits of the patch',
      WEIGHT,
      '[{"op":"replace","path":"/valueQuantity/value","value":1.20}]',
      '"value":1.20',
    ],
    [
      'keeps digits that move',
      WEIGHT,
      '[{"op":"copy","from":"/valueQuantity","path":"/x"}]',
      '"x":{"value":3500.00',
    ],
    [
      'compares numbers as numbers',
      WEIGHT,
      '[{"op":"test","path":"/valueQuantity/value","value":3.5e3}]',
      '3500.00',
    ],
  ])('%s', (_why, resource, patch, part) => {
    expect(patched(resource, patch)).toContain(part);
  });

  test('a list that was emptied goes away, for FHIR knows none', () => {
    const patch = '[{"op":"remove","path":"/name/0/given/0"},{"op":"remove","path":"/name/0/given/0"}]';
    expect(patched(ONE, patch)).toBe(
      '{"resourceType":"Patient","id":"1","active":true,"name":[{"family":"A"}]}',
    );
  });

  test.each([
    ['no list', '{"op":"remove"}', 'LENKE_PATCH_INVALID', 0],
    ['no object', '[1]', 'LENKE_PATCH_INVALID', 0],
    [
      'unknown op',
      '[{"op":"remove","path":"/active"},{"op":"drop","path":"/active"}]',
      'LENKE_PATCH_INVALID',
      1,
    ],
    ['op of the prototype', '[{"op":"toString","path":"/active"}]', 'LENKE_PATCH_INVALID', 0],
    ['no value', '[{"op":"add","path":"/active"}]', 'LENKE_PATCH_INVALID', 0],
    ['no from', '[{"op":"move","path":"/active"}]', 'LENKE_PATCH_INVALID', 0],
    ['no pointer', '[{"op":"remove","path":"active"}]', 'LENKE_PATCH_INVALID', 0],
    ['prototype', '[{"op":"add","path":"/constructor/x","value":1}]', 'LENKE_PATCH_INVALID', 0],
    ['whole resource', '[{"op":"replace","path":"","value":{}}]', 'LENKE_PATCH_FAILED', 0],
    ['nothing to remove', '[{"op":"remove","path":"/gender"}]', 'LENKE_PATCH_FAILED', 0],
    ['nothing to replace', '[{"op":"replace","path":"/gender","value":"x"}]', 'LENKE_PATCH_FAILED', 0],
    ['no parent', '[{"op":"add","path":"/contact/0/gender","value":"x"}]', 'LENKE_PATCH_FAILED', 0],
    ['through a text', '[{"op":"add","path":"/id/x","value":"x"}]', 'LENKE_PATCH_FAILED', 0],
    ['beyond the list', '[{"op":"add","path":"/name/2","value":{}}]', 'LENKE_PATCH_FAILED', 0],
    ['odd index', '[{"op":"replace","path":"/name/0e0","value":{}}]', 'LENKE_PATCH_FAILED', 0],
    ['test of another value', '[{"op":"test","path":"/active","value":"true"}]', 'LENKE_PATCH_FAILED', 0],
    ['move into itself', '[{"op":"move","from":"/name","path":"/name/0/x"}]', 'LENKE_PATCH_FAILED', 0],
    ['another id', '[{"op":"replace","path":"/id","value":"2"}]', 'LENKE_ID_MISMATCH', undefined],
    ['another type', '[{"op":"replace","path":"/resourceType","value":"X"}]', 'LENKE_ID_MISMATCH', undefined],
  ])('%s is refused', (_why, patch, code, number) => {
    expect(codeOf(ONE, patch)).toEqual([code, number]);
  });

  test('a list that is copied into itself again and again is stopped before it fills the memory', () => {
    const bomb = Array.from({ length: 40 }, () => ({ op: 'copy', from: '/name', path: '/name/-' }));
    const began = performance.now();
    expect(codeOf(ONE, JSON.stringify(bomb))).toEqual(['LENKE_PATCH_FAILED', expect.any(Number)]);
    expect(performance.now() - began).toBeLessThan(5000);
  });
});
