// Local code systems: stable, language-neutral codes with names in English and bokmål (pathway.md 5.6).

CodeSystem: TkRole
Id: tk-role
Title: "Roles around the family"
Description: "Which part a person or service plays in the case."
* insert Bokmal([[Roller rundt familien]], [[Hvilken del en person eller tjeneste har i saken.]])
* ^experimental = false
* ^caseSensitive = true
* ^content = #complete
* ^valueSet = "https://lenke.example/fhir/ValueSet/tk-role"
* #patient "The woman"
  * ^designation[0].language = #nb
  * ^designation[0].value = "Kvinnen"
* #partner "Partner"
  * ^designation[0].language = #nb
  * ^designation[0].value = "Partner"
* #child "Child"
  * ^designation[0].language = #nb
  * ^designation[0].value = "Barn"
* #fastlege "General practitioner"
  * ^designation[0].language = #nb
  * ^designation[0].value = "Fastlege"
* #jordmor "Midwife"
  * ^designation[0].language = #nb
  * ^designation[0].value = "Jordmor"
* #helsesykepleier "Public health nurse"
  * ^designation[0].language = #nb
  * ^designation[0].value = "Helsesykepleier"
* #fhs "Reinforced child health centre"
  * ^designation[0].language = #nb
  * ^designation[0].value = "Forsterket helsestasjon"
* #helsestasjon "Child health centre"
  * ^designation[0].language = #nb
  * ^designation[0].value = "Helsestasjon"
* #fysioterapeut "Physiotherapist"
  * ^designation[0].language = #nb
  * ^designation[0].value = "Fysioterapeut"
* #rusteam "Municipal substance use team"
  * ^designation[0].language = #nb
  * ^designation[0].value = "Rusteam"
* #hpl32-mottak "Receiver of messages under hpl § 32"
  * ^designation[0].language = #nb
  * ^designation[0].value = "Mottaker av melding etter hpl § 32"
* #oppfolging "Follow-up service"
  * ^designation[0].language = #nb
  * ^designation[0].value = "Oppfølgingstjeneste"
* #barnevern "Child welfare service"
  * ^designation[0].language = #nb
  * ^designation[0].value = "Barnevernstjeneste"
* #nav "Labour and welfare office"
  * ^designation[0].language = #nb
  * ^designation[0].value = "NAV"
* #ppt "Educational psychology service"
  * ^designation[0].language = #nb
  * ^designation[0].value = "Pedagogisk-psykologisk tjeneste"
* #barnehage "Kindergarten"
  * ^designation[0].language = #nb
  * ^designation[0].value = "Barnehage"
* #coordinator "Coordinator"
  * ^designation[0].language = #nb
  * ^designation[0].value = "Koordinator"
* #coordinator-specialist "Coordinator in the specialist service"
  * ^designation[0].language = #nb
  * ^designation[0].value = "Koordinator i spesialisthelsetjenesten"
* #lar "Opioid agonist treatment team"
  * ^designation[0].language = #nb
  * ^designation[0].value = "LAR-team"
* #lar-konsulent "Consultant of the LAR team"
  * ^designation[0].language = #nb
  * ^designation[0].value = "LAR-konsulent"
* #tsb "Specialised substance use treatment"
  * ^designation[0].language = #nb
  * ^designation[0].value = "Tverrfaglig spesialisert rusbehandling"
* #kk "Women's clinic"
  * ^designation[0].language = #nb
  * ^designation[0].value = "Kvinneklinikk"
* #kk-pol "Antenatal outpatient clinic"
  * ^designation[0].language = #nb
  * ^designation[0].value = "Svangerskapspoliklinikk"
* #kk-fode "Labour ward of the women's clinic"
  * ^designation[0].language = #nb
  * ^designation[0].value = "Kvinneklinikkens fødeavdeling"
* #kk-barsel "Maternity ward of the women's clinic"
  * ^designation[0].language = #nb
  * ^designation[0].value = "Kvinneklinikkens barselavdeling"
* #fode "Labour ward"
  * ^designation[0].language = #nb
  * ^designation[0].value = "Fødeavdeling"
* #barsel "Maternity ward"
  * ^designation[0].language = #nb
  * ^designation[0].value = "Barselavdeling"
* #nfi "Neonatal intensive care"
  * ^designation[0].language = #nb
  * ^designation[0].value = "Nyfødtintensiv"
* #habu "Child habilitation, programme 0-6"
  * ^designation[0].language = #nb
  * ^designation[0].value = "Barnehabilitering, programmet 0–6"
* #abup "Child and adolescent mental health"
  * ^designation[0].language = #nb
  * ^designation[0].value = "Barne- og ungdomspsykiatri"
* #abup-rep "Representative of child and adolescent mental health"
  * ^designation[0].language = #nb
  * ^designation[0].value = "Representant fra barne- og ungdomspsykiatri"
* #dps "District psychiatric centre"
  * ^designation[0].language = #nb
  * ^designation[0].value = "Distriktspsykiatrisk senter"
* #legevakt "Out-of-hours service"
  * ^designation[0].language = #nb
  * ^designation[0].value = "Legevakt"
* #lk-team "Team for pregnant women, Lørenskog"
  * ^designation[0].language = #nb
  * ^designation[0].value = "Team for gravide, Lørenskog"
* #ahus-team "Midwives of the Ahus team"
  * ^designation[0].language = #nb
  * ^designation[0].value = "Ahus-teamet"
* #familieambulatorium "Family outpatient clinic (Denmark)"
  * ^designation[0].language = #nb
  * ^designation[0].value = "Familieambulatorium (Danmark)"
* #rusbehandling "Substance use treatment (Denmark)"
  * ^designation[0].language = #nb
  * ^designation[0].value = "Rusbehandling (Danmark)"
* #myndighed "Authority (Denmark)"
  * ^designation[0].language = #nb
  * ^designation[0].value = "Myndighet (Danmark)"
* #advisor "Adviser"
  * ^designation[0].language = #nb
  * ^designation[0].value = "Rådgiver"

CodeSystem: TkPhase
Id: tk-phase
Title: "Phases of the pathway"
Description: "Where in the pathway a case is; the law matrix reads it."
* insert Bokmal([[Faser i forløpet]], [[Hvor i forløpet en sak er; lovmatrisen leser den.]])
* ^experimental = false
* ^caseSensitive = true
* ^content = #complete
* ^valueSet = "https://lenke.example/fhir/ValueSet/tk-phase"
* #P1 "Concern"
  * ^designation[0].language = #nb
  * ^designation[0].value = "Bekymring"
* #P2 "Assessment"
  * ^designation[0].language = #nb
  * ^designation[0].value = "Kartlegging"
* #P3 "Pregnancy"
  * ^designation[0].language = #nb
  * ^designation[0].value = "Svangerskap"
* #P4 "Birth"
  * ^designation[0].language = #nb
  * ^designation[0].value = "Fødsel"
* #P5 "After birth"
  * ^designation[0].language = #nb
  * ^designation[0].value = "Etter fødselen"
* #P6 "Follow-up 0-6 years"
  * ^designation[0].language = #nb
  * ^designation[0].value = "Oppfølging 0–6 år"
* #P7 "Closed"
  * ^designation[0].language = #nb
  * ^designation[0].value = "Avsluttet"

CodeSystem: TkDataClass
Id: tk-data-class
Title: "Data classes"
Description: "What kind of information content carries; disclosure is decided per class."
* insert Bokmal([[Dataklasser]], [[Hva slags opplysninger innholdet bærer; deling avgjøres per klasse.]])
* ^experimental = false
* ^caseSensitive = true
* ^content = #complete
* ^valueSet = "https://lenke.example/fhir/ValueSet/tk-data-class"
* #D1 "Identity, contact, expected date"
  * ^designation[0].language = #nb
  * ^designation[0].value = "Identitet, kontakt, termin"
* #D2 "Obstetric"
  * ^designation[0].language = #nb
  * ^designation[0].value = "Obstetrisk"
* #D3 "Screening and reported use"
  * ^designation[0].language = #nb
  * ^designation[0].value = "Kartlegging og egenrapportert bruk"
* #D4 "Toxicology"
  * ^designation[0].language = #nb
  * ^designation[0].value = "Rusmiddelprøver"
* #D5 "Opioid agonist treatment and medication"
  * ^designation[0].language = #nb
  * ^designation[0].value = "LAR og legemidler"
* #D6 "Mental health"
  * ^designation[0].language = #nb
  * ^designation[0].value = "Psykisk helse"
* #D7 "Social and economic"
  * ^designation[0].language = #nb
  * ^designation[0].value = "Sosialt og økonomi"
* #D8 "Child health and development"
  * ^designation[0].language = #nb
  * ^designation[0].value = "Barnets helse og utvikling"
* #D9 "Child welfare"
  * ^designation[0].language = #nb
  * ^designation[0].value = "Barnevern"
* #D10 "Coercion"
  * ^designation[0].language = #nb
  * ^designation[0].value = "Tvang"
* #D11 "Third party"
  * ^designation[0].language = #nb
  * ^designation[0].value = "Tredjeperson"
* #D12 "Anonymous or statistics"
  * ^designation[0].language = #nb
  * ^designation[0].value = "Anonymt eller statistikk"

