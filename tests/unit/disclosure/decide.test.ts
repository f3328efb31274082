// Every verdict has its rule; nothing is permitted by silence. Each rule permits once and denies once.

import { describe, expect, test } from '@jest/globals';
import type { DataClass } from '../../../src/domain/data-class.ts';
import { narrow } from '../../../src/disclosure/narrow.ts';
import {
  act,
  ALL_CLASSES,
  ALONE,
  ask,
  BEFORE_BIRTH,
  BIRTH,
  CHILD,
  type Circumstances,
  content,
  DENMARK,
  MOTHER,
  NORWAY,
  NOW,
  provision,
  SHARED,
  signedOff,
  TWIN,
} from '../../support/law.ts';

type Row = readonly [
  reason: string,
  role: string,
  classes: readonly DataClass[],
  told: Circumstances,
  expected: object,
];

const DENIED = { effect: 'deny', rule: 'R9-DENY', basis: 'HPL21' };
const SIGNED = signedOff(NORWAY);
const before = (over: Circumstances = {}): Circumstances => ({
  phase: 'PRE',
  delivery: { subject: MOTHER },
  ...over,
});

function run(rows: readonly Row[]): void {
  test.each(rows)('%s', (_reason, role, classes, told, expected) => {
    expect(ask(role, [content(classes)], told)).toMatchObject(expected);
  });
}

describe('R0: oneself', () => {
  run([
    [
      'the mother gets her own',
      'patient',
      ['D4'],
      { organizations: [MOTHER], delivery: { subject: MOTHER } },
      { effect: 'permit', rule: 'R0-PATIENT-SELF', basis: 'PBRL5-1' },
    ],
    [
      'a holder of parental responsibility gets the child’s',
      'parents',
      ['D8'],
      { organizations: ['Patient/father'], parents: SHARED },
      { effect: 'permit', rule: 'R0-PATIENT-SELF' },
    ],
    [
      'a father gets nothing of hers',
      'parents',
      ['D3'],
      { organizations: ['Patient/father'], parents: SHARED, delivery: { subject: MOTHER } },
      DENIED,
    ],
    ['somebody else gets nothing', 'patient', ['D1'], { organizations: ['Patient/other'] }, DENIED],
    [
      'after a care order the mother is no holder',
      'parents',
      ['D8'],
      {
        organizations: [MOTHER],
        parents: { kind: 'child-welfare', holders: [new Set(['RelatedPerson/bv'])] },
      },
      DENIED,
    ],
    [
      'third parties are nobody’s own',
      'patient',
      ['D11'],
      { organizations: [MOTHER], delivery: { subject: MOTHER } },
      DENIED,
    ],
  ]);
  test('what is quoted of the mother in the child’s record stays hers', () => {
    const quoting = [content(['D3', 'D8'], { quotes: ['D3'] })];
    expect(ask('parents', quoting, { organizations: ['Patient/father'], parents: SHARED }).effect).toBe(
      'deny',
    );
    expect(ask('parents', quoting, { organizations: [MOTHER], parents: SHARED }).effect).toBe('permit');
  });
});

describe('R1: emergency', () => {
  const declared = act('emergency', {
    patient: MOTHER,
    recipients: ['Organization/legevakt'],
    classes: ['D5'],
    until: new Date('2026-06-02T00:00:00Z'),
  });
  run([
    [
      'a declaration opens the classes it names to whom it names',
      'legevakt',
      ['D5'],
      before({ acts: [declared] }),
      { effect: 'permit', rule: 'R1-EMERGENCY', human: true },
    ],
    ['not other classes', 'legevakt', ['D6'], before({ acts: [declared] }), DENIED],
    ['not to others', 'fastlege', ['D5'], before({ acts: [declared] }), DENIED],
    [
      'not after its end',
      'legevakt',
      ['D5'],
      before({ acts: [declared], now: new Date('2026-06-02T00:00:00Z') }),
      DENIED,
    ],
    [
      'it stands above an objection',
      'legevakt',
      ['D5'],
      before({ acts: [declared], provisions: [provision({ kind: 'objection', actors: [] })] }),
      { rule: 'R1-EMERGENCY' },
    ],
    [
      'never to barnevern while the point is off',
      'barnevern',
      ['D1'],
      before({
        acts: [
          act('emergency', { patient: MOTHER, recipients: ['Organization/barnevern'], classes: ['D1'] }),
        ],
      }),
      DENIED,
    ],
    [
      'to barnevern after the sign-off',
      'barnevern',
      ['D1'],
      before({
        law: SIGNED,
        acts: [
          act('emergency', { patient: MOTHER, recipients: ['Organization/barnevern'], classes: ['D1'] }),
        ],
      }),
      { effect: 'permit', rule: 'R1-EMERGENCY' },
    ],
  ]);
});

