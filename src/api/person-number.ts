// Could this text be a person number? For addresses and ids that end up in logs.

/** Systems of Norwegian person numbers: fødselsnummer, D-nummer, felles hjelpenummer. */
const PERSON_SYSTEM = /(?:urn:oid:)?2\.16\.578\.1\.12\.4\.1\.4\.[123](?!\d)/;

/**
 * Eleven digits, as fødselsnummer, D-nummer and hjelpenummer have (also with the space people write). Not between other
 * letters or digits: one in a hundred hexadecimal ids would look like a person.
 */
const PERSON_NUMBER = /(?<![0-9A-Za-z])\d{6} ?\d{5}(?![0-9A-Za-z])/;

const UUID = /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/gi;

/** True for a text that names a system of person numbers, or holds eleven digits that stand by themselves. */
export function looksPersonal(text: string): boolean {
  return PERSON_SYSTEM.test(text) || PERSON_NUMBER.test(text.replaceAll(UUID, ''));
}
