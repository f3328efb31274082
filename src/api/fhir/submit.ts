// How does a write reach the pipeline? As a Submission, never around it.

import type { PathwayEvent } from '../../domain/event.ts';
import { GatewayError } from '../../domain/failure.ts';
import type { Issue } from '../../fhir/issue.ts';
import type { Acceptance, Submission } from '../../pipeline/submission.ts';
import type { Interaction, InteractionResult, SeenResource } from '../../store/records/types.ts';
import type { Answer } from '../answer.ts';
import type { ApiParts } from '../parts.ts';
import { outcomeText, placed, refusal } from './outcome.ts';
import { withOwnReferences } from './own-references.ts';
import { readPrefer } from './prefer.ts';
import type { FhirRequest } from './request.ts';
import { versionHeaders, versionUrl } from './version.ts';

/** Submits one interaction of REST and answers with what became of it. */
export async function submit(
  parts: ApiParts,
  request: FhirRequest,
  interaction: Interaction,
  type: string,
): Promise<Answer> {
  const acceptance = await acceptOne(
    parts,
    toSubmission(parts, request, 'rest', [interaction], [type]),
    type,
  );
  if (acceptance.kind === 'refused') return refusal(acceptance.issues, request.body, request.call);
  if (acceptance.kind === 'no-case') {
    return { status: 202, body: outcomeText(placed(acceptance.notes, request.body), request.call) };
  }
  return acceptedAnswer(parts, request, acceptance);
}

/** The store names the first entry of a Bundle; a single call has none. */
async function acceptOne(parts: ApiParts, submission: Submission, type: string): Promise<Acceptance> {
  try {
    return await parts.accept(submission);
  } catch (error) {
    const told = error instanceof GatewayError ? error.facts['expression'] : undefined;
    if (!(error instanceof GatewayError) || typeof told !== 'string') throw error;
    const [, rest] = /^Bundle\.entry\[0\](?:\.resource|\.request)?(.*)$/.exec(told) ?? [];
    if (rest === undefined) throw error;
    const expression = rest === '' ? 'http.url' : type + rest;
    throw new GatewayError(error.code, { ...error.facts, expression }, { cause: error.cause });
  }
}

/** A Submission of a request's body; references with our own address are made local. */
export function toSubmission(
  parts: ApiParts,
  request: FhirRequest,
  kind: Submission['kind'],
  interactions: readonly Interaction[],
  places: readonly string[],
): Submission {
  const { caller, call, body, eyes } = request;
  return {
    caller,
    kind,
    interactions: withOwnReferences(`${parts.baseUrl()}/fhir/`, interactions),
    places,
    whole: body?.value,
    exact: body?.exact,
    correlation: call.correlation,
    requestId: call.requestId,
    sight: eyes.sight,
    ...(body !== undefined && { locate: body.locate }),
    ...(body?.text !== undefined && { text: body.text }),
  };
}

/** `Lenke-Event: evt-…, evt-…`, or nothing. */
export function eventHeader(events: readonly PathwayEvent[]): Record<string, string> {
  return events.length === 0 ? {} : { 'Lenke-Event': events.map((event) => event.id).join(', ') };
}

const STATUS: Readonly<Record<InteractionResult['outcome'], number>> = {
  created: 201,
  updated: 200,
  unchanged: 200,
  existing: 200,
  deleted: 204,
  none: 204,
  read: 200,
  searched: 200,
  told: 200,
};

/** HTTP status of a result. */
export function statusOf(result: InteractionResult): number {
  return STATUS[result.outcome];
}

function acceptedAnswer(
  parts: ApiParts,
  request: FhirRequest,
  acceptance: Extract<Acceptance, { kind: 'accepted' }>,
): Answer {
  const [result] = acceptance.results;
  if (!result) throw new GatewayError('LENKE_INTERNAL', { correlation: request.call.correlation });
  const { stored } = result;
  const status = statusOf(result);
  const headers = {
    ...eventHeader(acceptance.events),
    ...(stored !== undefined && versionHeaders(stored)),
    ...(stored !== undefined && !stored.deleted && { Location: versionUrl(parts.baseUrl(), stored) }),
  };
  const body = bodyOf(request, result, acceptance.notes);
  const updated = stored && { updated: stored.updated };
  if (body === undefined) return { status, headers, ...updated };
  return { status: status === 204 ? 200 : status, headers, body, ...updated };
}

/** The resource by default; an outcome or nothing when the caller prefers so. */
function bodyOf(
  request: FhirRequest,
  { stored }: InteractionResult<SeenResource>,
  notes: readonly Issue[],
): string | undefined {
  const wish = readPrefer(request.conditions.prefer).return;
  if (wish === 'OperationOutcome') return outcomeText(placed(notes, request.body), request.call);
  if (wish === 'minimal' || stored === undefined || stored.deleted) return undefined;
  return stored.content;
}
