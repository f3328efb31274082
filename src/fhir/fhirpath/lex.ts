// Which words does a FHIRPath expression consist of?

import { FhirPathError } from './error.ts';

/** One word of an expression and its offset. */
export type Token =
  | { readonly kind: 'number'; readonly value: number; readonly at: number }
  | {
      readonly kind: 'string' | 'date' | 'symbol' | 'special' | 'variable';
      readonly value: string;
      readonly at: number;
    }
  | { readonly kind: 'name'; readonly value: string; readonly quoted: boolean; readonly at: number }
  | { readonly kind: 'end'; readonly value: ''; readonly at: number };

const SPACE = /(?:\s+|\/\/[^\n]*|\/\*[\s\S]*?\*\/)+/y;
const WORD =
  /(?<number>\d+(?:\.\d+)?)|'(?<string>(?:[^'\\]|\\.)*)'|@(?<date>T?\d[\dT:.]*(?:Z|[+-]\d\d:\d\d|-[\d-]*(?:T[\d:.]*(?:Z|[+-]\d\d:\d\d)?)?)?)|(?<symbol><=|>=|!=|!~|[=~<>|&+\-*/().,[\]{}])|`(?<quoted>(?:[^`\\]|\\.)+)`|(?<name>[A-Za-z_]\w*)|\$(?<special>\w+)|%(?:(?<variable>[A-Za-z_][\w-]*)|'(?<quotedVariable>(?:[^'\\]|\\.)*)'|`(?<tickedVariable>(?:[^`\\]|\\.)*)`)/y;

const ESCAPES: Readonly<Record<string, string>> = { n: '\n', r: '\r', t: '\t', f: '\f' };

function unescape(text: string): string {
  return text.replaceAll(/\\(?:u([0-9a-fA-F]{4})|(.))/gs, (_, hex?: string, char?: string) =>
    hex === undefined ? (ESCAPES[char ?? ''] ?? char ?? '') : String.fromCharCode(Number.parseInt(hex, 16)),
  );
}

function toToken(groups: Record<string, string | undefined>, at: number): Token {
  if (groups['number'] !== undefined) return { kind: 'number', value: Number(groups['number']), at };
  if (groups['string'] !== undefined) return { kind: 'string', value: unescape(groups['string']), at };
  if (groups['date'] !== undefined) return { kind: 'date', value: groups['date'], at };
  if (groups['symbol'] !== undefined) return { kind: 'symbol', value: groups['symbol'], at };
  if (groups['quoted'] !== undefined)
    return { kind: 'name', value: unescape(groups['quoted']), quoted: true, at };
  if (groups['name'] !== undefined) return { kind: 'name', value: groups['name'], quoted: false, at };
  if (groups['special'] !== undefined) return { kind: 'special', value: groups['special'], at };
  const variable = groups['variable'] ?? groups['quotedVariable'] ?? groups['tickedVariable'] ?? '';
  return { kind: 'variable', value: unescape(variable), at };
}

/** The tokens of an expression, the last one of kind `end`; throws FhirPathError at a character that starts none. */
export function lex(expression: string): Token[] {
  const tokens: Token[] = [];
  let at = 0;
  for (;;) {
    SPACE.lastIndex = at;
    at += SPACE.exec(expression)?.[0].length ?? 0;
    if (at >= expression.length) return [...tokens, { kind: 'end', value: '', at }];
    WORD.lastIndex = at;
    const found = WORD.exec(expression);
    if (!found?.groups) throw new FhirPathError('Unexpected character', expression, at);
    tokens.push(toToken(found.groups, at));
    at += found[0].length;
  }
}
