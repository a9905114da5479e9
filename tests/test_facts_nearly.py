"""Texts that nearly state a label, by what keeps them from it, in six languages; beside them, texts that do."""

from __future__ import annotations

import pytest

from jsonsynth.facts import verify

AGE = ("Extract {name:string, age:int} from the text.", '{"age":27,"name":"Ana Costa"}')
TOTAL = ("Extract {order_number:string, total:float} from the text.", '{"order_number":"ORD-1189","total":120.5}')
LATITUDE = ("Extract {town:string, latitude:float} from the text.", '{"latitude":46.5,"town":"West Fernby"}')
SOUTHERN = ("Extract {town:string, latitude:float} from the text.", '{"latitude":-46.5,"town":"West Fernby"}')
BALANCE = ("Extract {alert_id:string, balance:float} from the text.", '{"alert_id":"AL-751290","balance":286}')
OVERDRAWN = ("Extract {alert_id:string, balance:float} from the text.", '{"alert_id":"AL-751290","balance":-286}')
DELIVERY_DATE = (
    "Extract {tracking_number:string, delivery_date:date} from the text. Dates as YYYY-MM-DD.",
    '{"delivery_date":"2024-05-05","tracking_number":"KL32253591EB"}',
)
BORN = (
    "Extract {name:string, birth_date:date} from the text. Dates as YYYY-MM-DD.",
    '{"birth_date":"1967-07-18","name":"Ana Costa"}',
)
DUE_DATE = (
    "Extract {invoice_number:string, due_date:date} from the text. Dates as YYYY-MM-DD.",
    '{"due_date":"2024-05-05","invoice_number":"INV-7"}',
)

TICKET = (
    "Extract {ticket:string, assigned_to:string} from the text.",
    '{"assigned_to":"Ana Costa","ticket":"TCK-21380"}',
)
BUYER = (
    "Extract {invoice_number:string, buyer:string} from the text.",
    '{"buyer":"Kavsona Foods","invoice_number":"INV-7"}',
)
BUYER_AND = (
    "Extract {invoice_number:string, buyer:string} from the text.",
    '{"buyer":"Kavsona Foods is","invoice_number":"INV-7"}',
)
JOB = ("Extract {name:string, occupation:string} from the text.", '{"name":"Ana Costa","occupation":"teacher"}')
A_JOB = ("Extract {name:string, occupation:string} from the text.", '{"name":"Ana Costa","occupation":"a teacher"}')
LIVES = ("Extract {full_name:string, city:string} from the text.", '{"city":"Roma","full_name":"Ana Costa lives"}')
IN_CITY = ("Extract {full_name:string, city:string} from the text.", '{"city":"in Roma","full_name":"Ana Costa"}')
CITY = ("Extract {full_name:string, city:string} from the text.", '{"city":"Roma","full_name":"Ana Costa"}')
IN_TOWN = ("Extract {full_name:string, city:string} from the text.", '{"city":"Neustadt","full_name":"Ana Costa"}')
WITH_GUEST = (
    "Extract {confirmation:string, guest:string} from the text.",
    '{"confirmation":"H-4411","guest":"Gast Ana Costa"}',
)
AS_BAKER = ("Extract {full_name:string, job:string} from the text.", '{"full_name":"Ana Costa","job":"come fornaia"}')
BY_TRADE = (
    "Extract {name:string, occupation:string} from the text.",
    '{"name":"Ana Costa","occupation":"baker by trade"}',
)
BAKER_AND = (
    "Extract {name:string, occupation:string} from the text.",
    '{"name":"Ana Costa","occupation":"baker and sings"}',
)
SHOWS = ("Extract {full_name:string, job:string} from the text.", '{"full_name":"Akte zeigt Ana Costa","job":"Koch"}')
PAID = ("Extract {invoice_number:string, paid:bool} from the text.", '{"invoice_number":"INV-7","paid":true}')
UNPAID = ("Extract {invoice_number:string, paid:bool} from the text.", '{"invoice_number":"INV-7","paid":false}')
REFUNDABLE = ("Extract {booking:string, refundable:bool} from the text.", '{"booking":"BK-2220","refundable":true}')
NIGHTS = ("Extract {confirmation:string, nights:int} from the text.", '{"confirmation":"H-4411","nights":10}')
GUESTS = ("Extract {confirmation:string, guests:int} from the text.", '{"confirmation":"H-4411","guests":10}')
STAY = (
    "Extract {confirmation:string, nights:int, price:float} from the text.",
    '{"confirmation":"H-4411","nights":14,"price":1283}',
)

