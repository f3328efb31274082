// Who is talking, in which language, under which ids? What we know about a call before we look at what it wants.

import { randomUUID } from 'node:crypto';
import type { IncomingHttpHeaders } from 'node:http';
import type { Response } from 'express';
import type { Language } from '../domain/language.ts';
import { looksPersonal } from './person-number.ts';

/** Surface of the gateway, as metrics and logs name it. */
export type Surface = 'fhir' | 'ops' | 'health' | 'other';

/** One call. The label is completed when the route is known. */
export interface Call {
  readonly requestId: string;
  readonly correlation: string;
  readonly language: Language;
  readonly startedAt: number;
  readonly label: { surface: Surface; interaction: string; caller: string };
}

/** What Express carries from the first step to the last. */
export interface Locals extends Record<string, unknown> {
  call: Call;
}

export type Reply = Response<unknown, Locals>;

/**
 * Begins a call. Ids of the caller are kept when they are harmless (at most 128 visible characters of a narrow set: they
 * go into logs and headers); otherwise they are made. Languages follow Accept-Language; the API speaks English by default.
 */
export function startCall(headers: IncomingHttpHeaders, startedAt: number): Call {
  const requestId = harmless(headers['x-request-id']) ?? randomUUID();
  return {
    requestId,
    correlation: harmless(headers['x-correlation-id']) ?? requestId,
    language: pickLanguage(headers['accept-language']),
    startedAt,
    label: { surface: 'other', interaction: 'none', caller: '' },
  };
}

function harmless(id: string | readonly string[] | undefined): string | undefined {
  if (typeof id !== 'string' || !/^[A-Za-z0-9._:+/=-]{1,128}$/.test(id)) return undefined;
  return looksPersonal(id) ? undefined : id;
}

const LANGUAGES: Readonly<Record<string, Language>> = { nb: 'nb', no: 'nb', nn: 'nn', en: 'en' };

/** The best of nb, nn and en by the weights of Accept-Language. */
export function pickLanguage(header: string | undefined): Language {
  if (header === undefined) return 'en';
  const wishes = header.split(',', 20).map((part) => {
    const [tag = '', ...rest] = part.trim().toLowerCase().split(';');
    const weight = rest.map((item) => /^\s*q=([\d.]+)/.exec(item)?.[1]).find((found) => found !== undefined);
    return {
      language: LANGUAGES[tag.split('-')[0] ?? ''],
      weight: weight === undefined ? 1 : Number(weight),
    };
  });
  const known = wishes.filter((wish) => wish.language !== undefined && wish.weight > 0);
  return known.toSorted((a, b) => b.weight - a.weight)[0]?.language ?? 'en';
}
