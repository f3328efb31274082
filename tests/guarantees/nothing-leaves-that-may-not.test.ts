// Nothing leaves that may not, and nothing is shown that may not be seen: a whole life, everything marked, judged by what happened and
// the table of the sources. And when the law file says too much, the search finds it and names it.

import { cpSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { loadConfig } from '../../src/config/load.ts';
import { playRegion } from '../../src/cli/simulate.ts';
import { openPipeline } from '../../src/main/open-pipeline.ts';
import { CLASSES, rowsOf } from '../../src/sandbox/leaks/matrix.ts';
import { marked, marksIn, writeMark } from '../../src/sandbox/leaks/mark.ts';
import { whyNot } from '../../src/sandbox/leaks/may-have.ts';
import { newLived, type Lived } from '../../src/sandbox/leaks/truth.ts';
import type { Leak } from '../../src/sandbox/leaks/figures.ts';
import { drawLife } from '../../src/sandbox/simulate/life.ts';
import { createRandom } from '../../src/sandbox/simulate/random.ts';
import { isKept, type SimulationReport } from '../../src/sandbox/simulate/report.ts';
import { sharesWith } from '../../src/sandbox/simulate/shares.ts';
import { MAPPINGS } from '../support/mappings.ts';
import { testDatabase } from '../support/postgres.ts';

const SOURCE = join(import.meta.dirname, '../../../shared/facts/pathway.md');

/** One life of a seed in which she is in LAR, lets six know something, takes three of them back, and stops two. */
const SPOKEN = '1';

async function play(years: number, mappings?: string): Promise<SimulationReport> {
  const database = await testDatabase();
  try {
    return await playRegion(
      { loadConfig: (more) => loadConfig({ ...more }, {}), openPipeline },
      {
        births: '1',
        years: String(years),
        seed: SPOKEN,
        year: '2026-01-01',
        layer: 'no-krs',
        share: ['lar=0.5', 'nothingFound=0', 'lossBeforeBirth=0'],
        leaks: true,
      },
      () => undefined,
      {
        DATABASE_URL: database.connectionString,
        ...(mappings !== undefined && { LENKE_MAPPINGS: mappings }),
      },
    );
  } finally {
    await database.drop();
  }
}

describe('a life to the second year', () => {
  let report: SimulationReport;
  beforeAll(async () => {
    report = await play(2);
  }, 400_000);

  test('nothing left that may not, and nobody saw what may not be seen', () => {
    expect(report.leaks?.leaks).toEqual([]);
    expect(report.checks.filter(({ ok }) => !ok)).toEqual([]);
    expect(isKept(report)).toBe(true);
  });

  test('there was much to leak: every class somebody has a right to was got by somebody', () => {
    const { sent = 0, looked = 0, marks = 0, got = {} } = report.leaks ?? {};
    expect(Object.keys(got).toSorted()).toEqual(['D1', 'D10', 'D2', 'D3', 'D4', 'D5', 'D6', 'D7', 'D8']);
    expect([sent > 25, looked > 1500, marks > 500]).toEqual([true, true, true]);
  });
});

describe('a law file that says too much is found out', () => {
  const folder = mkdtempSync(join(tmpdir(), 'lenke-law-'));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  /** The shipped law with one text for another, everywhere it stands. */
  function changed(name: string, from: RegExp, to: string, of: string = MAPPINGS): string {
    const mappings = join(folder, name);
    cpSync(of, mappings, { recursive: true });
    const file = join(mappings, 'law', 'no.yaml');
    const law = readFileSync(file, 'utf8');
    const wider = law.replaceAll(from, to);
    if (wider === law) throw new Error('the law file no longer says this');
    writeFileSync(file, wider);
    return mappings;
  }
  const told = ({ leaks }: SimulationReport) =>
    (leaks?.leaks ?? []).map(
      ({ recipient, by, mark: { classes } }: Leak) => `${recipient} ${by} ${classes.join('+')}`,
    );

  test('a cell too wide, and an objection that is not read: both are named by class and recipient', async () => {
    const cell = changed('cell', /(kk: {13}\[T, T, T, T, T, T, )N/g, '$1T');
    const both = changed(
      'both',
      /objections: \{categories: \[objection\]/g,
      'objections: {categories: [nothing]',
      cell,
    );
    const report = await play(1, both);
    expect(isKept(report)).toBe(false);
    expect(told(report)).toContain('kk-pol search D7');
    const why = (report.leaks?.leaks ?? []).map((leak) => leak.why.replace(/^\w+: /, ''));
    expect(why).toContain('she objects');
    // Nothing else: the table gives kk the choice of D7 alone, and she stops two.
    const rows = (report.leaks?.leaks ?? []).filter((leak) => !leak.why.includes('she objects'));
    expect(
      new Set(rows.map(({ recipient, mark }) => `${recipient.slice(0, 2)} ${mark.classes.join()}`)),
    ).toEqual(new Set(['kk D7']));
  }, 400_000);

  test('a rule: treatment without anybody who treats', async () => {
    const wide = changed('rule', /cells: \[T\], needs: \[treatment-relation\]/g, 'cells: [T], needs: []');
    const found = told(await play(1, wide));
    expect(found.some((one) => /^(lar|nfi|helsestasjon|kk-fode) A-MESSAGE-ROUTE /.test(one))).toBe(true);
  }, 400_000);
});

describe('the second opinion', () => {
  const NOW = Date.parse('2026-06-01T10:00:00Z');
  const lived = (over: (lived: Lived) => void = () => undefined): Lived => {
    const one = newLived(drawLife(10_000, '2026-01-01', createRandom(1), sharesWith()));
    one.treats.set('mother', new Set(['fastlege', 'kk-pol']));
    over(one);
    return one;
  };
  const says =
    (kind: 'yes' | 'objection', to: string, isActive = true, until = Number.POSITIVE_INFINITY) =>
    (one: Lived) =>
      one.answers.set('c', { id: 'c', kind, to, classes: ['D3', 'D4'], from: NOW - 1, until, isActive });
  const asked = { recipient: 'fastlege', now: NOW, isReading: false, isDuty: false };
  const mark = (classes: readonly string[], over: object = {}) =>
    ({ n: 10_000, who: 'mother', classes, place: 'text', said: 'unasked', ...over }) as const;

  test.each([
    ['who treats her has what the table gives', mark(['D4']), lived(), asked, true],
    ['who does not treat her has nothing', mark(['D4']), lived(), { ...asked, recipient: 'lar' }, false],
    ['one class of two that it may not have is enough', mark(['D1', 'D9']), lived(), asked, false],
    ['she let it', mark(['D3']), lived(says('yes', 'nav')), { ...asked, recipient: 'nav' }, true],
    [
      'she let it and took it back',
      mark(['D3']),
      lived(says('yes', 'nav', false)),
      { ...asked, recipient: 'nav' },
      false,
    ],
    [
      'it has run out',
      mark(['D3']),
      lived(says('yes', 'nav', true, NOW)),
      { ...asked, recipient: 'nav' },
      false,
    ],
    [
      'what she let does not reach a forbidden cell',
      mark(['D4']),
      lived(says('yes', 'nav')),
      { ...asked, recipient: 'nav' },
      false,
    ],
    [
      'what was given for the unborn does not speak of the born',
      mark(['D3']),
      lived((one) => {
        says('yes', 'nav')(one);
        one.state.born = NOW;
      }),
      { ...asked, recipient: 'nav' },
      false,
    ],
    ['she objects', mark(['D4']), lived(says('objection', 'fastlege')), asked, false],
    ['nobody classified it', mark(['D0']), lived(), asked, false],
    ['a third party', mark(['D1'], { who: 'partner' }), lived(), asked, false],
    [
      'a hidden address',
      mark(['D1'], { place: 'home' }),
      lived((one) => {
        one.state.isProtected = true;
      }),
      asked,
      false,
    ],
    [
      'a hidden address hides nothing else',
      mark(['D1']),
      lived((one) => {
        one.state.isProtected = true;
      }),
      asked,
      true,
    ],
    [
      'an abortion',
      mark(['D2']),
      lived((one) => {
        one.state.lost = 'abortion';
      }),
      asked,
      false,
    ],
    [
      'an abortion, to who treated her',
      mark(['D2']),
      lived((one) => {
        one.state.lost = 'abortion';
      }),
      { ...asked, recipient: 'kk-pol' },
      true,
    ],
    [
      'a duty that was assessed',
      mark(['D3']),
      lived((one) => {
        one.state.assessed32 = true;
      }),
      { ...asked, recipient: 'rusteam', isDuty: true },
      true,
    ],
    [
      'a duty opens no reading',
      mark(['D3']),
      lived((one) => {
        one.state.assessed32 = true;
      }),
      { ...asked, recipient: 'rusteam', isDuty: true, isReading: true },
      false,
    ],
    [
      'a duty that nobody assessed',
      mark(['D3']),
      lived(),
      { ...asked, recipient: 'rusteam', isDuty: true },
      false,
    ],
    ['a child nobody has born yet', mark(['D8'], { who: 'child1' }), lived(), asked, false],
  ])('%s', (_, one, life, getting, may) => {
    expect(whyNot(one, life, getting) === undefined).toBe(may);
  });

  test('asks nothing of what it judges', () => {
    const folder = join(import.meta.dirname, '../../src/sandbox/leaks');
    for (const file of readdirSync(folder))
      expect([
        file,
        /from '[^']*(disclosure|network|pathway)\//.test(readFileSync(join(folder, file), 'utf8')),
      ]).toEqual([file, false]);
  });

  test('a mark is found wherever it was written', () => {
    const one = { n: 7, who: 'child2', classes: ['D8', 'D4'], said: 'withdrawn' } as const;
    const patient = marked({ resourceType: 'Patient', address: [{ city: 'By' }] }, one);
    const found = marksIn(JSON.stringify(patient));
    expect(found.toSorted((a, b) => a.place.localeCompare(b.place))).toEqual([
      { ...one, place: 'home' },
      { ...one, place: 'text' },
    ]);
    expect(marksIn(`%${writeMark({ ...one, place: 'text' })}%`)).toHaveLength(1);
  });
});

const isHere = existsSync(SOURCE);
const maybe = isHere ? describe : describe.skip;

maybe(`the second table${isHere ? '' : ' (skipped: ../shared/facts is not here)'}`, () => {
  const text = isHere ? readFileSync(SOURCE, 'utf8') : '';
  const start = text.indexOf('# block: matrix');
  const block = text.slice(start, text.indexOf('aliases:', start));

  test.each(['PRE', 'BIRTH', 'POST'] as const)('is the one of the sources in %s', (phase) => {
    const [, from = ''] = block.split(`\n${phase}:\n`);
    const rows = [...(from.split(/\n[A-Z]+:\n/)[0] ?? '').matchAll(/^ {2}([\w-]+): +\[(.*)\]/gm)].map(
      ([, name = '', cells = '']) => [name, cells.replaceAll('"', '').split(', ').join(' ')],
    );
    expect(Object.fromEntries(rows)).toEqual(rowsOf(phase));
    for (const [, cells = ''] of rows) expect(cells.split(' ')).toHaveLength(CLASSES.length);
  });
});
