// Where do these resources come from? One Provenance per plan: what was written, by whom, from which event, by which rules.

import type { PathwayEvent } from '../../domain/event.ts';
import { contentId } from '../../domain/identity.ts';
import type { JsonObject } from '../../domain/json.ts';
import type { Plan } from '../../pathway/plan.ts';
import { CANONICAL, codeSystem } from '../canonical.ts';
import type { Ports } from '../ports.ts';

const PARTICIPANT = 'http://terminology.hl7.org/CodeSystem/provenance-participant-type';
const URIS = 'urn:ietf:rfc:3986';
const OPERATION = 'http://terminology.hl7.org/CodeSystem/v3-DataOperation';

/**
 * The Provenance of what an event led to; undefined when it wrote nothing. Its id derives from the event: planned again it is the same.
 * It names references and codes only, and its sources at the versions that meant the event.
 */
export function provenanceOf(
  event: PathwayEvent,
  planned: Pick<Plan, 'applied'>,
  written: { readonly created: readonly string[]; readonly changed: readonly string[] },
  { clock, from, pathway }: Pick<Ports, 'clock' | 'from' | 'pathway'>,
): (JsonObject & { readonly id: string }) | undefined {
  const targets = [...new Set([...written.created, ...written.changed])];
  if (targets.length === 0) return undefined;
  const { name, endpoint } = from();
  const isNew = written.created.length > 0;
  return {
    resourceType: 'Provenance',
    id: contentId('provenance', event.id),
    meta: { profile: [`${CANONICAL}/StructureDefinition/lenke-provenance`] },
    target: targets.map((reference) => ({ reference })),
    occurredDateTime: event.at.toISOString(),
    recorded: clock.now().toISOString(),
    policy: [`${CANONICAL}/PlanDefinition/${pathway.layer}|${pathway.version}`],
    ...(planned.applied.length > 0 && {
      reason: [
        { coding: planned.applied.map(({ action }) => ({ system: codeSystem('tk-action'), code: action })) },
      ],
    }),
    activity: { coding: [{ system: OPERATION, code: isNew ? 'CREATE' : 'UPDATE' }] },
    agent: [
      agentOf('assembler', { identifier: { system: URIS, value: endpoint }, display: name }),
      // Who told of it, by the name settings give: an organisation or the gateway itself, never a person.
      agentOf('enterer', { display: event.source }),
    ],
    entity: [
      ...event.triggers.map(({ reference, version }) => ({
        role: 'source',
        what: { reference: `${reference}/_history/${version}` },
      })),
      {
        role: 'source',
        what: { identifier: { system: URIS, value: `urn:uuid:${event.id.replace(/^evt-/, '')}` } },
      },
    ],
  };
}

function agentOf(type: string, who: object): object {
  return { type: { coding: [{ system: PARTICIPANT, code: type }] }, who };
}
