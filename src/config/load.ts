// What are the settings of this run? The only reader of the environment: one frozen Config, or one error naming every problem.

import { createHash } from 'node:crypto';
import type { Caller, CallerScope } from '../domain/caller.ts';
import { GatewayError } from '../domain/failure.ts';
import { parseRecipientId } from '../domain/identity.ts';
import { readAttestations } from './read-attestations.ts';
import { SETTINGS, type Setting, type SettingName } from './settings.ts';

export type Environment = 'sandbox' | 'test' | 'production';
export type Role = 'api' | 'worker' | 'tick';

/** A caller and the SHA-256 (hex) of its token; the token itself is not kept. */
export interface CallerSetting extends Caller {
  readonly tokenSha256: string;
}

/** All settings of a run, checked. */
export interface Config {
  readonly environment: Environment;
  readonly host: string;
  readonly port: number;
  readonly baseUrl: string | undefined;
  readonly roles: ReadonlySet<Role>;
  readonly dataDirectory: string;
  readonly databaseUrl: string | undefined;
  readonly databasePool: number;
  readonly redisUrl: string | undefined;
  readonly types: string;
  readonly updateCreate: 'on' | 'off';
  readonly conditionalDelete: 'single' | 'multiple';
  readonly plans: 'own' | 'stored';
  readonly layer: string;
  readonly mappings: string | undefined;
  readonly callers: readonly CallerSetting[];
  readonly credentials: Readonly<Record<string, string>>;
  readonly sandboxUrl: string;
  readonly maxBodyBytes: number;
  readonly maxEntries: number;
  readonly slowSearchMs: number;
  readonly maxDepth: number;
  readonly bodyTimeoutSeconds: number;
  readonly messageCacheDays: number;
  readonly processConcurrency: number;
  readonly deliverConcurrency: number;
  readonly jobLockMs: number;
  readonly leaseMs: number;
  readonly sweepSeconds: number;
  readonly retryClass: string | undefined;
  readonly language: 'nb' | 'nn' | 'en';
  readonly logLevel: string;
}

type Environ = Readonly<Record<string, string | undefined>>;

/** Reads and checks the settings. Every problem is collected; one of them is enough to start nothing (LENKE_SETTINGS). */
export function loadConfig(overrides: Environ = {}, environ: Environ = process.env): Config {
  const problems: string[] = [];
  const values = { ...environ, ...overrides };
  const raw = (name: SettingName): string | undefined => {
    const setting: Setting = SETTINGS[name];
    const found = values[setting.env];
    const value = found === undefined || found === '' ? setting.fallback : found;
    const problem = value === undefined ? undefined : check(setting, value);
    if (problem !== undefined) problems.push(`${setting.env} ${problem}.`);
    return problem === undefined ? value : setting.fallback;
  };
  const textOf = (name: SettingName): string => raw(name) ?? '';
  const numberOf = (name: SettingName): number => Number(raw(name));

  const config: Config = {
    environment: textOf('environment') as Environment,
    host: textOf('host'),
    port: numberOf('port'),
    baseUrl: raw('baseUrl')?.replace(/\/+$/, ''),
    roles: new Set(
      textOf('roles')
        .split(',')
        .map((role) => role.trim()) as Role[],
    ),
    dataDirectory: textOf('dataDirectory'),
    databaseUrl: raw('databaseUrl'),
    databasePool: numberOf('databasePool'),
    redisUrl: raw('redisUrl'),
    types: textOf('types'),
    updateCreate: textOf('updateCreate') === 'off' ? 'off' : 'on',
    conditionalDelete: textOf('conditionalDelete') === 'multiple' ? 'multiple' : 'single',
    plans: textOf('plans') === 'stored' ? 'stored' : 'own',
    layer: textOf('layer'),
    mappings: raw('mappings'),
    callers: readCallers(raw('callers'), problems),
    credentials: readCredentials(raw('credentials'), problems),
    sandboxUrl: textOf('sandboxUrl').replace(/\/+$/, ''),
    maxBodyBytes: numberOf('maxBodyBytes'),
    maxEntries: numberOf('maxEntries'),
    slowSearchMs: numberOf('slowSearchMs'),
    maxDepth: numberOf('maxDepth'),
    bodyTimeoutSeconds: numberOf('bodyTimeoutSeconds'),
    messageCacheDays: numberOf('messageCacheDays'),
    processConcurrency: numberOf('processConcurrency'),
    deliverConcurrency: numberOf('deliverConcurrency'),
    jobLockMs: numberOf('jobLockMs'),
    leaseMs: numberOf('leaseMs'),
    sweepSeconds: numberOf('sweepSeconds'),
    retryClass: raw('retryClass'),
    language: textOf('language') as Config['language'],
    logLevel: textOf('logLevel'),
  };
  if (config.baseUrl === undefined && !config.roles.has('api'))
    problems.push(`${SETTINGS.baseUrl.env} is needed when ${SETTINGS.roles.env} has no api.`);
  const seeing = config.callers.find(({ reads }) => reads === 'everything');
  if (config.environment === 'production' && seeing)
    problems.push(`${SETTINGS.callers.env} (${seeing.id}) reads everything: not in production.`);
  if (problems.length > 0) {
    throw new GatewayError('LENKE_SETTINGS', { count: problems.length, problems: problems.join(' ') });
  }
  return Object.freeze(config);
}

