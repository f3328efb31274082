// Who decided or looked at what? Append-only: the database refuses to change or remove a line.

import { readPage } from './page.ts';
import type { AuditEntry, AuditLog, Store } from './types.ts';
import type { Ref } from '../domain/identity.ts';

interface AuditRow {
  readonly seq: string;
  readonly at: Date;
  readonly action: AuditEntry['action'];
  readonly caller: string;
  readonly recipient: string | null;
  readonly subject: Ref | null;
  readonly classes: readonly string[] | null;
  readonly effect: NonNullable<AuditEntry['effect']> | null;
  readonly rule: string | null;
  readonly basis: string | null;
  readonly law_version: string | null;
  readonly evidence: readonly string[] | null;
  readonly event_id: string | null;
  readonly delivery_id: string | null;
  readonly detail: string | null;
}

const WRITE = `insert into audit (at, action, caller, recipient, subject, classes, effect, rule, basis, law_version,
    evidence, event_id, delivery_id, detail)
  select at, action, caller, recipient, subject, classes, effect, rule, basis, "lawVersion", evidence, "eventId",
    "deliveryId", detail
    from json_to_recordset($1::json) as a(at timestamptz, action text, caller text, recipient text, subject text,
      classes text[], effect text, rule text, basis text, "lawVersion" text, evidence text[], "eventId" text,
      "deliveryId" text, detail text)`;

const LIST = `select seq, at, action, caller, recipient, subject, classes, effect, rule, basis, law_version, evidence,
  event_id, delivery_id, detail from audit`;

/** Builds the audit log. */
export function createAuditLog(query: Store['query']): AuditLog {
  return {
    async write(tx, entries) {
      if (entries.length > 0) await tx.query(WRITE, [JSON.stringify(entries)], 'audit-write');
    },
    list: (filter, page, tx) =>
      readPage(
        tx?.query ?? query,
        LIST,
        [
          ['subject = ?', filter.subject],
          ['delivery_id = ?', filter.deliveryId],
          ['at >= ?', filter.since],
          ['action = ?', filter.action],
          ['? = any(evidence)', filter.evidence],
        ],
        page,
        readEntry,
      ),
  };
}

function readEntry(row: AuditRow): AuditEntry {
  return {
    at: row.at,
    action: row.action,
    caller: row.caller,
    ...(row.recipient !== null && { recipient: row.recipient }),
    ...(row.subject !== null && { subject: row.subject }),
    ...(row.classes !== null && { classes: row.classes }),
    ...(row.effect !== null && { effect: row.effect }),
    ...(row.rule !== null && { rule: row.rule }),
    ...(row.basis !== null && { basis: row.basis }),
    ...(row.law_version !== null && { lawVersion: row.law_version }),
    ...(row.evidence !== null && { evidence: row.evidence }),
    ...(row.event_id !== null && { eventId: row.event_id }),
    ...(row.delivery_id !== null && { deliveryId: row.delivery_id }),
    ...(row.detail !== null && { detail: row.detail }),
  };
}