describe('R2, R2B, R3, R3B: acts of law', () => {
  const met33 = act('assessment-33');
  run([
    [
      '§ 33 after birth, signed',
      'barnevern',
      ['D1', 'D3', 'D8'],
      { acts: [met33] },
      { effect: 'permit', rule: 'R2-LEGAL-DUTY', basis: 'HPL33-2', human: true },
    ],
    ['§ 33 does not open classes without its code', 'barnevern', ['D4'], { acts: [met33] }, DENIED],
    [
      '§ 33 of a twin is not of this child',
      'barnevern',
      ['D1'],
      { acts: [act('assessment-33', { patient: TWIN })] },
      DENIED,
    ],
    [
      '§ 33 does not exist before birth',
      'barnevern',
      ['D1'],
      before({ acts: [act('assessment-33', { patient: MOTHER })] }),
      DENIED,
    ],
    [
      'the duty stands above an objection',
      'barnevern',
      ['D1'],
      { acts: [met33], provisions: [provision({ kind: 'objection', actors: [] })] },
      { rule: 'R2-LEGAL-DUTY' },
    ],
    [
      '§ 32 to the municipal health service',
      'rusteam',
      ['D3'],
      before({ acts: [act('assessment-32', { patient: MOTHER })] }),
      { effect: 'permit', rule: 'R2-LEGAL-DUTY', basis: 'HPL32-2' },
    ],
    [
      '§ 32 does not make an ordinary letter wait: what treatment gives stands on treatment',
      'rusteam',
      ['D3'],
      before({ acts: [act('assessment-32', { patient: MOTHER })], treats: [MOTHER] }),
      { effect: 'permit', rule: 'R5-TREATMENT', human: false },
    ],
    [
      '§ 32 is the ground of the message that claims it',
      'rusteam',
      ['D3'],
      before({
        acts: [act('assessment-32', { patient: MOTHER })],
        treats: [MOTHER],
        delivery: { subject: MOTHER, claimedBasis: 'HPL32-2' },
      }),
      { effect: 'permit', rule: 'R2-LEGAL-DUTY', human: true },
    ],
    [
      'an objection stops the ordinary letter: what is left is the duty, in her hand',
      'rusteam',
      ['D3'],
      before({
        acts: [act('assessment-32', { patient: MOTHER })],
        treats: [MOTHER],
        provisions: [provision({ kind: 'objection', actors: [] })],
      }),
      { effect: 'permit', rule: 'R2-LEGAL-DUTY', human: true },
    ],
    [
      '§ 32 never to barnevern',
      'barnevern',
      ['D3'],
      before({ acts: [act('assessment-32', { patient: MOTHER })] }),
      DENIED,
    ],
    [
      'the § 10-3 case to the board',
      'bhn',
      ['D4'],
      before({ acts: [act('case-103', { patient: MOTHER })] }),
      { effect: 'permit', rule: 'R2B-103-CASE', basis: 'HOL10-3' },
    ],
    ['no case, nothing to the board', 'bhn', ['D4'], before(), DENIED],
    [
      'an order opens the classes a person found it to ask for',
      'barnevern',
      ['D4'],
      { acts: [act('order', { classes: ['D4'] })] },
      { effect: 'permit', rule: 'R3-ORDER', basis: 'HPL33-3' },
    ],
    ['and no other', 'barnevern', ['D5'], { acts: [act('order', { classes: ['D4'] })] }, DENIED],
    [
      'the fact of a § 10-3 decision is off until signed',
      'barnevern',
      ['D1', 'D10'],
      before({ acts: [act('decision-103', { patient: MOTHER })] }),
      DENIED,
    ],
    [
      'the fact of a § 10-3 decision, signed off',
      'barnevern',
      ['D1', 'D10'],
      before({ law: SIGNED, acts: [act('decision-103', { patient: MOTHER })] }),
      { effect: 'permit', rule: 'R3B-103-BV' },
    ],
    [
      'never the clinical journal with it',
      'barnevern',
      ['D3'],
      before({ law: SIGNED, acts: [act('decision-103', { patient: MOTHER })] }),
      DENIED,
    ],
    [
      'barnevern tells barnevern itself',
      'other-bv',
      ['D1'],
      { acts: [met33, act('order', { classes: ALL_CLASSES })], provisions: [provision({ actors: [] })] },
      { effect: 'deny', rule: 'R3C-OTHER-BV', basis: 'BVL-OWN' },
    ],
  ]);
});

