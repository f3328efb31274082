// Which FHIRPath facts does the pathway use? Copied from facts/pathway.md, block "facts".

export const FACTS: readonly (readonly [string, string])[] = [
  [
    'pregnant',
    `(Bundle.entry.resource.ofType(Observation).where(code.coding.where(system='http://loinc.org' and code='82810-3').exists() and value.coding.where(code='LA15173-0').exists()).exists() or Bundle.entry.resource.ofType(Condition).where(code.coding.where(system='http://snomed.info/sct' and code='77386006').exists() and clinicalStatus.coding.where(code='active').exists()).exists()) and Bundle.entry.resource.ofType(Observation).where(code.coding.where(system.endsWith('tk-observation') and code='pregnancy-outcome').exists()).empty()`,
  ],
  [
    'delivered',
    `Bundle.entry.resource.ofType(Observation).where(status in ('final' | 'amended' | 'corrected') and code.coding.where(system.endsWith('tk-observation') and code='pregnancy-outcome').exists() and value.coding.where(code in ('livebirth' | 'stillbirth')).exists()).exists()`,
  ],
  [
    'lossEvent',
    `Bundle.entry.resource.ofType(Observation).where(status in ('final' | 'amended' | 'corrected') and code.coding.where(system.endsWith('tk-observation') and code='pregnancy-outcome').exists() and value.coding.where(code in ('miscarriage' | 'abortion' | 'stillbirth')).exists()).exists()`,
  ],
  [
    'larActive',
    `Bundle.entry.resource.ofType(MedicationStatement).where(status='active' and medication.coding.where(system='http://www.whocc.no/atc' and code.startsWith('N07BC')).exists()).exists() or Bundle.entry.resource.ofType(EpisodeOfCare).where(status='active' and type.coding.where(system.endsWith('tk-service') and code='lar').exists()).exists()`,
  ],
  [
    'habitFormingRx',
    `Bundle.entry.resource.ofType(MedicationRequest).where(status='active' and medication.coding.where(system='http://www.whocc.no/atc' and (code.startsWith('N02A') or code.startsWith('N02BF') or code.startsWith('N03AE') or code.startsWith('N05B') or code.startsWith('N05C') or code.startsWith('N06B'))).exists()).exists()`,
  ],
  [
    'screenPositive',
    `Bundle.entry.resource.ofType(Observation).where(status='final' and code.coding.where(system.endsWith('tk-observation') and code='screen-conclusion').exists() and value.coding.where(code in ('possible-risk' | 'increased-risk' | 'high-risk')).exists()).exists()`,
  ],
  [
    'reportedUse',
    `Bundle.entry.resource.ofType(Observation).where(status in ('final' | 'amended' | 'corrected') and code.coding.where(system.endsWith('tk-observation') and code='reported-use').exists() and value=true and effective.toString() >= %ga0 and effective.toString() < %windowEnd).exists()`,
  ],
  [
    'alcoholExposed',
    `Bundle.entry.resource.ofType(Observation).where(status in ('final' | 'amended' | 'corrected') and code.coding.where(system.endsWith('tk-observation') and code='reported-use').exists() and value=true and effective.toString() >= %ga0 and effective.toString() < %windowEnd and component.value.coding.where(system.endsWith('8717') and code='1').exists()).exists()`,
  ],
  [
    'positiveConfirmedAny',
    `Bundle.entry.resource.ofType(Observation).where(status='final' and code.coding.where(system.endsWith('tk-observation') and code='urine-tox-summary').exists() and value.coding.where(code='positive-unexplained').exists() and effective.toString() >= %ga0 and effective.toString() < %windowEnd).exists()`,
  ],
  [
    't23PositiveConfirmed',
    `Bundle.entry.resource.ofType(Observation).where(status='final' and code.coding.where(system.endsWith('tk-observation') and code='urine-tox-summary').exists() and value.coding.where(code='positive-unexplained').exists() and effective.toString() >= %t2Start and effective.toString() < %windowEnd).exists()`,
  ],
  [
    't23Unconfirmed',
    `Bundle.entry.resource.ofType(Observation).where(status='preliminary' and code.coding.where(system.endsWith('tk-observation') and code='urine-tox-summary').exists() and value.coding.where(code.startsWith('positive')).exists() and effective.toString() >= %t2Start and effective.toString() < %windowEnd).exists()`,
  ],
  [
    't23NegativeCount',
    `Bundle.entry.resource.ofType(Observation).where(status='final' and code.coding.where(system.endsWith('tk-observation') and code='urine-tox-summary').exists() and value.coding.where(code in ('all-negative' | 'positive-explained')).exists() and effective.toString() >= %t2Start and effective.toString() < %windowEnd).count()`,
  ],
  [
    't23ReportedUse',
    `Bundle.entry.resource.ofType(Observation).where(status in ('final' | 'amended' | 'corrected') and code.coding.where(system.endsWith('tk-observation') and code='reported-use').exists() and value=true and effective.toString() >= %t2Start and effective.toString() < %windowEnd).exists()`,
  ],
  [
    't23ReportedNone',
    `Bundle.entry.resource.ofType(Observation).where(status in ('final' | 'amended' | 'corrected') and code.coding.where(system.endsWith('tk-observation') and code='reported-use').exists() and value=false and effective.toString() >= %t2Start and effective.toString() < %windowEnd).exists()`,
  ],
  [
    'cleanTwoTrimesters',
    '%larActive.not() and %t23PositiveConfirmed.not() and %t23Unconfirmed.not() and %t23ReportedUse.not() and %t23PethPositive.not() and %t23ReportedNone and %t23NegativeOk and %t23GapOk',
  ],
  [
    'newbornPositive',
    `Bundle.entry.resource.ofType(Observation).where(status='final' and code.coding.where(system.endsWith('tk-observation') and code='newborn-tox-summary').exists() and value.coding.where(code='positive-unexplained').exists()).exists()`,
  ],
  [
    'nasSigns',
    `Bundle.entry.resource.ofType(Observation).where(code.coding.where(system.endsWith('tk-observation') and code='nas-total').exists()).value.ofType(integer).where($this >= 8).exists()`,
  ],
  [
    'exposed',
    '%larInPregnancy or %reportedUse or %positiveConfirmedAny or %alcoholExposed or %newbornPositive or %pethPositive',
  ],
  ['programmeIncluded', '%exposed or %inclusionDecided'],
  ['exposurePossible', '%exposed.not() and (%habitFormingRx or %t23Unconfirmed)'],
  ['needsNfi', '%larActive or %t23PositiveConfirmed or %t23ReportedUse'],
  [
    'consentBarnevern',
    `Bundle.entry.resource.ofType(Consent).where(status='active' and provision.provision.where(type='permit' and actor.role.coding.where(system.endsWith('tk-role') and code='barnevern').exists() and action.coding.where(code='disclose').exists()).exists()).exists()`,
  ],
  [
    'bvDeclined',
    `Bundle.entry.resource.ofType(Observation).where(code.coding.where(system.endsWith('tk-observation') and code='bv-contact-answer').exists() and value.coding.where(code='declined').exists()).exists()`,
  ],
  [
    'bvCaseKnown',
    `Bundle.entry.resource.ofType(EpisodeOfCare).where(status='active' and type.coding.where(system.endsWith('tk-service') and code='barnevern').exists()).exists()`,
  ],
  [
    'coordinatorActive',
    `Bundle.entry.resource.ofType(CareTeam).where(status='active').participant.where(role.coding.where(system.endsWith('tk-role') and code='coordinator').exists() and period.end.empty()).count() = 1`,
  ],
  [
    'p103InForce',
    `Bundle.entry.resource.ofType(Flag).where(status='active' and code.coding.where(system.endsWith('tk-flag') and code='hol-10-3').exists()).exists()`,
  ],
  [
    'h32Known',
    `Bundle.entry.resource.ofType(Task).where(code.coding.where(system.endsWith('tk-task') and code='assess-32').exists() and status='completed').exists()`,
  ],
  [
    'voluntaryTried',
    `Bundle.entry.resource.ofType(CarePlan).activity.where(detail.code.coding.where(system.endsWith('tk-measure')).exists() and (detail.status in ('completed' | 'stopped' | 'cancelled')) and progress.exists()).exists()`,
  ],
  [
    'urineAgreement',
    `Bundle.entry.resource.ofType(Consent).where(status='active' and category.coding.where(system.endsWith('tk-consent-category') and code='urine-control').exists()).exists()`,
  ],
  [
    'minorChildren',
    `Bundle.entry.resource.ofType(RelatedPerson).where(active=true and relationship.coding.where(code='barn').exists()).exists()`,
  ],
  [
    'partnerKnown',
    `Bundle.entry.resource.ofType(RelatedPerson).where(active=true and relationship.coding.where(code in ('ektefelleEllerPartner' | 'far' | 'medmor')).exists()).exists()`,
  ],
  [
    'multiplePregnancy',
    `Bundle.entry.resource.ofType(Observation).where(code.coding.where(system.endsWith('tk-observation') and code='fetus-count').exists()).value.ofType(integer).where($this > 1).exists()`,
  ],
  [
    'mentalHealthConcern',
    `Bundle.entry.resource.ofType(Condition).where(category.coding.where(system.endsWith('tk-concern') and code='mental-health').exists()).exists()`,
  ],
];
