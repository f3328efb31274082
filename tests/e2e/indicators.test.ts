// Do the indicators tell how the pathway does, and nothing about anybody? Cases through the API, sums through /ops/v1.

import { createHash } from 'node:crypto';
import type { Bundle, Measure, MeasureReport } from '@medplum/fhirtypes';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { fixedClock } from '../../src/domain/clock.ts';
import { CANONICAL } from '../../src/pipeline/canonical.ts';
import { birth } from '../../src/sandbox/people.ts';
import { formOf } from '../support/forms.ts';
import { eventually, type RunningGateway, startRunning } from '../support/running.ts';
import { by, dating, episode, lar, MOTHER, patient, pregnancy } from '../support/scenario-pieces.ts';
import type { Named } from '../support/scenario.ts';
import { shippedValidator } from '../unit/profiles/shipped.ts';

/** Municipality, how many women, how many of them were screened with a TWEAK of three points. */
const PLACES = [
  ['3222', 14, 7],
  ['4203', 9, 2],
  ['4204', 12, 6],
] as const;
const clock = fixedClock(new Date('2026-02-01T10:00:00Z'));
let running: RunningGateway;

beforeAll(async () => {
  running = await startRunning({}, clock);
  const women = PLACES.flatMap(([municipality, count, screened], place) =>
    Array.from({ length: count }, (_, at) => ({
      municipality,
      n: 100 * (place + 1) + at,
      isScreened: at < screened,
    })),
  );
  for (const { municipality, n, isScreened } of women) {
    const resources = [
      patient(n, municipality),
      episode('active', '2025-03-16'),
      ...(isScreened ? [tweak] : []),
    ];
    await running.client.submit('', transaction(n, resources));
  }
  // One more of the year before, and one birth of the year.
  await running.client.submit('', transaction(900, [patient(900, '4204'), episode('active', '2024-12-31')]));
  const own = [
    patient(901, '4204'),
    episode('active', '2024-11-01'),
    dating('2024-11-01', '2025-07-12'),
    pregnancy('2024-11-01'),
    lar,
  ];
  await running.client.submit('', transaction(901, own));
  const { events } = await running.client.submit(
    '',
    birth({ n: 901, at: '2025-07-10T04:12:00Z', ga0: '2024-10-05' }),
  );
  await running.settle(events[0]);
}, 120_000);
afterAll(() => running.stop());

const tweak = formOf(
  { version: { code: 'feel' }, t: 3, w: true, e: false, a: false, k: false },
  {
    id: 'tweak',
    questionnaire: `${CANONICAL}/Questionnaire/tweak`,
    subject: MOTHER,
    authored: '2025-03-20',
    author: by('jordmor'),
  },
) as Named;

function transaction(n: number, resources: readonly Named[]): object {
  const urn = (name: string) => {
    const hash = createHash('sha256').update(`${n} ${name}`).digest('hex');
    return `urn:uuid:${hash.slice(0, 8)}-${hash.slice(8, 12)}-4${hash.slice(13, 16)}-8${hash.slice(17, 20)}-${hash.slice(20, 32)}`;
  };
  const entry = resources.map(({ id, ...resource }) => ({
    fullUrl: urn(id),
    resource: JSON.parse(
      JSON.stringify(resource).replaceAll(/"#([a-z-]+)"/g, (_, name: string) => `"${urn(name)}"`),
    ) as object,
    request: { method: 'POST', url: resource.resourceType },
  }));
  return { resourceType: 'Bundle', type: 'transaction', entry };
}

async function reports(query = ''): Promise<readonly (Measure | MeasureReport)[]> {
  const bundle = await running.client.ops<Bundle<Measure | MeasureReport>>(`/indicators?period=2025${query}`);
  return (bundle.entry ?? []).flatMap(({ resource }) => resource ?? []);
}

async function reportOf(id: string, query = ''): Promise<MeasureReport> {
  const found = (await reports(query)).find(
    (one) => one.resourceType === 'MeasureReport' && one.measure.includes(`/Measure/${id}|`),
  );
  if (found?.resourceType !== 'MeasureReport') throw new Error(`no report ${id}`);
  return found;
}

/** `place group: numerator of denominator`, a dash for what is masked. */
function shown({ group = [] }: MeasureReport, only = 'risk'): readonly string[] {
  const said = (populations: readonly { count?: number }[] = []) =>
    `${populations[1]?.count ?? '–'} of ${populations[0]?.count ?? '–'}`;
  const [found] = group.filter(({ code }) => code?.text === only);
  const strata = found?.stratifier?.[0]?.stratum ?? [];
  return [
    `all: ${said(found?.population)}`,
    ...strata.map(
      ({ value, population }) => `${value?.coding?.[0]?.code ?? value?.text ?? ''}: ${said(population)}`,
    ),
  ];
}

describe('screening', () => {
  test('is counted by municipality; few are masked, and a second place hides them', async () => {
    expect(shown(await reportOf('screening'))).toEqual([
      'all: 15 of 35',
      '3222: 7 of 14',
      '4203: – of 9',
      '4204: – of 12',
    ]);
  });

  test('of one municipality tells what it tells among all', async () => {
    expect(shown(await reportOf('screening', '&municipality=4204'))).toEqual([
      'all: 15 of 35',
      '4204: – of 12',
    ]);
  });

  test('says with which tool', async () => {
    expect(shown(await reportOf('instrument'), 'tweak')[1]).toBe('3222: 7 of 14');
  });
});

test('a birth of one child tells no number', async () => {
  const report = await eventually(async () => {
    const found = await reportOf('child-referral');
    return (found.group?.[0]?.stratifier ?? []).length > 0 ? found : undefined;
  });
  expect(shown(report, 'confirmed')).toEqual(['all: – of –', '4204: – of –']);
});

test('what is masked says so, and no number of few stands anywhere', async () => {
  const text = JSON.stringify(await reports());
  const counts = [...text.matchAll(/"count":(\d+)/g)].map(([, count]) => Number(count));
  expect(counts.filter((count) => count > 0 && count < 5)).toEqual([]);
  expect(text).toContain('"valueCode":"masked"');
});

test('every Measure and every MeasureReport is valid, the reports by our profile', async () => {
  const validator = shippedValidator();
  const faults = (await reports()).flatMap((resource) =>
    validator
      .validate(resource)
      .filter(({ severity }) => severity === 'error' || severity === 'fatal')
      .map(({ expression, text }) => [resource.resourceType, resource.id, expression, text]),
  );
  expect(faults).toEqual([]);
  const [report] = (await reports()).filter(({ resourceType }) => resourceType === 'MeasureReport');
  expect(report?.meta?.profile).toEqual([`${CANONICAL}/StructureDefinition/lenke-measure-report`]);
});

test.each([
  ['the year that runs', '2026'],
  ['a part of a year, when years are told', '2025-Q1'],
  ['a day', '2025-06-01'],
  ['nothing', ''],
])('%s is no period that is told', async (_reason, period) => {
  const response = await fetch(`${running.url}/ops/v1/indicators?period=${period}`);
  expect([response.status, ((await response.json()) as { code: string }).code]).toEqual([
    400,
    period.length === 0 || period.length > 7 ? 'LENKE_OPS_INPUT' : 'LENKE_INDICATOR_PERIOD',
  ]);
});

test('nobody stands in a report: no name, no number, no reference', async () => {
  const text = JSON.stringify(await reports());
  expect(text).not.toMatch(/Patient\/|EpisodeOfCare\/|\d{11}/);
});
