// What does a plan mean for this patient? $apply on what is stored: the plan, what it names, and what is known about her.

import { parseRef, type Ref } from '../../domain/identity.ts';
import { GatewayError } from '../../domain/failure.ts';
import { createElementRules, type FindRule } from '../../fhir/patch/element-rules.ts';
import { patientCompartment } from '../../fhir/compartment/patient.ts';
import { hasErrors } from '../../fhir/issue.ts';
import { type CaseGround, caseGround } from '../../pathway/case/case-ground.ts';
import { type CaseView, type Resource, viewCase } from '../../pathway/case/case-view.ts';
import { type Applied, applyPlan as apply } from '../../pathway/definitions/apply.ts';
import { type Definition, readDefinition } from '../../pathway/definitions/definition.ts';
import type { Addressee } from '../../pathway/plan.ts';
import type { SeenRecords } from '../../store/records/types.ts';
import { addresseeFor } from './address.ts';
import { findDefinitions, type PlanSource, storedPlan } from './find-definitions.ts';
import { codeSystem } from '../canonical.ts';
import type { Ports } from '../ports.ts';
import { caseOf } from '../intake/case-of.ts';

/** What is to be applied to whom. */
export interface ApplyQuestion {
  /** The plan itself, or where it is. */
  readonly plan: PlanSource;
  readonly subject: Ref;
  readonly encounter?: Ref;
  readonly practitioner?: Ref;
  readonly organization?: Ref;
  readonly variables: Readonly<Record<string, unknown>>;
  /** Resources the caller gives beside what is stored. */
  readonly data: readonly Resource[];
}

/** Most resources of a patient without a case that are looked at. */
const MOST = 1000;

/** The question, answered from what its caller may see: an expression of a plan reads whatever it is given. */
export type ApplyPlan = (question: ApplyQuestion, records: SeenRecords) => Promise<Applied>;

/** Builds the operation; what R4 says of elements is read once. */
export function createApplyPlan(ports: Ports): ApplyPlan {
  const findRule = createElementRules();
  return (question, records) => applyPlan(question, records, ports, findRule);
}

async function applyPlan(
  question: ApplyQuestion,
  records: SeenRecords,
  ports: Ports,
  findRule: FindRule,
): Promise<Applied> {
  const { plan: source, variables } = question;
  const resource = source.kind === 'inline' ? source.resource : await storedPlan(source, ports);
  const issues = source.kind === 'inline' ? ports.validator.validate(resource) : [];
  if (hasErrors(issues)) return { kind: 'refused', issues };
  const plan = readPlan(resource);
  const subject = await readNamed(question.subject, 'subject', records);
  const [encounter, practitioner, organization, definition, about] = await Promise.all([
    optional(question.encounter, 'encounter', records),
    optional(question.practitioner, 'practitioner', records),
    optional(question.organization, 'organization', records),
    findDefinitions(plan, ports),
    knownAbout(question, subject, records, ports),
  ]);
  return apply({
    plan,
    subject,
    known: about.known,
    ...(encounter && { encounter }),
    ...(practitioner && { practitioner }),
    ...(organization && { organization }),
    variables,
    ground: about.ground,
    now: ports.clock.now(),
    zone: ports.pathway.zone,
    definition,
    findRule,
    memberOf: (valueSet, system, code) => ports.validator.terminology().memberOf(valueSet)?.(system, code),
    validate: (made, profiles) => ports.validator.validate(made, profiles && { profiles }),
    fillRole: (code) => about.view && fillRole(code, about.view, ports)?.reference,
    service: (code) => about.view && fillRole(code, about.view, ports)?.service,
    moment: about.moment,
  });
}

function readPlan(resource: object): Extract<Definition, { resourceType: 'PlanDefinition' }> {
  const read = readDefinition(resource);
  if (read?.resourceType === 'PlanDefinition') return read;
  throw new GatewayError('LENKE_OPERATION_INPUT', {
    parameter: 'planDefinition',
    reason: 'a PlanDefinition is needed.',
  });
}

