// Which plan checks a type, a profile or an element of one?

import type { Terminology } from '../../terminology/terminology.ts';
import { textOf, toStructure, type Json, type Structure } from '../definitions.ts';
import { toForm, type Form } from '../questionnaire/form.ts';
import { typeUrl, withoutVersion, type Library } from '../library.ts';
import { makeSnapshot } from '../snapshot.ts';
import { NO_SOURCE, type Source } from '../source.ts';
import { toTree, type TreeNode } from '../tree.ts';
import { ObjectPlan } from './object.ts';
import { buildParts } from './parts.ts';
import type { Plans } from './plans.ts';

/** Resources other resources are checked against, kept whole. */
const KEPT: ReadonlySet<unknown> = new Set(['Questionnaire', 'Measure']);

/** Trees and plans of one library, each made once. */
export class Planner implements Plans {
  readonly library: Library;
  readonly terminology: Terminology;
  readonly #shipped: Source;
  readonly #kept: ReadonlyMap<string, Json>;
  readonly #forms = new Map<string, Form | undefined>();
  readonly #trees = new Map<Structure, TreeNode | undefined>();
  readonly #plans = new Map<TreeNode, ObjectPlan>();
  readonly #resources = new Map<string, ObjectPlan>();
  readonly #primitives = new Map<string, ObjectPlan>();

  constructor(
    library: Library,
    terminology: Terminology,
    shipped: Source = NO_SOURCE,
    kept: ReadonlyMap<string, Json> = new Map(),
  ) {
    this.#shipped = shipped;
    this.#kept = kept;
    this.library = library;
    this.terminology = terminology;
  }

  /** This planner with more definitions; what was added before stays. */
  with(resources: readonly Json[]): Planner {
    const forms = new Map(this.#kept);
    for (const json of resources) {
      const url = KEPT.has(json['resourceType']) ? textOf(json, 'url') : undefined;
      if (url === undefined) continue;
      forms.set(url, json);
      const version = textOf(json, 'version');
      if (version !== undefined) forms.set(`${url}|${version}`, json);
    }
    const structures = resources.flatMap((one) => toStructure(one) ?? []);
    return new Planner(this.library.with(structures), this.terminology.with(resources), this.#shipped, forms);
  }

  form(canonical: string): Form | undefined {
    if (!this.#forms.has(canonical)) {
      const json = this.#kept.get(canonical) ?? this.#shippedForm(canonical);
      this.#forms.set(canonical, json?.['resourceType'] === 'Questionnaire' ? toForm(json) : undefined);
    }
    return this.#forms.get(canonical);
  }

  /** A shipped Questionnaire, unless another version of it is asked for. */
  #shippedForm(canonical: string): Json | undefined {
    const url = withoutVersion(canonical);
    const json = this.#shipped.get(`Questionnaire ${url}`);
    return json && (url === canonical || canonical === `${url}|${String(json['version'])}`)
      ? json
      : undefined;
  }

  measure(canonical: string): Json | undefined {
    const json = this.#kept.get(canonical) ?? this.#kept.get(withoutVersion(canonical));
    return json?.['resourceType'] === 'Measure' ? json : undefined;
  }

  tree(canonical: string): TreeNode | undefined {
    const structure = this.library.get(canonical);
    return structure && this.treeOf(structure);
  }

  treeOf(structure: Structure): TreeNode | undefined {
    if (this.#trees.has(structure)) return this.#trees.get(structure);
    this.#trees.set(structure, undefined);
    const tree = toTree(structure.snapshot.length > 0 ? structure : makeSnapshot(structure, this.library));
    this.#trees.set(structure, tree);
    return tree;
  }

  typeTree(code: string): TreeNode | undefined {
    return this.tree(typeUrl(code));
  }

  plan(node: TreeNode): ObjectPlan {
    const known = this.#plans.get(node);
    if (known) return known;
    const plan = new ObjectPlan(() => buildParts(this, node));
    this.#plans.set(node, plan);
    return plan;
  }

  primitivePlan(code: string): ObjectPlan | undefined {
    const known = this.#primitives.get(code);
    const element = this.typeTree('Element');
    const structure = this.library.get(typeUrl(code));
    if (known || !element || !structure) return known ?? (element && this.plan(element));
    const plan = this.plan({ ...element, structure, element: { ...element.element, path: code } });
    this.#primitives.set(code, plan);
    return plan;
  }

  resourcePlan(type: string): ObjectPlan | undefined {
    const known = this.#resources.get(type);
    if (known) return known;
    const plan = this.structurePlan(typeUrl(type));
    if (plan) this.#resources.set(type, plan);
    return plan;
  }

  structurePlan(canonical: string): ObjectPlan | undefined {
    const tree = this.tree(canonical);
    return tree && this.plan(tree);
  }

  typeOfCanonical(canonical: string): string | undefined {
    const known = this.library.get(canonical)?.type;
    if (known !== undefined)
      return known.startsWith('http') ? known.slice(known.lastIndexOf('/') + 1) : known;
    const core = /^http:\/\/hl7\.org\/fhir\/StructureDefinition\/([A-Z]\w*)$/.exec(withoutVersion(canonical));
    return core?.[1];
  }

  isA(type: string, ancestor: string): boolean {
    if (type === ancestor || ancestor === 'Resource') return true;
    for (let code: string | undefined = type; code !== undefined; ) {
      if (code === ancestor) return true;
      code = this.library.get(typeUrl(code))?.base?.replace('http://hl7.org/fhir/StructureDefinition/', '');
    }
    return false;
  }
}
