// How often does what happen in the region that is played? What the sources count, and assumptions said as such.

/** One share between 0 and 1, and where it is from. */
export interface Share {
  readonly share: number;
  /** A row of facts/pathway.md, or `assumed`: nobody has counted it. */
  readonly from: string;
}

/** The region. None of it says anything about a real place: it decides how much of each kind of life is played. */
export const SHARES = {
  alcoholAndIllegal: { share: 0.54, from: 'S2-34: 31 of the 57 % who had been worried' },
  illegalOnly: { share: 0.33, from: 'S2-34: 19 of 57' },
  stillUsingLater: { share: 0.29, from: 'S2-77: 0.4 % of PEth positive in week 24, 1.4 % in week 12' },
  screenedWithTool: { share: 0.34, from: 'S2-27: 9 % always, 25 % sometimes' },
  hasCoordinator: { share: 0.52, from: 'S2-45: 52 % know of a coordinator' },
  reportedToMunicipality: { share: 0.18, from: 'S2-36: report to the health and care service' },
  lar: { share: 0.08, from: 'assumed' },
  nothingFound: { share: 0.15, from: 'assumed' },
  foundAtBirth: { share: 0.05, from: 'assumed' },
  dated: { share: 0.95, from: 'assumed' },
  consentToBarnevern: { share: 0.3, from: 'assumed' },
  consentWithdrawn: { share: 0.15, from: 'assumed' },
  urineAgreement: { share: 0.5, from: 'assumed' },
  positiveSample: { share: 0.06, from: 'assumed' },
  missedVisit: { share: 0.08, from: 'assumed' },
  lossBeforeBirth: { share: 0.04, from: 'assumed' },
  stillbirth: { share: 0.005, from: 'assumed' },
  twins: { share: 0.015, from: 'assumed' },
  withoutNumber: { share: 0.2, from: 'assumed' },
  childDies: { share: 0.003, from: 'assumed' },
  signsOfWithdrawal: { share: 0.25, from: 'assumed, of children in intensive care' },
  moves: { share: 0.04, from: 'assumed, per year' },
  newGeneralPractitioner: { share: 0.06, from: 'assumed, per year' },
  doneInTime: { share: 0.8, from: 'assumed, per task a person has' },
  receiverAway: { share: 0.02, from: 'assumed, per request' },
} as const satisfies Record<string, Share>;

export type ShareName = keyof typeof SHARES;
export type Shares = Readonly<Record<ShareName, number>>;

/** True for the name of a share. */
export function isShareName(name: string): name is ShareName {
  return Object.hasOwn(SHARES, name);
}

/** The shares of a run. */
export function sharesWith(changed: Partial<Shares> = {}): Shares {
  const names = Object.keys(SHARES).filter(isShareName);
  const usual = Object.fromEntries(names.map((name) => [name, SHARES[name].share]));
  return Object.assign(usual as Record<ShareName, number>, changed);
}
