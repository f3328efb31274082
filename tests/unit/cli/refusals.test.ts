// Does a command that cannot do its work say so in one sentence, with a code and an exit code, and print nothing as an answer?

import { spawnSync } from 'node:child_process';
import { createServer, type Server } from 'node:http';
import { once } from 'node:events';
import { cpSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals';
import { main } from '../../../src/main.ts';
import { shippedMappings } from '../../../src/pipeline/data.ts';

type Environ = Readonly<Record<string, string>>;

interface Ended {
  readonly code: number;
  readonly out: string;
  readonly said: string;
}

/** Runs a command in this process under other settings. */
async function run(argv: readonly string[], environ: Environ = {}): Promise<Ended> {
  const written = { out: '', said: '' };
  const keep = (name: 'out' | 'said') => (text: string | Uint8Array) => {
    written[name] += String(text);
    return true;
  };
  const before = { ...process.env };
  const streams = [
    jest.spyOn(process.stdout, 'write').mockImplementation(keep('out')),
    jest.spyOn(process.stderr, 'write').mockImplementation(keep('said')),
  ];
  Object.assign(process.env, { LENKE_LOG: 'silent' }, environ);
  try {
    return { code: await main(argv), ...written };
  } finally {
    for (const name of Object.keys(environ)) delete process.env[name];
    Object.assign(process.env, before);
    for (const stream of streams) stream.mockRestore();
  }
}

const folder = mkdtempSync(join(tmpdir(), 'lenke-refusals-'));
const file = join(folder, 'a-file');
const mappings = join(folder, 'mappings');
let page: Server;
let pageUrl = '';

/** The shipped mappings with one file changed. */
function mappingsWith(name: string, change: (text: string) => string): Environ {
  cpSync(shippedMappings(), mappings, { recursive: true });
  const changed = join(mappings, name);
  writeFileSync(changed, change(readFileSync(changed, 'utf8')));
  return { LENKE_MAPPINGS: mappings };
}

beforeAll(async () => {
  writeFileSync(file, 'not a directory');
  page = createServer((request, response) => {
    if (request.url?.startsWith('/401') === true) response.writeHead(401).end('{}');
    else response.end('<html>a proxy</html>');
  }).listen(0, '127.0.0.1');
  await once(page, 'listening');
  const address = page.address();
  pageUrl = `http://127.0.0.1:${typeof address === 'object' && address ? address.port : 0}`;
});

afterAll(() => {
  page.close();
  page.closeAllConnections();
  rmSync(folder, { recursive: true, force: true });
});

describe('what cannot start says what, where, why and what to do', () => {
  const cases: readonly (readonly [string, () => Environ, readonly string[]])[] = [
    [
      'every wrong setting at once',
      () => ({ LENKE_PORT: 'abc', LENKE_ROLES: 'x', REDIS_URL: 'localhost' }),
      ['LENKE_SETTINGS', 'LENKE_PORT', 'LENKE_ROLES', 'REDIS_URL'],
    ],
    ['a data directory that is a file', () => ({ LENKE_DATA: file }), ['LENKE_DATA_DIR', file]],
    [
      'a database address that is none',
      () => ({ DATABASE_URL: 'nonsense' }),
      ['LENKE_SETTINGS', 'DATABASE_URL', 'postgres://'],
    ],
    [
      'a database that does not answer',
      () => ({ DATABASE_URL: 'postgres://lenke:a-secret@127.0.0.1:1/lenke' }),
      ['LENKE_STORE_UNREACHED', '127.0.0.1:1/lenke', 'ECONNREFUSED'],
    ],
    [
      'a folder that holds no mappings',
      () => ({ LENKE_MAPPINGS: folder, LENKE_DATA: join(folder, 'd') }),
      ['LENKE_MAPPINGS_MISSING', folder],
    ],
    [
      'a layer nobody wrote',
      () => ({ LENKE_LAYER: 'no-bergen', LENKE_DATA: join(folder, 'd') }),
      ['LENKE_LAYER_UNKNOWN', 'no-krs', 'LENKE_LAYER'],
    ],
    [
      'a resource type R4 does not have',
      () => ({ LENKE_TYPES: 'Patient,Person2', LENKE_DATA: join(folder, 'd') }),
      ['LENKE_SETTINGS', 'LENKE_TYPES', 'Person2'],
    ],
  ];

  test.each(cases)('%s', async (_reason, environ, told) => {
    const { code, out, said } = await run(['serve'], environ());
    expect({ code, out }).toEqual({ code: 1, out: '' });
    for (const one of told) expect(said).toContain(one);
    expect(said).not.toMatch(/\n\s+at |a-secret/);
    expect(said.trimEnd().split('\n')).toHaveLength(1);
  });

  test.each([
    [
      'a row that is not YAML',
      'pathways/no-krs.yaml',
      (text: string) => text.replace(/^extends:.*$/m, 'extends: [x'),
      /no-krs\.yaml:\d+:\d+ /,
    ],
    [
      'a word that is none of those allowed',
      'pathways/base.yaml',
      (text: string) => text.replace('mode: AUTO', 'mode: AUTOO'),
      /base\.yaml:\d+:\d+ .*AUTO, PROP, HUMAN/,
    ],
    [
      'an expression that is none',
      'pathways/base.yaml',
      (text: string) => text.replace('%liveChildren > 0', '%liveChildren > > 0'),
      /base\.yaml:\d+:\d+ /,
    ],
  ])('%s is told with file, line and column', async (_reason, name, change, place) => {
    const { code, said } = await run(['data', 'check'], mappingsWith(name, change));
    expect(code).toBe(1);
    expect(said).toMatch(place);
    expect(said.match(/line \d/)).toBeNull();
  });
});

describe('a command line that is wrong ends with 2 and does nothing', () => {
  test.each([
    ['no such command', ['evnts'], 'events'],
    ['no such option', ['events', '--lim', '3'], '--limit'],
    ['no such scenario', ['trigger', 'fire'], 'twins'],
    ['no such state', ['deliveries', '--state', 'lost'], 'confirmed'],
    ['a number that is none', ['trigger', 'birth', '--mother', 'abc'], 'whole number'],
    ['a day that is none', ['simulate', '--year', 'soon'], '2026-01-01'],
    ['no such benchmark', ['bench', '../x'], 'validator'],
    ['nothing to check', ['data', 'mend'], 'check'],
    ['no file', ['validate'], '--batch'],
    ['half a question', ['disclosure', 'explain', '--to', 'fhs'], '--about'],
  ])('%s', async (_reason, argv, told) => {
    const { code, out, said } = await run(argv);
    expect({ code, out }).toEqual({ code: 2, out: '' });
    expect(said).toContain(told);
  });
});

test('a doctor looks and changes nothing', async () => {
  const place = join(folder, 'not-yet', 'data');
  const { code, out } = await run(['doctor'], { LENKE_DATA: place, LENKE_URL: 'http://127.0.0.1:1' });
  expect({ code, isMade: existsSync(join(folder, 'not-yet')) }).toEqual({ code: 0, isMade: false });
  expect(out).toContain(place);
});

test('a reader that has seen enough is no fault', () => {
  const lenke = join(import.meta.dirname, '..', '..', '..', 'bin', 'lenke.mjs');
  const line = `"${process.execPath}" --no-warnings "${lenke}" pathways export | head -c 20`;
  const { stdout, stderr } = spawnSync('sh', ['-c', line], { encoding: 'utf8' });
  expect({ read: stdout.length, stderr }).toEqual({ read: 20, stderr: '' });
});

describe('what cannot be answered is told on stderr with exit code 1', () => {
  test.each([
    ['nobody listens', ['events'], () => ({ LENKE_URL: 'http://127.0.0.1:1' }), 'LENKE_NO_GATEWAY'],
    ['an address that is none', ['events'], () => ({ LENKE_URL: 'nonsense' }), 'LENKE_SETTINGS'],
    ['a page of a proxy', ['events'], () => ({ LENKE_URL: pageUrl }), 'LENKE_CLIENT_ANSWER'],
    ['a token nobody has', ['events'], () => ({ LENKE_URL: `${pageUrl}/401` }), 'LENKE_CLIENT_TOKEN'],
    ['no such file', ['validate', join(folder, 'none.json')], () => ({}), 'ENOENT'],
    ['no such batch', ['validate', '--batch', join(folder, 'none.ndjson')], () => ({}), 'ENOENT'],
    ['a batch that is none', ['validate', '--batch', file], () => ({}), 'LENKE_BATCH_LINE'],
    ['neither event, case nor file', ['pathways', 'explain', 'birth'], () => ({}), 'LENKE_EXPLAIN_WHAT'],
    ['no such municipality', ['pathways', 'coordinator', 'Nowhere'], () => ({}), 'LENKE_PLACE_UNKNOWN'],
    [
      'a need nobody has a code for',
      ['pathways', 'offers', '4204', '--need', 'booze'],
      () => ({}),
      'LENKE_NEED_UNKNOWN',
    ],
    ['a fault of ours', ['pathways', 'flowchart', '4204', '--out', folder], () => ({}), '(EISDIR)'],
  ])('%s', async (_reason, argv, environ: () => Environ, told) => {
    const { code, out, said } = await run(argv, environ());
    expect({ code, out }).toEqual({ code: 1, out: '' });
    expect(said).toContain(told);
    expect(said.trimEnd().split('\n')).toHaveLength(1);
  });
});
