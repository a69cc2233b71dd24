"""Words that say nothing of the news, in English and Spanish, and concepts that say little. Data only.

Words are folded to their singular, as `bot.text.fold.words` gives them.
"""

from __future__ import annotations

from bot.model import Language

_ENGLISH = """
a about above across after afterward against ago ahead all almost alone along already also although always
am amid among an and another any anyone anything anyway apart are around as aside at away back be became because
become been before behind being below beside besides between beyond both but by came can cannot come could did
different do does doing done down due during each either else enough even ever every everyone everything far few
five for four from front full further gave get getting give given go goes going gone got had has have having he
her here hers herself him himself his how however i if in inside instead into is it its itself just keep kept
kind knew know known largely later least less let like likely little long longer look made main mainly make
making many maybe me mean means meanwhile might mine more most mostly much must my myself near nearly need
neither never next no nobody none nor not nothing now nowhere of off often on once one only onto or other ought
our out outside over own part per perhaps put quite rather really regarding s said same saw say says saying see
seem seen set several shall she should show side since six so some somebody someone something sometimes soon
still such t take taken taking tell telling than that the their them then there these they thing think this
those though thought three through throughout thus till to together told too took toward two under unless until
up upon us use used very via want was way we well went were what whatever when where whether which while who
whole whom whose why will with within without won would yet you your
according accordingly amid aide announce announced announcing call called claim comment commented declare
declared describe described detail explain explained express fact figure file following happen heard hear
information issue latest matter mention mentioned news note noted official outlet paper place point post posted
question recent recently remark report reported reportedly reporter reporting result source spokesman
spokesperson spokeswoman stand statement stated state story talked term time told tweet update version view
video watch word wrote written write
hour minute day today tonight tomorrow yesterday morning afternoon evening night week weekend month year decade
moment early late percent million billion thousand believe believes believed may
"""
_SPANISH = """
a acaso ademas adonde ahi ahora al algo alguien algun alguna alguno alla alli ambos ante antes apena aquel
aquella aquello aqui asi aun aunque bajo bastante bien cada casi cierto como con contra cual cualquier cuando
cuanta cuanto cuya cuyo da dan dar de debe deben deber debido decir dejar dejo del demas demasiado dentro desde
despue despues detras di dice dicen dicho diciendo dieron dijo dijeron dio dira donde dos durante e el ella ello
en encima entonce entonces entre era eramos eran eras eres es esa ese eso esta estaba estado estan estar estara
estas este esto estos estuvo etc fin fue fuera fueron gran grande ha haber habia habian habra habria hace hacen
hacer hacia haciendo han hara hasta hay haya he hecho hemos hizo hoy ido igual incluso ir junto la las le
les lo los luego mas me mejor menor menos mi mia mientra mientras mio misma mismo momento mucha mucho muy nada
nadie ni ningun ninguna ninguno no nos nosotros nuestra nuestro nueva nuevo nunca o otra otro para parte pero
poca poco podra podria por porque primera primero pueda puede pueden puedo pues puso que quedo queda quien
quienes quiere quiso sabe se sea sean segun ser sera seran seria si sido siempre siendo sin sino sobre sola
solo son soy su sus tal tambien tampoco tan tanta tanto te tendra tendria tenemos tener tenia ti tiene tienen
toda todavia todo tomar tomo toma tomara tras traves tres tu tus tuvo u un una uno unos usted va vamos van varia
vario vaya veces ver vez vio voy y ya yo conocer conoce conocio cuatro cinco seis
afirma afirmo afirmaron asegura aseguro aseguraron comento comenta considera contar cuenta conto cual declaro
declara dato destaca destaco detalle detallo explica explico expresa expreso indica indico informa informo
manifesto medio mencion menciono noticia opino pregunto publica publico puntualizo recordo recuerda refirio
reitero reporta reporto resalta senalo sostiene sostuvo subrayo tema tuit ultima ultimo version
hora minuto dia ayer manana tarde noche semana mes ano decada pasado pasada proximo proxima siguiente
ciento mil millon creo cree creen creyo pensar pensando piensa
"""
STOPWORDS = {Language.EN: frozenset(_ENGLISH.split()), Language.ES: frozenset(_SPANISH.split())}
"""By language. In Spanish accents are folded away, so el and él are one."""

FAINT = frozenset(
    (
        *("president", "leader", "government", "minister", "foreign ministry", "secretary", "statement", "talk"),
        *(
            "united states",
            "white house",
            "city",
            "country",
            "people",
            "new",
            "first",
            "last",
            "soon",
            "agenda",
            "show",
            "lead",
        ),
        *("january", "february", "march month", "april", "may month", "june", "july", "august", "september"),
        *("october", "november", "december"),
        *("begin", "end", "continue", "return", "change", "work", "leave", "ask", "answer", "create", "allow"),
        *("consider", "planned", "reach", "action", "list", "hope", "try", "proposal", "case", "authority", "decide"),
        *("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"),
    )
)
"""Concepts of `bot.text.concepts` that stand in much of the news, whatever it is about."""
