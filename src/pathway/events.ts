// Which resource means which event? The rules of mappings/events.yaml, run over what was written.

import type { SchemaObject } from 'ajv';
import { compileFhirPath, type CompiledPath } from '../fhir/fhirpath/compile.ts';
import { readDataFile } from '../fhir/yaml-file.ts';

interface Resource {
  readonly resourceType: string;
}

/** One rule: a resource of type `on` that holds `when` and `changed` means `code`. */
export interface EventRule {
  readonly code: string;
  /** Its place in the file: of what comes in together, the first is planned first. */
  readonly order: number;
  readonly on: string;
  /** Gives the patient by whom the case is found: a Reference, or the literal reference itself. */
  readonly caseOf: CompiledPath;
  readonly at: CompiledPath;
  /** Whose event it is: about the woman of a case, about a child of it, or (undefined) either. */
  readonly of: 'mother' | 'child' | undefined;
  /** count: of a Bundle about somebody without a case nothing is kept but a number. */
  readonly unknown: 'count' | 'keep';
  /** True: it may be about a case that was closed. */
  readonly closed: boolean;
  /** True: where there is no case it opens one. */
  readonly opens: boolean;
  matches(resource: Resource, previous: Resource | undefined): boolean;
  /** True when it means the event as it is, whether or not it is new. */
  fits(resource: Resource): boolean;
}

/** Rules by resource type. */
export type EventRules = ReadonlyMap<string, readonly EventRule[]>;

interface Row {
  code: string;
  on: string;
  when: string;
  changed?: string;
  caseOf: string;
  at?: string;
  of?: 'mother' | 'child';
  unknown?: 'count' | 'keep';
  closed?: boolean;
  opens?: boolean;
}

const text = { type: 'string' };

/** JSON Schema of mappings/events.yaml. */
export const EVENTS_SCHEMA: SchemaObject = {
  type: 'object',
  required: ['events'],
  additionalProperties: false,
  properties: {
    events: {
      type: 'array',
      items: {
        type: 'object',
        required: ['code', 'on', 'when', 'caseOf'],
        additionalProperties: false,
        properties: {
          code: { type: 'string', pattern: '^E_[A-Z0-9_]+$' },
          on: text,
          when: text,
          changed: text,
          caseOf: text,
          at: text,
          of: { enum: ['mother', 'child'] },
          unknown: { enum: ['count', 'keep'] },
          closed: { type: 'boolean' },
          opens: { type: 'boolean' },
        },
      },
    },
  },
};

/** Loads the event rules. */
export function loadEventRules(file: string): EventRules {
  const data = readDataFile<{ events: Row[] }>(file, EVENTS_SCHEMA);
  const rules = new Map<string, EventRule[]>();
  for (const [index, row] of data.value.events.entries()) {
    const compile = (field: keyof Row, expression: string): CompiledPath => {
      try {
        return compileFhirPath(expression);
      } catch (cause) {
        return data.fail(
          ['events', index, field],
          cause instanceof Error ? `${cause.message}.` : 'is not FHIRPath.',
        );
      }
    };
    const when = compile('when', row.when);
    const changed = compile('changed', row.changed ?? 'true');
    const list = rules.get(row.on) ?? [];
    rules.set(row.on, list);
    list.push({
      code: row.code,
      order: index,
      on: row.on,
      caseOf: compile('caseOf', row.caseOf),
      at: compile('at', row.at ?? '{}'),
      of: row.of,
      unknown: row.unknown ?? 'keep',
      fits: (resource) => when(resource)[0] === true,
      closed: row.closed === true,
      opens: row.opens === true,
      matches: (resource, previous) =>
        when(resource)[0] === true && changed(resource, { previous: previous ?? [] })[0] === true,
    });
  }
  return rules;
}
