// What do filled-in forms look like? Answers to the forms of profiles/fsh/forms.fsh and instruments.fsh, and the forms themselves.

import { definitions } from '../definitions.ts';
import { organisationReference } from '../../src/sandbox/people.ts';
import { CHILD, MIDWIFE, WOMAN, type Written, id } from './parts.ts';

type Answered = object;

const FORM_ANSWER = 'https://lenke.example/fhir/CodeSystem/tk-form-answer';

const answer = (linkId: string, ...values: readonly object[]): Answered => ({ linkId, answer: values });
const group = (linkId: string, ...item: readonly Answered[]): Answered => ({ linkId, item });
const chosen = (...codes: readonly string[]) =>
  codes.map((code) => ({ valueCoding: { system: FORM_ANSWER, code } }));
const yes = (value: boolean) => ({ valueBoolean: value });
const points = (linkId: string, valueInteger: number) => answer(linkId, { valueInteger });
const words = (linkId: string, valueString: string) => answer(linkId, { valueString });

function response(n: number, form: string, item: readonly Answered[], more: object = {}): Written {
  return {
    resourceType: 'QuestionnaireResponse',
    identifier: id(n)[0],
    questionnaire: `https://lenke.example/fhir/Questionnaire/${form}`,
    status: 'completed',
    subject: WOMAN,
    authored: '2026-03-12T09:00:00Z',
    author: MIDWIFE,
    item,
    ...more,
  };
}

const onWard = (day: string, more: object = {}) => ({
  subject: CHILD,
  encounter: { reference: 'Encounter/encounter-stay-1' },
  authored: `${day}T14:00:00Z`,
  author: organisationReference('kk-barsel'),
  ...more,
});

const WARD: readonly Written[] = [
  response(
    420,
    'barsel-observation',
    [
      answer('shift', ...chosen('day')),
      group(
        'child',
        answer('child.feeding', ...chosen('breast', 'mothers-milk')),
        points('child.weight', 3120),
        answer('child.settling', ...chosen('settles-with-help')),
        answer('child.withdrawal-signs', yes(true)),
        points('child.nas-total', 4),
      ),
      group(
        'together',
        words('together.attachment', 'Syntetisk observasjon.'),
        answer('together.care', ...chosen('nappy', 'comforting')),
      ),
      group('next', answer('next.needed', yes(true)), words('next.what', 'Ny skåring i neste vakt.')),
    ],
    onWard('2026-10-09'),
  ),
  response(
    421,
    'barsel-observation|0.1.0',
    [
      answer('shift', ...chosen('night')),
      group('child', answer('child.withdrawal-signs', yes(false))),
      group('next', answer('next.needed', yes(false))),
    ],
    onWard('2026-10-10', { status: 'amended' }),
  ),
];

const LAR_ITEMS: readonly Answered[] = [
  group('responsible', words('responsible.doctor', 'Syntetisk lege, telefon 00 00 00 00')),
  group('pregnancy', answer('pregnancy.term', { valueDate: '2026-10-18' })),
  group(
    'medicine',
    answer('medicine.which', { valueCoding: { system: 'http://www.whocc.no/atc', code: 'N07BC02' } }),
    answer('medicine.dose', { valueDecimal: 60 }),
    answer('medicine.available', yes(true)),
  ),
  group(
    'samples',
    answer('samples.summary', {
      valueCoding: {
        system: 'https://lenke.example/fhir/CodeSystem/tk-tox-result',
        code: 'positive-explained',
      },
    }),
    answer('samples.last', { valueDate: '2026-09-08' }),
  ),
  group(
    'stay',
    answer('stay.informed', yes(true)),
    words('stay.dispensing', 'LAR overtar dosering ved utskriving.'),
  ),
];

const LAR: readonly Written[] = [
  response(422, 'lar-fode-barsel', LAR_ITEMS, {
    authored: '2026-09-10T12:00:00Z',
    author: organisationReference('lar'),
    basedOn: [{ reference: 'CarePlan/care-plan-pathway-1' }],
  }),
  response(423, 'lar-fode-barsel', LAR_ITEMS.slice(0, 3), {
    status: 'in-progress',
    authored: '2026-08-30T12:00:00Z',
    author: organisationReference('lar'),
  }),
];

