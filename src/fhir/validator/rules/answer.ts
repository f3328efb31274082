// Which rules can the answers to a Questionnaire break?

import type { RuleRow } from './row.ts';

/** Rows of the rule table, by key. */
export const ANSWER_RULES = {
  // questionnaires
  'questionnaire-unknown': {
    severity: 'warning',
    code: 'not-found',
    text: 'The Questionnaire is not known here, so the answers are not checked; load it.',
  },
  'questionnaire-link': {
    severity: 'error',
    code: 'structure',
    text: 'The Questionnaire has no item of this linkId; correct the linkId.',
  },
  'questionnaire-place': {
    severity: 'error',
    code: 'structure',
    text: 'The item stands at another place in the Questionnaire; move it there.',
  },
  'questionnaire-order': {
    severity: 'error',
    code: 'structure',
    text: 'Items stand in another order than in the Questionnaire; sort them.',
  },
  'questionnaire-text': {
    severity: 'error',
    code: 'invalid',
    text: 'The text of {linkId} is not what the Questionnaire asks; use its text, or leave the text out.',
  },
  'questionnaire-required': {
    severity: 'error',
    code: 'required',
    text: 'The item {linkId} must be answered; answer it.',
  },
  'questionnaire-repeats': {
    severity: 'error',
    code: 'structure',
    text: 'The item {linkId} may be answered once only; keep one answer.',
  },
  'questionnaire-type': {
    severity: 'error',
    code: 'structure',
    text: 'The item {linkId} is of type {type}, so the answer must be a {expected}; correct the type of the answer.',
  },
  'questionnaire-group': {
    severity: 'error',
    code: 'structure',
    text: 'The item {linkId} is a {type} and takes no answer; remove the answer.',
  },
  'questionnaire-nesting': {
    severity: 'error',
    code: 'structure',
    text: 'Items under the question {linkId} belong inside its answer; move them.',
  },
  'questionnaire-disabled': {
    severity: 'error',
    code: 'structure',
    text: 'The item {linkId} is not enabled by the other answers; remove it.',
  },
  'questionnaire-option': {
    severity: 'error',
    code: 'code-invalid',
    text: 'The answer to {linkId} is none of its options; choose one of them.',
  },
  'questionnaire-value-set': {
    severity: 'error',
    code: 'code-invalid',
    text: 'The answer to {linkId} is not in {valueSet}; choose one of its codes.',
  },
  'questionnaire-range': {
    severity: 'error',
    code: 'business-rule',
    text: 'The answer to {linkId} is outside {limit}; correct it.',
  },
  'questionnaire-length': {
    severity: 'error',
    code: 'too-long',
    text: 'The answer to {linkId} is not of a length within {limit}; correct it.',
  },
  'questionnaire-decimals': {
    severity: 'error',
    code: 'value',
    text: 'The answer to {linkId} has more than {limit} decimals; round it.',
  },
  'questionnaire-occurs': {
    severity: 'error',
    code: 'structure',
    text: 'The item {linkId} must be answered {limit} times; correct the number of answers.',
  },
  'questionnaire-display': {
    severity: 'error',
    code: 'code-invalid',
    text: 'The display of the answer to {linkId} names another code of {system}; correct one of them.',
  },
  'questionnaire-unit': {
    severity: 'error',
    code: 'code-invalid',
    text: 'The unit of the answer to {linkId} is none of those allowed; choose another.',
  },
  'questionnaire-reference': {
    severity: 'error',
    code: 'structure',
    text: 'The answer to {linkId} may not refer to this type of resource; refer to {expected}.',
  },
  'questionnaire-attachment': {
    severity: 'error',
    code: 'value',
    text: 'The file in the answer to {linkId} is not within {limit}; send another.',
  },
  'questionnaire-definition': {
    severity: 'error',
    code: 'business-rule',
    text: 'The Questionnaire is inconsistent: {what}; correct it.',
  },
  'questionnaire-status': {
    severity: 'information',
    code: 'business-rule',
    text: 'The Questionnaire is {status}; check that it is the one to use.',
  },
} as const satisfies Record<string, RuleRow>;
