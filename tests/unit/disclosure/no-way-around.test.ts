// There is no way from a draft to a socket past the decision: not when the program runs; for the compiler: tests/support/no-way-around.ts.

import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { ask, CHILD, content } from '../../support/law.ts';

const SOURCE = join(import.meta.dirname, '..', '..', '..', 'src');
const files = readdirSync(SOURCE, { recursive: true, encoding: 'utf8' }).filter((name) =>
  name.endsWith('.ts'),
);

test('only decide.ts makes a permission, and only the sender’s own rooms and the attempt name the gate', () => {
  const makers = files.filter((name) =>
    /as unknown as PermittedDelivery|as PermittedDelivery/.test(readFileSync(join(SOURCE, name), 'utf8')),
  );
  expect(makers).toEqual([join('disclosure', 'decide.ts')]);
  const senders = files.filter(
    (name) =>
      /\.send\((?!'|"|`)/.test(readFileSync(join(SOURCE, name), 'utf8')) && name.startsWith('pipeline'),
  );
  expect(senders).toEqual([join('pipeline', 'deliver.ts')]);
});

test('a permission cannot be widened afterwards', () => {
  const verdict = ask('habu', [content(['D8'])], { treats: [CHILD] });
  if (verdict.effect === 'deny') throw new Error('denied');
  expect(Object.isFrozen(verdict.delivery)).toBe(true);
  expect(() => Object.assign(verdict.delivery, { allowed: new Set(['everything']) })).toThrow(TypeError);
});

test('only the records room makes a seen resource, and the surface of FHIR names no stored one', () => {
  const text = (name: string) => readFileSync(join(SOURCE, name), 'utf8');
  const casts = files.filter((name) => /as (unknown as )?Seen(Resource|Records)|asSeen/.test(text(name)));
  expect(casts).toEqual([join('store', 'records', 'records.ts')]);
  const surface = files.filter((name) => name.startsWith(join('api', 'fhir')));
  expect(surface.length).toBeGreaterThan(20);
  expect(
    surface.filter((name) => /StoredResource|store\.records|store\/records\/records/.test(text(name))),
  ).toEqual([]);
});
