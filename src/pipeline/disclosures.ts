// Who received what about this person, when and on what basis? Her own access, as AuditEvents and as text (pbrl § 5-1, pjl § 18).

import { CLASS_NAMES } from '../disclosure/explain-texts.ts';
import { GatewayError } from '../domain/failure.ts';
import { parseRef } from '../domain/identity.ts';
import type { JsonObject } from '../domain/json.ts';
import type { AuditEntry } from '../store/types.ts';
import type { Ports } from './ports.ts';
import { type AuditWords, isLook, renderAudit, sentence } from './render-audit.ts';

/** A Bundle of AuditEvents, newest first, and the same as sentences. */
export interface Disclosures {
  readonly bundle: JsonObject;
  readonly text: readonly string[];
}

/** Most lines of one answer; who wants older ones narrows by time in the audit itself. */
const LIMIT = { limit: 1000 };

/** Sends and refusals about a person; the question itself is written down. Throws LENKE_OPS_NOT_FOUND for what is no patient. */
export async function listDisclosures(subject: string, by: string, ports: Ports): Promise<Disclosures> {
  const person = parseRef(subject);
  if (!person?.startsWith('Patient/')) throw new GatewayError('LENKE_OPS_NOT_FOUND', { kind: 'patient' });
  const { items } = await ports.store.audit.list({ subject: person }, LIMIT);
  const told = items.filter(isTold);
  const words = wordsOf(ports);
  await ports.store.audit.write(ports.store.alone, [
    { at: ports.clock.now(), action: 'read', caller: by, subject: person, detail: 'disclosures' },
  ]);
  return {
    bundle: {
      resourceType: 'Bundle',
      type: 'collection',
      timestamp: ports.clock.now().toISOString(),
      entry: told.map((entry, index) => ({ resource: renderAudit(entry, words, index) })),
    },
    text: told.map((entry) => sentence(entry, words)),
  };
}

/**
 * What left, who looked, and what was refused; that something could have gone and did not is no disclosure. A look without
 * a basis was at what the looker wrote itself, or at this very list; what a search came across and did not show, nobody saw.
 */
function isTold({ action, effect, basis }: AuditEntry): boolean {
  if (isLook(action)) return basis !== undefined && (action === 'read' || effect !== 'deny');
  return action === 'send' || (action === 'decide' && effect === 'deny');
}

function wordsOf({ directory, law }: Pick<Ports, 'directory' | 'law'>): AuditWords {
  const names: Readonly<Record<string, { readonly nb: string }>> = CLASS_NAMES;
  return {
    organization(id) {
      const found = directory.byId(id);
      return found && { reference: found.organization, display: found.name };
    },
    basis: (code) => law.basis[code]?.nb ?? code,
    className: (dataClass) => names[dataClass]?.nb ?? dataClass,
  };
}
