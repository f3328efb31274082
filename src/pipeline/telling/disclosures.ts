// Who received what about this person, when and on what basis? Her own access, as AuditEvents, as text and as a page (pbrl § 5-1, pjl § 18).

import { CLASS_NAMES } from '../../disclosure/explain-texts.ts';
import type { Caller } from '../../domain/caller.ts';
import { GatewayError } from '../../domain/failure.ts';
import type { Language, Said } from '../../domain/language.ts';
import { parseRef } from '../../domain/identity.ts';
import type { JsonObject } from '../../domain/json.ts';
import type { AuditEntry } from '../../store/types.ts';
import { attestAudit, attestingOf } from './attest-audit.ts';
import { disclosurePage } from './disclosure-page.ts';
import type { Ports } from '../ports.ts';
import { type AuditWords, isLook, renderAudit, sentence, toldLine } from './render-audit.ts';

/** Whose disclosures are asked for, in which language, and for whom. */
export interface DisclosuresQuestion {
  readonly subject: string;
  readonly language: Language;
  /**
   * `officer`: who looks after patients' access sees with what attestation a look was made, and which parts of it are missing.
   * `patient`: herself, who gets the number of no professional.
   */
  readonly audience: 'patient' | 'officer';
}

/** A Bundle of AuditEvents, newest first, the same as sentences, and as a page. */
export interface Disclosures {
  readonly bundle: JsonObject;
  readonly text: readonly string[];
  readonly page: string;
}

/** Most lines of one answer; who wants older ones narrows by time in the audit itself. */
const LIMIT = { limit: 1000 };

/** Sends and refusals about a person; the question itself is written down. Throws LENKE_OPS_NOT_FOUND for what is no patient. */
export async function listDisclosures(
  { subject, language, audience }: DisclosuresQuestion,
  by: string,
  callers: readonly Caller[],
  ports: Ports,
): Promise<Disclosures> {
  const person = parseRef(subject);
  if (!person?.startsWith('Patient/')) throw new GatewayError('LENKE_OPS_NOT_FOUND', { kind: 'patient' });
  const { items } = await ports.store.audit.list({ subject: person }, LIMIT);
  const told = items.filter(isTold);
  const words = wordsOf(language, ports);
  await ports.store.audit.write(ports.store.alone, [
    { at: ports.clock.now(), action: 'read', caller: by, subject: person, detail: 'disclosures' },
  ]);
  const shown = (entry: AuditEntry, index: number): JsonObject => {
    const event = renderAudit(entry, words, index);
    return audience === 'patient' ? event : attestAudit(event, attestingOf(entry, callers));
  };
  return {
    bundle: {
      resourceType: 'Bundle',
      type: 'collection',
      timestamp: ports.clock.now().toISOString(),
      entry: told.map((entry, index) => ({ resource: shown(entry, index) })),
    },
    text: told.map((entry) => sentence(entry, words)),
    page: disclosurePage(
      told.map((entry) => toldLine(entry, words)),
      language,
    ),
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

function wordsOf(
  language: Language,
  { directory, law, pathway }: Pick<Ports, 'directory' | 'law' | 'pathway'>,
): AuditWords {
  const names: Readonly<Record<string, Said>> = CLASS_NAMES;
  return {
    language,
    zone: pathway.zone,
    organization(id) {
      const found = directory.byId(id);
      return found && { reference: found.organization, display: found.name };
    },
    basis: (code) => law.basis[code]?.[language] ?? code,
    className: (dataClass) => names[dataClass]?.[language] ?? dataClass,
  };
}
