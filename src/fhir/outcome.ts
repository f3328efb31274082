// How do we say it in FHIR? Issues and failures become an OperationOutcome.

import type { OperationOutcome, OperationOutcomeIssue } from '@medplum/fhirtypes';
import { failure, failureText, isFailureCode, type Facts, type FailureCode } from '../domain/failure.ts';
import type { Language } from '../domain/language.ts';
import type { Issue, Severity } from './issue.ts';
import { isRule, ruleText } from './validator/rules.ts';

/** Code system of our failure codes and validator rules, in OperationOutcome.issue.details. */
export const FAILURE_SYSTEM = 'https://lenke.example/fhir/CodeSystem/failure';

const LINE = 'http://hl7.org/fhir/StructureDefinition/operationoutcome-issue-line';
const COLUMN = 'http://hl7.org/fhir/StructureDefinition/operationoutcome-issue-col';

/** An issue made from the failure table; `facts` fill the text. */
export function failureIssue(
  code: FailureCode,
  facts: Facts = {},
  place: { expression?: string; line?: number; column?: number; severity?: Severity } = {},
): Issue {
  const severity = place.severity ?? (failure(code).issue === 'informational' ? 'information' : 'error');
  return {
    severity,
    code: failure(code).issue,
    key: code,
    text: failureText(code, facts),
    facts,
    ...(place.expression !== undefined && { expression: place.expression }),
    ...(place.line !== undefined && { line: place.line }),
    ...(place.column !== undefined && { column: place.column }),
  };
}

/** The sentence of an issue in a language: from its key and facts; invariants say what their definition says. */
export function issueText({ key, text, facts }: Issue, language: Language): string {
  if (language === 'en' || !facts) return text;
  if (isFailureCode(key)) return failureText(key, facts, language);
  return isRule(key) ? ruleText(key, facts, language) : text;
}

function toOutcomeIssue(issue: Issue, language: Language): OperationOutcomeIssue {
  const text = issueText(issue, language);
  const extension = [
    ...(issue.line === undefined ? [] : [{ url: LINE, valueInteger: issue.line }]),
    ...(issue.column === undefined ? [] : [{ url: COLUMN, valueInteger: issue.column }]),
  ];
  return {
    ...(extension.length > 0 && { extension }),
    severity: issue.severity,
    code: issue.code,
    details: { coding: [{ system: FAILURE_SYSTEM, code: issue.key }], text },
    ...(issue.expression !== undefined && { expression: [issue.expression] }),
  };
}

/** An OperationOutcome of the issues; with none it says that all is well. */
export function toOutcome(issues: readonly Issue[], language: Language = 'en'): OperationOutcome {
  if (issues.length === 0) {
    return {
      resourceType: 'OperationOutcome',
      issue: [{ severity: 'information', code: 'informational', details: { text: 'No issues.' } }],
    };
  }
  return { resourceType: 'OperationOutcome', issue: issues.map((issue) => toOutcomeIssue(issue, language)) };
}
