// How does a value get to its path? Steps by name and index, made on the way, lists where R4 has lists.

import { isObject } from '../../domain/json.ts';
import type { FindRule } from '../../fhir/patch/element-rules.ts';

/** A step of a path. */
interface Step {
  readonly name: string;
  readonly index: number | undefined;
}

/** What a path of a dynamic value leads into: the request, or the action of the RequestGroup. */
export interface Path {
  readonly of: 'request' | 'action';
  /** None: the whole of it (`$this`). */
  readonly steps: readonly Step[];
}

type Target = Record<string, unknown>;

/**
 * Reads a path: names and constant indexes, `$this`, and `%action.` for the action of the RequestGroup. The type may stand
 * first (`Task.status`). Undefined for anything else.
 */
export function readPath(text: string): Path | undefined {
  if (text === '$this') return { of: 'request', steps: [] };
  const action = text.startsWith('%action.');
  const plain = action ? text.slice('%action.'.length) : text.replace(/^\$this\./, '');
  const parts = plain.replace(/^[A-Z][A-Za-z]+\./, '').split('.');
  const steps = parts.map(readStep);
  const known = steps.filter((step) => step !== undefined);
  return known.length === steps.length ? { of: action ? 'action' : 'request', steps: known } : undefined;
}

function readStep(text: string): Step | undefined {
  const match = /^([a-z][A-Za-z0-9]*)(?:\[(\d{1,3})\])?$/.exec(text);
  if (!match) return undefined;
  return { name: match[1] ?? '', index: match[2] === undefined ? undefined : Number(match[2]) };
}

/**
 * Sets values (at least one) at a path of `target`, in place; several need a list. Undefined when done, else the first step
 * that R4 has no such element for.
 */
export function setValue(
  target: Target,
  type: string,
  steps: readonly Step[],
  values: readonly unknown[],
  findRule: FindRule,
): string | undefined {
  const [step, ...rest] = steps;
  if (!step) return undefined;
  const rule = findRule(type, step.name);
  if (!rule) return step.name;
  const key = rule.keys.includes(step.name) ? step.name : keyOf(rule.keys, step.name, values[0]);
  if (key === undefined) return step.name;
  for (const other of rule.keys) if (other !== key) delete target[other];
  if (rest.length === 0) return assign(target, key, step.index, rule.isList, values) ? undefined : step.name;
  const valueType = key === step.name ? suffixOf(rule.keys, key) : suffix(key, step.name);
  const below = inside(target, key, step.index ?? 0, rule.isList);
  return setValue(below, rule.typePath(valueType), rest, values, findRule);
}

/** `occurrence` and a value give the key it may stand under: which type it is shows in its form. */
function keyOf(keys: readonly string[], stem: string, value: unknown): string | undefined {
  return keys.find((key) => isOf(value, suffix(key, stem)));
}

function isOf(value: unknown, type: string): boolean {
  switch (type) {
    case 'boolean':
      return typeof value === 'boolean';
    case 'integer':
    case 'decimal':
      return typeof value === 'number';
    case 'dateTime':
      return typeof value === 'string' && /^\d{4}/.test(value);
    case 'string':
      return typeof value === 'string';
    case 'Reference':
      return isObject(value) && ('reference' in value || 'identifier' in value || 'type' in value);
    case 'CodeableConcept':
      return isObject(value) && ('coding' in value || 'text' in value);
    case 'Timing':
      return isObject(value) && ('repeat' in value || 'event' in value);
    case 'Period':
      return isObject(value) && ('start' in value || 'end' in value);
    case 'Range':
      return isObject(value) && ('low' in value || 'high' in value);
    case 'Quantity':
      return isObject(value) && 'value' in value;
    default:
      return false;
  }
}

/** `occurrenceDateTime` after `occurrence`: `dateTime`. A datatype of FHIR keeps its capital. */
function suffix(key: string, stem: string): string {
  const type = key.slice(stem.length);
  const small = type.charAt(0).toLowerCase() + type.slice(1);
  return ['boolean', 'integer', 'decimal', 'dateTime', 'string'].includes(small) ? small : type;
}

/** The type in a key that names it already: what is common to all keys of a choice is its stem. */
function suffixOf(keys: readonly string[], key: string): string {
  if (keys.length === 1) return '';
  let stem = key;
  while (stem !== '' && !keys.every((one) => one.startsWith(stem))) stem = stem.slice(0, -1);
  return suffix(key, stem);
}

function inside(target: Target, key: string, index: number, isList: boolean): Target {
  const known = target[key];
  if (!isList) {
    if (isObject(known)) return known;
    const made: Target = {};
    target[key] = made;
    return made;
  }
  const list: unknown[] = Array.isArray(known) ? known : [];
  target[key] = list;
  while (list.length <= index) list.push({});
  const item = list[index];
  if (isObject(item)) return item;
  const made: Target = {};
  list[index] = made;
  return made;
}

function assign(
  target: Target,
  key: string,
  index: number | undefined,
  isList: boolean,
  values: readonly unknown[],
): boolean {
  const [first] = values;
  if (values.length > 1 && (!isList || index !== undefined)) return false;
  if (!isList) {
    if (index !== undefined && index > 0) return false;
    target[key] = first;
    return true;
  }
  if (index === undefined) {
    target[key] = [...values];
    return true;
  }
  const known = target[key];
  const list: unknown[] = Array.isArray(known) ? known : [];
  list[index] = first;
  target[key] = list;
  return true;
}

/** Without what is empty: places that were made on the way to a value that never came. */
export function pruned(value: unknown): unknown {
  if (Array.isArray(value)) {
    const kept = value.map(pruned).filter((item) => item !== undefined);
    return kept.length === 0 ? undefined : kept;
  }
  if (!isObject(value)) return value ?? undefined;
  const kept = Object.entries(value).flatMap(([key, item]) => {
    const left = pruned(item);
    return left === undefined ? [] : [[key, left] as const];
  });
  return kept.length === 0 ? undefined : Object.fromEntries(kept);
}
