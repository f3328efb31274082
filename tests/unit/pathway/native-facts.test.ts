// Every expression of every layer runs as closures: fhirpath.js is the fallback of what users write, twenty times slower.

import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { parse } from 'yaml';
import { compileFhirPath } from '../../../src/fhir/fhirpath/compile.ts';
import { shippedMappings } from '../../../src/pipeline/data.ts';
import { layerData } from '../../support/pathway-case.ts';

test.each(['no-krs', 'no-lk', 'dk'])('facts, conditions and deadlines of %s need no engine', (layer) => {
  const { facts, actions, timers, anchors, means, machines, knowers } = layerData(layer).pathway;
  const paths = [
    ...[...facts.values()].flatMap((fact) => (fact.kind === 'path' ? [fact.path] : [])),
    ...actions.flatMap((action) => [action.if, ...action.updates.map(({ select }) => select)]),
    ...timers.flatMap(({ metBy }) => metBy ?? []),
    ...Object.values(anchors),
    ...means.map((meaning) => meaning.if),
    ...Object.values(machines).flatMap(({ transitions }) => transitions.map((row) => row.if)),
    ...knowers,
  ];
  expect(paths.length).toBeGreaterThan(150);
  expect(paths.filter(({ native }) => !native).map(({ expression }) => expression)).toEqual([]);
});

/** What a template writes by FHIRPath (`= …` and `=* …`), and the conditions in it. */
function written(node: unknown): readonly string[] {
  if (Array.isArray(node)) return node.flatMap(written);
  if (typeof node === 'object' && node !== null)
    return Object.entries(node).flatMap(([key, value]) =>
      key === '$if' && typeof value === 'string' ? [value] : written(value),
    );
  return typeof node === 'string' && node.startsWith('=') ? [node.replace(/^=\*?/, '').trim()] : [];
}

test('what drafts are written by needs none either: one expression that did cost each start 60 ms and 30 MB', () => {
  const folder = join(shippedMappings(), 'pathways');
  const files = readdirSync(folder).filter((name) => name.endsWith('.yaml'));
  const expressions = files.flatMap((name) => written(parse(readFileSync(join(folder, name), 'utf8'))));
  expect(expressions.length).toBeGreaterThan(200);
  expect(expressions.filter((one) => !compileFhirPath(one).native)).toEqual([]);
});
