// Who coordinates here, how does one reach them, on what ground, and what is not known?

import { serves } from './fits.ts';
import type { CoordinatorRow, Place } from './places.ts';
import type { Service } from './service.ts';

/** What nobody has told the gateway. A code, so that it can be said in any language and counted. */
export type Unknown = 'layer' | 'service' | 'contact' | 'verified' | 'person' | 'agreement' | 'basis';

/** One that coordinates. */
export interface Coordinator extends CoordinatorRow {
  readonly service?: Service;
  readonly unknown: readonly Unknown[];
}

/** The answer for a place. */
export interface Coordination {
  readonly place: Pick<Place, 'number' | 'name' | 'layer'>;
  readonly coordinators: readonly Coordinator[];
  /** Of the place as a whole. */
  readonly unknown: readonly Unknown[];
}

/** Answers from the data alone; nothing is guessed, and every gap has its code. */
export function coordinationIn(place: Place, services: readonly Service[]): Coordination {
  const { number, name, layer } = place;
  return {
    place: { ...(number !== undefined && { number }), name, ...(layer !== undefined && { layer }) },
    coordinators: place.coordinators.map((row) => withService(row, place, services)),
    unknown: [
      ...(layer === undefined ? (['layer', 'agreement'] as const) : []),
      // The directory holds services, no persons: who has the task today is known to the service itself.
      'person',
    ],
  };
}

function withService(
  row: CoordinatorRow,
  { number, layer }: Place,
  services: readonly Service[],
): Coordinator {
  const service = services.find(
    (one) =>
      one.active &&
      row.role !== undefined &&
      one.roles.includes(row.role) &&
      // What names no municipality serves everywhere its layer runs; where no layer runs nobody has said so.
      (one.municipalities.length > 0 ? serves(one, { municipality: number }) : layer !== undefined),
  );
  const contacts = service ? contactsOf(service, services, number) : [];
  const unknown: Unknown[] = [];
  if (row.role !== undefined && !service) unknown.push('service');
  if (service && contacts.length === 0) unknown.push('contact');
  if (service && service.verified === undefined) unknown.push('verified');
  if (row.ground !== 'law' && row.status !== 'V') unknown.push('agreement');
  if (row.ground === 'law' && row.status !== 'V') unknown.push('basis');
  return { ...row, ...(service && { service: { ...service, contacts } }), unknown };
}

/** Its own, else those of an offer of the same organisation here: one door leads to the other. */
function contactsOf(
  service: Service,
  services: readonly Service[],
  municipality: string | undefined,
): Service['contacts'] {
  if (service.contacts.length > 0) return service.contacts;
  const other = services.find(
    (one) =>
      one.active &&
      one.contacts.length > 0 &&
      one.organization === service.organization &&
      serves(one, { municipality }),
  );
  return other?.contacts ?? [];
}
