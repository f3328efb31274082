// Which municipality is meant, and what is known of it? mappings/places.yaml and the list of municipalities (3402).

import type { SchemaObject } from 'ajv';
import { GatewayError } from '../domain/failure.ts';
import { readDataFile } from '../fhir/yaml-file.ts';

export interface TwoTongues {
  readonly nb: string;
  readonly en: string;
}

/** Who coordinates, on what ground. */
export interface CoordinatorRow {
  /** Role of the service; absent: a function no service of the directory stands for. */
  readonly role?: string;
  readonly ground: 'law' | 'agreement' | 'source';
  readonly basis?: string;
  readonly status: 'V' | 'P' | 'U' | 'D';
  readonly source: string;
  readonly says: TwoTongues;
}

/** A place: a municipality, or a country where the data knows none of its municipalities. */
export interface Place {
  readonly number?: string;
  readonly name: string;
  /** The layer that runs here; absent: nobody has said. */
  readonly layer?: string;
  /** The place's own, then those of its legal order. */
  readonly coordinators: readonly CoordinatorRow[];
}

/** Every place that can be asked for. */
export interface Places {
  /** Those with a layer. */
  readonly list: readonly Place[];
  /** By kommunenummer or name, whatever the case. Throws LENKE_PLACE_UNKNOWN. */
  find(text: string): Place;
}

interface PlaceRow {
  number?: string;
  name?: string;
  order?: string;
  layer: string;
  coordinators: CoordinatorRow[];
}

interface PlacesFile {
  orders: Record<string, CoordinatorRow[]>;
  places: PlaceRow[];
}

const text = { type: 'string', minLength: 1 };
const row: SchemaObject = {
  type: 'object',
  required: ['ground', 'status', 'source', 'says'],
  additionalProperties: false,
  properties: {
    role: text,
    ground: { enum: ['law', 'agreement', 'source'] },
    basis: text,
    status: { enum: ['V', 'P', 'U', 'D'] },
    source: text,
    says: {
      type: 'object',
      required: ['nb', 'en'],
      additionalProperties: false,
      properties: { nb: text, en: text },
    },
  },
};
const rows: SchemaObject = { type: 'array', items: row };

/** JSON Schema of mappings/places.yaml. */
export const PLACES_SCHEMA: SchemaObject = {
  type: 'object',
  required: ['orders', 'places'],
  additionalProperties: false,
  properties: {
    orders: { type: 'object', required: ['NO'], additionalProperties: rows },
    places: {
      type: 'array',
      items: {
        type: 'object',
        required: ['layer', 'coordinators'],
        oneOf: [{ required: ['number'] }, { required: ['name'] }],
        additionalProperties: false,
        properties: {
          number: { type: 'string', pattern: '^[0-9]{4}$' },
          name: text,
          order: text,
          layer: text,
          coordinators: rows,
        },
      },
    },
  },
};

/** Loads the places. `municipalities` gives the name of each kommunenummer. Throws LENKE_DATA_FILE. */
export function loadPlaces(path: string, municipalities: ReadonlyMap<string, string>): Places {
  const file = readDataFile<PlacesFile>(path, PLACES_SCHEMA);
  const { orders, places } = file.value;
  const list = places.map((one, at) => {
    const order = orders[one.order ?? 'NO'];
    const name = one.name ?? municipalities.get(one.number ?? '');
    if (!order) return file.fail(['places', at, 'order'], `${one.order ?? ''} is none of the orders.`);
    if (name === undefined) return file.fail(['places', at, 'number'], 'is no municipality of list 3402.');
    return { ...one, name, coordinators: [...one.coordinators, ...order] };
  });
  const others = [...municipalities]
    .filter(([number]) => !list.some((place) => place.number === number))
    .map(([number, name]): Place => ({ number, name, coordinators: orders['NO'] ?? [] }));
  return { list, find: (asked) => find([...list, ...others], asked) };
}

function find(places: readonly Place[], asked: string): Place {
  const wanted = asked.trim().toLocaleLowerCase('nb');
  const found = places.find(
    ({ number, name }) => number === wanted || name.toLocaleLowerCase('nb') === wanted,
  );
  if (!found) throw new GatewayError('LENKE_PLACE_UNKNOWN', { place: asked.slice(0, 60) });
  return found;
}
