// Which resources and searches are tried? Samples that point at one another, and criteria that follow them.

import fc from 'fast-check';
import type { Sample } from './naive-links.ts';

const ref = (type: string, count: number): fc.Arbitrary<{ reference: string }> =>
  fc.integer({ min: 0, max: count - 1 }).map((n) => ({ reference: `${type}/${type[0]?.toLowerCase()}${n}` }));
const coded = fc.record(
  {
    coding: fc.array(
      fc.record(
        {
          system: fc.constantFrom('s', 't'),
          code: fc.constantFrom('a', 'b', 'c'),
          display: fc.constantFrom('Åpen', 'Lukket'),
        },
        { requiredKeys: ['code'] },
      ),
      { minLength: 1, maxLength: 2 },
    ),
    text: fc.constantFrom('Måling', 'målt'),
  },
  { requiredKeys: ['coding'] },
);
const amount = fc.record({
  value: fc.constantFrom(1, 1.5, 2, 2.5, 10, 10.5),
  code: fc.constantFrom('mg', 'g'),
});

const organization = fc.record(
  {
    resourceType: fc.constant('Organization' as const),
    name: fc.constantFrom('Nord', 'Sør', 'nordre'),
    partOf: ref('Organization', 5),
  },
  { requiredKeys: ['resourceType'] },
);
const patient = fc.record(
  {
    resourceType: fc.constant('Patient' as const),
    gender: fc.constantFrom('female', 'male'),
    birthDate: fc.constantFrom('1990-01-01', '1990-02-01', '1991-01-01'),
    name: fc.array(fc.record({ family: fc.constantFrom('Ås', 'as', 'Bé', 'Asbø') }), {
      minLength: 1,
      maxLength: 2,
    }),
    managingOrganization: ref('Organization', 5),
  },
  { requiredKeys: ['resourceType'] },
);
const observation = fc.record(
  {
    resourceType: fc.constant('Observation' as const),
    status: fc.constantFrom('final', 'amended'),
    code: coded,
    subject: ref('Patient', 12),
    hasMember: fc.array(ref('Observation', 40), { minLength: 1, maxLength: 2 }),
    valueQuantity: amount,
    component: fc.array(fc.record({ code: coded, valueQuantity: amount }, { requiredKeys: ['code'] }), {
      minLength: 1,
      maxLength: 2,
    }),
  },
  { requiredKeys: ['resourceType'] },
);

function named(prefix: string, drafts: readonly object[]): object[] {
  return drafts.map((draft, n) => ({ ...draft, id: `${prefix}${n}` }));
}

/** Organisations, patients and observations, always the same; what they point at is not always there. */
export function linkedSamples(): readonly Sample[] {
  const made = [
    ...named('o', fc.sample(organization, { numRuns: 5, seed: 1 })),
    ...named('p', fc.sample(patient, { numRuns: 12, seed: 2 })),
  ];
  const observations = named('o', fc.sample(observation, { numRuns: 40, seed: 3 }));
  return JSON.parse(JSON.stringify([...made, ...observations]));
}

export type Criterion = readonly [name: string, values: readonly string[]];
const several = (...values: string[]): fc.Arbitrary<string[]> =>
  fc.array(fc.constantFrom(...values), { minLength: 1, maxLength: 2 });
const one = (name: string, values: fc.Arbitrary<string[]>): fc.Arbitrary<Criterion> =>
  values.map((list) => [name, list]);
const amounts = ['1', 'gt1||mg', 'le2', 'ne2||g', 'ap10', 'sa2', '2||mg'];
const pairs = ['a$1', 's|b$gt1||mg', 'c$le10', 'b$ne2'];

const LEAVES: Readonly<Record<string, fc.Arbitrary<Criterion>>> = {
  Organization: fc.oneof(
    one('name', several('nor', 'SØR')),
    one('name:exact', several('Nord')),
    one('_id', several('o1', 'o3')),
    one('partof:below', several('o0', 'o1')),
    one('partof:above', several('o2')),
    one('partof', several('o1', 'Organization/o2')),
  ),
  Patient: fc.oneof(
    one('gender', several('female', 'male')),
    one('gender:not', several('male')),
    one('name', several('as', 'BE')),
    one('name:exact', several('Ås', 'as')),
    one('name:contains', several('sb', 'É')),
    one('birthdate', several('1990', '1990-02-01')),
    one('birthdate:missing', fc.constantFrom(['true'], ['false'])),
    one('organization:below', several('o0', 'o4')),
    one('organization:above', several('o2')),
  ),
  Observation: fc.oneof(
    one('status', several('final', 'amended')),
    one('status:not', several('final')),
    one('code', several('a', 's|b', '|c')),
    one('code:text', several('mal', 'åpen')),
    one('code:missing', fc.constantFrom(['true'], ['false'])),
    one('value-quantity', several(...amounts)),
    one('code-value-quantity', several(...pairs)),
    one('component-code-value-quantity', several(...pairs)),
    one('combo-code-value-quantity', several(...pairs)),
    one('patient', several('p1', 'Patient/p2')),
  ),
};

/** Ways out of a type and into it: the name before the rest, and the type at the far end. */
const LINKS: Readonly<Record<string, readonly (readonly [string, string])[]>> = {
  Organization: [
    ['partof.', 'Organization'],
    ['_has:Patient:organization:', 'Patient'],
    ['_has:Organization:partof:', 'Organization'],
  ],
  Patient: [
    ['organization.', 'Organization'],
    ['organization:Organization.', 'Organization'],
    ['_has:Observation:patient:', 'Observation'],
  ],
  Observation: [
    ['subject:Patient.', 'Patient'],
    ['patient.', 'Patient'],
    ['has-member:Observation.', 'Observation'],
    ['_has:Observation:has-member:', 'Observation'],
  ],
};

function criterion(type: string, depth: number): fc.Arbitrary<Criterion> {
  const leaf = LEAVES[type] ?? fc.constant<Criterion>(['_id', ['x']]);
  if (depth === 0) return leaf;
  const linked = (LINKS[type] ?? []).map(([prefix, far]) =>
    criterion(far, depth - 1).map(([name, values]): Criterion => [prefix + name, values]),
  );
  return fc.oneof({ arbitrary: leaf, weight: 2 }, ...linked.map((arbitrary) => ({ arbitrary, weight: 2 })));
}

/** A search with up to three criteria, each through up to three links. */
export const linkedQuery = fc.constantFrom('Organization', 'Patient', 'Observation').chain((type) =>
  fc.record({
    type: fc.constant(type),
    criteria: fc.array(criterion(type, 3), { minLength: 1, maxLength: 3 }),
  }),
);

/** `Patient?gender=female&…` without page and total. */
export function textOf(type: string, criteria: readonly Criterion[]): string {
  const asked = criteria.map(([name, values]) => `${name}=${encodeURIComponent(values.join(','))}`);
  return `${type}?${asked.join('&')}`;
}
