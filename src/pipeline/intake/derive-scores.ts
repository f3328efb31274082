// What do the answers of this submission come to? Scores become Observations in the same transaction, and doubts become findings.

import { isDeepStrictEqual } from 'node:util';
import { parseRef, type Ref } from '../../domain/identity.ts';
import type { JsonObject } from '../../domain/json.ts';
import type { FailureCode, Facts } from '../../domain/failure.ts';
import { hasErrors, type Issue } from '../../fhir/issue.ts';
import { failureIssue } from '../../fhir/outcome.ts';
import {
  draftScore,
  formOf,
  responsesOf,
  type ScoreDraft,
  scoreIds,
} from '../../pathway/instruments/draft.ts';
import { score, scoreSeries } from '../../pathway/instruments/score.ts';
import type { Instrument, Score, SeriesRule } from '../../pathway/instruments/types.ts';
import type { InteractionResult } from '../../store/records/types.ts';
import type { Tx } from '../../store/types.ts';
import { closeFinding, openFindingOnce } from '../findings.ts';
import { CANONICAL, codeSystem } from '../canonical.ts';
import type { Ports } from '../ports.ts';

/** What was derived: results as of any other write, so that events are recognised in them, and notes for the sender. */
export interface Derived {
  readonly results: readonly InteractionResult[];
  readonly notes: readonly Issue[];
}

/** Scores every answer that was written, and compares every posted total with the answer it names. */
export async function deriveScores(
  tx: Tx,
  written: readonly InteractionResult[],
  places: readonly string[],
  ports: Ports,
): Promise<Derived> {
  const results: InteractionResult[] = [];
  const notes: Issue[] = [];
  for (const [index, result] of written.entries()) {
    await takeBack(tx, result, ports);
    const resource = contentOf(result);
    if (!resource || !result.stored) continue;
    const reference: Ref = `${result.stored.type}/${result.stored.id}`;
    const place = places[index] ?? reference;
    if (resource.resourceType === 'QuestionnaireResponse') {
      const derived = await scoreResponse(tx, resource, reference, place, ports);
      results.push(...derived.results);
      notes.push(...derived.notes);
    }
    if (resource.resourceType === 'Observation')
      notes.push(...(await comparePosted(tx, resource, reference, place, ports)));
  }
  return { results, notes };
}

/** A form that is deleted said nothing: what was read from it is entered in error, and nobody needs to look at it. */
async function takeBack(
  tx: Tx,
  { outcome, stored, previous }: InteractionResult,
  ports: Ports,
): Promise<void> {
  if (outcome !== 'deleted' || stored?.type !== 'QuestionnaireResponse') return;
  const instrument = ports.instruments.byForm(String(previous?.['questionnaire']));
  if (!instrument) return;
  const reference: Ref = `${stored.type}/${stored.id}`;
  for (const id of scoreIds(reference, instrument)) {
    const inError = (current: JsonObject): JsonObject => ({ ...current, status: 'entered-in-error' });
    await ports.store.records.amend(tx, `Observation/${id}`, inError, ports.clock.now());
  }
  for (const code of DOUBTS) await closeFinding(tx, ports, code, reference);
}

/** What a form may leave somebody to look at. */
const DOUBTS = ['LENKE_SCORE_DRAFT', 'LENKE_SCORE_INCOMPLETE', 'LENKE_SCORE_CONTRADICTS'] as const;

/** The resource with plain numbers: what is kept beside it holds numbers as they were written. */
function contentOf({ stored, resource, outcome }: InteractionResult): JsonObject | undefined {
  if (!stored || !resource || (outcome !== 'created' && outcome !== 'updated')) return undefined;
  // Most Observations name no answer, and are not read again.
  const isAbout = stored.type === 'Observation' && responsesOf(resource).length > 0;
  if (stored.type !== 'QuestionnaireResponse' && !isAbout) return undefined;
  return JSON.parse(stored.content) as JsonObject;
}

async function scoreResponse(
  tx: Tx,
  response: JsonObject,
  reference: Ref,
  place: string,
  ports: Ports,
): Promise<Derived> {
  const instrument = ports.instruments.byForm(String(response['questionnaire']));
  if (!instrument) return { results: [], notes: [] };
  const scored = score(instrument, response);
  const isScored = formOf(response) !== undefined;
  const series = isScored ? await seriesOf(tx, instrument, response, reference, scored, ports) : [];
  const drafts = isScored ? draftScore(scored, response, reference, codeSystem, series) : [];
  const valid = drafts.filter((draft) => isValid(draft, ports));
  const results = await write(tx, valid, scoreIds(reference, instrument), ports);
  const facts = { instrument: instrument.id, form: reference };
  await settleFinding(tx, 'LENKE_SCORE_DRAFT', facts, valid.length < drafts.length, ports);
  const gaps = isScored ? gapsIn(scored) : '';
  const { contradictions } = scored;
  // How many are missing stands in the finding; which, only in the answer to the sender.
  const counted = { ...facts, items: scored.missing.length };
  await settleFinding(tx, 'LENKE_SCORE_INCOMPLETE', counted, gaps !== '', ports);
  await settleFinding(tx, 'LENKE_SCORE_CONTRADICTS', facts, isScored && contradictions.length > 0, ports);
  const notes = [
    ...(gaps === '' ? [] : [note('LENKE_SCORE_INCOMPLETE', { ...facts, items: gaps }, place)]),
    ...(isScored && contradictions.length > 0 ? [note('LENKE_SCORE_CONTRADICTS', facts, place)] : []),
  ];
  return { results, notes };
}

