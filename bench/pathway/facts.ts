// What do the facts of a case cost, and what would they cost with fhirpath.js? Every FHIRPath fact, both ways, in the same run.

import { createRequire } from 'node:module';
import { join } from 'node:path';
import { readDataFile } from '../../src/fhir/yaml-file.ts';
import { fromDate } from '../../src/pathway/timers/dates.ts';
import { createFacts } from '../../src/pathway/case/facts.ts';
import { viewCase } from '../../src/pathway/case/case-view.ts';
import { shippedMappings } from '../../src/pipeline/data.ts';
import { CASE, layerData, viewOf } from '../../tests/support/pathway-case.ts';
import { EVENTS, fillTo } from './cases.ts';
import { perCpuSecond } from './measure.ts';

/** Milliseconds for all facts of a case. */
export interface FactsRow {
  readonly resources: number;
  readonly facts: number;
  readonly ms: number;
  /** The same expressions by fhirpath.js, compiled once, with its R4 model. */
  readonly fhirpathJsMs: number;
  /** Facts on which the two agree; all of them, or the comparison says nothing. */
  readonly same: number;
}

interface Expression {
  readonly id: string;
  readonly expr: string;
}

/** Measures the facts on the case of a birth. */
export function measureFacts(size: number, seconds: number): FactsRow {
  const { pathway } = layerData('no-krs');
  const event = EVENTS.find((one) => one.event === 'E_LIVEBIRTH') ?? EVENTS[0];
  if (!event) throw new Error('no event');
  const view = viewOf({ ...event, more: fillTo(size, event) });
  const today = fromDate(new Date(event.at), pathway.zone).toPlainDate();
  const sources = {
    triggers: [],
    child: view.children[0],
    today,
    serviceRole: () => undefined,
    offers: () => [],
    childStates: new Map<string, string>(),
    permits: () => false,
    keysOf: () => [],
  };
  const expressions = readExpressions();
  const once = (): ReturnType<typeof createFacts> => {
    const seen = viewCase(CASE, [...view.resources], [], pathway.parameters, pathway.zone);
    if (!seen) throw new Error('no case');
    const facts = createFacts(pathway, { ...sources, view: seen });
    for (const { id } of expressions) facts.value(id);
    return facts;
  };
  const known = once();
  const theirs = byFhirpathJs(expressions, view.bundle, (name) => known.value(name));
  const ours = perCpuSecond(once, seconds);
  const other = perCpuSecond(() => theirs(), seconds);
  const found = theirs();
  const same = expressions.filter(
    ({ id }, at) => JSON.stringify(single(found[at])) === JSON.stringify(known.value(id)),
  );
  return {
    resources: size,
    facts: expressions.length,
    ms: 1000 / ours.perSecond,
    fhirpathJsMs: 1000 / other.perSecond,
    same: same.length,
  };
}

function readExpressions(): readonly Expression[] {
  const file = join(shippedMappings(), 'pathways', 'facts.yaml');
  const { facts } = readDataFile<{ facts: { id: string; expr?: string }[] }>(file, {}).value;
  return facts.flatMap(({ id, expr }) => (expr === undefined ? [] : [{ id, expr }]));
}

type Fhirpath = typeof import('fhirpath');

/** Each expression gets the values of the facts it names: what is measured is the paths, not the order. */
function byFhirpathJs(
  expressions: readonly Expression[],
  bundle: object,
  valueOf: (name: string) => unknown,
): () => readonly unknown[] {
  const require = createRequire(import.meta.url);
  const fhirpath: Fhirpath = require('fhirpath');
  const model: Parameters<Fhirpath['compile']>[1] = require('fhirpath/fhir-context/r4');
  // It writes what it learns into its input.
  const input: object = structuredClone(bundle);
  const compiled = expressions.map(({ expr }) => {
    const names = [...new Set([...expr.matchAll(/%([A-Za-z]\w*)/g)].map((match) => match[1] ?? ''))];
    return {
      run: fhirpath.compile(expr, model, { async: false }),
      env: Object.fromEntries(names.map((name) => [name, valueOf(name)])),
    };
  });
  return () => compiled.map(({ run, env }) => run(input, { ...env }));
}

function single(result: unknown): unknown {
  return Array.isArray(result) && result.length === 1 ? result[0] : result;
}
