// Which data does this gateway run on? Every file of mappings/ it needs, loaded and checked at start.

import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { SchemaObject } from 'ajv';
import { GatewayError } from '../domain/failure.ts';
import { type Classify, loadClasses } from '../disclosure/classify.ts';
import { type Law, loadLaw } from '../disclosure/law.ts';
import { readDataFile } from '../fhir/yaml-file.ts';
import { type Directory, loadDirectory } from '../network/directory.ts';
import { type EventRules, loadEventRules } from '../pathway/events.ts';
import { type Instruments, loadInstruments } from '../pathway/instruments/load.ts';
import { cutOff } from '../pathway/instruments/score.ts';
import { loadPathway } from '../pathway/layers/load.ts';
import type { Pathway } from '../pathway/pathway.ts';
import { ownDefinition, writePlan } from '../pathway/definitions/write-plan.ts';
import { settle } from '../pathway/layers/settle.ts';
import { CANONICAL, codeSystem } from './canonical.ts';
import type { OwnDefinition } from './planning/seed-definitions.ts';

/** The data of a run. */
export interface GatewayData {
  readonly pathway: Pathway;
  readonly eventRules: EventRules;
  readonly instruments: Instruments;
  readonly law: Law;
  readonly classify: Classify;
  readonly directory: Directory;
  readonly types: ReadonlySet<string>;
  /** The pathway as FHIR definitions. */
  readonly definitions: readonly OwnDefinition[];
}

/** JSON Schema of mappings/types.yaml. */
export const TYPES_SCHEMA: SchemaObject = {
  type: 'object',
  required: ['types'],
  additionalProperties: false,
  properties: { types: { type: 'array', minItems: 1, items: { type: 'string' } } },
};

/** What to load. */
export interface DataOptions {
  readonly mappings: string;
  readonly layer: string;
  readonly sandboxUrl: string;
  readonly retryClass: string | undefined;
  /** `pathway`, `all`, or a comma-separated list. */
  readonly types: string;
  readonly everyType: readonly string[];
}

/** The mappings that come with the program: beside `src`, or beside `dist` in a published package. */
export function shippedMappings(): string {
  const up = join(import.meta.dirname, '..', '..');
  return existsSync(join(up, 'mappings')) ? join(up, 'mappings') : join(up, '..', 'mappings');
}

/** Loads all of it; the first file that is wrong is named with its place (LENKE_DATA_FILE). */
export function loadData(options: DataOptions): GatewayData {
  const { mappings } = options;
  refuseMissing(mappings);
  const directory = loadDirectory(join(mappings, 'network'), {
    sandboxUrl: options.sandboxUrl,
    retryClass: options.retryClass,
  });
  const instruments = loadInstruments(join(mappings, 'instruments'));
  const layer = settle(loadPathway(join(mappings, 'pathways'), options.layer), staffing(directory));
  const pathway = { ...layer, parameters: { ...cutOffs(instruments), ...layer.parameters } };
  return {
    pathway,
    instruments,
    definitions: writePlan(pathway, { canonical: CANONICAL, system: codeSystem }).map(ownDefinition),
    eventRules: loadEventRules(join(mappings, 'events.yaml')),
    law: loadLaw(join(mappings, 'law', lawFileOf(mappings, options.layer))),
    classify: loadClasses(join(mappings, 'law', 'classes.yaml')),
    directory,
    types: new Set(typesOf(options)),
  };
}

/** Folders without which nothing of `mappings/` can be loaded. */
const FOLDERS = ['network', 'instruments', 'pathways', 'law'];

/** A folder that is not there is a wrong LENKE_MAPPINGS, not a wrong file. */
function refuseMissing(directory: string): void {
  const missing = FOLDERS.find((folder) => !existsSync(join(directory, folder)));
  if (missing !== undefined) throw new GatewayError('LENKE_MAPPINGS_MISSING', { directory, missing });
}

/** Cut-offs of instruments that facts lean on; a layer may say otherwise. */
function cutOffs(instruments: Instruments): Readonly<Record<string, number>> {
  const peth = instruments.byId('peth');
  const lower = peth && cutOff(peth, 'moderate');
  return lower === undefined ? {} : { pethLowerCutOff: lower };
}

/** Whether an active HealthcareService plays a role. */
export function staffing({ recipients, resources }: Directory): (role: string) => boolean {
  const active = new Set(
    (resources as readonly { resourceType: string; id: string; active?: boolean }[])
      .filter(({ resourceType, active: open }) => resourceType === 'HealthcareService' && open !== false)
      .map(({ resourceType, id }) => `${resourceType}/${id}`),
  );
  const roles = new Set(
    recipients
      .filter(({ services }) => services.some((service) => active.has(service)))
      .flatMap((recipient) => recipient.roles),
  );
  return (role) => roles.has(role);
}

function typesOf({ types, everyType, mappings }: DataOptions): readonly string[] {
  if (types === 'all') return everyType;
  if (types === 'pathway')
    return readDataFile<{ types: string[] }>(join(mappings, 'types.yaml'), TYPES_SCHEMA).value.types;
  const named = types.split(',').map((type) => type.trim());
  const unknown = named.filter((type) => !everyType.includes(type));
  if (unknown.length > 0) throw unknownTypes(unknown);
  return named;
}

function unknownTypes(unknown: readonly string[]): GatewayError {
  const problems = `LENKE_TYPES names what is no resource type of R4: ${unknown.join(', ')}.`;
  return new GatewayError('LENKE_SETTINGS', { count: unknown.length, problems });
}

/** The law file of a layer: the layer names its legal order, the file is called by it. */
function lawFileOf(mappings: string, layer: string): string {
  const schema = { type: 'object', required: ['legal'], properties: { legal: { type: 'string' } } };
  const { legal } = readDataFile<{ legal: string }>(
    join(mappings, 'pathways', `${layer}.yaml`),
    schema,
  ).value;
  return `${legal.toLowerCase()}.yaml`;
}
