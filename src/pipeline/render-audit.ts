// How does a line of the audit look as FHIR? An AuditEvent of the profile lenke-audit-disclosure; no clinical content.

import type { JsonObject } from '../domain/json.ts';
import type { AuditEntry } from '../store/types.ts';
import { codeSystem } from './ports.ts';

/** What the rendering looks up: who a recipient is, what a basis is called. */
export interface AuditWords {
  /** Reference and name of an organisation by recipient id. */
  organization(id: string): { readonly reference: string; readonly display: string } | undefined;
  basis(code: string): string;
  className(dataClass: string): string;
}

/** Rendered audit: what happened in words for the person it is about. */
export function renderAudit(entry: AuditEntry, words: AuditWords, index: number): JsonObject {
  const { at, caller, recipient, subject, classes = [], effect, basis = '', rule = '' } = entry;
  const receiver = recipient === undefined ? undefined : words.organization(recipient);
  const { type, action } = kindOf(entry.action);
  const text = sentence(entry, words);
  return {
    resourceType: 'AuditEvent',
    id: `audit-${at.getTime()}-${index}`,
    meta: { profile: ['https://lenke.example/fhir/StructureDefinition/lenke-audit-disclosure'] },
    text: { status: 'generated', div: `<div xmlns="http://www.w3.org/1999/xhtml">${escaped(text)}</div>` },
    type: {
      system: 'http://terminology.hl7.org/CodeSystem/iso-21089-lifecycle',
      code: type,
    },
    action,
    recorded: at.toISOString(),
    outcome: effect === 'deny' ? '4' : '0',
    outcomeDesc: text,
    purposeOfEvent: [
      {
        coding: [{ system: codeSystem('tk-legal-basis'), code: basis, display: words.basis(basis) }],
        text: rule,
      },
    ],
    agent: [
      { who: { display: caller }, requestor: true },
      ...(receiver ? [{ who: receiver, requestor: false, role: [{ text: recipient }] }] : []),
    ],
    source: { observer: { display: 'Lenke' } },
    entity: [
      ...(subject === undefined
        ? []
        : [{ what: { reference: subject }, securityLabel: classes.map(classOf) }]),
      ...(entry.evidence ?? []).filter(isReference).map((reference) => ({ what: { reference } })),
    ],
  };
}

function classOf(dataClass: string): object {
  return { system: codeSystem('tk-data-class'), code: dataClass };
}

function isReference(evidence: string): boolean {
  return /^[A-Z]\w+\//.test(evidence);
}

/** One sentence, such as a person may read who asks who got what. */
export function sentence(entry: AuditEntry, words: AuditWords): string {
  const { at, recipient, classes = [], basis = '', rule = '' } = entry;
  const who = (recipient !== undefined && words.organization(recipient)?.display) || (recipient ?? 'ukjent');
  const what = classes.map((one) => words.className(one)).join(', ');
  const verb = verbOf(entry);
  return `${at.toISOString().slice(0, 16).replace('T', ' ')} UTC: ${who} ${verb} ${what}. ${rule}, ${words.basis(basis)}.`;
}

/** Codes of iso-21089-lifecycle and of AuditEvent.action. */
function kindOf(action: AuditEntry['action']): { readonly type: string; readonly action: string } {
  if (action === 'send') return { type: 'disclose', action: 'E' };
  return isLook(action) ? { type: 'access', action: 'R' } : { type: 'verify', action: 'E' };
}

/** True when somebody came to look, and nothing was sent. */
export function isLook(action: AuditEntry['action']): boolean {
  return action === 'read' || action === 'search';
}

function verbOf({ action, effect }: AuditEntry): string {
  if (isLook(action)) return effect === 'deny' ? 'så etter, og fikk ikke se,' : 'så';
  if (action === 'send') return 'fikk';
  return effect === 'deny' ? 'fikk ikke' : 'kunne få';
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}
