// Which value sets and code systems are known here?

import { systemOfCodes } from '../norwegian/code-systems.ts';
import { textOf, type Json } from '../validator/definitions.ts';
import { withoutVersion } from '../validator/library.ts';
import type { Source } from '../validator/source.ts';
import { toCodeSystem, type CodeSystem } from './code-system.ts';
import { GRAMMARS, type CodeTest } from './grammars.ts';
import { toMembership, type Membership, type Sources } from './value-set.ts';

/** Of a value set that refers to itself nothing can be told. */
const UNKNOWN: Membership = () => undefined;

/** Terminology without a server: HL7's R4 code systems and value sets, and those that were added. */
export class Terminology implements Sources {
  readonly #source: Source;
  readonly #added: ReadonlyMap<string, Json>;
  readonly #systems = new Map<string, CodeSystem | undefined>();
  readonly #sets = new Map<string, Membership | undefined>();

  constructor(source: Source, added: ReadonlyMap<string, Json> = new Map()) {
    this.#source = source;
    this.#added = added;
  }

  /** This terminology and more; resources that are neither CodeSystem nor ValueSet are passed over. */
  with(resources: readonly Json[]): Terminology {
    const added = new Map(this.#added);
    for (const json of resources) {
      const url = textOf(json, 'url');
      const type = textOf(json, 'resourceType');
      if (url === undefined || (type !== 'CodeSystem' && type !== 'ValueSet')) continue;
      const version = textOf(json, 'version');
      added.set(`${type} ${url}`, json);
      if (version !== undefined) added.set(`${type} ${url}|${version}`, json);
    }
    return new Terminology(this.#source, added);
  }

  /** The test of a value set; undefined when the value set is not known. */
  memberOf(valueSet: string): Membership | undefined {
    if (this.#sets.has(valueSet)) return this.#sets.get(valueSet);
    this.#sets.set(valueSet, UNKNOWN);
    const json = this.#find('ValueSet', valueSet);
    const membership = json && toMembership(json, this);
    this.#sets.set(valueSet, membership);
    return membership;
  }

  /** The definition of a value set. */
  valueSet(canonical: string): Json | undefined {
    return this.#find('ValueSet', canonical);
  }

  codeSystem(url: string, version?: string): CodeSystem | undefined {
    const canonical = version === undefined ? url : `${url}|${version}`;
    const known = this.#systems.get(canonical);
    if (known || this.#systems.has(canonical)) return known;
    const other = systemOfCodes(url);
    const found =
      toCodeSystem(this.#find('CodeSystem', canonical)) ??
      (other === url ? undefined : toCodeSystem(this.#find('CodeSystem', other)));
    this.#systems.set(canonical, found);
    return found;
  }

  grammar(url: string): CodeTest | undefined {
    return GRAMMARS.get(systemOfCodes(url));
  }

  /** True when a value set of this url is known. */
  isValueSet(url: string): boolean {
    const key = `ValueSet ${withoutVersion(url)}`;
    return this.#added.has(key) || this.#source.has(key);
  }

  /** The resource of a canonical, the one of that version if there is one. */
  #find(type: 'CodeSystem' | 'ValueSet', canonical: string): Json | undefined {
    const url = withoutVersion(canonical);
    const added = this.#added.get(`${type} ${canonical}`) ?? this.#added.get(`${type} ${url}`);
    return added ?? this.#source.get(`${type} ${url}`);
  }
}
