// Who takes part in an action, in R4's words? Its owner first, then the others; roles by their codes where they have one.

import type { PlanDefinitionActionParticipant } from '@medplum/fhirtypes';
import type { Action } from '../pathway.ts';

/** Participants of an action; the gateway itself is a device. */
export function participantsOf({ owner, parts }: Action): readonly PlanDefinitionActionParticipant[] {
  const roles = [...(owner === undefined ? [] : [owner]), ...parts.map(({ role }) => role)];
  return roles.map((role) => ({ type: typeOf(role), role: { text: role } }));
}

function typeOf(role: string): 'device' | 'patient' | 'practitioner' {
  if (role === 'system') return 'device';
  return role === 'patient' || role === 'parents' ? 'patient' : 'practitioner';
}
