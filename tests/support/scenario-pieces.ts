// What is sent in a scenario? The resources of synthetic cases, and how they change.

import { birth, type BirthOptions } from '../../src/sandbox/people.ts';
import { codeSystem } from '../../src/pipeline/canonical.ts';
import {
  mother,
  motherPatient,
  type OrganisationKey,
  organisationReference,
} from '../../src/sandbox/people.ts';
import type { Named, Scenario } from './scenario.ts';

export const code = (system: string, value: string) => ({ coding: [{ system, code: value }] });
export const tk = (name: string, value: string) => code(codeSystem(`tk-${name}`), value);
export const LOINC = 'http://loinc.org';
export const MOTHER = { reference: '#mother' };
export const by = (key: OrganisationKey) => organisationReference(key);

export const patient = (n: number, municipality = '4204'): Named => {
  const { id: _, ...rest } = motherPatient(mother(n), municipality);
  return { ...rest, id: 'mother' };
};

export const episode = (status: string, start: string): Named => ({
  resourceType: 'EpisodeOfCare',
  id: 'case',
  status,
  type: [tk('pathway', 'mother')],
  patient: MOTHER,
  managingOrganization: by('kommune'),
  period: { start },
});

export const pregnancy = (day: string): Named => ({
  resourceType: 'Observation',
  id: 'pregnant',
  status: 'final',
  code: code(LOINC, '82810-3'),
  subject: MOTHER,
  effectiveDateTime: day,
  performer: [by('fastlege')],
  valueCodeableConcept: code(LOINC, 'LA15173-0'),
});

export const dating = (day: string, due: string): Named => ({
  resourceType: 'Observation',
  id: 'dating',
  status: 'final',
  code: code(LOINC, '11778-8'),
  subject: MOTHER,
  effectiveDateTime: day,
  performer: [by('jordmor')],
  valueDateTime: due,
});

export const lar: Named = {
  resourceType: 'MedicationStatement',
  id: 'lar',
  status: 'active',
  medicationCodeableConcept: code('http://www.whocc.no/atc', 'N07BC01'),
  subject: MOTHER,
  effectivePeriod: { start: '2025-02-01' },
  informationSource: by('fastlege'),
};

export const concern = (day: string): Named => ({
  resourceType: 'Condition',
  id: 'concern',
  clinicalStatus: code('http://terminology.hl7.org/CodeSystem/condition-clinical', 'active'),
  verificationStatus: code('http://terminology.hl7.org/CodeSystem/condition-ver-status', 'confirmed'),
  category: [tk('concern', 'substance-use')],
  subject: MOTHER,
  recordedDate: day,
});

export const team = (...keys: readonly OrganisationKey[]): Named => ({
  resourceType: 'CareTeam',
  id: 'team',
  status: 'active',
  subject: MOTHER,
  participant: keys.map((key, at) => ({
    role: [tk('role', at === 0 ? 'coordinator' : key)],
    member: by(key),
  })),
});

export const sharedPlan = (day: string): Named => ({
  resourceType: 'CarePlan',
  id: 'plan',
  status: 'active',
  intent: 'plan',
  category: [tk('plan', 'pathway')],
  title: 'Felles plan',
  subject: MOTHER,
  created: day,
});

export const reported = (day: string, used: boolean): Named => ({
  resourceType: 'Observation',
  id: `use-${day}`,
  status: 'final',
  code: tk('observation', 'reported-use'),
  subject: MOTHER,
  effectiveDateTime: day,
  performer: [by('jordmor')],
  valueBoolean: used,
});

export const urine = (day: string, result: string, status = 'final'): Named => ({
  resourceType: 'Observation',
  id: `urine-${day}`,
  status,
  code: tk('observation', 'urine-tox-summary'),
  subject: MOTHER,
  effectiveDateTime: day,
  performer: [by('lar')],
  valueCodeableConcept: tk('tox-result', result),
  component: [
    { code: tk('observation', 'sample-purpose'), valueCodeableConcept: tk('sample-purpose', 'medical') },
  ],
});

