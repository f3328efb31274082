// What the pathway itself is made of: its actions and deadlines, and where a case stands (mappings/pathways).

CodeSystem: TkAction
Id: tk-action
Title: "Actions and deadlines of the pathway"
Description: "What an action drafts carries its code; a Task of a deadline that passed carries the deadline's. A layer may add to them."
* insert Bokmal([[Tiltak og frister i forløpet]], [[Det et tiltak lager, bærer koden dets; oppgaven om en frist som gikk ut, bærer fristens. Et lag kan legge til.]])
* ^experimental = false
* ^caseSensitive = true
* ^content = #fragment
* #A-OPEN "Follow up a first concern: possible substance use, not confirmed"
  * ^designation[0].language = #nb
  * ^designation[0].value = "Følg opp en første bekymring: mulig rusmiddelbruk, ikke bekreftet"
* #A-LANG-SAFE "Settle language, interpreter and a safe way to reach her"
  * ^designation[0].language = #nb
  * ^designation[0].value = "Avklar språk, tolk og trygg kontaktvei"
* #A-SCREEN-1 "Ask about alcohol, medicines and drugs with a screening tool"
  * ^designation[0].language = #nb
  * ^designation[0].value = "Spør om alkohol, legemidler og rusmidler med et kartleggingsverktøy"
* #A-SCREEN-2 "Ask again in week 24"
  * ^designation[0].language = #nb
  * ^designation[0].value = "Spør igjen i uke 24"
* #A-SCREEN-3 "Ask again in week 32"
  * ^designation[0].language = #nb
  * ^designation[0].value = "Spør igjen i uke 32"
* #A-SCREEN-DONE "The screening is answered: the task that asked for it is closed"
  * ^designation[0].language = #nb
  * ^designation[0].value = "Kartleggingen er besvart: oppgaven om den lukkes"
* #A-SKIP-REASON "Say why, when screening was not done"
  * ^designation[0].language = #nb
  * ^designation[0].value = "Skriv grunn hvis kartleggingen ikke ble gjort"
* #A-BRIEF "Brief talk about use, and a goal of her own"
  * ^designation[0].language = #nb
  * ^designation[0].value = "Kort samtale om rusmiddelbruk og et mål hun selv vil ha"
* #A-SAFETY-TODAY "Talk with her today: an answer in a form asks for it"
  * ^designation[0].language = #nb
  * ^designation[0].value = "Snakk med henne i dag: et svar i et skjema ber om det"
* #A-TALK-ASSESS "Talk and assessment after a form"
  * ^designation[0].language = #nb
  * ^designation[0].value = "Samtale og vurdering etter et skjema"
* #A-ASQ-REVIEW "Look at the child's development again together"
  * ^designation[0].language = #nb
  * ^designation[0].value = "Se på barnets utvikling på nytt sammen"
* #A-CONCERN-ACT "Choose what to do about the concern, with legal basis and outcome"
  * ^designation[0].language = #nb
  * ^designation[0].value = "Velg hva som gjøres med bekymringen, med hjemmel og utfall"
* #A-RX-HABIT "Decide on the habit-forming medicine in pregnancy: taper or plan"
  * ^designation[0].language = #nb
  * ^designation[0].value = "Ta stilling til vanedannende legemiddel i svangerskapet: nedtrapping eller plan"
* #A-NOCONTACT "Reach out to her: did not attend, or no antenatal visit"
  * ^designation[0].language = #nb
  * ^designation[0].value = "Oppsøk henne: ikke møtt, eller ingen svangerskapskontroll"
* #A-ASSESS "Whole assessment; her own goals first"
  * ^designation[0].language = #nb
  * ^designation[0].value = "Helhetlig kartlegging; hennes egne mål først"
* #A-COORD "Name one coordinator"
  * ^designation[0].language = #nb
  * ^designation[0].value = "Pek ut én koordinator"
* #A-RESP-MATRIX "One responsible owner for each activity of the plan"
  * ^designation[0].language = #nb
  * ^designation[0].value = "Én ansvarlig for hver aktivitet i planen"
* #A-CONSENT-TALK "Talk about consent: who may know what, in which direction"
  * ^designation[0].language = #nb
  * ^designation[0].value = "Samtale om samtykke: hvem får vite hva, hver vei"
* #A-FATHER "An offer for the partner, in his own record"
  * ^designation[0].language = #nb
  * ^designation[0].value = "Partneren får tilbud i egen journal"
* #A-CONSENT-TELL "Whoever got something under a consent is told that it no longer holds"
  * ^designation[0].language = #nb
  * ^designation[0].value = "Den som har fått noe på et samtykke, får vite at det ikke gjelder lenger"
* #A-CONSENT-BIRTH "Consents of the pregnancy ended at birth: ask anew, she may say no"
  * ^designation[0].language = #nb
  * ^designation[0].value = "Samtykker fra svangerskapet sluttet ved fødselen: spør på nytt, hun kan si nei"
* #A-CONSENT-END "A consent was withdrawn: plan again"
  * ^designation[0].language = #nb
  * ^designation[0].value = "Et samtykke er trukket: planlegg på nytt"
* #A-REF-KK "Referral to the antenatal clinic"
  * ^designation[0].language = #nb
  * ^designation[0].value = "Henvisning til svangerskapspoliklinikken"
* #A-NFI-PLAN "Planned observation in neonatal intensive care after birth"
  * ^designation[0].language = #nb
  * ^designation[0].value = "Planlagt observasjon på nyfødtintensiv etter fødselen"
* #A-PLAN "Shared plan for pregnancy, birth and the weeks after"
  * ^designation[0].language = #nb
  * ^designation[0].value = "Felles plan for svangerskap, fødsel og barseltid"
* #A-BIRTHPLACE "Settle a place of birth with the competence needed"
  * ^designation[0].language = #nb
  * ^designation[0].value = "Avklar fødested med nødvendig kompetanse"
* #A-CONT-CHECK "Name a steady midwife and doctor"
  * ^designation[0].language = #nb
  * ^designation[0].value = "Navngi fast jordmor og lege"
* #A-BIRTHPLAN "Birth plan; she chooses what to tell"
  * ^designation[0].language = #nb
  * ^designation[0].value = "Fødeplan; hun velger selv hva hun vil fortelle"
* #A-INFO-RISK "Information about risk to the fetus and about becoming a parent"
  * ^designation[0].language = #nb
  * ^designation[0].value = "Informasjon om risiko for fosteret og om foreldrerollen"
* #A-URINE-AGREE "Agreement on samples: purpose, interval, who sees the results"
  * ^designation[0].language = #nb
  * ^designation[0].value = "Avtale om prøver: formål, hyppighet, hvem som ser svarene"
