// What does a StructureDefinition say, reduced to what a validator needs?

import { isObject } from '../../domain/json.ts';

/** A type an element may have. */
export interface TypeRef {
  /** FHIR type code; the System types of ids and primitive values are already FHIR's own. */
  readonly code: string;
  readonly profiles: readonly string[];
  readonly targets: readonly string[];
  readonly aggregation: readonly string[];
}

export interface Constraint {
  readonly key: string;
  readonly severity: 'error' | 'warning';
  readonly human: string;
  readonly expression: string;
  readonly bestPractice: boolean;
}

export interface Binding {
  readonly strength: 'required' | 'extensible' | 'preferred' | 'example';
  readonly valueSet: string;
  /** The extension elementdefinition-maxValueSet: the limit of an extensible or preferred binding. */
  readonly maxValueSet?: string;
}

export interface Discriminator {
  readonly type: string;
  readonly path: string;
}

export interface SlicingRule {
  readonly rules: string;
  readonly ordered: boolean;
  readonly discriminators: readonly Discriminator[];
}

/** One element of a snapshot or differential. */
export interface ElementDef {
  readonly id: string;
  readonly path: string;
  readonly sliceName?: string;
  readonly min?: number;
  /** Infinity for `*`. */
  readonly max?: number;
  /** Of the element in the base definition: tells whether JSON holds an array. */
  readonly baseMax?: number;
  readonly types?: readonly TypeRef[];
  readonly contentReference?: string;
  readonly constraints: readonly Constraint[];
  readonly binding?: Binding;
  /** Bindings of the extension additional-binding with purpose `required` or `maximum`. */
  readonly additionalBindings: readonly Binding[];
  readonly fixed?: unknown;
  readonly pattern?: unknown;
  readonly minValue?: unknown;
  readonly maxValue?: unknown;
  readonly maxLength?: number;
  readonly slicing?: SlicingRule;
  readonly isModifier: boolean;
  /** The extension `regex`, on custom primitives. */
  readonly regex?: string;
}

export interface ExtensionContext {
  readonly type: string;
  readonly expression: string;
}

/** A structure with its elements; `snapshot` is empty until snapshot.ts has made it. */
export interface Structure {
  readonly url: string;
  readonly version: string | undefined;
  readonly name: string;
  readonly kind: string;
  readonly type: string;
  readonly abstract: boolean;
  readonly base: string | undefined;
  readonly derivation: string | undefined;
  readonly context: readonly ExtensionContext[];
  readonly snapshot: readonly ElementDef[];
  readonly differential: readonly ElementDef[];
}

export type Json = Readonly<Record<string, unknown>>;

/** A text property, undefined when it is no text. */
export function textOf(of: Json, key: string): string | undefined {
  const value = of[key];
  return typeof value === 'string' ? value : undefined;
}

/** A list property: its objects. */
export function objectsOf(of: Json, key: string): readonly Json[] {
  const value = of[key];
  return Array.isArray(value) ? value.filter(isObject) : [];
}

/** A list property: its texts. */
export function textsOf(of: Json, key: string): readonly string[] {
  const value = of[key];
  return Array.isArray(value) ? value.filter((item): item is string => typeof item === 'string') : [];
}

/** A number property, undefined when it is no number. */
export function numberOf(of: Json, key: string): number | undefined {
  const value = of[key];
  return typeof value === 'number' ? value : undefined;
}

const EXTENSION = 'http://hl7.org/fhir/StructureDefinition/';

/** The value of an extension, whatever its type. */
export function extensionValue(of: Json, url: string): unknown {
  const found = objectsOf(of, 'extension').find((one) => one['url'] === url);
  return found && valueOfChoice(found, 'value');
}

/** The value of a choice element such as `fixed[x]`; the longest stem decides, `valueSet` is no choice of `value`. */
export function valueOfChoice(of: Json, stem: string): unknown {
  const key = Object.keys(of).find((one) => one.startsWith(stem) && /^[A-Z]/.test(one.slice(stem.length)));
  return key === undefined ? undefined : of[key];
}

function toMax(max: string | undefined): number | undefined {
  if (max === undefined) return undefined;
  return max === '*' ? Infinity : Number(max);
}

function toType(json: Json): TypeRef {
  const fhirType = extensionValue(json, `${EXTENSION}structuredefinition-fhir-type`);
  const code = typeof fhirType === 'string' ? fhirType : (textOf(json, 'code') ?? '');
  return {
    code: code.startsWith('http://hl7.org/fhirpath/System.') ? 'string' : code.replace(EXTENSION, ''),
    profiles: textsOf(json, 'profile'),
    targets: textsOf(json, 'targetProfile'),
    aggregation: textsOf(json, 'aggregation'),
  };
}

function toConstraint(json: Json): Constraint {
  return {
    key: textOf(json, 'key') ?? 'unnamed',
    severity: json['severity'] === 'warning' ? 'warning' : 'error',
    human: textOf(json, 'human') ?? '',
    expression: textOf(json, 'expression') ?? '',
    bestPractice: extensionValue(json, `${EXTENSION}elementdefinition-bestpractice`) === true,
  };
}

const STRENGTHS: ReadonlySet<unknown> = new Set(['required', 'extensible', 'preferred', 'example']);

function isStrength(value: unknown): value is Binding['strength'] {
  return STRENGTHS.has(value);
}

