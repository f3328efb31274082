// A vendor reads the profiles in bokmål and in English, and knows of each element that must be supported who does what.

import { describe, expect, test } from '@jest/globals';
import { type Definition, definitions } from '../../../profiles/definitions.ts';
import { translated } from '../../../profiles/languages.ts';
import { meaningOf, meanings } from '../../../profiles/meanings.ts';

const structures = definitions().filter(({ resourceType }) => resourceType === 'StructureDefinition');

function elementsOf({ snapshot, differential }: Definition) {
  return [...(snapshot?.element ?? []), ...(differential?.element ?? [])];
}

describe('languages', () => {
  test('no profile, value set or code system is without a title and a description in both languages', () => {
    const kinds = ['StructureDefinition', 'ValueSet', 'CodeSystem'];
    const spoken = definitions().filter(({ resourceType }) => kinds.includes(resourceType));
    expect(spoken.length).toBeGreaterThan(140);
    const incomplete = spoken.filter(
      ({ title, _title, description, _description }) =>
        !title || !description || !translated(_title, 'nb') || !translated(_description, 'nb'),
    );
    expect(incomplete.map(({ id }) => id)).toEqual([]);
  });

  test('no form is without a title and a description in both languages', () => {
    const forms = definitions().filter(({ resourceType }) => resourceType === 'Questionnaire');
    const incomplete = forms.filter(
      ({ _title, _description }) => !translated(_title, 'en') || !translated(_description, 'en'),
    );
    expect(incomplete.map(({ id }) => id)).toEqual([]);
    expect(forms.length).toBeGreaterThanOrEqual(9);
  });

  test('no translation is the text it translates, but for names that are the same in both', () => {
    const same = structures.filter(
      ({ description, _description }) => description === translated(_description, 'nb'),
    );
    expect(same.map(({ id }) => id)).toEqual([]);
  });
});

describe('must support', () => {
  const all = meanings();

  test('no element that must be supported is without who fills, stores and shows it, in both languages', () => {
    const silent = structures.flatMap((one) =>
      elementsOf(one)
        .filter(({ mustSupport }) => mustSupport === true)
        .filter(
          ({ comment = '', _comment }) =>
            !/^Sender: .+Gateway: .+Receiver: .+/s.test(comment) ||
            !/^Avsender: .+Gateway: .+Mottaker: .+/s.test(translated(_comment, 'nb') ?? ''),
        )
        .map(({ id }) => `${one.id} ${id}`),
    );
    expect(silent).toEqual([]);
  });

  test('no meaning speaks of an element that no profile supports', () => {
    const supported = structures.flatMap((one) =>
      elementsOf(one).filter(({ mustSupport }) => mustSupport === true),
    );
    const used = new Set(supported.map(({ id }) => meaningOf(all, id)?.[0]));
    const idle = all.flatMap(({ elements }) => elements).filter((name) => !used.has(name));
    expect(idle).toEqual([]);
  });

  test('no element has two meanings', () => {
    const names = all.flatMap(({ elements }) => elements);
    expect(names.filter((name, at) => names.indexOf(name) !== at)).toEqual([]);
  });
});