CodeSystem: TkLegalBasis
Id: tk-legal-basis
Title: "Legal bases"
Description: "On which provision a disclosure, or its refusal, stands."
* insert Bokmal([[Hjemler]], [[Hvilken bestemmelse en deling, eller et avslag, bygger på.]])
* ^experimental = false
* ^caseSensitive = true
* ^content = #complete
* ^valueSet = "https://lenke.example/fhir/ValueSet/tk-legal-basis"
* #HPL21 "Duty of confidentiality, Health Personnel Act § 21"
  * ^designation[0].language = #nb
  * ^designation[0].value = "Taushetsplikt, helsepersonelloven § 21"
* #HPL22 "Consent, Health Personnel Act § 22"
  * ^designation[0].language = #nb
  * ^designation[0].value = "Samtykke, helsepersonelloven § 22"
* #HPL23-3 "Anonymised, Health Personnel Act § 23 no. 3"
  * ^designation[0].language = #nb
  * ^designation[0].value = "Anonymisert, helsepersonelloven § 23 nr. 3"
* #HPL23-4 "Weighty interests, Health Personnel Act § 23 no. 4"
  * ^designation[0].language = #nb
  * ^designation[0].value = "Tungtveiende interesser, helsepersonelloven § 23 nr. 4"
* #HPL25 "Co-operating personnel, Health Personnel Act § 25"
  * ^designation[0].language = #nb
  * ^designation[0].value = "Samarbeidende personell, helsepersonelloven § 25"
* #HPL31 "Emergency services, Health Personnel Act § 31"
  * ^designation[0].language = #nb
  * ^designation[0].value = "Nødetater, helsepersonelloven § 31"
* #HPL32-2 "Duty to inform, Health Personnel Act § 32 second paragraph"
  * ^designation[0].language = #nb
  * ^designation[0].value = "Opplysningsplikt, helsepersonelloven § 32 annet ledd"
* #HPL33-2 "Duty to inform child welfare, Health Personnel Act § 33 second paragraph"
  * ^designation[0].language = #nb
  * ^designation[0].value = "Opplysningsplikt til barnevernet, helsepersonelloven § 33 annet ledd"
* #HPL33-3 "Order of child welfare, Health Personnel Act § 33 third paragraph"
  * ^designation[0].language = #nb
  * ^designation[0].value = "Pålegg fra barnevernet, helsepersonelloven § 33 tredje ledd"
* #HPL45 "Information to those who give health care, Health Personnel Act § 45"
  * ^designation[0].language = #nb
  * ^designation[0].value = "Opplysninger til den som gir helsehjelp, helsepersonelloven § 45"
* #HPL45A "Discharge summary, Health Personnel Act § 45 a"
  * ^designation[0].language = #nb
  * ^designation[0].value = "Epikrise, helsepersonelloven § 45 a"
* #PBRL3-4 "Information to parents, Patient Rights Act § 3-4"
  * ^designation[0].language = #nb
  * ^designation[0].value = "Informasjon til foreldre, pasient- og brukerrettighetsloven § 3-4"
* #PBRL4-4 "Consent for a child, Patient Rights Act § 4-4"
  * ^designation[0].language = #nb
  * ^designation[0].value = "Samtykke for barn, pasient- og brukerrettighetsloven § 4-4"
* #PBRL5-1 "Access to own record, Patient Rights Act § 5-1"
  * ^designation[0].language = #nb
  * ^designation[0].value = "Innsyn i egen journal, pasient- og brukerrettighetsloven § 5-1"
* #PBRL5-3 "Right to object, Patient Rights Act § 5-3"
  * ^designation[0].language = #nb
  * ^designation[0].value = "Rett til å motsette seg, pasient- og brukerrettighetsloven § 5-3"
* #PJL17 "Right to block, Patient Records Act § 17"
  * ^designation[0].language = #nb
  * ^designation[0].value = "Rett til sperring, pasientjournalloven § 17"
* #BVL13-2 "Duty to report, Child Welfare Act § 13-2"
  * ^designation[0].language = #nb
  * ^designation[0].value = "Meldeplikt, barnevernsloven § 13-2"
* #BVL13-4 "Order to give information, Child Welfare Act § 13-4"
  * ^designation[0].language = #nb
  * ^designation[0].value = "Pålegg om opplysninger, barnevernsloven § 13-4"
* #BVL-OWN "Child welfare's own duty"
  * ^designation[0].language = #nb
  * ^designation[0].value = "Barnevernets egen plikt"
* #STL45 "Duty to report, Social Services Act § 45"
  * ^designation[0].language = #nb
  * ^designation[0].value = "Meldeplikt, sosialtjenesteloven § 45"
* #HOL10-3 "The municipality's own case, Health and Care Services Act § 10-3"
  * ^designation[0].language = #nb
  * ^designation[0].value = "Kommunens egen sak, helse- og omsorgstjenesteloven § 10-3"
* #HOL10-3-BV "Fact of a decision under § 10-3 to child welfare"
  * ^designation[0].language = #nb
  * ^designation[0].value = "Opplysning til barnevernet om vedtak etter § 10-3"
* #DK-BL "Notification, Children's Act (Denmark)"
  * ^designation[0].language = #nb
  * ^designation[0].value = "Underretning, barnets lov (Danmark)"
* #DK-SELF "The patient's own information (Denmark)"
  * ^designation[0].language = #nb
  * ^designation[0].value = "Pasientens egne opplysninger (Danmark)"
* #DK-NONE "No rule permits it (Denmark)"
  * ^designation[0].language = #nb
  * ^designation[0].value = "Ingen regel åpner for det (Danmark)"
* #DK-SL41 "Health Act § 41 (Denmark)"
  * ^designation[0].language = #nb
  * ^designation[0].value = "Sundhedsloven § 41 (Danmark)"
* #DK-SAMTYKKE "Consent (Denmark)"
  * ^designation[0].language = #nb
  * ^designation[0].value = "Samtykke (Danmark)"
* #D-07 "Decision on loss events"
  * ^designation[0].language = #nb
  * ^designation[0].value = "Beslutning om tap"

CodeSystem: TkEvent
Id: tk-event
Title: "Events and messages"
Description: "What happened (E_), and what a message from the gateway carries (A-, the action of the pathway). A layer may add actions, so the list is open."
* insert Bokmal([[Hendelser og meldinger]], [[Det som hendte (E_), og det en melding fra gatewayen bærer (A-, handlingen i forløpet). Et lag kan legge til handlinger, så listen er åpen.]])
* ^experimental = false
* ^caseSensitive = true
* ^content = #fragment
* #E_103_APPROVED "103 approved"
  * ^designation[0].language = #nb
  * ^designation[0].value = "103 approved"
* #E_103_BOARD "103 board"
  * ^designation[0].language = #nb
  * ^designation[0].value = "103 board"
* #E_103_ENDED "103 ended"
  * ^designation[0].language = #nb
  * ^designation[0].value = "103 ended"
* #E_103_TEMP "103 temp"
  * ^designation[0].language = #nb
  * ^designation[0].value = "103 temp"
* #E_ALL_CHILDREN_CLOSED "All children closed"
  * ^designation[0].language = #nb
  * ^designation[0].value = "All children closed"
* #E_BV_CLOSED "Bv closed"
  * ^designation[0].language = #nb
  * ^designation[0].value = "Bv closed"
* #E_BV_RECEIPT "Bv receipt"
  * ^designation[0].language = #nb
  * ^designation[0].value = "Bv receipt"
* #E_CARE_ORDER "Care order"
  * ^designation[0].language = #nb
  * ^designation[0].value = "Care order"
* #E_CHILD_DIED "Child died"
  * ^designation[0].language = #nb
  * ^designation[0].value = "Child died"
* #E_CHILD_DISCHARGED "Child discharged"
  * ^designation[0].language = #nb
  * ^designation[0].value = "Child discharged"
* #E_CLOSED "Closed"
  * ^designation[0].language = #nb
  * ^designation[0].value = "Avsluttet"
* #E_CONCERN_CONFIRMED "Concern confirmed"
  * ^designation[0].language = #nb
  * ^designation[0].value = "Concern confirmed"
* #E_CONSENT_DECLINED "Consent declined"
  * ^designation[0].language = #nb
  * ^designation[0].value = "Consent declined"
* #E_CONSENT_GIVEN "Consent given"
  * ^designation[0].language = #nb
  * ^designation[0].value = "Consent given"
* #E_CONSENT_WITHDRAWN "Consent withdrawn"
  * ^designation[0].language = #nb
  * ^designation[0].value = "Consent withdrawn"
* #E_CONTACT "Contact"
  * ^designation[0].language = #nb
  * ^designation[0].value = "Contact"
* #E_DAY42 "Day42"
  * ^designation[0].language = #nb
  * ^designation[0].value = "Day42"
* #E_DECLINED_ALL "Declined all"
  * ^designation[0].language = #nb
  * ^designation[0].value = "Declined all"
* #E_DOCUMENT_SIGNED "Document signed"
  * ^designation[0].language = #nb
  * ^designation[0].value = "Dokument underskrevet"
* #E_DUTY32_MET "Duty32 met"
  * ^designation[0].language = #nb
  * ^designation[0].value = "Duty32 met"
* #E_CONSENT_ENDED "A consent has ended that somebody got something under"
  * ^designation[0].language = #nb
  * ^designation[0].value = "Et samtykke noen har fått noe på, er slutt"
