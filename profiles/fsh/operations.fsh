// What the gateway does when asked: its operations, as src/api/fhir/validate.ts and process-message.ts answer them.

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
