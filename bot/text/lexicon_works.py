"""Words of what a town runs on, in English and Spanish: utilities, roads, transport, buildings, technology. Data only.

Written as `bot.text.lexicon_public` says.
"""

from __future__ import annotations

WORDS = """
water utility: water_utility water_company water_board water_authority waterworks | empresa_de_agua compania_de_agua \
servicio_de_agua organismo_operador junta_de_agua comision_del_agua acueducto aguas_municipales
water cut: water_cut water_outage water_shutoff water_rationing water_shortage dry_taps | corte_de_agua \
corte_del_agua corte_del_suministro corte_de_suministro desabasto_de_agua falta_de_agua escasez_de_agua \
racionamiento_de_agua tandeo racionar_el_agua racionan_el_agua
treatment plant: treatment_plant water_plant sewage_plant purification_plant filtration_plant filter_plant \
desalination_plant | \
planta_de_tratamiento planta_tratadora planta_potabilizadora potabilizadora planta_depuradora depuradora desaladora \
planta_de_agua desalinizadora
power plant: power_plant power_station generating_station | \
central_electrica central_termica central_nuclear termoelectrica hidroelectrica planta_electrica
tap: faucet water_tap | grifo canilla llave_de_agua
pipe: pipe pipework water_main burst_pipe | tuberia caneria canos ducto_de_agua
sewage: sewage sewer* wastewater waste_water | \
drenaje alcantarillado cloaca* aguas_negras aguas_residuales aguas_servidas saneamiento
well: water_well borehole | pozo
tank: water_tank cistern tanker_truck water_tanker water_truck | tinaco cisterna pipa_de_agua camion_cisterna \
carro_tanque tanque
reservoir: reservoir | embalse represa presa_de_agua
dam: dam dams | dique presa_hidroelectrica cortina_de_la_presa la_presa
meter: water_meter smart_meter electricity_meter gas_meter | medidor contador_de_agua contador_de_la_luz
chlorine: chlorine chlorinat* | cloro clorac*
lead metal: lead_pipe lead_poisoning lead_contamination lead_level lead_in_water level_of_lead levels_of_lead \
trace_of_lead traces_of_lead lead_found lead_pipework | plomo contaminacion_por_plomo tuberia_de_plomo
arsenic: arsenic | arsenico
boil notice: boil_water boil_notice boil_water_notice boil_water_advisory boil_order do_not_drink | \
hervir_el_agua hervir_agua hierva_el_agua hiervan_el_agua no_beber
rubbish: rubbish garbage trash refuse_collection landfill bin_collection | basura relleno_sanitario vertedero \
basurero recoleccion
recycle: recycl* | recicl*
grid: power_grid electricity_grid national_grid | red_electrica sistema_electrico tendido_electrico
power line: power_line transmission_line | linea_de_transmision linea_de_alta_tension cable_de_alta_tension
substation: substation transformer | subestacion transformador
solar: solar solar_panel | solar panel_solar fotovoltaic*
wind power: wind_farm wind_turbine wind_power | eolic* parque_eolico aerogenerador
lighting: street_light streetlight lamppost | alumbrado luminaria farola
infrastructure: infrastructure | infraestructura
road works: road_works roadworks roadwork resurfac* repav* pothole paving | \
obra_vial obras_viales bacheo bache repavimentac* pavimentac* asfaltado reencarpetado
public works: public_works construction_site construction_work building_site | obra_publica obras_publicas
tunnel: tunnel underpass | tunel
lane: lane bike_lane bus_lane cycle_path | carril ciclovia carril_bici
traffic: traffic_jam congestion gridlock road_traffic heavy_traffic | atasco embotellamiento congestion_vehicular \
trancon trafico_vehicular caos_vial
traffic light: traffic_light stoplight | semaforo
driver: driver motorist trucker chauffeur | conductor conductora chofer automovilista camionero transportista
driving licence: driving_licence driving_license drivers_license driver_license | licencia_de_conducir \
carnet_de_conducir
licence: licence license licences licensed | licencia
motorbike: motorbike motorcycl* scooter | motociclet* motocicl* motoneta patinete
bicycle: bicycle bike | bicicleta bici
pedestrian: pedestrian | peaton* transeunte
passenger: passenger traveller traveler commuter | pasajer* viajero
public transport: public_transport mass_transit public_transit | transporte_publico transporte_colectivo
taxi: taxi cab ride_hailing | taxi taxista
terminal: bus_terminal bus_station | central_camionera terminal_de_autobuses estacion_de_autobuses
runway: runway airstrip | pista_de_aterrizaje aerodromo
pilot: pilot copilot | piloto copiloto
air traffic: air_traffic air_traffic_controller airspace | espacio_aereo trafico_aereo controlador_aereo
luggage: luggage baggage suitcase | equipaje maleta
cable car: cable_car ropeway | teleferico cablebus funicular
tram: tram streetcar light_rail | tranvia tren_ligero
high speed train: high_speed_train high_speed_rail bullet_train | tren_de_alta_velocidad alta_velocidad tren_bala
track: railway_track rail_track | via_ferrea vias_del_tren
sink: sinks sank sunk sinking shipwreck capsiz* | hund* naufrag* zozobr* hundimiento
cargo: cargo freight container | carga_aerea mercancia contenedor flete
crane: crane | grua
lift machine: elevator | ascensor elevador
bridge collapse: bridge_collapse bridge_collapses collapsed_bridge | colapso_del_puente derrumbe_del_puente \
caida_del_puente
sinkhole: sinkhole | socavon
skyscraper: skyscraper high_rise tower_block | rascacielos
tower: tower | torre
roof: roof roofing | techo tejado azotea
wall: wall | muro barda pared
garden: garden | jardin
square: main_square town_square plaza | plaza zocalo
cemetery: cemetery graveyard | cementerio panteon camposanto
stadium: stadium | estadio
neighbourhood: neighborhood neighbourhood district suburb borough | barrio colonia vecindario distrito arrabal
village: village hamlet | aldea poblado pueblito caserio
municipality: municipal* town_hall city_hall town_council city_council county_council borough_council local_council | \
municip* ayuntamiento intendencia cabildo concejo
councillor: councillor councilor alderman council_member | concejal regidor edil
resident: resident inhabitant villager householder | residente habitante poblador* lugareno
tenant: tenant renter landlord | inquilin* arrendatari* arrendador
eviction: evict* | desaloj* desahuci*
homeless: homeless* rough_sleeper | sin_techo sin_hogar indigente persona_en_situacion_de_calle
computer: computer laptop | computador* ordenador portatil
chip: microchip semiconductor chipmaker chip | semiconductor* microchip chip
outage of service: service_outage internet_outage network_outage service_disruption | \
caida_del_servicio interrupcion_del_servicio caida_de_internet
password: password | contrasena
privacy: privacy | privacidad
data breach: data_breach data_leak | filtracion_de_datos fuga_de_datos robo_de_datos brecha_de_datos
camera: camera cctv | camara_de_vigilancia camara_de_seguridad videovigilancia
search engine: search_engine | buscador
screen: screen touchscreen | pantalla
electric car: electric_car electric_vehicle ev | coche_electrico auto_electrico vehiculo_electrico carro_electrico
self driving: self_driving driverless autonomous_vehicle robotaxi | sin_conductor vehiculo_autonomo coche_autonomo \
robotaxi
battery: battery | bateria
charger: charging_station charging_point | electrolinera punto_de_recarga estacion_de_carga
broadband: broadband fibre_optic fiber_optic | banda_ancha fibra_optica
newspaper: newspaper daily_paper tabloid | periodico diario_impreso prensa_escrita
journalist: journalist newsman | periodista
broadcaster: broadcaster tv_channel tv_station | televisora canal_de_television cadena_de_television
television: television tv | television tele tv
carmaker: carmaker automaker car_maker | automotriz fabricante_de_automoviles fabricante_de_coches
branch: branches | sucursal
"""