Claim = tuple[str, str]
Rows = list[tuple[Claim, str]]

# what is asked and the label, and a text that does not state it
REFUSED: dict[str, Rows] = {
    "minus": [
        (LATITUDE, "The town of West Fernby lies at latitude −46.5."),
        (LATITUDE, "The town of West Fernby lies at latitude –46.5."),
        (LATITUDE, "The town of West Fernby lies at latitude minus 46.5."),
        (LATITUDE, "The town of West Fernby lies at latitude negative 46.5."),
        (LATITUDE, "The town of West Fernby lies at a latitude of minus forty-six point five."),
        (LATITUDE, "The town of West Fernby lies at a negative latitude of 46.5."),
        (LATITUDE, "The town of West Fernby lies at latitude 46.5 south."),
        (LATITUDE, "A localidade West Fernby fica na latitude menos 46,5."),
        (LATITUDE, "La localidad West Fernby tiene la latitud menos 46,5."),
        (LATITUDE, "La ville de West Fernby se trouve à la latitude moins 46,5."),
        (LATITUDE, "Der Ort West Fernby liegt auf der Breite minus 46,5."),
        (LATITUDE, "La località West Fernby si trova alla latitudine meno 46,5."),
        (LATITUDE, "Town: West Fernby\nLatitude: - 46.5"),
        (LATITUDE, "Town: West Fernby\nLatitude: ‑46.5"),
        (BALANCE, "Entry AL-751290 means a new balance of EUR minus 286."),
        (BALANCE, "Entry AL-751290 means a new balance of −€ 286."),
        (BALANCE, "Entry AL-751290 means a new balance of - EUR 286."),
        (BALANCE, "Entry AL-751290 means a new balance of EUR 286-."),
        (BALANCE, "Entry AL-751290 leaves the balance 286 euros in the red."),
        (OVERDRAWN, "Entry AL-751290 means a new balance of EUR 286."),
        (OVERDRAWN, "La operación AL-751290 deja un saldo de al menos 286 EUR."),
    ],
    "a mark of doubt": [
        *((AGE, f"Ana Costa is {mark} 27 years old.") for mark in "<>±~≈≤≥∼"),
        *((AGE, f"Ana Costa is {mark}27 years old.") for mark in "<>±~≈≤≥∓"),
        (AGE, "Ana Costa is +/- 27 years old."),
        (AGE, "Ana Costa is +/-27 years old."),
        (AGE, "Ana Costa is 27 ± 2 years old."),
        (AGE, "Nome: Ana Costa\nIdade: < 27"),
        (TOTAL, "Order ORD-1189 comes to a total of EUR ~ 120.50."),
        (TOTAL, "Order ORD-1189 comes to a total of ~ EUR 120.50."),
        (TOTAL, "Order ORD-1189 comes to a total of £≈ 120.50."),
    ],
    "a hedge behind": [
        (AGE, "Ana Costa is 27 or nearly years old."),
        (AGE, "Ana Costa is 27 years old or close to it."),
        (AGE, "Ana Costa is 27 years old, at a guess."),
        (AGE, "Ana Costa is 27 years old, tops."),
        (AGE, "Ana Costa a 27 ans ou presque."),
        (AGE, "Ana Costa a 27 ou presque ans."),
        (AGE, "Ana Costa a 27 ans à vue de nez."),
        (AGE, "Ana Costa tem 27 ou quase anos."),
        (AGE, "Ana Costa tem 27 anos e tal."),
        (AGE, "Ana Costa tiene 27 años o algo así."),
        (AGE, "Ana Costa tiene 27 años aproximadamente."),
        (AGE, "Ana Costa ist 27 Jahre alt oder fast."),
        (AGE, "Ana Costa ist 27 Jahre alt, Pi mal Daumen."),
        (AGE, "Ana Costa ha 27 anni o quasi."),
        (AGE, "Ana Costa ha 27 anni a occhio e croce."),
        (TOTAL, "The total of order ORD-1189 is 120.50 euros, plus or minus two."),
        (TOTAL, "La commande ORD-1189 coûte au total 120,50 euros, grosso modo."),
        (TOTAL, "Die Bestellung ORD-1189 kostet insgesamt 120,50 Euro höchstens."),
        (TOTAL, "O pedido ORD-1189 custa no total 120,50 euros no máximo."),
    ],
    "another day": [
        (BORN, "Ana Costa was born before 1967-07-18."),
        (BORN, "Ana Costa was born the day after 18 July 1967."),
        (BORN, "Ana Costa was born two weeks before 18 July 1967."),
        (BORN, "Ana Costa nasceu um dia depois de 18 de julho de 1967."),
        (BORN, "Ana Costa nasceu na véspera de 18 de julho de 1967."),
        (BORN, "Ana Costa nació un día después del 18 de julio de 1967."),
        (BORN, "Ana Costa nació poco antes del 18 de julio de 1967."),
        (BORN, "Ana Costa est née le lendemain du 18 juillet 1967."),
        (BORN, "Ana Costa est née avant le 18 juillet 1967."),
        (BORN, "Ana Costa wurde am Tag nach dem 18. Juli 1967 geboren."),
        (BORN, "Ana Costa wurde kurz vor dem 18. Juli 1967 geboren."),
        (BORN, "Ana Costa è nata il giorno dopo il 18 luglio 1967."),
        (BORN, "Ana Costa è nata prima del 18 luglio 1967."),
        (DELIVERY_DATE, "Parcel KL32253591EB arrives within a week of 5 May 2024."),
        (DELIVERY_DATE, "Parcel KL32253591EB arrives the Monday after 5 May 2024."),
        (DELIVERY_DATE, "Le colis KL32253591EB sera livré dans la semaine du 5 mai 2024."),
    ],
    "a string corrected": [
        (TICKET, "Ticket TCK-21380, no, wait, TCK-21310 is assigned to Ana Costa."),
        (TICKET, "Ticket TCK-21380 (TCK-21310?) is assigned to Ana Costa."),
        (TICKET, "Ticket TCK-21380 is assigned to Ana Costa. Correction: TCK-21310."),
        (TICKET, "Ticket TCK-21380 is assigned to Ana Costa. Correction: not Ana Costa, but Bo Meyer."),
        (TICKET, "Ticket TCK-21380 is assigned to Ana Costa, sorry, Bo Meyer."),
        (TICKET, "Ticket TCK-21380 is assigned to Ana Costa. Sorry, I meant Bo Meyer."),
        (TICKET, "A solicitação TCK-21380 está atribuída a Ana Costa. Correção: não é TCK-21380, mas TCK-21310."),
        (TICKET, "A solicitação TCK-21380 está atribuída a Ana Costa, quer dizer, Bruno Dias."),
        (TICKET, "La consulta TCK-21380 está asignada a Ana Costa, perdón, Lola Quiroga."),
        (TICKET, "La demande TCK-21380 est attribuée à Ana Costa. Pardon, je voulais dire Odile Lacombe."),
        (TICKET, "Die Anfrage TCK-21380 ist Ana Costa zugewiesen, nein, Heike Ziegler."),
        (TICKET, "La richiesta TCK-21380 è assegnata a Ana Costa, anzi Piera Bellini."),
    ],
    "a name goes on": [
        *(
            (BUYER, f"Invoice INV-7 is payable by the buyer Kavsona Foods{rest}.")
            for rest in (
                *(" & Sons", " and Sons", " & Co", " & Partners", " and Brothers", " + Partner", ", Inc", ", Ltd"),
                *(" van Dyke", " van der Berg", " de la Cruz", " d'Angelo", " al-Rashid", "-Marsh", " et al"),
            )
        ),
        (BUYER, "A fatura INV-7 está em nome do comprador Kavsona Foods & Filhos."),
        (BUYER, "A fatura INV-7 está em nome do comprador Kavsona Foods e Irmãos."),
        (BUYER, "La factura INV-7 va dirigida al comprador Kavsona Foods y Asociados."),
        (BUYER, "La factura INV-7 va dirigida al comprador Kavsona Foods de los Ríos."),
        (BUYER, "La facture INV-7 est adressée au client Kavsona Foods et Fils."),
        (BUYER, "La facture INV-7 est adressée au client Kavsona Foods de la Tour."),
        (BUYER, "Die Rechnung INV-7 geht an den Käufer Kavsona Foods und Söhne."),
        (BUYER, "Die Rechnung INV-7 geht an den Käufer Kavsona Foods GmbH."),
        (BUYER, "La fattura INV-7 è indirizzata al cliente Kavsona Foods dal Pozzo."),
        (BUYER, "La fattura INV-7 è indirizzata al cliente Kavsona Foods e Figli."),
        *(
            (CITY, f"Ana Costa{rest} lives in Roma.")
            for rest in (" of Windermere", " the Younger", " (Marsh)", " de la Tour")
        ),
        (CITY, "Ana Costa el Viejo vive en Roma."),
        (CITY, "Ana Costa der Jüngere wohnt in Roma."),
        *(
            (IN_TOWN, f"Ana Costa wohnt in Neustadt {rest} und arbeitet als Koch.")
            for rest in ("am See", "im Tal", "an der Ruhr", "auf der Heide", "bei Kiel")
        ),
        (IN_TOWN, "Ana Costa abita a Neustadt sul Naviglio e lavora come cuoca."),
    ],
    "a word too many": [
        (LIVES, "Ana Costa lives in Roma."),
        (IN_CITY, "Ana Costa lives in Roma."),
        (A_JOB, "Ana Costa works as a teacher."),
        (BUYER_AND, "Invoice INV-7 of the buyer Kavsona Foods is paid."),
        (WITH_GUEST, "Die Reservierung H-4411 gilt für den Gast Ana Costa."),
        (AS_BAKER, "Ana Costa lavora come fornaia."),
        (BY_TRADE, "Ana Costa is a baker by trade."),
        (BAKER_AND, "Ana Costa is a baker and sings."),
        (SHOWS, "Die Akte zeigt Ana Costa und nennt als Beruf Koch."),
    ],
    "a whole text that does not hold": [
        (CITY, "If everything had gone to plan, this would hold: Ana Costa lives in Roma."),
        (CITY, "Does anyone know whether this is so: Ana Costa lives in Roma?"),
        (CITY, "It has been disproved that Ana Costa lives in Roma."),
        (CITY, "Ana Costa lives in Roma. None of this is true."),
        (CITY, "Someone once wrongly claimed: it rains. Ana Costa lives in Roma."),
        (CITY, "Qualcuno ha affermato per errore: Ana Costa abita a Roma."),
        (CITY, "Gira voce che Ana Costa abita a Roma."),
        (CITY, "Das hat sich als falsch erwiesen: Ana Costa wohnt in Roma."),
        (CITY, "Man munkelt: Ana Costa wohnt in Roma."),
        (CITY, "On a affirmé par erreur : Ana Costa habite à Roma."),
        (CITY, "Le bruit court que : Ana Costa habite à Roma."),
        (CITY, "Se ha desmentido que Ana Costa vive en Roma."),
        (CITY, "Foi desmentido que Ana Costa mora em Roma."),
        (CITY, "Ana Costa mora em Roma. Nada disto é verdade."),
        (AGE, "Ana Costa is 27 years old. But that has been disproved."),
    ],
    "a fact made less": [
        (PAID, "Invoice INV-7 has almost been paid."),
        (PAID, "Invoice INV-7 should be paid."),
        (PAID, "Invoice INV-7 was supposed to be paid."),
        (PAID, "Invoice INV-7 has been paid?"),
        (PAID, "La facture INV-7 devait être payée."),
        (PAID, "La facture INV-7 est presque payée."),
        (PAID, "Die Rechnung INV-7 ist so gut wie bezahlt."),
        (PAID, "La factura INV-7 está casi pagada."),
        (PAID, "La fattura INV-7 è quasi pagata."),
        (PAID, "A fatura INV-7 está quase paga."),
        (REFUNDABLE, "Booking BK-2220 is far from refundable."),
        (REFUNDABLE, "Booking BK-2220 is refundable in theory."),
    ],
    "another unit": [
        (NIGHTS, "Booking H-4411 is for a stay of 10 weeks."),
        (NIGHTS, "A reserva H-4411 é para uma estadia de 10 semanas."),
        (NIGHTS, "La reserva H-4411 prevé una estancia de 10 semanas."),
        (NIGHTS, "La réservation H-4411 prévoit un séjour de 10 semaines."),
        (NIGHTS, "Die Reservierung H-4411 sieht einen Aufenthalt von 10 Wochen vor."),
        (GUESTS, "Booking H-4411 is for guests of 10 years."),
    ],
}

