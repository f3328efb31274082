// Every byte that left, searched: no recipient was sent a class of a person that neither the matrix nor her consent gives it.

import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { Phase } from '../../src/disclosure/law-file.ts';
import type { Ref } from '../../src/domain/identity.ts';
import type { DataClass } from '../../src/domain/data-class.ts';
import { birth, type OrganisationKey, TWINS } from '../../src/sandbox/people.ts';
import { NORWAY } from '../support/law.ts';
import {
  everything,
  type Mark,
  marked,
  markedChild,
  markedMother,
  markedRecord,
  markOf,
  marksIn,
  messageOf,
  referralOf,
} from '../support/marked-case.ts';
import { play, type Named, type Scenario } from '../support/scenario.ts';
import { barnevernConsent, code, episode, sharedPlan, team, tk } from '../support/scenario-pieces.ts';
import { startWire, type Wire } from '../support/wire.ts';

/** A case of the region: where she lives, whom she lets know what, and what happens to her. */
interface Played {
  readonly n: number;
  readonly municipality: string;
  readonly health: OrganisationKey;
  /** Classes by row that she lets go before the birth. */
  readonly says: Readonly<Partial<Record<string, readonly DataClass[]>>>;
  readonly isTwins?: true;
  readonly isProtected?: true;
  readonly isWithdrawn?: true;
  readonly isAbortion?: true;
}

const REGION: readonly Played[] = [
  { n: 131, municipality: '4204', health: 'fhs', says: { nav: ['D1', 'D7'] } },
  { n: 132, municipality: '4203', health: 'helsestasjon', says: {}, isTwins: true },
  { n: 133, municipality: '4204', health: 'fhs', says: {}, isProtected: true },
  { n: 134, municipality: '4204', health: 'fhs', says: { helsestasjon: ['D3', 'D7'] }, isWithdrawn: true },
  { n: 135, municipality: '4204', health: 'fhs', says: {}, isAbortion: true },
];

const ALL: readonly OrganisationKey[] = [
  'habu',
  'fhs',
  'helsestasjon',
  'jordmor',
  'rusteam',
  'fastlege',
  'kk-pol',
  'kk-fode',
  'kk-barsel',
  'nfi',
  'lar',
  'barnevern',
  'nav',
];
const REFERRED: readonly OrganisationKey[] = ['kk-pol', 'lar', 'jordmor', 'nfi'];
const FOUND = '2026-05-11';
const BORN = '2026-11-12T04:12:00Z';

let scenario: Scenario;
let wire: Wire;
const recipientOf = new Map<string, string>();

beforeAll(async () => {
  wire = await startWire();
  scenario = await play('no-krs', `${FOUND}T10:00:00Z`, { LENKE_SANDBOX_URL: wire.url });
  wire.target = scenario.running.sandbox;
  for (const one of REGION) await pregnant(one);
  await scenario.at('2026-11-12T06:00:00Z');
  for (const one of REGION.filter(({ isAbortion }) => !isAbortion)) await birthOf(one);
  const { items } = await scenario.running.client.ops<{ items: { id: string; recipient: string }[] }>(
    '/deliveries?limit=1000',
  );
  for (const { id, recipient } of items) recipientOf.set(id, recipient);
}, 400_000);
afterAll(async () => {
  await scenario.stop();
  await wire.stop();
});

const consentTo = (row: string, classes: readonly DataClass[], n: number): Named =>
  marked(
    {
      ...barnevernConsent(FOUND),
      id: `consent-${row}`,
      category: [tk('consent-category', 'disclosure-release')],
      performer: [{ reference: '#mother' }],
      organization: [{ reference: 'Organization/fhs' }],
      provision: {
        type: 'deny',
        provision: [
          {
            type: 'permit',
            actor: [{ role: tk('role', row), reference: { reference: `Organization/${row}` } }],
            action: [code('http://terminology.hl7.org/CodeSystem/consentaction', 'disclose')],
            securityLabel: classes.map((value) => ({
              system: 'https://lenke.example/fhir/CodeSystem/tk-data-class',
              code: value,
            })),
          },
        ],
      },
    },
    markOf(n, 'mother', 'D0'),
  );

