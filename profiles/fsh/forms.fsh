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

Instance: first-talk
InstanceOf: LenkeQuestionnaire
Usage: #definition
* insert Form(first-talk, [[Den første samtalen om rusmidler]], [[The first talk about substances]], [[Spørsmål til alle gravide, alkohol først. Det som ikke gjelder, åpnes ikke. Hva som var før, og hva som er nå, står hver for seg.]], [[Questions to everybody who is pregnant, alcohol first. What does not apply is not opened. What was before and what is now stand apart.]])
* item[0] insert Ask(everybody, display, [[Vi spør alle gravide om dette, og svarene er dine.]], [[We ask everybody who is pregnant about this, and the answers are yours.]])
* item[1] insert Ask(alcohol, group, [[Alkohol]], [[Alcohol]])
* item[1].item[0] insert Ask(alcohol.help, display, [[Begynn med tiden før: det er ofte lettere å fortelle om.]], [[Begin with the time before: it is often easier to tell about.]])
* item[1].item[0].extension[0].url = "http://hl7.org/fhir/StructureDefinition/questionnaire-itemControl"
* item[1].item[0].extension[0].valueCodeableConcept = http://hl7.org/fhir/questionnaire-item-control#help
* item[1].item[1] insert Ask(alcohol.before, boolean, [[Drakk du alkohol det siste året før du ble gravid?]], [[Did you drink alcohol in the year before you became pregnant?]])
* item[1].item[1].required = true
* item[1].item[2] insert Ask(alcohol.now, boolean, [[Har du drukket alkohol etter at du ble gravid?]], [[Have you had alcohol since you became pregnant?]])
* item[1].item[2].required = true
* item[1].item[3] insert Ask(alcohol.amount, text, [[Hvor ofte, og hvor mye om gangen?]], [[How often, and how much at a time?]])
* item[1].item[3].enableWhen.question = "alcohol.now"
* item[1].item[3].enableWhen.operator = #=
* item[1].item[3].enableWhen.answerBoolean = true
* item[2] insert Ask(medicines, group, [[Vanedannende legemidler]], [[Habit-forming medicines]])
* item[2].item[0] insert Ask(medicines.before, boolean, [[Brukte du sovemedisin, beroligende eller sterke smertestillende før du ble gravid?]], [[Did you use sleeping pills, sedatives or strong painkillers before you became pregnant?]])
* item[2].item[0].required = true
* item[2].item[1] insert Ask(medicines.now, boolean, [[Bruker du noe av dette nå?]], [[Do you use any of these now?]])
* item[2].item[1].required = true
* item[2].item[2] insert Ask(medicines.which, text, [[Hva, og hvem har skrevet det ut?]], [[What, and who prescribed it?]])
* item[2].item[2].enableWhen.question = "medicines.now"
* item[2].item[2].enableWhen.operator = #=
* item[2].item[2].enableWhen.answerBoolean = true
* item[3] insert Ask(drugs, group, [[Andre rusmidler]], [[Other substances]])
* item[3].item[0] insert Ask(drugs.before, boolean, [[Brukte du andre rusmidler før du ble gravid?]], [[Did you use other substances before you became pregnant?]])
* item[3].item[0].required = true
* item[3].item[1] insert Ask(drugs.now, boolean, [[Har du brukt noe etter at du ble gravid?]], [[Have you used any since you became pregnant?]])
* item[3].item[1].required = true
* item[3].item[2] insert Ask(drugs.which, choice, [[Hva?]], [[What?]])
* item[3].item[2].repeats = true
* item[3].item[2].answerValueSet = "https://lenke.example/fhir/ValueSet/lenke-substances"
* item[3].item[2].enableWhen.question = "drugs.now"
* item[3].item[2].enableWhen.operator = #=
* item[3].item[2].enableWhen.answerBoolean = true
* item[4] insert Ask(nicotine, group, [[Nikotin]], [[Nicotine]])
* item[4].item[0] insert Ask(nicotine.now, choice, [[Røyker eller snuser du nå?]], [[Do you smoke or use snus now?]])
* item[4].item[0].repeats = true
* item[4].item[0] insert Option(none, [[Nei]], [[No]])
* item[4].item[0] insert Option(smoking, [[Røyker]], [[Smokes]])
* item[4].item[0] insert Option(snus, [[Snuser]], [[Uses snus]])
* item[4].item[0] insert Option(other-nicotine, [[Annen nikotin]], [[Other nicotine]])
* item[5] insert Ask(home, group, [[Hvordan du har det]], [[How you are]])
* item[5].item[0] insert Ask(home.help, display, [[Spør bare når hun er alene.]], [[Ask only when she is alone.]])
* item[5].item[0].extension[0].url = "http://hl7.org/fhir/StructureDefinition/questionnaire-itemControl"
* item[5].item[0].extension[0].valueCodeableConcept = http://hl7.org/fhir/questionnaire-item-control#help
* item[5].item[1] insert Ask(home.safe, boolean, [[Er det noen som skremmer deg, truer deg eller skader deg?]], [[Is there somebody who frightens, threatens or hurts you?]])
* item[5].item[2] insert Ask(home.wish, text, [[Er det noe du ønsker hjelp til?]], [[Is there something you want help with?]])

