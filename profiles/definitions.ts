// What do the compiled definitions and the examples say? Read once, as the package and the site need them.

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { volvenCodeSystems } from '../src/fhir/terminology/volven.ts';
import type { Translated } from './languages.ts';
import { type Meaning, meanings, withMeaning } from './meanings.ts';
import { filesIn, GENERATED, MANIFEST, PROFILES, VALID } from './sources.ts';

/** One element of a differential or snapshot. */
export interface Element {
  readonly id: string;
  readonly path: string;
  readonly sliceName?: string;
  readonly min?: number;
  readonly max?: string;
  readonly short?: string;
  readonly comment?: string;
  readonly _comment?: Translated;
  readonly mustSupport?: boolean;
  readonly isModifier?: boolean;
  readonly slicing?: {
    readonly rules: string;
    readonly discriminator?: readonly { readonly type: string; readonly path: string }[];
  };
  readonly type?: readonly {
    readonly code: string;
    readonly profile?: readonly string[];
    readonly targetProfile?: readonly string[];
  }[];
  readonly binding?: { readonly strength: string; readonly valueSet?: string };
  readonly constraint?: readonly { readonly key: string; readonly human: string; readonly source?: string }[];
  readonly [key: string]: unknown;
}

/** A code with its names. */
export interface Concept {
  readonly code: string;
  readonly display?: string;
  readonly designation?: readonly { readonly language?: string; readonly value: string }[];
}

/** An item of a form. */
export interface FormItem {
  readonly linkId: string;
  readonly type: string;
  readonly text?: string;
  readonly _text?: Translated;
  readonly required?: boolean;
  readonly repeats?: boolean;
  readonly answerValueSet?: string;
  readonly answerOption?: readonly Readonly<Record<string, unknown>>[];
  readonly enableWhen?: readonly { readonly question: string; readonly operator: string }[];
  readonly item?: readonly FormItem[];
}

/** A parameter of an operation. */
export interface OperationParameter {
  readonly name: string;
  readonly use: string;
  readonly min: number;
  readonly max: string;
  readonly type?: string;
  readonly documentation?: string;
}

/** A definition of ours: profile, terminology, form, operation, search parameter. */
export interface Definition {
  readonly resourceType: string;
  readonly id: string;
  readonly url?: string;
  readonly version?: string;
  readonly name?: string;
  readonly title?: string;
  readonly _title?: Translated;
  readonly description?: string;
  readonly _description?: Translated;
  readonly status?: string;
  readonly kind?: string;
  readonly type?: string;
  readonly abstract?: boolean;
  readonly derivation?: string;
  readonly baseDefinition?: string;
  readonly content?: string;
  readonly snapshot?: { readonly element: readonly Element[] };
  readonly differential?: { readonly element: readonly Element[] };
  readonly concept?: readonly Concept[];
  readonly compose?: {
    readonly include: readonly {
      readonly system?: string;
      readonly valueSet?: readonly string[];
      readonly concept?: readonly Concept[];
    }[];
  };
  readonly item?: readonly FormItem[];
  readonly parameter?: readonly OperationParameter[];
  /** Of an operation the one it is based on, of a search parameter the types it is for. */
  readonly base?: string | readonly string[];
  readonly code?: unknown;
  readonly expression?: string;
  readonly comment?: string;
  readonly uniqueId?: readonly { readonly type: string; readonly value: string }[];
}

/** An example. */
export interface Example {
  readonly resourceType: string;
  readonly id: string;
  readonly meta: { readonly profile: readonly string[] };
}

function read(files: readonly string[]): readonly unknown[] {
  return files.map((file): unknown => JSON.parse(readFileSync(file, 'utf8')));
}

/**
 * Every compiled definition, by file name; elements that must be supported say what that asks of whom. The gateway itself
 * needs no such texts, so they are not in the files it loads.
 */
export function definitions(): readonly Definition[] {
  const all = meanings();
  const compiled = read(filesIn(GENERATED, '.json').filter((file) => file !== MANIFEST));
  return (compiled as readonly Definition[]).map((one) => explained(one, all));
}

function explained(definition: Definition, all: readonly Meaning[]): Definition {
  const { snapshot, differential } = definition;
  const saying = ({ element }: { readonly element: readonly Element[] }) => ({
    element: element.map((one) => withMeaning(all, one)),
  });
  return {
    ...definition,
    ...(snapshot && { snapshot: saying(snapshot) }),
    ...(differential && { differential: saying(differential) }),
  };
}

/**
 * The national code lists of mappings/codes as CodeSystems, whole or in part; the validator has them built in, so they are
 * only for those who take the package or the site.
 */
export function nationalLists(): readonly Definition[] {
  return volvenCodeSystems(join(PROFILES, '..', 'mappings', 'codes', 'volven.yaml')).map((list) => {
    const url = String(list['url']);
    const number = url.split('.').at(-1) ?? '';
    return {
      ...list,
      resourceType: 'CodeSystem',
      id: `volven-${number}`,
      url,
      version: version(),
      name: `Volven${number}`,
      title: `National code list ${number}`,
      status: 'active',
      description: 'Codes the pathway uses, as the register of national code lists had them in June 2025.',
    };
  });
}

/** Every valid example, by name. */
export function examples(): readonly Example[] {
  return read(filesIn(VALID, '.json')) as readonly Example[];
}

/** The version of everything: that of the program. */
export function version(): string {
  const text = readFileSync(join(PROFILES, '..', 'package.json'), 'utf8');
  return (JSON.parse(text) as { readonly version: string }).version;
}
