"""Texts that nearly state a label, by what keeps them from it, in six languages; beside them, texts that do state it."""

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
}


@pytest.mark.parametrize(("claim", "text"), [row for rows in REFUSED.values() for row in rows])
def test_what_a_text_nearly_states_is_refused(claim: Claim, text: str) -> None:
    instruction, label = claim
    assert verify(instruction, text, label)


@pytest.mark.parametrize(("claim", "text"), [row for rows in ACCEPTED.values() for row in rows])
def test_what_a_text_states_beside_such_words_is_accepted(claim: Claim, text: str) -> None:
    instruction, label = claim
    assert verify(instruction, text, label) == []
