// Is a search that takes long told what would have helped?

import { expect, test } from '@jest/globals';
import { slowIssues } from '../../../src/api/fhir/slow-search.ts';
import { createSearchParameters } from '../../../src/fhir/search/parameters.ts';
import { parseSearch } from '../../../src/fhir/search/parse.ts';
import { call, codeOf, type Loose } from './calls.ts';
import { startGateway } from './gateway.ts';

const parameters = createSearchParameters();
const issuesOf = (text: string, ms: number): readonly string[] => {
  const now = new Date('2026-11-22T12:00:00Z');
  const { query } = parseSearch('Patient', new URLSearchParams(text), {
    parameters,
    handling: 'strict',
    now,
  });
  return slowIssues(query, ms, 100).map(({ key }) => key);
};

test.each([
  ['an order beside another criterion', 'gender=male&_sort=family', 150, ['LENKE_SEARCH_SLOW']],
  ['two keys', '_sort=family,given', 150, ['LENKE_SEARCH_SLOW']],
  ['two criteria', 'gender=male&active=true', 150, ['LENKE_SEARCH_SLOW']],
  ['one criterion', 'gender=male', 9000, []],
  ['an order by what is asked for', 'birthdate=ge2000&_sort=birthdate', 9000, []],
  ['in time', 'gender=male&_sort=family', 100, []],
])('%s', (_why, text, ms, expected) => {
  expect(issuesOf(text, ms)).toEqual(expected);
});

test('the answer names what no index has together', async () => {
  const gateway = await startGateway();
  const records = gateway.store.records.seenBy(undefined);
  const slow = await startGateway(
    { LENKE_SLOW_SEARCH_MS: '100' },
    {
      eyesOf: () => ({
        sight: undefined,
        records: {
          ...records,
          search: async (query) => {
            await new Promise((resolve) => setTimeout(resolve, 130));
            return records.search(query);
          },
        },
        labels: (types) => gateway.store.records.labels(types),
      }),
    },
  );
  const seen = await call(slow, 'GET', '/fhir/Patient?gender=male&_sort=family');
  await slow.close();
  await gateway.close();
  const [told] = seen.json.entry.filter((one: Loose) => one.search.mode === 'outcome');
  expect(codeOf({ ...seen, json: told.resource })).toBe('LENKE_SEARCH_SLOW');
  expect(told.resource.issue[0].details.text).toContain('gender, family');
});
