// Which rules can extensions, references and codes break?

import type { RuleRow } from './row.ts';

/** Rows of the rule table, by key. */
export const REFERENCE_RULES = {
  // extensions
  'extension-url': {
    severity: 'error',
    code: 'required',
    text: 'An extension must say which it is; add its url.',
  },
  'extension-url-absolute': {
    severity: 'error',
    code: 'value',
    text: 'The url of an extension is absolute, unless it is part of another extension; give the whole url.',
  },
  // A warning: by the open slicing of such definitions the part is allowed, though nothing says what it means.
  'extension-part': {
    severity: 'warning',
    code: 'extension',
    text: 'The extension has no part of this name; correct the url of the part.',
  },
  'extension-unknown': {
    severity: 'information',
    code: 'not-supported',
    text: 'The extension is not known here, so it is not checked; load its definition.',
  },
  'extension-unknown-core': {
    severity: 'warning',
    code: 'extension',
    text: 'HL7 defines no extension of this url in R4; check the url, or load the package that defines it.',
  },
  'extension-example': {
    severity: 'error',
    code: 'extension',
    text: 'The url of the extension is in a domain reserved for examples, so nobody can define it; use the real url.',
  },
  'extension-unknown-modifier': {
    severity: 'error',
    code: 'extension',
    text: 'A modifier extension that is not known here may change the meaning, so the resource cannot be used; load its definition or leave it out.',
  },
  'extension-context': {
    severity: 'error',
    code: 'extension',
    text: 'The extension {url} does not belong on {type}; move it to {context}.',
  },
  'extension-modifier': {
    severity: 'error',
    code: 'extension',
    text: 'The extension {url} is {expected} modifier; put it in {property}.',
  },
  // references
  'reference-type': {
    severity: 'error',
    code: 'value',
    text: '{element} may not refer to a {actual}; refer to {expected}.',
  },
  'reference-type-mismatch': {
    severity: 'error',
    code: 'value',
    text: 'The type the reference states is not the type it refers to ({actual}); correct it.',
  },
  'reference-form': {
    severity: 'warning',
    code: 'value',
    text: '{element} is no reference: neither a URL, nor Type/id, nor #id; correct it.',
  },
  'reference-space': {
    severity: 'error',
    code: 'value',
    text: '{element} holds white space, which no reference does; correct it.',
  },
  'reference-profile': {
    severity: 'error',
    code: 'structure',
    text: 'The resource {element} refers to does not conform to {profile}; correct that resource.',
  },
  'reference-unresolved': {
    severity: 'error',
    code: 'not-found',
    text: 'Nothing in the bundle answers to the reference; add the resource or correct the reference.',
  },
  'reference-unresolved-warning': {
    severity: 'warning',
    code: 'not-found',
    text: 'Nothing in the bundle answers to the reference; check that the receiver can find it.',
  },
  'reference-version': {
    severity: 'error',
    code: 'not-found',
    text: 'The bundle holds the resource in another version than the reference says; correct one of them.',
  },
  'reference-aggregation': {
    severity: 'error',
    code: 'structure',
    text: '{element} must be {expected}; refer to it that way.',
  },
  'identifier-system': {
    severity: 'error',
    code: 'value',
    text: 'The system of an identifier is an absolute URI; correct it.',
  },
  'identifier-uri': {
    severity: 'error',
    code: 'value',
    text: 'With the system urn:ietf:rfc:3986 the value is a whole URI; correct the value.',
  },
  'contained-id-duplicate': {
    severity: 'error',
    code: 'duplicate',
    text: 'Two contained resources have the same id; rename one.',
  },
  'element-id-duplicate': {
    severity: 'error',
    code: 'duplicate',
    text: 'Two elements of the resource have the same id; rename one.',
  },
  'contained-id': {
    severity: 'error',
    code: 'required',
    text: 'A contained resource must have an id to be referred to; add it.',
  },
  // terminology
  'binding-required': {
    severity: 'error',
    code: 'code-invalid',
    text: '{element} must hold a code of {valueSet}; choose one of its codes.',
  },
  'binding-missing-code': {
    severity: 'error',
    code: 'code-invalid',
    text: '{element} must hold a code of {valueSet}, not text only; add a coding.',
  },
  'binding-extensible': {
    severity: 'warning',
    code: 'code-invalid',
    text: '{element} should hold a code of {valueSet} where one fits; check the code.',
  },
  'binding-maximum': {
    severity: 'error',
    code: 'code-invalid',
    text: '{element} may hold only codes of {valueSet}; choose one of its codes.',
  },
  'binding-unchecked': {
    severity: 'information',
    code: 'not-supported',
    text: 'Whether {element} is in {valueSet} cannot be checked offline; ask a terminology server.',
  },
  'code-unknown': {
    severity: 'error',
    code: 'code-invalid',
    text: 'The code system {system} has no such code; correct the code.',
  },
  'code-unchecked': {
    severity: 'information',
    code: 'not-supported',
    text: 'The codes of this system are not known here, so they are not checked; load the code system or ask a terminology server.',
  },
  'code-refused': {
    severity: 'error',
    code: 'code-invalid',
    text: 'The terminology server says that the system has no such code; correct the code.',
  },
  'code-unknown-warning': {
    severity: 'warning',
    code: 'code-invalid',
    text: 'The code system {system} has no such code; correct the code.',
  },
  'display-wrong': {
    severity: 'warning',
    code: 'code-invalid',
    text: 'The display is not the one {system} gives the code; correct it or leave it out.',
  },
  'system-relative': {
    severity: 'warning',
    code: 'code-invalid',
    text: 'A code system is named by an absolute URI; correct the system.',
  },
  'system-value-set': {
    severity: 'warning',
    code: 'code-invalid',
    text: 'The system names a value set, not a code system; name the code system.',
  },
} as const satisfies Record<string, RuleRow>;
