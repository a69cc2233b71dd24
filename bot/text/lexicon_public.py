"""Words of public life in English and Spanish: states, diplomacy, security, justice, elections. Data only.

One concept a line: its name: its English words | its Spanish words. `*` stands for any ending, `_` for a space.
"""

from __future__ import annotations

WORDS = """
president: president presidential presidency ex_president former_president | presidente presidenta presidencial \
presidencia mandatari* expresident* exmandatari*
leader: leader head_of_state | lider jefe_de_estado jefa_de_estado gobernante
government: government administration | gobierno administracion gubernamental
minister: minister ministry ex_minister former_minister | ministro ministra ministerio exministr* viceministr*
foreign ministry: foreign_minister foreign_ministry foreign_secretary | canciller cancilleria ministro_de_exteriores
secretary: secretary | secretario secretaria
cabinet: cabinet council_of_ministers | gabinete consejo_de_ministros
congress: congress congress* legislat* parliament* lawmaker* | congreso congresista legislat* parlament* diputad* \
exdiputad* excongresist*
senate: senat* | senad* exsenad*
mayor: mayor ex_mayor former_mayor | alcalde alcaldesa alcaldia exalcald*
governor: governor* gubernatorial ex_governor former_governor | gobernador* exgobernador*
palace: palace | palacio
chief: chief boss head | jefe jefa director
monarch: king queen prince princess royal monarch* | rey reina principe princesa monarc* realeza
pope: pope pontiff vatican | papa pontifice vaticano
church: church bishop cleric* clergy | iglesia obispo clero
ambassador: ambassador envoy | embajador* enviado
embassy: embassy embassies | embajada
consulate: consulate consular | consul consulado consular
charge d'affaires: charge_d_affaires | encargado_de_negocios
diplomacy: diplomat* diplomac* | diplomat* diplomac*
protest note: formal_protest protest_note diplomatic_note note_verbale formal_complaint formally_protest | \
queja_formal nota_de_protesta nota_verbal nota_diplomatica protesta_diplomatica protesta_formal
summon: summon* convene* | convoca* convoco
expel: expel* expulsion | expuls*
treaty: treaty treaties convention | tratado convenio
agreement: agree agrees agreed agreement accord deal pact | \
acuerd* acordo acordaron acordar acordado pacto pacta* pactan convinieron
dialogue: dialog* negotiat* | dialog* negocia negociac* negociar negociad* negocian negocio_con
talk: talk conversation spoke speak spoken | conversac* conversar conversan conversaron hablar hablo hablaron
call: call phone phoned telephone phone_call | llamada telefono telefonic* telefonem* llamada_telefonica
meet: meet met meeting encounter sit_down summit | reunion reunir* reunio reuniran reuniera encuentro encontrar* cita \
cumbre veran_las_caras
bilateral: bilateral | bilateral
country: country nation | pais nacion nacional
neighbour: neighbor* neighbour* | vecin*
tone: tone | tono
action: action | accion
measure: measure | medida
proposal: idea | idea
visit: visit* trip travel* journey voyage tour | visit* viaj* gira
host: host hosts hosted hosting receive* receiv* welcom* | recib* acoge* acogi* anfitri*
invite: invit* | invit*
mediate: mediat* broker* good_offices | mediac* mediador* mediar media_entre buenos_oficios
bridge: bridge go_between | puente
three-way: three_way tripartite trilateral | tripartit* trilateral dialogo_a_tres
ally: ally allied alliance | aliad* alianza
partner: partner partnership | socio socia asociacion
friend: friend friendly friendship | amigo amiga amist*
relations: relation relationship | relacion
quarrel: tension feud* quarrel* spat rift row | tension tensiones disputa pelea rifirrafe rina
crisis: crisis | crisis
escalate: escalat* | escalada escalar escala
ease: ease eases eased easing defuse* soften* calm* thaw mend mends conciliatory de_escalate | \
suaviz* rebaja* distensi* apacigu* desescal* calma* deshielo conciliador*
threat: threat* menac* | amenaz*
warn: warn* caution* | adverten* adverti* adviert* advirt*
insult: insult* slur | insult* agravi*
accuse: accus* alleg* blam* | acusa* acuso senala* senalo imputa*
criticise: critic criticis* criticiz* slam slammed slams rebuk* lashes lashed lash_out condemn* denounc* deplor* \
slamming | critica* cuestiona* repudi* condena denuncia denuncio censura* arremet*
praise: prais* hails hailed hailing lauds lauded compliment* | elogi* aplaud*
apologise: apolog* sorry | disculpa* perdon*
sovereignty: sovereign* | soberan*
interference: interfer* meddl* | injerencia interfer* intromision
intervention: interven* | interven* intervin*
invasion: invad* invasion incursion | invad* invasion incursion invasor*
occupation: occup* | ocupac* ocupar ocupan
raid: raid assault takedown | asalto redada allanamiento cateo catean allanan allanaron
bombing: airstrike bomb* missile | bombarde* misil bomba
attack: attack* strike | ataque ataca* ataco atacara atentado
operation: operation* | operaci* operativ*
military: military armed_forces | militar fuerzas_armadas fuerza_armada
army: army troop soldier battalion | ejercito tropa soldado batallon fuerza_publica
navy: navy naval warship battleship fleet destroyer aircraft_carrier | \
armada naval buque_de_guerra acorazado flota portaavion*
warplane: air_force fighter_jet warplane | fuerza_aerea caza avion_de_combate
drone: drone | dron
war: war warfare wartime | guerra belic*
battle: battle combat* fight* fought clash* | batalla combat* enfrentamiento golpear
weapons: weapon gun firearm rifle ammunition arms | arma armas armamento fusil municion
nuclear: nuclear atomic | nuclear atomic*
deploy: deploy* mobilis* mobiliz* reinforc* send_troops sends_troops sent_troops | \
desplieg* despleg* refuerz* reforz* envia_tropas envio_tropas
withdraw: withdraw* withdrew remove removed removes removing removal pull_out | retira* retire* retiro repliegue
defend: defend* defence defense | defend* defiend* defens*
guard: guard guards guarding patrol* | guardia patrull* vigila*
protect: protect* | proteg* protecc*
guarantee: guarantee* assur* | garant*
security: security safety | seguridad
intelligence: intelligence spy spies espionage | inteligencia espia* espion*
guerrilla: guerrilla rebel insurgen* militia paramilitar* | guerriller* guerrilla rebelde insurgen* milicia \
paramilitar*
terror: terror* jihad* | terroris* yihad*
gang: gang cartel mafia | banda cartel mafia pandilla
hostage: hostage kidnap* abduct* | rehen secuestr*
prisoner: prisoner captive inmate | prisioner* preso presa reo
capture: captur* | captur*
coup: coup overthr* oust* toppl* | golpe_de_estado derroca* derroco
dictator: dictator* authoritarian* | dictador* dictadura autoritari*
democracy: democra* | democra*
opposition: opposition dissident | oposicion opositor* disiden*
left wing: leftist left_wing socialist | izquierda izquierdista socialist*
right wing: rightist right_wing far_right conservative | derechist* ultraderech* extrema_derecha conservador*
transition: transition* | transici*
interim: interim acting caretaker | interin* encargada encargado
resign: resign* step_down stepped_down steps_down quits stands_down stand_down | dimit* dimision renuncia renuncio \
renunciar renunciaron renunciado
appoint: appoint* nominat* | nombra* nombro design*
dismiss: dismissed dismissal sacks sacked fired | despide despidio despiden destitu* cesa ceso desestim*
impeach: impeach* no_confidence | juicio_politico mocion_de_censura
successor: successor succession succeeds | sucesor* sucesion
protest: protest* demonstrat* march rally rallied | protest* manifest* march* movilizac* concentrac*
riot: riot* unrest looting | disturb* motin saqueo
blockade: block* roadblock road_closure | bloquea* bloqueo corte_de_ruta corte_de_carretera corte_de_calle \
corte_de_vialidad
walkout: walkout stoppage on_strike labor_strike industrial_action goes_on_strike go_on_strike strike_action \
general_strike transport_strike teachers_strike rail_strike doctors_strike strike_over strike_ballot strike_vote \
week_strike day_strike hour_strike month_strike striking_doctors striking_nurses striking_workers striking_teachers \
striking_miners indefinite_strike | huelga paro paro_general paro_nacional
union: union trade_union | sindicat* sindical*
border: border frontier | fronter* limitrof*
migrant: migra* immigra* refugee asylum | migra* inmigra* refugiad* asilo
deport: deport* repatriat* | deportac* deportad* deporta deportan deportar repatri*
visa: visa | visa visado
passport: passport | pasaporte
sanction: sanction* | sancion*
blacklist: blacklist* delist* sdn ofac sanctions_list | lista_negra ofac sdn
treasury: treasury | tesoro hacienda
embargo: embargo | embargo_comercial embargo_economico embargado
however: however | sin_embargo
tariff: tariff levy | arancel*
lift: lift lifts lifted lifting | levanta* levanto
impose: impose* imposing slap* | impone* imponer imponga impuso impusieron imposicion
grant: grant* award* issue issued issues | otorg* conced* expid* expidi*
revoke: revok* rescind* cancel* annul* scrap scrapped scrapping call_off calls_off called_off | revoc* cancel* anula* \
anulo desconvoc*
restore: restor* reinstat* | restablec* restitu* devuelv* devolv* devolu*
suspend: suspend* suspension freez* froze frozen halt* paus* shelve shelved | suspend* suspens* congel* pausa*
resume: resum* restart* reopen* | reanud* reabr* reabiert* retoma*
extend: extend* extension prolong* | prorrog* extend* extiend* amplia*
expire: expir* lapse lapsed | vence vencio vencen vencimiento expir* caduc*
postpone: postpon* delay* deferr* slip slips slipped reschedul* pushes_back pushed_back puts_off put_off | aplaz* \
posterg* pospon* pospus* retras* demora* reprogram* difiere diferir
bring forward: bring_forward brought_forward moved_up | adelanta* adelanto
schedule: schedul* slated timetabl* calendar | programad* agendad* cronograma calendario
date: date | fecha
deadline: deadline cutoff | plazo fecha_limite
agenda: agenda topic | agenda temario
extradite: extradit* | extradi*
arrest: arrest* detain* detention custody | arrest* detenid* detenc* detien* detuv* aprehen* apresa apresan apresado
jail: jail* prison imprison* behind_bars | carcel prision encarcel* penitenciari* tras_las_rejas reclusorio
release: releas* freed frees liberat* | liberar liberan liberado liberada liberaron liberacion libero excarcel*
indict: indict* prosecut* charged face_charges faces_charges charged_with criminal_charges arraign* | fiscal fiscalia \
procesado procesada imputado imputada imputan imputar imputacion formula_cargos formulo_cargos presenta_cargos \
presento_cargos cargos_penales vinculado_a_proceso vinculan_a_proceso vinculacion_a_proceso
sue: sue sues sued lawsuit litigat* legal_action | demanda demando querella litig* demandan demandaron querella*
trial: trial hearing tribunal court courtroom court_case retrial | juicio audiencia tribunal juzgado corte juzgar \
juzgan enjuici*
judge: judge justice magistrate | juez jueza magistrad*
convict: verdict convict* guilty sentenced sentence sentencing | veredicto culpable sentencia* condenad*
acquit: acquit* innocent exonerat* | absuel* absolv* inocent* exoner* absolucion absolutoria
appeal: appeal* | apelac* apela* recurso
ruling: ruling ruled court_rules judge_rules court_ruling | fallo_judicial dictamen fallo_a_favor fallo_en_contra \
fallo_de_la_corte fallo_del_tribunal fallo_de_la_justicia dictamina dictamino
lawyer: lawyer attorney | abogad* letrado
law: law bill legislation | ley proyecto_de_ley legislacion iniciativa_de_ley
decree: decree* executive_order | decret* orden_ejecutiva
constitution: constitution* | constituc*
investigate: investigat* probe inquir* | investig* indag* pesquisa
corruption: corrupt* bribe* bribery graft | corrup* soborn* cohecho
fraud: fraud* scam scammer | fraud* estafa*
murder: murder* homicide assassinat* | asesin* homicid* magnicid*
police: police officer cop constable sheriff | polic*
drug: drug narcotic* antidrug counternarcotic* | droga narcotic* antidrog* antinarc* estupefac*
trafficking: traffick* smuggl* | trafica* trafico narcotraf* contraband*
cocaine: cocaine | cocaina
coca: coca | coca
factory: factory plant laborator* lab mill | fabrica planta laborator*
eradicate: eradicat* fumigat* spray* | erradic* fumig* aspers*
seizure: seizure seize* seizing confiscat* interdict* impound* | incaut* decomis* interdic*
certify: certif* | certific*
decertify: decertif* | descertific*
cooperate: cooperat* coordinat* | cooper* colabora* coordina*
joint: joint jointly together | conjunto conjunta juntos
commit: commits committed commitment pledg* vow vows vowed promis* | comprome* compromis* promet* promesa
election: election electoral vote voter ballot voted voting | \
eleccion electoral* votar voto votante votacion comicio* urna
campaign: campaign* | campana
candidate: candida* | candidat*
runoff: runoff second_round | segunda_vuelta balotaje
poll: poll pollster survey | encuesta sondeo
referendum: referendum plebiscit* | referend* plebiscit*
victory: victory win winner won winning landslide_victory | victoria gana gano ganador* triunf*
defeat: defeat* lose lost loses loser beat beats trounc* thrash* | derrot* perdio pierde* perder golea goleo goleada \
perdera perderan pierden perdieron
peace: peace* | paz pacificac* proceso_de_paz
ceasefire: ceasefire cease_fire truce armistice | alto_el_fuego cese_al_fuego cese_el_fuego tregua armisticio
human rights: human_rights | derechos_humanos
recognise: recogni* | reconoc*
independence: independen* secession* | independen* secesi*
interview: interview* | entrevist*
statement: statement communique press_release | comunicado declarac*
press conference: press_conference news_conference briefing | rueda_de_prensa conferencia_de_prensa
speech: speech remark | discurso alocucion dicho
leak: leak* | filtra* filtro
letter: letter | carta
gift: gift | regal* obsequi*
reveal: reveal* disclos* unveil* | revela* revelo desvel*
fear: fear* afraid | temor temio teme temer miedo
planned: plan planned planning prepare* preparing preparation | plan planea* planeo prepara* preparar*
danger: danger* peril* risk* | peligr* riesg*
rule out: rule_out rules_out ruled_out ruling_out | descart*
reject: reject* refus* rebuff* spurn* | rechaz* rehus*
accept: accept* | acept*
deny: deny denies denied denying denial dismisses debunk* false untrue hoax | \
falso falsa bulo nego niega* negar* niegan desmient* desminti* desment*
confirm: confirm* | confirm*
"""