describe('R4, R4B: objection and abortion', () => {
  const objection = provision({ kind: 'objection', actors: [{ role: 'habu', keys: [] }], classes: [] });
  const abortion = { reference: 'Observation/a', treating: new Set(['Organization/kk-pol']) };
  const lost: Circumstances = { phase: 'POST', delivery: { subject: MOTHER }, treats: [MOTHER], abortion };
  run([
    [
      'an objection stands above treatment',
      'habu',
      ['D8'],
      { treats: [CHILD], provisions: [{ ...objection, patient: CHILD }] },
      { effect: 'deny', rule: 'R4-OBJECTION', basis: 'PBRL5-3', reason: 'objection:Consent/1' },
    ],
    [
      'an objection made before the birth still holds',
      'habu',
      ['D8'],
      { treats: [CHILD], provisions: [{ ...objection, given: new Date('2026-03-01T00:00:00Z') }] },
      { rule: 'R4-OBJECTION' },
    ],
    [
      'an objection of one of two parents is enough',
      'habu',
      ['D8'],
      {
        treats: [CHILD],
        parents: SHARED,
        provisions: [{ ...objection, patient: CHILD, performers: ['Patient/father'] }],
      },
      { rule: 'R4-OBJECTION' },
    ],
    [
      'an objection against somebody else is none',
      'fhs',
      ['D8'],
      { treats: [CHILD], provisions: [objection] },
      { effect: 'permit', rule: 'R5-TREATMENT' },
    ],
    [
      'an objection about another class is none',
      'habu',
      ['D8'],
      { treats: [CHILD], provisions: [{ ...objection, classes: ['D3'] }] },
      { effect: 'permit' },
    ],
    [
      'an objection that names nobody is against everybody',
      'fastlege',
      ['D8'],
      { treats: [CHILD], provisions: [{ ...objection, actors: [] }] },
      { rule: 'R4-OBJECTION' },
    ],
    [
      'an ended objection is none',
      'habu',
      ['D8'],
      { treats: [CHILD], provisions: [{ ...objection, until: NOW }] },
      { effect: 'permit' },
    ],
    [
      'an abortion is not told to the GP',
      'fastlege',
      ['D2'],
      lost,
      { effect: 'deny', rule: 'R4B-ABORTION', basis: 'D-07', reason: 'abortion:Observation/a' },
    ],
    [
      'the unit that treated her may know',
      'kk-pol',
      ['D2'],
      lost,
      { effect: 'permit', rule: 'R5-TREATMENT' },
    ],
    ['her other data go on', 'lar', ['D5'], lost, { effect: 'permit', rule: 'R5-TREATMENT' }],
  ]);
  test('what is marked as an abortion goes nowhere, whatever the case says', () => {
    const items = [content(['D1'], { marks: ['abortion'], of: MOTHER })];
    expect(ask('fastlege', items, { treats: [MOTHER], phase: 'POST' })).toMatchObject({
      rule: 'R4B-ABORTION',
    });
  });
});

