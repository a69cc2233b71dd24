"""Names that the two languages spell differently: places, bodies, days and months, numerals, colours. Data only.

Written as `bot.text.lexicon_public` says.
"""

from __future__ import annotations

WORDS = """
white house: white_house wh oval_office | casa_blanca despacho_oval
united states: us usa america american united_states | eeuu eua eu estadounidense estados_unidos norteamerican*
united kingdom: uk britain british united_kingdom | reino_unido britanic* gran_bretana
england: england english | inglaterra ingles inglesa
germany: german* | aleman*
france: france french | francia frances francesa
netherlands: netherland* dutch | paises_bajos holand* neerlandes*
switzerland: switzerland swiss | suiza suizo
sweden: sweden swedish | suecia sueco sueca
norway: norway norwegian | noruega noruego
denmark: denmark danish | dinamarca danes danesa
poland: poland polish | polonia polaco polaca
greece: greece greek | grecia griego griega
turkey: turkey turkiye turkish | turquia turco turca
egypt: egypt* | egipto egipci*
japan: japan* | japon japones*
lebanon: leban* | libano libanes*
new york: new_york | nueva_york
european union: european_union | ue union_europea
europe: europe european | europa europeo europea
united nations: un united_nations | onu naciones_unidas
nato: nato | otan
oas: oas | oea
imf: imf | fmi
security council: security_council | consejo_de_seguridad
supreme court: supreme_court top_court | corte_suprema tribunal_supremo suprema_corte
hundreds: hundreds | cientos centenar*
thousands: thousands | miles
dollar: dollar usd | dolar
north: north northern | norte norteno
south: south southern | sur sureno meridional
east: east eastern | este oriental oriente
west: west western | oeste occident*
black: black | negro negra
white: white | blanco blanca
red: red | rojo roja
green: green | verde
first: first | primer*
second: second | segund*
third: third | tercer*
last: last latest | ultim*
new: new | nuev*
half: half | mitad medio
january: january jan | enero
february: february feb | febrero
march month: march_month | marzo
april: april apr | abril
may month: may_month | mayo
june: june | junio
july: july | julio
august: august aug | agosto
september: september sept sep | septiembre setiembre
october: october oct | octubre
november: november nov | noviembre
december: december dec | diciembre
monday: monday | lunes
tuesday: tuesday | martes
wednesday: wednesday | miercoles
thursday: thursday | jueves
friday: friday | viernes
saturday: saturday | sabado
sunday: sunday | domingo
week: week weekly | semana semanal
month: month monthly | mes mensual
year: year annual | ano anual
hour: hour | hora
minute: minute | minuto
soon: soon near_future shortly | pronto futuro_cercano futuro_proximo proximamente
spain: spain spanish spaniard | espana espanol*
portugal: portug* | portug*
ireland: ireland irish | irlanda irlandes*
scotland: scotland scottish | escocia escoces*
wales: wales welsh | gales
italy: italy italian* | italia italian*
belgium: belgium belgian | belgica belga
austria: austria* | austriac* austria
hungary: hungar* | hungria hungaro hungara
czech republic: czech* | chequia checo checa
croatia: croatia* croat | croacia croata
cyprus: cyprus cypriot | chipre chipriota
iceland: iceland* | islandia islandes*
finland: finland finnish | finlandia finlandes*
russia: russia* | rusia ruso rusa
ukraine: ukrain* | ucrania*
china: china chinese | china chino
korea: korea* | corea corean*
india: india indian | india indio
thailand: thailand thai | tailand*
philippines: philippin* filipin* | filipin*
new zealand: new_zealand | nueva_zelanda
australia: austral* | austral*
israel: israel* | israel*
iran: iran* | irani* iran
iraq: iraq* | irak* iraqu*
syria: syria* | siria sirio
saudi arabia: saudi saudi_arabia | arabia_saudita arabia_saudi saudi saudita
morocco: morocc* | marruecos marroqui*
algeria: algeria* | argelia argelin*
tunisia: tunisia* | tunez tunecin*
ethiopia: ethiop* | etiop*
kenya: kenya* | kenia keniat* keniano
south africa: south_africa south_african | sudafric*
ivory coast: ivory_coast | costa_de_marfil
congo: congo* | congo congol*
brazil: brazil* | brasil*
mexico: mexic* | mexic*
argentina: argentin* | argentin*
chile: chile chilean | chile chilen*
peru: peru* | peru*
bolivia: bolivia* | bolivia*
cuba: cuba cuban | cuba cubano cubana
haiti: haiti* | haiti*
panama: panam* | panam*
puerto rico: puerto_rico puerto_rican | puerto_rico puertorriquen*
dominican republic: dominican_republic | republica_dominicana
london: london* | londres londinense
moscow: moscow | moscu
beijing: beijing | pekin
havana: havana | habana
seville: seville | sevilla sevillan*
catalonia: catalonia catalan | cataluna catalan
mediterranean: mediterranean | mediterraneo
latin america: latin_america latin_american | america_latina latinoamerica*
world health organization: world_health_organization world_health_organisation | organizacion_mundial_de_la_salud oms
world bank: world_bank | banco_mundial
seven: seven | siete
eight: eight | ocho
nine: nine | nueve
ten: ten | diez
eleven: eleven | once
twelve: twelve | doce
dozens: dozen | docena decena
"""
