// What does a row draft when it says only its kind, owner and dates? The template of mappings/pathways/kinds.yaml, filled from the row.

import type { SchemaObject } from 'ajv';
import { isObject } from '../../domain/json.ts';
import { readDataFile } from '../../fhir/yaml-file.ts';
import type { OwnerRow, Row } from './layers.ts';
import type { Mode } from '../pathway.ts';

/** A kind of request: how its status follows the mode, when it is done, and its template. */
export interface KindRow {
  status: Partial<Record<Mode, string>>;
  intent: Partial<Record<Mode, string>>;
  done: string[];
  codeAt: string;
  resource: Record<string, unknown>;
}

const byMode = { type: 'object', additionalProperties: { type: 'string' } };

/** JSON Schema of mappings/pathways/kinds.yaml. */
export const KINDS_SCHEMA: SchemaObject = {
  type: 'object',
  required: ['kinds'],
  additionalProperties: false,
  properties: {
    kinds: {
      type: 'object',
      additionalProperties: {
        type: 'object',
        required: ['status', 'intent', 'done', 'codeAt', 'resource'],
        additionalProperties: false,
        properties: {
          status: byMode,
          intent: byMode,
          done: { type: 'array', items: { type: 'string' } },
          codeAt: { type: 'string' },
          resource: { type: 'object', required: ['resourceType'] },
        },
      },
    },
  },
};

/** Loads the kinds. Throws LENKE_DATA_FILE. */
export function loadKinds(file: string): Readonly<Record<string, KindRow>> {
  return readDataFile<{ kinds: Record<string, KindRow> }>(file, KINDS_SCHEMA).value.kinds;
}

/** One of an action's parts: a role or key of services, perhaps only when something holds. */
export interface PartRow {
  role: string;
  if?: string;
}

interface Wishes {
  owner?: string;
  performers?: string[];
  service?: string;
  plan?: string;
  author?: string;
  category?: string;
  code?: string;
  unless?: string;
  focus?: string;
  form?: string;
}

/** Code system of the actions themselves: what a request of the pathway is about, when no code of ours says it better. */
const ACTION_SYSTEM = 'https://lenke.example/fhir/CodeSystem/tk-action';
const DRAFT_SYSTEM = 'https://lenke.example/fhir/NamingSystem/draft';

/** The one produce row of an action that names none. */
export function draftRow(
  row: Row,
  kind: KindRow,
  owners: Readonly<Record<string, OwnerRow>>,
): Record<string, unknown> {
  const wishes = (row['draft'] ?? {}) as Wishes;
  const key = keyOf(row);
  const values = valuesOf(row, kind, wishes, owners, key);
  return {
    as: 'draft',
    key,
    ...(wishes.unless !== undefined && { when: `(${wishes.unless}).not()` }),
    // Whoever is to do it stands there once, as the one who does.
    resource: fill(
      kind.resource,
      values,
      partsOf(row).filter(({ role }) => role !== row['owner']),
    ),
  };
}

/** Once per case or child, unless the row says that each event, or each trimester, asks anew. */
function keyOf(row: Row): string {
  const each = (row['each'] ?? []) as string[];
  return [
    '%subjectKey',
    ...(each.includes('knower') ? ['%knower.key'] : []),
    ...(each.includes('trigger') ? ['%trigger.id'] : []),
    ...(row['per'] === 'event' ? ['%event.date'] : []),
    ...(row['per'] === 'trimester' ? ['%trimester.toString()'] : []),
  ].join(" & '|' & ");
}