* #A-URINE "Drug tests by agreement"
  * ^designation[0].language = #nb
  * ^designation[0].value = "Rusmiddelprøver etter avtale"
* #A-POS-ACTION "Talk and review of the plan after a confirmed positive test"
  * ^designation[0].language = #nb
  * ^designation[0].value = "Samtale og gjennomgang av planen etter bekreftet positiv prøve"
* #A-REVIEW "Review the plan, and how heavy the controls are"
  * ^designation[0].language = #nb
  * ^designation[0].value = "Gå gjennom planen, også hvor tung kontrollen er"
* #A-LAR-TAKEOVER "LAR is to take over: the duty is yours until LAR has accepted"
  * ^designation[0].language = #nb
  * ^designation[0].value = "LAR skal overta: plikten er din til LAR har svart"
* #A-LAR-DOC "Visit to the LAR doctor: doses and controls"
  * ^designation[0].language = #nb
  * ^designation[0].value = "Time hos LAR-lege: doser og kontroller"
* #A-LAR-FHS "Referral to close midwifery follow-up"
  * ^designation[0].language = #nb
  * ^designation[0].value = "Henvisning til tett oppfølging av jordmor"
* #A-BIRTH-NOTICE "Admitted in labour"
  * ^designation[0].language = #nb
  * ^designation[0].value = "Innlagt i fødsel"
* #A-PAED-DECISION "A paediatrician decides on placement; neonatal care is prepared"
  * ^designation[0].language = #nb
  * ^designation[0].value = "Barnelege avgjør plassering; nyfødtintensiv er forberedt"
* #A-NAS "Observation of withdrawal by the ward's own sheet"
  * ^designation[0].language = #nb
  * ^designation[0].value = "Observasjon av abstinenstegn etter avdelingens skjema"
* #A-DISCH-READY "Before discharge: referral, LAR, home visit, contact with FHS and HABU, plan"
  * ^designation[0].language = #nb
  * ^designation[0].value = "Før utskriving: henvisning, LAR, hjemmebesøk, kontakt med FHS og HABU, plan"
* #A-CHILD-CREATE "The child gets record, pathway, team and plan"
  * ^designation[0].language = #nb
  * ^designation[0].value = "Barnet får journal, forløp, team og plan"
* #A-PLACEMENT "Proposed placement; signed by paediatrician or obstetrician"
  * ^designation[0].language = #nb
  * ^designation[0].value = "Forslag om plassering; signeres av barnelege eller fødselslege"
* #A-CHILD-REF "Referral to the programme 0–6"
  * ^designation[0].language = #nb
  * ^designation[0].value = "Henvisning til oppfølgingsprogrammet 0–6 år"
* #A-CHILD-REF-WITHHELD "The referral is withheld: decide"
  * ^designation[0].language = #nb
  * ^designation[0].value = "Henvisningen er holdt tilbake: ta stilling"
* #A-CHILD-NOTICE "The child is born: child health centre, GP and coordinator are told"
  * ^designation[0].language = #nb
  * ^designation[0].value = "Barnet er født: helsestasjon, fastlege og koordinator får vite det"
* #A-CHILD-REF-RX "Decide on inclusion after prescribed or unconfirmed exposure"
  * ^designation[0].language = #nb
  * ^designation[0].value = "Ta stilling til inklusjon ved forskrevet eller ubekreftet eksponering"
* #A-POSTPLAN "Plan for the mother after birth"
  * ^designation[0].language = #nb
  * ^designation[0].value = "Plan for mor etter fødselen"
* #A-CONTRA "Talk about contraception"
  * ^designation[0].language = #nb
  * ^designation[0].value = "Samtale om prevensjon"
* #A-LOSS-CANCEL "Loss: reminders, appointments and messages stop before anything else"
  * ^designation[0].language = #nb
  * ^designation[0].value = "Tap: påminnelser, timer og meldinger stanses før alt annet"
* #A-CHILD-LOSS "A child has died: what is about that child stops"
  * ^designation[0].language = #nb
  * ^designation[0].value = "Et barn er dødt: det som gjelder barnet, stanses"
* #A-LOSS-CARE "Contact after loss; own treatment goes on"
  * ^designation[0].language = #nb
  * ^designation[0].value = "Kontakt etter tap; egen behandling fortsetter"
* #A-HABU-ENROL "Enrol the child in the programme 0–6"
  * ^designation[0].language = #nb
  * ^designation[0].value = "Ta barnet inn i oppfølgingsprogrammet 0–6 år"
* #A-RESCREEN-P "Parents asked about substances"
  * ^designation[0].language = #nb
  * ^designation[0].value = "Foreldre spurt om rusmidler"
* #A-MOVE-OUT "Move: end what belongs to the residence, hand over tasks, look at each consent again"
  * ^designation[0].language = #nb
  * ^designation[0].value = "Flytting: avslutt det som hører til bostedet, overfør oppgaver, vurder samtykkene på nytt"
* #A-END6 "Close the programme with a summary"
  * ^designation[0].language = #nb
  * ^designation[0].value = "Avslutt programmet med oppsummering"
* #A-CHILD-CLOSE "Close the child's pathway with a reason"
  * ^designation[0].language = #nb
  * ^designation[0].value = "Avslutt barnets forløp med grunn"
* #A-CLOSE "Close the pathway with a reason"
  * ^designation[0].language = #nb
  * ^designation[0].value = "Avslutt forløpet med grunn"
* #A-REFERRAL-ROUTE "Signed referral to the performer it names"
  * ^designation[0].language = #nb
  * ^designation[0].value = "Signert henvisning til den som er bedt om å ta imot"
* #A-REFERRAL-ANSWER "Answer to a referral, to the referrer"
  * ^designation[0].language = #nb
  * ^designation[0].value = "Svar på henvisning til den som henviste"
* #A-TEAM-JOIN "Whoever takes the referral joins the team"
  * ^designation[0].language = #nb
  * ^designation[0].value = "Den som tar imot henvisningen, er med i teamet"
* #A-REFERRAL-STOP "Referral stopped"
  * ^designation[0].language = #nb
  * ^designation[0].value = "Henvisning stanset"
* #A-PLAN-SHARE "Changed plan or team to the systems of its members"
  * ^designation[0].language = #nb
  * ^designation[0].value = "Endret plan eller team til teamets egne systemer"
* #A-MESSAGE-ROUTE "Signed message to the recipients it names"
  * ^designation[0].language = #nb
  * ^designation[0].value = "Signert melding til mottakerne den nevner"
* #A-PLAN-KIND "Say what kind of plan it is: without that it is shared with nobody"
  * ^designation[0].language = #nb
  * ^designation[0].value = "Si hva slags plan det er: uten det deles den med ingen"
