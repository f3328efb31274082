// What may stand at an element of R4: one or many, of which type, under which JSON key?

import { Library, typeUrl } from '../validator/library.ts';
import { readPackedLazily } from '../validator/source.ts';
import type { ElementDef } from '../validator/definitions.ts';

/** An element of a type, as a patch needs it. */
export interface ElementRule {
  /** Key in JSON; for a choice it depends on the type of the value. */
  readonly keyFor: (valueType: string) => string | undefined;
  /** Keys the element may stand under. */
  readonly keys: readonly string[];
  readonly isList: boolean;
  /** Where the element's own children are defined: `Patient.contact` or `HumanName`. */
  readonly typePath: (valueType: string) => string;
}

/** The element `name` under `typePath`; undefined when R4 has none. A choice may be named with or without its type. */
export type FindRule = (typePath: string, name: string) => ElementRule | undefined;

function capitalised(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

function childPath(element: ElementDef, type: string): string {
  if (element.contentReference !== undefined) return element.contentReference.replace(/^.*#/, '');
  return type === 'BackboneElement' || type === 'Element' || type === '' ? element.path : type;
}

function plainRule(element: ElementDef, name: string): ElementRule {
  const types = (element.types ?? []).map(({ code }) => code);
  return {
    keyFor: () => name,
    keys: [name],
    isList: (element.max ?? 1) > 1,
    typePath: () => childPath(element, types[0] ?? ''),
  };
}

function choiceRule(stem: string, element: ElementDef): ElementRule {
  const types = (element.types ?? []).map(({ code }) => code);
  return {
    keyFor: (type) => (types.includes(type) ? stem + capitalised(type) : undefined),
    keys: types.map((type) => stem + capitalised(type)),
    isList: false,
    typePath: (type) => childPath(element, type),
  };
}

/** Rules from the definitions the validator ships, read when the first FHIRPath Patch comes (some 10 ms). */
export function createElementRules(): FindRule {
  const loaded: { library?: Library } = {};
  return (typePath, name) => {
    loaded.library ??= new Library(readPackedLazily('structures'));
    const [type = ''] = typePath.split('.');
    const elements = loaded.library.get(typeUrl(type))?.snapshot ?? [];
    const plain = elements.find(({ path }) => path === `${typePath}.${name}`);
    if (plain) return plainRule(plain, name);
    for (const element of elements) {
      if (!element.path.startsWith(`${typePath}.`) || !element.path.endsWith('[x]')) continue;
      const stem = element.path.slice(typePath.length + 1, -3);
      const rule = choiceRule(stem, element);
      if (stem === name || rule.keys.includes(name)) return rule;
    }
    return undefined;
  };
}