* #E_DUTY33_MET "Criteria of hpl § 33 met"
  * ^designation[0].language = #nb
  * ^designation[0].value = "Vilkårene i hpl § 33 er oppfylt"
* #E_DUTY_WITHHELD "Message of a duty withheld"
  * ^designation[0].language = #nb
  * ^designation[0].value = "Melding om en plikt holdt tilbake"
* #E_EXPOSURE_LATE "Exposure late"
  * ^designation[0].language = #nb
  * ^designation[0].value = "Exposure late"
* #E_COORD_DOUBLE "Two coordinators in one team"
  * ^designation[0].language = #nb
  * ^designation[0].value = "To koordinatorer i ett team"
* #E_COORD_NAMED "Coordinator named"
  * ^designation[0].language = #nb
  * ^designation[0].value = "Koordinator pekt ut"
* #E_FHS_ENROLLED "Followed at the reinforced child health centre"
  * ^designation[0].language = #nb
  * ^designation[0].value = "Følges ved forsterket helsestasjon"
* #E_TSB_END "Stay in treatment ended"
  * ^designation[0].language = #nb
  * ^designation[0].value = "Behandlingsopphold avsluttet"
* #E_LAR_ACCEPTED "LAR has taken over"
  * ^designation[0].language = #nb
  * ^designation[0].value = "LAR har tatt over"
* #E_NETMEETING_HELD "Network meeting held"
  * ^designation[0].language = #nb
  * ^designation[0].value = "Nettverksmøte holdt"
* #E_RX_LAR "LAR medicine prescribed"
  * ^designation[0].language = #nb
  * ^designation[0].value = "LAR-legemiddel forskrevet"
* #E_GP_CHANGED "Gp changed"
  * ^designation[0].language = #nb
  * ^designation[0].value = "Gp changed"
* #E_HABU_ABNORMAL "Habu abnormal"
  * ^designation[0].language = #nb
  * ^designation[0].value = "Habu abnormal"
* #E_HABU_END "Habu end"
  * ^designation[0].language = #nb
  * ^designation[0].value = "Habu end"
* #E_HABU_ENROLLED "Habu enrolled"
  * ^designation[0].language = #nb
  * ^designation[0].value = "Habu enrolled"
* #E_HABU_REPORT_SIGNED "Habu report signed"
  * ^designation[0].language = #nb
  * ^designation[0].value = "Habu report signed"
* #E_HS_CHANGED "Hs changed"
  * ^designation[0].language = #nb
  * ^designation[0].value = "Hs changed"
* #E_LABOUR "Labour"
  * ^designation[0].language = #nb
  * ^designation[0].value = "Fødsel i gang"
* #E_LAR_PREGNANT "Lar pregnant"
  * ^designation[0].language = #nb
  * ^designation[0].value = "Lar pregnant"
* #E_LAR_STARTED "Lar started"
  * ^designation[0].language = #nb
  * ^designation[0].value = "Lar started"
* #E_LIVEBIRTH "Live birth"
  * ^designation[0].language = #nb
  * ^designation[0].value = "Levende fødsel"
* #E_LOSS "Loss of the pregnancy"
  * ^designation[0].language = #nb
  * ^designation[0].value = "Tap av svangerskapet"
* #E_MEASURE_BROKEN "Measure broken"
  * ^designation[0].language = #nb
  * ^designation[0].value = "Measure broken"
* #E_MOTHER_DISCHARGED "Mother discharged"
  * ^designation[0].language = #nb
  * ^designation[0].value = "Mother discharged"
* #E_MOVED "Moved"
  * ^designation[0].language = #nb
  * ^designation[0].value = "Flyttet"
* #E_MESSAGE_REVOKED "A signed message was taken back"
  * ^designation[0].language = #nb
  * ^designation[0].value = "En signert melding er trukket"
* #E_MSG33_SENT "Report under hpl § 33 signed"
  * ^designation[0].language = #nb
  * ^designation[0].value = "Melding etter hpl § 33 signert"
* #E_103_CASE_SIGNED "Case under hol § 10-3 signed"
  * ^designation[0].language = #nb
  * ^designation[0].value = "Sak etter hol § 10-3 signert"
* #E_103_CASE_ACK "Case under hol § 10-3 received by the board"
  * ^designation[0].language = #nb
  * ^designation[0].value = "Sak etter hol § 10-3 mottatt av nemnda"
* #E_ORDER_SCOPED "Scope of an order decided"
  * ^designation[0].language = #nb
  * ^designation[0].value = "Omfanget av et pålegg avgjort"
* #E_ORDER_ANSWERED "Answer to an order signed"
  * ^designation[0].language = #nb
  * ^designation[0].value = "Svar på et pålegg signert"
* #E_EMERGENCY_DECLARED "Emergency declared"
  * ^designation[0].language = #nb
  * ^designation[0].value = "Nødsituasjon erklært"
* #E_EMERGENCY_SENT "Information in an emergency signed"
  * ^designation[0].language = #nb
  * ^designation[0].value = "Opplysninger i en nødsituasjon signert"
* #E_CONTENT_CHOSEN "Content chosen for a recipient"
  * ^designation[0].language = #nb
  * ^designation[0].value = "Innhold valgt for en mottaker"
* #E_CHOICE_SENT "Chosen content signed"
  * ^designation[0].language = #nb
  * ^designation[0].value = "Valgt innhold signert"
* #E_SIGNED_ACK "Signed message received"
  * ^designation[0].language = #nb
  * ^designation[0].value = "Signert melding mottatt"
* #E_UNDERRETNING_SENT "Underretning signed"
  * ^designation[0].language = #nb
  * ^designation[0].value = "Underretning signert"
* #E_UNDERRETNING_ACK "Underretning received"
  * ^designation[0].language = #nb
  * ^designation[0].value = "Underretning mottatt"
* #E_MSG32_ACK "Msg32 ack"
  * ^designation[0].language = #nb
  * ^designation[0].value = "Msg32 ack"
* #E_MSG32_SENT "Msg32 sent"
  * ^designation[0].language = #nb
  * ^designation[0].value = "Msg32 sent"
* #E_NAS_SIGNS "Nas signs"
  * ^designation[0].language = #nb
  * ^designation[0].value = "Nas signs"
* #E_NEW_CONCERN "New concern"
  * ^designation[0].language = #nb
  * ^designation[0].value = "New concern"
* #E_NOSHOW "Noshow"
  * ^designation[0].language = #nb
  * ^designation[0].value = "Noshow"
* #E_NOT_DELIVERED "Not delivered"
  * ^designation[0].language = #nb
  * ^designation[0].value = "Ikke levert"
* #E_OPEN "Open"
  * ^designation[0].language = #nb
  * ^designation[0].value = "Open"
* #E_PAED_DECIDED "Paed decided"
  * ^designation[0].language = #nb
  * ^designation[0].value = "Paed decided"
* #E_PLACEMENT "Placement"
  * ^designation[0].language = #nb
  * ^designation[0].value = "Placement"
* #E_PLAN_AGREED "Plan agreed"
  * ^designation[0].language = #nb
  * ^designation[0].value = "Plan agreed"
* #E_PLAN_CHANGED "Plan changed"
  * ^designation[0].language = #nb
  * ^designation[0].value = "Plan endret"
* #E_PREG_CONFIRMED "Preg confirmed"
  * ^designation[0].language = #nb
  * ^designation[0].value = "Preg confirmed"
* #E_PREP "Prep"
  * ^designation[0].language = #nb
  * ^designation[0].value = "Prep"
* #E_REFERRAL_ACTIVE "Referral signed"
  * ^designation[0].language = #nb
  * ^designation[0].value = "Henvisning underskrevet"
* #E_REFERRAL_ANSWERED "Referral answered"
  * ^designation[0].language = #nb
  * ^designation[0].value = "Henvisning besvart"
* #E_REFERRAL_STOPPED "Referral stopped"
  * ^designation[0].language = #nb
  * ^designation[0].value = "Henvisning stoppet"
* #E_REFERRAL_WITHHELD "Referral withheld"
  * ^designation[0].language = #nb
  * ^designation[0].value = "Henvisning holdt tilbake"
* #E_REPORTED_USE "Reported use"
  * ^designation[0].language = #nb
  * ^designation[0].value = "Reported use"
* #E_RX_HABIT_FORMING "Rx habit forming"
  * ^designation[0].language = #nb
  * ^designation[0].value = "Rx habit forming"
* #E_SAFETY_TODAY "Safety today"
  * ^designation[0].language = #nb
  * ^designation[0].value = "Safety today"
* #E_TALK_ASSESS "Talk assess"
  * ^designation[0].language = #nb
  * ^designation[0].value = "Talk assess"
* #E_ASQ_REVIEW "Asq review"
  * ^designation[0].language = #nb
  * ^designation[0].value = "Asq review"
* #E_SCREEN_DONE "Screen done"
  * ^designation[0].language = #nb
  * ^designation[0].value = "Screen done"
* #E_SCREEN_NEG "Screen neg"
  * ^designation[0].language = #nb
  * ^designation[0].value = "Screen neg"
* #E_SPECIALIST_DECLINED "Specialist declined"
  * ^designation[0].language = #nb
  * ^designation[0].value = "Specialist declined"
* #E_TOX_MISSED "Tox missed"
  * ^designation[0].language = #nb
  * ^designation[0].value = "Tox missed"
