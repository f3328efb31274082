// What else do the services send? A signed referral, a final epikrise, a changed plan.

import type {
  Bundle,
  BundleEntry,
  CarePlanActivity,
  Composition,
  Identifier,
  Reference,
} from '@medplum/fhirtypes';
import { assumedBirthDate } from './mother-case.ts';
import { addDays } from './numbers.ts';
import { organisationReference, type OrganisationKey } from './organisations.ts';
import {
  concept,
  createOnce,
  DOCUMENT_TYPE,
  entryReference,
  identifierQuery,
  LOINC,
  ownIdentifier,
  sandboxId,
  SNOMED,
  tk,
  transaction,
} from './parts.ts';
import { childIdentifiers, mother, motherPatient, type ChildFacts } from './persons.ts';

/** Whom a letter is about: a mother, or a child of her birth at `at` with a person number. */
export interface LetterOptions {
  readonly n?: number;
  readonly about?: 'mother' | 'child';
  /** Of a child: moment of birth, gender and place in the birth, as given to `birth`. */
  readonly at?: string;
  readonly gender?: 'female' | 'male';
  readonly index?: number;
  readonly hasNumber?: boolean;
  /** When it was signed; `YYYY-MM-DD`. */
  readonly date?: string;
  /** Which letter of that day; 1 by default. */
  readonly number?: number;
}

/** A referral: from whom, to whom. */
export interface ReferralOptions extends LetterOptions {
  readonly from?: OrganisationKey;
  readonly to?: OrganisationKey;
  readonly status?: 'active' | 'revoked' | 'draft';
}

/** An epikrise: a Composition on its own, or the same as a document Bundle. */
export interface EpikriseOptions extends LetterOptions {
  readonly from?: OrganisationKey;
  readonly form?: 'composition' | 'document';
  readonly status?: 'final' | 'preliminary' | 'amended';
  /** Code of list 9602. */
  readonly type?: 'A03-2' | 'A13-2';
}

/** A plan: who does what. */
export interface PlanOptions extends LetterOptions {
  readonly status?: 'active' | 'draft' | 'revoked';
  readonly category?: 'pathway' | 'birth-plan';
  readonly performers?: readonly OrganisationKey[];
}

interface Subject {
  readonly reference: Reference<never>;
  readonly date: string;
  /** Parts of the ids of what the letter holds. */
  readonly key: readonly (string | number)[];
}

/** Identifier of the person a letter is about. */
function subjectIdentifier(options: LetterOptions): Identifier {
  const who = mother(options.n);
  if (options.about !== 'child') return who.identifier;
  const facts: ChildFacts = {
    gender: options.gender ?? 'female',
    at: options.at ?? `${assumedBirthDate()}T04:12:00Z`,
    hasNumber: options.hasNumber ?? true,
  };
  return childIdentifiers(who, facts, options.index ?? 0)[0];
}

function subjectOf(options: LetterOptions): Subject {
  const identifier = subjectIdentifier(options);
  const date = options.date ?? addDays(assumedBirthDate(), 22);
  return {
    reference: { reference: `Patient?${identifierQuery(identifier)}` },
    date,
    key: [options.about ?? 'mother', options.n ?? 0, options.index ?? 0, date, options.number ?? 1],
  };
}

/** A signed referral: ServiceRequest to the performer, and the Task that carries its status. */
export function referral(options: ReferralOptions = {}): Bundle {
  const subject = subjectOf(options);
  const [from, to] = [options.from ?? 'kk-barsel', options.to ?? 'habu'];
  const requestId = sandboxId('referral', from, to, ...subject.key);
  const taskId = sandboxId('referral-task', from, to, ...subject.key);
  const parties = { requester: organisationReference(from) };
  return transaction(sandboxId('referral-bundle', from, to, ...subject.key), `${subject.date}T10:00:00Z`, [
    createOnce(
      requestId,
      {
        resourceType: 'ServiceRequest',
        identifier: [ownIdentifier(requestId)],
        status: options.status ?? 'active',
        intent: 'order',
        priority: 'routine',
        code: concept({ system: SNOMED, code: '3457005', display: 'Patient referral' }),
        subject: subject.reference,
        authoredOn: `${subject.date}T10:00:00Z`,
        ...parties,
        performer: [organisationReference(to)],
        reasonCode: [{ text: 'Oppfølging 0-6 år etter rusmiddeleksponering i svangerskapet (syntetisk).' }],
      },
      ownIdentifier(requestId),
    ),
    createOnce(
      taskId,
      {
        resourceType: 'Task',
        identifier: [ownIdentifier(taskId)],
        status: options.status === 'revoked' ? 'cancelled' : 'requested',
        intent: 'order',
        code: concept({ system: 'http://hl7.org/fhir/CodeSystem/task-code', code: 'fulfill' }),
        focus: entryReference(requestId),
        for: subject.reference,
        authoredOn: `${subject.date}T10:00:00Z`,
        lastModified: `${subject.date}T10:00:00Z`,
        ...parties,
        owner: organisationReference(to),
      },
      ownIdentifier(taskId),
    ),
  ]);
}

