// Which values of a resource does a SearchParameter expression name? The part of FHIRPath those expressions use.

/**
 * One step along a path. `name` with `any` also finds the concrete element of a choice (`value` → `valueQuantity`);
 * `is-true` gives true for anything there that is not `false` (written `isTrue()` in the generated file).
 */
export type Step =
  | { readonly kind: 'name'; readonly name: string; readonly any: boolean }
  | { readonly kind: 'as'; readonly type: string }
  | { readonly kind: 'where'; readonly property: string; readonly value: string }
  | {
      /**
       * Written `where(role.coding.where(code = 'x').exists() and period.end.empty())`: something at `path` has this value,
       * and nothing stands at `without`. The second half may be left out.
       */
      readonly kind: 'having';
      readonly path: readonly string[];
      readonly property: string;
      readonly value: string;
      readonly without?: readonly string[];
    }
  | { readonly kind: 'resolves'; readonly type: string }
  | { readonly kind: 'extension'; readonly url: string }
  | { readonly kind: 'index'; readonly index: number }
  | { readonly kind: 'is-true' };

/** Steps from the resource down. */
export type Path = readonly Step[];

/** An expression this file does not know; it is listed as unsupported, never guessed at. */
export class UnsupportedExpression extends Error {}

const TOKEN = /\s*('(?:[^'\\]|\\.)*'|[A-Za-z_][A-Za-z0-9_]*|\d+|!=|[().|[\],=])/gy;

function tokens(text: string): string[] {
  const found = [...text.matchAll(TOKEN)];
  const end = found.reduce((sum, match) => sum + match[0].length, 0);
  if (end !== text.trimEnd().length) throw new UnsupportedExpression(`character ${end}`);
  return found.map((match) => match[1] ?? '');
}

/** `X.exists() and X != false` (Patient.deceased): true when X is there and is not `false`. */
const IS_TRUE = /^([A-Za-z.]+)\.exists\(\) and \1 != false$/;

/**
 * Reads an expression into its alternatives. The first name of each path is the resource type.
 * Throws {@link UnsupportedExpression} for anything it does not know for certain.
 */
export function parseExpression(text: string): readonly Path[] {
  const isTrue = IS_TRUE.exec(text.trim());
  if (isTrue?.[1] !== undefined) {
    return [
      [...isTrue[1].split('.').map((name): Step => ({ kind: 'name', name, any: true })), { kind: 'is-true' }],
    ];
  }
  const reader = new Reader(tokens(text));
  const paths = reader.union();
  if (reader.peek() !== undefined) throw new UnsupportedExpression(`at ${reader.peek()}`);
  return paths;
}

class Reader {
  readonly #tokens: readonly string[];
  #at = 0;

  constructor(list: readonly string[]) {
    this.#tokens = list;
  }

  peek(): string | undefined {
    return this.#tokens[this.#at];
  }

  next(): string {
    const token = this.#tokens[this.#at];
    if (token === undefined) throw new UnsupportedExpression('ends too early');
    this.#at += 1;
    return token;
  }

  take(token: string): boolean {
    if (this.peek() !== token) return false;
    this.#at += 1;
    return true;
  }

  expect(token: string): void {
    if (!this.take(token))
      throw new UnsupportedExpression(`expected ${token}, found ${this.peek() ?? 'the end'}`);
  }

  union(): Path[] {
    const paths = this.term();
    while (this.take('|')) paths.push(...this.term());
    return paths;
  }

  term(): Path[] {
    let paths: Path[];
    if (this.take('(')) {
      paths = this.union();
      this.expect(')');
    } else {
      paths = [[{ kind: 'name', name: this.name(), any: true }]];
    }
    for (;;) {
      if (this.take('.')) paths = append(paths, this.step());
      else if (this.take('[')) paths = append(paths, this.index());
      else if (this.take('as')) paths = append(paths, { kind: 'as', type: this.name() });
      else return paths;
    }
  }

  name(): string {
    const token = this.next();
    if (!/^[A-Za-z_]/.test(token)) throw new UnsupportedExpression(`at ${token}`);
    return token;
  }

  text(): string {
    const token = this.next();
    if (!token.startsWith("'")) throw new UnsupportedExpression(`at ${token}`);
    return token.slice(1, -1).replaceAll(/\\(.)/g, '$1');
  }

  index(): Step {
    const index = Number(this.next());
    this.expect(']');
    if (!Number.isInteger(index)) throw new UnsupportedExpression('index');
    return { kind: 'index', index };
  }

  step(): Step {
    const name = this.name();
    if (!this.take('(')) return { kind: 'name', name, any: true };
    const step = this.call(name);
    this.expect(')');
    return step;
  }

  call(name: string): Step {
    if (name === 'ofType' || name === 'as') return { kind: 'as', type: this.name() };
    if (name === 'extension') return { kind: 'extension', url: this.text() };
    if (name === 'isTrue') return { kind: 'is-true' };
    if (name === 'first') return { kind: 'index', index: 0 };
    if (name !== 'where') throw new UnsupportedExpression(`function ${name}`);
    const property = this.name();
    if (property === 'resolve') {
      this.expect('(');
      this.expect(')');
      this.expect('is');
      return { kind: 'resolves', type: this.name() };
    }
    if (this.take('.')) return this.having([property]);
    this.expect('=');
    return { kind: 'where', property, value: this.text() };
  }

  /** After `where(a.`: `b.where(c = 'x').exists()`. */
  having(path: readonly string[]): Step {
    const name = this.name();
    if (name !== 'where') {
      this.expect('.');
      return this.having([...path, name]);
    }
    this.expect('(');
    const property = this.name();
    this.expect('=');
    const value = this.text();
    for (const token of [')', '.', 'exists', '(', ')']) this.expect(token);
    if (!this.take('and')) return { kind: 'having', path, property, value };
    return { kind: 'having', path, property, value, without: this.absent([this.name()]) };
  }

  /** After `and a`: `.b.empty()`. */
  absent(path: readonly string[]): readonly string[] {
    this.expect('.');
    const name = this.name();
    if (name !== 'empty') return this.absent([...path, name]);
    this.expect('(');
    this.expect(')');
    return path;
  }
}

function append(paths: readonly Path[], step: Step): Path[] {
  return paths.map((path) => [...path, step]);
}

function formatStep(step: Step): string {
  if (step.kind === 'name') return `.${step.name}`;
  if (step.kind === 'as') return `.ofType(${step.type})`;
  if (step.kind === 'where') return `.where(${step.property}='${step.value}')`;
  if (step.kind === 'having') return formatHaving(step);
  if (step.kind === 'resolves') return `.where(resolve() is ${step.type})`;
  if (step.kind === 'extension') return `.extension('${step.url}')`;
  return step.kind === 'index' ? `[${step.index}]` : '.isTrue()';
}

function formatHaving({ path, property, value, without }: Step & { kind: 'having' }): string {
  const absent = without ? ` and ${without.join('.')}.empty()` : '';
  return `.where(${path.join('.')}.where(${property}='${value}').exists()${absent})`;
}

/** The dialect the generated file is written in: {@link parseExpression} reads it back. */
export function formatPath(path: Path): string {
  return path.map(formatStep).join('').slice(1);
}
