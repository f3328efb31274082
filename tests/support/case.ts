// May I have a case without a database? Bundles of the sandbox as the resources a store would give back.

import type { Bundle } from '@medplum/fhirtypes';
import { birth, type BirthOptions, motherCase, type MotherCaseOptions } from '../../src/sandbox/people.ts';
import type { Resource } from '../../src/pathway/case/case-view.ts';

/** Resources of transactions with their references resolved, each at version 1. */
export function resourcesOf(...bundles: readonly Bundle[]): Resource[] {
  const entries = bundles.flatMap(({ entry = [] }) => entry);
  const idOf = (fullUrl: string | undefined) => (fullUrl ?? '').replace('urn:uuid:', '');
  const typeOf = new Map(entries.map(({ fullUrl, resource }) => [fullUrl, resource?.resourceType]));
  const byIdentifier = new Map<string, string>(
    entries.flatMap(({ fullUrl, resource }) =>
      resource?.resourceType === 'Patient'
        ? (resource.identifier ?? []).map(
            ({ system, value }) => [`${system ?? ''}|${value ?? ''}`, idOf(fullUrl)] as const,
          )
        : [],
    ),
  );
  return entries.map(({ fullUrl, resource }) => {
    const text = JSON.stringify({ ...resource, id: idOf(fullUrl), meta: { versionId: '1' } })
      .replaceAll(
        /"reference":"(urn:uuid:[0-9a-f-]+)"/g,
        (_, url: string) => `"reference":"${typeOf.get(url) ?? '?'}/${idOf(url)}"`,
      )
      .replaceAll(
        /"reference":"Patient\?identifier=([^"]+)"/g,
        (_, token: string) => `"reference":"Patient/${byIdentifier.get(token) ?? '?'}"`,
      );
    return JSON.parse(text) as Resource;
  });
}

/** A case at its birth: everything, the episode, and the resources that report the birth. */
export function bornCase(options: { mother?: MotherCaseOptions; birth?: BirthOptions } = {}): {
  resources: Resource[];
  caseRef: `EpisodeOfCare/${string}`;
  triggers: Resource[];
} {
  const reported = birth(options.birth);
  const resources = resourcesOf(motherCase(options.mother), reported);
  const episode = resources.find(
    (resource) =>
      resource.resourceType === 'EpisodeOfCare' && JSON.stringify(resource['type']).includes('"mother"'),
  );
  const triggers = resources.filter((resource) =>
    JSON.stringify(resource['code'] ?? '').includes('pregnancy-outcome'),
  );
  return { resources, caseRef: `EpisodeOfCare/${episode?.id ?? ''}`, triggers };
}
