import { beforeEach, describe, expect, test } from '@jest/globals';
import { GatewayError } from '../../../src/domain/failure.ts';
import type { Json } from '../../../src/exchange/contract.ts';
import { createMessageLog, type MessageLog } from '../../../src/sandbox/message.ts';
import { birth, birthMessage, motherCase, TWINS } from '../../../src/sandbox/people.ts';
import { search } from '../../../src/sandbox/search.ts';
import { createStore, type SandboxStore } from '../../../src/sandbox/store.ts';
import { takeTransaction } from '../../../src/sandbox/transaction.ts';

const NOW = () => new Date('2026-10-08T06:00:00Z');
const ID = { system: 'urn:x', value: '1' };

interface Body {
  readonly entry: readonly { readonly response: { readonly status: string } }[];
}

function bundle(...entry: object[]): Json {
  return { resourceType: 'Bundle', type: 'transaction', entry };
}
function post(resource: { resourceType: string; [key: string]: unknown }, extra: object = {}): object {
  return { resource, request: { method: 'POST', url: resource.resourceType, ...extra } };
}
/** As it comes over the wire. */
function wired(value: unknown): Json {
  return JSON.parse(JSON.stringify(value));
}
function bodyOf(response: Json): Body {
  return JSON.parse(JSON.stringify(response));
}
function statuses(body: Body): string[] {
  return body.entry.map(({ response }) => response.status.slice(0, 3));
}
function codeOf(work: () => unknown): string {
  try {
    work();
    return 'none';
  } catch (error) {
    return error instanceof GatewayError ? error.code : 'another error';
  }
}
function answerCode(answer: Json): string | undefined {
  return /"code":"(ok|fatal-error|transient-error)"/.exec(JSON.stringify(answer))?.[1];
}
const patient = { resourceType: 'Patient', identifier: [ID] };
const once = { ifNoneExist: 'identifier=urn:x|1' };

describe('a transaction in the sandbox', () => {
  let store: SandboxStore;
  const take = (...entry: object[]) => bodyOf(takeTransaction(store, bundle(...entry)).response);
  const only = (type: string) => search(store, type, new URLSearchParams())[0]?.resource;

  beforeEach(() => {
    store = createStore(NOW);
  });

  test('creates under a condition once', () => {
    expect(statuses(take(post(patient, once)))).toEqual(['201']);
    expect(statuses(take(post(patient, once)))).toEqual(['200']);
    expect(store.identifiers()).toEqual({ 'Patient|urn:x|1': 1 });
  });

  test('a condition with alternatives finds either', () => {
    take(post(patient));
    expect(statuses(take(post(patient, { ifNoneExist: 'identifier=urn:y|9,urn:x|1' })))).toEqual(['200']);
  });

  test('updates under a condition what it holds, and creates what it does not', () => {
    const request = { method: 'PUT', url: 'Patient?identifier=urn:x|1' };
    expect(statuses(take({ resource: { ...patient, gender: 'female' }, request }))).toEqual(['201']);
    expect(statuses(take({ resource: { ...patient, gender: 'other' }, request }))).toEqual(['200']);
    expect(only('Patient')).toMatchObject({ gender: 'other', meta: { versionId: '2' } });
  });

  test('links entries, forward and backward, and a condition inside a resource', () => {
    take(post(patient));
    take(
      {
        fullUrl: 'urn:uuid:t',
        ...post({
          resourceType: 'Task',
          focus: { reference: 'urn:uuid:s' },
          for: { reference: 'Patient?identifier=urn:x|1' },
        }),
      },
      { fullUrl: 'urn:uuid:s', ...post({ resourceType: 'ServiceRequest' }) },
    );
    expect(only('Task')).toMatchObject({
      focus: { reference: `ServiceRequest/${only('ServiceRequest')?.id}` },
      for: { reference: `Patient/${only('Patient')?.id}` },
    });
  });

  test.each<[string, object, string]>([
    [
      'a reference into nothing',
      post({ resourceType: 'Task', focus: { reference: 'urn:uuid:none' } }),
      'LENKE_REFERENCE_BROKEN',
    ],
    [
      'a reference to an unknown id',
      post({ resourceType: 'Task', for: { reference: 'Patient/none' } }),
      'LENKE_REFERENCE_BROKEN',
    ],
    [
      'a condition that finds nobody',
      post({ resourceType: 'Task', for: { reference: 'Patient?identifier=urn:x|9' } }),
      'LENKE_REFERENCE_BROKEN',
    ],
    ['no request', { resource: patient }, 'LENKE_ENTRY_REQUEST'],
    [
      'another type than the address',
      { resource: patient, request: { method: 'POST', url: 'Task' } },
      'LENKE_ENTRY_REQUEST',
    ],
    [
      'an unknown method',
      { resource: patient, request: { method: 'PATCH', url: 'Patient/1' } },
      'LENKE_ENTRY_REQUEST',
    ],
    ['an unknown condition', post(patient, { ifNoneExist: 'colour=red' }), 'LENKE_SEARCH_PARAMETER'],
    ['two matches', post(patient, { ifNoneExist: 'identifier=urn:z|1' }), 'LENKE_MULTIPLE_MATCHES'],
    [
      'the first entry again',
      post({ resourceType: 'Basic' }, { ifNoneExist: 'identifier=urn:first|1' }),
      'LENKE_ENTRY_REQUEST',
    ],
  ])('with %s is undone whole', (_reason, bad, code) => {
    const double = { resourceType: 'Patient', identifier: [{ system: 'urn:z', value: '1' }] };
    take(post(double), post(double), post({ resourceType: 'Flag', status: 'active', identifier: [ID] }));
    const before = JSON.stringify([store.count(), store.identifiers()]);
    const first = post(
      { resourceType: 'Basic', identifier: [{ system: 'urn:first', value: '1' }] },
      { ifNoneExist: 'identifier=urn:first|1' },
    );
    const change = {
      resource: { resourceType: 'Flag', status: 'inactive' },
      request: { method: 'PUT', url: 'Flag?identifier=urn:x|1' },
    };
    expect(codeOf(() => take(first, change, bad))).toBe(code);
    expect(JSON.stringify([store.count(), store.identifiers()])).toBe(before);
    expect(only('Flag')).toMatchObject({ status: 'active', meta: { versionId: '1' } });
  });

  test('takes the case and the birth, twice with nothing twice', () => {
    for (let round = 0; round < 2; round++) {
      takeTransaction(store, wired(motherCase()));
      takeTransaction(store, wired(birth({ children: TWINS })));
    }
    const doubles = Object.entries(store.identifiers()).filter(([, count]) => count > 1);
    expect(doubles).toEqual([]);
    expect(store.list('Patient')).toHaveLength(3);
  });
});

