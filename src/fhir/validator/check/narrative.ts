// Is a narrative the XHTML that FHIR allows (txt-1, txt-2)?

import { Place } from '../place.ts';
import { linkFault } from './narrative-links.ts';
import type { Check } from '../run.ts';

const ELEMENTS: ReadonlySet<string> = new Set(
  'p br div h1 h2 h3 h4 h5 h6 a span b em i strong small big tt dfn q var abbr acronym cite blockquote hr address bdo kbd sub sup ul ol li dl dt dd pre table caption colgroup col thead tr tfoot tbody th td code samp img map area'.split(
    ' ',
  ),
);

const ATTRIBUTES: ReadonlySet<string> = new Set(
  'title style class id idref lang xml:lang xml:space dir accesskey tabindex span width align valign char charoff abbr axis headers scope rowspan colspan xmlns href name charset type hreflang rel rev shape coords src alt longdesc height usemap ismap border summary frame rules cellspacing cellpadding space nowrap cite nohref target size color face datetime start value compact bgcolor background hspace vspace'.split(
    ' ',
  ),
);

/** Elements XHTML writes without content. */
const TAG =
  /<(?:!--(?<comment>[\s\S]*?)--|(?<other>[!?])|(?<close>\/)?(?<name>[A-Za-z][\w:-]*)(?<attributes>(?:[^<>"']|"[^"]*"|'[^']*')*?)(?<empty>\/)?)>/g;

const ATTRIBUTE = /([\w:.-]+)\s*=\s*(?:"([^"]*)"|'([^']*)')/g;

interface Finding {
  readonly key: 'txt-1' | 'txt-2';
  readonly what: string;
}

const fault = (what: string): Finding => ({ key: 'txt-1', what });

function attributesFault(text: string): Finding | undefined {
  const left = text.replaceAll(ATTRIBUTE, '').trim();
  if (left !== '') return fault('an attribute without a quoted value');
  for (const [, name = '', double, single] of text.matchAll(ATTRIBUTE)) {
    const plain = name.toLowerCase();
    if (!ATTRIBUTES.has(plain) && !plain.startsWith('xmlns'))
      return fault(`an attribute that is not allowed`);
    const value = double ?? single ?? '';
    if (/^\s*(?:javascript|vbscript):/i.test(value)) return fault('a script');
    if (ENTITIES.test(value)) return fault('an ampersand that begins no entity of XML');
  }
  return undefined;
}

/** XML knows five names; `&nbsp;` and the others of HTML need a DTD, which FHIR does not have. */
const ENTITIES = /&(?!(?:lt|gt|amp|quot|apos|#[0-9]+|#x[0-9A-Fa-f]+);)/;

/** Walks the tags once; the open ones are on the stack. */
function htmlFault(html: string): Finding | undefined {
  const open: string[] = [];
  let end = 0;
  let content = false;
  for (const found of html.matchAll(TAG)) {
    const between = html.slice(end, found.index);
    if (open.length === 0 && between.trim() !== '') return fault('text outside its div');
    if (/[<]/.test(between)) return fault('a tag that is not closed');
    if (ENTITIES.test(between)) return fault('an ampersand that begins no entity of XML');
    if (between.trim() !== '') content = true;
    end = found.index + found[0].length;
    const { comment, other, close, name = '', attributes = '', empty } = found.groups ?? {};
    if (comment !== undefined) continue;
    if (other !== undefined) return fault('a declaration or processing instruction');
    if (close !== undefined) {
      if (open.pop() !== name || attributes.trim() !== '') return fault('tags that are not nested');
      continue;
    }
    if (
      open.length === 0 &&
      (end !== found[0].length || name !== 'div') &&
      !/^\s*$/.test(html.slice(0, found.index))
    )
      return fault('more than one root');
    if (open.length === 0 && name !== 'div') return fault('a root that is not div');
    if (!ELEMENTS.has(name)) return fault('an element that is not allowed');
    const wrong = attributesFault(attributes);
    if (wrong) return wrong;
    if (open.length === 0 && !attributes.includes('http://www.w3.org/1999/xhtml'))
      return fault('a div outside the XHTML namespace');
    if (name === 'img') content = true;
    if (empty === undefined) open.push(name);
  }
  if (end === 0) return fault('no div');
  if (open.length > 0 || html.slice(end).trim() !== '') return fault('tags that are not closed');
  return content ? undefined : { key: 'txt-2', what: 'no content' };
}

/** The check of Narrative.div. */
export const checkHtml: Check = (value, parent, step, index, run) => {
  if (typeof value !== 'string') {
    run.report('primitive-type', new Place(parent, step, index), { type: 'xhtml', json: 'string' });
    return;
  }
  const found = htmlFault(value);
  if (found) {
    run.report('narrative', new Place(parent, step, index), { key: found.key, what: found.what });
    return;
  }
  const rule = linkFault(value, run);
  if (rule) run.report(rule, new Place(parent, step, index), { key: 'a', what: 'white space in a link' });
};
