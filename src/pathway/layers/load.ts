// Which pathway runs here? The layers of mappings/pathways merged in order and compiled; whatever is wrong is named with its place.

import { join } from 'node:path';
import type { CompiledPath } from '../../fhir/fhirpath/compile.ts';
import { type DataFile, readDataFile } from '../../fhir/yaml-file.ts';
import { compile, compileAction, type Compiling, variablesOf } from './compile-action.ts';
import { compileTimer } from './compile-timer.ts';
import { environmentOf } from '../case/environment.ts';
import { ENGINE_FACTS } from '../case/engine-facts.ts';
import { type KindRow, loadKinds } from './kinds.ts';
import {
  type LayerFile,
  mergeMaps,
  mergeParameters,
  mergeRows,
  type OwnerRow,
  type Placed,
  readLayers,
} from './layers.ts';
import type { Action, FactRule, Meaning, Pathway, Title } from '../pathway.ts';
import { FACTS_SCHEMA } from './schema.ts';
import { loadStates } from '../states/states.ts';

export { variablesOf } from './compile-action.ts';

/** Loads a layer with everything it extends from `directory` (mappings/pathways). Throws LENKE_DATA_FILE. */
export function loadPathway(directory: string, layer: string): Pathway {
  const files = readLayers(directory, layer);
  const facts = loadFacts(join(directory, 'facts.yaml'));
  const kinds = loadKinds(join(directory, 'kinds.yaml'));
  const parameters = mergeParameters(files);
  const with_: Compiling = { facts, kinds, owners: mergeMaps<OwnerRow>(files, 'owners'), parameters };
  const rows = mergeRows(files, 'actions');
  const actions = rows.map((placed) => compileAction(placed, with_));
  const anew = new Set(rows.filter(({ row }) => row['per'] === 'event').map(({ row }) => row.id));
  const known = new Set(actions.map(({ id }) => id));
  // A timer whose action this layer has taken away has nothing to remind of.
  const timers = mergeRows(files, 'timers')
    .map((placed) => forAnAction(placed, files))
    .filter(({ row }) => known.has(String(row['for'])))
    .flatMap((placed) => compileTimer(placed, with_, anew.has(String(placed.row['for']))));
  const zone = parameters['zone'];
  return assemble({
    layer,
    version: files.at(-1)?.value.version ?? '',
    zone: typeof zone === 'string' ? zone : 'Europe/Oslo',
    parameters,
    services: mergeMaps<readonly string[]>(files, 'services'),
    knowers: files.flatMap((file) =>
      (file.value.knowers ?? []).map((text, index) => compile(file, ['knowers', index], text)),
    ),
    anchors: anchorsOf(files),
    means: files.flatMap(meaningsOf),
    ...loadStates(join(directory, 'states.yaml')),
    done: doneOf(kinds),
    actions: actions.toSorted((one, other) => Number(other.first) - Number(one.first)),
    timers,
    unstaffed: [],
    facts,
  });
}

/** A timer serves an action that some layer of the chain has; a name nobody has is a slip of the pen. */
function forAnAction(placed: Placed, files: readonly DataFile<LayerFile>[]): Placed {
  const action = String(placed.row['for']);
  const exists = files.some(({ value }) => value.actions?.some(({ id }) => id === action) === true);
  if (!exists) placed.file.fail(['timers', placed.index, 'for'], `${action} is no action of this layer.`);
  return placed;
}

/** The pathway with what is looked up while an event is planned made ready: nothing is searched on the way of a birth. */
export function assemble(parts: Omit<Pathway, 'byEvent' | 'environment' | 'timersFor'>): Pathway {
  const breaches = parts.timers.flatMap(({ breach, escalates }) =>
    breach && escalates === undefined ? [breach] : [],
  );
  const byEvent = new Map<string, Action[]>();
  for (const action of [...parts.actions, ...breaches]) {
    for (const code of action.ev) byEvent.set(code, [...(byEvent.get(code) ?? []), action]);
  }
  const names = [...parts.actions, ...breaches].flatMap(({ produces }) => produces.map(({ as }) => as));
  return {
    ...parts,
    byEvent,
    environment: environmentOf(parts.facts.keys(), names),
    timersFor: Map.groupBy(parts.timers, (timer) => timer.for),
  };
}

function anchorsOf(files: readonly DataFile<LayerFile>[]): Readonly<Record<string, CompiledPath>> {
  return Object.fromEntries(
    files.flatMap((file) =>
      Object.entries(file.value.anchors ?? {}).map(([name, text]) => [
        name,
        compile(file, ['anchors', name], text),
      ]),
    ),
  );
}

function meaningsOf(file: DataFile<LayerFile>): readonly Meaning[] {
  return (file.value.means ?? []).map(({ code, on, if: text }, index) => ({
    code,
    on,
    if: compile(file, ['means', index, 'if'], text),
  }));
}

function doneOf(kinds: Readonly<Record<string, KindRow>>): Pathway['done'] {
  return Object.fromEntries(
    Object.entries(kinds).map(([kind, { codeAt, done }]) => [kind, { at: codeAt, statuses: done }]),
  );
}

function loadFacts(path: string): ReadonlyMap<string, FactRule> {
  const file = readDataFile<{ facts: { id: string; expr?: string; says?: Title }[] }>(path, FACTS_SCHEMA);
  const rules = new Map<string, FactRule>();
  for (const [index, { id, expr, says }] of file.value.facts.entries()) {
    if (rules.has(id)) file.fail(['facts', index, 'id'], `${id} stands twice.`);
    const rule: FactRule =
      expr === undefined
        ? { id, kind: 'engine', uses: [], known: Object.hasOwn(ENGINE_FACTS, id), says }
        : {
            id,
            kind: 'path',
            path: compile(file, ['facts', index, 'expr'], expr),
            uses: variablesOf(expr),
            says,
          };
    rules.set(id, rule);
  }
  return rules;
}
