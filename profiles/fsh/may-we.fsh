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
* insert Bokmal([[Fritak fra taushetsplikt]], [[Typer samtykke som lar en mottaker få opplysninger.]])
* ^experimental = false
* $tk-consent-category#disclosure-release
* $tk-consent-category#barnevern-contact

ValueSet: LenkeObjections
Id: lenke-objections
Title: "Objections"
Description: "Kinds of consent that stop data."
* insert Bokmal([[Motsettelser]], [[Typer samtykke som stopper opplysninger.]])
* ^experimental = false
* $tk-consent-category#objection

ValueSet: LenkeAgreements
Id: lenke-agreements
Title: "Agreements on control"
Description: "Agreements on urine control and retention."
* insert Bokmal([[Avtaler om kontroll]], [[Avtaler om urinkontroll og tilbakehold.]])
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
* insert Bokmal([[Fritak fra taushetsplikt]], [[Pasienten, eller den som bestemmer for barnet, lar navngitte mottakere få navngitte dataklasser (hpl § 22). Alt som ikke er tillatt, er nektet. Tilbaketrekking er status inactive og stopper videre deling straks.]])
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
* insert Bokmal([[Motsetter seg deling]], [[Pasienten, eller en med foreldreansvar, motsetter seg en mottaker (pbrl § 5-3). Står over deling i behandling, ikke over en plikt etter lov.]])
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
* insert Bokmal([[Avtale om urinkontroll]], [[Kvinnen er enig i å gi urinprøver, og hvor lenge. Hun kan trekke seg; det er i seg selv ikke et brudd (D-08).]])
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
* insert Bokmal([[Varsel]], [[Det alle som åpner saken må se, så lenge det gjelder.]])
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
Description: "Who asked, who would receive, whose data, which classes, on what basis, permitted or refused; no clinical content."
* insert Bokmal([[Avgjørelse om deling]], [[Hvem som spurte, hvem som ville få, hvem det gjelder, hvilke klasser, på hvilket grunnlag, tillatt eller nektet; ikke noe klinisk innhold.]])
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

// Trust framework (Tillitsrammeverket, information model v-6): who asks, for which organisation, in which care relationship.

Extension: LenkeAttestedProfessional
Id: lenke-attested-professional
Title: "Attested professional"
Description: "Who the professional who asked is to her own organisation: authorisation, legal entity, point of care, department."
Context: AuditEvent.agent
* insert Bokmal([[Attestert fagperson]], [[Hvem fagpersonen som spurte er for sin egen virksomhet: autorisasjon, juridisk enhet, behandlingssted, avdeling.]])
* extension contains
    hprNumber 0..1 and
    authorization 0..1 and
    legalEntity 1..1 and
    pointOfCare 1..1 and
    department 0..1
* extension[hprNumber] ^short = "Number in the register of health personnel | HPR-nummer"
* extension[hprNumber].value[x] 1..1
* extension[hprNumber].value[x] only Identifier
* extension[hprNumber].valueIdentifier.system 1..1
* extension[hprNumber].valueIdentifier.system = "urn:oid:2.16.578.1.12.4.1.4.4" (exactly)
* extension[authorization] ^short = "Authorisation, of list 9060 | Autorisasjon, fra 9060"
* extension[authorization].value[x] 1..1
* extension[authorization].value[x] only Coding
* extension[authorization].valueCoding.system 1..1
* extension[authorization].valueCoding.system = "urn:oid:2.16.578.1.12.4.1.1.9060" (exactly)
* extension[legalEntity] ^short = "Legal entity, by organisation number | Juridisk enhet, med organisasjonsnummer"
* extension[legalEntity].value[x] 1..1
* extension[legalEntity].value[x] only Identifier
* extension[legalEntity].valueIdentifier.system 1..1
* extension[legalEntity].valueIdentifier.system = "urn:oid:2.16.578.1.12.4.1.4.101" (exactly)
* extension[legalEntity].valueIdentifier.value 1..1
* extension[legalEntity].valueIdentifier.value obeys lenke-org-number
* extension[pointOfCare] ^short = "Where care is given, by organisation number | Behandlingssted, med organisasjonsnummer"
* extension[pointOfCare].value[x] 1..1
* extension[pointOfCare].value[x] only Identifier
* extension[pointOfCare].valueIdentifier.system 1..1
* extension[pointOfCare].valueIdentifier.system = "urn:oid:2.16.578.1.12.4.1.4.101" (exactly)
* extension[pointOfCare].valueIdentifier.value 1..1
* extension[pointOfCare].valueIdentifier.value obeys lenke-org-number
* extension[department] ^short = "Department, such as a RESH id | Avdeling, for eksempel RESH-id"
* extension[department].value[x] 1..1
* extension[department].value[x] only Identifier

