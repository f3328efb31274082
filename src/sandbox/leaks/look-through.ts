// What does each of them see when it looks for everything? Through the door of /fhir, as a caller with the token of its role.

import type { Caller } from '../../domain/caller.ts';
import { createAuditBuffer } from '../../pipeline/looking/audit-buffer.ts';
import { createOpenEyes } from '../../pipeline/looking/eyes.ts';
import type { Ports } from '../../pipeline/ports.ts';
import type { SeenRecords, StoredResource } from '../../store/records/types.ts';

/** Roles of the sandbox that look, and one of an organisation that is in no case. */
const LOOKING: readonly Caller[] = [
  ...[
    'fhs',
    'fastlege',
    'jordmor',
    'lar',
    'kk-pol',
    'kk-fode',
    'nfi',
    'habu',
    'helsestasjon',
    'barnevern',
    'nav',
    'rusteam',
  ].map((id): Caller => ({ id, role: id, scopes: ['fhir'] })),
  { id: 'stranger', role: 'fastlege', organisation: '310009999', scopes: ['fhir'] },
];
const PAGE = 200;

/** Who looks: all of them, or some in turn. */
export interface Turn {
  readonly from: number;
  readonly count: number;
}

/** Tells of every text somebody is shown: by search of each type with everything that comes along, and by history. */
export async function lookThrough(
  ports: Ports,
  turn: Turn | 'all',
  told: (recipient: string, door: string, content: string) => void,
): Promise<void> {
  const looks = createAuditBuffer(ports.store, ports.observe);
  const openEyes = createOpenEyes({ ports, kept: new Map(), looks });
  const types = await typesInUse(ports);
  const looking =
    turn === 'all'
      ? LOOKING
      : LOOKING.filter(
          (_, at) => (at + LOOKING.length - (turn.from % LOOKING.length)) % LOOKING.length < turn.count,
        );
  for (const caller of looking) {
    const { records } = openEyes(caller, 'search');
    const show = (door: string) => (stored: StoredResource) => told(caller.id, door, stored.content);
    for (const type of types) await search(records, type, show('search'));
    await history(records, types, show('history'));
  }
  await looks.stop();
}

async function search(
  records: SeenRecords,
  type: string,
  show: (stored: StoredResource) => void,
): Promise<void> {
  for (let cursor: string | undefined; ; ) {
    const page = await records.search({
      type,
      criteria: [],
      includes: [{ direction: 'include', source: '*', parameter: '*' }],
      sort: [],
      count: PAGE,
      ...(cursor !== undefined && { cursor }),
    });
    for (const { stored } of page.matches) show(stored);
    cursor = page.next;
    if (cursor === undefined) return;
  }
}

async function history(
  records: SeenRecords,
  types: readonly string[],
  show: (stored: StoredResource) => void,
): Promise<void> {
  if (types.length === 0) return;
  for (let cursor: string | undefined; ; ) {
    const page = await records.history(types, undefined, {
      count: PAGE,
      ...(cursor !== undefined && { cursor }),
    });
    for (const stored of page.versions) show(stored);
    cursor = page.next;
    if (cursor === undefined) return;
  }
}

/** Types about persons of which something is stored: most of FHIR's are never met. */
async function typesInUse({ store, validator, classify }: Ports): Promise<readonly string[]> {
  const found: string[] = [];
  for (const type of validator.types().filter((one) => !classify.aboutNobody.has(one))) {
    const { matches } = await store.records.search({ type, criteria: [], includes: [], sort: [], count: 1 });
    if (matches.length > 0) found.push(type);
  }
  return found;
}
