// What is at hand while a definition is applied?

import type { PlanDefinition } from '@medplum/fhirtypes';
import type { Temporal } from 'temporal-polyfill';
import type { FailureCode, Facts } from '../../domain/failure.ts';
import type { FindRule } from '../../fhir/patch/element-rules.ts';
import type { CompiledPath } from '../../fhir/fhirpath/compile.ts';
import type { Issue, Severity } from '../../fhir/issue.ts';
import { failureIssue } from '../../fhir/outcome.ts';
import type { Resource } from '../case/case-view.ts';
import type { Definition } from './definition.ts';
import type { Scope } from './evaluate.ts';

/** What a definition is applied to and with. Pure: the same input gives the same answer. */
export interface ApplyInput {
  readonly plan: PlanDefinition;
  readonly subject: Resource & { readonly id: string };
  /** Resources known about the subject, itself among them. */
  readonly known: readonly Resource[];
  readonly encounter?: Resource;
  readonly practitioner?: Resource;
  readonly organization?: Resource;
  /** Variables by name: userType, setting … and what `parameters` held. */
  readonly variables: Readonly<Record<string, unknown>>;
  /** What every environment stands on: facts of the case. Null: none. */
  readonly ground: object | null;
  readonly now: Date;
  readonly zone: string;
  /** A definition by its canonical. */
  readonly definition: (canonical: string) => Definition | undefined;
  /** What R4 says of an element. */
  readonly findRule: FindRule;
  /** Whether a code is in a value set; undefined: that is not known here. */
  readonly memberOf: (valueSet: string, system: string | undefined, code: string) => boolean | undefined;
  /** What is wrong with a request that was made, or with a resource under a profile. */
  readonly validate: (resource: object, profiles?: readonly string[]) => readonly Issue[];
  /** Who fills a role; undefined: nobody. */
  readonly fillRole: (code: string) => { readonly reference: string } | undefined;
  /** The HealthcareService that plays a role. */
  readonly service: (code: string) => { readonly reference: string } | undefined;
  /** A moment counted from an anchor of the case (`BIRTH+P4M`). */
  readonly moment: (expression: string) => Temporal.ZonedDateTime | undefined;
}

/** A run: the input, what it leads to so far. */
export interface Applying extends Scope {
  readonly input: ApplyInput;
  readonly compile: (text: string) => CompiledPath;
  readonly requests: Resource[];
  readonly issues: Issue[];
}

/** Says that something was not done, and where. */
export function tell(
  { issues }: Applying,
  code: FailureCode,
  expression: string,
  facts: Facts = {},
  severity: Severity = 'error',
): void {
  issues.push(failureIssue(code, { place: expression, ...facts }, { expression, severity }));
}
