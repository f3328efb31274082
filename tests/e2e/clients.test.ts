// Does a vendor's day go well with the clients they bring? Create, find, page, include, patch, transaction, history, errors.

import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { MedplumClient, OperationOutcomeError } from '@medplum/core';
import type { Bundle, Observation, Patient } from '@medplum/fhirtypes';
import { Client } from 'fhir-kit-client';
import { startRunning, type RunningGateway } from '../support/running.ts';

let gateway: RunningGateway;
beforeAll(async () => {
  gateway = await startRunning();
}, 60_000);
afterAll(() => gateway.stop());

// oxlint-disable-next-line typescript/no-explicit-any -- tests look into JSON as it is
type Loose = any;

const MOTHER = 'urn:uuid:6a1d6a7f-7f1e-4b0c-b7a7-5d1b2c3d4e5f';
const patient = (value: string): Patient => ({
  resourceType: 'Patient',
  identifier: [{ system: 'urn:vendor', value }],
  name: [{ family: `Vendor${value}` }],
});
const observation = (reference: string): Observation => ({
  resourceType: 'Observation',
  status: 'final',
  code: { text: 'weight' },
  subject: { reference },
});
const linked = (value: string): Bundle => ({
  resourceType: 'Bundle',
  type: 'transaction',
  entry: [
    {
      fullUrl: MOTHER,
      resource: patient(value),
      request: { method: 'POST', url: 'Patient', ifNoneExist: `identifier=urn:vendor|${value}` },
    },
    ...Array.from({ length: 5 }, () => ({
      resource: observation(MOTHER),
      request: { method: 'POST', url: 'Observation' } as const,
    })),
  ],
});

describe('fhir-kit-client', () => {
  const client = (): Client => new Client({ baseUrl: `${gateway.url}/fhir` });
  const statusOf = async (call: Promise<unknown>): Promise<[number, string]> => {
    const error: Loose = await call.then(
      () => ({ response: { status: 0, data: { issue: [] } } }),
      (thrown: unknown) => thrown,
    );
    return [error.response.status, error.response.data.resourceType];
  };

  test('reads what the server can, creates, finds, updates, patches, and asks for versions', async () => {
    const kit = client();
    expect(((await kit.capabilityStatement()) as Loose).fhirVersion).toBe('4.0.1');
    const made: Loose = await kit.create({ resourceType: 'Patient', body: patient('k1') as Loose });
    const { id } = made;
    const found: Loose = await kit.search({
      resourceType: 'Patient',
      searchParams: { identifier: 'urn:vendor|k1' },
    });
    expect(found.entry.map((item: Loose) => item.resource.id)).toEqual([id]);
    const posted: Loose = await kit.search({
      resourceType: 'Patient',
      searchParams: { identifier: 'urn:vendor|k1' },
      options: { postSearch: true },
    });
    expect(posted.entry).toHaveLength(1);
    await kit.update({ resourceType: 'Patient', id, body: { ...patient('k1'), id, active: true } });
    const patched: Loose = await kit.patch({
      resourceType: 'Patient',
      id,
      jsonPatch: [{ op: 'replace', path: '/active', value: false }],
    });
    expect([patched.active, patched.meta.versionId]).toEqual([false, '3']);
    const first: Loose = await kit.vread({ resourceType: 'Patient', id, version: '1' });
    expect(first.active).toBeUndefined();
    const history: Loose = await kit.history({ resourceType: 'Patient', id });
    expect(history.entry.map((item: Loose) => item.resource.meta.versionId)).toEqual(['3', '2', '1']);
    expect(((await kit.history({ resourceType: 'Patient' })) as Loose).type).toBe('history');
    expect(((await kit.systemHistory()) as Loose).type).toBe('history');
    await kit.delete({ resourceType: 'Patient', id });
    expect(await statusOf(kit.read({ resourceType: 'Patient', id }))).toEqual([410, 'OperationOutcome']);
  });

  test('sends a transaction, pages through what it made, and follows includes and the operation', async () => {
    const kit = client();
    const answer: Loose = await kit.transaction({ body: linked('k2') as Loose });
    expect(answer.entry.map((item: Loose) => item.response.status)).toEqual(
      Array.from({ length: 6 }, () => '201 Created'),
    );
    const again: Loose = await kit.transaction({ body: linked('k2') as Loose });
    expect(again.entry[0].response.status).toBe('200 OK');
    const id = /Patient\/([^/]+)/.exec(answer.entry[0].response.location)?.[1] ?? '';
    let page: Loose = await kit.search({
      resourceType: 'Observation',
      searchParams: { subject: `Patient/${id}`, _count: '3', _include: 'Observation:subject' },
    });
    const seen: string[] = [];
    while (page) {
      seen.push(
        ...page.entry
          .filter((item: Loose) => item.search.mode === 'match')
          .map((item: Loose) => item.resource.id),
      );
      expect(page.entry.some((item: Loose) => item.resource.id === id)).toBe(true);
      page = await kit.nextPage({ bundle: page });
    }
    expect([seen.length, new Set(seen).size]).toEqual([10, 10]);
    const everything: Loose = await kit.operation({
      name: '$everything',
      resourceType: 'Patient',
      id,
      method: 'GET',
    });
    expect(everything.entry).toHaveLength(11);
    const batch: Loose = await kit.batch({
      body: {
        resourceType: 'Bundle',
        type: 'batch',
        entry: [{ request: { method: 'GET', url: `Patient/${id}` } }],
      },
    });
    expect(batch.entry[0].resource.id).toBe(id);
  });

  test('is told what went wrong', async () => {
    const kit = client();
    const invalid = { resourceType: 'Patient', gender: 'shoe' } as Loose;
    expect(await statusOf(kit.create({ resourceType: 'Patient', body: invalid }))).toEqual([
      422,
      'OperationOutcome',
    ]);
    expect(await statusOf(kit.read({ resourceType: 'Patient', id: 'none' }))).toEqual([
      404,
      'OperationOutcome',
    ]);
    const made: Loose = await kit.create({ resourceType: 'Patient', body: patient('k3') as Loose });
    const stale = kit.update({
      resourceType: 'Patient',
      id: made.id,
      body: { ...made, active: true },
      options: { headers: { 'If-Match': 'W/"7"' } },
    });
    expect(await statusOf(stale)).toEqual([412, 'OperationOutcome']);
  });
});

