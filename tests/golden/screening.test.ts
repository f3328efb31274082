// What becomes of a filled-in form? From POST through the public API to score, conclusion, event, action and finding.

import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { CANONICAL } from '../../src/pipeline/canonical.ts';
import type { OperationOutcome } from '@medplum/fhirtypes';
import type { ExplainedEvent } from '../../src/pipeline/telling/explain-event.ts';
import { absent, formOf, type Given } from '../support/forms.ts';
import { play, type Named, type Scenario } from '../support/scenario.ts';
import {
  born,
  by,
  dating,
  episode,
  find,
  MOTHER,
  patient,
  pregnancy,
  team,
} from '../support/scenario-pieces.ts';
import { shippedValidator } from '../unit/profiles/shipped.ts';

const AT = '2026-03-16T10:00:00Z';
let scenario: Scenario;

beforeAll(async () => {
  scenario = await play('no-krs', AT);
  await scenario.send(patient(41), episode('active', '2026-03-16'), dating('2026-03-16', '2026-10-19'));
  await scenario.send(pregnancy('2026-03-16'), team('fhs', 'fastlege', 'jordmor'));
}, 120_000);
afterAll(() => scenario.stop());

function form(id: string, questionnaire: string, given: Given, subject: object = MOTHER): Named {
  const more = {
    id,
    questionnaire: `${CANONICAL}/Questionnaire/${questionnaire}`,
    subject,
    authored: AT,
    author: by('jordmor'),
  };
  return formOf(given, more) as Named;
}

const TWEAK: Given = { version: { code: 'feel' }, t: 3, w: true, e: false, a: false, k: false };

async function derivedFrom(name: string): Promise<readonly Record<string, unknown>[]> {
  const reference = `"${scenario.ref(name)}"`;
  return (await scenario.all('Observation')).filter((one) =>
    JSON.stringify(one['derivedFrom'] ?? '').includes(reference),
  );
}

const shown = (observations: readonly Record<string, unknown>[]) =>
  observations
    .map((one) => {
      const [{ code = '' } = {}] = (one['code'] as { coding: { code?: string }[] }).coding;
      const concept = one['valueCodeableConcept'] as { coding: { code: string }[] } | undefined;
      return `${code} ${String(one['status'])} ${concept?.coding[0]?.code ?? JSON.stringify(one['valueInteger'])}`;
    })
    .toSorted();

async function findingsAbout(name: string): Promise<readonly string[]> {
  const { items } = await scenario.running.client.ops<{
    items: readonly { code: string; facts: { form?: string } }[];
  }>('/findings?open=true&limit=500');
  return items.filter(({ facts }) => facts.form === scenario.ref(name)).map(({ code }) => code);
}

async function valid(observations: readonly Record<string, unknown>[], profiles: readonly string[]) {
  const validator = shippedValidator();
  return observations.filter(
    (one) =>
      !profiles.some((profile) =>
        validator
          .validate(one, { profiles: [`${CANONICAL}/StructureDefinition/${profile}`] })
          .every(({ severity }) => severity !== 'error' && severity !== 'fatal'),
      ),
  );
}

