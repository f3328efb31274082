// Which instruments are there? The files of mappings/instruments, checked and compiled.

import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { type DataFile, readDataFile } from '../../fhir/yaml-file.ts';
import { compile } from '../layers/compile-action.ts';
import type { Title } from '../pathway.ts';
import { INSTRUMENT_SCHEMA } from './schema.ts';
import type { BandSet, Conclusion, Instrument, Item, SeriesRule, Settled, Total } from './types.ts';

/** Instruments, found by their form, by the code of their value, by the code of their totals, or by name. */
export interface Instruments {
  readonly list: readonly Instrument[];
  byId(id: string): Instrument | undefined;
  /** By the canonical a response names, with or without a version. */
  byForm(canonical: string): Instrument | undefined;
}

interface ItemRow {
  linkId?: string;
  points?: number[] | Record<string, number> | string;
  count?: [number, number];
  optional?: boolean;
}

interface InstrumentFile {
  instrument: string;
  version: string;
  title: Title;
  of: 'mother' | 'child';
  form?: string;
  value?: { system: string; code: string; unit: string };
  asks?: Record<string, string>;
  items: Record<string, ItemRow>;
  skips?: (Settled & { if: string; zero: string[] })[];
  totals: Record<string, Omit<Total, 'parts' | 'profile'> & { parts?: Total['parts']; profile?: string }>;
  bands?: (Omit<BandSet, 'above'> & { above?: string[] })[];
  series?: { of: string; rules: SeriesRule[] };
  concludes: Instrument['concludes'];
  conclusions: (Omit<Conclusion, 'if'> & { if: string })[];
  else?: string;
  next: Record<string, string[]>;
}

type File = DataFile<InstrumentFile>;

/** Loads every instrument of a folder. Throws LENKE_DATA_FILE, also for a cut-off that is on and nobody verified or signed. */
export function loadInstruments(folder: string): Instruments {
  const list = readdirSync(folder)
    .filter((name) => name.endsWith('.yaml'))
    .toSorted()
    .map((name) => build(readDataFile<InstrumentFile>(join(folder, name), INSTRUMENT_SCHEMA)));
  const byForm = new Map(list.flatMap((one) => (one.form === undefined ? [] : [[one.form, one] as const])));
  const byId = new Map(list.map((one) => [one.id, one]));
  return {
    list,
    byId: (id) => byId.get(id),
    byForm: (canonical) => byForm.get(canonical.split('|')[0] ?? ''),
  };
}

function build(file: File): Instrument {
  const { instrument, items, totals, skips, bands, conclusions, asks, ...rest } = file.value;
  checkSettled(file);
  checkNames(file);
  return {
    ...rest,
    id: instrument,
    asks: asks ?? {},
    items: Object.fromEntries(Object.entries(items).map(([name, row]) => [name, itemOf(file, name, row)])),
    skips: (skips ?? []).map((row, n) => ({ ...row, if: compile(file, ['skips', n, 'if'], row.if) })),
    totals: Object.fromEntries(
      Object.entries(totals).map(([name, row]) => [
        name,
        { ...row, parts: row.parts ?? {}, profile: row.profile ?? 'lenke-screening-score' },
      ]),
    ),
    bands: (bands ?? []).map((row) => ({ ...row, above: row.above ?? [] })),
    conclusions: conclusions.map((row, n) => ({
      ...row,
      if: compile(file, ['conclusions', n, 'if'], row.if),
    })),
  };
}

function itemOf(file: File, name: string, row: ItemRow): Item {
  const { linkId = name, points, count, optional = false } = row;
  const counted = typeof points === 'string' ? compile(file, ['items', name, 'points'], points) : points;
  return {
    linkId,
    optional,
    ...(counted !== undefined && { points: counted }),
    ...(count !== undefined && { count }),
  };
}

/** Fail closed: what is unverified or partly verified counts only when a person has signed for it. */
function checkSettled(file: File): void {
  const { skips = [], bands = [], conclusions, series } = file.value;
  const lists: readonly (readonly [readonly (string | number)[], readonly Settled[]])[] = [
    [['skips'], skips],
    [['bands'], bands],
    [['conclusions'], conclusions],
    [['series', 'rules'], series?.rules ?? []],
  ];
  for (const [path, rows] of lists) {
    const loose = rows.findIndex(
      ({ status, on, signOff }) => on && 'PU'.includes(status) && signOff === null,
    );
    if (loose >= 0)
      file.fail(
        [...path, loose, 'on'],
        `${rows[loose]?.id ?? ''} is not verified: it needs a signOff to be on.`,
      );
  }
  const inUse = bands.filter(({ on }) => on).map(({ of }) => of);
  if (new Set(inUse).size < inUse.length)
    file.fail(['bands'], 'has two sets of bands of one total that are on.');
}

/** Every name a total, a skip, a band or a series uses is one of the file, and means one thing. */
function checkNames(file: File): void {
  const { items, totals, asks = {}, skips = [], bands = [], series, value } = file.value;
  const all = [...Object.keys(items), ...Object.keys(totals), ...Object.keys(asks)];
  const twice = all.find((name, at) => all.indexOf(name) !== at);
  if (twice !== undefined) file.fail(['items'], `${twice} stands for two things.`);
  const isItem = (name: string) => Object.hasOwn(items, name);
  for (const [id, { sum, parts = {} }] of Object.entries(totals)) {
    const unknown = [...sum, ...Object.values(parts).flat()].find((name) => !isItem(name));
    if (unknown !== undefined) file.fail(['totals', id], `${unknown} is no item.`);
  }
  const zero = skips.flatMap((row) => row.zero).find((name) => !isItem(name));
  if (zero !== undefined) file.fail(['skips'], `${zero} is no item.`);
  const known = (name: string) => Object.hasOwn(totals, name) || (name === 'value' && value !== undefined);
  const band = [...bands.map(({ of }) => of), ...(series ? [series.of] : [])].find((name) => !known(name));
  if (band !== undefined) file.fail(['bands'], `${band} is no total.`);
}
