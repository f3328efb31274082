// What did the receiver say was wrong? Its OperationOutcome as a short text for people with access to the case.

import { isObject, items, objects, text } from '../../domain/json.ts';

/** Longest text kept: enough for about ten issues. */
const LONGEST = 2000;

/** All resources of a type in an answer: the answer itself, or entries of a Bundle. */
export function resourcesIn(body: unknown, type: string): readonly Readonly<Record<string, unknown>>[] {
  if (!isObject(body)) return [];
  if (body['resourceType'] === type) return [body];
  return objects(body['entry'])
    .flatMap((entry) => objects([entry['resource'], outcomeOf(entry)]))
    .filter((resource) => resource['resourceType'] === type);
}

function outcomeOf(entry: Readonly<Record<string, unknown>>): unknown {
  return isObject(entry['response']) ? entry['response']['outcome'] : undefined;
}

/** Issues of every OperationOutcome in an answer. */
export function issuesIn(body: unknown): readonly Readonly<Record<string, unknown>>[] {
  return resourcesIn(body, 'OperationOutcome').flatMap((outcome) => objects(outcome['issue']));
}

/** Codes of an issue: its issue type, and the codings of its details. */
export function issueCodes(issue: Readonly<Record<string, unknown>>): readonly string[] {
  const details = isObject(issue['details']) ? issue['details'] : {};
  return [issue['code'], ...objects(details['coding']).map((coding) => coding['code'])]
    .map(text)
    .filter((code) => code !== undefined);
}

function issueText(issue: Readonly<Record<string, unknown>>): string {
  const details = isObject(issue['details']) ? issue['details'] : {};
  const said = text(details['text']) ?? text(issue['diagnostics']);
  const place = items(issue['expression'])
    .map(text)
    .find((expression) => expression !== undefined);
  const head = `${text(issue['severity']) ?? 'error'} ${issueCodes(issue).join('/')}`;
  return `${head}${said === undefined ? '' : `: ${said}`}${place === undefined ? '' : ` (${place})`}`;
}

/** The issues as lines, at most 2,000 characters; undefined when the answer holds no OperationOutcome. */
export function outcomeText(body: unknown): string | undefined {
  const lines = issuesIn(body).map(issueText).join('\n');
  if (lines === '') return undefined;
  // Without half a surrogate pair at the cut: it would not be valid UTF-8 in the journal.
  return lines.length <= LONGEST ? lines : `${lines.slice(0, LONGEST - 1).replace(/[\uD800-\uDBFF]$/, '')}…`;
}
