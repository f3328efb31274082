// Whose case is it when none is open? A closed one that a new concern opens again, or a new one that a first contact opens.

import { contentId, type Ref } from '../../domain/identity.ts';
import type { JsonObject } from '../../domain/json.ts';
import type { EventRule } from '../../pathway/events.ts';
import type { Tx } from '../../store/types.ts';
import { codeSystem } from '../canonical.ts';
import type { Ports } from '../ports.ts';
import { type CaseOfPatient, episodeOf } from './case-of.ts';

/** What came, about whom. */
export interface Unclaimed {
  readonly rule: EventRule;
  readonly subject: Ref;
  readonly trigger: { readonly reference: Ref };
}

const CLOSED: ReadonlySet<string> = new Set(['finished', 'cancelled']);

/** The case by the rule's own word: `closed` finds one that was closed, `opens` makes one. Undefined: it belongs to no case. */
export async function caseWithout(
  ports: Ports,
  tx: Tx,
  { rule, subject, trigger }: Unclaimed,
  now: Date,
): Promise<CaseOfPatient | undefined> {
  const closed = rule.closed ? await episodeOf(ports, tx, subject, 'mother', CLOSED) : undefined;
  if (closed) return { case: closed, of: 'mother' };
  const opened = rule.opens ? await openCase(ports, tx, subject, trigger.reference, now) : undefined;
  return opened && { case: opened, of: 'mother' };
}

/** An EpisodeOfCare that says no more than that somebody is concerned (A-OPEN, D-06). The same contact opens one case. */
async function openCase(
  ports: Ports,
  tx: Tx,
  patient: Ref,
  contact: Ref,
  now: Date,
): Promise<Ref | undefined> {
  const id = contentId('case', patient, contact);
  const episode: JsonObject & { id: string } = {
    resourceType: 'EpisodeOfCare',
    id,
    status: 'planned',
    type: [{ coding: [{ system: codeSystem('tk-pathway'), code: 'mother' }] }],
    patient: { reference: patient },
    period: { start: now.toISOString().slice(0, 10) },
  };
  const isValid = !ports.validator
    .validate(episode)
    .some(({ severity }) => severity === 'error' || severity === 'fatal');
  if (!isValid) return undefined;
  await ports.store.records.createIfAbsent(tx, [episode], now);
  return `EpisodeOfCare/${id}`;
}
