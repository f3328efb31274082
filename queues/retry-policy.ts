// What does the retry policy file say? Read, checked against its schema, refused with a place when it is wrong.

import { readFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import type { ErrorObject } from 'ajv';
import { findNodeAtLocation, parseTree, printParseErrorCode } from 'jsonc-parser';
import type { Node, ParseError } from 'jsonc-parser';
import { GatewayError } from '../src/domain/failure.ts';
import { createSchemas, versionsOf } from '../src/fhir/json-schema.ts';
import { proven } from '../src/fhir/proven.ts';
import shipped from './retry-policy.json' with { type: 'json' };
import schema from './retry-policy.schema.json' with { type: 'json' };

/** Waits that grow by `factor` from `firstMs` to `ceilingMs`, in milliseconds. */
export interface Schedule {
  readonly firstMs: number;
  readonly factor: number;
  readonly ceilingMs: number;
  readonly jitter: 'equal' | 'full' | 'none';
}

/** A schedule that ends after a number of tries. */
export interface CountedSchedule extends Schedule {
  readonly tries: number;
}

/** A schedule that ends a number of hours after the first try. */
export interface HorizonSchedule extends Schedule {
  readonly horizonHours: number;
}

/** When a recipient is left alone; see the schema for each number. */
export interface BreakerPolicy {
  readonly failures: number;
  readonly openMs: number;
  readonly maxOpenMs: number;
  readonly probeMs: number;
  readonly waitMs: number;
}

/** The content of queues/retry-policy.json. */
export interface RetryPolicyData {
  readonly classes: Readonly<Record<string, HorizonSchedule>> & { readonly default: HorizonSchedule };
  readonly planning: CountedSchedule;
  readonly wake: CountedSchedule;
  readonly breaker: BreakerPolicy;
}

interface Fault {
  readonly offset: number;
  readonly reason: string;
}

const SCHEMAS = createSchemas({ allErrors: true, strict: false, validateSchema: false });

/** The policy that comes with Lenke; what an earlier run found right is not checked again. */
export function shippedRetryPolicy(): RetryPolicyData {
  const text = JSON.stringify(shipped, null, 2);
  const own = readFileSync(import.meta.filename, 'utf8');
  return proven([own, ...versionsOf('ajv'), JSON.stringify(schema), text], () =>
    readRetryPolicy(text, 'queues/retry-policy.json'),
  );
}

/** Reads a policy file. Throws LENKE_DATA_FILE with file, line and column. */
export async function loadRetryPolicy(file: string): Promise<RetryPolicyData> {
  const text = await readFile(file, 'utf8').catch((cause: unknown) => {
    throw new GatewayError(
      'LENKE_DATA_FILE',
      { file, line: 1, column: 1, reason: 'The file cannot be read.' },
      { cause },
    );
  });
  return readRetryPolicy(text, file);
}

/** Parses and checks the text of a policy. Throws LENKE_DATA_FILE with the place of the first fault. */
export function readRetryPolicy(text: string, file: string): RetryPolicyData {
  const errors: ParseError[] = [];
  const tree = parseTree(text, errors, { disallowComments: true, allowTrailingComma: false });
  const broken = errors[0];
  if (broken)
    throw refusal(file, text, { offset: broken.offset, reason: `${printParseErrorCode(broken.error)}.` });
  const data: unknown = JSON.parse(text);
  const validate = SCHEMAS.compile<RetryPolicyData>(schema);
  if (!validate(data)) throw refusal(file, text, schemaFault(tree, validate.errors?.[0]));
  const order = orderFault(tree, data);
  if (order) throw refusal(file, text, order);
  return data;
}

/** Where a schema error stands and what is wrong there. */
function schemaFault(tree: Node | undefined, error: ErrorObject | undefined): Fault {
  if (!error) return { offset: 0, reason: 'Not a retry policy.' };
  const path = error.instancePath.split('/').slice(1).map(fromPointer);
  const extra =
    error.keyword === 'additionalProperties' ? String(error.params['additionalProperty']) : undefined;
  const where = [...path, ...(extra === undefined ? [] : [extra])];
  const reason = extra === undefined ? `${error.message ?? 'is not valid'}.` : `unknown member "${extra}".`;
  return { offset: offsetOf(tree, where), reason: `${where.join('.') || 'The file'}: ${reason}` };
}

/** What JSON Schema cannot say: a first wait above the ceiling would make the waits shrink. */
function orderFault(tree: Node | undefined, data: RetryPolicyData): Fault | undefined {
  const schedules: [string[], Schedule][] = [
    ...Object.entries(data.classes).map(([name, schedule]): [string[], Schedule] => [
      ['classes', name],
      schedule,
    ]),
    [['planning'], data.planning],
    [['wake'], data.wake],
  ];
  const wrong = schedules.find(([, schedule]) => schedule.firstMs > schedule.ceilingMs);
  if (wrong) return below(tree, [...wrong[0], 'ceilingMs'], 'firstMs');
  if (data.breaker.openMs > data.breaker.maxOpenMs) return below(tree, ['breaker', 'maxOpenMs'], 'openMs');
  return undefined;
}

function below(tree: Node | undefined, path: string[], other: string): Fault {
  return { offset: offsetOf(tree, path), reason: `${path.join('.')}: is less than ${other}.` };
}

/** Offset of the value at `path`, or of the nearest member above it that exists. */
function offsetOf(tree: Node | undefined, path: readonly string[]): number {
  if (!tree) return 0;
  for (let length = path.length; length > 0; length--) {
    const node = findNodeAtLocation(tree, path.slice(0, length));
    if (node) return node.offset;
  }
  return tree.offset;
}

function fromPointer(part: string): string {
  return part.replaceAll('~1', '/').replaceAll('~0', '~');
}

function refusal(file: string, text: string, fault: Fault): GatewayError {
  const before = text.slice(0, fault.offset).split('\n');
  const column = (before.at(-1)?.length ?? 0) + 1;
  return new GatewayError('LENKE_DATA_FILE', { file, line: before.length, column, reason: fault.reason });
}
