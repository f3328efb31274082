// Does a terminology server over HTTP give a verdict, and nothing but a verdict?

import { describe, expect, test } from '@jest/globals';
import { createTerminologyServer } from '../../../../src/fhir/terminology/http-server.ts';

const question = { valueSet: 'https://x.no/vs', system: 'https://x.no/cs', code: 'a', display: 'A' };

function answering(
  status: number,
  body: unknown,
): { readonly sent: Request[]; readonly fetch: typeof fetch } {
  const sent: Request[] = [];
  return {
    sent,
    fetch: async (input, init) => {
      sent.push(new Request(input, init));
      return new Response(typeof body === 'string' ? body : JSON.stringify(body), { status });
    },
  };
}

const parameters = (...parameter: object[]): object => ({ resourceType: 'Parameters', parameter });

describe('a terminology server over HTTP', () => {
  const ROWS: readonly [string, number, unknown, boolean | undefined][] = [
    ['yes', 200, parameters({ name: 'result', valueBoolean: true }), true],
    ['no', 200, parameters({ name: 'result', valueBoolean: false }), false],
    [
      'no, but only for want of the system',
      200,
      parameters(
        { name: 'result', valueBoolean: false },
        { name: 'x-caused-by-unknown-system', valueUri: 'x' },
      ),
      undefined,
    ],
    ['no such value set', 404, { resourceType: 'OperationOutcome' }, undefined],
    ['no Parameters', 200, { resourceType: 'Bundle' }, undefined],
    ['no JSON', 200, '<html>', undefined],
    ['more than anybody says', 200, ' '.repeat(2_000_000), undefined],
  ];
  test.each(ROWS)('%s', async (_reason, status, body, expected) => {
    const { fetch } = answering(status, body);
    const server = createTerminologyServer({ url: 'https://tx.example/fhir/', fetch });
    expect(await server.validateCode(question)).toBe(expected);
  });

  test('codes stand in the body, never in the URL', async () => {
    const { fetch, sent } = answering(200, parameters({ name: 'result', valueBoolean: true }));
    const server = createTerminologyServer({ url: 'https://tx.example/fhir', fetch });
    await server.validateCode(question);
    await server.validateCode({ ...question, valueSet: undefined });
    expect(sent.map(({ method, url }) => `${method} ${url}`)).toEqual([
      'POST https://tx.example/fhir/ValueSet/$validate-code',
      'POST https://tx.example/fhir/CodeSystem/$validate-code',
    ]);
    expect(await sent[1]?.json()).toEqual(
      parameters({ name: 'url', valueUri: 'https://x.no/cs' }, { name: 'code', valueCode: 'a' }),
    );
  });

  test('no answer within the time is no verdict', async () => {
    const server = createTerminologyServer({
      url: 'https://tx.example/fhir',
      timeoutMs: 5,
      fetch: (_input, init) =>
        new Promise((_resolve, reject) => {
          init?.signal?.addEventListener('abort', () => reject(new Error('late')));
        }),
    });
    expect(await server.validateCode(question)).toBeUndefined();
  });
});
