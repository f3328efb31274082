// Who answers a referral? The pretend system: it sets its Task and tells the gateway, as a person there would.

import { setTimeout as sleep } from 'node:timers/promises';
import { GatewayError } from '../domain/failure.ts';
import { isObject, objects, text } from '../domain/json.ts';
import type { Json } from '../exchange/contract.ts';
import { tokensOf } from '../exchange/fhir/identify.ts';
import { UUID_SYSTEM } from './parts.ts';
import type { SandboxStore, Stored } from './store.ts';

/** Where and how a system answers. */
export interface ReplyTarget {
  /** FHIR base of the gateway. */
  readonly url: string;
  readonly token?: string;
  /** Status it gives every referral by itself; absent: only what a person sets is told. */
  readonly status?: string;
  readonly delayMs: number;
}

/** What a system told the gateway, and what the gateway said to it. */
export interface Told {
  readonly status: string;
  /** HTTP status; 0: no connection. */
  readonly answered: number;
}

/** Answers referrals. */
export interface Replier {
  set(target: ReplyTarget | undefined): void;
  /** Resources came from the gateway: a new referral is answered. */
  arrived(written: readonly Stored[], store: SandboxStore): void;
  /** A person here changed a Task: the gateway is told. */
  decided(task: Stored): void;
  readonly told: readonly Told[];
}

/** The gateway's Task: by the id it gave us, else by the referral it is about. */
type TaskAddress = { readonly task: string } | { readonly request: string };

/** Waits before the tries after the first. */
const AGAIN_MS = [200, 1000, 5000] as const;
const TIMEOUT_MS = 5000;

/** Reads `{"url", "token"?, "status"?, "delayMs"?}`; `{}` or `null` ends the answering. */
export function readReplyTarget(body: unknown): ReplyTarget | undefined {
  const given = isObject(body) ? body : {};
  const url = text(given['url']);
  if (url === undefined) return undefined;
  if (!URL.canParse(url))
    throw new GatewayError('LENKE_OPS_INPUT', { expression: 'url', reason: 'not a URL' });
  const [token, status] = [text(given['token']), text(given['status'])];
  return {
    url: url.replace(/\/$/, ''),
    ...(token !== undefined && { token }),
    ...(given['status'] === null ? {} : { status: status ?? 'accepted' }),
    delayMs: typeof given['delayMs'] === 'number' ? given['delayMs'] : 0,
  };
}

/** Id the sender gave a resource: the last UUID identifier, which the sending gateway adds. */
function senderId(resource: Json): string | undefined {
  const own = tokensOf(resource).findLast(({ system }) => system === UUID_SYSTEM);
  return own?.value.replace(/^urn:uuid:/, '');
}

/** The Task in this system that asks for a referral to be fulfilled. */
function taskOf(request: Stored, store: SandboxStore): Stored | undefined {
  const reference = `ServiceRequest/${request.resource.id}`;
  return store.list('Task').find(({ resource: { focus, code } }) => {
    const isFulfil = objects(isObject(code) ? code['coding'] : undefined).some(
      (one) => one['code'] === 'fulfill',
    );
    return isFulfil && isObject(focus) && focus['reference'] === reference;
  });
}

async function call(target: ReplyTarget, path: string, init: RequestInit = {}): Promise<Response> {
  const headers = new Headers(init.headers);
  headers.set('accept', 'application/fhir+json');
  headers.set('content-type', 'application/fhir+json');
  if (target.token !== undefined) headers.set('authorization', `Bearer ${target.token}`);
  return fetch(`${target.url}/${path}`, { ...init, headers, signal: AbortSignal.timeout(TIMEOUT_MS) });
}

/** Id of the gateway's Task; undefined when it has none for the referral. */
async function findTask(target: ReplyTarget, address: TaskAddress): Promise<string | undefined> {
  if ('task' in address) return address.task;
  const found = await call(target, `Task?focus=ServiceRequest/${address.request}&code=fulfill`);
  const bundle: unknown = found.ok ? await found.json() : undefined;
  const [entry] = objects(isObject(bundle) ? bundle['entry'] : undefined);
  return isObject(entry?.['resource']) ? text(entry['resource']['id']) : undefined;
}

/** Reads the gateway's Task, sets the status, writes it back unless somebody else wrote in between. */
async function tell(target: ReplyTarget, address: TaskAddress, status: string, at: Date): Promise<number> {
  const id = await findTask(target, address);
  if (id === undefined) return 404;
  const read = await call(target, `Task/${id}`);
  if (!read.ok) return read.status;
  const task: unknown = await read.json();
  const changed = { ...(isObject(task) ? task : {}), status, lastModified: at.toISOString() };
  const version = read.headers.get('etag');
  const written = await call(target, `Task/${id}`, {
    method: 'PUT',
    body: JSON.stringify(changed),
    headers: version === null ? {} : { 'if-match': version },
  });
  return written.status;
}

/** A replier that is silent until it has a target. */
export function createReplier(now: () => Date): Replier {
  let target: ReplyTarget | undefined;
  const told: Told[] = [];

  async function persist(to: ReplyTarget, address: TaskAddress, status: string): Promise<void> {
    let answered = 0;
    for (const wait of [to.delayMs, ...AGAIN_MS]) {
      await sleep(wait, undefined, { ref: false });
      // Somebody else may answer here now, or nobody.
      if (target !== to) return;
      answered = await tell(to, address, status, now()).catch(() => 0);
      if (answered >= 200 && answered < 300) break;
    }
    told.push({ status, answered });
  }

  /** Answers a referral that has just come. */
  function answer(to: ReplyTarget, status: string, request: Stored, store: SandboxStore): void {
    const task = taskOf(request, store);
    const [taskId, requestId] = [task && senderId(task.resource), senderId(request.resource)];
    if (task) store.write({ ...task.resource, status }, task.resource.id);
    if (taskId !== undefined) void persist(to, { task: taskId }, status);
    else if (requestId !== undefined) void persist(to, { request: requestId }, status);
  }

  return {
    told,
    set: (to) => {
      target = to;
    },
    arrived(written, store) {
      const to = target;
      if (to?.status === undefined) return;
      for (const one of written) {
        const isReferral = one.resource.resourceType === 'ServiceRequest' && one.version === 1;
        if (isReferral) answer(to, to.status, one, store);
      }
    },
    decided({ resource }) {
      const id = resource.resourceType === 'Task' ? senderId(resource) : undefined;
      if (target && id !== undefined) void persist(target, { task: id }, String(resource['status']));
    },
  };
}
