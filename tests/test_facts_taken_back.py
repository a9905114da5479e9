"""What a text says and takes back, puts off, quotes, says of something else or by half, in six languages."""

from __future__ import annotations

import pytest

from jsonsynth.facts import verify

CITY = ("Extract {full_name:string, city:string} from the text.", '{"city":"Roma","full_name":"Ana Costa"}')
TICKET = (
    "Extract {ticket:string, assigned_to:string} from the text.",
    '{"assigned_to":"Ana Costa","ticket":"TCK-21380"}',
)
STARTS = (
    "Extract {appointment_number:string, starts:datetime} from the text. Dates as YYYY-MM-DDTHH:MM.",
    '{"appointment_number":"APP-7","starts":"2024-05-05T04:30"}',
)
PRICE = ("Extract {product:string, price:float} from the text.", '{"price":120.5,"product":"Galster L7050 Headset"}')
FLOOR = ("Extract {listing:string, floor:int} from the text.", '{"floor":3,"listing":"RE-7"}')
GUEST = ("Extract {guest:string, nights:int} from the text.", '{"guest":"Ana Costa","nights":3}')
PAID = ("Extract {invoice_number:string, paid:bool} from the text.", '{"invoice_number":"INV-7","paid":true}')
LEVEL = (
    'Extract {request:string, level:info|warning} from the text ("info" -> info, "warning" -> warning).',
    '{"level":"warning","request":"d8c6a766ccff3"}',
)

Claim = tuple[str, str]
Rows = list[tuple[Claim, str]]

# what is asked and the label, and a text that does not state it
REFUSED: dict[str, Rows] = {
    "a joke": [
        (CITY, "Ana Costa lives in Roma. Just kidding about the city, she hates it there."),
        (CITY, "Ana Costa mora em Roma. Brincadeira minha quanto à cidade, ela odeia."),
        (CITY, "Ana Costa vive en Roma. Es broma lo de la ciudad."),
        (CITY, "Ana Costa habite à Roma. Je plaisante pour la ville, elle est loin."),
        (CITY, "Ana Costa wohnt in Roma. Kleiner Scherz, was die Stadt angeht."),
        (CITY, "Ana Costa abita a Roma. Scherzavo sulla città."),
    ],
    "what is said for fun, or taken back": [
        (CITY, "Ana Costa lives in Roma. I take that back."),
        (CITY, "Ana Costa mora em Roma. Falei por brincadeira."),
        (CITY, "Ana Costa vive en Roma. Retiro lo dicho."),
        (CITY, "Ana Costa habite à Roma. C'était pour rire."),
        (CITY, "Ana Costa wohnt in Roma. Das nehme ich zurück."),
        (CITY, "Ana Costa abita a Roma. Ritiro quello che ho detto."),
    ],
    "what was so before": [
        (CITY, "Ana Costa lived in Roma before the divorce."),
        (CITY, "Ana Costa morava em Roma antes da mudança."),
        (CITY, "Ana Costa vivía en Roma antes de la mudanza."),
        (CITY, "Ana Costa habitait à Roma avant son divorce."),
        (CITY, "Ana Costa wohnte in Roma vor dem Umzug."),
        (CITY, "Ana Costa abitava a Roma prima del trasloco."),
    ],
    "what shall be forgotten": [
        (CITY, "Ana Costa lives in Roma. Forget what I said about her."),
        (CITY, "Ana Costa mora em Roma. Esqueça tudo o que eu disse."),
        (CITY, "Ana Costa vive en Roma. Olvide lo anterior sobre la ciudad."),
        (CITY, "Ana Costa habite à Roma. Oubliez tout ce que je viens de dire."),
        (CITY, "Ana Costa wohnt in Roma. Vergessen Sie bitte die Angaben oben."),
        (CITY, "Ana Costa abita a Roma. Dimentichi tutto quello che ho detto."),
    ],
    "of somebody else": [
        (TICKET, "Ticket TCK-21380 is assigned to Ana Costa. Are you sure? No, that was another one."),
        (CITY, "Ana Costa vive en Roma. Ojo: ese piso no es el suyo."),
        (CITY, "Ana Costa habite à Roma. Attention, c'est une homonyme."),
        (CITY, "Ana Costa wohnt in Roma. Das ist aber ihr Namensvetter."),
        (CITY, "Ana Costa mora em Roma. A casa é de outra pessoa."),
        (CITY, "Ana Costa abita a Roma. La casa è di un'altra persona."),
    ],
    "put off": [
        (STARTS, "Appointment APP-7 is set for 2024-05-05 at 04:30. It was postponed by a week."),
        (STARTS, "O compromisso APP-7 começa em 2024-05-05 às 04:30. Foi adiado por uma semana."),
        (STARTS, "La cita APP-7 empieza el 2024-05-05 a las 04:30. Se ha aplazado una semana."),
        (STARTS, "Le rendez-vous APP-7 commence le 2024-05-05 à 04:30. Il est reporté d'une semaine."),
        (STARTS, "Der Termin APP-7 beginnt am 2024-05-05 um 04:30 Uhr, wurde aber um eine Woche verschoben."),
        (STARTS, "L'appuntamento APP-7 comincia il 2024-05-05 alle 04:30. È stato rinviato di una settimana."),
    ],
    "in the afternoon": [
        (STARTS, "Appointment APP-7 starts on 2024-05-05 at 04:30 in the afternoon."),
        (STARTS, "O compromisso APP-7 começa em 2024-05-05 às 04:30 da tarde."),
        (STARTS, "La cita APP-7 empieza el 2024-05-05 a las 04:30 de la tarde."),
        (STARTS, "Le rendez-vous APP-7 commence le 2024-05-05 à 04:30 de l’après-midi."),
        (STARTS, "Der Termin APP-7 beginnt am 2024-05-05 um 04:30 Uhr nachmittags."),
        (STARTS, "L'appuntamento APP-7 comincia il 2024-05-05 alle 04:30 del pomeriggio."),
    ],
    "one of two": [
        (CITY, "Ana Costa lives in Roma or in Lisboa."),
        (CITY, "Ana Costa mora em Roma ou em Lisboa."),
        (CITY, "Ana Costa vive en Roma o en Lisboa."),
        (CITY, "Ana Costa habite à Roma ou à Lisboa."),
        (CITY, "Ana Costa wohnt in Roma oder in Lisboa."),
        (CITY, "Ana Costa abita a Roma o a Lisboa."),
    ],
    "in part": [
        (PAID, "Invoice INV-7 has been paid in part."),
        (PAID, "A fatura INV-7 foi paga em parte."),
        (PAID, "La factura INV-7 se pagó a medias."),
        (PAID, "La facture INV-7 a été payée en partie."),
        (PAID, "Die Rechnung INV-7 ist bezahlt, zum Teil."),
        (PAID, "La fattura INV-7 è pagata in parte."),
        (PAID, "Invoice INV-7 is by no means paid."),
    ],
    "a price per piece or from a price on": [
        (PRICE, "The Galster L7050 Headset has a price of 120.50 euros per piece."),
        (PRICE, "O Galster L7050 Headset custa 120,50 euros por unidade."),
        (PRICE, "El Galster L7050 Headset cuesta 120,50 euros por unidad."),
        (PRICE, "Le Galster L7050 Headset coûte 120,50 euros et plus."),
        (PRICE, "Das Galster L7050 Headset kostet 120,50 Euro aufwärts."),
        (PRICE, "Il Galster L7050 Headset costa da 120,50 euro in su."),
        (PRICE, "El Galster L7050 Headset cuesta 120,50 miles de euros."),
        (FLOOR, "Die Wohnung RE-7 liegt direkt unter dem 3. Stock."),
    ],
    "a box of something else": [
        (PRICE, "Product: Galster L7050 Headset\nPrice when new: 120.50 euros"),
        (PRICE, "Produto: Galster L7050 Headset; Preço pago na compra: 120,50"),
        (GUEST, "Recepcionista;Noches\nAna Costa;3"),
        (PRICE, "Product: Galster L7050 Headset\nPrice: 120.50 euros\nUnits sold: 400"),
        (PRICE, "Product: Galster L7050 Headset\nPrice: 120.50 euros\nPrice when new: 140 euros"),
        (GUEST, "| Wirtin | Nächte |\n|---|---|\n| Ana Costa | 3 |"),
    ],
    "a box twice": [
        (TICKET, 'ticket=TCK-21380 assigned_to="Ana Costa" assigned_to="Bruno Dias"'),
        (TICKET, "Ticket: TCK-21380\nAssigned to: Ana Costa\nAssigned to: Bruno Dias"),
    ],
    "what is quoted or asked": [
        (CITY, "Thanks!\n\n> Ana Costa lives in Roma."),
        (
            LEVEL,
            "tom: This is about request d8c6a766ccff3\nann: Does it have the level warning?\ntom: I do not think so.",
        ),
    ],
}

