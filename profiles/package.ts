// How do others get the profiles? Writes a FHIR NPM package, with and without snapshots: `npm run fhir:package`.

import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  type Definition,
  definitions,
  type Example,
  examples,
  nationalLists,
  version,
} from './definitions.ts';
import { layerContent } from './layers.ts';
import { PROFILES } from './sources.ts';
import { tgz } from './tar.ts';

const OUTPUT = join(PROFILES, '..', 'dist', 'fhir');
const INDEXED = [
  'url',
  'version',
  'kind',
  'type',
  'supplements',
  'content',
  'valueSet',
  'derivation',
] as const;

function fileName({ resourceType, id }: Definition | Example): string {
  return `${resourceType}-${id}.json`;
}

/** Line of .index.json, version 2. */
function indexed(resource: Definition | Example): object {
  const facts = resource as unknown as Readonly<Record<string, unknown>>;
  const known = INDEXED.flatMap((key) =>
    typeof facts[key] === 'string' ? [[key, facts[key]] as const] : [],
  );
  return {
    filename: fileName(resource),
    resourceType: resource.resourceType,
    id: resource.id,
    ...Object.fromEntries(known),
    ...('snapshot' in resource && { hasSnapshot: true }),
  };
}

function index(resources: readonly (Definition | Example)[]): string {
  return JSON.stringify({ 'index-version': 2, files: resources.map(indexed) }, null, 1);
}

function about(): string {
  return JSON.stringify(
    {
      name: 'lenke',
      version: version(),
      canonical: 'https://lenke.example/fhir',
      url: 'https://lenke.example/fhir',
      title: 'Lenke',
      description:
        'Profiles and terminology of the pathway for pregnant women who use substances and their children 0-6.',
      type: 'fhir.ig',
      author: 'Lenke',
      license: 'Apache-2.0',
      fhirVersions: ['4.0.1'],
      jurisdiction: 'urn:iso:std:iso:3166#NO',
      dependencies: { 'hl7.fhir.r4.core': '4.0.1' },
      directories: { lib: 'package', example: 'example' },
    },
    null,
    1,
  );
}

function withoutSnapshot(definition: Definition): Definition {
  const { snapshot: _, ...kept } = definition;
  return kept;
}

/** Every file of the package, by its path in it. */
export function packageFiles(snapshots: boolean): ReadonlyMap<string, string> {
  const all = [...definitions(), ...nationalLists(), ...layerContent()].map((one) =>
    snapshots ? one : withoutSnapshot(one),
  );
  const shown = examples();
  return new Map([
    ['package/package.json', about()],
    ['package/.index.json', index(all)],
    ...all.map((one): [string, string] => [`package/${fileName(one)}`, JSON.stringify(one)]),
    ['package/example/.index.json', index(shown)],
    ...shown.map((one): [string, string] => [`package/example/${fileName(one)}`, JSON.stringify(one)]),
  ]);
}

function main(): void {
  mkdirSync(OUTPUT, { recursive: true });
  const made = [
    [`lenke-${version()}.tgz`, true],
    [`lenke-${version()}-differential.tgz`, false],
  ] as const;
  for (const [name, snapshots] of made) {
    const bytes = tgz(packageFiles(snapshots));
    writeFileSync(join(OUTPUT, name), bytes);
    process.stdout.write(`dist/fhir/${name}: ${Math.round(bytes.length / 1024)} kB\n`);
  }
}

if (process.argv[1]?.endsWith('package.ts') === true) main();
