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
