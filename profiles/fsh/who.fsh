// Who: the woman, the child, those around them, and the services.

Profile: LenkeAddress
Parent: Address
Id: lenke-address
Title: "Address with municipality"
Description: "An address as no-basis writes it: the number of the municipality is an extension on the primitive district, and decides which services a person belongs to."
* insert Bokmal([[Adresse med kommune]], [[En adresse slik no-basis skriver den: kommunenummeret er en utvidelse på det primitive elementet district, og avgjør hvilke tjenester en person hører til.]])
* district MS
* district ^short = "Name of the municipality | Kommunens navn"
* obeys lenke-municipality

Invariant: lenke-municipality
Description: "The number of the municipality stands in the extension no-basis-municipalitycode on district, as a Coding of four digits with its system."
Expression: "district.extension.where(url = 'http://hl7.no/fhir/StructureDefinition/no-basis-municipalitycode').all(value.system.exists() and value.code.matches('^[0-9]{4}$'))"
Severity: #error

Invariant: lenke-pat-1
Description: "The woman is known by a national identity number, a D-number or a common help number."
Expression: "identifier.where(system in ('urn:oid:2.16.578.1.12.4.1.4.1' | 'urn:oid:2.16.578.1.12.4.1.4.2' | 'urn:oid:2.16.578.1.12.4.1.4.3')).exists()"
Severity: #error

Invariant: lenke-pat-2
Description: "A child without a national number carries an id of the sender: a UUID, or one of the gateway's naming systems."
Expression: "identifier.where(system = 'urn:ietf:rfc:3986' or system.startsWith('https://')).exists()"
Severity: #error

Invariant: lenke-pat-3
Description: "A child without a number has neither a national identity number nor a D-number yet."
Expression: "identifier.where(system in ('urn:oid:2.16.578.1.12.4.1.4.1' | 'urn:oid:2.16.578.1.12.4.1.4.2')).empty()"
Severity: #error

Profile: LenkePatientMother
Parent: Patient
Id: lenke-patient-mother
Title: "Mother"
Description: "The woman of the pathway, from the first concern on. Data about the unborn child belong to her record (D-03)."
* insert Bokmal([[Mor]], [[Kvinnen i forløpet, fra første bekymring. Opplysninger om det ufødte barnet hører til hennes journal (D-03).]])
* obeys lenke-pat-1
* identifier 1..* MS
* insert PersonNumbers
* insert HelpNumber
* active MS
* name 1..* MS
* name.family 1..1 MS
* name ^short = "Her name | Navnet hennes"
* gender 1..1 MS
* birthDate 1..1 MS
* birthDate ^short = "Date of birth; decides youth and adult services | Fødselsdato; avgjør tjenester for unge og voksne"
* address MS
* address only LenkeAddress
* communication.language MS
* generalPractitioner MS
* generalPractitioner ^short = "GP: receives notices of birth and epikriser | Fastlege"

Profile: LenkePatientChild
Parent: Patient
Id: lenke-patient-child
Title: "Child"
Description: "A live-born child. No Patient exists before birth, nor for a stillborn child (D-03)."
* insert Bokmal([[Barn]], [[Et levendefødt barn. Det finnes ingen Patient før fødselen, og heller ikke for et dødfødt barn (D-03).]])
* identifier 1..* MS
* identifier.system 1..1
* identifier.value 1..1
* insert PersonNumbers
* insert HelpNumber
* gender 1..1 MS
* birthDate 1..1 MS
* birthDate ^short = "Date of birth; every deadline of the child counts from it | Fødselsdato; alle frister regnes herfra"
* multipleBirth[x] MS
* multipleBirth[x] ^short = "Order of a twin | Rekkefølge for tvilling"
* address MS
* address only LenkeAddress
* generalPractitioner MS
* managingOrganization MS

