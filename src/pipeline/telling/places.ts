// What of mappings/ is about places? The municipalities, who coordinates in each, and what there is to get help from.

import { join } from 'node:path';
import { volvenNames } from '../../fhir/terminology/volven.ts';
import { type Directory, loadDirectory } from '../../network/directory.ts';
import { loadPlaces, type Places } from '../../network/places.ts';

/** Number of the list of municipalities. */
const MUNICIPALITIES = '3402';

/** Places and directory, for who asks about a place without a running gateway. */
export interface PlaceData {
  readonly places: Places;
  readonly directory: Directory;
}

/** Loads the places of a mappings folder. Throws LENKE_DATA_FILE. */
export function loadPlacesOf(mappings: string): Places {
  const names = volvenNames(join(mappings, 'codes', 'volven.yaml'), MUNICIPALITIES);
  return loadPlaces(join(mappings, 'places.yaml'), names);
}

/** Loads places and directory. */
export function loadPlaceData(mappings: string, sandboxUrl: string): PlaceData {
  return {
    places: loadPlacesOf(mappings),
    directory: loadDirectory(join(mappings, 'network'), { sandboxUrl }),
  };
}
