// Which rules can an element break: its form, how often it is there, its value, its slices?

import type { RuleRow } from './row.ts';

/** Rows of the rule table, by key. */
export const ELEMENT_RULES = {
  // form
  'not-an-object': {
    severity: 'error',
    code: 'structure',
    text: '{element} must be a JSON object; send one object here.',
  },
  'resource-type-missing': {
    severity: 'error',
    code: 'structure',
    text: 'A resource must say its resourceType; add it.',
  },
  'resource-type-unknown': {
    severity: 'error',
    code: 'structure',
    text: 'The resourceType is none of R4; correct its spelling.',
  },
  'resource-type-wrong': {
    severity: 'error',
    code: 'structure',
    text: 'A {expected} belongs here; send that type of resource.',
  },
  'too-deep': {
    severity: 'error',
    code: 'too-long',
    text: 'The resource is nested deeper than {limit} levels; flatten it.',
  },
  'unknown-element': {
    severity: 'error',
    code: 'structure',
    text: '{name} is not an element of {type}; remove it or correct its spelling.',
  },
  'prohibited-element': {
    severity: 'error',
    code: 'structure',
    text: '{element} is not allowed here (max 0); remove it.',
  },
  'null-value': {
    severity: 'error',
    code: 'structure',
    text: '{element} is null, which FHIR JSON allows only beside a primitive extension; leave the element out.',
  },
  'empty-element': {
    severity: 'error',
    code: 'invariant',
    text: '{element} is empty; an element has a value or content (ele-1), so leave it out.',
  },
  'empty-array': {
    severity: 'error',
    code: 'structure',
    text: '{element} is an empty array; leave the element out.',
  },
  'not-an-array': {
    severity: 'error',
    code: 'structure',
    text: '{element} repeats, so it must be a JSON array; put the value in brackets.',
  },
  'unexpected-array': {
    severity: 'error',
    code: 'structure',
    text: '{element} does not repeat, so it must not be an array; send the one value.',
  },
  'choice-many': {
    severity: 'error',
    code: 'structure',
    text: '{element} may have one type only; keep one of them.',
  },
  'sidecar-length': {
    severity: 'error',
    code: 'structure',
    text: 'The extensions of {element} outnumber its values; align the two arrays.',
  },
  // cardinality
  'cardinality-min': {
    severity: 'error',
    code: 'required',
    text: '{element} must be there at least {min} time(s); add it.',
  },
  'cardinality-max': {
    severity: 'error',
    code: 'structure',
    text: '{element} may be there at most {max} time(s); remove the rest.',
  },
  // values
  'primitive-type': {
    severity: 'error',
    code: 'structure',
    text: '{element} is a {type}, in JSON a {json}; send it so.',
  },
  'primitive-format': {
    severity: 'error',
    code: 'value',
    text: '{element} does not have the form of a {type}; correct the value.',
  },
  'primitive-range': {
    severity: 'error',
    code: 'value',
    text: '{element} is outside the range of a {type}; correct the value.',
  },
  'date-impossible': {
    severity: 'error',
    code: 'value',
    text: '{element} names a day that does not exist; correct the date.',
  },
  'primitive-whitespace': {
    severity: 'warning',
    code: 'value',
    text: '{element} begins or ends with white space; trim it.',
  },
  'primitive-control': {
    severity: 'warning',
    code: 'value',
    text: '{element} holds control characters, which R4 advises against; remove them.',
  },
  'max-length': {
    severity: 'error',
    code: 'too-long',
    text: '{element} is longer than {max} characters; shorten it.',
  },
  'min-value': {
    severity: 'error',
    code: 'value',
    text: '{element} is less than the least value allowed ({limit}); correct the value.',
  },
  'max-value': {
    severity: 'error',
    code: 'value',
    text: '{element} is more than the greatest value allowed ({limit}); correct the value.',
  },
  'fixed-value': {
    severity: 'error',
    code: 'value',
    text: '{element} must be exactly {expected}; correct the value.',
  },
  'pattern-value': {
    severity: 'error',
    code: 'value',
    text: '{element} must contain {expected}; correct the value.',
  },
  'attachment-size': {
    severity: 'error',
    code: 'value',
    text: 'The stated size differs from the size of the data ({actual} bytes); correct one of them.',
  },
  invariant: { severity: 'error', code: 'invariant', text: '{key}: {human}' },
  'invariant-unevaluated': {
    severity: 'warning',
    code: 'processing',
    text: 'The rule {key} could not be evaluated on this resource; check it by hand.',
  },
  narrative: {
    severity: 'error',
    code: 'invariant',
    text: 'The narrative holds {what}, which XHTML in FHIR does not allow ({key}); remove it.',
  },
  // A warning: the lists of HL7 v3 in R4's own definitions have such links.
  'narrative-link': {
    severity: 'warning',
    code: 'not-found',
    text: 'A link of the narrative leads to nothing in the resource; correct or remove it.',
  },
  // slices
  'slice-min': {
    severity: 'error',
    code: 'required',
    text: 'The slice {slice} must be there at least {min} time(s); add it.',
  },
  'slice-max': {
    severity: 'error',
    code: 'structure',
    text: 'The slice {slice} may be there at most {max} time(s); remove the rest.',
  },
  'slice-closed': {
    severity: 'error',
    code: 'structure',
    text: 'The value fits no slice of {element}, and no other is allowed; remove or correct it.',
  },
  'slice-order': {
    severity: 'error',
    code: 'structure',
    text: 'The slices of {element} must stand in their order; move the value.',
  },
  'slice-end': {
    severity: 'error',
    code: 'structure',
    text: 'Values that fit no slice of {element} must stand last; move the value.',
  },
} as const satisfies Record<string, RuleRow>;
