// Does every sentence of R4's http chapter about history hold? The chapter's anchor is the first column.

import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { call, created, patient, refused, type Loose, type Seen, type Sentence } from './calls.ts';
import { startGateway, type Gateway } from './gateway.ts';

let gateway: Gateway;
beforeAll(async () => {
  gateway = await startGateway();
});
afterAll(() => gateway.close());

const ask = (path: string, headers: Record<string, string> = {}): Promise<Seen> =>
  call(gateway, 'GET', `/fhir/${path}`, { headers });
const versions = (seen: Seen): string[] => (seen.json.entry ?? []).map((item: Loose) => item.response.etag);
const link = (seen: Seen, relation: string): string | undefined =>
  seen.json.link.find((item: Loose) => item.relation === relation)?.url.slice(gateway.url.length + 6);

/** A Patient with four versions, some ms apart; the moments between them. */
async function fourVersions(): Promise<{ id: string; moments: readonly string[] }> {
  const id = await created(gateway, patient());
  const moments: string[] = [];
  for (const active of [false, true]) {
    await sleep(15);
    moments.push(new Date().toISOString());
    await sleep(15);
    await call(gateway, 'PUT', `/fhir/Patient/${id}`, { body: patient({ id, active }) });
  }
  await sleep(15);
  moments.push(new Date().toISOString());
  await sleep(15);
  await call(gateway, 'DELETE', `/fhir/Patient/${id}`);
  return { id, moments };
}

