// Do the definitions people send hold together?

import { isObject } from '../../../domain/json.ts';
import { deepEqual } from '../../fhirpath/compare.ts';
import {
  objectsOf,
  textOf,
  textsOf,
  toStructure,
  type ElementDef,
  type Json,
  type Structure,
} from '../definitions.ts';
import { Place, type Step } from '../place.ts';
import { pathExists } from '../plan/discriminator.ts';
import type { Plans } from '../plan/plans.ts';
import type { Run } from '../run.ts';
import { differentialFaults, makeSnapshot } from '../snapshot.ts';
import { toTree } from '../tree.ts';
import { elementFaults, isExpression } from './profile-elements.ts';

const step = (key: string): Step => ({ key, path: key });

function elementPlace(place: Place, index: number): Place {
  return new Place(new Place(place, step('differential')), step('element'), index);
}

/** What a differential may not do to the element of its base. */
function widened(change: ElementDef, base: ElementDef): string | undefined {
  if (change.fixed !== undefined && base.fixed !== undefined && !deepEqual(change.fixed, base.fixed))
    return 'it fixes another value than its base does';
  if (change.sliceName !== undefined) return undefined;
  if (change.max !== undefined && base.max !== undefined && change.max > base.max)
    return 'its max is more than that of its base';
  if (change.min !== undefined && base.min !== undefined && change.min < base.min)
    return 'its min is less than that of its base';
  return undefined;
}

/** An id is the path with slice names; a choice slice may stand in the path by its own name, `valueQuantity`. */
function namesPath({ id, path }: ElementDef): boolean {
  const parts = path.split('.');
  const ids = id.split('.');
  const same = (part: string, i: number): boolean => {
    const [name, slice] = (ids[i] ?? '').split(':');
    return (
      name === part ||
      (name?.endsWith('[x]') === true && (slice === part || part.startsWith(name.slice(0, -3))))
    );
  };
  // Ids whose slice names hold dots cannot be compared part by part.
  return parts.length !== ids.length || parts.every(same);
}

function checkDifferential(
  plans: Plans,
  structure: Structure,
  json: Json,
  base: Structure,
  place: Place,
  run: Run,
): void {
  for (const index of differentialFaults(structure, plans.library)) {
    run.report('definition', elementPlace(place, index), {
      what: 'the element is not in the base of the profile',
    });
  }
  structure.differential.forEach((change, index) => {
    if (!namesPath(change))
      run.report('definition', elementPlace(place, index), { what: 'id and path name different elements' });
  });
  const before = new Map(
    (base.snapshot.length > 0 ? base : makeSnapshot(base, plans.library)).snapshot.map((one) => [
      one.id,
      one,
    ]),
  );
  structure.differential.forEach((change, index) => {
    const known = before.get(change.id);
    const what = known && widened(change, known);
    if (what !== undefined) run.report('definition', elementPlace(place, index), { what });
  });
  const differential = isObject(json['differential']) ? objectsOf(json['differential'], 'element') : [];
  for (const { index, what } of elementFaults(plans, structure, differential, before))
    run.report('definition', elementPlace(place, index), { what });
}

function checkDiscriminators(plans: Plans, structure: Structure, place: Place, run: Run): void {
  const tree = toTree(structure.snapshot.length > 0 ? structure : makeSnapshot(structure, plans.library));
  structure.differential.forEach((element, index) => {
    const node = tree?.byId.get(element.id);
    if (!node || node.name.endsWith('[x]')) return;
    for (const { path } of element.slicing?.discriminators ?? []) {
      if (!pathExists(plans, node, path))
        run.report('definition', elementPlace(place, index), {
          what: 'the discriminator leads to no element',
        });
    }
  });
}

/** A profile constrains what its base has: nothing else, and not less. */
export function checkStructureDefinition(plans: Plans, json: Json, place: Place, run: Run): void {
  const structure = toStructure(json);
  if (!structure || structure.derivation !== 'constraint' || structure.base === undefined) return;
  const base = plans.library.get(structure.base);
  if (!base) {
    run.report('profile-unknown', new Place(place, step('baseDefinition')), { profile: 'in baseDefinition' });
    return;
  }
  if (structure.differential.length === 0) return;
  checkDifferential(plans, structure, json, base, place, run);
  checkDiscriminators(plans, structure, place, run);
}

/** An expression that begins with a type outside `base` finds nothing there; one that cannot be read finds nothing anywhere. */
export function checkSearchParameter(_plans: Plans, json: Json, place: Place, run: Run): void {
  const expression = textOf(json, 'expression');
  const say = (key: string, what: string): void =>
    run.report('definition', new Place(place, step(key)), { what });
  if (expression !== undefined && !isExpression(expression, 'Resource'))
    say('expression', 'the expression cannot be read as FHIRPath');
  if (json['type'] === 'composite' && objectsOf(json, 'component').length < 2)
    say('component', 'a composite has two components or more');
  const bases = new Set(textsOf(json, 'base'));
  const roots = [
    ...(textOf(json, 'expression') ?? '').matchAll(/(?:^|\|)\s*\(*\s*([A-Z][A-Za-z]+)\b/g),
  ].flatMap(([, root]) => root ?? []);
  if (roots.length === 0 || bases.has('Resource') || bases.has('DomainResource')) return;
  if (roots.some((root) => bases.has(root) || root === 'Resource' || root === 'DomainResource')) return;
  run.report('definition', new Place(place, step('expression')), {
    what: 'the expression is about none of the types in base',
  });
}

function codeOf(json: Json): string | undefined {
  const code = json['code'];
  const coding = isObject(code) ? objectsOf(code, 'coding')[0] : undefined;
  return coding && `${textOf(coding, 'system') ?? ''}|${textOf(coding, 'code') ?? ''}`;
}

function scoringOf(measure: Json): string | undefined {
  const scoring = measure['scoring'];
  return isObject(scoring) ? textOf(objectsOf(scoring, 'coding')[0] ?? {}, 'code') : undefined;
}

/** A MeasureReport has the groups and populations of its Measure, and a score where the scoring gives one. */
export function checkMeasureReport(plans: Plans, json: Json, place: Place, run: Run): void {
  const measure = plans.measure(textOf(json, 'measure') ?? '');
  if (!measure) return;
  const groups = objectsOf(measure, 'group');
  objectsOf(json, 'group').forEach((group, index) => {
    const at = new Place(place, step('group'), index);
    const defined = groups.length === 1 ? groups[0] : groups.find((one) => codeOf(one) === codeOf(group));
    if (!defined) {
      run.report('definition', at, { what: 'the Measure has no such group' });
      return;
    }
    const codes = new Set(objectsOf(defined, 'population').map(codeOf));
    objectsOf(group, 'population').forEach((one, i) => {
      if (!codes.has(codeOf(one)))
        run.report('definition', new Place(at, step('population'), i), {
          what: 'the Measure has no such population',
        });
    });
    if (scoringOf(measure) === 'cohort' && group['measureScore'] !== undefined) {
      run.report('definition', new Place(at, step('measureScore')), {
        what: 'a cohort measure has no score',
      });
    }
  });
}
