// Naming systems of the identifiers the pathway makes (mappings/pathways).

RuleSet: OwnNaming(id, en)
* name = "Lenke_{id}"
* status = #active
* kind = #identifier
* date = "2026-11-22"
* publisher = "Lenke"
* description = "{en}"
* uniqueId[0].type = #uri
* uniqueId[0].value = "https://lenke.example/fhir/NamingSystem/{id}"
* uniqueId[0].preferred = true

Instance: child
InstanceOf: NamingSystem
Usage: #definition
* insert OwnNaming(child, [[A child of a pregnancy before it has a national number]])

Instance: child-case
InstanceOf: NamingSystem
Usage: #definition
* insert OwnNaming(child-case, [[The pathway of one child]])

Instance: child-notice
InstanceOf: NamingSystem
Usage: #definition
* insert OwnNaming(child-notice, [[The notice of the birth of one child]])

Instance: exposure
InstanceOf: NamingSystem
Usage: #definition
* insert OwnNaming(exposure, [[The prenatal exposure of one child]])

Instance: referral
InstanceOf: NamingSystem
Usage: #definition
* insert OwnNaming(referral, [[The referral of one child to one programme]])

Instance: fulfilment
InstanceOf: NamingSystem
Usage: #definition
* insert OwnNaming(fulfilment, [[The fulfilment of one referral]])

Instance: draft
InstanceOf: NamingSystem
Usage: #definition
* insert OwnNaming(draft, [[What an action of the pathway drafts, one for each case, action and occasion]])

Instance: score
InstanceOf: NamingSystem
Usage: #definition
* insert OwnNaming(score, [[What the gateway reads out of one answer of a form: a total or a conclusion]])

Instance: postal-code
InstanceOf: NamingSystem
Usage: #definition
* insert OwnNaming(postal-code, [[A Norwegian postal code as a part of a municipality a service is there for]])
