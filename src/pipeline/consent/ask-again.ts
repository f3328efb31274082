// Who must ask her again, and when? After a withdrawal at most once per trimester; after a move for what named the old organisation.

import { Temporal } from 'temporal-polyfill';
import type { Provision } from '../../disclosure/consents.ts';
import { contentId, type Ref } from '../../domain/identity.ts';
import type { JsonObject } from '../../domain/json.ts';
import type { InteractionResult } from '../../store/records/types.ts';
import type { Tx } from '../../store/types.ts';
import { municipalityOf, postalCodeOf, type Resource } from '../../pathway/case/case-view.ts';
import type { Seeker } from '../../network/fits.ts';
import { seekerOf } from '../planning/address.ts';
import { readLegal } from '../sending/decide-now.ts';
import type { LegalView } from '../sending/legal-view.ts';
import { codeSystem } from '../canonical.ts';
import type { Ports } from '../ports.ts';
import { caseOf } from '../intake/case-of.ts';

/**
 * Drafts the one prompt of the next trimester: not at once, which would press her, and never two (the id is of case and
 * trimester). Before birth only, and not when no trimester is left; what to ask after birth is asked after birth.
 */
export async function askNextTrimester(
  tx: Tx,
  consent: JsonObject,
  legal: LegalView,
  ports: Ports,
): Promise<void> {
  const { ga0, mother, zone } = legal.view;
  if (legal.phase !== 'PRE' || !ga0) return;
  const today = Temporal.Instant.fromEpochMilliseconds(ports.clock.now().getTime())
    .toZonedDateTimeISO(zone)
    .toPlainDate();
  const day = ga0.until(today, { largestUnit: 'days' }).days;
  const next = ports.law.consent.trimesterDays.find((start) => start > day);
  if (next === undefined) return;
  const task = taskOf(
    'ask-consent',
    contentId('ask-consent', legal.view.case, String(next)),
    mother.reference,
    ports,
  );
  const owner = (consent['organization'] as readonly object[] | undefined)?.[0];
  await ports.store.records.createIfAbsent(
    tx,
    [
      {
        ...task,
        description:
          'Spør om samtykke på nytt, tidligst denne datoen og bare én gang i trimesteret. Hun kan si nei.',
        restriction: { period: { start: ga0.add({ days: next }).toString() } },
        ...(owner && { owner }),
      },
    ],
    ports.clock.now(),
  );
}

/**
 * A mother whose home is elsewhere than before: consents that name an organisation of the old municipality, or a role that another
 * organisation plays where she lives now, are asked about anew (DT-11). Gives who moved, so that what waits is decided again.
 */
export async function askAfterMove(
  tx: Tx,
  results: readonly InteractionResult[],
  ports: Ports,
): Promise<readonly { readonly patient: Ref; readonly case: Ref }[]> {
  const moved: { patient: Ref; case: Ref }[] = [];
  for (const { stored, resource, previous } of results) {
    if (stored?.type !== 'Patient' || !resource || !previous) continue;
    const [from, to] = [homeOf(previous), homeOf(resource)];
    if (!from || !to || isSameHome(from, to)) continue;
    const person: Ref = `Patient/${stored.id}`;
    const found = (await caseOf(ports, tx, person))?.case;
    if (!found) continue;
    const legal = await readLegal({ case: found }, ports, tx);
    if (legal.evidence.mother !== person) continue;
    moved.push({ patient: person, case: found });
    const seeker = seekerOf(legal.view, ports.clock.now());
    const left = legal.evidence.provisions.filter((one) =>
      changesHands(one, { ...seeker, ...from }, { ...seeker, ...to }, ports),
    );
    const tasks = [...new Set(left.map(({ consent }) => consent))].map((consent) => ({
      ...taskOf(
        'reconfirm-consent',
        contentId('reconfirm-consent', consent, to.municipality, to.postalCode ?? ''),
        person,
        ports,
      ),
      description:
        'Hun har flyttet. Det samtykket sier om virksomheter der hun bodde, gjelder ikke dem der hun bor nå: spør på nytt.',
      focus: { reference: consent },
    }));
    if (tasks.length > 0) await ports.store.records.createIfAbsent(tx, tasks, ports.clock.now());
  }
  return moved;
}

/** True for a yes to an organisation that serves the old municipality and not the new one, or to a role that changes hands with the move. */
function changesHands(
  { kind, actors }: Provision,
  from: Seeker & Home,
  to: Seeker & Home,
  { directory }: Ports,
): boolean {
  if (kind !== 'permit') return false;
  const roles = actors.flatMap(({ role, keys }) => (role === undefined || keys.length > 0 ? [] : [role]));
  if (roles.some((role) => directory.byRole(role, from)?.id !== directory.byRole(role, to)?.id)) return true;
  return directory.recipients.some(
    ({ municipalities, organization, services, identifiers }) =>
      municipalities.includes(from.municipality) &&
      !municipalities.includes(to.municipality) &&
      actors.some(({ keys }) =>
        keys.some((key) => [organization, ...services, ...identifiers].includes(key)),
      ),
  );
}

interface Home {
  readonly municipality: string;
  readonly postalCode?: string | undefined;
}

/** Where a person lives; undefined without a municipality, by which everything is found. */
function homeOf(patient: Resource): Home | undefined {
  const municipality = municipalityOf(patient);
  return municipality === undefined ? undefined : { municipality, postalCode: postalCodeOf(patient) };
}

function isSameHome(one: Home, other: Home): boolean {
  return one.municipality === other.municipality && one.postalCode === other.postalCode;
}

function taskOf(code: string, id: string, patient: Ref, ports: Ports): JsonObject & { readonly id: string } {
  return {
    resourceType: 'Task',
    id,
    status: 'requested',
    intent: 'proposal',
    code: { coding: [{ system: codeSystem('tk-task'), code }] },
    for: { reference: patient },
    authoredOn: ports.clock.now().toISOString(),
  };
}
