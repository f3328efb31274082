// When is something due, and who hears of it when it is not done? A row of `timers` becomes its rules.

import type { DeliveryState } from '../../domain/delivery.ts';
import { compile, compileAction, type Compiling } from './compile-action.ts';
import { isAnchorExpression } from '../timers/dates.ts';
import { type Placed, type Row, saidIn } from './layers.ts';
import { dateExpression, interval } from './moments.ts';
import type { Action, TimerRule, Title } from '../pathway.ts';

interface Breach extends Title {
  to: string;
  if?: string;
}

/** The rules of a row: the deadline itself, and the escalation beside it when the row says `escalate`. Throws LENKE_DATA_FILE. */
export function compileTimer(placed: Placed, with_: Compiling, anew: boolean): readonly TimerRule[] {
  const { row } = placed;
  const fail = (field: string, reason: string): never => {
    const { file, index } = saidIn(placed, field);
    return file.fail(['timers', index, field], reason);
  };
  const date = (field: 'start' | 'due' | 'escalate', text: string): string =>
    dateExpression(text, with_.parameters, field) ?? fail(field, `${text} is not of the form ANCHOR+P4M.`);
  const repeat = typeof row['repeat'] === 'string' ? interval(row['repeat'], with_.parameters) : undefined;
  const until = row['until'];
  if (typeof until === 'string' && !isAnchorExpression(until))
    fail('until', `${until} is not of the form ANCHOR+P4M.`);
  const met = saidIn(placed, 'metBy');
  const metBy =
    typeof row['metBy'] === 'string'
      ? compile(met.file, ['timers', met.index, 'metBy'], row['metBy'])
      : undefined;
  const breach = breachOf(placed, with_);
  const due = date('due', String(row['due']));
  const rule: TimerRule = {
    id: row.id,
    for: String(row['for']),
    on: (row['on'] ?? []) as string[],
    start: date('start', String(row['start'])),
    due,
    also: ((row['also'] ?? []) as string[]).map((text) => date('due', text)),
    // What is counted from the last meeting or sample starts again with each.
    anew: anew || /LASTMEETING|SAMPLE/.test(due),
    ...(repeat !== undefined && { repeat }),
    ...(typeof until === 'string' && { until }),
    each: row['each'] as TimerRule['each'],
    cancelOn: (row['cancelOn'] ?? []) as string[],
    metOnEvent: (row['metOnEvent'] ?? []) as string[],
    ...(metBy && { metBy }),
    ...(row['metOn'] !== undefined && { metOn: row['metOn'] as DeliveryState[] }),
    ...(typeof row['raises'] === 'string' && { raises: row['raises'] }),
    ...(breach && { breach }),
  };
  if (typeof row['escalate'] !== 'string') return [rule];
  const told = date('escalate', row['escalate']);
  // The leader hears of it when the deadline itself passes: a second clock for the same moment would tell twice.
  if (told === due) return [rule];
  return [rule, escalationOf(rule, told)];
}

/** The same timer at the moment the leader is told; `T-W36-ESCALATE` beside `T-W36`. */
function escalationOf(rule: TimerRule, due: string): TimerRule {
  const { repeat: _, raises: __, ...rest } = rule;
  return { ...rest, id: `${rule.id}-ESCALATE`, due, also: [], escalates: rule.id };
}

/** A Task for whoever must hear of it, set off by the event that bears the timer's name. */
function breachOf(placed: Placed, with_: Compiling): Action | undefined {
  const { row } = placed;
  const breach = row['breach'] as Breach | 'none' | undefined;
  if (breach === undefined || breach === 'none') return undefined;
  return compileAction({ ...placed, row: breachRow(row, breach) }, with_);
}

function breachRow(row: Row, breach: Breach): Row {
  return {
    id: row.id,
    req: [row['req']],
    ev: [row.id, `${row.id}-ESCALATE`],
    ...(breach.if !== undefined && { if: breach.if }),
    owner: breach.to,
    kind: 'Task',
    mode: 'AUTO',
    each: [row['each']],
    per: 'event',
    title: { nb: breach.nb, en: breach.en },
  };
}
