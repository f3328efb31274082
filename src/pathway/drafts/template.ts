// What does a draft look like? A resource template from mappings/pathways becomes a resource.
//
// In a template a string that begins with
//   =   is FHIRPath over the environment (`= %child.id`): no result leaves the element out
//   =*  is FHIRPath giving a whole list
//   @   is an anchor expression (`@BIRTH+P4M`): a date; `@@` gives a date-time
//   &   is a role (`&habu`): a Reference to the organisation that fills it; `&&habu` to its HealthcareService
// `$if: <FHIRPath>` in an object leaves it out unless true, `$has: member` unless that element is filled;
// `$use: …` stands for the value itself, `$first: […]` for the first that gives something,
// and `$concept: tk-role#habu` is a CodeableConcept, `$coding: …` a Coding of our own code systems. Anything else stands as it is.

import type { CompiledPath } from '../../fhir/fhirpath/compile.ts';
import {
  type Anchors,
  isAnchorExpression,
  resolveMoment,
  toFhirDate,
  toFhirDateTime,
} from '../timers/dates.ts';

/** What a template may lean on. */
export interface TemplateContext {
  readonly env: Readonly<Record<string, unknown>>;
  /** The case, on which FHIRPath of templates runs. */
  readonly bundle: unknown;
  readonly anchors: Anchors;
  /** Reference to the service that fills a role, undefined when none does. */
  readonly reference: (role: string) => { readonly reference: string } | undefined;
  /** Reference to its HealthcareService, undefined when it has none. */
  readonly service: (role: string) => { readonly reference: string } | undefined;
  /** URL of one of our code systems by its short name. */
  readonly system: (name: string) => string;
}

/** A template ready to be filled. */
export type Template = (context: TemplateContext) => unknown;

/** Compiles a template node. `compile` makes FHIRPath (given, so that a file's errors get their place at the rim). */
export function compileTemplate(node: unknown, compile: (expression: string) => CompiledPath): Template {
  if (typeof node === 'string') return compileText(node, compile);
  if (Array.isArray(node)) return compileList(node, compile);
  if (typeof node === 'object' && node !== null) return compileObject(Object.entries(node), compile);
  return () => node;
}

function compileText(text: string, compile: (expression: string) => CompiledPath): Template {
  if (text.startsWith('=*')) {
    const path = compile(text.slice(2).trim());
    return (context) => nonEmpty(path(context.bundle, context.env));
  }
  if (text.startsWith('=')) {
    const path = compile(text.slice(1).trim());
    return (context) => path(context.bundle, context.env)[0];
  }
  if (text.startsWith('@@') && isAnchorExpression(text.slice(2))) {
    return ({ anchors }) => mapMoment(resolveMoment(text.slice(2), anchors), toFhirDateTime);
  }
  if (text.startsWith('@') && isAnchorExpression(text.slice(1))) {
    return ({ anchors }) => mapMoment(resolveMoment(text.slice(1), anchors), toFhirDate);
  }
  if (text.startsWith('&&')) return (context) => context.service(text.slice(2));
  if (text.startsWith('&')) return (context) => context.reference(text.slice(1));
  return () => text;
}

function mapMoment<T>(
  moment: ReturnType<typeof resolveMoment>,
  map: (known: NonNullable<typeof moment>) => T,
): T | undefined {
  return moment === undefined ? undefined : map(moment);
}

function compileList(nodes: readonly unknown[], compile: (expression: string) => CompiledPath): Template {
  const items = nodes.map((node) => ({
    fill: compileTemplate(node, compile),
    spread: typeof node === 'string' && node.startsWith('=*'),
  }));
  return (context) => {
    const filled: unknown[] = [];
    for (const { fill, spread } of items) {
      const value = fill(context);
      if (value === undefined) continue;
      if (spread && Array.isArray(value)) filled.push(...value);
      else filled.push(value);
    }
    return nonEmpty(filled);
  };
}

function compileObject(
  entries: readonly [string, unknown][],
  compile: (expression: string) => CompiledPath,
): Template {
  const [first] = entries;
  if (entries.length === 1 && first && (first[0] === '$concept' || first[0] === '$coding')) {
    return compileCode(String(first[1]), first[0] === '$concept');
  }
  if (entries.length === 1 && first?.[0] === '$first') return compileFirst(first[1], compile);
  const told = new Map(entries);
  const condition = told.get('$if');
  const holds = typeof condition === 'string' ? compile(condition) : undefined;
  const whole = told.has('$use')
    ? compileTemplate(told.get('$use'), compile)
    : compileFields(
        entries.filter(([key]) => key !== '$if' && key !== '$has'),
        told.get('$has'),
        compile,
      );
  if (!holds) return whole;
  return (context) => (holds(context.bundle, context.env)[0] === true ? whole(context) : undefined);
}

function compileFields(
  entries: readonly [string, unknown][],
  needed: unknown,
  compile: (expression: string) => CompiledPath,
): Template {
  const fields = entries.map(([key, node]) => ({ key, fill: compileTemplate(node, compile) }));
  return (context) => {
    const filled: Record<string, unknown> = {};
    let isEmpty = true;
    let isThere = needed === undefined;
    for (const { key, fill } of fields) {
      const value = fill(context);
      if (value === undefined) continue;
      filled[key] = value;
      isEmpty = false;
      if (key === needed) isThere = true;
    }
    return isEmpty || !isThere ? undefined : filled;
  };
}

function compileFirst(list: unknown, compile: (expression: string) => CompiledPath): Template {
  const choices = (Array.isArray(list) ? list : [list]).map((node) => compileTemplate(node, compile));
  return (context) => {
    for (const choice of choices) {
      const value = choice(context);
      if (value !== undefined) return value;
    }
    return undefined;
  };
}

function compileCode(text: string, concept: boolean): Template {
  const [name = '', code = ''] = text.split('#');
  // The same in every draft: made once for those who name the systems, which is one.
  const made = new WeakMap<TemplateContext['system'], object>();
  return ({ system }) => {
    const known = made.get(system);
    if (known) return known;
    const coding = Object.freeze({ system: system(name), code });
    const value = concept ? Object.freeze({ coding: Object.freeze([coding]) }) : coding;
    made.set(system, value);
    return value;
  };
}

function nonEmpty(list: readonly unknown[]): readonly unknown[] | undefined {
  return list.length === 0 ? undefined : list;
}