describe('a message in the sandbox', () => {
  let store: SandboxStore;
  let log: MessageLog;
  const take = (message: unknown) => {
    const taken = log.take(store, message);
    if (!('answer' in taken)) throw new Error('refused');
    return taken;
  };

  beforeEach(() => {
    store = createStore(NOW);
    log = createMessageLog({ name: 'test', endpoint: 'http://x/fhir' }, NOW);
  });

  test('both ids new: processed', () => {
    const { answer, written } = take(birthMessage());
    expect(answerCode(answer)).toBe('ok');
    expect(written.length).toBe(store.count());
  });

  test('both ids seen: the first answer again, nothing done', () => {
    const { answer } = take(birthMessage());
    const again = take(birthMessage());
    expect(again.answer).toEqual(answer);
    expect(again.written).toEqual([]);
  });

  test('a known bundle under another header: an error', () => {
    take(birthMessage());
    const message = birthMessage({ sending: 2 });
    const taken = take({ ...message, id: birthMessage().id });
    expect([taken.status, answerCode(taken.answer)]).toEqual([409, 'fatal-error']);
  });

  test('a known header with another bundle: processed again, with nothing twice', () => {
    take(birthMessage());
    const before = store.count();
    const taken = take({ ...birthMessage(), id: 'another' });
    expect([answerCode(taken.answer), store.count()]).toEqual(['ok', before]);
  });

  test('content that cannot be stored: fatal-error, nothing kept', () => {
    const message = birthMessage();
    const broken = { resource: { resourceType: 'Task', for: { reference: 'Patient/none' } } };
    expect(answerCode(take({ ...message, entry: [...(message.entry ?? []), broken] }).answer)).toBe(
      'fatal-error',
    );
    expect(store.count()).toBe(0);
  });

  test('no message: issues', () => {
    expect(log.take(store, { resourceType: 'Bundle', type: 'message', entry: [] })).toMatchObject([
      { key: 'LENKE_MESSAGE_HEADER' },
    ]);
  });
});
