// Is a SearchParameter that nothing could be found by refused at once, with the element to blame?

import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { bundle, call, codeOf, entry, type Seen } from './calls.ts';
import { startGateway, TYPES, type Gateway } from './gateway.ts';

let gateway: Gateway;
beforeAll(async () => {
  gateway = await startGateway({}, { types: new Set([...TYPES, 'SearchParameter']) });
});
afterAll(() => gateway.close());

const definition = (change: object = {}): object => ({
  resourceType: 'SearchParameter',
  url: 'http://example.org/SearchParameter/shoe',
  name: 'shoe',
  status: 'active',
  description: 'Size of the shoe',
  code: 'shoe',
  base: ['Patient'],
  type: 'string',
  expression: "Patient.name.where(use='shoe').given",
  ...change,
});

const send = (method: string, path: string, body: unknown): Promise<Seen> =>
  call(gateway, method, `/fhir/${path}`, { body });

test.each([
  ['an expression that is not understood', { expression: 'Patient.name.trace(1)' }, 'expression'],
  ['a code that R4 has', { code: 'gender' }, 'code'],
  ['a code that is no name', { code: '1a' }, 'code'],
  ['a type that is not offered', { type: 'special' }, 'type'],
])('%s is 422 at its element, and nothing is kept', async (_why, change, element) => {
  const before = await gateway.rows();
  const seen = await send('POST', 'SearchParameter', definition(change));
  expect([seen.status, codeOf(seen)]).toEqual([422, 'LENKE_SEARCH_DEFINITION']);
  expect(seen.json.issue[0].expression).toEqual([`SearchParameter.${element}`]);
  expect(await gateway.rows()).toBe(before);
});

test('inside a transaction the entry is named, and the others are not kept either', async () => {
  const before = await gateway.rows();
  const seen = await send(
    'POST',
    '',
    bundle(
      'transaction',
      entry('POST', 'Patient', { resourceType: 'Patient' }),
      entry('POST', 'SearchParameter', definition({ expression: 'Patient.name.trace(1)' })),
    ),
  );
  expect([seen.status, codeOf(seen)]).toEqual([422, 'LENKE_SEARCH_DEFINITION']);
  expect(seen.json.issue[0].expression).toEqual(['Bundle.entry[1].resource.expression']);
  expect(await gateway.rows()).toBe(before);
});

test('two of one code in one transaction are refused; a draft and a definition of R4 itself are kept', async () => {
  const two = bundle(
    'transaction',
    entry('POST', 'SearchParameter', definition()),
    entry('POST', 'SearchParameter', definition()),
  );
  expect((await send('POST', '', two)).status).toBe(422);
  expect((await send('POST', 'SearchParameter', definition({ status: 'draft' }))).status).toBe(201);
  const known = {
    url: 'http://hl7.org/fhir/SearchParameter/Patient-active',
    code: 'active',
    type: 'token',
    expression: 'Patient.active',
  };
  expect((await send('POST', 'SearchParameter', definition(known))).status).toBe(201);
});

test('one that is in use may be sent again, also by a condition, and is refused when it stops being usable', async () => {
  expect((await send('PUT', 'SearchParameter/shoe', definition({ id: 'shoe' }))).status).toBe(201);
  while ((await gateway.store.searchParameters.step()) === 'working');
  const words = definition({ id: 'shoe', description: 'Other words' });
  expect((await send('PUT', 'SearchParameter/shoe', words)).status).toBe(200);
  const where =
    'SearchParameter?url=http://example.org/SearchParameter/shoe&status=active&name=shoe&_id=shoe';
  const again = await send('PUT', where, definition({ description: 'Again' }));
  expect(again.status).toBe(200);
  const broken = definition({ id: 'shoe', expression: 'Patient.name.trace(1)' });
  expect((await send('PUT', 'SearchParameter/shoe', broken)).status).toBe(422);
  expect((await send('POST', 'SearchParameter', definition())).json.issue[0].expression).toEqual([
    'SearchParameter.code',
  ]);
});
