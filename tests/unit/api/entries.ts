// What do tests of batch and transaction send and look at?

import type { Loose, Seen } from './calls.ts';

/** Statuses of the entries of an answer: `201`. */
export const statuses = (seen: Seen): string[] =>
  seen.json.entry.map((item: Loose) => item.response.status.slice(0, 3));

/** A JSON Patch as an entry carries it. */
export const binary = (operations: object[]): object => ({
  resourceType: 'Binary',
  contentType: 'application/json-patch+json',
  data: Buffer.from(JSON.stringify(operations)).toString('base64'),
});

/** A patch of the gender. */
export const setGender = (value: string): object => binary([{ op: 'add', path: '/gender', value }]);

/** An Observation about somebody. */
export const observation = (subject: object, more: object = {}): object => ({
  resourceType: 'Observation',
  status: 'final',
  code: { text: 'x' },
  subject,
  ...more,
});

/** fullUrl of an entry. */
export const MOTHER = 'urn:uuid:0e3c8a0e-9d4d-4a55-8f0e-6a3a3a7f1c01';
