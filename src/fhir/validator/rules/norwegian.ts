// Which rules can Norwegian numbers and codes break?

import type { RuleRow } from './row.ts';

/**
 * Rows of the rule table, by key. A number of the right length whose digits do not add up is somebody else's or nobody's:
 * an error. One of another length (masked, or a word in an example) can be taken for nobody's: a warning.
 */
export const NORWEGIAN_RULES = {
  'person-number-form': {
    severity: 'warning',
    code: 'value',
    text: 'A person number is 11 digits without space; correct the value.',
  },
  'person-number-check': {
    severity: 'error',
    code: 'value',
    text: "The check digits of the person number do not add up, so it is nobody's; correct the number.",
  },
  'person-number-date': {
    severity: 'error',
    code: 'value',
    text: 'The person number begins with a day that does not exist; correct the number.',
  },
  'person-number-kind': {
    severity: 'warning',
    code: 'value',
    text: 'The system is that of a fødselsnummer and the number a D-number, or the other way round; correct the system.',
  },
  'organisation-number-form': {
    severity: 'warning',
    code: 'value',
    text: 'An organisation number is 9 digits without space; correct the value.',
  },
  'organisation-number-check': {
    severity: 'error',
    code: 'value',
    text: 'The check digit of the organisation number does not add up; correct the number.',
  },
  // A warning: no register publishes the length of its numbers.
  'register-number-form': {
    severity: 'warning',
    code: 'value',
    text: 'The register of this system gives out whole numbers only (HPR at most 9 digits, DUF 12); correct the value.',
  },
  'icd-10-dot': {
    severity: 'information',
    code: 'informational',
    text: 'The ICD-10 code stands without its dot and is taken as if it had one; put a dot after the third character.',
  },
} as const satisfies Record<string, RuleRow>;