* #E_TOX_RESULT "Toxicology result"
  * ^designation[0].language = #nb
  * ^designation[0].value = "Svar på rusmiddelprøve"
* #E_TSB_ADMIT "Tsb admit"
  * ^designation[0].language = #nb
  * ^designation[0].value = "Tsb admit"
* #A-CHILD-REF "Referral of the child"
  * ^designation[0].language = #nb
  * ^designation[0].value = "Henvisning av barnet"
* #A-CHILD-NOTICE "Notice of birth"
  * ^designation[0].language = #nb
  * ^designation[0].value = "Fødselsmelding"
* #A-BIRTH-NOTICE "Admitted in labour"
  * ^designation[0].language = #nb
  * ^designation[0].value = "Innlagt i fødsel"
* #A-MESSAGE-ROUTE "Signed message forwarded"
  * ^designation[0].language = #nb
  * ^designation[0].value = "Signert melding videresendt"
* #A-W36-NOW "The LAR form as it stands"
  * ^designation[0].language = #nb
  * ^designation[0].value = "LAR-skjemaet slik det er"
* #A-HABU-REPORT "Report of the programme"
  * ^designation[0].language = #nb
  * ^designation[0].value = "Rapporten fra programmet"
* #A-REFERRAL-ROUTE "Referral forwarded"
  * ^designation[0].language = #nb
  * ^designation[0].value = "Henvisning videresendt"
* #A-REFERRAL-ANSWER "Answer to a referral"
  * ^designation[0].language = #nb
  * ^designation[0].value = "Svar på henvisning"
* #A-REFERRAL-STOP "Referral stopped"
  * ^designation[0].language = #nb
  * ^designation[0].value = "Henvisning stoppet"
* #A-EPIKRISE-FAN "Epikrise to those who follow up"
  * ^designation[0].language = #nb
  * ^designation[0].value = "Epikrise til dem som følger opp"
* #A-PLAN-SHARE "Shared plan"
  * ^designation[0].language = #nb
  * ^designation[0].value = "Delt plan"
* #A-NOT-DELIVERED "Could not be delivered"
  * ^designation[0].language = #nb
  * ^designation[0].value = "Kunne ikke leveres"
* #E_OFFER_CHOSEN "She has chosen an offer"
  * ^designation[0].language = #nb
  * ^designation[0].value = "Hun har valgt et tilbud"
* #E_ANSWER_MISSING "A Task was closed without the answer it asks for"
  * ^designation[0].language = #nb
  * ^designation[0].value = "En oppgave ble lukket uten svaret den ber om"
* #E_TREATMENT_VISIT "A visit outside a ward"
  * ^designation[0].language = #nb
  * ^designation[0].value = "Et besøk utenfor avdeling"
* #E_FIRST_TALK "The first talk about substances was held"
  * ^designation[0].language = #nb
  * ^designation[0].value = "Den første samtalen om rusmidler er holdt"
* #E_INTERPLAY_REASONS "Reasons and strengths of a referral were written"
  * ^designation[0].language = #nb
  * ^designation[0].value = "Grunner og styrker til en henvisning er skrevet"
* #E_DISCH_READY "The ward says that the discharge is ready"
  * ^designation[0].language = #nb
  * ^designation[0].value = "Avdelingen sier at utskrivingen er klar"

CodeSystem: TkObservation
Id: tk-observation
Title: "Observations of the pathway"
Description: "What was found, where LOINC and SNOMED CT have no code."
* insert Bokmal([[Observasjoner i forløpet]], [[Det som ble funnet, der LOINC og SNOMED CT ikke har noen kode.]])
* ^experimental = false
* ^caseSensitive = true
* ^content = #complete
* ^valueSet = "https://lenke.example/fhir/ValueSet/tk-observation"
* #pregnancy-outcome "Outcome of the pregnancy"
  * ^designation[0].language = #nb
  * ^designation[0].value = "Utfall av svangerskapet"
* #fetus-count "Number of fetuses"
  * ^designation[0].language = #nb
  * ^designation[0].value = "Antall fostre"
* #prenatal-exposure "Prenatal exposure"
  * ^designation[0].language = #nb
  * ^designation[0].value = "Eksponering i svangerskapet"
* #reported-use "Use reported by the woman"
  * ^designation[0].language = #nb
  * ^designation[0].value = "Egenrapportert bruk"
* #substance "Substance"
  * ^designation[0].language = #nb
  * ^designation[0].value = "Rusmiddel"
* #screen-conclusion "Conclusion of the screening"
  * ^designation[0].language = #nb
  * ^designation[0].value = "Konklusjon på kartleggingen"
* #urine-tox-summary "Urine toxicology, summary"
  * ^designation[0].language = #nb
  * ^designation[0].value = "Urinprøve, sammendrag"
* #newborn-tox-summary "Newborn toxicology, summary"
  * ^designation[0].language = #nb
  * ^designation[0].value = "Rusmiddelprøve av nyfødt, sammendrag"
* #sample-purpose "Purpose of the sample"
  * ^designation[0].language = #nb
  * ^designation[0].value = "Formål med prøven"
* #nas-total "Neonatal abstinence, total score"
  * ^designation[0].language = #nb
  * ^designation[0].value = "Neonatal abstinens, samlet skår"
* #bv-contact-answer "Answer to contact with child welfare"
  * ^designation[0].language = #nb
  * ^designation[0].value = "Svar på kontakt med barnevernet"
* #safe-delivery "Safe channel to the woman"
  * ^designation[0].language = #nb
  * ^designation[0].value = "Trygg kanal til kvinnen"
* #caregiving-impact "Impact on caregiving"
  * ^designation[0].language = #nb
  * ^designation[0].value = "Betydning for omsorgsevnen"
* #tell-disclosed "Telling of a disclosure"
  * ^designation[0].language = #nb
  * ^designation[0].value = "Fortelle om det som er meldt"
* #placement "Placement after birth"
  * ^designation[0].language = #nb
  * ^designation[0].value = "Plassering etter fødselen"
* #tweak-total "TWEAK, total score"
  * ^designation[0].language = #nb
  * ^designation[0].value = "TWEAK, samlet skår"
* #tweak-t "TWEAK, item T"
  * ^designation[0].language = #nb
  * ^designation[0].value = "TWEAK, spørsmål T"
* #tweak-w "TWEAK, item W"
  * ^designation[0].language = #nb
  * ^designation[0].value = "TWEAK, spørsmål W"
* #tweak-e "TWEAK, item E"
  * ^designation[0].language = #nb
  * ^designation[0].value = "TWEAK, spørsmål E"
* #tweak-a "TWEAK, item A"
  * ^designation[0].language = #nb
  * ^designation[0].value = "TWEAK, spørsmål A"
* #tweak-k "TWEAK, item K"
  * ^designation[0].language = #nb
  * ^designation[0].value = "TWEAK, spørsmål K"
* #dudit-total "DUDIT, total score"
  * ^designation[0].language = #nb
  * ^designation[0].value = "DUDIT, samlet skår"
* #asq-below "ASQ, number of domains below the cut-off of the form"
  * ^designation[0].language = #nb
  * ^designation[0].value = "ASQ, antall områder under skjemaets grense"
* #reference-period "Period the questions are about"
  * ^designation[0].language = #nb
  * ^designation[0].value = "Tiden spørsmålene gjelder"
* #audit-consumption "AUDIT, points of consumption"
  * ^designation[0].language = #nb
  * ^designation[0].value = "AUDIT, poeng for forbruk"
* #audit-dependence "AUDIT, points of dependence"
  * ^designation[0].language = #nb
  * ^designation[0].value = "AUDIT, poeng for avhengighet"
* #audit-harm "AUDIT, points of harm"
  * ^designation[0].language = #nb
  * ^designation[0].value = "AUDIT, poeng for skade"
* #next-step "What a score asks for"
  * ^designation[0].language = #nb
  * ^designation[0].value = "Hva en skår ber om"

CodeSystem: TkConcern
Id: tk-concern
Title: "Kinds of concern"
Description: "What a concern is about."
* insert Bokmal([[Typer bekymring]], [[Hva en bekymring gjelder.]])
* ^experimental = false
* ^caseSensitive = true
* ^content = #complete
* ^valueSet = "https://lenke.example/fhir/ValueSet/tk-concern"
* #substance-use "Substance use"
  * ^designation[0].language = #nb
  * ^designation[0].value = "Rusmiddelbruk"
* #mental-health "Mental health"
  * ^designation[0].language = #nb
  * ^designation[0].value = "Psykisk helse"
* #violence "Violence"
  * ^designation[0].language = #nb
  * ^designation[0].value = "Vold"
* #caregiving "Caregiving"
  * ^designation[0].language = #nb
  * ^designation[0].value = "Omsorgssituasjon"

CodeSystem: TkConcernAction
Id: tk-concern-action
Title: "What to do with a concern"
Description: "Ways forward when a professional is worried."
* insert Bokmal([[Hva man gjør med en bekymring]], [[Veier videre når en fagperson er bekymret.]])
* ^experimental = false
* ^caseSensitive = true
* ^content = #complete
* ^valueSet = "https://lenke.example/fhir/ValueSet/tk-concern-action"
* #talk-with-woman "Talk with the woman"
  * ^designation[0].language = #nb
  * ^designation[0].value = "Snakke med kvinnen"
