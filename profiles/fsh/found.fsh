// What was found: observations, conditions, medication, results, evidence, indicators.

RuleSet: Finding(code)
* insert OneIdentifier
* status MS
* code 1..1 MS
* code = $tk-observation#{code}
* insert AboutPatient
* effective[x] 1..1 MS
* effective[x] only dateTime
* performer MS

Invariant: lenke-obs-1
Description: "A live birth points at the child (focus)."
Expression: "value.coding.where(code = 'livebirth').exists() implies focus.exists()"
Severity: #error

Profile: LenkeOutcome
Parent: Observation
Id: lenke-outcome
Title: "Outcome of the pregnancy"
Description: "How the pregnancy ended, one per fetus, in the mother's record. A live birth opens the child's pathway; a loss cancels everything within seconds (D-07)."
* insert Bokmal([[Utfall av svangerskapet]], [[Hvordan svangerskapet endte, ett per foster, i mors journal. En levende fødsel åpner barnets forløp; et tap avlyser alt innen sekunder (D-07).]])
* obeys lenke-obs-1
* insert Finding(pregnancy-outcome)
* focus 0..1 MS
* focus ^short = "The live-born child | Det levendefødte barnet"
* value[x] 1..1 MS
* value[x] only CodeableConcept
* valueCodeableConcept.coding 1..* 
* valueCodeableConcept.coding ^slicing.discriminator.type = #value
* valueCodeableConcept.coding ^slicing.discriminator.path = "system"
* valueCodeableConcept.coding ^slicing.rules = #open
* valueCodeableConcept.coding contains outcome 1..1 MS
* valueCodeableConcept.coding[outcome] from TkPregnancyOutcomeCodes (required)
* valueCodeableConcept.coding[outcome].system 1..1
* valueCodeableConcept.coding[outcome].system = "https://lenke.example/fhir/CodeSystem/tk-pregnancy-outcome" (exactly)
* valueCodeableConcept.coding[outcome].code 1..1

Profile: LenkeFetusCount
Parent: Observation
Id: lenke-fetus-count
Title: "Number of fetuses"
Description: "How many fetuses the pregnancy has."
* insert Bokmal([[Antall fostre]], [[Hvor mange fostre det er i svangerskapet.]])
* insert Finding(fetus-count)
* value[x] 1..1 MS
* value[x] only integer
* valueInteger ^minValueInteger = 1
* valueInteger ^maxValueInteger = 8

Profile: LenkeExpectedDate
Parent: Observation
Id: lenke-expected-date
Title: "Expected date"
Description: "The expected date of delivery with its method; one authoritative dating per pregnancy (C-11)."
* insert Bokmal([[Termindato]], [[Termindatoen med metoden; én gjeldende datering per svangerskap (C-11).]])
* insert OneIdentifier
* status MS
* code 1..1 MS
* code from LenkeDating (required)
* insert AboutPatient
* effective[x] 1..1
* effective[x] only dateTime
* value[x] 1..1 MS
* value[x] only dateTime
* value[x] ^short = "Expected date | Termindato"
* performer MS

Profile: LenkePregnancyStatus
Parent: Observation
Id: lenke-pregnancy-status
Title: "Pregnancy status"
Description: "That the woman is pregnant."
* insert Bokmal([[Graviditetsstatus]], [[At kvinnen er gravid.]])
* insert OneIdentifier
* status MS
* code 1..1
* code = $loinc#82810-3
* insert AboutPatient
* effective[x] 1..1
* value[x] 1..1 MS
* value[x] only CodeableConcept
* valueCodeableConcept.coding 1..*

Profile: LenkeReportedUse
Parent: Observation
Id: lenke-reported-use
Title: "Use reported by the woman"
Description: "Her own answer, yes or no, with the substance. Alcohol and prescribed habit-forming medicines count (S0-04)."
* insert Bokmal([[Bruk kvinnen har fortalt om]], [[Hennes eget svar, ja eller nei, med rusmiddelet. Alkohol og forskrevne vanedannende legemidler teller med (S0-04).]])
* insert Finding(reported-use)
* value[x] 1..1 MS
* value[x] only boolean
* component MS
* component.code from TkObservationCodes (extensible)
* component.value[x] MS

