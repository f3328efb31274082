// The gateway says who would get what and why not, and who got what: to an operator, and in words a person understands.

import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { Explanation } from '../../src/disclosure/explain.ts';
import { createValidator } from '../../src/fhir/validator/validator.ts';
import { shippedProfiles } from '../../src/fhir/profiles.ts';
import { birth, motherCase } from '../../src/sandbox/people.ts';
import type { ShownEvent } from '../../src/cli/follow.ts';
import { type RunningGateway, startRunning } from '../support/running.ts';

let running: RunningGateway;
let born: ShownEvent;

beforeAll(async () => {
  running = await startRunning();
  await running.client.submit('', motherCase({ n: 61 }));
  const { events } = await running.client.submit('', birth({ n: 61 }));
  born = await running.settle(events.at(-1));
});
afterAll(() => running.stop());

/** The child: the delivery names it among its content. */
const child = () =>
  deliveryTo('habu')?.content.find(({ reference }) => reference.startsWith('Patient/'))?.reference;
const deliveryTo = (recipient: string) => born.deliveries.find((one) => one.recipient === recipient);
const explain = (question: object) => running.client.post<Explanation>('/disclosure/explain', question);

describe('explain', () => {
  test('a withheld delivery says which rule and what would be needed', async () => {
    const found = await explain({ delivery: deliveryTo('barnevern')?.id });
    expect(found).toMatchObject({ effect: 'deny', rule: 'R9-DENY', basis: 'HPL21', phase: 'BIRTH' });
    const identity = found.classes.find(({ dataClass }) => dataClass === 'D1');
    expect(identity?.openings).toEqual(
      expect.arrayContaining([
        { rule: 'R6-CONSENT', basis: 'HPL22', needs: [{ need: 'consent', met: false }], human: false },
        {
          rule: 'R2-LEGAL-DUTY',
          basis: 'HPL33-2',
          needs: [{ need: 'assessment-33', met: false }],
          human: true,
        },
      ]),
    );
    expect(found.text.nb.join(' ')).toContain('helsepersonelloven § 21');
    expect(found.text.nn.join(' ')).toContain('helsepersonellova § 21');
    expect(found.text.en.join(' ')).toContain('Health Personnel Act § 21');
  });

  test('a delivery that went says by what', async () => {
    const found = await explain({ delivery: deliveryTo('habu')?.id });
    expect(found).toMatchObject({ effect: 'permit', rule: 'R5-TREATMENT', basis: 'HPL45' });
  });

  test('a thought: nothing opens what is forbidden', async () => {
    const subject = child();
    const found = await explain({ subject, recipient: 'nav', classes: ['D4', 'D8'] });
    expect(found.effect).toBe('deny');
    expect(found.classes.map(({ dataClass, openings }) => [dataClass, openings.length > 0])).toEqual([
      ['D4', false],
      ['D8', true],
    ]);
  });

  test('of reading: what only a signed act would carry is no way in', async () => {
    const question = { subject: child(), recipient: 'barnevern', classes: ['D8'] };
    const sent = await explain(question);
    const read = await explain({ ...question, reading: true });
    const rules = ({ classes }: Explanation) =>
      classes.flatMap(({ openings }) => openings.map(({ rule }) => rule));
    expect(rules(sent)).toEqual(expect.arrayContaining(['R2-LEGAL-DUTY', 'R7-PARENTAL']));
    expect(rules(read)).toEqual(['R7-PARENTAL']);
    expect(read.text.en[0]).toContain('/fhir');
  });

  test('of nobody is not found', async () => {
    await expect(
      explain({ subject: 'Patient/nobody', recipient: 'nav', classes: ['D1'] }),
    ).rejects.toMatchObject({
      code: 'LENKE_CLIENT',
      facts: { status: 404 },
    });
  });
});

