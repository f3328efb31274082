// Is docs/openapi.json what the table of routes says? Writes it anew; with `--check` only compares.

import { readFileSync, writeFileSync } from 'node:fs';
import { openApi } from './openapi.ts';

const OUTPUT = new URL('../../../docs/openapi.json', import.meta.url);

const text = `${JSON.stringify(openApi(), null, 2)}\n`;
if (!process.argv.includes('--check')) {
  writeFileSync(OUTPUT, text);
} else if (readFileSync(OUTPUT, 'utf8') !== text) {
  process.stderr.write('docs/openapi.json is stale: run src/api/ops/build.ts\n');
  process.exitCode = 1;
}
