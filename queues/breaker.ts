// Is the road to this recipient open? While it is closed, deliveries wait without spending attempts.

import { ConsecutiveBreaker } from 'cockatiel';
import type { RecipientId } from '../src/domain/identity.ts';
import type { Breakers } from '../src/pipeline/wake.ts';
import type { BreakerPolicy } from './retry-policy.ts';

type Road =
  | { readonly state: 'closed' }
  | { readonly state: 'open'; readonly until: Date; readonly openedMs: number }
  /** One probe is out until it reports, at the latest at `until`. */
  | { readonly state: 'half-open'; readonly until: Date; readonly openedMs: number };

interface Breaker {
  readonly rule: ConsecutiveBreaker;
  road: Road;
}

const later = (now: Date, ms: number): Date => new Date(now.getTime() + ms);

/**
 * Breakers of this process, made when a recipient is first asked for. Cockatiel gives the rule that trips; its whole
 * policy is not used because it reads the computer's clock and wraps the call, and here asking and reporting are apart.
 */
export function createBreakers(policy: BreakerPolicy): Breakers {
  const breakers = new Map<RecipientId, Breaker>();

  const breakerOf = (recipient: RecipientId): Breaker => {
    const known = breakers.get(recipient);
    if (known) return known;
    const made: Breaker = { rule: new ConsecutiveBreaker(policy.failures), road: { state: 'closed' } };
    breakers.set(recipient, made);
    return made;
  };

  return {
    openUntil(recipient, now) {
      const breaker = breakerOf(recipient);
      const { road } = breaker;
      if (road.state === 'closed') return undefined;
      if (now < road.until) return road.state === 'open' ? road.until : later(now, policy.waitMs);
      // The one who asks first after the pause, or after a probe that never reported, goes as the probe.
      breaker.road = { state: 'half-open', until: later(now, policy.probeMs), openedMs: road.openedMs };
      return undefined;
    },
    record(recipient, ok, now) {
      const breaker = breakerOf(recipient);
      breaker.road = ok ? reached(breaker.rule) : missed(breaker, policy, now);
    },
    states() {
      return [...breakers].map(([recipient, { road }]) =>
        road.state === 'closed'
          ? { recipient, state: road.state }
          : { recipient, state: road.state, until: road.until },
      );
    },
  };
}

/** Any answer proves the road, also a late one of a try that began before it was closed. */
function reached(rule: ConsecutiveBreaker): Road {
  rule.success();
  return { state: 'closed' };
}

function missed({ rule, road }: Breaker, policy: BreakerPolicy, now: Date): Road {
  // A try that began before the road was closed: nothing new is learnt.
  if (road.state === 'open') return road;
  if (road.state === 'closed' && !rule.failure()) return road;
  const openedMs = road.state === 'closed' ? policy.openMs : Math.min(road.openedMs * 2, policy.maxOpenMs);
  return { state: 'open', until: later(now, openedMs), openedMs };
}