* #discuss-colleague "Discuss with a colleague"
  * ^designation[0].language = #nb
  * ^designation[0].value = "Drøfte med kollega"
* #own-service-measure "Measure in one's own service"
  * ^designation[0].language = #nb
  * ^designation[0].value = "Tiltak i egen tjeneste"
* #other-body-measure "Measure in another body"
  * ^designation[0].language = #nb
  * ^designation[0].value = "Tiltak i annen instans"
* #outpatient-referral "Referral to an outpatient clinic"
  * ^designation[0].language = #nb
  * ^designation[0].value = "Henvise til poliklinikk"
* #specialist-advice "Advice from a specialist"
  * ^designation[0].language = #nb
  * ^designation[0].value = "Råd fra spesialist"
* #report-hol-service "Message to the municipal health and care service"
  * ^designation[0].language = #nb
  * ^designation[0].value = "Melding til kommunens helse- og omsorgstjeneste"

CodeSystem: TkBvMeasure
Id: tk-bv-measure
Title: "Measures of child welfare"
Description: "What child welfare can offer a family."
* insert Bokmal([[Tiltak i barnevernet]], [[Det barnevernet kan tilby en familie.]])
* ^experimental = false
* ^caseSensitive = true
* ^content = #complete
* ^valueSet = "https://lenke.example/fhir/ValueSet/tk-bv-measure"
* #advice "Advice and guidance"
  * ^designation[0].language = #nb
  * ^designation[0].value = "Råd og veiledning"
* #support-family "Support family"
  * ^designation[0].language = #nb
  * ^designation[0].value = "Støttefamilie"
* #milieu-worker "Milieu worker"
  * ^designation[0].language = #nb
  * ^designation[0].value = "Miljøarbeider"
* #family-counselling "Family counselling"
  * ^designation[0].language = #nb
  * ^designation[0].value = "Familierådgivning"
* #cos-p "Circle of Security"
  * ^designation[0].language = #nb
  * ^designation[0].value = "COS-P"
* #pmto "Parent management training"
  * ^designation[0].language = #nb
  * ^designation[0].value = "PMTO"
* #leisure-support "Economic support for leisure"
  * ^designation[0].language = #nb
  * ^designation[0].value = "Økonomisk støtte til fritid"
* #kindergarten-place "Kindergarten place"
  * ^designation[0].language = #nb
  * ^designation[0].value = "Barnehageplass"
* #parent-child-institution "Parent and child institution"
  * ^designation[0].language = #nb
  * ^designation[0].value = "Foreldre–barn-institusjon"
* #referral "Referral to other services"
  * ^designation[0].language = #nb
  * ^designation[0].value = "Henvisning til andre tjenester"
* #cooperation "Cooperation with other services"
  * ^designation[0].language = #nb
  * ^designation[0].value = "Samarbeid med andre tjenester"

CodeSystem: TkDocumentType
Id: tk-document-type
Title: "Kinds of documents"
Description: "Documents of the pathway that list 9602 does not tell apart."
* insert Bokmal([[Typer dokumenter]], [[Dokumenter i forløpet som liste 9602 ikke skiller.]])
* ^experimental = false
* ^caseSensitive = true
* ^content = #complete
* ^valueSet = "https://lenke.example/fhir/ValueSet/tk-document-type"
* #lar-fode-barsel "LAR form to labour and maternity ward"
  * ^designation[0].language = #nb
  * ^designation[0].value = "LAR-skjema til føde og barsel"
* #birth-plan "Birth plan"
  * ^designation[0].language = #nb
  * ^designation[0].value = "Fødeplan"
* #barsel-observation "Observation form of the maternity ward"
  * ^designation[0].language = #nb
  * ^designation[0].value = "Observasjonsskjema barsel"
* #habu-report "Report of the programme 0-6"
  * ^designation[0].language = #nb
  * ^designation[0].value = "Rapport fra programmet 0–6"
* #rusteam-melding "Message to the substance use team"
  * ^designation[0].language = #nb
  * ^designation[0].value = "Melding til rusteamet"
* #tsb-care-status "Care status from specialised treatment"
  * ^designation[0].language = #nb
  * ^designation[0].value = "Omsorgsstatus fra TSB"
* #individuell-plan "Individual plan"
  * ^designation[0].language = #nb
  * ^designation[0].value = "Individuell plan"
* #network-minutes "Minutes of a network meeting"
  * ^designation[0].language = #nb
  * ^designation[0].value = "Referat fra nettverksmøte"
* #retention-contract "Retention contract (Denmark)"
  * ^designation[0].language = #nb
  * ^designation[0].value = "Tilbakeholdelseskontrakt (Danmark)"

CodeSystem: TkService
Id: tk-service
Title: "Services and programmes"
Description: "Which service an episode or a referral is about."
* insert Bokmal([[Tjenester og programmer]], [[Hvilken tjeneste en periode eller henvisning gjelder.]])
* ^experimental = false
* ^caseSensitive = true
* ^content = #complete
* ^valueSet = "https://lenke.example/fhir/ValueSet/tk-service"
* #lar "Opioid agonist treatment"
  * ^designation[0].language = #nb
  * ^designation[0].value = "LAR"
* #barnevern "Child welfare"
  * ^designation[0].language = #nb
  * ^designation[0].value = "Barnevern"
* #habu-0-6 "Programme 0-6 of child habilitation"
  * ^designation[0].language = #nb
  * ^designation[0].value = "HABU 0–6"
* #fhs "Reinforced child health centre"
  * ^designation[0].language = #nb
  * ^designation[0].value = "Forsterket helsestasjon"
* #helsestasjon "Child health centre"
  * ^designation[0].language = #nb
  * ^designation[0].value = "Helsestasjon"
* #tsb "Specialised substance use treatment"
  * ^designation[0].language = #nb
  * ^designation[0].value = "TSB"
* #kk "Women's clinic"
  * ^designation[0].language = #nb
  * ^designation[0].value = "Kvinneklinikk"
* #nfi "Neonatal intensive care"
  * ^designation[0].language = #nb
  * ^designation[0].value = "Nyfødtintensiv"
* #abup "Child and adolescent mental health"
  * ^designation[0].language = #nb
  * ^designation[0].value = "ABUP"
* #rusteam "Municipal substance use team"
  * ^designation[0].language = #nb
  * ^designation[0].value = "Rusteam"

CodeSystem: TkSamplePurpose
Id: tk-sample-purpose
Title: "Purpose of a drug sample"
Description: "A medical sample is no evidence by itself (D-05)."
* insert Bokmal([[Formål med en rusmiddelprøve]], [[En medisinsk prøve er ikke bevis i seg selv (D-05).]])
* ^experimental = false
* ^caseSensitive = true
* ^content = #complete
* ^valueSet = "https://lenke.example/fhir/ValueSet/tk-sample-purpose"
* #medical "Medical"
  * ^designation[0].language = #nb
  * ^designation[0].value = "Medisinsk"
* #sanction "Sanction"
  * ^designation[0].language = #nb
  * ^designation[0].value = "Sanksjon"

CodeSystem: TkToxResult
Id: tk-tox-result
Title: "Summary of a drug sample"
Description: "What a sample says once it is read against what is prescribed."
* insert Bokmal([[Sammenfatning av en rusmiddelprøve]], [[Det en prøve sier når den er lest mot det som er forskrevet.]])
* ^experimental = false
* ^caseSensitive = true
* ^content = #complete
* ^valueSet = "https://lenke.example/fhir/ValueSet/tk-tox-result"
* #all-negative "All negative"
  * ^designation[0].language = #nb
  * ^designation[0].value = "Alt negativt"
* #positive-explained "Positive, explained by what is prescribed"
  * ^designation[0].language = #nb
  * ^designation[0].value = "Positiv, forklart av forskrivning"
* #positive-unexplained "Positive, unexplained"
  * ^designation[0].language = #nb
  * ^designation[0].value = "Positiv, uforklart"
* #not-valid "Sample not valid"
  * ^designation[0].language = #nb
  * ^designation[0].value = "Ugyldig prøve"

CodeSystem: TkScreenResult
Id: tk-screen-result
Title: "Conclusion of a screening"
Description: "What a screening led to."
* insert Bokmal([[Konklusjon av en kartlegging]], [[Hva en kartlegging førte til.]])
* ^experimental = false
* ^caseSensitive = true
* ^content = #complete
* ^valueSet = "https://lenke.example/fhir/ValueSet/tk-screen-result"
* #low-risk "Low risk"
  * ^designation[0].language = #nb
  * ^designation[0].value = "Lav risiko"
* #possible-risk "Possible risk"
  * ^designation[0].language = #nb
  * ^designation[0].value = "Mulig risiko"
* #increased-risk "Increased risk"
  * ^designation[0].language = #nb
  * ^designation[0].value = "Økt risiko"
* #high-risk "High risk"
  * ^designation[0].language = #nb
  * ^designation[0].value = "Høy risiko"
* #declined "Declined"
  * ^designation[0].language = #nb
  * ^designation[0].value = "Takket nei"
* #not-done "Not done"
  * ^designation[0].language = #nb
  * ^designation[0].value = "Ikke gjort"

