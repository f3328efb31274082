// What do the records promise? FHIR resources with full history, conditions and search.

import type { PinnedRef } from '../../domain/event.ts';
import type { Ref } from '../../domain/identity.ts';
import type { JsonObject } from '../../domain/json.ts';
import type { SearchQuery } from '../../fhir/search/query.ts';
import type { Tx } from '../tx.ts';
import type { CompartmentPage, CompartmentRequest } from './requests.ts';
import type { HistoryRequest } from './requests.ts';
import type { Labels } from './requests.ts';
import type { Changes } from './changes.ts';
import type { Sight } from './sight/eyes.ts';
import type { StoredResource } from './stored.ts';

export type { StoredResource } from './stored.ts';

declare const seen: unique symbol;

/**
 * A resource as somebody may see it: read through a `Sight`, or by who may see everything. Only `records.ts` makes one, and
 * everything that is answered under /fhir asks for one: nothing goes out that was not looked at with the caller's eyes.
 */
export type SeenResource = StoredResource & { readonly [seen]: true };

/** Which version a change must find: that one, none at all (0), or any that is there. */
export type Wanted = number | 'any';

/** One thing to do to records; several are done in one transaction, in the order FHIR says (delete, create, update, read). */
export type Interaction =
  | {
      readonly kind: 'create';
      readonly resource: JsonObject;
      readonly fullUrl?: string;
      readonly ifNoneExist?: SearchQuery;
      readonly id?: string;
    }
  | {
      readonly kind: 'update';
      readonly resource: JsonObject;
      readonly id: string;
      readonly fullUrl?: string;
      readonly ifMatch?: Wanted;
      /** False: LENKE_UPDATE_CREATE for an id that was never used. Default: the update makes it. */
      readonly mayCreate?: boolean;
    }
  | {
      readonly kind: 'update-where';
      readonly resource: JsonObject;
      readonly where: SearchQuery;
      readonly fullUrl?: string;
      readonly ifMatch?: Wanted;
      /** False: LENKE_UPDATE_CREATE when nothing answers and the resource brings an id. */
      readonly mayCreate?: boolean;
    }
  | { readonly kind: 'delete'; readonly type: string; readonly id: string; readonly ifMatch?: Wanted }
  | {
      readonly kind: 'delete-where';
      readonly where: SearchQuery;
      readonly ifMatch?: Wanted;
      /** True: all that answer, at most 1000. Default: the one; several are LENKE_MULTIPLE_MATCHES. */
      readonly multiple?: boolean;
    }
  | { readonly kind: 'read'; readonly type: string; readonly id: string; readonly version?: number }
  | { readonly kind: 'search'; readonly query: SearchQuery }
  | {
      readonly kind: 'history';
      /** Of one type, or of several when `id` is absent. */
      readonly type: string | readonly string[];
      readonly id?: string;
      readonly page: HistoryRequest;
    };

/** What became of an interaction, at the same index. `previous` is the version before, for events that compare. */
export interface InteractionResult<S extends StoredResource = StoredResource> {
  readonly outcome:
    | 'created'
    | 'updated'
    | 'unchanged'
    | 'existing'
    | 'deleted'
    | 'none'
    | 'read'
    | 'searched'
    | 'told';
  readonly stored?: S;
  /** The resource as object (after ids, meta and references were set); absent after a delete. */
  readonly resource?: JsonObject;
  readonly previous?: JsonObject;
  readonly page?: SearchPage<S>;
  readonly history?: HistoryPage<S>;
  /** What the caller is answered instead, who may not know of `stored`: as if it had made it. */
  readonly shown?: { readonly outcome: InteractionResult['outcome']; readonly stored: S };
}

/** Who acts: what it writes is kept as its own, and `sight` says what of the rest it may know of (undefined: all of it). */
export interface Actor {
  readonly writer: string;
  readonly sight: Sight | undefined;
  /** Persons an event in the same call is about: the answer tells of them anyway, so conditional references find them. */
  readonly named?: ReadonlySet<string>;
}

/** What a statement is run by: a transaction, or a connection of its own. */
export type Asker = Pick<Tx, 'query'>;

export interface SearchMatch<S extends StoredResource = StoredResource> {
  readonly stored: S;
  readonly mode: 'match' | 'include';
}

/** A page of search results. `next` is an opaque cursor; paging neither repeats nor loses rows that were there throughout. */
export interface SearchPage<S extends StoredResource = StoredResource> {
  readonly matches: readonly SearchMatch<S>[];
  readonly total?: number;
  readonly next?: string;
  /** Criteria that no index answers and no other criterion narrowed: contents were read. */
  readonly scans?: readonly string[];
  /** True when not all that was to come along fits. */
  readonly includesCut?: true;
}

export interface HistoryPage<S extends StoredResource = StoredResource> {
  readonly versions: readonly S[];
  /** Absent where counting would cost more than the page. */
  readonly total?: number;
  readonly next?: string;
}

/** How much of a case is read. */
export interface CaseOptions {
  /** Patients known to belong to the case: fewer round trips. */
  readonly near?: readonly Ref[];
  /** Resource types that are needed; all when absent. */
  readonly types?: readonly string[];
  /** False: only what stands next to the case and to `near`, in one round trip. */
  readonly follow?: boolean;
}

/** A case and what a delivery carries. */
export interface CaseAndPinned {
  /** Says which resources of the case there are, and in which versions. */
  readonly stamp: string;
  readonly resources: readonly JsonObject[];
  readonly pinned: readonly StoredResource[];
}

/** Where a case stands: its episode, and the persons that belong to it. */
export interface CasePlace {
  readonly case: Ref;
  readonly near: readonly Ref[];
}

