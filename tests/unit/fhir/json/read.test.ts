// Is JSON read strictly, exactly, and with the place of every fault?

import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { GatewayError } from '../../../../src/domain/failure.ts';
import { readJson, type JsonText } from '../../../../src/fhir/json/read.ts';

const LIMITS = { maxDepth: 64 };
const read = (text: string): JsonText => readJson(Buffer.from(text), LIMITS);

function fault(body: string | Uint8Array): { code: string; facts: GatewayError['facts'] } {
  try {
    readJson(typeof body === 'string' ? Buffer.from(body) : body, LIMITS);
  } catch (error) {
    if (error instanceof GatewayError) return { code: error.code, facts: error.facts };
    throw error;
  }
  throw new Error('was read');
}

/** Reads like JSON.parse, or refuses with a GatewayError; anything else is thrown on. */
function attempt(bytes: Uint8Array): string {
  try {
    const { value, text } = readJson(bytes, LIMITS);
    return JSON.stringify(value) === JSON.stringify(JSON.parse(text)) ? 'read' : 'read wrongly';
  } catch (error) {
    if (error instanceof GatewayError) return 'refused';
    throw error;
  }
}

describe('faults', () => {
  test.each([
    ['truncated', '{"a":1', 'LENKE_UNREADABLE', 1, 7],
    ['truncated on line 3', '{\n"a":\n', 'LENKE_UNREADABLE', 3, 1],
    ['empty', '', 'LENKE_UNREADABLE', 1, 1],
    ['closing comma', '{"a":1,}', 'LENKE_UNREADABLE', 1, 8],
    ['leading zero', '{"a":01}', 'LENKE_UNREADABLE', 1, 7],
    ['windows lines', '{\r\n"a" 1}', 'LENKE_UNREADABLE', 2, 5],
    ['duplicate', '{"a":{"b":1,\n"b":2}}', 'LENKE_DUPLICATE_KEY', 2, 1],
    ['duplicate in a list', '[{"a":1},{"a":1,"a":1}]', 'LENKE_DUPLICATE_KEY', 1, 17],
    ['duplicate empty key', '{"":1,"":2}', 'LENKE_DUPLICATE_KEY', 1, 7],
    ['duplicate __proto__', '{"__proto__":1,"__proto__":2}', 'LENKE_NOT_VALID', 1, 2],
    ['control character', '{"a":["x","\\u0000"]}', 'LENKE_CONTROL_CHARACTER', 1, 11],
    ['form feed', '{"a":"\\f"}', 'LENKE_CONTROL_CHARACTER', 1, 6],
    ['too large', '{"a":\n1e400}', 'LENKE_NOT_VALID', 2, 1],
    ['too deep', `${'[\n'.repeat(64)}[`, 'LENKE_TOO_DEEP', 65, 1],
  ])('%s', (_why, text, code, line, column) => {
    const { code: found, facts } = fault(text);
    expect([found, facts['line'], facts['column']]).toEqual([code, line, column]);
  });

  test.each([
    ['first byte', [0xff], 0],
    ['in a string', [...Buffer.from('{"å":"'), 0xe5, 0x22, 0x7d], 7],
    ['after a sent U+FFFD', [...Buffer.from('{"a":"\ufffd'), 0x80, 0x22, 0x7d], 9],
    ['truncated character at the end', [...Buffer.from('{"a":"x"}'), 0xc3], 9],
  ])('bytes that are not UTF-8: %s', (_why, bytes, offset) => {
    const { code, facts } = fault(Uint8Array.from(bytes));
    expect([code, facts['offset']]).toEqual(['LENKE_NOT_UTF8', offset]);
  });

  test('the expression of a fault starts with the type and repeats no data', () => {
    const inside = fault('{"resourceType":"Patient","name":[{"given":["A","\\u0001"]}]}');
    expect(inside.facts['expression']).toBe('Patient.name[0].given[1]');
    const twice = fault('{"resourceType":"Patient","13816512345":1,"13816512345":2}');
    expect(twice.facts).toMatchObject({ expression: 'Patient.?', key: '?' });
    expect(fault('{"resourceType":"Patient","x":[{"y":1e999}]}').facts['expression']).toBe('Patient.x[0].y');
  });

  test('a hundred thousand levels are refused without a deep stack', () => {
    expect(fault('['.repeat(100_000) + ']'.repeat(100_000)).code).toBe('LENKE_TOO_DEEP');
    expect(fault('{"a":'.repeat(100_000)).code).toBe('LENKE_TOO_DEEP');
  });
});