Instance: nav-child-needs
InstanceOf: LenkeQuestionnaire
Usage: #definition
* insert Form(nav-child-needs, [[Barnas behov når økonomien vurderes]], [[The children’s needs when the economy is assessed]], [[Sjekkliste for NAV: barnas behov og en vanlig oppvekst. Inneholder ingen helseopplysninger.]], [[A checklist for NAV: the children’s needs and an ordinary upbringing. Holds no health data.]])
* item[0] insert Ask(children, group, [[Barna]], [[The children]])
* item[0].item[0] insert Ask(children.asked, boolean, [[Er det avklart hvilke barn som bor i hjemmet eller er hos henne?]], [[Is it settled which children live in the home or stay with her?]])
* item[0].item[0].required = true
* item[0].item[1] insert Ask(children.cared, boolean, [[Er barna ivaretatt nå?]], [[Are the children cared for now?]])
* item[0].item[1].required = true
* item[0].item[2] insert Ask(children.what, text, [[Hva trengs for at de er det?]], [[What does it take?]])
* item[1] insert Ask(economy, group, [[Økonomien]], [[The economy]])
* item[1].item[0] insert Ask(economy.needs, text, [[Hvilke behov hos barna er tatt med i vurderingen?]], [[Which needs of the children were taken into the assessment?]])
* item[1].item[0].required = true
* item[1].item[1] insert Ask(economy.home, boolean, [[Har barna et sted å bo som passer for dem?]], [[Do the children have a home that suits them?]])
* item[1].item[1].required = true
* item[2] insert Ask(upbringing, group, [[En vanlig oppvekst]], [[An ordinary upbringing]])
* item[2].item[0] insert Ask(upbringing.activity, boolean, [[Kan barna delta i aktivitet med andre barn?]], [[Can the children take part in activities with other children?]])
* item[2].item[0].required = true
* item[2].item[1] insert Ask(upbringing.support, text, [[Hva kan NAV støtte, slik at de kan det?]], [[What can NAV support so that they can?]])
* item[2].item[2] insert Ask(upbringing.next, text, [[Hvem følger opp, og når?]], [[Who follows up, and when?]])
* item[2].item[2].required = true

Instance: habu-consult
InstanceOf: LenkeQuestionnaire
Usage: #definition
* insert Form(habu-consult, [[Konsultasjon i oppfølgingsprogrammet 0–6 år]], [[Consultation of the programme 0–6]], [[Alle tre områdene vurderes hver gang: barnet, samspillet og foreldrene.]], [[All three areas are assessed each time: the child, the interplay and the parents.]])
* item[0] insert Ask(child, group, [[Barnet]], [[The child]])
* item[0].required = true
* item[0].item[0] insert Ask(child.wellbeing, text, [[Hvordan barnet har det]], [[How the child is]])
* item[0].item[0].required = true
* item[0].item[1] insert Ask(child.growth, text, [[Vekst og helse]], [[Growth and health]])
* item[0].item[1].required = true
* item[0].item[2] insert Ask(child.psychomotor, text, [[Psykomotorisk utvikling]], [[Psychomotor development]])
* item[0].item[2].required = true
* item[1] insert Ask(interplay, group, [[Foreldre og barn sammen]], [[Parents and child together]])
* item[1].required = true
* item[1].item[0] insert Ask(interplay.how, text, [[Samspillet mellom foreldre og barn]], [[The interplay of parents and child]])
* item[1].item[0].required = true
* item[2] insert Ask(parents, group, [[Foreldrene]], [[The parents]])
* item[2].required = true
* item[2].item[0] insert Ask(parents.wellbeing, text, [[Hvordan foreldrene har det]], [[How the parents are]])
* item[2].item[0].required = true
* item[2].item[1] insert Ask(parents.coping, text, [[Hvordan de mestrer hverdagen]], [[How they cope with everyday life]])
* item[2].item[1].required = true
* item[3] insert Ask(next, group, [[Videre]], [[What next]])
* item[3].item[0] insert Ask(next.what, text, [[Hva er avtalt?]], [[What was agreed?]])

