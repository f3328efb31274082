// What does the pathway say? `lenke pathways explain` about an event, `lenke pathways export` as FHIR.

import type { Language } from '../domain/failure.ts';
import type { ExplainedEvent } from '../pipeline/explain-event.ts';
import { writePlan } from '../pathway/definitions/write-plan.ts';
import { loadData, shippedMappings } from '../pipeline/data.ts';
import { CANONICAL, codeSystem } from '../pipeline/ports.ts';
import type { Client } from './client.ts';
import type { CliParts } from './gateway.ts';
import { createOutput, table } from './output.ts';

/** `lenke pathways explain <event|case>`: an event id, or `EpisodeOfCare/…` for the newest event of a case. */
export async function explain(
  client: Client,
  what: string,
  options: { readonly json: boolean; readonly language: Language },
): Promise<number> {
  const output = createOutput(options);
  const query = what.startsWith('evt-') ? { event: what } : { case: what };
  const found = await client.ops<ExplainedEvent>(`/explain?${new URLSearchParams(query).toString()}`);
  if (options.json) {
    output.json(found);
    return 0;
  }
  // Nynorsk readers read bokmål here: the pathway is written in bokmål and English.
  const language = options.language === 'en' ? 'en' : 'nb';
  const also = found.means.length === 0 ? '' : ` (${found.means.join(', ')})`;
  output.line(`${found.event.code}${also} · ${found.event.at} · ${found.layer} ${found.version}`);
  for (const { from, to } of found.moves) output.line(`${from} → ${to}`);
  output.line(
    table([
      ['action', 'outcome', 'title', 'facts'],
      ...found.actions.map(({ id, outcome, title, facts }) => [id, outcome, title[language], said(facts)]),
    ]),
  );
  output.line(
    table([
      ['timer', 'due', 'late'],
      ...found.timers.map(({ code, due, late }) => [code, due ?? '–', String(late)]),
    ]),
  );
  return 0;
}

/** `lenke pathways export`: the layer as a PlanDefinition with its ActivityDefinitions, in a Bundle. */
export function exportLayer(parts: CliParts, options: { readonly layer?: string }): number {
  const config = parts.loadConfig();
  const { pathway } = loadData({
    ...config,
    mappings: config.mappings ?? shippedMappings(),
    layer: options.layer ?? config.layer,
    everyType: [],
  });
  const definitions = writePlan(pathway, { canonical: CANONICAL, system: codeSystem });
  const entry = definitions.map((resource) => ({ fullUrl: resource.url, resource }));
  createOutput({ json: true }).json({ resourceType: 'Bundle', type: 'collection', entry });
  return 0;
}

function said(facts: Readonly<Record<string, unknown>>): string {
  return Object.entries(facts)
    .map(([name, value]) => `${name}=${value === null ? '?' : JSON.stringify(value)}`)
    .join(' ');
}
