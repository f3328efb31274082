// One value set per local code system, and the codes of national and international lists the pathway uses.

ValueSet: TkRoleCodes
Id: tk-role
Title: "Roles around the family"
Description: "All codes of tk-role. Which part a person or service plays in the case."
* insert Bokmal([[Roller rundt familien]], [[Alle koder i tk-role. Hvilken del en person eller tjeneste har i saken.]])
* ^experimental = false
* include codes from system https://lenke.example/fhir/CodeSystem/tk-role

ValueSet: TkPhaseCodes
Id: tk-phase
Title: "Phases of the pathway"
Description: "All codes of tk-phase. Where in the pathway a case is; the law matrix reads it."
* insert Bokmal([[Faser i forløpet]], [[Alle koder i tk-phase. Hvor i forløpet en sak er; lovmatrisen leser den.]])
* ^experimental = false
* include codes from system https://lenke.example/fhir/CodeSystem/tk-phase

ValueSet: TkDataClassCodes
Id: tk-data-class
Title: "Data classes"
Description: "All codes of tk-data-class. What kind of information content carries; disclosure is decided per class."
* insert Bokmal([[Dataklasser]], [[Alle koder i tk-data-class. Hva slags opplysninger innholdet bærer; deling avgjøres per klasse.]])
* ^experimental = false
* include codes from system https://lenke.example/fhir/CodeSystem/tk-data-class

ValueSet: TkLegalBasisCodes
Id: tk-legal-basis
Title: "Legal bases"
Description: "All codes of tk-legal-basis. On which provision a disclosure, or its refusal, stands."
* insert Bokmal([[Hjemler]], [[Alle koder i tk-legal-basis. Hvilken bestemmelse en deling, eller et avslag, bygger på.]])
* ^experimental = false
* include codes from system https://lenke.example/fhir/CodeSystem/tk-legal-basis

ValueSet: TkEventCodes
Id: tk-event
Title: "Events and messages"
Description: "All codes of tk-event. What happened (E_), and what a message from the gateway carries (A-, the action of the pathway). A layer may add actions, so the list is open."
* insert Bokmal([[Hendelser og meldinger]], [[Alle koder i tk-event. Det som hendte (E_), og det en melding fra gatewayen bærer (A-, handlingen i forløpet). Et lag kan legge til handlinger, så listen er åpen.]])
* ^experimental = false
* include codes from system https://lenke.example/fhir/CodeSystem/tk-event

ValueSet: TkObservationCodes
Id: tk-observation
Title: "Observations of the pathway"
Description: "All codes of tk-observation. What was found, where LOINC and SNOMED CT have no code."
* insert Bokmal([[Observasjoner i forløpet]], [[Alle koder i tk-observation. Det som ble funnet, der LOINC og SNOMED CT ikke har noen kode.]])
* ^experimental = false
* include codes from system https://lenke.example/fhir/CodeSystem/tk-observation

ValueSet: TkConcernCodes
Id: tk-concern
Title: "Kinds of concern"
Description: "All codes of tk-concern. What a concern is about."
* insert Bokmal([[Typer bekymring]], [[Alle koder i tk-concern. Hva en bekymring gjelder.]])
* ^experimental = false
* include codes from system https://lenke.example/fhir/CodeSystem/tk-concern

ValueSet: TkConcernActionCodes
Id: tk-concern-action
Title: "What to do with a concern"
Description: "All codes of tk-concern-action. Ways forward when a professional is worried."
* insert Bokmal([[Hva man gjør med en bekymring]], [[Alle koder i tk-concern-action. Veier videre når en fagperson er bekymret.]])
* ^experimental = false
* include codes from system https://lenke.example/fhir/CodeSystem/tk-concern-action

ValueSet: TkBvMeasureCodes
Id: tk-bv-measure
Title: "Measures of child welfare"
Description: "All codes of tk-bv-measure. What child welfare can offer a family."
* insert Bokmal([[Tiltak i barnevernet]], [[Alle koder i tk-bv-measure. Det barnevernet kan tilby en familie.]])
* ^experimental = false
* include codes from system https://lenke.example/fhir/CodeSystem/tk-bv-measure

ValueSet: TkDocumentTypeCodes
Id: tk-document-type
Title: "Kinds of documents"
Description: "All codes of tk-document-type. Documents of the pathway that list 9602 does not tell apart."
* insert Bokmal([[Typer dokumenter]], [[Alle koder i tk-document-type. Dokumenter i forløpet som liste 9602 ikke skiller.]])
* ^experimental = false
* include codes from system https://lenke.example/fhir/CodeSystem/tk-document-type

