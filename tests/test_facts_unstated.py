"""Texts that do not state a value of whom they are about, by kind, and like ones that do."""

from __future__ import annotations

import pytest

from jsonsynth.facts import verify

AGE = ("Extract {name:string, age:int} from the text.", '{"age":27,"name":"Ana Costa"}')
TOTAL = ("Extract {order_number:string, total:float} from the text.", '{"order_number":"ORD-1189","total":120.5}')
STATUS = (
    "Extract {order_number:string, status:pending|packed|shipped|delivered|cancelled} from the text.",
    '{"order_number":"ORD-1189","status":"shipped"}',
)
STATUS_2 = (
    "Extract {order_number:string, status:pending|packed|shipped|delivered|cancelled} from the text.",
    '{"order_number":"ORD-1189","status":"cancelled"}',
)
REPORTED_BY = (
    "Extract {incident_number:string, reported_by:string} from the text.",
    '{"incident_number":"EVT-4412","reported_by":"Henry Vang"}',
)
SALARY = ("Extract {job_title:string, salary:float} from the text.", '{"job_title":"Data Analyst","salary":52000}')
STATUS_3 = (
    "Extract {order_number:string, status:pending|packed|shipped|delivered|cancelled} from the text.",
    '{"order_number":"ORD-1189","status":"delivered"}',
)
STATUS_4 = (
    "Extract {order_number:string, status:pending|packed|shipped|delivered|cancelled} from the text.",
    '{"order_number":"ORD-1189","status":"pending"}',
)
DELIVERY_DATE = (
    "Extract {tracking_number:string, delivery_date:date} from the text. Dates as YYYY-MM-DD.",
    '{"delivery_date":"2024-05-05","tracking_number":"KL32253591EB"}',
)
ATTENDANCE = (
    "Extract {match_number:string, attendance:int} from the text.",
    '{"attendance":45200,"match_number":"MT-0182"}',
)
TEMPERATURE_C = (
    "Extract {sensor:string, temperature_c:float} from the text.",
    '{"sensor":"qx-7","temperature_c":21.5}',
)
SERVINGS = ("Extract {dish:string, servings:int} from the text.", '{"dish":"Lemon Rice","servings":6}')
REFUNDABLE = ("Extract {booking:string, refundable:bool} from the text.", '{"booking":"BK-2220","refundable":true}')
AGE_2 = ("Extract {name:string, age:int} from the text.", '{"age":51,"name":"Ana Costa"}')
AGE_3 = ("Extract {name:string, age:int} from the text.", '{"age":11,"name":"Ana Costa"}')
TEMPERATURE_C_2 = (
    "Extract {sensor:string, temperature_c:float} from the text.",
    '{"sensor":"qx-7","temperature_c":71.5}',
)
ATTENDANCE_2 = (
    "Extract {match_number:string, attendance:int} from the text.",
    '{"attendance":45,"match_number":"MT-0182"}',
)
SALARY_2 = ("Extract {job_title:string, salary:float} from the text.", '{"job_title":"Data Analyst","salary":25}')
DUE_DATE = (
    "Extract {invoice_number:string, due_date:date} from the text. Dates as YYYY-MM-DD.",
    '{"due_date":"2024-05-05","invoice_number":"INV-7"}',
)