describe('a TWEAK of three points', () => {
  test('becomes its score and its conclusion, both valid and both naming the answer', async () => {
    await scenario.send(form('tweak', 'tweak', { ...TWEAK, period: { code: 'this-pregnancy' } }));
    const derived = await derivedFrom('tweak');
    expect(shown(derived)).toEqual(['screen-conclusion final increased-risk', 'tweak-total final 3']);
    expect(await valid(derived, ['lenke-screening-score', 'lenke-screen-conclusion'])).toEqual([]);
  });

  test('says which version was asked, about which period, and who asked', async () => {
    const score = (await derivedFrom('tweak')).find((one) => one['valueInteger'] !== undefined);
    expect(score).toMatchObject({
      method: { text: 'tweak feel' },
      component: [{ valueCodeableConcept: { coding: [{ code: 'this-pregnancy' }] } }],
      performer: [by('jordmor')],
    });
  });

  test('means that a screening was done, and asks for a brief talk', async () => {
    expect(await scenario.events()).toContain('E_SCREEN_DONE');
    expect(await find(scenario, 'Task', 'A-BRIEF')).toMatchObject({ status: 'draft' });
  });

  test('closes the task that asked for it, and not the one of week 24', async () => {
    const tasks = (await scenario.all('Task')).flatMap((task) => {
      const [, action] = /"(A-SCREEN-[123])"/.exec(JSON.stringify(task['code'])) ?? [];
      return action === undefined ? [] : [[action, task['status']]];
    });
    expect(Object.fromEntries(tasks)).toEqual({
      'A-SCREEN-1': 'completed',
      'A-SCREEN-2': 'requested',
      'A-SCREEN-3': 'requested',
    });
  });

  test('sent again as it was, it changes nothing', async () => {
    const before = await derivedFrom('tweak');
    await scenario.change('tweak', {});
    expect(await derivedFrom('tweak')).toEqual(before);
  });

  test('corrected to nothing at all, score and conclusion are amended and it means something else', async () => {
    const items = formOf({ ...TWEAK, t: 0, w: false }).item;
    await scenario.change('tweak', { status: 'amended', item: items });
    expect(shown(await derivedFrom('tweak'))).toEqual([
      'screen-conclusion amended low-risk',
      'tweak-total amended 0',
    ]);
    expect(await scenario.events()).toContain('E_SCREEN_NEG');
  });

  test('entered in error, nothing that was read from it stands', async () => {
    await scenario.change('tweak', { status: 'entered-in-error' });
    expect(shown(await derivedFrom('tweak'))).toEqual([
      'screen-conclusion entered-in-error low-risk',
      'tweak-total entered-in-error 0',
    ]);
  });
});

describe('a total that its items do not give', () => {
  test('is kept beside the score, is a finding, and the sender is told', async () => {
    const body = form('wrong', 'tweak', { ...TWEAK, total: 1 });
    await scenario.send(body);
    expect(await findingsAbout('wrong')).toEqual(['LENKE_SCORE_CONTRADICTS']);
    expect(shown(await derivedFrom('wrong'))).toContain('tweak-total final 3');
    const stored = await scenario.running.client.read<object>(`/${scenario.ref('wrong')}`);
    expect(JSON.stringify(stored)).toContain('"linkId":"total","answer":[{"valueInteger":1}]');
  });

  test('stops being a finding when it is corrected', async () => {
    await scenario.change('wrong', { status: 'amended', item: formOf({ ...TWEAK, total: 3 }).item });
    expect(await findingsAbout('wrong')).toEqual([]);
  });

  test('is a finding when it comes as an Observation of its own, and stays as it was sent', async () => {
    await scenario.send({
      resourceType: 'Observation',
      id: 'posted',
      status: 'final',
      code: { coding: [{ system: `${CANONICAL}/CodeSystem/tk-observation`, code: 'tweak-total' }] },
      subject: MOTHER,
      effectiveDateTime: AT,
      valueInteger: 6,
      derivedFrom: [{ reference: '#wrong' }],
    });
    expect(await findingsAbout('posted')).toEqual(['LENKE_SCORE_CONTRADICTS']);
    expect(await scenario.running.client.read(`/${scenario.ref('posted')}`)).toMatchObject({
      valueInteger: 6,
    });
  });

  test('is told in the answer as a warning at its place', async () => {
    const body = form('told', 'tweak', { ...TWEAK, total: 1 });
    const { id: _, ...resource } = { ...body, subject: { reference: scenario.ref('mother') } };
    const response = await fetch(`${scenario.running.url}/fhir/QuestionnaireResponse`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/fhir+json', Prefer: 'return=OperationOutcome' },
      body: JSON.stringify(resource),
    });
    const outcome = (await response.json()) as OperationOutcome;
    expect(response.status).toBe(201);
    expect(outcome.issue).toContainEqual(
      expect.objectContaining({
        severity: 'warning',
        details: expect.objectContaining({
          coding: [expect.objectContaining({ code: 'LENKE_SCORE_CONTRADICTS' })],
        }),
      }),
    );
  });
});

test('a form that is deleted takes back what was read from it', async () => {
  await scenario.send(form('gone', 'tweak', TWEAK));
  const before = await derivedFrom('gone');
  const response = await fetch(`${scenario.running.url}/fhir/${scenario.ref('gone')}`, { method: 'DELETE' });
  expect([response.status, before.length]).toEqual([204, 2]);
  expect(shown(await derivedFrom('gone'))).toEqual([
    'screen-conclusion entered-in-error increased-risk',
    'tweak-total entered-in-error 3',
  ]);
});

