// Does the Task she chooses from (A-OFFERS) name what is there for her, the least intrusive first, and never guess where she lives?

import { describe, expect, test } from '@jest/globals';
import { offersFor } from '../../../src/pipeline/planning/offers-for.ts';
import { codeSystem } from '../../../src/pipeline/canonical.ts';
import { layerData, viewOf } from '../../support/pathway-case.ts';

const { directory } = layerData('no-krs');
const NOW = new Date('2026-05-04T10:00:00Z');

function named(municipality: string, birthDate: string) {
  const view = viewOf({ event: 'E_CONCERN_CONFIRMED', has: ['pregnant'], municipality });
  const resource = { ...view.mother.resource, birthDate };
  const seen = municipality === '' ? { ...view, municipality: undefined } : view;
  return offersFor({ ...seen, mother: { ...view.mother, resource } }, directory, codeSystem, NOW);
}

const idOf = (input: object) =>
  (Reflect.get(input, 'valueReference') as { reference: string }).reference.replace(
    'HealthcareService/offer-',
    '',
  );

describe('offers of a case', () => {
  test('are those of her municipality, what needs nothing first, and none for relatives or professionals', () => {
    const ids = named('4204', '1996-05-01').map(({ input }) => idOf(input));
    expect(ids[0]).toBe('fhs-samtale');
    expect(ids).not.toContain('lk-team');
    expect(ids).not.toContain('veiledning');
    expect(ids).not.toContain('parorende-gruppe');
  });

  test('say what is not met, and put it last', () => {
    const all = named('4204', '2004-05-01');
    const misfits = all.filter(({ fits }) => !fits);
    expect(misfits.map(({ input }) => idOf(input))).toContain('oppf-voksen');
    expect(JSON.stringify(misfits)).toContain('25 år eller mer (ikke oppfylt)');
    expect(all.slice(-misfits.length)).toEqual(misfits);
  });

  test('of a woman nobody knows where lives are only those there for all', () => {
    expect(named('', '1996-05-01').map(({ input }) => idOf(input))).toEqual(['kunnskap']);
  });
});
