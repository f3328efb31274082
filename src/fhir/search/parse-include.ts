// What shall come along with the matches? `_include` and `_revinclude`.

import { unsupportedModifier } from './compiled.ts';
import type { SearchParameters } from './parameters.ts';
import type { SearchInclude } from './query.ts';
import { Unsupported } from './unsupported.ts';

/** `recurse` is what STU3 called `iterate`; clients still send it. */
const ITERATE: ReadonlySet<string> = new Set(['iterate', 'recurse']);

/** Reads `Type:parameter`, `Type:parameter:Target`, `Type:*` and `*`. Throws Unsupported, and LENKE_SEARCH_PARAMETER for a modifier. */
export function parseInclude(
  direction: SearchInclude['direction'],
  modifier: string | undefined,
  value: string,
  type: string,
  parameters: SearchParameters,
): SearchInclude {
  if (modifier !== undefined && !ITERATE.has(modifier))
    throw unsupportedModifier({ code: `_${direction}`, type }, modifier, 'It has :iterate.');
  const iterate = modifier === undefined ? {} : ({ iterate: true } as const);
  const anything = direction === 'include' && type !== 'Resource' ? type : '*';
  if (value === '*') return { direction, source: anything, parameter: '*', ...iterate };
  const [source = '', parameter = '', target] = value.split(':');
  const known =
    parameter === '*'
      ? parameters.resources.includes(source)
      : parameters.get(source, parameter)?.kind === 'reference';
  if (!known) throw new Unsupported('expected Type:parameter of a reference parameter');
  return {
    direction,
    source,
    parameter,
    ...(target !== undefined && target !== '' && { target }),
    ...iterate,
  };
}