Extension: LenkeCareRelationship
Id: lenke-care-relationship
Title: "Care relationship"
Description: "The decision of her own system that she may ask for this patient, and when it attested so. The time is an instant: the seconds of the national draft overflow an R4 integer in 2038."
Context: AuditEvent
* insert Bokmal([[Behandlingsrelasjon]], [[Avgjørelsen i hennes eget system om at hun kan spørre om denne pasienten, og når det attesterte det. Tidspunktet er et instant: sekundene i det nasjonale utkastet går ut over et heltall i R4 i 2038.]])
* extension contains
    decision 1..1 and
    decisionText 0..1 and
    userSelected 1..1 and
    attested 1..1 and
    service 0..1
* extension[decision] ^short = "Id of the decision in the system that asks | Avgjørelsens id i systemet som spør"
* extension[decision].value[x] 1..1
* extension[decision].value[x] only string
* extension[decisionText] ^short = "The decision in words | Avgjørelsen i ord"
* extension[decisionText].value[x] 1..1
* extension[decisionText].value[x] only string
* extension[userSelected] ^short = "Whether she chose the reason herself | Om hun valgte grunnen selv"
* extension[userSelected].value[x] 1..1
* extension[userSelected].value[x] only boolean
* extension[attested] ^short = "When it was attested | Når det ble attestert"
* extension[attested].value[x] 1..1
* extension[attested].value[x] only instant
* extension[service] ^short = "Service in which care is given, of 8663 or 8655 | Tjenesten, fra 8663 eller 8655"
* extension[service].value[x] 1..1
* extension[service].value[x] only Coding

Invariant: lenke-aud-2
Description: "The professional who asks is known by national identity number or D-number."
Expression: "agent.where(requestor = true).who.identifier.where(system in ('urn:oid:2.16.578.1.12.4.1.4.1' | 'urn:oid:2.16.578.1.12.4.1.4.2')).exists()"
Severity: #error

Profile: LenkeAuditAttested
Parent: LenkeAuditDisclosure
Id: lenke-audit-attested
Title: "Decision on disclosure to a professional who asks"
Description: "A decision a professional asked for, with the attributes of the trust framework: who she is, for which legal entity and at which point of care, in which care relationship, for which purpose."
* insert Bokmal([[Avgjørelse om deling til en fagperson som spør]], [[En avgjørelse en fagperson har bedt om, med attributtene fra tillitsrammeverket: hvem hun er, for hvilken juridisk enhet og på hvilket behandlingssted, i hvilken behandlingsrelasjon, til hvilket formål.]])
* obeys lenke-aud-2
* extension contains LenkeCareRelationship named careRelationship 1..1 MS
* extension[careRelationship] ^short = "Care relationship, attested | Attestert behandlingsrelasjon"
* agent ^slicing.discriminator.type = #value
* agent ^slicing.discriminator.path = "requestor"
* agent ^slicing.rules = #open
* agent contains requester 1..1 MS
* agent[requester] ^short = "The professional who asks | Fagpersonen som spør"
* agent[requester].requestor = true (exactly)
* agent[requester].who.identifier 1..1
* agent[requester].extension contains LenkeAttestedProfessional named professional 1..1 MS
* agent[requester].extension[professional] ^short = "What her organisation says of her | Hva virksomheten sier om henne"
* purposeOfEvent ^slicing.discriminator.type = #value
* purposeOfEvent ^slicing.discriminator.path = "coding.system"
* purposeOfEvent ^slicing.rules = #open
* purposeOfEvent contains basis 1..* MS and use 1..1 MS and detail 0..1
* purposeOfEvent[basis] ^short = "Legal basis | Hjemmel"
* purposeOfEvent[basis].coding 1..1
* purposeOfEvent[basis].coding.system 1..1
* purposeOfEvent[basis].coding.system = "https://lenke.example/fhir/CodeSystem/tk-legal-basis" (exactly)
* purposeOfEvent[use] ^short = "Purpose of use, such as TREAT | Formål, for eksempel TREAT"
* purposeOfEvent[use].coding 1..1
* purposeOfEvent[use].coding.system 1..1
* purposeOfEvent[use].coding.system = "urn:oid:2.16.840.1.113883.1.11.20448" (exactly)
* purposeOfEvent[use].coding.code 1..1
* purposeOfEvent[detail] ^short = "Detail of the purpose, of list 9151 | Formålet nærmere, fra 9151"
* purposeOfEvent[detail].coding 1..1
* purposeOfEvent[detail].coding.system 1..1
* purposeOfEvent[detail].coding.system = "urn:oid:2.16.578.1.12.4.1.1.9151" (exactly)

Profile: LenkeProvenance
Parent: Provenance
Id: lenke-provenance
Title: "Origin"
Description: "From whom and from which message a resource came, and what the gateway changed."
* insert Bokmal([[Opphav]], [[Fra hvem og fra hvilken melding en ressurs kom, og hva gatewayen endret.]])
* target MS
* occurred[x] MS
* agent.onBehalfOf ^short = "Organisation acted for | Virksomheten det ble handlet for"
* activity 1..1 MS
* agent MS
* agent.who MS
* agent.onBehalfOf MS
* entity MS
