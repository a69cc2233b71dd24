"""Words that headlines do with, in English and Spanish: what is said, done, planned and undone. Data only.

Written as `bot.text.lexicon_public` says.
"""

from __future__ import annotations

WORDS = """
inject: inject* top_up tops_up topped_up topping_up | inyecta* inyecc*
double: double doubles doubled doubling twofold | duplic* doble
triple: triple tripled triples threefold | triplic* triple
halve: halved halving | reduce_a_la_mitad a_la_mitad
exceed: exceed* surpass* | rebasa rebaso rebasan supera supero superan superaron
improve: improv* upgrad* | mejora mejoran mejorar mejoro mejoraron
worsen: worsen* deteriorat* aggravat* | empeor* deterior* agrav*
overturn: overturn* quash* struck_down strikes_down strike_down overrid* revers* | tumba tumbo tumban tumbaron \
echa_abajo echo_abajo deja_sin_efecto reviert* revert* revirtio
uphold: uphold* upheld | confirma_la_sentencia confirma_la_condena ratifica_la_sentencia
repeal: repeal* | derog* abrog* abolic* deroga
ratify: ratif* | ratific*
enforce: enforc* comes_into_force came_into_force takes_effect took_effect goes_into_effect comes_into_effect \
entry_into_force | entra_en_vigor entro_en_vigor entrara_en_vigor entran_en_vigor entrada_en_vigor vigencia \
entra_en_vigencia
implement: implement* carry_out rolls_out rolled_out rollout | implement* aplica_la pone_en_marcha puesta_en_marcha \
puso_en_marcha
comply: comply complies complied complian* | cumplir cumplimiento
breach: breach* violates violated violation | incumpl* vulner* infring* transgred* viola_la violo_la
deliver: deliver* hand_over hands_over handed_over hand_out hands_out handed_out distribut* | entreg* reparte \
repartir reparten distribu*
install: install* | instala instalan instalar instalaron instalacion instalado instalada
dismantle: dismantl* bust busts busted crack_down crackdown | desmantel* desarticul*
demolish: demolish* demolition tear_down torn_down | demol* derrib* derruir
abandon plan: abandon* ditch ditches ditched u_turn backtrack* back_down backs_down climbdown | \
da_marcha_atras dio_marcha_atras marcha_atras recula reculo desiste desistio
correct: rectif* correct corrects corrected correction | rectific* corrig* correccion corregir corrige
review: review reviews reviewed reviewing reassess* | revisa revisan revisar revisara reviso revision
inspect: inspect* | inspecc* inspector*
monitor: monitor* oversee* oversight supervis* | monitor* supervis*
estimate: estimat* | estima estiman estimac* calcula calculan calculo
predict: predict* outlook foresee* projection | prediccion preve preven prevision proyeccion predice predicen
measure size: measurement gauge | medicion
choose: choose* chose chosen selects selected selection | elige eligen eligio elegid* elegir escoge escogio
decide: decide decides decided deciding decision | decide decidio deciden decidir decidira decision
discuss: discuss* debat* | debate debaten debatir debatio discute discuten discutir discutio discusion
disagree: disagree* dissent* | discrep* desacuerdo
explain away: downplay* play_down plays_down | minimiz* resta_importancia resto_importancia
defy: defy defies defied defiance | desafia desafio desafian desafiar
challenge: challeng* contest_result | impugn* reto
mock: mock mocks mocked mockery ridicul* | burla burlo burlan ridiculiz*
regret: regret* lament* | lament*
thank: thank thanks thanked grateful gratitude | agradec* gracias
mourn: mourn* | luto duelo_nacional
congratulate: congratulat* | felicit*
surprise: surpris* shock shocks shocked stun stuns stunned | sorprend* sorpresa conmocion*
anger: anger* fury furious outrage* backlash | indign* enoj* furia molestia malestar
hide: hide hides hid hidden conceal* cover_up covered_up | oculta ocultan ocultar oculto ocultaron ocultamiento encubr*
avoid: avoid* dodge dodges dodged | elude elud* esquiv*
attract: attract* | atrae atraer atraen atrajo
split: split splits splitting | divide dividio dividen escision
unite: unite unites united_front unity | unidad
expand: expand* expansion widen* | expansion expandir* expande ensancha*
limit: limit limits limited limiting curb curbs curbed restrict* | limite limita limitan limitar limito restric* \
restring*
ration: ration rationed rationing rations | racion*
loosen: relax relaxes relaxed loosen* | flexibiliz* relaja relajan relajo
tighten: tighten* toughen* stricter | endurec*
speed up: speed_up speeds_up accelerat* fast_track fast_tracks | aceler* agiliz*
slow down: slow_down slows_down slowed slowdown slowing | ralentiz* desaceler* lentitud
normal again: back_to_normal normality | normalidad normaliz*
compulsory: compulsory mandatory obligatory | obligatori*
free of charge: free_of_charge for_free at_no_cost no_charge | gratis gratuit* sin_costo sin_coste
voluntary: volunt* | voluntari*
temporary: temporary temporarily provisional* | tempora* provisional*
permanent: permanent* indefinite* | permanente indefinid*
urgent: urgent* | urgente urgencia
illegal: illegal* unlawful* illicit | ilegal* ilicit*
legal: legal legally lawful | legal legalmente
legalise: legalis* legaliz* decriminalis* decriminaliz* | legaliz* despenaliz*
unconstitutional: unconstitution* | inconstitu*
unsafe: unsafe unfit | insegur* no_apta no_apto
queue: queue queues queued | cola_de_espera larga_fila
shut away: lock locks locked lock_out | encierr* encerr*
chase: chase chases chased pursuit | persecucion persig* persegu*
beat: beaten beating beatings | golpiza paliza golpead*
bury: bury buries unearthed_bodies | entierran enterr* sepult*
push: push pushes pushed pushing | empuja impuls*
lead talks: spearhead* | lidera liderad* liderar
swap: swap swaps swapped exchange_of | canje canje* intercambi* trueque
borrow: borrow* | pide_prestado endeudamiento
lose job: jobless | cesante
mistake: mistake error blunder | error equivoc*
secret: secret secretly classified confidential | secreto secreta confidencial*
scandal: scandal* | escandal*
rumour: rumor rumour rumors rumours speculation | rumor* especulac*
controversy: controvers* | polemic* controvers*
success story: milestone | hito_historico
tribute: tribute homage | homenaje homenaj* tributo_a
majority: majority | mayoria
minority: minority | minoria
average: average | promedio en_promedio
shortfall of staff: understaff* staff_shortage | falta_de_personal
staff: staff personnel workforce | plantilla_laboral plantilla_de_trabajadores personal_de personal_medico \
personal_sanitario personal_docente
council: council | consejo
chain: chain | cadena
message: message | mensaje
checkpoint: checkpoint | reten puesto_de_control control_policial
door: door | puerta
startup: startup | startup empresa_emergente
fundraising: fundrais* | recaud*
round: round | ronda
maintenance: maintenance upkeep | mantenimiento
authority: authorit* | autoridad*
murky: murky turbid discolour* discolor* | turbia turbio turbiedad
bottle: bottl* | botella embotell*
irregularity: irregularit* wrongdoing | irregularidad*
case: case | caso
clean: clean* | limpi*
dry: dry dries dried | seca seco secan secar secaron
burst: burst* ruptur* | rotura revent* revienta*
drill hole: drill* | perfor*
"""
