// Is every sentence that docs/fhir-sentences.md calls shown really shown by the test it names?

import { existsSync, readFileSync } from 'node:fs';
import { expect, test } from '@jest/globals';

const root = new URL('../../../', import.meta.url);

/** Cells of the rows of a Markdown table; `\|` is a bar. */
function rowsOf(page: string): string[][] {
  return page
    .split('\n')
    .filter((line) => line.startsWith('| ') && !line.startsWith('| anchor'))
    .map((line) =>
      line
        .replaceAll(String.raw`\|`, '\0')
        .split('|')
        .slice(1, -1)
        .map((cell) => cell.trim().replaceAll('\0', '|')),
    );
}

const rows = rowsOf(readFileSync(new URL('docs/fhir-sentences.md', root), 'utf8'));

test('every sentence is shown by a test that is there, or says why it is not supported', () => {
  const wrong = rows.filter(([, , shown = '']) => {
    if (/^not supported: .{5}/.test(shown)) return false;
    const [, file = '', words = ''] = /^`([\w/-]+)`: (.+)$/.exec(shown) ?? [];
    const place = new URL(`tests/unit/${file}.test.ts`, root);
    return words === '' || !existsSync(place) || !readFileSync(place, 'utf8').includes(words);
  });
  expect(wrong).toEqual([]);
  expect(rows.length).toBeGreaterThan(150);
});

test('every sentence has its anchor and stands once', () => {
  const sentences = rows.map(([anchor, sentence]) => `${anchor} ${sentence}`);
  expect(rows.filter((cells) => cells.length !== 3 || !/^[a-z-]+$/.test(cells[0] ?? ''))).toEqual([]);
  expect(new Set(sentences).size).toBe(sentences.length);
});