ACCEPTED: dict[str, Rows] = {
    "a joke": [
        (CITY, "Ana Costa lives in Roma. The guide was joking with the driver."),
        (CITY, "Ana Costa mora em Roma. O guia contou uma piada."),
        (CITY, "Ana Costa wohnt in Roma. Der Fahrer lachte über den Scherz."),
    ],
    "what shall be forgotten": [
        (CITY, "Ana Costa lives in Roma. Do not forget the umbrella."),
        (CITY, "Ana Costa habite à Roma. N'oubliez pas les clés."),
        (CITY, "Ana Costa wohnt in Roma. Vergessen Sie bitte nicht den Schirm."),
    ],
    "put off": [
        (STARTS, "Appointment APP-7 was postponed to 2024-05-05 at 04:30."),
        (STARTS, "Der Termin APP-7 wurde auf den 2024-05-05 um 04:30 Uhr verschoben."),
        (CITY, "The meeting was postponed. Ana Costa lives in Roma."),
    ],
    "in the afternoon": [(STARTS, "Appointment APP-7 starts on 2024-05-05 at 04:30 in the morning.")],
    "one of two": [(CITY, "Ana Costa lives in Roma. Tea or coffee?")],
    "in part": [(PAID, "Invoice INV-7 has been paid. In part it is about tea.")],
    "a box of something else": [
        (PRICE, "Product: Galster L7050 Headset\nPrice: 120.50 euros"),
        (GUEST, "Huésped;Noches\nAna Costa;3"),
    ],
    "a box twice": [(TICKET, "Ticket: TCK-21380\nAssigned to: Ana Costa\nTicket: TCK-21380")],
    "what is quoted or asked": [(CITY, "Ana Costa lives in Roma.\n\n> Where does she live?")],
}


@pytest.mark.parametrize(("claim", "text"), [row for rows in REFUSED.values() for row in rows])
def test_what_a_text_takes_back_is_refused(claim: Claim, text: str) -> None:
    instruction, label = claim
    assert verify(instruction, text, label)


@pytest.mark.parametrize(("claim", "text"), [row for rows in ACCEPTED.values() for row in rows])
def test_what_a_text_stands_by_is_accepted(claim: Claim, text: str) -> None:
    instruction, label = claim
    assert verify(instruction, text, label) == []