describe('R5: treatment', () => {
  const chosen = act('human-choice', { recipients: ['Organization/habu'], classes: ['D4'] });
  run([
    [
      'HABU may have the referral',
      'habu',
      ['D1', 'D3', 'D8'],
      { treats: [CHILD] },
      { effect: 'permit', rule: 'R5-TREATMENT', basis: 'HPL45', human: false },
    ],
    ['treatment needs a relation', 'habu', ['D8'], {}, { ...DENIED, reason: 'no-relation:D8/BIRTH=T' }],
    ['a relation to her is none to the child', 'habu', ['D8'], { treats: [MOTHER] }, DENIED],
    ['a relation to a twin is none to this child', 'habu', ['D8'], { treats: [TWIN] }, DENIED],
    ['what is only necessary needs a person’s choice', 'habu', ['D4'], { treats: [CHILD] }, DENIED],
    [
      'and goes when a person has chosen it',
      'habu',
      ['D4'],
      { treats: [CHILD], acts: [chosen] },
      { effect: 'permit', rule: 'R5-TREATMENT', human: true },
    ],
    [
      'a ward is judged by the row of its clinic',
      'kk-barsel',
      ['D8'],
      { treats: [CHILD] },
      { effect: 'permit', rule: 'R5-TREATMENT' },
    ],
    [
      'a pooled inbox is judged by the strictest who reads it',
      'lk-team',
      ['D2'],
      { treats: [CHILD] },
      DENIED,
    ],
    ['before the birth HABU needs her consent', 'habu', ['D1'], before({ treats: [MOTHER] }), DENIED],
    ['an unclassified resource goes nowhere', 'habu', ['D0'], { treats: [CHILD] }, DENIED],
    [
      'a recipient without a row is denied',
      'nobody',
      ['D1'],
      { treats: [CHILD] },
      { ...DENIED, reason: 'no-row:nobody/D1/BIRTH' },
    ],
  ]);
  test('the mother’s record beside the child’s needs a relation to her', () => {
    const items = [
      content(['D8']),
      content(['D2'], { of: MOTHER, reference: 'Observation/2', essential: false }),
    ];
    const verdict = ask('fastlege', items, { treats: [CHILD] });
    expect(verdict.effect).toBe('narrow');
    expect(
      verdict.effect === 'deny' ? [] : narrow(verdict.delivery).map(({ reference }) => reference),
    ).toEqual(['Observation/1']);
    expect(ask('fastlege', items, { treats: [CHILD, MOTHER] }).effect).toBe('permit');
  });
});

