// Who is looked for is known by the day: her age, and which agreements are in force, are those of the moment that is asked for.

import { expect, test } from '@jest/globals';
import { viewCase } from '../../../src/pathway/case/case-view.ts';
import { seekerOf } from '../../../src/pipeline/planning/address.ts';

const EPISODE = 'EpisodeOfCare/e';
const view = viewCase(
  EPISODE,
  [
    { resourceType: 'EpisodeOfCare', id: 'e', patient: { reference: 'Patient/m' } },
    {
      resourceType: 'Patient',
      id: 'm',
      birthDate: '1996-10-09',
      address: [{ use: 'home', postalCode: '4610' }],
    },
  ],
  [],
  {},
  'Europe/Oslo',
);

test('the same case is another seeker the next day, and again the first for the first', () => {
  const on = (time: string) => view && seekerOf(view, new Date(time));
  const [evening, morning, again] = [
    '2026-10-08T21:59:00Z',
    '2026-10-08T22:00:00Z',
    '2026-10-08T21:59:00Z',
  ].map(on);
  expect(evening).toMatchObject({ postalCode: '4610', age: 29, on: '2026-10-08' });
  expect(morning).toMatchObject({ age: 30, on: '2026-10-09' });
  expect(again).toEqual(evening);
});
