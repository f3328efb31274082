// What does the table of the law give each row? Written down a second time, for a judge who must not ask the one that is judged.

/** Phases of a case: before the birth, around it, after discharge (and after a loss). */
export type TruthPhase = 'PRE' | 'BIRTH' | 'POST';

/** Columns of the table. */
export const CLASSES = ['D1', 'D2', 'D3', 'D4', 'D5', 'D6', 'D7', 'D8', 'D9', 'D10', 'D11'] as const;

/**
 * Rows by phase, a cell per class, as facts/pathway.md 6.3 has them (the project's sources; a test compares them where they are).
 * Never read from mappings/law: if that file said too much, nobody would notice.
 */
const TABLE: Readonly<Record<TruthPhase, Readonly<Record<string, string>>>> = {
  PRE: {
    patient: 'S S S S S S S - S S N',
    partner: 'C C X X X X C - X X X',
    fastlege: 'T T T T T T T - C T N',
    legevakt: 'T T T T T T N - X N X',
    jordmor: 'T T T T T T T - C T N',
    fhs: 'T T T T T T T - C T N',
    helsestasjon: 'T T C X X X C - X X N',
    kk: 'T T T T T T N - C T N',
    nfi: 'T T T T T N X - X N X',
    lar: 'T T T T T T T - C T N',
    tsb: 'T|C T|C T|C T|C T|C T|C C - C T N',
    habu: 'C C C C C C X - X X X',
    abup: 'C C C C C C X - X X X',
    dps: 'T|C T|C T|C T|C T|C T|C C - X N X',
    rusteam: 'T|C|L1 T|C|L1 T|C|L1 T|C|L1 T|C|L1 T|C|L1 T|C - X T|L5 N',
    'oppf-rus': 'T|C T|C T|C T|C T|C T|C T|C - X T|L5 N',
    nav: 'C|A C C|A X X X C - X N X',
    ke: 'C X C X X X C - X X X',
    barnevern: 'C|L4 C C C C C C - S-own C|L4 X',
    bhn: 'L5 L5 L5 L5 L5 L5 L5 - L5 L5 L5',
    ppt: 'X X X X X X X - X X X',
    barnehage: 'X X X X X X X - X X X',
    korus: 'A A A A A A A - A A A',
    'other-bv': 'L6 X L6 X X X X - L6 X X',
  },
  BIRTH: {
    patient: 'S S S S S S S S S S N',
    partner: 'C C X X X X C P X X X',
    fastlege: 'T T T T T T T T C T N',
    jordmor: 'T T T T T T T T C T N',
    fhs: 'T T T T T T T T C T N',
    helsestasjon: 'T T C|P X X X C|P T P|C X N',
    legevakt: 'T T T T T T N T X N X',
    kk: 'T T T T T T N T C T N',
    nfi: 'T T T T T N X T X N X',
    lar: 'T T T T T T T T C T N',
    tsb: 'T|C T|C T|C T|C T|C T|C C X C T N',
    habu: 'T T T N T N X T X X X',
    abup: 'T|C T|C T|C X T|C T|C X T X X X',
    dps: 'T|C T|C T|C T|C T|C T|C C X X N X',
    'oppf-rus': 'T|C T|C T|C T|C T|C T|C T|C C C T|L5 N',
    rusteam: 'T|C T|C T|C T|C T|C T|C T|C C C T|L5 N',
    nav: 'C|A C C|A X X X C C C N X',
    ke: 'C X C X X X C C C X X',
    barnevern: 'C|L2|L3 C|L2|L3 C|L2|L3 C|L3 C|L3 C|L3 C|L2|L3 P|L2|L3 S-own C|L3|L4 C|L3',
    ppt: 'X X X X X X X X X X X',
    barnehage: 'X X X X X X X X X X X',
    bhn: 'L5 L5 L5 L5 L5 L5 L5 L5 L5 L5 L5',
    korus: 'A A A A A A A A A A A',
    'other-bv': 'L6 X L6 X X X L6 L6 L6 X X',
  },
  POST: {
    patient: 'S S S S S S S S S S N',
    'partner-with-parental-responsibility': 'C C X X X X C S P|C X X',
    fastlege: 'T T T T T T T T P|C T N',
    helsestasjon: 'T T C|P X X X C|P T P|C X N',
    fhs: 'T T T|C T|C T|C T|C T T P|C X N',
    fysio: 'T X X X X X X T X X X',
    jordmor: 'T T T T T T T T P|C T N',
    legevakt: 'T T T T T T N T X N X',
    kk: 'T T T T T T N T C X N',
    nfi: 'T T T T T N X T X N X',
    tsb: 'T|C T|C T|C T|C T|C T|C C X C X N',
    dps: 'T|C T|C T|C T|C T|C T|C C X X N X',
    ke: 'C X C X X X C C C X X',
    lar: 'T T T T T T T N C X N',
    habu: 'T T T N T N N T P|C X N',
    abup: 'T T T|C X T|C T|C N T P|C X N',
    rusteam: 'T|C T|C T|C T|C T|C T|C T|C C C X N',
    'oppf-rus': 'T|C T|C T|C T|C T|C T|C T|C C C X N',
    nav: 'C C C X X X C C C N X',
    barnehage: 'P X X X X X X P X X X',
    ppt: 'P X X X X X X P X X X',
    barnevern: 'P|L2|L3 L3 P|L2|L3 P|L3 P|L3 P|L3 P|L2|L3 P|L2|L3 S-own L3|L4 L3',
    'other-bv': 'L6 X L6 X X X L6 L6 L6 X X',
    korus: 'A A A A A A A A A A A',
  },
};

/** Which row a recipient of the sandbox is judged by, where it is not its own id. */
const ROWS: Readonly<Record<string, string>> = {
  hospital: 'kk',
  'kk-pol': 'kk',
  'kk-fode': 'kk',
  'kk-barsel': 'kk',
  stranger: 'fastlege',
};

/** The alternatives of a cell; none for what the table does not know. */
export function cellOf(phase: TruthPhase, recipient: string, dataClass: string): readonly string[] {
  const at = CLASSES.findIndex((one) => one === dataClass);
  const row = TABLE[phase][ROWS[recipient] ?? recipient];
  return at < 0 ? [] : (row?.split(' ')[at]?.split('|') ?? []);
}

/** The table as rows of text, for a comparison with its source. */
export const rowsOf = (phase: TruthPhase): Readonly<Record<string, string>> => TABLE[phase];
