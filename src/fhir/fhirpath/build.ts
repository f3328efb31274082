// How does a syntax tree become closures over plain JSON?

import { isObject } from '../../domain/json.ts';
import { isEntryResource, ofTypeIn } from './bundle-index.ts';
import {
  EMPTY,
  FALSE,
  number,
  resourceOf,
  rootResourceOf,
  single,
  toCollection,
  TRUE,
  type Eval,
  type Scope,
} from './closure.ts';
import type { StaticKind } from './compare.ts';
import { jointKind } from './compare.ts';
import { EvaluationFault, FhirPathError, Unsupported } from './error.ts';
import { ENGINE_FUNCTIONS, FUNCTIONS } from './functions/table.ts';
import { CHOICES } from './generated/choices.ts';
import {
  choiceKey,
  keyReader,
  memberReader,
  sidecarReader,
  type Collection,
  type Reader,
} from './navigate.ts';
import { operator } from './operators.ts';
import type { PathNode } from './parse.ts';
import { sameText, textAmong, textTest } from './shortcuts.ts';
import { plainType, typeAndSubtypes, typeTest } from './types.ts';

const STRING_FUNCTIONS: ReadonlySet<string> = new Set([
  'toString',
  'substring',
  'upper',
  'lower',
  'replace',
  'replaceMatches',
  'join',
  'trim',
]);

/** Types no resource says it is. */
const ABSTRACT: ReadonlySet<string> = new Set(['Resource', 'DomainResource']);

interface Options {
  readonly expression: string;
  readonly rootType: string | undefined;
  /** The datatype of the input, where it is `$this`; not known inside function arguments. */
  readonly focusType: string | undefined;
}

/** Says how an operand compares: as text, as a date, or as it looks. */
function staticKind(node: PathNode): StaticKind {
  if (node.kind === 'literal') return node.type === 'string' || node.type === 'date' ? node.type : 'unknown';
  if (node.kind === 'call') return STRING_FUNCTIONS.has(node.name) ? 'string' : 'unknown';
  if (node.kind !== 'binary') return 'unknown';
  if (node.op === '&') return 'string';
  return node.op === '+' || node.op === '|'
    ? jointKind(staticKind(node.left), staticKind(node.right))
    : 'unknown';
}

function read(on: Eval | undefined, reader: Reader): Eval {
  return (focus, scope) => {
    const from = on ? on(focus, scope) : focus;
    // Nearly always one thing is looked into: what is found there is handed on as it is.
    if (from.length === 1) return reader(from[0]);
    return from.length === 0 ? EMPTY : from.flatMap(reader);
  };
}

/** A type at the start of a path names the focus itself, when it is of that type. */
function rootOrMember(name: string, options: Options): Eval {
  const element = read(undefined, memberReader(name));
  if (!/^[A-Z]/.test(name)) return element;
  if (name === 'Resource' || name === 'DomainResource') return (focus) => focus;
  const ofRootType = name === options.rootType;
  const isSame = (one: unknown): boolean =>
    isObject(one) && (one['resourceType'] === name || (ofRootType && one['resourceType'] === undefined));
  return (focus, scope) => {
    if (focus.length === 1 && isSame(focus[0])) return focus;
    const same = focus.filter(isSame);
    return same.length > 0 ? same : element(focus, scope);
  };
}

function member(node: PathNode & { kind: 'member' }, options: Options): Eval {
  if (!node.on) return rootOrMember(node.name, options);
  const wantsSidecar = (node.name === 'extension' || node.name === 'id') && node.on.kind === 'member';
  if (wantsSidecar && node.on.kind === 'member' && /^[a-z]/.test(node.on.name)) {
    return read(read(onOf(node.on, options), sidecarReader(node.on.name)), keyReader(node.name));
  }
  return read(build(node.on, options), memberReader(node.name));
}

function onOf(node: PathNode & { kind: 'member' | 'call' }, options: Options): Eval | undefined {
  return node.on ? build(node.on, options) : undefined;
}

function variable(name: string): Eval {
  switch (name) {
    case 'resource':
      return (_focus, scope) => toCollection(resourceOf(scope));
    case 'rootResource':
      return (_focus, scope) => toCollection(rootResourceOf(scope));
    case 'context':
      return (_focus, scope) => ('context' in scope.env ? toCollection(scope.env['context']) : scope.input);
    case 'ucum':
      return () => ['http://unitsofmeasure.org'];
    case 'sct':
      return () => ['http://snomed.info/sct'];
    case 'loinc':
      return () => ['http://loinc.org'];
    default:
      return (_focus, scope) => fromEnvironment(name, scope);
  }
}

function fromEnvironment(name: string, scope: Scope): Collection {
  const value = scope.env[name];
  if (value === undefined && !(name in scope.env)) {
    if (name.startsWith('vs-')) return [`http://hl7.org/fhir/ValueSet/${name.slice(3)}`];
    if (name.startsWith('ext-')) return [`http://hl7.org/fhir/StructureDefinition/${name.slice(4)}`];
    throw new EvaluationFault(`No value for %${name}`);
  }
  return toCollection(value);
}

/** The type a node names: `Patient`, `FHIR.Patient`. */
function typeNameOf(node: PathNode | undefined): string {
  if (node?.kind !== 'member') throw new Unsupported('type name');
  return node.on ? `${typeNameOf(node.on)}.${node.name}` : node.name;
}