* #A-MESSAGE-STOP "Whoever signed it took the message back: what has not left does not leave"
  * ^designation[0].language = #nb
  * ^designation[0].value = "Den som signerte, trakk meldingen: det som ikke er sendt, sendes ikke"
* #A-NOT-DELIVERED "Not delivered: the sender is told"
  * ^designation[0].language = #nb
  * ^designation[0].value = "Ikke levert: avsenderen får vite det"
* #A-DUTY33 "Personal assessment of the duty of hpl § 33"
  * ^designation[0].language = #nb
  * ^designation[0].value = "Personlig vurdering av plikten etter hpl § 33"
* #A-103-END "The retention has ended"
  * ^designation[0].language = #nb
  * ^designation[0].value = "Tilbakeholdet er avsluttet"
* #A-EPIKRISE-FAN "Signed epikrise to GP, midwife and child health centre"
  * ^designation[0].language = #nb
  * ^designation[0].value = "Signert epikrise til fastlege, jordmor og helsestasjon"
* #A-INFORM-MIDWIFE "Midwife and GP should know of the pregnancy and the concern"
  * ^designation[0].language = #nb
  * ^designation[0].value = "Jordmor og fastlege bør få vite om svangerskapet og bekymringen"
* #A-NAV-HELP "Help with housing, money and contact with services; anonymous without consent"
  * ^designation[0].language = #nb
  * ^designation[0].value = "Hjelp med bolig, økonomi og kontakt med tjenester; anonymt uten samtykke"
* #A-CHILDREN-Q "Ask whether she has children under 18, and how they are"
  * ^designation[0].language = #nb
  * ^designation[0].value = "Spør om hun har barn under 18 år, og om barnas situasjon"
* #A-BV-MOTIVATE "Offer contact with barnevern; write down the answer"
  * ^designation[0].language = #nb
  * ^designation[0].value = "Tilby kontakt med barnevernet; skriv svaret"
* #A-BV-SHARE "What she has agreed that barnevern may know"
  * ^designation[0].language = #nb
  * ^designation[0].value = "Det hun har samtykket til at barnevernet får vite"
* #A-IP "Offer of an individual plan"
  * ^designation[0].language = #nb
  * ^designation[0].value = "Tilbud om individuell plan"
* #A-INFO-103 "Information about hol § 10-3 and the duty to assess a report at birth"
  * ^designation[0].language = #nb
  * ^designation[0].value = "Informasjon om hol § 10-3 og om plikten til å vurdere melding ved fødselen"
* #A-DISCOVERED "Early notice to the municipal midwife, not first in the epikrise"
  * ^designation[0].language = #nb
  * ^designation[0].value = "Tidlig beskjed til kommunens jordmor, ikke først ved epikrise"
* #A-DUTY32 "Personal assessment of the duty of hpl § 32"
  * ^designation[0].language = #nb
  * ^designation[0].value = "Personlig vurdering av plikten etter hpl § 32"
* #A-MSG32 "Message under hpl § 32; sent only when you have signed"
  * ^designation[0].language = #nb
  * ^designation[0].value = "Melding etter hpl § 32; sendes først når du har signert"
* #A-MSG32-SEND "Signed message under hpl § 32 to the municipal health and care service"
  * ^designation[0].language = #nb
  * ^designation[0].value = "Signert melding etter hpl § 32 til kommunens helse- og omsorgstjeneste"
* #A-MSG33 "Report to barnevern under hpl § 33; sent only when you have signed"
  * ^designation[0].language = #nb
  * ^designation[0].value = "Melding til barnevernet etter hpl § 33; sendes først når du har signert"
* #A-MSG33-SEND "Signed report to barnevern under hpl § 33"
  * ^designation[0].language = #nb
  * ^designation[0].value = "Signert melding til barnevernet etter hpl § 33"
* #A-103-CASE-SEND "The municipality's signed case under hol § 10-3 to the board"
  * ^designation[0].language = #nb
  * ^designation[0].value = "Kommunens signerte sak etter hol § 10-3 til nemnda"
* #A-ORDER "Answer to an order from barnevern; sent only when you have signed"
  * ^designation[0].language = #nb
  * ^designation[0].value = "Svar på pålegg fra barnevernet; sendes først når du har signert"
* #A-ORDER-SEND "Signed answer to an order from barnevern"
  * ^designation[0].language = #nb
  * ^designation[0].value = "Signert svar på pålegg fra barnevernet"
* #A-EMERGENCY-REVIEW "Review the declared emergency: was it one, and did only what was necessary go?"
  * ^designation[0].language = #nb
  * ^designation[0].value = "Gå gjennom den erklærte nødsituasjonen: var den en, og gikk bare det nødvendige?"
* #A-EMERGENCY "Information in an emergency; sent only when you have signed"
  * ^designation[0].language = #nb
  * ^designation[0].value = "Opplysninger i en nødsituasjon; sendes først når du har signert"
* #A-EMERGENCY-SEND "Signed information in an emergency"
  * ^designation[0].language = #nb
  * ^designation[0].value = "Signerte opplysninger i en nødsituasjon"
* #A-CHOICE "Information you have chosen for a recipient; sent only when you have signed"
  * ^designation[0].language = #nb
  * ^designation[0].value = "Opplysninger du har valgt ut for en mottaker; sendes først når du har signert"
* #A-CHOICE-SEND "Signed information that a person has chosen"
  * ^designation[0].language = #nb
  * ^designation[0].value = "Signerte opplysninger som en person har valgt ut"
* #A-DISCLOSED-TELL "Tell her what you have disclosed, or write down why she is not told yet"
  * ^designation[0].language = #nb
  * ^designation[0].value = "Fortell henne hva du har meldt, eller skriv hvorfor hun ikke får vite det ennå"
* #A-DUTY-RECEIPT "The receiver has answered: the duty is done"
  * ^designation[0].language = #nb
  * ^designation[0].value = "Mottakeren har svart: plikten er oppfylt"
* #A-DUTY32-END "The pregnancy is over: assessments under hpl § 32 lapse"
  * ^designation[0].language = #nb
  * ^designation[0].value = "Svangerskapet er slutt: vurderinger etter hpl § 32 faller bort"
* #A-DUTY-STUCK "Your message was not delivered: deliver it yourself, the duty is still yours"
  * ^designation[0].language = #nb
  * ^designation[0].value = "Meldingen din er ikke levert: lever den selv, plikten er fortsatt din"
* #A-103-PREP "Prepare a case under hol § 10-3: each voluntary measure with its outcome"
  * ^designation[0].language = #nb
  * ^designation[0].value = "Forbered sak etter hol § 10-3: hvert frivillig tiltak med utfall"
* #A-103-TEMP "The board is to approve the temporary decision within 48 hours"
  * ^designation[0].language = #nb
  * ^designation[0].value = "Nemnda skal godkjenne det midlertidige vedtaket innen 48 timer"
