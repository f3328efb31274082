// Do we speak the same format? JSON in and out; everything else is refused by name.

import { GatewayError } from '../domain/failure.ts';

const JSON_TYPES: ReadonlySet<string> = new Set(['application/fhir+json', 'application/json', 'text/json']);
const FORM = 'application/x-www-form-urlencoded';
const PATCHES = ['application/json-patch+json', 'application/merge-patch+json'];
const WILDCARDS: ReadonlySet<string> = new Set(['*/*', 'application/*']);
const FORMATS: ReadonlySet<string> = new Set(['json', 'html', '*/*', ...JSON_TYPES]);

interface Media {
  readonly type: string;
  readonly parameters: Readonly<Record<string, string>>;
}

function readMedia(text: string): Media {
  const [type = '', ...rest] = text.split(';');
  const parameters = rest.map((item) => {
    const [name = '', value = ''] = item.split('=');
    return [name.trim().toLowerCase(), value.trim().replaceAll('"', '').toLowerCase()];
  });
  return { type: type.trim().toLowerCase(), parameters: Object.fromEntries(parameters) };
}

/** A media type as we dare to repeat it. */
function shown(type: string): string {
  return type.replaceAll(/[^\w.+*/ -]/g, '').slice(0, 80) || 'missing';
}

/** Throws LENKE_NOT_ACCEPTABLE unless JSON of FHIR R4 is among what the caller takes; `_format` goes before Accept. */
export function checkAccept(accept: string | undefined, format?: string | null): void {
  if (format) {
    // A `+` that was not encoded arrives as a space.
    const wanted = readMedia(format.replaceAll(' ', '+')).type;
    if (FORMATS.has(wanted)) return;
    throw new GatewayError('LENKE_NOT_ACCEPTABLE', { type: shown(format), expression: 'http._format' });
  }
  if (accept === undefined || accept.trim() === '') return;
  const ok = accept
    .split(',')
    .map(readMedia)
    .some(({ type, parameters }) => {
      if (parameters['q'] !== undefined && Number(parameters['q']) === 0) return false;
      if (parameters['fhirversion'] !== undefined && !/^4\.0(\.1)?$/.test(parameters['fhirversion']))
        return false;
      return JSON_TYPES.has(type) || WILDCARDS.has(type);
    });
  if (!ok) throw new GatewayError('LENKE_NOT_ACCEPTABLE', { type: shown(accept), expression: 'http.accept' });
}

const BODY_TYPES: Readonly<Record<'json' | 'patch' | 'form', ReadonlySet<string>>> = {
  json: JSON_TYPES,
  patch: new Set([...PATCHES, ...JSON_TYPES]),
  form: new Set([FORM]),
};

/** Throws LENKE_MEDIA_TYPE unless a body of this Content-Type can be read: `json`, a `patch`, or a `form` of _search. */
export function checkContentType(contentType: string | undefined, kind: keyof typeof BODY_TYPES): void {
  const { type, parameters } = readMedia(contentType ?? '');
  const known = BODY_TYPES[kind].has(type);
  const utf8 = ['utf-8', 'utf8', undefined].includes(parameters['charset']);
  const version = parameters['fhirversion'];
  if (known && utf8 && (version === undefined || /^4\.0(\.1)?$/.test(version))) return;
  throw new GatewayError('LENKE_MEDIA_TYPE', {
    type: shown(contentType ?? ''),
    accept: [...BODY_TYPES[kind]].join(', '),
    expression: 'http.content-type',
  });
}
