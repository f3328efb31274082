// What becomes of a resource by a JSON Patch (RFC 6902)?

import { applyPatch } from 'rfc6902';
import { isExactObject, type JsonObject } from '../../domain/json.ts';
import { hideNumbers, showNumbers, toPlain, withoutEmpty } from './exact.ts';
import { failed, invalid, toResource } from './fault.ts';

/** An operation, as the library takes it too. */
type Operation = Parameters<typeof applyPatch>[1][number];

const POINTER = /^(?:\/(?:[^~/]|~[01])*)*$/;
const PROTOTYPE: ReadonlySet<string> = new Set(['__proto__', 'constructor', 'prototype']);
const INDEX = /^(?:0|[1-9]\d{0,8})$/;

function pointerOf(json: Readonly<Record<string, unknown>>, key: string, number: number): string {
  const text = json[key];
  if (typeof text === 'string' && POINTER.test(text)) return text;
  throw invalid(number, `${key} must be a JSON Pointer such as "/birthDate".`);
}

function readOperation(json: unknown, number: number): Operation {
  if (!isExactObject(json)) throw invalid(number, 'an object is needed.');
  const { op, value } = json;
  const path = pointerOf(json, 'path', number);
  switch (op) {
    case 'remove':
      return { op, path };
    case 'move':
    case 'copy':
      return { op, path, from: pointerOf(json, 'from', number) };
    case 'add':
    case 'replace':
    case 'test':
      if (!('value' in json)) throw invalid(number, 'value is missing.');
      return { op, path, value };
    default:
      throw invalid(number, 'op must be add, remove, replace, move, copy or test.');
  }
}

/** Reads the operations; LENKE_PATCH_INVALID with the number of the first that is none. */
export function readJsonPatch(patch: unknown): readonly Operation[] {
  if (!Array.isArray(patch)) throw invalid(0, 'a list of operations is needed.');
  return patch.map((json: unknown, at) => readOperation(json, at));
}

function tokensOf(pointer: string): readonly string[] {
  const tokens = pointer.split('/').slice(1);
  return tokens.map((token) => token.replaceAll('~1', '/').replaceAll('~0', '~'));
}

function childOf(value: unknown, token: string): unknown {
  if (Array.isArray(value)) {
    const item: unknown = INDEX.test(token) ? value[Number(token)] : undefined;
    return item;
  }
  return isExactObject(value) && Object.hasOwn(value, token) ? value[token] : undefined;
}

/** The library walks into anything and reads `1e0` as an index: what a pointer must meet is looked at before. */
function checkTarget(root: unknown, pointer: string, mayBeNew: boolean, number: number): void {
  const tokens = tokensOf(pointer);
  const last = tokens.at(-1);
  if (last === undefined) throw failed(number, 'the whole resource cannot be replaced. Use PUT.');
  if (tokens.some((token) => PROTOTYPE.has(token)))
    throw invalid(number, 'the path names no element of FHIR.');
  const parent = tokens.slice(0, -1).reduce<unknown>(childOf, root);
  if (typeof parent !== 'object' || parent === null)
    throw failed(number, 'the path leads through nothing that is there.');
  if (!mayBeNew && childOf(parent, last) === undefined)
    throw failed(number, 'nothing is there at the path or at from.');
  if (!mayBeNew || !Array.isArray(parent) || last === '-') return;
  if (!INDEX.test(last) || Number(last) > parent.length) {
    throw failed(number, 'the index is no place in the list.');
  }
}

/** Values that the copies of one patch may make in all: a list copied into itself doubles with every operation. */
const MOST_COPIED = 100_000;

/** How many values there are in all; counts no further than `limit`. */
function weightOf(value: unknown, limit: number): number {
  if (typeof value !== 'object' || value === null) return 1;
  let weight = 1;
  for (const item of Object.values(value)) {
    weight += weightOf(item, limit - weight);
    if (weight > limit) break;
  }
  return weight;
}

const MAKES_NEW: ReadonlySet<string> = new Set(['add', 'move', 'copy']);

/** The operation with its value, when it has one, in another form. */
function withValue(operation: Operation, form: (value: unknown) => unknown): Operation {
  return 'value' in operation ? { ...operation, value: form(operation.value) } : operation;
}

function run(root: unknown, operation: Operation, number: number): void {
  const [fault] = applyPatch(root, [operation]);
  if (!fault) return;
  throw failed(number, operation.op === 'test' ? 'the value there is another.' : 'it cannot be done there.');
}

/**
 * The resource after the operations, all or none; the numbers nobody touched keep their digits, and so do those of the patch.
 * `test` compares numbers as numbers (RFC 6902, 4.6), hence the second, plain copy. Throws LENKE_PATCH_INVALID for what is
 * no patch and LENKE_PATCH_FAILED for what cannot be done on this version, both with the operation's place in the list.
 */
export function applyJsonPatch(resource: JsonObject, patch: unknown): JsonObject {
  const operations = readJsonPatch(patch);
  const exact = hideNumbers(resource);
  const plain = toPlain(resource);
  let copied = 0;
  for (const [number, operation] of operations.entries()) {
    if (operation.op === 'copy') {
      copied += weightOf(tokensOf(operation.from).reduce<unknown>(childOf, plain), MOST_COPIED);
      if (copied > MOST_COPIED) throw failed(number, 'the copies would become too large.');
    }
    if ('from' in operation) checkTarget(plain, operation.from, false, number);
    checkTarget(plain, operation.path, MAKES_NEW.has(operation.op), number);
    run(plain, withValue(operation, toPlain), number);
    if (operation.op !== 'test') run(exact, withValue(operation, hideNumbers), number);
  }
  return toResource(withoutEmpty(showNumbers(exact)), resource);
}
