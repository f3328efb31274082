// What does a StructureDefinition written in XML say, as JSON? Enough XML for definitions; messages are read elsewhere.

interface XmlElement {
  readonly name: string;
  readonly attributes: ReadonlyMap<string, string>;
  readonly children: XmlElement[];
}

const TAG =
  /<(?:!--[\s\S]*?--|\?[\s\S]*?\?|(\/)?([\w:]+)((?:\s+[\w:]+\s*=\s*(?:"[^"]*"|'[^']*'))*)\s*(\/)?)>/g;

const ENTITIES: Readonly<Record<string, string>> = { lt: '<', gt: '>', amp: '&', quot: '"', apos: "'" };

function decode(text: string): string {
  return text.replaceAll(
    /&(?:#x([0-9a-f]+)|#([0-9]+)|(\w+));/gi,
    (whole, hex?: string, dec?: string, name?: string) => {
      if (hex !== undefined) return String.fromCodePoint(Number.parseInt(hex, 16));
      return dec === undefined ? (ENTITIES[name ?? ''] ?? whole) : String.fromCodePoint(Number(dec));
    },
  );
}

function parse(xml: string): XmlElement | undefined {
  const root: XmlElement = { name: '', attributes: new Map(), children: [] };
  const open = [root];
  for (const [, close, name, attributes = '', empty] of xml.matchAll(TAG)) {
    if (name === undefined) continue;
    if (close !== undefined) {
      open.pop();
      continue;
    }
    const pairs = [...attributes.matchAll(/([\w:]+)\s*=\s*(?:"([^"]*)"|'([^']*)')/g)];
    const element: XmlElement = {
      name,
      attributes: new Map(pairs.map(([, key = '', a, b]) => [key, decode(a ?? b ?? '')])),
      children: [],
    };
    open.at(-1)?.children.push(element);
    if (empty === undefined) open.push(element);
  }
  return root.children[0];
}

/** Elements that repeat, where they stand in a StructureDefinition. */
const LISTS = new Set(
  'extension modifierExtension element type profile targetProfile aggregation constraint discriminator mapping contained condition alias code coding contact telecom context contextInvariant jurisdiction useContext keyword representation example identifier'.split(
    ' ',
  ),
);

/** Names that repeat in one place and not in another. */
function isList(name: string, parent: string): boolean {
  if (name === 'type') return parent === 'element';
  if (name === 'code') return parent === 'element';
  if (name === 'identifier') return parent === 'StructureDefinition';
  return LISTS.has(name);
}

const BOOLEANS = new Set([
  'abstract',
  'ordered',
  'isModifier',
  'isSummary',
  'mustSupport',
  'experimental',
  'fixedBoolean',
  'patternBoolean',
  'valueBoolean',
]);
const NUMBERS = new Set([
  'min',
  'maxLength',
  'fixedInteger',
  'patternInteger',
  'valueInteger',
  'fixedDecimal',
  'minValueInteger',
  'maxValueInteger',
]);

function primitive(name: string, value: string): unknown {
  if (BOOLEANS.has(name)) return value === 'true';
  return NUMBERS.has(name) || (name === 'value' && /^-?\d+(\.\d+)?$/.test(value)) ? Number(value) : value;
}

function toJson(element: XmlElement): unknown {
  const value = element.attributes.get('value');
  if (value !== undefined && element.children.length === 0) return primitive(element.name, value);
  const json: Record<string, unknown> = {};
  const id = element.attributes.get('id');
  const url = element.attributes.get('url');
  if (id !== undefined) json['id'] = id;
  if (url !== undefined) json['url'] = url;
  for (const child of element.children) {
    if (child.name === 'div') continue;
    const made = toJson(child);
    const before = json[child.name];
    if (!isList(child.name, element.name)) json[child.name] = made;
    else json[child.name] = Array.isArray(before) ? [...before, made] : [made];
  }
  return json;
}

/** The JSON of a resource in XML, good for StructureDefinitions. */
export function xmlToJson(xml: string): object {
  const root = parse(xml);
  const json = root ? toJson(root) : undefined;
  return { resourceType: root?.name, ...(typeof json === 'object' && json) };
}
