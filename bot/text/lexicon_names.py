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
supreme court: supreme_court | corte_suprema tribunal_supremo
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
"""
