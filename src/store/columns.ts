// How do lists of values reach PostgreSQL? As arrays in its own binary form: nothing is quoted here, nothing read there.

/** An empty array is written as text, which needs no type. */
export const NOTHING = '{}';

/** Type of the elements: its number in `pg_type`, and bytes of a value. */
const KINDS = {
  int2: { oid: 21, width: 2 },
  int4: { oid: 23, width: 4 },
  int8: { oid: 20, width: 8 },
  float8: { oid: 701, width: 8 },
} as const;

const BOOL = 16;
const TEXT = 25;

/** Dimensions, whether there are nulls, type, length, first place. */
const HEAD = 20;
const LENGTH = 4;
const NULL = -1;
const HIGH = 2 ** 32;

/** A parameter of a statement: an array. */
export type ArrayValue = Buffer | typeof NOTHING;

function begin(oid: number, count: number, bytes: number, hasNull = false): Buffer {
  const buffer = Buffer.allocUnsafe(HEAD + bytes);
  buffer.writeInt32BE(1, 0);
  buffer.writeInt32BE(hasNull ? 1 : 0, 4);
  buffer.writeInt32BE(oid, 8);
  buffer.writeInt32BE(count, 12);
  buffer.writeInt32BE(1, 16);
  return buffer;
}

/** A list of numbers in the making, of a length known before. Numbers for int8 must be safe integers. */
export class NumberColumn {
  readonly #kind: keyof typeof KINDS;
  readonly #count: number;
  readonly #buffer: Buffer;
  /** Of the buffer: its own way to write a bigint makes four others first. */
  readonly #view: DataView;
  #at = HEAD;

  constructor(kind: keyof typeof KINDS, count: number) {
    const { oid, width } = KINDS[kind];
    this.#kind = kind;
    this.#count = count;
    this.#buffer = begin(oid, count, count * (LENGTH + width));
    this.#view = new DataView(this.#buffer.buffer, this.#buffer.byteOffset, this.#buffer.length);
  }

  add(value: number | bigint): void {
    const { width } = KINDS[this.#kind];
    this.#view.setInt32(this.#at, width);
    this.#write(value, this.#at + LENGTH);
    this.#at += LENGTH + width;
  }

  /** The array; all of its values must have been added. */
  get value(): ArrayValue {
    if (this.#at !== this.#buffer.length) throw new TypeError('a column has not as many values as were said');
    return this.#count === 0 ? NOTHING : this.#buffer;
  }

  #write(value: number | bigint, at: number): void {
    const view = this.#view;
    if (typeof value === 'bigint') return view.setBigInt64(at, value);
    switch (this.#kind) {
      case 'int2':
        return view.setInt16(at, value);
      case 'int4':
        return view.setInt32(at, value);
      case 'float8':
        return view.setFloat64(at, value);
      case 'int8':
        view.setInt32(at, Math.floor(value / HIGH));
        return view.setUint32(at + 4, value);
    }
  }
}

/** An array of numbers. */
export function numbersOf(list: readonly (number | bigint)[], kind: keyof typeof KINDS): ArrayValue {
  if (list.length === 0) return NOTHING;
  const column = new NumberColumn(kind, list.length);
  for (const value of list) column.add(value);
  return column.value;
}

type Numbers = (list: readonly (number | bigint)[]) => ArrayValue;

/** An array of int2, of int4, of int8. */
export const int2s: Numbers = (list) => numbersOf(list, 'int2');
export const int4s: Numbers = (list) => numbersOf(list, 'int4');
export const int8s: Numbers = (list) => numbersOf(list, 'int8');

/** An array of truth values. */
export function boolsOf(list: readonly boolean[]): ArrayValue {
  if (list.length === 0) return NOTHING;
  const buffer = begin(BOOL, list.length, list.length * (LENGTH + 1));
  let at = HEAD;
  for (const value of list) at = buffer.writeUInt8(Number(value), buffer.writeInt32BE(1, at));
  return buffer;
}

/** An array of texts, some of which may be null. */
export function textsOf(list: readonly (string | null)[]): ArrayValue {
  if (list.length === 0) return NOTHING;
  const lengths = list.map((text) => (text === null ? NULL : Buffer.byteLength(text)));
  const bytes = lengths.reduce((sum, length) => sum + LENGTH + Math.max(length, 0), 0);
  const buffer = begin(TEXT, list.length, bytes, lengths.includes(NULL));
  let at = HEAD;
  for (const [nth, text] of list.entries()) {
    at = buffer.writeInt32BE(lengths[nth] ?? NULL, at);
    if (text !== null) at += buffer.write(text, at);
  }
  return buffer;
}
