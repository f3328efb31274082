// Which bodies must never be taken, whatever the address? Each with the failure it gets.

import type { FailureCode } from '../../../src/domain/failure.ts';

/** Why, what is sent, what it answers. */
export type BadText = readonly [why: string, body: string | Buffer, code: FailureCode];

const DEEP = '{"a":'.repeat(100_000);
const PATIENT = '{"resourceType":"Patient","active":true}';
const patient = (rest: string): string => `{"resourceType":"Patient",${rest}}`;
const bytes = (...parts: readonly (string | Uint8Array)[]): Buffer =>
  Buffer.concat(parts.map((part) => (typeof part === 'string' ? Buffer.from(part) : part)));

/** Texts that are not the JSON we read. */
export const UNREADABLE: readonly BadText[] = [
  ['truncated JSON', '{"resourceType":"Patient","name":[{"family":"A', 'LENKE_UNREADABLE'],
  ['empty body', '', 'LENKE_UNREADABLE'],
  ['only spaces', ' \n ', 'LENKE_UNREADABLE'],
  ['no JSON', 'hello', 'LENKE_UNREADABLE'],
  ['XML called JSON', '<Patient xmlns="http://hl7.org/fhir"/>', 'LENKE_UNREADABLE'],
  ['single quotes', "{'resourceType':'Patient'}", 'LENKE_UNREADABLE'],
  ['comment', '{/* x */"resourceType":"Patient"}', 'LENKE_UNREADABLE'],
  ['closing comma', '{"resourceType":"Patient",}', 'LENKE_UNREADABLE'],
  ['something after the end', `${PATIENT}{}`, 'LENKE_UNREADABLE'],
  ['NaN', patient('"x":NaN'), 'LENKE_UNREADABLE'],
  ['raw line feed in a string', '{"resourceType":"Pat\nient"}', 'LENKE_UNREADABLE'],
  ['raw NUL', '{"resourceType":"Pat\u0000ient"}', 'LENKE_UNREADABLE'],
  ['half a surrogate pair', patient('"language":"\\ud800"'), 'LENKE_UNREADABLE'],
  ['escaped NUL', patient('"name":[{"family":"A\\u0000B"}]'), 'LENKE_CONTROL_CHARACTER'],
  ['escaped NUL in a key', patient('"a\\u0000":1'), 'LENKE_CONTROL_CHARACTER'],
  ['bell', patient('"name":[{"family":"A\\u0007B"}]'), 'LENKE_CONTROL_CHARACTER'],
  ['invalid UTF-8', bytes('{"a":"', Uint8Array.of(0xff, 0xfe), '"}'), 'LENKE_NOT_UTF8'],
  ['overlong UTF-8', bytes('{"a":"', Uint8Array.of(0xc0, 0x80), '"}'), 'LENKE_NOT_UTF8'],
  ['Latin-1', Buffer.from(patient('"language":"bokmål"'), 'latin1'), 'LENKE_NOT_UTF8'],
  ['UTF-16', Buffer.from(`\ufeff${PATIENT}`, 'utf16le'), 'LENKE_NOT_UTF8'],
  ['duplicate key', patient('"active":true,"active":false'), 'LENKE_DUPLICATE_KEY'],
  ['duplicate key by escape', patient('"active":true,"\\u0061ctive":false'), 'LENKE_DUPLICATE_KEY'],
  ['duplicate resourceType', patient('"resourceType":"Bundle"'), 'LENKE_DUPLICATE_KEY'],
  ['100,000 objects deep', DEEP, 'LENKE_TOO_DEEP'],
  ['100,000 lists deep', '['.repeat(100_000) + ']'.repeat(100_000), 'LENKE_TOO_DEEP'],
  ['100,000 deep inside a resource', `{"resourceType":"Patient","x":${DEEP}`, 'LENKE_TOO_DEEP'],
  ['__proto__', patient('"__proto__":{"polluted":true}'), 'LENKE_NOT_VALID'],
  ['__proto__ by escape', patient('"\\u005f_proto__":{"polluted":1}'), 'LENKE_NOT_VALID'],
  ['number no computer holds', patient('"x":1e99999'), 'LENKE_NOT_VALID'],
];

/** JSON that is no resource of the type the address says. */
export const WRONG_KIND: readonly BadText[] = [
  ['list', '[]', 'LENKE_TYPE_MISMATCH'],
  ['null', 'null', 'LENKE_TYPE_MISMATCH'],
  ['text', '"Patient"', 'LENKE_TYPE_MISMATCH'],
  ['number', '1.00', 'LENKE_TYPE_MISMATCH'],
  ['no resourceType', '{}', 'LENKE_TYPE_MISMATCH'],
  ['resourceType is a list', '{"resourceType":["Patient"]}', 'LENKE_TYPE_MISMATCH'],
  ['another type', '{"resourceType":"Observation"}', 'LENKE_TYPE_MISMATCH'],
];
