// How can each profile be broken? One fault per row, made from a valid example; the key is the issue it must raise.

import { isObject } from '../src/domain/json.ts';
import type { Resource } from '../src/pathway/case/case-view.ts';
import { FORMS_FAULTS } from './faults/forms.ts';
import { FOUND_FAULTS } from './faults/found.ts';
import { MAY_WE_FAULTS } from './faults/may-we.ts';
import { PLANS_FAULTS } from './faults/plans.ts';
import { TRAVEL_FAULTS } from './faults/travel.ts';
import { WHEN_FAULTS } from './faults/when.ts';
import { WHO_FAULTS } from './faults/who.ts';
import type { Change, Fault } from './faults/row.ts';

/** All faults. */
export const FAULTS: readonly Fault[] = [
  ...WHO_FAULTS,
  ...WHEN_FAULTS,
  ...MAY_WE_FAULTS,
  ...FOUND_FAULTS,
  ...FORMS_FAULTS,
  ...TRAVEL_FAULTS,
  ...PLANS_FAULTS,
];

type Node = Record<string, unknown>;

function childOf(node: unknown, key: string): unknown {
  if (Array.isArray(node)) return node[Number(key)] as unknown;
  return isObject(node) ? node[key] : undefined;
}

/** Changes one place of a copy; a path that leads nowhere is a fault of this file. */
export function change(resource: unknown, [path, value]: Change): void {
  const keys = path.split('.');
  const last = keys.pop() ?? '';
  const parent = keys.reduce<unknown>(childOf, resource);
  if (Array.isArray(parent)) parent[Number(last)] = value;
  else if (isObject(parent) && value === undefined) delete (parent as Node)[last];
  else if (isObject(parent)) (parent as Node)[last] = value;
  else throw new Error(`No such place: ${path}`);
}

/** A broken example as a file, with what the manifest says of it. */
export interface Broken {
  readonly file: string;
  readonly profile: string;
  readonly key: string;
  readonly why: string;
  readonly resource: Resource;
}

/** The example of a fault; its id says which valid example it was, and what is wrong. */
export function broken(fault: Fault, valid: ReadonlyMap<string, Resource>): Broken {
  const original = valid.get(fault.example);
  if (!original) throw new Error(`No valid example ${fault.example}`);
  const resource = structuredClone(original) as Resource & { id: string };
  for (const one of fault.changes) change(resource, one);
  const words = fault.why
    .replaceAll(/[^A-Za-z ]/g, '')
    .trim()
    .replaceAll(' ', '-')
    .toLowerCase();
  const id = `${fault.example.replace(/-\d+$/, '')}-${words}`.slice(0, 64).replace(/-$/, '');
  resource.id = id;
  const profile = (original as unknown as { meta: { profile: [string] } }).meta.profile[0];
  const { key, why } = fault;
  return { file: `${id}.json`, profile, key, why, resource };
}
