// Does who asks about a place get what is known, and is told what is not?

import { describe, expect, test } from '@jest/globals';
import { coordinationIn } from '../../../src/network/coordination.ts';
import { findOffers } from '../../../src/network/find-offers.ts';
import { loadPlaceData } from '../../../src/pipeline/telling/places.ts';
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
  test.each<[string, Parameters<typeof findOffers>[1], readonly string[]]>([
    [
      'by need and place, the closest first, of one level those made for pregnancy first (S1-03)',
      { municipality: '4204', need: 'alcohol' },
      [
        'rusteam-apen-dor',
        'oppf-ung',
        'oppf-voksen',
        'rus-poliklinikk',
        'digital-samtale',
        'familie-dogn',
        'rus-dogn',
      ],
    ],
    [
      'by level',
      { municipality: '4204', need: 'alcohol', level: 'outpatient' },
      ['rus-poliklinikk', 'digital-samtale'],
    ],
    [
      'outpatient before the rest, when asked for (S2-38)',
      { municipality: '4204', need: 'alcohol', trait: 'pregnancy-adapted', first: 'outpatient' },
      ['rus-poliklinikk', 'familie-dogn'],
    ],
    [
      'digital ones alone (S2-75)',
      { municipality: '4204', trait: 'digital', need: 'drugs' },
      ['digital-samtale'],
    ],
    [
      'of another place are not offered; what is there for all is',
      { municipality: '3222' },
      ['lk-team', 'kunnskap', 'veiledning'],
    ],
    [
      'for relatives what says so, and what is for everybody (S1-07)',
      { municipality: '4204', who: 'relative', need: 'relatives' },
      ['parorende-gruppe', 'kunnskap', 'oppf-ung', 'oppf-voksen', 'parorende-samtale'],
    ],
    [
      'for professionals (S1-24)',
      { municipality: '4204', who: 'professional', need: 'guidance' },
      ['veiledning'],
    ],
    [
      'for a family (S0-27)',
      { municipality: '4204', who: 'parent', need: 'family' },
      ['fhs-samtale', 'familie-dogn'],
    ],
    ['small children (S0-11)', { municipality: '4204', who: 'child', need: 'infant' }, ['abup-smabarn']],
    [
      'housing and a place to meet (S0-132)',
      { municipality: '4204', need: 'daily-life' },
      ['moteplass', 'boligoppfolging'],
    ],
  ])('%s', (_reason, wanted, expected) => {
    expect(offered(wanted)).toEqual(expected);
  });

  test('a criterion that is not met hides nothing: it stands last and says so (S0-133)', () => {
    const found = findOffers(services, { municipality: '4204', need: 'housing-economy', age: 22 });
    expect(
      found.map(({ reference, hints }) => [
        reference.replace('HealthcareService/offer-', ''),
        hints.map((hint) => `${hint.criterion} ${hint.answer}`).join(', '),
      ]),
    ).toEqual([
      ['rusteam-apen-dor', 'everybody met'],
      ['boligoppfolging', 'age not-met, severe-lasting ask, lives-there met, entitled ask, willing ask'],
      ['bofellesskap', 'age not-met, severe-lasting ask, lives-there met, entitled ask, willing ask'],
    ]);
  });

  test('each says what it does, who gets it, how one gets there, and a telephone number (S0-48, S2-64)', () => {
    const open = services.filter(({ active, needs }) => active && needs.length > 0);
    const silent = open.filter(
      ({ what, criteria, contacts }) =>
        what === undefined || criteria.length === 0 || !contacts.some(({ system }) => system === 'phone'),
    );
    expect(silent.map(({ reference }) => reference)).toEqual([]);
  });

  test.each([
    ['the team in Lørenskog can be phoned (S3-08)', 'lk-team', 'phone'],
    ['a list of literature has an address (S1-12)', 'kunnskap', 'url'],
  ])('%s', (_reason, id, system) => {
    const found = services.find(({ reference }) => reference === `HealthcareService/offer-${id}`);
    expect(found?.contacts.map((one) => one.system)).toContain(system);
  });

  test('say when somebody last verified them, or that nobody has (S2-60)', () => {
    const verified = (id: string) =>
      services.find(({ reference }) => reference === `HealthcareService/offer-${id}`)?.verified;
    expect([verified('rus-poliklinikk'), verified('dps')]).toEqual(['2026-10-01', undefined]);
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

  test('that do not say how one gets there are refused (S2-64)', () => {
    const offer = directory.resources.find(({ id }) => id === 'offer-rus-dogn') ?? {};
    const profiles = ['https://lenke.example/fhir/StructureDefinition/lenke-healthcare-service'];
    const silent = Object.fromEntries(Object.entries(offer).filter(([key]) => key !== 'referralMethod'));
    const raised = shippedValidator().validate(silent, { profiles });
    expect(
      raised
        .filter(({ severity }) => severity === 'error')
        .map(({ text }) => text)
        .join(),
    ).toContain('lenke-hs-1');
  });
});
