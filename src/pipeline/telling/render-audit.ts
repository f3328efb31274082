// How does a line of the audit look as FHIR, and in words? An AuditEvent of the profile lenke-audit-disclosure; no clinical content.

import type { Language, Said } from '../../domain/language.ts';
import type { JsonObject } from '../../domain/json.ts';
import type { AuditEntry } from '../../store/types.ts';
import type { ToldLine } from './disclosure-page.ts';
import { LINES, REASONS } from './disclosure-texts.ts';
import { codeSystem } from '../canonical.ts';

/** What the rendering looks up: in which language, who a recipient is, what a basis is called. */
export interface AuditWords {
  readonly language: Language;
  /** Time zone the moments are told in. */
  readonly zone: string;
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
    language: words.language,
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

/** One sentence with its moment, such as a person may read who asks who got what. */
export function sentence(entry: AuditEntry, words: AuditWords): string {
  const { when, text } = toldLine(entry, words);
  return `${when}: ${text}`;
}

/** What happened, in words: who, what, on what basis; of what was withheld, why. */
export function toldLine(entry: AuditEntry, words: AuditWords): ToldLine {
  const { language } = words;
  const { recipient, classes = [], basis = '', effect } = entry;
  const named = recipient === undefined ? undefined : words.organization(recipient)?.display;
  const line = lineOf(entry);
  const who = named ?? recipient ?? LINES.unknown[language];
  const names = [...new Set(classes)].map((one) => words.className(one));
  const what = names.length === 0 ? LINES.nothing[language] : listed(names, LINES.and[language]);
  const reason = effect === 'deny' ? reasonOf(entry)?.[language] : undefined;
  return {
    kind: effect === 'deny' ? 'withheld' : isLook(entry.action) ? 'seen' : 'sent',
    when: momentOf(entry.at, words),
    text: [
      fill(line[language], { who, what }),
      ...(reason === undefined ? [] : [reason]),
      fill(LINES.basis[language], { basis: words.basis(basis) }),
    ].join(' '),
  };
}

function lineOf({ action, effect }: AuditEntry): Said {
  if (isLook(action)) return effect === 'deny' ? LINES.sought : LINES.seen;
  return effect === 'deny' ? LINES.withheld : LINES.sent;
}

/** The reason is told in the audit as `no-consent:D3/PRE=C`, `objection:Consent/…`; a look names none. */
function reasonOf({ action, detail = '' }: AuditEntry): Said | undefined {
  const [word = ''] = isLook(action) ? ['not-allowed'] : detail.split(':');
  return REASONS[word] ?? REASONS['not-allowed'];
}

const TAGS: Said = { nb: 'nb-NO', nn: 'nn-NO', en: 'en-GB' };

function momentOf(at: Date, { language, zone }: AuditWords): string {
  return at.toLocaleString(TAGS[language], { dateStyle: 'long', timeStyle: 'short', timeZone: zone });
}

function listed(names: readonly string[], and: string): string {
  return names.length < 2 ? names.join('') : `${names.slice(0, -1).join(', ')} ${and} ${names.at(-1) ?? ''}`;
}

function fill(text: string, facts: Readonly<Record<string, string>>): string {
  return text.replaceAll(/\{(\w+)\}/g, (whole, name: string) => facts[name] ?? whole);
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

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}