/** Writes a message to everybody with everything, and signs it. */
async function writeToAll(id: string, subject: string, all: readonly object[]): Promise<void> {
  const { client } = scenario.running;
  await scenario.send(...ALL.map((to) => messageOf(`${id}-${to}`, subject, [to], all)));
  for (const to of ALL) {
    const path = `/${scenario.ref(`${id}-${to}`)}`;
    await client.put(path, { ...(await client.read<object>(path)), status: 'active' });
  }
  // Comes to rest before anything else is sent.
  await scenario.change(`${id}-${ALL[0] ?? ''}`, {});
}

async function pregnant(one: Played): Promise<void> {
  const { n, says } = one;
  wire.label = `${n} PRE`;
  const all = everything(FOUND);
  const consents = Object.entries(says).map(([row, classes]) => consentTo(row, classes ?? [], n));
  await scenario.send(
    markedMother(n, one.municipality, one.isProtected === true),
    marked(episode('planned', FOUND), markOf(n, 'mother', 'D2', 'D3')),
    ...markedRecord(n, FOUND),
    ...consents,
  );
  await scenario.send(
    team('fhs', one.health, 'fastlege', 'jordmor', 'kk-pol', 'lar'),
    marked(sharedPlan(FOUND), markOf(n, 'mother', 'D2', 'D3')),
  );
  if (one.isWithdrawn) {
    for (const row of Object.keys(says)) await scenario.change(`consent-${row}`, { status: 'inactive' });
    wire.label = `${n} PRE withdrawn`;
  }
  await scenario.send(...REFERRED.map((to) => referralOf(`ref-${to}`, to, '#mother', all)));
  if (one.isAbortion) {
    await scenario.send(
      marked(
        {
          resourceType: 'Observation',
          id: 'outcome',
          status: 'final',
          code: tk('observation', 'pregnancy-outcome'),
          subject: { reference: '#mother' },
          effectiveDateTime: FOUND,
          performer: [{ reference: 'Organization/kk-pol' }],
          valueCodeableConcept: tk('pregnancy-outcome', 'abortion'),
        },
        markOf(n, 'mother', 'D2'),
      ),
    );
    wire.label = `${n} POST abortion`;
    await writeToAll('message', '#mother', [...all, { reference: '#outcome' }]);
    return;
  }
  await writeToAll('message', '#mother', all);
}

async function birthOf(one: Played): Promise<void> {
  const { n } = one;
  wire.label = `${n} BIRTH`;
  await scenario.bundle(
    birth({
      n,
      at: BORN,
      ga0: '2026-02-16',
      municipality: one.municipality,
      ...(one.isTwins && { children: TWINS }),
    }),
  );
  const episodes = await scenario.all('EpisodeOfCare');
  const patients = await scenario.all('Patient');
  const found = patients
    .filter(({ id, birthDate }) => birthDate === BORN.slice(0, 10) && !seen.has(String(id)))
    .map(({ id }): Ref => `Patient/${String(id)}`)
    .filter((child) => JSON.stringify(episodes).includes(child));
  for (const [index, child] of found.entries()) {
    seen.add(child.replace('Patient/', ''));
    const record = markedChild(n, index + 1, child, BORN);
    await scenario.send(...record);
    await writeToAll(`about-${n}-${index}`, child, [
      ...record.map(({ id }) => ({ reference: `#${id}` })),
      ...(await herRecord(n)),
    ]);
  }
}
const seen = new Set<string>();

/** References of everything marked as hers, as it is stored. */
async function herRecord(n: number): Promise<readonly object[]> {
  const found: object[] = [];
  for (const type of [
    'Observation',
    'Condition',
    'MedicationStatement',
    'RelatedPerson',
    'Flag',
    'Consent',
    'CarePlan',
  ])
    for (const one of await scenario.all(type))
      if (JSON.stringify(one).includes(`MERKE.${n}.mother`))
        found.push({ reference: `${type}/${String(one['id'])}` });
  return found;
}

const caseOf = (n: number) => REGION.find((one) => one.n === n);

