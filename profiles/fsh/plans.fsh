// What follows from what: the pathway as PlanDefinition and ActivityDefinition, as src/pathway/definitions writes and reads them.

RuleSet: Published
* url 1..1
* url ^short = "Canonical address | Kanonisk adresse"
* version 1..1
* version ^short = "Version of the layer | Versjon av laget"
* name 1..1
* name ^short = "Name for programs | Navn for programmer"
* title 1..1
* title ^short = "Name for people | Navn for mennesker"
* useContext 1..*
* useContext ^short = "Layer it belongs to | Laget den hører til"

Extension: LenkeFact
Id: lenke-fact
Title: "Named fact"
Description: "A truth about a case by its name, which the expressions of a plan may use as %name. One that leads back to its own name must be given by whoever runs the plan."
Context: PlanDefinition
* insert Bokmal([[Navngitt faktum]], [[Noe som er sant om en sak, med et navn som uttrykkene i planen kan bruke som %navn. Det som viser til sitt eget navn, må gis av den som kjører planen.]])
* value[x] 1..1
* value[x] only Expression
* valueExpression.name 1..1
* valueExpression.name ^short = "Name of the fact | Navnet på faktumet"
* valueExpression.expression 1..1
* valueExpression.expression ^short = "What it is computed from | Hva det beregnes av"

Extension: LenkeRule
Id: lenke-rule
Title: "Rule of an action"
Description: "How the engine runs an action, where R4 has no element for it: who moves, for whom it is done, and by what one draft is told from another."
Context: PlanDefinition.action
* insert Bokmal([[Regel for et tiltak]], [[Hvordan motoren kjører et tiltak, der R4 ikke har noe element for det: hvem som handler, for hvem det gjøres, og hva som skiller ett utkast fra et annet.]])
* extension contains
    mode 0..1 and
    each 0..* and
    perChild 0..1 and
    statutory 0..1 and
    service 0..1 and
    as 0..1 and
    key 0..1 and
    id 0..1
* extension[mode] ^short = "AUTO by itself, PROP waits for a person, HUMAN only by one | AUTO av seg selv, PROP venter på en person, HUMAN bare av en"
* extension[mode].value[x] 1..1
* extension[mode].value[x] only code
* extension[each] ^short = "Done once for the case, or for each child, knower or trigger | Gjøres en gang for saken, eller for hvert barn, hver som vet, hver utløser"
* extension[each].value[x] 1..1
* extension[each].value[x] only code
* extension[perChild] ^short = "Asked for each child by itself | Spørres for hvert barn for seg"
* extension[perChild].value[x] 1..1
* extension[perChild].value[x] only boolean
* extension[statutory] ^short = "Required by law | Lovpålagt"
* extension[statutory].value[x] 1..1
* extension[statutory].value[x] only boolean
* extension[service] ^short = "Key of the services that may be addressed | Nøkkel til tjenestene som kan adresseres"
* extension[service].value[x] 1..1
* extension[service].value[x] only string
* extension[as] ^short = "Name by which later drafts refer to this one | Navnet senere utkast viser til dette med"
* extension[as].value[x] 1..1
* extension[as].value[x] only string
* extension[key] ^short = "Same key, same draft | Samme nøkkel, samme utkast"
* extension[key].value[x] 1..1
* extension[key].value[x] only Expression
* extension[id] ^short = "Id given outright instead of a key | Id gitt direkte i stedet for en nøkkel"
* extension[id].value[x] 1..1
* extension[id].value[x] only Expression

Extension: LenkeMessages
Id: lenke-messages
Title: "What was not done"
Description: "The contained OperationOutcome that says what of a plan was left out when it was applied, with the place in the plan."
Context: CarePlan
* insert Bokmal([[Hva som ikke ble gjort]], [[OperationOutcome som ligger i ressursen og sier hva av en plan som ble utelatt da den ble brukt, med stedet i planen.]])
* value[x] 1..1
* value[x] only Reference(OperationOutcome)

Invariant: lenke-plan-1
Description: "A rule of the pathway has actions inside, or is the gateway's own doing."
Expression: "action.all(action.exists() or type.coding.where(code = 'fire-event').exists())"
Severity: #error

Invariant: lenke-plan-2
Description: "A rule of the pathway has a title, and events by their codes that set it off."
Expression: "action.all(title.exists() and trigger.exists() and trigger.all(type = 'named-event' and name.exists()))"
Severity: #error

Invariant: lenke-plan-3
Description: "A rule of the pathway has one condition: when it applies."
Expression: "action.all(condition.count() = 1 and condition.all(kind = 'applicability' and expression.expression.exists()))"
Severity: #error

