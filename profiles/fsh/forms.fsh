// Forms of the pathway: the profile of a form, who answered which, and the forms whose fields are our own.

Invariant: lenke-q-1
Description: "A form says what each of its items asks, or says in copyright to whom the texts belong."
Expression: "copyright.exists() or repeat(item).all(text.exists())"
Severity: #error

Invariant: lenke-q-2
Description: "What a form in bokmål says - its title and the text of each item - is said in English too."
Expression: "language = 'nb' implies (title.extension('http://hl7.org/fhir/StructureDefinition/translation').extension.where(url = 'lang').value = 'en' and repeat(item).where(text.exists()).all(text.extension('http://hl7.org/fhir/StructureDefinition/translation').extension.where(url = 'lang').value = 'en'))"
Severity: #error

Profile: LenkeQuestionnaire
Parent: Questionnaire
Id: lenke-questionnaire
Title: "Form of the pathway"
Description: "A form by its items. Where the texts of an instrument belong to others, items are known by linkId alone and the copyright says so."
* insert Bokmal([[Skjema i forløpet]], [[Et skjema med sine spørsmål. Der tekstene i et verktøy tilhører andre, er spørsmålene bare kjent på linkId, og copyright sier det.]])
* obeys lenke-q-1 and lenke-q-2
* language 1..1
* language ^short = "Language of the texts | Språket i tekstene"
* url 1..1 MS
* version 1..1 MS
* title 1..1 MS
* status MS
* subjectType 1..* MS
* publisher 1..1 MS
* copyright MS
* code MS
* item 1..* MS
* item.text MS

Invariant: lenke-qr-1
Description: "What was observed on the maternity ward answers the form barsel-observation."
Expression: "questionnaire.startsWith('https://lenke.example/fhir/Questionnaire/barsel-observation')"
Severity: #error

Profile: LenkeWardObservation
Parent: LenkeScreeningResponse
Id: lenke-ward-observation
Title: "Observation on the maternity ward"
Description: "One shift of the observation form: how the child feeds and settles, and how parents and child are together (S0-79, S0-80). In the child's record."
* insert Bokmal([[Observasjon på barsel]], [[Én vakt av observasjonsskjemaet: hvordan barnet spiser og roer seg, og hvordan foreldre og barn har det sammen (S0-79, S0-80). I barnets journal.]])
* obeys lenke-qr-1
* encounter 1..1 MS
* encounter ^short = "The stay on the ward | Oppholdet på avdelingen"

Invariant: lenke-qr-2
Description: "The information from the LAR team answers the form lar-fode-barsel."
Expression: "questionnaire.startsWith('https://lenke.example/fhir/Questionnaire/lar-fode-barsel')"
Severity: #error

Profile: LenkeLarResponse
Parent: LenkeScreeningResponse
Id: lenke-lar-response
Title: "Answers of the LAR form"
Description: "What the LAR team tells the wards before the birth: medicine and dose, samples, who answers, what is agreed (S0-95). The letter lenke-lar-form carries it; in progress means that it is not complete yet."
* insert Bokmal([[Svar i LAR-skjemaet]], [[Det LAR-teamet forteller avdelingene før fødselen: legemiddel og dose, prøver, hvem som svarer, hva som er avtalt (S0-95). Brevet lenke-lar-form bærer det; påbegynt betyr at det ikke er ferdig ennå.]])
* obeys lenke-qr-2
* basedOn MS
* basedOn ^short = "The plan or referral it belongs to | Planen eller henvisningen det hører til"

RuleSet: English(en)
* text.extension[0].url = "http://hl7.org/fhir/StructureDefinition/translation"
* text.extension[0].extension[0].url = "lang"
* text.extension[0].extension[0].valueCode = #en
* text.extension[0].extension[1].url = "content"
* text.extension[0].extension[1].valueString = "{en}"

RuleSet: Ask(id, kind, nb, en)
* linkId = "{id}"
* type = #{kind}
* text = "{nb}"
* insert English([[{en}]])

RuleSet: Between(least, most)
* extension[0].url = "http://hl7.org/fhir/StructureDefinition/minValue"
* extension[0].valueInteger = {least}
* extension[1].url = "http://hl7.org/fhir/StructureDefinition/maxValue"
* extension[1].valueInteger = {most}

RuleSet: Option(code, nb, en)
* answerOption[+].valueCoding.system = "https://lenke.example/fhir/CodeSystem/tk-form-answer"
* answerOption[=].valueCoding.code = #{code}
* answerOption[=].valueCoding.display = "{nb}"
* answerOption[=].valueCoding.display.extension[0].url = "http://hl7.org/fhir/StructureDefinition/translation"
* answerOption[=].valueCoding.display.extension[0].extension[0].url = "lang"
* answerOption[=].valueCoding.display.extension[0].extension[0].valueCode = #en
* answerOption[=].valueCoding.display.extension[0].extension[1].url = "content"
* answerOption[=].valueCoding.display.extension[0].extension[1].valueString = "{en}"

