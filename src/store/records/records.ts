// Where do FHIR resources live? The records room of the store: versions, search and transactions on PostgreSQL.

import { randomUUID } from 'node:crypto';
import {
  createSearchParameters,
  type OwnParameter,
  type SearchParameters,
} from '../../fhir/search/parameters.ts';
import type { Actor, InteractionResult, Records, SeenRecords, SeenResource } from './types.ts';
import type { Store } from '../types.ts';
import { amend } from './write/amend.ts';
import { createChanges } from './changes.ts';
import { holdAndStamp, readCaseAndPinned } from './read/case-and-pinned.ts';
import { readCase, readCaseStamps } from './read/case-bundle.ts';
import { readCompartment } from './read/compartment.ts';
import { createTypeNumbers } from './type-numbers.ts';
import { type RecordsContext } from './context.ts';
import { createIfAbsent } from './write/create-if-absent.ts';
import { executeInteractions } from './write/execute.ts';
import { readHistory } from './read/history.ts';
import { readLabels } from './read/labels.ts';
import { SEARCH_LIMITS, type SearchLimits } from './search/limits.ts';
import { createNumbers } from './write/numbers.ts';
import { createReadTogether } from './read/read-together.ts';
import { readCurrent, readMany, readPinned, readVersion } from './read/read.ts';
import { searchRecords } from './search/search.ts';
import { createTogether } from './write/together.ts';
import { readVersions } from './read/versions.ts';

export interface RecordsOptions {
  readonly query: Store['query'];
  readonly tx: Store['tx'];
  /** Search parameters: those built elsewhere, or ours to be added to R4's. */
  readonly parameters?: SearchParameters | readonly OwnParameter[];
  /** false: literal references may lead nowhere. A function: checked for the types it is true for. Default: all types. */
  readonly integrity?: boolean | ((type: string) => boolean);
  readonly newId?: () => string;
  readonly limits?: Partial<SearchLimits>;
  /** Clock of the search prefix `ap`. */
  readonly now?: () => Date;
}

function isBuilt(parameters: SearchParameters | readonly OwnParameter[]): parameters is SearchParameters {
  return 'resources' in parameters;
}

function parametersOf(given: RecordsOptions['parameters']): SearchParameters {
  if (given === undefined) return createSearchParameters();
  return isBuilt(given) ? given : createSearchParameters(given);
}

function checkedOf(
  integrity: RecordsOptions['integrity'],
  resources: ReadonlySet<string>,
): RecordsContext['checked'] {
  const wanted = typeof integrity === 'function' ? integrity : () => integrity !== false;
  return (type) => resources.has(type) && wanted(type);
}

/** Builds the records room on a migrated database. */
export function createRecords(options: RecordsOptions): Records {
  const parameters = parametersOf(options.parameters);
  const changes = createChanges(options.query);
  const context: RecordsContext = {
    query: options.query,
    readTogether: createReadTogether(options.query, changes),
    parameters,
    types: createTypeNumbers(parameters.resources),
    newId: options.newId ?? randomUUID,
    now: options.now ?? (() => new Date()),
    limits: { ...SEARCH_LIMITS, ...options.limits },
    checked: checkedOf(options.integrity, new Set(parameters.resources)),
  };
  const take = createNumbers();
  const together = createTogether({ take, tx: options.tx });
  return {
    ...reading(context),
    readPinned: (refs, tx) => readPinned(context, refs, tx),
    versions: (references, tx) => readVersions(context, references, tx),
    labels: (types) => readLabels(context, types),
    execute: (tx, interactions, at) => executeInteractions(context, take, tx, interactions, at),
    executeFor: async (actor, tx, interactions, at) =>
      asSeen(await executeInteractions(withEyes(context, actor), take, tx, interactions, at)),
    together: (actor, interactions, now, after) =>
      together(withEyes(context, actor), interactions, now, (tx, results) => after(tx, asSeen(results))),
    createIfAbsent: (tx, resources, at) => createIfAbsent(context, take, tx, resources, at),
    amend: (tx, reference, change, at) => amend(context, tx, reference, change, at),
    caseAndPinned: (caseRef, which, refs) => readCaseAndPinned(context, caseRef, which, refs),
    holdAndStamp: (tx, caseRef, persons, which) => holdAndStamp(context, tx, caseRef, persons, which),
    caseBundle: (caseRef, which, tx) => readCase(context, caseRef, which, tx),
    caseStamps: (cases, types, tx) => readCaseStamps(context, cases, types, tx),
    changes,
    seenBy: (sight) => asSeen(reading(withEyes(context, { sight }))),
  };
}

/** The only place where something read becomes something seen (style rule 8; the one cast rule 10 allows). */
function asSeen(room: Reading): SeenRecords;
function asSeen(results: readonly InteractionResult[]): readonly InteractionResult<SeenResource>[];
function asSeen(looked: unknown): unknown {
  return looked;
}

function withEyes(context: RecordsContext, { sight, ...actor }: Partial<Actor>): RecordsContext {
  return { ...context, ...actor, ...(sight && { sight }) };
}

type Reading = Pick<Records, 'read' | 'vread' | 'readMany' | 'history' | 'search' | 'compartment'>;

function reading(context: RecordsContext): Reading {
  return {
    read: (type, id, tx) => readCurrent(context, type, id, tx),
    vread: (type, id, version, tx) => readVersion(context, type, id, version, tx),
    readMany: (references, tx) => readMany(context, references, tx),
    history: (type, id, page) => readHistory(context, type, id, page),
    compartment: (request) => readCompartment(context, request),
    search: (query, tx) => searchRecords(context, query, tx),
  };
}
