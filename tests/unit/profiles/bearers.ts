// Where in an example does a profile hold? The resource itself, or the parts that carry an extension or an address of ours.

import type { Definition } from '../../../profiles/definitions.ts';
import type { Json } from './locate.ts';

function isJson(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function partsOf(value: unknown): readonly Json[] {
  if (Array.isArray(value)) return value.flatMap(partsOf);
  if (!isJson(value)) return [];
  return [value, ...Object.values(value).flatMap(partsOf)];
}

function profilesOf({ meta }: Json): readonly unknown[] {
  const said = isJson(meta) ? meta['profile'] : [];
  return Array.isArray(said) ? said : [];
}

/** The parts of a resource a profile speaks of; none when it does not follow the profile. */
export function bearers({ kind, type, url, abstract }: Definition, resource: Json): readonly Json[] {
  // An abstract profile holds wherever a profile built on it does; every plan of the examples is of one.
  if (abstract === true) return resource['resourceType'] === type ? [resource] : [];
  if (kind === 'resource') return profilesOf(resource).includes(url) ? [resource] : [];
  if (type === 'Extension') return partsOf(resource).filter((part) => part['url'] === url);
  // The only data type profiled is the address, which every profile with an address uses.
  return type === 'Address' ? [resource['address']].flat().filter(isJson) : [];
}

/** The profile a mutant is held against: of a part, or by an abstract profile, the one its resource says it follows. */
export function profileOf({ kind, url, abstract }: Definition, resource: Json): string {
  return kind === 'resource' && abstract !== true ? (url ?? '') : String(profilesOf(resource)[0]);
}
