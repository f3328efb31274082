// What do people do with the drafts and tasks the pathway puts before them? Most of them in time, some never.

import type { JsonObject } from '../../domain/json.ts';
import { isObject, objects } from '../../domain/json.ts';
import { signerOf } from '../organisations.ts';
import type { Hands } from './hands.ts';
import type { Random } from './random.ts';
import { acknowledged } from './resources.ts';

/** One visit to the desk. */
export interface Desk {
  readonly random: Random;
  readonly doneInTime: number;
  readonly reportedToMunicipality: number;
  /** What has been looked at before: nobody decides twice. */
  readonly seen: Set<string>;
}

/** How each kind of request is done, from which statuses. */
const DONE: Readonly<Record<string, { readonly open: readonly string[]; readonly done: string }>> = {
  Task: { open: ['draft', 'requested'], done: 'completed' },
  ServiceRequest: { open: ['draft'], done: 'active' },
  Appointment: { open: ['proposed'], done: 'fulfilled' },
  CarePlan: { open: ['draft'], done: 'active' },
  SupplyRequest: { open: ['active'], done: 'completed' },
};

const OWN = /\/CodeSystem\/tk-(action|task)$/;

/** Looks through the case once; what is done leaves through the door as every write. */
export async function workAtDesk(hands: Hands, now: Date, desk: Desk): Promise<void> {
  const open = (await hands.read()).filter((one) => isOpen(one) && !desk.seen.has(idOf(one)));
  // By code: ids derive from content, and their order would be no order of work.
  for (const resource of open.toSorted((one, other) => keyOf(one).localeCompare(keyOf(other)))) {
    desk.seen.add(idOf(resource));
    if (desk.random.chance(desk.doneInTime)) await doOne(hands, resource, now, desk);
  }
}

/** Messages of a duty, and the event by which their receiver says that it has them. */
const ANSWERED: Readonly<Record<string, string>> = { 'hpl-32': 'E_MSG32_ACK', 'hpl-33': 'E_BV_RECEIPT' };

/** A message of a duty is answered by whom it was for, naming the message: nothing less ends the signer's duty. */
async function doOne(hands: Hands, resource: JsonObject, now: Date, desk: Desk): Promise<void> {
  await hands.change(idOf(resource), doneOf(resource, now, desk));
  const event = codesOf(resource).flatMap(({ code }) => ANSWERED[code] ?? [])[0];
  const [receiver] = objects(resource['recipient']);
  const about = resource['subject'];
  if (event === undefined || !receiver || !isObject(about)) return;
  await hands.put(
    acknowledged({ event, about, message: idOf(resource), receiver, moment: now.toISOString() }),
  );
}

function isOpen(resource: JsonObject): boolean {
  const { resourceType, status } = resource;
  if (resourceType === 'CommunicationRequest') return status === 'draft' || status === 'active';
  return (
    DONE[resourceType]?.open.includes(String(status)) === true &&
    codesOf(resource).some(({ system }) => OWN.test(system))
  );
}

function doneOf(resource: JsonObject, now: Date, desk: Desk): object {
  const moment = now.toISOString();
  switch (resource.resourceType) {
    case 'CommunicationRequest':
      return resource['status'] === 'draft'
        ? { status: 'active', authoredOn: moment }
        : { status: 'completed' };
    case 'Appointment':
      return { status: 'fulfilled', start: moment, end: new Date(now.getTime() + 3_600_000).toISOString() };
    case 'Task':
      return { status: 'completed', lastModified: moment, ...assessmentOf(resource, desk) };
    default:
      return { status: DONE[resource.resourceType]?.done };
  }
}

/** A duty is assessed by a person of the service that was asked: she says whether its criteria are met, and why. */
function assessmentOf(task: JsonObject, desk: Desk): object {
  const duty = codesOf(task).some(({ code }) => code === 'assess-32' || code === 'assess-33');
  if (!duty) return {};
  const valueBoolean = desk.random.chance(desk.reportedToMunicipality);
  return {
    owner: signerOf(isObject(task['owner']) ? task['owner'] : undefined),
    output: [
      { type: { coding: [{ code: 'criteria-met' }] }, valueBoolean },
      { type: { text: 'reasons' }, valueString: 'Syntetisk begrunnelse.' },
    ],
  };
}

function codesOf(resource: JsonObject): readonly { readonly system: string; readonly code: string }[] {
  const concepts = ['code', 'category', 'serviceType', 'itemCodeableConcept'].flatMap((name) =>
    [resource[name]].flat(),
  );
  return concepts
    .filter(isObject)
    .flatMap(({ coding }) => objects(coding))
    .map(({ system, code }) => ({ system: String(system), code: String(code) }));
}

function idOf({ resourceType, id }: JsonObject): string {
  return `${resourceType}/${String(id)}`;
}

function keyOf(resource: JsonObject): string {
  const about = [resource['for'], resource['subject']]
    .filter(isObject)
    .map(({ reference }) => String(reference));
  const owner = isObject(resource['owner']) ? JSON.stringify(resource['owner']) : '';
  return [...codesOf(resource).map(({ code }) => code), ...about, owner, resource.resourceType].join(' ');
}
