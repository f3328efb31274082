// In which form does an answer go out? Packed, indented, without a body, as asked.

import { request as httpRequest } from 'node:http';
import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { pickEncoding } from '../../../src/api/pack.ts';
import { bundle, call, created, entry, patient, refused } from './calls.ts';
import { startGateway, TOKENS, type Gateway } from './gateway.ts';

let gateway: Gateway;
beforeAll(async () => {
  gateway = await startGateway();
});
afterAll(() => gateway.close());

interface Raw {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly bytes: Buffer;
}

/** A call whose body is not unpacked on the way. */
function raw(method: string, path: string, headers: Record<string, string>): Promise<Raw> {
  return new Promise((resolve, reject) => {
    const all = { authorization: `Bearer ${TOKENS.hospital}`, ...headers };
    const sent = httpRequest(gateway.url + path, { method, headers: all }, (response) => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk: Buffer) => chunks.push(chunk));
      response.on('end', () =>
        resolve({
          status: response.statusCode ?? 0,
          headers: response.headers,
          bytes: Buffer.concat(chunks),
        }),
      );
    });
    sent.once('error', reject);
    sent.end();
  });
}

test.each([
  ['nothing asked', undefined, undefined],
  ['what browsers send', 'gzip, deflate, br, zstd', 'br'],
  ['gzip only', 'gzip', 'gzip'],
  ['gzip preferred', 'br;q=0.5, gzip', 'gzip'],
  ['br forbidden', 'br;q=0, gzip;q=0.1', 'gzip'],
  ['anything', '*', 'br'],
  ['as it is', 'identity', undefined],
  ['anything but', '*;q=0', undefined],
])('%s: Accept-Encoding %s gives %s', (_why, header, encoding) => {
  expect(pickEncoding(header)).toBe(encoding);
});

describe('packed', () => {
  test.each([
    ['gzip', gunzipSync],
    ['br', brotliDecompressSync],
  ])('%s: a large answer comes packed and says so, the same bytes inside', async (encoding, unpack) => {
    const plain = await raw('GET', '/fhir/metadata', {});
    const packed = await raw('GET', '/fhir/metadata', { 'accept-encoding': encoding });
    expect([packed.headers['content-encoding'], packed.headers['vary']]).toEqual([
      encoding,
      expect.stringContaining('Accept-Encoding'),
    ]);
    expect(packed.headers['content-length']).toBe(String(packed.bytes.length));
    expect(packed.bytes.length).toBeLessThan(plain.bytes.length / 4);
    const text = unpack(packed.bytes).toString('utf8');
    expect(JSON.parse(text).rest).toEqual(JSON.parse(plain.bytes.toString('utf8')).rest);
  });

  test('a small answer comes as it is', async () => {
    const id = await created(gateway, patient());
    const seen = await raw('GET', `/fhir/Patient/${id}`, { 'accept-encoding': 'gzip, br' });
    expect(seen.headers['content-encoding']).toBeUndefined();
    expect(JSON.parse(seen.bytes.toString('utf8')).id).toBe(id);
  });

  test('HEAD tells the headers of GET and no body, packed or not', async () => {
    const head = await raw('HEAD', '/fhir/Patient?_count=1', { 'accept-encoding': 'gzip' });
    expect([head.status, head.bytes.length]).toEqual([200, 0]);
    expect(Number(head.headers['content-length'])).toBeGreaterThan(0);
  });
});

describe('_pretty and _format', () => {
  const weight =
    '{"resourceType":"Observation","status":"final","code":{"text":"w"},"valueQuantity":{"value":3500.00}}';

  test('_pretty=true indents reads, searches, history, bundles and failures, and keeps digits', async () => {
    const id = await created(gateway, weight, 'Observation');
    const read = await call(gateway, 'GET', `/fhir/Observation/${id}?_pretty=true`);
    expect(read.text).toContain('\n    "value": 3500.00\n');
    expect(read.headers.get('etag')).toBe('W/"1"');
    for (const path of [
      `Observation?_id=${id}&_pretty=true`,
      `Observation/${id}/_history?_pretty=true`,
      'metadata?_pretty=true',
      'Observation/none?_pretty=true',
    ]) {
      expect((await call(gateway, 'GET', `/fhir/${path}`)).text).toMatch(/^\{\n {2}"resourceType"/);
    }
    const body = bundle('batch', entry('GET', `Observation/${id}`));
    expect((await call(gateway, 'POST', '/fhir?_pretty=true', { body })).text).toMatch(/^\{\n/);
    expect((await call(gateway, 'GET', `/fhir/Observation/${id}?_pretty=false`)).text).not.toContain('\n');
  });

  test('the form of a search may hold them too, and they are no search parameters', async () => {
    const headers = { 'content-type': 'application/x-www-form-urlencoded', prefer: 'handling=strict' };
    const post = (body: string): ReturnType<typeof call> =>
      call(gateway, 'POST', '/fhir/Patient/_search', { body, headers });
    expect((await post('active=true&_pretty=true&_format=json')).text).toMatch(/^\{\n/);
    expect(refused(await post('_format=xml'))).toEqual([406, 'LENKE_NOT_ACCEPTABLE']);
  });

  test.each([
    ['json', 200],
    ['application/json', 200],
    ['application/fhir+json', 200],
    ['application%2Ffhir%2Bjson%3B%20fhirVersion%3D4.0', 200],
    ['xml', 406],
    ['application/fhir+xml', 406],
    ['ttl', 406],
  ])('_format=%s answers %d, whatever Accept says', async (format, status) => {
    const headers = { accept: status === 200 ? 'application/fhir+xml' : 'application/fhir+json' };
    for (const path of ['Patient', 'metadata', 'Patient/_history']) {
      expect((await call(gateway, 'GET', `/fhir/${path}?_format=${format}`, { headers })).status).toBe(
        status,
      );
    }
  });
});
