// Which resources show what the profiles mean? Writes profiles/examples: valid ones (two or more per profile) and broken ones.
//
//   node profiles/examples.ts            writes them
//   node profiles/examples.ts --check    writes nothing; exit code 1 when a file is not what the sources give

import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import type { Bundle } from '@medplum/fhirtypes';
import { stringify } from 'yaml';
import type { Resource } from '../src/pathway/case/case-view.ts';
import { birth, birthMessage, epikrise, STILLBIRTH, TWINS, WITHOUT_NUMBER } from '../src/sandbox/people.ts';
import { type CaseOptions, data, drafts, sent } from './drafted.ts';
import { broken, FAULTS } from './faults.ts';
import { filesIn, INVALID, VALID } from './sources.ts';
import { profileFor, profileUrl } from './which.ts';
import { NAMED, type Written, WRITTEN } from './written.ts';

/** A child with a number under LAR, and twins without numbers after reported use; together they show most profiles. */
const CASES: readonly CaseOptions[] = [
  {},
  { mother: { n: 1, exposure: 'use', fetuses: 2 }, birth: { n: 1, children: [TWINS[0], { number: false }] } },
];
/** More examples of a profile than these teach nothing. */
const PER_PROFILE = 3;

interface Example {
  readonly profile: string;
  readonly resource: Written;
}

function documentOf(bundle: Bundle): Written {
  return bundle.entry?.[0]?.resource as unknown as Written;
}

const BUNDLES: readonly (readonly [string, object])[] = [
  ['lenke-transaction-birth', birth()],
  ['lenke-transaction-birth', birth({ n: 3, children: WITHOUT_NUMBER })],
  ['lenke-transaction-birth', birth({ n: 4, children: STILLBIRTH })],
  ['lenke-message', birthMessage({ endpoint: 'https://sandbox.lenke.example/kk/fhir' })],
  [
    'lenke-message',
    birthMessage({ n: 5, children: TWINS, endpoint: 'https://sandbox.lenke.example/kk/fhir' }),
  ],
  ['lenke-document', documentOf(epikrise({ form: 'document' }))],
  ['lenke-document', documentOf(epikrise({ n: 2, form: 'document' }))],
];

function collected(): readonly Example[] {
  const gateway = data();
  const resources: readonly Written[] = [
    ...(gateway.directory.resources as readonly Resource[]),
    ...CASES.flatMap((options) => [...sent(options), ...drafts(gateway, options)]),
    ...WRITTEN,
  ];
  const known = resources.flatMap((resource): Example[] => {
    const profile = profileFor(resource);
    return profile === undefined ? [] : [{ profile, resource }];
  });
  const named = [...BUNDLES, ...NAMED].map(
    ([profile, resource]): Example => ({ profile, resource: resource as Written }),
  );
  return [...named, ...known];
}

/** The name of an example: its profile without our prefix, and a number. */
function nameOf(profile: string, at: number): string {
  return `${profile.replace(/^lenke-/, '')}-${at + 1}`;
}

function withProfile(example: Example, id: string): Resource {
  const { meta, id: _, resourceType, ...rest } = example.resource as Resource;
  const { versionId: _version, ...kept } = (meta ?? {}) as Readonly<Record<string, unknown>>;
  return { resourceType, id, meta: { ...kept, profile: [profileUrl(example.profile)] }, ...rest };
}

/** Valid examples by name. */
export function validExamples(): ReadonlyMap<string, Resource> {
  const byProfile = Map.groupBy(collected(), ({ profile }) => profile);
  const made = [...byProfile].flatMap(([profile, examples]) =>
    spread(examples).map((example, at): [string, Resource] => {
      const name = nameOf(profile, at);
      return [name, withProfile(example, name)];
    }),
  );
  return new Map(made.toSorted(([a], [b]) => (a < b ? -1 : 1)));
}

/** The first, and the last ones: of many alike those that differ most. */
function spread(examples: readonly Example[]): readonly Example[] {
  if (examples.length <= PER_PROFILE) return examples;
  return [...examples.slice(0, 1), ...examples.slice(1 - PER_PROFILE)];
}

function text(resource: object): string {
  return `${JSON.stringify(resource, null, 2)}\n`;
}

/** Every file of the examples, by path. */
function files(): ReadonlyMap<string, string> {
  const valid = validExamples();
  const faulty = FAULTS.map((fault) => broken(fault, valid));
  const manifest = faulty.map(({ file, profile, key, why }) => ({ file, profile, key, why }));
  const head =
    '# Which profile each broken example breaks, and the issue it must raise. Written by profiles/examples.ts.\n';
  return new Map([
    ...[...valid].map(([name, resource]): [string, string] => [join(VALID, `${name}.json`), text(resource)]),
    ...faulty.map(({ file, resource }): [string, string] => [join(INVALID, file), text(resource)]),
    [join(INVALID, 'manifest.yaml'), head + stringify(manifest)],
  ]);
}

/** What differs between the sources and the folder: paths to write with their content, and paths to remove. */
export function difference(): {
  readonly stale: readonly (readonly [string, string])[];
  readonly extra: readonly string[];
} {
  const wanted = files();
  const there = [...filesIn(VALID, '.json'), ...filesIn(INVALID, '.json')];
  return {
    stale: [...wanted].filter(
      ([path, content]) => !existsSync(path) || readFileSync(path, 'utf8') !== content,
    ),
    extra: there.filter((path) => !wanted.has(path)),
  };
}

function main(): number {
  const { stale, extra } = difference();
  if (process.argv.includes('--check')) {
    for (const path of [...stale.map(([one]) => one), ...extra])
      process.stdout.write(`stale: ${basename(path)}\n`);
    return stale.length + extra.length > 0 ? 1 : 0;
  }
  for (const path of extra) rmSync(path);
  for (const folder of [VALID, INVALID]) mkdirSync(folder, { recursive: true });
  for (const [path, content] of stale) writeFileSync(path, content);
  process.stdout.write(`${stale.length} files written, ${extra.length} removed\n`);
  return 0;
}

if (process.argv[1]?.endsWith('examples.ts') === true) process.exitCode = main();