function toBinding(json: unknown): Binding | undefined {
  if (!isObject(json)) return undefined;
  const strength = json['strength'];
  const valueSet = textOf(json, 'valueSet');
  if (valueSet === undefined || !isStrength(strength)) return undefined;
  const maximum = extensionValue(json, `${EXTENSION}elementdefinition-maxValueSet`);
  return { strength, valueSet, ...(typeof maximum === 'string' && { maxValueSet: maximum }) };
}

function toAdditionalBindings(json: unknown): Binding[] {
  if (!isObject(json)) return [];
  return objectsOf(json, 'extension')
    .filter((one) =>
      /additional-binding$|ElementDefinition\.binding\.additional$/.test(textOf(one, 'url') ?? ''),
    )
    .flatMap((one): Binding[] => {
      const purpose = extensionValue(one, 'purpose');
      const valueSet = extensionValue(one, 'valueSet');
      const binds = purpose === 'required' || purpose === 'maximum';
      const conditional = objectsOf(one, 'extension').some((part) => part['url'] === 'usage');
      return binds && !conditional && typeof valueSet === 'string'
        ? [{ strength: 'required', valueSet }]
        : [];
    });
}

function toSlicing(json: unknown): SlicingRule | undefined {
  if (!isObject(json)) return undefined;
  return {
    rules: textOf(json, 'rules') ?? 'open',
    ordered: json['ordered'] === true,
    discriminators: objectsOf(json, 'discriminator').map((one) => ({
      type: textOf(one, 'type') ?? 'value',
      path: textOf(one, 'path') ?? '$this',
    })),
  };
}

/** Leaves out the keys that are undefined: an element of a differential says only what it changes. */
function given<T extends object>(part: T): { [K in keyof T]?: Exclude<T[K], undefined> } {
  const result: { [K in keyof T]?: Exclude<T[K], undefined> } = {};
  for (const key in part) {
    const value = part[key];
    if (isGiven(value)) result[key] = value;
  }
  return result;
}

function isGiven<T>(value: T): value is Exclude<T, undefined> {
  return value !== undefined;
}

function toElement(json: Json): ElementDef {
  const base = isObject(json['base']) ? textOf(json['base'], 'max') : undefined;
  const types = Array.isArray(json['type']) ? objectsOf(json, 'type').map(toType) : undefined;
  const regex = extensionValue(json, `${EXTENSION}regex`);
  return {
    ...given({
      sliceName: textOf(json, 'sliceName'),
      min: numberOf(json, 'min'),
      max: toMax(textOf(json, 'max')),
      baseMax: toMax(base),
      types,
      contentReference: textOf(json, 'contentReference'),
      binding: toBinding(json['binding']),
      fixed: valueOfChoice(json, 'fixed'),
      pattern: valueOfChoice(json, 'pattern'),
      minValue: valueOfChoice(json, 'minValue'),
      maxValue: valueOfChoice(json, 'maxValue'),
      maxLength: numberOf(json, 'maxLength'),
      slicing: toSlicing(json['slicing']),
      regex: typeof regex === 'string' ? regex : undefined,
    }),
    id: textOf(json, 'id') ?? '',
    path: textOf(json, 'path') ?? '',
    constraints: objectsOf(json, 'constraint').map(toConstraint),
    additionalBindings: toAdditionalBindings(json['binding']),
    isModifier: json['isModifier'] === true,
  };
}

/** Hand-written elements may leave out their ids; then path and slice names tell. */
function withIds(elements: readonly ElementDef[]): ElementDef[] {
  const current = new Map<string, string>();
  return elements.map((element) => {
    const { path, sliceName } = element;
    const dot = path.lastIndexOf('.');
    const parent = dot < 0 ? undefined : (current.get(path.slice(0, dot)) ?? path.slice(0, dot));
    const own = `${path.slice(dot + 1)}${sliceName === undefined ? '' : `:${sliceName}`}`;
    const derived = parent === undefined ? path : `${parent}.${own}`;
    const id = element.id === '' ? derived : element.id;
    for (const key of Array.from(current.keys())) if (key.startsWith(`${path}.`)) current.delete(key);
    current.set(path, id);
    return { ...element, id };
  });
}

function elementsOf(json: Json, view: string): ElementDef[] {
  const part = json[view];
  return isObject(part) ? withIds(objectsOf(part, 'element').map(toElement)) : [];
}

/** Reads a StructureDefinition; undefined when it has no url or no type. */
export function toStructure(json: unknown): Structure | undefined {
  if (!isObject(json) || json['resourceType'] !== 'StructureDefinition') return undefined;
  const url = textOf(json, 'url');
  const type = textOf(json, 'type');
  if (url === undefined || type === undefined) return undefined;
  return {
    url,
    version: textOf(json, 'version'),
    name: textOf(json, 'name') ?? type,
    kind: textOf(json, 'kind') ?? 'resource',
    type,
    abstract: json['abstract'] === true,
    base: textOf(json, 'baseDefinition'),
    derivation: textOf(json, 'derivation'),
    context: objectsOf(json, 'context').map((one) => ({
      type: textOf(one, 'type') ?? '',
      expression: textOf(one, 'expression') ?? '',
    })),
    snapshot: elementsOf(json, 'snapshot'),
    differential: elementsOf(json, 'differential'),
  };
}
