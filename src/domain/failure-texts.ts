// What do we say to people? One text per failure in nb, nn and en: what happened, where, why, what to do.

import type { FailureCode } from './failure-table.ts';
import type { Said } from './language.ts';
import { PATHWAY_TEXTS } from './failure-texts/pathway.ts';
import { REST_TEXTS } from './failure-texts/rest.ts';
import { RUNNING_TEXTS } from './failure-texts/running.ts';

/** Slots in braces are filled with facts. Never put a slot where patient data could land. */
export const FAILURE_TEXTS: Readonly<Record<FailureCode, Said>> = {
  ...REST_TEXTS,
  ...PATHWAY_TEXTS,
  ...RUNNING_TEXTS,
};