ValueSet: TkServiceCodes
Id: tk-service
Title: "Services and programmes"
Description: "All codes of tk-service. Which service an episode or a referral is about."
* insert Bokmal([[Tjenester og programmer]], [[Alle koder i tk-service. Hvilken tjeneste en periode eller henvisning gjelder.]])
* ^experimental = false
* include codes from system https://lenke.example/fhir/CodeSystem/tk-service

ValueSet: TkSamplePurposeCodes
Id: tk-sample-purpose
Title: "Purpose of a drug sample"
Description: "All codes of tk-sample-purpose. A medical sample is no evidence by itself (D-05)."
* insert Bokmal([[Formål med en rusmiddelprøve]], [[Alle koder i tk-sample-purpose. En medisinsk prøve er ikke bevis i seg selv (D-05).]])
* ^experimental = false
* include codes from system https://lenke.example/fhir/CodeSystem/tk-sample-purpose

ValueSet: TkToxResultCodes
Id: tk-tox-result
Title: "Summary of a drug sample"
Description: "All codes of tk-tox-result. What a sample says once it is read against what is prescribed."
* insert Bokmal([[Sammenfatning av en rusmiddelprøve]], [[Alle koder i tk-tox-result. Det en prøve sier når den er lest mot det som er forskrevet.]])
* ^experimental = false
* include codes from system https://lenke.example/fhir/CodeSystem/tk-tox-result

ValueSet: TkNeedCodes
Id: tk-need
Title: "What an offer is for"
Description: "All codes of tk-need. What somebody who looks for an offer needs help with."
* insert Bokmal([[Hva et tilbud er for]], [[Alle koder i tk-need. Det den som leter etter et tilbud, trenger hjelp med.]])
* ^experimental = false
* include codes from system https://lenke.example/fhir/CodeSystem/tk-need

ValueSet: TkOfferLevelCodes
Id: tk-offer-level
Title: "Level of an offer"
Description: "All codes of tk-offer-level. How close an offer is and what it takes to get it."
* insert Bokmal([[Nivå på et tilbud]], [[Alle koder i tk-offer-level. Hvor nært et tilbud er, og hva som skal til for å få det.]])
* ^experimental = false
* include codes from system https://lenke.example/fhir/CodeSystem/tk-offer-level

ValueSet: TkNextStepCodes
Id: tk-next-step
Title: "What a score asks for"
Description: "All codes of tk-next-step. What the total of an instrument that is no screening asks somebody to do."
* insert Bokmal([[Hva en skår ber om]], [[Alle koder i tk-next-step. Hva summen på et verktøy som ikke er en kartlegging, ber noen om å gjøre.]])
* ^experimental = false
* include codes from system https://lenke.example/fhir/CodeSystem/tk-next-step

ValueSet: TkScreenResultCodes
Id: tk-screen-result
Title: "Conclusion of a screening"
Description: "All codes of tk-screen-result. What a screening led to."
* insert Bokmal([[Konklusjon av en kartlegging]], [[Alle koder i tk-screen-result. Hva en kartlegging førte til.]])
* ^experimental = false
* include codes from system https://lenke.example/fhir/CodeSystem/tk-screen-result

ValueSet: TkBvAnswerCodes
Id: tk-bv-answer
Title: "Answer to contact with child welfare"
Description: "All codes of tk-bv-answer. What the woman answered."
* insert Bokmal([[Svar om kontakt med barnevernet]], [[Alle koder i tk-bv-answer. Hva kvinnen svarte.]])
* ^experimental = false
* include codes from system https://lenke.example/fhir/CodeSystem/tk-bv-answer

ValueSet: TkPregnancyOutcomeCodes
Id: tk-pregnancy-outcome
Title: "Outcome of the pregnancy"
Description: "All codes of tk-pregnancy-outcome. How the pregnancy ended, per fetus."
* insert Bokmal([[Utfall av svangerskapet]], [[Alle koder i tk-pregnancy-outcome. Hvordan svangerskapet endte, per foster.]])
* ^experimental = false
* include codes from system https://lenke.example/fhir/CodeSystem/tk-pregnancy-outcome

