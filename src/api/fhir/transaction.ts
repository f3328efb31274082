// How do all entries happen together, or none? A transaction as one submission, and its answer.

import { STATUS_CODES } from 'node:http';
import type { Issue } from '../../fhir/issue.ts';
import type { Acceptance } from '../../pipeline/submission.ts';
import type { InteractionResult } from '../../store/records/types.ts';
import type { Answer } from '../answer.ts';
import type { ApiParts } from '../parts.ts';
import { bundleText, type EntryText, fullUrlOf } from './bundle-text.ts';
import { entriesOf, readAll, readEntry } from './entries.ts';
import { checkIdentities, toInteraction } from './entry-interaction.ts';
import { outcomeText, placed, refusal } from './outcome.ts';
import { readPrefer } from './prefer.ts';
import type { FhirRequest, Incoming } from './request.ts';
import { pageText } from './search.ts';
import { eventHeader, statusOf, toSubmission } from './submit.ts';
import { etag, versionUrl } from './version.ts';

/** Submits a transaction Bundle. Every faulty entry is named; one of them is enough to do nothing. */
export async function transaction(parts: ApiParts, request: FhirRequest, body: Incoming): Promise<Answer> {
  const entries = entriesOf(parts, body);
  const read = readAll(entries, (entry, index) => {
    const found = readEntry(parts, body, entry, index);
    return { ...found, interaction: toInteraction(parts, body, found) };
  });
  const issues = read.issues.length > 0 ? read.issues : checkIdentities(body, read.read);
  if (issues.length > 0) return refusal(issues, body, request.call);
  const interactions = read.read.map((entry) => entry.interaction);
  const places = read.read.map((entry) => `${entry.place}.resource`);
  const acceptance = await parts.accept(toSubmission(request, 'bundle', interactions, places));
  if (acceptance.kind === 'refused') return refusal(acceptance.issues, body, request.call);
  if (acceptance.kind === 'no-case') return noCase(request, body, acceptance.notes, entries.length);
  return accepted(parts, request, body, acceptance);
}

function accepted(
  parts: ApiParts,
  request: FhirRequest,
  body: Incoming,
  { results, events, notes }: Extract<Acceptance, { kind: 'accepted' }>,
): Answer {
  const sorted = notesByEntry(placed(notes, body), results.length);
  const wish = readPrefer(request.conditions.prefer).return;
  const entries = results.map((result, index): EntryText => {
    const own = sorted[index] ?? [];
    const tell = own.length > 0 || wish === 'OperationOutcome';
    const resource = resourceText(parts, result, wish === 'representation');
    const entry = responseEntry(parts, result, tell ? outcomeText(own, request.call) : undefined);
    return { ...entry, ...(resource !== undefined && { resource }) };
  });
  return {
    status: 200,
    headers: eventHeader(events),
    body: bundleText({ type: 'transaction-response' }, entries),
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

function responseEntry(parts: ApiParts, result: InteractionResult, outcome: string | undefined): EntryText {
  const { stored } = result;
  const status = statusOf(result);
  const isWrite = result.outcome !== 'read' && result.outcome !== 'searched';
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

function resourceText(parts: ApiParts, result: InteractionResult, all: boolean): string | undefined {
  if (result.page) return pageText(parts, result.page);
  const { stored } = result;
  if (!stored || stored.deleted) return undefined;
  return all || result.outcome === 'read' ? stored.content : undefined;
}

function noCase(request: FhirRequest, body: Incoming, notes: readonly Issue[], count: number): Answer {
  const outcome = outcomeText(placed(notes, body), request.call);
  const entries = Array.from({ length: count }, () => ({ response: { status: '202 Accepted', outcome } }));
  return { status: 200, body: bundleText({ type: 'transaction-response' }, entries) };
}
