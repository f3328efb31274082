// Where does each reference lead? Names inside the call become `Type/id`, conditions become what answers them.

import { GatewayError } from '../../../domain/failure.ts';
import { compileQuery } from '../../../fhir/search/compile-query.ts';
import { parseSearch } from '../../../fhir/search/parse.ts';
import type { SearchQuery } from '../../../fhir/search/query.ts';
import { referencesOf, rewriteReferences, type ReferencePlace } from '../../../fhir/references.ts';
import type { Interaction } from '../types.ts';
import type { Tx } from '../../tx.ts';
import type { RecordsContext } from '../context.ts';
import { findNamed } from './look-up.ts';
import { findFirst } from '../search/search.ts';
import { type Action, entryAt } from './action.ts';

/** A literal local reference, and where it stands. */
export interface Literal {
  readonly type: string;
  readonly id: string;
  readonly expression: string;
}

export interface Linked {
  readonly actions: readonly Action[];
  /** Local references that lead out of the call. */
  readonly literals: readonly Literal[];
}

const CONDITIONAL = /^([A-Z][A-Za-z]+)\?(.+)$/;
const LOCAL = /^([A-Z][A-Za-z]+)\/([A-Za-z0-9\-.]{1,64})(?:\/_history\/[A-Za-z0-9\-.]{1,64})?$/;

type Writing = Extract<Action, { resource: unknown }>;

function isWriting(action: Action): action is Writing {
  return action.kind === 'create' || action.kind === 'update';
}

function placeOf(action: Action, place: ReferencePlace): string {
  return `${entryAt(action.index)}.resource${place.path}`;
}

/** fullUrl → `Type/id` for every entry that has both. */
function names(interactions: readonly Interaction[], actions: readonly Action[]): Map<string, string> {
  const found = new Map<string, string>();
  for (const action of actions) {
    const interaction = interactions[action.index];
    if (!interaction || !('fullUrl' in interaction) || interaction.fullUrl === undefined || !('id' in action))
      continue;
    found.set(interaction.fullUrl, `${action.type}/${action.id}`);
  }
  return found;
}

/** `Patient/1` inside an entry with fullUrl `http://x/fhir/Observation/2` means `http://x/fhir/Patient/1`. */
function rootOf(fullUrl: string | undefined): string | undefined {
  return /^(https?:\/\/.+\/)[A-Z][A-Za-z]+\/[A-Za-z0-9\-.]{1,64}$/.exec(fullUrl ?? '')?.[1];
}

function readCondition(context: RecordsContext, text: string, expression: string): SearchQuery {
  const [, type = '', search = ''] = CONDITIONAL.exec(text) ?? [];
  context.types.number(type);
  try {
    const options = {
      parameters: context.parameters,
      handling: 'strict',
      links: false,
      now: context.now(),
    } as const;
    const { query } = parseSearch(type, new URLSearchParams(search), options);
    if (query.criteria.length > 0) return query;
  } catch (cause) {
    if (!(cause instanceof GatewayError)) throw cause;
    throw new GatewayError('LENKE_CONDITION', { expression, reason: cause.message }, { cause });
  }
  throw new GatewayError('LENKE_CONDITION', { expression, reason: 'it has no criterion' });
}

/** What a condition means after this call: what is stored and stays as it is, and what the call itself writes. */
async function answerCondition(
  context: RecordsContext,
  tx: Tx,
  query: SearchQuery,
  actions: readonly Action[],
): Promise<string[]> {
  const changed = new Set(
    actions.flatMap((action) =>
      isWriting(action) || action.kind === 'delete' ? [`${action.type}/${action.id}`] : [],
    ),
  );
  const seen = await findFirst(context, tx.query, query, 2 + changed.size);
  const stored = seen.length > 0 ? seen : await findNamed(context, tx, query);
  const kept = stored.map(({ row }) => `${query.type}/${row.id}`).filter((key) => !changed.has(key));
  const compiled = compileQuery(query, context.parameters, context.now());
  const written = actions
    .filter(isWriting)
    .filter(
      (action) => action.type === query.type && compiled.answers({ ...action.resource, id: action.id }),
    );
  return [...kept, ...written.map((action) => `${action.type}/${action.id}`)];
}

/** Conditional references of all resources, each text answered once. */
async function conditions(
  context: RecordsContext,
  tx: Tx,
  actions: readonly Action[],
): Promise<Map<string, string>> {
  const found = new Map<string, string>();
  for (const action of actions.filter(isWriting)) {
    for (const place of referencesOf(action.resource)) {
      if (place.local || found.has(place.text) || !CONDITIONAL.test(place.text)) continue;
      const expression = placeOf(action, place);
      const [first, ...others] = await answerCondition(
        context,
        tx,
        readCondition(context, place.text, expression),
        actions,
      );
      if (first === undefined) throw new GatewayError('LENKE_REFERENCE_BROKEN', { expression });
      if (others.length > 0) throw new GatewayError('LENKE_MULTIPLE_MATCHES', { expression });
      found.set(place.text, first);
    }
  }
  return found;
}

function resolve(
  text: string,
  root: string | undefined,
  known: ReadonlyMap<string, string>,
): string | undefined {
  return known.get(text) ?? (root !== undefined && LOCAL.test(text) ? known.get(root + text) : undefined);
}

/** Rewrites one resource and gathers where its references lead. */
function linkOne<T extends Writing>(
  action: T,
  fullUrl: string | undefined,
  known: ReadonlyMap<string, string>,
  literals: Literal[],
): T {
  const root = rootOf(fullUrl);
  const resource = rewriteReferences(action.resource, (place) => {
    if (place.local?.has(place.text)) return place.text;
    const text = resolve(place.text, root, known) ?? place.text;
    if (place.kind === 'uri' || place.local) return text;
    const expression = placeOf(action, place);
    if (text.startsWith('urn:uuid:')) throw new GatewayError('LENKE_REFERENCE_BROKEN', { expression });
    const [, type, id] = LOCAL.exec(text) ?? [];
    if (type !== undefined && id !== undefined) literals.push({ type, id, expression });
    return text;
  });
  return { ...action, resource };
}

/**
 * Rewrites the references of everything that is written. A `urn:uuid:` without an entry and a condition that nothing
 * answers throw LENKE_REFERENCE_BROKEN, one that several answer LENKE_MULTIPLE_MATCHES, with the place in
 * `facts.expression`. References inside a stored Bundle that name its own entries are left alone.
 */
export async function linkReferences(
  context: RecordsContext,
  tx: Tx,
  interactions: readonly Interaction[],
  actions: readonly Action[],
): Promise<Linked> {
  const known = new Map([...(await conditions(context, tx, actions)), ...names(interactions, actions)]);
  const literals: Literal[] = [];
  const linked = actions.map((action) => {
    const interaction = interactions[action.index];
    const fullUrl = interaction && 'fullUrl' in interaction ? interaction.fullUrl : undefined;
    if (isWriting(action)) return linkOne(action, fullUrl, known, literals);
    if (action.kind !== 'existing' || !action.unseen) return action;
    const { resource } = linkOne(
      { ...action, kind: 'create', resource: action.unseen },
      fullUrl,
      known,
      literals,
    );
    return { ...action, unseen: resource };
  });
  return { actions: linked, literals };
}
