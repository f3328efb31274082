// A message came: is it new, a repeat, or an error? The four cases of reliable messaging, then the same door as everything else.

import type { JsonObject } from '../../domain/json.ts';
import { answerMessage } from '../../exchange/fhir/answer.ts';
import { isRejected, readMessage, type FhirMessage } from '../../exchange/fhir/read.ts';
import type { Caller } from '../../domain/caller.ts';
import { failure, GatewayError, isFailureCode } from '../../domain/failure.ts';
import type { Issue } from '../../fhir/issue.ts';
import { failureIssue, toOutcome } from '../../fhir/outcome.ts';
import type { Interaction } from '../../store/records/types.ts';
import type { Tx } from '../../store/types.ts';
import { acceptWith } from '../accept.ts';
import { type LateReceipt, readReceipt, receiveReceipt } from '../sending/late-receipt.ts';
import type { Ports } from '../ports.ts';
import type { Acceptance, MessageAnswer, Submission } from '../submission.ts';

/** What came in, with what the answer needs. */
export interface IncomingMessage {
  /** The Bundle as JSON (numbers exact). */
  readonly bundle: JsonObject;
  /** The Bundle for the validator. */
  readonly whole: unknown;
  /** The text it was read from. */
  readonly text?: string;
  readonly caller: Caller;
  readonly correlation: string;
  readonly requestId: string;
  readonly locate?: Submission['locate'];
}

/** Message and answer in one transaction: a repeat gets the first answer again, and the content is processed once. */
export async function acceptMessage(incoming: IncomingMessage, ports: Ports): Promise<MessageAnswer> {
  const message = readMessage(incoming.bundle);
  if (isRejected(message)) return outcomeAnswer(message);
  const repeated = await repeatOf(incoming, message, ports);
  if (repeated) return repeated;
  const receipt = readReceipt(message.header);
  if (receipt) return takeReceipt(incoming, message, receipt, ports);
  const answers: MessageAnswer[] = [];
  const keep = async (tx: Tx, acceptance: Acceptance): Promise<void> => {
    // Asked again inside the transaction: two copies that arrive together wait for one another here.
    const again = await begin(tx, incoming, message, ports);
    if (again) throw new RepeatedMessage(again);
    const answer = positive(message, acceptance, ports);
    await ports.store.messages.finish(
      tx,
      incoming.caller.id,
      message.headerId,
      message.bundleId,
      answer.status,
      answer.body,
      ports.clock.now(),
    );
    answers.push(answer);
  };
  try {
    const acceptance = await acceptWith(toSubmission(incoming, message), ports, keep);
    if (acceptance.kind === 'refused') return negative(message, acceptance.issues, ports);
    return answers[0] ?? positive(message, acceptance, ports);
  } catch (error) {
    return answerTo(error, message, ports);
  }
}

/** Leaves the transaction with the answer that is already there. */
class RepeatedMessage extends Error {
  readonly answer: MessageAnswer;
  constructor(answer: MessageAnswer) {
    super('repeated message');
    this.answer = answer;
  }
}

/** An answer to a message of ours: the receipt of a delivery, whose header carried the delivery's own id. */
async function takeReceipt(
  incoming: IncomingMessage,
  message: FhirMessage,
  receipt: LateReceipt,
  ports: Ports,
): Promise<MessageAnswer> {
  const known = await receiveReceipt(receipt, incoming.caller, ports);
  if (!known)
    return negative(
      message,
      [failureIssue('LENKE_RECEIPT_UNKNOWN')],
      ports,
      failure('LENKE_RECEIPT_UNKNOWN').http,
    );
  return positive(message, { kind: 'accepted', results: [], events: [], notes: [] }, ports);
}

async function repeatOf(
  incoming: IncomingMessage,
  message: FhirMessage,
  ports: Ports,
): Promise<MessageAnswer | undefined> {
  return ports.store.tx((tx) => begin(tx, incoming, message, ports));
}

async function begin(
  tx: Tx,
  incoming: IncomingMessage,
  message: FhirMessage,
  ports: Ports,
): Promise<MessageAnswer | undefined> {
  const seen = await ports.store.messages.begin(tx, incoming.caller.id, message.headerId, message.bundleId);
  switch (seen.kind) {
    case 'repeat':
      return { status: seen.status, body: seen.response };
    case 'bundle-seen':
      return negative(
        message,
        [failureIssue('LENKE_MESSAGE_REUSED')],
        ports,
        failure('LENKE_MESSAGE_REUSED').http,
      );
    case 'new':
    case 'header-seen':
      return undefined;
  }
}

function toSubmission(incoming: IncomingMessage, message: FhirMessage): Submission {
  return {
    caller: incoming.caller,
    kind: 'bundle',
    interactions: message.entries.map(({ fullUrl, resource }) => toInteraction(fullUrl, resource)),
    places: message.entries.map((_, index) => `Bundle.entry[${index + 1}].resource`),
    whole: incoming.whole,
    correlation: message.headerId,
    requestId: incoming.requestId,
    sight: undefined,
    ...(incoming.text !== undefined && { text: incoming.text }),
    ...(incoming.locate && { locate: incoming.locate }),
  };
}

/**
 * A message says what is, not how to store it: what carries an identifier is the resource with that identifier
 * (created once, never a second time), what carries none is new.
 */
function toInteraction(fullUrl: string | undefined, resource: object): Interaction {
  const { meta: _meta, id: _id, ...rest } = resource as JsonObject;
  const content = rest as JsonObject;
  const [token] = tokensOf(content);
  return {
    kind: 'create',
    resource: content,
    ...(fullUrl !== undefined && { fullUrl }),
    ...(token !== undefined && {
      ifNoneExist: {
        type: content.resourceType,
        criteria: [{ parameter: 'identifier', values: [token] }],
        includes: [],
        sort: [],
      },
    }),
  };
}

function tokensOf(resource: JsonObject): readonly string[] {
  const found = resource['identifier'];
  const list = (Array.isArray(found) ? found : found === undefined ? [] : [found]) as readonly {
    system?: string;
    value?: string;
  }[];
  return list.flatMap(({ system, value }) =>
    system === undefined || value === undefined ? [] : [`${system}|${value}`],
  );
}

function positive(message: FhirMessage, acceptance: Acceptance, ports: Ports): MessageAnswer {
  const notes = acceptance.kind === 'refused' ? acceptance.issues : acceptance.notes;
  const answer = answerMessage(message, 'ok', notes, ports.clock.now(), ports.from());
  return { status: 200, body: JSON.stringify(answer) };
}

function negative(message: FhirMessage, issues: readonly Issue[], ports: Ports, status = 422): MessageAnswer {
  const answer = answerMessage(message, 'fatal-error', issues, ports.clock.now(), ports.from());
  return { status, body: JSON.stringify(answer) };
}

function outcomeAnswer(issues: readonly Issue[]): MessageAnswer {
  const [first] = issues;
  const status = first && isFailureCode(first.key) ? failure(first.key).http : 422;
  return { status, body: JSON.stringify(toOutcome(issues)) };
}

/** What the sender can mend is a fatal-error; what passes by itself is the API's 503, so that the sender repeats. */
function answerTo(error: unknown, message: FhirMessage, ports: Ports): MessageAnswer {
  if (error instanceof RepeatedMessage) return error.answer;
  if (!(error instanceof GatewayError) || failure(error.code).retry === 'backoff') throw error;
  const expression = error.facts['expression'];
  const issue = failureIssue(error.code, error.facts, typeof expression === 'string' ? { expression } : {});
  return negative(message, [issue], ports, failure(error.code).http);
}
