// How do all entries happen together, or none? A transaction as one submission, and its answer.

import type { JsonObject } from '../../domain/json.ts';
import type { Issue } from '../../fhir/issue.ts';
import type { PatchTools } from '../../fhir/patch/fhirpath-patch.ts';
import type { Acceptance } from '../../pipeline/submission.ts';
import type { Interaction, InteractionResult, SeenResource } from '../../store/records/types.ts';
import type { Answer } from '../answer.ts';
import type { ApiParts } from '../parts.ts';
import { STATUS_CODES } from '../http.ts';
import { again } from './again.ts';
import { bundleText, type EntryText, fullUrlOf } from './bundle-text.ts';
import { entriesOf, type EntryRequest, readAll, readEntry } from './entries.ts';
import { checkIdentities, toInteraction } from './entry-interaction.ts';
import { insideHistoryText } from './history.ts';
import { outcomeText, placed, refusal } from './outcome.ts';
import { isPatch, patchEntry, withPatched } from './patch-entry.ts';
import { readPrefer } from './prefer.ts';
import type { FhirRequest, Incoming } from './request.ts';
import { insideText } from './search.ts';
import type { Seal } from './seal.ts';
import { readShape, shapeText } from './shape-params.ts';
import { eventHeader, statusOf, toSubmission } from './submit.ts';
import { etag, isKnown, versionUrl } from './version.ts';

/**
 * Submits a transaction Bundle. Every faulty entry is named; one of them is enough to do nothing. When somebody was faster
 * than a patch that named no version, all of it is prepared anew.
 */
export async function transaction(
  parts: ApiParts,
  request: FhirRequest,
  body: Incoming,
  tools: PatchTools,
  seal: Seal,
): Promise<Answer> {
  const free = new Set<string>();
  return again(
    ({ facts }) => free.has(String(facts['expression'])),
    () => attempt(parts, request, body, tools, seal, free),
  );
}

/** One entry with what the store shall do for it. */
type Prepared = EntryRequest & { readonly interaction: Interaction };

async function attempt(
  parts: ApiParts,
  request: FhirRequest,
  body: Incoming,
  tools: PatchTools,
  seal: Seal,
  free: Set<string>,
): Promise<Answer> {
  const { read, issues: faults } = await readAll(entriesOf(parts, body), async (item, index) => {
    const entry = readEntry(parts, body, item, index);
    if (!isPatch(entry)) return { ...entry, interaction: toInteraction(parts, body, entry) };
    const { ifMatch } = entry.conditions;
    if (ifMatch === undefined || ifMatch.trim() === '*') free.add(entry.place);
    return { ...entry, interaction: await patchEntry(parts, request.eyes, body, entry, tools) };
  });
  const issues = faults.length > 0 ? faults : checkIdentities(body, read);
  if (issues.length > 0) return refusal(issues, body, request.call);
  const whole = withPatched(body, patchedOf(read));
  const interactions = read.map((entry) => entry.interaction);
  const places = read.map((entry) => `${entry.place}.resource`);
  const submission = toSubmission(parts, { ...request, body: whole }, 'bundle', interactions, places);
  const acceptance = await parts.accept(submission);
  if (acceptance.kind === 'refused') return refusal(acceptance.issues, body, request.call);
  if (acceptance.kind === 'no-case') return noCase(request, body, acceptance.notes, read.length);
  return accepted(parts, request, body, acceptance, read, seal);
}

function patchedOf(entries: readonly Prepared[]): ReadonlyMap<number, JsonObject> {
  return new Map(
    entries.flatMap((entry, index) =>
      isPatch(entry) && 'resource' in entry.interaction ? [[index, entry.interaction.resource] as const] : [],
    ),
  );
}

function accepted(
  parts: ApiParts,
  request: FhirRequest,
  body: Incoming,
  { results, events, notes }: Extract<Acceptance, { kind: 'accepted' }>,
  asked: readonly Prepared[],
  seal: Seal,
): Answer {
  const sorted = notesByEntry(placed(notes, body), results.length);
  const wish = readPrefer(request.conditions.prefer).return;
  const entries = results.map((result, index): EntryText => {
    const own = sorted[index] ?? [];
    const entry304 = asked[index];
    if (
      result.outcome === 'read' &&
      result.stored &&
      entry304 &&
      isKnown(result.stored, entry304.conditions)
    ) {
      return notModified(parts, result.stored);
    }
    const tell = own.length > 0 || wish === 'OperationOutcome';
    const resource = resourceText(parts, request, result, asked[index], wish === 'representation', seal);
    const entry = responseEntry(parts, result, tell ? outcomeText(own, request.call) : undefined);
    return { ...entry, ...(resource !== undefined && { resource }) };
  });
  return {
    status: 200,
    headers: eventHeader(events),
    body: bundleText({ type: 'transaction-response' }, entries),
  };
}

/** A read of what the caller has already. */
function notModified(parts: ApiParts, stored: SeenResource): EntryText {
  const lastModified = stored.updated.toISOString();
  return {
    fullUrl: fullUrlOf(parts.baseUrl(), stored),
    response: { status: '304 Not Modified', etag: etag(stored.version), lastModified },
  };
}

/** Notes that name an entry stand there; the others at the first. */
function notesByEntry(notes: readonly Issue[], count: number): readonly (readonly Issue[])[] {
  const sorted = Array.from({ length: count }, (): Issue[] => []);
  for (const note of notes) {
    const index = /^Bundle\.entry\[(\d+)\]/.exec(note.expression ?? '')?.[1];
    sorted[Number(index ?? 0)]?.push(note);
  }
  return sorted;
}

/** Outcomes of what changes nothing. */
const ASKING: ReadonlySet<InteractionResult['outcome']> = new Set(['read', 'searched', 'told']);

function responseEntry(
  parts: ApiParts,
  result: InteractionResult<SeenResource>,
  outcome: string | undefined,
): EntryText {
  const { stored } = result;
  const status = statusOf(result);
  const isWrite = !ASKING.has(result.outcome);
  return {
    ...(stored !== undefined && !stored.deleted && { fullUrl: fullUrlOf(parts.baseUrl(), stored) }),
    response: {
      status: `${status} ${STATUS_CODES[status]}`,
      location: stored && isWrite && !stored.deleted ? versionUrl(parts.baseUrl(), stored) : undefined,
      etag: stored && etag(stored.version),
      lastModified: stored?.updated.toISOString(),
      outcome,
    },
  };
}

function resourceText(
  parts: ApiParts,
  request: FhirRequest,
  { page, history, stored, outcome }: InteractionResult<SeenResource>,
  asked: Prepared | undefined,
  all: boolean,
  seal: Seal,
): string | undefined {
  if (asked?.isHead === true) return undefined;
  if (page && asked?.interaction.kind === 'search') {
    const { params, route, interaction } = asked;
    return insideText(parts, route, { ...request, params }, interaction.query, page, seal);
  }
  if (history && asked) {
    return insideHistoryText(parts, asked.route, { ...request, params: asked.params }, history, seal);
  }
  if (!stored || stored.deleted) return undefined;
  if (outcome === 'read') return shapeText(stored.content, asked && readShape(asked.params).shape);
  return all ? stored.content : undefined;
}

function noCase(request: FhirRequest, body: Incoming, notes: readonly Issue[], count: number): Answer {
  const outcome = outcomeText(placed(notes, body), request.call);
  const entries = Array.from({ length: count }, () => ({ response: { status: '202 Accepted', outcome } }));
  return { status: 200, body: bundleText({ type: 'transaction-response' }, entries) };
}
