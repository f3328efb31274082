// What does this event set off? Steps 5 to 9: plan, validate out, address, decide, record — in ONE transaction.

import type { PathwayEvent, TrailStep } from '../domain/event.ts';
import { GatewayError } from '../domain/failure.ts';
import { parseEventId } from '../domain/identity.ts';
import type { CaseView } from '../pathway/case/case-view.ts';
import type { Draft, Plan } from '../pathway/plan.ts';
import type { PlannedDelivery } from '../store/journal/types.ts';
import type { OutboxJob, Tx } from '../store/types.ts';
import { auditDecision } from './sending/audit-decision.ts';
import { type Decided, decideSends } from './planning/decide-sends.ts';
import { runEffects } from './planning/effects.ts';
import { cancelTimers, endTimers } from './planning/end-timers.ts';
import { openFinding } from './findings.ts';
import { legalView } from './sending/judge.ts';
import { planEvent, readCase } from './planning/plan-event.ts';
import type { Ports } from './ports.ts';
import { type Refused, validateOut } from './planning/validate-out.ts';
import { tellWithheld } from './sending/withheld.ts';
import { writeDrafts } from './planning/write-drafts.ts';

/** Plans the events of a case in the order they came, until none is left; asks to be woken again after a fault. */
export async function processEvent(id: string, ports: Ports): Promise<{ readonly again?: Date }> {
  const wanted = parseEventId(id);
  if (!wanted) return {};
  for (;;) {
    const held: { event?: PathwayEvent; tries?: number } = {};
    try {
      const more = await ports.store.tx(async (tx) => {
        const claimed = await ports.store.events.claimFirst(tx, wanted, ports.clock.now());
        if (!claimed) return false;
        Object.assign(held, claimed);
        return processOne(tx, claimed.event, ports);
      });
      if (!more) return {};
    } catch (error) {
      const again = await postpone(held, error, ports);
      if (again) return { again };
    }
  }
}

/** Planning broke: tried again later, in the end a person must look. A store that is away is the worker's own retry. */
async function postpone(
  held: { event?: PathwayEvent; tries?: number },
  error: unknown,
  ports: Ports,
): Promise<Date | undefined> {
  const { event, tries = 0 } = held;
  if (!event || (error instanceof GatewayError && error.code.startsWith('LENKE_STORE_'))) throw error;
  const advice = ports.retry.advisePlanning(tries + 1, ports.clock.now());
  ports.observe.error(
    { eventId: event.id, code: event.code, tries, err: error },
    'an event could not be planned',
  );
  await ports.store.tx(async (tx) => {
    if (advice.kind === 'retry') return ports.store.events.postpone(tx, event.id, advice.at);
    await ports.store.events.finish(tx, event.id, 'failed', []);
    return openFinding(tx, ports, 'LENKE_PLAN_FAILED', { step: 'plan' }, { eventId: event.id });
  });
  return advice.kind === 'retry' ? advice.at : undefined;
}

/** True when the case has more events to plan. */
async function processOne(tx: Tx, event: PathwayEvent, ports: Ports): Promise<boolean> {
  const { store } = ports;
  const trail = createTrail(ports);
  const read = await trail.step('read', () => readCase(tx, event, ports));
  const { view } = read;
  const planned = await trail.step('plan', () => planEvent(event, read, ports));
  trail.note([...movesOf(planned), factsThatHold(planned)].join(' '));
  const { drafts, updates, sends, refused } = await trail.step('validate-out', () =>
    validateOut(planned, ports),
  );
  const about = { event, planned: { ...planned, updates }, view };
  const [written] = await trail.step('draft', () =>
    Promise.all([writeDrafts(tx, about, drafts, ports), cancelTimers(tx, event, view, ports)]),
  );
  trail.note(written.map(({ resourceType, id }) => `${resourceType}/${id ?? ''}`).join(' '));
  const decided = await trail.step('decide', () =>
    decideSends(tx, event, sends, legalView(view, written, ports.law), ports),
  );
  await trail.step('record', async () => {
    await Promise.all([
      record(tx, event, decided, ports),
      endTimers(tx, event, planned, view, ports).then(() => store.timers.insert(tx, planned.timers)),
    ]);
    await openFindings(tx, event, planned, view, decided, refused, ports);
    await runEffects(tx, event, planned.effects, view, ports);
  });
  return store.events.finish(tx.last, event.id, 'processed', [
    ...trail.steps,
    summary(planned, drafts, decided),
    ...nothing(planned),
  ]);
}

/** Why nothing followed, when nothing did: no action of the layer listens, or why the nearest of those that do was not done. */
function nothing({ applied, skipped }: Plan): readonly TrailStep[] {
  if (applied.length > 0) return [];
  const why = WHY_NOT.find((reason) => skipped.some((one) => one.why === reason)) ?? 'no-action';
  const note = [why, ...skipped.map(({ action }) => action)].join(' ');
  return [{ step: 'nothing', ms: 0, counts: {}, note }];
}

/** The nearest to being done first. */
const WHY_NOT = ['nobody', 'condition-unknown', 'condition-false'] as const;

/** Names of the facts that were asked for and hold, for people who must understand why. */
function factsThatHold({ facts }: Plan): string {
  return Object.keys(facts)
    .filter((name) => facts[name] === true)
    .toSorted()
    .join(' ');
}

