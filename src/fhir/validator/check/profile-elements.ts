// May a profile say this of an element of its base?

import { compileFhirPath } from '../../fhirpath/compile.ts';
import { objectsOf, textOf, type ElementDef, type Json, type Structure } from '../definitions.ts';
import type { Plans } from '../plan/plans.ts';

/** A fault of one element: which, and what is wrong with it. */
export interface ElementFault {
  readonly index: number;
  readonly what: string;
}

/** The id of the element in the base: that of a slice is the one it slices. */
function baseId(id: string): string {
  return id.replaceAll(/:[^.]+/g, '');
}

/** Of ids and urls R4's own definitions give System types, which profiles write in several ways. */
function isSystemTyped({ path }: ElementDef): boolean {
  return /\.(?:id|url)$/.test(path);
}

function typeFault(plans: Plans, change: ElementDef, base: ElementDef): string | undefined {
  if (!change.types || !base.types || base.types.length === 0 || isSystemTyped(change)) return undefined;
  const allowed = base.types.map((type) => type.code);
  const fits = change.types.every(({ code }) => allowed.some((one) => one === code || plans.isA(code, one)));
  return fits ? undefined : 'it has a type its base does not allow';
}

/** `fixedCodeableConcept` → CodeableConcept, `patternCode` → code. */
function typeOfKey(key: string, plans: Plans): string | undefined {
  const name = /^(?:fixed|pattern)([A-Z]\w*)$/.exec(key)?.[1];
  if (name === undefined) return undefined;
  const primitive = name.charAt(0).toLowerCase() + name.slice(1);
  return plans.typeTree(primitive) ? primitive : name;
}

function valueFault(plans: Plans, json: Json, change: ElementDef, base: ElementDef): string | undefined {
  const types = change.types ?? base.types ?? [];
  if (types.length === 0 || isSystemTyped(change)) return undefined;
  const wrong = Object.keys(json).some((key) => {
    const code = typeOfKey(key, plans);
    return code !== undefined && !types.some((type) => type.code === code || plans.isA(type.code, code));
  });
  return wrong ? 'the fixed value or pattern is of another type than the element' : undefined;
}

function bindingFault(change: ElementDef, base: ElementDef): string | undefined {
  const weaker =
    base.binding?.strength === 'required' &&
    change.binding !== undefined &&
    change.binding.strength !== 'required';
  return weaker ? 'a required binding stays required' : undefined;
}

/** An id with a slice needs its sliceName; with another path it is no slice but an odd id. */
function sliceFault(json: Json): string | undefined {
  const [, name] = /([^.:]+):[^.]+$/.exec(textOf(json, 'id') ?? '') ?? [];
  const last = (textOf(json, 'path') ?? '').split('.').at(-1);
  return name !== undefined && name === last && json['sliceName'] === undefined
    ? 'the id names a slice, and there is no sliceName'
    : undefined;
}

/** True for an expression that can be read; what it finds is another matter. */
export function isExpression(expression: string, rootType: string): boolean {
  try {
    compileFhirPath(expression, { rootType });
    return true;
  } catch {
    return false;
  }
}

function constraintFault(json: Json, type: string): string | undefined {
  const broken = objectsOf(json, 'constraint').some((one) => {
    const expression = textOf(one, 'expression');
    return expression !== undefined && !isExpression(expression, type);
  });
  return broken ? 'an expression that cannot be read as FHIRPath' : undefined;
}

/** An extension is known by the url it fixes: that is the url of its definition. */
function urlFault(structure: Structure, change: ElementDef): string | undefined {
  const fixes = structure.type === 'Extension' && change.id === 'Extension.url' && change.fixed !== undefined;
  return fixes && change.fixed !== structure.url
    ? 'the url it fixes is not that of the definition'
    : undefined;
}

/** The faults of a differential's elements, each held against the element of its base. */
export function elementFaults(
  plans: Plans,
  structure: Structure,
  differential: readonly Json[],
  base: ReadonlyMap<string, ElementDef>,
): ElementFault[] {
  return structure.differential.flatMap((change, index) => {
    const json = differential[index] ?? {};
    const known = base.get(change.id) ?? base.get(baseId(change.id));
    const faults = [
      sliceFault(json),
      constraintFault(json, structure.type),
      urlFault(structure, change),
      known && typeFault(plans, change, known),
      known && valueFault(plans, json, change, known),
      known && bindingFault(change, known),
    ];
    return faults.flatMap((what) => (what === undefined ? [] : [{ index, what }]));
  });
}
