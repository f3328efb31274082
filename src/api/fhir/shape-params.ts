// How much of each resource is asked for? `_summary` and `_elements`.

import { GatewayError } from '../../domain/failure.ts';
import type { UnsupportedParameter } from '../../fhir/search/parse.ts';
import { type Shape, shapeResource } from '../../fhir/search/shape.ts';
import { parseContent } from '../../store/records/content.ts';

/** What was asked about the form of the answer. */
export interface AskedShape {
  /** `_summary=count`: the number of matches and nothing else. */
  readonly countOnly: boolean;
  /** Undefined: whole resources. */
  readonly shape?: Shape;
  readonly unsupported: readonly UnsupportedParameter[];
}

const ELEMENT = /^[a-z][A-Za-z0-9]{0,63}$/;

function summary(value: string): Omit<AskedShape, 'unsupported'> {
  switch (value) {
    case 'false':
      return { countOnly: false };
    case 'count':
      return { countOnly: true };
    case 'true':
      return { countOnly: false, shape: { kind: 'summary' } };
    case 'text':
    case 'data':
      return { countOnly: false, shape: { kind: value } };
    default:
      throw new GatewayError('LENKE_SEARCH_VALUE', {
        parameter: '_summary',
        reason: 'expected true, text, data, count or false',
      });
  }
}

/** Reads both; of `_summary` and `_elements` together `_elements` is left out, because `_summary` says all of it. */
export function readShape(params: URLSearchParams): AskedShape {
  // An empty one is none: forms send their empty fields along.
  const asked = params.get('_summary') || null;
  const elements = params.get('_elements') || null;
  if (elements === null) return { ...summary(asked ?? 'false'), unsupported: [] };
  if (asked !== null && asked !== 'false')
    return {
      ...summary(asked),
      unsupported: [{ parameter: '_elements', value: elements, reason: '_summary stands beside it' }],
    };
  const names = elements.split(',').map((name) => name.trim());
  if (!names.every((name) => ELEMENT.test(name))) {
    const reason = 'expected names of elements without dots';
    return { countOnly: false, unsupported: [{ parameter: '_elements', value: elements, reason }] };
  }
  return { countOnly: false, shape: { kind: 'elements', names }, unsupported: [] };
}

/** The text of a resource in a shape; byte for byte as stored when it is whole. */
export function shapeText(content: string, shape: Shape | undefined): string {
  return shape ? JSON.stringify(shapeResource(parseContent(content), shape)) : content;
}