CodeSystem: TkNeed
Id: tk-need
Title: "What an offer is for"
Description: "What somebody who looks for an offer needs help with."
* insert Bokmal([[Hva et tilbud er for]], [[Det den som leter etter et tilbud, trenger hjelp med.]])
* ^experimental = false
* ^caseSensitive = true
* ^content = #complete
* ^valueSet = "https://lenke.example/fhir/ValueSet/tk-need"
* #alcohol "Alcohol"
  * ^designation[0].language = #nb
  * ^designation[0].value = "Alkohol"
* #drugs "Drugs"
  * ^designation[0].language = #nb
  * ^designation[0].value = "Rusmidler"
* #medicines "Habit-forming medicines"
  * ^designation[0].language = #nb
  * ^designation[0].value = "Vanedannende legemidler"
* #opioid-treatment "Opioid agonist treatment"
  * ^designation[0].language = #nb
  * ^designation[0].value = "LAR"
* #pregnancy-care "Care in pregnancy"
  * ^designation[0].language = #nb
  * ^designation[0].value = "Svangerskapsomsorg"
* #mental-health "Mental health"
  * ^designation[0].language = #nb
  * ^designation[0].value = "Psykisk helse"
* #infant "The infant and its parents"
  * ^designation[0].language = #nb
  * ^designation[0].value = "Spedbarnet og foreldrene"
* #family "Parents and siblings"
  * ^designation[0].language = #nb
  * ^designation[0].value = "Foreldre og søsken"
* #housing-economy "Housing and economy"
  * ^designation[0].language = #nb
  * ^designation[0].value = "Bolig og økonomi"
* #relatives "Being close to somebody who uses substances"
  * ^designation[0].language = #nb
  * ^designation[0].value = "Pårørende"
* #daily-life "Something to do and a place to meet"
  * ^designation[0].language = #nb
  * ^designation[0].value = "Aktivitet og møteplass"
* #guidance "Advice and guidance to professionals"
  * ^designation[0].language = #nb
  * ^designation[0].value = "Råd og veiledning til fagfolk"
* #education "Learning about pregnancy and substances"
  * ^designation[0].language = #nb
  * ^designation[0].value = "Kunnskap om svangerskap og rusmidler"

CodeSystem: TkOfferLevel
Id: tk-offer-level
Title: "Level of an offer"
Description: "How close an offer is and what it takes to get it."
* insert Bokmal([[Nivå på et tilbud]], [[Hvor nært et tilbud er, og hva som skal til for å få det.]])
* ^experimental = false
* ^caseSensitive = true
* ^content = #complete
* ^valueSet = "https://lenke.example/fhir/ValueSet/tk-offer-level"
* #low-threshold "Low threshold: no referral, no appointment"
  * ^designation[0].language = #nb
  * ^designation[0].value = "Lavterskel: uten henvisning og time"
* #ambulant "Comes to where she is"
  * ^designation[0].language = #nb
  * ^designation[0].value = "Oppsøkende"
* #outpatient "Outpatient"
  * ^designation[0].language = #nb
  * ^designation[0].value = "Poliklinisk"
* #inpatient "Inpatient"
  * ^designation[0].language = #nb
  * ^designation[0].value = "Døgn"
* #supported-housing "A home with support"
  * ^designation[0].language = #nb
  * ^designation[0].value = "Bolig med oppfølging"

CodeSystem: TkNextStep
Id: tk-next-step
Title: "What a score asks for"
Description: "What the total of an instrument that is no screening for substances asks somebody to do."
* insert Bokmal([[Hva en skår ber om]], [[Hva summen på et verktøy som ikke kartlegger rusmidler, ber noen om å gjøre.]])
* ^experimental = false
* ^caseSensitive = true
* ^content = #complete
* ^valueSet = "https://lenke.example/fhir/ValueSet/tk-next-step"
* #no-step "Nothing by itself"
  * ^designation[0].language = #nb
  * ^designation[0].value = "Ingenting i seg selv"
* #talk-and-assess "Talk and assess"
  * ^designation[0].language = #nb
  * ^designation[0].value = "Samtale og vurdering"
* #same-day-safety "Somebody the same day"
  * ^designation[0].language = #nb
  * ^designation[0].value = "Noen samme dag"
* #review "Look at it again together"
  * ^designation[0].language = #nb
  * ^designation[0].value = "Se på det på nytt sammen"
* #treatment-threshold "The ward's threshold for treatment is reached; says nothing of a dose"
  * ^designation[0].language = #nb
  * ^designation[0].value = "Avdelingens terskel for behandling er nådd; sier ikke noe om dose"

CodeSystem: TkBvAnswer
Id: tk-bv-answer
Title: "Answer to contact with child welfare"
Description: "What the woman answered."
* insert Bokmal([[Svar om kontakt med barnevernet]], [[Hva kvinnen svarte.]])
* ^experimental = false
* ^caseSensitive = true
* ^content = #complete
* ^valueSet = "https://lenke.example/fhir/ValueSet/tk-bv-answer"
* #accepted "Accepted"
  * ^designation[0].language = #nb
  * ^designation[0].value = "Samtykket"
* #declined "Declined"
  * ^designation[0].language = #nb
  * ^designation[0].value = "Takket nei"

CodeSystem: TkPregnancyOutcome
Id: tk-pregnancy-outcome
Title: "Outcome of the pregnancy"
Description: "How the pregnancy ended, per fetus."
* insert Bokmal([[Utfall av svangerskapet]], [[Hvordan svangerskapet endte, per foster.]])
* ^experimental = false
* ^caseSensitive = true
* ^content = #complete
* ^valueSet = "https://lenke.example/fhir/ValueSet/tk-pregnancy-outcome"
* #livebirth "Live birth"
  * ^designation[0].language = #nb
  * ^designation[0].value = "Levendefødt"
* #stillbirth "Stillbirth"
  * ^designation[0].language = #nb
  * ^designation[0].value = "Dødfødt"
* #miscarriage "Miscarriage"
  * ^designation[0].language = #nb
  * ^designation[0].value = "Spontanabort"
* #abortion "Abortion"
  * ^designation[0].language = #nb
  * ^designation[0].value = "Abort"

CodeSystem: TkConsentCategory
Id: tk-consent-category
Title: "Kinds of consent"
Description: "What a consent or an objection is about. A release from confidentiality is no consent in the sense of the GDPR (D-02)."
* insert Bokmal([[Typer samtykke]], [[Hva et samtykke eller en motsettelse gjelder. Et fritak fra taushetsplikt er ikke et samtykke i personvernforordningens forstand (D-02).]])
* ^experimental = false
* ^caseSensitive = true
* ^content = #complete
* ^valueSet = "https://lenke.example/fhir/ValueSet/tk-consent-category"
* #disclosure-release "Release from confidentiality"
  * ^designation[0].language = #nb
  * ^designation[0].value = "Fritak fra taushetsplikt"
* #urine-control "Urine control"
  * ^designation[0].language = #nb
  * ^designation[0].value = "Urinkontroll"
* #retention-contract "Retention contract (Denmark)"
  * ^designation[0].language = #nb
  * ^designation[0].value = "Tilbakeholdelseskontrakt (Danmark)"
* #barnevern-contact "Contact with child welfare"
  * ^designation[0].language = #nb
  * ^designation[0].value = "Kontakt med barnevernet"
* #objection "Objection to disclosure"
  * ^designation[0].language = #nb
  * ^designation[0].value = "Motsetter seg utlevering"

CodeSystem: TkFlag
Id: tk-flag
Title: "Flags of a case"
Description: "What everyone who opens the case must see."
* insert Bokmal([[Varsler i en sak]], [[Det alle som åpner saken må se.]])
* ^experimental = false
* ^caseSensitive = true
* ^content = #complete
* ^valueSet = "https://lenke.example/fhir/ValueSet/tk-flag"
* #hol-10-3 "Decision under hol § 10-3 in force"
  * ^designation[0].language = #nb
  * ^designation[0].value = "Vedtak etter hol § 10-3 gjelder"
* #safe-delivery "Safe channel agreed"
  * ^designation[0].language = #nb
  * ^designation[0].value = "Trygg kanal avtalt"
* #barnevern-known "Known to child welfare"
  * ^designation[0].language = #nb
  * ^designation[0].value = "Kjent for barnevernet"

CodeSystem: TkPathway
Id: tk-pathway
Title: "Pathways"
Description: "Whose pathway an episode is."
* insert Bokmal([[Forløp]], [[Hvem sitt forløp det er.]])
* ^experimental = false
* ^caseSensitive = true
* ^content = #complete
* ^valueSet = "https://lenke.example/fhir/ValueSet/tk-pathway"
* #mother "The mother's pathway"
  * ^designation[0].language = #nb
  * ^designation[0].value = "Mors forløp"
* #child "The child's pathway"
  * ^designation[0].language = #nb
  * ^designation[0].value = "Barnets forløp"

CodeSystem: TkTask
Id: tk-task
Title: "Tasks of the pathway"
Description: "What a person is asked to do. A layer may add tasks, so the list is open."
* insert Bokmal([[Oppgaver i forløpet]], [[Det en person blir bedt om å gjøre. Et lag kan legge til oppgaver, så listen er åpen.]])
* ^experimental = false
* ^caseSensitive = true
* ^content = #fragment
* #assess-32 "Assess the duty of hpl § 32"
  * ^designation[0].language = #nb
  * ^designation[0].value = "Vurdere opplysningsplikten etter hpl § 32"
* #assess-33 "Assess the duty of hpl § 33"
  * ^designation[0].language = #nb
  * ^designation[0].value = "Vurdere meldeplikten etter hpl § 33"