# what each text is asked for, the label, and the text, which states no such thing
UNSTATED = {
    "counterfactual": [
        (AGE, "If Ana Costa were 27 years old, she could join the team."),
        (AGE, "Had Ana Costa been 27 years old, the club would have taken her."),
        (AGE, "Se Ana Costa tivesse 27 anos, poderia entrar no time."),
        (AGE, "Si Ana Costa tuviera 27 años, podría entrar en el equipo."),
        (AGE, "Si Ana Costa avait 27 ans, elle pourrait rejoindre le club."),
        (AGE, "Wenn Ana Costa 27 Jahre alt wäre, könnte sie mitspielen."),
        (AGE, "Se Ana Costa avesse 27 anni, potrebbe giocare con noi."),
        (TOTAL, "Order ORD-1189 would total 120.50 euros if the discount had applied."),
        (TOTAL, "Com o desconto, o pedido ORD-1189 teria custado 120,50 euros no total."),
        (TOTAL, "Mit dem Rabatt hätte die Bestellung ORD-1189 insgesamt 120,50 Euro gekostet."),
    ],
    "hypothetical": [
        (AGE, "Suppose Ana Costa is 27 years old."),
        (AGE, "Let us imagine that Ana Costa is 27 years old."),
        (AGE, "Suponhamos que Ana Costa tem 27 anos."),
        (AGE, "Imaginemos que Ana Costa tiene 27 años."),
        (AGE, "Supposons que Ana Costa a 27 ans."),
        (AGE, "Angenommen, Ana Costa ist 27 Jahre alt."),
        (AGE, "Mettiamo che Ana Costa abbia 27 anni."),
        (STATUS, "Assuming order ORD-1189 has been shipped, we can close the case."),
        (STATUS_2, "Unless order ORD-1189 is cancelled, we cannot act."),
    ],
    "negation": [
        (AGE, "Ana Costa is not 27 years old, as reported."),
        (AGE, "Contrary to what was reported, Ana Costa is not 27 years old."),
        (AGE, "Ana Costa não tem 27 anos, como foi noticiado."),
        (AGE, "Ana Costa no tiene 27 años, como se publicó."),
        (AGE, "Ana Costa n'a pas 27 ans, comme on l'a écrit."),
        (AGE, "Ana Costa ist nicht 27 Jahre alt, wie berichtet wurde."),
        (AGE, "Ana Costa non ha 27 anni, come si è scritto."),
        (AGE, "Ana Costa isn't 27 years old."),
        (AGE, "Ana Costa is anything but 27 years old."),
        (STATUS, "Order ORD-1189 has never been shipped."),
        (STATUS, "Die Bestellung ORD-1189 wurde noch nicht versandt."),
        (REPORTED_BY, "Incident EVT-4412 was not reported by Henry Vang."),
        (REPORTED_BY, "L'incident EVT-4412 n'a pas été signalé par Henry Vang."),
        (TOTAL, "The total of order ORD-1189 is no longer 120.50 euros."),
    ],
    "denial": [
        (AGE, "It is false that Ana Costa is 27 years old."),
        (AGE, "É mentira que Ana Costa tem 27 anos."),
        (AGE, "Es falso que Ana Costa tenga 27 años."),
        (AGE, "Il est faux que Ana Costa a 27 ans."),
        (AGE, "Es stimmt nicht, dass Ana Costa 27 Jahre alt ist."),
        (AGE, "Non è vero che Ana Costa ha 27 anni."),
        (AGE, "Ana Costa denies being 27 years old."),
        (AGE, "Nobody believes that Ana Costa is 27 years old."),
        (AGE, "I doubt that Ana Costa is 27 years old."),
        (AGE, "Duvido que Ana Costa tenha 27 anos."),
        (AGE, "The form wrongly says that Ana Costa is 27 years old."),
        (AGE, "Ana Costa is 27 years old. That is wrong."),
        (AGE, "Ana Costa is 27 years old - just kidding."),
        (TOTAL, "Le total de la commande ORD-1189 est de 120,50 euros. C'est une erreur."),
    ],
    "wish": [
        (AGE, "Ana Costa wishes she were 27 years old."),
        (AGE, "If only Ana Costa were 27 years old!"),
        (AGE, "Quem dera Ana Costa tivesse 27 anos."),
        (AGE, "Ojalá Ana Costa tuviera 27 años."),
        (AGE, "Ana Costa aimerait avoir 27 ans."),
        (AGE, "Ana Costa wäre gern 27 Jahre alt."),
        (AGE, "Ana Costa vorrebbe avere 27 anni."),
        (SALARY, "The post of Data Analyst should pay 52,000 euros, the union demands."),
        (STATUS_3, "The customer hopes that order ORD-1189 is delivered."),
        (STATUS_2, "The customer wants order ORD-1189 cancelled."),
    ],
    "claim of another": [
        (AGE, "Bo Meyer claims that Ana Costa is 27 years old."),
        (AGE, "Rumour has it that Ana Costa is 27 years old."),
        (AGE, "Ana Costa is allegedly 27 years old."),
        (AGE, "Dizem que Ana Costa tem 27 anos."),
        (AGE, "Según los rumores, Ana Costa tiene 27 años."),
        (AGE, "Ana Costa aurait 27 ans."),
        (AGE, "Ana Costa soll angeblich 27 Jahre alt sein."),
        (AGE, "A quanto pare Ana Costa avrebbe 27 anni."),
        (AGE, "Ana Costa pretends to be 27 years old."),
        (REPORTED_BY, "Incident EVT-4412 was supposedly reported by Henry Vang."),
    ],
    "old value": [
        (AGE, "Ana Costa used to be 27 years old."),
        (AGE, "Ana Costa was 27 years old when she joined the club in 1998."),
        (AGE, "Ana Costa tinha 27 anos quando se casou."),
        (AGE, "Ana Costa tenía 27 años cuando llegó al pueblo."),
        (AGE, "Ana Costa avait 27 ans à l'époque."),
        (AGE, "Ana Costa war damals 27 Jahre alt."),
        (AGE, "Ana Costa aveva 27 anni quando è partita."),
        (TOTAL, "Until last week, the total of order ORD-1189 was 120.50 euros."),
        (TOTAL, "Der Gesamtbetrag der Bestellung ORD-1189 lag früher bei 120,50 Euro."),
        (TOTAL, "O total do pedido ORD-1189 era antes de 120,50 euros."),
        (STATUS_4, "Order ORD-1189 was pending until Monday."),
        (DELIVERY_DATE, "Parcel KL32253591EB was first due to be delivered on 5 May 2024, but the date has changed."),
        (DELIVERY_DATE, "La date de livraison initiale du colis KL32253591EB était le 5 mai 2024."),
    ],
    "forecast or target": [
        (AGE, "Ana Costa will be 27 years old next year."),
        (AGE, "Ana Costa vai fazer 27 anos."),
        (AGE, "Ana Costa cumplirá 27 años en mayo."),
        (AGE, "Ana Costa aura bientôt 27 ans."),
        (AGE, "Ana Costa wird bald 27 Jahre alt."),
        (AGE, "Ana Costa compirà 27 anni a maggio."),
        (ATTENDANCE, "The club expects match MT-0182 to draw 45,200 spectators."),
        (ATTENDANCE, "Die Zielmarke für das Spiel MT-0182 sind 45.200 Zuschauer."),
        (TEMPERATURE_C, "Sensor qx-7 is set to a target temperature of 21.5 °C."),
        (TEMPERATURE_C, "A temperatura ideal do sensor qx-7 é de 21,5 °C."),
        (TEMPERATURE_C, "La température prévue demain par le capteur qx-7 est de 21,5 °C."),
    ],
    "limit": [
        (AGE, "Ana Costa is at most 27 years old."),
        (AGE, "Ana Costa is over 27 years old."),
        (AGE, "Ana Costa tem mais de 27 anos."),
        (AGE, "Ana Costa tiene menos de 27 años."),
        (AGE, "Ana Costa a au moins 27 ans."),
        (AGE, "Ana Costa ist höchstens 27 Jahre alt."),
        (AGE, "Ana Costa ha non più di 27 anni."),
        (TOTAL, "The total of order ORD-1189 must not exceed 120.50 euros."),
        (TOTAL, "O total do pedido ORD-1189 pode chegar a 120,50 euros."),
        (SALARY, "The post of Data Analyst pays from 52,000 euros."),
        (SALARY, "Die Stelle als Data Analyst bringt ab 52.000 Euro Gehalt."),
        (DELIVERY_DATE, "Parcel KL32253591EB arrives no earlier than 5 May 2024."),
        (DELIVERY_DATE, "El paquete KL32253591EB llegará a partir del 5 de mayo de 2024."),
        (SERVINGS, "The recipe for Lemon Rice serves up to 6 people."),
        (TEMPERATURE_C, "Sensor qx-7 measures temperatures below 21.5 °C."),
    ],
    "approximate": [
        (AGE, "Ana Costa is about 27 years old."),
        (AGE, "Ana Costa is 27-ish."),
        (AGE, "Ana Costa is 27 years old, give or take."),
        (AGE, "Ana Costa tem uns 27 anos."),
        (AGE, "Ana Costa tiene casi 27 años."),
        (AGE, "Ana Costa a environ 27 ans."),
        (AGE, "Ana Costa ist etwa 27 Jahre alt."),
        (AGE, "Ana Costa ha quasi 27 anni."),
        (AGE, "Ana Costa ha 27 anni circa."),
        (TOTAL, "The total of order ORD-1189 comes to 120.50 euros or so."),
        (TOTAL, "O total do pedido ORD-1189 é de 120,50 euros, mais ou menos."),
        (DELIVERY_DATE, "Parcel KL32253591EB will be delivered around 5 May 2024."),
    ],
    "question": [
        (AGE, "Is Ana Costa 27 years old?"),
        (AGE, "Who says that Ana Costa is 27 years old?"),
        (AGE, "Ana Costa tem 27 anos?"),
        (AGE, "¿Ana Costa tiene 27 años?"),
        (AGE, "Ana Costa a-t-elle 27 ans ?"),
        (AGE, "Ist Ana Costa 27 Jahre alt?"),
        (AGE, "Ana Costa ha 27 anni?"),
        (AGE, "We are asking whether Ana Costa is 27 years old."),
        (AGE, "Name: Ana Costa\nAge: 27?"),
        (REFUNDABLE, "Is booking BK-2220 refundable? No answer yet."),
        (REFUNDABLE, "Ob die Buchung BK-2220 erstattbar ist, wird geprüft."),
    ],
    "another's value": [
        (AGE_2, "Name: Ana Costa\nMother's age: 51"),
        (AGE_2, "Ana Costa lives with her mother, who is 51 years old."),
        (AGE_2, "Ana Costa's brother is 51 years old."),
        (AGE_2, "Nome: Ana Costa\nIdade da mãe: 51"),
        (AGE_2, "La madre de Ana Costa tiene 51 años."),
        (AGE_2, "Ana Costa vit avec son frère, âgé de 51 ans."),
        (AGE_2, "Ana Costa hat einen Sohn, der 51 Jahre alt ist."),
        (AGE_2, "Nome: Ana Costa\nEtà del marito: 51"),
        (AGE_2, "Name: Ana Costa\nAlter des Vaters: 51"),
        (AGE_2, "Nombre: Ana Costa\nEdad del perro: 51"),
        (AGE_3, "Ana Costa, whose dog is 11 years old, likes rain."),
        (TOTAL, "Order ORD-1189: the total of the other order is 120.50 euros."),
        (REPORTED_BY, "Incident EVT-4412 was reported by the wife of Henry Vang."),
        (DELIVERY_DATE, "Tracking number: KL32253591EB\nDelivery date of the previous parcel: 2024-05-05"),
        (TOTAL, "Order number: ORD-1189\nTotal last year: 120.50"),
    ],
    "comparison": [
        (AGE, "Ana Costa is three years older than Bo, who is 27."),
        (AGE, "Ana Costa is 27 years older than her dog."),
        (AGE, "Ana Costa é 27 anos mais velha que o irmão."),
        (AGE, "Ana Costa es mayor que su primo, que tiene 27 años."),
        (AGE, "Ana Costa a 27 ans de plus que son frère."),
        (AGE, "Ana Costa ist 27 Jahre älter als ihr Bruder."),
        (AGE, "Ana Costa ha 27 anni più di suo fratello."),
        (AGE, "Ana Costa looks 27 years old."),
        (AGE, "Ana Costa runs like someone who is 27 years old."),
        (TOTAL, "The total of order ORD-1189 is 120.50 euros less than planned."),
        (TOTAL, "The total of order ORD-1189 is twice 120.50 euros."),
        (ATTENDANCE, "Match MT-0182 drew 45,200 more spectators than the last one."),
    ],
    "other unit or part": [
        (AGE, "Ana Costa is 27 months old."),
        (AGE, "Ana Costa tem 27 meses."),
        (AGE, "Ana Costa ist 27 Wochen alt."),
        (TEMPERATURE_C_2, "Sensor qx-7 reads a temperature of 71.5 °F."),
        (TOTAL, "Order ORD-1189 comes to a total of 120.50 euros per person."),
        (TOTAL, "Chaque article de la commande ORD-1189 coûte 120,50 euros."),
        (ATTENDANCE_2, "Match MT-0182 drew an attendance of 45.2 thousand spectators."),
        (ATTENDANCE, "Half of the 45,200 seats were taken at match MT-0182."),
        (SERVINGS, "The recipe for Lemon Rice serves 6 dozen people."),
        (SALARY_2, "The post of Data Analyst pays 25 euros an hour."),
        (TOTAL, "The total of order ORD-1189 rose by 120.50 euros."),
    ],
    "possibility": [
        (AGE, "Ana Costa may be 27 years old."),
        (AGE, "Perhaps Ana Costa is 27 years old."),
        (AGE, "Talvez Ana Costa tenha 27 anos."),
        (AGE, "Quizás Ana Costa tenga 27 años."),
        (AGE, "Ana Costa a peut-être 27 ans."),
        (AGE, "Vielleicht ist Ana Costa 27 Jahre alt."),
        (AGE, "Forse Ana Costa ha 27 anni."),
        (AGE, "Ana Costa is probably 27 years old."),
        (AGE, "Ana Costa must be 27 years old, I guess."),
        (STATUS, "Order ORD-1189 might have been shipped."),
        (REFUNDABLE, "Booking BK-2220 could be refundable."),
        (REFUNDABLE, "La prenotazione BK-2220 potrebbe essere rimborsabile."),
    ],
    "example or placeholder": [
        (AGE, "Name: Ana Costa\nAge (e.g. 27):"),
        (AGE, "Name: Ana Costa\nAge: 27 (placeholder)"),
        (AGE, "Name: Ana Costa\nAge: ~~27~~"),
        (AGE, "Name: Ana Costa\nAge: enter a number such as 27"),
        (AGE, "Ana Costa left the age blank; others wrote, for example, 27."),
        (AGE, "Nome: Ana Costa\nIdade: por exemplo 27"),
        (AGE, "Name: Ana Costa\nAlter: z. B. 27"),
        (AGE, "Ana Costa plays a woman who is 27 years old in the film."),
        (AGE, "Set the age of Ana Costa to 27."),
        (AGE, "Nom : Ana Costa\nÂge : [27 à confirmer]"),
    ],
    "withdrawn or either": [
        (AGE, "Ana Costa is 27 years old, no wait, that was somebody else."),
        (AGE, "Ana Costa is 27 - scratch that."),
        (AGE, "Ana Costa is either 27 or 28 years old."),
        (AGE, "Ana Costa tem entre 25 e 27 anos."),
        (AGE, "Ana Costa tiene de 25 a 27 años."),
        (AGE, "Is Ana Costa 27 years old? No."),
        (DELIVERY_DATE, "Delivery of parcel KL32253591EB on 5 May 2024 was called off."),
        (DELIVERY_DATE, "La entrega del paquete KL32253591EB prevista para el 5 de mayo de 2024 se canceló."),
        (DUE_DATE, "Invoice INV-7 is not payable on 5 May 2024."),
        (DUE_DATE, "La fattura INV-7 non scade il 5 maggio 2024."),
    ],
    "other status close by": [
        (STATUS, "Order ORD-1189 shares a van with one that was shipped."),
        (STATUS, "Once paid, order ORD-1189 will be shipped."),
        (STATUS, "Order ORD-1189 is ready to be shipped."),
        (STATUS_3, "O pedido ORD-1189 deveria ter sido entregue."),
        (STATUS, "El pedido ORD-1189 está a punto de ser enviado."),
        (STATUS_2, "La commande ORD-1189 n'a jamais été annulée."),
        (STATUS_3, "Die Bestellung ORD-1189 hätte geliefert werden sollen."),
        (STATUS, "L'ordine ORD-1189 sta per essere spedito."),
        (REFUNDABLE, "Booking BK-2220 is refundable only if cancelled by Friday."),
        (REFUNDABLE, "Booking BK-2220 was refundable until Friday."),
        (REFUNDABLE, "A reserva BK-2220 deixou de ser reembolsável."),
        (REFUNDABLE, "Contrairement aux autres, qui sont remboursables, la réservation BK-2220 attend."),
    ],
}

