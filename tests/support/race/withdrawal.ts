// What happens when she withdraws while it leaves? One race per seed: waiting, in back-off, or on its way to a connection.

import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import {
  deliveryId,
  eventId,
  type DeliveryId,
  type EventId,
  type RecipientId,
  type Ref,
} from '../../../src/domain/identity.ts';
import type { JsonObject } from '../../../src/domain/json.ts';
import { accept } from '../../../src/pipeline/accept.ts';
import { deliver } from '../../../src/pipeline/deliver.ts';
import { codeSystem } from '../../../src/pipeline/canonical.ts';
import type { PlannedDelivery } from '../../../src/store/journal/types.ts';
import { createRandom } from '../chaos/random.ts';
import type { World } from './world.ts';

const WAYS = ['waiting', 'back-off', 'connecting'] as const;

/** What one race came to. */
export interface Race {
  readonly seed: number;
  readonly way: (typeof WAYS)[number];
  /** Sent before the withdrawal was acknowledged. */
  readonly sentBefore: number;
  /** Left, or was allowed to leave, after it was acknowledged: must be none. */
  readonly sentAfter: number;
  /** Still waiting to be sent a moment after it was acknowledged: must be none. */
  readonly leftWaiting: number;
  readonly acknowledgedMs: number;
}

const concept = (system: string, code: string) => ({ coding: [{ system: codeSystem(system), code }] });

/** What a consent of these tests says besides whom it is of. */
export interface Said {
  readonly classes?: readonly string[];
  /** False: it names the role and no organisation. */
  readonly isNamed?: boolean;
}

/** A consent that rusteam may have D3, unless it says otherwise. */
export function consentOf(
  id: string,
  patient: Ref,
  status: string,
  { classes = ['D3'], isNamed = true }: Said = {},
): JsonObject {
  return {
    resourceType: 'Consent',
    id,
    status,
    scope: {
      coding: [{ system: 'http://terminology.hl7.org/CodeSystem/consentscope', code: 'patient-privacy' }],
    },
    category: [concept('tk-consent-category', 'disclosure-release')],
    patient: { reference: patient },
    dateTime: new Date(Date.now() - 3_600_000).toISOString(),
    performer: [{ reference: patient }],
    organization: [{ reference: 'Organization/fhs' }],
    policyRule: { coding: [{ system: 'http://terminology.hl7.org/CodeSystem/v3-ActCode', code: 'OPTIN' }] },
    provision: {
      type: 'deny',
      provision: [
        {
          type: 'permit',
          actor: [
            {
              role: concept('tk-role', 'rusteam'),
              reference: isNamed ? { reference: 'Organization/rusteam' } : { display: 'rusteam' },
            },
          ],
          action: [
            { coding: [{ system: 'http://terminology.hl7.org/CodeSystem/consentaction', code: 'disclose' }] },
          ],
          securityLabel: classes.map((code) => ({ system: codeSystem('tk-data-class'), code })),
        },
      ],
    },
  };
}

/** A case with a consent. */
export interface Case {
  readonly patient: Ref;
  readonly case: Ref;
  readonly finding: Ref;
  readonly consent: string;
}

/** A pregnant woman with a finding and a consent that rusteam may have it. */
export async function openCase({ ports }: World): Promise<Case> {
  const [person, episode, finding, consent] = [randomUUID(), randomUUID(), randomUUID(), randomUUID()];
  const patient: Ref = `Patient/${person}`;
  const resources: (JsonObject & { id: string })[] = [
    { resourceType: 'Patient', id: person, active: true },
    {
      resourceType: 'EpisodeOfCare',
      id: episode,
      status: 'active',
      type: [concept('tk-pathway', 'mother')],
      patient: { reference: patient },
    },
    {
      resourceType: 'Observation',
      id: finding,
      status: 'final',
      code: concept('tk-observation', 'reported-use'),
      subject: { reference: patient },
      effectiveDateTime: '2026-05-11',
      valueBoolean: true,
    },
    { ...consentOf(consent, patient, 'active'), id: consent },
  ];
  await ports.store.tx((tx) =>
    ports.store.records.execute(
      tx,
      resources.map((resource) => ({ kind: 'update', resource, id: resource.id })),
      new Date(),
    ),
  );
  return { patient, case: `EpisodeOfCare/${episode}`, finding: `Observation/${finding}`, consent };
}

