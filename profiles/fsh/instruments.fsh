// Instruments by their items: the texts belong to others and come from a package a site is licensed for. What we name is
// only what a result needs: the total, the version of the sheet, the period asked about.

RuleSet: Instrument(id, nb, en, formaal, purpose)
* insert Form({id}, [[{nb}]], [[{en}]], [[{formaal}]], [[{purpose}]])
* copyright = "Item identifiers only; the texts are not part of Lenke."

RuleSet: Scored(id, least, most)
* linkId = "{id}"
* type = #integer
* insert Between({least}, {most})

RuleSet: Period(n)
* item[{n}] insert Ask(period, choice, [[Tiden svarene gjelder]], [[Period the answers are about]])
* item[{n}] insert Option(before-pregnancy, [[Før svangerskapet]], [[Before the pregnancy]])
* item[{n}] insert Option(this-pregnancy, [[I dette svangerskapet]], [[In this pregnancy]])
* item[{n}] insert Option(last-12-months, [[De siste tolv månedene]], [[The last twelve months]])

RuleSet: YesNo(id)
* linkId = "{id}"
* type = #boolean

Instance: tweak
InstanceOf: LenkeQuestionnaire
Usage: #definition
* insert Instrument(tweak, [[TWEAK]], [[TWEAK]], [[Svar per ledd. Hvilket av to første spørsmål som ble stilt, endrer summen, så varianten følger svarene.]], [[Answers by item. Which of two first questions was asked changes the total, so the version is kept with the answers.]])
* code = $tk-observation#tweak-total
* item[0] insert Ask(version, choice, [[Hvilken variant av første ledd]], [[Which variant of the first item]])
* item[0] insert Option(feel, [[Enheter før virkningen merkes]], [[Drinks before the effect is felt]])
* item[0] insert Option(hold, [[Enheter som tåles]], [[Drinks that can be held]])
* item[1] insert Scored(t, 0, 50)
* item[1].code = $tk-observation#tweak-t
* item[2] insert YesNo(w)
* item[2].code = $tk-observation#tweak-w
* item[3] insert YesNo(e)
* item[3].code = $tk-observation#tweak-e
* item[4] insert YesNo(a)
* item[4].code = $tk-observation#tweak-a
* item[5] insert YesNo(k)
* item[5].code = $tk-observation#tweak-k
* insert Period(6)
* item[7] insert Ask(total, integer, [[Sum slik skjemaet viste den]], [[Total as the form showed it]])
* item[7] insert Between(0, 7)

Instance: audit
InstanceOf: LenkeQuestionnaire
Usage: #definition
* insert Instrument(audit, [[AUDIT]], [[AUDIT]], [[Poeng per ledd.]], [[Points by item.]])
* code = $loinc#72110-0
* item[0] insert Scored(a1, 0, 4)
* item[1] insert Scored(a2, 0, 4)
* item[2] insert Scored(a3, 0, 4)
* item[3] insert Scored(a4, 0, 4)
* item[4] insert Scored(a5, 0, 4)
* item[5] insert Scored(a6, 0, 4)
* item[6] insert Scored(a7, 0, 4)
* item[7] insert Scored(a8, 0, 4)
* item[8].linkId = "a9"
* item[8].type = #integer
* item[8].answerOption[0].valueInteger = 0
* item[8].answerOption[1].valueInteger = 2
* item[8].answerOption[2].valueInteger = 4
* item[9].linkId = "a10"
* item[9].type = #integer
* item[9].answerOption[0].valueInteger = 0
* item[9].answerOption[1].valueInteger = 2
* item[9].answerOption[2].valueInteger = 4
* insert Period(10)
* item[11] insert Ask(total, integer, [[Sum slik skjemaet viste den]], [[Total as the form showed it]])
* item[11] insert Between(0, 40)

Instance: audit-c-pregnancy
InstanceOf: LenkeQuestionnaire
Usage: #definition
* insert Instrument(audit-c-pregnancy, [[AUDIT-C i svangerskapet]], [[AUDIT-C in pregnancy]], [[Poeng per ledd, spurt to ganger: om tiden før svangerskapet og om dette svangerskapet.]], [[Points by item, asked twice: about the time before the pregnancy and about this pregnancy.]])
* code = $loinc#72109-2
* item[0] insert Ask(before, group, [[Før svangerskapet]], [[Before the pregnancy]])
* item[0].item[0] insert Scored(before.a1, 0, 4)
* item[0].item[1] insert Scored(before.a2, 0, 4)
* item[0].item[2] insert Scored(before.a3, 0, 4)
* item[0].item[3] insert Ask(before.total, integer, [[Sum slik skjemaet viste den]], [[Total as the form showed it]])
* item[0].item[3] insert Between(0, 12)
* item[1] insert Ask(now, group, [[I dette svangerskapet]], [[In this pregnancy]])
* item[1].item[0] insert Scored(now.a1, 0, 4)
* item[1].item[1] insert Scored(now.a2, 0, 4)
* item[1].item[2] insert Scored(now.a3, 0, 4)
* item[1].item[3] insert Ask(now.total, integer, [[Sum slik skjemaet viste den]], [[Total as the form showed it]])
* item[1].item[3] insert Between(0, 12)

