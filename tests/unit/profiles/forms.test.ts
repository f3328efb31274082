// The forms are asked what they ask: each has an answer that keeps it, and an answer outside its limits is refused.

import { describe, expect, test } from '@jest/globals';
import { parse } from 'yaml';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Definition, definitions } from '../../../profiles/definitions.ts';
import { PROFILES } from '../../../profiles/sources.ts';
import { FORMS } from '../../../profiles/written/forms.ts';
import { compileFhirPath } from '../../../src/fhir/fhirpath/compile.ts';
import { errors, shippedValidator } from './shipped.ts';

interface Item {
  readonly linkId: string;
  readonly text?: string;
  readonly item?: readonly Item[];
}
type Form = Definition & { readonly item: readonly Item[]; readonly copyright?: string };

const validator = shippedValidator();
const forms = definitions().filter((one): one is Form => one.resourceType === 'Questionnaire');
const responses = FORMS.filter(({ resourceType }) => resourceType === 'QuestionnaireResponse');

function textOf(response: object): string {
  const address: unknown = Reflect.get(response, 'questionnaire');
  return typeof address === 'string' ? address.replace(/\|.*$/, '') : '';
}

function itemsOf(items: readonly Item[]): readonly Item[] {
  return items.flatMap((one) => [one, ...itemsOf(one.item ?? [])]);
}

describe('forms', () => {
  test('each has an answer', () => {
    const answered = new Set(responses.map(textOf));
    expect(forms.filter(({ url = '' }) => !answered.has(url)).map(({ id }) => id)).toEqual([]);
  });

  test.each(responses.map((one): [string, object] => [textOf(one), one]))(
    'an answer to %s keeps it',
    (_url, one) => {
      const raised = validator.validate({ ...one, id: 'answer' });
      expect(errors(raised).map(({ key, expression }) => [key, expression])).toEqual([]);
      // Not known would be no fault either: the form must have been found.
      expect(raised.map(({ key }) => key)).not.toContain('questionnaire-unknown');
    },
  );

  test('a total outside the range of its instrument is refused', () => {
    const epds = responses.find((one) => textOf(one).endsWith('epds-result')) ?? {};
    const wrong = JSON.parse(
      JSON.stringify(epds).replace('"valueInteger":11', '"valueInteger":31'),
    ) as object;
    expect(errors(validator.validate(wrong)).map(({ key }) => key)).toEqual(['questionnaire-range']);
  });

  const answerTo = (form: string) => responses.find((one) => textOf(one).endsWith(`/${form}`)) ?? {};
  const without = (one: object, linkId: string): object =>
    JSON.parse(
      JSON.stringify(one, (_key, value: unknown) =>
        Array.isArray(value) ? value.filter((item) => Reflect.get(Object(item), 'linkId') !== linkId) : value,
      ),
    ) as object;

  test.each([
    ['a consultation of the programme without the interplay (S0-54)', 'habu-consult', 'interplay.how'],
    ['a first talk that leaves alcohol out (S2-74)', 'first-talk', 'alcohol.now'],
    ['a first talk that says nothing of the time before (S2-15)', 'first-talk', 'drugs.before'],
    ['a mapping that does not say who cares for the children (S1-22)', 'care-status', 'children.carer'],
    ['a checklist of NAV without the children’s needs (S0-107)', 'nav-child-needs', 'economy.needs'],
    ['a checklist of NAV that does not ask who cares for them (S0-106)', 'nav-child-needs', 'children.cared'],
    ['a checklist of NAV without an ordinary upbringing (S0-115)', 'nav-child-needs', 'upbringing.activity'],
    ['a referral about interplay without strengths (S0-14)', 'interplay-reasons', 'strengths'],
  ])('%s is refused', (_reason, form, linkId) => {
    const raised = errors(validator.validate({ ...without(answerTo(form), linkId), id: 'answer' }));
    expect(raised.map(({ key }) => key)).toContain('questionnaire-required');
  });

  test('the first talk stops early: what does not apply is not to be answered (S2-32)', () => {
    const talk = JSON.stringify(answerTo('first-talk')).replace(
      '"linkId":"drugs.now","answer":[{"valueBoolean":true',
      '"linkId":"drugs.now","answer":[{"valueBoolean":false',
    );
    expect(errors(validator.validate(JSON.parse(talk) as object)).map(({ key }) => key)).toEqual([
      'questionnaire-disabled',
    ]);
  });

  test('the first talk asks alcohol first, medicines and drugs apart, and snus (S2-24, S2-74, S2-19), in words for all (S1-18)', () => {
    const talk = forms.find(({ id }) => id === 'first-talk');
    const asked = itemsOf(talk?.item ?? []);
    expect(talk?.item.map(({ linkId }) => linkId)).toEqual([
      'everybody',
      'alcohol',
      'medicines',
      'drugs',
      'nicotine',
      'home',
    ]);
    expect(asked.map(({ linkId }) => linkId)).toEqual(expect.arrayContaining(['nicotine.now', 'home.safe']));
    expect(JSON.stringify(talk)).toContain('"code":"snus"');
  });

  test('prompts stand where a question is asked, as help (S2-47)', () => {
    const talk = JSON.stringify(forms.find(({ id }) => id === 'first-talk'));
    expect(talk.match(/"code":"help"/g)).toHaveLength(2);
  });

  test('the relative’s own needs are about the relative alone (S1-09)', () => {
    const form = forms.find(({ id }) => id === 'relative-needs');
    expect(itemsOf(form?.item ?? []).map(({ linkId }) => linkId)).toEqual(
      expect.arrayContaining(['load.weight', 'load.health', 'help.wish']),
    );
  });

  test('points an item of AUDIT cannot give are refused', () => {
    const audit = responses.find((one) => textOf(one).endsWith('/audit')) ?? {};
    const wrong = JSON.parse(
      JSON.stringify(audit).replace(
        '"linkId":"a10","answer":[{"valueInteger":2',
        '"linkId":"a10","answer":[{"valueInteger":3',
      ),
    ) as object;
    expect(errors(validator.validate(wrong)).map(({ key }) => key)).toEqual(['questionnaire-option']);
  });

  test('no item of an instrument has a text where the copyright says that texts are not shipped', () => {
    const ours = new Set([
      'version',
      'before',
      'now',
      'total',
      'before.total',
      'now.total',
      'period',
      'form-version',
      'item10',
      'age-form-months',
      'age-basis',
    ]);
    const spoken = forms
      .filter(({ copyright }) => copyright !== undefined)
      .flatMap((form) =>
        itemsOf(form.item)
          .filter(({ text, linkId }) => text !== undefined && !ours.has(linkId))
          .map(({ linkId }) => `${form.id} ${linkId}`)
          .filter((name) => !name.startsWith('asq-result ')),
      );
    expect(spoken).toEqual([]);
  });
});

