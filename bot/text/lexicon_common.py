"""Words of the rest of the news in English and Spanish: economy, science, disasters, sport, acts, measures. Data only.

Written as `bot.text.lexicon_public` says.
"""

from __future__ import annotations

WORDS = """
list: list listed | lista listado
force: force | fuerza
option: option choice | opcion
economy: econom* | econom*
market: market | mercado
stock: stock shares shareholder stock_market stock_exchange share_price | bolsa_de_valores accionista \
mercado_bursatil bolsa_de_comercio cotizacion_bursatil
bank: bank banking | banco bancari*
central bank: central_bank fed federal_reserve | banco_central reserva_federal
interest rate: interest_rate rate rates benchmark_rate borrowing_cost | tasa_de_interes tipo_de_interes tasa
inflation: inflation* | inflacion*
price: price pricing | precio encarec* abarat*
wage: wage salary pay_rise minimum_wage paycheck payroll | salari* sueldo remuneracion jornal nomina
tax: tax taxes taxation vat taxpayer | impuesto tribut* iva contribuyente gravamen
budget: budget* | presupuest*
debt: debt indebted arrears owe owed | deuda adeud* endeud* morosidad
loan: loan lending credit lender | prestamo credito
bankrupt: bankrupt* insolven* chapter_11 receivership | quiebra bancarrota insolven* concurso_de_acreedores
trade: trade commerce commercial | comercio comercial
export: export* | export*
import: imports imported importer | importac* importar
oil: oil crude petrol* barrel | petrol* crudo barril
gas: gas | gas
energy: energy power electric* | energia electric*
coal: coal | carbon
mine: mine mining miner | mina minero mineria
company: company firm corporat* business | empresa compania corporac* negocio empresarial
buy: buy buys bought purchas* acquir* acquisition takeover | compra* compro adquir* adquisic*
sell: sell sells sold sale | venta vend*
merger: merg* | fusion*
invest: invest investor invests invested investment | inversion inversor* invert* invierte*
layoff: layoff lay_off job_cuts redundanc* laid_off lays_off laying_off job_losses axe_jobs cut_jobs slash_jobs | \
despido recorte_de_empleos recorte_de_personal cesantia desvinculac* recorte_de_plantilla despide_a_trabajadores \
despedira despediran despedir
unemployment: unemploy* | desemple* desocupac* tasa_de_paro cifras_de_paro
subsidy: subsid* | subsid* subvenci*
aid: aid relief help helps | ayuda auxilio asistencia alivio
fund: fund funding | fondo financia*
growth: growth grow grows grew | crecimiento crece* creci*
recession: recession slump downturn | recesion contraccion
rise: rise rises rose raise raised raises raising soar* surge surged climb* jump* increas* hike spike* hiked upsurge \
| sube suben subio subir subida aument* alza increment* subira subiran repunt* se_dispara se_disparan se_disparo
fall: fall fell falls drops dropped plunge* tumble tumbled declin* slides slid plummet* nosediv* | caida cae cayo \
desplom* descens* descendi* baja bajan bajaron bajara retroced* se_hunde_la_bolsa bajaran
record: record | record
profit: profit earnings revenue | ganancia beneficio utilidad ingresos
loss: loss losses | perdida
cost: cost expens* | costo coste
cut: cut cuts slash* trims trimmed axes axed | recort* reduc*
fine: fine fined penalty | multa multo sancion_economica multan multar multaron multado multada
farmer: farm* agricultur* crop harvest grower | agricult* campesin* cosecha cultivo agricol* agropecuari*
food: food | alimento comida alimentar*
hunger: hunger famine starv* | hambre hambruna
poverty: poverty poor | pobreza pobre
house: house home housing household | casa hogar vivienda
rent: rent rents | alquiler arriendo
city: city town | ciudad localidad
street: street road highway motorway freeway | calle carretera via autopista autovia avenida
airport: airport | aeropuerto
airline: airline carrier | aerolinea
flight: flight fly flies flew | vuelo vuela volar volo
plane: plane aircraft jet airplane | avion aeronave avioneta
helicopter: helicopter chopper | helicoptero
ship: ship vessel boat ferry | barco buque lancha bote ferri ferry embarcacion
port: port harbor harbour | puerto
train: train rail railway railroad | tren ferroviari* ferrocarril
metro: metro subway | metro subterraneo subte
car: car vehicle automobile | auto coche carro vehiculo automovil
truck: truck lorry | camion
bus: bus | autobus bus omnibus
crash: crash* collision collid* derail* pile_up | choque estrello estrellado colision* descarril* siniestr* choca \
chocan chocaron chocar volcadura
accident: accident | accidente accidentad*
rocket: rocket booster launcher | cohete propulsor lanzador
spacecraft: spacecraft capsule spaceship | nave capsula
launch: launch* lift_off liftoff blast_off | lanza* lanzo despeg* lanzamiento
orbit: orbit* | orbit*
moon: moon lunar | luna lunar
mars: mars martian | marte marcian*
satellite: satellite | satelit*
astronaut: astronaut cosmonaut | astronauta cosmonauta
crew: crew crewed manned | tripula*
uncrewed: uncrewed unmanned unpiloted | no_tripulado sin_tripulacion
space: space | espacio espacial
station: station | estacion
telescope: telescope | telescopi*
mission: mission | mision
test: test tests tested testing rehearsal trial_run | prueba ensayo test
leakage: leak leaking | fuga escape
fuel: fuel* propellant hydrogen | combustible hidrogeno propelente
engine: engine | motor
engineer: engineer* | ingenier* exingenier*
shield: shield | escudo
flow: flow | flujo
building: building | edificio
stage: stage phase | etapa fase
seal: seal | sello junta_de_sellado
temperature: temperatur* | temperatur*
roll back: roll_back rolled_back rollback rolls_back | regresa_al_hangar
suspect: suspect* | sospech*
reach: reach* | alcanz*
playoff: playoff | eliminatoria
rest: rest | descans*
agency: agency | agencia
repair: repair* fix fixes fixed | reparac* repara reparar arregl* repararan repararon
fault: fault* glitch defect* problem failure malfunction | falla fallo averia defecto problema desperfecto
success: success successful* | exito exitos* exitosa
window: window | ventana
countdown: countdown | cuenta_regresiva cuenta_atras conteo
scientist: scientist research* study | cientific* investigador estudio
university: universit* | universi*
school: school classroom | escuela colegio escolar
student: student | estudiante alumno
teacher: teacher professor | maestro profesor docente
internet: internet online web | internet web red
software: software app | software aplicacion
artificial intelligence: ai artificial_intelligence chatbot | ia inteligencia_artificial
hack: hack* cyberattack cyber | hacke* ciberataque ciber* pirate*
data: data | datos dato
robot: robot* | robot*
phone network: mobile cell_phone smartphone | movil celular
social network: social_media social_network truth_social | red_social redes_sociales
platform: platform launch_pad pad | plataforma
video: video footage | video grabacion
film: film movie cinema | pelicula cine film
music: music song album concert | musica cancion disco concierto
award: award prize oscar nobel | premio galardon nobel oscar
actor: actor actress star | actor actriz estrella
book: book novel writer author | libro novela escritor escritora autor autora
museum: museum gallery | museo galeria
art: art painting artwork | arte pintura obra lienzo
health: health* | salud sanitari*
hospital: hospital clinic | hospital* clinica
doctor: doctor physician surgeon | medico doctor cirujano
nurse: nurse | enfermera enfermero
patient: patient | paciente
surgery: surger* | cirugia
vaccine: vaccin* jab immuniz* immunis* flu_shot booster_shot | vacun* inmuniz* inocul*
virus: virus viral | virus viral
disease: disease outbreak epidemic pandemic illness | enfermedad brote epidemia pandemia
cancer: cancer tumor tumour | cancer tumor
medicine: medicine medication treatment therap* drug_approval | medicamento medicina farmaco tratamiento terap*
abortion: abortion | aborto
death: death dead die dies died dying kill* fatal* death_toll deadly | muert* muere mueren murio murieron fallec* \
mata mato matan mataron matar letal mortal saldo_de_muertos cifra_de_muertos cifra_de_fallecidos deceso decesos \
perdio_la_vida perdieron_la_vida
wounded: wound* injur* hurt | herid* lesion*
victim: victim casualt* | victima
survivor: surviv* | sobreviv* superviv*
missing: missing disappear* | desaparec*
rescue: rescu* | rescat*
search: search* | busqueda
earthquake: earthquake quake seismic aftershock magnitude epicenter epicentre tremor | terremoto sismo temblor \
seismic replica magnitud epicentro
hurricane: hurricane typhoon cyclone tropical_storm | huracan tifon ciclon tormenta_tropical
storm: storm thunderstorm tornado | tormenta temporal tornado vendaval borrasca
flood: flood* overflow* | inund* desbord* riada anegad*
rain: rain rains rainfall | lluvi*
landslide: landslide mudslide avalanche | deslizamiento deslave alud avalancha derrumbe_de_tierra derrumbe_de_ladera \
deslizamiento_de_tierra desgajamiento
volcano: volcan* erupt* lava | volcan* erupcion lava
fire: fire blaze wildfire burn* bushfire | incendi* fuego quem* incendio_forestal
explosion: explosion explod* blast | explosion exploto explota explosivo estall*
drought: drought | sequia
heat: heat heatwave hot thermal | calor ola_de_calor termic*
cold: cold snow blizzard frost snowstorm snowfall | frio nieve nevada helada ventisca ola_de_frio
climate: climate warming emission | clima climatic* calentamiento emision
weather: weather forecast* bad_weather | tiempo_atmosferico pronostic* meteorolog* mal_tiempo
evacuate: evacuat* | evacu*
emergency: emergenc* | emergenc*
disaster: disaster catastroph* | desastre catastrof*
damage: damag* destroy* destruct* | dano danos destru* destroz* danan danaron danado danada danar
collapse: collaps* | colaps* derrumb*
power cut: blackout outage power_cut power_outage power_failure load_shedding without_power without_electricity | \
apagon corte_de_luz corte_de_energia corte_electrico corte_de_electricidad sin_luz sin_electricidad
water: water tap_water drinking_water running_water | agua agua_potable agua_de_la_llave agua_del_grifo agua_de_grifo \
agua_corriente agua_de_la_canilla agua_entubada
river: river | rio
sea: sea ocean | mar oceano
coast: coast* beach | costa costero playa
island: island | isla
forest: forest jungle deforest* amazon | bosque selva deforest* amazon* forestal
animal: animal wildlife | animal fauna
dog: dog | perro
match: match matches game fixture | partido juego encuentro_deportivo
goal: goal score scored scores | gol anota anoto
team: team squad club | equipo plantel club seleccion
coach: coach manager trainer head_coach | entrenador tecnico dt director_tecnico seleccionador
player: player striker midfielder goalkeeper | jugador delantero mediocampista portero arquero
football: football soccer | futbol
world cup: world_cup | mundial copa_del_mundo copa_mundial
olympics: olympic* | olimpic*
champion: champion* title trophy | campeon* titulo trofeo
final: final finals | final
transfer: transfer transferred new_signing signs_for signed_for joins_on_loan loan_move | fichaje traspaso \
transferencia ficha ficho fichan fichar ficharon
season: season | temporada
race: race grand_prix | carrera gran_premio
tennis: tennis | tenis
woman: woman women female | mujer femenin*
man: man male | hombre
child: child kid minor | nino nina menor
son: son daughter | hijo hija
family: family relative | familia familiar
wife: wife first_lady | esposa primera_dama
husband: husband | esposo marido
father: father | padre
mother: mother | madre
brother: brother sister | hermano hermana
young: young youth teenager teen teenage | joven juventud adolescente
elderly: elderly pension* retire* | anciano pension* jubil*
wedding: wedding marry marries married marriage | boda matrimonio
birth: birth born baby | nacimiento nacio bebe
people: people crowd | pueblo gente multitud
church service: mass | misa
open: open opens opened opening inaugurat* | abre abrio abrir abierto abren inaugur*
close: close closes closed closing closure shut shuts shutdown | cierr* cerr* clausur*
begin: begin* began start* kick_off | comienz* comenz* empiez* empez* inicio inicia iniciar iniciado iniciaron arranc*
end: end ends ended conclude* finish finished finishes | termin* finaliz* conclu* culmin* fin
continue: continu* remain* persist* keep keeps still goes_on | continu* sigue siguen permanec* persist* mantien* \
manten*
build: build* built construct* | constru*
create: creat* found_company establish* | crea crean crear creacion establec*
change: change changed changing changes shift shifts overhaul reform* | cambi* reform* giro
replace: replac* substitut* | reemplaz* sustitu* relevo releva relevado
increase pressure: pressur* | presion*
demand: demand* urge urges urged urging insist* call_for calls_for calls_on called_on call_on | exig* insist* insto \
instan insta instar reclam* pide pidio piden pedir exhort* urgen urgio apremi* conmin* llama_a_la llaman_a_la \
llamo_a_la llamado_a_la llamamiento
ask: ask asked asks request* | solicit* pregunt*
answer: answer* respond* response reply replies replied | respond* respuest* contesta* contesto
offer: offer* propos* | ofrec* ofert* propon* propuest* propuso
consider: consider considers considering considered weighs weighing mulls mulling | consider* evalu* estudia contempla*
allow: allow* permit* authoris* authoriz* | permite* permiti* permiso autoriz*
ban: ban bans banned banning prohibit* outlaw* forbid* | prohib*
approve: approv* endors* green_light green_lights greenlit greenlight | aprob* aprueb* avala avalo avalan \
da_luz_verde dio_luz_verde dan_luz_verde luz_verde visto_bueno
veto: veto* | veto veta vetan vetar vetara vetado
sign: sign signs signed signature | firma firmo firman firmar firmado firmaron firmara
announce: announc* | anunci*
celebrate: celebrat* | celebr*
join: join joins joined | une unen unir* suma suman sumar*
leave: leave leaves left departs departed departure exit exits | abandon* sale salio salida salir
arrive: arriv* land_in | lleg* aterriz*
return: return* come_back comes_back again | de_nuevo otra_vez regres* vuelt* volver* volvi* vuelve retorn*
move: move moves moved moving relocat* | mover traslad*
stop: stop* prevent* avert* thwart* | detener parar frenar freno frena impedir evit* frustra frustro
try: attempt* tries tried | intent*
fail: fail* | fracas* fall*
work: work* labor labour job employ* | trabaj* empleo emplead* obrero laboral
seek: seek* sought look_for | busca buscan buscar buscara
show: show shows showed | muestra mostr*
watch: watch* | cuidado
hope: hope hopes hoped expect* | espera esperan esperaba espero
support: support* back backs backed | apoy* respald*
oppose: oppos* object* | opon* opuso opusieron
honor: honor* honour* | honor
sick: sick | enfermo enferma
bad things: bad_thing | cosas_malas cosa_mala
take part: participat* attend* | particip* asist*
lead: led head_of | encabez*
ready: ready | listo
steal: steal* stole* theft robber* | robo robar robaron robado robada hurto
land: land territor* soil | tierra territor* suelo
"""
