// Does a case stand where its events brought it? Replays them from the journal over the history of its records, and mends when asked.

import type { PathwayEvent } from '../../domain/event.ts';
import { GatewayError } from '../../domain/failure.ts';
import { parseRef, type Ref } from '../../domain/identity.ts';
import { isResource, type JsonObject } from '../../domain/json.ts';
import type { Resource } from '../../pathway/case/case-view.ts';
import { tagged } from '../../pathway/states/move-states.ts';
import { compareStates, type Compared, type Moment, regionsOf, replay } from '../../pathway/states/replay.ts';
import type { StoredResource } from '../../store/records/types.ts';
import type { Tx } from '../../store/types.ts';
import { codeSystem } from '../canonical.ts';
import type { Ports } from '../ports.ts';

/** What a replay found. */
export interface Rebuilt {
  readonly case: Ref;
  /** Events that were played again. */
  readonly events: number;
  readonly machines: readonly Compared[];
  /** Where each region stands, by name. */
  readonly regions: Readonly<Record<string, string>>;
  /** Machines whose state was written anew. */
  readonly mended: number;
}

/** What to rebuild, and who asks. */
export interface RebuildRequest {
  readonly case: string;
  /** True: write the replayed state where another is stored. */
  readonly apply: boolean;
  readonly by: string;
}

const PAGE = 1000;

/** Compares stored with replayed states; undefined when there is no such case. All of it in one transaction. */
export async function rebuild(request: RebuildRequest, ports: Ports): Promise<Rebuilt | undefined> {
  const caseRef = parseRef(request.case);
  if (!caseRef) return undefined;
  return ports.store.tx(async (tx) => {
    const parts = { pathway: ports.pathway, case: caseRef, system: codeSystem };
    const current = (await ports.store.records.caseBundle(caseRef, {}, tx)) as readonly Resource[];
    const events = await eventsOf(caseRef, ports);
    const states = replay(await momentsOf(events, current, tx, ports), parts);
    const machines = compareStates(current, states, ports.clock.now(), parts);
    if (!machines) return undefined;
    const wrong = machines.filter(({ stored, replayed }) => stored !== replayed);
    const mended = request.apply ? await mend(tx, wrong, request.by, ports) : 0;
    const regions = regionsOf(current, ports.clock.now(), parts);
    return { case: caseRef, events: events.length, machines, regions, mended };
  });
}

/** Those that were planned, oldest first. */
async function eventsOf(caseRef: Ref, { store }: Ports): Promise<readonly PathwayEvent[]> {
  const events: PathwayEvent[] = [];
  for (let after: string | undefined; ; ) {
    const page = await store.events.list(
      { case: caseRef, status: 'processed' },
      { limit: PAGE, ...(after !== undefined && { after }) },
    );
    events.push(...page.items);
    after = page.next;
    if (after === undefined) return events.toReversed();
  }
}

/**
 * Each event with the case as its planner saw it: what was written before the next event came. A planner that lagged saw more;
 * what it saw too early is what the next event is about.
 */
async function momentsOf(
  events: readonly PathwayEvent[],
  current: readonly Resource[],
  tx: Tx,
  { store }: Ports,
): Promise<readonly Moment[]> {
  const references = current.map(({ resourceType, id }): Ref => `${resourceType}/${id ?? ''}`);
  const versions = await store.records.versions(references, tx);
  const read = new Map(versions.map((version) => [version, resourceOf(version)]));
  const pinned = new Map(versions.map((one) => [`${one.type}/${one.id}@${one.version}`, one]));
  return events.map((event, at) => {
    const next = events.slice(at + 1).find(({ receivedAt }) => receivedAt > event.receivedAt)?.receivedAt;
    const latest = new Map<string, Resource>();
    for (const version of versions) {
      const resource = read.get(version);
      if (next && version.updated >= next) continue;
      if (resource) latest.set(`${version.type}/${version.id}`, resource);
      else latest.delete(`${version.type}/${version.id}`);
    }
    const triggers = event.triggers.flatMap(({ reference, version }) => {
      const found = pinned.get(`${reference}@${version}`);
      return (found && read.get(found)) ?? [];
    });
    const inOrder = references.flatMap((reference) => latest.get(reference) ?? []);
    return { event, resources: inOrder, triggers, now: event.receivedAt };
  });
}

function resourceOf({ deleted, content }: StoredResource): Resource | undefined {
  if (deleted) return undefined;
  const resource: unknown = JSON.parse(content);
  return isResource(resource) ? resource : undefined;
}

async function mend(tx: Tx, wrong: readonly Compared[], by: string, ports: Ports): Promise<number> {
  const { store, clock, pathway } = ports;
  const parts = { pathway, system: codeSystem };
  let mended = 0;
  for (const { episode, replayed, stored, subject } of wrong) {
    if (!episode) continue;
    const change = (now: JsonObject): JsonObject => tagged(parts, now, replayed);
    const written = await store.records.amend(tx, episode, change, clock.now());
    if (!written) throw new GatewayError('LENKE_WRITE_CONFLICT', { expression: episode.split('/')[0] ?? '' });
    await store.audit.write(tx, [
      { at: clock.now(), action: 'write', caller: by, subject, detail: `rebuilt: ${stored} > ${replayed}` },
    ]);
    mended += 1;
  }
  return mended;
}
