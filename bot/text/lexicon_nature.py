"""Words of nature in English and Spanish: weather, disasters, farming, the environment, science and space. Data only.

Written as `bot.text.lexicon_public` says.
"""

from __future__ import annotations

WORDS = """
shelter: shelter* | refugio albergue alberg*
alert: red_alert orange_alert yellow_alert weather_warning flood_warning | \
alerta_roja alerta_naranja alerta_amarilla aviso_rojo aviso_naranja aviso_amarillo
alarm: alarm sounds_alarm siren | alarma sirena
hail storm: hailstorm hailstone | graniz*
wind: wind gust gale | viento racha_de_viento rafaga ventarron
lightning: lightning thunderbolt | relampago rayo
fog: fog smog | niebla neblina esmog bruma
ice: ice icy ice_storm | hielo
wave: tidal_wave rogue_wave | oleaje marejad*
tsunami: tsunami tidal_surge | tsunami maremoto
heavy rain: torrential_rain heavy_rain downpour cloudburst | lluvia_torrencial aguacero chubasco lluvia_intensa \
fuertes_lluvias
water level: water_level river_level | nivel_del_agua caudal
firefighter: firefighter fireman firemen fire_brigade fire_department | bombero
rescuer: rescuer rescue_worker rescue_team lifeguard | rescatista socorrista equipo_de_rescate
civil protection: civil_protection civil_defence civil_defense fema | proteccion_civil defensa_civil
red cross: red_cross | cruz_roja
rubble: rubble debris wreckage | escombro
trapped: trapped stranded | atrapad* varad*
homeless by disaster: displaced displacement | desplazad* damnificad* desplazamiento
drown: drown* | ahog*
burnt land: acres hectares | hectarea
smoke: smoke | humo humareda
spill: spill* oil_slick | derrame vertido derramamiento
nuclear leak: radioactiv* radiation | radioactiv* radiactiv* radiacion
pesticide: pesticid* herbicid* glyphosat* | pesticid* plaguicid* herbicid* glifosat*
plastic: plastic* | plastico
waste: toxic_waste hazardous_waste industrial_waste | residuo desecho desechos_toxicos residuos_toxicos
mercury: mercury_poisoning mercury_contamination | contaminacion_por_mercurio mercurio
carbon: carbon_dioxide carbon_footprint greenhouse_gas net_zero | dioxido_de_carbono huella_de_carbono \
efecto_invernadero cero_neto
renewable: renewabl* clean_energy green_energy | renovable energia_limpia
environment: environment* ecolog* | medio_ambiente medioambient* ambiental* ecolog*
biodiversity: biodivers* ecosystem endangered_species | biodivers* ecosistema especie_en_peligro peligro_de_extincion
extinct: extinct* | extincion extint* extingu*
glacier: glacier iceberg ice_sheet | glaciar iceberg
reef: coral_reef coral | arrecife coral
lake: lake lagoon | lago laguna
mountain: mountain | montana cerro
valley: valley | valle
desert: desert | desierto
bay: bay | bahia
gulf: gulf | golfo
canyon: canyon gorge | canon_del barranco barranca
creek: creek brook | arroyo riachuelo
tree: tree logging timber | arbol arboles tala madera
bird: bird | pajaro ave aves
bear animal: polar_bear grizzly | oso_polar oso_pardo
wolf: wolf wolves | lobo
shark: shark | tiburon*
whale: whale | ballena
dolphin: dolphin | delfin*
fish: fish fishing fishery fisherman fishermen trawler | pesca* pez peces pescador*
bee: beekeep* honeybee beehive honey | abeja apicul* miel
mosquito: mosquito mosquitoes | mosquito zancudo
locust: locust | langosta_del_desierto
pest: pest infestation | plaga infestacion
screwworm: screwworm | gusano_barrenador barrenador
horse: horse | caballo
cat: cat kitten | gato gatito
livestock: livestock cattle cow cows bovine beef rancher | ganado ganader* vacuno vaca bovino carne_de_res
pig: pig pigs pork swine hog | cerdo puerco porcin*
swine fever: swine_fever african_swine_fever | peste_porcina fiebre_porcina
foot and mouth: foot_and_mouth | fiebre_aftosa aftosa
poultry: poultry chicken hen egg_producer | pollo gallina avicol* avicultor*
sheep: sheep lamb | oveja ovino cordero
milk: milk dairy | leche lacteo lecher*
bread: bread bakery baker | pan_dulce panaderia panadero
egg: egg | huevo
sugar: sugar sugarcane | azucar cana_de_azucar azucarer*
wheat: wheat | trigo
maize: corn maize | maiz
rice: rice | arroz
soy: soy soya soybean soybeans | soja soya
coffee: coffee | cafe cafetero caficultor*
cocoa: cocoa cacao chocolate | cacao chocolate
avocado: avocado | aguacate palta
banana: banana | platano banano
tomato: tomato tomatoes | tomate jitomate
potato: potato potatoes | patata
olive oil: olive_oil | aceite_de_oliva
fruit: fruit orchard | fruta frutic*
vegetable: vegetable | verdura hortaliza vegetal
seed: seed seeds gmo genetically_modified | semilla transgenic*
irrigation: irrigat* | riego irrigac*
fertiliser: fertiliser fertilizer | fertilizante
planting: sowing planting_season | siembra sembrar
slaughter: cull culled culling slaughterhouse slaughtered | sacrific* matadero rastro_municipal
vet: vet veterinar* | veterinari*
zoo: zoo | zoologic*
space probe: space_probe lander rover | sonda sonda_espacial modulo_de_aterrizaje rover
asteroid: asteroid | asteroide
meteor: meteor meteorite meteoroid fireball | meteoro meteorito bolido
comet: comet | cometa
eclipse: eclipse | eclipse
planet: planet exoplanet | planeta exoplaneta
earth planet: planet_earth | planeta_tierra
sun: sun sunspot solar_flare | sol llamarada_solar tormenta_solar
galaxy: galax* milky_way | galaxia via_lactea
black hole: black_hole | agujero_negro hoyo_negro
spacewalk: spacewalk space_walk | caminata_espacial paseo_espacial
splashdown: splashdown splash_down splashed_down | amerizaje ameriza amerizo acuatizaje
docking: docks_with docked_with undock* docking | acopla* acoplamiento desacopl*
landing: landing touchdown touches_down | aterrizaje alunizaje aluniza*
launchpad: launch_site spaceport | puerto_espacial centro_espacial
discover: discover* discovery unearth* found finds find | descubr* descubier* hallazgo halla hallan hallaron hallado \
encontro encontraron
fossil: fossil dinosaur palaeontolog* paleontolog* | fosil dinosaurio paleontolog*
archaeology: archaeolog* archeolog* | arqueolog*
gene: gene genes genetic* dna genome | genetic* gen_humano adn genoma
cell: stem_cell | celula_madre
species: species | especie
experiment: experiment* clinical_trial | experiment* ensayo_clinico
physicist: physicist physics | fisica_cuantica fisico_nuclear
mathematician: mathemat* maths | matematic*
breakthrough: breakthrough | avance_cientifico hito
"""
