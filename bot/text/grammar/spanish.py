"""Spanish: the words that tell what is done from what is wished, denied, asked or long past.

Tense and mood that show in a verb's ending are read by `forms`.
"""

from __future__ import annotations

from bot.text.grammar.senses import Opener, Scope, Sense, cues, openers
from bot.text.grammar.words import word_set

_MONTH = "enero|febrero|marzo|abril|mayo|junio|julio|agosto|septiembre|setiembre|octubre|noviembre|diciembre"
_RUMOUR = "version|versiones|rumor|rumores|reporte|reportes|informacion|informaciones|acusacion|acusaciones"
_DENIES = "niega|niegan|nego|negaron|negando|negado|niegue"
_REJECTS = "rechaza|rechazan|rechazo|rechazaron"
_REQUEST = "peticion|pedido|solicitud|posibilidad|idea|propuesta"
_NUMBER = "un|una|dos|tres|cuatro|cinco|seis|siete|ocho|nueve|diez|varios|unos|pocos|algunos|casi"
_CHANGE = "levantamiento|revocatoria|revocacion|cancelacion|restitucion|devolucion|exclusion|suspension|anulacion"

CUES = cues(
    {
        (Sense.PLAIN, Scope.AFTER): """
        no solo|solamente|obstante|cabe|hay duda|dudas
        si bien
        logra|logro|lograron|logran|consigue|consiguio|consiguieron
        decide|decidio|decidieron|ordena|ordeno|ordenan|ordenaron|acaba|acaban|acabo de
        vuelve|vuelven|volvio|volvieron a
        si no
        por si
    """,
        (Sense.FUTURE, Scope.AFTER): """
        va|van|voy|vamos a
        promete|prometen|prometio|prometieron
        se compromete|comprometio|comprometen|comprometieron
        acepta|acepto|aceptan|acuerda|acordo|acordaron|acuerdan
        dispuesto|dispuesta|dispuestos a
        esta|estan previsto|prevista|programado|programada|previstos|previstas
        a punto de
        esta por
        sera|seran
        proxim*
    """,
        (Sense.POSSIBLE, Scope.AFTER): """
        puede|pueden|pudiera|pudieran|podra|podran|podria|podrian|pudo
        debe|deben|deberia|deberian|debera|deberan|tendria|tendrian|tendra|tendran que
        posible|posibles|posiblemente|probable|probablemente|eventual|eventuales|eventualmente|potencial|quiza|quizas
        posibilidad|posibilidades|probabilidad|riesgo|riesgos|opcion|amenaza|amenazas de
        a lo mejor
        tal vez
        amenaza|amenazo|amenazan|amenazaron con
        advierte|advirtio|advierten que|sobre
        preve|preven|previo|podemos
        no descarta|descarto|descartan|descartaron
        no excluye|excluyo
        estaria|estarian
        arriesga|arriesgan
    """,
        (Sense.POSSIBLE, Scope.BEFORE): """
        en duda|veremos|vilo|riesgo
        es|son|seria|ve|ven|parece posible|probable|viable|improbable
        esta por verse
        por verse
        incierto|incierta|inciertas
        una|otra opcion|posibilidad
    """,
        (Sense.WISH, Scope.AFTER): """
        pide|piden|pidio|pidieron|pedir|pidiendo|pedira|pediran|pedido|peticion
        solicita|solicitan|solicito|solicitaron|solicitud|solicitar|solicitudes|solicitara
        exige|exigen|exigio|exigieron|exigir|exigencia
        insta|instan|insto|instaron
        espera|esperan|esperaba|esperaban|esperando|esperar|esperanza|espere
        a|la espera
        busca|buscan|busco|buscaron|buscar|buscando
        quiere|quieren|quiero|queremos|quisiera|quisieran|querer
        desea|desean|deseo
        reclama|reclaman|reclamo|reclamaron
        propone|proponen|propuso|propusieron|propuesta|propuestas|proponer
        recomienda|recomiendan|recomendo|sugiere|sugieren|sugirio
        ruega|ruegan|suplica|clama|llama|llaman|llamo a
        confia|confian|confio en
        apela|apelan|apelo a
        gestiona|gestionan|gestiono|gestion|gestiones|tramita|tramitan|tramite
        aspira|aspiran|anhela|necesita|necesitan
        urge|urgen
        presiona|presionan|presion|presiones para|por
        hay que
        ojala
        intenta|intentan|intento|trata|tratan|trato de
        lucha|pelea|batalla|campana|esfuerzo|esfuerzos|demanda por|para
        apoya|apoyan|respalda|respaldan|defiende levantar|el|la
    """,
        (Sense.WEIGHED, Scope.AFTER): """
        evalua|evaluan|evaluo|evaluaron|evaluar|evaluando|evaluacion
        estudia|estudian|estudio|estudiaron|estudiar|estudiando
        analiza|analizan|analizo|analizar|analizando|analisis
        considera|consideran|considero|considerar|considerando|reconsidera|reconsiderar|reconsidere
        contempla|contemplan|sopesa|sopesan|baraja|barajan|medita
        revisa|revisan|revisar|revisara|revisaran|revisen|revision
        planea|planean|plan|planes|pretende|pretenden|prepara|preparan
        trabaja|trabajan|trabajara|trabajaran|trabajo|trabajando en|para|por
        negocia|negocian|negociar|negociacion|negociaciones|negociando
        discute|discuten|discutir|discutieron|debate|debaten|debatir|hablar|hablaron|hablo|habla de|sobre
        avanza|avanzan|avances en|hacia|para
        ruta|camino|condiciones|requisitos|opciones|proceso|pasos|alternativas para|de|hacia
        no ha|han decidido|definido|resuelto
        no hay decision|definicion
        no ha|han|se tomado|tomo|tomaron|ha .. decision
        sin decidir|definir|decision
        decidira|decidiran|definira|definiran
        alista|alistan
        estan|estarian|estaria por
    """,
        (Sense.WEIGHED, Scope.WHOLE): """
        sobre la mesa
        en estudio|evaluacion|revision|discusion|debate|negociacion|consideracion
        pendiente|pendientes
        en la agenda
    """,
        (Sense.CONDITION, Scope.AFTER): """
        para levantar|lograr|conseguir|sacar|retirar|obtener|recuperar|que|evitar|pedir|buscar
        depende|depender|dependera|dependen de
        siempre y cuando
        condiciona|condicionan|condiciono
        a condicion de
    """,
        (Sense.QUESTION, Scope.AFTER): """
        por qué
        qué|cómo|cuándo|cuál|quién|dónde
        asi es|seria|funciona|puede|podria
        explica|explican|explico por|como|cómo
        la razon|razones
        las claves|opciones
    """,
        (Sense.HEARSAY, Scope.AFTER): """
        supuesto|supuesta|supuestos|supuestas|supuestamente|presunto|presunta|presuntamente|presuntos|presuntas
        rumor|rumores|rumora|rumoran|trascendio
        falso|falsa|falsos|falsas
        al parecer
        aparentemente
    """,
        (Sense.HEARSAY, Scope.BEFORE): """
        es|son|fue|era falso|falsa|mentira|montaje
    """,
        (Sense.DENIAL, Scope.AFTER): f"""
        no|nunca|jamas|tampoco|ni|ningun|ninguna|nadie
        aun|todavia|tampoco no
        es|son|era falso|mentira|falsa que
        no es cierto|verdad que
        {_DENIES} que|haber|haberle|haberles|tener|cualquier|tajantemente|{_CHANGE}|{_RUMOUR}
        {_DENIES} la|el|los|las {_CHANGE}|{_RUMOUR}
        {_DENIES} levantar*|revocar*|otorgar*|cancelar*|restituir*|devolver*|planes
        se niega|niegan|nego|negaron a
        negativa a|de
        descarta|descartan|descarto|descartaron|descarte|descartado
        desmiente|desmienten|desmintio|desmintieron|desmentir|desmentido
        {_REJECTS} la|el|las|los {_REQUEST}|{_RUMOUR}
        {_REJECTS} que|levantar*|revocar*|otorgar*|devolver*|sacar*|retirar*|{_REQUEST}|{_RUMOUR}
        se opone|oponen|opuso|opusieron
        impide|impiden|evita|evitan|evito|frena|freno
        lejos de
        en vez|lugar de
        falta|faltan
    """,
        (Sense.DENIAL, Scope.NEXT): """
        sin
    """,
        (Sense.DENIAL, Scope.BEFORE): """
        descartado|descartada|descartadas
        no es cierto
        no esta en la agenda
        no esta sobre la mesa
        es improbable
    """,
        (Sense.ENDED, Scope.AFTER): """
        ya no
        deja|dejo|dejaron|dejan de
    """,
        (Sense.HISTORY, Scope.WHOLE): f"""
        siglo pasado|anterior
        la semana pasada
        hace|hacia {_NUMBER} ano|anos|mes|meses|semanas|decadas
        hace|hacia mas|menos de .. anos|meses|ano|mes
        hace anos|meses|semanas|decadas|tiempo
        anos|meses|semanas atras|antes
        en el pasado
        en su momento
        en aquel|aquella
        anteriormente|antiguamente|otrora
        cronologia|aniversario
        recuerda|recuerdan|recordo|recordaron|rememora
        el dia que|en
        asi fue|perdio|entro|cayo|llego
        linea de tiempo
        en la era|epoca
        la historia
        durante el gobierno|mandato de
    """,
        (Sense.HISTORY, Scope.AFTER): """
        habia|habian
        hubo
    """,
        (Sense.HISTORY, Scope.DATE): f"""
        en|desde {_MONTH}
        en|a|de|desde principios|comienzos|mediados|finales de {_MONTH}
        en {"|".join(str(year) for year in range(1950, 2060))}
        de|del {"|".join(str(year) for year in range(1950, 2060))}
    """,
        (Sense.HISTORY, Scope.AGO): f"""
        el pasado {_MONTH}
        el|la ano|mes|semestre|decada pasado|pasada|anterior
        {_MONTH} pasado
    """,
    }
)

