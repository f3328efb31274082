// What does the pathway say? `lenke pathways explain` about an event or a file, `rebuild` about a case, `export` as FHIR.

import { existsSync, readFileSync } from 'node:fs';
import { GatewayError } from '../domain/failure.ts';
import type { Language, Said } from '../domain/language.ts';
import type { ExplainedEvent } from '../pipeline/telling/explain-event.ts';
import type { Rebuilt } from '../pipeline/telling/rebuild.ts';
import { writePlan } from '../pathway/definitions/write-plan.ts';
import { loadData, shippedMappings } from '../pipeline/data.ts';
import { CANONICAL, codeSystem } from '../pipeline/canonical.ts';
import type { Client } from './client.ts';
import type { CliParts } from './gateway.ts';
import { createOutput, type Output, table } from './output.ts';

interface Rehearsed {
  readonly events: readonly ExplainedEvent[];
  readonly nothing?: string;
}

/**
 * `lenke pathways explain <event|case|file>`: an event id, `EpisodeOfCare/…` for the newest event of a case, or a file with a resource
 * or a transaction, which is played and not kept. Exit code 1 when a file would set off nothing.
 */
export async function explain(
  client: Client,
  what: string,
  options: { readonly json: boolean; readonly language: Language },
): Promise<number> {
  const output = createOutput(options);
  const isFile = existsSync(what);
  const found = isFile ? await rehearse(client, what) : await explainStored(client, what);
  if (options.json) output.json(isFile ? found : found.events[0]);
  else if (found.events.length === 0) output.line(notAnEvent(found.nothing ?? 'no-rule', options.language));
  else for (const event of found.events) draw(event, options.language, output);
  return found.events.length === 0 ? 1 : 0;
}

async function explainStored(client: Client, what: string): Promise<Rehearsed> {
  if (!/^(evt-|EpisodeOfCare\/)/.test(what)) throw new GatewayError('LENKE_EXPLAIN_WHAT', { what });
  const query = what.startsWith('evt-') ? { event: what } : { case: what };
  return { events: [await client.ops<ExplainedEvent>(`/explain?${new URLSearchParams(query).toString()}`)] };
}

async function rehearse(client: Client, path: string): Promise<Rehearsed> {
  return client.post<Rehearsed>('/explain', { resource: readResource(path) });
}

function readResource(path: string): unknown {
  try {
    return JSON.parse(readFileSync(path, 'utf8'));
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : '';
    throw new GatewayError('LENKE_FILE', { file: path, reason }, { cause });
  }
}

function draw(found: ExplainedEvent, spoken: Language, output: Output): void {
  // Nynorsk readers read bokmål here: the pathway is written in bokmål and English.
  const language = spoken === 'en' ? 'en' : 'nb';
  const also = found.means.length === 0 ? '' : ` (${found.means.join(', ')})`;
  output.line(`${found.event.code}${also} · ${found.event.at} · ${found.layer} ${found.version}`);
  for (const { from, to } of found.moves) output.line(`${from} → ${to}`);
  for (const { id, outcome, title, says, asked } of found.actions) {
    output.line(`${outcome === 'applied' ? '✓' : '·'} ${id}  ${title[language]}`);
    if (outcome !== 'applied') output.line(`    ${says[language]}`);
    for (const one of asked)
      output.line(`    ${one.says[language]}: ${valueText(one.value, language)} (%${one.fact})`);
  }
  for (const { code, due, late, says } of found.timers)
    output.line(`⏱ ${code}  ${due ?? '–'}${late ? ' !' : ''}  ${says[language]}`);
}

const YES: Readonly<Record<'nb' | 'en', readonly [string, string, string]>> = {
  nb: ['ja', 'nei', 'ikke kjent'],
  en: ['yes', 'no', 'not known'],
};

function valueText(value: unknown, language: 'nb' | 'en'): string {
  const [yes, no, unknown] = YES[language];
  if (value === null) return unknown;
  if (typeof value === 'boolean') return value ? yes : no;
  return typeof value === 'string' ? value : JSON.stringify(value);
}

const NOT_AN_EVENT: Readonly<Record<string, Said>> = {
  'no-rule': {
    nb: 'Ingenting i filen betyr en hendelse i forløpet.',
    nn: 'Ingenting i fila tyder ei hending i forløpet.',
    en: 'Nothing in the file means an event of the pathway.',
  },
  'not-changed': {
    nb: 'Filen betyr det samme som det som allerede er lagret.',
    nn: 'Fila tyder det same som det som alt er lagra.',
    en: 'The file means the same as what is stored already.',
  },
  'other-person': {
    nb: 'Hendelsen gjelder en annen i saken enn den det står om.',
    nn: 'Hendinga gjeld ein annan i saka enn den det står om.',
    en: 'The event is about somebody else of the case than the one it names.',
  },
  'no-case': {
    nb: 'Den det gjelder, har ingen sak her.',
    nn: 'Den det gjeld, har inga sak her.',
    en: 'The one it is about has no case here.',
  },
};

function notAnEvent(why: string, language: Language): string {
  return NOT_AN_EVENT[why]?.[language] ?? why;
}

/** `lenke pathways rebuild <case>`: exit code 0 when every machine stands where its events brought it, or was mended. */
export async function rebuild(
  client: Client,
  caseRef: string,
  options: { readonly json: boolean; readonly apply: boolean },
): Promise<number> {
  const output = createOutput(options);
  const found = await client.post<Rebuilt>('/rebuilds', { case: caseRef, apply: options.apply });
  const wrong = found.machines.filter(({ stored, replayed }) => stored !== replayed).length;
  if (options.json) output.json(found);
  else {
    const rows = found.machines.map(({ machine, subject, stored, replayed }) => [
      machine,
      subject,
      stored,
      stored === replayed ? '✓' : replayed,
    ]);
    output.line(table([['machine', 'of', 'stored', 'replayed'], ...rows]));
    for (const [region, state] of Object.entries(found.regions)) output.line(`${region}: ${state}`);
    output.line(`${found.events} events, ${wrong} differ, ${found.mended} mended`);
  }
  return wrong === found.mended ? 0 : 1;
}

/** `lenke pathways export`: the layer as a PlanDefinition with its ActivityDefinitions, in a Bundle. */
export function exportLayer(parts: CliParts, options: { readonly layer?: string }): number {
  const config = parts.loadConfig();
  const { pathway } = loadData({
    ...config,
    mappings: config.mappings ?? shippedMappings(),
    layer: options.layer ?? config.layer,
    // What is taken over /fhir is no part of the layer.
    types: 'all',
    everyType: [],
  });
  const definitions = writePlan(pathway, { canonical: CANONICAL, system: codeSystem });
  const entry = definitions.map((resource) => ({ fullUrl: resource.url, resource }));
  createOutput({ json: true }).json({ resourceType: 'Bundle', type: 'collection', entry });
  return 0;
}