* #A-103-CASE "Send the ordinary case to the board within two weeks"
  * ^designation[0].language = #nb
  * ^designation[0].value = "Send ordinær sak til nemnda innen to uker"
* #A-103-PLACE "Admission under hol § 10-3"
  * ^designation[0].language = #nb
  * ^designation[0].value = "Innleggelse etter hol § 10-3"
* #A-103-BV "Decide what barnevern is told about the decision"
  * ^designation[0].language = #nb
  * ^designation[0].value = "Ta stilling til hva barnevernet skal få vite om vedtaket"
* #A-103-REVIEW "Review whether the retention is still needed"
  * ^designation[0].language = #nb
  * ^designation[0].value = "Vurder om tilbakeholdet fortsatt er nødvendig"
* #A-EPIKRISE "Write the epikrise: mother's and each child's apart"
  * ^designation[0].language = #nb
  * ^designation[0].value = "Skriv epikrise: mors og hvert barns for seg"
* #A-BV-CLOSED "Barnevern has closed its case: plan again"
  * ^designation[0].language = #nb
  * ^designation[0].value = "Barnevernet har avsluttet: legg planen på nytt"
* #A-CARE-ORDER "Care order: who may consent, who gets what; the parents' plan goes on"
  * ^designation[0].language = #nb
  * ^designation[0].value = "Omsorgsvedtak: hvem kan samtykke, hvem skal ha hva; foreldrenes plan fortsetter"
* #A-MOVE-32 "She has moved: the hpl § 32 message is to be sent again, to the new municipality"
  * ^designation[0].language = #nb
  * ^designation[0].value = "Hun har flyttet: meldingen etter hpl § 32 må sendes på nytt, til den nye kommunen"
* #A-MOVE-BV "Barnevern's own notice to the new municipality; shown here, not sent"
  * ^designation[0].language = #nb
  * ^designation[0].value = "Barnevernets egen melding til ny kommune; vises her, sendes ikke"
* #A-GP-CHANGE "New GP: update team and plan"
  * ^designation[0].language = #nb
  * ^designation[0].value = "Ny fastlege: oppdater teamet og planen"
* #A-AG-FIRST "First meeting of the responsibility group"
  * ^designation[0].language = #nb
  * ^designation[0].value = "Første møte i ansvarsgruppen"
* #A-HS-28 "Contact with the child health centre in week 28–30"
  * ^designation[0].language = #nb
  * ^designation[0].value = "Kontakt med helsestasjonen i uke 28–30"
* #A-NAT-DECISION "Clinical decision within the time; events M and C of 9322"
  * ^designation[0].language = #nb
  * ^designation[0].value = "Klinisk beslutning innen fristen; hendelsene M og C i 9322"
* #A-NAT-EVAL "Evaluation; event E of 9322"
  * ^designation[0].language = #nb
  * ^designation[0].value = "Evaluering; hendelse E i 9322"
* #A-NAT-NOGAP "No days between detoxification and treatment"
  * ^designation[0].language = #nb
  * ^designation[0].value = "Ingen dager mellom avrusning og behandling"
* #A-LARMEET "LAR meeting on the ward"
  * ^designation[0].language = #nb
  * ^designation[0].value = "LAR-møte på avdelingen"
* #A-REF-FHS "Referral to the reinforced child health centre"
  * ^designation[0].language = #nb
  * ^designation[0].value = "Henvisning til forsterket helsestasjon"
* #A-W34 "Tell her about the programme 0–6 as part of birth preparation"
  * ^designation[0].language = #nb
  * ^designation[0].value = "Fortell om oppfølgingsprogrammet 0–6 år som del av fødselsforberedelsen"
* #A-TRANSFER35 "Transfer meeting in week 35"
  * ^designation[0].language = #nb
  * ^designation[0].value = "Overføringsmøte i uke 35"
* #A-AG-MONTH "Monthly meeting of the responsibility group"
  * ^designation[0].language = #nb
  * ^designation[0].value = "Månedlig møte i ansvarsgruppen"
* #A-TOUR "Tour of the ward"
  * ^designation[0].language = #nb
  * ^designation[0].value = "Omvisning på avdelingen"
* #A-W36 "LAR form to labour ward, maternity ward and neonatal intensive care by week 36"
  * ^designation[0].language = #nb
  * ^designation[0].value = "LAR-skjema til føde, barsel og nyfødtintensiv innen uke 36"
* #A-MED-AVAIL "LAR medicine available on the wards"
  * ^designation[0].language = #nb
  * ^designation[0].value = "LAR-legemiddel tilgjengelig på føde- og barselavdelingen"
* #A-BARSEL-FORM "Observation form each shift"
  * ^designation[0].language = #nb
  * ^designation[0].value = "Observasjonsskjema hvert vaktskifte"
* #A-HOMEVISIT "Home visit by public health nurse and midwife"
  * ^designation[0].language = #nb
  * ^designation[0].value = "Hjemmebesøk av helsesykepleier og jordmor"
* #A-WEEKLY "Weekly consultation until the child is six weeks"
  * ^designation[0].language = #nb
  * ^designation[0].value = "Ukentlig konsultasjon til barnet er seks uker"
* #A-INDIV-INT "Agree an individual interval and the next date"
  * ^designation[0].language = #nb
  * ^designation[0].value = "Avtal individuelt intervall og neste time"
* #A-HABU-CONSULT "Consultation of the programme"
  * ^designation[0].language = #nb
  * ^designation[0].value = "Konsultasjon i oppfølgingsprogrammet"
* #A-TEAM-Q "The child at the next team meeting"
  * ^designation[0].language = #nb
  * ^designation[0].value = "Barnet på neste tverrfaglige teammøte"
* #A-ABUP "Referral to the infant mental health team; parents agree"
  * ^designation[0].language = #nb
  * ^designation[0].value = "Henvisning til sped- og småbarnsteamet; foreldrene samtykker"
* #A-PHYS4M "Physiotherapist examines the child at four months"
  * ^designation[0].language = #nb
  * ^designation[0].value = "Fysioterapeut undersøker barnet ved fire måneder"
* #A-PPT "Referral to educational psychology; parents agree"
  * ^designation[0].language = #nb
  * ^designation[0].value = "Henvisning til PPT; foreldrene samtykker"
* #A-END5 "Hand over from FHS to the ordinary child health centre"
  * ^designation[0].language = #nb
  * ^designation[0].value = "Overfør fra forsterket til vanlig helsestasjon"
* #A-W36-NOW "The LAR form as it stands, marked incomplete"
  * ^designation[0].language = #nb
  * ^designation[0].value = "LAR-skjemaet slik det er, merket ufullstendig"
