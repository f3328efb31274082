// What does a FHIR terminology server over HTTP say about a code?

import { isObject } from '../../domain/json.ts';
import type { TerminologyQuestion, TerminologyServer } from './server.ts';

export interface HttpServerOptions {
  /** Base of the server, such as `https://tx.example/fhir`. */
  readonly url: string;
  /** Longest time for one question. */
  readonly timeoutMs?: number;
  readonly fetch?: typeof fetch;
}

/** Longest answer read; a Parameters resource with a result has a few hundred characters. */
const LONGEST = 1_000_000;

/** Answers that are no verdict: the server does not know the system either (tx.fhir.org says so beside `result: false`). */
const UNKNOWN_SYSTEM = /unknown-system$/;

function parametersOf({ valueSet, system, code }: TerminologyQuestion): object {
  const inSet = valueSet !== undefined;
  return {
    resourceType: 'Parameters',
    parameter: [
      { name: 'url', valueUri: inSet ? valueSet : system },
      ...(inSet && system !== undefined ? [{ name: 'system', valueUri: system }] : []),
      // The element is a plain code: its system is that of the value set.
      ...(inSet && system === undefined ? [{ name: 'inferSystem', valueBoolean: true }] : []),
      { name: 'code', valueCode: code },
    ],
  };
}

/** `result` of a Parameters resource; undefined when it is none, or the server says that it cannot tell. */
function verdictOf(json: unknown): boolean | undefined {
  if (!isObject(json) || !Array.isArray(json['parameter'])) return undefined;
  const parameters = json['parameter'].filter(isObject);
  if (parameters.some(({ name }) => typeof name === 'string' && UNKNOWN_SYSTEM.test(name))) return undefined;
  const result = parameters.find(({ name }) => name === 'result')?.['valueBoolean'];
  return typeof result === 'boolean' ? result : undefined;
}

/**
 * Asks `$validate-code` (R4) by POST, so that no code stands in a URL. Anything but an answer within the time is
 * undefined. No display is sent: a server that dislikes the name would refuse the code.
 */
export function createTerminologyServer({
  url,
  timeoutMs = 5_000,
  fetch: send = fetch,
}: HttpServerOptions): TerminologyServer {
  const base = url.replace(/\/+$/, '');
  return {
    async validateCode(question) {
      const type = question.valueSet === undefined ? 'CodeSystem' : 'ValueSet';
      try {
        const response = await send(`${base}/${type}/$validate-code`, {
          method: 'POST',
          headers: { 'content-type': 'application/fhir+json', accept: 'application/fhir+json' },
          body: JSON.stringify(parametersOf(question)),
          signal: AbortSignal.timeout(timeoutMs),
          redirect: 'error',
        });
        if (!response.ok || Number(response.headers.get('content-length') ?? 0) > LONGEST) {
          await response.body?.cancel();
          return undefined;
        }
        const text = await response.text();
        return text.length > LONGEST ? undefined : verdictOf(JSON.parse(text));
      } catch {
        return undefined;
      }
    },
  };
}
