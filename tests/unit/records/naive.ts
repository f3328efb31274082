// What would a search give that reads every resource? A few lines per parameter type, sharing nothing with the real one.

export interface Sample {
  readonly resourceType: 'Observation';
  readonly status?: string;
  readonly code: { readonly coding: readonly { readonly system?: string; readonly code: string }[] };
  readonly subject?: { readonly reference: string };
  readonly effectiveDateTime?: string;
  readonly effectivePeriod?: { readonly start?: string; readonly end?: string };
  readonly valueString?: string;
  readonly valueQuantity?: { readonly value: number; readonly system: string; readonly code: string };
}

/** Written out by hand, so that a fault in reading dates shows. */
export const DATES: Readonly<Record<string, readonly [string, string]>> = {
  '2024': ['2024-01-01T00:00:00.000Z', '2024-12-31T23:59:59.999Z'],
  '2024-05': ['2024-05-01T00:00:00.000Z', '2024-05-31T23:59:59.999Z'],
  '2024-05-01': ['2024-05-01T00:00:00.000Z', '2024-05-01T23:59:59.999Z'],
  '2024-05-02': ['2024-05-02T00:00:00.000Z', '2024-05-02T23:59:59.999Z'],
  '2024-05-01T12:00:00Z': ['2024-05-01T12:00:00.000Z', '2024-05-01T12:00:00.999Z'],
  '2024-05-02T01:00:00+02:00': ['2024-05-01T23:00:00.000Z', '2024-05-01T23:00:00.999Z'],
  '2025-01-01': ['2025-01-01T00:00:00.000Z', '2025-01-01T23:59:59.999Z'],
};

function range(date: string): [number, number] {
  const [lo = '', hi = ''] = DATES[date] ?? [];
  return [Date.parse(lo), Date.parse(hi)];
}

/** First and last moment of an observation. */
export function span({ effectiveDateTime, effectivePeriod }: Sample): [number, number] | undefined {
  if (effectiveDateTime !== undefined) return range(effectiveDateTime);
  if (!effectivePeriod?.start && !effectivePeriod?.end) return undefined;
  const { start, end } = effectivePeriod;
  return [start ? range(start)[0] : -Infinity, end ? range(end)[1] : Infinity];
}

function compare(prefix: string, [lo, hi]: [number, number], [from, to]: [number, number]): boolean {
  const within = lo >= from && hi <= to;
  const table: Record<string, boolean> = {
    eq: within,
    ne: !within,
    gt: hi > to,
    lt: lo < from,
    ge: hi > to || within,
    le: lo < from || within,
    sa: lo > to,
    eb: hi < from,
  };
  return table[prefix] ?? false;
}

const TESTS: Readonly<Record<string, (sample: Sample, value: string) => boolean>> = {
  status: ({ status }, value) => status === value,
  code: ({ code }, value) =>
    code.coding.some((coding) => {
      if (!value.includes('|')) return coding.code === value;
      const [system, wanted] = value.split('|');
      return (coding.system ?? '') === system && (wanted === '' || coding.code === wanted);
    }),
  subject: ({ subject }, value) =>
    subject?.reference === value || subject?.reference.endsWith(`/${value}`) === true,
  date: (sample, value) => {
    const found = span(sample);
    return (
      found !== undefined &&
      compare(/^[a-z]/.test(value) ? value.slice(0, 2) : 'eq', found, range(value.replace(/^[a-z]{2}/, '')))
    );
  },
  'value-string': ({ valueString }, value) =>
    valueString?.toLowerCase().startsWith(value.toLowerCase()) === true,
  'value-string:exact': ({ valueString }, value) => valueString === value,
  'value-string:contains': ({ valueString }, value) =>
    valueString?.toLowerCase().includes(value.toLowerCase()) === true,
  'value-quantity': ({ valueQuantity }, value) => {
    if (!valueQuantity) return false;
    const [number = '', , unit] = value.split('|');
    const wanted = Number(number.replace(/^[a-z]{2}/, ''));
    const amount = valueQuantity.value;
    const right = number.startsWith('gt')
      ? amount > wanted
      : number.startsWith('le')
        ? amount <= wanted
        : Math.abs(amount - wanted) <= 0.5;
    return right && (unit === undefined || unit === valueQuantity.code);
  },
};

const ELEMENTS: Readonly<Record<string, readonly (keyof Sample)[]>> = {
  status: ['status'],
  subject: ['subject'],
  date: ['effectiveDateTime', 'effectivePeriod'],
  'value-string': ['valueString'],
  'value-quantity': ['valueQuantity'],
};

/** Does a sample answer one criterion, `name=value,value`? */
export function answersNaively(sample: Sample, name: string, values: readonly string[]): boolean {
  const [code = '', modifier] = name.split(':');
  if (modifier === 'missing') {
    // A Period that says nothing is no value.
    const present =
      code === 'date'
        ? span(sample) !== undefined
        : (ELEMENTS[code] ?? []).some((element) => sample[element] !== undefined);
    return String(!present) === values[0];
  }
  if (modifier === 'not') return !values.some((value) => TESTS[code]?.(sample, value));
  return values.some((value) => TESTS[name]?.(sample, value));
}