export const barnevernConsent = (day: string): Named => ({
  resourceType: 'Consent',
  id: 'consent',
  status: 'active',
  scope: code('http://terminology.hl7.org/CodeSystem/consentscope', 'patient-privacy'),
  category: [tk('consent-category', 'barnevern-contact')],
  patient: MOTHER,
  dateTime: `${day}T10:00:00Z`,
  policyRule: code('http://terminology.hl7.org/CodeSystem/v3-ActCode', 'OPTIN'),
  provision: {
    type: 'deny',
    provision: [
      {
        type: 'permit',
        period: { start: day, end: '2026-10-08' },
        actor: [{ role: tk('role', 'barnevern'), reference: by('barnevern') }],
        action: [code('http://terminology.hl7.org/CodeSystem/consentaction', 'disclose')],
        securityLabel: ['D1', 'D3', 'D7'].map((value) => ({
          system: codeSystem('tk-data-class'),
          code: value,
        })),
      },
    ],
  },
});

export const dueOf = (timers: Awaited<ReturnType<Scenario['timers']>>, ids: readonly string[]) =>
  Object.fromEntries(ids.map((id) => [id, timers[id]?.due]));
export const stateOf = async (played: Scenario, type: string) => {
  const found = (await played.all('EpisodeOfCare')).find((one) =>
    JSON.stringify(one['type']).includes(`"${type}"`),
  );
  const { tag = [] } = (found?.['meta'] ?? {}) as { tag?: { system: string; code: string }[] };
  return tag.find(({ system }) => system.endsWith('tk-state'))?.code;
};
export const codesOf = async (played: Scenario, type: string, element: string) =>
  JSON.stringify((await played.all(type)).map((one) => one[element]));
/** The stay of the child that a birth reported, or of the mother. */
export const stay = async (played: Scenario, of: 'mother' | 'child') =>
  (await played.all('Encounter')).find((one) => (one['type'] === undefined) === (of === 'child'));
export async function discharge(played: Scenario, of: 'mother' | 'child', end: string): Promise<void> {
  const found = await stay(played, of);
  const period = { ...(found?.['period'] as object), end };
  await played.change(`Encounter/${String(found?.['id'])}`, { status: 'finished', period });
}

/** An observation that says what a screening came to. */
export const screened = (day: string, result: string): Named => ({
  resourceType: 'Observation',
  id: `screen-${day}`,
  status: 'final',
  code: tk('observation', 'screen-conclusion'),
  subject: MOTHER,
  effectiveDateTime: day,
  performer: [by('jordmor')],
  valueCodeableConcept: tk('screen-result', result),
});

/** Her answer that she wants no contact with barnevern. */
export const declined = (day: string): Named => ({
  resourceType: 'Observation',
  id: `declined-${day}`,
  status: 'final',
  code: tk('observation', 'bv-contact-answer'),
  subject: MOTHER,
  effectiveDateTime: day,
  performer: [by('jordmor')],
  valueCodeableConcept: tk('bv-answer', 'declined'),
});

/** What has no resource of its own. */
export const happened = (event: string, sent: string): Named => ({
  resourceType: 'Communication',
  id: event.toLowerCase().replaceAll('_', '-'),
  status: 'completed',
  category: [tk('event', event)],
  subject: MOTHER,
  sent,
});

/** A Task of the pathway that a person has done, with what it came to. */
export const stepTask = (action: string, about: string, outcome: string): Named => ({
  resourceType: 'Task',
  id: action.toLowerCase(),
  status: 'completed',
  intent: 'order',
  code: tk('action', action),
  for: { reference: about },
  output: [{ type: { text: 'outcome' }, valueCodeableConcept: tk('placement', outcome) }],
});

/** The first resource of a type that holds a code anywhere. */
export const find = async (played: Scenario, type: string, value: string) =>
  (await played.all(type)).find((one) => JSON.stringify(one).includes(`"${value}"`));

/** A case opened, with its dating and a confirmed concern, a team and an agreed plan. */
export async function openCase(played: Scenario, n: number, found: string, due: string): Promise<void> {
  await played.send(patient(n), episode('planned', found), dating(found, due));
  await played.send(pregnancy(found), concern(found));
  await played.send(team('fhs', 'fastlege', 'jordmor', 'kk-pol'), sharedPlan(found));
}

export async function born(played: Scenario, options: BirthOptions & { at: string }): Promise<void> {
  await played.at(new Date(Date.parse(options.at) + 3_600_000).toISOString());
  await played.bundle(birth(options));
}

export const DAY42 = 43 * 86_400_000;

/** Home, and six weeks on. */
export async function home(played: Scenario, at: string, end: string): Promise<void> {
  await played.at(end);
  await discharge(played, 'child', end);
  await discharge(played, 'mother', end);
  await played.at(new Date(Date.parse(at) + DAY42).toISOString());
}
