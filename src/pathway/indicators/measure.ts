// How is an indicator said in FHIR? A Measure with its criteria, and a MeasureReport in which what is hidden is masked. Pure.

import { contentId } from '../../domain/identity.ts';
import type { ToldRow } from './suppress.ts';
import type { Beside, Indicator, Told } from './types.ts';

const POPULATION = 'http://terminology.hl7.org/CodeSystem/measure-population';
const MUNICIPALITY = 'urn:oid:2.16.578.1.12.4.1.1.3402';
const MASKED = { url: 'http://hl7.org/fhir/StructureDefinition/data-absent-reason', valueCode: 'masked' };
const TRANSLATION = 'http://hl7.org/fhir/StructureDefinition/translation';
/** Where nobody knows the municipality. */
export const UNKNOWN_PLACE = 'unknown';

/** The definition: what is counted, by which expression. */
export function measureOf(
  { id, title, of, groups, rest, unit, beside }: Indicator,
  canonical: string,
): object {
  const criteria = (expression: string) => ({ language: 'text/fhirpath', expression });
  const all = groups.map(({ id: code, nb, en, if: when }) => ({ code, nb, en, text: when.expression }));
  const none = `(${all.map(({ text }) => `(${text})`).join(' or ')}).not()`;
  return {
    resourceType: 'Measure',
    id,
    url: `${canonical}/Measure/${id}`,
    version: '0.1.0',
    name: `Indicator_${id.replaceAll('-', '_')}`,
    title: title.en,
    _title: translated(title.nb),
    status: 'active',
    experimental: false,
    publisher: 'Lenke',
    description: `Counted once for each ${unit}, in the first group that holds. Cells of few are masked, and so much more that nobody finds them by subtraction.`,
    ...(beside.length > 0 && {
      guidance: beside.map((one) => besideText(one, 'en')).join('\n'),
      _guidance: translated(beside.map((one) => besideText(one, 'nb')).join('\n')),
    }),
    scoring: {
      coding: [{ system: 'http://terminology.hl7.org/CodeSystem/measure-scoring', code: 'proportion' }],
    },
    group: [...all, { code: 'rest', nb: rest.nb, en: rest.en, text: none }].map(({ code, nb, en, text }) => ({
      code: { text: code },
      description: en,
      _description: translated(nb),
      population: [
        { code: population('denominator'), criteria: criteria(of.expression) },
        { code: population('numerator'), criteria: criteria(text) },
      ],
      stratifier: [{ code: { text: 'municipality' }, description: 'Municipality of the mother (list 3402)' }],
    })),
  };
}

/** A number beside, in words: what it says, of whom, and where it comes from. */
function besideText({ value, unit, place: where, source, ...said }: Beside, language: 'nb' | 'en'): string {
  const number = unit === 'percent' ? `${value} %` : String(value);
  return `${said[language]}: ${number}${where === undefined ? '' : ` (${where})`}. ${source}.`;
}

/** The report of a period; with `only`, the stratum of one municipality, masked as it is among all. */
export function measureReportOf(
  { indicator, period, table }: Told,
  canonical: string,
  date: string,
  only?: string,
): object {
  const rows = only === undefined ? table.rows : table.rows.filter(({ id }) => id === only);
  return {
    resourceType: 'MeasureReport',
    id: contentId('measure-report', indicator.id, period.name, only ?? ''),
    meta: { profile: [`${canonical}/StructureDefinition/lenke-measure-report`] },
    status: 'complete',
    type: 'summary',
    measure: `${canonical}/Measure/${indicator.id}|0.1.0`,
    date,
    reporter: { display: 'Lenke' },
    period: { start: period.start, end: period.end },
    group: [...indicator.groups.map(({ id }) => id), 'rest'].map((code, cell) => ({
      code: { text: code },
      population: populations(table.all, cell),
      ...(rows.length > 0 && {
        stratifier: [
          {
            code: [{ text: 'municipality' }],
            stratum: rows.map((row) => ({ value: place(row.id), population: populations(row, cell) })),
          },
        ],
      }),
    })),
  };
}

function populations({ total, cells }: ToldRow, cell: number): readonly object[] {
  return [
    { code: population('denominator'), ...counted(total) },
    { code: population('numerator'), ...counted(cells?.[cell]) },
  ];
}

function counted(count: number | undefined): object {
  return count === undefined ? { _count: { extension: [MASKED] } } : { count };
}

function population(code: 'denominator' | 'numerator'): object {
  return { coding: [{ system: POPULATION, code }] };
}

function place(id: string): object {
  return id === UNKNOWN_PLACE ? { text: UNKNOWN_PLACE } : { coding: [{ system: MUNICIPALITY, code: id }] };
}

function translated(content: string): object {
  return {
    extension: [
      {
        url: TRANSLATION,
        extension: [
          { url: 'lang', valueCode: 'nb' },
          { url: 'content', valueString: content },
        ],
      },
    ],
  };
}
