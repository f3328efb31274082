// What becomes of a resource by a FHIRPath Patch?

import { describe, expect, test } from '@jest/globals';
import { GatewayError } from '../../../../src/domain/failure.ts';
import type { JsonObject } from '../../../../src/domain/json.ts';
import { readJson } from '../../../../src/fhir/json/read.ts';
import { applyFhirPathPatch, createPatchTools } from '../../../../src/fhir/patch/fhirpath-patch.ts';

const tools = createPatchTools();

function exact(text: string): JsonObject {
  return readJson(Buffer.from(text), { maxDepth: 64 }).exact as JsonObject;
}

/** `type path key=json …` of one operation; `name` is a string, `index` a number, everything else is taken as a part. */
function operation(type: string, path: string, more: Record<string, unknown> = {}): object {
  const parts = Object.entries(more).map(([name, value]) => {
    if (typeof value === 'number') return { name, valueInteger: value };
    return typeof value === 'string' ? { name, valueString: value } : { name, ...(value as object) };
  });
  return {
    name: 'operation',
    part: [{ name: 'type', valueCode: type }, { name: 'path', valueString: path }, ...parts],
  };
}

function patched(resource: string, ...operations: object[]): string {
  const parameters = JSON.stringify({ resourceType: 'Parameters', parameter: operations });
  return JSON.stringify(applyFhirPathPatch(exact(resource), exact(parameters), tools));
}

function codeOf(resource: string, ...operations: object[]): unknown {
  try {
    return patched(resource, ...operations);
  } catch (error) {
    return error instanceof GatewayError ? error.code : error;
  }
}

const ONE =
  '{"resourceType":"Patient","id":"1","name":[{"use":"usual","given":["x","y"]},{"use":"official","family":"A"}],"deceasedBoolean":false,"contact":[{"gender":"female"}]}';
const WEIGHT = '{"resourceType":"Observation","id":"1","valueQuantity":{"value":3500.00,"unit":"g"}}';
const SIDECAR =
  '{"resourceType":"Patient","id":"1","name":[{"given":["x","y"],"_given":[{"id":"a"},{"id":"b"}]}]}';