/** What the matrix and her consent give a recipient: treatment, or what she said and has not taken back; nothing else happened here. */
function mayHave(recipient: string, label: string, { n, classes, who }: Mark): boolean {
  const [own, phase = 'PRE', after] = label.split(' ');
  if (String(n) !== own) return false;
  const row = NORWAY.rowOf(recipient === 'hospital' ? 'kk' : recipient);
  const said = after === 'withdrawn' || phase !== 'PRE' ? [] : (caseOf(n)?.says[row] ?? []);
  return classes.every((dataClass) => {
    // After an abortion what is about the pregnancy goes only to who treated her (D-07): the clinic.
    if (after === 'abortion' && dataClass === 'D2' && recipient !== 'kk-pol') return false;
    const cell = NORWAY.cell(row, dataClass, phase as Phase);
    return cell.includes('T') || (cell.includes('C') && who === 'mother' && said.includes(dataClass));
  });
}

const leaks = (sent: readonly { delivery: string; label: string; bytes: string }[]): readonly string[] =>
  sent.flatMap(({ delivery, label, bytes }) =>
    marksIn(bytes)
      .filter((mark) => !mayHave(recipientOf.get(delivery) ?? '?', label, mark))
      .map(
        ({ n, who, classes }) =>
          `${recipientOf.get(delivery) ?? '?'} got ${classes.join('+')} of ${who} ${n} (${label})`,
      ),
  );

describe('a region of five cases', () => {
  test('sent much: every class that may go somewhere went somewhere, and to many', () => {
    const went = wire.sent.flatMap(({ delivery, bytes }) =>
      marksIn(bytes).map(({ classes }) => `${recipientOf.get(delivery) ?? '?'} ${classes.join('+')}`),
    );
    expect(new Set(went.map((one) => one.split(' ')[0])).size).toBeGreaterThanOrEqual(8);
    for (const found of ['D1', 'D2', 'D3', 'D4', 'D5', 'D6', 'D8', 'D8+D4'])
      expect(went.some((one) => one.endsWith(` ${found}`))).toBe(true);
    expect(wire.sent.length).toBeGreaterThan(60);
  });

  test('and every request that left belongs to a delivery that was decided', () => {
    expect(wire.sent.filter(({ delivery }) => !recipientOf.has(delivery))).toEqual([]);
  });

  test('no recipient was sent what it may not have', () => {
    expect([...new Set(leaks(wire.sent))].toSorted()).toEqual([]);
  });

  test('nothing left for barnevern or NAV, whatever was signed to them', () => {
    const to = new Set(wire.sent.map(({ delivery }) => recipientOf.get(delivery)));
    expect([to.has('barnevern'), to.has('nav')]).toEqual([false, false]);
  });

  test('what nobody classified, what she said and who else there is left nowhere', () => {
    const all = wire.sent.map(({ bytes }) => bytes).join('\n');
    expect(marksIn(all).filter(({ classes }) => classes.includes('D0') || classes.includes('D11'))).toEqual(
      [],
    );
  });

  test('the address of her who is protected is in no byte that left', () => {
    expect(wire.sent.filter(({ bytes }) => bytes.includes('HEMMELIG'))).toEqual([]);
  });

  test('what is about one child of two holds nothing of the other', () => {
    const mixed = wire.sent.filter(({ bytes }) => {
      const children = new Set(marksIn(bytes).flatMap(({ who }) => (who === 'mother' ? [] : [who])));
      return children.size > 1;
    });
    expect(mixed).toEqual([]);
  });
});

describe('the search itself', () => {
  test.each([
    ['toxicology at a health centre', 'helsestasjon', '131 PRE', markOf(131, 'mother', 'D4')],
    ['another woman’s name', 'fastlege', '131 PRE', markOf(132, 'mother', 'D1')],
    ['what a child’s sample tells of her', 'helsestasjon', '131 BIRTH', markOf(131, 'child1', 'D8', 'D4')],
    ['what she took back', 'helsestasjon', '134 PRE withdrawn', markOf(134, 'mother', 'D3')],
    ['a pregnancy after an abortion', 'fastlege', '135 POST abortion', markOf(135, 'mother', 'D2')],
  ])('sees %s', (_, recipient, label, mark) => {
    recipientOf.set('forged', recipient);
    expect(leaks([{ delivery: 'forged', label, bytes: `x ${mark} y` }])).toHaveLength(1);
    recipientOf.delete('forged');
  });
});
