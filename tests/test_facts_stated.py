"""Texts that state a value beside words by which others state none: the verifier accepts the label."""

from __future__ import annotations

import pytest

from jsonsynth.facts import verify
from tests.test_facts_unstated import (
    AGE,
    ATTENDANCE,
    DELIVERED,
    DELIVERY_DATE,
    DUE_DATE,
    REFUNDABLE,
    SALARY,
    SERVINGS,
    SHIPPED,
    TEMPERATURE_C,
    TOTAL,
)

STATED = [
    (AGE, "Ana Costa is 27 years old. If it rains, the walk is off."),
    (AGE, "Ana Costa tem 27 anos. Se chover, ficamos em casa."),
    (AGE, "Ana Costa tiene 27 años. Si llueve, nos quedamos en casa."),
    (AGE, "Ana Costa a 27 ans. S'il pleut, nous restons ici."),
    (AGE, "Ana Costa ist 27 Jahre alt. Wenn es regnet, bleiben wir hier."),
    (AGE, "Ana Costa ha 27 anni. Se piove, restiamo a casa."),
    (AGE, "Ana Costa is 27 years old. The guard supposed that the door was open."),
    (SHIPPED, "Order ORD-1189 has been shipped. I suppose the clerk is on a break."),
    (AGE, "Ana Costa is 27 years old, not 29."),
    (AGE, "Ana Costa tem 27 anos, e não 29."),
    (AGE, "Ana Costa ist nicht 29, sondern 27 Jahre alt."),
    (AGE, "Ana Costa is 27 years old. She does not like rain."),
    (AGE, "It is true that Ana Costa is 27 years old."),
    (AGE, "Es stimmt, dass Ana Costa 27 Jahre alt ist."),
    (TOTAL, "Order ORD-1189 has a total of 120.50 euros. The clerk found the wrong door."),
    (AGE, "Ana Costa is 27 years old. Her brother wishes for a dog."),
    (DELIVERED, "Order ORD-1189 was delivered. The customer hopes for sun."),
    (TOTAL, "Until last week it rained. The total of order ORD-1189 is 120.50 euros."),
    (DELIVERY_DATE, "Parcel KL32253591EB was delivered on 5 May 2024."),
    (DELIVERY_DATE, "Le colis KL32253591EB a été livré le 5 mai 2024."),
    (SHIPPED, "Order ORD-1189 was shipped."),
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
    (SHIPPED, "Order ORD-1189 was shipped. The clerk may sing."),
    (AGE, "Name: Ana Costa\nAge: 27"),
    (AGE, "Nome: Ana Costa\nIdade: 27"),
    (DUE_DATE, "Invoice INV-7 is due on 5 May 2024."),
    (DUE_DATE, "La fattura INV-7 scade il 5 maggio 2024."),
    (REFUNDABLE, "A reserva BK-2220 é reembolsável."),
    (AGE, "The journalist writes a lot. Ana Costa is 27 years old."),
    (AGE, "Ana Costa ist 27 Jahre alt. Die Zeitung liegt auf dem Tisch."),
    (AGE, "Ana Costa is 27 years old. The garden is as long as the road."),
    (AGE, "Ana Costa a 27 ans. La condition est claire."),
    (AGE, "Ana Costa is 27 years old. That is right."),
    (AGE, "Ana Costa tem 27 anos. É verdade."),
    (AGE, "Ana Costa is 27 years old and teaches a pupil."),
    (AGE, "Ana Costa ha 27 anni. La maestra canta."),
    (DELIVERY_DATE, "Parcel KL32253591EB was delivered on 5 May 2024. The lamp failed."),
    (REFUNDABLE, "Booking BK-2220 is refundable. We asked for tea."),
    (ATTENDANCE, "Match MT-0182 drew 45,200 spectators."),
    (AGE, "Ana Costa is 27."),
    (TEMPERATURE_C, "Sensor qx-7 shows a temperature of 21.5 °C."),
    (AGE, "Ana Costa, 27, lives here."),
    (AGE, "Ana Costa is 27 years old and sleeps well."),
]


@pytest.mark.parametrize(("claim", "text"), STATED)
def test_what_a_text_states_beside_such_words_is_accepted(claim: tuple[str, str], text: str) -> None:
    instruction, label = claim
    assert verify(instruction, text, label) == []


# what is asked beside a name, and the text that says it
LOST = [
    ("metier:string?", "J'ai parlé avec Pauline Peltier aujourd'hui. Elle travaille comme cuisinière."),
    ("lugar:string?", "El sensor lnpd-4043 funciona en la piscina y registra 18,5 grados."),
    ("nombreDeUsuario:string?", 'La entrada dice "Configuración recargada" y menciona al usuario wmerform4.'),
    ("color:string?", "Il veicolo WD-5955 brilla in verde. Ha passato la revisione il 2 gennaio 2019."),
]


@pytest.mark.parametrize(("field", "text"), LOST)
def test_what_a_text_states_is_not_missing(field: str, text: str) -> None:
    assert verify(f"Extract {{{field}}}. Omit what is missing.", text, "{}")


# what is asked and the label, and a text in which a verb or a noun behind or before a name tells its role
ROLES = [
    (
        "ticket:string, assignee:string",
        '{"assignee":"Ana Costa","ticket":"TCK-7"}',
        "Ana Costa is the assignee of TCK-7.",
    ),
    (
        "match_id:string, referee:string",
        '{"match_id":"MT-7","referee":"Ana Costa"}',
        "Ana Costa is the referee of MT-7.",
    ),
    (
        "invoice_number:string, buyer:string",
        '{"buyer":"Ulmria Systems","invoice_number":"INV-7"}',
        "Ulmria Systems is the buyer of INV-7.",
    ),
    (
        "job_id:string, company:string",
        '{"company":"Fellumo","job_id":"JOB-7"}',
        "Fellumo is currently recruiting. The job is JOB-7.",
    ),
    ("city:string, country:string", '{"city":"Birchside","country":"Kenya"}', "Birchside is a town in Kenya."),
    ("tracking:string, destination:string", '{"destination":"Roma","tracking":"TR-7"}', "TR-7 is on its way to Roma."),
]


@pytest.mark.parametrize(("asked", "label", "text"), ROLES)
def test_a_role_that_a_verb_or_a_noun_tells_is_known(asked: str, label: str, text: str) -> None:
    assert verify(f"Extract {{{asked}}} from the text.", text, label) == []


# who has it no longer, or of something else, has not the role
OTHER_ROLES = [
    (
        "ticket:string, assignee:string",
        '{"assignee":"Ana Costa","ticket":"TCK-7"}',
        "Ana Costa is not the assignee of TCK-7.",
    ),
    (
        "ticket:string, assignee:string",
        '{"assignee":"Ana Costa","ticket":"TCK-7"}',
        "Ana Costa is the former assignee of TCK-7.",
    ),
    (
        "invoice_number:string, buyer:string",
        '{"buyer":"Ulmria Systems","invoice_number":"INV-7"}',
        "Ulmria Systems imitates the buyer of INV-7.",
    ),
    (
        "city_name:string, mayor:string",
        '{"city_name":"Roma","mayor":"Ana Costa"}',
        "Roma was formerly governed by Ana Costa.",
    ),
]


@pytest.mark.parametrize(("asked", "label", "text"), OTHER_ROLES)
def test_a_role_that_somebody_has_no_longer_is_not_stated(asked: str, label: str, text: str) -> None:
    assert verify(f"Extract {{{asked}}} from the text.", text, label)
