// A Consent says what it says, to whom, until when; what it does not say, it does not permit.

import { describe, expect, test } from '@jest/globals';
import { readConsents } from '../../../src/disclosure/consents.ts';
import { NORWAY } from '../../support/law.ts';

const ROLE = 'https://lenke.example/fhir/CodeSystem/tk-role';
const CLASS = 'https://lenke.example/fhir/CodeSystem/tk-data-class';
const CATEGORY = 'https://lenke.example/fhir/CodeSystem/tk-consent-category';
const concept = (system: string, code: string) => ({ coding: [{ system, code }] });

const yes = {
  type: 'permit',
  period: { start: '2026-05-25', end: '2026-10-12' },
  actor: [
    {
      role: concept(ROLE, 'barnevern'),
      reference: { identifier: { system: 'urn:oid:2.16.578.1.12.4.1.4.101', value: '310001503' } },
    },
  ],
  action: [concept('http://terminology.hl7.org/CodeSystem/consentaction', 'disclose')],
  securityLabel: ['D1', 'D3'].map((code) => ({ system: CLASS, code })),
  purpose: [{ system: 'http://terminology.hl7.org/CodeSystem/v3-ActReason', code: 'SUPNWK' }],
};
const release = {
  resourceType: 'Consent',
  id: '1',
  status: 'active',
  category: [concept(CATEGORY, 'disclosure-release')],
  patient: { reference: 'Patient/mother' },
  dateTime: '2026-05-25T10:00:00Z',
  performer: [{ reference: 'Patient/mother' }],
  organization: [{ reference: 'Organization/fhs' }],
  provision: { type: 'deny', provision: [yes] },
};
const read = (over: object) => readConsents([{ ...release, ...over }], NORWAY);

describe('a release', () => {
  test('is read with recipient, class, direction, purpose and times', () => {
    expect(read({})).toEqual([
      {
        consent: 'Consent/1',
        kind: 'permit',
        patient: 'Patient/mother',
        performers: ['Patient/mother'],
        actors: [{ role: 'barnevern', keys: ['urn:oid:2.16.578.1.12.4.1.4.101|310001503'] }],
        classes: ['D1', 'D3'],
        actions: ['disclose'],
        purposes: ['SUPNWK'],
        given: new Date('2026-05-25T10:00:00Z'),
        from: new Date('2026-05-25'),
        until: new Date('2026-10-12'),
      },
    ]);
  });

  test('names whose information it speaks of by an actor in charge of it, who is no recipient', () => {
    const custodian = {
      role: {
        coding: [
          { system: ROLE, code: 'dk-psykiatri' },
          { system: 'http://terminology.hl7.org/CodeSystem/v3-ParticipationType', code: 'CST' },
        ],
      },
      reference: { reference: 'Organization/dk-psykiatri' },
    };
    const [found] = read({
      provision: { type: 'deny', provision: [{ ...yes, actor: [custodian, ...yes.actor] }] },
    });
    expect(found?.actors.map(({ role }) => role)).toEqual(['barnevern']);
    expect(found?.sources).toEqual([{ role: 'dk-psykiatri', keys: ['Organization/dk-psykiatri'] }]);
  });

  const nothing: readonly (readonly [string, object])[] = [
    ['withdrawn', { status: 'inactive' }],
    ['a draft', { status: 'draft' }],
    ['entered in error', { status: 'entered-in-error' }],
    ['without a person', { patient: { identifier: { value: 'x' } } }],
    ['without a date', { dateTime: undefined }],
    ['given by nobody', { performer: [] }],
    ['neither signed nor documented', { organization: undefined }],
    [
      'limited by something not understood',
      { provision: { type: 'deny', provision: [{ ...yes, code: [{ text: 'only some' }] }] } },
    ],
    [
      'limited to resources',
      { provision: { type: 'deny', provision: [{ ...yes, data: [{ meaning: 'instance' }] }] } },
    ],
    [
      'with an end that is no date',
      { provision: { type: 'deny', provision: [{ ...yes, period: { end: 'soon' } }] } },
    ],
    ['without a type', { provision: { type: 'deny', provision: [{ ...yes, type: undefined }] } }],
  ];
  test.each(nothing)('%s says no yes', (_reason, over) => {
    expect(read(over).filter(({ kind }) => kind === 'permit')).toEqual([]);
  });

  test('signed is as good as documented', () => {
    expect(read({ organization: undefined, sourceAttachment: { url: 'urn:x' } })).toHaveLength(1);
  });

  test('the frame’s end is an end', () => {
    const provision = { type: 'deny', period: { end: '2026-06-30' }, provision: [yes] };
    expect(read({ provision })[0]?.until).toEqual(new Date('2026-06-30'));
  });
});

describe('no as an answer', () => {
  test('a rejected consent is a no to what it names', () => {
    expect(read({ status: 'rejected' })).toMatchObject([{ kind: 'refusal', classes: ['D1', 'D3'] }]);
  });
  test('a provision that denies is a no beside a yes', () => {
    const provision = { type: 'deny', provision: [yes, { ...yes, type: 'deny' }] };
    expect(read({ provision }).map(({ kind }) => kind)).toEqual(['permit', 'refusal']);
  });
});

describe('an objection', () => {
  const objection = (provision: object, over: object = {}) =>
    read({ category: [concept(CATEGORY, 'objection')], provision, ...over });
  test('is what it denies, not what it excepts', () => {
    const provision = { type: 'permit', provision: [{ ...yes, type: 'deny' }, yes] };
    expect(objection(provision)).toMatchObject([{ kind: 'objection', actors: [{ role: 'barnevern' }] }]);
  });
  test('that cannot be told apart is about everybody and everything', () => {
    expect(objection({ type: 'permit' })).toMatchObject([{ kind: 'objection', actors: [], classes: [] }]);
  });
  test('is known by pbrl § 5-3 and pjl § 17 as policy too', () => {
    const withPolicy = (code: string) =>
      read({
        policyRule: concept('http://hl7.no/fhir/CodeSystem/no-basis-legal-formality-or-basis', code),
        provision: { type: 'deny' },
      });
    expect(withPolicy('PBRL5-3')).toMatchObject([{ kind: 'objection' }]);
    expect(withPolicy('PJL17')).toMatchObject([{ kind: 'objection' }]);
  });
  test('needs neither signature nor documentation', () => {
    expect(
      objection(
        { type: 'permit', provision: [{ type: 'deny' }] },
        { organization: [], performer: [], dateTime: undefined },
      ),
    ).toHaveLength(1);
  });
  test('taken back is none', () => {
    expect(objection({ type: 'deny' }, { status: 'inactive' })).toEqual([]);
  });
});
