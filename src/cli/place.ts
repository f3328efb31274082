// Who coordinates in this municipality, and what is there to get help from? `lenke pathways coordinator` and `offers`.

import { writeFileSync } from 'node:fs';
import { GatewayError } from '../domain/failure.ts';
import type { Language } from '../domain/language.ts';
import { codeNames, type CodeNames, codesOf } from '../fhir/code-names.ts';
import { type Coordination, coordinationIn, type Coordinator } from '../network/coordination.ts';
import { findOffers, type Offer } from '../network/find-offers.ts';
import type { CoordinatorRow } from '../network/places.ts';
import { GROUND_WORDS, UNKNOWN_TEXTS } from '../network/place-texts.ts';
import { shippedMappings } from '../pipeline/data.ts';
import { createFlowcharts } from '../pipeline/telling/flowchart.ts';
import { loadPlaceData, type PlaceData } from '../pipeline/telling/places.ts';
import type { CliParts } from './gateway.ts';
import { createOutput, type Output, table } from './output.ts';
import { PLACE_WORDS } from './place-texts.ts';

/** Nynorsk readers read bokmål here: the pathway is written in bokmål and English. */
type Tongue = 'nb' | 'en';

interface PlaceOptions {
  readonly json: boolean;
  readonly language: Language;
}

/** What one looks for offers by; all of it may be left out. */
interface OfferOptions {
  readonly need?: string;
  readonly level?: string;
  readonly trait?: string;
  readonly for?: string;
  readonly first?: string;
  readonly age?: string;
  readonly postalCode?: string;
}

/** `lenke pathways coordinator <kommune>`: who, how one reaches them, on what ground, and what is not known. */
export function showCoordinator(parts: CliParts, asked: string, options: PlaceOptions): number {
  const { places, directory } = placeData(parts);
  const found = coordinationIn(places.find(asked), directory.services);
  const output = createOutput(options);
  if (options.json) output.json(found);
  else tell(found, output, tongueOf(options.language));
  return 0;
}

/** `lenke pathways offers <kommune>`: by need and level, the closest first. Exit code 1 when there is nothing. */
export function showOffers(parts: CliParts, asked: string, options: PlaceOptions & OfferOptions): number {
  const { places, directory } = placeData(parts);
  const { number } = places.find(asked);
  const { need, level, trait, for: who, first, age, postalCode } = options;
  refuseUnknownNeed(need);
  const offers = findOffers(directory.services, {
    ...(number !== undefined && { municipality: number }),
    ...(need !== undefined && { need }),
    ...(level !== undefined && { level }),
    ...(trait !== undefined && { trait }),
    ...(who !== undefined && { who }),
    ...(first !== undefined && { first }),
    ...(age !== undefined && { age: Number(age) }),
    ...(postalCode !== undefined && { postalCode }),
    on: new Date().toISOString().slice(0, 10),
  });
  const output = createOutput(options);
  if (options.json) output.json({ items: offers });
  else if (offers.length === 0) output.note(PLACE_WORDS[tongueOf(options.language)].none);
  else output.line(offerTable(offers, codeNames(), tongueOf(options.language)));
  return offers.length === 0 ? 1 : 0;
}

/** A slip in the code must not read as: there is no help. */
function refuseUnknownNeed(need: string | undefined): void {
  const known = codesOf('tk-need');
  if (need === undefined || known.includes(need)) return;
  throw new GatewayError('LENKE_NEED_UNKNOWN', { code: need, system: 'tk-need', known: known.join(', ') });
}

/** `lenke pathways flowchart <kommune>`: the page on stdout or in a file; `states` gives the page of the machines. */
export function writeFlowchart(
  parts: CliParts,
  asked: string,
  options: { readonly out?: string; readonly language: Language },
): number {
  const { mappings, sandboxUrl } = parts.loadConfig();
  const pages = createFlowcharts(mappings ?? shippedMappings(), sandboxUrl);
  const page = asked === 'states' ? pages.states(options.language) : pages.flowchart(asked, options.language);
  if (options.out === undefined) process.stdout.write(page);
  else writeFileSync(options.out, page);
  return 0;
}

function placeData(parts: CliParts): PlaceData {
  const { mappings, sandboxUrl } = parts.loadConfig();
  return loadPlaceData(mappings ?? shippedMappings(), sandboxUrl);
}

function tongueOf(language: Language): Tongue {
  return language === 'en' ? 'en' : 'nb';
}

function tell({ place, coordinators, unknown }: Coordination, output: Output, tongue: Tongue): void {
  const words = PLACE_WORDS[tongue];
  output.line(`${place.name}${place.number === undefined ? '' : ` (${place.number})`}`);
  if (place.layer !== undefined) output.line(`${words.layer}: ${place.layer}`);
  for (const one of coordinators) tellOne(one, output, tongue);
  if (unknown.length > 0) output.line();
  for (const one of unknown) output.line(`${words.unknown}: ${UNKNOWN_TEXTS[one][tongue]}`);
}

function tellOne({ service, says, unknown, ...row }: Coordinator, output: Output, tongue: Tongue): void {
  const words = PLACE_WORDS[tongue];
  output.line();
  output.line(says[tongue]);
  if (service) output.line(`  ${words.who}: ${service.name}`);
  for (const { system, value } of service?.contacts ?? [])
    output.line(`  ${words.reach}: ${value} (${system})`);
  if (service?.verified !== undefined) output.line(`  ${words.verified}: ${service.verified}`);
  output.line(`  ${words.ground}: ${groundOf(row, tongue)}`);
  for (const one of unknown) output.line(`  ${words.unknown}: ${UNKNOWN_TEXTS[one][tongue]}`);
}

function groundOf({ ground, basis, source }: Omit<CoordinatorRow, 'says'>, tongue: Tongue): string {
  return `${GROUND_WORDS[ground][tongue]}${basis === undefined ? '' : ` ${basis}`} (${source})`;
}

function offerTable(offers: readonly Offer[], names: CodeNames, tongue: Tongue): string {
  const words = PLACE_WORDS[tongue];
  const named = (codes: readonly string[]) => codes.map((code) => names(code, tongue)).join(', ');
  return table([
    [words.level, words.offer, words.need, words.terms, words.reach, words.verified],
    ...offers.map(({ name, levels, needs, traits, hints, contacts, verified }) => [
      named([...levels, ...traits]),
      name,
      named(needs),
      hints.map((one) => `${names(one.criterion, tongue)} (${words[one.answer]})`).join(', ') || '–',
      contacts.map(({ value }) => value).join(', ') || '–',
      verified ?? '–',
    ]),
  ]);
}