STATED = [
    (AGE, "Ana Costa is 27 years old. If it rains, the walk is off."),
    (AGE, "Ana Costa tem 27 anos. Se chover, ficamos em casa."),
    (AGE, "Ana Costa tiene 27 años. Si llueve, nos quedamos en casa."),
    (AGE, "Ana Costa a 27 ans. S'il pleut, nous restons ici."),
    (AGE, "Ana Costa ist 27 Jahre alt. Wenn es regnet, bleiben wir hier."),
    (AGE, "Ana Costa ha 27 anni. Se piove, restiamo a casa."),
    (AGE, "Ana Costa is 27 years old. The guard supposed that the door was open."),
    (STATUS, "Order ORD-1189 has been shipped. I suppose the clerk is on a break."),
    (AGE, "Ana Costa is 27 years old, not 29."),
    (AGE, "Ana Costa tem 27 anos, e não 29."),
    (AGE, "Ana Costa ist nicht 29, sondern 27 Jahre alt."),
    (AGE, "Ana Costa is 27 years old. She does not like rain."),
    (AGE, "It is true that Ana Costa is 27 years old."),
    (AGE, "Es stimmt, dass Ana Costa 27 Jahre alt ist."),
    (TOTAL, "Order ORD-1189 has a total of 120.50 euros. The clerk found the wrong door."),
    (AGE, "Ana Costa is 27 years old. Her brother wishes for a dog."),
    (STATUS_3, "Order ORD-1189 was delivered. The customer hopes for sun."),
    (TOTAL, "Until last week it rained. The total of order ORD-1189 is 120.50 euros."),
    (DELIVERY_DATE, "Parcel KL32253591EB was delivered on 5 May 2024."),
    (DELIVERY_DATE, "Le colis KL32253591EB a été livré le 5 mai 2024."),
    (STATUS, "Order ORD-1189 was shipped."),
    (TEMPERATURE_C, "Sensor qx-7 reads a temperature of 21.5 °C. The room will be painted next week."),
    (ATTENDANCE, "Match MT-0182 drew 45,200 spectators. The club expects rain."),
    (ATTENDANCE, "Das Spiel MT-0182 sahen 45.200 Zuschauer. Der Verein wird das Dach streichen."),
    (AGE, "Ana Costa is exactly 27 years old."),
    (AGE, "Ana Costa tem 27 anos. Mais de um vizinho sorriu."),
    (SERVINGS, "The recipe for Lemon Rice serves 6 people."),
    (SALARY, "The post of Data Analyst pays 52,000 euros."),
    (AGE, "Ana Costa is 27 years old. About the lamp, nobody asked."),
    (AGE, "Ana Costa a 27 ans. Il y avait environ une lampe."),
    (AGE, "How old is Ana Costa? She is 27 years old."),
    (AGE, "Ana Costa tem 27 anos. Alguém viu a lâmpada?"),
    (REFUNDABLE, "Booking BK-2220 is refundable. Does anybody have a pen?"),
    (AGE, "Ana Costa is 27 years old and lives with her mother."),
    (AGE, "Ana Costa is 27 years old. Her mother sings."),
    (AGE, "Name: Ana Costa\nAge: 27\nMother: sings"),
    (AGE, "La madre canta. Ana Costa tiene 27 años."),
    (ATTENDANCE, "Match MT-0182 drew 45,200 spectators. The roof is older than the lamp."),
    (TEMPERATURE_C, "Sensor qx-7 reads a temperature of 21.5 °C."),
    (SERVINGS, "The recipe for Lemon Rice serves 6 people and takes an hour."),
    (AGE, "Ana Costa is 27 years old. Perhaps it rains."),
    (STATUS, "Order ORD-1189 was shipped. The clerk may sing."),
    (AGE, "Name: Ana Costa\nAge: 27"),
    (AGE, "Nome: Ana Costa\nIdade: 27"),
    (DUE_DATE, "Invoice INV-7 is due on 5 May 2024."),
    (DUE_DATE, "La fattura INV-7 scade il 5 maggio 2024."),
    (REFUNDABLE, "A reserva BK-2220 é reembolsável."),
]


@pytest.mark.parametrize(("claim", "text"), [row for rows in UNSTATED.values() for row in rows])
def test_what_a_text_does_not_state_is_refused(claim: tuple[str, str], text: str) -> None:
    instruction, label = claim
    assert verify(instruction, text, label)


@pytest.mark.parametrize(("claim", "text"), STATED)
def test_what_a_text_states_beside_such_words_is_accepted(claim: tuple[str, str], text: str) -> None:
    instruction, label = claim
    assert verify(instruction, text, label) == []
