// What does a law file hold? Its types, as law-schema.ts checks them.

import type { Said } from '../domain/language.ts';
import type { DataClass } from '../domain/data-class.ts';

export type Phase = 'PRE' | 'BIRTH' | 'POST';
export const PHASES: readonly Phase[] = ['PRE', 'BIRTH', 'POST'];

/** One alternative of a rule. */
export interface Way {
  /** Matrix codes it may act on; undefined: every cell. */
  readonly cells?: readonly string[];
  /** What must be there: one of NEEDS, an act or a ground of the file. */
  readonly needs: readonly string[];
  readonly rows?: readonly string[];
  readonly notRows?: readonly string[];
  /** Basis of this way, where the rule lists several. */
  readonly basis?: string;
  readonly human?: boolean;
  readonly point?: string;
  /** Of a way a signed act carries: the point that lets the act open reading too. Absent: it never does. */
  readonly reads?: string;
}

/** A rule: the first in order of which a way holds decides. */
export interface LawRule {
  readonly id: string;
  /** Basis codes; the one an action claims is used when it is among them, else the first. */
  readonly basis: readonly string[];
  readonly effect: 'permit' | 'deny';
  /** A person's signed act carries it; the gateway never sends on it by itself. */
  readonly human: boolean;
  readonly ways: readonly Way[];
  readonly when: TwoTongues;
  readonly log: readonly string[];
  readonly minimise?: readonly string[];
  readonly point?: string;
  readonly validFrom?: string;
  readonly validTo?: string;
}

export type TwoTongues = Readonly<Record<'nb' | 'en', string>>;

/** Something that is not settled: verified, partly, unverified or chosen here. Off: rules that name it permit nothing. */
export interface Point {
  readonly id: string;
  readonly status: 'V' | 'P' | 'U' | 'D';
  readonly on: boolean;
  /** True: it opens a door that is shut without it, so a person must have signed before it is on. */
  readonly opens?: boolean;
  readonly question: string;
  readonly source: string;
  readonly signOff: { readonly by: string; readonly at: string } | null;
}

/** More that some rules need for some content and recipients. */
export interface Gate {
  readonly id: string;
  readonly rows: readonly string[];
  readonly marks: readonly string[];
  readonly rules: readonly string[];
  readonly needs: readonly string[];
  readonly source: string;
}

/** How a signed act of a person is read; every value is FHIRPath. */
export interface ActSource {
  readonly find: string;
  readonly patient: string;
  readonly signer: string;
  readonly recipients?: string;
  readonly classes?: string;
  readonly until?: string;
  readonly names: readonly ('recipients' | 'classes' | 'until')[];
}

/** What a person must do herself: the resource it stands in, and how it is seen that it is open. */
export interface Duty extends TwoTongues {
  readonly id: string;
  readonly type: 'Task' | 'CommunicationRequest';
  /** Search parameter and element that hold its code. */
  readonly element: 'code' | 'category';
  /** `tk-task#assess-33`. */
  readonly code: string;
  /** FHIRPath: whose it is. */
  readonly owner: string;
  /** Statuses in which it is open. */
  readonly open: readonly string[];
  /** FHIRPath: until when. */
  readonly due: string;
}

/** A decision table of facts/pathway.md 6.4. */
export interface Table {
  readonly id: string;
  readonly question: TwoTongues;
  readonly rows: readonly {
    readonly when: TwoTongues;
    readonly answer: TwoTongues;
    readonly rules: readonly string[];
  }[];
}

export type Basis = Said & { readonly point?: string };
export type Moment = TwoTongues & { readonly rules: readonly string[] };

/** A file of mappings/law. */
export interface LawFile {
  readonly law: string;
  readonly version: string;
  readonly consent: {
    readonly endsAtBirth: boolean;
    /** How long a yes without an end lasts. */
    readonly defaultMonths: number;
    /** First days of the trimesters after the first: she is asked again at most once in each. */
    readonly trimesterDays: readonly number[];
    /** FHIRPath: what says that somebody is to be told that a consent ended, and in it, who. */
    readonly ended: { readonly find: string; readonly recipients: string };
    /** FHIRPath: references of consents that must be asked about anew after a move. */
    readonly askedAnew: string;
    /** What a withdrawn invitation says, in every language: whoever was invited reads one of them. */
    readonly invitation: Said;
  };
  readonly rules: readonly LawRule[];
  readonly gates: readonly Gate[];
  readonly barnevernGate: Readonly<Record<'prenatal' | 'birthMoment' | 'postnatal', Moment>>;
  readonly points: readonly Point[];
  readonly basis: Readonly<Record<string, Basis>>;
  readonly relations: Readonly<Record<string, string>>;
  readonly acts: Readonly<Record<string, ActSource>>;
  readonly grounds: Readonly<Record<string, string>>;
  readonly duties: readonly Duty[];
  readonly parental: Readonly<Record<'alone' | 'shared' | 'childWelfare' | 'none', readonly string[]>>;
  readonly objections: { readonly categories: readonly string[]; readonly policies: readonly string[] };
  readonly purposes: {
    readonly rows: Readonly<Record<string, readonly string[]>>;
    readonly default: readonly string[];
  };
  readonly tables: readonly Table[];
  readonly logEverywhere: readonly string[];
  readonly logExtraFor: Readonly<Record<string, string>>;
  readonly forbidden: readonly string[];
  readonly phases: Readonly<Record<string, readonly string[]>>;
  readonly classes: readonly DataClass[];
  readonly matrix: Readonly<Partial<Record<Phase | 'ANY', Readonly<Record<string, readonly string[]>>>>>;
  readonly absent?: Readonly<Record<string, readonly string[]>>;
  readonly aliases: Readonly<Record<string, string>>;
}

/** Needs that the code knows how to look for; all others are acts and grounds of the file. */
export const NEEDS = [
  'self',
  'treatment-relation',
  'consent',
  'consent-collect',
  'consent-collect-any',
  'objection',
  'parental-agreement',
  'abortion',
  'anonymised',
  'consent-ended',
] as const;
