// Does the data hang together, and what of the law is not settled? Loads all of it, and lists every point with its sign-off.

import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Classify } from '../disclosure/classify.ts';
import type { Point } from '../disclosure/law-file.ts';
import { loadLaw } from '../disclosure/law.ts';
import { createValidator } from '../fhir/validator/validator.ts';
import { untoldEvents } from '../pathway/layers/untold.ts';
import { loadData, shippedMappings } from '../pipeline/data.ts';
import type { CliParts } from './gateway.ts';
import { createOutput, table } from './output.ts';

/** A point of a law file, as listed. */
interface Listed extends Point {
  readonly law: string;
  /** Rules that permit nothing while it is off, or rest on it while it is on; of classes, the types that wait for it. */
  readonly rules: readonly string[];
}

/**
 * `lenke data check`. Names the actions nobody can do and the events nobody tells. Exit code 0 when every file loads (the first that does not is named with file, line and column);
 * with `strict`, 1 while a point waits for its sign-off.
 */
export function checkData(
  parts: CliParts,
  options: { readonly json: boolean; readonly strict: boolean },
): number {
  const output = createOutput(options);
  const config = parts.loadConfig();
  const mappings = config.mappings ?? shippedMappings();
  const loaded = loadData({ ...config, mappings, everyType: createValidator().types() });
  const points = [...lawFiles(mappings).flatMap(listPoints), ...listClassPoints(loaded.classify)];
  const unsigned = points.filter(({ signOff }) => signOff === null);
  const counts = {
    actions: loaded.pathway.actions.length,
    recipients: loaded.directory.recipients.length,
    points: points.length,
    unsigned: unsigned.length,
  };
  const { unstaffed } = loaded.pathway;
  const untold = untoldEvents(loaded.pathway, loaded.eventRules);
  if (options.json) {
    output.json({
      ...counts,
      law: loaded.law.id,
      version: loaded.law.version,
      list: points,
      unstaffed,
      untold,
    });
  } else {
    output.line(
      `${counts.actions} actions, ${counts.recipients} recipients, law ${loaded.law.id} ${loaded.law.version}`,
    );
    output.line(table([['law', 'point', 'is', 'now', 'signed', 'rules', 'question'], ...points.map(rowOf)]));
    output.line(`${counts.unsigned} of ${counts.points} points wait for a sign-off.`);
    for (const { action, role } of unstaffed)
      output.line(`${action} is not part of the layer: nobody plays ${role}.`);
    for (const { event, by } of untold) output.line(`${by} waits for ${event}, which nobody tells.`);
  }
  return options.strict && unsigned.length > 0 ? 1 : 0;
}

function lawFiles(mappings: string): readonly string[] {
  const folder = join(mappings, 'law');
  return readdirSync(folder)
    .filter((name) => name.endsWith('.yaml') && name !== 'classes.yaml')
    .toSorted()
    .map((name) => join(folder, name));
}

function listPoints(file: string): readonly Listed[] {
  const law = loadLaw(file);
  return law.points.map((point) => ({
    ...point,
    law: law.id,
    rules: law.rules
      .filter((rule) => rule.point === point.id || rule.ways.some((way) => way.point === point.id))
      .map(({ id }) => id),
  }));
}

/** Of the classes file: instead of rules, the types that wait. */
function listClassPoints({ entries, points }: Classify): readonly Listed[] {
  return points.map((point) => ({
    ...point,
    law: 'classes',
    rules: [...new Set(entries.filter((entry) => entry.point === point.id).map(({ type }) => type))],
  }));
}

const STATUS: Readonly<Record<Point['status'], string>> = {
  V: 'verified',
  P: 'partly',
  U: 'unverified',
  D: 'chosen',
};

function rowOf({ law, id, status, on, signOff, rules, question }: Listed): readonly string[] {
  return [law, id, STATUS[status], on ? 'on' : 'off', signOff?.by ?? '–', rules.join(' ') || '–', question];
}
