// What do people write during a pregnancy? The resources of a played life, each with an id of its own.

import type { JsonObject } from '../../domain/json.ts';
import { addDays } from '../numbers.ts';
import { type OrganisationKey, organisationReference } from '../organisations.ts';
import { ATC, concept, LOINC, sandboxId, tk } from '../parts.ts';
import { mother, motherPatient } from '../persons.ts';
import type { Life } from './life.ts';

export type Entry = JsonObject & { readonly id: string };

const herself = ({ patient }: Life) => ({ reference: `Patient/${patient}` });
const by = (key: OrganisationKey) => organisationReference(key);
const coded = (name: string, code: string) => concept(tk(name, code));
const CONSENT_SCOPE = 'http://terminology.hl7.org/CodeSystem/consentscope';
const ACT_CODE = 'http://terminology.hl7.org/CodeSystem/v3-ActCode';
const CONSENT_ACTION = 'http://terminology.hl7.org/CodeSystem/consentaction';

/** Her Patient resource. */
export function person(life: Life, municipality = life.municipality): Entry {
  return { ...motherPatient(mother(life.n), municipality), id: life.patient };
}

/** The case somebody opened. */
export function episode(life: Life): Entry {
  return {
    resourceType: 'EpisodeOfCare',
    id: life.episode,
    status: 'planned',
    type: [coded('pathway', 'mother')],
    patient: herself(life),
    managingOrganization: by('kommune'),
    period: { start: life.found },
  };
}

function observation(life: Life, name: string, day: string, who: OrganisationKey, more: object): Entry {
  return {
    resourceType: 'Observation',
    id: sandboxId('life-observation', life.n, name, day),
    status: 'final',
    subject: herself(life),
    effectiveDateTime: day,
    performer: [by(who)],
    ...more,
  };
}

/** She is pregnant. */
export function pregnancy(life: Life, day: string): Entry {
  return observation(life, 'pregnancy', day, 'fastlege', {
    code: concept({ system: LOINC, code: '82810-3' }),
    valueCodeableConcept: concept({ system: LOINC, code: 'LA15173-0' }),
  });
}

/** The day she is due. */
export function dating(life: Life, day: string, due: string): Entry {
  return observation(life, 'dating', day, 'jordmor', {
    code: concept({ system: LOINC, code: '11778-8' }),
    valueDateTime: due,
  });
}

/** What a screening came to. */
export function screening(life: Life, day: string, result: 'low-risk' | 'increased-risk'): Entry {
  return observation(life, 'screening', day, 'jordmor', {
    code: coded('observation', 'screen-conclusion'),
    valueCodeableConcept: coded('screen-result', result),
  });
}

/** What she says about use. */
export function reportedUse(life: Life, day: string, used: boolean): Entry {
  const alcohol = used && ['alcohol', 'both'].includes(life.exposure);
  return observation(life, 'use', day, 'jordmor', {
    code: coded('observation', 'reported-use'),
    valueBoolean: used,
    ...(alcohol && {
      component: [
        {
          code: coded('observation', 'substance'),
          valueCodeableConcept: concept({ system: 'urn:oid:2.16.578.1.12.4.1.1.8717', code: '1' }),
        },
      ],
    }),
  });
}

/** What a sample says, read against what is prescribed. */
export function sample(life: Life, day: string, result: string): Entry {
  return observation(life, 'sample', day, life.exposure === 'lar' ? 'lar' : 'jordmor', {
    code: coded('observation', 'urine-tox-summary'),
    valueCodeableConcept: coded('tox-result', result),
    component: [
      {
        code: coded('observation', 'sample-purpose'),
        valueCodeableConcept: coded('sample-purpose', 'medical'),
      },
    ],
  });
}

/** The pregnancy ended before it could end in a birth. */
export function loss(life: Life, day: string, kind: string): Entry {
  return observation(life, 'loss', day, 'kk-pol', {
    code: coded('observation', 'pregnancy-outcome'),
    valueCodeableConcept: coded('pregnancy-outcome', kind),
  });
}

/** A total of withdrawal signs of a child. */
export function signs(child: string, moment: string, total: number): Entry {
  return {
    resourceType: 'Observation',
    id: sandboxId('life-signs', child, moment),
    status: 'final',
    code: coded('observation', 'nas-total'),
    subject: { reference: `Patient/${child}` },
    effectiveDateTime: moment,
    performer: [by('nfi')],
    valueInteger: total,
  };
}

/** Her medicine in LAR. */
export function medicine(life: Life): Entry {
  return {
    resourceType: 'MedicationStatement',
    id: sandboxId('life-lar', life.n),
    status: 'active',
    medicationCodeableConcept: concept({ system: ATC, code: 'N07BC01' }),
    subject: herself(life),
    effectivePeriod: { start: '2020-01-01' },
    informationSource: by('fastlege'),
  };
}

