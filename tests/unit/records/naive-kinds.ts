// What would a search of each other kind give that reads every resource? Kinds and modifiers that naive.ts has not, by hand.

interface Coding {
  readonly system?: string;
  readonly code: string;
  readonly display?: string;
}

interface Identifier {
  readonly system?: string;
  readonly value: string;
  readonly type?: { readonly coding: readonly Coding[] };
}

/** Amounts of an Observation: `comparator` opens one end. */
export interface Amount {
  readonly value: number;
  readonly comparator?: string;
  readonly system: string;
  readonly code: string;
  readonly unit: string;
}

export interface Kinds {
  readonly resourceType: 'Observation';
  readonly meta: {
    readonly source?: string;
    readonly profile?: readonly string[];
    readonly tag?: readonly Coding[];
  };
  readonly identifier?: readonly Identifier[];
  readonly code: { readonly coding: readonly Coding[]; readonly text?: string };
  readonly subject?: { readonly reference: string } | { readonly identifier: Identifier };
  readonly valueQuantity?: Amount;
}

export interface Risk {
  readonly resourceType: 'RiskAssessment';
  readonly prediction?: readonly { readonly probabilityDecimal: number }[];
}

type Span = readonly [lo: number, hi: number];

/** Does a span answer `ge2.50`? `eq` and `ne` mean what the digits round from, the others the number itself. */
function isAsked([lo, hi]: Span, text: string): boolean {
  const prefix = /^[a-z]{2}/.exec(text)?.[0] ?? 'eq';
  const digits = text.replace(/^[a-z]{2}/, '');
  const wanted = Number(digits);
  const half = 0.5 / 10 ** (digits.split('.')[1]?.length ?? 0);
  const about = Math.abs(wanted) / 10;
  const equal = lo >= wanted - half && hi < wanted + half;
  const same = lo === wanted && hi === wanted;
  const table: Record<string, boolean> = {
    eq: equal,
    ne: !equal,
    gt: hi > wanted,
    lt: lo < wanted,
    ge: hi > wanted || same,
    le: lo < wanted || same,
    sa: lo > wanted,
    eb: hi < wanted,
    ap: lo <= wanted + about && hi >= wanted - about,
  };
  return table[prefix] ?? false;
}

function spanOf({ value, comparator = '' }: Amount): Span {
  return [comparator.startsWith('<') ? -Infinity : value, comparator.startsWith('>') ? Infinity : value];
}

function isAmount(amount: Amount | undefined, text: string): boolean {
  if (!amount) return false;
  const [number = '', system = '', unit = ''] = text.split('|');
  const rightSystem = system === '' || amount.system === system;
  const rightUnit = unit === '' || amount.code === unit || amount.unit === unit;
  return isAsked(spanOf(amount), number) && rightSystem && rightUnit;
}

function isCode({ system = '', code }: Coding, text: string): boolean {
  const [first = '', second] = text.split('|');
  if (second === undefined) return code.toLowerCase() === first.toLowerCase();
  return system === first && (second === '' || code.toLowerCase() === second.toLowerCase());
}

function isIdentifier({ system = '', value }: Identifier, text: string): boolean {
  const [first = '', second] = text.split('|');
  // Identifiers mind their case; codes do not.
  return second === undefined ? value === first : system === first && (second === '' || value === second);
}

function isOfType({ type, value }: Identifier, text: string): boolean {
  const [system, code, number] = text.split('|');
  return value === number && type?.coding.some((one) => one.system === system && one.code === code) === true;
}

function referenceOf({ subject }: Kinds): string {
  return subject && 'reference' in subject ? subject.reference : '';
}

function identifiersOf({ subject }: Kinds): readonly Identifier[] {
  return subject && 'identifier' in subject ? [subject.identifier] : [];
}

const TESTS: Readonly<Record<string, (sample: Kinds, value: string, id: string) => boolean>> = {
  _id: (_sample, value, id) => id === value,
  _source: ({ meta }, value) => meta.source === value,
  '_source:below': ({ meta }, value) => `${meta.source ?? ''}/`.startsWith(`${value}/`),
  '_source:above': ({ meta }, value) =>
    meta.source !== undefined && `${value}/`.startsWith(`${meta.source}/`),
  _profile: ({ meta }, value) => meta.profile?.includes(value) === true,
  '_profile:below': ({ meta }, value) =>
    meta.profile?.some((one) => one === value || ['/', '|'].some((mark) => one.startsWith(value + mark))) ===
    true,
  _tag: ({ meta }, value) => meta.tag?.some((tag) => isCode(tag, value)) === true,
  identifier: ({ identifier }, value) => identifier?.some((one) => isIdentifier(one, value)) === true,
  'identifier:of-type': ({ identifier }, value) => identifier?.some((one) => isOfType(one, value)) === true,
  code: ({ code }, value) => code.coding.some((one) => isCode(one, value)),
  'code:text': ({ code }, value) =>
    [code.text, ...code.coding.map(({ display }) => display)].some((text) =>
      text?.toLowerCase().startsWith(value.toLowerCase()),
    ),
  subject: (sample, value) => referenceOf(sample) === value,
  'subject:Patient': (sample, value) => referenceOf(sample) === `Patient/${value}`,
  'subject:identifier': (sample, value) => identifiersOf(sample).some((one) => isIdentifier(one, value)),
  'value-quantity': ({ valueQuantity }, value) => isAmount(valueQuantity, value),
  'code-value-quantity': ({ code, valueQuantity }, value) => {
    const [wanted = '', amount = ''] = value.split('$');
    return code.coding.some((one) => isCode(one, wanted)) && isAmount(valueQuantity, amount);
  },
};

const PRESENT: Readonly<Record<string, (sample: Kinds) => boolean>> = {
  _source: ({ meta }) => meta.source !== undefined,
  _profile: ({ meta }) => meta.profile !== undefined,
  _tag: ({ meta }) => meta.tag !== undefined,
  identifier: ({ identifier }) => identifier !== undefined,
  subject: ({ subject }) => subject !== undefined,
  'value-quantity': ({ valueQuantity }) => valueQuantity !== undefined,
};

/** Does an Observation answer one criterion, `name=value,value`? */
export function answersOfKind(sample: Kinds, id: string, name: string, values: readonly string[]): boolean {
  const [code = '', modifier] = name.split(':');
  if (modifier === 'missing') return String(PRESENT[code]?.(sample) !== true) === values[0];
  const test = TESTS[modifier === 'not' ? code : name];
  return values.some((value) => test?.(sample, value, id)) !== (modifier === 'not');
}

/** Does a RiskAssessment answer `probability=…`? */
export function isLikely({ prediction = [] }: Risk, values: readonly string[]): boolean {
  return prediction.some(({ probabilityDecimal: one }) => values.some((value) => isAsked([one, one], value)));
}
