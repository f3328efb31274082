// How do the elements of a snapshot hang together?

import type { ElementDef, Structure } from './definitions.ts';

/** An element with its children and slices. */
export interface TreeNode {
  readonly element: ElementDef;
  readonly structure: Structure;
  /** Last part of the path, `value[x]` for a choice. */
  readonly name: string;
  readonly children: Map<string, TreeNode>;
  readonly slices: TreeNode[];
  /** True for a node made up for slices whose sliced element the definition left out. */
  readonly implicit: boolean;
  /** The tree's root has all nodes by id. */
  readonly byId: ReadonlyMap<string, TreeNode>;
}

type Nodes = Map<string, TreeNode>;

function implicitParent(
  structure: Structure,
  parent: TreeNode,
  name: string,
  slice: ElementDef,
  byId: Nodes,
): TreeNode {
  const id = `${parent.element.id}.${name}`;
  const element: ElementDef = { ...slice, id, min: 0, max: Infinity, constraints: [] };
  const node: TreeNode = { element, structure, name, children: new Map(), slices: [], implicit: true, byId };
  parent.children.set(name, node);
  byId.set(id, node);
  return node;
}

/** The node a slice belongs to: the sliced element, or for a re-slice (`fnr/official`) the slice itself. */
function ownerOf(
  structure: Structure,
  parent: TreeNode,
  parentId: string,
  name: string,
  element: ElementDef,
  slice: string,
  byId: Nodes,
): TreeNode {
  const slash = slice.lastIndexOf('/');
  const resliced = slash < 0 ? undefined : byId.get(`${parentId}.${name}:${slice.slice(0, slash)}`);
  return resliced ?? parent.children.get(name) ?? implicitParent(structure, parent, name, element, byId);
}

function place(structure: Structure, element: ElementDef, byId: Nodes): void {
  const dot = element.id.lastIndexOf('.');
  const parentId = element.id.slice(0, dot);
  const parent = byId.get(parentId);
  if (!parent) return;
  const last = element.id.slice(dot + 1);
  const colon = last.indexOf(':');
  const name = colon < 0 ? last : last.slice(0, colon);
  const node: TreeNode = { element, structure, name, children: new Map(), slices: [], implicit: false, byId };
  byId.set(element.id, node);
  if (colon < 0) parent.children.set(name, node);
  else ownerOf(structure, parent, parentId, name, element, last.slice(colon + 1), byId).slices.push(node);
}

/** The tree of a structure's snapshot; undefined when it has none. */
export function toTree(structure: Structure): TreeNode | undefined {
  const [first, ...rest] = structure.snapshot;
  if (!first) return undefined;
  const byId: Nodes = new Map();
  const root: TreeNode = {
    element: first,
    structure,
    name: first.path,
    children: new Map(),
    slices: [],
    implicit: false,
    byId,
  };
  byId.set(first.id, root);
  for (const element of rest) place(structure, element, byId);
  return root;
}