Profile: LenkeUrineTox
Parent: Observation
Id: lenke-urine-tox-summary
Title: "Urine toxicology, summary"
Description: "One sample read against what is prescribed. Preliminary is not confirmed and is shown as such (D-06); the purpose follows it (D-05)."
* insert Bokmal([[Urinprøve, sammenfatning]], [[Én prøve lest mot det som er forskrevet. Foreløpig er ikke bekreftet og vises slik (D-06); formålet følger med (D-05).]])
* insert Finding(urine-tox-summary)
* value[x] 1..1 MS
* value[x] only CodeableConcept
* value[x] from TkToxResultCodes (required)
* value[x] ^short = "Result | Resultat"
* component 1..* MS
* component ^slicing.discriminator.type = #pattern
* component ^slicing.discriminator.path = "code"
* component ^slicing.rules = #open
* component contains purpose 1..1 MS
* component[purpose] ^short = "Medical or sanction | Medisinsk eller sanksjon"
* component[purpose].code = $tk-observation#sample-purpose
* component[purpose].value[x] 1..1
* component[purpose].value[x] only CodeableConcept
* component[purpose].valueCodeableConcept from TkSamplePurposeCodes (required)

Profile: LenkeNewbornTox
Parent: Observation
Id: lenke-newborn-tox-summary
Title: "Newborn toxicology, summary"
Description: "A sample of the newborn. It tells about the mother too, and is labelled with her class (D-04)."
* insert Bokmal([[Prøve av nyfødt, sammenfatning]], [[En prøve av den nyfødte. Den sier også noe om mor, og er merket med hennes klasse (D-04).]])
* insert Finding(newborn-tox-summary)
* value[x] 1..1 MS
* value[x] only CodeableConcept
* value[x] from TkToxResultCodes (required)

Profile: LenkePeth
Parent: Observation
Id: lenke-peth
Title: "PEth"
Description: "Phosphatidylethanol in blood: alcohol in the weeks before the sample."
* insert Bokmal([[PEth]], [[Fosfatidyletanol i blod: alkohol i ukene før prøven.]])
* insert OneIdentifier
* status MS
* code 1..1
* code.coding 1..*
* code.coding.system = "urn:oid:2.16.578.1.12.4.1.1.7280"
* code.coding.code = #NPU28874
* insert AboutPatient
* effective[x] 1..1
* effective[x] only dateTime
* value[x] 1..1 MS
* value[x] only Quantity
* valueQuantity.value 1..1
* valueQuantity.system 1..1
* valueQuantity.system = "http://unitsofmeasure.org" (exactly)
* valueQuantity.code 1..1
* valueQuantity.code = #umol/L (exactly)

Profile: LenkeExposure
Parent: Observation
Id: lenke-exposure
Title: "Prenatal exposure"
Description: "That the child was exposed and how it is known, not what the woman said or which sample showed it. The basis of the referral to the programme."
* insert Bokmal([[Eksponering i svangerskapet]], [[At barnet ble eksponert og hvordan det er kjent, ikke hva kvinnen sa eller hvilken prøve som viste det. Grunnlaget for henvisningen til programmet.]])
* insert Finding(prenatal-exposure)
* value[x] 1..1 MS
* value[x] only boolean
* component MS
* component.code from TkExposureCodes (required)
* component.code ^short = "How it is known | Hvordan det er kjent"

Profile: LenkeNas
Parent: Observation
Id: lenke-nas-total
Title: "Neonatal abstinence, total score"
Description: "The total of one scoring; the items stay in the ward."
* insert Bokmal([[Neonatal abstinens, totalskår]], [[Summen av én skåring; leddene blir på avdelingen.]])
* insert Finding(nas-total)
* value[x] 1..1 MS
* value[x] only integer
* valueInteger ^minValueInteger = 0
* method MS
* method ^short = "Which instrument | Hvilket skjema"

Profile: LenkeScreenConclusion
Parent: Observation
Id: lenke-screen-conclusion
Title: "Conclusion of a screening"
Description: "What a screening came to, not its answers."
* insert Bokmal([[Konklusjon av en kartlegging]], [[Hva en kartlegging endte med, ikke svarene.]])
* insert Finding(screen-conclusion)
* value[x] 1..1 MS
* value[x] only CodeableConcept
* value[x] from TkScreenResultCodes (required)
* derivedFrom MS