async function optional(
  reference: Ref | undefined,
  parameter: string,
  records: SeenRecords,
): Promise<Resource | undefined> {
  return reference === undefined ? undefined : readNamed(reference, parameter, records);
}

/** A resource a parameter names; LENKE_OPERATION_INPUT when it is not here, or not for this caller. */
async function readNamed(
  reference: Ref,
  parameter: string,
  records: SeenRecords,
): Promise<Resource & { readonly id: string }> {
  const [type = '', id = ''] = reference.split('/');
  const stored = await records.read(type, id);
  if (!stored || stored.deleted)
    throw new GatewayError('LENKE_OPERATION_INPUT', { parameter, reason: 'there is no such resource here.' });
  return JSON.parse(stored.content) as Resource & { readonly id: string };
}

interface About {
  readonly known: readonly Resource[];
  readonly ground: object | null;
  readonly view: CaseView | undefined;
  readonly moment: CaseGround['moment'];
}

/** Without a case there is nothing to count from. */
const NO_MOMENT = (): undefined => undefined;

/** Her case when she has one, else what is in her compartment: of both what the caller may see. */
async function knownAbout(
  question: ApplyQuestion,
  subject: Resource,
  records: SeenRecords,
  ports: Ports,
): Promise<About> {
  const whose = await caseOf(ports, undefined, question.subject);
  const { pathway, directory, clock } = ports;
  if (!whose) {
    const page = await records.compartment({
      of: question.subject,
      members: patientCompartment(),
      types: undefined,
      since: undefined,
      count: MOST,
    });
    const stored = page.members.map(({ content }) => JSON.parse(content) as Resource);
    return {
      known: together([subject], stored, question.data),
      ground: null,
      view: undefined,
      moment: NO_MOMENT,
    };
  }
  const resources = await seenCase(whose.case, question.subject, records, ports);
  const known = together([subject], resources, question.data);
  const view = viewCase(whose.case, known, [], pathway.parameters, pathway.zone);
  if (!view) return { known, ground: null, view, moment: NO_MOMENT };
  const addressOf = (role: string) => addresseeFor(role, view, directory, clock.now());
  const input = { pathway, view, now: clock.now(), system: codeSystem, addressOf };
  return { known, view, ...caseGround(input, question.subject) };
}

/** The case as the caller may see it, in the order it is kept in. */
async function seenCase(
  caseRef: Ref,
  subject: Ref,
  records: SeenRecords,
  { store }: Ports,
): Promise<readonly Resource[]> {
  const all = await store.records.caseBundle(caseRef, { near: [subject] });
  const names = all.flatMap(({ resourceType, id }) => parseRef(`${resourceType}/${String(id)}`) ?? []);
  const seen = await records.readMany(names);
  const contents = new Map(seen.map(({ type, id, content }) => [`${type}/${id}`, content]));
  return names.flatMap((name) => {
    const content = contents.get(name);
    return content === undefined ? [] : [JSON.parse(content) as Resource];
  });
}

/** Each once; what the caller gives stands for what is stored under the same id. */
function together(...lists: readonly (readonly Resource[])[]): readonly Resource[] {
  const all = lists.flat();
  const byReference = new Map(
    all.flatMap((one) => (one.id === undefined ? [] : [[`${one.resourceType}/${one.id}`, one]])),
  );
  return [...byReference.values(), ...all.filter(({ id }) => id === undefined)];
}

/** `a|b` is the first that exists; a key of services stands for its roles. */
function fillRole(code: string, view: CaseView, { pathway, directory, clock }: Ports): Addressee | undefined {
  const roles = code.split('|').flatMap((name) => pathway.services[name] ?? [name]);
  return roles
    .map((role) => addresseeFor(role, view, directory, clock.now()))
    .find((found) => found !== undefined);
}
