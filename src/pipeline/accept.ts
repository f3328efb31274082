// Do we take this? Steps 3 and 4: valid resources, their events and the wake-up become durable in one transaction.

import type { PathwayEvent } from '../domain/event.ts';
import { findRealPersons } from '../fhir/norwegian/real-person.ts';
import { hasErrors, type Issue } from '../fhir/issue.ts';
import { failureIssue } from '../fhir/outcome.ts';
import type { Interaction, InteractionResult, SeenResource } from '../store/records/types.ts';
import type { OutboxJob, Tx } from '../store/types.ts';
import { checkPlans } from './intake/check-plans.ts';
import { applyConsentChanges } from './consent/consent-change.ts';
import { deriveScores } from './intake/derive-scores.ts';
import { guardDefinitions, guardDeletes } from './intake/guard-definitions.ts';
import type { Ports } from './ports.ts';
import {
  type KnownCases,
  type Meaning,
  meaningsOf,
  recogniseEvents,
  type Unknown,
  unknownEvents,
} from './intake/recognise.ts';
import { refuseParameters } from './intake/refuse-parameters.ts';
import { stopFirst } from './intake/stop-first.ts';
import type { Acceptance, Submission } from './submission.ts';

/**
 * Validates, then stores resources, events and wake-ups in ONE transaction. What comes back accepted is durable.
 * Throws GatewayError for conflicts, broken references and a store that does not answer; nothing is then stored.
 */
export async function accept(submission: Submission, ports: Ports): Promise<Acceptance> {
  return acceptWith(submission, ports);
}

/** As `accept`, with more to do in the same transaction (the message cache). */
export async function acceptWith(
  submission: Submission,
  ports: Ports,
  also?: (tx: Tx, acceptance: Acceptance) => Promise<void>,
): Promise<Acceptance> {
  return ports.turns.ahead(() => acceptNow(submission, ports, also));
}

async function acceptNow(
  submission: Submission,
  ports: Ports,
  also: ((tx: Tx, acceptance: Acceptance) => Promise<void>) | undefined,
): Promise<Acceptance> {
  const started = performance.now();
  const issues = await validateIn(submission, ports);
  ports.observe.time('lenke_step_seconds', (performance.now() - started) / 1000, { step: 'validate-in' });
  if (hasErrors(issues)) return { kind: 'refused', issues };
  const meanings = meaningsOf(ports, submission);
  const strangers = submission.kind === 'bundle' ? await unknownEvents(ports, submission, meanings) : NOBODY;
  const isShared = !also && isPlain(submission, meanings);
  const acceptance = await keep(submission, strangers, ports, issues, isShared, also);
  if (acceptance.kind === 'accepted' && acceptance.results.some(isDefinition)) await ports.refreshPlans?.();
  ports.observe.time('lenke_step_seconds', (performance.now() - started) / 1000, { step: 'accept' });
  return acceptance;
}

/** What means no event is written together with what others write just now; the rest has a transaction of its own. */
async function keep(
  submission: Submission,
  { codes, known }: Unknown,
  ports: Ports,
  issues: readonly Issue[],
  isShared: boolean,
  also: ((tx: Tx, acceptance: Acceptance) => Promise<void>) | undefined,
): Promise<Acceptance> {
  const { records, tx } = ports.store;
  const { interactions } = submission;
  const now = (): Date => ports.clock.now();
  const actor = { writer: submission.caller.id, sight: submission.sight, named: new Set(known.keys()) };
  const follow = (own: Tx, results: readonly InteractionResult<SeenResource>[]): Promise<Acceptance> =>
    recordEvents(own, submission, results, known, ports, issues, now());
  const execute = async (own: Tx): Promise<readonly InteractionResult<SeenResource>[]> => {
    await guardDeletes(own, interactions, ports);
    return records.executeFor(actor, own, interactions, now());
  };
  if (codes.length === 0 && isShared) return records.together(actor, interactions, now, follow);
  return tx(async (own) => {
    const done =
      codes.length > 0 ? await countUnknown(own, codes, ports) : await follow(own, await execute(own));
    await also?.(own, done);
    return done;
  });
}