Profile: LenkeBirthWeight
Parent: Observation
Id: lenke-birth-weight
Title: "Birth weight"
Description: "Weight at birth in grams, in the child's record."
* insert Bokmal([[Fødselsvekt]], [[Vekt ved fødselen i gram, i barnets journal.]])
* insert OneIdentifier
* status MS
* code 1..1
* code = $loinc#8339-4
* insert AboutPatient
* effective[x] 1..1
* effective[x] only dateTime
* value[x] 1..1 MS
* value[x] only Quantity
* valueQuantity.value 1..1
* valueQuantity.system 1..1
* valueQuantity.system = "http://unitsofmeasure.org" (exactly)
* valueQuantity.code 1..1
* valueQuantity.code = #g (exactly)

Profile: LenkeContactAnswer
Parent: Observation
Id: lenke-contact-answer
Title: "Answer to contact with child welfare"
Description: "What she answered when asked. Declined is an answer, never a reason for a report by itself (D-08)."
* insert Bokmal([[Svar om kontakt med barnevernet]], [[Hva hun svarte da hun ble spurt. Nei er et svar, aldri en grunn til melding i seg selv (D-08).]])
* insert Finding(bv-contact-answer)
* value[x] 1..1 MS
* value[x] only CodeableConcept
* value[x] from TkBvAnswerCodes (required)

Profile: LenkeSuspicion
Parent: Condition
Id: lenke-suspicion
Title: "Unconfirmed suspicion"
Description: "A concern, stored and shown as unconfirmed to every recipient (D-06)."
* insert Bokmal([[Ubekreftet mistanke]], [[En bekymring, lagret og vist som ubekreftet for hver mottaker (D-06).]])
* verificationStatus 1..1 MS
* verificationStatus = http://terminology.hl7.org/CodeSystem/condition-ver-status#unconfirmed
* category 1..* MS
* category from TkConcernCodes (extensible)
* category ^short = "What the concern is about | Hva bekymringen gjelder"
* insert AboutPatient
* recordedDate 1..1 MS
* recorder 1..1 MS
* asserter MS

Profile: LenkeLarMedication
Parent: MedicationStatement
Id: lenke-lar-medication
Title: "Opioid agonist treatment"
Description: "The medicine and since when. Found in a sample it is expected (C-02)."
* insert Bokmal([[Legemiddelassistert rehabilitering]], [[Legemiddelet og siden når. I en prøve er det ventet (C-02).]])
* insert OneIdentifier
* status MS
* medication[x] only CodeableConcept
* medicationCodeableConcept MS
* medicationCodeableConcept from LenkeLarMedicines (required)
* insert AboutPatient
* effective[x] 1..1 MS
* effective[x] only Period
* effectivePeriod.start 1..1
* dosage MS

Profile: LenkeLarPrescription
Parent: MedicationRequest
Id: lenke-lar-prescription
Title: "Prescription in opioid agonist treatment"
Description: "Dose and who dispenses it, for the hand-over at discharge."
* insert Bokmal([[Forskrivning i LAR]], [[Dose og hvem som utleverer, til overføringen ved utskriving.]])
* status MS
* intent = #order
* medication[x] only CodeableConcept
* medicationCodeableConcept from LenkeLarMedicines (required)
* insert AboutPatient
* authoredOn 1..1 MS
* requester 1..1 MS
* dosageInstruction 1..* MS

Invariant: lenke-rx-1
Description: "The medicine is one of those that may form a habit, by its ATC code: N02A, N02BF, N03AE, N05B, N05C or N06B."
Expression: "medication.ofType(CodeableConcept).coding.where(system = 'http://www.whocc.no/atc' and code.matches('^(N02A|N02BF|N03AE|N05B|N05C|N06B)')).exists()"
Severity: #error

