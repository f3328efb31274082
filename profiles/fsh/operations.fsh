// What the gateway does when asked: its operations, as src/api/fhir/validate.ts, process-message.ts and apply.ts answer them.

RuleSet: Operation(id, code, title, description)
* url = "https://lenke.example/fhir/OperationDefinition/{id}"
* version = "0.1.0"
* name = "Operation_{code}"
* title = "{title}"
* status = #active
* kind = #operation
* experimental = false
* date = "2026-11-22"
* publisher = "Lenke"
* description = "{description}"
* code = #{code}

Instance: lenke-validate
InstanceOf: OperationDefinition
Usage: #definition
* insert Operation(lenke-validate, validate, [[Would this be taken?]], [[Says all that is wrong with a resource and stores nothing. Answers 200 with an OperationOutcome, whether valid or not. The body is the resource itself or Parameters; mode and profile may also stand in the address.]])
* comment = "Every R4 type is taken, also those the gateway does not store. R4 allows one profile; here profile may be repeated, and the resource is held against each. In Parameters a profile may be a uri or a canonical."
* base = "http://hl7.org/fhir/OperationDefinition/Resource-validate"
* affectsState = false
* resource = #Resource
* system = false
* type = true
* instance = true
* parameter[0].name = #resource
* parameter[0].use = #in
* parameter[0].min = 0
* parameter[0].max = "1"
* parameter[0].documentation = "What is to be judged. Needed on the type; on an instance the stored version is judged when it is left out, and with mode delete it is not read."
* parameter[0].type = #Resource
* parameter[1].name = #mode
* parameter[1].use = #in
* parameter[1].min = 0
* parameter[1].max = "1"
* parameter[1].documentation = "create, update, delete or profile; anything else is refused. profile needs a resource and a profile. delete always answers that nothing is wrong."
* parameter[1].type = #code
* parameter[1].binding.strength = #required
* parameter[1].binding.valueSet = "http://hl7.org/fhir/ValueSet/resource-validation-mode"
* parameter[2].name = #profile
* parameter[2].use = #in
* parameter[2].min = 0
* parameter[2].max = "*"
* parameter[2].documentation = "Profiles to hold the resource against, besides those it names in meta.profile."
* parameter[2].type = #uri
* parameter[3].name = #return
* parameter[3].use = #out
* parameter[3].min = 1
* parameter[3].max = "1"
* parameter[3].documentation = "One issue per fault, with its place; an information when nothing is wrong."
* parameter[3].type = #OperationOutcome

Instance: lenke-process-message
InstanceOf: OperationDefinition
Usage: #definition
* insert Operation(lenke-process-message, process-message, [[Take a message]], [[Takes a message Bundle, stores what it carries, and answers with a message Bundle that is its receipt. The body is the Bundle itself. A repeat with the same ids gets the first answer again.]])
* comment = "async and response-url of R4 are not offered: the answer is always in the response. Accepted is not delivered: the deliveries are followed under /ops/v1."
* base = "http://hl7.org/fhir/OperationDefinition/MessageHeader-process-message"
* affectsState = true
* resource = #MessageHeader
* system = true
* type = false
* instance = false
* parameter[0].name = #content
* parameter[0].use = #in
* parameter[0].min = 1
* parameter[0].max = "1"
* parameter[0].documentation = "A Bundle of type message: a MessageHeader first, and everything it is about."
* parameter[0].type = #Bundle
* parameter[1].name = #return
* parameter[1].use = #out
* parameter[1].min = 1
* parameter[1].max = "1"
* parameter[1].documentation = "A Bundle of type message whose header names the one that was taken."
* parameter[1].type = #Bundle

