// What has a person signed? Assessments, orders, decisions and declarations, as mappings/law says where they stand.

import { referenceKeys } from './consents.ts';
import type { ActReader } from './law.ts';

/** A signed act of a person. */
export interface Act {
  /** Name in the law file: `assessment-33`, `order` … */
  readonly name: string;
  /** `Task/<id>`. */
  readonly reference: string;
  readonly patient: string;
  /** Reference of who signed. */
  readonly signer: string;
  /** Recipients it is for; empty: those of the cells its rule acts on. */
  readonly recipients: readonly string[];
  /** Data classes it is for; empty: those of the cells its rule acts on. */
  readonly classes: readonly string[];
  readonly until?: Date;
}

/** Reads the acts of a case. One without a person who signed, or that does not name what it must, is none. */
export function readActs(bundle: object, readers: readonly ActReader[]): readonly Act[] {
  return readers.flatMap((reader) => reader.find(bundle).flatMap((found) => readAct(found, reader)));
}

function readAct(found: unknown, reader: ActReader): readonly Act[] {
  const { resourceType, id } = found as { resourceType?: string; id?: string };
  const [patient] = keysOf(reader.patient(found));
  const signer = keysOf(reader.signer(found)).find(isPerson);
  if (patient === undefined || signer === undefined) return [];
  const [end] = (reader.until?.(found) ?? []).map(String);
  const until = end === undefined ? undefined : new Date(end);
  const act: Act = {
    name: reader.name,
    reference: `${resourceType ?? ''}/${id ?? ''}`,
    patient,
    signer,
    recipients: keysOf(reader.recipients?.(found) ?? []),
    classes: (reader.classes?.(found) ?? []).flatMap(classOf),
    ...(until && { until }),
  };
  const unreadable = until !== undefined && Number.isNaN(until.getTime());
  const missing = reader.names.some((name) => (name === 'until' ? !act.until : act[name].length === 0));
  return unreadable || missing ? [] : [act];
}

/** HPR: identifies a person among health personnel. */
const HPR = 'urn:oid:2.16.578.1.12.4.1.4.4';

function isPerson(key: string): boolean {
  return /^Practitioner(Role)?\//.test(key) || key.startsWith(`${HPR}|`);
}

function keysOf(references: readonly unknown[]): readonly string[] {
  return references.flatMap((reference) => referenceKeys(reference as object));
}

/** `D3` as a code, or as the code of a Coding or CodeableConcept. */
function classOf(value: unknown): readonly string[] {
  if (typeof value === 'string') return [value];
  const { code, coding } = value as { code?: string; coding?: readonly { code?: string }[] };
  return [...(code === undefined ? [] : [code]), ...(coding ?? []).flatMap((one) => one.code ?? [])];
}
