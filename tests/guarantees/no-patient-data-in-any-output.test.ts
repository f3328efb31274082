// Promise: no name, person number, address or birth date leaves in a log, a metric, an address, a job or an error text.

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import {
  birth,
  birthMessage,
  mother,
  motherCase,
  objection,
  STILLBIRTH,
  TWINS,
  WITHOUT_NUMBER,
} from '../../src/sandbox/people.ts';
import { childOf, momentOf } from '../support/chaos/load.ts';
import { openCase, sendBirth, settled } from '../support/site/play.ts';
import { startSite, type Site } from '../support/site/site.ts';

const MOTHERS = [1, 2, 3, 4, 5, 6, 7] as const;
/** What is refused is about a mother who has no case. */
const REFUSED = 50;
const MOMENT = momentOf(new Date());

let site: Site;
/** Texts by where they were found. */
const found = new Map<string, string>();
const answers: string[] = [];

beforeAll(async () => {
  site = await startSite({ workers: 1, env: { LENKE_LOG: 'debug' } });
  await keepJobs();
  await play();
  await provoke();
  found.set('/metrics', await (await fetch(`${site.url}/metrics`)).text());
  for (const place of ['job', 'outbox']) {
    const rows = await site.query('select content from public.seen where place = $1', [place]);
    found.set(`rows of ${place}`, rows.map((row) => JSON.stringify(row)).join('\n'));
  }
  found.set('log of PostgreSQL', readFileSync(join(site.directory, 'data', 'postgres.log'), 'utf8'));
  found.set(
    'journal',
    JSON.stringify([
      await site.query('select * from events'),
      await site.query('select * from deliveries'),
      await site.query('select * from attempts'),
      await site.query('select * from timers'),
      await site.query('select * from audit'),
    ]),
  );
  found.set('findings', JSON.stringify(await site.query('select * from findings')));
  for (const path of ['/events', '/deliveries', '/findings', '/timers', '/recipients', '/queues'])
    found.set(`/ops/v1${path}`, await (await fetch(`${site.url}/ops/v1${path}`)).text());
  const reports = await Promise.all(
    ['habu', 'kommune', 'fastlege', 'kk'].map((system) => site.receivers.received(system)),
  );
  found.set('addresses asked at receivers', JSON.stringify(reports.map(({ order }) => order)));
  found.set('answers to what was refused', answers.join('\n'));
  found.set('stdout and stderr', site.output());
}, 180_000);

afterAll(async () => {
  await site.stop();
}, 60_000);

/** Jobs and outbox rows live for milliseconds: a trigger keeps a copy of each. */
async function keepJobs(): Promise<void> {
  await site.query('create table public.seen (place text, content text)');
  await site.query(`create function public.keep_seen() returns trigger language plpgsql as
    $$ begin insert into public.seen values (tg_table_name, row_to_json(new)::text); return null; end $$`);
  for (const table of ['bullmq.job', 'public.outbox'])
    await site.query(
      `create trigger keep_seen after insert or update on ${table} for each row execute function public.keep_seen()`,
    );
}

/** Births of every kind, with receivers that fail in every way, and a person who objects. */
async function play(): Promise<void> {
  for (const n of MOTHERS) await openCase(site, n);
  await site.receivers.fault('habu', { kind: 'error500', times: 2 });
  await site.receivers.fault('kommune', { kind: 'cut-after-work', times: 1 });
  await site.receivers.fault('fastlege', { kind: 'wrong-content-type', times: 1 });
  await site.client.submit('', objection({ n: 2 }));
  const events = [
    await sendBirth(site, 1),
    await sendBirth(site, 2),
    await sendBirth(site, 3, { children: TWINS }),
    await sendBirth(site, 4, { children: WITHOUT_NUMBER }),
    await sendBirth(site, 5, { children: STILLBIRTH }),
    ...(await site.client.submit('/$process-message', birthMessage({ n: 6, ...MOMENT }))).events,
  ];
  for (const event of events) await settled(site, event);
  // Nobody's case: acknowledged, and nothing kept.
  await site.client.submit('', birth({ n: REFUSED, ...MOMENT }));
  site.killPostgres(true);
  await send('/fhir', JSON.stringify(birth({ n: 7, ...MOMENT })));
  await new Promise((resolve) => setTimeout(resolve, 3000));
}

