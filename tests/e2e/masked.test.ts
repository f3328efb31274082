// What a caller may not know of is not named by what it sees: by no door, in no list, in no answer to what it changes itself.

import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { ask, bundle, idOf, type MaskedSite, NARROW, startMaskedSite, tk } from '../support/masked-site.ts';
import { ADMIN, entriesOf, type Json, type ReadSite } from '../support/read-site.ts';
import type { Wire } from '../support/wire.ts';

const MASKED = {
  extension: [{ url: 'http://hl7.org/fhir/StructureDefinition/data-absent-reason', valueCode: 'masked' }],
};

let here: MaskedSite;
let site: ReadSite;
let patient: string;
let episode: string;
let mental: string;
let consent: string;
let plan: string;
let visit: string;
let wire: Wire;
let make: MaskedSite['make'];

beforeAll(async () => {
  here = await startMaskedSite();
  ({ site, wire, patient, episode, mental, consent, plan, visit, make } = here);
}, 120_000);
afterAll(() => here.stop());

const tells = (text: string) => [mental, consent].some((one) => text.includes(idOf(one)));

test('whoever may know of it sees it named', async () => {
  const { json } = await site.call('fhs', 'GET', `/${plan}`);
  expect((json['addresses'] as Json[])[0]?.['reference']).toBe(mental);
  // Nobody is given what she has said; it is masked for all.
  expect((json['supportingInfo'] as Json[])[1]).toEqual(MASKED);
});

test('the place is left where FHIR needs it, without target, type, identifier or name', async () => {
  const seen = (await site.call(NARROW, 'GET', `/${plan}`)).json;
  expect(seen['addresses']).toEqual([MASKED]);
  expect(seen['supportingInfo']).toEqual([{ reference: episode }, MASKED]);
  expect(seen['subject']).toEqual({ reference: patient });
  const { json } = await site.call(NARROW, 'GET', `/${visit}`);
  expect(json['diagnosis']).toEqual([{ condition: MASKED }]);
  const { json: outcome } = await site.call(NARROW, 'POST', '/Encounter/$validate', json);
  expect(JSON.stringify(outcome)).not.toContain('"severity":"error"');
});

describe('no door tells to what a reference points', () => {
  const doors: readonly (readonly [door: string, path: () => string])[] = [
    ['read', () => `/${plan}`],
    ['a version', () => `/${plan}/_history/1`],
    ['its history', () => `/${plan}/_history`],
    ['the history of its type', () => '/CarePlan/_history?_count=1000'],
    ['the history of all', () => '/_history?_count=1000'],
    ['a search', () => `/CarePlan?_id=${idOf(plan)}`],
    ['a search of all types', () => '/?_type=CarePlan,Encounter,Condition,Consent'],
    ['a summary', () => '/CarePlan?_summary=true'],
    ['single elements', () => '/CarePlan?_elements=addresses,supportingInfo'],
    ['an include', () => `/CarePlan?_id=${idOf(plan)}&_include=CarePlan:condition`],
    ['every include', () => '/CarePlan?_include=*&_include:iterate=*&_revinclude=*'],
    ['a reverse include', () => `/Patient?_id=${idOf(patient)}&_revinclude=*&_include:iterate=*`],
    ['the compartment', () => `/${patient}/*?_count=500`],
    ['everything of her', () => `/${patient}/$everything?_count=500`],
    ['everything of her case', () => `/${episode}/$everything?_count=500`],
    ['everything of the plan', () => `/${plan}/$everything?_count=500`],
    ['labels', () => `/${plan}/$meta`],
  ];
  test.each(doors)('%s', async (_, path) => {
    const { status, text } = await site.call(NARROW, 'GET', path());
    expect(status).toBe(200);
    expect(tells(text)).toBe(false);
  });

  test.each([
    ['batch', 'a read', () => ask('GET', plan)],
    ['transaction', 'a read', () => ask('GET', plan)],
    ['batch', 'a search', () => ask('GET', `CarePlan?_id=${idOf(plan)}&_include=*`)],
    ['transaction', 'a search', () => ask('GET', `CarePlan?_id=${idOf(plan)}&_include=*`)],
    [
      'transaction',
      'a create that finds it',
      () => ({
        ...ask('POST', 'CarePlan', {
          resource: {
            resourceType: 'CarePlan',
            status: 'active',
            intent: 'plan',
            subject: { reference: patient },
          },
        }),
        request: { method: 'POST', url: 'CarePlan', ifNoneExist: `_id=${idOf(plan)}` },
      }),
    ],
  ])('%s with %s', async (type, _, entry) => {
    const { status, text } = await site.call(NARROW, 'POST', '', bundle(type, entry()), {
      prefer: 'return=representation',
    });
    expect(status).toBe(200);
    expect(text).toContain(idOf(plan));
    expect(tells(text)).toBe(false);
  });
});

