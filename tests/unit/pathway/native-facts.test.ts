// Every expression of every layer runs as closures: fhirpath.js is the fallback of what users write, twenty times slower.

import { expect, test } from '@jest/globals';
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