/** Everything a sender can do wrong, with a person in it. */
async function provoke(): Promise<void> {
  const who = mother(REFUSED);
  const whole = JSON.stringify(motherCase({ n: REFUSED, ga0: MOMENT.ga0 }));
  const patient = {
    resourceType: 'Patient',
    identifier: [who.identifier],
    name: [{ family: who.family, given: [who.given] }],
    birthDate: who.birthDate,
  };
  await send('/fhir', whole.slice(0, -20));
  await send('/fhir', whole.replaceAll('"active"', `"${who.family}"`));
  await send('/fhir/Patient', JSON.stringify({ ...patient, gender: who.family }));
  await send('/fhir/Patient', JSON.stringify({ ...patient, birthDate: `${who.birthDate}T` }));
  await send('/fhir/Patient', JSON.stringify({ ...patient, [who.family]: who.given }));
  await send(
    '/fhir/Patient',
    JSON.stringify({ ...patient, managingOrganization: { reference: `Organization/${who.number}` } }),
  );
  await send(
    '/fhir/Patient',
    JSON.stringify({ ...patient, identifier: [{ ...who.identifier, value: `${who.number}\u0000` }] }),
  );
  await send(
    '/fhir/Patient',
    `{"resourceType":"Patient","birthDate":"${who.birthDate}","birthDate":"${who.birthDate}"}`,
  );
  await send(
    '/fhir/Observation',
    JSON.stringify({
      resourceType: 'Observation',
      status: 'final',
      code: { text: 'x' },
      subject: { reference: `Patient?identifier=${who.number}` },
    }),
  );
  await send(
    '/fhir/$process-message',
    JSON.stringify({ resourceType: 'Bundle', type: 'message', entry: [{ resource: patient }] }),
  );
  await ask(`/fhir/Patient?name=${who.family}&unknown=${who.number}`);
  await ask(`/fhir/Patient?birthdate=${who.family}`);
  await ask(`/fhir/Patient/${who.number}`);
  await ask(`/fhir/Patient?identifier=${encodeURIComponent(`${who.identifier.system}|${who.number}`)}`);
  await ask(`/fhir/${who.number}/${who.family}`);
  await ask(`/ops/v1/events/${who.number}`);
}

async function send(path: string, body: string): Promise<void> {
  const response = await fetch(site.url + path, {
    method: 'POST',
    headers: { 'content-type': 'application/fhir+json' },
    body,
  });
  if (!response.ok) answers.push(await response.text());
}

async function ask(path: string): Promise<void> {
  const response = await fetch(site.url + path);
  if (!response.ok) answers.push(await response.text());
}

/** What nobody may read. Short names of Norwegian words (Lys, Mild) are only looked for as JSON strings of their own. */
function secrets(): readonly string[] {
  return [...MOTHERS, REFUSED].flatMap((n) => {
    const { number, family, birthDate } = mother(n);
    return [number, family, birthDate, childOf(n, MOMENT.at), 'Attrappveien', 'Kristiansand S'];
  });
}

describe('no patient data in any output', () => {
  test.each([
    'stdout and stderr',
    '/metrics',
    'rows of job',
    'rows of outbox',
    'log of PostgreSQL',
    'journal',
    'findings',
    'addresses asked at receivers',
    'answers to what was refused',
    '/ops/v1/events',
    '/ops/v1/deliveries',
    '/ops/v1/findings',
    '/ops/v1/timers',
    '/ops/v1/recipients',
    '/ops/v1/queues',
  ])('%s', (place) => {
    const text = found.get(place) ?? '';
    expect(text.length).toBeGreaterThan(0);
    const leaks = [...new Set(secrets())]
      .filter((secret) => text.includes(secret))
      .map((secret) => around(text, secret));
    expect(leaks).toEqual([]);
  });

  test('the births did happen: what is looked for is in the records', async () => {
    const rows = await site.query<{ count: number }>(
      `select count(*)::int as count from records where content like $1`,
      [`%${mother(1).number}%`],
    );
    expect(rows[0]?.count).toBeGreaterThan(0);
  });
});

/** The leak with what stands around it, the secret itself masked. */
function around(text: string, secret: string): string {
  const at = text.indexOf(secret);
  return text.slice(Math.max(0, at - 120), at + secret.length + 60).replaceAll(secret, '###');
}
