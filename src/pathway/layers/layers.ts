// Which layers make this pathway, and what do they say together? Files read in order, rows merged by the rules of facts/pathway.md 3.6.

import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { GatewayError } from '../../domain/failure.ts';
import { type DataFile, readDataFile } from '../../fhir/yaml-file.ts';
import { PATHWAY_SCHEMA } from './schema.ts';

/** Files of the folder that are no layers. */
const NO_LAYERS: ReadonlySet<string> = new Set(['facts.yaml', 'kinds.yaml', 'states.yaml']);

/** A row of a layer, by id. */
export type Row = { id: string; [field: string]: unknown };

/** Why a layer changes what an earlier one says, and who approved it (S2-49). */
interface Because {
  reason: string;
  approver: string;
}

/** A layer as its file says it. */
export interface LayerFile {
  layer: string;
  extends: string | null;
  version: string;
  parameters?: Record<string, unknown>;
  because?: Record<string, Because>;
  knowers?: string[];
  owners?: Record<string, OwnerRow>;
  anchors?: Record<string, string>;
  means?: { code: string; on: string[]; if: string }[];
  services?: Record<string, string[]>;
  actions?: Row[];
  timers?: Row[];
  disable?: string[];
}

/** What an owner word stands for: templates, the first that gives somebody; `context` needs no service. */
export interface OwnerRow {
  /** The first that gives somebody: `&role`, an expression, or either of them under a condition. */
  is: (string | { readonly $if: string; readonly $use: string })[];
  context: boolean;
}

/** A merged row with the place that says it first. */
export interface Placed {
  row: Row;
  layer: string;
  file: DataFile<LayerFile>;
  list: 'actions' | 'timers';
  index: number;
  /** Where each field was said last, when a later layer said it. */
  said: ReadonlyMap<string, Said>;
}

interface Said {
  readonly file: DataFile<LayerFile>;
  readonly index: number;
}

/** The row that says a field: an override is answered for where it stands, not where the action was first written. */
export function saidIn(placed: Placed, field: string): Said {
  return placed.said.get(field) ?? placed;
}

/** The files of a layer and all it extends, the base first. Throws LENKE_LAYER_UNKNOWN {layer, directory, known} or LENKE_DATA_FILE. */
export function readLayers(directory: string, layer: string): DataFile<LayerFile>[] {
  if (!existsSync(join(directory, `${layer}.yaml`))) throw unknownLayer(directory, layer);
  const chain: DataFile<LayerFile>[] = [];
  for (let name: string | null = layer; name !== null; ) {
    if (chain.some(({ value }) => value.layer === name))
      chain[0]?.fail(['extends'], `${name} extends itself.`);
    const file: DataFile<LayerFile> = readDataFile<LayerFile>(
      join(directory, `${name}.yaml`),
      PATHWAY_SCHEMA,
    );
    if (file.value.layer !== name)
      file.fail(['layer'], `The file is called ${name}.yaml but its layer is ${file.value.layer}.`);
    chain.unshift(file);
    name = file.value.extends;
  }
  return chain;
}

function unknownLayer(directory: string, layer: string): GatewayError {
  const known = readdirSync(directory)
    .filter((name) => name.endsWith('.yaml') && !NO_LAYERS.has(name))
    .map((name) => name.slice(0, -'.yaml'.length));
  return new GatewayError('LENKE_LAYER_UNKNOWN', { layer, directory, known: known.toSorted().join(', ') });
}

/** Later rows override the named fields of earlier ones, with reason and approver; statutory actions cannot be weakened or disabled. */
export function mergeRows(files: readonly DataFile<LayerFile>[], list: Placed['list']): readonly Placed[] {
  const merged = new Map<string, Placed>();
  for (const file of files) {
    for (const [index, row] of (file.value[list] ?? []).entries())
      merged.set(row.id, lay(merged.get(row.id), row, file, list, index));
    if (list === 'actions') disable(file, merged);
  }
  return [...merged.values()];
}

function lay(
  before: Placed | undefined,
  row: Row,
  file: DataFile<LayerFile>,
  list: Placed['list'],
  index: number,
): Placed {
  if (!before) return { row, layer: file.value.layer, file, list, index, said: new Map() };
  if (row['reason'] === undefined || row['approver'] === undefined) {
    file.fail([list, index, 'id'], `${row.id} overrides ${before.layer} and needs a reason and an approver.`);
  }
  if (before.row['statutory'] === true) refuseWeakening(file, index, row);
  const said = new Map([
    ...before.said,
    ...Object.keys(row).map((field) => [field, { file, index }] as const),
  ]);
  return { ...before, row: { ...before.row, ...row }, said };
}

/** A layer may add to a statutory action; it may not change when it applies, nor make it less than statutory. */
function refuseWeakening(file: DataFile<LayerFile>, index: number, row: Row): void {
  const weakened = ['statutory', 'if', 'ev', 'mode'].find((field) => row[field] !== undefined);
  if (weakened !== undefined)
    file.fail(
      ['actions', index, weakened],
      `${row.id} is statutory: a layer may add to it, not change its ${weakened}.`,
    );
}

function disable(file: DataFile<LayerFile>, merged: Map<string, Placed>): void {
  for (const [index, id] of (file.value.disable ?? []).entries()) {
    const known = merged.get(id) ?? file.fail(['disable', index], `${id} is no action of what it extends.`);
    if (known.row['statutory'] === true)
      file.fail(['disable', index], `${id} is statutory and cannot be disabled.`);
    merged.delete(id);
  }
}

/** Parameters of all layers; the later wins, and says why in `because`. */
export function mergeParameters(files: readonly DataFile<LayerFile>[]): Record<string, unknown> {
  const merged: Record<string, unknown> = {};
  for (const file of files) {
    for (const [name, value] of Object.entries(file.value.parameters ?? {})) {
      const changes = Object.hasOwn(merged, name) && JSON.stringify(merged[name]) !== JSON.stringify(value);
      if (changes && file.value.because?.[name] === undefined)
        file.fail(
          ['parameters', name],
          `${name} changes an earlier layer and needs a reason and an approver in because.`,
        );
      merged[name] = value;
    }
  }
  return merged;
}

/** Maps of all layers by name; the later wins whole. */
export function mergeMaps<T>(
  files: readonly DataFile<LayerFile>[],
  field: 'services' | 'owners' | 'anchors',
): Record<string, T> {
  return Object.assign({}, ...files.map(({ value }) => value[field] ?? {})) as Record<string, T>;
}
