// What the pathway sends and names is defined: a message per action that sends, a naming system per identifier it makes.

import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { type Definition, definitions } from '../../../profiles/definitions.ts';
import { type Action, pathways } from '../../../profiles/pathways.ts';
import { PROFILES } from '../../../profiles/sources.ts';
import { draftScore } from '../../../src/pathway/instruments/draft.ts';
import { codeSystem } from '../../../src/pipeline/canonical.ts';
import { shippedData } from '../../support/mappings.ts';

interface MessageDefinition extends Definition {
  readonly eventCoding: { readonly code: string };
  readonly focus: readonly { readonly code: string; readonly profile: string }[];
}

const all = definitions();
const messages = all.filter((one): one is MessageDefinition => one.resourceType === 'MessageDefinition');
const senders = pathways().layers.flatMap(({ actions = [] }) =>
  actions.filter(({ sends = [] }) => sends.length > 0),
);

/** Types of what an action sends first: a draft of its own, a literal, or whatever the trigger is (undefined). */
function typesSent({ sends = [], produces = [] }: Action): readonly (string | undefined)[] {
  return sends.map(({ essential: [first = ''] }) => {
    const draft = produces.find(({ as }) => as === first);
    return draft ? String(draft.resource['resourceType']) : /^= '([A-Za-z]+)\/'/.exec(first)?.[1];
  });
}

test('every action that sends has a message whose event it is, about what it sends', () => {
  const lacking = senders.filter((action) => {
    const message = messages.find(({ eventCoding }) => eventCoding.code === action.id);
    const about = message?.focus.map(({ code }) => code) ?? [];
    return !message || typesSent(action).some((type) => type !== undefined && !about.includes(type));
  });
  expect(lacking.map(({ id }) => id)).toEqual([]);
  expect(senders.length).toBeGreaterThanOrEqual(7);
});

test('what a message is about has a profile on that type', () => {
  const types = new Map(all.map(({ url, type }) => [url, type]));
  const wrong = messages.flatMap(({ id, focus }) =>
    focus.filter(({ code, profile }) => types.get(profile) !== code).map(({ code }) => `${id} ${code}`),
  );
  expect(wrong).toEqual([]);
});

test('every identifier the pathway makes, or the network is known by, has a naming system, and none stands for nothing', () => {
  const text = ['pathways', 'network']
    .map((name) => join(PROFILES, '..', 'mappings', name))
    .flatMap((folder) => readdirSync(folder).map((name) => readFileSync(join(folder, name), 'utf8')))
    .join('\n');
  const used = [...text.matchAll(/https:\/\/lenke\.example\/fhir\/NamingSystem\/[a-z-]+/g)].map(
    ([url]) => url,
  );
  const scored = shippedData().instruments.list.flatMap((instrument) =>
    draftScore(
      {
        instrument,
        totals: [],
        contradictions: [],
        missing: [],
        unsigned: [],
        next: [],
        conclusion: 'declined',
      },
      { resourceType: 'QuestionnaireResponse' },
      'QuestionnaireResponse/x',
      codeSystem,
    ).flatMap(({ resource }) => (resource['identifier'] as { system: string }[]).map(({ system }) => system)),
  );
  const named = all.flatMap(({ uniqueId }) => (uniqueId ?? []).map(({ value }) => value));
  expect([...new Set([...used, ...scored])].toSorted()).toEqual(named.toSorted());
});
