// Is an extension the one its url names, and does it belong here?

import { isObject } from '../../../domain/json.ts';
import type { Structure } from '../definitions.ts';
import { typeUrl } from '../library.ts';
import type { Place } from '../place.ts';
import { fixedUrl } from '../plan/discriminator.ts';
import type { Plans } from '../plan/plans.ts';
import type { Run } from '../run.ts';
import type { TreeNode } from '../tree.ts';

const CORE = 'http://hl7.org/fhir/StructureDefinition/';

/** RFC 2606, second-level domains; `.example` itself is used by systems that have no domain yet, ours among them. */
const EXAMPLE_DOMAIN = /^https?:\/\/(?:[\w-]+\.)*example\.(?:com|net|org)(?:[/:?#]|$)/;

/** True for the definition of an extension, and for an extension a profile goes into. */
function isExtension({ structure, element }: TreeNode): boolean {
  return structure.type === 'Extension' || element.types?.[0]?.code === 'Extension';
}

/** Checks an extension against its definition. `parent` is the element it stands on, `property` where in it. */
export function checkExtension(
  plans: Plans,
  parent: TreeNode,
  property: string,
  value: unknown,
  place: Place,
  run: Run,
): void {
  const url = isObject(value) ? value['url'] : undefined;
  if (typeof url !== 'string') return;
  // The parts of a complex extension have local names; their definition is the one around them.
  if (!url.includes(':')) {
    if (!isExtension(parent)) run.report('extension-url-absolute', place);
    else if (!hasPart(plans, parent, property, url)) run.report('extension-part', place);
    return;
  }
  const structure = plans.library.get(url);
  const tree = structure?.type === 'Extension' ? plans.treeOf(structure) : undefined;
  if (!structure || !tree) {
    unknownExtension(plans, url, property, place, run);
    return;
  }
  plans.plan(tree).check(value, place, run);
  checkModifier(structure, property, place, run);
  if (!fits(plans, structure, parent, place)) {
    const context = structure.context.map((one) => one.expression).join(', ');
    run.report('extension-context', place, { url, type: parent.element.path, context });
  }
}

/** False when the definition around a part names its parts, and this is none of them. */
function hasPart(plans: Plans, parent: TreeNode, property: string, url: string): boolean {
  const parts = parent.children.get(property)?.slices ?? [];
  return (
    parts.length === 0 || parts.some((part) => (fixedUrl(plans, part) ?? part.element.sliceName) === url)
  );
}

function unknownExtension(plans: Plans, url: string, property: string, place: Place, run: Run): void {
  if (property === 'modifierExtension') run.report('extension-unknown-modifier', place);
  else if (EXAMPLE_DOMAIN.test(url)) run.report('extension-example', place);
  else if (url.startsWith(CORE) && !plans.library.isCore(url)) run.report('extension-unknown-core', place);
  else run.report('extension-unknown', place);
}

function checkModifier(structure: Structure, property: string, place: Place, run: Run): void {
  const isModifier = structure.snapshot[0]?.isModifier === true;
  const asModifier = property === 'modifierExtension';
  if (isModifier === asModifier) return;
  const facts = isModifier
    ? { expected: 'a', property: 'modifierExtension' }
    : { expected: 'no', property: 'extension' };
  run.report('extension-modifier', place, { url: structure.url, ...facts });
}

/** The paths an element may be called by: its own, that of its type, and those its type derives from. */
function namesOf(plans: Plans, parent: TreeNode): Set<string> {
  const names = new Set<string>([parent.element.path]);
  const isRoot = !parent.element.path.includes('.');
  const code = isRoot ? parent.structure.type : parent.element.types?.[0]?.code;
  for (let type = code; type !== undefined; ) {
    names.add(type);
    type = plans.library.get(typeUrl(type))?.base?.replace(CORE, '');
  }
  return names;
}

/** The place as a path without indexes and types, `Patient.name.family`, from its resource on. */
function pathOf(place: Place): string {
  return place
    .jsonPath()
    .replaceAll(/\[\d+\]/g, '')
    .replace(/\.(?:extension|modifierExtension)$/, '');
}

/** R4's own definitions carry these elsewhere than the contexts of R4 say. */
const LOOSE =
  /^http:\/\/hl7\.org\/fhir\/StructureDefinition\/(?:structuredefinition-[\w-]+|regex|valueset-concept-comments)$/;

function fits(plans: Plans, { context: contexts, url }: Structure, parent: TreeNode, place: Place): boolean {
  if (contexts.length === 0 || LOOSE.test(url)) return true;
  const names = namesOf(plans, parent);
  const path = pathOf(place);
  return contexts.some(({ type, expression }) => {
    // FHIRPath contexts would have to be evaluated over the whole resource; they are few, and none of R4's own.
    if (type === 'fhirpath') return true;
    // Some packages say extension where they mean element: a real one names a url.
    if (type === 'extension' && expression.includes(':')) return isExtension(parent);
    const plain = expression.replace(CORE, '').replace(/^.*#/, '');
    // An extension of a primitive is declared on it (`ElementDefinition.type.code`); System-typed ones carry it on the parent.
    if (plain === 'ElementDefinition.type.code' && parent.element.path === 'ElementDefinition.type')
      return true;
    if (plain === 'Element' || names.has(plain) || names.has(expression)) return true;
    return (
      plain.includes('.') &&
      (path === plain || path.endsWith(`.${plain}`) || path.endsWith(plain.replace(/^[^.]+/, '')))
    );
  });
}
