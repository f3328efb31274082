// What would happen if this came in? Steps 3 to 5 in a transaction that is always rolled back: nothing is kept, nobody hears of it.

import { hasErrors, type Issue } from '../../fhir/issue.ts';
import { validateIn } from '../accept.ts';
import { type ExplainedEvent, explainIn } from '../telling/explain-event.ts';
import type { Ports } from '../ports.ts';
import { type Missed, recogniseEvents } from './recognise.ts';
import type { Submission } from '../submission.ts';

/** What would become of a submission. */
export interface Rehearsal {
  /** What is wrong with it; with an error in it nothing would be stored. */
  readonly issues: readonly Issue[];
  /** Each event it would mean, on the case as it would then stand. */
  readonly events: readonly ExplainedEvent[];
  /** Why it would mean none. */
  readonly nothing?: Missed;
}

/** Plays a submission without keeping anything of it. Throws as `accept` does. */
export async function rehearse(submission: Submission, ports: Ports): Promise<Rehearsal> {
  const issues = await validateIn(submission, ports);
  if (hasErrors(issues)) return { issues, events: [] };
  return ports.store.rehearse(async (tx) => {
    const now = ports.clock.now();
    const results = await ports.store.records.execute(tx, submission.interactions, now);
    const { events, missed } = await recogniseEvents(ports, tx, submission, results, new Map(), now);
    const explained: ExplainedEvent[] = [];
    for (const event of events) explained.push(await explainIn(tx, event, ports));
    const [nothing] = missed;
    return { issues, events: explained, ...(events.length === 0 && nothing !== undefined && { nothing }) };
  });
}
