// Which data classes does a resource carry? From mappings/law/classes.yaml; what nobody classified is D0 and goes nowhere.

import type { SchemaObject } from 'ajv';
import type { DataClass } from '../domain/verdict.ts';
import { compileFhirPath, type CompiledPath } from '../fhir/fhirpath/compile.ts';
import { readDataFile } from '../fhir/yaml-file.ts';

interface Entry {
  type: string;
  of?: 'mother' | 'child';
  when?: string;
  classes: DataClass[];
}

/** Tells the classes of a resource. `children` are the references of the case's children. */
export type Classify = (
  resource: { readonly resourceType: string },
  children: ReadonlySet<string>,
) => readonly DataClass[];

/** JSON Schema of mappings/law/classes.yaml. */
export const CLASSES_SCHEMA: SchemaObject = {
  type: 'object',
  required: ['classes'],
  additionalProperties: false,
  properties: {
    classes: {
      type: 'array',
      items: {
        type: 'object',
        required: ['type', 'classes'],
        additionalProperties: false,
        properties: {
          type: { type: 'string' },
          of: { enum: ['mother', 'child'] },
          when: { type: 'string' },
          classes: {
            type: 'array',
            items: { enum: ['D1', 'D2', 'D3', 'D4', 'D5', 'D6', 'D7', 'D8', 'D9', 'D10', 'D11'] },
          },
        },
      },
    },
  },
};

const UNCLASSIFIED: readonly DataClass[] = ['D0'];

/** Loads the classes file. */
export function loadClasses(file: string): Classify {
  const data = readDataFile<{ classes: Entry[] }>(file, CLASSES_SCHEMA);
  const byType = new Map<string, { entry: Entry; when: CompiledPath | undefined }[]>();
  for (const [index, entry] of data.value.classes.entries()) {
    const list = byType.get(entry.type) ?? [];
    byType.set(entry.type, list);
    list.push({ entry, when: entry.when === undefined ? undefined : compile(data.fail, index, entry.when) });
  }
  return (resource, children) => {
    const of = children.has(subjectOf(resource)) ? 'child' : 'mother';
    const found = byType
      .get(resource.resourceType)
      ?.find(
        ({ entry, when }) =>
          (entry.of === undefined || entry.of === of) && (when === undefined || when(resource)[0] === true),
      );
    return found?.entry.classes ?? UNCLASSIFIED;
  };
}

function compile(
  fail: (path: (string | number)[], reason: string) => never,
  index: number,
  expression: string,
): CompiledPath {
  try {
    return compileFhirPath(expression);
  } catch (cause) {
    return fail(
      ['classes', index, 'when'],
      cause instanceof Error ? `${cause.message}.` : 'is not FHIRPath.',
    );
  }
}

function subjectOf(resource: { readonly resourceType: string }): string {
  const {
    subject,
    patient,
    for: about,
    id,
  } = resource as unknown as Record<string, { reference?: string } | undefined> & { id?: string };
  if (resource.resourceType === 'Patient') return `Patient/${id ?? ''}`;
  return subject?.reference ?? patient?.reference ?? about?.reference ?? '';
}
