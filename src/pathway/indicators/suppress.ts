// What of a table may be told? Cells under the threshold are hidden, and so much more that nobody finds them by subtraction. Pure.

/** A row of counts: how many of each group, in one municipality. Nobody stands in two groups. */
export interface CountRow {
  readonly id: string;
  readonly cells: readonly number[];
}

/** A row as it may be told; what is absent is hidden. */
export interface ToldRow {
  readonly id: string;
  readonly total?: number;
  readonly cells?: readonly number[];
}

/** A table as it may be told. */
export interface ToldTable {
  readonly rows: readonly ToldRow[];
  readonly all: ToldRow;
}

/**
 * Hides what could point at few (D-12). A row with a cell of 1 to threshold - 1 tells no cell, and one whose total is so small
 * tells nothing. Whoever knows the sums knows what the hidden rows have together, so in every column they must have nothing
 * or at least the threshold, and there must be two of them: else the smallest open row is hidden too, and when none is left,
 * the sums. Zero is told: it is about nobody.
 */
export function suppress(rows: readonly CountRow[], threshold: number): ToldTable {
  const sums = columnsOf(rows);
  const totals = rows.map(({ cells }) => sum(cells));
  const isSmall = (count: number) => count > 0 && count < threshold;
  const smallTotals = new Set(indices(rows).filter((at) => isSmall(totals[at] ?? 0)));
  const hiddenTotals = cover(smallTotals, totals, (hidden) => [sum(pick(totals, hidden))], threshold);
  const small = new Set(
    indices(rows).filter((at) => hiddenTotals.rows.has(at) || (rows[at]?.cells.some(isSmall) ?? false)),
  );
  const hiddenCells = cover(small, totals, (hidden) => columnsOf(pick(rows, hidden)), threshold);
  const tellsTotal = hiddenTotals.safe && !isSmall(sum(sums));
  const tellsCells = tellsTotal && hiddenCells.safe && !sums.some(isSmall);
  return {
    rows: rows.map(({ id, cells }, at) =>
      told(id, cells, !hiddenTotals.rows.has(at), !hiddenCells.rows.has(at)),
    ),
    all: told('all', sums, tellsTotal, tellsCells),
  };
}

/** Rows to hide, and whether the sums may then be told. */
interface Cover {
  readonly rows: ReadonlySet<number>;
  readonly safe: boolean;
}

/** Adds the smallest open rows until what the hidden ones have together tells nothing of any of them. */
function cover(
  small: ReadonlySet<number>,
  totals: readonly number[],
  together: (hidden: ReadonlySet<number>) => readonly number[],
  threshold: number,
): Cover {
  const isEnough = (hidden: ReadonlySet<number>) =>
    hidden.size === 0 ||
    (hidden.size > 1 && together(hidden).every((count) => count === 0 || count >= threshold));
  // A row without anybody hides nothing.
  const open = indices(totals)
    .filter((at) => !small.has(at) && (totals[at] ?? 0) > 0)
    .toSorted((one, other) => (totals[one] ?? 0) - (totals[other] ?? 0));
  const hidden = new Set(small);
  for (const next of open) {
    if (isEnough(hidden)) break;
    hidden.add(next);
  }
  // Hiding more did not help: then the sums go, and what was hidden in vain is told again.
  return isEnough(hidden) ? { rows: hidden, safe: true } : { rows: small, safe: false };
}

function told(id: string, cells: readonly number[], tellsTotal: boolean, tellsCells: boolean): ToldRow {
  if (!tellsTotal) return { id };
  return tellsCells ? { id, total: sum(cells), cells } : { id, total: sum(cells) };
}

function columnsOf(rows: readonly CountRow[]): readonly number[] {
  const width = Math.max(0, ...rows.map(({ cells }) => cells.length));
  return Array.from({ length: width }, (_, column) => sum(rows.map(({ cells }) => cells[column] ?? 0)));
}

function pick<T>(list: readonly T[], chosen: ReadonlySet<number>): readonly T[] {
  return list.filter((_, at) => chosen.has(at));
}

function indices(list: readonly unknown[]): readonly number[] {
  return list.map((_, at) => at);
}

function sum(counts: readonly number[]): number {
  return counts.reduce((all, one) => all + one, 0);
}
