// Does who asks about a place get what is known, and is told what is not?

import { describe, expect, test } from '@jest/globals';
import { coordinationIn } from '../../../src/network/coordination.ts';
import { findOffers } from '../../../src/network/find-offers.ts';
import { loadPlaceData } from '../../../src/pipeline/places.ts';
import { MAPPINGS } from '../../support/mappings.ts';
import { shippedValidator } from '../profiles/shipped.ts';

const { places, directory } = loadPlaceData(MAPPINGS, 'https://sandbox.example');
const { services } = directory;
const offered = (wanted: Parameters<typeof findOffers>[1]) =>
  findOffers(services, wanted).map(({ reference }) => reference.replace('HealthcareService/offer-', ''));

describe('a place', () => {
  test.each([
    ['its number', '4204'],
    ['its name', 'Kristiansand'],
    ['its name in any case', ' kristianSAND '],
  ])('is found by %s', (_reason, asked) => {
    expect(places.find(asked)).toMatchObject({ number: '4204', name: 'Kristiansand', layer: 'no-krs' });
  });

  test('that is no municipality is a failure, and nothing is guessed', () => {
    expect(() => places.find('Atlantis')).toThrow(expect.objectContaining({ code: 'LENKE_PLACE_UNKNOWN' }));
  });
});

describe('who coordinates', () => {
  const asked = (place: string) =>
    coordinationIn(places.find(place), services).coordinators.map(({ role, service, ground, unknown }) => [
      role ?? '-',
      service?.reference ?? '-',
      ground,
      unknown.join(' '),
    ]);

  test('in Kristiansand: first what the place says, then the law; each gap has its code', () => {
    expect(asked('4204')).toEqual([
      ['rusteam', 'HealthcareService/rusteam', 'source', 'verified agreement'],
      ['fhs', 'HealthcareService/fhs', 'source', 'verified agreement'],
      ['nav', 'HealthcareService/nav', 'agreement', 'contact verified agreement'],
      ['ke', 'HealthcareService/ke', 'law', 'contact verified'],
      ['-', '-', 'law', ''],
      ['-', '-', 'law', ''],
      ['-', '-', 'source', 'agreement'],
    ]);
  });

  test('in Lørenskog the team, and the unit the law asks for is not in the directory', () => {
    expect(asked('Lørenskog').slice(0, 2)).toEqual([
      ['lk-team-health', 'HealthcareService/lk-team-health', 'source', 'verified agreement'],
      ['ke', '-', 'law', 'service'],
    ]);
  });

  test('in Denmark the agreement decides, and no Norwegian law is named', () => {
    expect(asked('Danmark')).toEqual([
      ['dk-koordinator', 'HealthcareService/dk-koordinator', 'agreement', 'contact verified agreement'],
    ]);
  });

  test('where no pathway runs, the law is all that is known, and no service of another place is named', () => {
    const found = coordinationIn(places.find('Bergen'), services);
    expect(found.unknown).toEqual(['layer', 'agreement', 'person']);
    expect(found.coordinators.flatMap(({ service }) => service ?? [])).toEqual([]);
  });

  test('who has the task today is never claimed: the directory holds no persons', () => {
    for (const { name } of places.list)
      expect(coordinationIn(places.find(name), services).unknown).toContain('person');
  });
});

describe('offers', () => {
  test('are found by need and place, the closest first', () => {
    expect(offered({ municipality: '4204', need: 'alcohol' })).toEqual([
      'rusteam-apen-dor',
      'rus-poliklinikk',
      'rus-dogn',
      'familie-dogn',
    ]);
  });

  test('are found by level', () => {
    expect(offered({ municipality: '4204', need: 'alcohol', level: 'outpatient' })).toEqual([
      'rus-poliklinikk',
    ]);
  });

  test('of another place are not offered', () => {
    expect(offered({ municipality: '3222' })).toEqual(['lk-team']);
  });

  test('that have ended are not offered', () => {
    expect(offered({ need: 'drugs', level: 'low-threshold' })).not.toContain('dagtilbud-avsluttet');
  });

  test('are valid services by our profile', () => {
    const validator = shippedValidator();
    const profiles = ['https://lenke.example/fhir/StructureDefinition/lenke-healthcare-service'];
    const faults = directory.resources
      .filter(({ id }) => id.startsWith('offer-'))
      .flatMap((resource) =>
        validator
          .validate(resource, { profiles })
          .filter(({ severity }) => severity !== 'information')
          .map(({ expression, text }) => `${resource.id} ${expression ?? ''} ${text}`),
      );
    expect(faults).toEqual([]);
  });
});
