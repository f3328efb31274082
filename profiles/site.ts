// How does a person read the profiles? Writes a static site that needs no network and no program: `npm run fhir:site`.

import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { definitions, examples, nationalLists } from './definitions.ts';
import { layerPlans } from './layers.ts';
import { pathways } from './pathways.ts';
import { PROFILES } from './sources.ts';
import { pages } from './site/pages.ts';

const OUTPUT = join(PROFILES, '..', 'dist', 'site');

const made = pages([...definitions(), ...nationalLists()], examples(), pathways(), layerPlans());
rmSync(OUTPUT, { recursive: true, force: true });
mkdirSync(OUTPUT, { recursive: true });
for (const [name, text] of made) writeFileSync(join(OUTPUT, name), text);
process.stdout.write(`dist/site: ${made.size} pages; open dist/site/index.html\n`);