/** Items without points, when nothing that stands for the whole form says why: `a3 unanswered, a5 declined`. */
function gapsIn({ missing, conclusion, totals }: Score): string {
  const isWhole = conclusion === 'declined' || conclusion === 'not-done';
  if (isWhole || (missing.length === 0 && totals.every(({ value }) => value !== undefined))) return '';
  return missing.map(({ item, why }) => `${item} ${why}`).join(', ') || 'all';
}

function isValid({ resource, profile }: ScoreDraft, ports: Ports): boolean {
  return !hasErrors(
    ports.validator.validate(resource, { profiles: [`${CANONICAL}/StructureDefinition/${profile}`] }),
  );
}

/** Writes what is new or different. What an earlier answer gave and this one does not was an error then. */
async function write(
  tx: Tx,
  drafts: readonly ScoreDraft[],
  ids: readonly string[],
  ports: Ports,
): Promise<readonly InteractionResult[]> {
  const { records } = ports.store;
  const current = new Map(
    (
      await records.readMany(
        ids.map((id): Ref => `Observation/${id}`),
        tx,
      )
    ).map(({ id, content }) => [id, JSON.parse(content) as JsonObject]),
  );
  const wanted = new Map<string, JsonObject>(drafts.map(({ resource }) => [resource.id, resource]));
  const updates = ids.flatMap((id) => {
    const resource = next(wanted.get(id), current.get(id));
    return resource ? [{ kind: 'update' as const, id, resource }] : [];
  });
  return updates.length === 0 ? [] : records.execute(tx, updates, ports.clock.now());
}

/** The new version of a derived Observation, or undefined when it stays as it is. */
function next(wanted: JsonObject | undefined, current: JsonObject | undefined): JsonObject | undefined {
  if (!current) return wanted;
  const { meta: _, ...stands } = current;
  if (!wanted)
    return current['status'] === 'entered-in-error'
      ? undefined
      : { ...bare(stands), status: 'entered-in-error' };
  const amended = { ...wanted, status: 'amended' };
  return [wanted, amended].some((one) => isDeepStrictEqual(one, stands)) ? undefined : amended;
}

function bare(resource: object): JsonObject {
  return resource as JsonObject;
}

/** Rules of the series that hold with this answer as its newest; earlier totals are read from the record. */
async function seriesOf(
  tx: Tx,
  instrument: Instrument,
  response: JsonObject,
  reference: Ref,
  { totals }: Score,
  ports: Ports,
): Promise<readonly SeriesRule[]> {
  const newest = totals.find(({ id }) => id === instrument.series?.of);
  const child = parseRef((response['subject'] as { reference?: string } | undefined)?.reference);
  if (newest?.value === undefined || !child) return [];
  const { matches } = await ports.store.records.search(
    {
      type: 'Observation',
      criteria: [
        { parameter: 'patient', values: [child] },
        { parameter: 'code', values: [`${newest.total.code.system}|${newest.total.code.code}`] },
      ],
      includes: [],
      sort: [{ parameter: 'date', descending: true }],
      count: 20,
    },
    tx,
  );
  const authored = Date.parse(String(response['authored']));
  const earlier = matches
    .map(({ stored }) => JSON.parse(stored.content) as JsonObject)
    .filter((one) => ['final', 'amended', 'corrected'].includes(String(one['status'])))
    .filter((one) => !responsesOf(one).includes(reference))
    .filter((one) => Date.parse(String(one['effectiveDateTime'])) <= authored)
    .flatMap((one) => (typeof one['valueInteger'] === 'number' ? [one['valueInteger']] : []));
  return scoreSeries(instrument, [...earlier.toReversed(), newest.value]);
}

/** A total that somebody sent with the answer it was counted from: both stay, a contradiction is a finding. */
async function comparePosted(
  tx: Tx,
  observation: JsonObject,
  reference: Ref,
  place: string,
  ports: Ports,
): Promise<readonly Issue[]> {
  const [response] = responsesOf(observation).flatMap((one) => parseRef(one) ?? []);
  const value = observation['valueInteger'];
  if (!response || typeof value !== 'number') return [];
  const [stored] = await ports.store.records.readMany([response], tx);
  const form = stored && (JSON.parse(stored.content) as JsonObject);
  const instrument = form && ports.instruments.byForm(formOf(form) ?? '');
  if (!instrument) return [];
  const counted = score(instrument, form).totals.filter(
    (one) => one.value !== undefined && hasCoding(observation, one.total.code),
  );
  const contradicts =
    counted.length > 0 &&
    !counted.some((one) => one.value === value) &&
    observation['status'] !== 'entered-in-error';
  const facts = { instrument: instrument.id, form: reference };
  await settleFinding(tx, 'LENKE_SCORE_CONTRADICTS', facts, contradicts, ports);
  return contradicts ? [note('LENKE_SCORE_CONTRADICTS', facts, place)] : [];
}

function hasCoding(
  observation: JsonObject,
  wanted: { readonly system: string; readonly code: string },
): boolean {
  const { coding = [] } = (observation['code'] ?? {}) as { coding?: { system?: string; code?: string }[] };
  return coding.some(({ system, code }) => system === wanted.system && code === wanted.code);
}

/** One finding for a form and a code: open while it is so, closed by the answer that mends it. */
async function settleFinding(
  tx: Tx,
  code: FailureCode,
  facts: Facts,
  isOpen: boolean,
  ports: Ports,
): Promise<void> {
  const about = String(facts['form']);
  if (isOpen) await openFindingOnce(tx, ports, code, facts, about);
  else await closeFinding(tx, ports, code, about);
}

function note(code: FailureCode, facts: Facts, expression: string): Issue {
  return failureIssue(code, facts, { expression, severity: 'warning' });
}
