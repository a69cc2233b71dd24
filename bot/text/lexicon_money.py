"""Words of money in English and Spanish: what is owed and paid, companies, work, shops. Data only.

Written as `bot.text.lexicon_public` says. A word of two meanings stands in phrases alone, or not at all: a charge.
"""

from __future__ import annotations

WORDS = """
waive: waiv* write_off writes_off wrote_off written_off debt_forgiveness forgives_debt debt_relief waive_bill \
waives_bill bill_waiver bill_forgiveness | exime* eximir* exencion condona condonan condonar condonara condonaran \
condono condonado condonada condonacion
utility bill: water_bill power_bill electricity_bill energy_bill gas_bill utility_bill light_bill phone_bill \
monthly_bill household_bill unpaid_bill overdue_bill bill_payment bill_payer invoice water_rate water_rates \
water_tariff water_charge | factura recibo_de_agua recibo_del_agua recibo_de_luz recibo_de_la_luz recibo_de_gas \
recibo_del_gas recibo_mensual boleta_de_agua boleta_de_luz boleta_del_agua planilla_de_agua cuenta_de_agua \
cuenta_del_agua cuenta_de_luz cuenta_de_la_luz cuenta_de_gas tarifa_de_agua tarifa_de_luz tarifa_del_agua \
tarifa_de_la_luz recibo
overcharge: overcharg* overbill* | sobrecosto sobreprecio cobro_excesivo cobro_indebido cobra_de_mas cobro_de_mas
collect money: collects_payment debt_collector collection_agency | cobro cobra cobran cobrar cobraran cobranza cobrador
pay: pay pays paying paid payment payout repay* | pago paga pagan pagar pagara pagaran pagaron pagado pagada abona \
abonara
refund: refund* reimburs* money_back rebate | reembols* reintegr* devolucion_del_dinero devolucion_de_dinero \
devolver_el_dinero devuelve_el_dinero devuelven_el_dinero
compensation: compensat* damages_award redress indemni* | indemniz* compens* resarc* reparacion_del_dano
discount: discount* markdown | descuento rebaja_de_precios bonificacion
voucher: voucher coupon | vale_de_despensa cupon bono_social
bonus: bonus christmas_bonus year_end_bonus | aguinaldo gratificacion prima_navidena paga_extra
surcharge: surcharg* late_fee | recargo
fee: fee | cuota honorarios arancel_universitario
fare: fare | tarifa tarifazo pasaje
ticket: ticket | boleto billete tiquete
road toll: toll_road toll_booth tollbooth toll_plaza toll_gate toll_hike toll_charge toll_fee highway_toll \
motorway_toll bridge_toll road_toll | peaje caseta_de_cobro caseta_de_peaje
customs: customs customs_duty import_duty | aduana aduaner* derechos_de_importacion
tax evasion: tax_evasion tax_fraud tax_dodging tax_avoidance | \
evasion_fiscal evasion_de_impuestos fraude_fiscal elusion_fiscal defraudacion_fiscal
tax break: tax_break tax_relief tax_cut tax_exemption tax_holiday tax_amnesty | exencion_fiscal alivio_fiscal \
exencion_de_impuestos rebaja_de_impuestos rebaja_fiscal recorte_de_impuestos amnistia_fiscal incentivo_fiscal \
condonacion_de_impuestos moratoria_fiscal
money laundering: money_laundering launder* | lavado_de_dinero lavado_de_activos blanqueo blanque*
money: money cash | dinero efectivo
currency: currency peso_note | divisa moneda
exchange rate: exchange_rate | tipo_de_cambio tasa_de_cambio
devalue: devalu* depreciat* | devalu* deprecia*
deficit: deficit shortfall budget_gap | deficit
surplus: surplus | superavit
spending: spending expenditure outlay | gasto erogac*
saving: savings saver | ahorro ahorrador ahorrista
account: bank_account savings_account | cuenta_bancaria cuenta_de_ahorro
bond: bonds bondholder government_bond treasury_bond | bonos bonista
default: default defaults defaulted | impago cesacion_de_pagos incumplimiento_de_pago suspension_de_pagos
mortgage: mortgage* | hipotec*
instalment: instal_ment installment instalment | cuota_mensual mensualidad
grace period: grace_period payment_holiday | periodo_de_gracia moratoria
insurance: insurance insurer insured | seguro_medico asegurador* aseguradora poliza
bailout: bailout bail_out bails_out bailed_out | rescate_financiero salvataje
austerity: austerity belt_tightening | austeridad ajuste_fiscal
cost of living: cost_of_living living_costs | costo_de_vida coste_de_vida costo_de_la_vida coste_de_la_vida carestia
staple: staples food_basket | canasta_basica cesta_basica cesta_de_la_compra
shortage: shortage scarcity scarce | escasez desabasto desabastecimiento faltante
supply: supply supplies supplied | suministr* abasto abastec* abastecimiento
supplier: supplier vendor | proveedor* surtidor
tender: tender public_tender call_for_tenders procurement | licitac* licita licitan concurso_publico
contract: contract contracts contracted contractor | contrato contratos contratista
concession: concession concessionaire | concesionari* concesionado concesion
deposit: deposit deposits deposited | deposito depositos depositan depositaron
donate: donat* donor | dona donan donar donaron donacion donante donativo
charity: charity charities | beneficencia organizacion_benefica obra_benefica
lottery: lottery jackpot | loteria premio_mayor
gold: gold golden | oro dorado
silver: silver | plata
copper: copper | cobre
steel: steel* | acero siderurg*
gasoline: gasoline petrol diesel gas_station petrol_station filling_station | gasolina diesel gasoil nafta bencina \
gasolinera gasolinazo
pipeline: oil_pipeline gas_pipeline pipeline | oleoducto gasoducto ducto
natural gas: natural_gas lng | gas_natural gnl gas_licuado
refinery: refiner* refining | refineria refinador*
shop: shop store retailer supermarket shopkeeper | tienda supermercado comercio_minorista minorista
consumer: consumer shopper | consumidor
customer: customer client subscriber | cliente abonado suscriptor
user: user | usuaria usuario
small business: small_business small_firm | pyme pequena_empresa pequeno_comercio microempresa
businessman: businessman businesswoman entrepreneur tycoon | empresari* emprendedor* magnate
chief executive: chief_executive ceo | director_ejecutivo directora_ejecutiva consejero_delegado consejera_delegada \
director_general
board: board_of_directors boardroom | junta_directiva consejo_de_administracion directorio
subsidiary: subsidiary | filial
headquarters: headquarters | sede_central casa_matriz
takeover bid: takeover_bid takeover_offer buyout hostile_bid | opa oferta_publica_de_adquisicion oferta_de_compra
stake: minority_stake majority_stake stake_in | participacion_accionaria participacion_mayoritaria \
participacion_minoritaria
ipo: ipo initial_public_offering go_public | oferta_publica_inicial salida_a_bolsa sale_a_bolsa debut_bursatil
dividend: dividend | dividendo
monopoly: monopol* antitrust | monopol* antimonopolio
privatise: privatis* privatiz* | privatiz*
nationalise: nationalis* nationaliz* expropriat* | nacionaliz* expropi* estatiz*
quarter: quarterly third_quarter first_quarter second_quarter fourth_quarter | \
trimestr* primer_trimestre segundo_trimestre tercer_trimestre cuarto_trimestre
gross domestic product: gdp gross_domestic_product | pib producto_interno_bruto producto_interior_bruto
product recall: recalled_vehicles recall | llamado_a_revision llamada_a_revision retira_del_mercado \
retiro_del_mercado retirada_del_mercado llaman_a_revision llamo_a_revision llaman_a_revisar retiran_del_mercado \
retiro_de_producto
picket: picket* | piquete piquetero
wage talks: wage_talks pay_talks collective_bargaining wage_negotiations wage_dispute pay_dispute pay_offer \
wage_offer | paritaria paritarias negociacion_colectiva negociacion_salarial revision_salarial mesa_salarial \
conflicto_salarial oferta_salarial
overtime: overtime | horas_extras hora_extra
working hours: working_hours working_week workweek workday four_day_week | jornada_laboral semana_laboral \
jornada_de_trabajo
hire: hire hires hired hiring recruit* | contrata contratan contratara contrataron contratacion reclut*
workplace: workplace | lugar_de_trabajo centro_de_trabajo
severance: severance | liquidacion_laboral finiquito
informal work: informal_economy informal_worker street_vendor | informalidad ambulante vendedor_ambulante
tourism: tourism tourist holidaymaker | turis*
hotel: hotel hotelier | hotel* hotelero
restaurant: restaurant | restaurante
beer: beer brewer brewery | cerveza cervecer*
wine: wine winery vineyard | vino vinicola vinedo bodega_de_vino
tobacco: tobacco cigarette vaping smoker smoking | tabaco cigarrillo cigarro vapeo fumador fumar
toy: toy | juguete juguetero
clothes: clothes clothing garment fashion | ropa moda prenda vestimenta
furniture: furniture | mueble
cryptocurrency: bitcoin crypto cryptocurrency | bitcoin cripto criptomoneda criptoactivo
"""
