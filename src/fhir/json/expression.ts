// How do a path in JSON and a FHIRPath expression with indexes say the same thing?

/** Keys and indexes from the root value. */
export type JsonPath = readonly (string | number)[];

/** `Patient.name[0].family` of the path `['name', 0, 'family']`; the root is its resourceType, or `$this` without one. */
export function toExpression(root: unknown, path: JsonPath): string {
  const start = rootName(root);
  return path.reduce<string>(
    (text, step) => (typeof step === 'number' ? `${text}[${step}]` : `${text}.${shown(step)}`),
    start,
  );
}

function rootName(root: unknown): string {
  if (typeof root !== 'object' || root === null || !('resourceType' in root)) return '$this';
  const { resourceType } = root;
  return typeof resourceType === 'string' && /^[A-Za-z]{1,64}$/.test(resourceType) ? resourceType : '$this';
}

/** A key as sent, when it looks like an element's name; anything else could be data and is not repeated. */
function shown(key: string): string {
  return /^_{0,2}[A-Za-z][A-Za-z0-9]{0,63}(?:__)?$/.test(key) ? key : '?';
}

/** One step of an expression: an element's name and, when given, which of its repetitions. */
export interface Step {
  readonly name: string;
  readonly index?: number;
}

const STEP = /^\.?`?([$A-Za-z_][\w-]*)`?(\([^)]*\))?(?:\[(\d+)\])?/;

/**
 * The steps after the root of a simple expression (`Bundle.entry[2].resource.name[0].family`). `ofType()` and `as()`
 * are skipped; at any other function the steps end, so that the nearest element before it is found.
 */
export function toSteps(expression: string): readonly Step[] {
  const steps: Step[] = [];
  let rest = expression;
  for (;;) {
    const found = STEP.exec(rest);
    if (!found) return steps.slice(1);
    const [whole, name = '', call, index] = found;
    rest = rest.slice(whole.length);
    if (call === undefined) steps.push({ name, ...(index !== undefined && { index: Number(index) }) });
    else if (name !== 'ofType' && name !== 'as') return steps.slice(1);
  }
}