* #A-HABU-REPORT "The HABU report to parents, child health centre and GP"
  * ^designation[0].language = #nb
  * ^designation[0].value = "HABU-rapporten til foreldre, helsestasjon og fastlege"
* #A-LK-TEAM "New enquiry to the team for pregnant women"
  * ^designation[0].language = #nb
  * ^designation[0].value = "Ny henvendelse til teamet for gravide"
* #A-LK-SELF "Answer her own enquiry; anonymous is fine too"
  * ^designation[0].language = #nb
  * ^designation[0].value = "Svar på egenhenvendelsen; anonymt går også"
* #A-LK-MENTAL "The same pathway for mental health without substance use"
  * ^designation[0].language = #nb
  * ^designation[0].value = "Samme forløp ved psykiske vansker uten rusmiddelbruk"
* #A-LK-TALKS "Talks about coping, support and motivation; treatment if needed"
  * ^designation[0].language = #nb
  * ^designation[0].value = "Samtaler om mestring, støtte og motivasjon; TSB ved behov"
* #A-LK-GOALS "The plan holds both goals: treatment, and ability to care for the child"
  * ^designation[0].language = #nb
  * ^designation[0].value = "Planen har begge mål: behandling, og evne til omsorg for barnet"
* #A-DK-UNDERRETNING "Underretning about the unborn child; sent only when you have signed"
  * ^designation[0].language = #nb
  * ^designation[0].value = "Underretning om det ventede barn; sendes først når du har signeret"
* #A-DK-SEND "Signed underretning to the family authority"
  * ^designation[0].language = #nb
  * ^designation[0].value = "Signert underretning til familiemyndigheten"
* #A-DK-REF-FAM "Referral to the family outpatient clinic"
  * ^designation[0].language = #nb
  * ^designation[0].value = "Henvisning til familieambulatoriet"
* #A-DK-REF-RUS "Referral to alcohol and drug treatment"
  * ^designation[0].language = #nb
  * ^designation[0].value = "Henvisning til alkohol- og stofbehandling"
* #A-DK-CONSENT2 "Consent both to collect and to disclose"
  * ^designation[0].language = #nb
  * ^designation[0].value = "Samtykke til både at indhente og videregive"
* #A-DK-NETMEET "Network meeting"
  * ^designation[0].language = #nb
  * ^designation[0].value = "Netværksmøde"
* #A-DK-DOGN "Residential treatment offered at once"
  * ^designation[0].language = #nb
  * ^designation[0].value = "Tilbud om døgnbehandling med det samme"
* #A-DK-CONTRACT "Offer of a contract on voluntary retention"
  * ^designation[0].language = #nb
  * ^designation[0].value = "Tilbud om kontrakt om frivillig tilbageholdelse"
* #A-DK-PSYK "Psychiatric assessment of the woman or her partner"
  * ^designation[0].language = #nb
  * ^designation[0].value = "Psykiatrisk udredning af kvinden eller partneren"
* #A-DK-NETWORK "Family network and civil society, with consent"
  * ^designation[0].language = #nb
  * ^designation[0].value = "Familiens netværk og civilsamfundet, med samtykke"
* #A-DK-MOVE "The old municipality notifies the new one"
  * ^designation[0].language = #nb
  * ^designation[0].value = "Den gamle kommune underretter den nye"
* #A-DK-PARENTS "Support for the parents of a child placed outside the home"
  * ^designation[0].language = #nb
  * ^designation[0].value = "Støtte til forældre til et barn anbragt uden for hjemmet"
* #T-HABUREF "The referral to the programme is not confirmed; the discharge is not complete"
  * ^designation[0].language = #nb
  * ^designation[0].value = "Henvisningen til programmet er ikke bekreftet; utskrivingen er ikke ferdig"
* #T-BIRTHPLAN "The birth plan is missing"
  * ^designation[0].language = #nb
  * ^designation[0].value = "Fødeplanen mangler"
* #T-URINE "An agreed sample is missing; missing is never negative"
  * ^designation[0].language = #nb
  * ^designation[0].value = "Avtalt prøve mangler; manglende er aldri negativ"
* #T-LARDOC "The visit to the LAR doctor was not held"
  * ^designation[0].language = #nb
  * ^designation[0].value = "Time hos LAR-lege er ikke holdt"
* #T-RESCREEN "Ask at the next visit"
  * ^designation[0].language = #nb
  * ^designation[0].value = "Spør ved neste kontroll"
* #T-NOCONTACT "No antenatal visit by week 16: reach out. No report to an authority"
  * ^designation[0].language = #nb
  * ^designation[0].value = "Ingen svangerskapskontroll ved uke 16: oppsøk henne. Ingen melding til myndighet"
* #T-COORD "No coordinator has been named"
  * ^designation[0].language = #nb
  * ^designation[0].value = "Ingen koordinator er pekt ut"
* #T-NAS "The next observation of withdrawal is missing"
  * ^designation[0].language = #nb
  * ^designation[0].value = "Neste observasjon av abstinenstegn mangler"
* #T-BARSEL3D "Three days have passed: discharge, or give the reason for a longer stay"
  * ^designation[0].language = #nb
  * ^designation[0].value = "Tre døgn er gått: skriv ut, eller skriv grunn for forlengelse"
* #T-HABU-FIRST "First contact with the programme has not been made"
  * ^designation[0].language = #nb
  * ^designation[0].value = "Første kontakt med programmet er ikke tatt"
* #T-RESCREEN-P "The parents have not been asked about substances"
  * ^designation[0].language = #nb
  * ^designation[0].value = "Foreldre er ikke spurt om rusmidler"
* #T-BV3Y "The infant team of barnevern ends at three: settle what follows"
  * ^designation[0].language = #nb
  * ^designation[0].value = "Barnevernets team for de minste slutter ved tre år: avklar videre"
* #T-HABU-END "Close the programme, or extend with a reason"
  * ^designation[0].language = #nb
  * ^designation[0].value = "Avslutt programmet, eller forleng med grunn"
* #T-DUTY33 "An assessment under hpl § 33 is missing"
  * ^designation[0].language = #nb
  * ^designation[0].value = "Vurderingen etter hpl § 33 mangler hos noen som vet"
* #T-32-ACK "The hpl § 32 message has no receipt: phone the receiver, tell the leader"
  * ^designation[0].language = #nb
  * ^designation[0].value = "Meldingen etter hpl § 32 er ikke kvittert: ring mottakeren, si fra til leder"
* #T-33-ACK "The hpl § 33 report has no receipt: phone barnevern, tell the leader"
  * ^designation[0].language = #nb
  * ^designation[0].value = "Meldingen etter hpl § 33 er ikke kvittert: ring barnevernet, si fra til leder"
* #T-32-CONTACT "No contact with her within three days"
  * ^designation[0].language = #nb
  * ^designation[0].value = "Ingen kontakt med henne innen tre dager"
