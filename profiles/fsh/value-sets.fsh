// One value set per local code system, and the codes of national and international lists the pathway uses.

ValueSet: TkRoleCodes
Id: tk-role
Title: "Roles around the family"
Description: "All codes of tk-role. Which part a person or service plays in the case."
* ^experimental = false
* include codes from system https://lenke.example/fhir/CodeSystem/tk-role

ValueSet: TkPhaseCodes
Id: tk-phase
Title: "Phases of the pathway"
Description: "All codes of tk-phase. Where in the pathway a case is; the law matrix reads it."
* ^experimental = false
* include codes from system https://lenke.example/fhir/CodeSystem/tk-phase

ValueSet: TkDataClassCodes
Id: tk-data-class
Title: "Data classes"
Description: "All codes of tk-data-class. What kind of information content carries; disclosure is decided per class."
* ^experimental = false
* include codes from system https://lenke.example/fhir/CodeSystem/tk-data-class

ValueSet: TkLegalBasisCodes
Id: tk-legal-basis
Title: "Legal bases"
Description: "All codes of tk-legal-basis. On which provision a disclosure, or its refusal, stands."
* ^experimental = false
* include codes from system https://lenke.example/fhir/CodeSystem/tk-legal-basis

ValueSet: TkEventCodes
Id: tk-event
Title: "Events and messages"
Description: "All codes of tk-event. What happened (E_), and what a message from the gateway carries (A-, the action of the pathway). A layer may add actions, so the list is open."
* ^experimental = false
* include codes from system https://lenke.example/fhir/CodeSystem/tk-event

ValueSet: TkObservationCodes
Id: tk-observation
Title: "Observations of the pathway"
Description: "All codes of tk-observation. What was found, where LOINC and SNOMED CT have no code."
* ^experimental = false
* include codes from system https://lenke.example/fhir/CodeSystem/tk-observation

ValueSet: TkConcernCodes
Id: tk-concern
Title: "Kinds of concern"
Description: "All codes of tk-concern. What a concern is about."
* ^experimental = false
* include codes from system https://lenke.example/fhir/CodeSystem/tk-concern

ValueSet: TkConcernActionCodes
Id: tk-concern-action
Title: "What to do with a concern"
Description: "All codes of tk-concern-action. Ways forward when a professional is worried."
* ^experimental = false
* include codes from system https://lenke.example/fhir/CodeSystem/tk-concern-action

ValueSet: TkBvMeasureCodes
Id: tk-bv-measure
Title: "Measures of child welfare"
Description: "All codes of tk-bv-measure. What child welfare can offer a family."
* ^experimental = false
* include codes from system https://lenke.example/fhir/CodeSystem/tk-bv-measure

ValueSet: TkDocumentTypeCodes
Id: tk-document-type
Title: "Kinds of documents"
Description: "All codes of tk-document-type. Documents of the pathway that list 9602 does not tell apart."
* ^experimental = false
* include codes from system https://lenke.example/fhir/CodeSystem/tk-document-type

ValueSet: TkServiceCodes
Id: tk-service
Title: "Services and programmes"
Description: "All codes of tk-service. Which service an episode or a referral is about."
* ^experimental = false
* include codes from system https://lenke.example/fhir/CodeSystem/tk-service

ValueSet: TkSamplePurposeCodes
Id: tk-sample-purpose
Title: "Purpose of a drug sample"
Description: "All codes of tk-sample-purpose. A medical sample is no evidence by itself (D-05)."
* ^experimental = false
* include codes from system https://lenke.example/fhir/CodeSystem/tk-sample-purpose

ValueSet: TkToxResultCodes
Id: tk-tox-result
Title: "Summary of a drug sample"
Description: "All codes of tk-tox-result. What a sample says once it is read against what is prescribed."
* ^experimental = false
* include codes from system https://lenke.example/fhir/CodeSystem/tk-tox-result

ValueSet: TkScreenResultCodes
Id: tk-screen-result
Title: "Conclusion of a screening"
Description: "All codes of tk-screen-result. What a screening led to."
* ^experimental = false
* include codes from system https://lenke.example/fhir/CodeSystem/tk-screen-result

ValueSet: TkBvAnswerCodes
Id: tk-bv-answer
Title: "Answer to contact with child welfare"
Description: "All codes of tk-bv-answer. What the woman answered."
* ^experimental = false
* include codes from system https://lenke.example/fhir/CodeSystem/tk-bv-answer

ValueSet: TkPregnancyOutcomeCodes
Id: tk-pregnancy-outcome
Title: "Outcome of the pregnancy"
Description: "All codes of tk-pregnancy-outcome. How the pregnancy ended, per fetus."
* ^experimental = false
* include codes from system https://lenke.example/fhir/CodeSystem/tk-pregnancy-outcome