describe('R6: consent', () => {
  const prenatal = (over: Parameters<typeof provision>[0] = {}) =>
    provision({ given: new Date('2026-05-25T10:00:00Z'), ...over });
  const asks = (over: Parameters<typeof provision>[0]): Circumstances => ({ provisions: [provision(over)] });
  const no = provision({ kind: 'refusal', consent: 'Consent/2', classes: [] });
  run([
    [
      'no consent: barnevern gets nothing',
      'barnevern',
      ['D1', 'D8'],
      {},
      { ...DENIED, reason: 'no-consent:D1/BIRTH=C|L2|L3' },
    ],
    [
      'a consent given after the birth permits',
      'barnevern',
      ['D1'],
      asks({}),
      { effect: 'permit', rule: 'R6-CONSENT', basis: 'HPL22' },
    ],
    ['one given before the birth ended with it', 'barnevern', ['D1'], { provisions: [prenatal()] }, DENIED],
    [
      'before the birth the same one permits',
      'barnevern',
      ['D1'],
      before({ provisions: [prenatal()] }),
      { effect: 'permit', rule: 'R6-CONSENT' },
    ],
    ['an ended one is none', 'barnevern', ['D1'], asks({ until: NOW }), DENIED],
    [
      'one without an end lasts six months',
      'nav',
      ['D7'],
      {
        phase: 'POST',
        now: new Date('2027-04-08T12:00:00Z'),
        provisions: [provision({ actors: [{ role: 'nav', keys: [] }] })],
      },
      DENIED,
    ],
    [
      'and until then it permits',
      'nav',
      ['D7'],
      {
        phase: 'POST',
        now: new Date('2027-04-08T11:59:00Z'),
        provisions: [provision({ actors: [{ role: 'nav', keys: [] }] })],
      },
      { effect: 'permit' },
    ],
    [
      'one that begins later is none yet',
      'barnevern',
      ['D1'],
      asks({ from: new Date('2026-11-01T00:00:00Z') }),
      DENIED,
    ],
    [
      'one given later than now is none yet',
      'barnevern',
      ['D1'],
      asks({ given: new Date('2026-11-01T00:00:00Z') }),
      DENIED,
    ],
    ['for another class it is none', 'barnevern', ['D1'], asks({ classes: ['D7'] }), DENIED],
    ['without a class it is none', 'barnevern', ['D1'], asks({ classes: [] }), DENIED],
    ['for the other direction it is none', 'barnevern', ['D1'], asks({ actions: ['collect'] }), DENIED],
    ['for another purpose it is none', 'barnevern', ['D1'], asks({ purposes: ['HRESCH'] }), DENIED],
    [
      'for this purpose it permits',
      'barnevern',
      ['D1'],
      asks({ purposes: ['SUPNWK'] }),
      { effect: 'permit' },
    ],
    ['of somebody else it is none', 'barnevern', ['D1'], asks({ patient: 'Patient/other' }), DENIED],
    [
      'given by somebody else for her it is none',
      'barnevern',
      ['D1'],
      asks({ performers: ['Patient/father'] }),
      DENIED,
    ],
    ['one that names nobody is none', 'barnevern', ['D1'], asks({ actors: [] }), DENIED],
    [
      'one that names the old municipality’s office is none after a move',
      'barnevern',
      ['D1'],
      asks({ actors: [{ role: 'barnevern', keys: ['Organization/other-town'] }] }),
      DENIED,
    ],
    [
      'consent does not open a forbidden cell',
      'nav',
      ['D4'],
      asks({ actors: [{ role: 'nav', keys: [] }] }),
      DENIED,
    ],
    [
      'a later no outweighs',
      'barnevern',
      ['D1'],
      { provisions: [provision(), { ...no, given: new Date('2026-10-09T07:00:00Z') }] },
      DENIED,
    ],
    ['a no at the same time outweighs', 'barnevern', ['D1'], { provisions: [provision(), no] }, DENIED],
    [
      'an older no does not',
      'barnevern',
      ['D1'],
      { provisions: [provision(), { ...no, given: BEFORE_BIRTH }] },
      { effect: 'permit' },
    ],
    [
      'a no to another recipient does not',
      'barnevern',
      ['D1'],
      { provisions: [provision(), { ...no, actors: [{ role: 'nav', keys: [] }] }] },
      { effect: 'permit' },
    ],
    [
      'a no is no objection: treatment goes on',
      'habu',
      ['D8'],
      { treats: [CHILD], provisions: [{ ...no, actors: [] }] },
      { effect: 'permit', rule: 'R5-TREATMENT' },
    ],
    [
      'when both decide for the child, hers alone is not enough',
      'barnevern',
      ['D1'],
      { parents: SHARED, provisions: [provision()] },
      DENIED,
    ],
  ]);
  test('a consent counts to the second of its end', () => {
    const until = new Date(NOW.getTime() + 1);
    expect(ask('barnevern', [content(['D1'])], { provisions: [provision({ until })] }).effect).toBe('permit');
    expect(BIRTH < NOW).toBe(true);
  });
});

