// Why, and is it so? One event of /ops/v1 with the facts that decided, and a case played again.

import { GatewayError } from '../../domain/failure.ts';
import type { JsonObject } from '../../domain/json.ts';
import { rehearsal } from './rehearsal.ts';
import { route, type OpsRoute } from './route.ts';
import { EVENT_ID, REFERENCE } from './schemas.ts';

interface ExplainQuery {
  readonly event?: string;
  readonly case?: string;
}

const explain = route<ExplainQuery>({
  method: 'GET',
  path: '/explain',
  operationId: 'explain',
  summary:
    'Which actions an event set off and which not, with the facts that decided; without an event, the newest of the case.',
  query: { event: EVENT_ID, case: REFERENCE },
  status: 200,
  answer: 'EventExplanation',
  async handle(parts, { query }) {
    const found = await parts.explainEvent(query.event ?? query.case ?? '');
    if (!found) throw new GatewayError('LENKE_OPS_NOT_FOUND', { kind: 'event' });
    return found;
  },
});

interface RehearseBody {
  readonly resource: JsonObject;
}

const rehearse = route<object, RehearseBody>({
  method: 'POST',
  path: '/explain',
  operationId: 'rehearse',
  summary:
    'What a resource or a transaction would set off, and why: events, actions, facts and deadlines. Nothing is stored, nobody hears of it.',
  body: {
    type: 'object',
    required: ['resource'],
    additionalProperties: false,
    properties: {
      resource: {
        type: 'object',
        required: ['resourceType'],
        properties: { resourceType: { type: 'string', pattern: '^[A-Z][A-Za-z]{1,63}$' } },
      },
    },
  },
  status: 200,
  answer: 'Rehearsal',
  handle: (parts, { body, caller, language }) => rehearsal(parts, body.resource, caller, language),
});

const rebuild = route<object, { readonly case: string; readonly apply: boolean }>({
  method: 'POST',
  path: '/rebuilds',
  operationId: 'rebuildCase',
  summary:
    'Plays the events of a case again and compares where its machines should stand with what is stored; apply writes what differs.',
  body: {
    type: 'object',
    properties: { case: REFERENCE, apply: { type: 'boolean', default: false } },
    required: ['case'],
    additionalProperties: false,
  },
  status: 200,
  answer: 'Rebuilt',
  async handle(parts, { body, caller }) {
    const found = await parts.rebuild({ ...body, by: caller.id });
    if (!found) throw new GatewayError('LENKE_OPS_NOT_FOUND', { kind: 'case' });
    return found;
  },
});

/** Routes that explain. */
export const EXPLAIN_ROUTES: readonly OpsRoute[] = [explain, rehearse, rebuild];
