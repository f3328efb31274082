// How does a layer write a date? Parameters put in, and the week convention: `GA0+P34W` becomes what the layer means by week 34.

import { isAnchorExpression } from '../timers/dates.ts';

/**
 * The anchor expression a layer means; undefined when it is none. `{name}` stands for a parameter: one that is no duration
 * ("agreement") gives AGREED, an anchor nobody knows, so that there is no fixed date. `running` counts week 34 from 33+0 (C-10);
 * `deadlineEdge: end` puts a deadline on the last day of its week.
 */
export function dateExpression(
  said: string,
  parameters: Readonly<Record<string, unknown>>,
  field: 'start' | 'due' | 'escalate',
): string | undefined {
  const filled = said.replaceAll(/\{(\w+)\}/g, (_, name: string) => valueOf(parameters[name]));
  if (filled !== said && !isAnchorExpression(filled)) return 'AGREED';
  if (!isAnchorExpression(filled)) return undefined;
  return filled.replace(/^GA0\+P(\d+)W$/, (_, weeks: string) => {
    const week = Number(weeks) - (parameters['weekConvention'] === 'running' ? 1 : 0);
    const edge = field === 'due' && parameters['deadlineEdge'] === 'end' ? '6D' : '';
    return `GA0+P${week}W${edge}`;
  });
}

/** An interval a layer says, parameters put in; undefined when it is by agreement. */
export function interval(said: string, parameters: Readonly<Record<string, unknown>>): string | undefined {
  const filled = said.replaceAll(/\{(\w+)\}/g, (_, name: string) => valueOf(parameters[name]));
  return /^P(?!$)/.test(filled) ? filled : undefined;
}

function valueOf(parameter: unknown): string {
  return typeof parameter === 'string' || typeof parameter === 'number' ? `${parameter}` : '';
}
