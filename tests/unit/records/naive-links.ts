// What would a search over several types give that reads every resource? It follows links as a person would; nothing is shared with the real one.

interface Coded {
  readonly coding: readonly { readonly system?: string; readonly code: string; readonly display?: string }[];
  readonly text?: string;
}

/** A resource of the samples: the few elements that are asked for, by FHIR's names. */
export interface Sample {
  readonly resourceType: 'Patient' | 'Observation' | 'Organization';
  readonly id: string;
  readonly gender?: string;
  readonly birthDate?: string;
  readonly name?: string | readonly { readonly family: string }[];
  readonly managingOrganization?: Ref;
  readonly partOf?: Ref;
  readonly status?: string;
  readonly code?: Coded;
  readonly subject?: Ref;
  readonly hasMember?: readonly Ref[];
  readonly valueQuantity?: Amount;
  readonly component?: readonly { readonly code: Coded; readonly valueQuantity?: Amount }[];
}
interface Ref {
  readonly reference: string;
}
interface Amount {
  readonly value: number;
  readonly code: string;
}

/** Where each reference parameter reads. */
function pointsAt(sample: Sample, parameter: string): readonly string[] {
  const of = (...refs: readonly (Ref | undefined)[]): string[] => refs.flatMap((ref) => ref?.reference ?? []);
  if (parameter === 'subject') return of(sample.subject);
  if (parameter === 'patient') return of(sample.subject).filter((key) => key.startsWith('Patient/'));
  if (parameter === 'has-member') return of(...(sample.hasMember ?? []));
  return parameter === 'organization' ? of(sample.managingOrganization) : of(sample.partOf);
}

/** Amounts are whole numbers and halves, asked for without decimals: plus and minus a half, the upper end not in it. */
function amountIs(amount: Amount | undefined, asked: string): boolean {
  const [, prefix = '', digits = '', unit] = /^([a-z]*)(\d+)(?:\|\|(.+))?$/.exec(asked) ?? [];
  if (!amount || (unit !== undefined && unit !== amount.code)) return false;
  const [is, wanted] = [amount.value, Number(digits)];
  const equal = is >= wanted - 0.5 && is < wanted + 0.5;
  const table: Record<string, boolean> = {
    '': equal,
    ne: !equal,
    gt: is > wanted,
    ge: is >= wanted,
    lt: is < wanted,
    le: is <= wanted,
    sa: is > wanted,
    eb: is < wanted,
    ap: Math.abs(is - wanted) <= wanted / 10,
  };
  return table[prefix] ?? false;
}

function hasCode(coded: Coded | undefined, asked: string): boolean {
  const [system, code] = asked.includes('|') ? asked.split('|') : [undefined, asked];
  return (coded?.coding ?? []).some(
    (one) => one.code === code && (system === undefined || (one.system ?? '') === system),
  );
}

const bare = (text: string): string =>
  text.toLowerCase().replaceAll('å', 'a').replaceAll('é', 'e').replaceAll('ø', 'o');

function names(sample: Sample): readonly string[] {
  return typeof sample.name === 'string' ? [sample.name] : (sample.name ?? []).map(({ family }) => family);
}

/** An element with its code and amount: the resource itself or a component. */
function pair(element: { code?: Coded; valueQuantity?: Amount }, asked: string): boolean {
  const [code = '', amount = ''] = asked.split('$');
  return hasCode(element.code, code) && amountIs(element.valueQuantity, amount);
}

const LEAVES: Readonly<Record<string, (sample: Sample, asked: string) => boolean>> = {
  _id: ({ id }, asked) => id === asked,
  gender: ({ gender }, asked) => gender === asked,
  name: (sample, asked) => names(sample).some((text) => bare(text).startsWith(bare(asked))),
  'name:exact': (sample, asked) => names(sample).includes(asked),
  'name:contains': (sample, asked) => names(sample).some((text) => bare(text).includes(bare(asked))),
  // Days only: a text that begins so.
  birthdate: ({ birthDate }, asked) => birthDate?.startsWith(asked) === true,
  status: ({ status }, asked) => status === asked,
  code: ({ code }, asked) => hasCode(code, asked),
  'code:text': ({ code }, asked) =>
    [code?.text, ...(code?.coding ?? []).map(({ display }) => display)].some(
      (text) => text !== undefined && bare(text).startsWith(bare(asked)),
    ),
  'value-quantity': ({ valueQuantity }, asked) => amountIs(valueQuantity, asked),
  'code-value-quantity': pair,
  'component-code-value-quantity': ({ component }, asked) =>
    (component ?? []).some((one) => pair(one, asked)),
  'combo-code-value-quantity': (sample, asked) =>
    pair(sample, asked) || (sample.component ?? []).some((one) => pair(one, asked)),
};

const MISSING: Readonly<Record<string, (sample: Sample) => boolean>> = {
  gender: ({ gender }) => gender === undefined,
  birthdate: ({ birthDate }) => birthDate === undefined,
  status: ({ status }) => status === undefined,
  code: ({ code }) => code === undefined,
  name: (sample) => names(sample).length === 0,
};

/** Keys of a resource and of all over it, or under it. */
function tree(all: readonly Sample[], start: string, down: boolean): ReadonlySet<string> {
  const found = new Set([start]);
  for (let before = 0; before < found.size; ) {
    before = found.size;
    for (const one of all) {
      const [own, parent] = [`${one.resourceType}/${one.id}`, one.partOf?.reference];
      if (down && parent !== undefined && found.has(parent)) found.add(own);
      if (!down && found.has(own) && parent !== undefined) found.add(parent);
    }
  }
  return found;
}

function leaf(all: readonly Sample[], sample: Sample, name: string, values: readonly string[]): boolean {
  const [code = '', modifier] = name.split(':');
  if (modifier === 'missing') return String(MISSING[code]?.(sample)) === values[0];
  if (modifier === 'not') return !values.some((value) => LEAVES[code]?.(sample, value));
  if (modifier === 'below' || modifier === 'above') {
    const keys = values.map((value) => tree(all, `Organization/${value}`, modifier === 'below'));
    return pointsAt(sample, code).some((key) => keys.some((set) => set.has(key)));
  }
  if (LEAVES[name]) return values.some((value) => LEAVES[name]?.(sample, value));
  return pointsAt(sample, code).some((key) =>
    values.some((value) => key === value || key.endsWith(`/${value}`)),
  );
}

/** Does a sample answer `name=value,value`, with all links followed? */
export function answersNaively(
  all: readonly Sample[],
  sample: Sample,
  name: string,
  values: readonly string[],
): boolean {
  const own = `${sample.resourceType}/${sample.id}`;
  if (name.startsWith('_has:')) {
    const [, type, parameter = '', ...rest] = name.split(':');
    return all.some(
      (other) =>
        other.resourceType === type &&
        pointsAt(other, parameter).includes(own) &&
        answersNaively(all, other, rest.join(':'), values),
    );
  }
  const dot = name.indexOf('.');
  if (dot < 0) return leaf(all, sample, name, values);
  const [parameter = '', type] = name.slice(0, dot).split(':');
  const keys = pointsAt(sample, parameter);
  return all.some(
    (other) =>
      (type === undefined || other.resourceType === type) &&
      keys.includes(`${other.resourceType}/${other.id}`) &&
      answersNaively(all, other, name.slice(dot + 1), values),
  );
}
