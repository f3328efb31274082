// When and what for: episodes, stays, plans, referrals, tasks, notices.

Profile: LenkeEpisodeMother
Parent: EpisodeOfCare
Id: lenke-episode-mother
Title: "Mother's pathway"
Description: "The case of a pregnancy: who answers for it, and since when. Every event about the woman is looked up by it."
* insert Bokmal([[Mors forløp]], [[Saken om et svangerskap: hvem som svarer for den, og siden når. Hver hendelse om kvinnen slås opp på den.]])
* insert OneIdentifier
* status MS
* type 1..1 MS
* type = $tk-pathway#mother
* patient MS
* managingOrganization 1..1 MS
* managingOrganization ^short = "Who answers for the case | Hvem som svarer for forløpet"
* period 1..1 MS
* period.start 1..1

Profile: LenkeEpisodeChild
Parent: EpisodeOfCare
Id: lenke-episode-child
Title: "Child's pathway"
Description: "The follow-up of one child, from birth to the end of the longest programme."
* insert Bokmal([[Barnets forløp]], [[Oppfølgingen av ett barn, fra fødselen til det lengste programmet er slutt.]])
* insert OneIdentifier
* status MS
* type 1..1 MS
* type = $tk-pathway#child
* patient MS
* managingOrganization MS
* period 1..1 MS
* period.start 1..1

Profile: LenkeEpisodeProgramme
Parent: EpisodeOfCare
Id: lenke-episode-programme
Title: "Episode in a service or programme"
Description: "That a service follows the patient: opioid agonist treatment, child welfare, the programme 0-6."
* insert Bokmal([[Periode i en tjeneste eller et program]], [[At en tjeneste følger pasienten: LAR, barnevern, programmet 0–6.]])
* insert OneIdentifier
* status MS
* type 1..1 MS
* type from TkServiceCodes (required)
* type ^short = "Service or programme | Tjeneste eller program"
* patient MS
* managingOrganization 1..1 MS
* period 1..1 MS
* period.start 1..1

Profile: LenkeEncounterBirth
Parent: Encounter
Id: lenke-encounter-birth
Title: "Birth"
Description: "The stay in which the woman gives birth, at the ward that reports it."
* insert Bokmal([[Fødsel]], [[Oppholdet der kvinnen føder, ved avdelingen som melder det.]])
* insert OneIdentifier
* class = $actcode#IMP
* type 1..* MS
* type = $sct#3950001
* insert AboutPatient
* period 1..1 MS
* period.start 1..1
* period.start ^short = "Start of the stay | Oppholdets start"
* location MS
* serviceProvider 1..1 MS

Profile: LenkeEncounterStay
Parent: Encounter
Id: lenke-encounter-stay
Title: "Stay after birth"
Description: "Where the child is: maternity ward or neonatal intensive care."
* insert Bokmal([[Opphold etter fødselen]], [[Hvor barnet er: barselavdeling eller nyfødtintensiv.]])
* insert OneIdentifier
* class = $actcode#IMP
* insert AboutPatient
* period 1..1 MS
* period.start 1..1
* location 1..* MS
* location ^short = "Ward | Avdeling"
* serviceProvider 1..1 MS

Invariant: lenke-app-1
Description: "An appointment says when: a start, or the period asked for."
Expression: "start.exists() or requestedPeriod.exists()"
Severity: #error

Profile: LenkeAppointment
Parent: Appointment
Id: lenke-appointment
Title: "Meeting"
Description: "A meeting with the family or around it; proposed by the pathway, booked by a person."
* insert Bokmal([[Møte]], [[Et møte med familien eller rundt den; foreslått av forløpet, avtalt av en person.]])
* obeys lenke-app-1
* status MS
* serviceType MS
* description 1..1 MS
* description ^short = "Neutral wording: the calendar is seen by others (D-10) | Nøytral tekst"
* start MS
* requestedPeriod MS
* participant.actor MS

Profile: LenkeCarePlan
Parent: CarePlan
Id: lenke-care-plan
Title: "Plan"
Description: "What every plan of the pathway has. Each kind of plan is a profile of its own."
* insert Bokmal([[Plan]], [[Det hver plan i forløpet har. Hver type plan er en egen profil.]])
* ^abstract = true
* status MS
* intent = #plan
* category 1..* MS
* title 1..1 MS
* insert AboutPatient
* period MS
* author MS
* careTeam MS
* activity MS
* activity.detail MS
* activity.detail.performer MS

