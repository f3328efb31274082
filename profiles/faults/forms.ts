// What could be wrong in forms and their answers? A fault per row.

import { type Fault, row, rule } from './row.ts';

/** By the profile they break. */
export const FORMS_FAULTS: readonly Fault[] = [
  rule('questionnaire-1', 'lenke-q-1', 'a question without words', ['item.0.text'], ['item.0._text']),
  rule('questionnaire-1', 'lenke-q-2', 'a form in one language', ['_title']),
  row('questionnaire-1', 'cardinality-min', 'a form without a version', ['version']),
  rule('ward-observation-1', 'lenke-qr-1', 'another form', [
    'questionnaire',
    'https://lenke.example/fhir/Questionnaire/local-form',
  ]),
  row('ward-observation-1', 'cardinality-min', 'a shift of no stay', ['encounter']),
  row('ward-observation-1', 'questionnaire-option', 'a shift that is none', [
    'item.0.answer.0.valueCoding.code',
    'weekend',
  ]),
  row('ward-observation-1', 'questionnaire-disabled', 'a score without signs', [
    'item.1.item.3.answer.0.valueBoolean',
    false,
  ]),
  row('ward-observation-1', 'questionnaire-range', 'a child of nine kilograms', [
    'item.1.item.1.answer.0.valueInteger',
    9000,
  ]),
  rule('lar-response-1', 'lenke-qr-2', 'a form that is not of LAR', [
    'questionnaire',
    'https://lenke.example/fhir/Questionnaire/local-form',
  ]),
  row('lar-response-1', 'questionnaire-required', 'a dose left out', ['item.2.item.1.answer']),
  row('lar-response-1', 'questionnaire-value-set', 'a medicine outside LAR', [
    'item.2.item.0.answer.0.valueCoding.code',
    'N02BE01',
  ]),
  row('screening-response-2', 'questionnaire-link', 'an answer to no question', ['item.1.linkId', 'z']),
  row('screening-response-1', 'cardinality-min', 'answers to no form', ['questionnaire']),
];
