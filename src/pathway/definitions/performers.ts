// Who takes part? Participants of a definition as references: the patient herself, whoever fills the role, or the practitioner at hand.

import type {
  ActivityDefinitionParticipant,
  CodeableConcept,
  PlanDefinitionActionParticipant,
} from '@medplum/fhirtypes';
import type { Resource } from '../case/case-view.ts';
import type { Applying } from './applying.ts';

type Participant = PlanDefinitionActionParticipant | ActivityDefinitionParticipant;

/** Those who are known, each once. A role that nobody fills names nobody: that is no reason not to propose the request. */
export function performersOf(
  participants: readonly Participant[],
  applying: Applying,
): readonly { readonly reference: string }[] {
  const found = participants.flatMap((one) => referenceOf(one, applying) ?? []);
  return [...new Map(found.map((one) => [one.reference, one])).values()];
}

function referenceOf({ type, role }: Participant, { input }: Applying): { reference: string } | undefined {
  if (type === 'patient') return referTo(input.subject);
  if (type !== 'practitioner') return undefined;
  const code = codeOf(role);
  if (code !== undefined) return input.fillRole(code);
  return input.practitioner && referTo(input.practitioner);
}

/** A Reference to a resource that is known by its id; never with a name. */
export function referTo({ resourceType, id }: Resource): { reference: string } {
  return { reference: `${resourceType}/${id ?? ''}` };
}

/** The code a role goes by: its own, else its words. */
export function codeOf(concept: CodeableConcept | undefined): string | undefined {
  return concept?.coding?.find(({ code }) => code !== undefined)?.code ?? concept?.text;
}
