// How does a pretend system take a message? By the four cases of reliable messaging (anchors.md E.1).

import { GatewayError } from '../domain/failure.ts';
import { answerMessage } from '../exchange/fhir/answer.ts';
import type { Json, SenderIdentity } from '../exchange/contract.ts';
import { tokensOf } from '../exchange/fhir/identify.ts';
import { isRejected, readMessage, type FhirMessage } from '../exchange/fhir/read.ts';
import type { Issue } from '../fhir/issue.ts';
import { failureIssue } from '../fhir/outcome.ts';
import { PERSON_SYSTEM, UUID_SYSTEM } from './parts.ts';
import type { SandboxStore, Stored } from './store.ts';
import { takeTransaction } from './transaction.ts';

/** An answer to a message, and what it wrote. */
export interface MessageTaken {
  readonly status: number;
  readonly answer: Json;
  readonly written: readonly Stored[];
}

/** Messages received, for ever: this is a test system. */
export interface MessageLog {
  take(store: SandboxStore, bundle: unknown): MessageTaken | readonly Issue[];
  clear(): void;
}

/** Condition by which the resource is known: a person number, else the sender's own UUID (the last one given). */
function conditionOf(resource: Json): { condition: string; isOwn: boolean } | undefined {
  const tokens = tokensOf(resource);
  const person = tokens.find(({ system }) => resource.resourceType === 'Patient' && system === PERSON_SYSTEM);
  const own = tokens.findLast(({ system }) => system === UUID_SYSTEM);
  const token = person ?? own;
  return token && { condition: `identifier=${token.system}|${token.value}`, isOwn: token !== person };
}

/** The message's content as a transaction: what is known is updated, persons are kept as they are. */
function asTransaction(message: FhirMessage): Json {
  const entry = message.entries.map(({ fullUrl, resource }) => {
    const known = conditionOf(resource);
    const type = resource.resourceType;
    const request =
      known?.isOwn === true
        ? { method: 'PUT', url: `${type}?${known.condition}` }
        : { method: 'POST', url: type, ...(known && { ifNoneExist: known.condition }) };
    return { ...(fullUrl !== undefined && { fullUrl }), resource, request };
  });
  return { resourceType: 'Bundle', type: 'transaction', entry };
}

function processOnce(
  store: SandboxStore,
  message: FhirMessage,
  at: Date,
  self: SenderIdentity,
): MessageTaken {
  try {
    const { written } = takeTransaction(store, asTransaction(message));
    return { status: 200, answer: answerMessage(message, 'ok', [], at, self), written };
  } catch (error) {
    if (!(error instanceof GatewayError)) throw error;
    const issues = [failureIssue(error.code, error.facts)];
    return { status: 200, answer: answerMessage(message, 'fatal-error', issues, at, self), written: [] };
  }
}

/** A log that remembers every message and its first answer. */
export function createMessageLog(self: SenderIdentity, now: () => Date): MessageLog {
  const answers = new Map<string, MessageTaken>();
  const headerOf = new Map<string, string>();
  return {
    take(store, bundle) {
      const message = readMessage(bundle);
      if (isRejected(message)) return message;
      const key = `${message.bundleId} ${message.headerId}`;
      const first = answers.get(key);
      // both seen: the first answer again, nothing is done twice
      if (first) return { ...first, written: [] };
      // bundle seen under another header: an error of the sender
      if (headerOf.has(message.bundleId)) {
        const answer = answerMessage(
          message,
          'fatal-error',
          [failureIssue('LENKE_MESSAGE_REUSED')],
          now(),
          self,
        );
        return { status: 409, answer, written: [] };
      }
      // both new, or a known header with a new bundle: process (again)
      const taken = processOnce(store, message, now(), self);
      answers.set(key, taken);
      headerOf.set(message.bundleId, message.headerId);
      return taken;
    },
    clear() {
      answers.clear();
      headerOf.clear();
    },
  };
}
