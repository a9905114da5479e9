"""What a form says of something else: boxes of another name, boxes that hold more, headings, objections of a reader."""

from __future__ import annotations

import pytest

from jsonsynth.facts import verify

SEAT = (
    "Extract {booking_reference:string, destination:string, seat_number:string} from the text.",
    '{"booking_reference":"BK-7","destination":"Roma","seat_number":"12A"}',
)
CLERK = (
    "Extract {ticket:string, assigned_to:string} from the text.",
    '{"assigned_to":"Ana Costa","ticket":"TCK-21380"}',
)
SKILLS = (
    "Extract {full_name:string, skills:string[]} from the text.",
    '{"full_name":"Ana Costa","skills":["law","SQL"]}',
)
LEVEL = (
    'Extract {request:string, level:info|warning} from the text ("info" -> info, "warning" -> warning).',
    '{"level":"warning","request":"d8c6a766ccff3"}',
)
PAID = ("Extract {invoice_number:string, paid:bool} from the text.", '{"invoice_number":"INV-7","paid":true}')

Claim = tuple[str, str]
Rows = list[tuple[Claim, str]]

# what is asked and the label, and a text that does not state it
REFUSED: dict[str, Rows] = {
    "a box of something else": [
        (CLERK, "Ticket: TCK-21380\nTaken from: Ana Costa"),
        (CLERK, "Ticket: TCK-21380\nNever assigned to: Ana Costa"),
        (CLERK, "Ticket: TCK-21380\nVorheriger Bearbeiter: Ana Costa"),
        (CLERK, "Chamado: TCK-21380\nResponsável afastada: Ana Costa"),
        (CLERK, "Incidencia: TCK-21380\nResponsable saliente: Ana Costa"),
        (CLERK, "Demande : TCK-21380\nAncienne responsable : Ana Costa"),
        (CLERK, "Richiesta: TCK-21380\nResponsabile uscente: Ana Costa"),
        (LEVEL, "request=d8c6a766ccff3 suppressed_level=warning"),
        (SKILLS, "Full name: Ana Costa\nSkills to acquire: law, SQL"),
    ],
    "a box that holds more": [
        (CLERK, "Ticket: TCK-21380\nAssigned to: colleague of Ana Costa"),
        (CLERK, "| Ticket | Assigned to |\n|---|---|\n| TCK-21380 | deputy for Ana Costa |"),
        (SEAT, "Booking reference: BK-7\nDestination: outside Roma\nSeat number: 12A"),
        (LEVEL, "Request: d8c6a766ccff3\nLevel: warning, lowered since"),
        (LEVEL, "Request: d8c6a766ccff3\nLevel: less than warning"),
        (PAID, "Invoice number: INV-7\nPaid: yes, or so it seemed"),
        (PAID, "invoice_number=INV-7 paid=true?"),
    ],
    "a heading of something else": [
        (SEAT, "Booking reference: BK-7\nDestination: Roma\n\nReturn trip\n\nSeat number: 12A"),
        (SEAT, "Booking reference: BK-7\nDestination: Roma\n\nSeat of the other traveller:\nSeat number: 12A"),
    ],
    "somebody objects": [
        (CLERK, "kim: Ticket TCK-21380 is assigned to Ana Costa.\nlee: No, they gave it to somebody in Basel."),
        (CLERK, "kim: Ticket TCK-21380 is assigned to Ana Costa.\nlee: Oh no, that was the one before."),
        (CLERK, "kim: Das Ticket TCK-21380 wurde Ana Costa zugewiesen.\nlee: Nein, das hat jemand anderes."),
    ],
    "a list that is taken back": [
        (SKILLS, "Ana Costa was formerly skilled in law and SQL."),
        (SKILLS, "Ana Costa has never been skilled in law and SQL."),
        (SKILLS, "Ana Costa quit law and SQL, which she was never skilled in."),
    ],
}

STATED: Rows = [
    (SEAT, "Booking reference: BK-7\nDestination: Roma\nSeat number: 12A"),
    (SEAT, "YOUR TRIP\n\nBooking reference: BK-7\nDestination: Roma\nSeat number: 12A\n\nHave a good flight."),
    (CLERK, "kim: Ticket TCK-21380 is assigned to Ana Costa.\nlee: Good, go on."),
    (LEVEL, "Request: d8c6a766ccff3\nLevel: warning"),
    (PAID, "Invoice number: INV-7\nPaid: yes"),
    (SKILLS, "Full name: Ana Costa\nSkills: law, SQL"),
]


@pytest.mark.parametrize(("claim", "text"), [row for rows in REFUSED.values() for row in rows])
def test_what_a_form_says_of_something_else_is_not_stated(claim: Claim, text: str) -> None:
    assert verify(claim[0], text, claim[1])


@pytest.mark.parametrize(("claim", "text"), STATED)
def test_what_a_form_says_plainly_is_stated(claim: Claim, text: str) -> None:
    assert not verify(claim[0], text, claim[1])
