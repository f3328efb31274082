// Is somebody found who is there for her age, address and municipality, and never by guessing? S0-08, S0-123, S0-124, S0-125, S2-05.

import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { loadDirectory } from '../../../src/network/directory.ts';
import { answer, narrowness, type Seeker, serves } from '../../../src/network/fits.ts';
import { readService } from '../../../src/network/service.ts';
import { MAPPINGS } from '../../support/mappings.ts';
import { planFor } from '../../support/pathway-case.ts';

const directory = loadDirectory(join(MAPPINGS, 'network'), { sandboxUrl: 'https://sandbox.example' });
const ON = '2026-05-04';
const [WEST, EAST] = ['4611', '4630'];

describe('follow-up by age and address', () => {
  test.each<[string, Omit<Seeker, 'on'>, string]>([
    ['24 years: the youth team, wherever she lives', { age: 24, postalCode: WEST }, 'oppf-ung'],
    ['25 years in the west: adults, west', { age: 25, postalCode: WEST }, 'oppf-vest'],
    ['25 years in the east: adults, east', { age: 25, postalCode: EAST }, 'oppf-ost'],
    ['an address of neither: the door of the municipality', { age: 40, postalCode: '9999' }, 'oppf-rus'],
    ['no address known', { age: 40 }, 'oppf-rus'],
    ['no age known: nobody guesses', { postalCode: WEST }, 'oppf-rus'],
  ])('%s', (_reason, who, expected) => {
    expect(directory.byRole('oppf-rus', { municipality: '4204', on: ON, ...who })?.id).toBe(expected);
  });

  test('nobody of another municipality', () => {
    expect(directory.byRole('oppf-rus', { municipality: '3222', age: 24, on: ON })).toBeUndefined();
  });

  test.each([
    ['2001-05-05', WEST, 'oppf-ung'],
    ['2001-05-04', WEST, 'oppf-vest'],
    ['2001-05-04', EAST, 'oppf-ost'],
  ])('A-REF-OPPF of who was born %s and lives in %s goes to %s', (birthDate, postalCode, expected) => {
    const [draft] = planFor({
      event: 'E_PLAN_AGREED',
      has: ['pregnant'],
      more: [{ resourceType: 'Patient', id: 'mother', birthDate, address: [homeIn('4204', postalCode)] }],
    }).drafts.filter(({ action }) => action === 'A-REF-OPPF');
    expect(draft?.resource['performer']).toEqual([{ reference: `Organization/${expected}` }]);
  });
});

function homeIn(municipality: string, postalCode: string) {
  return {
    use: 'home',
    postalCode,
    _district: {
      extension: [
        {
          url: 'http://hl7.no/fhir/StructureDefinition/no-basis-municipalitycode',
          valueCoding: { system: 'urn:oid:2.16.578.1.12.4.1.1.3402', code: municipality },
        },
      ],
    },
  };
}

test.each([
  ['4204', 'abup'],
  ['4203', 'abup-arendal'],
  ['4206', 'abup-lister'],
])('the unit of ABUP for %s is %s (S0-08)', (municipality, expected) => {
  expect(directory.byRole('abup', { municipality, on: ON })?.id).toBe(expected);
});

test('whoever gives an offer is who is asked for it', () => {
  expect(directory.byReference({ reference: 'HealthcareService/offer-familie-dogn' })?.id).toBe('tsb');
});

const OURS = 'https://lenke.example/fhir/StructureDefinition';
const area = (value: string, period?: object) => ({
  ...(period && {
    extension: [
      {
        url: `${OURS}/lenke-service-agreement`,
        extension: [
          { url: 'period', valuePeriod: period },
          { url: 'controller', valueReference: { reference: 'Organization/host' } },
        ],
      },
    ],
  }),
  identifier: { system: 'urn:oid:2.16.578.1.12.4.1.1.3402', value },
});
const shared = readService(
  {
    id: 'shared',
    coverageArea: [area('4204'), area('4223', { start: '2026-01-01', end: '2026-06-30' })],
  },
  ['jordmor'],
);

describe('a service that is shared by agreement (S2-05)', () => {
  test.each([
    ['its own municipality, always', '4204', '2031-01-01', true],
    ['the other one, on the first day', '4223', '2026-01-01', true],
    ['on the last day', '4223', '2026-06-30', true],
    ['the day before', '4223', '2025-12-31', false],
    ['the day after', '4223', '2026-07-01', false],
  ])('%s', (_reason, municipality, on, expected) => {
    expect(serves(shared, { municipality, on })).toBe(expected);
    expect(narrowness(shared, { municipality, on }) !== undefined).toBe(expected);
  });

  test('says who answers for the data, and until when', () => {
    expect(shared.areas[1]).toEqual({
      number: '4223',
      from: '2026-01-01',
      until: '2026-06-30',
      controller: 'Organization/host',
    });
  });
});

describe('a criterion', () => {
  const from25 = { code: 'age', text: '25 or more', ages: { from: 25 } };
  test.each<[string, Parameters<typeof answer>[0], Seeker, string]>([
    ['an age that is known and met', from25, { age: 25 }, 'met'],
    ['an age that is known and not met', from25, { age: 24 }, 'not-met'],
    ['an age nobody knows is for a person', from25, {}, 'ask'],
    ['a residence the directory covers', { code: 'lives-there', text: '' }, { municipality: '4204' }, 'met'],
    ['elsewhere: she may stay here', { code: 'lives-there', text: '' }, { municipality: '3222' }, 'ask'],
    ['willingness is hers to say', { code: 'willing', text: '' }, { age: 30 }, 'ask'],
  ])('%s', (_reason, criterion, seeker, expected) => {
    expect(answer(criterion, seeker, shared)).toBe(expected);
  });
});
