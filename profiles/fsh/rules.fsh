// Rule sets that several profiles share.

RuleSet: PersonNumbers
* identifier ^slicing.discriminator.type = #value
* identifier ^slicing.discriminator.path = "system"
* identifier ^slicing.rules = #open
* identifier contains FNR 0..1 MS and DNR 0..1 MS
* identifier[FNR] ^short = "National identity number | Fødselsnummer"
* identifier[FNR].system 1..1
* identifier[FNR].system = "urn:oid:2.16.578.1.12.4.1.4.1" (exactly)
* identifier[FNR].value 1..1
* identifier[FNR].value obeys lenke-person-number
* identifier[DNR] ^short = "D-number | D-nummer"
* identifier[DNR].system 1..1
* identifier[DNR].system = "urn:oid:2.16.578.1.12.4.1.4.2" (exactly)
* identifier[DNR].value 1..1
* identifier[DNR].value obeys lenke-person-number

RuleSet: HelpNumber
* identifier contains FHN 0..1 MS
* identifier[FHN] ^short = "Common help number, when no other is known | Felles hjelpenummer"
* identifier[FHN].system 1..1
* identifier[FHN].system = "urn:oid:2.16.578.1.12.4.1.4.3" (exactly)
* identifier[FHN].value 1..1

RuleSet: OneIdentifier
* identifier 1..* MS
* identifier ^short = "The sender's own id, by which a repeat is recognised | Avsenderens id, så en gjentakelse kjennes igjen"
* identifier.system 1..1
* identifier.value 1..1

RuleSet: AboutPatient
* subject 1..1 MS
* subject only Reference(Patient)
* subject ^short = "Whose record this belongs to | Hvem opplysningen gjelder"

RuleSet: LocalCode(system, code)
* code = https://lenke.example/fhir/CodeSystem/{system}#{code}

Invariant: lenke-person-number
Description: "A national identity number or D-number is eleven digits without spaces."
Expression: "matches('^[0-9]{11}$')"
Severity: #error

Invariant: lenke-org-number
Description: "An organisation number is nine digits without spaces."
Expression: "matches('^[0-9]{9}$')"
Severity: #error

RuleSet: Bokmal(title, description)
* ^title.extension[0].url = "http://hl7.org/fhir/StructureDefinition/translation"
* ^title.extension[0].extension[0].url = "lang"
* ^title.extension[0].extension[0].valueCode = #nb
* ^title.extension[0].extension[1].url = "content"
* ^title.extension[0].extension[1].valueString = "{title}"
* ^description.extension[0].url = "http://hl7.org/fhir/StructureDefinition/translation"
* ^description.extension[0].extension[0].url = "lang"
* ^description.extension[0].extension[0].valueCode = #nb
* ^description.extension[0].extension[1].url = "content"
* ^description.extension[0].extension[1].valueString = "{description}"
