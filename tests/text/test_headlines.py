"""Headlines of all kinds of news: the two languages share what they are about, and look-alikes do not."""

from __future__ import annotations

import pytest

from bot.model import Language
from bot.text.concepts import concepts


def named(text: str, lang: Language) -> set[str]:
    """The concepts that the lexicons have a name for; a star marks those compared by their letters."""
    return {concept.key for concept in concepts(text, lang) if not concept.key.endswith("*")}


@pytest.mark.parametrize(
    ("english", "spanish", "shared"),
    [
        # money
        ("City waives late fees", "El municipio condona recargos", "waive surcharge"),
        (
            "Mayor vows to waive unpaid water bills",
            "Alcaldesa promete condonar recibos de agua",
            "waive utility_bill commit",
        ),
        (
            "Utility refunds customers who were overcharged",
            "Reembolsan a usuarios por cobro indebido",
            "refund overcharge",
        ),
        (
            "Regulator fines bank over money laundering",
            "Multan a banco por lavado de dinero",
            "fine bank money_laundering",
        ),
        ("Minimum wage hiked", "Sube el salario mínimo", "rise wage"),
        ("Government scraps fuel subsidy", "El Gobierno anula el subsidio al combustible", "fuel subsidy"),
        ("Christmas bonus payment delayed", "Se retrasa el pago del aguinaldo", "bonus pay"),
        ("Highway toll hike", "Suben los peajes", "rise road_toll"),
        ("Petrol prices soar", "Se dispara el precio de la gasolina", "gasoline price rise"),
        (
            "GDP shrinks in the third quarter",
            "El PIB se contrae en el tercer trimestre",
            "gross_domestic_product quarter",
        ),
        ("Tax breaks for mortgage holders", "Rebaja de impuestos para quienes pagan hipoteca", "tax_break mortgage"),
        # companies and work
        ("Takeover bid for steelmaker", "OPA por la siderúrgica", "takeover_bid steel"),
        ("Shareholders approve merger", "Accionistas aprueban la fusión", "stock approve merger"),
        ("Airline files for Chapter 11", "Aerolínea se declara en quiebra", "airline bankrupt"),
        ("Carmaker lays off workers", "Automotriz despedirá a trabajadores", "layoff work"),
        ("Unions picket in pay dispute", "Sindicatos montan piquete por conflicto salarial", "union picket wage_talks"),
        ("Supplier wins public tender", "Proveedor gana licitación", "supplier tender victory"),
        # utilities, roads, transport
        (
            "Burst pipe leaves residents without drinking water",
            "Tubería rota deja a habitantes sin agua potable",
            "pipe water",
        ),
        ("Lead found in tap water", "Hallan plomo en el agua del grifo", "lead_metal water"),
        ("Treatment plant to reopen", "Reabrirán la planta potabilizadora", "treatment_plant"),
        ("Power outage hits neighbourhood", "Apagón en el barrio", "power_cut neighbourhood"),
        ("Sewage spill closes beach", "Derrame de aguas negras obliga a cerrar la playa", "sewage spill coast close"),
        ("Road works close tunnel", "Obras viales obligan a cerrar el túnel", "road_works tunnel close"),
        ("Pothole repairs in the main square", "Bacheo y reparación en la plaza principal", "road_works repair"),
        ("Reservoir levels fall", "Baja el nivel del embalse", "reservoir fall"),
        ("Commuters stranded by rail strike", "Pasajeros varados por el paro de trenes", "passenger trapped walkout"),
        # courts and police
        (
            "Class action against water utility",
            "Demanda colectiva contra la empresa de agua",
            "class_action water_utility",
        ),
        ("Plaintiffs seek compensation", "Demandantes buscan indemnización", "plaintiff compensation seek"),
        ("Forged signatures were evidence", "Firmas falsificadas eran evidencia", "forgery sign evidence"),
        ("Judge denies bail to former councillor", "Juez niega la fianza a exconcejal", "judge bail deny"),
        ("Witness testifies about kickbacks", "Testigo testificó sobre las coimas", "witness testify bribe_taker"),
        (
            "Police raid laboratory and seize pills",
            "Cateo de la policía a laboratorio: decomisan pastillas",
            "raid police seizure pill",
        ),
        ("Fugitive hitman captured", "Capturan a sicario prófugo", "fugitive bandit capture"),
        ("Congress overturns decree", "El Congreso tumba el decreto", "congress overturn decree"),
        ("Impostor posed as doctor", "Impostor se hizo pasar por médico", "impostor doctor"),
        (
            "Town council audit finds embezzlement",
            "Auditoría al ayuntamiento halla peculado",
            "municipality audit embezzle",
        ),
        # parliament and schools
        ("Committee backs amendment", "El comité respalda la enmienda", "committee amendment"),
        (
            "Prime minister loses confidence vote",
            "El primer ministro pierde el voto de confianza",
            "prime_minister motion defeat",
        ),
        ("New mayor sworn in", "El nuevo alcalde toma posesión", "mayor swear_in"),
        ("Law takes effect", "Entra en vigor la ley", "law enforce"),
        ("Scholarships for nursery teachers", "Becas para maestros de guardería", "scholarship nursery teacher"),
        # health
        (
            "Measles outbreak: vaccination urged",
            "Brote de sarampión: instan a vacunarse",
            "measles disease vaccine demand",
        ),
        ("Patients in intensive care", "Pacientes en terapia intensiva", "patient intensive_care"),
        ("Water contamination test results", "Resultados de laboratorio: agua contaminada", "water contamination"),
        ("Flu jabs for the elderly", "Inmunización de ancianos contra la gripe", "influenza vaccine elderly"),
        ("Drugmaker recalls pills", "Farmacéutica retira pastillas", "drugmaker pill"),
        # nature and science
        ("Flood victims in shelters", "Damnificados por inundación en albergues", "flood shelter"),
        ("Firefighters battle wildfire", "Bomberos combaten incendio", "firefighter battle fire"),
        (
            "Rescuers search rubble after quake",
            "Rescatistas buscan entre escombros tras sismo",
            "rescuer rubble earthquake",
        ),
        ("Avian flu found at poultry farm", "Detectan gripe aviar en granja avícola", "bird_flu poultry"),
        ("Cattle screwworm ban", "Prohibición del ganado por gusano barrenador", "livestock screwworm ban"),
        (
            "Crew splashdown after spacewalk",
            "Amerizaje de la tripulación tras caminata espacial",
            "crew splashdown spacewalk",
        ),
        ("Probe returns asteroid samples", "Sonda regresa con muestra de asteroide", "return asteroid"),
        (
            "Pesticide ban angers farmers",
            "Prohibición de plaguicidas indigna a agricultores",
            "pesticide ban farmer anger",
        ),
        # sport and the arts
        ("Striker fails doping test", "Delantero da positivo por dopaje", "player doping"),
        ("League champions sack coach", "El campeón de la liga despide al técnico", "league champion coach"),
        ("Winger signs for new club", "El extremo derecho ficha por otro club", "winger transfer team"),
        ("Semi-final postponed by fog", "Aplazan la semifinal por la niebla", "semifinal postpone fog"),
        ("Film premieres at festival", "La película se estrena en el festival", "film premiere festival"),
        # verbs, names, numerals
        ("Court strikes down abortion ban", "La corte tumba la prohibición del aborto", "trial overturn abortion ban"),
        (
            "Airport workers call off walkout",
            "Trabajadores del aeropuerto desconvocan la huelga",
            "airport revoke walkout",
        ),
        ("Spain's carmakers and China", "Automotrices de España y China", "spain carmaker china"),
        ("Blaze at nursing home kills nine", "Nueve muertos en asilo de ancianos", "nursing_home death nine"),
        ("Former minister acquitted", "Absolución del exministro", "minister acquit"),
    ],
)
def test_the_two_languages_share_what_a_headline_is_about(english: str, spanish: str, shared: str) -> None:
    wanted = {name.replace("_", " ") for name in shared.split()}
    assert named(english, Language.EN) >= wanted
    assert named(spanish, Language.ES) >= wanted


