// Which routes has /ops/v1? The one table that the router, the validation and openapi.json are made from.

import { DISCLOSURE_ROUTES } from './disclosure-routes.ts';
import { EXPLAIN_ROUTES } from './explain-routes.ts';
import { INDICATOR_ROUTES } from './indicator-routes.ts';
import { JOURNAL_ROUTES } from './journal-routes.ts';
import { OPERATE_ROUTES } from './operate-routes.ts';
import { PLACE_ROUTES } from './place-routes.ts';
import type { OpsRoute } from './route.ts';

/** Every route of /ops/v1. */
export const OPS_ROUTES: readonly OpsRoute[] = [
  ...JOURNAL_ROUTES,
  ...EXPLAIN_ROUTES,
  ...OPERATE_ROUTES,
  ...DISCLOSURE_ROUTES,
  ...PLACE_ROUTES,
  ...INDICATOR_ROUTES,
];