Profile: LenkeCarePlanPathway
Parent: LenkeCarePlan
Id: lenke-care-plan-pathway
Title: "Plan of the pathway"
Description: "The shared plan of the pregnancy and of the mother's follow-up: one plan across organisations, with an owner per activity (S0-07)."
* insert Bokmal([[Plan for forløpet]], [[Den felles planen for svangerskapet og for oppfølgingen av mor: én plan på tvers av virksomheter, med en ansvarlig for hvert tiltak (S0-07).]])
* category = $tk-plan#pathway
* period ^short = "How long the plan holds | Hvor lenge planen gjelder"

Profile: LenkeCarePlanBirth
Parent: LenkeCarePlan
Id: lenke-care-plan-birth
Title: "Birth plan"
Description: "The woman's plan for the birth. Shared only as she marks (S0-74)."
* insert Bokmal([[Fødeplan]], [[Kvinnens plan for fødselen. Deles bare slik hun merker den (S0-74).]])
* category = $tk-plan#birth-plan
* author 1..1
* author ^short = "The woman, or who wrote it with her | Kvinnen, eller den som skrev den med henne"

Profile: LenkeCarePlanChild
Parent: LenkeCarePlan
Id: lenke-care-plan-child
Title: "Plan of the child"
Description: "Follow-up of the child from birth to six years: what, when, and who does it."
* insert Bokmal([[Barnets plan]], [[Oppfølging av barnet fra fødselen til seks år: hva, når og hvem som gjør det.]])
* category = $tk-plan#child
* period 1..1
* period.start 1..1
* careTeam 1..1
* activity 1..*
* activity ^short = "What is planned; once it is under way, the request itself | Hva som er planlagt; når det er i gang, selve bestillingen"
* activity.detail.code 1..1 MS
* activity.detail.code from TkActivityCodes (extensible)
* activity.detail.code ^short = "What is planned | Hva som er planlagt"
* activity.detail.description 1..1
* activity.detail.scheduled[x] 1..1 MS
* activity.detail.scheduled[x] only Period

Profile: LenkeCarePlanIndividual
Parent: LenkeCarePlan
Id: lenke-care-plan-individual
Title: "Individual plan"
Description: "Individual plan under hol § 7-1, made with the one it is about, with a coordinator as author."
* insert Bokmal([[Individuell plan]], [[Individuell plan etter hol § 7-1, laget sammen med den det gjelder, med en koordinator som forfatter.]])
* category = $tk-plan#individuell-plan
* author 1..1
* author ^short = "Coordinator | Koordinator"
* period 1..1
* careTeam 1..1

Profile: LenkeGoal
Parent: Goal
Id: lenke-goal
Title: "Goal"
Description: "What the family and the services want to reach together."
* insert Bokmal([[Mål]], [[Det familien og tjenestene vil nå sammen.]])
* lifecycleStatus MS
* description MS
* insert AboutPatient
* start[x] only date
* start[x] MS
* target.due[x] MS
* expressedBy MS
* expressedBy ^short = "Whose goal it is | Hvem sitt mål"

Profile: LenkeReferral
Parent: ServiceRequest
Id: lenke-referral
Title: "Referral"
Description: "A referral from one service to another. Active and signed, it is sent to the performer it names; draft, it waits for a person."
* insert Bokmal([[Henvisning]], [[En henvisning fra én tjeneste til en annen. Aktiv og underskrevet sendes den til den utføreren den nevner; som utkast venter den på en person.]])
* insert OneIdentifier
* status MS
* intent MS
* category MS
* code 1..1 MS
* code ^short = "What is asked for | Hva det henvises til"
* priority MS
* insert AboutPatient
* occurrence[x] MS
* authoredOn 1..1 MS
* requester 1..1 MS
* requester ^short = "Who refers, and gets the answer | Hvem som henviser, og får svaret"
* performer 1..* MS
* performer ^short = "Who is asked | Hvem det henvises til"
* reasonCode MS
* supportingInfo MS

Profile: LenkeReferralProgramme
Parent: LenkeReferral
Id: lenke-referral-programme
Title: "Referral of the child to the programme 0-6"
Description: "One per child and programme: a second referral becomes a link, not a duplicate (C-14). Its basis is the exposure a clinician has recorded."
* insert Bokmal([[Henvisning av barnet til programmet 0–6]], [[Én per barn og program: en henvisning til blir en kobling, ikke en dublett (C-14). Grunnlaget er eksponeringen en kliniker har registrert.]])
* identifier ^slicing.discriminator.type = #value
* identifier ^slicing.discriminator.path = "system"
* identifier ^slicing.rules = #open
* identifier contains programme 1..1 MS
* identifier[programme] ^short = "Child and programme | Barn og program"
* identifier[programme].system = "https://lenke.example/fhir/NamingSystem/referral" (exactly)
* intent = #order
* category 1..1
* category = $tk-service#habu-0-6
* code = $sct#3457005
* occurrence[x] 1..1
* occurrence[x] only Period
* occurrencePeriod.start 1..1
* occurrencePeriod.end 1..1
* supportingInfo 1..*
* supportingInfo ^short = "The exposure recorded | Eksponeringen som er registrert"

