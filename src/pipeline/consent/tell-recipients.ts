// Who got something under a consent that no longer holds, and how do they hear of it? DT-7: a notice without content, and a Task.

import { type Provision, readConsents } from '../../disclosure/consents.ts';
import { permits } from '../../disclosure/speaks.ts';
import { contentId, type Ref } from '../../domain/identity.ts';
import type { JsonObject } from '../../domain/json.ts';
import type { Recipient } from '../../domain/recipient.ts';
import type { DataClass } from '../../domain/data-class.ts';
import type { AuditEntry, Tx } from '../../store/types.ts';
import type { LegalView } from '../sending/legal-view.ts';
import { ownEvent } from '../own-event.ts';
import { codeSystem } from '../canonical.ts';
import type { Ports } from '../ports.ts';

/** A Consent that says less than it did. */
export interface Lessened {
  readonly reference: Ref;
  readonly patient: Ref;
  readonly previous: JsonObject;
}

/** Most disclosures under one consent that are looked at. */
const PAGE = { limit: 1000 };

/**
 * Makes one Task per recipient that got something which no consent lets it have any more, and raises the event the pathway answers with
 * a notice (A-CONSENT-TELL). The Task is done when the notice is confirmed; when it cannot go, it is a person's. A consent that
 * was narrowed is told of as one that was withdrawn: which part ended would say what it was about.
 */
export async function tellRecipients(
  tx: Tx,
  lessened: Lessened,
  legal: LegalView,
  ports: Ports,
): Promise<void> {
  const before = readConsents([lessened.previous], ports.law);
  if (before.length === 0) return;
  const received = await receivedUnder(tx, lessened.reference, legal, ports);
  const tasks = received.flatMap(({ recipient, classes, deliveries }) => {
    const lost = classes.some((dataClass) => isLost(dataClass, recipient, before, legal, ports));
    return lost ? [taskOf(lessened, recipient, deliveries, ports.clock.now())] : [];
  });
  if (tasks.length === 0) return;
  const now = ports.clock.now();
  const made = await ports.store.records.createIfAbsent(tx, tasks, now);
  const fresh = made.flatMap(({ outcome, stored }) => (outcome === 'created' && stored ? [stored] : []));
  const events = fresh.map(({ id, version }) =>
    ownEvent(
      'E_CONSENT_ENDED',
      {
        case: legal.view.case,
        subject: lessened.patient,
        triggers: [{ reference: `Task/${id}`, version }],
        at: now,
        correlation: id,
      },
      [id],
    ),
  );
  await ports.store.events.insert(tx, events);
  await ports.store.outbox.put(
    tx,
    events.map(({ id }) => ({ queue: 'process', id, jobId: `p-${id}` })),
  );
  if (events.length > 0) tx.afterCommit(() => ports.waker.poke());
}

/** What a recipient got under a consent. */
interface Received {
  readonly recipient: Recipient;
  readonly classes: readonly DataClass[];
  readonly deliveries: readonly string[];
}

async function receivedUnder(
  tx: Tx,
  evidence: Ref,
  { evidence: { mother }, view }: LegalView,
  ports: Ports,
): Promise<readonly Received[]> {
  const entries: AuditEntry[] = [];
  for (const subject of [mother, ...view.children.map(({ reference }) => reference)]) {
    const { items } = await ports.store.audit.list({ subject, action: 'send', evidence }, PAGE, tx);
    entries.push(...items);
  }
  const byRecipient = Map.groupBy(entries, ({ recipient }) => recipient ?? '');
  return [...byRecipient.keys()].toSorted().flatMap((id): readonly Received[] => {
    const recipient = ports.directory.byId(id);
    const list = byRecipient.get(id) ?? [];
    if (!recipient) return [];
    const classes = [...new Set(list.flatMap((one) => one.classes ?? []))] as DataClass[];
    return [{ recipient, classes, deliveries: list.flatMap(({ deliveryId }) => deliveryId ?? []) }];
  });
}

/** The consent as it was speaks of it, and nothing she says now does. */
function isLost(
  dataClass: DataClass,
  recipient: Recipient,
  before: readonly Provision[],
  { evidence }: LegalView,
  { law, clock }: Ports,
): boolean {
  const speaks = (provisions: readonly Provision[]): boolean =>
    provisions.some(
      (one) =>
        one.kind === 'permit' &&
        permits(one, {
          role: recipient.roles[0] ?? recipient.id,
          row: law.rowOf(recipient.roles[0] ?? recipient.id),
          organizations: [recipient.organization, ...recipient.services, ...recipient.identifiers],
          patients: new Set([one.patient]),
          dataClass,
          action: 'disclose',
          purposes: law.purposesOf(law.rowOf(recipient.roles[0] ?? recipient.id)),
          now: clock.now(),
          defaultMonths: law.consent.defaultMonths,
        }),
    );
  return speaks(before) && !speaks(evidence.provisions);
}

function taskOf(
  { reference, patient, previous }: Lessened,
  recipient: Recipient,
  deliveries: readonly string[],
  now: Date,
): JsonObject & { readonly id: string } {
  const owner = (previous['organization'] as readonly object[] | undefined)?.[0];
  const version = (previous['meta'] as { versionId?: string } | undefined)?.versionId ?? '';
  return {
    resourceType: 'Task',
    id: contentId('tell-withdrawal', reference, version, recipient.id),
    status: 'requested',
    intent: 'order',
    code: { coding: [{ system: codeSystem('tk-task'), code: 'tell-withdrawal' }] },
    description: 'Et samtykke gjelder ikke lenger. Gi mottakeren beskjed, uten å si noe om innholdet.',
    focus: { reference },
    for: { reference: patient },
    authoredOn: now.toISOString(),
    ...(owner && { owner }),
    restriction: { recipient: [{ reference: recipient.organization }] },
    // The messages it got, by the id each carried: the receiver finds them, and nobody else learns anything.
    input: [...new Set(deliveries)].map((id) => ({
      type: { text: 'delivery' },
      valueReference: {
        identifier: { system: 'urn:ietf:rfc:3986', value: `urn:uuid:${id.replace(/^dlv-/, '')}` },
      },
    })),
  };
}
