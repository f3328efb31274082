// Search parameters R4 lacks and those who follow a pathway need. src/fhir/search/build.ts puts them in the list of the server.

RuleSet: Searching(id, code, type, base, expression, text)
* url = "https://lenke.example/fhir/SearchParameter/{id}"
* version = "0.1.0"
* name = "Search_{id}"
* status = #active
* experimental = false
* date = "2026-11-22"
* publisher = "Lenke"
* description = "{text}"
* code = #{code}
* base = #{base}
* type = #{type}
* expression = "{expression}"

Instance: careteam-coordinator
InstanceOf: SearchParameter
Usage: #definition
* insert Searching(careteam-coordinator, coordinator, reference, CareTeam, [[CareTeam.participant.where(role.coding.where(code = 'coordinator').exists() and period.end.empty()).member]], [[Teams somebody coordinates now: a seat that has ended does not count, as in the pathway's own fact of the active coordinator.]])
* target[0] = #Practitioner
* target[1] = #PractitionerRole
* target[2] = #Organization
* target[3] = #RelatedPerson

Instance: patient-municipality
InstanceOf: SearchParameter
Usage: #definition
* insert Searching(patient-municipality, municipality, token, Patient, [[Patient.address.district.extension('http://hl7.no/fhir/StructureDefinition/no-basis-municipalitycode').value.ofType(Coding)]], [[Persons by the number of the municipality they live in, which decides the services they belong to.]])

Instance: consent-data-class
InstanceOf: SearchParameter
Usage: #definition
* insert Searching(consent-data-class, data-class, token, Consent, [[Consent.provision.provision.securityLabel]], [[Consents and objections that speak of a data class (D1 to D12) in one of their provisions.]])

Instance: consent-recipient
InstanceOf: SearchParameter
Usage: #definition
* insert Searching(consent-recipient, recipient, reference, Consent, [[Consent.provision.provision.actor.reference]], [[Consents and objections that name this recipient in one of their provisions.]])
* target[0] = #Organization
* target[1] = #HealthcareService
* target[2] = #Practitioner
* target[3] = #PractitionerRole
* target[4] = #RelatedPerson
* target[5] = #CareTeam

Instance: consent-recipient-role
InstanceOf: SearchParameter
Usage: #definition
* insert Searching(consent-recipient-role, recipient-role, token, Consent, [[Consent.provision.provision.actor.role]], [[Consents and objections that name a recipient by its role (tk-role), such as barnevern.]])

Instance: task-due
InstanceOf: SearchParameter
Usage: #definition
* insert Searching(task-due, due, date, Task, [[Task.restriction.period]], [[Tasks by the period they must be done in: what is due, and what is overdue.]])
