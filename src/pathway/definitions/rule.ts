// How does the engine run an action, beyond what R4 has elements for? One extension of the action, written and read here.

import type { Extension, PlanDefinitionAction } from '@medplum/fhirtypes';
import type { Each, Mode } from '../pathway.ts';

/** Extension of PlanDefinition.action. */
export const RULE = 'https://lenke.example/fhir/StructureDefinition/lenke-rule';

/** What a rule says of its action, or of the draft an action makes. */
export interface Rule {
  /** AUTO goes by itself, PROP waits for a person, HUMAN is only done by one. */
  readonly mode?: Mode;
  readonly each: readonly Each[];
  readonly perChild: boolean;
  readonly statutory: boolean;
  readonly service?: string;
  /** Name by which later drafts refer to this one. */
  readonly as?: string;
  readonly key?: string;
  readonly id?: string;
}

const EACH: ReadonlySet<string> = new Set(['case', 'child', 'knower', 'trigger']);
const MODES: ReadonlySet<string> = new Set(['AUTO', 'PROP', 'HUMAN']);

/** The extension of a rule; what is not said is left out. */
export function writeRule(rule: Partial<Rule>): Extension {
  const { mode, each = [], perChild, statutory, service, as: name, key, id } = rule;
  const expression = (text: string) => ({ valueExpression: { language: 'text/fhirpath', expression: text } });
  return {
    url: RULE,
    extension: [
      ...(mode === undefined ? [] : [{ url: 'mode', valueCode: mode }]),
      ...each.map((one) => ({ url: 'each', valueCode: one })),
      ...(perChild === true ? [{ url: 'perChild', valueBoolean: true }] : []),
      ...(statutory === true ? [{ url: 'statutory', valueBoolean: true }] : []),
      ...(service === undefined ? [] : [{ url: 'service', valueString: service }]),
      ...(name === undefined ? [] : [{ url: 'as', valueString: name }]),
      ...(key === undefined ? [] : [{ url: 'key', ...expression(key) }]),
      ...(id === undefined ? [] : [{ url: 'id', ...expression(id) }]),
    ] as Extension[],
  };
}

/** The rule of an action. One without is done once for the case, as a proposal. */
export function readRule({ extension }: { readonly extension?: readonly Extension[] | undefined }): Rule {
  const parts = extension?.find(({ url }) => url === RULE)?.extension ?? [];
  const one = (name: string): Extension | undefined => parts.find(({ url }) => url === name);
  const each = parts.flatMap(({ url, valueCode }) =>
    url === 'each' && isEach(valueCode) ? [valueCode] : [],
  );
  const mode = one('mode')?.valueCode;
  const [service, name] = [one('service')?.valueString, one('as')?.valueString];
  const [key, id] = [one('key')?.valueExpression?.expression, one('id')?.valueExpression?.expression];
  return {
    ...(isMode(mode) && { mode }),
    each: each.length === 0 ? ['case'] : each,
    perChild: one('perChild')?.valueBoolean === true,
    statutory: one('statutory')?.valueBoolean === true,
    ...(service !== undefined && { service }),
    ...(name !== undefined && { as: name }),
    ...(key !== undefined && { key }),
    ...(id !== undefined && { id }),
  };
}

function isEach(text: string | undefined): text is Each {
  return text !== undefined && EACH.has(text);
}

function isMode(text: string | undefined): text is Mode {
  return text !== undefined && MODES.has(text);
}

/** An action of type fire-event asks nobody for anything: it is what the gateway does itself. */
export function isOwnDoing({ type }: PlanDefinitionAction): boolean {
  return type?.coding?.some(({ code }) => code === 'fire-event') === true;
}
