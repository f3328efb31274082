// What happens before the birth? The first concern, what is found, the plan, visits and samples, and a loss.

import { addDays } from '../numbers.ts';
import { at, type Course, day, DAY_MS, step, type Step } from './course.ts';
import { workAtDesk } from './desk.ts';
import type { Life } from './life.ts';
import * as write from './resources.ts';
import type { Shares } from './shares.ts';

/** The first concern, what is found, the team and the plan. */
export function beginning({ life, shares }: Course): readonly Step[] {
  const { found, random, exposure } = life;
  const [next, agreed] = [addDays(found, 1), addDays(found, 3)];
  const due = addDays(life.ga0, 280);
  const steps = [
    step(at(found), (hands) =>
      hands.put(
        write.person(life),
        write.episode(life),
        ...(life.isDated ? [write.dating(life, found, due)] : []),
        ...(exposure === 'lar' ? [write.medicine(life)] : []),
      ),
    ),
    step(at(found, '14:00'), (hands) => hands.put(write.pregnancy(life, found))),
  ];
  const asked = random.chance(shares.screenedWithTool) || exposure === 'none';
  const result = exposure === 'none' ? 'low-risk' : 'increased-risk';
  if (asked) steps.push(step(at(next), (hands) => hands.put(write.screening(life, next, result))));
  if (exposure === 'none') return steps;
  const hasCoordinator = random.chance(shares.hasCoordinator);
  return [
    ...steps,
    step(at(next, '11:00'), (hands) =>
      hands.put(write.reportedUse(life, next, exposure !== 'lar'), write.concern(life, next)),
    ),
    step(at(agreed), (hands) =>
      hands.put(write.team(life, agreed, hasCoordinator), write.plan(life, agreed)),
    ),
    ...consents(life, shares, agreed),
  ];
}

function consents(life: Life, shares: Shares, agreed: string): readonly Step[] {
  const { random } = life;
  const said = addDays(agreed, random.between(2, 20));
  const steps: Step[] = [];
  if (random.chance(shares.urineAgreement) || life.exposure === 'lar')
    steps.push(step(at(agreed, '12:00'), (hands) => hands.put(write.consent(life, agreed, 'urine-control'))));
  if (!random.chance(shares.consentToBarnevern)) return steps;
  steps.push(step(at(said), (hands) => hands.put(write.consent(life, said, 'barnevern-contact'))));
  if (random.chance(shares.consentWithdrawn))
    steps.push(
      step(at(addDays(said, 14)), (hands) =>
        hands.change(`Consent/${write.consent(life, said, 'barnevern-contact').id}`, { status: 'inactive' }),
      ),
    );
  return steps;
}

/** Week by week until the birth: visits, answers, samples, and people at their desks. */
export function pregnancy(course: Course): readonly Step[] {
  const { life, shares, desk } = course;
  const { random } = life;
  const steps: Step[] = [];
  const last = life.loss ? at(life.loss.day) : Date.parse(life.birth) - DAY_MS;
  const samples = life.exposure === 'lar' || random.chance(shares.urineAgreement);
  for (let moment = at(addDays(life.found, 12)); moment < last; moment += 14 * DAY_MS) {
    const today = day(moment);
    steps.push(step(moment, (hands) => workAtDesk(hands, new Date(moment), desk)));
    if (life.exposure === 'none') continue;
    if (random.chance(shares.missedVisit))
      steps.push(step(moment + 1, (hands) => hands.put(write.missedVisit(life, today))));
    else if ((moment - last) % (28 * DAY_MS) < 14 * DAY_MS)
      steps.push(step(moment + 2, (hands) => hands.put(write.reportedUse(life, today, usesOn(life, today)))));
    if (samples) {
      const result = random.chance(shares.positiveSample) ? 'positive-unexplained' : 'all-negative';
      steps.push(step(moment + 3, (hands) => hands.put(write.sample(life, today, result))));
    }
  }
  return steps;
}

function usesOn(life: Life, today: string): boolean {
  return life.usesLater && today < addDays(life.ga0, 168);
}

/** A pregnancy that ends in a loss. */
export function endsEarly(course: Course): readonly Step[] {
  const { loss } = course.life;
  if (!loss) return [];
  return [
    ...pregnancy(course),
    step(at(loss.day), (hands) => hands.put(write.loss(course.life, loss.day, loss.kind))),
  ];
}