/** One answer per instrument, so that each form is known to take an answer; TWEAK twice. */
export const INSTRUMENTS: readonly Written[] = [
  ...['completed', 'amended'].map((status, at) =>
    response(
      375 + at,
      'tweak',
      [answer('version', ...chosen('feel')), points('t', 2 + at), answer('w', yes(false))],
      { status },
    ),
  ),
  response(424, 'audit', [points('a1', 1), points('a9', 0), points('a10', 2)]),
  response(425, 'audit-c-pregnancy', [
    group('before', points('before.a1', 3), points('before.a2', 1), points('before.a3', 1)),
    group('now', points('now.a1', 1), points('now.a2', 0), points('now.a3', 0)),
  ]),
  response(426, 'dudit-result', [points('total', 3), words('form-version', '2005')]),
  response(427, 'epds-result', [points('total', 11), words('form-version', '1987'), points('item10', 0)]),
  response(428, 'nas-result', [points('total', 9), words('form-version', 'avdelingens ark 3')], {
    subject: CHILD,
  }),
  response(
    429,
    'asq-result',
    [
      words('form-version', 'ASQ-3'),
      points('age-form-months', 12),
      answer('age-basis', ...chosen('corrected')),
      group(
        'communication',
        answer('communication.score', { valueDecimal: 45 }),
        answer('communication.zone', ...chosen('monitoring')),
      ),
    ],
    { subject: CHILD },
  ),
];

/** The forms that are our own show what the profile of a form means. */
function forms(): readonly Written[] {
  return definitions()
    .filter(({ id: form }) => form === 'barsel-observation' || form === 'lar-fode-barsel' || form === 'tweak')
    .map((form) => form as unknown as Written);
}

const coding = (system: string, code: string) => ({
  valueCoding: { system: `https://lenke.example/fhir/CodeSystem/${system}`, code },
});

/** Forms whose questions are our own, about her, her children and those close to her. */
const TALKS: readonly Written[] = [
  response(440, 'first-talk', [
    group('alcohol', answer('alcohol.before', yes(true)), answer('alcohol.now', yes(false))),
    group('medicines', answer('medicines.before', yes(false)), answer('medicines.now', yes(false))),
    group(
      'drugs',
      answer('drugs.before', yes(true)),
      answer('drugs.now', yes(true)),
      answer('drugs.which', {
        valueCoding: { system: 'urn:oid:2.16.578.1.12.4.1.1.8717', code: '2' },
      }),
    ),
    group('nicotine', answer('nicotine.now', ...chosen('snus'))),
    group('home', answer('home.safe', yes(false))),
  ]),
  response(441, 'nav-child-needs', [
    group('children', answer('children.asked', yes(true)), answer('children.cared', yes(true))),
    group('economy', words('economy.needs', 'Syntetisk behov.'), answer('economy.home', yes(true))),
    group(
      'upbringing',
      answer('upbringing.activity', yes(false)),
      words('upbringing.next', 'Syntetisk avtale.'),
    ),
  ]),
  response(
    442,
    'habu-consult',
    [
      group(
        'child',
        words('child.wellbeing', 'Syntetisk.'),
        words('child.growth', 'Syntetisk.'),
        words('child.psychomotor', 'Syntetisk.'),
      ),
      group('interplay', words('interplay.how', 'Syntetisk.')),
      group('parents', words('parents.wellbeing', 'Syntetisk.'), words('parents.coping', 'Syntetisk.')),
    ],
    { subject: CHILD, author: organisationReference('habu') },
  ),
  response(443, 'care-status', [
    group(
      'children',
      answer('children.any', yes(true)),
      points('children.number', 2),
      words('children.carer', 'Syntetisk pårørende.'),
    ),
  ]),
  response(444, 'relative-needs', [
    group('help', answer('help.wish', yes(true)), words('help.what', 'Syntetisk.')),
  ]),
  response(
    445,
    'interplay-reasons',
    [
      answer(
        'reasons',
        coding('tk-caregiving-reason', 'stress'),
        coding('tk-caregiving-reason', 'care-situation'),
      ),
      words('strengths', 'Syntetisk styrke.'),
    ],
    { subject: CHILD },
  ),
];

/** By the form each answers. */
export const FORMS: readonly Written[] = [...forms(), ...TALKS, ...WARD, ...LAR, ...INSTRUMENTS];
