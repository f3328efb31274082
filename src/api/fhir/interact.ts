// Who does which interaction? Names to functions, for single calls and for entries of a batch alike.

import { GatewayError, type Facts } from '../../domain/failure.ts';
import { createPatchTools } from '../../fhir/patch/fhirpath-patch.ts';
import type { Answer } from '../answer.ts';
import type { ApiParts } from '../parts.ts';
import type { Interact } from './batch.ts';
import { apply } from './apply.ts';
import { bundle } from './bundle.ts';
import { disclosures } from './disclosures.ts';
import { everything } from './everything.ts';
import { history } from './history.ts';
import { meta } from './meta.ts';
import { capabilities } from './metadata.ts';
import { shownParameter } from './params.ts';
import { processMessage } from './process-message.ts';
import { patch, patchConditional } from './patch.ts';
import { read, vread } from './read.ts';
import type { FhirRequest, Incoming } from './request.ts';
import type { InteractionName } from './routes.ts';
import { search } from './search.ts';
import { createSeal } from './seal.ts';
import { expand, lookup, validateInCodeSystem, validateInValueSet } from './terminology.ts';
import { validate } from './validate.ts';
import { create, remove, removeConditional, update, updateConditional } from './write.ts';

/** Builds the interactions of the FHIR surface. */
export function createInteract(parts: ApiParts): Interact {
  const seal = createSeal(parts.config);
  const tools = createPatchTools();
  const table: Readonly<Record<InteractionName, (request: FhirRequest) => Promise<Answer>>> = {
    capabilities: async () => ({ status: 200, body: JSON.stringify(capabilities(parts)) }),
    bundle: (request) => bundle(parts, request, interact, tools, seal),
    'process-message': (request) => processMessage(parts, request),
    'search-type': (request) => search(parts, request, seal),
    'search-compartment': (request) => search(parts, request, seal),
    'search-system': (request) => search(parts, request, seal),
    create: (request) => create(parts, request),
    update: (request) => update(parts, request),
    'update-conditional': (request) => updateConditional(parts, request),
    patch: (request) => patch(parts, request, tools),
    'patch-conditional': (request) => patchConditional(parts, request, tools),
    delete: (request) => remove(parts, request),
    'delete-conditional': (request) => removeConditional(parts, request),
    'history-system': (request) => history(parts, request, seal),
    'history-type': (request) => history(parts, request, seal),
    'history-instance': (request) => history(parts, request, seal),
    read: (request) => read(parts, request),
    vread: (request) => vread(parts, request),
    meta: (request) => meta(parts, request),
    everything: (request) => everything(parts, request, seal),
    disclosures: (request) => disclosures(parts, request),
    expand: (request) => expand(parts, request),
    'validate-code': (request) => validateInValueSet(parts, request),
    'validate-code-system': (request) => validateInCodeSystem(parts, request),
    apply: (request) => apply(parts, request),
    lookup: (request) => lookup(parts, request),
    validate: (request) => validate(parts, request),
  };
  const interact: Interact = async (interaction, request) => {
    try {
      return await table[interaction](request);
    } catch (error) {
      throw withPlace(error, request.body);
    }
  };
  return interact;
}

/**
 * Every failure gets a place: line and column for an element the store or the pipeline named, the parameter for a search,
 * otherwise the address.
 */
function withPlace(error: unknown, body: Incoming | undefined): unknown {
  if (!(error instanceof GatewayError)) return error;
  const { expression, line, parameter } = error.facts;
  if (line !== undefined) return error;
  if (typeof expression !== 'string') {
    if (typeof parameter !== 'string') return moved(error, { expression: 'http.url' });
    // The name is the caller's own text, and can be anything.
    const named = shownParameter(parameter);
    return moved(error, { parameter: named, expression: `http.${named}` });
  }
  return body && !expression.startsWith('http') ? moved(error, { ...body.locate(expression) }) : error;
}

function moved(error: GatewayError, place: Facts): GatewayError {
  return new GatewayError(error.code, { ...error.facts, ...place }, { cause: error.cause });
}