/** What is wrong with a value of a setting; undefined when nothing is. A secret is not shown. */
export function check(setting: Setting, value: string): string | undefined {
  const { kind } = setting;
  const shown = setting.secret === true ? 'something else' : `"${value}"`;
  switch (kind.kind) {
    case 'integer': {
      const ok = /^\d+$/.test(value) && Number(value) >= kind.min && Number(value) <= kind.max;
      return ok ? undefined : `must be a whole number from ${kind.min} to ${kind.max}, got ${shown}`;
    }
    case 'choice':
      return kind.values.includes(value)
        ? undefined
        : `must be one of ${kind.values.join(', ')}, got ${shown}`;
    case 'list': {
      const wrong = kind.values && value.split(',').find((item) => !kind.values?.includes(item.trim()));
      return wrong === undefined ? undefined : `must be a list of ${kind.values?.join(', ')}, got "${wrong}"`;
    }
    case 'url':
      return isUrl(value, kind.schemes)
        ? undefined
        : `must be an address that begins with ${kind.schemes.map((scheme) => `${scheme}://`).join(' or ')}, got ${shown}`;
    case 'json':
    case 'text':
      return undefined;
  }
}

function isUrl(value: string, schemes: readonly string[]): boolean {
  return schemes.some((scheme) => value.startsWith(`${scheme}://`)) && URL.canParse(value);
}

function readJson(name: string, value: string | undefined, problems: string[]): unknown {
  if (value === undefined) return undefined;
  try {
    return JSON.parse(value);
  } catch {
    problems.push(`${name} must be JSON.`);
    return undefined;
  }
}

const SCOPES: readonly string[] = ['fhir', 'ops'] satisfies CallerScope[];

function readCallers(value: string | undefined, problems: string[]): readonly CallerSetting[] {
  const list = readJson('LENKE_CALLERS', value, problems);
  if (list === undefined) return [];
  if (!Array.isArray(list)) {
    problems.push('LENKE_CALLERS must be a JSON list.');
    return [];
  }
  return list.flatMap((entry: unknown, index) => {
    const caller = readCaller(entry);
    if (typeof caller !== 'string') return [caller];
    problems.push(`LENKE_CALLERS[${index}] ${caller}.`);
    return [];
  });
}

function readCaller(entry: unknown): CallerSetting | string {
  if (typeof entry !== 'object' || entry === null) return 'must be an object';
  const {
    id,
    token,
    tokenSha256,
    role,
    organisation,
    replyTo,
    scopes = ['fhir'],
    reads,
    attests,
  } = entry as Record<string, unknown>;
  if (typeof id !== 'string' || id === '') return 'needs an id';
  if (typeof role !== 'string' || role === '') return `(${id}) needs a role`;
  const hash = typeof token === 'string' && token.length >= 16 ? sha256(token) : tokenSha256;
  if (typeof hash !== 'string' || !/^[0-9a-f]{64}$/.test(hash)) {
    return `(${id}) needs a token of at least 16 characters, or its tokenSha256 in hex`;
  }
  if (!Array.isArray(scopes) || scopes.some((scope) => !SCOPES.includes(scope))) {
    return `(${id}) scopes must be a list of ${SCOPES.join(', ')}`;
  }
  if (reads !== undefined && reads !== 'everything') return `(${id}) reads is "everything" or absent`;
  const reply = typeof replyTo === 'string' ? parseRecipientId(replyTo) : undefined;
  if (replyTo !== undefined && reply === undefined) return `(${id}) replyTo must be a recipient id`;
  const attested = readAttestations(attests);
  if (typeof attested === 'string') return `(${id}) ${attested}`;
  return {
    id,
    role,
    tokenSha256: hash,
    scopes: scopes as CallerScope[],
    ...(typeof organisation === 'string' && { organisation }),
    ...(reply !== undefined && { replyTo: reply }),
    ...(reads !== undefined && { reads }),
    ...(attested.length > 0 && { attests: attested }),
  };
}

function readCredentials(value: string | undefined, problems: string[]): Readonly<Record<string, string>> {
  const found = readJson('LENKE_CREDENTIALS', value, problems);
  if (found === undefined) return {};
  const ok =
    typeof found === 'object' &&
    found !== null &&
    Object.values(found).every((secret) => typeof secret === 'string');
  if (ok) return found as Record<string, string>;
  problems.push('LENKE_CREDENTIALS must be a JSON object of names and tokens.');
  return {};
}

/** SHA-256 of a token in hex, as callers are kept. */
export function sha256(token: string): string {
  return createHash('sha256').update(token).digest('hex');
}
