// Which code is which: the receiver's answer as the status of the fulfilment Task.

Instance: referral-answer
InstanceOf: ConceptMap
Usage: #definition
* url = "https://lenke.example/fhir/ConceptMap/referral-answer"
* version = "0.1.0"
* name = "ReferralAnswer"
* title = "Answer to a referral as the status of its Task"
* description = "List 9148 to Task.status: an invitation or a right accepts the referral, forwarded and rejected refuse it here."
* status = #active
* experimental = false
* sourceCanonical = "https://lenke.example/fhir/ValueSet/lenke-referral-status"
* targetCanonical = "http://hl7.org/fhir/ValueSet/task-status"
* group.source = "urn:oid:2.16.578.1.12.4.1.1.9148"
* group.target = "http://hl7.org/fhir/task-status"
* group.element[0].code = #1
* group.element[0].target.code = #accepted
* group.element[0].target.equivalence = #wider
* group.element[1].code = #2
* group.element[1].target.code = #accepted
* group.element[1].target.equivalence = #wider
* group.element[2].code = #3
* group.element[2].target.code = #rejected
* group.element[2].target.equivalence = #wider
* group.element[3].code = #4
* group.element[3].target.code = #rejected
* group.element[3].target.equivalence = #equivalent

Instance: placement-ward
InstanceOf: ConceptMap
Usage: #definition
* url = "https://lenke.example/fhir/ConceptMap/placement-ward"
* version = "0.1.0"
* name = "PlacementWard"
* title = "Placement as the role of the ward"
* description = "The proposed placement to the role that takes the child; a paediatrician's decision has none yet."
* status = #active
* experimental = false
* sourceCanonical = "https://lenke.example/fhir/ValueSet/tk-placement"
* targetCanonical = "https://lenke.example/fhir/ValueSet/tk-role"
* group.source = "https://lenke.example/fhir/CodeSystem/tk-placement"
* group.target = "https://lenke.example/fhir/CodeSystem/tk-role"
* group.element[0].code = #BARSEL
* group.element[0].target.code = #kk-barsel
* group.element[0].target.equivalence = #equivalent
* group.element[1].code = #NFI
* group.element[1].target.code = #nfi
* group.element[1].target.equivalence = #equivalent
* group.element[2].code = #INDETERMINATE
* group.element[2].target.equivalence = #unmatched
* group.element[2].target.comment = "A paediatrician decides"

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
