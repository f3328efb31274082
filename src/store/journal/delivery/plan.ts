// Which deliveries are new? Writes them with what they carry, in one statement.

import { STANDING } from '../../../domain/delivery.ts';
import type { DeliveryId } from '../../../domain/identity.ts';
import type { PlannedDelivery } from '../types.ts';
import type { Tx } from '../../tx.ts';
import { newOf } from '../new-of.ts';

const PLAN = `with planned as (
    insert into deliveries (id, event_id, action, recipient, role, subject, case_ref, persons, lane, content, claimed_basis,
      evaluate_only, task, not_before, planned_at, state, standing, effect, rule, basis, reason, next_at, updated_at)
    select id, "eventId", action, recipient, role, subject, "case", persons, lane, content, "claimedBasis", "evaluateOnly", task,
      "notBefore", "plannedAt", state, standing, effect, rule, basis, reason,
      case when standing then "notBefore" end, "plannedAt"
      from json_to_recordset($1::json) as g(id text, "eventId" text, action text, recipient text, role text,
        subject text, "case" text, persons jsonb, lane text, content jsonb, "claimedBasis" text, "evaluateOnly" boolean, task text,
        "notBefore" timestamptz, "plannedAt" timestamptz, state text, standing boolean, effect text, rule text,
        basis text, reason text)
    on conflict (id) do nothing returning id, seq, content),
  carried as (
    insert into delivery_contents (reference, delivery_seq)
    select distinct item ->> 'reference', planned.seq from planned, jsonb_array_elements(planned.content) item)
  select id from planned`;

/** Inserts what is new (by id) and returns the ids that were new, in the order given; their line order is that order. */
export async function plan(tx: Tx, deliveries: readonly PlannedDelivery[]): Promise<readonly DeliveryId[]> {
  if (deliveries.length === 0) return [];
  const given = deliveries.map((each) => ({ ...each, standing: STANDING.has(each.state) }));
  const rows = await tx.query<{ id: DeliveryId }>(PLAN, [JSON.stringify(given)], 'delivery-plan');
  return newOf(deliveries, rows);
}
