// What can go wrong, what does it answer, is it tried again, and whose move is it? The one table.

import type { Mover } from './finding.ts';
import type { Said } from './language.ts';

/** R4 issue-type codes used in OperationOutcomes. */
export type IssueType =
  | 'invalid'
  | 'structure'
  | 'required'
  | 'value'
  | 'invariant'
  | 'security'
  | 'login'
  | 'forbidden'
  | 'processing'
  | 'not-supported'
  | 'duplicate'
  | 'multiple-matches'
  | 'not-found'
  | 'deleted'
  | 'too-long'
  | 'code-invalid'
  | 'extension'
  | 'too-costly'
  | 'business-rule'
  | 'conflict'
  | 'transient'
  | 'lock-error'
  | 'exception'
  | 'timeout'
  | 'throttled'
  | 'informational';

export interface FailureRow {
  /** HTTP status when it answers a request. */
  readonly http: number;
  readonly issue: IssueType;
  /** never: trying again cannot help. backoff: try again later, the schedule is in queues/retry-policy.json. */
  readonly retry: 'never' | 'backoff';
  readonly mover: Mover;
}

/** The table. A row is never renamed and never reused; texts in nb, nn and en stand in failure-texts.ts. */
export const FAILURES = {
  // what came in
  LENKE_UNREADABLE: { http: 400, issue: 'structure', retry: 'never', mover: 'sender' },
  LENKE_NOT_UTF8: { http: 400, issue: 'structure', retry: 'never', mover: 'sender' },
  LENKE_DUPLICATE_KEY: { http: 400, issue: 'structure', retry: 'never', mover: 'sender' },
  LENKE_CONTROL_CHARACTER: { http: 400, issue: 'value', retry: 'never', mover: 'sender' },
  LENKE_TOO_LARGE: { http: 413, issue: 'too-long', retry: 'never', mover: 'sender' },
  LENKE_TOO_DEEP: { http: 400, issue: 'too-long', retry: 'never', mover: 'sender' },
  LENKE_TOO_MANY_ENTRIES: { http: 413, issue: 'too-costly', retry: 'never', mover: 'sender' },
  LENKE_MEDIA_TYPE: { http: 415, issue: 'not-supported', retry: 'never', mover: 'sender' },
  LENKE_NOT_ACCEPTABLE: { http: 406, issue: 'not-supported', retry: 'never', mover: 'sender' },
  LENKE_TYPE_UNKNOWN: { http: 404, issue: 'not-supported', retry: 'never', mover: 'sender' },
  LENKE_TYPE_NOT_SERVED: { http: 404, issue: 'not-supported', retry: 'never', mover: 'operator' },
  LENKE_TYPE_MISMATCH: { http: 400, issue: 'invalid', retry: 'never', mover: 'sender' },
  LENKE_ID_MISMATCH: { http: 400, issue: 'invalid', retry: 'never', mover: 'sender' },
  LENKE_ID_INVALID: { http: 400, issue: 'value', retry: 'never', mover: 'sender' },
  LENKE_NOT_VALID: { http: 422, issue: 'invalid', retry: 'never', mover: 'sender' },
  LENKE_REFERENCE_BROKEN: { http: 422, issue: 'not-found', retry: 'never', mover: 'sender' },
  LENKE_BUNDLE_TYPE: { http: 400, issue: 'value', retry: 'never', mover: 'sender' },
  LENKE_ENTRY_REQUEST: { http: 400, issue: 'value', retry: 'never', mover: 'sender' },
  LENKE_REAL_PERSON: { http: 422, issue: 'business-rule', retry: 'never', mover: 'sender' },
  LENKE_BODY_TIMEOUT: { http: 408, issue: 'timeout', retry: 'never', mover: 'sender' },
  // REST
  LENKE_NOT_FOUND: { http: 404, issue: 'not-found', retry: 'never', mover: 'sender' },
  LENKE_DELETED: { http: 410, issue: 'deleted', retry: 'never', mover: 'sender' },
  LENKE_VERSION_CONFLICT: { http: 412, issue: 'conflict', retry: 'never', mover: 'sender' },
  LENKE_MULTIPLE_MATCHES: { http: 412, issue: 'multiple-matches', retry: 'never', mover: 'sender' },
  LENKE_WRITE_CONFLICT: { http: 409, issue: 'lock-error', retry: 'backoff', mover: 'sender' },
  LENKE_IF_MATCH: { http: 400, issue: 'value', retry: 'never', mover: 'sender' },
  LENKE_METHOD: { http: 405, issue: 'not-supported', retry: 'never', mover: 'sender' },
  LENKE_PATH_UNKNOWN: { http: 404, issue: 'not-found', retry: 'never', mover: 'sender' },
  LENKE_SEARCH_PARAMETER: { http: 400, issue: 'not-supported', retry: 'never', mover: 'sender' },
  LENKE_SEARCH_DEFINITION: { http: 422, issue: 'not-supported', retry: 'never', mover: 'sender' },
  LENKE_SEARCH_VALUE: { http: 400, issue: 'value', retry: 'never', mover: 'sender' },
  LENKE_SEARCH_SORT: { http: 400, issue: 'too-costly', retry: 'never', mover: 'sender' },
  LENKE_SEARCH_SCAN: { http: 200, issue: 'informational', retry: 'never', mover: 'sender' },
  LENKE_SEARCH_SLOW: { http: 200, issue: 'informational', retry: 'never', mover: 'sender' },
  LENKE_SEARCH_INCLUDES: { http: 200, issue: 'informational', retry: 'never', mover: 'sender' },
  LENKE_COMPARTMENT: { http: 404, issue: 'not-supported', retry: 'never', mover: 'sender' },
  LENKE_SEARCH_CURSOR: { http: 400, issue: 'value', retry: 'never', mover: 'sender' },
  LENKE_PERSON_NUMBER_IN_URL: { http: 400, issue: 'security', retry: 'never', mover: 'sender' },
  LENKE_PATCH_INVALID: { http: 400, issue: 'value', retry: 'never', mover: 'sender' },
  LENKE_PATCH_FAILED: { http: 422, issue: 'processing', retry: 'never', mover: 'sender' },
  LENKE_UPDATE_CREATE: { http: 405, issue: 'not-supported', retry: 'never', mover: 'sender' },
  LENKE_ID_TAKEN: { http: 409, issue: 'conflict', retry: 'never', mover: 'sender' },
  LENKE_ID_REFUSED: { http: 409, issue: 'conflict', retry: 'never', mover: 'sender' },
  LENKE_UPDATE_NARROWED: { http: 409, issue: 'conflict', retry: 'never', mover: 'sender' },
  LENKE_DELETE_MANY: { http: 412, issue: 'too-costly', retry: 'never', mover: 'sender' },
  LENKE_OPERATION_INPUT: { http: 400, issue: 'value', retry: 'never', mover: 'sender' },
  LENKE_TERMINOLOGY_UNKNOWN: { http: 404, issue: 'not-found', retry: 'never', mover: 'sender' },
  LENKE_CODE_UNKNOWN: { http: 404, issue: 'code-invalid', retry: 'never', mover: 'sender' },
  LENKE_NOT_ENUMERABLE: { http: 422, issue: 'not-supported', retry: 'never', mover: 'sender' },
  LENKE_RESPOND_ASYNC: { http: 400, issue: 'not-supported', retry: 'never', mover: 'sender' },
  LENKE_CONDITION: { http: 400, issue: 'value', retry: 'never', mover: 'sender' },
  // plans
  LENKE_PLAN_UNSUPPORTED: { http: 422, issue: 'not-supported', retry: 'never', mover: 'sender' },
  LENKE_PLAN_EXPRESSION: { http: 422, issue: 'value', retry: 'never', mover: 'sender' },
  LENKE_PLAN_RELATION: { http: 422, issue: 'value', retry: 'never', mover: 'sender' },
  LENKE_PLAN_DEFINITION_UNKNOWN: { http: 422, issue: 'not-found', retry: 'never', mover: 'sender' },
  LENKE_PLAN_CONDITION_EMPTY: { http: 200, issue: 'informational', retry: 'never', mover: 'sender' },
  LENKE_PLAN_INPUT_MISSING: { http: 200, issue: 'informational', retry: 'never', mover: 'sender' },
  LENKE_PLAN_VALUE: { http: 422, issue: 'value', retry: 'never', mover: 'sender' },
  LENKE_PLAN_REQUEST: { http: 422, issue: 'processing', retry: 'never', mover: 'sender' },
  LENKE_OWN_DEFINITION: { http: 405, issue: 'not-supported', retry: 'never', mover: 'operator' },
  LENKE_CANONICAL_TAKEN: { http: 409, issue: 'conflict', retry: 'never', mover: 'sender' },
  // messages
  LENKE_MESSAGE_HEADER: { http: 422, issue: 'required', retry: 'never', mover: 'sender' },
  LENKE_MESSAGE_REUSED: { http: 409, issue: 'duplicate', retry: 'never', mover: 'sender' },
  LENKE_MESSAGE_EVENT: { http: 422, issue: 'not-supported', retry: 'never', mover: 'sender' },
  LENKE_RECEIPT_UNKNOWN: { http: 404, issue: 'not-found', retry: 'never', mover: 'sender' },
  LENKE_NO_CASE: { http: 200, issue: 'informational', retry: 'never', mover: 'sender' },
  LENKE_NO_EVENT: { http: 200, issue: 'informational', retry: 'never', mover: 'sender' },
  // who calls
  LENKE_NO_CALLER: { http: 401, issue: 'login', retry: 'never', mover: 'sender' },
  LENKE_CALLER_SCOPE: { http: 403, issue: 'forbidden', retry: 'never', mover: 'operator' },
  // planning
  LENKE_PLAN_FAILED: { http: 500, issue: 'processing', retry: 'backoff', mover: 'operator' },
  LENKE_DRAFT_INVALID: { http: 500, issue: 'processing', retry: 'never', mover: 'mapping' },
  LENKE_NO_RECIPIENT: { http: 500, issue: 'not-found', retry: 'never', mover: 'mapping' },
  LENKE_NO_ENDPOINT: { http: 500, issue: 'not-found', retry: 'never', mover: 'mapping' },
  LENKE_DATING_MISSING: { http: 500, issue: 'required', retry: 'never', mover: 'clinician' },
  LENKE_REFERRAL_WITHHELD: { http: 500, issue: 'business-rule', retry: 'never', mover: 'clinician' },
  LENKE_SIGNATURE_NEEDED: { http: 500, issue: 'business-rule', retry: 'never', mover: 'clinician' },
  LENKE_NOT_SIGNED: { http: 500, issue: 'business-rule', retry: 'never', mover: 'clinician' },
  LENKE_DUTY_WITHHELD: { http: 500, issue: 'business-rule', retry: 'never', mover: 'clinician' },
  LENKE_PLAN_KIND: { http: 500, issue: 'required', retry: 'never', mover: 'sender' },
  LENKE_NARROWED_INVALID: { http: 500, issue: 'invariant', retry: 'never', mover: 'mapping' },
  LENKE_TIMER_BREACHED: { http: 500, issue: 'timeout', retry: 'never', mover: 'clinician' },
  LENKE_TRANSITION: { http: 500, issue: 'business-rule', retry: 'never', mover: 'clinician' },
  LENKE_SCORE_INCOMPLETE: { http: 200, issue: 'business-rule', retry: 'never', mover: 'clinician' },
  LENKE_SCORE_CONTRADICTS: { http: 200, issue: 'conflict', retry: 'never', mover: 'clinician' },
  LENKE_SCORE_DRAFT: { http: 500, issue: 'processing', retry: 'never', mover: 'mapping' },
  LENKE_UNCLASSIFIED: { http: 500, issue: 'business-rule', retry: 'never', mover: 'mapping' },
  // sending
  LENKE_GATE_SHUT: { http: 500, issue: 'business-rule', retry: 'never', mover: 'clinician' },
  LENKE_RECIPIENT_UNREACHABLE: { http: 503, issue: 'transient', retry: 'backoff', mover: 'recipient' },
  LENKE_RECIPIENT_TIMEOUT: { http: 504, issue: 'timeout', retry: 'backoff', mover: 'recipient' },
  LENKE_RECIPIENT_BUSY: { http: 503, issue: 'throttled', retry: 'backoff', mover: 'recipient' },
  LENKE_RECIPIENT_ERROR: { http: 502, issue: 'transient', retry: 'backoff', mover: 'recipient' },
  LENKE_RECIPIENT_ANSWER: { http: 502, issue: 'structure', retry: 'backoff', mover: 'recipient' },
  LENKE_RECIPIENT_REFUSED: { http: 502, issue: 'business-rule', retry: 'never', mover: 'recipient' },
  LENKE_RECIPIENT_LOGIN: { http: 502, issue: 'login', retry: 'backoff', mover: 'operator' },
  LENKE_NOT_DELIVERED: { http: 504, issue: 'timeout', retry: 'never', mover: 'sender' },
  LENKE_RECEIPT_OVERDUE: { http: 504, issue: 'timeout', retry: 'never', mover: 'recipient' },
  // running
  LENKE_SETTINGS: { http: 500, issue: 'invalid', retry: 'never', mover: 'operator' },
  LENKE_DATA_FILE: { http: 500, issue: 'invalid', retry: 'never', mover: 'mapping' },
  LENKE_MAPPINGS_MISSING: { http: 500, issue: 'not-found', retry: 'never', mover: 'operator' },
  LENKE_LAYER_UNKNOWN: { http: 500, issue: 'not-found', retry: 'never', mover: 'operator' },
  LENKE_LAYER_UNSTAFFED: { http: 500, issue: 'not-found', retry: 'never', mover: 'mapping' },
  LENKE_PORT_TAKEN: { http: 500, issue: 'conflict', retry: 'never', mover: 'operator' },
  LENKE_LISTEN: { http: 500, issue: 'exception', retry: 'never', mover: 'operator' },
  LENKE_STORE_UNREACHED: { http: 503, issue: 'transient', retry: 'never', mover: 'operator' },
  LENKE_STORE_DOWN: { http: 503, issue: 'transient', retry: 'backoff', mover: 'operator' },
  LENKE_STORE_BUSY: { http: 503, issue: 'throttled', retry: 'backoff', mover: 'operator' },
  LENKE_QUEUE_DOWN: { http: 503, issue: 'transient', retry: 'backoff', mover: 'operator' },
  LENKE_DATA_DIR_IN_USE: { http: 500, issue: 'conflict', retry: 'never', mover: 'operator' },
  LENKE_DATA_DIR: { http: 500, issue: 'exception', retry: 'never', mover: 'operator' },
  LENKE_POSTGRES_START: { http: 500, issue: 'exception', retry: 'never', mover: 'operator' },
  LENKE_MIGRATION: { http: 500, issue: 'exception', retry: 'never', mover: 'operator' },
  LENKE_VALIDATOR_DOWN: { http: 503, issue: 'transient', retry: 'backoff', mover: 'operator' },
  LENKE_STOPPING: { http: 503, issue: 'transient', retry: 'backoff', mover: 'sender' },
  LENKE_INTERNAL: { http: 500, issue: 'exception', retry: 'backoff', mover: 'operator' },
  // command line
  LENKE_NO_GATEWAY: { http: 503, issue: 'transient', retry: 'backoff', mover: 'operator' },
  LENKE_CLIENT: { http: 502, issue: 'processing', retry: 'never', mover: 'operator' },
  LENKE_CLIENT_TOKEN: { http: 401, issue: 'login', retry: 'never', mover: 'operator' },
  LENKE_CLIENT_ANSWER: { http: 502, issue: 'structure', retry: 'never', mover: 'operator' },
  LENKE_COMMAND: { http: 500, issue: 'exception', retry: 'never', mover: 'operator' },
  LENKE_SANDBOX: { http: 500, issue: 'exception', retry: 'never', mover: 'operator' },
  LENKE_PLACE_UNKNOWN: { http: 404, issue: 'not-found', retry: 'never', mover: 'sender' },
  LENKE_EXPLAIN_WHAT: { http: 400, issue: 'value', retry: 'never', mover: 'sender' },
  LENKE_NEED_UNKNOWN: { http: 400, issue: 'code-invalid', retry: 'never', mover: 'sender' },
  LENKE_BATCH_LINE: { http: 400, issue: 'structure', retry: 'never', mover: 'sender' },
  LENKE_FILE: { http: 400, issue: 'not-found', retry: 'never', mover: 'operator' },
  // operating
  LENKE_OPS_NOT_FOUND: { http: 404, issue: 'not-found', retry: 'never', mover: 'sender' },
  LENKE_OPS_INPUT: { http: 400, issue: 'invalid', retry: 'never', mover: 'sender' },
  LENKE_IDEMPOTENCY_KEY: { http: 422, issue: 'conflict', retry: 'never', mover: 'sender' },
  LENKE_INDICATOR_PERIOD: { http: 400, issue: 'value', retry: 'never', mover: 'sender' },
  LENKE_RESEND_REASON: { http: 422, issue: 'required', retry: 'never', mover: 'sender' },
  LENKE_ILLEGAL_MOVE: { http: 409, issue: 'conflict', retry: 'never', mover: 'operator' },
} as const satisfies Record<string, FailureRow>;

/** A code of the table. */
export type FailureCode = keyof typeof FAILURES;

/** Texts of some rows; together they are those of all. */
export type FailureTexts = Partial<Record<FailureCode, Said>>;
