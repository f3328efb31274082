// How does the pathway do, without telling of anybody? Cases are read, counted and masked; what leaves is a FHIR Bundle of sums.

import { join } from 'node:path';
import { GatewayError } from '../../domain/failure.ts';
import type { Ref } from '../../domain/identity.ts';
import { type CaseView, type Resource, viewCase } from '../../pathway/case/case-view.ts';
import { fromDate, toFhirDate, toFhirDateTime, toMoment } from '../../pathway/timers/dates.ts';
import { createTally, type Unit } from '../../pathway/indicators/count.ts';
import { loadIndicators } from '../../pathway/indicators/load.ts';
import { measureOf, measureReportOf, UNKNOWN_PLACE } from '../../pathway/indicators/measure.ts';
import { hasEnded, readPeriod } from '../../pathway/indicators/period.ts';
import { suppress } from '../../pathway/indicators/suppress.ts';
import type { Indicators, Period } from '../../pathway/indicators/types.ts';
import type { Directory, PartyReference } from '../../network/directory.ts';
import { codeSystem, CANONICAL } from '../canonical.ts';
import type { Ports } from '../ports.ts';

/** What is asked: a period of the granularity that is told, and one municipality or all. */
export interface IndicatorQuestion {
  readonly period: string;
  readonly municipality?: string;
}

/** Reports of a period as a collection of Measures and MeasureReports. */
export type ReportIndicators = (question: IndicatorQuestion, by: string) => Promise<object>;

type Parts = Pick<Ports, 'store' | 'clock' | 'pathway' | 'validator' | 'directory'>;

/** What is counted is read once, when it is first asked for. */
export function createIndicators(mappings: string, parts: Parts): ReportIndicators {
  const kept: { data?: Indicators } = {};
  return async (question, by) => {
    kept.data ??= loadIndicators(join(mappings, 'indicators.yaml'));
    return report(kept.data, question, by, parts);
  };
}

async function report(
  { list, threshold, period: granularity }: Indicators,
  { period: asked, municipality }: IndicatorQuestion,
  by: string,
  parts: Parts,
): Promise<object> {
  const now = fromDate(parts.clock.now(), parts.pathway.zone);
  const period = readPeriod(asked, granularity);
  if (!period || !hasEnded(period, toFhirDate(now)))
    throw new GatewayError('LENKE_INDICATOR_PERIOD', { period: asked.slice(0, 20), granularity });
  const tallies = list.map((indicator) => ({ indicator, tally: createTally(indicator, period) }));
  const add = (unit: 'case' | 'child', counted: Unit) => {
    for (const { indicator, tally } of tallies) if (indicator.unit === unit) tally.add(counted);
  };
  for await (const view of cases(period, parts)) {
    const shared = { ...(await journalOf(view.case, parts)), parties: partiesOf(view, parts.directory) };
    add('case', unitOf(view, shared, {}));
    for (const { reference, birth } of view.children)
      add('child', unitOf(view, shared, { child: reference, birth }));
  }
  await parts.store.audit.write(parts.store.alone, [
    { at: parts.clock.now(), action: 'read', caller: by, detail: `indicators ${period.name}` },
  ]);
  const date = toFhirDateTime(now);
  // Masked over all municipalities first: one asked for by itself tells no more than it does among the others.
  const resources = tallies.flatMap(({ indicator, tally }) => {
    const told = { indicator, period, table: suppress(tally.rows(), threshold) };
    return [measureOf(indicator, CANONICAL), measureReportOf(told, CANONICAL, date, municipality)];
  });
  return { resourceType: 'Bundle', type: 'collection', entry: resources.map(entryOf) };
}

function entryOf(resource: object): object {
  const { resourceType, id } = resource as { resourceType: string; id: string };
  return { fullUrl: `${CANONICAL}/${resourceType}/${id}`, resource };
}

