// Do search parameters come and go as resources, while others write, and is none used before its index is whole?

import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import type { JsonObject } from '../../../src/domain/json.ts';
import { createLiveParameters, type LiveParameters } from '../../../src/fhir/search/live.ts';
import { parseSearch } from '../../../src/fhir/search/parse.ts';
import { createRecords } from '../../../src/store/records/records.ts';
import { keepParameters } from '../../../src/store/search-parameters/keep.ts';
import { createParameterRoom } from '../../../src/store/search-parameters/room.ts';
import type { ParameterRoom } from '../../../src/store/search-parameters/types.ts';
import { NOW, testStore, type TestStore } from '../records/support.ts';

const EYES = 'http://example.org/eyes';

/** A process of its own on the same database: what it knows of parameters, and how it writes and searches. */
interface Process {
  readonly live: LiveParameters;
  readonly room: ParameterRoom;
  readonly records: TestStore['records'];
}

let store: TestStore;
let one: Process;

function start(graceSeconds = 0): Process {
  const live = createLiveParameters();
  const { query, tx } = store;
  return {
    live,
    room: createParameterRoom({ query, tx, parameters: live, graceSeconds }),
    records: createRecords({ query, tx, parameters: live, integrity: false }),
  };
}

beforeEach(async () => {
  store = await testStore({ integrity: false });
  one = start();
});
afterEach(() => store.drop());

const definition = (change: JsonObject | object = {}): JsonObject => ({
  resourceType: 'SearchParameter',
  url: 'http://example.org/SearchParameter/eyes',
  name: 'eyes',
  status: 'active',
  description: 'Colour of the eyes',
  code: 'eyes',
  base: ['Patient'],
  type: 'token',
  expression: `Patient.extension('${EYES}').value.ofType(code)`,
  ...change,
});
const person = (colour: string): JsonObject => ({
  resourceType: 'Patient',
  extension: [{ url: EYES, valueCode: colour }],
});

async function write(process: Process, resource: JsonObject, id: string): Promise<void> {
  await store.tx((tx) => process.records.execute(tx, [{ kind: 'update', resource, id }], NOW));
}

async function settle(process: Process): Promise<void> {
  while ((await process.room.step()) === 'working');
}

/** Ids found, or the reason why the parameter was left out. */
async function find(process: Process, text: string): Promise<string[] | string> {
  const { query, unsupported } = parseSearch('Patient', new URLSearchParams(text), {
    parameters: process.live,
    handling: 'lenient',
    now: NOW,
  });
  const [left] = unsupported;
  if (left) return left.reason;
  const page = await process.records.search({ ...query, count: 1000 });
  return page.matches.map(({ stored }) => stored.id).sort();
}

async function indexRows(): Promise<number> {
  const rows = await store.query<{ n: string }>('select count(*) as n from idx_eq');
  return Number(rows[0]?.n);
}

test('resources that were there before are found once the index is whole, and none before', async () => {
  for (let n = 0; n < 450; n += 1) await write(one, person(n % 2 === 0 ? 'blue' : 'brown'), `p${n}`);
  expect(await find(one, 'eyes=blue')).toBe('unknown for this type');
  await write(one, definition(), 'eyes');
  await one.room.step();
  expect(await find(one, 'eyes=blue')).toBe('it is being indexed');
  const [halfway] = await one.room.list();
  expect([halfway?.state, halfway?.done, halfway?.code, halfway?.base]).toEqual([
    'indexing',
    200,
    'eyes',
    ['Patient'],
  ]);
  await settle(one);
  expect(await find(one, 'eyes=blue')).toHaveLength(225);
  expect(await find(one, 'eyes:not=blue')).toHaveLength(225);
  expect(await find(one, 'eyes:missing=true')).toEqual([]);
  expect((await one.room.list()).map(({ state, done }) => [state, done])).toEqual([['ready', 450]]);
  expect(one.live.of('Patient').map(({ code }) => code)).toContain('eyes');
});

test('what is written while the index grows is found once, whichever process writes it', async () => {
  const other = start();
  for (let n = 0; n < 400; n += 1) await write(one, person('blue'), `p${n}`);
  await write(one, definition(), 'eyes');
  await one.room.step();
  await other.room.load();
  // Already indexed and not yet indexed ones change, new ones come, one goes.
  await write(other, person('green'), 'p3');
  await write(one, person('green'), 'p390');
  await write(other, person('green'), 'new');
  await write(one, { resourceType: 'Patient' }, 'p4');
  await write(other, { ...person('blue'), active: true }, 'p395');
  await store.tx((tx) => one.records.execute(tx, [{ kind: 'delete', type: 'Patient', id: 'p399' }], NOW));
  await settle(other);
  await one.room.load();
  for (const process of [one, other]) {
    expect(await find(process, 'eyes=green')).toEqual(['new', 'p3', 'p390']);
    expect(await find(process, 'eyes=blue')).toHaveLength(396);
  }
  const twice = await store.query('select hash, res from idx_eq group by hash, res having count(*) > 1');
  expect(twice).toEqual([]);
});

test('existing resources are not indexed before every process has had time to hear of it', async () => {
  const patient = start(3600);
  await write(patient, person('blue'), 'p');
  await write(patient, definition(), 'eyes');
  await settle(patient);
  expect((await patient.room.list()).map(({ state }) => state)).toEqual(['indexing']);
  expect(await find(patient, 'eyes=blue')).toBe('it is being indexed');
});

