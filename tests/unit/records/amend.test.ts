// Nobody's change is lost: what another wrote meanwhile is what a change starts from.

import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { JsonObject } from '../../../src/domain/json.ts';
import { NOW, testStore, type TestStore } from './support.ts';

let store: TestStore;
beforeAll(async () => {
  store = await testStore();
});
afterAll(() => store.drop());

const task: JsonObject = { resourceType: 'Task', status: 'requested', intent: 'order', note: [] };
const noted = (text: string) => (current: JsonObject) => ({
  ...current,
  note: [...(current['note'] as unknown[]), { text }],
});
const current = async (id: string): Promise<JsonObject> =>
  JSON.parse((await store.records.read('Task', id))?.content ?? '') as JsonObject;

test('twenty changes at once are all kept, each a version of its own', async () => {
  const id = await store.create(task);
  const texts = Array.from({ length: 20 }, (_, at) => `note ${at}`);
  const amend = (text: string) => store.tx((tx) => store.records.amend(tx, `Task/${id}`, noted(text), NOW));
  await Promise.all(texts.map(amend));
  const { note, meta } = (await current(id)) as unknown as { note: { text: string }[]; meta: object };
  expect(note.map(({ text }) => text).toSorted()).toEqual(texts.toSorted());
  expect(meta).toMatchObject({ versionId: '21' });
});

test('what changes nothing, is not there or is deleted is left alone', async () => {
  const id = await store.create(task);
  const gone = await store.create(task);
  await store.run({ kind: 'delete', type: 'Task', id: gone });
  const amend = (which: string, change: (current: JsonObject) => JsonObject | undefined) =>
    store.tx((tx) => store.records.amend(tx, `Task/${which}`, change, NOW));
  expect(await amend(id, () => undefined)).toBeUndefined();
  expect(await amend('none', noted('x'))).toBeUndefined();
  expect(await amend(gone, noted('x'))).toBeUndefined();
  expect(await current(id)).toMatchObject({ meta: { versionId: '1' } });
});

test('a case and pinned versions come in one answer, each as asked alone', async () => {
  await store.create({ resourceType: 'Patient', id: 'mother' }, 'mother');
  const episode = {
    resourceType: 'EpisodeOfCare',
    status: 'active',
    patient: { reference: 'Patient/mother' },
    managingOrganization: {},
  };
  const caseId = await store.create(episode);
  const id = await store.create({ ...task, for: { reference: 'Patient/mother' } });
  await store.tx((tx) => store.records.amend(tx, `Task/${id}`, noted('later'), NOW));
  const pins = [
    { reference: `Task/${id}` as const, version: 1 },
    { reference: 'Patient/mother' as const, version: 1 },
    { reference: `Task/${id}` as const, version: 2 },
  ];
  const near = { near: ['Patient/mother'] as const, types: ['EpisodeOfCare', 'Task'] };
  const both = await store.records.caseAndPinned(`EpisodeOfCare/${caseId}`, near, pins);
  expect(both.resources).toEqual(
    await store.records.caseBundle(`EpisodeOfCare/${caseId}`, { ...near, follow: false }),
  );
  expect(both.resources.map(({ resourceType }) => resourceType)).toEqual(['EpisodeOfCare', 'Task']);
  expect(both.pinned).toEqual(await store.records.readPinned(pins));
  const missing = [{ reference: 'Patient/mother' as const, version: 7 }];
  await expect(store.records.caseAndPinned(`EpisodeOfCare/${caseId}`, near, missing)).rejects.toMatchObject({
    code: 'LENKE_REFERENCE_BROKEN',
  });
});

test('a case has the same stamp under the hold as long as nothing of it changes', async () => {
  await store.create({ resourceType: 'Patient', id: 'seen' }, 'seen');
  const episode = {
    resourceType: 'EpisodeOfCare',
    status: 'active',
    patient: { reference: 'Patient/seen' },
    managingOrganization: {},
  };
  const caseRef = `EpisodeOfCare/${await store.create(episode)}` as const;
  const id = await store.create({ ...task, for: { reference: 'Patient/seen' } });
  const options = { near: ['Patient/seen'] as const, types: ['EpisodeOfCare', 'Task'] };
  const held = (): Promise<string> =>
    store.tx((tx) => store.records.holdAndStamp(tx, caseRef, options.near, options));
  const pins = [{ reference: 'Patient/seen' as const, version: 1 }];
  const first = await store.records.caseAndPinned(caseRef, options, pins);
  expect(await held()).toBe(first.stamp);

  await store.tx((tx) => store.records.amend(tx, `Task/${id}`, noted('changed'), NOW));
  const changed = await store.records.caseAndPinned(caseRef, options, pins);
  expect(changed.stamp).not.toBe(first.stamp);
  expect(changed.resources).toEqual(await store.records.caseBundle(caseRef, { ...options, follow: false }));
  expect(await held()).toBe(changed.stamp);

  await store.create({ ...task, for: { reference: 'Patient/seen' } });
  expect(await held()).not.toBe(changed.stamp);
});