describe('who received what', () => {
  interface Received {
    readonly bundle: { readonly entry: readonly { readonly resource: { readonly resourceType: string } }[] };
    readonly text: readonly string[];
  }
  const received = (language = 'nb') =>
    running.client.post<Received>('/disclosure/received', { subject: child(), language });

  test('is told in sentences and as valid AuditEvents of the profile, those who got it and those who did not', async () => {
    const { bundle, text } = await received();
    expect(text.filter((line) => / fikk /.test(line)).length).toBeGreaterThanOrEqual(3);
    expect(text.some((line) => line.includes('fikk ikke'))).toBe(true);
    const validator = createValidator({ profiles: shippedProfiles() });
    const problems = bundle.entry.flatMap(({ resource }) =>
      validator.validate(resource).filter(({ severity }) => severity === 'error' || severity === 'fatal'),
    );
    expect(problems).toEqual([]);
    expect(bundle.entry).toHaveLength(text.length);
  });

  test('is the answer of Patient/[id]/$disclosures too', async () => {
    const found = await running.client.read<Received['bundle']>(`/${child()}/$disclosures`);
    expect(found.entry.length).toBe((await received()).bundle.entry.length);
    await expect(running.client.read('/Patient/nobody/$disclosures')).rejects.toMatchObject({
      facts: { status: 404 },
    });
  });

  test('is told in nynorsk and English too, as valid AuditEvents, and as a page for her', async () => {
    const [nynorsk, english] = [await received('nn'), await received('en')];
    expect(nynorsk.text.some((line) => line.includes(' fekk '))).toBe(true);
    expect(english.text.some((line) => line.includes(' did not receive '))).toBe(true);
    const ask = (query: string, headers = {}) =>
      fetch(`${running.url}/fhir/${child()}/$disclosures${query}`, { headers });
    const page = await ask('?page=true', { 'Accept-Language': 'nn' });
    expect(page.headers.get('content-type')).toBe('text/html; charset=utf-8');
    expect(await page.text()).toContain('Kven har fått vite kva?');
    expect(await (await ask('?page=true&language=en', { 'Accept-Language': 'nn' })).text()).toContain(
      'Who has been told what?',
    );
    expect((await ask('?language=dk')).status).toBe(400);
    const posted = await fetch(`${running.url}/ops/v1/disclosure/page`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify({ subject: child(), language: 'nb' }),
    });
    expect(await posted.text()).toContain('Hvem har fått vite hva?');
  });

  test('the look is written down, and is no disclosure itself', async () => {
    const before = (await received()).text.length;
    expect((await received()).text).toHaveLength(before);
  });
});

test('a consent about the child is taken and taken back, like one about the mother', async () => {
  const consent = {
    resourceType: 'Consent',
    id: 'b7c3a3f0-0000-4000-8000-000000000001',
    status: 'active',
    scope: {
      coding: [{ system: 'http://terminology.hl7.org/CodeSystem/consentscope', code: 'patient-privacy' }],
    },
    category: [{ coding: [{ system: 'http://loinc.org', code: '59284-0' }] }],
    patient: { reference: child() },
    dateTime: new Date().toISOString(),
    performer: [{ reference: child() }],
    organization: [{ reference: 'Organization/fhs' }],
    policyRule: { coding: [{ system: 'http://terminology.hl7.org/CodeSystem/v3-ActCode', code: 'OPTIN' }] },
    provision: {
      type: 'permit',
      actor: [{ role: { text: 'nav' }, reference: { reference: 'Organization/nav' } }],
      action: [{ coding: [{ code: 'disclose' }] }],
      securityLabel: [{ system: 'https://lenke.example/fhir/CodeSystem/tk-data-class', code: 'D8' }],
    },
  };
  expect((await running.client.put(`/Consent/${consent.id}`, consent)).status).toBe(201);
  expect(
    (await running.client.put(`/Consent/${consent.id}`, { ...consent, status: 'inactive' })).status,
  ).toBe(200);
});

test('however often she withdraws before birth, she is asked again once in the next trimester', async () => {
  const day = (days: number) => new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10);
  await running.client.submit('', motherCase({ n: 62, ga0: day(-145), barnevernConsent: 'in-force' }));
  const [mother] = await patientsWithConsent();
  const { consent, patient } = mother ?? { consent: {}, patient: {} };
  const asked = async (code: string) =>
    running.searchTotal('Task', `patient=Patient/${String(patient['id'])}&code=${code}`);
  for (const status of ['inactive', 'active', 'inactive'])
    await running.client.put(`/Consent/${String(consent['id'])}`, { ...consent, status });
  expect(await asked('ask-consent')).toBe(1);
});

async function patientsWithConsent() {
  const bundle = await running.client.read<{
    entry?: { resource: Record<string, unknown> & { patient?: { reference: string } } }[];
  }>('/Consent?status=active&_sort=-_lastUpdated&_count=1');
  return Promise.all(
    (bundle.entry ?? []).map(async ({ resource }) => ({
      consent: resource,
      patient: await running.client.read<Record<string, unknown>>(`/${resource.patient?.reference ?? ''}`),
    })),
  );
}
