// A deadline has come: was it met, and if not, what follows? Each becomes met, or an event the pathway answers.

import type { Timer } from '../domain/timer.ts';
import type { PathwayEvent, PinnedRef } from '../domain/event.ts';
import { type CaseView, type Resource, viewCase } from '../pathway/case/case-view.ts';
import { isMet } from '../pathway/timers/met.ts';
import { nextTimer } from '../pathway/timers/next-timer.ts';
import type { TimerRule } from '../pathway/pathway.ts';
import type { Tx } from '../store/types.ts';
import { openFinding } from './findings.ts';
import { ownEvent } from './own-event.ts';
import type { Ports } from './ports.ts';

/** Takes up to `limit` due timers; returns how many there were. Cost follows what is due, not what is open. */
export async function ringTimers(now: Date, limit: number, ports: Ports): Promise<number> {
  return ports.store.tx(async (tx) => {
    const due = await ports.store.timers.takeDue(tx, now, limit);
    const cases = new Map<string, CaseView | undefined>();
    for (const timer of due) {
      const rule = ports.pathway.timers.find(({ id }) => id === timer.code);
      if (!rule) continue;
      if (!cases.has(timer.case)) cases.set(timer.case, await readCase(tx, timer, ports));
      const view = cases.get(timer.case);
      if (view) await ring(tx, timer, rule, view, now, ports);
    }
    return due.length;
  });
}

async function readCase(tx: Tx, timer: Timer, ports: Ports): Promise<CaseView | undefined> {
  const { pathway, store } = ports;
  const resources = (await store.records.caseBundle(timer.case, { near: [] }, tx)) as readonly Resource[];
  return viewCase(timer.case, resources, [], pathway.parameters, pathway.zone);
}

async function ring(
  tx: Tx,
  timer: Timer,
  rule: TimerRule,
  view: CaseView,
  now: Date,
  ports: Ports,
): Promise<void> {
  const { store, pathway } = ports;
  const started = rule.each === 'trigger' ? await store.events.read(timer.eventId) : undefined;
  const triggers = started?.triggers ?? [];
  const next = nextTimer(pathway, rule, timer, view, now);
  if (next) await store.timers.insert(tx, [next]);
  const meant = await readTriggers(tx, triggers, ports);
  if (isMet(pathway, rule, timer, view, now, meant)) return store.timers.meet(tx, [timer.id], now);
  // A timer that tells nobody ends silently: it is a reminder, not a duty.
  if (rule.breach) {
    const facts = { timer: timer.code, action: timer.action };
    await openFinding(tx, ports, 'LENKE_TIMER_BREACHED', facts, { eventId: timer.eventId });
  }
  const events = eventsOf(timer, rule, triggers, now);
  if (events.length === 0) return;
  await store.events.insert(tx, events);
  await store.outbox.put(
    tx,
    events.map(({ id }) => ({ queue: 'process', id, jobId: `p-${id}` })),
  );
  tx.afterCommit(() => ports.waker.poke());
}

async function readTriggers(
  tx: Tx,
  triggers: readonly PinnedRef[],
  ports: Ports,
): Promise<readonly Resource[]> {
  if (triggers.length === 0) return [];
  const pinned = await ports.store.records.readPinned(triggers, tx);
  return pinned.flatMap(({ content }) => (content === '' ? [] : [JSON.parse(content) as Resource]));
}

/** What the deadline raises, at the moment it was due; and the Task of its breach, which is about today. */
function eventsOf(
  timer: Timer,
  rule: TimerRule,
  triggers: readonly PinnedRef[],
  now: Date,
): readonly PathwayEvent[] {
  const about = { case: timer.case, subject: timer.subject, triggers, correlation: timer.id };
  return [
    ...(rule.raises === undefined
      ? []
      : [ownEvent(rule.raises, { ...about, at: timer.due ?? now }, [timer.id])]),
    ...(rule.breach ? [ownEvent(timer.code, { ...about, at: now }, [timer.id])] : []),
  ];
}