Instance: lenke-apply
InstanceOf: OperationDefinition
Usage: #definition
* insert Operation(lenke-apply, apply, [[What does this plan mean for her?]], [[Applies a PlanDefinition of anybody's to a patient. What the gateway does not do of a plan is refused with its place; what was left out for this patient is in a contained OperationOutcome.]])
* comment = "Subjects are patients, one at a time. Expressions are FHIRPath. See docs/plan-definitions.md."
* base = "http://hl7.org/fhir/OperationDefinition/PlanDefinition-apply"
* affectsState = false
* resource = #PlanDefinition
* system = false
* type = true
* instance = true
* parameter[0].name = #planDefinition
* parameter[0].use = #in
* parameter[0].min = 0
* parameter[0].max = "1"
* parameter[0].documentation = "The plan itself. On the type one of planDefinition, url and identifier is needed; on an instance none is allowed. In an address it is the canonical."
* parameter[0].type = #PlanDefinition
* parameter[1].name = #url
* parameter[1].use = #in
* parameter[1].min = 0
* parameter[1].max = "1"
* parameter[1].documentation = "Canonical of a stored plan, with or without its version; without one the newest that is active."
* parameter[1].type = #uri
* parameter[2].name = #identifier
* parameter[2].use = #in
* parameter[2].min = 0
* parameter[2].max = "1"
* parameter[2].documentation = "Identifier of a stored plan, system|value."
* parameter[2].type = #string
* parameter[3].name = #subject
* parameter[3].use = #in
* parameter[3].min = 1
* parameter[3].max = "1"
* parameter[3].documentation = "The patient the plan is applied to, Patient/[id]. R4 allows several subjects of any type; here it is one patient at a time."
* parameter[3].type = #string
* parameter[3].searchType = #reference
* parameter[4].name = #encounter
* parameter[4].use = #in
* parameter[4].min = 0
* parameter[4].max = "1"
* parameter[4].documentation = "The encounter in context."
* parameter[4].type = #string
* parameter[4].searchType = #reference
* parameter[5].name = #practitioner
* parameter[5].use = #in
* parameter[5].min = 0
* parameter[5].max = "1"
* parameter[5].documentation = "Who applies the plan: the author of what is proposed."
* parameter[5].type = #string
* parameter[5].searchType = #reference
* parameter[6].name = #organization
* parameter[6].use = #in
* parameter[6].min = 0
* parameter[6].max = "1"
* parameter[6].documentation = "Where the plan is applied."
* parameter[6].type = #string
* parameter[6].searchType = #reference
* parameter[7].name = #userType
* parameter[7].use = #in
* parameter[7].min = 0
* parameter[7].max = "1"
* parameter[7].documentation = "For the expressions, as %userType."
* parameter[7].type = #CodeableConcept
* parameter[8].name = #userLanguage
* parameter[8].use = #in
* parameter[8].min = 0
* parameter[8].max = "1"
* parameter[8].documentation = "For the expressions, as %userLanguage."
* parameter[8].type = #CodeableConcept
* parameter[9].name = #userTaskContext
* parameter[9].use = #in
* parameter[9].min = 0
* parameter[9].max = "1"
* parameter[9].documentation = "For the expressions, as %userTaskContext."
* parameter[9].type = #CodeableConcept
* parameter[10].name = #setting
* parameter[10].use = #in
* parameter[10].min = 0
* parameter[10].max = "1"
* parameter[10].documentation = "For the expressions, as %setting."
* parameter[10].type = #CodeableConcept
* parameter[11].name = #settingContext
* parameter[11].use = #in
* parameter[11].min = 0
* parameter[11].max = "1"
* parameter[11].documentation = "For the expressions, as %settingContext."
* parameter[11].type = #CodeableConcept
* parameter[12].name = #parameters
* parameter[12].use = #in
* parameter[12].min = 0
* parameter[12].max = "1"
* parameter[12].documentation = "Each is a variable of the expressions by its name. Beyond R4."
* parameter[12].type = #Parameters
* parameter[13].name = #data
* parameter[13].use = #in
* parameter[13].min = 0
* parameter[13].max = "*"
* parameter[13].documentation = "Resources, or Bundles of them, to look at beside what is stored. Beyond R4."
* parameter[13].type = #Resource
* parameter[14].name = #return
* parameter[14].use = #out
* parameter[14].min = 1
* parameter[14].max = "1"
* parameter[14].documentation = "One activity, a RequestGroup whose actions are those that apply; it and the requests are contained. Nothing is stored."
* parameter[14].type = #CarePlan

Instance: lenke-everything
InstanceOf: OperationDefinition
Usage: #definition
* insert Operation(lenke-everything, everything, [[What belongs to this plan or episode?]], [[The resource, what points at it, and what it refers to, page by page. A GET takes its parameters from the address; a POST from the address or from Parameters.]])
* comment = "R4 defines this for Patient and Encounter only; Patient has R4's own. Another person's record is not brought along."
* affectsState = false
* resource[0] = #CarePlan
* resource[1] = #EpisodeOfCare
* system = false
* type = false
* instance = true
* parameter[0].name = #start
* parameter[0].use = #in
* parameter[0].min = 0
* parameter[0].max = "1"
* parameter[0].documentation = "Care given on this day or later."
* parameter[0].type = #date
* parameter[1].name = #end
* parameter[1].use = #in
* parameter[1].min = 0
* parameter[1].max = "1"
* parameter[1].documentation = "Care given on this day or earlier."
* parameter[1].type = #date
* parameter[2].name = #_since
* parameter[2].use = #in
* parameter[2].min = 0
* parameter[2].max = "1"
* parameter[2].documentation = "Changed at this moment or later."
* parameter[2].type = #instant
* parameter[3].name = #_type
* parameter[3].use = #in
* parameter[3].min = 0
* parameter[3].max = "*"
* parameter[3].documentation = "Types to tell, separated by commas; all without it."
* parameter[3].type = #code
* parameter[4].name = #_count
* parameter[4].use = #in
* parameter[4].min = 0
* parameter[4].max = "1"
* parameter[4].documentation = "Most members in one page."
* parameter[4].type = #integer
* parameter[5].name = #return
* parameter[5].use = #out
* parameter[5].min = 1
* parameter[5].max = "1"
* parameter[5].documentation = "A searchset with a link to the next page while there is one."
* parameter[5].type = #Bundle