/** `S_ASSESS>S_PREG.LAR`: states are codes, and whose they are stands in the record. */
function movesOf({ moves }: Plan): readonly string[] {
  return moves.flatMap(({ from, to }) => (from === to ? [] : [`${from}>${to}`]));
}

function summary(planned: Plan, drafts: readonly Draft[], decided: readonly Decided[]): TrailStep {
  const counts = {
    applied: planned.applied.length,
    drafts: drafts.length,
    deliveries: decided.length,
    timers: planned.timers.length,
  };
  return { step: 'summary', ms: 0, counts, note: planned.applied.map(({ action }) => action).join(' ') };
}

interface Trail {
  readonly steps: TrailStep[];
  /** Adds words to the step that just ended: references and codes, never patient data. */
  note(text: string): void;
  step<T>(name: string, work: () => T | Promise<T>): Promise<T>;
}

function createTrail(ports: Ports): Trail {
  const steps: TrailStep[] = [];
  return {
    steps,
    note(text) {
      const last = steps.pop();
      if (last) steps.push({ ...last, note: text });
    },
    async step(step, work) {
      const started = performance.now();
      const result = await work();
      const ms = performance.now() - started;
      steps.push({ step, ms: Math.round(ms * 100) / 100, counts: {} });
      ports.observe.time('lenke_step_seconds', ms / 1000, { step });
      return result;
    },
  };
}

async function record(tx: Tx, event: PathwayEvent, decided: readonly Decided[], ports: Ports): Promise<void> {
  const { store, observe, clock, waker } = ports;
  const fresh = new Set(
    await store.deliveries.plan(
      tx,
      decided.flatMap(({ delivery }) => delivery ?? []),
    ),
  );
  const added = decided.flatMap(({ delivery, verdict }) =>
    delivery && verdict && fresh.has(delivery.id) ? [{ delivery, verdict }] : [],
  );
  const decisions = added.map(({ delivery, verdict }) =>
    auditDecision(event.source, delivery, verdict, clock.now()),
  );
  const queued = added.filter(({ delivery }) => delivery.state === 'queued');
  const jobs = wakeUps(
    event,
    queued.map(({ delivery }) => delivery),
    clock.now(),
  );
  await Promise.all([store.audit.write(tx, decisions), store.outbox.put(tx, jobs)]);
  if (jobs.length > 0) tx.afterCommit(() => waker.poke());
  for (const { delivery } of added) {
    observe.count('lenke_deliveries_total', { recipient: delivery.recipient, state: delivery.state });
    if (delivery.state === 'withheld') observe.count('lenke_withheld_total', { rule: delivery.rule });
  }
}

/** What may go at once goes together, woken by its event; what must wait has a wake-up of its own. */
function wakeUps(event: PathwayEvent, queued: readonly PlannedDelivery[], now: Date): readonly OutboxJob[] {
  const later = queued.filter(({ notBefore }) => notBefore > now);
  const together: OutboxJob = { queue: 'deliver', id: event.id, jobId: `d-${event.id}-0` };
  return [
    ...(later.length < queued.length ? [together] : []),
    ...later.map(({ id, notBefore }): OutboxJob => ({ queue: 'deliver', id, jobId: `d-${id}-0`, notBefore })),
  ];
}

async function openFindings(
  tx: Tx,
  event: PathwayEvent,
  planned: Plan,
  view: CaseView,
  decided: readonly Decided[],
  refused: readonly Refused[],
  ports: Ports,
): Promise<void> {
  const about = { eventId: event.id };
  const days = Number(ports.pathway.parameters['termDays'] ?? 280);
  if (!view.dated && view.birth && planned.timers.length > 0)
    await openFinding(tx, ports, 'LENKE_DATING_MISSING', { days }, about);
  for (const { event: code, state } of planned.moves.flatMap(({ misfits }) => misfits))
    await openFinding(tx, ports, 'LENKE_TRANSITION', { event: code, state }, about);
  for (const { action } of planned.applied) {
    const code = ports.pathway.actions.find(({ id }) => id === action)?.finding;
    if (code) await openFinding(tx, ports, code, { action }, about);
  }
  for (const { action } of planned.unsigned)
    await openFinding(tx, ports, 'LENKE_NOT_SIGNED', { action }, about);
  for (const { action, type, reason, place } of refused) {
    await openFinding(tx, ports, 'LENKE_DRAFT_INVALID', { action, type, reason, file: place }, about);
  }
  for (const {
    planned: { action },
    delivery,
    recipient,
    asked,
  } of decided) {
    if (!recipient) {
      await openFinding(
        tx,
        ports,
        'LENKE_NO_RECIPIENT',
        { action, role: asked, municipality: view.municipality ?? '–' },
        about,
      );
    } else if (delivery?.state === 'planned' && !delivery.evaluateOnly && recipient.endpoint) {
      await openFinding(
        tx,
        ports,
        'LENKE_SIGNATURE_NEEDED',
        { action, recipient: recipient.id, rule: delivery.rule },
        { ...about, deliveryId: delivery.id },
      );
    } else if (delivery?.state === 'planned' && !delivery.evaluateOnly) {
      await openFinding(
        tx,
        ports,
        'LENKE_NO_ENDPOINT',
        { recipient: recipient.id },
        { ...about, deliveryId: delivery.id },
      );
    } else if (delivery?.state === 'withheld') {
      await tellWithheld(tx, delivery, delivery, ports);
    }
  }
}