Profile: LenkeHabitFormingPrescription
Parent: MedicationRequest
Id: lenke-habit-forming-prescription
Title: "Prescription of a habit-forming medicine"
Description: "A prescribed medicine other than opioid agonist treatment that may form a habit. Expected in a sample, and a reason to ask whether the child is to be followed (S2-69)."
* insert Bokmal([[Forskrivning av et vanedannende legemiddel]], [[Et forskrevet legemiddel utenom LAR som kan være vanedannende. Ventet i en prøve, og en grunn til å spørre om barnet skal følges opp (S2-69).]])
* obeys lenke-rx-1
* insert OneIdentifier
* status MS
* intent = #order
* medication[x] only CodeableConcept
* medicationCodeableConcept MS
* medicationCodeableConcept ^short = "Medicine by ATC code | Legemiddel med ATC-kode"
* medicationCodeableConcept.coding 1..*
* insert AboutPatient
* authoredOn 1..1 MS
* requester 1..1 MS
* requester ^short = "Who prescribes | Hvem som forskriver"
* reasonCode MS
* dosageInstruction 1..* MS

Invariant: lenke-med-1
Description: "A medicine in use is named by its ATC code."
Expression: "medication.ofType(CodeableConcept).coding.where(system = 'http://www.whocc.no/atc').exists()"
Severity: #error

Profile: LenkeMedicationInUse
Parent: MedicationStatement
Id: lenke-medication-in-use
Title: "Medicine in use"
Description: "What the woman takes besides opioid agonist treatment, as she or her prescriber says; compared with what a sample shows (C-02)."
* insert Bokmal([[Legemiddel i bruk]], [[Det kvinnen bruker utenom LAR, slik hun eller den som forskriver sier det; sammenlignes med det en prøve viser (C-02).]])
* obeys lenke-med-1
* insert OneIdentifier
* status MS
* medication[x] only CodeableConcept
* medicationCodeableConcept MS
* medicationCodeableConcept.coding 1..*
* insert AboutPatient
* effective[x] 1..1 MS
* informationSource 1..1 MS
* informationSource ^short = "Who said so | Hvem som har sagt det"
* reasonCode MS
* dosage MS

Profile: LenkeBriefIntervention
Parent: Procedure
Id: lenke-brief-intervention
Title: "Brief intervention"
Description: "A talk about substances, done and dated; not what was said."
* insert Bokmal([[Kort samtale om rus]], [[En samtale om rusmidler, gjennomført og datert; ikke hva som ble sagt.]])
* status MS
* code 1..1 MS
* code.coding 1..*
* insert AboutPatient
* performed[x] 1..1 MS
* performer 1..* MS

Profile: LenkeEvidence
Parent: List
Id: lenke-evidence
Title: "Measures tried"
Description: "Each voluntary measure tried and its outcome, for a case the municipality itself brings under hol § 10-3."
* insert Bokmal([[Tiltak som er prøvd]], [[Hvert frivillige tiltak som er prøvd og hva det førte til, til en sak kommunen selv reiser etter hol § 10-3.]])
* status MS
* mode = #working
* title 1..1 MS
* insert AboutPatient
* date 1..1 MS
* source 1..1 MS
* entry 1..* MS
* entry.item ^short = "Measure and outcome | Tiltak og utfall"

Invariant: lenke-mr-1
Description: "A count below five is not published, in total or of a part (D-12); one that is hidden is masked."
Expression: "(group.population | group.stratifier.stratum.population).all(count.hasValue().not() or count = 0 or count >= 5)"
Severity: #error

Profile: LenkeMeasureReport
Parent: MeasureReport
Id: lenke-measure-report
Title: "Indicator"
Description: "A number about the pathway, never about a person or a named professional."
* insert Bokmal([[Indikator]], [[Et tall om forløpet, aldri om en person eller en navngitt fagperson.]])
* obeys lenke-mr-1
* status MS
* type = #summary
* measure MS
* subject 0..0
* date 1..1 MS
* reporter 1..1 MS
* group 1..* MS
* group.population MS
* group.population.count ^short = "Zero, or five and more | Null, eller fem og flere"

Profile: LenkeScreeningResponse
Parent: QuestionnaireResponse
Id: lenke-screening-response
Title: "Result of a questionnaire"
Description: "A filled-in form: screening, observation on the maternity ward, LAR form. The texts of instruments are not shipped; items are known by linkId."
* insert Bokmal([[Besvarelse av et skjema]], [[Et utfylt skjema: kartlegging, observasjon på barsel, LAR-skjema. Tekstene i verktøyene følger ikke med; spørsmål er kjent på linkId.]])
* identifier MS
* questionnaire 1..1 MS
* status MS
* insert AboutPatient
* authored 1..1 MS
* author 1..1 MS
* item 1..* MS

