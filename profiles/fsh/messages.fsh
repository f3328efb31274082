// Which message carries what: the event in, and one per action of the pathway that sends.

RuleSet: MessageOf(id, event, en, category)
* url = "https://lenke.example/fhir/MessageDefinition/{id}"
* version = "0.1.0"
* name = "Message_{id}"
* title = "{en}"
* status = #active
* experimental = false
* date = "2026-11-22"
* eventCoding = https://lenke.example/fhir/CodeSystem/tk-event#{event}
* category = #{category}
* focus.min = 1
* focus.max = "1"

Instance: E-LIVEBIRTH
InstanceOf: MessageDefinition
Usage: #definition
* insert MessageOf(E-LIVEBIRTH, E_LIVEBIRTH, [[Birth reported by the hospital]], consequence)
* focus.code = #Observation
* focus.profile = "https://lenke.example/fhir/StructureDefinition/lenke-outcome"
* responseRequired = #always

Instance: A-CHILD-REF
InstanceOf: MessageDefinition
Usage: #definition
* insert MessageOf(A-CHILD-REF, A-CHILD-REF, [[Referral of the child to the programme]], consequence)
* focus.code = #ServiceRequest
* focus.profile = "https://lenke.example/fhir/StructureDefinition/lenke-referral-programme"
* responseRequired = #always

Instance: A-CHILD-NOTICE
InstanceOf: MessageDefinition
Usage: #definition
* insert MessageOf(A-CHILD-NOTICE, A-CHILD-NOTICE, [[Notice of birth]], notification)
* focus.code = #Communication
* focus.profile = "https://lenke.example/fhir/StructureDefinition/lenke-notice-birth"
* responseRequired = #always

Instance: A-REFERRAL-ANSWER
InstanceOf: MessageDefinition
Usage: #definition
* insert MessageOf(A-REFERRAL-ANSWER, A-REFERRAL-ANSWER, [[Answer to a referral]], notification)
* focus.code = #Task
* focus.profile = "https://lenke.example/fhir/StructureDefinition/lenke-task-fulfilment"
* responseRequired = #always

Instance: A-REFERRAL-ROUTE
InstanceOf: MessageDefinition
Usage: #definition
* insert MessageOf(A-REFERRAL-ROUTE, A-REFERRAL-ROUTE, [[Referral forwarded to the performer it names]], consequence)
* focus.code = #ServiceRequest
* focus.profile = "https://lenke.example/fhir/StructureDefinition/lenke-referral"
* responseRequired = #always

Instance: A-EPIKRISE-FAN
InstanceOf: MessageDefinition
Usage: #definition
* insert MessageOf(A-EPIKRISE-FAN, A-EPIKRISE-FAN, [[Epikrise to those who follow up]], notification)
* focus.code = #Composition
* focus.profile = "https://lenke.example/fhir/StructureDefinition/lenke-epikrise"
* responseRequired = #always

Instance: A-NOT-DELIVERED
InstanceOf: MessageDefinition
Usage: #definition
* insert MessageOf(A-NOT-DELIVERED, A-NOT-DELIVERED, [[Could not be delivered]], notification)
* focus.code = #Communication
* focus.profile = "https://lenke.example/fhir/StructureDefinition/lenke-notice-not-delivered"
* responseRequired = #always

Instance: A-PLAN-SHARE
InstanceOf: MessageDefinition
Usage: #definition
* url = "https://lenke.example/fhir/MessageDefinition/A-PLAN-SHARE"
* version = "0.1.0"
* name = "Message_A-PLAN-SHARE"
* title = "Shared plan or team, changed"
* status = #active
* experimental = false
* date = "2026-11-22"
* eventCoding = https://lenke.example/fhir/CodeSystem/tk-event#A-PLAN-SHARE
* category = #currency
* focus[0].code = #CarePlan
* focus[0].profile = "https://lenke.example/fhir/StructureDefinition/lenke-care-plan"
* focus[0].min = 0
* focus[0].max = "1"
* focus[1].code = #CareTeam
* focus[1].profile = "https://lenke.example/fhir/StructureDefinition/lenke-care-team"
* focus[1].min = 0
* focus[1].max = "1"
* responseRequired = #always

Instance: A-BIRTH-NOTICE
InstanceOf: MessageDefinition
Usage: #definition
* insert MessageOf(A-BIRTH-NOTICE, A-BIRTH-NOTICE, [[Admitted in labour]], notification)
* focus.code = #Communication
* focus.profile = "https://lenke.example/fhir/StructureDefinition/lenke-notice"
* responseRequired = #always

