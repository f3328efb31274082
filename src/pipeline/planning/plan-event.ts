// What is known of the case of this event, and what does the pathway say follows? Step 5, for processing and for explaining.

import type { PathwayEvent } from '../../domain/event.ts';
import { GatewayError } from '../../domain/failure.ts';
import { parseRef, type Ref } from '../../domain/identity.ts';
import { referenceKeys } from '../../disclosure/consents.ts';
import type { Directory, PartyReference } from '../../network/directory.ts';
import { type CaseView, referenceOf, type Resource, viewCase } from '../../pathway/case/case-view.ts';
import { type Addressee, plan, type Plan, type PlanInput } from '../../pathway/plan.ts';
import type { Tx } from '../../store/types.ts';
import { addresseeFor } from './address.ts';
import { offersFor } from './offers-for.ts';
import { permits } from './permits.ts';
import { codeSystem } from '../canonical.ts';
import type { Ports } from '../ports.ts';

/** The case of an event as it stands, with the resources that meant it. Throws LENKE_PLAN_FAILED without its episode or patient. */
export async function readCase(tx: Tx, event: PathwayEvent, ports: Ports): Promise<ReadCase> {
  const { records } = ports.store;
  const pinned = await records.readPinned(event.triggers, tx);
  const triggers = pinned
    .filter(({ content }) => content !== '')
    .map(({ content }) => JSON.parse(content) as Resource);
  // The children a birth reports are near: naming them saves a round trip.
  const near = [event.subject, ...triggers.flatMap(patientsNamed)];
  const resources = (await records.caseBundle(event.case, { near }, tx)) as readonly Resource[];
  const view = viewCase(event.case, resources, triggers, ports.pathway.parameters, ports.pathway.zone);
  if (!view) throw new GatewayError('LENKE_PLAN_FAILED', { step: 'read' });
  return { view, triggers, before: await readBefore(tx, event, ports) };
}

/** A case as planning needs it. */
export interface ReadCase {
  readonly view: CaseView;
  readonly triggers: readonly Resource[];
  /** The triggers as they were before the event; read only where a region of the pathway may be moved by it. */
  readonly before: readonly Resource[];
}

async function readBefore(
  tx: Tx,
  event: PathwayEvent,
  { store, pathway }: Ports,
): Promise<readonly Resource[]> {
  if (!pathway.regions.some(({ ev }) => ev.includes(event.code))) return [];
  const earlier = event.triggers.flatMap(({ reference, version }) =>
    version > 1 ? [{ reference, version: version - 1 }] : [],
  );
  const stored = await store.records.readPinned(earlier, tx);
  return stored.flatMap(({ content }) => (content === '' ? [] : [JSON.parse(content) as Resource]));
}

function patientsNamed(resource: Resource): readonly Ref[] {
  const references = [resource['subject'], resource['for'], resource['focus']].flat();
  return references.flatMap((reference) => {
    const ref = parseRef(referenceOf(reference));
    return ref?.startsWith('Patient/') ? [ref] : [];
  });
}

/** A recipient is known by all its references and identifiers, whoever else by what the reference says. */
function keysOf(reference: PartyReference | undefined, { directory }: Ports): readonly string[] {
  if (!reference) return [];
  const known = directory.byReference(reference);
  return known ? [known.organization, ...known.services, ...known.identifiers] : referenceKeys(reference);
}

/** Who fills a role for this case at this moment; each role is looked for once, however many drafts and sends name it. */
function addresseesOf(view: CaseView, directory: Directory, now: Date): PlanInput['addressOf'] {
  const found = new Map<string, Addressee | undefined>();
  return (role) => {
    if (!found.has(role)) found.set(role, addresseeFor(role, view, directory, now));
    return found.get(role);
  };
}

/** What the pathway says follows from the event. Nothing is written. */
export function planEvent(event: PathwayEvent, { view, triggers, before }: ReadCase, ports: Ports): Plan {
  const { pathway, directory, clock } = ports;
  const now = clock.now();
  return plan({
    pathway,
    view,
    event,
    triggers,
    before,
    now,
    system: codeSystem,
    addressOf: addresseesOf(view, directory, now),
    offers: () => offersFor(view, directory, codeSystem, now),
    keysOf: (reference) => keysOf(reference as PartyReference | undefined, ports),
    permits: (role) => permits(role, view, ports),
  });
}