Profile: LenkePatientChildWithoutNumber
Parent: LenkePatientChild
Id: lenke-patient-child-without-number
Title: "Child without a number"
Description: "A newborn before the national identity number is given: a common help number, or the local H-number of the hospital, which is unique only with its assigner, beside an id of the sender."
* insert Bokmal([[Barn uten nummer]], [[En nyfødt før fødselsnummeret er tildelt: et felles hjelpenummer, eller sykehusets lokale H-nummer, som bare er entydig sammen med utstederen, ved siden av en id fra avsenderen.]])
* obeys lenke-pat-2 and lenke-pat-3
* identifier contains HNR 0..1 MS
* identifier[HNR] ^short = "Local H-number | Lokalt H-nummer"
* identifier[HNR].type 1..1
* identifier[HNR].type.coding.system 1..1
* identifier[HNR].type.coding.system = "urn:oid:2.16.578.1.12.4.1.1.8327" (exactly)
* identifier[HNR].type.coding.code 1..1
* identifier[HNR].type.coding.code = #HNR (exactly)
* identifier[HNR].system 1..1
* identifier[HNR].system = "HNR" (exactly)
* identifier[HNR].value 1..1
* identifier[HNR].assigner 1..1
* identifier[HNR].assigner ^short = "Hospital that gave the number | Sykehuset som ga nummeret"

Profile: LenkePatientProtected
Parent: Patient
Id: lenke-patient-protected
Title: "Person with a protected address"
Description: "A person whose address is confidential (kode 6 and 7): labelled, and without address and telecom wherever the gateway passes it on (D-10)."
* insert Bokmal([[Person med skjermet adresse]], [[En person med fortrolig adresse (kode 6 og 7): merket, og uten adresse og kontaktopplysninger overalt der gatewayen sender videre (D-10).]])
* meta 1..1
* meta.security 1..* MS
* meta.security ^slicing.discriminator.type = #value
* meta.security ^slicing.discriminator.path = "system"
* meta.security ^slicing.rules = #open
* meta.security contains confidentiality 1..1 MS
* meta.security[confidentiality] from LenkeConfidential (required)
* meta.security[confidentiality].system 1..1
* meta.security[confidentiality].system = "http://terminology.hl7.org/CodeSystem/v3-Confidentiality" (exactly)
* meta.security[confidentiality].code 1..1
* meta.security[confidentiality] ^short = "Restricted or very restricted | Fortrolig eller strengt fortrolig"
* identifier 1..* MS
* insert PersonNumbers
* telecom 0..0
* address 0..0
* photo 0..0
* contact.telecom 0..0
* contact.address 0..0

Invariant: lenke-rp-1
Description: "The relation to the patient is said with a code of no-basis: family relation, parental responsibility or marital status."
Expression: "relationship.coding.where(system.startsWith('http://hl7.no/fhir/CodeSystem/no-basis-')).exists()"
Severity: #error

Invariant: lenke-rp-2
Description: "A related person is known by an identifier or by name."
Expression: "identifier.exists() or name.exists()"
Severity: #error

Profile: LenkeRelatedPerson
Parent: RelatedPerson
Id: lenke-related-person
Title: "Related person"
Description: "Who is related to the patient: the mother of a child, a partner, a sibling, or a stillborn child she wants registered. Nobody gets data because of a relation alone (D-04)."
* insert Bokmal([[Nærstående]], [[Den som er i slekt med pasienten: mor til et barn, partner, søsken, eller et dødfødt barn hun ønsker registrert. Ingen får opplysninger på grunn av slektskap alene (D-04).]])
* obeys lenke-rp-1 and lenke-rp-2
* identifier MS
* insert PersonNumbers
* active 1..1 MS
* patient MS
* patient ^short = "To whom this person is related | Hvem personen er i slekt med"
* relationship 1..* MS
* relationship ^short = "Family relation, or who has parental responsibility | Familierelasjon eller foreldreansvar"
* name MS
* address only LenkeAddress

Profile: LenkePractitioner
Parent: Practitioner
Id: lenke-practitioner
Title: "Professional"
Description: "A person with responsibility of her own: known by HPR number. Never named in statistics (D-12)."
* insert Bokmal([[Fagperson]], [[En person med selvstendig ansvar, kjent på HPR-nummer. Nevnes aldri i statistikk (D-12).]])
* identifier 1..* MS
* insert PersonNumbers
* identifier contains HPR 0..1 MS
* identifier[HPR] ^short = "Number in the register of health personnel | HPR-nummer"
* identifier[HPR].system 1..1
* identifier[HPR].system = "urn:oid:2.16.578.1.12.4.1.4.4" (exactly)
* identifier[HPR].value 1..1
* name 1..* MS
* name.family 1..1

Invariant: lenke-pr-1
Description: "A role belongs to a person or to an organisation."
Expression: "practitioner.exists() or organization.exists()"
Severity: #error

