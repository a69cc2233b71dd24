"""Words for what happens on a day. Data only; words are folded, and nouns in the singular."""

from __future__ import annotations

from bot.model import Language
from bot.text.dates.expression import listed

OCCASIONS = {
    Language.EN: listed("""
        election vote voter voting ballot referendum runoff primary elect trial hearing verdict
        sentence sentencing arraignment deadline term mandate inauguration anniversary strike protest march rally
        debate session summit conference forum assembly game match final tournament derby holiday ceremony funeral
        concert launch release report ultimatum freeze suspension pause ban tariff sanction measure order decree law
        policy call phone conversation talk meeting visit trip encounter raid attack operation arrest capture
        registration payment tax price earning vacation campaign processing permit appeal bail extradition execution
        decision announcement answer festival premiere exam return expire resign swear
    """),
    Language.ES: listed("""
        eleccion votacion votante comicio referendo referendum consulta plebiscito balotaje eligir elegira elige
        votara juicio audiencia fallo sentencia plazo mandato periodo posesion investidura aniversario paro huelga
        protesta marcha manifestacion debate sesion cumbre conferencia foro asamblea partido final torneo clasico
        festivo ceremonia funeral concierto lanzamiento estreno informe ultimatum pausa veto arancel sancion medida
        orden decreto ley norma llamada conversacion dialogo reunion visita viaje encuentro redada ataque operacion
        operativo captura inscripcion pago impuesto congelamiento suspension campana tramite permiso apelacion
        extradicion decision anuncio respuesta festival examen regresara renunciara vence termina
    """),
}
"""Occasions that have days of their own, unless they are what is asked about."""

RUNNING = listed("operations operaciones")
"""More than one of it is no occasion: "to begin operations on May 4"."""

DAYS = listed("date day fecha dia")
"""What an occasion has: "the date, February 3, was settled"."""

PRESENT = {
    "met": "meet",
    "held": "hold",
    "spoke": "speak",
    "saw": "see",
    "went": "go",
    "came": "come",
    "began": "begin",
}
"""Past forms that do not begin like the verb."""

HELD = listed("""
    came began started opened occurred
    held met happened took hosted sat concluded ended celebro celebraron realizo realizaron tuvo llevo concluyo termino
    sostuvieron sostuvo
""")
"""Verbs of what has taken place."""
