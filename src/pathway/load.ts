// Which pathway runs here? The layers of mappings/pathways merged in order and compiled; whatever is wrong is named with its place.

import { join } from 'node:path';
import { Temporal } from 'temporal-polyfill';
import { isFailureCode } from '../domain/failure.ts';
import { compileFhirPath, type CompiledPath } from '../fhir/fhirpath/compile.ts';
import { type DataFile, readDataFile } from '../fhir/yaml-file.ts';
import { isAnchorExpression } from './dates.ts';
import { ENGINE_FACTS } from './engine-facts.ts';
import type {
  Action,
  Each,
  Effect,
  FactRule,
  Mode,
  Part,
  Party,
  Pathway,
  Send,
  TimerRule,
} from './pathway.ts';
import { FACTS_SCHEMA, PATHWAY_SCHEMA } from './schema.ts';
import { compileTemplate } from './template.ts';

type Row = { id: string; [field: string]: unknown };

interface LayerFile {
  layer: string;
  extends: string | null;
  version: string;
  parameters?: Record<string, unknown>;
  knowers?: string[];
  services?: Record<string, string[]>;
  actions?: Row[];
  timers?: (Row & TimerRule)[];
  disable?: string[];
}

/** Loads a layer with everything it extends from `directory` (mappings/pathways). Throws LENKE_DATA_FILE. */
export function loadPathway(directory: string, layer: string): Pathway {
  const files = readLayers(directory, layer);
  const top = files.at(-1)?.value;
  const facts = loadFacts(join(directory, 'facts.yaml'));
  const parameters = Object.assign({}, ...files.map(({ value }) => value.parameters ?? {})) as Record<
    string,
    unknown
  >;
  const zone = parameters['zone'];
  return {
    layer,
    version: top?.version ?? '',
    zone: typeof zone === 'string' ? zone : 'Europe/Oslo',
    parameters,
    services: Object.assign({}, ...files.map(({ value }) => value.services ?? {})) as Record<
      string,
      readonly string[]
    >,
    knowers: files.flatMap((file) =>
      (file.value.knowers ?? []).map((text, index) => compile(file, ['knowers', index], text)),
    ),
    actions: mergeActions(files, facts).toSorted((one, other) => Number(other.first) - Number(one.first)),
    timers: files.flatMap((file) =>
      (file.value.timers ?? []).map((timer, index) => checkTimer(file, index, timer)),
    ),
    facts,
  };
}