describe('FHIRPath Patch', () => {
  test.each([
    [
      'adds where nothing was',
      ONE,
      operation('add', 'Patient', { name: 'birthDate', value: { valueDate: '2001-02-03' } }),
      '"birthDate":"2001-02-03"',
    ],
    [
      'adds to a list',
      ONE,
      operation('add', 'Patient', { name: 'name', value: { valueHumanName: { family: 'B' } } }),
      '"family":"A"},{"family":"B"}',
    ],
    [
      'adds the first of a list',
      ONE,
      operation('add', 'Patient', { name: 'identifier', value: { valueIdentifier: { value: 'v' } } }),
      '"identifier":[{"value":"v"}]',
    ],
    [
      'adds below an element',
      ONE,
      operation('add', "Patient.name.where(use = 'official')", {
        name: 'given',
        value: { valueString: 'z' },
      }),
      '"family":"A","given":["z"]',
    ],
    [
      'adds an element without a type of its own',
      ONE,
      operation('add', 'Patient', {
        name: 'contact',
        value: {
          part: [
            { name: 'relationship', valueCodeableConcept: { text: 'r' } },
            { name: 'name', valueHumanName: { family: 'C' } },
          ],
        },
      }),
      '{"relationship":[{"text":"r"}],"name":{"family":"C"}}',
    ],
    [
      'adds a choice',
      WEIGHT.replace('valueQuantity', 'x'),
      operation('add', 'Observation', { name: 'value', value: { valueCodeableConcept: { text: 't' } } }),
      '"valueCodeableConcept":{"text":"t"}',
    ],
    [
      'inserts',
      ONE,
      operation('insert', 'Patient.name[0].given', { index: 1, value: { valueString: 'z' } }),
      '["x","z","y"]',
    ],
    [
      'inserts where no list was',
      ONE,
      operation('insert', 'Patient.telecom', { index: 0, value: { valueContactPoint: { value: '1' } } }),
      '"telecom":[{"value":"1"}]',
    ],
    ['deletes an item', ONE, operation('delete', 'Patient.name[0].given[0]'), '"given":["y"]'],
    ['deletes what is not there', ONE, operation('delete', 'Patient.birthDate'), '"id":"1"'],
    ['deletes a choice', ONE, operation('delete', 'Patient.deceased'), '"family":"A"}],"contact"'],
    [
      'replaces a value',
      ONE,
      operation('replace', 'Patient.name[1].family', { value: { valueString: 'B' } }),
      '"family":"B"',
    ],
    [
      'replaces an item',
      ONE,
      operation('replace', 'Patient.name[0].given[1]', { value: { valueString: 'z' } }),
      '["x","z"]',
    ],
    [
      'replaces a choice by another type',
      ONE,
      operation('replace', 'Patient.deceased', { value: { valueDateTime: '2020' } }),
      '"deceasedDateTime":"2020"',
    ],
    ['moves', ONE, operation('move', 'Patient.name[0].given', { source: 0, destination: 1 }), '["y","x"]'],
    [
      'keeps digits nobody touched',
      WEIGHT,
      operation('add', 'Observation', { name: 'status', value: { valueCode: 'final' } }),
      '3500.00',
    ],
    [
      'keeps ids and extensions beside their values',
      SIDECAR,
      operation('move', 'Patient.name[0].given', { source: 1, destination: 0 }),
      '"given":["y","x"],"_given":[{"id":"b"},{"id":"a"}]',
    ],
    [
      'deletes both sides of a primitive',
      SIDECAR,
      operation('delete', 'Patient.name[0].given[0]'),
      '"given":["y"],"_given":[{"id":"b"}]',
    ],
  ])('%s', (_why, resource, one, part) => {
    expect(patched(resource, one)).toContain(part);
  });

  test('the digits of the patch are kept', () => {
    const text =
      '{"resourceType":"Parameters","parameter":[{"name":"operation","part":[{"name":"type","valueCode":"replace"},{"name":"path","valueString":"Observation.value.value"},{"name":"value","valueDecimal":1.20}]}]}';
    expect(JSON.stringify(applyFhirPathPatch(exact(WEIGHT), exact(text), tools))).toContain('"value":1.20');
  });

  test('operations are done one after the other', () => {
    const first = operation('add', 'Patient', {
      name: 'telecom',
      value: { valueContactPoint: { value: '1' } },
    });
    const second = operation('replace', 'Patient.telecom[0].value', { value: { valueString: '2' } });
    expect(patched(ONE, first, second)).toContain('"telecom":[{"value":"2"}]');
  });

  test.each([
    ['no operation', { name: 'shoe' }, 'LENKE_PATCH_INVALID'],
    ['unknown type', operation('drop', 'Patient.active'), 'LENKE_PATCH_INVALID'],
    ['no path', operation('delete', ''), 'LENKE_PATCH_INVALID'],
    ['no value', operation('add', 'Patient', { name: 'active' }), 'LENKE_PATCH_INVALID'],
    [
      'index that is no number',
      operation('insert', 'Patient.name', { index: -1, value: { valueHumanName: {} } }),
      'LENKE_PATCH_INVALID',
    ],
    ['path that is no FHIRPath', operation('delete', 'Patient..name'), 'LENKE_PATCH_FAILED'],
    ['path to something computed', operation('delete', 'Patient.name.count()'), 'LENKE_PATCH_FAILED'],
    [
      'regular expression',
      operation('delete', "Patient.name.where(family.matches('(a+)+$'))"),
      'LENKE_PATCH_FAILED',
    ],
    ['several elements', operation('delete', 'Patient.name'), 'LENKE_PATCH_FAILED'],
    [
      'nothing to replace',
      operation('replace', 'Patient.birthDate', { value: { valueDate: '2001' } }),
      'LENKE_PATCH_FAILED',
    ],
    ['the resource itself', operation('delete', 'Patient'), 'LENKE_PATCH_FAILED'],
    [
      'unknown element',
      operation('add', 'Patient', { name: 'shoe', value: { valueString: 'x' } }),
      'LENKE_PATCH_FAILED',
    ],
    [
      'what is there and no list',
      operation('add', 'Patient', { name: 'deceased', value: { valueBoolean: true } }),
      'LENKE_PATCH_FAILED',
    ],
    [
      'a type the choice has not',
      operation('replace', 'Patient.deceased', { value: { valueAddress: { city: 'x' } } }),
      'LENKE_PATCH_FAILED',
    ],
    [
      'beyond the list',
      operation('insert', 'Patient.name', { index: 3, value: { valueHumanName: {} } }),
      'LENKE_PATCH_FAILED',
    ],
    [
      'move from nowhere',
      operation('move', 'Patient.name', { source: 2, destination: 0 }),
      'LENKE_PATCH_FAILED',
    ],
    ['another id', operation('replace', 'Patient.id', { value: { valueId: '2' } }), 'LENKE_ID_MISMATCH'],
  ])('%s is refused', (_why, one, code) => {
    expect(codeOf(ONE, one)).toEqual(code);
  });

  test.each([
    [
      'too many operations',
      Array.from({ length: 201 }, () => operation('delete', 'Patient.active')),
      'LENKE_PATCH_INVALID',
    ],
    [
      'a walk through everything',
      [operation('delete', 'Patient.descendants().descendants()')],
      'LENKE_PATCH_FAILED',
    ],
  ])('%s is refused', (_why, operations, code) => {
    expect(codeOf(ONE, ...operations)).toBe(code);
  });
});