Profile: LenkeTaskFulfilment
Parent: Task
Id: lenke-task-fulfilment
Title: "Fulfilment of a referral"
Description: "Carries the answer to a referral: accepted or not, and the business status of list 9148. A transport receipt is not this answer."
* insert Bokmal([[Oppfyllelse av en henvisning]], [[Bærer svaret på en henvisning: tatt imot eller ikke, og status fra liste 9148. En transportkvittering er ikke dette svaret.]])
* insert OneIdentifier
* status MS
* businessStatus MS
* businessStatus from LenkeReferralStatus (extensible)
* businessStatus ^short = "Answer of the receiver | Mottakerens svar"
* intent = #order
* code 1..1 MS
* code = http://hl7.org/fhir/CodeSystem/task-code#fulfill
* focus 1..1 MS
* focus ^short = "The referral | Henvisningen"
* for 1..1 MS
* for only Reference(Patient)
* authoredOn 1..1 MS
* lastModified MS
* requester 1..1 MS
* owner 1..1 MS

Invariant: lenke-task-1
Description: "A completed assessment says what it came to."
Expression: "status = 'completed' implies output.exists()"
Severity: #error

Invariant: lenke-task-2
Description: "A completed assessment says its outcome (criteria met, or that child welfare has the case already) and the reasons."
Expression: "status = 'completed' implies (output.where(type.text in ('criteria-met' | 'already-known') or type.coding.where(code in ('criteria-met' | 'already-known')).exists()).value.ofType(boolean).exists() and output.where(type.text = 'reasons' or type.coding.where(code = 'reasons').exists()).value.exists())"
Severity: #error

Invariant: lenke-task-3
Description: "When the criteria are met, she has been told that a message is sent, or why not is written down."
Expression: "(status = 'completed' and output.where((type.text = 'criteria-met' or type.coding.where(code = 'criteria-met').exists()) and value = true).exists()) implies output.where(type.text in ('patient-informed' | 'not-informed-reason') or type.coding.where(code in ('patient-informed' | 'not-informed-reason')).exists()).exists()"
Severity: #error

Profile: LenkeTaskDuty
Parent: Task
Id: lenke-task-duty
Title: "Personal assessment of a duty"
Description: "Each professional who knows assesses the duty of hpl § 32 or § 33 in person. Nothing is sent without her signature (C-03)."
* insert Bokmal([[Personlig vurdering av en plikt]], [[Hver fagperson med kunnskap vurderer plikten etter hpl § 32 eller § 33 personlig. Ingenting sendes uten underskriften hennes (C-03).]])
* obeys lenke-task-1 and lenke-task-2 and lenke-task-3
* status MS
* intent MS
* code 1..1 MS
* code from LenkeDutyTasks (required)
* for 1..1 MS
* for only Reference(Patient)
* authoredOn 1..1 MS
* owner 1..1 MS
* owner ^short = "The one who knows | Den som har kunnskapen"
* restriction 1..1 MS
* restriction.period 1..1
* restriction.period.end 1..1
* restriction.period.end ^short = "When it must be done | Frist"
* output MS

Profile: LenkeTaskControl
Parent: Task
Id: lenke-task-control
Title: "Control of a referral that goes by itself"
Description: "Lets a person stop or complete a referral the gateway sends alone: cancelling the Task stops the delivery."
* insert Bokmal([[Kontroll over en henvisning som går av seg selv]], [[Lar en person stoppe eller fylle ut en henvisning gatewayen sender alene: å avlyse oppgaven stopper leveringen.]])
* status MS
* code 1..1 MS
* code = $tk-task#referral-control
* description 1..1 MS
* description ^short = "What the person can do | Hva personen kan gjøre"
* focus 1..1 MS
* for 1..1 MS
* authoredOn 1..1
* owner 1..1 MS

Profile: LenkeTaskPlacement
Parent: Task
Id: lenke-task-placement
Title: "Proposal of placement"
Description: "Maternity ward, neonatal intensive care, or a paediatrician decides. Missing tests are never clean (C-02)."
* insert Bokmal([[Forslag om plassering]], [[Barsel, nyfødtintensiv, eller at en barnelege avgjør. Manglende prøver er aldri rene (C-02).]])
* status MS
* intent = #proposal
* code 1..1 MS
* code = $tk-task#placement
* for 1..1 MS
* owner 1..1 MS
* reasonCode 1..1 MS
* reasonCode from TkPlacementCodes (required)
* reasonCode ^short = "Proposed placement | Foreslått plassering"

