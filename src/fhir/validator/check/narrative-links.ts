// Do the links of a narrative lead anywhere?

import { isObject } from '../../../domain/json.ts';
import type { Rule } from '../rules.ts';
import type { Frame, Run } from '../run.ts';

const LINK = /\s(?:href|src)\s*=\s*(?:"([^"]*)"|'([^']*)')/g;
const ANCHOR = /\s(?:id|name)\s*=\s*(?:"([^"]*)"|'([^']*)')/g;

function valuesOf(form: RegExp, html: string): string[] {
  return [...html.matchAll(form)].map(([, double, single]) => double ?? single ?? '');
}

class Anchors extends Set<string> {}

/** Ids of resources and elements below, and what narratives name themselves. */
function collect(value: unknown, into: Anchors): void {
  if (Array.isArray(value)) {
    for (const item of value) collect(item, into);
    return;
  }
  if (!isObject(value)) return;
  for (const key in value) {
    const item = value[key];
    if (key === 'id' && typeof item === 'string') into.add(item);
    else if (key === 'div' && typeof item === 'string')
      for (const one of valuesOf(ANCHOR, item)) into.add(one);
    else collect(item, into);
  }
}

/** The anchors of everything at hand, a Bundle with all its entries: a document is shown as one text. Found once per run. */
function anchorsOf(frame: Frame, run: Run): Anchors {
  let outermost = frame;
  while (outermost.outer) outermost = outermost.outer;
  const known = run.memory.get(outermost);
  if (known instanceof Anchors) return known;
  const made = new Anchors();
  collect(outermost.resource, made);
  run.memory.set(outermost, made);
  return made;
}

/** The rule a link of well-formed XHTML breaks; undefined when all lead somewhere. */
export function linkFault(html: string, run: Run): Rule | undefined {
  for (const link of valuesOf(LINK, html)) {
    const target = link.trim();
    if (/^https?:\S*\s/.test(target)) return 'narrative';
    if (!target.startsWith('#') || target === '#') continue;
    if (!anchorsOf(run.current(), run).has(target.slice(1))) return 'narrative-link';
  }
  return undefined;
}
