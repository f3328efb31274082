// What would the pathway do with this? A resource or Bundle as a submission that is never kept.

import type { Caller } from '../../domain/caller.ts';
import { GatewayError } from '../../domain/failure.ts';
import type { Language } from '../../domain/language.ts';
import type { JsonObject } from '../../domain/json.ts';
import { hasErrors, type Issue } from '../../fhir/issue.ts';
import type { Incoming } from '../../fhir/json/incoming.ts';
import { readJson } from '../../fhir/json/read.ts';
import { issueText } from '../../fhir/outcome.ts';
import type { Submission } from '../../pipeline/submission.ts';
import type { Interaction } from '../../store/records/types.ts';
import { entriesOf, readAll, readEntry } from '../fhir/entries.ts';
import { toInteraction } from '../fhir/entry-interaction.ts';
import { withOwnReferences } from '../fhir/own-references.ts';
import type { ApiParts } from '../parts.ts';

/** What would happen, as /ops/v1 tells it. Throws LENKE_OPS_INPUT with the first thing that is wrong. */
export async function rehearsal(
  parts: ApiParts,
  resource: JsonObject,
  caller: Caller,
  language: Language,
): Promise<object> {
  const { events, nothing, issues } = await parts.rehearse(await submissionOf(parts, resource, caller));
  if (hasErrors(issues)) throw refused(issues);
  return {
    events,
    ...(nothing !== undefined && { nothing }),
    issues: issues.map((issue) => ({
      severity: issue.severity,
      key: issue.key,
      text: issueText(issue, language),
      ...(issue.expression !== undefined && { expression: issue.expression }),
    })),
  };
}

/** A transaction or batch is read as one; a single resource is written under its id, or created. */
async function submissionOf(parts: ApiParts, resource: JsonObject, caller: Caller): Promise<Submission> {
  // Read again as text: entries are read with the numbers as they were written.
  const body: Incoming = readJson(Buffer.from(JSON.stringify(resource)), { maxDepth: parts.config.maxDepth });
  const isBundle = resource['resourceType'] === 'Bundle';
  const interactions = isBundle ? await interactionsOf(parts, body) : [interactionOf(resource)];
  return {
    caller,
    // An operator is told codes and counts, whatever a caller of /fhir may see.
    sight: undefined,
    kind: isBundle ? 'bundle' : 'rest',
    interactions: withOwnReferences(`${parts.baseUrl()}/fhir/`, interactions),
    places: isBundle
      ? interactions.map((_, index) => `Bundle.entry[${index}].resource`)
      : [resource.resourceType],
    whole: body.value,
    exact: body.exact,
    locate: body.locate,
    correlation: 'rehearsal',
    requestId: 'rehearsal',
  };
}

async function interactionsOf(parts: ApiParts, body: Incoming): Promise<readonly Interaction[]> {
  const { read, issues } = await readAll(entriesOf(parts, body), (item, index) =>
    toInteraction(parts, body, readEntry(parts, body, item, index)),
  );
  if (issues.length > 0) throw refused(issues);
  return read;
}

function interactionOf(resource: JsonObject): Interaction {
  const { id } = resource;
  return typeof id === 'string' ? { kind: 'update', resource, id } : { kind: 'create', resource };
}

function refused(issues: readonly Issue[]): GatewayError {
  const first = issues.find(({ severity }) => severity === 'error' || severity === 'fatal') ?? issues[0];
  return new GatewayError('LENKE_OPS_INPUT', {
    expression: `resource ${first?.expression ?? ''}`.trim(),
    reason: first?.text ?? '',
  });
}