describe('R7: parental responsibility (DT-6)', () => {
  const hers = provision({ actors: [{ role: 'barnehage', keys: [] }], patient: CHILD });
  const his = { ...hers, consent: 'Consent/2', performers: ['Patient/father'] };
  const post = (over: Circumstances): Circumstances => ({ phase: 'POST', ...over });
  const representative = { kind: 'child-welfare' as const, holders: [new Set(['RelatedPerson/bv'])] };
  run([
    [
      '9196 code 1: she alone',
      'barnehage',
      ['D8'],
      post({ parents: ALONE, provisions: [hers] }),
      { effect: 'permit', rule: 'R7-PARENTAL', basis: 'PBRL4-4' },
    ],
    [
      '9196 code 2: one is not enough',
      'barnehage',
      ['D8'],
      post({ parents: SHARED, provisions: [hers] }),
      DENIED,
    ],
    [
      '9196 code 2: both',
      'barnehage',
      ['D8'],
      post({ parents: SHARED, provisions: [hers, his] }),
      { effect: 'permit', rule: 'R7-PARENTAL' },
    ],
    [
      'one of both takes it back',
      'barnehage',
      ['D8'],
      post({ parents: SHARED, provisions: [hers, his, { ...his, kind: 'refusal', given: NOW }] }),
      DENIED,
    ],
    [
      '9196 code 3: not the mother',
      'barnehage',
      ['D8'],
      post({ parents: representative, provisions: [hers] }),
      DENIED,
    ],
    [
      '9196 code 3: the representative',
      'barnehage',
      ['D8'],
      post({ parents: representative, provisions: [{ ...hers, performers: ['RelatedPerson/bv'] }] }),
      { effect: 'permit' },
    ],
    ['unknown: nobody', 'barnehage', ['D8'], post({ provisions: [hers] }), DENIED],
    [
      'never exposure to a kindergarten',
      'barnehage',
      ['D3'],
      post({ parents: ALONE, provisions: [hers] }),
      DENIED,
    ],
  ]);
  test('what quotes the mother needs her consent too', () => {
    const items = [content(['D3', 'D8'], { quotes: ['D3'] })];
    const to = (one: ReturnType<typeof provision>) => ({ ...one, actors: [{ role: 'barnevern', keys: [] }] });
    const told = { phase: 'POST' as const, parents: SHARED };
    expect(ask('barnevern', items, { ...told, provisions: [to(hers), to(his)] }).effect).toBe('deny');
    const own = to({ ...hers, consent: 'Consent/3', patient: MOTHER });
    expect(ask('barnevern', items, { ...told, provisions: [to(hers), to(his), own] }).effect).toBe('permit');
  });
  test('a HABU report reaches barnevern with agreement and a known case only', () => {
    const report = [content(['D8'], { marks: ['habu-report'] })];
    const agreed = {
      phase: 'POST' as const,
      parents: ALONE,
      provisions: [{ ...hers, actors: [{ role: 'barnevern', keys: [] }] }],
    };
    expect(ask('barnevern', report, agreed).effect).toBe('deny');
    expect(ask('barnevern', report, { ...agreed, knownCase: true })).toMatchObject({
      effect: 'permit',
      rule: 'R7-PARENTAL',
    });
    expect(ask('barnevern', report, { phase: 'POST', parents: ALONE, knownCase: true }).effect).toBe('deny');
    expect(ask('barnevern', report, { phase: 'POST', acts: [act('assessment-33')] })).toMatchObject({
      rule: 'R2-LEGAL-DUTY',
    });
  });
});

