// How does the pathway do? Sums of /ops/v1 about cases and children, never about one of them.

import { route, type OpsRoute } from './route.ts';

interface IndicatorsQuery {
  readonly period: string;
  readonly municipality?: string;
}

const indicators = route<IndicatorsQuery>({
  method: 'GET',
  path: '/indicators',
  operationId: 'indicators',
  summary:
    'Screening coverage and hand-over in a period that has ended, by municipality: Measures and MeasureReports. Cells under 5 are masked, and so much more that nobody finds them by subtraction.',
  query: {
    period: { type: 'string', minLength: 4, maxLength: 7, default: '' },
    municipality: { type: 'string', pattern: '^[0-9]{4}$' },
  },
  status: 200,
  answer: 'Indicators',
  handle: (parts, { query, caller }) => parts.indicators(query, caller.id),
});

/** Routes of sums. */
export const INDICATOR_ROUTES: readonly OpsRoute[] = [indicators];
