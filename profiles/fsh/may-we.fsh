// May we: consents, objections, flags, and the trace of what was decided.

RuleSet: ConsentFrame(kind)
* status MS
* scope = $consentscope#patient-privacy
* category 2..2 MS
* category ^slicing.discriminator.type = #value
* category ^slicing.discriminator.path = "coding.system"
* category ^slicing.rules = #open
* category contains document 1..1 and kind 1..1 MS
* category[document].coding 1..1
* category[document].coding.system 1..1
* category[document].coding.system = "http://loinc.org" (exactly)
* category[document].coding.code 1..1
* category[document].coding.code = #59284-0 (exactly)
* category[kind] ^short = "Kind of consent | Type samtykke"
* category[kind] from {kind} (required)
* category[kind].coding 1..1
* category[kind].coding.system 1..1
* category[kind].coding.system = "https://lenke.example/fhir/CodeSystem/tk-consent-category" (exactly)
* category[kind].coding.code 1..1
* patient 1..1 MS
* dateTime 1..1 MS
* organization 1..* MS
* organization ^short = "Who took the answer | Hvem som tok imot svaret"
* provision 1..1 MS

ValueSet: LenkeReleases
Id: lenke-releases
Title: "Releases from confidentiality"
Description: "Kinds of consent that let a recipient have data."
* ^experimental = false
* $tk-consent-category#disclosure-release
* $tk-consent-category#barnevern-contact

ValueSet: LenkeObjections
Id: lenke-objections
Title: "Objections"
Description: "Kinds of consent that stop data."
* ^experimental = false
* $tk-consent-category#objection

ValueSet: LenkeAgreements
Id: lenke-agreements
Title: "Agreements on control"
Description: "Agreements on urine control and retention."
* ^experimental = false
* $tk-consent-category#urine-control
* $tk-consent-category#retention-contract

Invariant: lenke-con-1
Description: "A release is no consent in the sense of the GDPR: do not use GDPRCD as policy rule (D-02)."
Expression: "policyRule.coding.where(code = 'GDPRCD').empty()"
Severity: #error

Profile: LenkeConsentRelease
Parent: Consent
Id: lenke-consent-release
Title: "Release from confidentiality"
Description: "The patient, or who decides for the child, lets named recipients have named data classes (hpl § 22). Everything not permitted is denied. Withdrawal is status inactive and stops future disclosure at once."
* obeys lenke-con-1
* insert ConsentFrame(LenkeReleases)
* performer 1..* MS
* performer ^short = "Who consented | Hvem som samtykket"
* policyRule 1..1 MS
* provision.type 1..1
* provision.type = #deny
* provision.provision 1..* MS
* provision.provision ^short = "One yes: whom, which classes, which direction | Ett ja: hvem, hvilke klasser, hvilken retning"
* provision.provision.type 1..1
* provision.provision.type = #permit
* provision.provision.period MS
* provision.provision.actor 1..* MS
* provision.provision.actor.role from TkRoleCodes (required)
* provision.provision.action 1..* MS
* provision.provision.action from LenkeConsentActions (required)
* provision.provision.securityLabel 1..* MS
* provision.provision.securityLabel from TkDataClassCodes (required)
* provision.provision.securityLabel ^short = "Data classes | Dataklasser"
* provision.provision.purpose MS

Profile: LenkeConsentObjection
Parent: Consent
Id: lenke-consent-objection
Title: "Objection to disclosure"
Description: "The patient, or one who has parental responsibility, objects to a recipient (pbrl § 5-3). Stands above treatment sharing, not above a duty by law."
* obeys lenke-con-1
* insert ConsentFrame(LenkeObjections)
* policyRule 1..1 MS
* provision.type 1..1
* provision.type = #permit
* provision.provision 1..* MS
* provision.provision.type 1..1
* provision.provision.type = #deny
* provision.provision.actor 1..* MS
* provision.provision.actor.role from TkRoleCodes (required)
* provision.provision.actor ^short = "Whom the objection is about | Hvem det gjelder"
* provision.provision.action 1..* MS
* provision.provision.action from LenkeConsentActions (required)
* provision.provision.securityLabel from TkDataClassCodes (required)

Profile: LenkeConsentControl
Parent: Consent
Id: lenke-consent-control
Title: "Agreement on urine control"
Description: "The woman agrees to give urine samples, for how long. She may withdraw; that is no breach by itself (D-08)."
* obeys lenke-con-1
* insert ConsentFrame(LenkeAgreements)
* performer 1..* MS
* provision.period 1..1 MS
* provision.period.start 1..1

Profile: LenkeFlag
Parent: Flag
Id: lenke-flag
Title: "Flag"
Description: "What everyone who opens the case must see, while it is in force."
* status MS
* code from TkFlagCodes (required)
* code ^short = "What is in force | Hva som gjelder"
* insert AboutPatient
* period 1..1 MS
* period.start 1..1
* author 1..1 MS

Invariant: lenke-aud-1
Description: "A decision names its legal basis."
Expression: "purposeOfEvent.coding.where(system = 'https://lenke.example/fhir/CodeSystem/tk-legal-basis').exists()"
Severity: #error

Profile: LenkeAuditDisclosure
Parent: AuditEvent
Id: lenke-audit-disclosure
Title: "Decision on disclosure"
Description: "Who asked, who would receive, whose data, which classes, on what basis, permitted or refused; no clinical content. The attributes follow the trust framework: who acts, for which organisation, why."
* obeys lenke-aud-1
* action 1..1 MS
* recorded MS
* outcome 1..1 MS
* purposeOfEvent 1..* MS
* purposeOfEvent ^short = "Legal basis and purpose | Hjemmel og formål"
* agent 1..* MS
* agent.who 1..1 MS
* agent.role MS
* agent.role ^short = "Role of sender and recipient | Rolle"
* entity 1..* MS
* entity.what 1..1 MS
* entity.securityLabel MS
* entity.securityLabel ^short = "Data classes asked for | Dataklasser"

Profile: LenkeProvenance
Parent: Provenance
Id: lenke-provenance
Title: "Origin"
Description: "From whom and from which message a resource came, and what the gateway changed."
* target MS
* occurred[x] MS
* agent.onBehalfOf ^short = "Organisation acted for | Virksomheten det ble handlet for"
* activity 1..1 MS
* agent MS
* agent.who MS
* agent.onBehalfOf MS
* entity MS