/** FHIR resources with full history and search. */
export interface Records {
  /** Current version; undefined when it never existed. A deleted one comes back with `deleted: true`. */
  read(type: string, id: string, tx?: Asker): Promise<StoredResource | undefined>;
  vread(type: string, id: string, version: number, tx?: Asker): Promise<StoredResource | undefined>;
  /** Many pinned versions in one round trip, in the order asked; a missing one throws LENKE_REFERENCE_BROKEN. */
  readPinned(refs: readonly PinnedRef[], tx?: Asker): Promise<readonly StoredResource[]>;
  /** Current versions of many in one round trip, in any order; what does not exist or is deleted is left out. */
  readMany(references: readonly Ref[], tx?: Asker): Promise<readonly StoredResource[]>;
  /** Every version of many in one round trip, those of a resource from its first to its current; deletions too. */
  versions(references: readonly Ref[], tx?: Asker): Promise<readonly StoredResource[]>;
  /** Newest first. `id` absent: all of the type, or of the types. */
  history(
    type: string | readonly string[],
    id: string | undefined,
    page: HistoryRequest,
  ): Promise<HistoryPage>;
  search(query: SearchQuery, tx?: Asker): Promise<SearchPage>;
  /** A resource and what points at it, in the order of writing. */
  compartment(request: CompartmentRequest): Promise<CompartmentPage>;
  /** Profiles, tags and security labels in use in some types. */
  labels(types: readonly string[]): Promise<Labels>;
  /**
   * Does all of it inside `tx`, with the references between entries (`urn:uuid:`, fullUrl) and conditional references
   * (`Patient?identifier=…`) resolved and rewritten. Conditions are locked in sorted order, so two callers never both create.
   * Throws GatewayError LENKE_VERSION_CONFLICT, LENKE_MULTIPLE_MATCHES, LENKE_REFERENCE_BROKEN, LENKE_NOT_FOUND … with
   * `facts.expression` naming the entry; nothing is then written.
   */
  execute(tx: Tx, interactions: readonly Interaction[], at: Date): Promise<readonly InteractionResult[]>;
  /** As `execute`, for a caller: what it may not know of is not there, and what it writes is kept as written by it. */
  executeFor(
    actor: Actor,
    tx: Tx,
    interactions: readonly Interaction[],
    at: Date,
  ): Promise<readonly InteractionResult<SeenResource>[]>;
  /**
   * As `executeFor` in a transaction of its own with `after` following in it, but other callers who write just now may share
   * that transaction. What one of them does is not undone by another's fault: where a shared transaction cannot go on, each
   * is done by itself. So `after` may be called more than once; what it does outside the database must bear that.
   */
  together<T>(
    actor: Actor,
    interactions: readonly Interaction[],
    now: () => Date,
    after: (tx: Tx, results: readonly InteractionResult<SeenResource>[]) => Promise<T>,
  ): Promise<T>;
  /**
   * Writes drafts whose id is derived from content: created when absent, left alone when present (`existing`).
   * The fast path of the pipeline: one round trip for any number.
   */
  createIfAbsent(
    tx: Tx,
    resources: readonly (JsonObject & { readonly id: string })[],
    at: Date,
  ): Promise<readonly InteractionResult[]>;
  /**
   * Changes one resource that others may change too: locks it, gives its current content to `change`, writes what comes
   * back. Nothing is written when there is none, it is deleted, or `change` gives undefined; the answer is then undefined.
   * References in it are taken as they are.
   */
  amend(
    tx: Tx,
    reference: Ref,
    change: (current: JsonObject) => JsonObject | undefined,
    at: Date,
  ): Promise<StoredResource | undefined>;
  /**
   * What stands next to a case and to `near` (as `caseBundle` without following), and pinned versions (as `readPinned`),
   * in one round trip: what a delivery is decided by, and what it carries.
   */
  caseAndPinned(
    caseRef: Ref,
    options: Pick<CaseOptions, 'near' | 'types'>,
    refs: readonly PinnedRef[],
  ): Promise<CaseAndPinned>;
  /**
   * Holds what `persons` have said against changes (`changeConsents`) and gives the stamp of the case as it then is, in one round trip:
   * the same stamp as that of `caseAndPinned` with the same options means that nothing of it changed in between.
   */
  holdAndStamp(
    tx: Tx,
    caseRef: Ref,
    persons: readonly Ref[],
    options: Pick<CaseOptions, 'near' | 'types'>,
  ): Promise<string>;
  /** All current resources that belong to a case: the episode's patient compartment and what points at those patients. */
  caseBundle(caseRef: Ref, options?: CaseOptions, tx?: Asker): Promise<readonly JsonObject[]>;
  /**
   * Whether what stands next to each case and to its `near` is as it was, in one round trip: another text when anything of
   * it changed, came or went.
   */
  caseStamps(cases: readonly CasePlace[], types: readonly string[], tx?: Asker): Promise<readonly string[]>;
  /** What was written since something was read: what is remembered of it is then still true, or no longer. */
  readonly changes: Changes;
  /** The same room through the eyes of a caller: what it may not know of is not there. */
  seenBy(sight: Sight | undefined): SeenRecords;
}

/** What can be read with somebody's eyes; each as in `Records`. */
export interface SeenRecords {
  read(type: string, id: string, tx?: Asker): Promise<SeenResource | undefined>;
  vread(type: string, id: string, version: number, tx?: Asker): Promise<SeenResource | undefined>;
  readMany(references: readonly Ref[], tx?: Asker): Promise<readonly SeenResource[]>;
  history(
    type: string | readonly string[],
    id: string | undefined,
    page: HistoryRequest,
  ): Promise<HistoryPage<SeenResource>>;
  search(query: SearchQuery, tx?: Asker): Promise<SearchPage<SeenResource>>;
  compartment(request: CompartmentRequest): Promise<CompartmentPage<SeenResource>>;
}
