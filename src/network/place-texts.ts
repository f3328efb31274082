// How do we say that something about a place is not known, and on what ground something is?

import type { Unknown } from './coordination.ts';
import type { CoordinatorRow, TwoTongues } from './places.ts';

/** A gap, in words: who has to tell, so that it can be filled. */
export const UNKNOWN_TEXTS: Readonly<Record<Unknown, TwoTongues>> = {
  layer: {
    nb: 'hvilket forløp som gjelder her; ingen har lagt det inn i mappings/places.yaml',
    en: 'which pathway runs here; nobody has put it into mappings/places.yaml',
  },
  service: {
    nb: 'hvilken tjeneste det er; den står ikke i tjenesteregisteret',
    en: 'which service it is; it is not in the directory',
  },
  contact: {
    nb: 'hvordan en når tjenesten; ingen kontaktvei er lagt inn',
    en: 'how one reaches the service; no way to contact it is recorded',
  },
  verified: {
    nb: 'når opplysningene sist ble kontrollert',
    en: 'when this was last checked',
  },
  person: {
    nb: 'hvem som har oppgaven i dag; registeret har tjenester, ikke navngitte personer',
    en: 'who has the task today; the directory holds services, not named persons',
  },
  agreement: {
    nb: 'om dette er avtalt; en skriftlig avtale er ikke sett',
    en: 'whether this is agreed; no written agreement was seen',
  },
  basis: {
    nb: 'om lovgrunnlaget er riktig gjengitt; det er ikke kontrollert',
    en: 'whether the legal basis is rendered rightly; it was not verified',
  },
};

/** Grounds, in words. */
export const GROUND_WORDS: Readonly<Record<CoordinatorRow['ground'], TwoTongues>> = {
  law: { nb: 'lov', en: 'law' },
  agreement: { nb: 'avtale', en: 'agreement' },
  source: { nb: 'kilde', en: 'source' },
};
