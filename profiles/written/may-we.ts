// What may we, and what was decided, that nobody sends yet?

import { organisationReference } from '../../src/sandbox/people.ts';
import { tk } from '../../src/sandbox/parts.ts';
import { ATTESTED } from './attested.ts';
import { CHILD, V3, WOMAN, type Written, code, consent, id, own } from './parts.ts';

/** By their codes. */
export const MAY_WE: readonly Written[] = [
  consent(330, 'disclosure-release', {
    provision: {
      type: 'deny',
      provision: [
        {
          type: 'permit',
          period: { start: '2026-05-20', end: '2027-05-20' },
          actor: [{ role: own('role', 'nav'), reference: organisationReference('nav') }],
          action: [code(`${V3}/consentaction`, 'disclose')],
          securityLabel: [tk('data-class', 'D7')],
        },
      ],
    },
  }),
  // Withdrawn: what was permitted has ended, and nothing more goes out.
  consent(334, 'disclosure-release', {
    status: 'inactive',
    provision: {
      type: 'deny',
      provision: [
        {
          type: 'permit',
          period: { start: '2026-05-20', end: '2026-07-01' },
          actor: [{ role: own('role', 'fastlege'), reference: organisationReference('fastlege') }],
          action: [code(`${V3}/consentaction`, 'disclose')],
          securityLabel: [tk('data-class', 'D3')],
          purpose: [{ system: `${V3}/v3-ActReason`, code: 'TREAT' }],
        },
      ],
    },
  }),
  // Denmark: what may be given and what may be fetched are two answers.
  consent(329, 'disclosure-release', {
    provision: {
      type: 'deny',
      provision: ['disclose', 'collect'].map((direction) => ({
        type: 'permit',
        actor: [{ role: own('role', 'rusbehandling'), reference: { display: 'Syntetisk rusbehandling' } }],
        action: [code(`${V3}/consentaction`, direction)],
        securityLabel: [tk('data-class', 'D1'), tk('data-class', 'D3')],
      })),
    },
  }),
  consent(331, 'objection', {
    policyRule: code(`${V3}/v3-ActCode`, 'OPTOUT'),
    provision: {
      type: 'permit',
      provision: [
        {
          type: 'deny',
          actor: [{ role: own('role', 'nfi'), reference: organisationReference('nfi') }],
          action: [code(`${V3}/consentaction`, 'disclose')],
          securityLabel: [tk('data-class', 'D6')],
        },
      ],
    },
  }),
  ...['2027-05-20', '2026-10-08'].map((end, at) =>
    consent(332 + at, 'urine-control', {
      provision: { type: 'permit', period: { start: '2026-05-20', end } },
    }),
  ),
  ...[
    ['hol-10-3', 'active', 'kommune'],
    ['safe-delivery', 'inactive', 'fhs'],
  ].map(([kind = '', status], at) => ({
    resourceType: 'Flag',
    identifier: id(335 + at),
    status,
    code: own('flag', kind),
    subject: WOMAN,
    period: { start: '2026-09-02', ...(status === 'inactive' && { end: '2026-10-08' }) },
    author: organisationReference(at === 0 ? 'kommune' : 'fhs'),
  })),
  ...[
    ['0', 'HPL45', 'habu', 'D8'],
    ['4', 'HPL21', 'barnevern', 'D3'],
  ].map(([outcome, basis = '', role = '', dataClass = ''], at) => ({
    resourceType: 'AuditEvent',
    type: { system: `${V3}/iso-21089-lifecycle`, code: 'disclose' },
    action: 'E',
    recorded: '2026-10-08T04:12:01Z',
    outcome,
    purposeOfEvent: [own('legal-basis', basis), code(`${V3}/v3-ActReason`, 'TREAT')],
    agent: [
      { who: organisationReference('kk-fode'), role: [own('role', 'kk-fode')], requestor: true },
      {
        who: at === 0 ? organisationReference('habu') : organisationReference('barnevern'),
        role: [own('role', role)],
        requestor: false,
      },
    ],
    source: { observer: organisationReference('kommune') },
    entity: [{ what: CHILD, securityLabel: [tk('data-class', dataClass)] }],
  })),
  ...ATTESTED,
  ...['CREATE', 'UPDATE'].map((activity, at) => ({
    resourceType: 'Provenance',
    target: [at === 0 ? CHILD : WOMAN],
    occurredDateTime: '2026-10-08T04:12:00Z',
    recorded: '2026-10-08T04:12:01Z',
    activity: code(`${V3}/v3-DataOperation`, activity),
    agent: [{ who: organisationReference('kk-fode'), onBehalfOf: organisationReference('hospital') }],
    entity: [{ role: 'source', what: { identifier: id(340 + at)[0] } }],
  })),
];
