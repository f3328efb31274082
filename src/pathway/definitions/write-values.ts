// How does a template look in FHIR's own words? Each of its leaves as a dynamic value: a path and a FHIRPath expression.
//
// What FHIRPath cannot say is a variable whose members the engine works out: `%role.habu.reference` is who fills a role,
// `%at.`BIRTH+P4M`.date` a moment by calendar, `%new.Task` an empty resource. `%subject` of a template is a Reference: it is
// called `%subjectReference` here, because R4 has `%subject` for the subject itself.

import { isObject } from '../../domain/json.ts';
import { isAnchorExpression } from '../timers/dates.ts';

/** A path and its expression. */
export interface Value {
  readonly path: string;
  readonly expression: string;
}

/** A whole resource: first an empty one of its type, then its leaves in order. */
export function valuesOf(template: unknown, system: (name: string) => string): readonly Value[] {
  if (!isObject(template)) return [];
  const { resourceType, ...rest } = template;
  return [
    { path: '$this', expression: `%new.${String(resourceType)}` },
    ...leaves(rest, '', { system, guards: [] }),
  ];
}

interface Around {
  readonly system: (name: string) => string;
  /** Conditions of the objects a leaf stands in. */
  readonly guards: readonly string[];
}

function leaves(node: unknown, path: string, around: Around): readonly Value[] {
  if (Array.isArray(node)) return listLeaves(node, path, around);
  if (isObject(node)) return objectLeaves(node, path, around);
  return [{ path, expression: guarded(expressionOf(node), around.guards) }];
}

function listLeaves(list: readonly unknown[], path: string, around: Around): readonly Value[] {
  const [only] = list;
  if (list.length === 1 && typeof only === 'string' && only.startsWith('=*'))
    return [{ path, expression: guarded(renamed(only.slice(2).trim()), around.guards) }];
  return list.flatMap((item, index) => leaves(item, `${path}[${index}]`, around));
}

function objectLeaves(
  { $if: condition, $has: needed, ...node }: Readonly<Record<string, unknown>>,
  path: string,
  around: Around,
): readonly Value[] {
  const held =
    typeof condition === 'string' ? { ...around, guards: [...around.guards, renamed(condition)] } : around;
  if ('$use' in node) return leaves(node['$use'], path, held);
  if ('$first' in node) return [{ path, expression: guarded(firstOf(node['$first']), held.guards) }];
  for (const key of ['$concept', '$coding'])
    if (key in node)
      return codeLeaves(String(node[key]), key === '$concept' ? `${path}.coding[0]` : path, held);
  const needs = typeof needed === 'string' ? presenceOf(node[needed]) : undefined;
  return Object.entries(node).flatMap(([key, value]) => {
    const guards = needs === undefined || key === needed ? held.guards : [...held.guards, needs];
    return leaves(value, path === '' ? key : `${path}.${key}`, { ...held, guards });
  });
}

/** Whether a part of a template gives anything. */
function presenceOf(node: unknown): string {
  if (Array.isArray(node)) return node.map(presenceOf).join(' or ');
  if (!isObject(node) || '$first' in node) return `(${expressionOf(node)}).exists()`;
  const { $has: needed } = node;
  return typeof needed === 'string' ? presenceOf(node[needed]) : presenceOf(Object.values(node));
}

function codeLeaves(text: string, path: string, { system, guards }: Around): readonly Value[] {
  const [name = '', code = ''] = text.split('#');
  return [
    { path: `${path}.system`, expression: guarded(literal(system(name)), guards) },
    { path: `${path}.code`, expression: guarded(literal(code), guards) },
  ];
}

function guarded(expression: string, guards: readonly string[]): string {
  return guards.reduceRight((inner, guard) => `iif(${guard}, ${inner})`, expression);
}

/** The first choice that gives something. */
function firstOf(list: unknown): string {
  const [first, ...rest] = Array.isArray(list) ? list : [list];
  const one = expressionOf(first);
  return rest.length === 0 ? one : `iif((${one}).exists(), ${one}, ${firstOf(rest)})`;
}

/** A leaf of a template by its mark. */
function expressionOf(leaf: unknown): string {
  if (isObject(leaf) && '$first' in leaf) return firstOf(leaf['$first']);
  if (isObject(leaf) && '$use' in leaf) {
    const { $if: condition, $use: used } = leaf;
    return guarded(expressionOf(used), typeof condition === 'string' ? [renamed(condition)] : []);
  }
  if (typeof leaf !== 'string') return String(leaf);
  if (leaf.startsWith('=')) return `(${renamed(leaf.slice(1).trim())}).first()`;
  if (leaf.startsWith('@@') && isAnchorExpression(leaf.slice(2))) return `%at.\`${leaf.slice(2)}\`.dateTime`;
  if (leaf.startsWith('@') && isAnchorExpression(leaf.slice(1))) return `%at.\`${leaf.slice(1)}\`.date`;
  if (leaf.startsWith('&&')) return `%role.\`${leaf.slice(2)}\`.service`;
  if (leaf.startsWith('&')) return `%role.\`${leaf.slice(1)}\`.reference`;
  return literal(leaf);
}

function literal(text: string): string {
  return `'${text.replaceAll('\\', '\\\\').replaceAll("'", "\\'")}'`;
}

/** An expression of a layer as a definition says it. */
export function renamed(expression: string): string {
  return expression.replaceAll(/%subject\b/g, '%subjectReference');
}