describe('a search by the reference does not tell', () => {
  /** Each finds it for who may know, and is answered as if nothing pointed there for who may not. */
  const asked: readonly (readonly [question: string, path: () => string])[] = [
    ['by reference', () => `/CarePlan?condition=${mental}&_total=accurate`],
    ['by type and id', () => `/CarePlan?condition:Condition=${idOf(mental)}`],
    ['by a chain', () => '/CarePlan?condition:Condition.category=mental-health'],
    ['by a chain to its id', () => `/CarePlan?condition._id=${idOf(mental)}`],
    ['backwards', () => `/Condition?_has:CarePlan:condition:_id=${idOf(plan)}`],
    ['counted', () => `/CarePlan?condition=${mental}&_summary=count`],
    ['of visits', () => `/Encounter?diagnosis=${mental}&_total=accurate`],
  ];
  test.each(asked)('%s', async (_, path) => {
    const known = await site.call('fhs', 'GET', path());
    const hidden = await site.call(NARROW, 'GET', path());
    expect([known.status, hidden.status]).toEqual([200, 200]);
    expect([known.json['total'], hidden.json['total']]).toEqual([1, 0]);
    expect(entriesOf(hidden.json).filter(({ search }) => search?.['mode'] === 'match')).toEqual([]);
  });

  test('nor one for what does not point there', async () => {
    const path = `/CarePlan?_id=${idOf(plan)}&condition:missing=true`;
    expect((await site.call(NARROW, 'GET', path)).json['total']).toBe(0);
  });

  test('what asks for something else that is not there finds it as before', async () => {
    const path = `/CarePlan?_id=${idOf(plan)}&status:not=completed&activity-code:missing=true`;
    expect((await site.call(NARROW, 'GET', path)).json['total']).toBe(1);
  });

  test('a conditional delete by it hits nothing', async () => {
    const deleted = await site.call(NARROW, 'DELETE', `/CarePlan?condition=${mental}`);
    expect(deleted.status).toBe(204);
    expect((await site.call(ADMIN, 'GET', `/${plan}`)).status).toBe(200);
  });
});