ValueSet: TkConsentCategoryCodes
Id: tk-consent-category
Title: "Kinds of consent"
Description: "All codes of tk-consent-category. What a consent or an objection is about. A release from confidentiality is no consent in the sense of the GDPR (D-02)."
* insert Bokmal([[Typer samtykke]], [[Alle koder i tk-consent-category. Hva et samtykke eller en motsettelse gjelder. Et fritak fra taushetsplikt er ikke et samtykke i personvernforordningens forstand (D-02).]])
* ^experimental = false
* include codes from system https://lenke.example/fhir/CodeSystem/tk-consent-category

ValueSet: TkFlagCodes
Id: tk-flag
Title: "Flags of a case"
Description: "All codes of tk-flag. What everyone who opens the case must see."
* insert Bokmal([[Varsler i en sak]], [[Alle koder i tk-flag. Det alle som åpner saken må se.]])
* ^experimental = false
* include codes from system https://lenke.example/fhir/CodeSystem/tk-flag

ValueSet: TkPathwayCodes
Id: tk-pathway
Title: "Pathways"
Description: "All codes of tk-pathway. Whose pathway an episode is."
* insert Bokmal([[Forløp]], [[Alle koder i tk-pathway. Hvem sitt forløp det er.]])
* ^experimental = false
* include codes from system https://lenke.example/fhir/CodeSystem/tk-pathway

ValueSet: TkTaskCodes
Id: tk-task
Title: "Tasks of the pathway"
Description: "All codes of tk-task. What a person is asked to do. A layer may add tasks, so the list is open."
* insert Bokmal([[Oppgaver i forløpet]], [[Alle koder i tk-task. Det en person blir bedt om å gjøre. Et lag kan legge til oppgaver, så listen er åpen.]])
* ^experimental = false
* include codes from system https://lenke.example/fhir/CodeSystem/tk-task

ValueSet: TkPlanCodes
Id: tk-plan
Title: "Kinds of plans"
Description: "All codes of tk-plan. Which plan a CarePlan is."
* insert Bokmal([[Typer planer]], [[Alle koder i tk-plan. Hvilken plan en CarePlan er.]])
* ^experimental = false
* include codes from system https://lenke.example/fhir/CodeSystem/tk-plan

ValueSet: TkActivityCodes
Id: tk-activity
Title: "Activities of a plan"
Description: "All codes of tk-activity. What a plan plans. A layer may add activities, so the list is open."
* insert Bokmal([[Tiltak i en plan]], [[Alle koder i tk-activity. Det en plan planlegger. Et lag kan legge til tiltak, så listen er åpen.]])
* ^experimental = false
* include codes from system https://lenke.example/fhir/CodeSystem/tk-activity

ValueSet: TkCommunicationCodes
Id: tk-communication
Title: "Kinds of notices"
Description: "All codes of tk-communication. What a Communication tells."
* insert Bokmal([[Typer meldinger]], [[Alle koder i tk-communication. Det en melding forteller.]])
* ^experimental = false
* include codes from system https://lenke.example/fhir/CodeSystem/tk-communication

ValueSet: TkExposureCodes
Id: tk-exposure
Title: "Evidence of exposure"
Description: "All codes of tk-exposure. How the exposure is known."
* insert Bokmal([[Kunnskap om eksponering]], [[Alle koder i tk-exposure. Hvordan eksponeringen er kjent.]])
* ^experimental = false
* include codes from system https://lenke.example/fhir/CodeSystem/tk-exposure

ValueSet: TkPlacementCodes
Id: tk-placement
Title: "Placement after birth"
Description: "All codes of tk-placement. Where mother and child stay after birth."
* insert Bokmal([[Plassering etter fødselen]], [[Alle koder i tk-placement. Hvor mor og barn er etter fødselen.]])
* ^experimental = false
* include codes from system https://lenke.example/fhir/CodeSystem/tk-placement

ValueSet: TkFormAnswerCodes
Id: tk-form-answer
Title: "Answers of forms"
Description: "All codes of tk-form-answer. What the forms of the pathway let one choose from."
* insert Bokmal([[Svar i skjemaer]], [[Alle koder i tk-form-answer. Det skjemaene i forløpet lar en velge mellom.]])
* ^experimental = false
* include codes from system https://lenke.example/fhir/CodeSystem/tk-form-answer

ValueSet: TkOfferTraitCodes
Id: tk-offer-trait
Title: "Traits of an offer"
Description: "All codes of tk-offer-trait. What sets an offer apart beside its level."
* insert Bokmal([[Kjennetegn ved et tilbud]], [[Alle koder i tk-offer-trait. Det som skiller et tilbud ut, ved siden av nivået.]])
* ^experimental = false
* include codes from system https://lenke.example/fhir/CodeSystem/tk-offer-trait