/** Every case that began before the period ended. One at a time: the memory of a report does not grow with the cases read. */
async function* cases({ end }: Period, { store, pathway }: Parts): AsyncGenerator<CaseView> {
  for (let after: string | undefined, more = true; more; ) {
    const { matches, next } = await store.records.search({
      type: 'EpisodeOfCare',
      criteria: [{ parameter: 'type', values: [`${codeSystem('tk-pathway')}|mother`] }],
      includes: [],
      sort: [],
      count: 100,
      ...(after !== undefined && { cursor: after }),
    });
    for (const { stored } of matches) {
      const { period } = JSON.parse(stored.content) as { period?: { start?: string } };
      if ((period?.start ?? '') > `${end}~`) continue;
      const reference: Ref = `EpisodeOfCare/${stored.id}`;
      const resources = (await store.records.caseBundle(reference)) as readonly Resource[];
      const view = viewCase(reference, resources, [], pathway.parameters, pathway.zone);
      if (view) yield view;
    }
    after = next;
    more = next !== undefined;
  }
}

interface JournalLists {
  readonly timers: readonly object[];
  readonly deliveries: readonly object[];
}

/** Deadlines and deliveries of a case as expressions see them: codes, states and references, no content. */
async function journalOf(reference: Ref, { store, pathway }: Parts): Promise<JournalLists> {
  const timers = await all((page) => store.timers.list({ case: reference }, page));
  const deliveries = await all((page) => store.deliveries.list({ case: reference }, page));
  return {
    timers: timers.map(({ code, state, due, subject }) => ({
      code,
      state,
      subject,
      ...(due && { due: toFhirDate(fromDate(due, pathway.zone)) }),
    })),
    deliveries: deliveries.map(({ action, role, state, subject }) => ({ action, role, state, subject })),
  };
}

interface Parties {
  readonly parties: readonly object[];
}

/** By which service each observation was made, as a role: never by whom (D-12). */
function partiesOf({ resources }: CaseView, directory: Directory): readonly object[] {
  return resources
    .filter(({ resourceType, status }) => resourceType === 'Observation' && status !== 'entered-in-error')
    .flatMap((observation) => {
      const { code, effectiveDateTime, performer, valueCodeableConcept } = observation as Observed;
      const value = valueCodeableConcept?.coding?.[0]?.code ?? '';
      const roles = (performer ?? []).flatMap((one) => directory.byReference(one)?.roles[0] ?? []);
      return (code?.coding ?? []).flatMap((coding) =>
        roles.map((role) => ({
          code: coding.code,
          value,
          role,
          date: effectiveDateTime?.slice(0, 10) ?? '',
        })),
      );
    });
}

interface Observed {
  readonly code?: { readonly coding?: readonly { readonly code?: string }[] };
  readonly valueCodeableConcept?: Observed['code'];
  readonly effectiveDateTime?: string;
  readonly performer?: readonly PartyReference[];
}

async function all<T>(
  list: (page: { limit: number; after?: string }) => Promise<{ items: readonly T[]; next?: string }>,
): Promise<readonly T[]> {
  const found: T[] = [];
  for (let after: string | undefined, more = true; more; ) {
    const { items, next } = await list({ limit: 500, ...(after !== undefined && { after }) });
    found.push(...items);
    after = next;
    more = next !== undefined;
  }
  return found;
}

function unitOf(
  view: CaseView,
  { timers, deliveries, parties }: JournalLists & Parties,
  own: { child?: Ref; birth?: string },
): Unit {
  const { episode, bundle, municipality, birth } = view;
  const start = (episode['period'] as { start?: string } | undefined)?.start?.slice(0, 10) ?? '';
  const began = toMoment(start, view.zone)?.toPlainDate();
  return {
    municipality: municipality ?? UNKNOWN_PLACE,
    bundle,
    env: {
      caseId: episode.id,
      mother: view.mother.reference,
      start,
      // Only by a dating: one counted back from the birth says nothing of when she was found.
      gaAtStart: view.dated && view.ga0 && began ? view.ga0.until(began).days : [],
      beforeBirth: began !== undefined && (birth === undefined || start < toFhirDate(birth)),
      child: own.child ?? [],
      birth: own.birth ?? [],
      timers,
      deliveries,
      parties,
    },
  };
}