function valuesOf(
  row: Row,
  kind: KindRow,
  wishes: Wishes,
  owners: Readonly<Record<string, OwnerRow>>,
  key: string,
): ReadonlyMap<string, unknown> {
  const mode = row['mode'] as Mode;
  const title = (row['title'] as { nb?: string } | undefined)?.nb;
  const owner = party(wishes.owner ?? text(row['owner']), owners);
  const start = text(row['start']);
  const due = text(row['due']);
  const service = text(row['svc']);
  const performers = wishes.performers ?? (service === undefined ? [] : [service]);
  return new Map<string, unknown>([
    ['code', codeOf(row.id, title, wishes)],
    ['title', title],
    ['owner', owner],
    ['ownerService', ownerService(text(row['owner']))],
    ['performers', performers.map((role) => party(role, owners))],
    ['parts', partsOf(row).map((part) => conditional(part))],
    ['start', start && `@@${start}`],
    ['from', `@@${start ?? 'EVENT'}`],
    ['end', due && `@@${due}`],
    ['status', kind.status[mode]],
    ['intent', kind.intent[mode]],
    ['plan', wishes.plan && { $concept: `tk-plan#${wishes.plan}` }],
    ['author', wishes.author === 'patient' ? '= %motherReference' : owner],
    ['service', wishes.service && { $concept: `tk-service#${wishes.service}` }],
    ['form', wishes.form && `https://lenke.example/fhir/Questionnaire/${wishes.form}`],
    ['focus', wishes.focus && { reference: "= %trigger.resourceType & '/' & %trigger.id" }],
    ['identifier', { system: DRAFT_SYSTEM, value: `= '${row.id}.' & ${key.replaceAll("'|'", "'.'")}` }],
    ['subject', '= %subject'],
  ]);
}

function codeOf(id: string, title: string | undefined, wishes: Wishes): unknown {
  const ours = wishes.code ?? wishes.category;
  if (ours !== undefined) return { $concept: ours };
  return { coding: [{ system: ACTION_SYSTEM, code: id }], text: title };
}

/** `&role`, an expression, or what an owner word stands for: the first that gives somebody. */
function party(word: string | undefined, owners: Readonly<Record<string, OwnerRow>>): unknown {
  if (word === undefined) return undefined;
  if (word.startsWith('=')) return word;
  const known = owners[word];
  if (!known) return `&${word}`;
  return known.is.length === 0 ? undefined : { $first: known.is };
}

/** The row's parts: a bare word is a role that always takes part. */
export function partsOf(row: Row): readonly PartRow[] {
  return ((row['parts'] ?? []) as (string | PartRow)[]).map((part) =>
    typeof part === 'string' ? { role: part } : part,
  );
}

function conditional(part: PartRow): unknown {
  const who = part.role === 'patient' || part.role === 'parents' ? '= %motherReference' : `&${part.role}`;
  return part.if === undefined ? who : { $if: part.if, $use: who };
}

/** `&&role` is the HealthcareService that plays it; the patient is herself. */
function serviceOf(role: string): unknown {
  return role === 'patient' || role === 'parents' ? '= %motherReference' : `&&${role}`;
}

/** Whoever is to do it, as a HealthcareService; an owner found by an expression has none that is known beforehand. */
function ownerService(word: string | undefined): string | undefined {
  return word === undefined || word.startsWith('=') ? undefined : `&&${word}`;
}

/** Replaces `$name`; what the row does not say is left out. */
function fill(node: unknown, values: ReadonlyMap<string, unknown>, parts: readonly PartRow[]): unknown {
  if (typeof node === 'string' && node.startsWith('$')) return values.get(node.slice(1));
  if (Array.isArray(node)) {
    const items = node.flatMap((item) => repeated(item, parts) ?? [item]);
    return items.map((item) => fill(item, values, parts)).filter((item) => item !== undefined && item !== '');
  }
  if (!isObject(node)) return node;
  return Object.fromEntries(
    Object.entries(node).flatMap(([key, value]) => {
      const filled = key === '$has' || key === '$if' ? value : fill(value, values, parts);
      return filled === undefined || filled === '' ? [] : [[key, filled] as const];
    }),
  );
}

function repeated(item: unknown, parts: readonly PartRow[]): readonly unknown[] | undefined {
  if (!isObject(item) || item['$each'] !== 'parts') return undefined;
  const { $each: _, ...rest } = item;
  return parts.map((part) =>
    Object.fromEntries(
      Object.entries({ ...(part.if !== undefined && { $if: part.if }), ...rest }).map(([key, value]) => [
        key,
        value === '$partService' ? serviceOf(part.role) : value,
      ]),
    ),
  );
}

function text(value: unknown): string | undefined {
  return typeof value === 'string' ? value : undefined;
}
