// How do the people of a played life write and read? Through the same door as every caller: accept, nothing around it.

import type { Bundle } from '@medplum/fhirtypes';
import type { Caller } from '../../domain/caller.ts';
import { GatewayError } from '../../domain/failure.ts';
import { isResource, type JsonObject } from '../../domain/json.ts';
import type { Ref } from '../../domain/identity.ts';
import { accept } from '../../pipeline/accept.ts';
import type { Ports } from '../../pipeline/ports.ts';
import type { Submission } from '../../pipeline/submission.ts';
import type { Entry } from './resources.ts';

/** What a person of a life can do. */
export interface Hands {
  /** Writes resources in one transaction. */
  put(...resources: readonly Entry[]): Promise<void>;
  /** Sends what a system would send; each entry keeps the id in its fullUrl, so that a seed gives the same ids. */
  bundle(bundle: Bundle): Promise<void>;
  /** Changes elements of a resource as it stands; nothing when it is not there. */
  change(reference: string, set: object): Promise<void>;
  /** The case as it stands. */
  read(): Promise<readonly JsonObject[]>;
}

/** What came in. */
export interface Taken {
  submissions: number;
  resources: number;
  events: number;
  refused: number;
  withoutCase: number;
}

const CALLER: Caller = { id: 'simulation', role: 'simulation', scopes: ['fhir'] };

/** The hands of the people of one case. */
export function createHands(caseRef: Ref, ports: Ports, taken: Taken): Hands {
  const submit = async (submission: Pick<Submission, 'kind' | 'interactions' | 'places' | 'whole'>) => {
    taken.submissions += 1;
    const id = `simulation-${taken.submissions}`;
    const result = await accept(
      { ...submission, sight: undefined, caller: CALLER, correlation: id, requestId: id },
      ports,
    );
    if (result.kind === 'refused') {
      taken.refused += 1;
      const bad = result.issues.find(({ severity }) => severity === 'error' || severity === 'fatal');
      ports.observe.error({ code: bad?.code, expression: bad?.expression }, 'what was sent is not valid');
      return;
    }
    if (result.kind === 'no-case') taken.withoutCase += 1;
    else {
      taken.events += result.events.length;
      taken.resources += result.results.length;
    }
  };
  const put = (entries: readonly { readonly fullUrl: string; readonly resource: Entry }[]) =>
    submit({
      kind: 'bundle',
      interactions: entries.map(({ fullUrl, resource }) => ({
        kind: 'update',
        resource,
        id: resource.id,
        fullUrl,
      })),
      places: entries.map((_, index) => `Bundle.entry[${index}].resource`),
      whole: bundleOf(entries),
    });
  return {
    put: (...resources) =>
      put(resources.map((resource) => ({ fullUrl: `urn:uuid:${resource.id}`, resource }))),
    bundle: (bundle) => put(entriesOf(bundle)),
    async change(reference, set) {
      const [type = '', id = ''] = reference.split('/');
      const stored = await ports.store.records.read(type, id);
      if (!stored || stored.deleted) return;
      const current: unknown = JSON.parse(stored.content);
      if (!isResource(current)) throw new GatewayError('LENKE_INTERNAL', { correlation: 'simulation' });
      const resource: JsonObject = { ...current, ...set };
      const interactions = [{ kind: 'update' as const, resource, id, ifMatch: stored.version }];
      await submit({ kind: 'rest', interactions, places: [type], whole: resource });
    },
    read: () => ports.store.records.caseBundle(caseRef),
  };
}

function bundleOf(entries: readonly { readonly fullUrl: string; readonly resource: Entry }[]): object {
  return {
    resourceType: 'Bundle',
    type: 'transaction',
    entry: entries.map(({ fullUrl, resource }) => ({
      fullUrl,
      resource,
      request: { method: 'PUT', url: `${resource.resourceType}/${resource.id}` },
    })),
  };
}

function entriesOf(bundle: Bundle): readonly { readonly fullUrl: string; readonly resource: Entry }[] {
  return (bundle.entry ?? []).flatMap(({ fullUrl = '', resource }) =>
    resource ? [{ fullUrl, resource: { ...resource, id: fullUrl.replace(/^urn:uuid:/, '') } }] : [],
  );
}
