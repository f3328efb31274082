// Is stored text read back digit by digit, whatever stands around the numbers?

import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { parseContent } from '../../../src/store/records/content.ts';

const number = fc.oneof(
  fc.constantFrom(
    '-0',
    '0',
    '1.00',
    '1e3',
    '1E-7',
    '-2.50',
    '12345678901234567890',
    '0.000000000000000000123400',
  ),
  fc.integer().map(String),
  fc.tuple(fc.integer(), fc.stringMatching(/^[0-9]{1,20}$/)).map(([whole, rest]) => `${whole}.${rest}`),
);
const text = fc.oneof(
  fc.string(),
  fc.constantFrom(
    'urn:oid:2.16.578.1.12.4.1.4.1',
    'urn:uuid:3e465237-844c-5bf0-8a4e-000000000000',
    'a,1.00,b',
    '[1e3]',
  ),
);

test('every number keeps the digits it was stored with', () => {
  fc.assert(
    fc.property(fc.array(number, { minLength: 1 }), fc.array(text), (numbers, texts) => {
      const stored = `{"resourceType":"Basic","system":${JSON.stringify(texts)},"list":[${numbers.join(',')}],"last":${numbers[0]}}`;
      expect(JSON.stringify(parseContent(stored))).toBe(stored);
    }),
    { numRuns: 2000 },
  );
});
