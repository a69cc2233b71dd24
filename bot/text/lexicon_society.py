"""Words of society in English and Spanish: courts, police, parliaments, schools, health. Data only.

Written as `bot.text.lexicon_public` says.
"""

from __future__ import annotations

WORDS = """
class action: class_action class_suit collective_lawsuit group_litigation | \
demanda_colectiva accion_colectiva accion_de_clase accion_de_grupo demanda_de_clase acciones_colectivas
plaintiff: plaintiff claimant complainant | demandante querellante denunciante
defendant: defendant | demandado
bail: bail on_bail bail_hearing | fianza caucion libertad_bajo_fianza
probation: probation parole | libertad_condicional libertad_vigilada libertad_provisional
house arrest: house_arrest home_detention | arresto_domiciliario prision_domiciliaria detencion_domiciliaria
pretrial detention: pretrial_detention pre_trial_detention remanded remand_in_custody | prision_preventiva \
detencion_preventiva
life sentence: life_sentence life_imprisonment life_in_prison life_term | cadena_perpetua prision_perpetua \
prision_permanente
death penalty: death_penalty death_row capital_punishment death_sentence | pena_de_muerte pena_capital \
corredor_de_la_muerte
pardon: pardon* clemency amnesty | indult* amnisti*
injunction: injunction restraining_order court_order | medida_cautelar suspension_provisional amparo orden_judicial
warrant: arrest_warrant search_warrant | orden_de_aprehension orden_de_arresto orden_de_captura orden_de_detencion \
orden_de_cateo
settlement: out_of_court settlement_agreement legal_settlement settle_lawsuit settles_case | acuerdo_extrajudicial \
arreglo_extrajudicial
testify: testif* testimony | testific* testimoni* rinde_declaracion
witness: witness eyewitness | testigo
evidence: evidence | evidencia medios_de_prueba
perjury: perjury false_testimony | perjurio falso_testimonio
jury: jury juror grand_jury | jurado
fugitive: fugitive on_the_run at_large manhunt | profug* fugitiv*
escape: escape escaped escaping escapee flee flees fled fleeing | escapa escapan escapar escaparon escapo huye huir \
huyen huyo huyeron fugaron fugo
forgery: forged forger forgery counterfeit* falsif* forged_document | falsific* apocrif* documento_falso billete_falso
impostor: impostor imposter impersonat* | impostor* suplant* usurpac*
embezzle: embezzl* misappropriat* siphon* | malvers* desfalco peculado desvio_de_recursos desvio_de_fondos
extortion: extort* blackmail* racketeer* | extors* extorsion* chantaj*
bribe taker: kickback backhander | mordida coima
negligence: negligen* malpractice | negligen* mala_praxis
manslaughter: manslaughter involuntary_manslaughter | homicidio_culposo homicidio_imprudente homicidio_involuntario
femicide: femicid* | feminicid* femicid*
domestic violence: domestic_violence domestic_abuse gender_violence | violencia_domestica violencia_de_genero \
violencia_familiar violencia_machista
harassment: harass* bullying stalking | acoso acosa* hostigamiento
sexual abuse: rape rapist sexual_assault sexual_abuse | abuso_sexual agresion_sexual violacion violador
stab: knife knives machete stab stabbed stabbing | apunal* acuchill* cuchillo navaja machete punalada
shooting: shooting shootout gunfire gunshot gunman gunmen opens_fire opened_fire shot | tiroteo balacera balazo \
disparo disparos tirador abatido abre_fuego abrio_fuego a_tiros tiroteado
arson: arson* | incendio_provocado incendio_intencional piroman*
vandal: vandal* graffiti | vandal* grafiti
burglary: burglar* heist break_in ransack* | atrac* robo_en_casa saqueador
robbery suspect: pickpocket mugging mugger | carterista asaltante
bandit: bandit* hitman hitmen contract_killer | sicario sicariato bandido
corpse: corpse human_remains mass_grave dead_body dead_bodies | cadaver* restos_humanos fosa_comun fosa_clandestina
autopsy: autops* post_mortem coroner forensic | autops* necrops* forens*
prosecutor office: attorney_general prosecutor_general | fiscal_general fiscalia_general procurador* procuraduria
ombudsman: ombudsman ombuds* | defensor_del_pueblo defensoria
audit: audit* comptroller | auditor* contralor* fiscalizac* audita*
complaint: complaint complain complained complains | queja quejas
regulator: regulator watchdog regulatory | regulador* superintendencia ente_regulador organismo_regulador
regulation: regulat* rulebook | reglament* normativ* regulac* regulatori* regula regulan
committee: committee subcommittee commission commissioner | comite subcomite comision subcomision comisionad*
prime minister: prime_minister premier | primer_ministro primera_ministra presidente_del_gobierno jefe_de_gobierno
deputy: deputy vice_president | vicepresident*
spokesman of party: majority_leader minority_leader party_leader | coordinador_parlamentario lider_de_bancada
bench of party: caucus parliamentary_group | bancada grupo_parlamentario fraccion_parlamentaria
party: ruling_party political_party opposition_party | partido_gobernante partido_politico partido_oficialista \
oficialismo
amendment: amendment amend* | enmienda enmendar
motion: motion_of_censure confidence_vote vote_of_confidence | voto_de_confianza mocion_de_confianza \
cuestion_de_confianza
quorum: quorum | quorum
session: plenary floor_vote | pleno sesion_plenaria
abstain: abstain* abstention | absten* abstuv*
turnout: turnout | participacion_electoral participacion_ciudadana abstencionismo
polling station: polling_station polling_place polling_booth | casilla_electoral mesa_electoral colegio_electoral
recount: recount vote_count ballot_count | recuento conteo_de_votos escrutinio
electoral body: electoral_commission electoral_authority electoral_court electoral_tribunal | \
autoridad_electoral tribunal_electoral consejo_electoral junta_electoral instituto_electoral registraduria
constituency: constituency | circunscripcion
swear in: sworn_in swears_in swearing_in takes_office took_office | juramentac* jura_el_cargo juro_el_cargo \
toma_posesion tomo_posesion toma_protesta asume_el_cargo investidura
term limit: re_election reelection | reelecci* reeleg*
state of emergency: state_of_emergency curfew martial_law | estado_de_emergencia estado_de_excepcion toque_de_queda \
ley_marcial estado_de_sitio
transparency: transparen* | transparen*
petition: petition signature_drive | recogida_de_firmas recoleccion_de_firmas peticion
citizen: citizen citizenship | ciudadan*
identity card: identity_card id_card | documento_de_identidad cedula_de_identidad dni carne_de_identidad
discrimination: discriminat* racis* | discrimin* racis*
equality: equality gender_equality | igualdad
indigenous: indigenous native_people | indigena pueblo_originario
disabled: disab* wheelchair | discapacidad discapacitad* silla_de_ruedas
gay: gay lgbt* same_sex | gay lgbt* homosexual*
classes: back_to_school class lesson back_to_class | vuelta_a_clases regreso_a_clases vuelta_al_cole clase
exam: exam exams exam_paper entrance_exam | examen* examenes
enrolment: enrolment enrollment enrol* | matricula inscripcion_escolar
scholarship: scholarship grant_scheme bursary | beca becari*
tuition: tuition_fee tuition | matricula_universitaria colegiatura
degree: university_degree diploma | titulo_universitario diploma
nursery: nursery kindergarten preschool daycare | guarderia jardin_de_infantes jardin_infantil preescolar
headteacher: headteacher headmaster school_principal | director_de_escuela directora_de_escuela rector rectora
education: education* | educac* educativ*
library: library librarian | biblioteca bibliotecari*
outbreak case: new_cases confirmed_cases suspected_cases | casos_nuevos casos_confirmados nuevos_casos \
casos_sospechosos
infection: infect* contagi* | infecc* infecta* contagi*
contamination: contaminat* pollut* tainted | contamin* polucion
poisoning: poison* toxic* intoxicat* | intoxic* enven* toxic*
bacteria: bacteri* | bacteri*
germ: e_coli coliform salmonella listeria legionella | e_coli coliforme salmonel* listeri* legionel*
safe to drink: safe_to_drink drinkable potable | apta_para_consumo apta_para_el_consumo potable
sample: sample samples sampling | muestra_de_agua toma_de_muestras muestreo muestra_lunar
laboratory result: test_result test_results lab_result lab_test | resultado_de_laboratorio resultado_del_analisis
diarrhoea: diarrh* gastroenteritis vomit* stomach_bug | diarrea gastroenter* vomit* vomito
measles: measles | sarampion
whooping cough: whooping_cough pertussis | tos_ferina tosferina
influenza: flu influenza | gripe influenza gripa
bird flu: bird_flu avian_flu avian_influenza h5n1 | gripe_aviar influenza_aviar h5n1
coronavirus: covid* coronavirus | covid* coronavirus
cholera: cholera | colera
malaria: malaria* | malaria* paludismo
yellow fever: yellow_fever | fiebre_amarilla
dengue: dengue | dengue
rabies: rabies rabid | rabia_humana rabia_canina
mpox: mpox monkeypox smallpox | viruela
hiv: hiv | vih sida
tuberculosis: tubercul* | tubercul*
heart attack: heart_attack cardiac_arrest | infarto paro_cardiaco ataque_al_corazon ataque_cardiaco
brain stroke: stroke_patient stroke_victim suffers_stroke suffered_stroke brain_haemorrhage | ictus derrame_cerebral
overdose: overdos* | sobredosis
obesity: obes* | obes*
diabetes: diabet* insulin | diabet* insulina
mental health: mental_health | salud_mental
suicide: suicid* | suicid*
pregnant: pregnan* maternity | embaraz* materno maternidad
fever: fever | fiebre
symptom: symptom* | sintoma*
side effect: side_effect adverse_event | efecto_secundario efecto_adverso
quarantine: quarantin* lockdown | cuarentena confinamiento
mask: face_mask facemask | mascarilla cubrebocas tapabocas barbijo
ambulance: ambulance paramedic* | ambulancia paramedic*
intensive care: intensive_care icu critical_condition | terapia_intensiva cuidados_intensivos uci estado_critico
discharge: discharged_from_hospital leaves_hospital left_hospital | dado_de_alta dada_de_alta alta_medica \
alta_hospitalaria
emergency room: emergency_room casualty_ward | sala_de_urgencias servicio_de_urgencias
waiting list: waiting_list | lista_de_espera
dose: dose doses dosage | dosis
prescription: prescription | receta_medica prescripcion_medica
pill: pill tablets painkiller | pastilla comprimido analgesico
drugmaker: pharmaceutic* drugmaker drug_company pharma pharmacy | farmaceutic* farmacia laboratorio_farmaceutico
transplant: transplant* organ_donor | trasplant* donante_de_organos
blood: blood | sangre sanguine*
heart: heart cardiac | corazon cardiac*
brain: brain | cerebro cerebral
kidney: kidney | rinon renal
lung: lung | pulmon*
skin: skin | piel
obituary: funeral burial buried | funeral* sepelio entierro
nursing home: nursing_home care_home | residencia_de_ancianos residencia_de_mayores asilo_de_ancianos geriatrico
recall vote: recall_election recall_referendum recall_vote | revocatoria revocacion_de_mandato
recall of envoy: recalls_ambassador recall_ambassador recalled_ambassador | llama_a_consultas llamo_a_consultas
"""
