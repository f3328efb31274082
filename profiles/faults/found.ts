// What could be wrong in what was found? A fault per row.

import { type Fault, code, row, rule } from './row.ts';

/** By the profile they break. */
export const FOUND_FAULTS: readonly Fault[] = [
  rule('outcome-1', 'lenke-obs-1', 'a live birth of nobody', ['focus']),
  row('outcome-1', 'binding-required', 'an outcome that is none', [
    'valueCodeableConcept.coding.0.code',
    'unknown',
  ]),
  row('fetus-count-1', 'min-value', 'no fetus', ['valueInteger', 0]),
  row('fetus-count-1', 'max-value', 'nine fetuses', ['valueInteger', 9]),
  row('expected-date-1', 'binding-required', 'another observation', ['code.coding.0.code', '8665-2']),
  row('expected-date-1', 'cardinality-min', 'no date', ['valueDateTime']),
  row('pregnancy-status-1', 'pattern-value', 'another observation', ['code.coding.0.code', '11996-6']),
  row('reported-use-1', 'cardinality-min', 'no answer', ['valueBoolean']),
  row('urine-tox-summary-1', 'binding-required', 'a result that is none', [
    'valueCodeableConcept.coding.0.code',
    'positive',
  ]),
  row('urine-tox-summary-1', 'slice-min', 'a sample without a purpose', [
    'component.0.code',
    code('observation', 'substance'),
  ]),
  row('newborn-tox-summary-1', 'cardinality-min', 'no result', ['valueCodeableConcept']),
  row('peth-1', 'fixed-value', 'another unit', ['valueQuantity.code', 'mmol/L']),
  row('exposure-1', 'binding-required', 'evidence that is none', [
    'component.0.code',
    code('exposure', 'rumour'),
  ]),
  row('nas-total-1', 'min-value', 'less than nothing', ['valueInteger', -1]),
  row('screen-conclusion-1', 'binding-required', 'a conclusion that is none', [
    'valueCodeableConcept.coding.0.code',
    'guilty',
  ]),
  row('birth-weight-1', 'fixed-value', 'a weight in kilograms', ['valueQuantity.code', 'kg']),
  row('contact-answer-1', 'binding-required', 'an answer that is none', [
    'valueCodeableConcept.coding.0.code',
    'maybe',
  ]),
  row('gestational-age-1', 'fixed-value', 'weeks instead of days', ['valueQuantity.code', 'wk']),
  row('gestational-age-1', 'binding-required', 'another observation', ['code.coding.0.code', '8665-2']),
  row('screening-score-1', 'cardinality-min', 'a score of no response', ['derivedFrom']),
  row('screening-score-1', 'min-value', 'a score below zero', ['valueInteger', -1]),
  row('next-step-1', 'cardinality-min', 'a step of no response', ['derivedFrom']),
  row('next-step-1', 'binding-required', 'a step that is none', [
    'valueCodeableConcept.coding.0.code',
    'ignore',
  ]),
  row('placement-1', 'binding-required', 'a ward that is none', [
    'valueCodeableConcept.coding.0.code',
    'HOME',
  ]),
  row('suspicion-1', 'pattern-value', 'a suspicion as a fact', [
    'verificationStatus.coding.0.code',
    'confirmed',
  ]),
  row('lar-medication-1', 'binding-required', 'another medicine', [
    'medicationCodeableConcept.coding.0.code',
    'N02BE01',
  ]),
  row('lar-medication-1', 'cardinality-min', 'since when is unknown', ['effectivePeriod']),
  row('lar-prescription-1', 'cardinality-min', 'no dose', ['dosageInstruction']),
  rule('habit-forming-prescription-1', 'lenke-rx-1', 'a medicine that forms no habit', [
    'medicationCodeableConcept.coding.0.code',
    'N06AB04',
  ]),
  row('habit-forming-prescription-1', 'cardinality-min', 'no dose of it', ['dosageInstruction']),
  rule('medication-in-use-1', 'lenke-med-1', 'a medicine of no register', [
    'medicationCodeableConcept.coding.0.system',
    'https://lenke.example/medicines',
  ]),
  row('medication-in-use-1', 'cardinality-min', 'nobody said so', ['informationSource']),
  row('brief-intervention-1', 'cardinality-min', 'nobody did it', ['performer']),
  row('evidence-1', 'cardinality-min', 'no measure', ['entry']),
  rule('measure-report-1', 'lenke-mr-1', 'a cell of three', ['group.0.population.0.count', 3]),
  rule('measure-report-3', 'lenke-mr-1', 'a cell of three in one municipality', [
    'group.0.stratifier.0.stratum.0.population.1',
    { count: 3 },
  ]),
  row('measure-report-1', 'prohibited-element', 'a number about a person', [
    'subject',
    { reference: 'Patient/patient-mother-1' },
  ]),
];
