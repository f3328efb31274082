// May I have the shipped data? Pathway, law, classes and directory as a gateway loads them.

import { join } from 'node:path';
import { createValidator } from '../../src/fhir/validator/validator.ts';
import { type GatewayData, loadData } from '../../src/pipeline/data.ts';

/** Folder of the shipped mappings. */
export const MAPPINGS = join(import.meta.dirname, '..', '..', 'mappings');

/** The data of a gateway in the Kristiansand layer. */
export function shippedData(): GatewayData {
  return loadData({
    mappings: MAPPINGS,
    layer: 'no-krs',
    sandboxUrl: 'http://127.0.0.1:1',
    retryClass: undefined,
    types: 'pathway',
    everyType: createValidator().types(),
  });
}