Instance: A-MESSAGE-ROUTE
InstanceOf: MessageDefinition
Usage: #definition
* insert MessageOf(A-MESSAGE-ROUTE, A-MESSAGE-ROUTE, [[Signed message to the recipients it names]], notification)
* focus.code = #CommunicationRequest
* focus.profile = "https://lenke.example/fhir/StructureDefinition/lenke-communication-request"
* responseRequired = #always

Instance: A-W36-NOW
InstanceOf: MessageDefinition
Usage: #definition
* insert MessageOf(A-W36-NOW, A-W36-NOW, [[The LAR form as it stands, at early labour]], notification)
* focus.code = #Communication
* focus.profile = "https://lenke.example/fhir/StructureDefinition/lenke-notice"
* responseRequired = #always

Instance: A-HABU-REPORT
InstanceOf: MessageDefinition
Usage: #definition
* insert MessageOf(A-HABU-REPORT, A-HABU-REPORT, [[Report of the programme to those who follow up]], notification)
* focus.code = #Composition
* focus.profile = "https://lenke.example/fhir/StructureDefinition/lenke-habu-report"
* responseRequired = #always

Instance: A-MSG32-SEND
InstanceOf: MessageDefinition
Usage: #definition
* insert MessageOf(A-MSG32-SEND, A-MSG32-SEND, [[Signed message under hpl § 32]], consequence)
* focus.code = #CommunicationRequest
* focus.profile = "https://lenke.example/fhir/StructureDefinition/lenke-communication-request"
* responseRequired = #always

Instance: A-MSG33-SEND
InstanceOf: MessageDefinition
Usage: #definition
* insert MessageOf(A-MSG33-SEND, A-MSG33-SEND, [[Signed report under hpl § 33]], consequence)
* focus.code = #CommunicationRequest
* focus.profile = "https://lenke.example/fhir/StructureDefinition/lenke-communication-request"
* responseRequired = #always

Instance: A-103-CASE-SEND
InstanceOf: MessageDefinition
Usage: #definition
* insert MessageOf(A-103-CASE-SEND, A-103-CASE-SEND, [[Signed case under hol § 10-3]], consequence)
* focus.code = #CommunicationRequest
* focus.profile = "https://lenke.example/fhir/StructureDefinition/lenke-communication-request"
* responseRequired = #always

Instance: A-ORDER-SEND
InstanceOf: MessageDefinition
Usage: #definition
* insert MessageOf(A-ORDER-SEND, A-ORDER-SEND, [[Signed answer to an order]], consequence)
* focus.code = #CommunicationRequest
* focus.profile = "https://lenke.example/fhir/StructureDefinition/lenke-communication-request"
* responseRequired = #always

Instance: A-EMERGENCY-SEND
InstanceOf: MessageDefinition
Usage: #definition
* insert MessageOf(A-EMERGENCY-SEND, A-EMERGENCY-SEND, [[Signed information in an emergency]], consequence)
* focus.code = #CommunicationRequest
* focus.profile = "https://lenke.example/fhir/StructureDefinition/lenke-communication-request"
* responseRequired = #always

Instance: A-CHOICE-SEND
InstanceOf: MessageDefinition
Usage: #definition
* insert MessageOf(A-CHOICE-SEND, A-CHOICE-SEND, [[Signed information that a person has chosen]], consequence)
* focus.code = #CommunicationRequest
* focus.profile = "https://lenke.example/fhir/StructureDefinition/lenke-communication-request"
* responseRequired = #always

Instance: A-DK-SEND
InstanceOf: MessageDefinition
Usage: #definition
* insert MessageOf(A-DK-SEND, A-DK-SEND, [[Signed underretning]], consequence)
* focus.code = #CommunicationRequest
* focus.profile = "https://lenke.example/fhir/StructureDefinition/lenke-communication-request"
* responseRequired = #always

Instance: A-CONSENT-TELL
InstanceOf: MessageDefinition
Usage: #definition
* insert MessageOf(A-CONSENT-TELL, A-CONSENT-TELL, [[A consent no longer holds]], notification)
* focus.code = #Communication
* focus.profile = "https://lenke.example/fhir/StructureDefinition/lenke-notice"
* responseRequired = #always
