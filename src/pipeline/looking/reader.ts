// Who is this caller to the law? Its role is the row of the matrix, its organisation is what relations and consents name.

import type { Reader } from '../../disclosure/guard-read.ts';
import type { Caller } from '../../domain/caller.ts';
import type { Directory } from '../../network/directory.ts';

/** Organisation numbers of the Central Coordinating Register for Legal Entities. */
const ORGANISATION_NUMBER = 'urn:oid:2.16.578.1.12.4.1.4.101';

/**
 * The reader a caller is. The directory knows the organisation by the recipient that gets its notices, by its number or by
 * its own id; a caller nobody knows is known by its number alone, and by nothing without one.
 */
export function readerOf(caller: Caller, directory: Pick<Directory, 'byId' | 'byReference'>): Reader {
  const { id, role, organisation, replyTo } = caller;
  const number =
    organisation === undefined ? undefined : { system: ORGANISATION_NUMBER, value: organisation };
  const known =
    directory.byId(replyTo ?? '') ??
    (number ? directory.byReference({ identifier: number }) : undefined) ??
    directory.byId(id);
  const organizations = [
    ...(known ? [known.organization, ...known.services, ...known.identifiers] : []),
    ...(number ? [`${number.system}|${number.value}`] : []),
  ];
  return { id: known?.id ?? id, role, organizations: [...new Set(organizations)] };
}
