// Which people and letters does the sandbox have? Everything the demo, the tests and the benchmarks send.

export { isPersonNumber, organisationNumber, personNumber } from './numbers.ts';
export {
  ORGANISATION_SYSTEM,
  ORGANISATIONS,
  organisationIdentifier,
  organisationReference,
  type OrganisationKey,
} from './organisations.ts';
export { PERSON_SYSTEM } from './parts.ts';
export { childIdentifiers, mother, motherPatient, type ChildFacts, type Mother } from './persons.ts';
export { assumedBirthDate, motherCase, SCENARIO_A_GA0, type MotherCaseOptions } from './mother-case.ts';
export {
  birth,
  birthMessage,
  STILLBIRTH,
  TWINS,
  WITHOUT_NUMBER,
  type BirthOptions,
  type BornChild,
} from './birth.ts';
export {
  epikrise,
  objection,
  plan,
  referral,
  type EpikriseOptions,
  type LetterOptions,
  type PlanOptions,
  type ReferralOptions,
} from './letters.ts';