ValueSet: TkCriterionCodes
Id: tk-criterion
Title: "Criteria of an offer"
Description: "All codes of tk-criterion. Who gets an offer. The ones a register can answer are shown as met or not; the others a person settles with her."
* insert Bokmal([[Vilkår for et tilbud]], [[Alle koder i tk-criterion. Hvem som får et tilbud. Det et register kan svare på, vises som oppfylt eller ikke; resten avklarer en person sammen med henne.]])
* ^experimental = false
* include codes from system https://lenke.example/fhir/CodeSystem/tk-criterion

ValueSet: LenkeOfferCharacteristics
Id: lenke-offer-characteristics
Title: "Level and traits of an offer"
Description: "All codes of tk-offer-level and tk-offer-trait: how close an offer is, and what sets it apart."
* insert Bokmal([[Nivå på og kjennetegn ved et tilbud]], [[Alle koder i tk-offer-level og tk-offer-trait: hvor nært et tilbud er, og hva som skiller det ut.]])
* ^experimental = false
* include codes from system https://lenke.example/fhir/CodeSystem/tk-offer-level
* include codes from system https://lenke.example/fhir/CodeSystem/tk-offer-trait

ValueSet: TkSkipReasonCodes
Id: tk-skip-reason
Title: "Why a screening was not done"
Description: "All codes of tk-skip-reason. A reason somebody may give for not asking. That she said no is an answer, not a reason of this list."
* insert Bokmal([[Hvorfor en kartlegging ikke ble gjort]], [[Alle koder i tk-skip-reason. En grunn noen kan gi for ikke å ha spurt. At hun takket nei, er et svar og ikke en grunn i denne listen.]])
* ^experimental = false
* include codes from system https://lenke.example/fhir/CodeSystem/tk-skip-reason

ValueSet: TkStayReasonCodes
Id: tk-stay-reason
Title: "Why a stay on the maternity ward is longer"
Description: "All codes of tk-stay-reason. What the extension of a stay beyond three days is for, or that it ended."
* insert Bokmal([[Hvorfor et barselopphold blir lengre]], [[Alle koder i tk-stay-reason. Hva forlengelsen av et opphold ut over tre døgn er for, eller at det er slutt.]])
* ^experimental = false
* include codes from system https://lenke.example/fhir/CodeSystem/tk-stay-reason

ValueSet: TkCaregivingReasonCodes
Id: tk-caregiving-reason
Title: "What affects the care of a child"
Description: "All codes of tk-caregiving-reason. Reasons of a referral about interplay. A difficult care situation is seen first."
* insert Bokmal([[Hva som påvirker omsorgen for et barn]], [[Alle koder i tk-caregiving-reason. Grunner i en henvisning om samspill. En vanskelig omsorgssituasjon går først.]])
* ^experimental = false
* include codes from system https://lenke.example/fhir/CodeSystem/tk-caregiving-reason

ValueSet: LenkeDocumentTypes
Id: lenke-document-types
Title: "National document types used in the pathway"
Description: "Codes of list 9602 that letters and documents of the pathway carry; each is in no-basis-documentreference-type."
* insert Bokmal([[Nasjonale dokumenttyper i forløpet]], [[Koder fra liste 9602 som brev og dokumenter i forløpet har; hver er i no-basis-documentreference-type.]])
* ^experimental = false
* $volven-9602#A02-2
* $volven-9602#A03-2
* $volven-9602#A13-2
* $volven-9602#F04-2
* $volven-9602#I01-2
* $volven-9602#S01-2

ValueSet: LenkeSubstances
Id: lenke-substances
Title: "Substances"
Description: "Codes of list 8717 for alcohol, medicines and drugs (S0-04)."
* insert Bokmal([[Rusmidler]], [[Koder fra liste 8717 for alkohol, legemidler og narkotika (S0-04).]])
* ^experimental = false
* $volven-8717#1
* $volven-8717#2
* $volven-8717#3
* $volven-8717#4
* $volven-8717#5
* $volven-8717#6
* $volven-8717#7
* $volven-8717#8
* $volven-8717#9
* $volven-8717#10
* $volven-8717#11
* $volven-8717#13
* $volven-8717#14
* $volven-8717#16
* $volven-8717#18
* $volven-8717#19
* $volven-8717#20