/** Somebody is worried, and it has been confirmed. */
export function concern(life: Life, day: string): Entry {
  return {
    resourceType: 'Condition',
    id: sandboxId('life-concern', life.n),
    clinicalStatus: concept({
      system: 'http://terminology.hl7.org/CodeSystem/condition-clinical',
      code: 'active',
    }),
    verificationStatus: concept({
      system: 'http://terminology.hl7.org/CodeSystem/condition-ver-status',
      code: 'confirmed',
    }),
    category: [coded('concern', 'substance-use')],
    subject: herself(life),
    recordedDate: day,
  };
}

/** Who follows her; with a coordinator, or without. */
export function team(life: Life, day: string, hasCoordinator: boolean): Entry {
  const seats: OrganisationKey[] = ['fhs', 'fastlege', 'jordmor', 'kk-pol'];
  if (life.exposure === 'lar') seats.push('lar');
  const lead = hasCoordinator ? [{ role: [coded('role', 'coordinator')], member: by('fhs') }] : [];
  return {
    resourceType: 'CareTeam',
    id: sandboxId('life-team', life.n),
    status: 'active',
    subject: herself(life),
    period: { start: day },
    participant: [...lead, ...seats.map((key) => ({ role: [coded('role', key)], member: by(key) }))],
  };
}

/** The plan they share. */
export function plan(life: Life, day: string): Entry {
  return {
    resourceType: 'CarePlan',
    id: sandboxId('life-plan', life.n),
    status: 'active',
    intent: 'plan',
    category: [coded('plan', 'pathway')],
    title: 'Felles plan',
    subject: herself(life),
    created: day,
  };
}

/** Her yes: to contact with barnevern until the birth, or to samples. */
export function consent(life: Life, day: string, kind: 'barnevern-contact' | 'urine-control'): Entry {
  const barnevern = kind === 'barnevern-contact';
  return {
    resourceType: 'Consent',
    id: sandboxId('life-consent', life.n, kind),
    status: 'active',
    scope: concept({ system: CONSENT_SCOPE, code: 'patient-privacy' }),
    category: [coded('consent-category', kind)],
    patient: herself(life),
    dateTime: `${day}T10:00:00Z`,
    performer: [herself(life)],
    organization: [by('fhs')],
    policyRule: concept({ system: ACT_CODE, code: 'OPTIN' }),
    provision: {
      type: 'deny',
      provision: [
        {
          type: 'permit',
          period: { start: day, end: untilOf(life, day) },
          actor: [
            barnevern
              ? { role: coded('role', 'barnevern'), reference: by('barnevern') }
              : { role: coded('role', 'lar'), reference: by('lar') },
          ],
          action: [concept({ system: CONSENT_ACTION, code: barnevern ? 'disclose' : 'collect' })],
          securityLabel: (barnevern ? ['D1', 'D3', 'D7'] : ['D5']).map((code) => tk('data-class', code)),
        },
      ],
    },
  };
}

/** As in scenario A it ends with the birth; one given later, after half a year. */
function untilOf({ birth }: Life, day: string): string {
  return day < birth.slice(0, 10) ? birth.slice(0, 10) : addDays(day, 182);
}

/** A visit she did not come to. */
export function missedVisit(life: Life, day: string): Entry {
  return {
    resourceType: 'Appointment',
    id: sandboxId('life-visit', life.n, day),
    status: 'noshow',
    start: `${day}T09:00:00Z`,
    end: `${day}T09:30:00Z`,
    participant: [{ actor: herself(life), required: 'required', status: 'accepted' }],
  };
}

/** A child is in the programme. */
export function programme(life: Life, child: string, day: string): Entry {
  return {
    resourceType: 'EpisodeOfCare',
    id: sandboxId('life-programme', life.n, child),
    status: 'active',
    type: [coded('service', 'habu-0-6')],
    patient: { reference: `Patient/${child}` },
    managingOrganization: by('habu'),
    period: { start: day },
  };
}

/** What the paediatrician decided where the table could not. */
export function wardDecision(child: string, ward: string): Entry {
  return {
    resourceType: 'Task',
    id: sandboxId('life-ward', child),
    status: 'completed',
    intent: 'order',
    code: coded('action', 'A-PAED-DECISION'),
    for: { reference: `Patient/${child}` },
    output: [{ type: { text: 'outcome' }, valueCodeableConcept: coded('placement', ward) }],
  };
}

/** The answer to a message of a duty. */
export interface Answered {
  /** Event it means. */
  readonly event: string;
  readonly about: object;
  /** The message, by reference. */
  readonly message: string;
  readonly receiver: object;
  readonly moment: string;
}

/** Whom a message of a duty was for has received it. */
export function acknowledged({ event, about, message, receiver, moment }: Answered): Entry {
  return {
    resourceType: 'Communication',
    id: sandboxId('life-acknowledged', message),
    status: 'completed',
    category: [coded('event', event)],
    subject: about,
    about: [{ reference: message }],
    sender: receiver,
    sent: moment,
  };
}
