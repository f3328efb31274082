// How does the pathway of a place look on paper? Loads the layer that runs there, and draws its pages.

import { join } from 'node:path';
import { type CodeNames, codeNames } from '../../fhir/code-names.ts';
import type { Language } from '../../domain/language.ts';
import { coordinationIn } from '../../network/coordination.ts';
import { findOffers } from '../../network/find-offers.ts';
import type { Place } from '../../network/places.ts';
import { type Flow, loadFlow } from '../../pathway/layers/flow.ts';
import { loadPathway } from '../../pathway/layers/load.ts';
import type { Pathway } from '../../pathway/pathway.ts';
import { settle } from '../../pathway/layers/settle.ts';
import { staffing } from '../data.ts';
import { flowchartPage } from './flowchart/flowchart-page.ts';
import { listSteps } from './flowchart/list-steps.ts';
import { statesPage } from './flowchart/states-page.ts';
import type { Tongue } from './flowchart/words.ts';
import { loadPlaceData, type PlaceData } from './places.ts';

/** Pages of a place. */
export interface Flowcharts {
  /** Throws LENKE_PLACE_UNKNOWN. */
  flowchart(place: string, language: Language): string;
  /** The machines are the same in every layer. */
  states(language: Language): string;
}

/** Draws from the mappings of a folder; what is read once is kept. */
export function createFlowcharts(mappings: string, sandboxUrl: string): Flowcharts {
  const kept: { data?: PlaceData; flow?: Flow; names?: CodeNames; layers: Map<string, Layer> } = {
    layers: new Map(),
  };
  const data = () => (kept.data ??= loadPlaceData(mappings, sandboxUrl));
  const flow = () => (kept.flow ??= loadFlow(join(mappings, 'flow.yaml')));
  const names = () => (kept.names ??= codeNames());
  const layerOf = (name: string): Layer => {
    const known = kept.layers.get(name) ?? loadLayer(mappings, name, data());
    kept.layers.set(name, known);
    return known;
  };
  return {
    flowchart: (asked, language) => {
      const place = data().places.find(asked);
      const layer = place.layer === undefined ? undefined : layerOf(place.layer);
      return pageOf(place, layer, { data: data(), flow: flow(), names: names(), tongue: tongueOf(language) });
    },
    states: (language) => {
      const [first] = data().places.list;
      return statesPage(layerOf(first?.layer ?? 'base').pathway.machines, flow(), tongueOf(language));
    },
  };
}

interface Layer {
  readonly pathway: Pathway;
  /** Titles of what nobody in this layer can own. */
  readonly unstaffed: readonly { readonly nb: string; readonly en: string }[];
}

function loadLayer(mappings: string, name: string, { directory }: PlaceData): Layer {
  const whole = loadPathway(join(mappings, 'pathways'), name);
  const pathway = settle(whole, staffing(directory));
  const gone = new Set(pathway.unstaffed.map(({ action }) => action));
  return { pathway, unstaffed: whole.actions.filter(({ id }) => gone.has(id)).map(({ title }) => title) };
}

interface Drawing {
  readonly data: PlaceData;
  readonly flow: Flow;
  readonly names: CodeNames;
  readonly tongue: Tongue;
}

function pageOf(place: Place, layer: Layer | undefined, { data, flow, names, tongue }: Drawing): string {
  const { services } = data.directory;
  const { number } = place;
  const stages = layer
    ? listSteps({
        flow,
        pathway: layer.pathway,
        services,
        municipality: number,
        roleName: (role) => names(role, tongue),
        tongue,
      })
    : [];
  return flowchartPage({
    coordination: coordinationIn(place, services),
    stages,
    unstaffed: layer?.unstaffed.map((title) => title[tongue]) ?? [],
    // Of a place without a number only its own layer is known, and offers are found by number.
    offers: number === undefined ? [] : findOffers(services, { municipality: number }),
    names,
    tongue,
    ...(layer && { version: layer.pathway.version }),
  });
}

/** Nynorsk readers read bokmål here: the pathway is written in bokmål and English. */
function tongueOf(language: Language): Tongue {
  return language === 'en' ? 'en' : 'nb';
}