Profile: LenkePractitionerRole
Parent: PractitionerRole
Id: lenke-practitioner-role
Title: "Professional in a service"
Description: "A professional acting for an organisation; the one a duty Task is addressed to."
* insert Bokmal([[Fagperson i en tjeneste]], [[En fagperson som handler for en virksomhet; den en pliktoppgave rettes til.]])
* obeys lenke-pr-1
* active MS
* practitioner MS
* organization MS
* code 1..* MS
* code ^short = "Role, of list 9034 or tk-role | Rolle"
* period MS

Invariant: lenke-org-1
Description: "A HER-id is an address of a communication party, never the identity of an organisation: put it on the Endpoint or PractitionerRole."
Expression: "identifier.where(system = 'urn:oid:2.16.578.1.12.4.1.2').empty()"
Severity: #error

Profile: LenkeOrganization
Parent: Organization
Id: lenke-organization
Title: "Organisation"
Description: "A hospital, municipality, ward or service with an organisation number of its own."
* insert Bokmal([[Virksomhet]], [[Et sykehus, en kommune, avdeling eller tjeneste med eget organisasjonsnummer.]])
* obeys lenke-org-1
* identifier 1..* MS
* identifier ^slicing.discriminator.type = #value
* identifier ^slicing.discriminator.path = "system"
* identifier ^slicing.rules = #open
* identifier contains ENH 1..1 MS and RSH 0..1 MS
* identifier[ENH] ^short = "Organisation number | Organisasjonsnummer"
* identifier[ENH].system 1..1
* identifier[ENH].system = "urn:oid:2.16.578.1.12.4.1.4.101" (exactly)
* identifier[ENH].value 1..1
* identifier[ENH].value obeys lenke-org-number
* identifier[RSH] ^short = "RESH id | RESH-id"
* identifier[RSH].system 1..1
* identifier[RSH].system = "urn:oid:2.16.578.1.12.4.1.4.102" (exactly)
* identifier[RSH].value 1..1
* active 1..1 MS
* name 1..1 MS
* address only LenkeAddress
* partOf MS

Extension: LenkeLastVerified
Id: lenke-last-verified
Title: "Last verified"
Description: "The day somebody last checked that what is said of a service is so (S2-60). Without it nobody has said."
Context: HealthcareService
* insert Bokmal([[Sist kontrollert]], [[Dagen noen sist kontrollerte at det som sies om en tjeneste, stemmer (S2-60). Uten den har ingen sagt det.]])
* value[x] only date

Extension: LenkeEligibleAge
Id: lenke-eligible-age
Title: "Age of those it is for"
Description: "Ages in completed years a criterion of a service asks for: low counts, high does not. Below 25 and from 25 leave nobody out (C-09)."
Context: HealthcareService.eligibility
* insert Bokmal([[Alder på dem det er for]], [[Alder i fylte år et vilkår for en tjeneste spør etter: nedre grense er med, øvre er ikke. Under 25 og fra 25 utelater ingen (C-09).]])
* value[x] 1..1
* value[x] only Range

Extension: LenkeServiceAgreement
Id: lenke-service-agreement
Title: "Agreement to serve another municipality"
Description: "A service is there for a municipality that shares or buys it: in which period, and who answers for the data (S2-05). Outside the period it is not."
Context: HealthcareService.coverageArea
* insert Bokmal([[Avtale om å dekke en annen kommune]], [[En tjeneste dekker en kommune som deler eller kjøper den: i hvilken periode, og hvem som svarer for opplysningene (S2-05). Utenfor perioden dekker den ikke.]])
* extension contains
    period 1..1 and
    controller 1..1
* extension[period] ^short = "When the agreement runs | Når avtalen gjelder"
* extension[period].value[x] 1..1
* extension[period].value[x] only Period
* extension[controller] ^short = "Who is controller of the data | Hvem som er behandlingsansvarlig"
* extension[controller].value[x] 1..1
* extension[controller].value[x] only Reference(Organization)

Invariant: lenke-hs-1
Description: "What is offered to people says what it does, who gets it, and how one gets there: without appointment, or by a way to refer."
Expression: "(active = true and category.coding.where(system = 'https://lenke.example/fhir/CodeSystem/tk-need').exists()) implies (comment.exists() and eligibility.exists() and (referralMethod.exists() or appointmentRequired = false))"
Severity: #error