ACCEPTED: dict[str, Rows] = {
    "minus": [
        (LATITUDE, "The town of West Fernby lies at latitude 46.5."),
        (LATITUDE, "Town: West Fernby\nLatitude: 46.5"),
        (LATITUDE, "- Town: West Fernby\n- Latitude: 46.5"),
        (LATITUDE, "Town – West Fernby\nLatitude – 46.5"),
        (SOUTHERN, "The town of West Fernby lies at latitude -46.5."),
        (SOUTHERN, "The town of West Fernby lies at latitude −46.5."),
        (SOUTHERN, "The town of West Fernby lies at latitude minus 46.5."),
        (SOUTHERN, "A localidade West Fernby fica na latitude menos 46,5."),
        (SOUTHERN, "La ville de West Fernby se trouve à la latitude moins 46,5."),
        (SOUTHERN, "Der Ort West Fernby liegt auf der Breite minus 46,5."),
        (BALANCE, "Entry AL-751290 means a new balance of EUR 286 - the card works."),
        (OVERDRAWN, "Entry AL-751290 means a new balance of EUR minus 286."),
        (OVERDRAWN, "Entry AL-751290 means a new balance of - EUR 286."),
    ],
    "a mark of doubt": [
        (AGE, "Name -> Ana Costa\nAge -> 27"),
        (AGE, "<b>Ana Costa</b> is 27 years old."),
        (AGE, "Ana Costa (27 years old) likes rain + sun."),
        (TOTAL, "Order ORD-1189 comes to a total of £120.50."),
    ],
    "a hedge behind": [
        (AGE, "Ana Costa is 27 years old. It rains more or less all day."),
        (AGE, "Ana Costa is 27 years old or, as she says, free."),
        (AGE, "Ana Costa a 27 ans. Il pleut presque."),
        (AGE, "Ana Costa tem 27 anos. Chove quase sempre."),
        (AGE, "Ana Costa ist 27 Jahre alt. Es regnet fast."),
        (AGE, "Ana Costa ha 27 anni. Piove quasi sempre."),
    ],
    "another day": [
        (BORN, "Ana Costa was born on 18 July 1967."),
        (BORN, "Before lunch I learned that Ana Costa was born on 18 July 1967."),
        (BORN, "Ana Costa nasceu em 18 de julho de 1967, depois de uma tempestade."),
        (BORN, "Ana Costa nació el 18 de julio de 1967, antes de la guerra."),
        (BORN, "Ana Costa est née le 18 juillet 1967 après une tempête."),
        (BORN, "Ana Costa wurde am 18. Juli 1967 nach einem Sturm geboren."),
        (BORN, "Ana Costa è nata il 18 luglio 1967 dopo una tempesta."),
        (DUE_DATE, "Invoice INV-7 is payable by 5 May 2024."),
        (DUE_DATE, "Die Rechnung INV-7 ist spätestens am 5. Mai 2024 zu bezahlen."),
    ],
    "a string corrected": [
        (TICKET, "Sorry for the delay: ticket TCK-21380 is assigned to Ana Costa."),
        (TICKET, "Ticket TCK-21380 is assigned to Ana Costa, no doubt."),
        (TICKET, "I mean... ticket TCK-21380 is assigned to Ana Costa."),
        (TICKET, "Ticket TCK-21380 of booking BK-21310 is assigned to Ana Costa."),
        (TICKET, "Die Anfrage TCK-21380 ist Ana Costa zugewiesen. Entschuldigung für die Eile."),
        (TICKET, "La demande TCK-21380 est attribuée à Ana Costa. Pardon pour le retard."),
    ],
    "a name goes on": [
        (BUYER, "Invoice INV-7 is payable by the buyer Kavsona Foods and was sent in May."),
        (BUYER, "Invoice INV-7 is payable by the buyer Kavsona Foods, and soon."),
        (BUYER, "A fatura INV-7 está em nome do comprador Kavsona Foods e foi paga."),
        (BUYER, "La factura INV-7 va dirigida al comprador Kavsona Foods y está pagada."),
        (BUYER, "La facture INV-7 est adressée au client Kavsona Foods et date de lundi."),
        (BUYER, "Die Rechnung INV-7 geht an den Käufer Kavsona Foods und ist bezahlt."),
        (BUYER, "La fattura INV-7 è indirizzata al cliente Kavsona Foods dal primo maggio."),
        (CITY, "Ana Costa, of all people, lives in Roma."),
        (CITY, "Es wohnt Ana Costa am Montag noch in Roma."),
        (IN_TOWN, "Ana Costa wohnt in Neustadt und ist am Montag da."),
    ],
    "a word too many": [
        (CITY, "Ana Costa lives in Roma."),
        (CITY, "Ana Costa wohnt in Roma."),
        (JOB, "Ana Costa works as a teacher."),
    ],
    "a whole text that does not hold": [
        (CITY, "Ana Costa lives in Roma. None of this changes anything, of course."),
        (CITY, "They say that it rains. Ana Costa lives in Roma."),
        (CITY, "I hope this helps. Ana Costa lives in Roma."),
        (CITY, "Ana Costa mora em Roma. Nada disso muda coisa alguma."),
        (CITY, "Pietro si trova bene, e Ana Costa abita a Roma."),
    ],
    "a fact made less": [
        (PAID, "Invoice INV-7 has been paid. It is almost noon."),
        (PAID, "La facture INV-7 a été payée. Il est presque midi."),
        (PAID, "Die Rechnung INV-7 wurde bezahlt. Es ist fast Mittag."),
        (UNPAID, "La factura INV-7 aún no se ha pagado."),
        (UNPAID, "Invoice INV-7 has not been paid yet."),
        (REFUNDABLE, "Booking BK-2220 may be refunded at any time."),
    ],
    "another unit": [
        (NIGHTS, "Booking H-4411 is for a stay of 10 nights."),
        (NIGHTS, "Die Reservierung H-4411 sieht einen Aufenthalt von 10 Nächten vor."),
        (GUESTS, "Booking H-4411 is for 10 guests."),
        (STAY, "La réservation H-4411 dure 14 nuits et revient à EUR 1\u202f283,00."),
        (STAY, "Booking H-4411 is for 14 nights and sets you back € 1,283."),
    ],
}


@pytest.mark.parametrize(("claim", "text"), [row for rows in REFUSED.values() for row in rows])
def test_what_a_text_nearly_states_is_refused(claim: Claim, text: str) -> None:
    instruction, label = claim
    assert verify(instruction, text, label)


@pytest.mark.parametrize(("claim", "text"), [row for rows in ACCEPTED.values() for row in rows])
def test_what_a_text_states_beside_such_words_is_accepted(claim: Claim, text: str) -> None:
    instruction, label = claim
    assert verify(instruction, text, label) == []
