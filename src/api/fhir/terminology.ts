// What does a value set hold, and is a code in it? $expand, $validate-code and $lookup on what is loaded.

import { randomUUID } from 'node:crypto';
import { GatewayError } from '../../domain/failure.ts';
import type { ExpandedCode } from '../../fhir/terminology/expand.ts';
import { expandValueSet } from '../../fhir/terminology/expand.ts';
import type { Terminology } from '../../fhir/terminology/terminology.ts';
import type { Answer } from '../answer.ts';
import type { ApiParts } from '../parts.ts';
import { integerOf, operationFault, type OperationInput, readOperationInput } from './operation-input.ts';
import type { FhirRequest } from './request.ts';
import { type Asked, askedCodes, askedValueSet, unknownCanonical } from './terminology-input.ts';

/** ValueSet/$expand: the codes, `filter`ed by display or code, from `offset` on, at most `count`. */
export async function expand(parts: ApiParts, request: FhirRequest): Promise<Answer> {
  const input = readOperationInput(request);
  const { terminology, url } = askedValueSet(parts, input);
  const expansion = expandValueSet(terminology, url);
  if (expansion.kind === 'unknown') throw unknownCanonical('ValueSet');
  if (expansion.kind === 'open') throw new GatewayError('LENKE_NOT_ENUMERABLE', { expression: 'http.url' });
  const wanted = filtered(expansion.codes, input.text('filter'));
  const offset = integerOf(input, 'offset') ?? 0;
  const count = integerOf(input, 'count');
  const contains = wanted.slice(offset, count === undefined ? undefined : offset + count);
  const body = {
    resourceType: 'ValueSet',
    url: url.replace(/\|.*$/, ''),
    status: 'active',
    expansion: {
      identifier: `urn:uuid:${randomUUID()}`,
      timestamp: parts.clock.now().toISOString(),
      total: wanted.length,
      ...(count !== undefined && { offset }),
      ...(contains.length > 0 && { contains }),
    },
  };
  return { status: 200, body: JSON.stringify(body) };
}

function filtered(codes: readonly ExpandedCode[], filter: string | undefined): readonly ExpandedCode[] {
  const part = filter?.toLowerCase();
  if (part === undefined) return codes;
  return codes.filter(({ code, display }) => `${code}\n${display ?? ''}`.toLowerCase().includes(part));
}

/** ValueSet/$validate-code: is one of the codes in the value set, under its name? */
export async function validateInValueSet(parts: ApiParts, request: FhirRequest): Promise<Answer> {
  const input = readOperationInput(request);
  const { terminology, url } = askedValueSet(parts, input);
  const isMember = terminology.memberOf(url);
  if (!isMember) throw unknownCanonical('ValueSet');
  // `url` names the value set here, never a code's system.
  const asked = askedCodes({ ...input, text: (name) => (name === 'url' ? undefined : input.text(name)) });
  return judged(terminology, asked, ({ system, code }) => isMember(system, code));
}

/** CodeSystem/$validate-code: is one of the codes a code of the system, under its name? */
export async function validateInCodeSystem(parts: ApiParts, request: FhirRequest): Promise<Answer> {
  const terminology = parts.validator.terminology();
  const asked = askedCodes(readOperationInput(request));
  return judged(terminology, asked, ({ system, code }) => isCodeOf(terminology, system, code));
}

function isCodeOf(terminology: Terminology, system: string | undefined, code: string): boolean | undefined {
  if (system === undefined) throw operationFault('system', 'the code system is missing.');
  const codeSystem = terminology.codeSystem(system);
  if (codeSystem?.find(code) !== undefined) return true;
  if (codeSystem?.complete === true) return false;
  const grammar = terminology.grammar(system);
  if (!codeSystem && !grammar) throw unknownCanonical('CodeSystem');
  return grammar?.(code);
}

/** The first code that is right decides; what nobody here can tell is LENKE_NOT_ENUMERABLE, never "wrong". */
function judged(
  terminology: Terminology,
  asked: readonly Asked[],
  test: (asked: Asked) => boolean | undefined,
): Answer {
  const answers = asked.map((one) => ({ one, answer: test(one) }));
  const found = answers.find(({ answer }) => answer === true)?.one;
  if (!found && answers.some(({ answer }) => answer === undefined)) {
    throw new GatewayError('LENKE_NOT_ENUMERABLE', { expression: 'http.code' });
  }
  const displays = found ? displaysOf(terminology, found) : [];
  const [display] = displays;
  const isNamed =
    found?.display === undefined || displays.length === 0 || displays.some(isSame(found.display));
  const message = found ? 'The display is not a name of this code.' : 'The code is not in it.';
  const isRight = found !== undefined && isNamed;
  return parameters([
    { name: 'result', valueBoolean: isRight },
    ...(isRight ? [] : [{ name: 'message', valueString: message }]),
    ...(display === undefined ? [] : [{ name: 'display', valueString: display }]),
  ]);
}

function isSame(display: string): (other: string) => boolean {
  const folded = display.trim().toLowerCase();
  return (other) => other.trim().toLowerCase() === folded;
}

function displaysOf(terminology: Terminology, { system, code }: Asked): readonly string[] {
  const codeSystem = system === undefined ? undefined : terminology.codeSystem(system);
  return codeSystem?.displays(code) ?? [];
}

/** CodeSystem/$lookup: what a code is called. */
export async function lookup(parts: ApiParts, request: FhirRequest): Promise<Answer> {
  const input: OperationInput = readOperationInput(request);
  const terminology = parts.validator.terminology();
  const [asked] = askedCodes(input);
  const codeSystem = asked?.system === undefined ? undefined : terminology.codeSystem(asked.system);
  if (!asked || !codeSystem) throw unknownCanonical('CodeSystem');
  if (codeSystem.find(asked.code) === undefined) {
    throw new GatewayError('LENKE_CODE_UNKNOWN', { expression: 'http.code' });
  }
  const [display = asked.code, ...others] = codeSystem.displays(asked.code);
  return parameters([
    { name: 'name', valueString: codeSystem.name ?? codeSystem.url },
    ...(codeSystem.version === undefined ? [] : [{ name: 'version', valueString: codeSystem.version }]),
    { name: 'display', valueString: display },
    ...others.map((value) => ({ name: 'designation', part: [{ name: 'value', valueString: value }] })),
  ]);
}

function parameters(parameter: readonly object[]): Answer {
  return { status: 200, body: JSON.stringify({ resourceType: 'Parameters', parameter }) };
}