test('another definition is another index: values of the one before are not found, and its rows go', async () => {
  await write(one, person('blue'), 'p');
  const before = await indexRows();
  await write(one, definition(), 'eyes');
  await settle(one);
  await write(one, definition({ description: 'Other words' }), 'eyes');
  await settle(one);
  expect((await one.room.list()).map(({ state }) => state)).toEqual(['ready']);
  await write(
    one,
    definition({ expression: "Patient.extension('http://example.org/hair').value.ofType(code)" }),
    'eyes',
  );
  await settle(one);
  expect(await find(one, 'eyes=blue')).toEqual([]);
  await write(one, definition({ status: 'retired' }), 'eyes');
  await settle(one);
  expect(await find(one, 'eyes=blue')).toBe('unknown for this type');
  await store.tx((tx) =>
    one.records.execute(tx, [{ kind: 'delete', type: 'SearchParameter', id: 'eyes' }], NOW),
  );
  await settle(one);
  expect(await indexRows()).toBe(before);
});

test('a process that starts later knows what is in use before its first write', async () => {
  await write(one, definition(), 'eyes');
  await settle(one);
  const later = start();
  expect(await later.room.load()).toBe(true);
  await write(later, person('grey'), 'p');
  expect(await find(one, 'eyes=grey')).toEqual(['p']);
});

describe('types of parameters', () => {
  test.each([
    ['date', 'Patient.birthDate', 'ge1990-01-01', ['p']],
    ['string', "Patient.name.where(use='old').family", 'ås', ['p']],
    ['reference', 'Patient.link.other', 'Patient/q', ['p']],
    ['uri', 'Patient.extension.url', EYES, ['p']],
    ['number', 'Patient.multipleBirth.ofType(integer)', 'gt1', ['p']],
    ['quantity', "Patient.extension('http://example.org/height').value.ofType(Quantity)", '170||cm', ['p']],
  ])('%s', async (type, expression, asked, expected) => {
    const resource: JsonObject = {
      ...person('blue'),
      birthDate: '1990-02-03',
      multipleBirthInteger: 2,
      name: [
        { use: 'old', family: 'Aasen' },
        { use: 'old', family: 'Åsen' },
      ],
      link: [{ other: { reference: 'Patient/q' }, type: 'seealso' }],
    };
    const height = { url: 'http://example.org/height', valueQuantity: { value: 170, code: 'cm' } };
    await write(one, { ...resource, extension: [{ url: EYES, valueCode: 'blue' }, height] }, 'p');
    await write(one, { resourceType: 'Patient' }, 'q');
    await write(one, definition({ type, expression }), 'eyes');
    await settle(one);
    expect(await find(one, `eyes=${encodeURIComponent(asked)}`)).toEqual(expected);
    expect(await find(one, `eyes=${encodeURIComponent(asked)}&_sort=eyes`)).toEqual(expected);
    expect(await find(one, 'eyes:missing=true')).toEqual(['q']);
  });
});

test.each([
  ['a draft', { status: 'draft' }],
  ['a code that R4 has', { code: 'gender' }],
  ['a code that is no name', { code: 'a.b:c' }],
  ['a type that is not offered', { type: 'composite' }],
  ['no such base', { base: ['Shoe'] }],
  ['no base', { base: [] }],
  ['no expression', { expression: undefined }],
  ['an expression that is not understood', { expression: 'Patient.name.trace(1)' }],
  ['an expression of another type', { expression: 'Observation.status' }],
])('%s is refused with its reason, and nothing is indexed', async (_why, change) => {
  const before = await indexRows();
  await write(one, JSON.parse(JSON.stringify(definition(change))), 'eyes');
  const after = await indexRows();
  await settle(one);
  const [row] = await one.room.list();
  expect(row?.state).toBe('refused');
  expect(row?.reason).toBeTruthy();
  expect(after).toBeGreaterThanOrEqual(before);
  expect(await indexRows()).toBe(after);
});

test('two of one code: the first is used, the second refused', async () => {
  await write(one, definition(), 'first');
  await settle(one);
  await write(one, definition(), 'second');
  await settle(one);
  expect((await one.room.list()).map(({ id, state }) => [id, state])).toEqual([
    ['second', 'refused'],
    ['first', 'ready'],
  ]);
});

test('the loop adds a parameter by itself, rests when told to stop, and outlives a failing step', async () => {
  await write(one, person('blue'), 'p');
  await write(one, definition(), 'eyes');
  const errors: string[] = [];
  let failed = false;
  const failing: ParameterRoom = {
    ...one.room,
    step: async () => {
      if (failed) return one.room.step();
      failed = true;
      throw new TypeError('once');
    },
  };
  const kept = keepParameters(failing, { error: (_facts, message) => errors.push(message) });
  const until = Date.now() + 20_000;
  while ((await one.room.list())[0]?.state !== 'ready' && Date.now() < until)
    await new Promise((resolve) => setTimeout(resolve, 50));
  await kept.stop();
  expect(errors).toHaveLength(1);
  expect(await find(one, 'eyes=blue')).toEqual(['p']);
});
