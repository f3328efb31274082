// Which definitions come out of a package, packed or not?

import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { loadPackage } from '../../../../src/fhir/packages/load.ts';
import { createValidator } from '../../../../src/fhir/validator/validator.ts';

const profile = {
  resourceType: 'StructureDefinition',
  url: 'https://x.no/p',
  name: 'P',
  type: 'Patient',
  kind: 'resource',
  derivation: 'constraint',
  baseDefinition: 'http://hl7.org/fhir/StructureDefinition/Patient',
  differential: { element: [{ id: 'Patient.birthDate', path: 'Patient.birthDate', min: 1 }] },
};
const FILES: Readonly<Record<string, unknown>> = {
  'package/package.json': { name: 'x', version: '1.0.0' },
  'package/.index.json': { files: [] },
  'package/StructureDefinition-p.json': profile,
  'package/sets.json': {
    resourceType: 'Bundle',
    type: 'collection',
    entry: [{ resource: { resourceType: 'ValueSet', url: 'https://x.no/vs' } }],
  },
  'package/SearchParameter-s.json': { resourceType: 'SearchParameter', url: 'https://x.no/s' },
  'package/example/StructureDefinition-e.json': { ...profile, url: 'https://x.no/example' },
};

/** A tar header and its content; `type` 0 is a regular file. */
function tarEntry(name: string, content: string, type = '0', prefix = ''): Buffer {
  const bytes = Buffer.from(content);
  const header = Buffer.alloc(512);
  header.write(name, 0);
  header.write('0000644\0', 100);
  header.write(bytes.length.toString(8).padStart(11, '0'), 124);
  header.write(' '.repeat(8), 148);
  header.write(type, 156);
  header.write('ustar\u000000', 257);
  header.write(prefix, 345);
  const sum = header.reduce((total, byte) => total + byte, 0);
  header.write(`${sum.toString(8).padStart(6, '0')}\0 `, 148);
  return Buffer.concat([header, bytes, Buffer.alloc((512 - (bytes.length % 512)) % 512)]);
}

const folder = mkdtempSync(join(tmpdir(), 'lenke-package-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function write(name: string, content: string | Buffer): string {
  const file = join(folder, name);
  mkdirSync(join(file, '..'), { recursive: true });
  writeFileSync(file, content);
  return file;
}

function urls(path: string): string[] {
  return loadPackage(path)
    .map((one) => ('url' in one ? String(one.url) : ''))
    .toSorted();
}

const END = Buffer.alloc(1024);

beforeAll(() => {
  for (const [name, json] of Object.entries(FILES)) write(`unpacked/${name}`, JSON.stringify(json));
});

describe('loadPackage', () => {
  test('a folder: its definitions, also those in a Bundle; no examples, no papers', () => {
    expect(urls(join(folder, 'unpacked'))).toEqual(['https://x.no/p', 'https://x.no/vs']);
  });

  test('a .tgz holds the same', () => {
    const entries = Object.entries(FILES).map(([name, json]) => tarEntry(name, JSON.stringify(json)));
    const file = write('x.tgz', gzipSync(Buffer.concat([...entries, END])));
    expect(urls(file)).toEqual(['https://x.no/p', 'https://x.no/vs']);
  });

  test('long names, by prefix, pax and GNU; links are passed over', () => {
    const long = `package/${'n'.repeat(120)}.json`;
    const json = (n: number): string => JSON.stringify({ ...profile, url: `https://x.no/${n}` });
    const record = ` path=${long}\n`;
    const length = record.length + 3;
    const file = write(
      'long.tgz',
      gzipSync(
        Buffer.concat([
          tarEntry('a.json', json(1), '0', 'package'),
          tarEntry('pax', `${length}${record}`, 'x'),
          tarEntry('short', json(2)),
          tarEntry('././@LongLink', `${long}\0`, 'L'),
          tarEntry('short', json(3)),
          tarEntry('package/link.json', '', '2'),
          END,
        ]),
      ),
    );
    expect(urls(file)).toEqual(['https://x.no/1', 'https://x.no/2', 'https://x.no/3']);
  });

  const BAD: readonly [string, () => string, string][] = [
    ['what is not there', () => join(folder, 'none.tgz'), 'none.tgz'],
    ['what is no archive', () => write('bad.tgz', Buffer.alloc(2000, 'x')), 'bad.tgz'],
    [
      'an archive cut off',
      () => write('cut.tgz', gzipSync(tarEntry('a.json', '{}'.repeat(900)).subarray(0, 900))),
      'cut.tgz',
    ],
    ['a file that is not JSON', () => join(write('broken/a.json', '{'), '..'), 'a.json'],
  ];
  test.each(BAD)('%s is a named failure', (_reason, make, file) => {
    const path = make();
    expect(() => loadPackage(path)).toThrow(
      expect.objectContaining({
        code: 'LENKE_FILE',
        facts: expect.objectContaining({ file: expect.stringContaining(file) }),
      }),
    );
  });

  test('a profile that is only a differential is applied', () => {
    const validator = createValidator({ definitions: loadPackage(join(folder, 'unpacked')) });
    const issues = validator.validate(
      { resourceType: 'Patient', active: true },
      { profiles: ['https://x.no/p'] },
    );
    expect(issues.map((one) => one.key)).toEqual(['cardinality-min']);
  });
});
