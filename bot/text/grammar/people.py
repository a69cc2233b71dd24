"""Words for people, powers and other owners: who may have a visa, be under sanctions or hold a meeting.

No names of persons stand here; the one asked about comes with the question.
"""

from __future__ import annotations

from bot.model import Language
from bot.text.grammar.words import word_set

__all__ = [
    "ARTICLES",
    "COMPANY",
    "COUNTRIES",
    "FIRST_PERSON",
    "GOVERNED_BY",
    "HEADS",
    "NEUTRAL",
    "NUMBERS",
    "OBLIQUE",
    "PAPERWORK",
    "POWERS",
    "ROLES",
]

HEADS = word_set(
    """
    president presidents leader leaders premier head chief ruler
    presidente presidenta mandatario mandataria lider jefe gobernante dignatario
    """
)
"""Offices by which the one asked about is often called, so that they name nobody else by themselves."""

ROLES = word_set(
    """
    minister ministers ambassador ambassadors senator senators governor governors mayor judge judges justice justices
    magistrate magistrates official officials officer officers lawmaker lawmakers congressman congressmen
    congresswoman deputy deputies aide aides adviser advisers advisor advisors ally allies rival rivals predecessor
    spokesman spokeswoman spokesperson secretary general generals prosecutor prosecutors lawyer lawyers son sons
    daughter wife husband brother sister mother father family relatives cousin nephew friend friends associate
    associates student students worker workers tourist tourists migrant migrants immigrant immigrants traveler
    travelers traveller travellers applicant applicants citizen citizens national nationals resident residents
    relative fan fans player players team journalist journalists activist activists businessman businessmen
    executive executives company companies firm firms bank banks entity entities individual individuals person
    people government cabinet administration ministry party delegation diplomat diplomats country countries nation
    nations oligarch oligarchs cartel cartels trafficker traffickers
    ministro ministra ministros embajador embajadora embajadores canciller cancilleres senador senadora senadores
    gobernador gobernadores alcalde alcaldes juez jueza jueces magistrado magistrada magistrados funcionario
    funcionaria funcionarios congresista congresistas diputado diputados representante asesor asesores aliado aliados
    rival rivales antecesor vocero vocera secretario secretaria viceministro vicepresidenta vicepresidente
    vicepresident fiscal fiscales abogado abogados hijo hija hijos esposa esposo mujer hermano hermana madre padre
    familia familiares primo sobrino amigo amigos allegado allegados estudiante estudiantes trabajador trabajadores
    turista turistas migrante migrantes inmigrante inmigrantes viajero viajeros solicitante solicitantes ciudadano
    ciudadanos residente residentes hincha hinchas aficionado aficionados jugador jugadores periodista periodistas
    activista activistas empresario empresarios directivo directivos empresa empresas banco bancos entidad entidades
    persona personas gobierno gabinete ministerio partido delegacion diplomatico diplomaticos pais paises nacion
    naciones oligarca cartel carteles narcotraficante narcotraficantes director directora exministro exministra
    exembajador expresidente expresidenta exfuncionario exfuncionarios exsenador excongresista
    """
)
"""Others who may be concerned in the place of the one asked about."""

POWERS = word_set(
    """
    us usa eeuu eu eua uk un onu ue u.s united states kingdom nations american america estados unidos union europea
    european washington white house casa blanca treasury tesoro state department departamento estado ofac congress
    congreso senate senado court corte supreme suprema homeland embassy embajada foreign office assets control
    security council consejo seguridad london londres brussels bruselas
    """
)
"""Those who impose, grant and take away; near a thing they are its source, not its owner."""

NEUTRAL = word_set(
    """
    monday tuesday wednesday thursday friday saturday sunday january february march april may june july august
    september october november december jan feb mar apr jun jul aug sep sept oct nov dec
    lunes martes miercoles jueves viernes sabado domingo enero febrero marzo
    abril mayo junio julio agosto septiembre setiembre octubre noviembre diciembre hold table track way the a an his
    her their its this that days weeks months years hours grounds talks visits terms condition conditions dias
    semanas meses anos horas veces motivos razones negocios turismo el la los las un una su sus este esta partir
    pesar cambio traves causa falta list lista blacklist listado good now it him them he she they ella ellos i
    yo me you we
    """
)
"""Words after "on", "of" or "de" that are nobody."""

COMPANY = word_set(
    """
    stock stocks share shares inc corp card cards cardholders earnings network networks payments ceo shareholders
    mastercard accion acciones tarjeta tarjetas
    """
)
"""What follows "Visa" where the company is meant."""

PAPERWORK = word_set(
    """
    application applications applicant applicants appointment appointments program programs programme processing
    process policy policies lottery system fee fees bond bonds interview interviews holder holders waiver waivers
    services backlog requirement requirements rule rules bill bills law laws act framework regime evasion
    ban bans restriction restrictions curbs row dispute
    enforcement package threat threats request requests category categories overstays
    solicitud solicitudes cita citas procesamiento tramite tramites proceso programa programas requisito requisitos
    politica politicas exencion convenio sorteo entrevista entrevistas solicitante solicitantes titular titulares
    categoria categorias costo tarifa ley restriccion restricciones prohibicion
    """
)
"""What goes with visas or sanctions without being one: "visa appointments", "solicitudes de visa"."""

COUNTRIES = word_set(
    """
    afghanistan albania algeria angola argentina armenia australia austria azerbaijan bahrain bangladesh belarus belgium
    bolivia bosnia botswana brazil bulgaria burma burundi cambodia cameroon canada chad chile china colombia congo
    croatia cuba cyprus denmark ecuador egypt eritrea estonia ethiopia finland france gabon gaza georgia germany ghana
    greece greenland guatemala guinea guyana haiti honduras hungary iceland india indonesia iran iraq ireland israel
    italy jamaica japan jordan kazakhstan kenya korea kosovo kuwait laos latvia lebanon liberia libya lithuania
    luxembourg madagascar malaysia mali malta mauritania mexico moldova mongolia montenegro morocco mozambique myanmar
    namibia nepal netherlands nicaragua niger nigeria norway oman pakistan palestine panama paraguay peru philippines
    poland portugal qatar romania russia rwanda salvador saudi senegal serbia singapore slovakia slovenia somalia
    spain sudan sweden switzerland syria taiwan tajikistan tanzania thailand togo tunisia turkey turkmenistan uganda
    ukraine uruguay uzbekistan venezuela vietnam yemen zambia zimbabwe moscow tehran havana caracas beijing pyongyang
    """
)
"""Before "sanctions" a country is mostly the one sanctioned; adjectives ("Russian") may be the one who does it."""

GOVERNED_BY = {
    Language.EN: word_set("on against of for to from"),
    Language.ES: word_set("de del a al contra sobre para"),
}
"""What stands between a thing and the one whom it concerns."""

OBLIQUE = {
    Language.EN: word_set(
        "over about between among for with by at amid during without because via than despite like as"
    ),
    Language.ES: word_set("por sobre con para durante ante segun contra desde hacia entre como"),
}
"""A thing after one of these is not what the verb before them acts on."""

ARTICLES = word_set(
    """
    the a an his her their its our all remaining new any some valid current u.s. us
    el la los las un una su sus lo todas todos algunas nuevas eeuu vigente
    """
)

NUMBERS = word_set(
    """
    hundred hundreds thousand thousands million millions dozens
    cien ciento cientos mil miles millon millones decenas
    """
)

FIRST_PERSON = word_set("i my me our mi mis me nos")