RuleSet: Form(id, nb, en, formaal, purpose)
* language = #nb
* url = "https://lenke.example/fhir/Questionnaire/{id}"
* version = "0.1.0"
* name = "Form_{id}"
* title = "{nb}"
* title.extension[0].url = "http://hl7.org/fhir/StructureDefinition/translation"
* title.extension[0].extension[0].url = "lang"
* title.extension[0].extension[0].valueCode = #en
* title.extension[0].extension[1].url = "content"
* title.extension[0].extension[1].valueString = "{en}"
* status = #active
* experimental = false
* date = "2026-11-22"
* publisher = "Lenke"
* description = "{formaal}"
* description.extension[0].url = "http://hl7.org/fhir/StructureDefinition/translation"
* description.extension[0].extension[0].url = "lang"
* description.extension[0].extension[0].valueCode = #en
* description.extension[0].extension[1].url = "content"
* description.extension[0].extension[1].valueString = "{purpose}"
* subjectType = #Patient

Instance: barsel-observation
InstanceOf: LenkeQuestionnaire
Usage: #definition
* insert Form(barsel-observation, [[Observasjon på barsel]], [[Observation on the maternity ward]], [[Fylles ut én gang per vakt mens mor og barn er på barsel. Feltene er våre egne; et sykehus med eget skjema bruker det.]], [[Filled in once per shift while mother and child are on the maternity ward. The fields are our own; a hospital with a form of its own uses that.]])
* item[0] insert Ask(shift, choice, [[Vakt]], [[Shift]])
* item[0].required = true
* item[0] insert Option(day, [[Dag]], [[Day]])
* item[0] insert Option(evening, [[Kveld]], [[Evening]])
* item[0] insert Option(night, [[Natt]], [[Night]])
* item[1] insert Ask(child, group, [[Barnet]], [[The child]])
* item[1].item[0] insert Ask(child.feeding, choice, [[Hvordan har barnet fått mat?]], [[How has the child been fed?]])
* item[1].item[0].repeats = true
* item[1].item[0] insert Option(breast, [[Ved brystet]], [[At the breast]])
* item[1].item[0] insert Option(mothers-milk, [[Morsmelk på annen måte]], [[Mother's milk in another way]])
* item[1].item[0] insert Option(formula, [[Morsmelkerstatning]], [[Formula]])
* item[1].item[0] insert Option(tube, [[På sonde]], [[By tube]])
* item[1].item[1] insert Ask(child.weight, integer, [[Vekt i gram]], [[Weight in grams]])
* item[1].item[1] insert Between(300, 8000)
* item[1].item[2] insert Ask(child.settling, choice, [[Ro og søvn]], [[Calm and sleep]])
* item[1].item[2] insert Option(settles-alone, [[Roer seg selv]], [[Settles alone]])
* item[1].item[2] insert Option(settles-with-help, [[Roer seg med hjelp]], [[Settles with help]])
* item[1].item[2] insert Option(hard-to-settle, [[Vanskelig å roe]], [[Hard to settle]])
* item[1].item[3] insert Ask(child.withdrawal-signs, boolean, [[Er det sett tegn som kan være abstinens?]], [[Were signs seen that may be withdrawal?]])
* item[1].item[3].required = true
* item[1].item[4] insert Ask(child.nas-total, integer, [[Totalskår på avdelingens skåringsskjema, når det er skåret]], [[Total of the ward's scoring sheet, when scored]])
* item[1].item[4] insert Between(0, 60)
* item[1].item[4].enableWhen.question = "child.withdrawal-signs"
* item[1].item[4].enableWhen.operator = #=
* item[1].item[4].enableWhen.answerBoolean = true
* item[2] insert Ask(together, group, [[Samspill og stell]], [[Together and care]])
* item[2].item[0] insert Ask(together.attachment, text, [[Hvordan foreldre og barn finner hverandre]], [[How parents and child find each other]])
* item[2].item[1] insert Ask(together.breastfeeding-help, boolean, [[Ønskes hjelp til amming?]], [[Is help with breastfeeding wanted?]])
* item[2].item[2] insert Ask(together.care, choice, [[Hva foreldrene har gjort i vakten]], [[What the parents have done in the shift]])
* item[2].item[2].repeats = true
* item[2].item[2] insert Option(nappy, [[Bleieskift]], [[Changing nappies]])
* item[2].item[2] insert Option(washing, [[Stell og vask]], [[Washing]])
* item[2].item[2] insert Option(feeding, [[Mating]], [[Feeding]])
* item[2].item[2] insert Option(comforting, [[Trøst]], [[Comforting]])
* item[3] insert Ask(next, group, [[Videre]], [[What next]])
* item[3].item[0] insert Ask(next.needed, boolean, [[Er det noe neste vakt eller kommunen må følge opp?]], [[Must the next shift or the municipality follow something up?]])
* item[3].item[0].required = true
* item[3].item[1] insert Ask(next.what, text, [[Hva må følges opp?]], [[What must be followed up?]])
* item[3].item[1].required = true
* item[3].item[1].enableWhen.question = "next.needed"
* item[3].item[1].enableWhen.operator = #=
* item[3].item[1].enableWhen.answerBoolean = true

Instance: lar-fode-barsel
InstanceOf: LenkeQuestionnaire
Usage: #definition
* insert Form(lar-fode-barsel, [[LAR-opplysninger til føde, barsel og nyfødtintensiv]], [[LAR information to labour ward, maternity ward and neonatal intensive care]], [[Frist ved 36 fullgåtte uker, sendes straks ved fødselsstart. Feltene er våre egne; et helseforetak med eget skjema bruker det.]], [[Due at 36 completed weeks, sent at once at labour. The fields are our own; a hospital trust with a form of its own uses that.]])
* item[0] insert Ask(responsible, group, [[Hvem som svarer]], [[Who answers]])
* item[0].item[0] insert Ask(responsible.doctor, string, [[Ansvarlig LAR-lege, med telefon]], [[Responsible LAR doctor, with telephone]])
* item[0].item[0].required = true
* item[0].item[1] insert Ask(responsible.consultant, string, [[LAR-konsulent, med telefon]], [[LAR consultant, with telephone]])
* item[1] insert Ask(pregnancy, group, [[Svangerskapet]], [[The pregnancy]])
* item[1].item[0] insert Ask(pregnancy.term, date, [[Termindato]], [[Expected date]])
* item[1].item[0].required = true
* item[1].item[1] insert Ask(pregnancy.place, string, [[Fødested]], [[Place of birth]])
* item[2] insert Ask(medicine, group, [[LAR-legemiddelet]], [[The LAR medicine]])
* item[2].item[0] insert Ask(medicine.which, choice, [[Legemiddel]], [[Medicine]])
* item[2].item[0].required = true
* item[2].item[0].answerValueSet = "https://lenke.example/fhir/ValueSet/lenke-lar-medicines"
* item[2].item[1] insert Ask(medicine.dose, decimal, [[Døgndose i mg]], [[Daily dose in mg]])
* item[2].item[1].required = true
* item[2].item[2] insert Ask(medicine.times, string, [[Når på døgnet den tas]], [[When in the day it is taken]])
* item[2].item[3] insert Ask(medicine.serum, text, [[Serumkonsentrasjon, når den er målt]], [[Serum concentration, when measured]])
* item[2].item[4] insert Ask(medicine.available, boolean, [[Har avdelingen bekreftet at legemiddelet er på plass?]], [[Has the ward confirmed that the medicine is there?]])
* item[2].item[5] insert Ask(medicine.others, text, [[Andre vanedannende legemidler]], [[Other habit-forming medicines]])
* item[3] insert Ask(samples, group, [[Urinprøver]], [[Urine samples]])
* item[3].item[0] insert Ask(samples.summary, choice, [[Prøvene så langt, lest mot det som er forskrevet]], [[The samples so far, read against what is prescribed]])
* item[3].item[0].answerValueSet = "https://lenke.example/fhir/ValueSet/tk-tox-result"
* item[3].item[1] insert Ask(samples.last, date, [[Siste prøve]], [[Last sample]])
* item[3].item[1].enableWhen.question = "samples.summary"
* item[3].item[1].enableWhen.operator = #exists
* item[3].item[1].enableWhen.answerBoolean = true
* item[4] insert Ask(stay, group, [[Fødselen og oppholdet]], [[The birth and the stay]])
* item[4].item[0] insert Ask(stay.pain-relief, display, [[Samme tilbud om smertelindring som alle andre.]], [[The same offer of pain relief as everybody else.]])
* item[4].item[1] insert Ask(stay.informed, boolean, [[Vet kvinnen at barnet kan bli innlagt, og hvor lenge det kan vare?]], [[Does the woman know that the child may be admitted, and for how long?]])
* item[4].item[1].required = true
* item[4].item[2] insert Ask(stay.meeting, date, [[Avtalt LAR-møte på avdelingen]], [[LAR meeting agreed on the ward]])
* item[4].item[3] insert Ask(stay.dispensing, text, [[Hvem som doserer og utleverer etter oppholdet]], [[Who doses and hands out after the stay]])
* item[4].item[3].required = true