Invariant: lenke-hs-2
Description: "A criterion of age says which ages."
Expression: "eligibility.where(code.coding.where(system = 'https://lenke.example/fhir/CodeSystem/tk-criterion' and code = 'age').exists()).all(extension.where(url = 'https://lenke.example/fhir/StructureDefinition/lenke-eligible-age').exists())"
Severity: #error

Profile: LenkeHealthcareService
Parent: HealthcareService
Id: lenke-healthcare-service
Title: "Service"
Description: "What is sent to: a service, not a person or a department. A service type in the address register gives no legal basis."
* insert Bokmal([[Tjeneste]], [[Det som sendes til: en tjeneste, ikke en person eller en avdeling. En tjenestetype i Adresseregisteret gir ingen hjemmel.]])
* obeys lenke-hs-1 and lenke-hs-2
* active 1..1 MS
* providedBy 1..1 MS
* providedBy ^short = "Organisation that answers for it | Virksomheten som svarer for tjenesten"
* type MS
* type from LenkeServiceTypes (extensible)
* type ^short = "Type in the address register | Tjenestetype i Adresseregisteret"
* extension contains LenkeLastVerified named verified 0..1
* category from TkNeedCodes (extensible)
* category ^short = "What it is for | Hva tilbudet er for"
* characteristic from LenkeOfferCharacteristics (extensible)
* characteristic ^short = "Level and traits: low threshold, outpatient, digital | Nivå og kjennetegn: lavterskel, poliklinisk, digital"
* comment ^short = "What it does | Hva tjenesten gjør"
* eligibility.extension contains LenkeEligibleAge named age 0..1
* eligibility.code from TkCriterionCodes (extensible)
* eligibility ^short = "Who gets it; a person decides what no register answers | Hvem som får tilbudet; det et register ikke kan svare på, avgjør en person"
* referralMethod ^short = "How to refer | Hvordan man henviser"
* name 1..1 MS
* coverageArea MS
* coverageArea ^short = "Municipalities it covers, and postal codes within them | Kommuner den dekker, og postnumre i dem"
* coverageArea.extension contains LenkeServiceAgreement named agreement 0..1
* endpoint MS

Invariant: lenke-ep-1
Description: "The address of an endpoint is http, https, amqp, amqps or mailto."
Expression: "matches('^(https?://|amqps?://|mailto:)')"
Severity: #error

Profile: LenkeEndpoint
Parent: Endpoint
Id: lenke-endpoint
Title: "Endpoint"
Description: "Where and in which format a service takes deliveries. Without one it can be judged, but not sent to."
* insert Bokmal([[Endepunkt]], [[Hvor og i hvilket format en tjeneste tar imot leveringer. Uten et kan tjenesten vurderes, men ikke sendes til.]])
* identifier ^slicing.discriminator.type = #value
* identifier ^slicing.discriminator.path = "system"
* identifier ^slicing.rules = #open
* identifier contains HER 0..1 MS
* identifier[HER] ^short = "HER-id of the communication party | HER-id"
* identifier[HER].system 1..1
* identifier[HER].system = "urn:oid:2.16.578.1.12.4.1.2" (exactly)
* identifier[HER].value 1..1
* status MS
* connectionType MS
* managingOrganization 1..1 MS
* payloadMimeType 1..* MS
* address MS
* address obeys lenke-ep-1

Invariant: lenke-ct-1
Description: "An active team has exactly one active coordinator (C-12)."
Expression: "status = 'active' implies participant.where(role.coding.where(system = 'https://lenke.example/fhir/CodeSystem/tk-role' and code = 'coordinator').exists() and period.end.empty()).count() = 1"
Severity: #error

Profile: LenkeCareTeam
Parent: CareTeam
Id: lenke-care-team
Title: "Team around the family"
Description: "Who works with the woman or the child, and who coordinates. Hand-over of coordination is an explicit change: the old seat ends, the new begins."
* insert Bokmal([[Team rundt familien]], [[Hvem som arbeider med kvinnen eller barnet, og hvem som koordinerer. Overføring av koordineringen er en uttrykt endring: den gamle plassen avsluttes, den nye begynner.]])
* obeys lenke-ct-1
* status 1..1 MS
* insert AboutPatient
* period MS
* participant 1..* MS
* participant.role 1..* MS
* participant.role ^short = "Role in the team | Rolle i teamet"
* participant.member MS
* participant.member ^short = "Who; without it nobody is found for the seat | Hvem"
* participant.period MS
* managingOrganization MS
