// What must a person still do herself, and for how long has it stood? Counts and age per service: that it is missing, never its content.

import { referenceKeys } from '../../disclosure/consents.ts';
import type { DutyReader } from '../../disclosure/law.ts';
import type { Directory, PartyReference } from '../../network/directory.ts';
import type { Resource } from '../../pathway/case/case-view.ts';
import { codeSystem } from '../canonical.ts';
import type { Ports } from '../ports.ts';

/** Open duties of one kind at one service. */
export interface OpenDuties {
  /** Name in mappings/law, such as `assess-33`. */
  readonly duty: string;
  readonly nb: string;
  readonly en: string;
  /** Recipient id of the service; null when the owner is a person who stands for none that we know. */
  readonly service: string | null;
  readonly open: number;
  /** Of these past their time. */
  readonly overdue: number;
  /** Hours since the oldest was asked for. */
  readonly oldestHours: number;
}

/** What the leaders see. `isCut` says that there are more than were looked at. */
export interface DutyList {
  readonly asOf: string;
  readonly isCut: boolean;
  readonly items: readonly OpenDuties[];
}

/** Most duties of one kind that are looked at. */
const LIMIT = 1000;
const HOUR_MS = 3_600_000;

/** Counts what is open by duty and service. Says nothing of whom it is about. */
export async function listDuties(
  ports: Pick<Ports, 'store' | 'law' | 'directory' | 'clock'>,
): Promise<DutyList> {
  const found = await Promise.all(ports.law.duties.map((duty) => openOf(duty, ports)));
  const roles = await rolesOf(
    found.flatMap(({ open }) => open),
    ports,
  );
  const now = ports.clock.now();
  return {
    asOf: now.toISOString(),
    isCut: found.some(({ isCut }) => isCut),
    items: found.flatMap(({ duty, open }) => countByService(duty, open, roles, ports.directory, now)),
  };
}

/** An open duty: whose it is, since when, until when. */
interface Open {
  readonly owner: PartyReference | undefined;
  readonly since: number;
  readonly due: number | undefined;
}

async function openOf(
  duty: DutyReader,
  { store }: Pick<Ports, 'store'>,
): Promise<{ duty: DutyReader; open: readonly Open[]; isCut: boolean }> {
  const [system = '', code = ''] = duty.code.split('#');
  const { matches, next } = await store.records.search({
    type: duty.type,
    criteria: [
      { parameter: duty.element, values: [`${codeSystem(system)}|${code}`] },
      { parameter: 'status', values: duty.open },
    ],
    includes: [],
    sort: [],
    count: LIMIT,
  });
  const open = matches.map(({ stored }): Open => {
    const resource = JSON.parse(stored.content) as Resource;
    const [owner] = duty.owner(resource) as readonly PartyReference[];
    return { owner, since: timeOf(resource['authoredOn']) ?? 0, due: timeOf(duty.due(resource)[0]) };
  });
  return { duty, open, isCut: next !== undefined };
}

function timeOf(value: unknown): number | undefined {
  const time = typeof value === 'string' ? Date.parse(value) : Number.NaN;
  return Number.isNaN(time) ? undefined : time;
}

/** The organisation a PractitionerRole acts for, by reference. */
type Roles = ReadonlyMap<string, PartyReference>;

async function rolesOf(open: readonly Open[], { store }: Pick<Ports, 'store'>): Promise<Roles> {
  const named = open.flatMap(({ owner }) => owner?.reference ?? []);
  const wanted = [...new Set(named.filter(isRole))];
  const read = wanted.length === 0 ? [] : await store.records.readMany(wanted);
  return new Map(
    read.flatMap(({ id, content }): [string, PartyReference][] => {
      const { organization } = JSON.parse(content) as { organization?: PartyReference };
      return organization ? [[`PractitionerRole/${id}`, organization]] : [];
    }),
  );
}

function isRole(reference: string): reference is `PractitionerRole/${string}` {
  return reference.startsWith('PractitionerRole/');
}

function countByService(
  { id, nb, en }: DutyReader,
  open: readonly Open[],
  roles: Roles,
  directory: Pick<Directory, 'byReference'>,
  now: Date,
): readonly OpenDuties[] {
  const byService = Map.groupBy(open, ({ owner }) => serviceOf(owner, roles, directory));
  return [...byService]
    .map(([service, list]) => ({
      duty: id,
      nb,
      en,
      service,
      open: list.length,
      overdue: list.filter(({ due }) => due !== undefined && due < now.getTime()).length,
      oldestHours: Math.floor((now.getTime() - Math.min(...list.map(({ since }) => since))) / HOUR_MS),
    }))
    .toSorted((one, other) => other.overdue - one.overdue || other.oldestHours - one.oldestHours);
}

function serviceOf(
  owner: PartyReference | undefined,
  roles: Roles,
  directory: Pick<Directory, 'byReference'>,
): string | null {
  if (!owner || referenceKeys(owner).length === 0) return null;
  const acting = roles.get(owner.reference ?? '') ?? owner;
  return directory.byReference(acting)?.id ?? null;
}
