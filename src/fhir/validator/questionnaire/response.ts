// Does a QuestionnaireResponse answer its Questionnaire?

import { isObject } from '../../../domain/json.ts';
import { objectsOf, textOf, type Json } from '../definitions.ts';
import { Place, type Step } from '../place.ts';
import type { Plans } from '../plan/plans.ts';
import type { Run } from '../run.ts';
import { checkAnswer } from './answer.ts';
import { isEnabled, type Ancestors } from './enabled.ts';
import { toForm, type Form, type Item } from './form.ts';

const ITEM: Step = { key: 'item', path: 'item' };
const ANSWER: Step = { key: 'answer', path: 'answer' };

/** A response that is not finished, or void, need not have answered everything. */
const UNFINISHED: ReadonlySet<unknown> = new Set(['in-progress', 'entered-in-error', 'stopped']);

interface Context {
  readonly plans: Plans;
  readonly form: Form;
  readonly run: Run;
  readonly finished: boolean;
  readonly language: string | undefined;
}

interface Placed {
  readonly json: Json;
  readonly place: Place;
}

function placed(container: Json, place: Place): Placed[] {
  const list = container['item'];
  if (!Array.isArray(list)) return [];
  return list.flatMap((json: unknown, i) =>
    isObject(json) ? [{ json, place: new Place(place, ITEM, i) }] : [],
  );
}

function answered(items: readonly Placed[]): number {
  return items.reduce((count, { json }) => count + objectsOf(json, 'answer').length, 0);
}

/** Who reads the answer reads the text beside it: another question than was asked changes what the answer means. */
function checkText({ run }: Context, item: Item, { json, place }: Placed): void {
  const text = textOf(json, 'text');
  if (text === undefined) return;
  const plain = (one: string): string => one.replaceAll(/\s+/g, ' ').trim();
  if (!item.texts.some((one) => plain(one) === plain(text)))
    run.report('questionnaire-text', new Place(place, { key: 'text', path: 'text' }), {
      linkId: item.linkId,
    });
}

/** Items under a question stand inside its answer, those of a group directly under it. */
function checkQuestion(context: Context, item: Item, given: Placed, ancestors: Ancestors): void {
  const { run } = context;
  const answers = given.json['answer'];
  if (item.type === 'group' || item.type === 'display') {
    if (answers !== undefined)
      run.report('questionnaire-group', given.place, { linkId: item.linkId, type: item.type });
    checkItems(context, item.items, given.json, given.place, [...ancestors, given.json]);
    return;
  }
  if (given.json['item'] !== undefined)
    run.report('questionnaire-nesting', given.place, { linkId: item.linkId });
  if (!Array.isArray(answers)) return;
  answers.forEach((answer: unknown, i) => {
    if (!isObject(answer)) return;
    const place = new Place(given.place, ANSWER, i);
    const key = Object.keys(answer).find((one) => one.startsWith('value'));
    const asked = { plans: context.plans, form: context.form, item, language: context.language };
    if (key !== undefined) checkAnswer(asked, key, answer[key], place, run);
    if (item.items.length > 0 || answer['item'] !== undefined)
      checkItems(context, item.items, answer, place, [...ancestors, given.json, answer]);
  });
}

/** Says how often an item may be there and be answered. */
function checkCount(context: Context, item: Item, given: readonly Placed[], place: Place): void {
  const { run, finished } = context;
  const { linkId, limits } = item;
  const isQuestion = item.type !== 'group' && item.type !== 'display';
  const count = isQuestion ? answered(given) : given.filter(({ json }) => json['item'] !== undefined).length;
  if (item.required && item.type !== 'display' && count === 0 && finished)
    run.report('questionnaire-required', given[0]?.place ?? place, { linkId });
  const tooMany = given.length > 1 && !item.repeats;
  if (
    tooMany ||
    (count > 1 && !item.repeats && limits.maxOccurs === undefined && limits.minOccurs === undefined)
  ) {
    run.report('questionnaire-repeats', given[1]?.place ?? given[0]?.place ?? place, { linkId });
  }
  const { minOccurs, maxOccurs } = limits;
  const tooFew =
    minOccurs !== undefined && finished && count < minOccurs && (given.length > 0 || item.required);
  if (tooFew || (maxOccurs !== undefined && count > maxOccurs)) {
    run.report('questionnaire-occurs', given[0]?.place ?? place, {
      linkId,
      limit: `${minOccurs ?? 0} to ${maxOccurs ?? 'any number of'}`,
    });
  }
}

function checkUnknown(context: Context, defined: readonly Item[], given: readonly Placed[]): void {
  const here = new Set(defined.map((one) => one.linkId));
  let last = -1;
  for (const { json, place } of given) {
    const linkId = textOf(json, 'linkId');
    if (linkId === undefined) continue;
    if (!here.has(linkId)) {
      context.run.report(
        context.form.byLinkId.has(linkId) ? 'questionnaire-place' : 'questionnaire-link',
        place,
      );
      continue;
    }
    const at = defined.findIndex((one) => one.linkId === linkId);
    if (at < last) context.run.report('questionnaire-order', place);
    last = Math.max(last, at);
  }
}

function checkItems(
  context: Context,
  defined: readonly Item[],
  container: Json,
  place: Place,
  ancestors: Ancestors,
): void {
  const given = placed(container, place);
  checkUnknown(context, defined, given);
  for (const item of defined) {
    const own = given.filter(({ json }) => json['linkId'] === item.linkId);
    if (!isEnabled(item, ancestors)) {
      if (own[0]) context.run.report('questionnaire-disabled', own[0].place, { linkId: item.linkId });
      continue;
    }
    checkCount(context, item, own, place);
    for (const one of own) {
      checkText(context, item, one);
      checkQuestion(context, item, one, ancestors);
    }
  }
}

/** The Questionnaire a response names: contained in it, added to the validator, or found by the caller. */
function findForm(plans: Plans, response: Json, canonical: string, run: Run): Form | undefined {
  if (canonical.startsWith('#')) {
    const contained = objectsOf(response, 'contained').find(
      (one) => `#${textOf(one, 'id') ?? ''}` === canonical,
    );
    return contained && toForm(contained);
  }
  const known = plans.form(canonical);
  if (known) return known;
  const found = run.options.resolve?.(canonical);
  return isObject(found) && found['resourceType'] === 'Questionnaire' ? toForm(found) : undefined;
}

/** Checks a response against its form; without the form it says that it could not. */
export function checkResponse(plans: Plans, response: Json, place: Place, run: Run): void {
  const canonical = textOf(response, 'questionnaire');
  if (canonical === undefined) return;
  const form = findForm(plans, response, canonical, run);
  const at = new Place(place, { key: 'questionnaire', path: 'questionnaire' });
  if (!form) {
    run.report('questionnaire-unknown', at);
    return;
  }
  if (form.status === 'retired' || form.status === 'draft')
    run.report('questionnaire-status', at, { status: form.status });
  const context: Context = {
    plans,
    form,
    run,
    finished: !UNFINISHED.has(response['status']),
    language: textOf(response, 'language'),
  };
  checkItems(context, form.items, response, place, [response]);
}
