// Are the codes over and under another those that the code systems say?

import { expect, test } from '@jest/globals';
import { createHierarchy } from '../../../../src/fhir/terminology/related.ts';

const hierarchy = createHierarchy(() => [
  {
    resourceType: 'CodeSystem',
    url: 'urn:tree',
    content: 'complete',
    concept: [{ code: 'top', concept: [{ code: 'left' }, { code: 'right', concept: [{ code: 'leaf' }] }] }],
  },
]);

test.each([
  ['urn:tree', 'right', 'below', ['right', 'leaf']],
  ['urn:tree', 'right', 'above', ['top', 'right']],
  ['urn:tree', 'leaf', 'below', ['leaf']],
  ['urn:tree', 'none', 'below', undefined],
  ['urn:other', 'right', 'below', undefined],
  [
    'http://terminology.hl7.org/CodeSystem/condition-clinical',
    'active',
    'below',
    ['active', 'recurrence', 'relapse'],
  ],
] as const)('%s %s %s', (system, code, direction, expected) => {
  expect(hierarchy.related(system, code, direction)).toEqual(expected);
});