describe('MedplumClient', () => {
  const client = (): MedplumClient =>
    new MedplumClient({
      baseUrl: `${gateway.url}/`,
      fhirUrlPath: 'fhir',
      fetch,
      cacheTime: 0,
      autoBatchTime: 0,
    });
  const issueOf = (call: Promise<unknown>): Promise<unknown> =>
    call.then(
      () => 'no failure',
      (error: unknown) => (error instanceof OperationOutcomeError ? error.outcome.issue[0]?.code : error),
    );

  test('creates once, finds, updates, patches, and reads history and versions', async () => {
    const medplum = client();
    const made = await medplum.createResourceIfNoneExist(patient('m1'), 'identifier=urn:vendor|m1');
    const again = await medplum.createResourceIfNoneExist(patient('m1'), 'identifier=urn:vendor|m1');
    expect(again.id).toBe(made.id);
    const id = made.id ?? '';
    expect((await medplum.searchOne('Patient', 'identifier=urn:vendor|m1'))?.id).toBe(id);
    const updated = await medplum.updateResource({ ...made, active: true });
    expect(updated.meta?.versionId).toBe('2');
    const patched = await medplum.patchResource('Patient', id, [
      { op: 'add', path: '/gender', value: 'female' },
    ]);
    expect([patched.gender, patched.meta?.versionId]).toEqual(['female', '3']);
    const upserted = await medplum.upsertResource(
      { ...patient('m1'), active: false },
      'identifier=urn:vendor|m1',
    );
    expect([upserted.id, upserted.meta?.versionId]).toEqual([id, '4']);
    expect((await medplum.readHistory('Patient', id)).entry).toHaveLength(4);
    expect((await medplum.readVersion('Patient', id, '2')).active).toBe(true);
    await medplum.deleteResource('Patient', id);
    expect(await issueOf(medplum.readResource('Patient', id))).toBe('deleted');
  });

  test('sends a transaction, pages, includes, expands, validates and asks for everything', async () => {
    const medplum = client();
    const answer = await medplum.executeBatch(linked('m2'));
    expect(answer.entry?.map((item) => item.response?.status)).toEqual(
      Array.from({ length: 6 }, () => '201 Created'),
    );
    const id = /Patient\/([^/]+)/.exec(answer.entry?.[0]?.response?.location ?? '')?.[1] ?? '';
    const pages: number[] = [];
    for await (const page of medplum.searchResourcePages('Observation', `subject=Patient/${id}&_count=2`))
      pages.push(page.length);
    expect(pages).toEqual([2, 2, 1]);
    const included = await medplum.search(
      'Observation',
      `subject=Patient/${id}&_include=Observation:subject`,
    );
    expect(included.entry?.filter((item) => item.search?.mode === 'include')).toHaveLength(1);
    expect((await medplum.readPatientEverything(id)).entry).toHaveLength(6);
    const expanded = await medplum.valueSetExpand({
      url: 'http://hl7.org/fhir/ValueSet/administrative-gender',
      filter: 'fem',
    });
    expect(expanded.expansion?.contains?.map((one) => one.code)).toEqual(['female']);
    expect(
      (await medplum.validateResource(patient('m2'))).issue?.filter((issue) => issue.severity === 'error'),
    ).toEqual([]);
  });

  test('is told what went wrong', async () => {
    const medplum = client();
    expect(await issueOf(medplum.readResource('Patient', 'none'))).toBe('not-found');
    expect(await issueOf(medplum.createResource({ resourceType: 'Patient', gender: 'shoe' } as Loose))).toBe(
      'code-invalid',
    );
    const made = await medplum.createResource(patient('m3'));
    const stale = medplum.updateResource({ ...made, active: true }, { headers: { 'If-Match': 'W/"7"' } });
    expect(await issueOf(stale)).toBe('conflict');
  });
});
