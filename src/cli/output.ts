// What does a command print? The answer on stdout, everything else on stderr, colours only on a terminal.

import { styleText } from 'node:util';

type Style = 'green' | 'red' | 'yellow' | 'cyan' | 'dim' | 'bold';

/** Where commands write. */
export interface Output {
  /** A line of the answer. */
  line(text?: string): void;
  /** Something on the way, not the answer. */
  note(text: string): void;
  json(value: unknown): void;
  /** Draws something that grows: on a terminal each drawing takes the place of the one before, elsewhere only the last counts. */
  redraw(draw: (line: (text?: string) => void) => void, last: boolean): void;
  paint(style: Style, text: string): string;
}

/** Output on the process's own streams. With `json`, only JSON goes to stdout. */
export function createOutput(options: { readonly json: boolean }): Output {
  const { stdout, stderr } = process;
  const coloured = !options.json && stdout.isTTY;
  const drawn = { lines: 0 };
  return {
    line: (text = '') => (options.json ? stderr : stdout).write(`${text}\n`),
    note: (text) => stderr.write(`${text}\n`),
    redraw(draw, last) {
      if (!coloured && !last) return;
      const lines: string[] = [];
      draw((text = '') => lines.push(text));
      if (coloured && drawn.lines > 0) stdout.write(`\u001b[${drawn.lines}A\u001b[0J`);
      drawn.lines = lines.length;
      for (const text of lines) (options.json ? stderr : stdout).write(`${text}\n`);
    },
    json: (value) => stdout.write(`${JSON.stringify(value, null, 2)}\n`),
    paint: (style, text) => (coloured ? styleText(style, text) : text),
  };
}

/** Rows as columns of equal width; the last one is not padded. */
export function table(rows: readonly (readonly string[])[]): string {
  const widths = (rows[0] ?? []).map((_, column) =>
    Math.max(...rows.map((row) => (row[column] ?? '').length)),
  );
  return rows
    .map((row) =>
      row
        .map((cell, column) => (column === row.length - 1 ? cell : cell.padEnd(widths[column] ?? 0)))
        .join('  '),
    )
    .join('\n');
}
