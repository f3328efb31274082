// What does the municipality know before the birth? The case of a mother, as the transaction that opens it.

import type {
  Bundle,
  BundleEntry,
  CareTeam,
  Consent,
  Observation,
  Reference,
  Resource,
} from '@medplum/fhirtypes';
import { addDays } from './numbers.ts';
import { organisationReference, type OrganisationKey } from './organisations.ts';
import {
  ATC,
  concept,
  createOnce,
  entryReference,
  LOINC,
  ownIdentifier,
  sandboxId,
  tk,
  transaction,
} from './parts.ts';
import { mother, motherPatient } from './persons.ts';

/** First day of the pregnancy in scenario A (pathway.md section 7). */
export const SCENARIO_A_GA0 = '2026-01-05';
/** Days from GA0 to the birth in scenario A: 2026-10-08, 39+3. */
const BIRTH_DAY = 276;

/** What the case looks like; without options it is scenario A. */
export interface MotherCaseOptions {
  /** Which mother; 0 by default. */
  readonly n?: number;
  /** First day of the pregnancy (LMP by dating), `YYYY-MM-DD`. */
  readonly ga0?: string;
  /** Kommunenummer of her home. */
  readonly municipality?: string;
  /** lar: buprenorphine and an episode in LAR. use: reported use in the pregnancy. none: nothing recorded. */
  readonly exposure?: 'lar' | 'use' | 'none';
  /** Who coordinates; `false`: nobody yet. */
  readonly coordinator?: OrganisationKey | false;
  /** Consent to contact with barnevern: ended at birth (as given in scenario A), in force still, or never given. */
  readonly barnevernConsent?: 'ended-at-birth' | 'in-force' | 'none';
  /** Number of fetuses when it is known to be more than one. */
  readonly fetuses?: number;
  /** False: dating is missing. */
  readonly dated?: boolean;
}

type Settled = Required<MotherCaseOptions>;

/** First day of the pregnancy → the day of birth that the builders assume. */
export function assumedBirthDate(ga0: string = SCENARIO_A_GA0): string {
  return addDays(ga0, BIRTH_DAY);
}

/** The transaction that opens the case: Patient, episodes, dating, exposure, care team, consent. */
export function motherCase(options: MotherCaseOptions = {}): Bundle {
  const settled: Settled = {
    n: 0,
    ga0: SCENARIO_A_GA0,
    municipality: '4204',
    exposure: 'lar',
    coordinator: 'fhs',
    barnevernConsent: 'ended-at-birth',
    fetuses: 1,
    dated: true,
    ...options,
  };
  const who = mother(settled.n);
  const patient = entryReference(who.id);
  const found = addDays(settled.ga0, 63);
  const once = caseEntries(settled);
  const entry = [
    createOnce(who.id, motherPatient(who, settled.municipality), who.identifier),
    ...once('pathway', (identifier) => ({
      resourceType: 'EpisodeOfCare',
      identifier: [identifier],
      status: 'active',
      type: [concept(tk('pathway', 'mother'))],
      patient,
      managingOrganization: organisationReference('kommune'),
      period: { start: found },
    })),
    ...once('pregnancy', (identifier) => ({
      ...observed(identifier, patient, found, { system: LOINC, code: '82810-3' }),
      valueCodeableConcept: concept({ system: LOINC, code: 'LA15173-0' }),
    })),
    ...(settled.dated ? datingEntries(settled, patient, found) : []),
    ...(settled.exposure === 'lar' ? larEntries(settled, patient) : []),
    ...(settled.exposure === 'use' ? useEntries(settled, patient) : []),
    ...once('care-team', (identifier) => careTeam(settled, identifier, patient, found)),
    ...(settled.barnevernConsent === 'none'
      ? []
      : once('consent-barnevern', (identifier) => barnevernConsent(settled, identifier, patient))),
  ];
  return transaction(sandboxId('mother-case', settled.n, settled.ga0), `${found}T09:00:00Z`, entry);
}

type Identified = (identifier: ReturnType<typeof ownIdentifier>) => Resource;

function caseEntries(settled: Settled): (name: string, make: Identified) => BundleEntry[] {
  return (name, make) => {
    const id = sandboxId(name, settled.n, settled.ga0);
    const identifier = ownIdentifier(id);
    return [createOnce(id, make(identifier), identifier)];
  };
}

function observed(
  identifier: ReturnType<typeof ownIdentifier>,
  subject: Reference<never>,
  date: string,
  code: { system?: string; code?: string },
): Observation {
  return {
    resourceType: 'Observation',
    identifier: [identifier],
    status: 'final',
    code: concept(code),
    subject,
    effectiveDateTime: date,
    performer: [organisationReference('jordmor')],
  };
}