* #T-103-APPROVE "The decision cannot stand without approval: leader and lawyer"
  * ^designation[0].language = #nb
  * ^designation[0].value = "Vedtaket kan ikke stå uten godkjenning: leder og jurist"
* #T-103-CASE "The ordinary case was not sent: the decision lapses"
  * ^designation[0].language = #nb
  * ^designation[0].value = "Ordinær sak er ikke sendt: vedtaket faller bort"
* #T-103-EXEC "The order lapses when it has not been carried out"
  * ^designation[0].language = #nb
  * ^designation[0].value = "Vedtaket faller bort når det ikke er satt i verk"
* #T-103-REVIEW "Review whether the retention is still needed"
  * ^designation[0].language = #nb
  * ^designation[0].value = "Vurder om tilbakeholdet fortsatt er nødvendig"
* #T-AG-FIRST "The first meeting of the responsibility group was not held"
  * ^designation[0].language = #nb
  * ^designation[0].value = "Første møte i ansvarsgruppen er ikke holdt"
* #T-NAT-EVAL1 "The first evaluation was not reported"
  * ^designation[0].language = #nb
  * ^designation[0].value = "Første evaluering er ikke meldt"
* #T-NAT-EVAL "The next evaluation was not reported"
  * ^designation[0].language = #nb
  * ^designation[0].value = "Neste evaluering er ikke meldt"
* #T-LARMEET "The LAR meeting on the ward was not held"
  * ^designation[0].language = #nb
  * ^designation[0].value = "LAR-møtet på avdelingen er ikke holdt"
* #T-W34 "She has not been told about the programme 0–6"
  * ^designation[0].language = #nb
  * ^designation[0].value = "Hun har ikke fått vite om programmet 0–6 år"
* #T-W36 "The LAR form is missing: phone LAR"
  * ^designation[0].language = #nb
  * ^designation[0].value = "LAR-skjemaet mangler: ring LAR"
* #T-TOUR "The tour was not held"
  * ^designation[0].language = #nb
  * ^designation[0].value = "Omvisning er ikke holdt"
* #T-AG-MONTH "A month without a meeting of the responsibility group"
  * ^designation[0].language = #nb
  * ^designation[0].value = "En måned uten møte i ansvarsgruppen"
* #T-HOME "The home visit was not held"
  * ^designation[0].language = #nb
  * ^designation[0].value = "Hjemmebesøk er ikke holdt"
* #T-WEEKLY "The consultation of this week is missing"
  * ^designation[0].language = #nb
  * ^designation[0].value = "Ukens konsultasjon mangler"
* #T-PHYS4M "The physiotherapist has not examined the child"
  * ^designation[0].language = #nb
  * ^designation[0].value = "Undersøkelsen hos fysioterapeut er ikke gjort"
* #T-FHS5Y "Hand over to the ordinary child health centre"
  * ^designation[0].language = #nb
  * ^designation[0].value = "Overfør til vanlig helsestasjon"
* #T-DK-DOGN "Residential treatment was not offered"
  * ^designation[0].language = #nb
  * ^designation[0].value = "Døgnbehandling er ikke tilbudt"
* #T-DK-SAMMEN "Treatment has not started within 14 days"
  * ^designation[0].language = #nb
  * ^designation[0].value = "Behandling er ikke startet innen 14 dager"
* #A-TEAM "A team around her is proposed; only those with a legal basis"
  * ^designation[0].language = #nb
  * ^designation[0].value = "Forslag til team rundt henne; bare de som har hjemmel"
* #A-COORD-SEAT "The coordinator who was named takes the seat; the one before leaves it"
  * ^designation[0].language = #nb
  * ^designation[0].value = "Koordinatoren som er pekt ut, får plassen; den forrige slutter"
* #A-COORD-ONE "The team has two coordinators: end one of the seats"
  * ^designation[0].language = #nb
  * ^designation[0].value = "Teamet har to koordinatorer: avslutt den ene plassen"
* #A-COORD-NEXT "Who coordinates after birth? The public health nurse and NAV are candidates"
  * ^designation[0].language = #nb
  * ^designation[0].value = "Hvem koordinerer etter fødselen? Helsesykepleier og NAV er mulige"
* #A-GOAL "Goals in the plan, her own first"
  * ^designation[0].language = #nb
  * ^designation[0].value = "Mål i planen, hennes egne først"
* #A-CHILD-GOALS "Goals for the child and for the family"
  * ^designation[0].language = #nb
  * ^designation[0].value = "Mål for barnet og for familien"
* #A-PLAN-UNOWNED "An activity of the plan has nobody responsible, or several"
  * ^designation[0].language = #nb
  * ^designation[0].value = "Et tiltak i planen mangler ansvarlig, eller har flere"
* #A-MUNICIPAL "She does not want a referral: the plan is carried out in the municipality; offer again next trimester"
  * ^designation[0].language = #nb
  * ^designation[0].value = "Hun ønsker ikke henvisning: planen gjennomføres i kommunen; tilby igjen i neste trimester"
* #A-CONSENT-REVIEW "A transition: go through the consents together with her"
  * ^designation[0].language = #nb
  * ^designation[0].value = "Overgang: gå gjennom samtykkene sammen med henne"
* #A-TSB-STAY "Meeting of institution and municipality during the stay"
  * ^designation[0].language = #nb
  * ^designation[0].value = "Møte mellom institusjon og kommune under oppholdet"
* #A-TSB-END "The stay is over: who does what now"
  * ^designation[0].language = #nb
  * ^designation[0].value = "Oppholdet er over: hvem gjør hva nå"
* #A-PETH-12 "Offer of a PEth sample in week 12; voluntary and informed"
  * ^designation[0].language = #nb
  * ^designation[0].value = "Tilbud om PEth-prøve i uke 12; frivillig og etter informasjon"
* #A-PETH-24 "Offer of a PEth sample in week 24; voluntary and informed"
  * ^designation[0].language = #nb
  * ^designation[0].value = "Tilbud om PEth-prøve i uke 24; frivillig og etter informasjon"
* #A-INFO-NFI "Tell her that the child will be admitted for observation, and how long it may last"
  * ^designation[0].language = #nb
  * ^designation[0].value = "Fortell at barnet blir innlagt til observasjon, og hvor lenge det kan vare"
* #A-LAR-HANDOVER "Medicine and dosing are handed over to LAR before discharge"
  * ^designation[0].language = #nb
  * ^designation[0].value = "Legemiddel og dosering overføres til LAR før utskriving"
* #A-NFI-CARE "Help the parents to be close to the child and care for it"
  * ^designation[0].language = #nb
  * ^designation[0].value = "Hjelp foreldrene til kontakt med og omsorg for barnet"
