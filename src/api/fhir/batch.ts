// How does each entry happen by itself? A batch: independent requests, one answer each.

import { type Answer, bodyText } from '../answer.ts';
import { asGatewayError, outcomeAnswer } from '../errors.ts';
import type { ApiParts } from '../parts.ts';
import { STATUS_CODES } from '../http.ts';
import { bundleText, type EntryText, type ResponseText } from './bundle-text.ts';
import { entriesOf, entryFault, readEntry } from './entries.ts';
import { readPrefer } from './prefer.ts';
import type { FhirRequest, Incoming } from './request.ts';
import type { InteractionName } from './routes.ts';

/** Carries out one interaction; given by the surface, so that a batch does what single requests do. */
export type Interact = (interaction: InteractionName, request: FhirRequest) => Promise<Answer>;

/** Runs the entries one after the other; a failing one answers for itself only. */
export async function batch(
  parts: ApiParts,
  request: FhirRequest,
  body: Incoming,
  interact: Interact,
): Promise<Answer> {
  const entries: EntryText[] = [];
  const events: string[] = [];
  for (const [index, entry] of entriesOf(parts, body).entries()) {
    const answer = await one(parts, request, body, entry, index, interact);
    const told = answer.headers?.['Lenke-Event'];
    if (told !== undefined) events.push(told);
    entries.push(toEntry(answer));
  }
  return {
    status: 200,
    ...(events.length > 0 && { headers: { 'Lenke-Event': events.join(', ') } }),
    body: bundleText({ type: 'batch-response' }, entries),
  };
}

async function one(
  parts: ApiParts,
  request: FhirRequest,
  bundle: Incoming,
  entry: unknown,
  index: number,
  interact: Interact,
): Promise<Answer> {
  try {
    const { route, params, conditions, body, place, isHead } = readEntry(parts, bundle, entry, index);
    if (route.interaction === 'bundle' || route.interaction === 'process-message') {
      throw entryFault(
        bundle,
        `${place}.request.url`,
        'a Bundle cannot stand in a batch. Send it by itself.',
      );
    }
    const { return: wish = 'minimal', strict } = readPrefer(request.conditions.prefer);
    const prefer = `return=${wish}${strict ? ', handling=strict' : ''}`;
    const answer = await interact(route.interaction, {
      ...request,
      ...route,
      // New eyes: an entry before this one may have changed what the law says.
      eyes: parts.eyesOf(request.caller, route.interaction),
      params,
      posted: true,
      conditions: { ...conditions, prefer },
      body,
    });
    if (!isHead) return answer;
    const { body: _, ...head } = answer;
    return head;
  } catch (error) {
    return outcomeAnswer(asGatewayError(error, request.call), request.call);
  }
}

function toEntry(answer: Answer): EntryText {
  const { status, headers, updated } = answer;
  const body = bodyText(answer);
  const isOutcome = body?.startsWith('{"resourceType":"OperationOutcome"') ?? false;
  const response: ResponseText = {
    status: `${status} ${STATUS_CODES[status] ?? ''}`.trim(),
    location: headers?.['Location'],
    etag: headers?.['ETag'],
    lastModified: updated?.toISOString(),
    outcome: isOutcome ? body : undefined,
  };
  return { ...(!isOutcome && body !== undefined && { resource: body }), response };
}