function datingEntries(settled: Settled, patient: Reference<never>, found: string): BundleEntry[] {
  const once = caseEntries(settled);
  return [
    ...once('edd', (identifier) => ({
      ...observed(identifier, patient, found, { system: LOINC, code: '11778-8' }),
      // 280 days: the general term length; the pathway's own is a parameter (C-11).
      valueDateTime: addDays(settled.ga0, 280),
    })),
    ...(settled.fetuses > 1
      ? once('fetus-count', (identifier) => ({
          ...observed(identifier, patient, addDays(settled.ga0, 84), tk('observation', 'fetus-count')),
          valueInteger: settled.fetuses,
        }))
      : []),
  ];
}

function larEntries(settled: Settled, patient: Reference<never>): BundleEntry[] {
  const once = caseEntries(settled);
  const since = addDays(settled.ga0, -400);
  return [
    ...once('lar', (identifier) => ({
      resourceType: 'EpisodeOfCare',
      identifier: [identifier],
      status: 'active',
      type: [concept(tk('service', 'lar'))],
      patient,
      managingOrganization: organisationReference('lar'),
      period: { start: since },
    })),
    ...once('buprenorphine', (identifier) => ({
      resourceType: 'MedicationStatement',
      identifier: [identifier],
      status: 'active',
      medicationCodeableConcept: concept({ system: ATC, code: 'N07BC01', display: 'buprenorfin' }),
      subject: patient,
      effectivePeriod: { start: since },
    })),
  ];
}

function useEntries(settled: Settled, patient: Reference<never>): BundleEntry[] {
  return caseEntries(settled)('reported-use', (identifier) => ({
    ...observed(identifier, patient, addDays(settled.ga0, 70), tk('observation', 'reported-use')),
    valueBoolean: true,
    component: [
      {
        code: concept(tk('observation', 'substance')),
        valueCodeableConcept: concept({ system: 'urn:oid:2.16.578.1.12.4.1.1.8717', code: '1' }),
      },
    ],
  }));
}

function careTeam(
  settled: Settled,
  identifier: ReturnType<typeof ownIdentifier>,
  patient: Reference<never>,
  found: string,
): CareTeam {
  const members: OrganisationKey[] = [
    'fhs',
    'fastlege',
    'jordmor',
    'kk-pol',
    ...(settled.exposure === 'lar' ? (['lar'] as const) : []),
  ];
  const lead = settled.coordinator === false ? [] : [{ key: settled.coordinator, role: 'coordinator' }];
  const seats = [...lead, ...members.map((key) => ({ key, role: key }))];
  return {
    resourceType: 'CareTeam',
    identifier: [identifier],
    status: 'active',
    subject: patient,
    period: { start: found },
    participant: [
      { role: [concept(tk('role', 'patient'))], member: patient },
      ...seats.map(({ key, role }) => ({
        role: [concept(tk('role', role))],
        member: organisationReference(key),
        period: { start: found },
      })),
    ],
    managingOrganization: [organisationReference('kommune')],
  };
}

/** Consent of 20+0 to contact with barnevern: classes D1, D3 and D7, until the birth (pathway.md 6.2 barnevernGate). */
function barnevernConsent(
  settled: Settled,
  identifier: ReturnType<typeof ownIdentifier>,
  patient: Reference<never>,
): Consent {
  const given = addDays(settled.ga0, 140);
  const end = settled.barnevernConsent === 'ended-at-birth' ? { end: assumedBirthDate(settled.ga0) } : {};
  return {
    resourceType: 'Consent',
    identifier: [identifier],
    status: 'active',
    scope: concept({ system: 'http://terminology.hl7.org/CodeSystem/consentscope', code: 'patient-privacy' }),
    category: [
      concept({ system: LOINC, code: '59284-0' }),
      concept(tk('consent-category', 'barnevern-contact')),
    ],
    patient,
    dateTime: `${given}T10:00:00Z`,
    performer: [patient],
    organization: [organisationReference('fhs')],
    policyRule: concept({ system: 'http://terminology.hl7.org/CodeSystem/v3-ActCode', code: 'OPTIN' }),
    provision: {
      type: 'deny',
      provision: [
        {
          type: 'permit',
          period: { start: given, ...end },
          actor: [{ role: concept(tk('role', 'barnevern')), reference: organisationReference('barnevern') }],
          action: [
            concept({ system: 'http://terminology.hl7.org/CodeSystem/consentaction', code: 'disclose' }),
          ],
          securityLabel: ['D1', 'D3', 'D7'].map((code) => tk('data-class', code)),
        },
      ],
    },
  };
}