describe('a change by who sees it masked', () => {
  const stored = async () => (await site.call(ADMIN, 'GET', `/${plan}`)).json;

  test('leaves the reference as it is, and its answer does not tell', async () => {
    const seen = (await site.call(NARROW, 'GET', `/${plan}`)).json;
    const put = await site.call(NARROW, 'PUT', `/${plan}`, { ...seen, title: 'Ny tittel' });
    expect([put.status, tells(put.text)]).toEqual([200, false]);
    expect(await stored()).toMatchObject({
      title: 'Ny tittel',
      addresses: [{ reference: mental }],
      supportingInfo: [{ reference: episode }, { reference: consent }],
    });
    const again = await site.call(NARROW, 'GET', `/${plan}`);
    expect([again.text, tells(again.text)]).toEqual([put.text, false]);
  });

  test('by PATCH too', async () => {
    const patch = await site.call(
      NARROW,
      'PATCH',
      `/${plan}`,
      [{ op: 'replace', path: '/title', value: 'Lappet' }],
      { 'content-type': 'application/json-patch+json' },
    );
    expect([patch.status, tells(patch.text)]).toEqual([200, false]);
    expect(await stored()).toMatchObject({ title: 'Lappet', addresses: [{ reference: mental }] });
  });

  test('what is sent again unchanged changes nothing', async () => {
    const before = await stored();
    const seen = (await site.call(NARROW, 'GET', `/${plan}`)).json;
    const put = await site.call(NARROW, 'PUT', `/${plan}`, seen);
    expect([put.status, tells(put.text)]).toEqual([200, false]);
    expect(await stored()).toEqual(before);
  });

  test('is refused when it takes the masked reference away', async () => {
    const { addresses: _, ...less } = (await site.call(NARROW, 'GET', `/${plan}`)).json;
    const put = await site.call(NARROW, 'PUT', `/${plan}`, less);
    expect([put.status, put.text.includes('LENKE_UPDATE_NARROWED')]).toEqual([409, true]);
  });

  test('cannot try a guess at what is masked', async () => {
    const guess = async (value: string) =>
      site.call(NARROW, 'PATCH', `/${plan}`, [{ op: 'test', path: '/addresses/0/reference', value }], {
        'content-type': 'application/json-patch+json',
        'x-request-id': 'one',
      });
    const [right, wrong] = [await guess(mental), await guess('Condition/0b5b1d5e')];
    expect(right.status).toBeGreaterThanOrEqual(400);
    expect([right.status, right.text]).toEqual([wrong.status, wrong.text]);
  });

  test('cannot name what is hidden itself', async () => {
    const seen = (await site.call(NARROW, 'GET', `/${plan}`)).json;
    const answer = async (reference: string) => {
      const { status, text } = await site.call(
        NARROW,
        'PUT',
        `/${plan}`,
        { ...seen, addresses: [{ reference }, MASKED] },
        {
          'x-request-id': 'one',
        },
      );
      return { status, text: text.replaceAll(idOf(reference), 'id') };
    };
    expect(await answer(mental)).toEqual(await answer('Condition/0b5b1d5e-0000-4000-8000-000000000000'));
  });
});

test('a narrative beside a masked reference is left out, and then the resource cannot be replaced', async () => {
  const told = await make('CarePlan', {
    text: { status: 'generated', div: '<div xmlns="http://www.w3.org/1999/xhtml">Sagt med ord</div>' },
    status: 'active',
    intent: 'plan',
    category: [tk('plan', 'pathway')],
    subject: { reference: patient },
    addresses: [{ reference: mental }],
  });
  const { json, text } = await site.call(NARROW, 'GET', `/${told}`);
  expect([text.includes('Sagt med ord'), text.includes('SUBSETTED')]).toEqual([false, true]);
  const put = await site.call(NARROW, 'PUT', `/${told}`, { ...json, title: 'x' });
  expect(put.status).toBe(409);
});

describe('what is sent', () => {
  /** The plan as each was sent it, byte for byte. */
  const sentTo = async (recipient: string): Promise<readonly string[]> => {
    const { items } = await site.running.client.ops<{ items: { id: string; recipient: string }[] }>(
      '/deliveries?limit=1000',
    );
    const own = new Set(items.filter((one) => one.recipient === recipient).map(({ id }) => id));
    return wire.sent.flatMap(({ delivery, bytes }) =>
      own.has(delivery) && bytes.includes('Syntetisk plan') ? [bytes] : [],
    );
  };

  test('names what its receiver may know of, though it does not go along', async () => {
    const sent = await sentTo('fhs');
    expect(sent.length).toBeGreaterThan(0);
    for (const bytes of sent) expect(bytes).toContain(`urn:uuid:${idOf(mental)}`);
  });

  test.each([NARROW, 'fhs', 'fastlege', 'jordmor', 'kk-pol', 'lar'])(
    'to %s names nothing that it may not know of',
    async (recipient) => {
      const sent = await sentTo(recipient);
      expect(sent.length).toBeGreaterThan(0);
      for (const bytes of sent) {
        expect(bytes).not.toContain(idOf(consent));
        expect(bytes).not.toContain('Det som er skjult');
        expect(bytes.includes(idOf(mental))).toBe(recipient !== NARROW);
        expect(bytes).toContain('"valueCode":"masked"');
      }
    },
  );
});