Profile: LenkeTask
Parent: Task
Id: lenke-task
Title: "Task of the pathway"
Description: "Anything else a person is asked to do: contact after loss, a talk about contraception, a decision on inclusion."
* insert Bokmal([[Oppgave i forløpet]], [[Alt annet en person blir bedt om: kontakt etter tap, samtale om prevensjon, avgjørelse om inkludering.]])
* status MS
* code 1..1 MS
* code from TkTaskCodes (extensible)
* code ^short = "What to do | Hva som skal gjøres"
* for 1..1 MS
* for only Reference(Patient)
* authoredOn 1..1 MS
* owner MS
* restriction.period.end MS

Profile: LenkeNoticeBirth
Parent: Communication
Id: lenke-notice-birth
Title: "Notice of birth"
Description: "Tells those who will follow the child that it is born, and what is planned."
* insert Bokmal([[Melding om fødsel]], [[Forteller dem som skal følge barnet at det er født, og hva som er planlagt.]])
* insert OneIdentifier
* status = #completed
* category 1..1 MS
* category = $tk-communication#child-born
* insert AboutPatient
* sent 1..1 MS
* sender 1..1 MS
* payload 1..* MS
* payload ^short = "The child's plan | Barnets plan"

Profile: LenkeNoticeNotDelivered
Parent: Communication
Id: lenke-notice-not-delivered
Title: "Notice that something was not delivered"
Description: "Tells the sender that the receiver has not answered in time: the duty is still hers (D-09)."
* insert Bokmal([[Melding om at noe ikke ble levert]], [[Forteller avsenderen at mottakeren ikke har svart i tide: plikten er fortsatt hennes (D-09).]])
* status = #completed
* category 1..1 MS
* category = $tk-communication#not-delivered
* insert AboutPatient
* about 1..* MS
* about ^short = "What was not delivered | Det som ikke ble levert"
* sent 1..1 MS
* payload 1..* MS
* payload.content[x] only string

Profile: LenkeNotice
Parent: Communication
Id: lenke-notice
Title: "Notice of the pathway"
Description: "Anything else one service tells another, signed and sent: what it is about stands in the category, what is told in the payload."
* insert Bokmal([[Melding i forløpet]], [[Alt annet en tjeneste forteller en annen, underskrevet og sendt: hva det gjelder, står i kategorien, det som fortelles, i innholdet.]])
* insert OneIdentifier
* status MS
* category 1..* MS
* category from TkCommunicationCodes (extensible)
* category ^short = "What it is about | Hva den gjelder"
* insert AboutPatient
* sent 1..1 MS
* sender 1..1 MS
* recipient MS
* payload 1..* MS

Profile: LenkeCommunicationRequest
Parent: CommunicationRequest
Id: lenke-communication-request
Title: "Message that waits for a signature"
Description: "A message the pathway drafts and a person signs: draft until then, active when it is to be sent."
* insert Bokmal([[Melding som venter på underskrift]], [[En melding forløpet lager utkast til og en person underskriver: utkast til da, aktiv når den skal sendes.]])
* status MS
* category 1..* MS
* insert AboutPatient
* payload 1..* MS
* authoredOn 1..1 MS
* sender 1..1 MS
* recipient 1..* MS
* recipient ^short = "Who it is for | Hvem den er til"

Profile: LenkeSupplyRequest
Parent: SupplyRequest
Id: lenke-supply-request
Title: "Request for equipment"
Description: "Equipment a visit or a home needs, such as sample kits."
* insert Bokmal([[Bestilling av utstyr]], [[Utstyr et besøk eller et hjem trenger, som prøvetakingsutstyr.]])
* status 1..1 MS
* item[x] only CodeableConcept
* quantity MS
* quantity ^short = "How many | Hvor mange"
* authoredOn 1..1 MS
* requester 1..1 MS
* deliverTo MS

Profile: LenkeContractRetention
Parent: Contract
Id: lenke-contract-retention
Title: "Retention contract (Denmark)"
Description: "The contract a pregnant woman may sign with her municipality about being held back during treatment. A layer without it never sees one."
* insert Bokmal([[Tilbakeholdskontrakt (Danmark)]], [[Kontrakten en gravid kan inngå med kommunen om å bli holdt tilbake under behandling. Et lag uten den ser aldri en.]])
* status 1..1 MS
* subject 1..1 MS
* subject only Reference(Patient)
* authority 1..* MS
* authority ^short = "Municipality | Kommune"
* issued 1..1 MS
* applies 1..1 MS
* applies.start 1..1
* applies.end 1..1
