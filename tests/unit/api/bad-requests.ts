// Which requests must be refused for what they ask? Addresses, bodies and headers, each with the failure it gets.

import { gzipSync } from 'node:zlib';
import type { FailureCode } from '../../../src/domain/failure.ts';

/** A request and its failure; without a code any 422 will do (the validator's own rules). */
export interface BadRequest {
  readonly why: string;
  readonly method: string;
  readonly path: string;
  readonly body?: string | Buffer;
  readonly headers?: Readonly<Record<string, string>>;
  readonly code?: FailureCode;
}

const PATIENT = '{"resourceType":"Patient","active":true}';
const entries = (...list: readonly unknown[]): string =>
  JSON.stringify({ resourceType: 'Bundle', type: 'transaction', entry: list });
const ask = (method: unknown, url: unknown, resource?: unknown): object => ({
  ...(resource !== undefined && { resource }),
  request: { method, url },
});
const subject = (reference: string): object => ({
  resourceType: 'Observation',
  status: 'final',
  code: { text: 'x' },
  subject: { reference },
});

type Address = readonly [why: string, path: string, code: FailureCode];
const ADDRESSES: readonly Address[] = [
  ['unknown type', '/fhir/Shoe', 'LENKE_TYPE_UNKNOWN'],
  ['SQL in the type', "/fhir/Patient';drop table records;--", 'LENKE_TYPE_UNKNOWN'],
  ['SQL in the id', "/fhir/Patient/1'or'1'='1", 'LENKE_ID_INVALID'],
  ['NUL in an id', '/fhir/Patient/a%00b', 'LENKE_ID_INVALID'],
  ['line break in an id', '/fhir/Patient/a%0d%0aSet-Cookie:x', 'LENKE_ID_INVALID'],
  ['SQL in a count', "/fhir/Patient?_count=1'%3Bdrop%20table%20records", 'LENKE_SEARCH_VALUE'],
  ['NUL in a search', '/fhir/Patient?name=a%00b', 'LENKE_SEARCH_VALUE'],
  ['NUL in a name', '/fhir/Patient?na%00me=a', 'LENKE_SEARCH_VALUE'],
  ['date that is none', '/fhir/Patient?birthdate=never', 'LENKE_SEARCH_VALUE'],
  ['cursor that is none', '/fhir/Patient?_cursor=xyz', 'LENKE_SEARCH_CURSOR'],
  ['sealed page that is none', '/fhir/Patient?_page=xyz', 'LENKE_SEARCH_CURSOR'],
  ['history cursor that is none', '/fhir/Patient/_history?_cursor=xyz', 'LENKE_SEARCH_CURSOR'],
  ['history count that is none', '/fhir/Patient/_history?_count=-1', 'LENKE_SEARCH_VALUE'],
  ['format we do not speak', '/fhir/Patient?_format=xml', 'LENKE_NOT_ACCEPTABLE'],
];

