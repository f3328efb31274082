// How shall a pretend system misbehave? One fault per system, for a number of requests or until told otherwise.

import { GatewayError } from '../domain/failure.ts';
import { isObject } from '../domain/json.ts';

/**
 * down: the connection is destroyed before anything is read. slow: answers after `ms`. error500 and busy429: nothing is
 * done. conflict409: the work is done, the answer says "duplicate" (so what is said is true). cut-after-work: the work is
 * done, the connection is destroyed before the answer. wrong-content-type: the work is done, the answer is a web page.
 */
export const FAULTS = [
  'none',
  'down',
  'slow',
  'error500',
  'busy429',
  'conflict409',
  'cut-after-work',
  'wrong-content-type',
] as const;

export type FaultKind = (typeof FAULTS)[number];

/** A fault that was ordered. */
export interface Fault {
  readonly kind: FaultKind;
  /** Delay of `slow`, milliseconds. */
  readonly ms: number;
  /** Retry-After of `busy429`, seconds. */
  readonly retryAfter: number;
  /** Requests it lasts; then the system heals. Infinite when not given. */
  readonly times: number;
}

/** The fault in force. */
export interface FaultSwitch {
  set(fault: Fault): void;
  /** What is left of it. */
  current(): Fault;
  /** The fault for one request; counts down. */
  next(): Fault;
}

const NONE: Fault = { kind: 'none', ms: 0, retryAfter: 0, times: Number.POSITIVE_INFINITY };

function number(value: unknown, fallback: number, name: string): number {
  if (value === undefined) return fallback;
  if (typeof value === 'number' && Number.isFinite(value) && value >= 0) return value;
  throw new GatewayError('LENKE_OPS_INPUT', { expression: name, reason: 'not a number of 0 or more' });
}

/** Reads `{"kind", "ms"?, "retryAfter"?, "times"?}`. */
export function readFault(body: unknown): Fault {
  const given = isObject(body) ? body : {};
  const kind = FAULTS.find((one) => one === given['kind']);
  if (kind === undefined)
    throw new GatewayError('LENKE_OPS_INPUT', { expression: 'kind', reason: FAULTS.join(' | ') });
  return {
    kind,
    ms: number(given['ms'], 1000, 'ms'),
    retryAfter: number(given['retryAfter'], 1, 'retryAfter'),
    times: number(given['times'], Number.POSITIVE_INFINITY, 'times'),
  };
}

/** A switch without a fault. */
export function createFaultSwitch(): FaultSwitch {
  let fault = NONE;
  return {
    set: (to) => {
      fault = to.times > 0 ? to : NONE;
    },
    current: () => fault,
    next() {
      const now = fault;
      fault = now.times > 1 ? { ...now, times: now.times - 1 } : NONE;
      return now;
    },
  };
}