ValueSet: LenkeServiceTypes
Id: lenke-service-types
Title: "Service types of the address register"
Description: "Codes of 8663 (municipal), 8666 (common) and 8668 (specialist) for the services of the pathway."
* insert Bokmal([[Tjenestetyper i Adresseregisteret]], [[Koder fra 8663 (kommunale), 8666 (felles) og 8668 (spesialist) for tjenestene i forløpet.]])
* ^experimental = false
* $volven-8663#KA01
* $volven-8663#KA02
* $volven-8663#KF01
* $volven-8663#KF0105
* $volven-8663#KF0107
* $volven-8663#KD01
* $volven-8663#KX12
* $volven-8663#KX15
* $volven-8663#KX16
* $volven-8663#KX18
* $volven-8666#KF0104
* $volven-8666#R
* $volven-8666#KP03
* $volven-8668#H07
* $volven-8668#PB
* $volven-8668#S0403
* $volven-8668#S06

ValueSet: LenkeFamilyRelations
Id: lenke-family-relations
Title: "Family relations of the pathway"
Description: "The relations no-basis names that the pathway reads, and who has parental responsibility."
* insert Bokmal([[Familierelasjoner i forløpet]], [[Relasjonene i no-basis som forløpet leser, og hvem som har foreldreansvar.]])
* ^experimental = false
* $family-relation#mor
* $family-relation#far
* $family-relation#medmor
* $family-relation#barn
* $family-relation#ektefelleEllerPartner
* $family-relation#dødfødtBarn
* $parental#felles
* $parental#mor
* $parental#far
* $parental#medmor
* $parental#andre
* $parental#ukjent

ValueSet: LenkeConfidential
Id: lenke-confidential
Title: "Confidentiality of protected persons"
Description: "R and V of v3-Confidentiality: a person whose address is protected (kode 6 and 7)."
* insert Bokmal([[Fortrolighet for skjermede personer]], [[R og V fra v3-Confidentiality: en person med skjermet adresse (kode 6 og 7).]])
* ^experimental = false
* http://terminology.hl7.org/CodeSystem/v3-Confidentiality#R
* http://terminology.hl7.org/CodeSystem/v3-Confidentiality#V

ValueSet: LenkeDating
Id: lenke-dating
Title: "How the expected date was found"
Description: "LOINC codes of the expected date of delivery, by method."
* insert Bokmal([[Hvordan termindatoen ble funnet]], [[LOINC-koder for termindato, etter metode.]])
* ^experimental = false
* $loinc#11778-8
* $loinc#11779-6
* $loinc#11780-4
* $loinc#11781-2

ValueSet: LenkeLarMedicines
Id: lenke-lar-medicines
Title: "Medicines of opioid agonist treatment"
Description: "ATC codes of methadone, buprenorphine and their combinations."
* insert Bokmal([[Legemidler i LAR]], [[ATC-koder for metadon, buprenorfin og kombinasjoner.]])
* ^experimental = false
* $atc#N07BC01 "buprenorfin"
* $atc#N07BC02 "metadon"
* $atc#N07BC05 "levometadon"
* $atc#N07BC51 "buprenorfin, kombinasjoner"

ValueSet: LenkeReferralStatus
Id: lenke-referral-status
Title: "Answer to a referral"
Description: "Codes of list 9148 a receiver answers with, carried as business status of the fulfilment Task."
* insert Bokmal([[Svar på en henvisning]], [[Koder fra liste 9148 som en mottaker svarer med, båret som status på oppgaven.]])
* ^experimental = false
* $volven-9148#1
* $volven-9148#2
* $volven-9148#3
* $volven-9148#4

ValueSet: LenkeDutyTasks
Id: lenke-duty-tasks
Title: "Personal assessments of a duty"
Description: "Assessments that only the person asked can make."
* insert Bokmal([[Personlige vurderinger av en plikt]], [[Vurderinger som bare den som blir spurt kan gjøre.]])
* ^experimental = false
* $tk-task#assess-32
* $tk-task#assess-33

ValueSet: LenkeConsentActions
Id: lenke-consent-actions
Title: "What a provision is about"
Description: "Directions of a provision: what is given out, what is fetched."
* insert Bokmal([[Hva en bestemmelse gjelder]], [[Retninger i en bestemmelse: det som gis ut, det som hentes.]])
* ^experimental = false
* $consentaction#disclose
* $consentaction#collect
* $consentaction#access
* $consentaction#use