type Body = readonly [why: string, path: string, body: string, code?: FailureCode];
const BODIES: readonly Body[] = [
  ['unknown type', '/fhir/Shoe', '{"resourceType":"Shoe"}', 'LENKE_TYPE_UNKNOWN'],
  ['wrong type of an element', '/fhir/Patient', '{"resourceType":"Patient","active":"yes"}'],
  ['unknown element', '/fhir/Patient', '{"resourceType":"Patient","shoe":44}'],
  [
    'broken reference',
    '/fhir/Observation',
    JSON.stringify(subject('Patient/none')),
    'LENKE_REFERENCE_BROKEN',
  ],
  [
    'broken urn',
    '/fhir',
    entries(ask('POST', 'Observation', subject('urn:uuid:0c1a2b3c-4d5e-4f60-8a7b-9c0d1e2f3a4b'))),
  ],
  ['Bundle of another type', '/fhir', '{"resourceType":"Bundle","type":"collection"}', 'LENKE_BUNDLE_TYPE'],
  ['Bundle without type', '/fhir', '{"resourceType":"Bundle"}', 'LENKE_BUNDLE_TYPE'],
  ['transaction as message', '/fhir/$process-message', entries(), 'LENKE_BUNDLE_TYPE'],
  ['entry is a text', '/fhir', '{"resourceType":"Bundle","type":"batch","entry":"x"}', 'LENKE_ENTRY_REQUEST'],
  ['entry is null', '/fhir', entries(null), 'LENKE_ENTRY_REQUEST'],
  [
    'entry without request',
    '/fhir',
    entries({ resource: { resourceType: 'Patient' } }),
    'LENKE_ENTRY_REQUEST',
  ],
  ['entry without resource', '/fhir', entries(ask('POST', 'Patient')), 'LENKE_ENTRY_REQUEST'],
  ['request url is a number', '/fhir', entries(ask('GET', 1)), 'LENKE_ENTRY_REQUEST'],
  [
    'request url leads elsewhere',
    '/fhir',
    entries(ask('GET', 'http://evil.example/Patient/1')),
    'LENKE_ENTRY_REQUEST',
  ],
  ['request url climbs', '/fhir', entries(ask('GET', '../../ops/v1/events')), 'LENKE_ENTRY_REQUEST'],
  ['NUL in a condition', '/fhir', entries(ask('DELETE', 'Patient?name=a%00b')), 'LENKE_SEARCH_VALUE'],
  [
    'two entries write the same',
    '/fhir',
    entries(ask('DELETE', 'Patient/1'), ask('DELETE', 'Patient/1')),
    'LENKE_ENTRY_REQUEST',
  ],
  [
    'too many entries',
    '/fhir',
    entries(...Array.from({ length: 51 }, () => ask('GET', 'Patient/1'))),
    'LENKE_TOO_MANY_ENTRIES',
  ],
  ['30 MB', '/fhir/Patient', `${PATIENT}${' '.repeat(30 * 1024 * 1024)}`, 'LENKE_TOO_LARGE'],
];

type Header = readonly [why: string, name: string, value: string, code: FailureCode, body?: string | Buffer];
const HEADERS: readonly Header[] = [
  ['SQL in If-None-Exist', 'if-none-exist', "x=1'; drop table records;--", 'LENKE_CONDITION'],
  ['empty If-None-Exist', 'if-none-exist', '', 'LENKE_CONDITION'],
  ['XML', 'content-type', 'application/fhir+xml', 'LENKE_MEDIA_TYPE', '<Patient/>'],
  ['plain text', 'content-type', 'text/plain', 'LENKE_MEDIA_TYPE'],
  ['form', 'content-type', 'application/x-www-form-urlencoded', 'LENKE_MEDIA_TYPE'],
  ['another charset', 'content-type', 'application/fhir+json; charset=iso-8859-1', 'LENKE_MEDIA_TYPE'],
  ['another FHIR', 'content-type', 'application/fhir+json; fhirVersion=5.0', 'LENKE_MEDIA_TYPE'],
  ['no type', 'content-type', '', 'LENKE_MEDIA_TYPE'],
  ['XML wanted', 'accept', 'application/fhir+xml', 'LENKE_NOT_ACCEPTABLE'],
  ['unknown encoding', 'content-encoding', 'zstd', 'LENKE_MEDIA_TYPE'],
  ['not gzip after all', 'content-encoding', 'gzip', 'LENKE_UNREADABLE'],
  ['gzip bomb', 'content-encoding', 'gzip', 'LENKE_TOO_LARGE', gzipSync(Buffer.alloc(64 * 1024 * 1024, ' '))],
];

const PUT = { method: 'PUT', path: '/fhir/Patient/1' };

/** Every request of the table. */
export const BAD_REQUESTS: readonly BadRequest[] = [
  ...ADDRESSES.map(([why, path, code]) => ({ why, method: 'GET', path, code })),
  ...BODIES.map(([why, path, body, code]) => ({ why, method: 'POST', path, body, ...(code && { code }) })),
  ...HEADERS.map(([why, name, value, code, body = PATIENT]) => ({
    why,
    method: 'POST',
    path: '/fhir/Patient',
    body,
    headers: { [name]: value },
    code,
  })),
  {
    why: 'JSON as form',
    method: 'POST',
    path: '/fhir/Patient/_search',
    body: PATIENT,
    code: 'LENKE_MEDIA_TYPE',
  },
  { why: 'update without id', ...PUT, body: PATIENT, code: 'LENKE_ID_MISMATCH' },
  {
    why: 'If-Match that is none',
    ...PUT,
    body: '{"resourceType":"Patient","id":"1"}',
    headers: { 'if-match': 'W/"1\' or 1=1"' },
    code: 'LENKE_IF_MATCH',
  },
];
