// What a template says the same every time is made once, and stands in each draft as if it had been made for it.

import { expect, test } from '@jest/globals';
import { compileFhirPath } from '../../../src/fhir/fhirpath/compile.ts';
import { compileTemplate, type TemplateContext } from '../../../src/pathway/drafts/template.ts';

function context(
  system: TemplateContext['system'],
  env: Readonly<Record<string, unknown>> = {},
): TemplateContext {
  return {
    env,
    bundle: { resourceType: 'Bundle', entry: [] },
    anchors: () => undefined,
    reference: () => undefined,
    service: () => undefined,
    system,
  };
}

const ours = (name: string): string => `https://lenke.example/${name}`;
const theirs = (name: string): string => `https://example.org/${name}`;

test('a code is the same in each draft, and follows who names the systems', () => {
  const fill = compileTemplate({ code: { $concept: 'tk-task#review' } }, compileFhirPath);
  const concept = (system: string) => ({ code: { coding: [{ system, code: 'review' }] } });
  expect(fill(context(ours))).toEqual(concept('https://lenke.example/tk-task'));
  expect(fill(context(theirs))).toEqual(concept('https://example.org/tk-task'));
  expect(fill(context(ours))).toEqual(concept('https://lenke.example/tk-task'));
});

test.each([
  ['nothing filled is left out', { a: '= %none' }, undefined],
  ['a member that is needed and not there', { $has: 'a', a: '= %none', b: 'x' }, undefined],
  ['a member that is needed and there', { $has: 'a', a: '= %one', b: 'x' }, { a: 1, b: 'x' }],
  ['an empty list is left out', { a: ['= %none'], b: 'x' }, { b: 'x' }],
  ['a list in a list is spread where it says so', ['=* %many', '= %one'], [1, 2, 1]],
  ['false and zero are something', { a: '= %no', b: '= %zero' }, { a: false, b: 0 }],
])('%s', (_reason, node, made) => {
  const env = { none: [], one: 1, many: [1, 2], no: false, zero: 0 };
  expect(compileTemplate(node, compileFhirPath)(context(ours, env))).toEqual(made);
});
