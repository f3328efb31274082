// What is an instrument, and what does a score say?

import type { CompiledPath } from '../../fhir/fhirpath/compile.ts';
import type { Title } from '../pathway.ts';

/** A cut-off or rule that may not be settled; it counts only while it is on. */
export interface Settled {
  readonly id: string;
  readonly status: 'V' | 'P' | 'U' | 'D';
  readonly on: boolean;
  readonly signOff: { readonly by: string; readonly at: string } | null;
}

/** An item by name: where its answer stands, and how that becomes points. */
export interface Item {
  readonly linkId: string;
  /** Points allowed as answer, points by answer, or an expression over `%answer` and what the form asks beside its items. */
  readonly points?: readonly number[] | Readonly<Record<string, number>> | CompiledPath;
  /** Least and most of a number that is entered. */
  readonly count?: readonly [number, number];
  readonly optional: boolean;
}

export interface Code {
  readonly system: string;
  readonly code: string;
}

export interface Total {
  readonly sum: readonly string[];
  readonly range: readonly [number, number];
  readonly code: Code;
  readonly profile: string;
  /** linkId of the total that the form itself shows. */
  readonly posted?: string;
  /** The period it is about, when the form is about one only. */
  readonly period?: string;
  readonly parts: Readonly<Record<string, readonly string[]>>;
}

export interface BandSet extends Settled {
  readonly of: string;
  /** Lowest value of each band; of those in `above`, more than it. */
  readonly from: Readonly<Record<string, number>>;
  readonly above: readonly string[];
}

export interface Conclusion extends Settled {
  readonly if: CompiledPath;
  readonly is: string;
}

export interface SeriesRule extends Settled {
  readonly last: number;
  readonly each?: number;
  readonly mean?: number;
  readonly is: string;
}

/** An instrument as data. */
export interface Instrument {
  readonly id: string;
  readonly version: string;
  readonly title: Title;
  readonly of: 'mother' | 'child';
  /** Canonical of the Questionnaire it is filled in by, without a version. */
  readonly form?: string;
  /** A laboratory value instead of a form. */
  readonly value?: Code & { readonly unit: string };
  readonly asks: Readonly<Record<string, string>>;
  readonly items: Readonly<Record<string, Item>>;
  readonly skips: readonly (Settled & { readonly if: CompiledPath; readonly zero: readonly string[] })[];
  readonly totals: Readonly<Record<string, Total>>;
  readonly bands: readonly BandSet[];
  readonly series?: { readonly of: string; readonly rules: readonly SeriesRule[] };
  /** screening: a screen-conclusion. step: what the score asks for. nothing: the score alone. */
  readonly concludes: 'screening' | 'step' | 'nothing';
  /** The worst first; the first that holds counts. */
  readonly conclusions: readonly Conclusion[];
  readonly else?: string;
  /** Actions of the pathway that a conclusion leads to. */
  readonly next: Readonly<Record<string, readonly string[]>>;
}

/** Why an item has no points. */
export type Absence = 'unanswered' | 'declined' | 'not-asked' | 'unreadable';

/** One total of a response. */
export interface Counted {
  readonly id: string;
  readonly total: Total;
  /** Absent: not every item it needs was answered. */
  readonly value?: number;
  readonly parts: Readonly<Record<string, number>>;
  readonly period?: string;
  /** What the form itself showed. */
  readonly posted?: number;
}

/** What a response or a value says. Pure data: no text of the form, no name. */
export interface Score {
  readonly instrument: Instrument;
  readonly totals: readonly Counted[];
  readonly band?: string;
  readonly conclusion?: string;
  /** What a form's software counted is not what its items give: total by total. */
  readonly contradictions: readonly string[];
  readonly missing: readonly { readonly item: string; readonly why: Absence }[];
  /** Rules that hold and are off: nobody has signed for them. */
  readonly unsigned: readonly string[];
  readonly next: readonly string[];
  /** Version of the form, when it says so. */
  readonly version?: string;
}