* #T-LARCONTACT "No contact with the LAR consultant: make contact"
  * ^designation[0].language = #nb
  * ^designation[0].value = "Ingen kontakt med LAR-konsulenten: ta kontakt"
* #T-INFO-NFI "She has not been told that the child will be admitted for observation"
  * ^designation[0].language = #nb
  * ^designation[0].value = "Hun har ikke fått vite at barnet blir innlagt til observasjon"
* #A-CARE-STATUS "Map the care situation of all her children under 18"
  * ^designation[0].language = #nb
  * ^designation[0].value = "Kartlegg omsorgssituasjonen for alle barna hennes under 18 år"
* #A-103-NAV "Decide what NAV is to follow up; only what NAV needs"
  * ^designation[0].language = #nb
  * ^designation[0].value = "Ta stilling til hva NAV skal følge opp; bare det NAV trenger"
* #A-REF-TSB "Referral to substance treatment; voluntary, outpatient first"
  * ^designation[0].language = #nb
  * ^designation[0].value = "Henvisning til rusbehandling; frivillig, poliklinikk først"
* #A-INFO-TSB "Information about outpatient and inpatient treatment, and that it is voluntary"
  * ^designation[0].language = #nb
  * ^designation[0].value = "Informasjon om poliklinikk og døgnbehandling, og at det er frivillig"
* #A-BENEFITS "Go through benefits together with her: sick pay, work assessment allowance, parental benefit or lump sum, social assistance, transitional benefit, basic and attendance benefit"
  * ^designation[0].language = #nb
  * ^designation[0].value = "Gå gjennom ytelser sammen med henne: sykepenger, AAP, foreldrepenger eller engangsstønad, sosialstønad, overgangsstønad, grunn- og hjelpestønad"
* #A-BENEFITS-CHILD "Go through benefits for the child: child benefit, maintenance, parental benefit, cash for care, childcare, care benefit, leisure"
  * ^designation[0].language = #nb
  * ^designation[0].value = "Gå gjennom ytelser for barnet: barnetrygd, bidrag, foreldrepenger, kontantstøtte, tilsyn, pleiepenger, fritid"
* #A-FHS-VISITS "More visits to the antenatal clinic when she is followed at FHS"
  * ^designation[0].language = #nb
  * ^designation[0].value = "Flere avtaler på svangerskapspoliklinikken når hun følges ved FHS"
* #A-REF-OPPF "Talks and support from the follow-up service: medicines, housing, leisure"
  * ^designation[0].language = #nb
  * ^designation[0].value = "Samtaler og støtte fra oppfølgingstjenesten: medisiner, bolig, fritid"
* #A-INTERPLAY "Guidance on interplay by the psychologist of FHS"
  * ^designation[0].language = #nb
  * ^designation[0].value = "Veiledning om samspill ved psykologen på FHS"
* #A-LANG-NEURO "Mapping of language or neuropsychological function"
  * ^designation[0].language = #nb
  * ^designation[0].value = "Kartlegging av språk eller nevropsykologisk funksjon"
* #T-TRANSFER35 "The transfer meeting was not held: the ward does not know her"
  * ^designation[0].language = #nb
  * ^designation[0].value = "Overføringsmøtet er ikke holdt: avdelingen kjenner henne ikke"
* #A-LAR-ACCEPT "She is pregnant and in LAR: take over, and answer whoever discovered it"
  * ^designation[0].language = #nb
  * ^designation[0].value = "Hun er gravid og i LAR: ta over, og svar den som oppdaget det"
* #A-LAR-NO-RENEWAL "Prescribing goes back to the LAR doctor: do not renew"
  * ^designation[0].language = #nb
  * ^designation[0].value = "Forskrivningen går tilbake til LAR-legen: ikke forny"
* #A-BRIEF-FIRST "A brief talk already at the first contact, not only a referral"
  * ^designation[0].language = #nb
  * ^designation[0].value = "Kort samtale allerede ved første kontakt, ikke bare henvisning"
* #A-LAR-ACCEPTED "LAR has taken over: the duty of whoever discovered it is met"
  * ^designation[0].language = #nb
  * ^designation[0].value = "LAR har tatt over: plikten til den som oppdaget det, er oppfylt"
* #A-LAR-RX-OTHER "Somebody other than LAR prescribed the LAR medicine in pregnancy: get in touch"
  * ^designation[0].language = #nb
  * ^designation[0].value = "Noen andre enn LAR har forskrevet LAR-legemiddel i svangerskapet: ta kontakt"
* #A-LAR-SERUM "Serum concentration of the LAR medicine, when needed"
  * ^designation[0].language = #nb
  * ^designation[0].value = "Serumkonsentrasjon av LAR-legemidlet ved behov"
* #A-COPING "Assess how she copes without substances"
  * ^designation[0].language = #nb
  * ^designation[0].value = "Vurder rusmestring"
* #A-PAIN-RELIEF "The same offer of pain relief as everybody; an epidural is often right"
  * ^designation[0].language = #nb
  * ^designation[0].value = "Samme tilbud om smertelindring som alle andre; epidural er ofte riktig"
* #A-BARSEL-CARE "Every day: attachment, breastfeeding and baby care"
  * ^designation[0].language = #nb
  * ^designation[0].value = "Hver dag: tilknytning, amming og barnestell"
* #T-REOFFER "Offer a referral again; she may say no"
  * ^designation[0].language = #nb
  * ^designation[0].value = "Tilby henvisning på nytt; hun kan si nei"
* #A-MED-CONFIRM "Confirm that the LAR medicine is on the ward"
  * ^designation[0].language = #nb
  * ^designation[0].value = "Bekreft at LAR-legemidlet finnes på avdelingen"
* #A-ABUP-ASSESS "Should the child be referred to ABUP?"
  * ^designation[0].language = #nb
  * ^designation[0].value = "Bør barnet henvises til ABUP?"
* #A-HABU-GUIDANCE "Guidance given: stimulation, interplay, care, nutrition"
  * ^designation[0].language = #nb
  * ^designation[0].value = "Veiledning gitt: stimulering, samspill, omsorg, ernæring"
* #T-MEDCONFIRM "The ward has not confirmed the LAR medicine: phone"
  * ^designation[0].language = #nb
  * ^designation[0].value = "Avdelingen har ikke bekreftet LAR-legemidlet: ring"
* #T-ABUP-Q "Referral to ABUP has not been considered"
  * ^designation[0].language = #nb
  * ^designation[0].value = "Henvisning til ABUP er ikke vurdert"
* #A-DK-REVIEW "Go through the plan after the network meeting"
  * ^designation[0].language = #nb
  * ^designation[0].value = "Gå gjennom planen etter nettverksmøtet"