ValueSet: TkConsentCategoryCodes
Id: tk-consent-category
Title: "Kinds of consent"
Description: "All codes of tk-consent-category. What a consent or an objection is about. A release from confidentiality is no consent in the sense of the GDPR (D-02)."
* ^experimental = false
* include codes from system https://lenke.example/fhir/CodeSystem/tk-consent-category

ValueSet: TkFlagCodes
Id: tk-flag
Title: "Flags of a case"
Description: "All codes of tk-flag. What everyone who opens the case must see."
* ^experimental = false
* include codes from system https://lenke.example/fhir/CodeSystem/tk-flag

ValueSet: TkPathwayCodes
Id: tk-pathway
Title: "Pathways"
Description: "All codes of tk-pathway. Whose pathway an episode is."
* ^experimental = false
* include codes from system https://lenke.example/fhir/CodeSystem/tk-pathway

ValueSet: TkTaskCodes
Id: tk-task
Title: "Tasks of the pathway"
Description: "All codes of tk-task. What a person is asked to do. A layer may add tasks, so the list is open."
* ^experimental = false
* include codes from system https://lenke.example/fhir/CodeSystem/tk-task

ValueSet: TkPlanCodes
Id: tk-plan
Title: "Kinds of plans"
Description: "All codes of tk-plan. Which plan a CarePlan is."
* ^experimental = false
* include codes from system https://lenke.example/fhir/CodeSystem/tk-plan

ValueSet: TkActivityCodes
Id: tk-activity
Title: "Activities of a plan"
Description: "All codes of tk-activity. What a plan plans. A layer may add activities, so the list is open."
* ^experimental = false
* include codes from system https://lenke.example/fhir/CodeSystem/tk-activity

ValueSet: TkCommunicationCodes
Id: tk-communication
Title: "Kinds of notices"
Description: "All codes of tk-communication. What a Communication tells."
* ^experimental = false
* include codes from system https://lenke.example/fhir/CodeSystem/tk-communication

ValueSet: TkExposureCodes
Id: tk-exposure
Title: "Evidence of exposure"
Description: "All codes of tk-exposure. How the exposure is known."
* ^experimental = false
* include codes from system https://lenke.example/fhir/CodeSystem/tk-exposure

ValueSet: TkPlacementCodes
Id: tk-placement
Title: "Placement after birth"
Description: "All codes of tk-placement. Where mother and child stay after birth."
* ^experimental = false
* include codes from system https://lenke.example/fhir/CodeSystem/tk-placement

ValueSet: TkFormAnswerCodes
Id: tk-form-answer
Title: "Answers of forms"
Description: "All codes of tk-form-answer. What the forms of the pathway let one choose from."
* ^experimental = false
* include codes from system https://lenke.example/fhir/CodeSystem/tk-form-answer

ValueSet: LenkeDocumentTypes
Id: lenke-document-types
Title: "National document types used in the pathway"
Description: "Codes of list 9602 that letters and documents of the pathway carry; each is in no-basis-documentreference-type."
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
* ^experimental = false
* http://terminology.hl7.org/CodeSystem/v3-Confidentiality#R
* http://terminology.hl7.org/CodeSystem/v3-Confidentiality#V

ValueSet: LenkeDating
Id: lenke-dating
Title: "How the expected date was found"
Description: "LOINC codes of the expected date of delivery, by method."
* ^experimental = false
* $loinc#11778-8
* $loinc#11779-6
* $loinc#11780-4
* $loinc#11781-2

ValueSet: LenkeLarMedicines
Id: lenke-lar-medicines
Title: "Medicines of opioid agonist treatment"
Description: "ATC codes of methadone, buprenorphine and their combinations."
* ^experimental = false
* $atc#N07BC01 "buprenorfin"
* $atc#N07BC02 "metadon"
* $atc#N07BC05 "levometadon"
* $atc#N07BC51 "buprenorfin, kombinasjoner"

ValueSet: LenkeReferralStatus
Id: lenke-referral-status
Title: "Answer to a referral"
Description: "Codes of list 9148 a receiver answers with, carried as business status of the fulfilment Task."
* ^experimental = false
* $volven-9148#1
* $volven-9148#2
* $volven-9148#3
* $volven-9148#4

ValueSet: LenkeDutyTasks
Id: lenke-duty-tasks
Title: "Personal assessments of a duty"
Description: "Assessments that only the person asked can make."
* ^experimental = false
* $tk-task#assess-32
* $tk-task#assess-33

ValueSet: LenkeConsentActions
Id: lenke-consent-actions
Title: "What a provision is about"
Description: "Directions of a provision: what is given out, what is fetched."
* ^experimental = false
* $consentaction#disclose
* $consentaction#collect
* $consentaction#access
* $consentaction#use