/** True when none of it is known to wait for others or to make others wait: no event, no consent. */
function isPlain({ interactions }: Submission, meanings: readonly Meaning[]): boolean {
  if (meanings.some(({ rules }) => rules.length > 0)) return false;
  return interactions.every((interaction) => {
    if (interaction.kind === 'delete') return interaction.type !== 'Consent';
    return 'resource' in interaction && interaction.resource.resourceType !== 'Consent';
  });
}

/** Step 3: what is wrong with it, and whose numbers may not be here. */
export async function validateIn(submission: Submission, ports: Ports): Promise<readonly Issue[]> {
  const writesSomething = submission.interactions.some((interaction) => 'resource' in interaction);
  if (!writesSomething) return [];
  const { whole, exact, text, locate } = submission;
  const options = { exact, ...(locate && { locate }) };
  const issues =
    text === undefined
      ? ports.validator.validate(whole, options)
      : await ports.validation.validateText(text, whole, options);
  const plans = hasErrors(issues) ? [] : checkPlans(submission);
  return [...issues, ...plans, ...refuseRealPersons(submission, ports)];
}

/** Outside production only synthetic persons are taken; the answer names the place, never the number. */
function refuseRealPersons({ whole, locate }: Submission, ports: Ports): readonly Issue[] {
  if (!ports.syntheticOnly) return [];
  const root = (whole as { resourceType?: string } | undefined)?.resourceType ?? '';
  return findRealPersons(whole, root).map((expression) =>
    failureIssue('LENKE_REAL_PERSON', { expression }, { expression, ...locate?.(expression) }),
  );
}

const NOBODY: Unknown = { codes: [], known: new Map() };

async function countUnknown(tx: Tx, codes: readonly string[], ports: Ports): Promise<Acceptance> {
  const at = ports.clock.now();
  for (const code of new Set(codes)) {
    await ports.store.events.countUnknown(tx, code, at);
    ports.observe.count('lenke_unknown_events_total', { code });
  }
  return { kind: 'no-case', notes: [failureIssue('LENKE_NO_CASE')] };
}

async function recordEvents(
  tx: Tx,
  submission: Submission,
  results: readonly InteractionResult<SeenResource>[],
  known: KnownCases,
  ports: Ports,
  issues: readonly Issue[],
  now: Date,
): Promise<Acceptance> {
  guardDefinitions(results, ports);
  if (!submission.interactions.some(writes)) return { kind: 'accepted', results, events: [], notes: issues };
  await refuseParameters(tx, submission, results, ports.store);
  await applyConsentChanges(tx, submission.caller.id, results, ports);
  const derived = await deriveScores(tx, results, submission.places, ports);
  const all = [...results, ...derived.results];
  const { events, missed } = await recogniseEvents(ports, tx, submission, all, known, now);
  const fresh = new Set(await ports.store.events.insert(tx, events));
  const news = events.filter(({ id }) => fresh.has(id));
  await ports.store.outbox.put(tx, firstOfCases(news).map(wakeUp));
  await stopFirst(tx, news, ports);
  if (fresh.size > 0) tx.afterCommit(() => ports.waker.poke());
  for (const { code } of news) ports.observe.count('lenke_events_total', { code });
  const notes =
    events.length === 0 ? [failureIssue('LENKE_NO_EVENT', { reason: missed[0] ?? 'no-rule' })] : [];
  const answered = results.map(asShown);
  return { kind: 'accepted', results: answered, events, notes: [...issues, ...derived.notes, ...notes] };
}

/** Events follow what is; the caller is answered with what it may know. */
function asShown(result: InteractionResult<SeenResource>): InteractionResult<SeenResource> {
  return result.shown ?? result;
}

function isDefinition({ stored }: InteractionResult): boolean {
  return stored?.type === 'PlanDefinition' || stored?.type === 'ActivityDefinition';
}

function writes(interaction: Interaction): boolean {
  return interaction.kind !== 'read' && interaction.kind !== 'search';
}

/** Whoever is woken for an event plans all that wait in its case: one of each is enough. */
function firstOfCases(events: readonly PathwayEvent[]): readonly PathwayEvent[] {
  return [...new Map(events.toReversed().map((event) => [event.case, event])).values()];
}

function wakeUp(event: PathwayEvent): OutboxJob {
  return { queue: 'process', id: event.id, jobId: `p-${event.id}` };
}