ValueSet: LenkeGestation
Id: lenke-gestation
Title: "How the gestational age was found"
Description: "LOINC codes of gestational age, by method."
* insert Bokmal([[Hvordan svangerskapslengden ble funnet]], [[LOINC-koder for svangerskapslengde, etter metode.]])
* ^experimental = false
* $loinc#18185-9
* $loinc#11884-4
* $loinc#11885-1

Profile: LenkeGestationalAge
Parent: Observation
Id: lenke-gestational-age
Title: "Gestational age"
Description: "Gestational age in days at a date. Never derived with a fixed 280 days: the method and its term length follow the dating (C-11)."
* insert Bokmal([[Svangerskapslengde]], [[Svangerskapslengde i dager på en dato. Aldri regnet med faste 280 dager: metoden og dens terminlengde følger dateringen (C-11).]])
* insert OneIdentifier
* status MS
* code 1..1
* code from LenkeGestation (required)
* insert AboutPatient
* effective[x] 1..1 MS
* effective[x] only dateTime
* value[x] 1..1 MS
* value[x] only Quantity
* value[x] ^short = "Days | Dager"
* valueQuantity.value 1..1
* valueQuantity.system 1..1
* valueQuantity.system = "http://unitsofmeasure.org" (exactly)
* valueQuantity.code 1..1
* valueQuantity.code = #d (exactly)
* method MS

ValueSet: LenkeScores
Id: lenke-scores
Title: "Scores of screening instruments"
Description: "Totals of AUDIT, AUDIT-C, DUDIT, EPDS and TWEAK, and how many domains of an ASQ lie below; the items are not shipped."
* insert Bokmal([[Skår på kartleggingsverktøy]], [[Summer for AUDIT, AUDIT-C, DUDIT, EPDS og TWEAK, og hvor mange områder i en ASQ som ligger under; leddene følger ikke med.]])
* ^experimental = false
* $loinc#75624-7
* $loinc#75626-2
* $loinc#99046-5
* $tk-observation#tweak-total
* $tk-observation#dudit-total
* $tk-observation#asq-below

Profile: LenkeScreeningScore
Parent: Observation
Id: lenke-screening-score
Title: "Score of a screening"
Description: "The total of an instrument, derived from the response it names."
* insert Bokmal([[Skår på en kartlegging]], [[Summen på et verktøy, regnet ut av besvarelsen den nevner.]])
* insert OneIdentifier
* status MS
* code 1..1
* code from LenkeScores (required)
* insert AboutPatient
* effective[x] 1..1 MS
* effective[x] only dateTime
* value[x] 1..1 MS
* value[x] only integer
* valueInteger ^minValueInteger = 0
* derivedFrom 1..* MS
* derivedFrom ^short = "The response it was counted from | Besvarelsen den er regnet ut av"
* component.code ^short = "Sub-score, or the period the questions are about | Delskår, eller tiden spørsmålene gjelder"
* method ^short = "Version of the form | Skjemaets versjon"

Profile: LenkeNextStep
Parent: Observation
Id: lenke-next-step
Title: "What a score asks for"
Description: "What the result of an instrument that is no screening for substances asks somebody to do: a talk, somebody the same day, a second look together. Derived from the response it names."
* insert Bokmal([[Hva en skår ber om]], [[Hva resultatet av et verktøy som ikke kartlegger rusmidler, ber noen om å gjøre: en samtale, noen samme dag, et nytt blikk sammen. Utledet av besvarelsen den nevner.]])
* insert Finding(next-step)
* value[x] 1..1 MS
* value[x] only CodeableConcept
* value[x] from TkNextStepCodes (required)
* derivedFrom 1..* MS
* derivedFrom ^short = "The response it was read from | Besvarelsen den er lest av"

Profile: LenkePlacement
Parent: Observation
Id: lenke-placement
Title: "Placement decided"
Description: "Where mother and child stay, decided by a person; the proposal is a Task."
* insert Bokmal([[Avgjort plassering]], [[Hvor mor og barn er, avgjort av en person; forslaget er en oppgave.]])
* insert Finding(placement)
* value[x] 1..1 MS
* value[x] only CodeableConcept
* value[x] from TkPlacementCodes (required)
* performer 1..*
