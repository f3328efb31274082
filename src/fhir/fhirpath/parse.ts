// What does a FHIRPath expression mean, as a tree?

import { FhirPathError } from './error.ts';
import { lex, type Token } from './lex.ts';

/** A node of the syntax tree. `on` absent means the focus. */
export type PathNode =
  | {
      readonly kind: 'literal';
      readonly value: string | number | boolean;
      readonly type: 'string' | 'number' | 'boolean' | 'date';
    }
  | { readonly kind: 'quantity' | 'empty' | 'this' | 'index' | 'total' }
  | { readonly kind: 'variable'; readonly name: string }
  | { readonly kind: 'member'; readonly on?: PathNode; readonly name: string }
  | {
      readonly kind: 'call';
      readonly on?: PathNode;
      readonly name: string;
      readonly args: readonly PathNode[];
      readonly at: number;
    }
  | { readonly kind: 'item'; readonly on: PathNode; readonly index: PathNode }
  | { readonly kind: 'minus'; readonly on: PathNode }
  | { readonly kind: 'binary'; readonly op: string; readonly left: PathNode; readonly right: PathNode }
  | { readonly kind: 'type'; readonly op: 'is' | 'as'; readonly on: PathNode; readonly type: string };

/** Operators from the loosest to the tightest. */
const LEVELS: readonly (readonly string[])[] = [
  ['implies'],
  ['or', 'xor'],
  ['and'],
  ['in', 'contains'],
  ['=', '!=', '~', '!~'],
  ['<', '>', '<=', '>='],
  ['|'],
  ['is', 'as'],
  ['+', '-', '&'],
  ['*', '/', 'div', 'mod'],
];

const CALENDAR = /^(?:year|month|week|day|hour|minute|second|millisecond)s?$/;

class Parser {
  readonly #expression: string;
  readonly #tokens: readonly Token[];
  #next = 0;

  constructor(expression: string) {
    this.#expression = expression;
    this.#tokens = lex(expression);
  }

  parse(): PathNode {
    const node = this.#level(0);
    if (this.#peek().kind !== 'end') throw this.#error('Unexpected text');
    return node;
  }

  #peek(): Token {
    return this.#tokens[this.#next] ?? { kind: 'end', value: '', at: this.#expression.length };
  }

  #take(): Token {
    const token = this.#peek();
    this.#next++;
    return token;
  }

  #error(message: string, token: Token = this.#peek()): FhirPathError {
    return new FhirPathError(message, this.#expression, token.at);
  }

  #isSymbol(value: string): boolean {
    const token = this.#peek();
    return token.kind === 'symbol' && token.value === value;
  }

  #isOperator(value: string): boolean {
    const token = this.#peek();
    return this.#isSymbol(value) || (token.kind === 'name' && !token.quoted && token.value === value);
  }

  #expect(value: string): void {
    if (!this.#isSymbol(value)) throw this.#error(`Expected '${value}'`);
    this.#next++;
  }

  #level(level: number): PathNode {
    const operators = LEVELS[level];
    if (!operators) return this.#postfix();
    let left = this.#level(level + 1);
    for (;;) {
      const op = operators.find((one) => this.#isOperator(one));
      if (op === undefined) return left;
      this.#next++;
      left =
        op === 'is' || op === 'as'
          ? { kind: 'type', op, on: left, type: this.#typeName() }
          : { kind: 'binary', op, left, right: this.#level(level + 1) };
    }
  }

  #typeName(): string {
    let name = this.#name();
    while (this.#isSymbol('.')) {
      this.#next++;
      name += `.${this.#name()}`;
    }
    return name;
  }

  #name(): string {
    const token = this.#take();
    if (token.kind !== 'name') throw this.#error('Expected a name', token);
    return token.value;
  }

  #postfix(): PathNode {
    if (this.#isSymbol('-') || this.#isSymbol('+')) {
      const minus = this.#take().value === '-';
      const on = this.#postfix();
      return minus ? { kind: 'minus', on } : on;
    }
    let node = this.#term();
    for (;;) {
      if (this.#isSymbol('.')) {
        this.#next++;
        node = this.#invocation(node);
        continue;
      }
      if (!this.#isSymbol('[')) return node;
      this.#next++;
      node = { kind: 'item', on: node, index: this.#level(0) };
      this.#expect(']');
    }
  }

  #invocation(on: PathNode): PathNode {
    const token = this.#take();
    if (token.kind === 'special' && token.value === 'this') return on;
    if (token.kind !== 'name') throw this.#error('Expected a name', token);
    if (!token.quoted && this.#isSymbol('('))
      return { kind: 'call', on, name: token.value, args: this.#arguments(), at: token.at };
    return { kind: 'member', on, name: token.value };
  }

  #arguments(): PathNode[] {
    this.#expect('(');
    const args: PathNode[] = [];
    if (this.#isSymbol(')')) {
      this.#next++;
      return args;
    }
    for (;;) {
      args.push(this.#level(0));
      if (!this.#isSymbol(',')) break;
      this.#next++;
    }
    this.#expect(')');
    return args;
  }

  #term(): PathNode {
    const token = this.#take();
    switch (token.kind) {
      case 'number':
        return this.#number(token.value);
      case 'string':
        return { kind: 'literal', value: token.value, type: 'string' };
      case 'date':
        return { kind: 'literal', value: token.value, type: 'date' };
      case 'variable':
        return { kind: 'variable', name: token.value };
      case 'special':
        return this.#special(token);
      case 'symbol':
        return this.#bracket(token);
      case 'name':
        return this.#word(token);
      case 'end':
        throw this.#error('Unexpected end', token);
    }
  }

  #number(value: number): PathNode {
    const unit = this.#peek();
    const isUnit =
      unit.kind === 'string' || (unit.kind === 'name' && !unit.quoted && CALENDAR.test(unit.value));
    if (!isUnit) return { kind: 'literal', value, type: 'number' };
    this.#next++;
    return { kind: 'quantity' };
  }

  #special(token: Token): PathNode {
    if (token.value === 'this' || token.value === 'index' || token.value === 'total')
      return { kind: token.value };
    throw this.#error('Unknown $ variable', token);
  }

  #bracket(token: Token): PathNode {
    if (token.value === '{') {
      this.#expect('}');
      return { kind: 'empty' };
    }
    if (token.value !== '(') throw this.#error(`Unexpected '${token.value}'`, token);
    const node = this.#level(0);
    this.#expect(')');
    return node;
  }

  #word(token: Token & { kind: 'name' }): PathNode {
    if (token.quoted) return { kind: 'member', name: token.value };
    if (token.value === 'true' || token.value === 'false')
      return { kind: 'literal', value: token.value === 'true', type: 'boolean' };
    if (this.#isSymbol('('))
      return { kind: 'call', name: token.value, args: this.#arguments(), at: token.at };
    return { kind: 'member', name: token.value };
  }
}

/** The tree of an expression; throws FhirPathError with the offset where it cannot be read. */
export function parse(expression: string): PathNode {
  return new Parser(expression).parse();
}
