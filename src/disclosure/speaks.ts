// Does this answer speak of this recipient, class, way, purpose and moment?

import type { DataClass } from '../domain/data-class.ts';
import type { Provision } from './consents.ts';

/** Who gives information, by the references and identifiers it is known by, and the roles it fills. */
export interface Giver {
  readonly keys: readonly string[];
  readonly roles: readonly string[];
}

/** Who is asked about, what, which way, why and when. */
export interface ProvisionQuestion {
  readonly role: string;
  readonly row: string;
  /** References and identifiers the recipient is known by. */
  readonly organizations: readonly string[];
  /** Whose information it is; undefined: nobody knows. */
  readonly giver?: Giver;
  readonly patients: ReadonlySet<string>;
  readonly dataClass: DataClass;
  readonly action: 'disclose' | 'collect';
  readonly purposes: readonly string[];
  readonly now: Date;
  /** A yes without an end lasts this long. */
  readonly defaultMonths: number;
  /** Birth, when a yes given before it has ended with it. */
  readonly endedAtBirth?: Date;
}

/** True when a no or an objection speaks of it: what is not said is about everything. */
export function stops(provision: Provision, question: ProvisionQuestion): boolean {
  const { actors, classes, actions, from, until } = provision;
  if (!question.patients.has(provision.patient)) return false;
  if (from && from > question.now) return false;
  if (until && until <= question.now) return false;
  if (classes.length > 0 && !classes.includes(question.dataClass)) return false;
  if (actions.length > 0 && !actions.includes(question.action)) return false;
  // A no about information of somebody stops what nobody knows whose it is.
  if (provision.sources && question.giver && !gives(provision.sources, question.giver)) return false;
  // Organisation or role: an objection against "barnevern" is against each of them.
  return actors.length === 0 || actors.some((actor) => hasRole(actor, question) || hasKey(actor, question));
}

/** True when a yes speaks of it: what is not said is not permitted. */
export function permits(provision: Provision, question: ProvisionQuestion): boolean {
  const { actors, classes, actions, purposes, given, from } = provision;
  if (!question.patients.has(provision.patient) || !given || given > question.now) return false;
  if (from && from > question.now) return false;
  if (endOf(provision, given, question) <= question.now) return false;
  if (!classes.includes(question.dataClass) || !actions.includes(question.action)) return false;
  if (purposes.length > 0 && !purposes.some((purpose) => question.purposes.includes(purpose))) return false;
  if (provision.sources && !(question.giver && gives(provision.sources, question.giver))) return false;
  if (question.endedAtBirth && given < question.endedAtBirth) return false;
  // An organisation that is named is the only one meant: after a move the new one must be asked about (DT-11).
  return actors.some((actor) => (actor.keys.length > 0 ? hasKey(actor, question) : hasRole(actor, question)));
}

/** An organisation that is named is the only one meant, as for recipients. */
function gives(sources: NonNullable<Provision['sources']>, { keys, roles }: Giver): boolean {
  return sources.some((source) =>
    source.keys.length > 0
      ? source.keys.some((key) => keys.includes(key))
      : source.role !== undefined && roles.includes(source.role),
  );
}

function endOf({ until }: Provision, given: Date, { defaultMonths }: ProvisionQuestion): Date {
  if (until) return until;
  const end = new Date(given);
  end.setUTCMonth(end.getUTCMonth() + defaultMonths);
  return end;
}

function hasRole({ role }: Provision['actors'][number], question: ProvisionQuestion): boolean {
  return role === question.role || role === question.row;
}

function hasKey({ keys }: Provision['actors'][number], question: ProvisionQuestion): boolean {
  return keys.some((key) => question.organizations.includes(key));
}
