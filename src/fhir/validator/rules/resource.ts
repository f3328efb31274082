// Which rules can a resource as a whole break: its profiles, a bundle of them, a definition?

import type { RuleRow } from './row.ts';

/** Rows of the rule table, by key. */
export const RESOURCE_RULES = {
  // profiles
  'profile-unknown': {
    severity: 'warning',
    code: 'not-found',
    text: 'The profile {profile} is not known here, so it is not checked; load its definition.',
  },
  'profile-type': {
    severity: 'error',
    code: 'invalid',
    text: 'The profile {profile} is for {expected}; remove it from meta.profile.',
  },
  'profile-broken': {
    severity: 'warning',
    code: 'processing',
    text: 'The profile {profile} cannot be used as it stands; correct its definition.',
  },
  // bundles
  'bundle-full-url': {
    severity: 'error',
    code: 'required',
    text: 'An entry of a {type} bundle must have a fullUrl; add it.',
  },
  'bundle-full-url-relative': {
    severity: 'error',
    code: 'invalid',
    text: 'A fullUrl must be absolute; give the whole URL or a urn:uuid.',
  },
  'bundle-full-url-id': {
    severity: 'error',
    code: 'invalid',
    text: 'The fullUrl does not end in the type and id of the resource; correct one of them.',
  },
  'bundle-full-url-duplicate': {
    severity: 'error',
    code: 'duplicate',
    text: 'Two entries have the same fullUrl and version; keep one.',
  },
  'bundle-id-duplicate': {
    severity: 'error',
    code: 'duplicate',
    text: 'Two entries hold the same resource; keep one.',
  },
  'bundle-first-entry': {
    severity: 'error',
    code: 'structure',
    text: 'A {type} bundle must begin with a {expected}; put it first.',
  },
  'bundle-entry-resource': {
    severity: 'error',
    code: 'structure',
    text: 'An entry of a {type} bundle must hold a resource; add it.',
  },
  'bundle-unreachable': {
    severity: 'warning',
    code: 'informational',
    text: 'The entry is not reached from the first one by references; refer to it or leave it out.',
  },
  'bundle-search-type': {
    severity: 'error',
    code: 'invalid',
    text: 'The self link searches for {expected}; a match of another type does not belong in the answer.',
  },
  'bundle-search-id': {
    severity: 'error',
    code: 'required',
    text: 'A resource in an answer to a search has an id; add it.',
  },
  'bundle-search-mode': {
    severity: 'error',
    code: 'invalid',
    text: 'Search mode outcome belongs to an OperationOutcome, and only to it; correct the mode.',
  },
  'bundle-request': {
    severity: 'error',
    code: 'invalid',
    text: 'The request of the entry does not fit its resource; correct the method or the url.',
  },
  'bundle-signature': {
    severity: 'information',
    code: 'not-supported',
    text: 'Signatures are not verified here; verify them where the keys are.',
  },
  // definitions
  definition: {
    severity: 'error',
    code: 'business-rule',
    text: 'The definition is inconsistent: {what}; correct it.',
  },
} as const satisfies Record<string, RuleRow>;
