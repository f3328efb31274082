// What is shown of an event, a delivery, a finding? Records of the journal as /ops/v1 tells them.

import type { Attempt, DeliveryRecord } from '../../domain/delivery.ts';
import type { PathwayEvent } from '../../domain/event.ts';
import { failureText, isFailureCode } from '../../domain/failure.ts';
import type { Language } from '../../domain/language.ts';
import type { Finding } from '../../domain/finding.ts';
import type { Timer } from '../../domain/timer.ts';

/** An event in a list: without its trail; why nothing followed, when nothing did. */
export function eventShape({ trail, triggers: _triggers, ...event }: PathwayEvent): object {
  const nothing = trail.find(({ step }) => step === 'nothing')?.note?.split(' ')[0];
  return { ...event, ...(nothing !== undefined && { nothing }) };
}

/** A delivery: what, to whom, why, and how it stands; of its content only which resources. */
export function deliveryShape(delivery: DeliveryRecord): object {
  const { lane: _lane, claimedBasis: _claimed, firstAttemptAt: _first, content, ...rest } = delivery;
  return { ...rest, content: content.map(({ reference, version }) => ({ reference, version })) };
}

/** An attempt; the receiver's own words only when asked for, for they may name a person. */
export function attemptShape(
  { deliveryId: _id, outcome, ...attempt }: Attempt,
  withOutcome: boolean,
): object {
  return { ...attempt, ...(withOutcome && outcome !== undefined && { outcome }) };
}

/** A finding with its sentence in the caller's language. */
export function findingShape(finding: Finding, language: Language): object {
  const text = isFailureCode(finding.code)
    ? failureText(finding.code, finding.facts, language)
    : finding.code;
  return { ...finding, text };
}

/** A timer. */
export function timerShape({ cancelOn: _cancelOn, ...timer }: Timer): object {
  return timer;
}