describe('gates, anonymised, and otherwise', () => {
  test('a medical sample is no evidence by itself (D-05, DT-9)', () => {
    const sample = [content(['D4'], { marks: ['medical-sample'], of: MOTHER })];
    const told = before({ acts: [act('case-103', { patient: MOTHER })] });
    expect(ask('bhn', sample, told).effect).toBe('deny');
    const warned = act('sample-warning', { patient: MOTHER, recipients: ['Organization/bhn'] });
    expect(ask('bhn', sample, { ...told, acts: [...(told.acts ?? []), warned] })).toMatchObject({
      rule: 'R2B-103-CASE',
    });
  });
  test('anonymised content goes only after the check is signed off (DT-10)', () => {
    const items = [content(['D12'], { marks: ['anonymised'] })];
    expect(ask('korus', items).effect).toBe('deny');
    expect(ask('korus', items, { law: SIGNED })).toMatchObject({
      effect: 'permit',
      rule: 'R8-ANONYMISED',
      basis: 'HPL23-3',
    });
    expect(ask('korus', [content(['D12'])], { law: SIGNED }).effect).toBe('deny');
  });
  test('nothing essential is nothing to permit', () => {
    expect(ask('habu', [content([])])).toMatchObject({ effect: 'deny', reason: 'nothing-essential' });
    expect(ask('habu', [content(['D8'], { essential: false })], { treats: [CHILD] }).effect).toBe('deny');
  });
  test('a rule outside its dates decides nothing', () => {
    const rules = NORWAY.rules.map((rule) =>
      rule.id === 'R5-TREATMENT' ? { ...rule, validTo: '2026-10-08' } : rule,
    );
    expect(ask('habu', [content(['D8'])], { treats: [CHILD], law: { ...NORWAY, rules } })).toMatchObject(
      DENIED,
    );
  });
  test('a rule ends with its last day, also in a law that was asked the day before', () => {
    const rules = NORWAY.rules.map((rule) =>
      rule.id === 'R5-TREATMENT' ? { ...rule, validTo: '2026-10-09' } : rule,
    );
    const law = { ...NORWAY, rules };
    const on = (now: Date) => ask('habu', [content(['D8'])], { treats: [CHILD], law, now }).effect;
    const nextDay = new Date('2026-10-10T08:00:00Z');
    expect([on(NOW), on(nextDay), on(NOW)]).toEqual(['permit', 'deny', 'permit']);
  });
  test('the same content about another child is judged by that child', () => {
    const item = content(['D8']);
    const about = (subject: typeof CHILD) => ask('habu', [item], { treats: [CHILD], delivery: { subject } });
    expect([about(CHILD).effect, about(TWIN).effect, about(CHILD).effect]).toEqual([
      'permit',
      'deny',
      'permit',
    ]);
    expect(about(TWIN).classes).toMatchObject([{ key: `${TWIN}|D8` }]);
  });
});

