// Can a midwife follow it? The pages of the pathway: complete, in order, in words, and without anything from elsewhere.

import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { codeNames } from '../../../src/fhir/code-names.ts';
import { loadFlow, stageOf } from '../../../src/pathway/layers/flow.ts';
import { createFlowcharts } from '../../../src/pipeline/telling/flowchart.ts';
import { sayDeadline } from '../../../src/pipeline/telling/flowchart/say-deadline.ts';
import { layerData } from '../../support/pathway-case.ts';
import { MAPPINGS } from '../../support/mappings.ts';

const LAYERS = ['no-krs', 'no-lk', 'dk'];
const ALL = LAYERS.flatMap((layer) => layerData(layer).pathway.actions);
const flow = loadFlow(join(MAPPINGS, 'flow.yaml'));
const pages = createFlowcharts(MAPPINGS, 'http://127.0.0.1:1');
const PAGES: readonly (readonly [string, string])[] = [
  ['Kristiansand in bokmål', pages.flowchart('4204', 'nb')],
  ['Kristiansand in English', pages.flowchart('Kristiansand', 'en')],
  ['Lørenskog', pages.flowchart('Lørenskog', 'nb')],
  ['Denmark', pages.flowchart('Danmark', 'en')],
  ['a place without a pathway', pages.flowchart('Bergen', 'nb')],
  ['the states in bokmål', pages.states('nb')],
  ['the states in English', pages.states('en')],
];

describe('words', () => {
  test('every action of every layer has a stage', () => {
    expect(ALL.filter((action) => !stageOf(action, flow.stages)).map(({ id }) => id)).toEqual([]);
  });

  test('every event that sets something off has a name', () => {
    const events = ALL.flatMap(({ ev }) => ev).filter((code) => !flow.events[code]);
    expect([...new Set(events)]).toEqual([]);
  });

  test('every owner has a name', () => {
    const names = codeNames();
    const owners = ALL.flatMap(({ owner }) => (owner?.startsWith('=') ? [owner] : (owner?.split('|') ?? [])));
    const silent = owners.filter((name) => !flow.owners[name] && names(name, 'nb') === name);
    expect([...new Set(silent)]).toEqual([]);
  });

  test('every condition is said in words, and none stands for nothing', () => {
    const used = new Set(ALL.map((action) => action.if.expression).filter((one) => one !== 'true'));
    expect([...used].filter((one) => !flow.conditions[one])).toEqual([]);
    expect(Object.keys(flow.conditions).filter((one) => !used.has(one))).toEqual([]);
  });
});

describe('deadlines', () => {
  const [some] = ALL;
  test.each([
    ['EVENT+P0D', 'med en gang', 'at once'],
    ['EVENT+P1D', 'innen 1 dag', 'within 1 day'],
    ['EVENT+PT24H', 'innen 24 timer', 'within 24 hours'],
    ['GA0+P36W', 'svangerskapsuke 36', 'week of the pregnancy 36'],
    ['BIRTH+P4M', 'innen 4 måneder etter fødselen', 'within 4 months of the birth'],
    ['DISCHARGE+P0D', 'ved utskriving', 'at discharge'],
    ['LASTMEETING|EVENT+P31D', 'innen 31 dager etter forrige møte', 'within 31 days of the last meeting'],
    ['AGREED', 'etter avtale', 'as agreed'],
  ])('%s', (due, nb, en) => {
    if (!some) throw new Error('no action');
    const { start: _s, repeat: _r, ...rest } = some;
    expect([sayDeadline({ ...rest, due }, 'nb'), sayDeadline({ ...rest, due }, 'en')]).toEqual([nb, en]);
  });

  test('no expression of a date is left as it is written', () => {
    const raw = ALL.flatMap((action) => sayDeadline(action, 'nb') ?? []).filter((said) =>
      /[A-Z+|]/.test(said),
    );
    expect(raw).toEqual([]);
  });
});

describe('the page of a place', () => {
  test.each(LAYERS.map((layer, at) => [layer, ['4204', '3222', 'Danmark'][at] ?? '']))(
    '%s: every action of the layer stands on it once',
    (layer, place) => {
      const page = pages.flowchart(place, 'nb');
      const ids = [...page.matchAll(/<li class="\w+" id="(A-[A-Z0-9-]+)"/g)].map(([, id]) => id ?? '');
      expect(ids.toSorted()).toEqual(
        layerData(layer)
          .pathway.actions.map(({ id }) => id)
          .toSorted(),
      );
    },
  );

  test('steps come in order: screening before assessment, week 24 before week 36, birth before the sixth year', () => {
    const page = pages.flowchart('4204', 'nb');
    const places = ['A-OPEN', 'A-SCREEN-1', 'A-COORD', 'A-SCREEN-2', 'A-W36', 'A-PLACEMENT', 'A-END6'].map(
      (id) => page.indexOf(`id="${id}"`),
    );
    expect(places).toEqual(places.toSorted((one, other) => one - other));
    expect(places).not.toContain(-1);
  });

  test('a step names its owner, its deadline and where one turns', () => {
    const [step = ''] = /<li[^>]*id="A-HABU-ENROL".*?<\/li>/s.exec(pages.flowchart('4204', 'en')) ?? [];
    expect(step).toContain('<dt>Owner</dt><dd>the programme 0–6</dd>');
    expect(step).toContain('<dt>Deadline</dt><dd>within 8 weeks of discharge</dd>');
    expect(step).toContain('<dt>Offer</dt><dd>Syntetisk HABU 0-6</dd>');
  });

  test('a service of another municipality is not named', () => {
    expect(pages.flowchart('3222', 'nb')).not.toContain('Syntetisk rusteam');
  });
});

/** Tags that are not closed in the order they were opened. */
function unclosed(page: string): readonly string[] {
  const open: string[] = [];
  for (const [, end, name = '', rest = ''] of page.matchAll(
    /<(\/?)([a-z][a-z0-9]*)((?:[^<>"]|"[^"]*")*)>/g,
  )) {
    if (name === 'meta' || name === 'br' || rest.endsWith('/')) continue;
    if (end === '') open.push(name);
    else if (open.pop() !== name) return [`</${name}>`];
  }
  return open;
}

describe('every page', () => {
  test.each(PAGES)('%s needs nothing from elsewhere, and runs nothing', (_name, page) => {
    const elsewhere = [
      ...page.matchAll(/(?:href|src|action)="(?!#)[^"]*"|url\((?!#)|<script|<link|<iframe|@import/g),
    ];
    expect(elsewhere.map(([found]) => found)).toEqual([]);
  });

  test.each(PAGES)('%s is well formed, says its language and has one main heading', (_name, page) => {
    expect(unclosed(page)).toEqual([]);
    expect(page).toMatch(/<html lang="(nb|en)">/);
    expect(page.match(/<h1>/g)).toHaveLength(1);
    expect(page).toContain('<main>');
  });

  test.each(PAGES)('%s: ids are there once, and links lead somewhere', (_name, page) => {
    const ids = [...page.matchAll(/ id="([^"]+)"/g)].map(([, id]) => id ?? '');
    const own = ids.filter((id) => id !== 'arrow');
    expect(own.filter((id, at) => own.indexOf(id) !== at)).toEqual([]);
    const dead = [...page.matchAll(/href="#([^"]+)"/g)].filter(([, id]) => !ids.includes(id ?? ''));
    expect(dead).toEqual([]);
  });

  test.each(PAGES)('%s: a drawing says what it is, and a table has heads or is a list', (_name, page) => {
    expect([...page.matchAll(/<svg(?![^>]*aria-label=)/g)]).toEqual([]);
  });
});
