// With what eyes does an expression of a definition look at a case? R4's variables over those of the engine.

import type { FindRule } from '../../fhir/patch/element-rules.ts';
import type { CompiledPath } from '../../fhir/fhirpath/compile.ts';
import type { Definition } from './definition.ts';
import type { Scope } from './evaluate.ts';
import { extend } from '../working.ts';
import { isObject, objects } from '../../domain/json.ts';
import { isResource } from '../../domain/json.ts';
import type { Resource } from '../case/case-view.ts';

/** What reading a plan leans on. */
export interface Reading {
  readonly find: (canonical: string) => Definition | undefined;
  readonly findRule: FindRule;
  readonly compile: (text: string) => CompiledPath;
  readonly zone: string;
  /** Before the ids of its actions: those of a plan of others must not meet ours. */
  readonly prefix: string;
  readonly memberOf: (valueSet: string, system: string | undefined, code: string) => boolean | undefined;
}

/** Parameters of $apply that no event brings. */
const ABSENT = Object.fromEntries(
  [
    'encounter',
    'practitioner',
    'organization',
    'userType',
    'userLanguage',
    'userTaskContext',
    'setting',
    'settingContext',
  ].map((name) => [name, []]),
);

/** The resources of a case. */
export function resourcesOf(bundle: unknown): readonly Resource[] {
  if (!isObject(bundle)) return [];
  return objects(bundle['entry']).flatMap(({ resource }) => (isResource(resource) ? [resource] : []));
}

/** The scope of an expression over a case: `%subject` is the Patient, `%subjectReference` names it. */
export function scopeOf(bundle: unknown, env: Readonly<Record<string, unknown>>, more: object = {}): Scope {
  const named = isObject(env['subject']) ? env['subject']['reference'] : undefined;
  const subject = resourcesOf(bundle).find(({ resourceType, id }) => `${resourceType}/${id ?? ''}` === named);
  const patient = subject ?? [];
  const all = extend(env, {
    ...ABSENT,
    subjectReference: env['subject'] ?? [],
    subject: patient,
    patient,
    context: patient,
    resource: patient,
    rootResource: patient,
    now: isObject(env['event']) ? env['event']['at'] : [],
    ...more,
  });
  return { focus: [patient, bundle].flat(), env: all };
}

/** An expression as the engine runs its own: over the case, with the engine's environment. */
export function wrapped(text: string, { compile }: Reading): CompiledPath {
  const run = compile(text);
  return Object.assign(
    (bundle: unknown, env: Readonly<Record<string, unknown>> = {}) => {
      const { focus, env: all } = scopeOf(bundle, env);
      return run(focus, all);
    },
    { expression: text, native: run.native },
  );
}
