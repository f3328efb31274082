// Who is who? Organizations, HealthcareServices and Endpoints from mappings/network become recipients that can be found.

import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { SchemaObject } from 'ajv';
import { parseRecipientId, type RecipientId, type Ref } from '../domain/identity.ts';
import type { Recipient, WireFormat } from '../domain/recipient.ts';
import { type DataFile, readDataFile } from '../fhir/yaml-file.ts';
import { narrowness, type Seeker } from './fits.ts';
import { coverageOf, readService, type Service } from './service.ts';

/** A reference as it stands in a resource: literal, logical, or both. */
export interface PartyReference {
  readonly reference?: string;
  readonly identifier?: { readonly system?: string; readonly value?: string };
}

/** Everybody the gateway knows. */
export interface Directory {
  readonly recipients: readonly Recipient[];
  /** The resources behind them, to be kept as records so that references to them resolve. */
  readonly resources: readonly { readonly resourceType: string; readonly id: string }[];
  byId(id: string): Recipient | undefined;
  /** The recipient a reference points at, by literal reference or identifier. */
  byReference(reference: PartyReference): Recipient | undefined;
  /**
   * Who fills a role for somebody: who is there for her municipality before who is there for all, and among them who is there
   * for her age and address before who takes everybody. What is not known of her narrows nothing.
   */
  byRole(role: string, seeker: Seeker): Recipient | undefined;
  /** Services one can be sent to or can turn to: those of the recipients, and the offers. */
  readonly services: readonly Service[];
}

interface Entry {
  id: string;
  roles: string[];
  retryClass?: string;
  credential?: string;
  timeoutMs?: number;
  resources: { resourceType: string; id: string; [key: string]: unknown }[];
}

interface NetworkFile {
  recipients?: Entry[];
  offers?: Entry['resources'];
}

/** JSON Schema of mappings/network/*.yaml. */
export const NETWORK_SCHEMA: SchemaObject = {
  type: 'object',
  minProperties: 1,
  additionalProperties: false,
  properties: {
    // HealthcareServices that are found, not sent to: what there is to get help from.
    offers: {
      type: 'array',
      items: {
        type: 'object',
        required: ['resourceType', 'id', 'active', 'name', 'providedBy', 'category', 'characteristic'],
        properties: {
          resourceType: { const: 'HealthcareService' },
          id: { type: 'string' },
          active: { type: 'boolean' },
          name: { type: 'string' },
        },
      },
    },
    recipients: {
      type: 'array',
      items: {
        type: 'object',
        required: ['id', 'roles', 'resources'],
        additionalProperties: false,
        properties: {
          id: { type: 'string', pattern: '^[a-z0-9][a-z0-9-]{0,63}$' },
          roles: { type: 'array', minItems: 1, items: { type: 'string' } },
          retryClass: { type: 'string' },
          credential: { type: 'string' },
          timeoutMs: { type: 'integer', minimum: 100, maximum: 120_000 },
          resources: {
            type: 'array',
            minItems: 1,
            items: {
              type: 'object',
              required: ['resourceType', 'id'],
              properties: {
                resourceType: { enum: ['Organization', 'HealthcareService', 'Endpoint', 'Location'] },
                id: { type: 'string' },
              },
            },
          },
        },
      },
    },
  },
};

/** How an Endpoint's connectionType is spoken to. */
const FORMATS: Readonly<Record<string, WireFormat>> = {
  'hl7-fhir-rest': 'fhir-transaction',
  'hl7-fhir-msg': 'fhir-message',
};

