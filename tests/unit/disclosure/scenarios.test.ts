// The scenarios of the pathway (facts/pathway.md 7) get the verdicts they name: what is sent, on which basis, and what is not.

import { describe, expect, test } from '@jest/globals';
import type { DataClass } from '../../../src/domain/data-class.ts';
import {
  act,
  ask,
  CHILD,
  type Circumstances,
  content,
  DENMARK,
  MOTHER,
  NORWAY,
  provision,
  signedOff,
} from '../../support/law.ts';

type Row = readonly [
  what: string,
  to: string,
  classes: readonly DataClass[],
  expected: string,
  told?: Circumstances & { claims?: string },
];

/** Before birth, about her. */
const pre = (over: Circumstances & { claims?: string } = {}) => ({
  phase: 'PRE' as const,
  delivery: { subject: MOTHER },
  ...over,
});
/** Around birth, about the child whose record quotes her. */
const treatsHer = { treats: [MOTHER] };
const treatsChild = { treats: [CHILD] };
const consentOf = (role: string, given: string, classes: readonly DataClass[], over: object = {}) =>
  provision({ actors: [{ role, keys: [] }], given: new Date(given), classes, ...over });

function play(rows: readonly Row[], law = NORWAY): void {
  test.each(rows)('%s', (_what, to, classes, expected, told = {}) => {
    const { claims = 'HPL45', ...circumstances } = told;
    const isChild = circumstances.delivery?.subject !== MOTHER;
    const quotes = isChild ? classes.filter((one) => one !== 'D1' && one !== 'D8') : [];
    const verdict = ask(to, [content(classes, quotes.length > 0 ? { quotes } : {})], {
      law,
      ...circumstances,
      delivery: { ...circumstances.delivery, claimedBasis: claims },
    });
    expect(verdict.effect === 'deny' ? verdict.rule : verdict.basis).toBe(expected);
  });
}

describe('A: LAR mother, full pathway', () => {
  const may25 = consentOf('barnevern', '2026-05-25T10:00:00Z', ['D1', 'D3', 'D7']);
  play([
    ['LAR takes over', 'lar', ['D1', 'D2', 'D3', 'D5'], 'HPL45', pre(treatsHer)],
    ['early notice to FHS', 'fhs', ['D1', 'D2', 'D3', 'D5'], 'HPL25', pre({ ...treatsHer, claims: 'HPL25' })],
    ['referral to the clinic', 'kk-pol', ['D1', 'D2', 'D3', 'D5'], 'HPL45', pre(treatsHer)],
    ['contact by consent of 25 May', 'barnevern', ['D1', 'D3', 'D7'], 'HPL22', pre({ provisions: [may25] })],
    ['LAR form', 'kk-fode', ['D1', 'D2', 'D4', 'D5'], 'HPL45', pre(treatsHer)],
    ['referral of the child', 'habu', ['D1', 'D3', 'D8'], 'HPL45', treatsChild],
    ['child born, FHS', 'fhs', ['D1', 'D8'], 'HPL45', treatsChild],
    ['child born, GP', 'fastlege', ['D1', 'D8'], 'HPL45', treatsChild],
    ['HABU reports', 'helsestasjon', ['D8'], 'HPL45A', { phase: 'POST', ...treatsChild, claims: 'HPL45A' }],
    [
      'blocked: invitation of 20 March, before the consent',
      'barnevern',
      ['D1'],
      'R9-DENY',
      pre({ now: new Date('2026-03-20T10:00:00Z'), provisions: [may25] }),
    ],
    [
      'blocked: urine results, not in the consent',
      'barnevern',
      ['D4'],
      'R9-DENY',
      pre({ provisions: [may25] }),
    ],
    [
      'blocked: D5 never to NAV',
      'nav',
      ['D5'],
      'R9-DENY',
      pre({ provisions: [consentOf('nav', '2026-05-25T10:00:00Z', ['D5'])] }),
    ],
    [
      'blocked: child born, the consent ended at birth',
      'barnevern',
      ['D1', 'D8'],
      'R9-DENY',
      { provisions: [may25] },
    ],
  ]);
});

describe('B: declines barnevern', () => {
  const declined = provision({ kind: 'refusal', given: new Date('2026-04-27T10:00:00Z') });
  play([
    [
      'concern to the GP',
      'fastlege',
      ['D1', 'D2', 'D3'],
      'HPL25',
      pre({ ...treatsHer, claims: 'HPL25', provisions: [declined] }),
    ],
    [
      'referral to FHS',
      'fhs',
      ['D1', 'D2', 'D3'],
      'HPL25',
      pre({ ...treatsHer, claims: 'HPL25', provisions: [declined] }),
    ],
    [
      'blocked: any identified item before birth',
      'barnevern',
      ['D1'],
      'R9-DENY',
      pre({ provisions: [declined] }),
    ],
    [
      'blocked: an automatic message at birth',
      'barnevern',
      ['D1', 'D3', 'D8'],
      'R9-DENY',
      { provisions: [declined] },
    ],
    [
      'the message of the one who signed',
      'barnevern',
      ['D1', 'D3', 'D8'],
      'HPL33-2',
      { provisions: [declined], acts: [act('assessment-33')] },
    ],
  ]);
});

