// What does the receiver's answer mean for the delivery? Confirmed, awaiting, try again, or refused.

import type { AttemptResult } from '../../domain/delivery.ts';
import type { FailureCode } from '../../domain/failure.ts';
import { isObject, items, text } from '../../domain/json.ts';
import type { WireFormat } from '../../domain/recipient.ts';
import { issueCodes, issuesIn, outcomeText, resourcesIn } from './outcome-text.ts';
import { retryAfterMs } from './retry-after.ts';

/** An answer as it came over HTTP. */
export interface Answer {
  readonly status: number;
  readonly contentType?: string | undefined;
  readonly retryAfter?: string | undefined;
  /** JSON of the body; a string when it was not JSON; undefined when it was empty. */
  readonly body?: unknown;
}

/** What was sent, as far as the answer must fit it. */
export interface Asked {
  readonly format: WireFormat;
  /** Methods of the transaction's entries: it must answer each. */
  readonly methods: readonly string[];
  /** MessageHeader.id of a message: the answer must name it. */
  readonly messageId: string;
}

const JSON_TYPES: ReadonlySet<string> = new Set([
  'application/fhir+json',
  'application/json',
  'application/json+fhir',
]);

/** Statuses that mean "not now", with their code; other 5xx are LENKE_RECIPIENT_ERROR. */
const LATER: Readonly<Record<number, FailureCode>> = {
  401: 'LENKE_RECIPIENT_LOGIN',
  403: 'LENKE_RECIPIENT_LOGIN',
  408: 'LENKE_RECIPIENT_TIMEOUT',
  425: 'LENKE_RECIPIENT_BUSY',
  429: 'LENKE_RECIPIENT_BUSY',
  503: 'LENKE_RECIPIENT_BUSY',
  504: 'LENKE_RECIPIENT_TIMEOUT',
};

/** Issue codes with which a 409 means that two writes met, not that anything is wrong with ours. */
const COLLISION: ReadonlySet<string> = new Set([
  'conflict',
  'lock-error',
  'transient',
  'timeout',
  'throttled',
]);

/** Issue codes that say it was received before; NHS BaRS has its own for the same. */
const DUPLICATE: ReadonlySet<string> = new Set(['duplicate', 'REC_CONFLICT']);

function retry(code: FailureCode, answer: Answer, now: Date): AttemptResult {
  const wait = retryAfterMs(answer.retryAfter, now);
  const outcome = outcomeText(answer.body);
  return {
    result: 'retry',
    code,
    status: answer.status,
    ...(wait !== undefined && { retryAfterMs: wait }),
    ...(outcome !== undefined && { outcome }),
  };
}

function refused(answer: Answer): AttemptResult {
  const outcome = outcomeText(answer.body);
  return {
    result: 'refused',
    code: 'LENKE_RECIPIENT_REFUSED',
    status: answer.status,
    ...(outcome !== undefined && { outcome }),
  };
}

function confirmed(status: number, duplicate: boolean, locations: readonly string[] = []): AttemptResult {
  return { result: 'confirmed', status, duplicate, locations };
}

/** Code for a status outside 2xx that may be tried again; undefined when trying again cannot help. */
function laterCode(status: number): FailureCode | undefined {
  if (status >= 500) return LATER[status] ?? 'LENKE_RECIPIENT_ERROR';
  // A redirect is never followed: the content is meant for this address only.
  return status < 400 ? 'LENKE_RECIPIENT_ANSWER' : LATER[status];
}

function hasIssue(body: unknown, codes: ReadonlySet<string>): boolean {
  return issuesIn(body).some((issue) => issueCodes(issue).some((code) => codes.has(code)));
}

/**
 * What an answer means. 409 counts as delivered only when the receiver says "duplicate": taking any other conflict for
 * a receipt could lose the message.
 */
export function classify(answer: Answer, asked: Asked, now: Date): AttemptResult {
  const { status } = answer;
  if (status >= 200 && status < 300) return classifySuccess(answer, asked, now);
  if (status === 409 && hasIssue(answer.body, DUPLICATE)) return confirmed(status, true);
  if (status === 409 && hasIssue(answer.body, COLLISION)) return retry('LENKE_RECIPIENT_ERROR', answer, now);
  const later = laterCode(status);
  return later === undefined ? refused(answer) : retry(later, answer, now);
}

