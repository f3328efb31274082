import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { chmodSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { proven } from '../../../src/fhir/proven.ts';
import { readDataFile } from '../../../src/fhir/yaml-file.ts';

let directory = '';
beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'lenke-proven-'));
});
afterEach(() => rmSync(directory, { recursive: true, force: true }));

/** How often `prove` is asked, and what came of it. */
function asking(of: readonly string[], value: unknown): { asked: number; value: unknown } {
  const count = { asked: 0 };
  const prove = () => {
    count.asked += 1;
    return value;
  };
  return { value: proven(of, prove, directory), asked: count.asked };
}

const onlyFile = (): string => join(directory, readdirSync(directory)[0] ?? '');

describe('what an earlier run has proven', () => {
  test('is not proven again, and is the same value', () => {
    expect(asking(['text', 'v1'], { a: [1, null, 'ø'] })).toEqual({ asked: 1, value: { a: [1, null, 'ø'] } });
    expect(asking(['text', 'v1'], undefined)).toEqual({ asked: 0, value: { a: [1, null, 'ø'] } });
  });

  test.each([
    ['another text', ['text ', 'v1']],
    ['another version of who reads it', ['text', 'v2']],
    ['the same letters, parted elsewhere', ['textv1']],
  ])('%s is proven anew', (_, of) => {
    asking(['text', 'v1'], 'first');
    expect(asking(of, 'second')).toEqual({ asked: 1, value: 'second' });
  });

  test.each<[string, () => void]>([
    [
      'a byte of it was changed',
      () => writeFileSync(onlyFile(), readFileSync(onlyFile(), 'utf8').replace('first', 'fir5t')),
    ],
    ['it is cut off', () => writeFileSync(onlyFile(), readFileSync(onlyFile(), 'utf8').slice(0, -4))],
    ['it is empty', () => writeFileSync(onlyFile(), '')],
    [
      'it is what was kept for another text',
      () => {
        const mine = onlyFile();
        asking(['another'], 'other');
        const other =
          readdirSync(directory)
            .map((name) => join(directory, name))
            .find((file) => file !== mine) ?? '';
        writeFileSync(mine, readFileSync(other));
      },
    ],
    ['others may write it', () => chmodSync(onlyFile(), 0o666)],
  ])('is proven again when %s', (_, spoil) => {
    asking(['text'], 'first');
    spoil();
    expect(asking(['text'], 'again')).toEqual({ asked: 1, value: 'again' });
  });

  test.each([
    ['a number JSON has no word for', { a: Number.NaN }],
    ['minus zero', { a: -0 }],
    ['nothing', undefined],
    ['a key without a value', { a: undefined }],
  ])('%s is not kept', (_, value) => {
    asking(['text'], value);
    expect(readdirSync(directory)).toEqual([]);
  });

  test('what throws is not kept, and throws again', () => {
    const prove = () => {
      throw new Error('wrong');
    };
    expect(() => proven(['text'], prove, directory)).toThrow('wrong');
    expect(() => proven(['text'], prove, directory)).toThrow('wrong');
    expect(readdirSync(directory)).toEqual([]);
  });

  test('a folder that is not there keeps nothing and hinders nobody', () => {
    expect(proven(['text'], () => 1, join(directory, 'missing'))).toBe(1);
    expect(proven(['text'], () => 2, join(directory, 'missing'))).toBe(2);
  });
});

describe('a data file that was found right', () => {
  const SCHEMA = { type: 'object', properties: { a: { type: 'array' } }, additionalProperties: false };
  const write = (text: string): string => {
    const file = join(directory, 'file.yaml');
    writeFileSync(file, text);
    return file;
  };
  test('names the place of what is found wrong later, though it was not parsed', () => {
    const file = write('# first\na:\n  - one\n  - two\n');
    readDataFile(file, SCHEMA, directory);
    const again = readDataFile<{ a: string[] }>(file, SCHEMA, directory);
    expect(again.value).toEqual({ a: ['one', 'two'] });
    expect(() => again.fail(['a', 1], 'is wrong.')).toThrow(
      expect.objectContaining({
        code: 'LENKE_DATA_FILE',
        facts: { file, line: 4, column: 5, reason: 'is wrong.' },
      }),
    );
  });

  test.each([
    ['a text that is no YAML any more', 'a: [1', SCHEMA],
    ['a text its schema does not allow', 'b: 1\n', SCHEMA],
    ['a schema that does not allow it', 'a: [1]\n', { type: 'array' }],
  ])('%s is refused', (_, text, schema) => {
    readDataFile(write('a: [1]\n'), SCHEMA, directory);
    const file = write(text);
    expect(() => readDataFile(file, schema, directory)).toThrow(
      expect.objectContaining({ code: 'LENKE_DATA_FILE' }),
    );
    expect(() => readDataFile(file, schema, directory)).toThrow(
      expect.objectContaining({ code: 'LENKE_DATA_FILE' }),
    );
  });
});
