// What is to be reached? Goals of a plan become proposed Goals of the subject.

import type { PlanDefinition } from '@medplum/fhirtypes';
import { toFhirDate } from '../timers/dates.ts';
import { fromDate } from '../timers/dates.ts';
import type { Resource } from '../case/case-view.ts';
import type { Applying } from './applying.ts';
import { referTo } from './performers.ts';
import { durationOf } from './when.ts';

/** One Goal for each goal of the plan, to be contained. */
export function goalsOf({ goal }: PlanDefinition, { input }: Applying): readonly Resource[] {
  const today = fromDate(input.now, input.zone);
  return (goal ?? []).map(({ category, description, priority, start, target }, index) => ({
    resourceType: 'Goal',
    id: `goal-${index + 1}`,
    lifecycleStatus: 'proposed',
    ...(category && { category: [category] }),
    ...(priority && { priority }),
    description,
    subject: referTo(input.subject),
    ...(start && { startCodeableConcept: start }),
    ...(target && {
      target: target.map(({ due, ...rest }) => {
        const length = durationOf(due);
        return { ...rest, ...(length && { dueDate: toFhirDate(today.add(length)) }) };
      }),
    }),
  }));
}