RuleSet: Result(least, most)
* item[0] insert Ask(total, integer, [[Totalskår]], [[Total]])
* item[0].required = true
* item[0] insert Between({least}, {most})
* item[1] insert Ask(form-version, string, [[Skjemaets versjon]], [[Version of the form]])
* item[1].required = true

Instance: dudit-result
InstanceOf: LenkeQuestionnaire
Usage: #definition
* insert Instrument(dudit-result, [[DUDIT, resultat]], [[DUDIT, result]], [[Bare summen; svarene blir hos den som har skjemaet.]], [[The total only; the answers stay with whoever holds the form.]])
* insert Result(0, 44)

Instance: epds-result
InstanceOf: LenkeQuestionnaire
Usage: #definition
* insert Instrument(epds-result, [[EPDS, resultat]], [[EPDS, result]], [[Summen, og poengene på ledd 10 for seg: mer enn null ber om noen samme dag, uansett sum.]], [[The total, and the points of item 10 by itself: more than zero asks for somebody the same day, whatever the total.]])
* insert Result(0, 30)
* item[2] insert Ask(item10, integer, [[Poeng på ledd 10]], [[Points of item 10]])
* item[2].required = true
* item[2] insert Between(0, 3)

Instance: nas-result
InstanceOf: LenkeQuestionnaire
Usage: #definition
* insert Instrument(nas-result, [[Abstinensskåring av nyfødt, resultat]], [[Scoring of neonatal abstinence, result]], [[Summen av én skåring og versjonen av avdelingens eget skjema; vektene er ulike mellom skjemaer.]], [[The total of one scoring and the version of the ward's own sheet; weights differ between sheets.]])
* code = $tk-observation#nas-total
* insert Result(0, 60)

Instance: asq-result
InstanceOf: LenkeQuestionnaire
Usage: #definition
* insert Instrument(asq-result, [[ASQ-3 og ASQ:SE-2, resultat]], [[ASQ-3 and ASQ:SE-2, result]], [[Bare resultatskår, per område; en lisens per sted har skjemaene. Sonene er slik brukeren oppgir dem.]], [[Result scores only, per domain; a licence per site holds the forms. Zones are as the user gives them.]])
* item[0] insert Ask(form-version, string, [[Skjemaets versjon]], [[Version of the form]])
* item[0].required = true
* item[1] insert Ask(age-form-months, integer, [[Aldersskjema i måneder]], [[Age of the form in months]])
* item[1].required = true
* item[1] insert Between(3, 66)
* item[2] insert Ask(age-basis, choice, [[Hvilken alder skjemaet er valgt etter]], [[Which age the form was chosen by]])
* item[2].required = true
* item[2] insert Option(chronological, [[Kronologisk alder]], [[Chronological age]])
* item[2] insert Option(corrected, [[Korrigert alder]], [[Corrected age]])
* item[3] insert AsqDomain(communication, [[Kommunikasjon]], [[Communication]])
* item[4] insert AsqDomain(gross-motor, [[Grovmotorikk]], [[Gross motor]])
* item[5] insert AsqDomain(fine-motor, [[Finmotorikk]], [[Fine motor]])
* item[6] insert AsqDomain(problem-solving, [[Problemløsning]], [[Problem solving]])
* item[7] insert AsqDomain(personal-social, [[Personlig og sosialt]], [[Personal and social]])
* item[8] insert AsqDomain(social-emotional, [[ASQ:SE-2: sosialt og emosjonelt]], [[ASQ:SE-2: social and emotional]])
* item[9] insert Ask(concern, boolean, [[Er foreldre eller fagperson bekymret?]], [[Are parents or the professional worried?]])

RuleSet: AsqDomain(domain, nb, en)
* insert Ask({domain}, group, [[{nb}]], [[{en}]])
* item[0] insert Ask({domain}.score, decimal, [[Skår]], [[Score]])
* item[1] insert Ask({domain}.zone, choice, [[Sone]], [[Zone]])
* item[1] insert Option(below, [[Under]], [[Below]])
* item[1] insert Option(monitoring, [[Følges]], [[Monitoring]])
* item[1] insert Option(above, [[Over]], [[Above]])