* #duty-receipt "A duty that waits for its receipt"
  * ^designation[0].language = #nb
  * ^designation[0].value = "En plikt som venter på kvittering"
* #placement "Placement after birth"
  * ^designation[0].language = #nb
  * ^designation[0].value = "Plassering etter fødselen"
* #referral-control "Control a referral that goes by itself"
  * ^designation[0].language = #nb
  * ^designation[0].value = "Kontrollere henvisning som går av seg selv"
* #referral-withheld "Decide on a withheld referral"
  * ^designation[0].language = #nb
  * ^designation[0].value = "Ta stilling til tilbakeholdt henvisning"
* #inclusion-decision "Decide on inclusion in the programme"
  * ^designation[0].language = #nb
  * ^designation[0].value = "Ta stilling til programmet"
* #bereavement-contact "Contact after loss"
  * ^designation[0].language = #nb
  * ^designation[0].value = "Kontakt etter tap"
* #contraception-talk "Talk about contraception"
  * ^designation[0].language = #nb
  * ^designation[0].value = "Samtale om prevensjon"
* #retention-ended "Retention has ended"
  * ^designation[0].language = #nb
  * ^designation[0].value = "Tilbakeholdelsen er avsluttet"
* #case-10-3 "Case under section 10-3"
  * ^designation[0].language = #nb
  * ^designation[0].value = "Sak etter § 10-3"
* #bv-order "Order from child welfare"
  * ^designation[0].language = #nb
  * ^designation[0].value = "Pålegg fra barnevernet"
* #emergency "Declared emergency"
  * ^designation[0].language = #nb
  * ^designation[0].value = "Erklært nødsituasjon"
* #emergency-review "Review of a declared emergency"
  * ^designation[0].language = #nb
  * ^designation[0].value = "Etterkontroll av nødsituasjon"
* #choose-content "Choosing what is necessary"
  * ^designation[0].language = #nb
  * ^designation[0].value = "Valg av det nødvendige"
* #sample-warning "Warning about a sample"
  * ^designation[0].language = #nb
  * ^designation[0].value = "Varsel om en prøve"
* #underretning "Notification (Denmark)"
  * ^designation[0].language = #nb
  * ^designation[0].value = "Underretning (Danmark)"
* #tell-withdrawal "Telling of a withdrawn consent"
  * ^designation[0].language = #nb
  * ^designation[0].value = "Beskjed om tilbaketrukket samtykke"
* #ask-consent "Asking for a consent"
  * ^designation[0].language = #nb
  * ^designation[0].value = "Spørre om samtykke"
* #reconfirm-consent "Asking again after a move"
  * ^designation[0].language = #nb
  * ^designation[0].value = "Spørre på nytt etter flytting"

CodeSystem: TkPlan
Id: tk-plan
Title: "Kinds of plans"
Description: "Which plan a CarePlan is."
* insert Bokmal([[Typer planer]], [[Hvilken plan en CarePlan er.]])
* ^experimental = false
* ^caseSensitive = true
* ^content = #complete
* ^valueSet = "https://lenke.example/fhir/ValueSet/tk-plan"
* #pathway "The pathway's plan"
  * ^designation[0].language = #nb
  * ^designation[0].value = "Forløpets plan"
* #birth-plan "Birth plan"
  * ^designation[0].language = #nb
  * ^designation[0].value = "Fødeplan"
* #child "The child's plan"
  * ^designation[0].language = #nb
  * ^designation[0].value = "Barnets plan"
* #individuell-plan "Individual plan"
  * ^designation[0].language = #nb
  * ^designation[0].value = "Individuell plan"

CodeSystem: TkActivity
Id: tk-activity
Title: "Activities of a plan"
Description: "What a plan plans. A layer may add activities, so the list is open."
* insert Bokmal([[Tiltak i en plan]], [[Det en plan planlegger. Et lag kan legge til tiltak, så listen er åpen.]])
* ^experimental = false
* ^caseSensitive = true
* ^content = #fragment
* #programme-start "First contact with the programme"
  * ^designation[0].language = #nb
  * ^designation[0].value = "Første kontakt med programmet"
* #home-visit "Home visit"
  * ^designation[0].language = #nb
  * ^designation[0].value = "Hjemmebesøk"
* #rescreen-parents "Parents asked again about substances"
  * ^designation[0].language = #nb
  * ^designation[0].value = "Foreldre spurt på nytt om rusmidler"

CodeSystem: TkCommunication
Id: tk-communication
Title: "Kinds of notices"
Description: "What a Communication tells."
* insert Bokmal([[Typer meldinger]], [[Det en melding forteller.]])
* ^experimental = false
* ^caseSensitive = true
* ^content = #complete
* ^valueSet = "https://lenke.example/fhir/ValueSet/tk-communication"
* #child-born "A child is born"
  * ^designation[0].language = #nb
  * ^designation[0].value = "Et barn er født"
* #not-delivered "Could not be delivered"
  * ^designation[0].language = #nb
  * ^designation[0].value = "Kunne ikke leveres"
* #hpl-32 "Message under hpl § 32"
  * ^designation[0].language = #nb
  * ^designation[0].value = "Melding etter hpl § 32"
* #consent-ended "A consent no longer holds"
  * ^designation[0].language = #nb
  * ^designation[0].value = "Et samtykke gjelder ikke lenger"
* #hpl-33 "Report under hpl § 33"
  * ^designation[0].language = #nb
  * ^designation[0].value = "Melding etter hpl § 33"
* #hol-10-3-case "Case under hol § 10-3"
  * ^designation[0].language = #nb
  * ^designation[0].value = "Sak etter hol § 10-3"
* #order-answer "Answer to an order from child welfare"
  * ^designation[0].language = #nb
  * ^designation[0].value = "Svar på pålegg fra barnevernet"
* #emergency "Information in an emergency"
  * ^designation[0].language = #nb
  * ^designation[0].value = "Opplysninger i en nødsituasjon"
* #chosen "Information a person has chosen"
  * ^designation[0].language = #nb
  * ^designation[0].value = "Opplysninger en person har valgt ut"
* #underretning "Underretning (Denmark)"
  * ^designation[0].language = #nb
  * ^designation[0].value = "Underretning (Danmark)"

CodeSystem: TkExposure
Id: tk-exposure
Title: "Evidence of exposure"
Description: "How the exposure is known."
* insert Bokmal([[Kunnskap om eksponering]], [[Hvordan eksponeringen er kjent.]])
* ^experimental = false
* ^caseSensitive = true
* ^content = #complete
* ^valueSet = "https://lenke.example/fhir/ValueSet/tk-exposure"
* #prescribed-lar "Prescribed opioid agonist"
  * ^designation[0].language = #nb
  * ^designation[0].value = "Forskrevet LAR-legemiddel"
* #reported "Reported by the woman"
  * ^designation[0].language = #nb
  * ^designation[0].value = "Fortalt av kvinnen"
* #measured "Measured"
  * ^designation[0].language = #nb
  * ^designation[0].value = "Målt"

CodeSystem: TkPlacement
Id: tk-placement
Title: "Placement after birth"
Description: "Where mother and child stay after birth."
* insert Bokmal([[Plassering etter fødselen]], [[Hvor mor og barn er etter fødselen.]])
* ^experimental = false
* ^caseSensitive = true
* ^content = #complete
* ^valueSet = "https://lenke.example/fhir/ValueSet/tk-placement"
* #BARSEL "Maternity ward"
  * ^designation[0].language = #nb
  * ^designation[0].value = "Barselavdeling"
* #NFI "Neonatal intensive care"
  * ^designation[0].language = #nb
  * ^designation[0].value = "Nyfødtintensiv"
* #INDETERMINATE "Paediatrician decides"
  * ^designation[0].language = #nb
  * ^designation[0].value = "Barnelege avgjør"

CodeSystem: TkFormAnswer
Id: tk-form-answer
Title: "Answers of forms"
Description: "What the forms of the pathway let one choose from."
* insert Bokmal([[Svar i skjemaer]], [[Det skjemaene i forløpet lar en velge mellom.]])
* ^experimental = false
* ^caseSensitive = true
* ^content = #complete
* ^valueSet = "https://lenke.example/fhir/ValueSet/tk-form-answer"
* #before-pregnancy "Before the pregnancy"
  * ^designation[0].language = #nb
  * ^designation[0].value = "Før svangerskapet"
* #this-pregnancy "In this pregnancy"
  * ^designation[0].language = #nb
  * ^designation[0].value = "I dette svangerskapet"
* #last-12-months "The last twelve months"
  * ^designation[0].language = #nb
  * ^designation[0].value = "De siste tolv månedene"
* #day "Day"
  * ^designation[0].language = #nb
  * ^designation[0].value = "Dag"
* #evening "Evening"
  * ^designation[0].language = #nb
  * ^designation[0].value = "Kveld"
* #night "Night"
  * ^designation[0].language = #nb
  * ^designation[0].value = "Natt"
* #breast "At the breast"
  * ^designation[0].language = #nb
  * ^designation[0].value = "Ved brystet"
* #mothers-milk "Mother's milk in another way"
  * ^designation[0].language = #nb
  * ^designation[0].value = "Morsmelk på annen måte"
* #formula "Formula"
  * ^designation[0].language = #nb
  * ^designation[0].value = "Morsmelkerstatning"