function classifySuccess(answer: Answer, asked: Asked, now: Date): AttemptResult {
  const unreadable = retry('LENKE_RECIPIENT_ANSWER', answer, now);
  if (answer.body === undefined) {
    return asked.format === 'fhir-message' ? classifyEmpty(answer.status, unreadable) : unreadable;
  }
  const type = answer.contentType?.split(';')[0]?.trim().toLowerCase() ?? '';
  if (!JSON_TYPES.has(type) || !isObject(answer.body)) return unreadable;
  return asked.format === 'fhir-message'
    ? classifyMessage(answer, asked, now, unreadable)
    : classifyTransaction(answer, asked, now, unreadable);
}

/** R4 messaging: 202 = taken into custody, the answer comes later; 204 = fully processed, nothing to say. */
function classifyEmpty(status: number, unreadable: AttemptResult): AttemptResult {
  if (status === 202) return { result: 'awaiting', status };
  return status === 204 ? confirmed(status, false) : unreadable;
}

function classifyMessage(answer: Answer, asked: Asked, now: Date, unreadable: AttemptResult): AttemptResult {
  const [header] = resourcesIn(answer.body, 'MessageHeader');
  const response = header?.['response'];
  if (!isObject(response)) return answer.status === 202 ? { result: 'awaiting', status: 202 } : unreadable;
  // An answer to somebody else's message is not our receipt.
  if (response['identifier'] !== asked.messageId) return unreadable;
  switch (response['code']) {
    case 'ok':
      return confirmed(answer.status, hasIssue(answer.body, DUPLICATE));
    case 'transient-error':
      return retry('LENKE_RECIPIENT_BUSY', answer, now);
    case 'fatal-error':
      return refused(answer);
    default:
      return unreadable;
  }
}

interface EntryAnswer {
  readonly status: number;
  readonly location?: string;
  readonly duplicate: boolean;
}

function entryAnswer(entry: unknown): EntryAnswer {
  const response = isObject(entry) && isObject(entry['response']) ? entry['response'] : {};
  const status =
    typeof response['status'] === 'string' ? Number.parseInt(response['status'], 10) : Number.NaN;
  const location = text(response['location']);
  return {
    status: Number.isNaN(status) ? 0 : status,
    ...(location !== undefined && { location }),
    duplicate: status === 409 && hasIssue(response['outcome'], DUPLICATE),
  };
}

function isDone({ status, duplicate }: EntryAnswer): boolean {
  return (status >= 200 && status < 300) || status === 304 || duplicate;
}

function classifyTransaction(
  answer: Answer,
  asked: Asked,
  now: Date,
  unreadable: AttemptResult,
): AttemptResult {
  const body = isObject(answer.body) ? answer.body : {};
  const given = items(body['entry']);
  const isResponse = body['type'] === 'transaction-response' || body['type'] === 'batch-response';
  if (body['resourceType'] !== 'Bundle' || !isResponse || given.length !== asked.methods.length)
    return unreadable;
  const entries = given.map(entryAnswer);
  const undone = entries.filter((entry) => !isDone(entry));
  if (undone.length > 0) return classifyUndone(undone, answer, now);
  // A conditional create that found what it would make answers 200 instead of 201.
  const creates = entries.filter((_, at) => asked.methods[at] === 'POST');
  const duplicate = creates.length === entries.length && creates.every(({ status }) => status !== 201);
  return confirmed(
    answer.status,
    duplicate,
    entries.map(({ location }) => location).filter((location) => location !== undefined),
  );
}

/** Entries a receiver did not do although it answered 2xx: one that cannot be helped decides. */
function classifyUndone(undone: readonly EntryAnswer[], answer: Answer, now: Date): AttemptResult {
  const codes = undone.map(({ status }) => (status === 0 ? 'LENKE_RECIPIENT_ANSWER' : laterCode(status)));
  if (codes.includes(undefined)) return refused(answer);
  return retry(codes.find((code) => code !== undefined) ?? 'LENKE_RECIPIENT_ANSWER', answer, now);
}