describe('prescriptions', () => {
  const facts = parse(readFileSync(join(PROFILES, '..', 'mappings', 'pathways', 'facts.yaml'), 'utf8')) as {
    readonly facts: readonly { readonly id: string; readonly expr?: string }[];
  };
  const fact = compileFhirPath(facts.facts.find(({ id }) => id === 'habitFormingRx')?.expr ?? '');
  const prescription = (code: string) => ({
    resourceType: 'MedicationRequest',
    identifier: [{ system: 'urn:ietf:rfc:3986', value: 'urn:uuid:5e0f0000-0000-4000-8000-000000000901' }],
    status: 'active',
    intent: 'order',
    medicationCodeableConcept: { coding: [{ system: 'http://www.whocc.no/atc', code }] },
    subject: { reference: 'Patient/1' },
    authoredOn: '2026-04-20',
    requester: { display: 'Syntetisk lege' },
    dosageInstruction: [{ text: 'x' }],
  });

  test.each([
    'N02AA05',
    'N02BF01',
    'N03AE01',
    'N05BA01',
    'N05CF02',
    'N06BA04',
    'N06AB04',
    'N02BE01',
    'N07BC02',
  ])('the profile takes %s exactly when the pathway calls it habit-forming', (code) => {
    const resource = prescription(code);
    const profile = 'https://lenke.example/fhir/StructureDefinition/lenke-habit-forming-prescription';
    const refused = errors(validator.validate(resource, { profiles: [profile] })).length > 0;
    const counted = fact({ resourceType: 'Bundle', entry: [{ resource }] });
    expect(counted).toEqual([!refused]);
  });
});