function readLayers(directory: string, layer: string): DataFile<LayerFile>[] {
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

interface Placed {
  row: Row;
  layer: string;
  file: DataFile<LayerFile>;
  index: number;
}

/** Later rows override the named fields of earlier ones; statutory actions cannot be disabled. */
function mergeActions(files: readonly DataFile<LayerFile>[], facts: ReadonlyMap<string, FactRule>): Action[] {
  const merged = new Map<string, Placed>();
  for (const file of files) {
    for (const [index, row] of (file.value.actions ?? []).entries()) {
      const before = merged.get(row.id);
      if (before && (row['reason'] === undefined || row['approver'] === undefined)) {
        file.fail(
          ['actions', index, 'id'],
          `${row.id} overrides ${before.layer} and needs a reason and an approver.`,
        );
      }
      if (before?.row['statutory'] === true) refuseWeakening(file, index, row);
      merged.set(row.id, {
        row: { ...before?.row, ...row },
        layer: before?.layer ?? file.value.layer,
        file: before?.file ?? file,
        index: before?.index ?? index,
      });
    }
    for (const [index, id] of (file.value.disable ?? []).entries()) {
      if (merged.get(id)?.row['statutory'] === true)
        file.fail(['disable', index], `${id} is statutory and cannot be disabled.`);
      merged.delete(id);
    }
  }
  return [...merged.values()].map((placed) => compileAction(placed, facts));
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

function compileAction({ row, layer, file, index }: Placed, facts: ReadonlyMap<string, FactRule>): Action {
  const at = (...steps: (string | number)[]) => ['actions', index, ...steps];
  const path = (steps: (string | number)[], text: unknown): CompiledPath =>
    compile(file, at(...steps), String(text));
  const optional = (steps: (string | number)[], text: unknown) =>
    text === undefined ? undefined : path(steps, text);
  if (!Array.isArray(row['ev'])) file.fail(at('id'), `${row.id} needs ev.`);
  if (row['mode'] === undefined) file.fail(at('id'), `${row.id} needs a mode.`);
  // PROP waits for a person's activation, HUMAN for a signature: both leave as an event of their own, never from here.
  if (row['mode'] !== 'AUTO' && row['sends'] !== undefined)
    file.fail(at('sends'), `${row.id} is ${JSON.stringify(row['mode'])}: it may draft, not send.`);
  checkFactsExist(row, facts, (reason) => file.fail(at('id'), reason));
  const rows = (field: string) => (row[field] ?? []) as Record<string, unknown>[];
  return {
    id: row.id,
    layer,
    file: file.file,
    req: (row['req'] ?? []) as string[],
    ev: row['ev'] as string[],
    if: path(['if'], row['if'] ?? 'true'),
    mode: row['mode'] as Mode,
    statutory: row['statutory'] === true,
    first: row['first'] === true,
    each: (row['each'] ?? ['case']) as Each[],
    ...(typeof row['svc'] === 'string' && { svc: row['svc'] }),
    produces: rows('produces').map((produce, n) => {
      const when = optional(['produces', n, 'when'], produce['when']);
      const key = optional(['produces', n, 'key'], produce['key']);
      const id = optional(['produces', n, 'id'], produce['id']);
      if (!key && !id)
        file.fail(
          at('produces', n),
          `${String(produce['as'])} needs a key or an id: without one a repeat makes a second resource.`,
        );
      return {
        as: String(produce['as']),
        ...(when && { when }),
        ...(key && { key }),
        ...(id && { id }),
        resource: compileTemplate(produce['resource'], (text) =>
          compile(file, at('produces', n, 'resource'), text),
        ),
        place: `${file.file} ${row.id} ${String(produce['as'])}`,
      };
    }),
    updates: rows('updates').map((update, n) => ({
      select: path(['updates', n, 'select'], update['select']),
      set: compileTemplate(update['set'], (text) => compile(file, at('updates', n, 'set'), text)),
    })),
    sends: rows('sends').map((send, n) => {
      const key = optional(['sends', n, 'key'], send['key']);
      const onWithheld = readWithheld(send['onWithheld'], (reason) =>
        file.fail(at('sends', n, 'onWithheld'), reason),
      );
      return {
        to: parties(send['to'], (text) => path(['sends', n, 'to'], text)),
        evaluate: parties(send['evaluate'], (text) => path(['sends', n, 'evaluate'], text)),
        essential: parts(send['essential'], (text) => path(['sends', n, 'essential'], text)),
        with: parts(send['with'], (text) => path(['sends', n, 'with'], text)),
        basis: String(send['basis']),
        notSelf: send['notSelf'] === true,
        delayMs: readDelay(typeof send['delay'] === 'string' ? send['delay'] : undefined, (reason) =>
          file.fail(at('sends', n, 'delay'), reason),
        ),
        neverRoles: (send['neverRoles'] ?? []) as string[],
        ...(typeof send['task'] === 'string' && {
          task: partOf(send['task'], (text) => path(['sends', n, 'task'], text)),
        }),
        ...(onWithheld && { onWithheld }),
        ...(key && { key }),
      };
    }),
    effects: (row['effects'] ?? []) as Effect[],
  };
}

function readWithheld(value: unknown, fail: (reason: string) => never): Send['onWithheld'] {
  if (value === undefined) return undefined;
  const { finding, event } = value as { finding: string; event: string };
  return isFailureCode(finding) ? { finding, event } : fail(`${finding} is no failure code.`);
}

function readDelay(text: string | undefined, fail: (reason: string) => never): number {
  if (text === undefined) return 0;
  try {
    return Temporal.Duration.from(text).total('milliseconds');
  } catch {
    return fail(`${text} is not a duration of days, hours, minutes or seconds.`);
  }
}

function parties(list: unknown, path: (text: string) => CompiledPath): Party[] {
  return texts(list).map((text) =>
    text.startsWith('=') ? { path: path(expressionOf(text)) } : { role: text },
  );
}

function parts(list: unknown, path: (text: string) => CompiledPath): Part[] {
  return texts(list).map((text) => partOf(text, path));
}

function partOf(text: string, path: (text: string) => CompiledPath): Part {
  return text.startsWith('=') ? { path: path(expressionOf(text)) } : { alias: text };
}

function texts(list: unknown): readonly string[] {
  return Array.isArray(list) ? list.map(String) : [];
}

function expressionOf(text: string): string {
  return text.replace(/^=\*?\s*/, '');
}

function compile(file: DataFile<unknown>, place: readonly (string | number)[], text: string): CompiledPath {
  try {
    return compileFhirPath(text);
  } catch (cause) {
    return file.fail(
      place,
      cause instanceof Error ? `${cause.message} in: ${text}` : `is not FHIRPath: ${text}`,
    );
  }
}

function checkTimer(file: DataFile<LayerFile>, index: number, timer: TimerRule): TimerRule {
  for (const field of ['start', 'due'] as const) {
    if (!isAnchorExpression(timer[field]))
      file.fail(['timers', index, field], `${timer[field]} is not of the form ANCHOR+P4M.`);
  }
  return timer;
}

function loadFacts(path: string): ReadonlyMap<string, FactRule> {
  const file = readDataFile<{ facts: { id: string; expr?: string }[] }>(path, FACTS_SCHEMA);
  const rules = new Map<string, FactRule>();
  for (const [index, { id, expr }] of file.value.facts.entries()) {
    if (rules.has(id)) file.fail(['facts', index, 'id'], `${id} stands twice.`);
    const rule: FactRule =
      expr === undefined
        ? { id, kind: 'engine', uses: [] }
        : { id, kind: 'path', path: compile(file, ['facts', index, 'expr'], expr), uses: variablesOf(expr) };
    rules.set(id, rule);
  }
  return rules;
}

/** Names of the variables an expression uses. */
export function variablesOf(expression: string): readonly string[] {
  return [...new Set([...expression.matchAll(/%([A-Za-z]\w*)/g)].map((match) => match[1] ?? ''))];
}

/** A fact that only an engine could supply, and which it does not, makes the layer unusable: say so at load, not at a birth. */
function checkFactsExist(
  row: Row,
  facts: ReadonlyMap<string, FactRule>,
  fail: (reason: string) => never,
): void {
  const pending = [...variablesOf(JSON.stringify(row))];
  const seen = new Set<string>();
  for (let name = pending.pop(); name !== undefined; name = pending.pop()) {
    if (seen.has(name)) continue;
    seen.add(name);
    const rule = facts.get(name);
    if (rule?.kind === 'engine' && !Object.hasOwn(ENGINE_FACTS, name))
      fail(`${row.id} uses the fact ${name}, which this version cannot compute.`);
    pending.push(...(rule?.uses ?? []));
  }
}
