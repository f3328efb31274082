// What do we answer to a FHIR message? A message back: ok, transient-error or fatal-error, with an OperationOutcome.

import { contentId } from '../../domain/identity.ts';
import { isObject } from '../../domain/json.ts';
import type { Issue } from '../../fhir/issue.ts';
import { toOutcome } from '../../fhir/outcome.ts';
import type { Json, SenderIdentity } from '../contract.ts';
import type { FhirMessage } from './read.ts';

/** ok: processed. transient-error: send the same again later. fatal-error: the message is wrong, do not send it again. */
export type ResponseCode = 'ok' | 'transient-error' | 'fatal-error';

/** The event of the answer is the event it answers (R4: the response carries the same event). */
function eventOf(header: Json): object {
  return header['eventCoding'] === undefined
    ? { eventUri: header['eventUri'] }
    : { eventCoding: header['eventCoding'] };
}

function destinationOf(header: Json): object {
  const source = header['source'];
  const endpoint = isObject(source) ? source['endpoint'] : undefined;
  return typeof endpoint === 'string' ? { destination: [{ endpoint }] } : {};
}

/**
 * The answer to a message. Its ids derive from the message and the code: answering a repeat gives the same ids, and a
 * later `ok` is not taken for the earlier `transient-error`.
 */
export function answerMessage(
  message: Pick<FhirMessage, 'header' | 'headerId' | 'bundleId'>,
  code: ResponseCode,
  issues: readonly Issue[],
  at: Date,
  from: SenderIdentity,
): Json {
  const id = (what: string) => contentId('message-answer', what, message.bundleId, message.headerId, code);
  const outcomeUrl = `urn:uuid:${id('outcome')}`;
  const header = {
    resourceType: 'MessageHeader',
    id: id('header'),
    ...eventOf(message.header),
    ...destinationOf(message.header),
    source: { name: from.name, endpoint: from.endpoint },
    response: { identifier: message.headerId, code, details: { reference: outcomeUrl } },
  };
  return {
    resourceType: 'Bundle',
    id: id('bundle'),
    type: 'message',
    timestamp: at.toISOString(),
    entry: [
      { fullUrl: `urn:uuid:${header.id}`, resource: header },
      { fullUrl: outcomeUrl, resource: toOutcome(issues) },
    ],
  };
}
