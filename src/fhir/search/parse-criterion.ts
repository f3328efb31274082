// What does one criterion of a search ask: a plain value, a chain, or `_has`?

import { KEEPS_ESCAPES } from './compile-composite.ts';
import { compileOne } from './compile-query.ts';
import { unsupportedModifier } from './compiled.ts';
import { splitRaw, splitValues } from './escape.ts';
import type { SearchParameter, SearchParameters } from './parameters.ts';
import type { SearchCriterion } from './query.ts';
import { shownName, Unsupported } from './unsupported.ts';

export interface CriterionOptions {
  readonly parameters: SearchParameters;
  readonly now: Date;
  readonly base?: string;
  /** False: chains and `_has` are not offered (in conditions). */
  readonly links?: boolean;
}

/** Deeper than anybody means, and before a long name costs. */
const DEEPEST = 8;

const NO_LINKS = 'a condition names a resource by its own content';

function local(value: string, base: string | undefined): string {
  if (base === undefined) return value;
  const root = base.endsWith('/') ? base : `${base}/`;
  return value.startsWith(root) ? value.slice(root.length) : value;
}

function plain(type: string, name: string, value: string, options: CriterionOptions): SearchCriterion {
  const colon = name.indexOf(':');
  const parameter = colon < 0 ? name : name.slice(0, colon);
  const why = parameter === '_id' ? undefined : options.parameters.unsupported(type, parameter);
  if (why !== undefined) throw new Unsupported(why);
  const kind = options.parameters.get(type, parameter)?.kind ?? '';
  const split = KEEPS_ESCAPES.has(kind) ? splitRaw : splitValues;
  const values = split(value).map((item) => local(item, options.base));
  const modifier = colon < 0 ? '' : name.slice(colon + 1);
  const tree = kind === 'reference' && (modifier === 'above' || modifier === 'below');
  if (tree && options.links === false) throw new Unsupported(NO_LINKS);
  const parsed = { parameter, values, ...(colon >= 0 && { modifier }) };
  compileOne(type, parsed, options.parameters, options.now);
  return parsed;
}

function referenceParameter(options: CriterionOptions, type: string, code: string): SearchParameter {
  const found = options.parameters.get(type, code);
  if (found?.kind === 'reference') return found;
  throw new Unsupported(`${shownName(code)} of ${type} is no reference`);
}

/** First word of a name: the parameter it begins with. */
function headOf(name: string): string {
  return /^[^.:]*/.exec(name)?.[0] ?? '';
}

function offers(parameters: SearchParameters, type: string, name: string): boolean {
  const head = headOf(name);
  return head === '_id' || head === '_has' || parameters.get(type, head) !== undefined;
}

/** `subject:Patient.name`, `subject.organization.name`: what is at the other end must answer the rest. */
function chain(
  type: string,
  name: string,
  value: string,
  options: CriterionOptions,
  depth: number,
): SearchCriterion {
  const dot = name.indexOf('.');
  const rest = name.slice(dot + 1);
  const [code = '', only] = name.slice(0, dot).split(':');
  const { targets } = referenceParameter(options, type, code);
  if (only === undefined && targets.length === 0) throw new Unsupported(`say of which type: ${code}:Type.…`);
  if (only !== undefined && !options.parameters.resources.includes(only))
    throw unsupportedModifier({ code, type }, only, 'It names no resource type.');
  const types = only === undefined ? targets : [only];
  const able = only === undefined ? types.filter((one) => offers(options.parameters, one, rest)) : types;
  if (able.length === 0) throw new Unsupported(`nothing ${code} can name has ${shownName(headOf(rest))}`);
  const branches = able.map((one) => ({
    type: one,
    criterion: read(one, rest, value, options, depth + 1),
  }));
  const modifier = only === undefined ? {} : { modifier: only };
  return { parameter: code, ...modifier, values: [], through: { direction: 'out', branches } };
}

/** `_has:Observation:patient:code`: something of that type that points here must answer the rest. */
function reverse(name: string, value: string, options: CriterionOptions, depth: number): SearchCriterion {
  const [, source = '', code = '', ...rest] = name.split(':');
  if (!options.parameters.resources.includes(source) || rest.length === 0)
    throw new Unsupported('expected _has:Type:reference:parameter');
  referenceParameter(options, source, code);
  const criterion = read(source, rest.join(':'), value, options, depth + 1);
  return {
    parameter: code,
    values: [],
    through: { direction: 'in', branches: [{ type: source, criterion }] },
  };
}

function read(
  type: string,
  name: string,
  value: string,
  options: CriterionOptions,
  depth: number,
): SearchCriterion {
  if (depth > DEEPEST) throw new Unsupported(`more than ${DEEPEST} levels`);
  const has = name.startsWith('_has:') || name === '_has';
  if ((has || name.includes('.')) && options.links === false) throw new Unsupported(NO_LINKS);
  if (has) return reverse(name, value, options, depth);
  return name.includes('.') ? chain(type, name, value, options, depth) : plain(type, name, value, options);
}

/** `_list=42`: what the list names; the same as `_has:List:item:_id=42`. */
function ofList(value: string, options: CriterionOptions): SearchCriterion {
  if (value.startsWith('$')) throw new Unsupported('lists the server makes itself are not offered');
  return reverse('_has:List:item:_id', value, options, 0);
}

/** Reads one criterion. Throws Unsupported, LENKE_SEARCH_PARAMETER and LENKE_SEARCH_VALUE. */
export function parseCriterion(
  type: string,
  name: string,
  value: string,
  options: CriterionOptions,
): SearchCriterion {
  if (name === '_list' && options.links !== false) return ofList(value, options);
  return read(type, name, value, options, 0);
}