/** Deliveries on that consent, each in a line of its own so that they do not wait for one another. */
export async function planOn(world: World, about: Case, count: number): Promise<readonly DeliveryId[]> {
  const now = new Date();
  const planned = Array.from(
    { length: count },
    (_, index): PlannedDelivery => ({
      id: deliveryId('race', about.case, String(index)),
      eventId: eventId('race', about.case),
      action: 'A-RACE',
      // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- a recipient of the shipped directory
      recipient: 'rusteam' as RecipientId,
      role: 'rusteam',
      subject: about.patient,
      case: about.case,
      persons: [about.patient],
      lane: `${about.patient}|rusteam|${index}`,
      content: [{ reference: about.finding, version: 1, classes: ['D3'], essential: true }],
      claimedBasis: 'HPL22',
      evaluateOnly: false,
      notBefore: now,
      plannedAt: now,
      state: 'queued',
      effect: 'permit',
      rule: 'R6-CONSENT',
      basis: 'HPL22',
    }),
  );
  return world.ports.store.tx((tx) => world.ports.store.deliveries.plan(tx, planned));
}

/** Well under the second in which what waits must be cancelled. */
const SETTLED_MS = 250;

const ENDED = new Set(['confirmed', 'withheld', 'cancelled', 'failed', 'refused']);

/** Works on a delivery until it has ended, as queue and sweep would. */
async function work(id: DeliveryId, afterMs: number, { ports }: World): Promise<void> {
  await sleep(afterMs);
  for (let tries = 0; tries < 400; tries += 1) {
    const { again } = await deliver(id, ports);
    const delivery = await ports.store.deliveries.read(id);
    if (!delivery || ENDED.has(delivery.state)) return;
    const at = again ?? delivery.nextAt;
    await sleep(Math.max(1, (at?.getTime() ?? 0) - Date.now()));
  }
}

/** Is woken for all of them at once, as their event does, and then works on what is left of each. */
async function workTogether(
  event: EventId,
  ids: readonly DeliveryId[],
  afterMs: number,
  world: World,
): Promise<void> {
  await sleep(afterMs);
  await deliver(event, world.ports);
  await Promise.all(ids.map((id) => work(id, 0, world)));
}

/** Writes the consent anew: withdrawn, unless another status is given. */
export async function withdraw(about: Case, world: World, status = 'inactive'): Promise<void> {
  await put(world, consentOf(about.consent, about.patient, status), about.consent);
}

/** Updates a resource as a caller would. */
export async function put({ ports }: World, resource: JsonObject, id: string): Promise<void> {
  const acceptance = await accept(
    {
      caller: { id: 'race', role: 'fhs', scopes: ['fhir'] },
      sight: undefined,
      kind: 'rest',
      interactions: [{ kind: 'update', resource, id }],
      places: [resource.resourceType],
      whole: resource,
      correlation: 'race',
      requestId: 'race',
    },
    ports,
  );
  if (acceptance.kind !== 'accepted') throw new Error(JSON.stringify(acceptance));
}

/** One race. The same seed sets the same times; what the machine makes of them is the race. */
export async function race(seed: number, world: World): Promise<Race> {
  const chance = createRandom(seed);
  const random = () => chance.next();
  const way = WAYS[Math.floor(random() * WAYS.length)] ?? 'waiting';
  const { seen, manners, ports } = world;
  seen.opened.length = seen.handedOver.length = seen.received.length = seen.bodies.length = 0;
  manners.refusals = way === 'back-off' ? 1 + Math.floor(random() * 3) : 0;
  manners.answerAfterMs = way === 'connecting' ? 5 + Math.floor(random() * 25) : Math.floor(random() * 3);
  const about = await openCase(world);
  // Eight connections are open at most: with more, some stand in line for one when she withdraws.
  const ids = await planOn(world, about, way === 'connecting' ? 24 : 6);
  const lateMs = way === 'waiting' ? 30 : 6;
  // Every other race sends them as one event does: all at once, under one lock.
  const workers =
    seed % 2 === 0
      ? ids.map((id) => work(id, random() * lateMs, world))
      : [workTogether(eventId('race', about.case), ids, random() * lateMs, world)];
  await sleep(random() * 40);
  const asked = performance.now();
  await withdraw(about, world);
  const acknowledged = performance.now();
  // What a worker had in hand ends with its try; nothing waits for a later one.
  await sleep(SETTLED_MS);
  const states = await Promise.all(ids.map((id) => ports.store.deliveries.read(id)));
  await Promise.all(workers);
  const after = (moments: readonly { readonly at: number }[], graceMs = 0) =>
    moments.filter(({ at }) => at > acknowledged + graceMs).length;
  const opened = new Set(seen.opened.map(({ delivery }) => delivery));
  const unasked = seen.received.filter(({ delivery }) => !opened.has(delivery)).length;
  return {
    seed,
    way,
    sentBefore: seen.received.length,
    // The receiver is in this process and reads a little later than it was written to: it has 250 ms.
    sentAfter: after(seen.opened) + after(seen.handedOver) + after(seen.received, 250) + unasked,
    leftWaiting: states.filter((one) => one?.state === 'queued' || one?.state === 'retrying').length,
    acknowledgedMs: acknowledged - asked,
  };
}