@pytest.mark.parametrize(
    ("english", "spanish"),
    [
        ("the bill was passed", "el recibo de agua"),
        ("the water bill", "el proyecto de ley"),
        ("the power plant", "la planta potabilizadora"),
        ("a steel plant", "la planta de tratamiento"),
        ("the bank account", "el recuento"),
        ("a settlement in the West Bank", "un acuerdo extrajudicial"),
        ("the court ruling", "un corte de agua"),
        ("an air strike", "un paro nacional"),
        ("a general strike", "un ataque"),
        ("trade union", "la Unión Europea"),
        ("the death toll", "los peajes"),
        ("a fair trial", "una feria"),
        ("stable prices", "apuñalado"),
        ("the host received guests", "el recibo"),
        ("the prisoner", "la presa"),
        ("the street plaza", "el plazo"),
        ("the orchestra conductor", "la conductora del camión"),
        ("the physical exam", "la física cuántica"),
        ("a bailout for the bank", "libertad bajo fianza"),
        ("a stomach bug", "el bache"),
        ("landslide victory", "un alud"),
        ("the book author", "la autoridad"),
    ],
)
def test_look_alikes_share_nothing(english: str, spanish: str) -> None:
    assert named(english, Language.EN) & named(spanish, Language.ES) == set()


@pytest.mark.parametrize(
    ("one", "other", "lang"),
    [
        ("cryptocurrency", "cryptosporidium", Language.EN),
        ("stabbed", "stability", Language.EN),
        ("installed", "installment", Language.EN),
        ("regulator", "regular", Language.EN),
        ("premiere", "premier", Language.EN),
        ("condonan", "condón", Language.ES),
        ("temporal", "temporada", Language.ES),
        ("vacunas", "vacunos", Language.ES),
        ("fiscalía", "evasión fiscal", Language.ES),
        ("corte de luz", "corte suprema", Language.ES),
        ("corte de ruta", "la corte", Language.ES),
        ("derrame", "derrame cerebral", Language.ES),
        ("recibo", "recibió", Language.ES),
        ("la presa", "preso", Language.ES),
        ("petrol", "petroleum", Language.EN),
        ("salida", "salida a bolsa", Language.ES),
    ],
)
def test_words_that_begin_alike_are_kept_apart(one: str, other: str, lang: Language) -> None:
    keys = [[concept.key for concept in concepts(text, lang)] for text in (one, other)]
    assert keys[0] != keys[1]
