// How does the pathway of a place look? Pages of /ops/v1 for people, in the language of the caller.

import { route, type OpsRoute } from './route.ts';

const HTML = 'text/html; charset=utf-8';

const flowchart = route({
  method: 'GET',
  path: '/pathways/{place}/flowchart',
  operationId: 'flowchart',
  summary:
    'The pathway of a municipality (number or name) as a page: who coordinates, steps in order with owner, deadline and offer.',
  status: 200,
  answer: 'Page',
  type: HTML,
  handle: async (parts, { path, language }) =>
    parts.flowcharts.flowchart(decoded(path['place'] ?? ''), language),
});

const states = route({
  method: 'GET',
  path: '/pathways/states',
  operationId: 'pathwayStates',
  summary: 'The states of mother and child and what moves them, as a page.',
  status: 200,
  answer: 'Page',
  type: HTML,
  handle: async (parts, { language }) => parts.flowcharts.states(language),
});

/** A name as it was meant (`L%C3%B8renskog`); one that cannot be read is no place, and is refused as such. */
function decoded(segment: string): string {
  try {
    return decodeURIComponent(segment);
  } catch {
    return segment;
  }
}

/** Routes about places. */
export const PLACE_ROUTES: readonly OpsRoute[] = [flowchart, states];