Instance: care-status
InstanceOf: LenkeQuestionnaire
Usage: #definition
* insert Form(care-status, [[Omsorgssituasjonen for barna til en pasient]], [[The care situation of a patient’s children]], [[Kartlegges ved innleggelse: alle barn under 18 år, og hvem som har omsorgen nå.]], [[Mapped at admission: all children under 18, and who cares for them now.]])
* item[0] insert Ask(children, group, [[Barn under 18 år]], [[Children under 18]])
* item[0].item[0] insert Ask(children.any, boolean, [[Har hun barn under 18 år?]], [[Does she have children under 18?]])
* item[0].item[0].required = true
* item[0].item[1] insert Ask(children.number, integer, [[Hvor mange?]], [[How many?]])
* item[0].item[1].enableWhen.question = "children.any"
* item[0].item[1].enableWhen.operator = #=
* item[0].item[1].enableWhen.answerBoolean = true
* item[0].item[2] insert Ask(children.carer, text, [[Hvem har omsorgen nå?]], [[Who cares for them now?]])
* item[0].item[2].required = true
* item[0].item[2].enableWhen.question = "children.any"
* item[0].item[2].enableWhen.operator = #=
* item[0].item[2].enableWhen.answerBoolean = true
* item[0].item[3] insert Ask(children.contact, text, [[Hvordan holdes kontakten under oppholdet?]], [[How is contact kept during the stay?]])
* item[0].item[3].enableWhen.question = "children.any"
* item[0].item[3].enableWhen.operator = #=
* item[0].item[3].enableWhen.answerBoolean = true
* item[0].item[4] insert Ask(children.told, boolean, [[Vet barna hvor hun er, på en måte de forstår?]], [[Do the children know where she is, in a way they understand?]])
* item[0].item[4].enableWhen.question = "children.any"
* item[0].item[4].enableWhen.operator = #=
* item[0].item[4].enableWhen.answerBoolean = true
* item[1] insert Ask(next, group, [[Videre]], [[What next]])
* item[1].item[0] insert Ask(next.need, text, [[Hva trenger barna, og hvem følger opp?]], [[What do the children need, and who follows up?]])

Instance: relative-needs
InstanceOf: LenkeQuestionnaire
Usage: #definition
* insert Form(relative-needs, [[Den pårørendes egne behov]], [[The relative’s own needs]], [[Besvares i den pårørendes egen journal, når den pårørende ønsker det.]], [[Answered in the relative’s own record, when the relative wants to.]])
* item[0] insert Ask(load, group, [[Hvordan du har det]], [[How you are]])
* item[0].item[0] insert Ask(load.role, text, [[Hva gjør du for den du er nær?]], [[What do you do for the one you are close to?]])
* item[0].item[1] insert Ask(load.weight, text, [[Hva er tyngst for deg?]], [[What weighs most on you?]])
* item[0].item[2] insert Ask(load.health, text, [[Hvordan går det med din egen helse og søvn?]], [[How are your own health and sleep?]])
* item[1] insert Ask(help, group, [[Hva du ønsker]], [[What you want]])
* item[1].item[0] insert Ask(help.wish, boolean, [[Ønsker du hjelp for din egen del?]], [[Do you want help for yourself?]])
* item[1].item[0].required = true
* item[1].item[1] insert Ask(help.what, text, [[Hva slags hjelp?]], [[What kind of help?]])
* item[1].item[1].enableWhen.question = "help.wish"
* item[1].item[1].enableWhen.operator = #=
* item[1].item[1].enableWhen.answerBoolean = true
* item[1].item[2] insert Ask(help.children, boolean, [[Er det barn som også er berørt?]], [[Are children affected too?]])

Instance: interplay-reasons
InstanceOf: LenkeQuestionnaire
Usage: #definition
* insert Form(interplay-reasons, [[Henvisning om samspill: grunner og styrker]], [[Referral about interplay: reasons and strengths]], [[Både det som er vanskelig og det som er sterkt hos familien, til henvisningen.]], [[What is hard and what is strong in the family, for the referral.]])
* item[0] insert Ask(reasons, choice, [[Hva påvirker omsorgen?]], [[What affects the care?]])
* item[0].required = true
* item[0].repeats = true
* item[0].answerValueSet = "https://lenke.example/fhir/ValueSet/tk-caregiving-reason"
* item[1] insert Ask(strengths, text, [[Hva er familiens styrker og ressurser?]], [[What are the strengths and resources of the family?]])
* item[1].required = true
* item[2] insert Ask(hard, text, [[Hva er vanskelig i samspillet?]], [[What is hard in the interplay?]])
* item[3] insert Ask(wish, text, [[Hva ønsker foreldrene selv?]], [[What do the parents want themselves?]])