const HISTORY: readonly Sentence[] = [
  [
    'history',
    'an entry tells method, url, status, etag and time; a deletion has no resource',
    async () => {
      const { id } = await fourVersions();
      const seen = await ask(`Patient/${id}/_history`);
      expect([seen.json.type, seen.json.total]).toEqual(['history', 4]);
      expect(
        seen.json.entry.map((item: Loose) => [
          item.request.method,
          item.request.url,
          item.response.status.slice(0, 3),
          item.response.etag,
          item.resource?.meta.versionId,
        ]),
      ).toEqual([
        ['DELETE', `Patient/${id}`, '204', 'W/"4"', undefined],
        ['PUT', `Patient/${id}`, '200', 'W/"3"', '3'],
        ['PUT', `Patient/${id}`, '200', 'W/"2"', '2'],
        ['POST', 'Patient', '201', 'W/"1"', '1'],
      ]);
      expect(
        gateway.parts.validator.validate(seen.json).filter((issue) => issue.severity === 'error'),
      ).toEqual([]);
    },
  ],
  [
    'history',
    '_since gives what was made then or later',
    async () => {
      const { id, moments } = await fourVersions();
      const seen = await ask(`Patient/${id}/_history?_since=${moments[1]}`);
      expect(versions(seen)).toEqual(['W/"4"', 'W/"3"']);
      expect(versions(await ask(`Patient/${id}/_history?_since=2999`))).toEqual([]);
    },
  ],
  [
    'history',
    '_at gives what was current at some moment of the time',
    async () => {
      const { id, moments } = await fourVersions();
      expect(versions(await ask(`Patient/${id}/_history?_at=${moments[1]}`))).toEqual(['W/"2"']);
      const today = new Date().toISOString().slice(0, 10);
      expect(versions(await ask(`Patient/${id}/_history?_at=${today}`))).toEqual([
        'W/"4"',
        'W/"3"',
        'W/"2"',
        'W/"1"',
      ]);
      expect(versions(await ask(`Patient/${id}/_history?_at=2001`))).toEqual([]);
    },
  ],
  [
    'history',
    '_since and _at narrow the history of a type and of the system too',
    async () => {
      const { id, moments } = await fourVersions();
      for (const path of ['Patient/_history', '_history']) {
        const seen = await ask(`${path}?_since=${moments[2]}`);
        expect(seen.json.entry.map((item: Loose) => item.fullUrl)).toEqual([
          `${gateway.url}/fhir/Patient/${id}`,
        ]);
        const then = await ask(`${path}?_at=${moments[0]}&_count=1000`);
        const mine = then.json.entry.filter((item: Loose) => item.fullUrl.endsWith(id));
        expect(mine.map((item: Loose) => item.response.etag)).toEqual(['W/"1"']);
      }
    },
  ],
  [
    'history',
    'the system tells all types, newest first, page by page, each version once',
    async () => {
      await created(gateway, { resourceType: 'Organization', name: 'o' }, 'Organization');
      await fourVersions();
      const seen: string[] = [];
      let path: string | undefined = '_history?_count=3';
      while (path !== undefined) {
        const page: Seen = await ask(path);
        seen.push(
          ...page.json.entry.map(
            (item: Loose) => `${item.response.lastModified} ${item.fullUrl} ${item.response.etag}`,
          ),
        );
        path = link(page, 'next');
      }
      expect(new Set(seen).size).toBe(seen.length);
      expect(seen.map((line) => line.slice(0, 24))).toEqual(
        seen
          .map((line) => line.slice(0, 24))
          .toSorted()
          .toReversed(),
      );
      const counts = await gateway.store.query<{ n: string }>(
        'select (select count(*) from records) + (select count(*) from history) as n',
      );
      expect(seen.length).toBe(Number(counts[0]?.n));
      expect(new Set(seen.map((line) => /\/fhir\/(\w+)\//.exec(line)?.[1]))).toEqual(
        new Set(['Patient', 'Organization']),
      );
    },
  ],
  [
    'history',
    'links keep _since and _at, and leave out what is not understood',
    async () => {
      await fourVersions();
      const seen = await ask('Patient/_history?_since=2020&_count=2&shoe=1');
      expect(link(seen, 'self')).toBe('Patient/_history?_count=2&_since=2020');
      expect(link(seen, 'next')).toContain('_since=2020');
      const other = (link(seen, 'next') ?? '').replace('_since=2020', '_since=2021');
      expect(refused(await ask(other))).toEqual([400, 'LENKE_SEARCH_CURSOR']);
    },
  ],
  [
    'parameters',
    '_summary and _elements shape what a history shows; a count of 0 is the number alone; what is empty says nothing',
    async () => {
      const { id } = await fourVersions();
      const path = `Patient/${id}/_history`;
      const short = await ask(`${path}?_elements=gender`);
      expect(short.json.entry[1].resource).toMatchObject({ id, meta: { tag: [{ code: 'SUBSETTED' }] } });
      expect(short.json.entry[1].resource.active).toBeUndefined();
      expect(link(short, 'self')).toContain('_elements=gender');
      expect((await ask(`${path}?_summary=true`)).json.entry[1].resource.active).toBe(true);
      for (const query of ['_count=0', '_summary=count']) {
        const { json } = await ask(`${path}?${query}`);
        expect([json.total, json.entry, json.link.length]).toEqual([4, undefined, 1]);
      }
      for (const query of ['_since=', '_at=', '_count=', '_summary='])
        expect(versions(await ask(`${path}?${query}`, { prefer: 'handling=strict' }))).toHaveLength(4);
    },
  ],
  [
    'history',
    'what cannot be read is refused; an id that never was is 404',
    async () => {
      expect(refused(await ask('Patient/_history?_since=soon'))).toEqual([400, 'LENKE_SEARCH_VALUE']);
      expect(refused(await ask('_history?_at=2020-13'))).toEqual([400, 'LENKE_SEARCH_VALUE']);
      expect(refused(await ask('Patient/_history?_count=few'))).toEqual([400, 'LENKE_SEARCH_VALUE']);
      expect(refused(await ask('Patient/_history?shoe=1', { prefer: 'handling=strict' }))).toEqual([
        400,
        'LENKE_SEARCH_PARAMETER',
      ]);
      expect(refused(await ask('Patient/never/_history'))).toEqual([404, 'LENKE_NOT_FOUND']);
      expect(refused(await ask('Patient/never/_history?_since=2020'))).toEqual([404, 'LENKE_NOT_FOUND']);
    },
  ],
];

test.each(HISTORY)('http.html#%s: %s', async (_anchor, _promise, run) => run());
