"""Words of sport, the arts and the feasts of the year in English and Spanish. Data only.

Written as `bot.text.lexicon_public` says.
"""

from __future__ import annotations

WORDS = """
league: league | liga
premier league: premier_league | premier_league
cup: cup | copa
tournament: tournament | torneo
group stage: group_stage | fase_de_grupos
round of sixteen: last_16 round_of_16 | octavos_de_final
quarterfinal: quarter_final quarterfinal | cuartos_de_final
semifinal: semi_final semifinal | semifinal
stoppage time: stoppage_time injury_time extra_time | tiempo_anadido tiempo_de_descuento tiempo_extra \
prorroga_del_partido
shootout on goal: penalty_shootout penalties_shootout | tanda_de_penales tanda_de_penaltis penales
penalty kick: penalty_kick spot_kick missed_penalty | tiro_penal penalti pena_maxima
drawn match: goalless_draw scoreless_draw held_to_a_draw ends_in_a_draw | empate empata* empato
comeback: comeback | remontada remonta
relegation: relegat* | descenso_de_categoria desciende_de_categoria perdio_la_categoria
qualify: qualif* | clasific* clasifica
eliminate: eliminat* knocked_out crash_out crashes_out | elimina elimino eliminado eliminada eliminan quedo_fuera
standings: standings league_table | tabla_de_posiciones tabla_general clasificacion_general
opponent: opponent rival | rival contrincante adversari*
referee: referee umpire linesman | arbitro arbitra arbitral juez_de_linea
video referee: var | var
red card: red_card sent_off | tarjeta_roja
hat trick: hat_trick | triplete hat_trick
central defender: centre_back left_back full_back | defensor_central zaguero lateral_izquierdo lateral_derecho
winger: winger | extremo_derecho extremo_izquierdo
captain: captain skipper | capitan*
release clause: release_clause | clausula_de_rescision clausula_de_salida
injury of player: hamstring ligament cruciate knee_injury ankle_injury | \
ligamento isquiotibial lesion_de_rodilla lesion_de_tobillo rotura_muscular desgarro
doping: doping anti_doping antidoping banned_substance performance_enhancing failed_drug_test | \
dopaje doping antidopaje sustancia_prohibida
match fixing: match_fixing spot_fixing | amano_de_partidos partidos_amanados
betting: betting bookmaker gambling casino | apuesta casa_de_apuestas ludopatia casino
fan: fans football_fan fan_group | aficionad* hincha* aficion barra_brava
locker room: dressing_room locker_room | vestuario vestidor
medal: medal* podium | medall* podio
marathon: marathon* | maraton*
athlete: athlet* sprinter | atleta atletismo velocista
basketball: basketball nba | baloncesto basquet* nba
baseball: baseball pitcher home_run | beisbol* jonron
volleyball: volleyball | voleibol
boxing: boxing boxer heavyweight bout | boxeo boxeador* pugil* peso_pesado
wrestling: wrestl* | lucha_libre luchador
cycling: cyclist cycling | ciclis*
swimming: swim* | natacion nadador*
rugby: rugby | rugby
hockey: hockey | hockey
skiing: ski skier skiing ski_resort | esqui esquiador* estacion_de_esqui
gymnast: gymnast* | gimnas*
chess: chess | ajedrez ajedrecista
formula one: formula_one formula_1 f1 | formula_uno formula_1 f1
motor sport: motogp grand_prix_rider rally_car | motogp automovilismo motociclismo
world title: world_title world_champion | campeon_mundial campeon_del_mundo titulo_mundial
world record: world_record | record_mundial marca_mundial plusmarca
bullfight: bullfight* bullring | corrida_de_toros tauromaquia torero plaza_de_toros
theatre: theater theatre stage_play | teatro teatral
opera: opera | opera
dance: dance dancer ballet | baile bailarin* danza ballet
orchestra: orchestra philharmonic | orquesta filarmonica sinfonica
singer: singer songwriter rapper | cantante cantautor* rapero
band of music: rock_band | grupo_musical banda_de_rock
tour of concerts: concert_tour world_tour farewell_tour | gira_mundial gira_de_conciertos gira_de_despedida
festival: festival | festival
box office: box_office | taquilla recaudacion_en_cines
film maker: film_director filmmaker director_of_film | cineasta director_de_cine realizador
series: tv_series sitcom | teleserie serie_de_television telenovela
premiere: premiere premieres premiered debut debuts debuted | estren* debut*
sculpture: sculpt* statue | escult* estatua
painter: painter | pintor*
exhibition: exhibition exhibit | exposicion exhibicion muestra_de_arte
auction: auction* | subasta* remat*
heritage: world_heritage heritage_site heritage | patrimonio patrimonio_mundial patrimonio_de_la_humanidad
poet: poet poetry poem | poeta poesia poema
literature: literatur* | literatur*
photographer: photograph* | fotograf*
video game: video_game gamer gaming | videojuego
chef: chef michelin_star | chef estrella_michelin
recipe: recipe | receta
christmas: christmas xmas | navidad* navideno
new year: new_year | ano_nuevo nochevieja fin_de_ano
three kings: three_kings epiphany | reyes_magos dia_de_reyes
easter: easter holy_week | semana_santa pascua
carnival: carnival | carnaval*
holiday: public_holiday bank_holiday day_off | feriado dia_festivo puente_festivo dia_no_laborable festivo
holidays: summer_holiday school_holiday vacation | vacacion*
birthday: birthday | cumpleanos
anniversary: anniversary | aniversario
beauty contest: beauty_pageant miss_universe | certamen_de_belleza miss_universo
parade: parade | desfile cabalgata
firework: firework | pirotecn* fuegos_artificiales petardo
divorce: divorc* | divorci*
influencer: influencer youtuber tiktoker | influencer youtuber tiktoker
"""
