// To whom? Roles and references of a plan become recipients of the directory.

import { Temporal } from 'temporal-polyfill';
import type { Recipient } from '../../domain/recipient.ts';
import type { Seeker } from '../../network/fits.ts';
import { type CaseView, postalCodeOf } from '../../pathway/case/case-view.ts';
import { toMoment } from '../../pathway/timers/dates.ts';
import type { Addressee, PlannedSend } from '../../pathway/plan.ts';
import type { Directory, PartyReference } from '../../network/directory.ts';

/** A party of a send with the recipient it means; `recipient` is absent when nobody fills it. */
export interface Addressed {
  readonly recipient: Recipient | undefined;
  /** Role asked for, or what kind of reference; for findings. */
  readonly asked: string;
  readonly evaluateOnly: boolean;
}

/** The recipient that fills a role for this case: the GP is hers, the coordinator is the care team's, others serve where she lives and who she is. */
export function recipientFor(
  role: string,
  view: CaseView,
  directory: Directory,
  now: Date,
): Recipient | undefined {
  if (role === 'coordinator') return firstKnown(coordinators(view), directory);
  const known = role === 'fastlege' ? firstKnown(view.generalPractitioner, directory) : undefined;
  return known ?? directory.byRole(role, seekerOf(view, now));
}

interface Known {
  readonly at: number;
  readonly seeker: Seeker;
}

/** Every role of a case is looked for by the same seeker, at the one moment of its plan. */
const SEEKERS = new WeakMap<CaseView, Known>();

/** What the directory may know of the mother: where she lives, and her age on the day. */
export function seekerOf(view: CaseView, now: Date): Seeker {
  const known = SEEKERS.get(view);
  if (known?.at === now.getTime()) return known.seeker;
  const seeker = readSeeker(view, now);
  SEEKERS.set(view, { at: now.getTime(), seeker });
  return seeker;
}

function readSeeker({ mother, municipality, zone }: CaseView, now: Date): Seeker {
  const today = Temporal.Instant.fromEpochMilliseconds(now.getTime()).toZonedDateTimeISO(zone).toPlainDate();
  const { birthDate } = mother.resource;
  const born = typeof birthDate === 'string' ? toMoment(birthDate, zone) : undefined;
  return {
    municipality,
    postalCode: postalCodeOf(mother.resource),
    age: born?.toPlainDate().until(today, { largestUnit: 'years' }).years,
    on: today.toString(),
  };
}

/** The same as an addressee of the pathway. */
export function addresseeFor(
  role: string,
  view: CaseView,
  directory: Directory,
  now: Date,
): Addressee | undefined {
  const recipient = recipientFor(role, view, directory, now);
  if (!recipient) return undefined;
  const [service] = recipient.services;
  return {
    id: recipient.id,
    role: recipient.roles[0] ?? role,
    reference: { reference: recipient.organization },
    ...(service !== undefined && { service: { reference: service } }),
  };
}

function firstKnown(references: readonly PartyReference[], directory: Directory): Recipient | undefined {
  return references.map((reference) => directory.byReference(reference)).find((found) => found !== undefined);
}

interface Participant {
  readonly role?: readonly { readonly coding?: readonly { readonly code?: string }[] }[];
  readonly member?: PartyReference;
  readonly period?: { readonly end?: string };
}

function coordinators(view: CaseView): readonly PartyReference[] {
  return view.resources
    .filter((resource) => resource.resourceType === 'CareTeam' && resource['status'] === 'active')
    .flatMap((team) => (team['participant'] ?? []) as readonly Participant[])
    .filter(
      ({ role, period }) =>
        period?.end === undefined &&
        role?.some(({ coding }) => coding?.some(({ code }) => code === 'coordinator')) === true,
    )
    .flatMap(({ member }) => (member ? [member] : []));
}

/** Recipients of a send, each once: being sent to outweighs being evaluated. */
export function addressSend(
  send: PlannedSend,
  view: CaseView,
  directory: Directory,
  now: Date,
): readonly Addressed[] {
  const found = send.to.filter(isParty).map(({ role, reference, evaluateOnly }) => {
    const recipient =
      role === undefined
        ? directory.byReference(reference as PartyReference)
        : recipientFor(role, view, directory, now);
    const never = recipient?.roles.some((filled) => send.send.neverRoles.includes(filled)) === true;
    return { recipient, asked: role ?? 'reference', evaluateOnly: evaluateOnly || never };
  });
  const byId = new Map<string, Addressed>();
  for (const one of found) {
    const id = one.recipient?.id ?? `?${one.asked}`;
    if (byId.get(id)?.evaluateOnly !== false) byId.set(id, one);
  }
  return [...byId.values()];
}

/** Members that are persons of the case are no recipients of the gateway. */
function isParty({ reference }: PlannedSend['to'][number]): boolean {
  const literal = (reference as PartyReference | undefined)?.reference;
  return literal === undefined || !/^(Patient|RelatedPerson)\//.test(literal);
}
