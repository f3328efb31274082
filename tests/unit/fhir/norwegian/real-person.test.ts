// A number that a living person could have is found wherever it stands, and named by its place.

import { expect, test } from '@jest/globals';
import { findRealPersons } from '../../../../src/fhir/norwegian/real-person.ts';
import { ordinaryNumber } from '../../../support/ordinary-number.ts';

const FNR = 'urn:oid:2.16.578.1.12.4.1.4.1';
const real = { system: FNR, value: ordinaryNumber() };
const synthetic = { system: FNR, value: ordinaryNumber().replace(/^(..)01/, '$181') };

test.each([
  ['nobody', { resourceType: 'Patient', identifier: [synthetic] }, 'Patient', []],
  ['another system', { identifier: [{ ...real, system: 'urn:oid:1.2.3' }] }, 'Patient', []],
  ['a list in a list', { a: [{ b: [synthetic, real] }] }, 'Basic', ['Basic.a[0].b[1].value']],
  [
    'two, one behind the other',
    { entry: [{ resource: { identifier: [real] } }, { resource: { subject: { identifier: real } } }] },
    'Bundle',
    ['Bundle.entry[0].resource.identifier[0].value', 'Bundle.entry[1].resource.subject.identifier.value'],
  ],
  ['the value itself', real, 'Identifier', ['Identifier.value']],
  ['nothing', undefined, '', []],
])('%s', (_reason, value, root, places) => {
  expect(findRealPersons(value, root)).toEqual(places);
});
