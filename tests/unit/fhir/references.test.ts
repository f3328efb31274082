// Where does a resource name others, and what does it become when they have other names?

import { expect, test } from '@jest/globals';
import { referencesOf, rewriteReferences } from '../../../src/fhir/references.ts';

const UUID = 'urn:uuid:7d0c1bd0-0000-4000-8000-000000000000';

const RESOURCE = {
  resourceType: 'Observation',
  id: 'reference',
  text: { div: `<div xmlns="http://www.w3.org/1999/xhtml"><a href="${UUID}">x</a><a href="#y">y</a></div>` },
  subject: { reference: UUID, display: UUID },
  focus: [{ reference: 'Patient/1' }, { identifier: { value: 'reference' } }, { reference: 'Patient/2' }],
  extension: [
    { url: 'http://example.org/a', extension: [{ url: 'b', valueReference: { reference: 'Patient/3' } }] },
    { url: 'http://example.org/c', valueUri: UUID },
  ],
  contained: [{ resourceType: 'Provenance', target: [{ reference: '#' }] }],
};

test('every reference is told with its place, in order', () => {
  expect(referencesOf(RESOURCE).map(({ path, text }) => [path, text])).toEqual([
    ['.subject.reference', UUID],
    ['.focus[0].reference', 'Patient/1'],
    ['.focus[2].reference', 'Patient/2'],
    ['.extension[0].extension[0].valueReference.reference', 'Patient/3'],
    ['.contained[0].target[0].reference', '#'],
  ]);
});

test('a resource of which nothing changes is the same object', () => {
  expect(rewriteReferences(RESOURCE, ({ text }) => text)).toBe(RESOURCE);
});

test('what is called otherwise now is so in references, uris and narrative, and the rest is the same objects', () => {
  const uris: string[] = [];
  const written = rewriteReferences(RESOURCE, ({ text, kind, path }) => {
    if (kind === 'uri') uris.push(path);
    return text === UUID ? 'Patient/new' : text;
  });
  expect(uris).toContain('.text.div');
  expect(uris).toContain('.extension[1].valueUri');
  expect(written).toEqual({
    ...RESOURCE,
    text: { div: RESOURCE.text.div.replace(UUID, 'Patient/new') },
    subject: { reference: 'Patient/new', display: UUID },
    extension: [RESOURCE.extension[0], { url: 'http://example.org/c', valueUri: 'Patient/new' }],
  });
  expect(written.focus).toBe(RESOURCE.focus);
});

test('inside a stored Bundle the names of its own entries are told with each reference', () => {
  const bundle = {
    resourceType: 'Bundle',
    entry: [{ fullUrl: UUID, resource: { resourceType: 'Task', for: { reference: UUID } } }],
  };
  const [place] = referencesOf(bundle);
  expect(place?.path).toBe('.entry[0].resource.for.reference');
  expect(place?.local?.has(UUID)).toBe(true);
});
