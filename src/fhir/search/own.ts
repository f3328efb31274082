// In which order do our own search parameters stand after R4's? The store keeps a bit per place, so this list may only grow.

/** Ids of the SearchParameters in profiles/fsh/search.fsh; a new one is added at the end. */
export const OWN_ORDER: readonly string[] = [
  'careteam-coordinator',
  'patient-municipality',
  'consent-data-class',
  'consent-recipient',
  'consent-recipient-role',
  'task-due',
];
