// Does every receiver hold what was acknowledged, once? Compares the senders' ledger with what the receivers hold.

import { PERSON_SYSTEM } from '../../../src/sandbox/people.ts';
import type { ReceivedReport } from '../../../src/sandbox/received.ts';
import { SYSTEMS, type Held } from '../site/receivers.ts';
import type { Site } from '../site/site.ts';
import type { Entry, Ledger } from './ledger.ts';

/** What the checker found; a list that is empty is a promise kept. Mothers are named by their number in the sandbox. */
export interface Findings {
  /** Acknowledged, and a receiver does not hold it: `<mother> <recipient> <type>`. */
  readonly lost: readonly string[];
  /** Held more than once. */
  readonly twice: readonly string[];
  /** X-Request-IDs that came with different bytes. */
  readonly changed: readonly string[];
  /** Deliveries to barnevern that are anything but withheld and untried, or that a receiver has seen. */
  readonly leaked: readonly string[];
  /** Deliveries and events that did not come to the end they should. */
  readonly stuck: readonly string[];
}

/** What one birth must come to: exactly one of each type, about the child, at each system. */
const DUE = [
  { recipient: 'habu', system: 'habu', type: 'ServiceRequest' },
  { recipient: 'fhs', system: 'kommune', type: 'Communication' },
  { recipient: 'fastlege', system: 'fastlege', type: 'Communication' },
] as const;

/** Looks at everything the receivers hold. */
export async function check(site: Site, ledger: Ledger): Promise<Findings> {
  const lost: string[] = [];
  const twice: string[] = [];
  for (const due of DUE) {
    const patients = await site.receivers.held(due.system, 'Patient');
    const about = countBySubject(await site.receivers.held(due.system, due.type));
    const byNumber = groupByNumber(patients);
    for (const entry of ledger.entries()) {
      const children = byNumber.get(entry.child) ?? [];
      const count = children.reduce((sum, child) => sum + (about.get(`Patient/${child.id}`) ?? 0), 0);
      const name = `mother ${entry.n} ${due.recipient} ${due.type} by ${entry.manner}`;
      if (children.length > 1) twice.push(`${name}: ${children.length} children`);
      if (count > 1) twice.push(`${name}: ${count}`);
      if (entry.acknowledged && count === 0) lost.push(name);
    }
  }
  const reports = await Promise.all(SYSTEMS.map((system) => site.receivers.received(system)));
  twice.push(...SYSTEMS.flatMap((system, at) => doubled(system, reports[at])));
  return {
    lost,
    twice,
    changed: SYSTEMS.flatMap((system, at) => changed(system, reports[at])),
    leaked: await leaked(site, reports),
    stuck: await stuck(site, ledger.acknowledged()),
  };
}

function countBySubject(held: readonly Held[]): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const { subject } of held) {
    const reference = subject?.reference ?? '';
    counts.set(reference, (counts.get(reference) ?? 0) + 1);
  }
  return counts;
}

function groupByNumber(patients: readonly Held[]): ReadonlyMap<string, readonly Held[]> {
  const groups = new Map<string, Held[]>();
  for (const patient of patients) {
    const number = patient.identifier?.find(({ system }) => system === PERSON_SYSTEM)?.value;
    if (number === undefined) continue;
    groups.set(number, [...(groups.get(number) ?? []), patient]);
  }
  return groups;
}

/** Any business identifier that two resources carry, of whatever type. Only type and system are told: values may be numbers. */
function doubled(system: string, report: ReceivedReport | undefined): string[] {
  return Object.entries(report?.identifiers ?? {})
    .filter(([, count]) => count > 1)
    .map(([key, count]) => `${system} ${key.split('|').slice(0, 2).join('|')}: ${count}`);
}

function changed(system: string, report: ReceivedReport | undefined): string[] {
  return Object.entries(report?.requestIds ?? {})
    .filter(([, { hashes }]) => hashes.length > 1)
    .map(([id, { hashes }]) => `${system} ${id}: ${hashes.length} different bodies`);
}

async function leaked(site: Site, reports: readonly ReceivedReport[]): Promise<string[]> {
  const rows = await site.query<{ id: string; state: string; attempts: number }>(
    `select id, state, attempts from deliveries where recipient = 'barnevern'`,
  );
  return rows
    .filter(
      ({ id, state, attempts }) =>
        state !== 'withheld' ||
        attempts > 0 ||
        reports.some(({ requestIds }) => requestIds[id] !== undefined),
    )
    .map(({ id, state, attempts }) => `${id} ${state} after ${attempts} attempts`);
}

async function stuck(site: Site, acknowledged: readonly Entry[]): Promise<string[]> {
  const deliveries = await site.query<{
    id: string;
    recipient: string;
    state: string;
    reason: string | null;
  }>(`select id, recipient, state, reason from deliveries where state not in ('confirmed', 'withheld')`);
  const events = await site.query<{ id: string; status: string }>(
    `select id, status from events where status <> 'processed'`,
  );
  const [births] = await site.query<{ count: number }>(
    `select count(*)::int as count from events where code = 'E_LIVEBIRTH'`,
  );
  const missing = acknowledged.length - (births?.count ?? 0);
  return [
    ...deliveries.map(
      ({ id, recipient, state, reason }) => `${id} to ${recipient}: ${state} ${reason ?? ''}`,
    ),
    ...events.map(({ id, status }) => `${id}: ${status}`),
    ...(missing > 0 ? [`${missing} acknowledged births have no event`] : []),
  ];
}
