// Which examples does nobody send yet? Written by hand, two per profile, about the synthetic people of the sandbox.

import { FORMS } from './written/forms.ts';
import { FOUND } from './written/found.ts';
import { MAY_WE } from './written/may-we.ts';
import type { Written } from './written/parts.ts';
import { PLANS, PROPOSED } from './written/plans.ts';
import { RECEIPT, TRAVEL } from './written/travel.ts';
import { WHEN } from './written/when.ts';
import { PEOPLE, WHO } from './written/who.ts';

export type { Written } from './written/parts.ts';

/** Examples that no code tells the profile of: it is named. */
export const NAMED: readonly (readonly [profile: string, resource: Written])[] = [
  ...PEOPLE,
  ['lenke-message', RECEIPT],
  ...PROPOSED,
];

/** All of them; the codes of each say its profile (which.ts). */
export const WRITTEN: readonly Written[] = [
  ...WHO,
  ...WHEN,
  ...MAY_WE,
  ...FOUND,
  ...FORMS,
  ...TRAVEL,
  ...PLANS,
];