/** Items of a type. Straight after a choice element the property name tells the type; elsewhere the value must. */
function ofType(on: PathNode | undefined, type: string, options: Options): Eval {
  const name = plainType(type);
  if ((on === undefined || on.kind === 'this') && options.focusType !== undefined) {
    const same = typeAndSubtypes(name).includes(options.focusType);
    return (focus) => (same ? focus : EMPTY);
  }
  if (on?.kind !== 'member' || !CHOICES.has(on.name)) {
    const before = on ? build(on, options) : undefined;
    const test = typeTest(name);
    const all: Eval = (focus, scope) => (before ? before(focus, scope) : focus).filter(test);
    const isIndexed = isEntryResource(on) && !ABSTRACT.has(name);
    return isIndexed ? (focus, scope) => ofTypeIn(focus, name) ?? all(focus, scope) : all;
  }
  const readers = typeAndSubtypes(name).map((one) => keyReader(choiceKey(on.name, one)));
  const stem = on.name;
  const plain = name === 'string' ? (value: unknown): boolean => typeof value === 'string' : softTest(name);
  const stemReader = keyReader(on.name);
  const only = readers.length === 1 ? readers[0] : undefined;
  return read(onOf(on, options), (of) => {
    if (!isObject(of)) return EMPTY;
    const typed = only ? only(of) : readers.flatMap((reader) => reader(of));
    return of[stem] === undefined ? typed : [...typed, ...stemReader(of).filter(plain)];
  });
}

/** A type test that says no where JSON cannot tell. */
function softTest(type: string): (value: unknown) => boolean {
  try {
    return typeTest(type);
  } catch (error) {
    if (error instanceof Unsupported) return () => false;
    throw error;
  }
}

function isOfType(on: PathNode | undefined, type: string, options: Options): Eval {
  const all = on ? build(on, options) : (focus: Collection): Collection => focus;
  const ofThat = ofType(on, type, options);
  return (focus, scope) => {
    if (single(all(focus, scope)) === undefined) return EMPTY;
    return ofThat(focus, scope).length > 0 ? TRUE : FALSE;
  };
}

function asType(on: PathNode | undefined, type: string, options: Options): Eval {
  return ofType(on, type, options);
}

function call(node: PathNode & { kind: 'call' }, options: Options): Eval {
  if (node.name === 'ofType' || node.name === 'as') return asType(node.on, typeNameOf(node.args[0]), options);
  if (node.name === 'is') return isOfType(node.on, typeNameOf(node.args[0]), options);
  const builder = FUNCTIONS.get(node.name);
  if (!builder && ENGINE_FUNCTIONS.has(node.name)) throw new Unsupported(node.name);
  if (!builder) throw new FhirPathError(`There is no function ${node.name}()`, options.expression, node.at);
  const inner = { ...options, focusType: undefined };
  const invoke = builder({ args: node.args.map((arg) => build(arg, inner)), nodes: node.args });
  const on = node.on;
  if (node.name === 'extension' && on?.kind === 'member' && /^[a-z]/.test(on.name)) {
    const elements = read(onOf(on, options), sidecarReader(on.name));
    return (focus, scope) => invoke(elements(focus, scope), focus, scope);
  }
  if (!on) return (focus, scope) => invoke(focus, focus, scope);
  const before = build(on, options);
  return textTest(node, (focus, scope) => invoke(before(focus, scope), focus, scope));
}

function item(node: PathNode & { kind: 'item' }, options: Options): Eval {
  const on = build(node.on, options);
  const index = build(node.index, options);
  return (focus, scope) => {
    const at = number(index(focus, scope));
    if (at === undefined) return EMPTY;
    const found = on(focus, scope)[at];
    return found === undefined ? EMPTY : [found];
  };
}

function minus(on: Eval): Eval {
  return (focus, scope) => {
    const value = number(on(focus, scope));
    return value === undefined ? EMPTY : [-value];
  };
}

/** The closure of a node; throws Unsupported for what the engine must do. */
export function build(node: PathNode, options: Options): Eval {
  switch (node.kind) {
    case 'literal': {
      const value: Collection = Object.freeze([node.value]);
      return () => value;
    }
    case 'empty':
      return () => EMPTY;
    case 'this':
      return (focus) => focus;
    case 'index':
      return (_focus, scope) => [scope.index];
    case 'total':
      return (_focus, scope) => scope.total;
    case 'variable':
      return variable(node.name);
    case 'member':
      return member(node, options);
    case 'call':
      return call(node, options);
    case 'item':
      return item(node, options);
    case 'minus':
      return minus(build(node.on, options));
    case 'binary':
      return binary(node, options);
    case 'type':
      return node.op === 'is' ? isOfType(node.on, node.type, options) : asType(node.on, node.type, options);
    case 'quantity':
      throw new Unsupported('quantity');
  }
}

function binary(node: PathNode & { kind: 'binary' }, options: Options): Eval {
  const kind = jointKind(staticKind(node.left), staticKind(node.right));
  const right = build(node.right, options);
  const evaluate = operator(node.op, build(node.left, options), right, kind);
  if (node.op === '=') return sameText(node.left, node.right, evaluate);
  if (node.op === 'in' && isListOfLiterals(node.right))
    return textAmong(node.left, right(EMPTY, NOWHERE), evaluate);
  if (!isListOfLiterals(node)) return evaluate;
  // `code in ('a' | 'b' | 'c')`: the list is the same for every item it is asked about.
  const list: Collection = Object.freeze([...evaluate(EMPTY, NOWHERE)]);
  return () => list;
}

function isListOfLiterals(node: PathNode): boolean {
  if (node.kind === 'literal') return true;
  return (
    node.kind === 'binary' && node.op === '|' && isListOfLiterals(node.left) && isListOfLiterals(node.right)
  );
}

/** Literals ask for nothing. */
const NOWHERE: Scope = { env: {}, input: EMPTY, index: 0, total: EMPTY };
