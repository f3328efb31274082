// How does the pathway do? `lenke pathways indicators`: sums of a period by municipality, as a table or as FHIR.

import type { Language } from '../domain/language.ts';
import type { Client } from './client.ts';
import { createOutput, table } from './output.ts';

interface Population {
  readonly code: { readonly coding: readonly { readonly code: string }[] };
  readonly count?: number;
}

interface Stratum {
  readonly value: { readonly text?: string; readonly coding?: readonly { readonly code: string }[] };
  readonly population: readonly Population[];
}

interface Report {
  readonly resourceType: 'MeasureReport';
  readonly measure: string;
  readonly group: readonly {
    readonly code: { readonly text: string };
    readonly population: readonly Population[];
    readonly stratifier?: readonly { readonly stratum: readonly Stratum[] }[];
  }[];
}

interface Measure {
  readonly resourceType: 'Measure';
  readonly url: string;
  readonly title: string;
  readonly guidance?: string;
  readonly _guidance?: Measure['_title'];
  readonly _title: {
    readonly extension: readonly { readonly extension: readonly { readonly valueString?: string }[] }[];
  };
}

interface Reports {
  readonly entry: readonly { readonly resource: Report | Measure }[];
}

/** `lenke pathways indicators --period 2025`. A dash is a number that is masked. */
export async function showIndicators(
  client: Client,
  options: {
    readonly period: string;
    readonly municipality?: string;
    readonly json: boolean;
    readonly language: Language;
  },
): Promise<number> {
  const output = createOutput(options);
  const { period, municipality } = options;
  const query = new URLSearchParams({ period, ...(municipality !== undefined && { municipality }) });
  const reports = await client.ops<Reports>(`/indicators?${query.toString()}`);
  if (options.json) {
    output.json(reports);
    return 0;
  }
  const resources = reports.entry.map(({ resource }) => resource);
  for (const report of resources.filter((one) => one.resourceType === 'MeasureReport')) {
    const measure = resources.find(
      (one) => one.resourceType === 'Measure' && report.measure.startsWith(`${one.url}|`),
    );
    output.line();
    output.line(measure?.resourceType === 'Measure' ? titleOf(measure, options.language) : report.measure);
    output.line(table(rowsOf(report)));
    if (measure?.resourceType === 'Measure' && measure.guidance !== undefined)
      output.line(textOf(measure.guidance, measure._guidance, options.language));
  }
  return 0;
}

function titleOf(measure: Measure, language: Language): string {
  return textOf(measure.title, measure._title, language);
}

/** A text in English, or in bokmål where its translation stands. */
function textOf(english: string, translations: Measure['_title'] | undefined, language: Language): string {
  if (language === 'en') return english;
  const said = (translations?.extension ?? []).flatMap(({ extension }) =>
    extension.map(({ valueString }) => valueString),
  );
  return said.find((text) => text !== undefined) ?? english;
}

/** One row for all, one for each municipality; a column for each group. */
function rowsOf({ group }: Report): readonly (readonly string[])[] {
  const [first] = group;
  const strata = first?.stratifier?.[0]?.stratum ?? [];
  const count = (populations: readonly Population[] | undefined, code: string) =>
    String(populations?.find((one) => one.code.coding[0]?.code === code)?.count ?? '–');
  return [
    ['', 'n', ...group.map(({ code }) => code.text)],
    [
      '*',
      count(first?.population, 'denominator'),
      ...group.map(({ population }) => count(population, 'numerator')),
    ],
    ...strata.map(({ value, population }, at) => [
      value.coding?.[0]?.code ?? value.text ?? '',
      count(population, 'denominator'),
      ...group.map((one) => count(one.stratifier?.[0]?.stratum[at]?.population, 'numerator')),
    ]),
  ];
}
