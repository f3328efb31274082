// Which plans run now? The layer, and the active PlanDefinitions that others stored, read anew when one of them changes.

import { createElementRules } from '../../fhir/patch/element-rules.ts';
import type { EventRule, EventRules } from '../../pathway/events.ts';
import { type Definition, readDefinition } from '../../pathway/definitions/definition.ts';
import { createCompile } from '../../pathway/definitions/evaluate.ts';
import { checkAll } from '../../pathway/definitions/gather.ts';
import { readActions } from '../../pathway/definitions/read-plan.ts';
import type { Reading } from '../../pathway/definitions/reading.ts';
import { triggerRules } from '../../pathway/definitions/trigger-rules.ts';
import { assemble } from '../../pathway/layers/load.ts';
import type { Action, Pathway } from '../../pathway/pathway.ts';
import type { StoredResource } from '../../store/records/types.ts';
import { findDefinitions } from './find-definitions.ts';
import type { Observer, Ports } from '../ports.ts';

/** What runs. */
interface Running {
  readonly pathway: Pathway;
  readonly eventRules: EventRules;
}

/** Plans that change while the gateway runs. */
export interface LivePlans {
  current(): Running;
  /** Looks whether definitions were changed, and reads them if so. */
  refresh(): Promise<void>;
}

/** What reading the stored plans needs. */
type Needs = Pick<Ports, 'store' | 'validator' | 'pathway' | 'eventRules' | 'definitions'> & {
  readonly observe: Observer;
};

/** Definitions that others may have stored, at most; a gateway with more has another purpose. */
const MOST = 1000;

/** The layer alone, until the first `refresh`. */
export function createLivePlans(needs: Needs): LivePlans {
  const state: { running: Running; stamp: string } = {
    running: { pathway: needs.pathway, eventRules: needs.eventRules },
    stamp: '',
  };
  const findRule = createElementRules();
  return {
    current: () => state.running,
    async refresh() {
      const plans = await storedOnes('PlanDefinition', needs);
      const activities = await storedOnes('ActivityDefinition', needs);
      const stamp = [...plans, ...activities].map(({ id, version }) => `${id}@${version}`).join();
      if (stamp === state.stamp) return;
      state.running = await read(
        plans,
        needs,
        (prefix, find): Reading => ({
          find,
          findRule,
          compile: createCompile(),
          zone: needs.pathway.zone,
          prefix,
          memberOf: (valueSet, system, code) =>
            needs.validator.terminology().memberOf(valueSet)?.(system, code),
        }),
      );
      state.stamp = stamp;
    },
  };
}

/** Active definitions of others. Ours are the layer, which runs from its own file. */
async function storedOnes(type: string, { store, definitions }: Needs): Promise<readonly StoredResource[]> {
  const { matches } = await store.records.search({
    type,
    criteria: [{ parameter: 'status', values: ['active'] }],
    includes: [],
    sort: [],
    count: MOST,
  });
  return matches
    .map(({ stored }) => stored)
    .filter(({ id }) => !definitions.some((own) => own.resourceType === type && own.id === id));
}

type ReadingOf = (prefix: string, find: (canonical: string) => Definition | undefined) => Reading;

async function read(stored: readonly StoredResource[], needs: Needs, reading: ReadingOf): Promise<Running> {
  const actions: Action[] = [];
  const rules: EventRule[] = [];
  for (const { id, content } of stored) {
    const plan = readDefinition(JSON.parse(content));
    if (plan?.resourceType !== 'PlanDefinition') continue;
    const by = reading(`${id}.`, await findDefinitions(plan, needs));
    const [wrong] = checkAll(plan, by.find);
    if (wrong) {
      // It was checked when it came; what it names may have come or gone since.
      needs.observe.warn({ plan: id, code: wrong.key, place: wrong.expression }, 'a stored plan cannot run');
      continue;
    }
    actions.push(...readActions(plan, by));
    rules.push(...triggerRules(plan, by));
  }
  return { pathway: withActions(needs.pathway, actions), eventRules: withRules(needs.eventRules, rules) };
}

function withActions(pathway: Pathway, more: readonly Action[]): Pathway {
  return more.length === 0 ? pathway : assemble({ ...pathway, actions: [...pathway.actions, ...more] });
}

function withRules(rules: EventRules, more: readonly EventRule[]): EventRules {
  const all = new Map(rules);
  for (const rule of more) all.set(rule.on, [...(all.get(rule.on) ?? []), rule]);
  return all;
}

/** Refreshes; what cannot be read now is read at the next look, and what was stored stays stored. */
export async function refreshed(plans: LivePlans, observe: Observer): Promise<void> {
  await plans
    .refresh()
    .catch((error: unknown) => observe.error({ err: error }, 'stored plans could not be read'));
}

/** Looks every few seconds: another process may have stored a plan. */
const EVERY_MS = 5000;

/** Starts looking. */
export function keepPlans(plans: LivePlans, observe: Observer): { stop(): Promise<void> } {
  const running: { look?: Promise<void> } = {};
  const timer = setInterval(() => {
    running.look = refreshed(plans, observe);
  }, EVERY_MS);
  timer.unref();
  return {
    async stop() {
      clearInterval(timer);
      await running.look;
    },
  };
}
