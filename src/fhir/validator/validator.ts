// Is a resource valid, and if not, where and why?

import { isObject } from '../../domain/json.ts';
import { Terminology } from '../terminology/terminology.ts';
import type { TerminologyServer } from '../terminology/server.ts';
import type { Issue } from '../issue.ts';
import { ask } from './ask.ts';
import { checkResource, profilePlan } from './check/resource.ts';
import { Library } from './library.ts';
import { Place } from './place.ts';
import { Planner } from './plan/planner.ts';
import { Run, type Found } from './run.ts';
import { NO_SOURCE, readFolder, readPacked, readPackedLazily, together } from './source.ts';

export interface ValidateOptions {
  /** Canonicals to apply besides those in meta.profile. */
  readonly profiles?: readonly string[];
  /**
   * The place in the text that came in. Asked with JSON keys and indexes from the resource type on, such as
   * `Observation.component[1].valueQuantity.code`, for each issue.
   */
  readonly locate?: (expression: string) => { line: number; column: number } | undefined;
  /** Finds a referenced resource that is neither contained nor in the same bundle. */
  readonly resolve?: (reference: string) => unknown;
  /** The same input as `readJson` keeps it exactly; whole numbers that were not written as such (`1.0`) are found by it. */
  readonly exact?: unknown;
  /** True to hear of broken best practice too. */
  readonly bestPractice?: boolean;
}

export interface Validator {
  /** All faults, one issue each; never throws, whatever comes in. An empty list means valid. */
  validate(resource: unknown, options?: ValidateOptions): Issue[];
  /** As `validate`, and `server` is asked about the codes that cannot be checked offline. Never rejects. */
  validateAsking(server: TerminologyServer, resource: unknown, options?: ValidateOptions): Promise<Issue[]>;
  /** All R4 resource types that can be sent. */
  types(): readonly string[];
  knowsType(type: string): boolean;
  /** The code systems and value sets it checks by. */
  terminology(): Terminology;
  /** A validator that also knows these StructureDefinitions, ValueSets, CodeSystems and Questionnaires. */
  withDefinitions(resources: readonly object[]): Validator;
}

function located(entry: Found, locate: ValidateOptions['locate']): Issue {
  const place = locate?.(entry.place.jsonPath());
  return {
    ...entry.issue,
    expression: entry.place.expression(),
    ...(place && { line: place.line, column: place.column }),
  };
}

/** One issue per fault: an element checked by its base and by a slice may be found wrong twice. */
function distinct(issues: readonly Issue[]): Issue[] {
  const seen = new Set<string>();
  return issues.filter((issue) => {
    const name = `${issue.key} ${issue.expression} ${issue.text}`;
    if (seen.has(name)) return false;
    seen.add(name);
    return true;
  });
}

function toIssues(found: readonly Found[], { locate }: ValidateOptions): Issue[] {
  if (found.length === 0) return [];
  return distinct(found.map((entry) => located(entry, locate)));
}

function rootPlace(resource: unknown): Place {
  const type = isObject(resource) ? resource['resourceType'] : undefined;
  const name = typeof type === 'string' && /^[A-Z]\w{0,63}$/.test(type) ? type : 'Resource';
  return new Place(undefined, { key: name, path: name });
}

function checkAll(planner: Planner, resource: unknown, run: Run, profiles: readonly string[]): void {
  const place = rootPlace(resource);
  const type = isObject(resource) ? resource['resourceType'] : undefined;
  const known = typeof type === 'string' && planner.library.types().has(type);
  const applied = known ? profiles.filter((profile) => profilePlan(planner, profile, type, place, run)) : [];
  checkResource(planner, resource, place, run, { type: 'Resource', profiles: [], all: applied });
}

class CompiledValidator implements Validator {
  readonly #planner: Planner;

  constructor(planner: Planner) {
    this.#planner = planner;
  }

  validate(resource: unknown, options: ValidateOptions = {}): Issue[] {
    return toIssues(this.#find(resource, options, false), options);
  }

  async validateAsking(
    server: TerminologyServer,
    resource: unknown,
    options: ValidateOptions = {},
  ): Promise<Issue[]> {
    return toIssues(await ask(this.#find(resource, options, true), server), options);
  }

  #find(resource: unknown, options: ValidateOptions, asks: boolean): readonly Found[] {
    const exact = options.exact === resource ? undefined : options.exact;
    const run = new Run({
      bestPractice: options.bestPractice === true,
      resolve: options.resolve,
      exact,
      asks,
    });
    try {
      checkAll(this.#planner, resource, run, options.profiles ?? []);
    } catch {
      // A value no JSON text can hold (a throwing getter, a proxy), or a fault of ours: refused, never let through.
      run.report('not-an-object', rootPlace(undefined));
    }
    return run.issues;
  }

  types(): readonly string[] {
    return [...this.#planner.library.types()];
  }

  knowsType(type: string): boolean {
    return this.#planner.library.types().has(type);
  }

  terminology(): Terminology {
    return this.#planner.terminology;
  }

  withDefinitions(resources: readonly object[]): Validator {
    return new CompiledValidator(this.#planner.with(resources.filter(isObject)));
  }
}

/** What a validator knows besides R4. Plain data: it is sent to threads. */
export interface ValidatorOptions {
  /** A folder of definitions, each read when it is first needed; see `readFolder`. */
  readonly profiles?: { readonly directory: string; readonly root: string };
  readonly definitions?: readonly object[];
}

/** A validator of all R4 types, of the profiles in a folder and of those in `definitions`. */
export function createValidator({ profiles, definitions }: ValidatorOptions = {}): Validator {
  const shipped = profiles ? readFolder(profiles.directory, profiles.root) : NO_SOURCE;
  const planner = new Planner(
    new Library(readPacked('structures'), shipped),
    new Terminology(together(shipped, readPackedLazily('terminology'))),
    shipped,
  );
  const validator = new CompiledValidator(planner);
  return definitions ? validator.withDefinitions(definitions) : validator;
}
