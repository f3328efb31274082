// Which profiles, tags and labels does a resource have, or are in use? $meta on instance, type and system.

import { isExactObject, isResource } from '../../domain/json.ts';
import { readJson } from '../../fhir/json/read.ts';
import type { Answer } from '../answer.ts';
import type { ApiParts } from '../parts.ts';
import { current } from './patch.ts';
import { type FhirRequest, isR4Type, servedType } from './request.ts';

/** Parameters with one Meta: that of the resource, or all that is in use in the type or here. */
export async function meta(parts: ApiParts, request: FhirRequest): Promise<Answer> {
  const found = request.id === undefined ? await inUse(parts, request) : await ofOne(parts, request);
  const parameter = [{ name: 'return', valueMeta: found }];
  return { status: 200, body: JSON.stringify({ resourceType: 'Parameters', parameter }) };
}

async function ofOne(parts: ApiParts, request: FhirRequest): Promise<object> {
  const type = servedType(parts, request.type);
  const { content } = current(await request.eyes.records.read(type, request.id ?? ''), type);
  const { exact } = readJson(Buffer.from(content), { maxDepth: 10_000 });
  const found = isResource(exact) ? exact['meta'] : undefined;
  return isExactObject(found) ? found : {};
}

async function inUse(parts: ApiParts, { type, eyes }: FhirRequest): Promise<object> {
  const types =
    type === undefined
      ? [...parts.types].filter((one) => isR4Type(parts, one)).toSorted()
      : [servedType(parts, type)];
  const labels = await eyes.labels(types);
  return Object.fromEntries(Object.entries(labels).filter(([, list]) => list.length > 0));
}
