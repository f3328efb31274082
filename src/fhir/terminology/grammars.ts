// Is a code valid in the systems that have a grammar or a registry instead of a list?

import { NORWEGIAN_FORMS } from '../norwegian/code-systems.ts';
import { isUcum } from './ucum.ts';

/** True, false, or undefined when it cannot be told here. */
export type CodeTest = (code: string) => boolean | undefined;

/** RFC 5646, 2.1: language with extended ones, script, region, variants (`1996` too), extensions, private use. */
const LANGUAGE =
  /^[A-Za-z]{2,3}(?:-[A-Za-z]{3}){0,3}(?:-[A-Za-z]{4})?(?:-(?:[A-Za-z]{2}|[0-9]{3}))?(?:-(?:[A-Za-z0-9]{5,8}|[0-9][A-Za-z0-9]{3}))*(?:-[A-WY-Za-wy-z0-9](?:-[A-Za-z0-9]{2,8})+)*(?:-x(?:-[A-Za-z0-9]{1,8})+)?$/;

const MIME =
  /^[A-Za-z0-9][\w!#$&^.+-]*\/[A-Za-z0-9][\w!#$&^.+-]*(?:\s*;\s*[\w!#$&^.+-]+=(?:"[^"]*"|[\w!#$&^.+:/-]+))*$/;

type Names = (code: string) => string | undefined;

/** Names of languages or regions; undefined or a throw for what the registry does not have. Made at first use: 2 ms each. */
function namesOf(type: 'language' | 'region'): Names {
  let names: Intl.DisplayNames | undefined;
  return (code) => {
    names ??= new Intl.DisplayNames('en', { type, fallback: 'none' });
    return names.of(code);
  };
}

/** Language tags: the grammar of BCP-47, and the subtag registry as the JavaScript engine carries it (CLDR). */
function languageTest(): CodeTest {
  const languages = namesOf('language');
  const regions = namesOf('region');
  return (code) => {
    if (!LANGUAGE.test(code)) return false;
    // What follows a single letter or digit is an extension, and no region.
    const [language = '', ...rest] = (code.split(/-[A-Za-z0-9]-/)[0] ?? '').split('-');
    const region = rest.find((part) => /^(?:[A-Za-z]{2}|[0-9]{3})$/.test(part));
    try {
      return languages(language) !== undefined && (region === undefined || regions(region) !== undefined);
    } catch {
      return false;
    }
  };
}

/** Remembers the answers for the codes that come again and again; starts over when there are too many of them. */
function remembered(test: CodeTest): CodeTest {
  const answers = new Map<string, boolean | undefined>();
  return (code) => {
    if (answers.has(code)) return answers.get(code);
    if (answers.size >= 1000) answers.clear();
    const answer = test(code);
    answers.set(code, answer);
    return answer;
  };
}

/** ISO 4217 as CLDR lists it, and the funds and metals CLDR leaves out. */
const CURRENCIES: ReadonlySet<string> = new Set([
  ...Intl.supportedValuesOf('currency'),
  ...'BOV CHE CHW CLF COU MXV USN UYI UYW VED XAG XAU XPD XPT XTS XXX XDR XUA XSU XBA XBB XBC XBD SLE'.split(
    ' ',
  ),
]);

/** Systems without a list, by url. */
export const GRAMMARS: ReadonlyMap<string, CodeTest> = new Map<string, CodeTest>([
  ['urn:ietf:bcp:47', remembered(languageTest())],
  // R4 CapabilityStatement.format also takes the short forms.
  ['urn:ietf:bcp:13', (code) => MIME.test(code) || code === 'json' || code === 'xml' || code === 'ttl'],
  ['urn:iso:std:iso:4217', (code) => CURRENCIES.has(code)],
  ['http://unitsofmeasure.org', remembered(isUcum)],
  ...NORWEGIAN_FORMS,
]);