Invariant: lenke-plan-4
Description: "A rule of the pathway says how the engine runs it."
Expression: "action.all(extension.where(url = 'https://lenke.example/fhir/StructureDefinition/lenke-rule').count() = 1)"
Severity: #error

Profile: LenkePlanDefinition
Parent: PlanDefinition
Id: lenke-plan-definition
Title: "Pathway"
Description: "A layer of the pathway: each action with the event that sets it off, its condition, who takes part, and what it drafts. The gateway runs what it publishes."
* insert Bokmal([[Forløp]], [[Et lag av forløpet: hvert tiltak med hendelsen som utløser det, betingelsen, hvem som deltar, og hva det lager. Gatewayen kjører det den publiserer.]])
* obeys lenke-plan-1 and lenke-plan-2 and lenke-plan-3 and lenke-plan-4
* insert Published
* extension contains LenkeFact named fact 1..*
* extension[fact] ^short = "Names the expressions use | Navn uttrykkene bruker"
* action 1..*
* action ^short = "One rule: when this happens and that holds, do this | En regel: når dette skjer og det gjelder, gjør dette"

Invariant: lenke-act-1
Description: "The dynamic values make the whole request: the first of them is an empty one."
Expression: "dynamicValue.first().path = '$this'"
Severity: #error

Profile: LenkeActivityDefinition
Parent: ActivityDefinition
Id: lenke-activity-definition
Title: "Request of the pathway"
Description: "What an action of the pathway drafts, element by element, as expressions over the case."
* insert Bokmal([[Forespørsel i forløpet]], [[Det et tiltak i forløpet lager, element for element, som uttrykk over saken.]])
* obeys lenke-act-1
* insert Published
* kind 1..1
* kind ^short = "Kind of request | Type forespørsel"
* code 1..1
* code ^short = "The action it belongs to | Tiltaket den hører til"
* dynamicValue 1..*
* dynamicValue ^short = "Its elements | Elementene"
* dynamicValue.path 1..1
* dynamicValue.path ^short = "Which element | Hvilket element"
* dynamicValue.expression 1..1
* dynamicValue.expression ^short = "FHIRPath over the case | FHIRPath over saken"

CodeSystem: TkLayer
Id: tk-layer
Title: "Layers of the pathway"
Description: "Which pathway a definition belongs to. Whoever writes a layer adds its code."
* insert Bokmal([[Lag i forløpet]], [[Hvilket forløp en definisjon hører til. Den som skriver et lag, legger til koden for det.]])
* ^experimental = false
* ^caseSensitive = true
* ^content = #fragment
* #base "Common to all"
  * ^designation[0].language = #nb
  * ^designation[0].value = "Felles for alle"
* #no-law "Norwegian law"
  * ^designation[0].language = #nb
  * ^designation[0].value = "Norsk lov"
* #no-national "Norwegian guidelines"
  * ^designation[0].language = #nb
  * ^designation[0].value = "Nasjonale retningslinjer"
* #no-krs "Kristiansand and its hospital"
  * ^designation[0].language = #nb
  * ^designation[0].value = "Kristiansand og sykehuset der"
* #no-lk "Lørenskog and its hospital"
  * ^designation[0].language = #nb
  * ^designation[0].value = "Lørenskog og sykehuset der"
* #dk "A Danish region"
  * ^designation[0].language = #nb
  * ^designation[0].value = "En dansk region"

Invariant: lenke-prop-1
Description: "What was left out is named: the OperationOutcome inside is the one the extension points at."
Expression: "contained.ofType(OperationOutcome).exists() implies extension.where(url = 'https://lenke.example/fhir/StructureDefinition/lenke-messages').exists()"
Severity: #error

Profile: LenkeCarePlanProposed
Parent: CarePlan
Id: lenke-care-plan-proposed
Title: "Applied plan"
Description: "What a PlanDefinition means for one patient: a proposal nobody has stored, with the requests that apply inside it."
* insert Bokmal([[Anvendt plan]], [[Hva en PlanDefinition betyr for én pasient: et forslag ingen har lagret, med forespørslene som gjelder i seg.]])
* obeys lenke-prop-1
* extension contains LenkeMessages named messages 0..1
* extension[messages] ^short = "What was left out, and why | Hva som ble utelatt, og hvorfor"
* status = #draft
* status ^short = "Draft: a person decides | Utkast: en person avgjør"
* intent = #proposal
* intent ^short = "Proposal | Forslag"
* activity 1..1
* activity ^short = "The requests that apply, as one group | Forespørslene som gjelder, som én gruppe"
* activity.reference 1..1
* activity.reference ^short = "The contained RequestGroup | RequestGroup som ligger i ressursen"
