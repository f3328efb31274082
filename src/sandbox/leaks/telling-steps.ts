// What is there to leak? Everything somebody could write about her, what she allows and takes back, and letters that try to take it all along.

import { addDays } from '../numbers.ts';
import { ORGANISATIONS, organisationReference, type OrganisationKey } from '../organisations.ts';
import { concept, LOINC, sandboxId, tk } from '../parts.ts';
import { at, day, DAY_MS, step, type Step } from '../simulate/course.ts';
import type { Life } from '../simulate/life.ts';
import type { Random } from '../simulate/random.ts';
import * as write from '../simulate/resources.ts';

/** What a life tells, besides what it tells anyway. */
export interface Telling {
  readonly life: Life;
  readonly random: Random;
  /** References to everything that was written and marked so far, hers or a child's. */
  readonly written: () => readonly string[];
  /** Ids of her children that are born. */
  readonly children: () => readonly string[];
}

const EVERYBODY = Object.keys(ORGANISATIONS).filter(
  (key): key is OrganisationKey => key !== 'kommune' && key !== 'hospital',
);
/** Who is written to at a time besides those she has spoken of: enough that everybody is reached in some life. */
const OTHERS = 2;
/** Days after the birth on which somebody writes to others about her and her children. */
const AFTER_BIRTH = [1, 45, 400, 1500];

/** All of it, in no order. */
export function tellingSteps(telling: Telling): readonly Step[] {
  const { life, random } = telling;
  const first = addDays(life.found, 4);
  const end = life.loss ? at(life.loss.day) : Date.parse(life.birth);
  const before = [5, 20, 60, 120]
    .map((days) => at(addDays(life.found, days)))
    .filter((moment) => moment < end);
  const born = Date.parse(life.birth);
  const said = answers(life, random, addDays(first, 1));
  const named = [...new Set(said.map(({ to }) => to))];
  const after =
    life.loss || life.isStillborn
      ? [end + 60_000, end + 30 * DAY_MS]
      : AFTER_BIRTH.map((days) => born + days * DAY_MS);
  return [
    step(at(first, '08:00'), (hands) => hands.put(...record(life, first))),
    ...(random.chance(0.2) ? [hides(life, first)] : []),
    ...said.flatMap(({ steps }) => steps),
    ...before.map((moment, n) => letters(telling, named, moment, n)),
    ...after.map((moment, n) => letters(telling, named, moment, before.length + n)),
  ];
}

/** Somebody may not find her: her address is told to nobody from now on. */
function hides(life: Life, from: string): Step {
  const security = [{ system: 'http://terminology.hl7.org/CodeSystem/v3-Confidentiality', code: 'V' }];
  return step(at(from, '09:00'), (hands) => hands.change(`Patient/${life.patient}`, { meta: { security } }));
}

/** One of each class that a life does not have anyway; and one that nobody has classified. */
function record(life: Life, found: string): readonly write.Entry[] {
  const subject = { reference: `Patient/${life.patient}` };
  const id = (name: string) => sandboxId('told', life.n, name);
  const concern = (category: string): write.Entry => ({
    resourceType: 'Condition',
    id: id(category),
    category: [concept(tk('concern', category))],
    code: { text: 'Syntetisk' },
    subject,
    recordedDate: found,
  });
  const observed = (name: string, more: object): write.Entry => ({
    resourceType: 'Observation',
    id: id(name),
    status: 'final',
    subject,
    effectiveDateTime: found,
    performer: [organisationReference('jordmor')],
    ...more,
  });
  return [
    concern('mental-health'),
    concern('caregiving'),
    observed('bv-answer', {
      code: concept(tk('observation', 'bv-contact-answer')),
      valueCodeableConcept: concept(tk('bv-answer', 'accepted')),
    }),
    observed('strange', { code: concept({ system: LOINC, code: '8867-4' }) }),
    {
      resourceType: 'Flag',
      id: id('flag'),
      status: 'inactive',
      code: concept(tk('flag', 'hol-10-3')),
      subject,
      period: { start: found, end: found },
    },
    {
      resourceType: 'RelatedPerson',
      id: id('partner'),
      active: true,
      patient: subject,
      relationship: [
        concept({
          system: 'http://hl7.no/fhir/CodeSystem/no-basis-family-relation',
          code: 'ektefelleEllerPartner',
        }),
      ],
    },
  ];
}

