// What does a score become? Observations derived from the answer: totals, and a conclusion or a step. Pure.

import { contentId, type Ref } from '../../domain/identity.ts';
import { isObject, type JsonObject, objects } from '../../domain/json.ts';
import type { Counted, Instrument, Score, SeriesRule } from './types.ts';

/** An Observation read out of an answer, and the profile it must follow. */
export interface ScoreDraft {
  readonly profile: string;
  readonly resource: JsonObject & { readonly id: string };
}

/** Canonical URL of one of our code systems by short name. */
type System = (name: string) => string;

/** Ids that the answer may have given before: one for each total, one for the conclusion. */
export function scoreIds(response: Ref, { totals }: Instrument): readonly string[] {
  return [...Object.keys(totals), CONCLUSION].map((part) => scoreId(response, part));
}

const CONCLUSION = 'conclusion';

function scoreId(response: Ref, part: string): string {
  return contentId('score', response, part);
}

/** Observations of a score. `series` are the rules of the instrument's series that hold with this answer. */
export function draftScore(
  score: Score,
  response: JsonObject,
  reference: Ref,
  system: System,
  series: readonly SeriesRule[] = [],
): readonly ScoreDraft[] {
  const totals = score.totals.flatMap((counted) =>
    counted.value === undefined ? [] : [totalOf(score, counted, response, reference, system)],
  );
  return [...totals, ...conclusionOf(score, response, reference, system, series)];
}

function totalOf(
  { instrument, version }: Score,
  counted: Counted,
  response: JsonObject,
  reference: Ref,
  system: System,
): ScoreDraft {
  const { total, value, id } = counted;
  const component = [...partsOf(counted, system), ...periodOf(counted, 'period' in instrument.asks, system)];
  return {
    profile: total.profile,
    resource: {
      ...common(response, reference, id, system),
      code: { coding: [total.code] },
      valueInteger: value,
      ...(version !== undefined && { method: { text: `${instrument.id} ${version}` } }),
      ...(component.length > 0 && { component }),
    },
  };
}

function partsOf({ parts }: Counted, system: System): readonly object[] {
  return Object.entries(parts).map(([code, value]) => ({
    code: { coding: [{ system: system('tk-observation'), code }] },
    valueInteger: value,
  }));
}

/** Every total of a form that asks about a period says which; not said is said too. */
function periodOf({ period }: Counted, isAsked: boolean, system: System): readonly object[] {
  const code = { coding: [{ system: system('tk-observation'), code: 'reference-period' }] };
  if (period !== undefined) {
    const said = { coding: [{ system: system('tk-form-answer'), code: period }] };
    return [{ code, valueCodeableConcept: said }];
  }
  return isAsked ? [{ code, dataAbsentReason: { coding: [{ system: ABSENT, code: 'unknown' }] } }] : [];
}

const ABSENT = 'http://terminology.hl7.org/CodeSystem/data-absent-reason';

function conclusionOf(
  { instrument, conclusion }: Score,
  response: JsonObject,
  reference: Ref,
  system: System,
  series: readonly SeriesRule[],
): readonly ScoreDraft[] {
  const is = series[0]?.is ?? conclusion ?? (instrument.series && instrument.else);
  if (is === undefined || instrument.concludes === 'nothing') return [];
  const [code, values, profile] =
    instrument.concludes === 'screening'
      ? ['screen-conclusion', 'tk-screen-result', 'lenke-screen-conclusion']
      : ['next-step', 'tk-next-step', 'lenke-next-step'];
  return [
    {
      profile,
      resource: {
        ...common(response, reference, CONCLUSION, system),
        code: { coding: [{ system: system('tk-observation'), code }] },
        valueCodeableConcept: { coding: [{ system: system(values), code: is }] },
      },
    },
  ];
}

/** Who and when are those of the answer; a device that filled it in performed nothing. */
function common(
  response: JsonObject,
  reference: Ref,
  part: string,
  system: System,
): JsonObject & { readonly id: string } {
  const { subject, encounter, authored, author } = response;
  const id = scoreId(reference, part);
  const isPerformer = isObject(author) && !String(author['reference'] ?? author['type']).startsWith('Device');
  const root = system('x').replace(/CodeSystem\/x$/, '');
  return {
    resourceType: 'Observation',
    id,
    identifier: [{ system: `${root}NamingSystem/score`, value: id }],
    status: 'final',
    subject,
    ...(encounter !== undefined && { encounter }),
    effectiveDateTime: authored,
    ...(isPerformer && { performer: [author] }),
    derivedFrom: [{ reference }],
  };
}

/** Form of an answer that may be scored, or undefined for one that is not finished. */
export function formOf(response: JsonObject): string | undefined {
  const finished = ['completed', 'amended', 'stopped'].includes(String(response['status']));
  const form = response['questionnaire'];
  return finished && typeof form === 'string' ? form : undefined;
}

/** Answers an Observation says it was derived from. */
export function responsesOf(observation: JsonObject): readonly string[] {
  return objects(observation['derivedFrom']).flatMap(({ reference }) =>
    typeof reference === 'string' && reference.startsWith('QuestionnaireResponse/') ? [reference] : [],
  );
}
