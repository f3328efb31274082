// Which elements does a composite parameter of R4 read, and what inside each? For build.ts.

import { formatPath, parseExpression, UnsupportedExpression, type Path } from './expression.ts';
import type { GeneratedParameter } from './parameters.ts';

/** A component of a composite SearchParameter, with the parameter it names. */
interface Component {
  readonly definition: string;
  readonly expression: string;
}

interface Composite {
  readonly code: string;
  readonly expression?: string;
  readonly component?: readonly Component[];
}

/** The code and kind a component's definition stands for. */
type Lookup = (url: string) => { readonly code: string; readonly type: string } | undefined;

/** Reads what stands at `inner` inside the element at `element`, as a parameter of a kind. */
type ReadPart = (kind: string, element: Path, inner: Path) => GeneratedParameter;

/** R4 writes the data type with a capital in code-value-date. */
function mended(expression: string): string {
  return expression.replaceAll('ofType(DateTime)', 'ofType(dateTime)');
}

function part(element: Path, component: Component, find: Lookup, read: ReadPart): GeneratedParameter {
  const named = find(component.definition);
  if (!named) throw new UnsupportedExpression(`component ${component.definition}`);
  const found = parseExpression(mended(component.expression)).map((inner) =>
    read(named.type, element, inner),
  );
  const [first] = found;
  if (!first) throw new UnsupportedExpression('no component path');
  return {
    ...first,
    paths: [...new Set(found.flatMap(({ paths }) => paths.split(' | ')))].join(' | '),
    leaves: [...new Set(found.flatMap(({ leaves }) => leaves))],
  };
}

/** A composite of `base`; throws UnsupportedExpression when a part cannot be read. */
export function composite(
  definition: Composite,
  base: string,
  find: Lookup,
  read: ReadPart,
): GeneratedParameter {
  const elements = parseExpression(definition.expression ?? '').filter(
    (path) => path[0]?.kind === 'name' && path[0].name === base,
  );
  const [first] = elements;
  if (!first) throw new UnsupportedExpression(`no path for ${base}`);
  // Every element of a composite holds its parts under the same names (Observation and its components).
  const parts = (definition.component ?? []).map((component) => ({
    code: find(component.definition)?.code ?? '',
    ...part(first, component, find, read),
  }));
  const names = elements.map((path) => (path.length === 1 ? '$this' : formatPath(path.slice(1))));
  return { kind: 'composite', paths: names.join(' | '), leaves: [], parts };
}