/** Whom she may let know what, and whom she may stop. Some of it she takes back. */
const RELEASES: readonly (readonly [to: OrganisationKey, classes: readonly string[]])[] = [
  ['nav', ['D1', 'D2', 'D3', 'D7']],
  ['helsestasjon', ['D3', 'D7']],
  ['barnevern', ['D1', 'D2', 'D3', 'D7']],
  ['habu', ['D1', 'D2', 'D3']],
  ['rusteam', ['D1', 'D2', 'D3', 'D4']],
];
const OBJECTIONS: readonly (readonly [to: OrganisationKey, classes: readonly string[]])[] = [
  ['fastlege', ['D4', 'D6']],
  ['jordmor', ['D3', 'D5']],
  ['lar', ['D7']],
];

/** What she says of somebody, and takes back. */
interface Spoken {
  readonly to: OrganisationKey;
  readonly steps: readonly Step[];
}

function answers(life: Life, random: Random, from: string): readonly Spoken[] {
  const born = life.birth.slice(0, 10);
  const end = life.loss ? at(life.loss.day) : Number.POSITIVE_INFINITY;
  const said = [from, ...(life.loss || life.isStillborn ? [] : [addDays(born, 10)])];
  const releases = said.flatMap((on, n) =>
    RELEASES.filter(() => random.chance(0.5)).map(([to, classes]) => {
      const consent = answer(life, `${to}-${n}`, on, to, classes);
      const back = at(addDays(on, 35));
      const steps = [
        step(at(on), (hands) => hands.put(consent)),
        ...(random.chance(0.5) && back < end
          ? [step(back, (hands) => hands.change(`Consent/${consent.id}`, { status: 'inactive' }))]
          : []),
      ];
      return { to, steps };
    }),
  );
  const day2 = addDays(from, 2);
  const objections = OBJECTIONS.filter(() => random.chance(0.4)).map(([to, classes]) => {
    const no = answer(life, `no-${to}`, day2, to, classes, true);
    return { to, steps: [step(at(day2), (hands) => hands.put(no))] };
  });
  return [...releases, ...objections];
}

function answer(
  life: Life,
  name: string,
  on: string,
  to: OrganisationKey,
  classes: readonly string[],
  isNo = false,
): write.Entry {
  const given = write.consent(life, on, 'barnevern-contact');
  return {
    ...given,
    id: sandboxId('told-consent', life.n, name),
    category: [concept(tk('consent-category', isNo ? 'objection' : 'disclosure-release'))],
    provision: {
      type: isNo ? 'permit' : 'deny',
      provision: [
        {
          type: isNo ? 'deny' : 'permit',
          period: { start: on, end: addDays(on, 180) },
          actor: [{ role: concept(tk('role', to)), reference: organisationReference(to) }],
          action: [
            concept({ system: 'http://terminology.hl7.org/CodeSystem/consentaction', code: 'disclose' }),
          ],
          securityLabel: classes.map((code) => tk('data-class', code)),
        },
      ],
    },
  };
}

/** Somebody writes to some of them, about her and about each child, and signs: each letter tries to take everything along. */
function letters(telling: Telling, named: readonly OrganisationKey[], moment: number, n: number): Step {
  const { life, random } = telling;
  return step(moment, async (hands) => {
    const others = EVERYBODY.filter((key) => !named.includes(key));
    const from = random.between(0, others.length - 1);
    const to = [...named, ...[...others, ...others].slice(from, from + OTHERS)];
    const all = telling.written().map((reference) => ({ contentReference: { reference } }));
    for (const about of [life.patient, ...telling.children()])
      for (const key of to) {
        const id = sandboxId('told-letter', life.n, about, key, n);
        await hands.put({
          resourceType: 'CommunicationRequest',
          id,
          status: 'draft',
          category: [{ text: 'Melding' }],
          subject: { reference: `Patient/${about}` },
          payload: all,
          authoredOn: `${day(moment)}T10:00:00Z`,
          sender: organisationReference('fastlege'),
          recipient: [organisationReference(key)],
        });
        await hands.change(`CommunicationRequest/${id}`, { status: 'active' });
      }
  });
}