* #tube "By tube"
  * ^designation[0].language = #nb
  * ^designation[0].value = "På sonde"
* #settles-alone "Settles alone"
  * ^designation[0].language = #nb
  * ^designation[0].value = "Roer seg selv"
* #settles-with-help "Settles with help"
  * ^designation[0].language = #nb
  * ^designation[0].value = "Roer seg med hjelp"
* #hard-to-settle "Hard to settle"
  * ^designation[0].language = #nb
  * ^designation[0].value = "Vanskelig å roe"
* #nappy "Changing nappies"
  * ^designation[0].language = #nb
  * ^designation[0].value = "Bleieskift"
* #washing "Washing"
  * ^designation[0].language = #nb
  * ^designation[0].value = "Stell og vask"
* #feeding "Feeding"
  * ^designation[0].language = #nb
  * ^designation[0].value = "Mating"
* #comforting "Comforting"
  * ^designation[0].language = #nb
  * ^designation[0].value = "Trøst"
* #feel "Drinks before the effect is felt"
  * ^designation[0].language = #nb
  * ^designation[0].value = "Enheter før virkningen merkes"
* #hold "Drinks that can be held"
  * ^designation[0].language = #nb
  * ^designation[0].value = "Enheter som tåles"
* #chronological "Chronological age"
  * ^designation[0].language = #nb
  * ^designation[0].value = "Kronologisk alder"
* #corrected "Corrected age"
  * ^designation[0].language = #nb
  * ^designation[0].value = "Korrigert alder"
* #below "Below"
  * ^designation[0].language = #nb
  * ^designation[0].value = "Under"
* #monitoring "Monitoring"
  * ^designation[0].language = #nb
  * ^designation[0].value = "Følges"
* #above "Above"
  * ^designation[0].language = #nb
  * ^designation[0].value = "Over"
* #none "No"
  * ^designation[0].language = #nb
  * ^designation[0].value = "Nei"
* #smoking "Smokes"
  * ^designation[0].language = #nb
  * ^designation[0].value = "Røyker"
* #snus "Uses snus"
  * ^designation[0].language = #nb
  * ^designation[0].value = "Snuser"
* #other-nicotine "Other nicotine"
  * ^designation[0].language = #nb
  * ^designation[0].value = "Annen nikotin"

CodeSystem: TkOfferTrait
Id: tk-offer-trait
Title: "Traits of an offer"
Description: "What sets an offer apart beside its level."
* insert Bokmal([[Kjennetegn ved et tilbud]], [[Det som skiller et tilbud ut, ved siden av nivået.]])
* ^experimental = false
* ^caseSensitive = true
* ^content = #complete
* ^valueSet = "https://lenke.example/fhir/ValueSet/tk-offer-trait"
* #pregnancy-adapted "Adapted to pregnancy and to becoming a parent"
  * ^designation[0].language = #nb
  * ^designation[0].value = "Tilpasset svangerskap og det å bli forelder"
* #digital "On telephone or screen"
  * ^designation[0].language = #nb
  * ^designation[0].value = "På telefon eller skjerm"
* #group "In a group"
  * ^designation[0].language = #nb
  * ^designation[0].value = "I gruppe"
* #course "A course"
  * ^designation[0].language = #nb
  * ^designation[0].value = "Kurs"

CodeSystem: TkCriterion
Id: tk-criterion
Title: "Criteria of an offer"
Description: "Who gets an offer. The ones a register can answer are shown as met or not; the others a person settles with her."
* insert Bokmal([[Vilkår for et tilbud]], [[Hvem som får et tilbud. Det et register kan svare på, vises som oppfylt eller ikke; resten avklarer en person sammen med henne.]])
* ^experimental = false
* ^caseSensitive = true
* ^content = #complete
* ^valueSet = "https://lenke.example/fhir/ValueSet/tk-criterion"
* #everybody "Anybody may make contact"
  * ^designation[0].language = #nb
  * ^designation[0].value = "Alle kan ta kontakt"
* #pregnant "Pregnant women"
  * ^designation[0].language = #nb
  * ^designation[0].value = "Gravide"
* #parent "Parents of small children"
  * ^designation[0].language = #nb
  * ^designation[0].value = "Foreldre til små barn"
* #child "Children"
  * ^designation[0].language = #nb
  * ^designation[0].value = "Barn"
* #relative "Those close to somebody who uses substances; a case of their own"
  * ^designation[0].language = #nb
  * ^designation[0].value = "Pårørende, med egen sak"
* #professional "Professionals and services"
  * ^designation[0].language = #nb
  * ^designation[0].value = "Fagfolk og tjenester"
* #age "Age"
  * ^designation[0].language = #nb
  * ^designation[0].value = "Alder"
* #lives-there "Lives or stays in the municipality"
  * ^designation[0].language = #nb
  * ^designation[0].value = "Bor eller oppholder seg i kommunen"
* #entitled "Entitled under hol § 3-1"
  * ^designation[0].language = #nb
  * ^designation[0].value = "Har rett etter hol § 3-1"
* #willing "Wants to receive help"
  * ^designation[0].language = #nb
  * ^designation[0].value = "Ønsker å ta imot hjelp"
* #severe-lasting "Severe and lasting difficulties"
  * ^designation[0].language = #nb
  * ^designation[0].value = "Alvorlige og langvarige vansker"
* #referral "Referral"
  * ^designation[0].language = #nb
  * ^designation[0].value = "Henvisning"
* #parents-agree "The parents agree"
  * ^designation[0].language = #nb
  * ^designation[0].value = "Foreldrene samtykker"

CodeSystem: TkSkipReason
Id: tk-skip-reason
Title: "Why a screening was not done"
Description: "A reason somebody may give for not asking. That she said no is an answer, not a reason of this list."
* insert Bokmal([[Hvorfor en kartlegging ikke ble gjort]], [[En grunn noen kan gi for ikke å ha spurt. At hun takket nei, er et svar og ikke en grunn i denne listen.]])
* ^experimental = false
* ^caseSensitive = true
* ^content = #complete
* ^valueSet = "https://lenke.example/fhir/ValueSet/tk-skip-reason"
* #no-time "There was no time"
  * ^designation[0].language = #nb
  * ^designation[0].value = "Det var ikke tid"
* #judged-unneeded "Judged not to be needed"
  * ^designation[0].language = #nb
  * ^designation[0].value = "Vurdert som unødvendig"
* #not-safe "Not safe to ask: she was not alone"
  * ^designation[0].language = #nb
  * ^designation[0].value = "Ikke trygt å spørre: hun var ikke alene"
* #no-interpreter "No interpreter"
  * ^designation[0].language = #nb
  * ^designation[0].value = "Tolk manglet"
* #asked-elsewhere "Asked by another service"
  * ^designation[0].language = #nb
  * ^designation[0].value = "Spurt av en annen tjeneste"

CodeSystem: TkStayReason
Id: tk-stay-reason
Title: "Why a stay on the maternity ward is longer"
Description: "What the extension of a stay beyond three days is for, or that it ended."
* insert Bokmal([[Hvorfor et barselopphold blir lengre]], [[Hva forlengelsen av et opphold ut over tre døgn er for, eller at det er slutt.]])
* ^experimental = false
* ^caseSensitive = true
* ^content = #complete
* ^valueSet = "https://lenke.example/fhir/ValueSet/tk-stay-reason"
* #discharged "The stay has ended"
  * ^designation[0].language = #nb
  * ^designation[0].value = "Oppholdet er slutt"
* #observation "The child is observed"
  * ^designation[0].language = #nb
  * ^designation[0].value = "Barnet observeres"
* #feeding "Help with feeding"
  * ^designation[0].language = #nb
  * ^designation[0].value = "Hjelp til amming og mating"
* #attachment "Help to find each other"
  * ^designation[0].language = #nb
  * ^designation[0].value = "Hjelp til at foreldre og barn finner hverandre"
* #mother-ill "The mother is not well"
  * ^designation[0].language = #nb
  * ^designation[0].value = "Mor er ikke frisk"
* #hand-over "The hand-over to those at home is not complete"
  * ^designation[0].language = #nb
  * ^designation[0].value = "Overføringen til dem hjemme er ikke ferdig"

CodeSystem: TkCaregivingReason
Id: tk-caregiving-reason
Title: "What affects the care of a child"
Description: "Reasons of a referral about interplay. A difficult care situation is seen first."
* insert Bokmal([[Hva som påvirker omsorgen for et barn]], [[Grunner i en henvisning om samspill. En vanskelig omsorgssituasjon går først.]])
* ^experimental = false
* ^caseSensitive = true
* ^content = #complete
* ^valueSet = "https://lenke.example/fhir/ValueSet/tk-caregiving-reason"
* #stress "Stress"
  * ^designation[0].language = #nb
  * ^designation[0].value = "Stress"
* #illness "Illness"
  * ^designation[0].language = #nb
  * ^designation[0].value = "Sykdom"
* #substance-use "Substance use"
  * ^designation[0].language = #nb
  * ^designation[0].value = "Rusmiddelbruk"
* #trauma "Trauma"
  * ^designation[0].language = #nb
  * ^designation[0].value = "Traumer"
* #care-situation "A difficult care situation"
  * ^designation[0].language = #nb
  * ^designation[0].value = "En vanskelig omsorgssituasjon"
