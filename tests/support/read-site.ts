// May I look at a gateway as different callers? Callers with tokens, one that sees everything, and what each is answered.

import { type RunningGateway, startRunning } from './running.ts';

/** Callers of the tests: ids of recipients of the sandbox, by the role they are judged by. */
export const READERS: Readonly<Record<string, string>> = {
  fhs: 'fhs',
  fastlege: 'fastlege',
  jordmor: 'jordmor',
  lar: 'lar',
  'kk-pol': 'kk-pol',
  'kk-fode': 'kk-fode',
  nfi: 'nfi',
  habu: 'habu',
  helsestasjon: 'helsestasjon',
  barnevern: 'barnevern',
  nav: 'nav',
  rusteam: 'rusteam',
};

/** A caller of a known role, of an organisation nobody knows. */
export const STRANGER = 'stranger';
/** A caller that sees everything, as tests may. */
export const ADMIN = 'admin';

const tokenOf = (caller: string): string => `token-of-${caller}-for-reading`;

const CALLERS = JSON.stringify([
  ...Object.entries(READERS).map(([id, role]) => ({ id, role, token: tokenOf(id) })),
  { id: STRANGER, role: 'fastlege', organisation: '310009999', token: tokenOf(STRANGER) },
  { id: ADMIN, role: 'test', token: tokenOf(ADMIN), scopes: ['fhir', 'ops'], reads: 'everything' },
]);

export type Json = Record<string, unknown>;

/** What was answered. */
export interface Answered {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
  readonly json: Json;
}

/** A gateway that is looked at. */
export interface ReadSite {
  readonly running: RunningGateway;
  call(
    caller: string,
    method: string,
    path: string,
    body?: unknown,
    headers?: Readonly<Record<string, string>>,
  ): Promise<Answered>;
  /** As `call`, and waits until what follows from it has happened. */
  submit(caller: string, method: string, path: string, body: unknown): Promise<Answered>;
  /** Types, ids and resources of the matches of a search, page by page. */
  all(caller: string, path: string): Promise<readonly Json[]>;
}

/** Starts one. */
export async function startReadSite(settings: Readonly<Record<string, string>> = {}): Promise<ReadSite> {
  // Without the clock's role: deadlines that have passed would add Tasks while a test counts them.
  const running = await startRunning({ LENKE_CALLERS: CALLERS, LENKE_ROLES: 'api,worker', ...settings });
  const call: ReadSite['call'] = async (caller, method, path, body, headers = {}) => {
    const isForm = body instanceof URLSearchParams;
    const type = isForm ? 'application/x-www-form-urlencoded' : 'application/fhir+json';
    const response = await fetch(path.startsWith('http') ? path : `${running.url}/fhir${path}`, {
      method,
      headers: {
        authorization: `Bearer ${tokenOf(caller)}`,
        ...(body !== undefined && { 'content-type': type }),
        ...headers,
      },
      ...(body !== undefined && { body: isForm ? body : JSON.stringify(body) }),
    });
    const text = await response.text();
    const json = text === '' ? {} : (JSON.parse(text) as Json);
    return { status: response.status, headers: response.headers, text, json };
  };
  const submit: ReadSite['submit'] = async (caller, method, path, body) => {
    const answered = await call(caller, method, path, body);
    const events = answered.headers.get('lenke-event')?.split(', ') ?? [];
    for (const event of events) await running.settle(event);
    return answered;
  };
  const all: ReadSite['all'] = async (caller, path) => {
    const found: Json[] = [];
    let next: string | undefined = path;
    while (next !== undefined) {
      const { json } = await call(caller, 'GET', next);
      found.push(...entriesOf(json).map(({ resource }) => resource));
      next = linkOf(json, 'next');
    }
    return found;
  };
  return { running, call, submit, all };
}

/** Entries of a Bundle. */
export function entriesOf(bundle: Json): readonly { readonly resource: Json; readonly search?: Json }[] {
  return (bundle['entry'] ?? []) as { resource: Json; search?: Json }[];
}

/** The address of a link. */
export function linkOf(bundle: Json, relation: string): string | undefined {
  const links = (bundle['link'] ?? []) as { relation: string; url: string }[];
  return links.find((link) => link.relation === relation)?.url;
}

export const referenceOf = (resource: Json): string =>
  `${String(resource['resourceType'])}/${String(resource['id'])}`;