OPENERS = openers(
    {
        Opener(Sense.PLAIN): """
        pero|sino|aunque|mientras|porque|segun|pues
        ya que
        mientras que
        de acuerdo con
        en medio de|del
        sin embargo
    """,
        Opener(Sense.BACKGROUND): """
        tras
        despues|luego de|del
        ano|anos|mes|meses|semana|semanas|dia|dias despues de|del
        pese a|al
        a pesar de|del
        a raiz de|del
        desde que
        a un|una|dos|tres ano|anos|mes|meses de
    """,
        Opener(Sense.BACKGROUND, if_past=True): """
        cuando|quien|quienes|cuyo|cuya|cuyos|cuyas|donde
        a quien|quienes
        al que|cual
        a la|los|las que|cual|cuales
        el|la que|cual
        en el|la|los|las que
    """,
        Opener(Sense.CONDITION, binds=True): """
        si
        en caso de|del
        a menos que
        siempre que
    """,
        Opener(Sense.CONDITION): """
        antes de|del
        hasta que|tanto
        a cambio de|del
        con tal de
        para que
        una vez
    """,
    }
)

RECENT = word_set("hoy ayer anoche ahora recien lunes martes miercoles jueves viernes sabado domingo")
AND = frozenset({"y", "e", "o"})
FINITE = word_set(
    """
    es son fue fueron esta estan estuvo ha han habia tiene tienen tuvo dice dijo dicen pide pidio quiere busca espera
    niega nego levanta levantan levanto levantaron revoca revocan revoco revocaron otorga otorgan otorgo cancela
    cancelan cancelo cancelaron confirma confirman confirmo sigue siguen mantiene mantienen impone impuso suspende
    suspendio aplaza aplazo retira retiran retiro devuelve devuelven devolvio anuncia anuncio ordena ordeno amenaza
    amenazo advierte advirtio viaja viajo llega llego visita visito recibe recibio invita invito rechaza rechazo
    exige exigio pierde perdio sale salio saca saco quita quitan quito evalua estudia considera deja dejo va van
    podria podrian puede pueden
    """
)
PAST = word_set("fue fueron habia habian era eran tuvo tuvieron hizo hicieron dio dieron puso pusieron impuso pudo")
SPEECH = word_set(
    """
    dice dijo dicen dijeron afirma afirmo asegura aseguro senala senalo explica explico aclara aclaro anuncia anuncio
    confirma confirmo revela revelo segun advierte advirtio sostiene sostuvo informa informo indico agrego insistio
    """
)