describe('C: clean last two trimesters', () => {
  const week24 = consentOf('barnevern', '2026-05-20T10:00:00Z', ['D1', 'D3']);
  play([
    ['birth plan to the ward', 'barsel', ['D2', 'D3', 'D4'], 'HPL45', pre(treatsHer)],
    ['consented contact', 'barnevern', ['D1', 'D3'], 'HPL22', pre({ provisions: [week24] })],
    [
      'blocked: exposure to a kindergarten',
      'barnehage',
      ['D3'],
      'R9-DENY',
      { phase: 'POST', provisions: [consentOf('barnehage', '2026-10-08T12:00:00Z', ['D3'])] },
    ],
  ]);
});

describe('D: confirmed positive tests', () => {
  play([
    ['plan to the labour ward', 'kk-fode', ['D2', 'D3', 'D4'], 'HPL45', pre(treatsHer)],
    [
      'shared plan, she is their patient',
      'rusteam',
      ['D2', 'D3', 'D4'],
      'HPL25',
      pre({ ...treatsHer, claims: 'HPL25' }),
    ],
    ['blocked: the same when she is not', 'rusteam', ['D2', 'D3', 'D4'], 'R9-DENY', pre()],
    ['blocked: urine result', 'barnevern', ['D4'], 'R9-DENY', pre()],
  ]);
});

describe('F: hpl § 32 and hol § 10-3', () => {
  const decided = act('decision-103', { patient: MOTHER });
  const SIGNED = signedOff(NORWAY);
  play([
    [
      'the hpl 32 message',
      'rusteam',
      ['D1', 'D2', 'D3', 'D4'],
      'HPL32-2',
      pre({ acts: [act('assessment-32', { patient: MOTHER })] }),
    ],
    [
      'the case to the board',
      'bhn',
      ['D1', 'D2', 'D3', 'D10'],
      'HOL10-3',
      pre({ acts: [act('case-103', { patient: MOTHER })] }),
    ],
    [
      'the fact of the decision, the setting on',
      'barnevern',
      ['D1', 'D10'],
      'HOL10-3-BV',
      pre({ law: SIGNED, acts: [decided] }),
    ],
    [
      'need for housing',
      'nav',
      ['D7'],
      'HPL22',
      pre({ provisions: [consentOf('nav', '2026-05-01T10:00:00Z', ['D7'])] }),
    ],
    [
      'blocked: the evidence list',
      'barnevern',
      ['D3', 'D4', 'D10'],
      'R9-DENY',
      pre({ law: SIGNED, acts: [decided] }),
    ],
    ['blocked: before the decision', 'barnevern', ['D1'], 'R9-DENY', pre({ law: SIGNED })],
    [
      'blocked: the fact while the setting is off',
      'barnevern',
      ['D1', 'D10'],
      'R9-DENY',
      pre({ acts: [decided] }),
    ],
    [
      'blocked: urine results to NAV',
      'nav',
      ['D4'],
      'R9-DENY',
      pre({ provisions: [consentOf('nav', '2026-05-01T10:00:00Z', ['D4'])] }),
    ],
  ]);
});

describe('H: stillbirth', () => {
  const loss = { phase: 'POST' as const, delivery: { subject: MOTHER } };
  play([
    ['outcome to LAR', 'lar', ['D1', 'D2'], 'HPL25', { ...loss, ...treatsHer, claims: 'HPL25' }],
    ['outcome to the GP', 'fastlege', ['D1', 'D2'], 'HPL45', { ...loss, ...treatsHer }],
    [
      'blocked: the GP when she objects',
      'fastlege',
      ['D1', 'D2'],
      'R4-OBJECTION',
      {
        ...loss,
        ...treatsHer,
        provisions: [provision({ kind: 'objection', actors: [{ role: 'fastlege', keys: [] }], classes: [] })],
      },
    ],
    ['blocked: barnevern, anything', 'barnevern', ['D1'], 'R9-DENY', loss],
  ]);
});

describe('J: Denmark', () => {
  const both = ['disclose', 'collect'];
  const agreed = consentOf('dk-rusbehandling', '2026-05-24T10:00:00Z', ['D1', 'D3'], {
    actions: both,
    sources: [{ role: 'jordemoder', keys: [] }],
  });
  const notice = act('underretning', {
    patient: MOTHER,
    recipients: ['Organization/dk-familiemyndighed'],
    classes: ['D1', 'D3', 'D7'],
  });
  play(
    [
      [
        'underretning to the family authority',
        'dk-familiemyndighed',
        ['D1', 'D3', 'D7'],
        'DK-BL',
        pre({ acts: [notice] }),
      ],
      [
        'referral to familieambulatorium',
        'familieambulatorium',
        ['D1', 'D2', 'D3'],
        'DK-SL41',
        pre(treatsHer),
      ],
      [
        'referral to treatment',
        'dk-rusbehandling',
        ['D1', 'D3'],
        'DK-SAMTYKKE',
        pre({ from: 'jordemoder', provisions: [agreed] }),
      ],
      [
        'blocked: what treatment asks for from psychiatry, which she has not let it collect from',
        'dk-rusbehandling',
        ['D1', 'D3'],
        'R9-DENY',
        pre({ from: 'dk-psykiatri', provisions: [agreed] }),
      ],
      [
        'blocked: the adult authority she refused',
        'dk-voksenmyndighed',
        ['D1', 'D3'],
        'R9-DENY',
        pre({ acts: [notice] }),
      ],
      [
        'blocked: what it may not collect',
        'dk-rusbehandling',
        ['D6'],
        'R9-DENY',
        pre({ provisions: [consentOf('dk-rusbehandling', '2026-05-24T10:00:00Z', ['D6'])] }),
      ],
    ],
    signedOff(DENMARK),
  );
});
