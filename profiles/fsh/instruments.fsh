// Questionnaires by their items: the texts of instruments belong to others and come from a package a site is licensed for.

RuleSet: Instrument(id, title)
* url = "https://lenke.example/fhir/Questionnaire/{id}"
* version = "0.1.0"
* name = "Instrument_{id}"
* title = "{title}"
* status = #active
* experimental = false
* subjectType = #Patient
* copyright = "Item identifiers only; the texts are not part of Lenke."

Instance: tweak
InstanceOf: Questionnaire
Usage: #definition
* insert Instrument(tweak, TWEAK)
* code = $tk-observation#tweak-total
* item[0].linkId = "t"
* item[0].code = $tk-observation#tweak-t
* item[0].type = #integer
* item[1].linkId = "w"
* item[1].code = $tk-observation#tweak-w
* item[1].type = #boolean
* item[2].linkId = "e"
* item[2].code = $tk-observation#tweak-e
* item[2].type = #boolean
* item[3].linkId = "a"
* item[3].code = $tk-observation#tweak-a
* item[3].type = #boolean
* item[4].linkId = "k"
* item[4].code = $tk-observation#tweak-k
* item[4].type = #boolean

Instance: audit
InstanceOf: Questionnaire
Usage: #definition
* insert Instrument(audit, AUDIT)
* code = $loinc#72110-0
* item[0].linkId = "a1"
* item[0].type = #integer
* item[1].linkId = "a2"
* item[1].type = #integer
* item[2].linkId = "a3"
* item[2].type = #integer
* item[3].linkId = "a4"
* item[3].type = #integer
* item[4].linkId = "a5"
* item[4].type = #integer
* item[5].linkId = "a6"
* item[5].type = #integer
* item[6].linkId = "a7"
* item[6].type = #integer
* item[7].linkId = "a8"
* item[7].type = #integer
* item[8].linkId = "a9"
* item[8].type = #integer
* item[9].linkId = "a10"
* item[9].type = #integer