describe('what is kept', () => {
  test('numbers keep their digits in exact, and are plain in value', () => {
    const text = '{"a":[1.00,1e3,-0,12345678901234567890,1.5,150,0.1,-12.30E-2],"b":"1.00"}';
    const { value, exact } = read(text);
    expect(JSON.stringify(exact)).toBe(text);
    expect(value).toEqual({
      a: [1, 1000, -0, Number('12345678901234567890'), 1.5, 150, 0.1, -0.123],
      b: '1.00',
    });
  });

  test('without such numbers exact is value itself', () => {
    const { value, exact } = read('{"a":[1,2.5,"1.00"]}');
    expect(exact).toBe(value);
  });

  test('odd numbers as the whole text', () => {
    expect(JSON.stringify(read('1.0').exact)).toBe('1.0');
    expect(JSON.stringify(read('[1.0]').exact)).toBe('[1.0]');
  });

  test('a byte order mark is dropped; tab, line feed and return are kept', () => {
    expect(read('\ufeff{"a":"\\t\\n\\r"}').value).toEqual({ a: '\t\n\r' });
  });

  test('an escaped backslash before u0000 is no control character', () => {
    expect(read('{"a":"\\\\u0000"}').value).toEqual({ a: '\\u0000' });
  });

  test('whatever JSON.stringify writes is read as it was', () => {
    const clean = fc.jsonValue({ noUnicodeString: false }).filter((value) => {
      const text = JSON.stringify(value);
      return !/__proto__/.test(text) && !/\\u(00|d[89a-f])|\\[bf]/i.test(text);
    });
    fc.assert(
      fc.property(clean, fc.nat(2), (value, indent) => {
        const text = JSON.stringify(value, null, indent);
        const found = readJson(Buffer.from(text), { maxDepth: 1000 });
        expect(JSON.stringify(found.value)).toBe(JSON.stringify(value));
        expect(JSON.stringify(found.exact)).toBe(JSON.stringify(value));
      }),
      { numRuns: 300 },
    );
  });

  test('no bytes make anything but a value or a GatewayError', () => {
    const jsonish = fc.array(
      fc.constantFrom(
        '{',
        '}',
        '[',
        ']',
        '"',
        ':',
        ',',
        '1',
        '.0',
        'e',
        '-',
        '\\',
        'u00',
        ' ',
        'true',
        'å',
        '\u0000',
      ),
      { maxLength: 40 },
    );
    fc.assert(
      fc.property(
        fc.oneof(
          jsonish.map((parts) => Buffer.from(parts.join(''))),
          fc.uint8Array(),
        ),
        (bytes) => {
          expect(['read', 'refused']).toContain(attempt(bytes));
        },
      ),
      { numRuns: 2000 },
    );
  });
});

describe('locate', () => {
  const bundle = read(`{
  "resourceType": "Bundle",
  "entry": [
    { "resource": { "resourceType": "Patient", "id": "a\\"}" } },
    { "resource": {
        "resourceType": "Observation",
        "status": "final", "_status": { "extension": [ { "url": "x" } ] },
        "valueQuantity": { "value": 1 },
        "name": [ { "given": [ "A", "B" ] }, { "family": "C" } ]
    } }
  ]
}`);
  test.each([
    ['the root', 'Bundle', 1, 1],
    ['an element', 'Bundle.entry', 3, 12],
    ['a repetition', 'Bundle.entry[1]', 5, 5],
    ['after strings with brackets', 'Bundle.entry[1].resource.resourceType', 6, 25],
    ['a primitive in a list', 'Bundle.entry[1].resource.name[0].given[1]', 9, 37],
    ['a repetition without index', 'Bundle.entry[1].resource.name.given', 9, 30],
    ['a choice', 'Bundle.entry[1].resource.value', 8, 26],
    ['a choice with its type', 'Bundle.entry[1].resource.value.ofType(Quantity).value', 8, 37],
    ['a choice by its JSON key', 'Bundle.entry[1].resource.valueQuantity.value', 8, 37],
    ['below a primitive', 'Bundle.entry[1].resource.status.extension[0].url', 7, 65],
    ['the JSON key of that', 'Bundle.entry[1].resource._status.extension[0].url', 7, 65],
    ['what is missing: its parent', 'Bundle.entry[1].resource.subject.reference', 5, 19],
    ['a repetition that is missing', 'Bundle.entry[9].resource', 3, 12],
    ['a function: what is before it', "Bundle.entry[1].where(a='b.c').resource", 5, 5],
    ['a resource that is named', '$this.resourceType', 2, 19],
  ])('finds %s', (_why, expression, line, column) => {
    expect(bundle.locate(expression)).toEqual({ line, column });
  });

  test('what was found before changes nothing, in whatever order places are asked for', () => {
    const many = `[${Array.from({ length: 300 }, (_, i) => `{"id":"${i}",\r\n"name":[{"family":"a"},{"family":"b"}]}`).join(',\n')}]`;
    const text = `{"resourceType":"Bundle","entry":${many}}`;
    const shared = readJson(Buffer.from(text), { maxDepth: 50 });
    const asked = [299, 3, 150, 3, 0].flatMap((i) => [
      `Bundle.entry[${i}].name[1].family`,
      `Bundle.entry[${i}].name[7]`,
      `Bundle.entry[${i}].id`,
    ]);
    const alone = asked.map((one) => readJson(Buffer.from(text), { maxDepth: 50 }).locate(one));
    expect(asked.map((one) => shared.locate(one))).toEqual(alone);
    expect(shared.locate('Bundle.entry[299].name[1].family')).toMatchObject({ line: 600 });
  });

  test('each of ten thousand faults of a large body has its place', () => {
    const item = '{"a":"x","b":1},\n';
    const text = `{"list":[\n${item.repeat(200_000)}{}]}`;
    const body = readJson(Buffer.from(text), { maxDepth: 50 });
    const places = Array.from({ length: 10_000 }, (_, i) => body.locate(`List.list[${i * 20}].b`)?.line);
    expect(places).toEqual(Array.from({ length: 10_000 }, (_, i) => i * 20 + 2));
  });
});