function epikriseComposition(options: EpikriseOptions, subject: Subject, id: string): Composition {
  return {
    resourceType: 'Composition',
    identifier: ownIdentifier(id),
    status: options.status ?? 'final',
    type: concept({ system: DOCUMENT_TYPE, code: options.type ?? 'A03-2', display: 'Epikrise' }),
    subject: subject.reference,
    date: `${subject.date}T12:00:00Z`,
    author: [organisationReference(options.from ?? 'kk-barsel')],
    title: 'Epikrise',
    attester: [
      {
        mode: 'legal',
        time: `${subject.date}T12:00:00Z`,
        party: organisationReference(options.from ?? 'kk-barsel'),
      },
    ],
    custodian: organisationReference('hospital'),
    section: [
      {
        title: 'Vurdering',
        text: {
          status: 'generated',
          div: '<div xmlns="http://www.w3.org/1999/xhtml"><p>Syntetisk epikrise uten opplysninger om noen.</p></div>',
        },
      },
    ],
  };
}

/** A signed epikrise of list 9602 type A03-2; a mother's and a child's are two letters (D-04). */
export function epikrise(options: EpikriseOptions = {}): Bundle {
  const subject = subjectOf(options);
  const id = sandboxId('epikrise', ...subject.key);
  const time = `${subject.date}T12:00:00Z`;
  if (options.form !== 'document') {
    const entry = createOnce(id, epikriseComposition(options, subject, id), ownIdentifier(id));
    return transaction(sandboxId('epikrise-bundle', ...subject.key), time, [entry]);
  }
  const document = epikriseDocument(options, subject, id);
  const documentId = sandboxId('epikrise-document', ...subject.key);
  const entry = createOnce(documentId, document, ownIdentifier(documentId));
  return transaction(sandboxId('epikrise-bundle', ...subject.key), time, [entry]);
}

/** A document Bundle holds all it points at, so the patient is an entry (of a child: a logical reference). */
function epikriseDocument(options: EpikriseOptions, subject: Subject, id: string): Bundle {
  const who = mother(options.n);
  const about = options.about === 'child';
  const reference: Reference<never> = about
    ? { type: 'Patient', identifier: subjectIdentifier(options) }
    : entryReference(who.id);
  const patient: BundleEntry[] = about
    ? []
    : [{ fullUrl: `urn:uuid:${who.id}`, resource: motherPatient(who, '4204') }];
  return {
    resourceType: 'Bundle',
    identifier: ownIdentifier(sandboxId('epikrise-document', ...subject.key)),
    type: 'document',
    timestamp: `${subject.date}T12:00:00Z`,
    entry: [
      { fullUrl: `urn:uuid:${id}`, resource: epikriseComposition(options, { ...subject, reference }, id) },
      ...patient,
    ],
  };
}

/** Somebody who may decide says no to a recipient (rule R4): by role, for all classes. */
export function objection(options: LetterOptions & { readonly role?: string } = {}): Bundle {
  const subject = subjectOf(options);
  const role = options.role ?? 'habu';
  const id = sandboxId('objection', role, ...subject.key);
  return transaction(sandboxId('objection-bundle', role, ...subject.key), `${subject.date}T09:00:00Z`, [
    createOnce(
      id,
      {
        resourceType: 'Consent',
        identifier: [ownIdentifier(id)],
        status: 'active',
        scope: concept({
          system: 'http://terminology.hl7.org/CodeSystem/consentscope',
          code: 'patient-privacy',
        }),
        category: [concept({ system: LOINC, code: '59284-0' }), concept(tk('consent-category', 'objection'))],
        patient: subject.reference,
        dateTime: `${subject.date}T09:00:00Z`,
        organization: [organisationReference('kk-barsel')],
        policyRule: concept({ system: 'http://terminology.hl7.org/CodeSystem/v3-ActCode', code: 'OPTOUT' }),
        provision: {
          type: 'permit',
          provision: [
            {
              type: 'deny',
              actor: [
                { role: concept(tk('role', role)), reference: { type: 'Organization', display: role } },
              ],
              action: [
                concept({ system: 'http://terminology.hl7.org/CodeSystem/consentaction', code: 'disclose' }),
              ],
            },
          ],
        },
      },
      ownIdentifier(id),
    ),
  ]);
}

/** The shared plan: a CarePlan with one performer per activity. */
export function plan(options: PlanOptions = {}): Bundle {
  const subject = subjectOf(options);
  const id = sandboxId('plan', ...subject.key);
  const activity = (options.performers ?? ['fhs', 'fastlege', 'kk-pol']).map(
    (key): CarePlanActivity => ({
      detail: {
        status: 'scheduled',
        description: 'Syntetisk tiltak',
        performer: [organisationReference(key)],
      },
    }),
  );
  return transaction(sandboxId('plan-bundle', ...subject.key), `${subject.date}T11:00:00Z`, [
    createOnce(
      id,
      {
        resourceType: 'CarePlan',
        identifier: [ownIdentifier(id)],
        status: options.status ?? 'active',
        intent: 'plan',
        category: [concept(tk('plan', options.category ?? 'pathway'))],
        title: 'Plan',
        subject: subject.reference,
        created: `${subject.date}T11:00:00Z`,
        author: organisationReference('fhs'),
        activity,
      },
      ownIdentifier(id),
    ),
  ]);
}
