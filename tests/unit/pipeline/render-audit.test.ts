// Her own access is told in sentences and on a page, in nb, nn and en: who, what, on what basis, and why something was withheld.

import { describe, expect, test } from '@jest/globals';
import { CLASS_NAMES } from '../../../src/disclosure/explain-texts.ts';
import { LANGUAGES, type Language } from '../../../src/domain/language.ts';
import { disclosurePage } from '../../../src/pipeline/telling/disclosure-page.ts';
import { PAGE, REASONS } from '../../../src/pipeline/telling/disclosure-texts.ts';
import { sentence, toldLine } from '../../../src/pipeline/telling/render-audit.ts';
import type { AuditEntry } from '../../../src/store/types.ts';
import { NORWAY } from '../../support/law.ts';

const words = (language: Language) => ({
  language,
  zone: 'Europe/Oslo',
  organization: (id: string) => ({ reference: `Organization/${id}`, display: `Syntetisk ${id} <a>` }),
  basis: (code: string) => NORWAY.basis[code]?.[language] ?? code,
  className: (one: string) => CLASS_NAMES[one as keyof typeof CLASS_NAMES][language],
});

const entry = (over: Partial<AuditEntry>): AuditEntry => ({
  at: new Date('2026-10-08T04:12:00Z'),
  action: 'send',
  caller: 'lenke',
  recipient: 'habu',
  subject: 'Patient/1',
  classes: ['D1', 'D8', 'D8'],
  effect: 'permit',
  rule: 'R5-TREATMENT',
  basis: 'HPL45',
  ...over,
});

const withheld = (detail: string) =>
  entry({
    action: 'decide',
    effect: 'deny',
    rule: 'R9-DENY',
    basis: 'HPL21',
    recipient: 'barnevern',
    detail,
  });

describe('a sentence', () => {
  test.each([
    [
      'nb',
      '8. oktober 2026 kl. 06:12: Syntetisk habu <a> fikk identitet og kontakt og barnets helse og utvikling.',
    ],
    [
      'nn',
      '8. oktober 2026 kl. 06:12: Syntetisk habu <a> fekk identitet og kontakt og helsa og utviklinga til barnet.',
    ],
    [
      'en',
      '8 October 2026 at 06:12: Syntetisk habu <a> received identity and contact and the child’s health and development.',
    ],
  ] as const)('in %s tells the hour where she lives, each class once, in words', (language, starts) => {
    expect(sentence(entry({}), words(language)).startsWith(starts)).toBe(true);
  });

  test.each([
    ['no-consent:D3/PRE=C', 'no-consent'],
    ['no-relation:D3/PRE=T|C', 'no-relation'],
    ['objection:Consent/1', 'objection'],
    ['abortion:Observation/1', 'abortion'],
    ['not-allowed:D4/PRE=X', 'not-allowed'],
    ['no-row:ppt/D1/PRE', 'not-allowed'],
    ['narrowed-invalid:CarePlan', 'not-allowed'],
    ['nothing-essential', 'not-allowed'],
  ] as const)('of what was withheld for %s says why, in every language', (detail, reason) => {
    for (const language of LANGUAGES)
      expect(toldLine(withheld(detail), words(language)).text).toContain(REASONS[reason]?.[language]);
  });

  test('an objection is not told by whom: a co-parent’s choice is not hers to see', () => {
    for (const language of LANGUAGES)
      expect(toldLine(withheld('objection:Consent/1'), words(language)).text).not.toContain('Consent/');
  });
});

describe('the page', () => {
  const lines = [
    entry({}),
    entry({ action: 'read', caller: 'fhs', recipient: 'fhs' }),
    withheld('no-consent:D1/BIRTH=C|L2|L3'),
  ];
  test.each(LANGUAGES)(
    'in %s has what was shared, who looked, what was not shared, and what she may do',
    (language) => {
      const page = disclosurePage(
        lines.map((one) => toldLine(one, words(language))),
        language,
      );
      expect(page).toContain(`<html lang="${language}">`);
      for (const text of [PAGE.sent, PAGE.seen, PAGE.withheld, PAGE.rights])
        expect(page).toContain(text[language]);
      expect(page.match(/<li>/g)).toHaveLength(3);
      // What comes from a register is text on it, never markup; and no script is.
      expect(page).toContain('&lt;a&gt;');
      expect(page).not.toMatch(/<script|<a>/);
    },
  );

  test('of nobody who got anything says so', () => {
    expect(disclosurePage([], 'nn').match(new RegExp(PAGE.none.nn, 'g'))).toHaveLength(3);
  });
});
