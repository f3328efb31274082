// A Bundle that is sorted by type answers as one that is not; a list of literals is what it was.

import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { indexBundle } from '../../../../src/fhir/fhirpath/bundle-index.ts';
import { type CompiledPath, compileFhirPath } from '../../../../src/fhir/fhirpath/compile.ts';

const TYPES = ['Observation', 'Task', 'Patient'];
const resource = fc.record({
  resourceType: fc.constantFrom(...TYPES),
  id: fc.string({ minLength: 1, maxLength: 4 }),
  status: fc.constantFrom('final', 'draft', 'completed'),
});
const bundleOf = (resources: readonly { readonly resourceType: string }[]) => ({
  resourceType: 'Bundle',
  entry: resources.map((one) => ({ resource: one })),
});

const EXPRESSIONS = [
  'Bundle.entry.resource.ofType(Observation)',
  'Bundle.entry.resource.ofType(Task).id',
  "Bundle.entry.resource.ofType(Task).where(status in ('completed' | 'final')).exists()",
  'Bundle.entry.resource.ofType(Encounter)',
  'Bundle.entry.resource.ofType(DomainResource).count()',
  'Bundle.entry.resource.where(id = Bundle.entry.resource.ofType(Patient).first().id)',
];

describe('a Bundle sorted by type', () => {
  test.each(EXPRESSIONS)('answers as one that is not: %s', (expression) => {
    const path = compileFhirPath(expression);
    expect(path.native).toBe(true);
    fc.assert(
      fc.property(fc.array(resource, { maxLength: 12 }), (resources) => {
        expect(path(indexBundle(bundleOf(resources)))).toEqual(path(bundleOf(resources)));
      }),
    );
  });

  test('is read once: what was promised to stay is not looked through again', () => {
    const bundle = indexBundle(bundleOf([{ resourceType: 'Task' }]));
    const path = compileFhirPath('Bundle.entry.resource.ofType(Task).count()');
    const reads = { entry: 0 };
    const watched = new Proxy(bundle, {
      get: (of, key) => {
        if (key === 'entry') reads.entry += 1;
        return Reflect.get(of, key);
      },
    });
    expect(path(indexBundle(watched))).toEqual([1]);
    const after = reads.entry;
    expect([path(watched), path(watched), reads.entry]).toEqual([[1], [1], after]);
  });

  test('of another Bundle in the focus nothing is known', () => {
    const both = [indexBundle(bundleOf([{ resourceType: 'Task' }])), bundleOf([{ resourceType: 'Task' }])];
    expect(compileFhirPath('Bundle.entry.resource.ofType(Task).count()')(both)).toEqual([2]);
  });
});

describe('a Bundle that nobody sorted', () => {
  // Of two Bundles each step is taken by itself.
  const stepwise = (path: CompiledPath, bundle: object) => path([bundle, { resourceType: 'Bundle' }]);
  const task = { resourceType: 'Task', id: 'a' };

  test.each([
    ['no entries', { resourceType: 'Bundle' }],
    ['one entry that is no list', { resourceType: 'Bundle', entry: { resource: task } }],
    ['an entry that is null', { resourceType: 'Bundle', entry: [null, { resource: task }] }],
    ['an entry without a resource', { resourceType: 'Bundle', entry: [{}, { resource: task }] }],
    ['a list of resources in one entry', { resourceType: 'Bundle', entry: [{ resource: [task, task] }] }],
    ['no object at all', { resourceType: 'Bundle', entry: ['x', { resource: 'y' }, { resource: task }] }],
    ['another resource', { resourceType: 'Task', entry: [{ resource: task }] }],
    ['a resource of no type', { resourceType: 'Bundle', entry: [{ resource: { id: 'b' } }] }],
  ])('%s: what is found is what each step finds', (_reason, bundle) => {
    for (const type of ['Task', 'Patient']) {
      const path = compileFhirPath(`Bundle.entry.resource.ofType(${type})`);
      expect(path(bundle)).toEqual(stepwise(path, bundle));
    }
  });

  test('whatever is in it', () => {
    const path = compileFhirPath('Bundle.entry.resource.ofType(Task)');
    fc.assert(
      fc.property(fc.array(resource, { maxLength: 12 }), (resources) => {
        expect(path(bundleOf(resources))).toEqual(stepwise(path, bundleOf(resources)));
      }),
    );
  });
});

describe('a list of literals', () => {
  test.each([
    ["'a' in ('a' | 'b' | 'a')", [true]],
    ["('a' | 'b' | 'a').count()", [2]],
    ['1 in (1 | 2) and 3 in (1 | 2)', [false]],
    ["('a' | %x).count()", [2]],
  ])('%s', (expression, expected) => {
    const path = compileFhirPath(expression);
    expect([path({}, { x: 'b' }), path({}, { x: 'b' })]).toEqual([expected, expected]);
  });
});
