// How does a command reach a running gateway? Over /fhir and /ops/v1 like everybody else.

import { GatewayError } from '../domain/failure.ts';
import type { Language } from '../domain/language.ts';

/** A gateway reached over HTTP. */
export interface Client {
  readonly url: string;
  /** GET under /ops/v1; `path` begins with `/`. */
  ops<T>(path: string): Promise<T>;
  post<T>(path: string, body: unknown): Promise<T>;
  /** POST to /fhir; `path` '' is the transaction address. Answers with the body and the ids of the events it set off. */
  submit(
    path: string,
    resource: unknown,
  ): Promise<{ status: number; body: unknown; events: readonly string[] }>;
  put(path: string, resource: unknown): Promise<{ status: number; body: unknown; events: readonly string[] }>;
  read<T>(path: string): Promise<T>;
}

const TIMEOUT_MS = 30_000;

/** A client of the gateway at `url`, told of failures in `language`. What is no answer of a gateway is LENKE_CLIENT_ANSWER {url, status}. */
export function createClient(url: string, token: string | undefined, language: Language = 'en'): Client {
  const call = async (method: string, path: string, body?: unknown): Promise<Response> => {
    const headers: Record<string, string> = {
      Accept: 'application/fhir+json, application/json',
      'Accept-Language': language,
    };
    if (token !== undefined) headers['Authorization'] = `Bearer ${token}`;
    if (body !== undefined)
      headers['Content-Type'] = path.startsWith('/fhir') ? 'application/fhir+json' : 'application/json';
    const init = {
      method,
      headers,
      signal: AbortSignal.timeout(TIMEOUT_MS),
      ...(body !== undefined && { body: JSON.stringify(body) }),
    };
    try {
      return await fetch(url + path, init);
    } catch (cause) {
      throw new GatewayError('LENKE_NO_GATEWAY', { url }, { cause });
    }
  };
  const bodyOf = async (response: Response): Promise<unknown> => {
    const text = await response.text();
    try {
      return text === '' ? undefined : JSON.parse(text);
    } catch (cause) {
      throw new GatewayError('LENKE_CLIENT_ANSWER', { url, status: response.status }, { cause });
    }
  };
  const json = async <T>(response: Response): Promise<T> => {
    const body = (await bodyOf(response)) as T & { title?: string; code?: string };
    if (!response.ok) throw refusal(url, response.status, body);
    return body;
  };
  const write = async (method: string, path: string, resource: unknown) => {
    const response = await call(method, `/fhir${path}`, resource);
    const body = await bodyOf(response);
    if (!response.ok) throw refusal(url, response.status, body);
    const events = (response.headers.get('Lenke-Event') ?? '')
      .split(',')
      .map((id) => id.trim())
      .filter((id) => id !== '');
    return { status: response.status, body, events };
  };
  return {
    url,
    ops: async (path) => json(await call('GET', `/ops/v1${path}`)),
    post: async (path, body) => json(await call('POST', `/ops/v1${path}`, body)),
    submit: (path, resource) => write('POST', path, resource),
    put: (path, resource) => write('PUT', path, resource),
    read: async (path) => json(await call('GET', `/fhir${path}`)),
  };
}

/** A token that is not taken is for who set it; the rest is what the gateway said. */
function refusal(url: string, status: number, body: unknown): GatewayError {
  if (status === 401 || status === 403) return new GatewayError('LENKE_CLIENT_TOKEN', { url, status });
  return new GatewayError('LENKE_CLIENT', { status, reason: reasonOf(body) });
}

/** The sentence of a problem document or OperationOutcome. */
function reasonOf(body: unknown): string {
  const { detail, title, issue } = (body ?? {}) as {
    detail?: string;
    title?: string;
    issue?: { severity?: string; details?: { text?: string }; expression?: string[] }[];
  };
  const first = issue?.find(({ severity }) => severity === 'error' || severity === 'fatal') ?? issue?.[0];
  return detail ?? title ?? [first?.expression?.[0], first?.details?.text].filter(Boolean).join(': ');
}