test('two forms of one contact are one screening, and the worst of them counts', async () => {
  const times = async () => (await scenario.events()).filter((code) => code === 'E_SCREEN_DONE').length;
  const before = await times();
  const low = { 'before.a1': 0, 'before.a2': 0, 'before.a3': 0, 'now.a1': 0, 'now.a2': 0, 'now.a3': 0 };
  await scenario.send(form('one', 'audit-c-pregnancy', low), form('two', 'tweak', TWEAK));
  expect(shown([...(await derivedFrom('one')), ...(await derivedFrom('two'))])).toEqual([
    '75626-2 final 0',
    '75626-2 final 0',
    'screen-conclusion final increased-risk',
    'screen-conclusion final low-risk',
    'tweak-total final 3',
  ]);
  expect(await times()).toBe(before + 1);
  const screened = await scenario.running.client.ops<{ items: { id: string }[] }>(
    '/events?code=E_SCREEN_DONE',
  );
  const why = await scenario.running.client.ops<ExplainedEvent>(
    `/explain?event=${screened.items[0]?.id ?? ''}`,
  );
  const applied = why.actions.filter(({ outcome }) => outcome === 'applied').map(({ id }) => id);
  expect(applied).toEqual(expect.arrayContaining(['A-BRIEF', 'A-SCREEN-DONE']));
});

describe('a form that is not complete', () => {
  test('gets no score and no conclusion, and somebody is asked to look', async () => {
    const { k: _, ...rest } = TWEAK;
    await scenario.send(form('half', 'tweak', { ...rest, t: 0, w: false }));
    expect(await derivedFrom('half')).toEqual([]);
    expect(await findingsAbout('half')).toEqual(['LENKE_SCORE_INCOMPLETE']);
  });

  test('declined is a conclusion of its own, and no finding', async () => {
    const no = Object.fromEntries(Object.keys(TWEAK).map((id) => [id, absent('asked-declined')]));
    await scenario.send(form('declined', 'tweak', no));
    expect(shown(await derivedFrom('declined'))).toEqual(['screen-conclusion final declined']);
    expect(await findingsAbout('declined')).toEqual([]);
  });

  test('one that is still being filled in is nobody’s finding', async () => {
    const { k: _, ...rest } = TWEAK;
    await scenario.send({ ...form('begun', 'tweak', rest), status: 'in-progress' });
    expect([await derivedFrom('begun'), await findingsAbout('begun')]).toEqual([[], []]);
  });
});

test('EPDS with points on item 10 asks for somebody today, at any total, and is no screening', async () => {
  const before = (await scenario.events()).filter((code) => code === 'E_SCREEN_DONE').length;
  await scenario.send(form('epds', 'epds-result', { total: 2, 'form-version': 'nb 1', item10: 1 }));
  const derived = await derivedFrom('epds');
  expect(shown(derived)).toEqual(['99046-5 final 2', 'next-step final same-day-safety']);
  expect(await valid(derived, ['lenke-screening-score', 'lenke-next-step'])).toEqual([]);
  expect(await find(scenario, 'Task', 'A-SAFETY-TODAY')).toMatchObject({ status: 'requested' });
  expect((await scenario.events()).filter((code) => code === 'E_SCREEN_DONE')).toHaveLength(before);
});

test('a newborn’s totals become scores, signs bring the child to intensive care, a series reaches the threshold', async () => {
  await born(scenario, { n: 41, at: '2026-10-08T04:12:00Z', ga0: '2026-01-12' });
  const [child] = (await scenario.all('EpisodeOfCare'))
    .filter((one) => JSON.stringify(one['type']).includes('"child"'))
    .map((one) => one['patient'] as object);
  for (const [at, total] of [8, 9, 8].entries()) {
    const authored = `2026-10-08T1${at}:00:00Z`;
    await scenario.send({
      ...form(`nas-${at}`, 'nas-result', { total, 'form-version': 'ark 3' }, child),
      authored,
    });
  }
  const [first, last] = [await derivedFrom('nas-0'), await derivedFrom('nas-2')];
  expect(shown(first)).toEqual(['nas-total final 8', 'next-step final no-step']);
  expect(shown(last)).toEqual(['nas-total final 8', 'next-step final treatment-threshold']);
  expect(await valid([...first, ...last], ['lenke-nas-total', 'lenke-next-step'])).toEqual([]);
  expect(await scenario.events()).toContain('E_NAS_SIGNS');
});
