// What is an indicator, and what was counted?

import type { CompiledPath } from '../../fhir/fhirpath/compile.ts';
import type { Title } from '../pathway.ts';
import type { ToldTable } from './suppress.ts';

export type Granularity = 'year' | 'half-year' | 'quarter';

/** A group: whoever it is true for and stands in none before. */
export interface IndicatorGroup extends Title {
  readonly id: string;
  readonly if: CompiledPath;
}

/** A number that stands beside what is counted: a target of the site, or what a survey found. It is about nobody in the tables. */
export interface Beside extends Title {
  readonly id: string;
  /** Group it is compared with; absent: the whole. */
  readonly group?: string;
  readonly value: number;
  readonly unit: 'percent' | 'count';
  /** Municipality it is about (kommunenummer); absent: all. */
  readonly place?: string;
  readonly source: string;
}

/** One thing that is counted. */
export interface Indicator {
  readonly id: string;
  readonly title: Title;
  readonly req: readonly string[];
  readonly unit: 'case' | 'child';
  readonly date: CompiledPath;
  readonly of: CompiledPath;
  readonly groups: readonly IndicatorGroup[];
  /** Whoever stands in no group. */
  readonly rest: Title;
  readonly beside: readonly Beside[];
}

/** What is counted, how little is told, and over which periods. */
export interface Indicators {
  readonly threshold: number;
  readonly period: Granularity;
  readonly list: readonly Indicator[];
}

/** A period that has ended, by its days. */
export interface Period {
  readonly name: string;
  readonly start: string;
  readonly end: string;
}

/** An indicator over a period as it may be told, by municipality. */
export interface Told {
  readonly indicator: Indicator;
  readonly period: Period;
  readonly table: ToldTable;
}