/** Loads every file of a directory. `{sandbox}` in an address is filled with `sandboxUrl`. */
export function loadDirectory(
  directory: string,
  options: { sandboxUrl: string; retryClass?: string | undefined },
): Directory {
  const files = readdirSync(directory)
    .filter((name) => /\.(ya?ml|json)$/.test(name))
    .toSorted()
    .map((name) => readDataFile<NetworkFile>(join(directory, name), NETWORK_SCHEMA));
  const recipients = files.flatMap((file) =>
    (file.value.recipients ?? []).map((entry, index) => toRecipient(entry, index, file, options)),
  );
  const entries = files.flatMap((file) => file.value.recipients ?? []);
  const offers = files.flatMap((file) => file.value.offers ?? []);
  const byId = new Map(recipients.map((recipient) => [recipient.id as string, recipient]));
  const byKey = new Map(
    recipients.flatMap((recipient) => keysOf(recipient).map((key) => [key, recipient] as const)),
  );
  // An offer is asked for at the organisation that gives it.
  for (const offer of offers) {
    const provider = byKey.get(readService(offer, []).organization);
    if (provider) byKey.set(`HealthcareService/${offer.id}`, provider);
  }
  const own = new Map(
    entries.map(({ id, resources, roles }) => [
      id,
      resources.filter(isService).map((resource) => readService(resource, roles)),
    ]),
  );
  return {
    recipients,
    resources: [...entries.flatMap((entry) => entry.resources), ...offers].map((resource) =>
      fill(resource, options.sandboxUrl),
    ),
    services: [...[...own.values()].flat(), ...offers.map((resource) => readService(resource, []))],
    byId: (id) => byId.get(id),
    byReference: ({ reference, identifier }) =>
      byKey.get(reference ?? '') ?? byKey.get(`${identifier?.system ?? ''}|${identifier?.value ?? ''}`),
    byRole: (role, seeker) =>
      recipients
        .filter((recipient) => recipient.roles.includes(role))
        .flatMap((recipient) => rankOf(recipient, own.get(recipient.id) ?? [], seeker) ?? [])
        .toSorted((one, other) => other.rank - one.rank)[0]?.recipient,
  };
}

interface Ranked {
  readonly recipient: Recipient;
  readonly rank: number;
}

/** How well a recipient fits: being there for her municipality counts more than all that narrows it further. */
function rankOf(
  recipient: Recipient,
  services: readonly Service[],
  seeker: Seeker,
): readonly Ranked[] | undefined {
  // Known by its Organization alone: it is there for all.
  if (services.length === 0) return [{ recipient, rank: 0 }];
  const ranks = services.flatMap((service) => {
    const narrow = narrowness(service, seeker);
    return narrow === undefined ? [] : [narrow + (service.areas.length > 0 ? LOCAL : 0)];
  });
  return ranks.length === 0 ? undefined : [{ recipient, rank: Math.max(...ranks) }];
}

/** More than the criteria of any one service. */
const LOCAL = 100;

function keysOf(recipient: Recipient): readonly string[] {
  return [recipient.organization, ...recipient.services, ...recipient.identifiers];
}

function toRecipient(
  entry: Entry,
  index: number,
  file: DataFile<unknown>,
  options: { sandboxUrl: string; retryClass?: string | undefined },
): Recipient {
  const id = parseRecipientId(entry.id) ?? (entry.id as RecipientId);
  const organization = entry.resources.find((resource) => resource.resourceType === 'Organization');
  if (!organization)
    return file.fail(['recipients', index, 'resources'], `${entry.id} needs an Organization.`);
  const services = entry.resources.filter((resource) => resource.resourceType === 'HealthcareService');
  const endpoint = entry.resources.find(
    (resource) => resource.resourceType === 'Endpoint' && resource['status'] === 'active',
  );
  const format =
    endpoint && FORMATS[String((endpoint['connectionType'] as { code?: string } | undefined)?.code)];
  if (endpoint && !format) {
    return file.fail(
      ['recipients', index, 'resources'],
      `${entry.id} has an Endpoint whose connectionType is not one of ${Object.keys(FORMATS).join(', ')}.`,
    );
  }
  return {
    id,
    name: typeof organization['name'] === 'string' ? organization['name'] : entry.id,
    roles: entry.roles,
    municipalities: services.flatMap(coverageOf),
    organization: `Organization/${organization.id}` as Ref,
    services: services.map((service) => `HealthcareService/${service.id}` as Ref),
    identifiers: entry.resources.flatMap(identifiers),
    retryClass: options.retryClass ?? entry.retryClass ?? 'default',
    ...(endpoint &&
      format && {
        endpoint: {
          format,
          address: address(String(endpoint['address']), options.sandboxUrl),
          timeoutMs: entry.timeoutMs ?? 10_000,
          ...(entry.credential !== undefined && { credential: entry.credential }),
        },
      }),
  };
}

function isService({ resourceType }: { readonly resourceType: string }): boolean {
  return resourceType === 'HealthcareService';
}

function identifiers(resource: Record<string, unknown>): readonly string[] {
  const list = (resource['identifier'] ?? []) as readonly { system?: string; value?: string }[];
  return list.map(({ system, value }) => `${system ?? ''}|${value ?? ''}`);
}

function address(text: string, sandboxUrl: string): string {
  return text.replaceAll('{sandbox}', sandboxUrl).replace(/\/+$/, '');
}

function fill<T extends { resourceType: string; [key: string]: unknown }>(
  resource: T,
  sandboxUrl: string,
): T {
  return resource.resourceType === 'Endpoint'
    ? { ...resource, address: address(String(resource['address']), sandboxUrl) }
    : resource;
}