* #A-OFFERS "Go through the offers together with her, the least intrusive first; she chooses"
  * ^designation[0].language = #nb
  * ^designation[0].value = "Gå gjennom tilbudene sammen med henne, det minst inngripende først; hun velger"
* #A-OFFER-REF "Referral to the offer she has chosen"
  * ^designation[0].language = #nb
  * ^designation[0].value = "Henvisning til tilbudet hun har valgt"
* #A-RELATIVE "Ask how those close to her are, look for signs of risk, and show them the offers for relatives; that is a case of their own"
  * ^designation[0].language = #nb
  * ^designation[0].value = "Spør hvordan de nære har det, se etter tegn på risiko, og vis dem tilbudene for pårørende; det blir deres egen sak"
* #A-OPPF-CHECK "Criteria for follow-up and housing: lives or stays in the municipality, entitled under hol § 3-1, wants help"
  * ^designation[0].language = #nb
  * ^designation[0].value = "Vilkår for oppfølging og bolig: bor eller oppholder seg i kommunen, rett etter hol § 3-1, ønsker hjelp"
* #A-REF-DPS "Referral to the district psychiatric centre: short stays and treatment, when she wants it"
  * ^designation[0].language = #nb
  * ^designation[0].value = "Henvisning til DPS: korte opphold og behandling, når hun ønsker det"
* #A-REF-FAMILY "Referral to treatment of the whole family; the parents agree"
  * ^designation[0].language = #nb
  * ^designation[0].value = "Henvisning til behandling av hele familien; foreldrene samtykker"
* #A-ANSWER-MISSING "The task is opened again: the answer it asks for is missing"
  * ^designation[0].language = #nb
  * ^designation[0].value = "Oppgaven åpnes igjen: svaret den ber om, mangler"
* #A-MISSED "Agreed measures were missed several times: assess hpl § 32 second paragraph"
  * ^designation[0].language = #nb
  * ^designation[0].value = "Avtalte tiltak er ikke fulgt flere ganger: vurder hpl § 32 andre ledd"
* #A-CHILD-IMPACT "What does this mean for her children?"
  * ^designation[0].language = #nb
  * ^designation[0].value = "Hva betyr dette for barna hennes?"
* #A-TSB-BEFORE "Meeting before the stay: institution, municipality and she"
  * ^designation[0].language = #nb
  * ^designation[0].value = "Møte før oppholdet: institusjon, kommune og hun selv"
* #A-LK-GOAL-LATE "Goal: no late harm, and help out of substance use"
  * ^designation[0].language = #nb
  * ^designation[0].value = "Mål: ingen senskader, og hjelp ut av rusmiddelbruk"
* #A-DK-GOALS "Danish goals: less risk of harm, and a course that hangs together"
  * ^designation[0].language = #nb
  * ^designation[0].value = "Danske mål: mindre risiko for skade, og et forløp som henger sammen"
* #A-SCREEN-SOON "Ask again in four weeks: use before the pregnancy"
  * ^designation[0].language = #nb
  * ^designation[0].value = "Spør igjen om fire uker: bruk før svangerskapet"
* #A-INTERPLAY-REASONS "Reasons and priority stand in the referral"
  * ^designation[0].language = #nb
  * ^designation[0].value = "Grunner og hast står i henvisningen"
* #A-NAV-CHILD "The children’s needs and an ordinary upbringing, when NAV assesses the economy"
  * ^designation[0].language = #nb
  * ^designation[0].value = "Barnas behov og en vanlig oppvekst, når NAV vurderer økonomien"
* #A-DISCH-HOLD "LAR has not answered: the discharge is not ready"
  * ^designation[0].language = #nb
  * ^designation[0].value = "LAR har ikke svart: utskrivingen er ikke klar"
* #A-NAT-GAP "Days passed between detoxification and treatment: who followed her, and why?"
  * ^designation[0].language = #nb
  * ^designation[0].value = "Det gikk dager mellom avrusning og behandling: hvem fulgte henne opp, og hvorfor?"

CodeSystem: TkState
Id: tk-state
Title: "Where a case stands"
Description: "State of the mother's or a child's pathway, as a tag on the EpisodeOfCare. Derived from the records and moved by events."
* insert Bokmal([[Hvor en sak står]], [[Tilstanden i morens eller et barns forløp, som merke på EpisodeOfCare. Utledes av journalen og flyttes av hendelser.]])
* ^experimental = false
* ^caseSensitive = true
* ^content = #complete
* #S_CONCERN "Concern"
  * ^designation[0].language = #nb
  * ^designation[0].value = "Bekymring"
* #S_ASSESS "Assessment"
  * ^designation[0].language = #nb
  * ^designation[0].value = "Kartlegging"
* #S_PREG.SHARED "Pregnancy"
  * ^designation[0].language = #nb
  * ^designation[0].value = "Svangerskap"
* #S_PREG.MUNICIPAL_ONLY "Pregnancy, municipality only"
  * ^designation[0].language = #nb
  * ^designation[0].value = "Svangerskap, bare kommunen"
* #S_PREG.LAR "Pregnancy, LAR"
  * ^designation[0].language = #nb
  * ^designation[0].value = "Svangerskap, LAR"
* #S_BIRTH "Birth"
  * ^designation[0].language = #nb
  * ^designation[0].value = "Fødsel"
* #S_POST "After birth"
  * ^designation[0].language = #nb
  * ^designation[0].value = "Etter fødselen"
* #S_FU "Follow-up"
  * ^designation[0].language = #nb
  * ^designation[0].value = "Oppfølging"
* #S_LOSS "Loss"
  * ^designation[0].language = #nb
  * ^designation[0].value = "Tap"
* #S_CLOSED "Closed"
  * ^designation[0].language = #nb
  * ^designation[0].value = "Avsluttet"
* #C_BORN "Born"
  * ^designation[0].language = #nb
  * ^designation[0].value = "Født"
* #C_INDET "Placement not settled"
  * ^designation[0].language = #nb
  * ^designation[0].value = "Plassering ikke avklart"
* #C_BARSEL "Maternity ward"
  * ^designation[0].language = #nb
  * ^designation[0].value = "Barsel"
* #C_NFI "Neonatal intensive care"
  * ^designation[0].language = #nb
  * ^designation[0].value = "Nyfødtintensiv"
* #C_POST "After discharge"
  * ^designation[0].language = #nb
  * ^designation[0].value = "Etter utskriving"
* #C_FU06 "Follow-up 0–6"
  * ^designation[0].language = #nb
  * ^designation[0].value = "Oppfølging 0–6 år"
* #C_CLOSED "Closed"
  * ^designation[0].language = #nb
  * ^designation[0].value = "Avsluttet"
* #C_DECEASED "Deceased"
  * ^designation[0].language = #nb
  * ^designation[0].value = "Død"