describe('Denmark', () => {
  const SIGNED_DK = signedOff(DENMARK);
  /** One yes for a direction: what `giver` has, `receiver` may have. */
  const yes = (action: string, giver: string, receiver: string) =>
    provision({
      consent: `Consent/${action}-${giver}-${receiver}`,
      actors: [{ role: receiver, keys: [] }],
      sources: [{ role: giver, keys: [] }],
      actions: [action],
    });
  const [A, B] = ['dk-familiemyndighed', 'dk-rusbehandling'];
  const direction = (giver: string, receiver: string) => [
    yes('disclose', giver, receiver),
    yes('collect', giver, receiver),
  ];
  const anyGiver = { ...yes('collect', A, B), consent: 'Consent/any', sources: undefined };
  const { sources: _none, ...collectsFromAnybody } = anyGiver;
  const told = (over: Circumstances): Circumstances => ({
    law: DENMARK,
    delivery: { subject: MOTHER },
    ...over,
  });
  const PERMITTED = { effect: 'permit', rule: 'DK-CONSENT2', basis: 'DK-SAMTYKKE' };
  const SHUT = { effect: 'deny', rule: 'R9-DENY', basis: 'DK-NONE' };
  run([
    ['A to B, both halves of it', B, ['D3'], told({ from: A, provisions: direction(A, B) }), PERMITTED],
    ['B to A, both halves of it', A, ['D3'], told({ from: B, provisions: direction(B, A) }), PERMITTED],
    [
      'both directions open A to B',
      B,
      ['D3'],
      told({ from: A, provisions: [...direction(A, B), ...direction(B, A)] }),
      PERMITTED,
    ],
    [
      'both directions open B to A',
      A,
      ['D3'],
      told({ from: B, provisions: [...direction(A, B), ...direction(B, A)] }),
      PERMITTED,
    ],
    ['A to B does not open B to A', A, ['D3'], told({ from: B, provisions: direction(A, B) }), SHUT],
    ['B to A does not open A to B', B, ['D3'], told({ from: A, provisions: direction(B, A) }), SHUT],
    [
      'A may give, B may not collect',
      B,
      ['D3'],
      told({ from: A, provisions: [yes('disclose', A, B)] }),
      SHUT,
    ],
    ['B may collect, A may not give', B, ['D3'], told({ from: A, provisions: [yes('collect', A, B)] }), SHUT],
    [
      'A may give to B, B may collect from another',
      B,
      ['D3'],
      told({ from: A, provisions: [yes('disclose', A, B), yes('collect', 'dk-psykiatri', B)] }),
      SHUT,
    ],
    [
      'another gives (scenario J: what it asks for from psychiatry)',
      B,
      ['D3'],
      told({ from: 'dk-psykiatri', provisions: direction(A, B) }),
      SHUT,
    ],
    ['nobody knows who gives', B, ['D3'], told({ provisions: direction(A, B) }), SHUT],
    [
      'another class than she said',
      B,
      ['D6'],
      told({ from: A, provisions: direction(A, B).map((one) => ({ ...one, classes: ['D3'] })) }),
      SHUT,
    ],
    [
      'she took one half back',
      B,
      ['D3'],
      told({
        from: A,
        provisions: [...direction(A, B), { ...yes('collect', A, B), kind: 'refusal', given: NOW }],
      }),
      SHUT,
    ],
    [
      'she took the other direction back',
      B,
      ['D3'],
      told({
        from: A,
        provisions: [...direction(A, B), { ...yes('collect', B, A), kind: 'refusal', given: NOW }],
      }),
      PERMITTED,
    ],
    [
      'a yes to collect that names no giver',
      B,
      ['D3'],
      told({ from: A, provisions: [yes('disclose', A, B), collectsFromAnybody] }),
      SHUT,
    ],
    [
      'which a sign-off may open',
      B,
      ['D3'],
      told({ law: SIGNED_DK, from: A, provisions: [yes('disclose', A, B), collectsFromAnybody] }),
      PERMITTED,
    ],
    [
      'her objection stands above both',
      B,
      ['D3'],
      told({ from: A, provisions: [...direction(A, B), provision({ kind: 'objection', actors: [] })] }),
      { rule: 'R4-OBJECTION' },
    ],
  ]);
  const notice = act('underretning', {
    patient: MOTHER,
    recipients: ['Organization/dk-familiemyndighed'],
    classes: ['D1', 'D3', 'D7'],
  });
  run([
    [
      'an underretning before birth, signed off',
      'dk-familiemyndighed',
      ['D1', 'D3', 'D7'],
      before({ law: SIGNED_DK, acts: [notice] }),
      { effect: 'permit', rule: 'DK-UNDERRETNING', basis: 'DK-BL', human: true },
    ],
    [
      'off until then',
      'dk-familiemyndighed',
      ['D1'],
      before({ law: DENMARK, acts: [notice] }),
      { effect: 'deny' },
    ],
    [
      'treatment',
      'almen-praksis',
      ['D3'],
      before({ law: DENMARK, treats: [MOTHER] }),
      { effect: 'permit', rule: 'DK-TREATMENT', basis: 'DK-SL41' },
    ],
    [
      'the child’s data do not exist before birth',
      'almen-praksis',
      ['D8'],
      before({ law: DENMARK, treats: [MOTHER] }),
      { effect: 'deny' },
    ],
  ]);
});
