// Can anybody find few people in a table that is told? Tables are read back by every subtraction there is.

import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import {
  type CountRow,
  suppress,
  type ToldRow,
  type ToldTable,
} from '../../../src/pathway/indicators/suppress.ts';

const T = 5;
const table = (...rows: readonly (readonly number[])[]): readonly CountRow[] =>
  rows.map((cells, at) => ({ id: String(at), cells }));
const cellsOf = ({ rows, all }: ToldTable) => [...rows, all].map(({ cells, total }) => cells ?? total ?? '-');

describe('what is told', () => {
  test.each<[string, readonly CountRow[], readonly unknown[]]>([
    [
      'large cells are told',
      table([10, 20], [7, 9]),
      [
        [10, 20],
        [7, 9],
        [17, 29],
      ],
    ],
    [
      'zero is told: it is about nobody',
      table([0, 20], [7, 9]),
      [
        [0, 20],
        [7, 9],
        [7, 29],
      ],
    ],
    [
      'a small cell takes its row and a second one',
      table([2, 20], [7, 9], [30, 40]),
      [22, 16, [30, 40], [39, 69]],
    ],
    [
      'a small complement is as small as a small cell',
      table([20, 2], [9, 7], [30, 40]),
      [22, 16, [30, 40], [59, 49]],
    ],
    [
      'a small total tells nothing of its row',
      table([2, 1], [7, 9], [30, 40]),
      ['-', '-', [30, 40], [39, 50]],
    ],
    [
      'what two small ones have together may be small too: a third is hidden',
      table([1, 20], [2, 20], [30, 40]),
      [21, 22, 70, [33, 80]],
    ],
    ['with nobody to hide behind, the sums are hidden', table([2, 20]), [22, 22]],
    ['one place with few tells nothing at all', table([2, 1]), ['-', '-']],
    ['an empty table has only its sum', table(), [0]],
  ])('%s', (_reason, rows, expected) => {
    const shown = cellsOf(suppress(rows, T));
    expect(rows.length === 0 ? [suppress(rows, T).all.total] : shown).toEqual(expected);
  });
});

/** Every row of `width` cells with a sum of at most `most`. */
function rowsUpTo(most: number, width: number): readonly (readonly number[])[] {
  if (width === 0) return [[]];
  return Array.from({ length: most + 1 }, (_, first) =>
    rowsUpTo(most - first, width - 1).map((rest) => [first, ...rest]),
  ).flat();
}

const sum = (list: readonly number[]) => list.reduce((all, one) => all + one, 0);

/** What a reader may think a row is, from the row alone. */
function thinkable({ total, cells }: ToldRow, most: number, width: number): readonly (readonly number[])[] {
  if (cells) return [cells];
  return rowsUpTo(total ?? most, width).filter((row) => total === undefined || sum(row) === total);
}

/** Values each hidden cell may have in tables that fit all that is told; every row is tried with every other. */
function readBack({ rows, all }: ToldTable, most: number, width: number): readonly ReadonlySet<number>[] {
  const choices = rows.map((row) => thinkable(row, most, width));
  const found = rows.flatMap(() => Array.from({ length: width }, () => new Set<number>()));
  const walk = (at: number, chosen: readonly (readonly number[])[]): void => {
    if (at < choices.length) {
      for (const row of choices[at] ?? []) walk(at + 1, [...chosen, row]);
      return;
    }
    const columns = Array.from({ length: width }, (_, column) => sum(chosen.map((row) => row[column] ?? 0)));
    if (all.cells && all.cells.some((count, column) => count !== columns[column])) return;
    if (all.total !== undefined && sum(columns) !== all.total) return;
    for (const [row, cells] of chosen.entries())
      for (const [column, count] of cells.entries()) found[row * width + column]?.add(count);
  };
  walk(0, []);
  return found;
}

describe('what is hidden', () => {
  const MOST = 9;
  const cell = fc.integer({ min: 0, max: 6 });
  const tables = (rows: number, width: number) =>
    fc.array(fc.array(cell, { minLength: width, maxLength: width }), { minLength: 1, maxLength: rows });

  /** A small cell that is known to the last person, or a total of few that is. */
  function exposed(counts: readonly (readonly number[])[]): readonly string[] {
    const width = counts[0]?.length ?? 0;
    const shown = suppress(table(...counts), T);
    const known = readBack(shown, MOST, width);
    return counts.flatMap((row, at) =>
      row.flatMap((count, column) =>
        count > 0 && count < T && known[at * width + column]?.size === 1 ? [`${at},${column}`] : [],
      ),
    );
  }

  test('no cell of few is found by subtraction, in two groups', () => {
    fc.assert(
      fc.property(tables(3, 2), (counts) => {
        expect(exposed(counts)).toEqual([]);
      }),
      { numRuns: 120 },
    );
  }, 60_000);

  test('nor in three groups', () => {
    fc.assert(
      fc.property(tables(2, 3), (counts) => {
        expect(exposed(counts)).toEqual([]);
      }),
      { numRuns: 80 },
    );
  }, 60_000);

  test('no told number is between one and four', () => {
    fc.assert(
      fc.property(tables(6, 3), (counts) => {
        const { rows, all } = suppress(table(...counts), T);
        const told = [...rows, all].flatMap(({ total, cells }) => [total ?? 0, ...(cells ?? [])]);
        expect(told.filter((count) => count > 0 && count < T)).toEqual([]);
      }),
    );
  });

  test('what is told is true', () => {
    fc.assert(
      fc.property(tables(6, 3), (counts) => {
        const { rows } = suppress(table(...counts), T);
        for (const [at, { total, cells }] of rows.entries()) {
          expect(cells ?? counts[at]).toEqual(counts[at]);
          expect(total ?? sum(counts[at] ?? [])).toBe(sum(counts[at] ?? []));
        }
      }),
    );
  });

  test('the reader of this test finds what a naive table gives away', () => {
    const naive: ToldTable = {
      rows: [
        { id: '0', total: 22 },
        { id: '1', total: 16, cells: [7, 9] },
      ],
      all: { id: 'all', total: 38, cells: [9, 29] },
    };
    expect(readBack(naive, 22, 2)[0]).toEqual(new Set([2]));
  });
});
