// How it travels: documents, messages, transactions.

RuleSet: Letter
* identifier 1..1 MS
* identifier.system 1..1
* identifier.value 1..1
* status MS
* type MS
* type from LenkeDocumentTypes (required)
* type ^short = "Type of list 9602 | Dokumenttype i 9602"
* insert AboutPatient
* date MS
* author MS
* title MS
* custodian 1..1 MS
* section 1..* MS

Invariant: lenke-comp-1
Description: "A final document says who signed it."
Expression: "status in ('final' | 'amended') implies attester.where(mode in ('legal' | 'professional') and party.exists()).exists()"
Severity: #error

Profile: LenkeEpikrise
Parent: Composition
Id: lenke-epikrise
Title: "Epikrise"
Description: "The letter after a stay (hpl § 45 a). The mother's and the child's are two letters (D-04). Final and signed, it is sent; preliminary, it waits."
* insert Bokmal([[Epikrise]], [[Brevet etter et opphold (hpl § 45 a). Mors og barnets er to brev (D-04). Endelig og underskrevet sendes det; foreløpig venter det.]])
* obeys lenke-comp-1
* insert Letter
* type.coding 1..*
* attester MS

Profile: LenkeLarForm
Parent: Composition
Id: lenke-lar-form
Title: "LAR form to labour and maternity ward"
Description: "Due at 36 completed weeks, sent at once at labour."
* insert Bokmal([[LAR-skjema til føde og barsel]], [[Frist ved 36 fullgåtte uker, sendes straks ved fødselsstart.]])
* obeys lenke-comp-1
* insert Letter
* category 1..1 MS
* category = $tk-document-type#lar-fode-barsel

Profile: LenkeHabuReport
Parent: Composition
Id: lenke-habu-report
Title: "Report of the programme 0-6"
Description: "To parents, child health centre and GP; to child welfare only with the parents' agreement and a known case."
* insert Bokmal([[Rapport fra programmet 0–6]], [[Til foreldre, helsestasjon og fastlege; til barnevernet bare når foreldrene er enige og saken er kjent.]])
* obeys lenke-comp-1
* insert Letter
* category 1..1 MS
* category = $tk-document-type#habu-report

Invariant: lenke-doc-1
Description: "The first entry of a document is its Composition."
Expression: "entry.first().resource is Composition"
Severity: #error

Profile: LenkeDocument
Parent: Bundle
Id: lenke-document
Title: "Document"
Description: "A signed letter with everything it points at, stored and passed on unchanged."
* insert Bokmal([[Dokument]], [[Et underskrevet brev med alt det peker på, lagret og sendt videre uendret.]])
* obeys lenke-doc-1
* identifier 1..1 MS
* identifier ^short = "Id of the document | Dokumentets id"
* type = #document
* timestamp 1..1 MS
* entry 1..* MS
* entry.fullUrl 1..1
* entry.resource 1..1

Profile: LenkeDocumentReference
Parent: DocumentReference
Id: lenke-document-reference
Title: "Reference to a document"
Description: "A document kept as it came: a decision, a form, an XML letter."
* insert Bokmal([[Henvisning til et dokument]], [[Et dokument slik det kom: et vedtak, et skjema, et brev i XML.]])
* insert OneIdentifier
* status MS
* type 1..1 MS
* type from LenkeDocumentTypes (required)
* insert AboutPatient
* date 1..1 MS
* author 1..* MS
* custodian MS
* content 1..1 MS
* content.attachment.contentType 1..1 MS

Profile: LenkeMessageHeader
Parent: MessageHeader
Id: lenke-message-header
Title: "Header of a message"
Description: "What happened, from whom, to whom. The answer names this id."
* insert Bokmal([[Meldingshode]], [[Hva som hendte, fra hvem, til hvem. Svaret nevner denne id-en.]])
* event[x] only Coding
* eventCoding from TkEventCodes (extensible)
* eventCoding ^short = "Event or action | Hendelse eller handling"
* destination 1..* MS
* source MS
* sender MS
* focus MS
* response MS

Profile: LenkeMessage
Parent: Bundle
Id: lenke-message
Title: "Message"
Description: "A header and everything it is about, self-contained: an event in, a delivery out, or a receipt."
* insert Bokmal([[Melding]], [[Et hode og alt det gjelder, selvstendig: en hendelse inn, en levering ut, eller en kvittering.]])
* type = #message
* timestamp 1..1 MS
* timestamp ^short = "When it was sent | Når den ble sendt"
* entry 1..* MS
* entry.fullUrl 1..1
* entry.resource 1..1
* entry ^slicing.discriminator.type = #type
* entry ^slicing.discriminator.path = "resource"
* entry ^slicing.rules = #open
* entry contains header 1..1 MS
* entry[header].resource only LenkeMessageHeader

Invariant: lenke-txn-1
Description: "A birth holds the outcome of the pregnancy, which is the event."
Expression: "entry.resource.ofType(Observation).where(code.coding.where(system = 'https://lenke.example/fhir/CodeSystem/tk-observation' and code = 'pregnancy-outcome').exists()).exists()"
Severity: #error

Invariant: lenke-txn-2
Description: "Every entry creates once, however often the transaction is sent: ifNoneExist, or PUT by condition or id."
Expression: "entry.all(request.method = 'PUT' or request.ifNoneExist.exists())"
Severity: #error

Profile: LenkeTransactionBirth
Parent: Bundle
Id: lenke-transaction-birth
Title: "Birth as a transaction"
Description: "What a hospital sends when a child is born: the stay, the outcome per fetus, each live-born child with its mother, weight and ward."
* insert Bokmal([[Fødsel som transaksjon]], [[Det et sykehus sender når et barn er født: oppholdet, utfallet per foster, hvert levendefødte barn med mor, vekt og avdeling.]])
* obeys lenke-txn-1 and lenke-txn-2
* type = #transaction
* entry 1..* MS
* entry ^short = "What the birth made known | Det fødselen gjorde kjent"
* entry.fullUrl 1..1
* entry.resource 1..1
* entry.request 1..1
