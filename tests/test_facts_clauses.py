"""What the clause of a value takes back: it denies it far from it, turns against it, or ends it, in six languages."""

from __future__ import annotations

import pytest

from jsonsynth.facts import verify

HOTEL = (
    "Extract {booking_number:string, hotel:string} from the text.",
    '{"booking_number":"H-7","hotel":"Roma Palace"}',
)
SENDER = ("Extract {message_id:string, from:string} from the text.", '{"from":"Ana Costa","message_id":"MSG-7"}')
CITY = ("Extract {full_name:string, city:string} from the text.", '{"city":"Roma","full_name":"Ana Costa"}')
SKY = (
    "Extract {station:string, sky:clear|foggy} from the text ("
    + ", ".join(f'"{word}" -> clear' for word in ("clear", "claro", "clair", "klar", "sereno"))
    + ', "foggy" -> foggy, "neblig" -> foggy).',
    '{"sky":"clear","station":"Upper Norfield"}',
)

UNPAID = ("Extract {invoice_number:string, paid:bool} from the text.", '{"invoice_number":"INV-7","paid":false}')
SEAT = ("Extract {booking:string, seat:string} from the text.", '{"booking":"BK-7","seat":"16B"}')

Claim = tuple[str, str]
Rows = list[tuple[Claim, str]]

# what is asked and the label, and a text that does not state it
REFUSED: dict[str, Rows] = {
    "a denial that stands far from the value": [
        (SENDER, "E-mail MSG-7 did not, by any account we have, come from the sender Ana Costa."),
        (SENDER, "E-mail MSG-7 was at no point written by the sender Ana Costa."),
        (SENDER, "A mensagem MSG-7 em nenhum momento foi enviada pela remetente Ana Costa."),
        (SENDER, "El mensaje MSG-7 jamás fue enviado por la remitente Ana Costa."),
        (SENDER, "Le message MSG-7 n'a pourtant été envoyé à aucun moment par l'expéditrice Ana Costa."),
        (SENDER, "Die E-Mail MSG-7 kam nachweislich niemals von der Absenderin Ana Costa."),
        (SENDER, "Die E-Mail MSG-7 stammt von Ana Costa mit Sicherheit nicht."),
        (SENDER, "Il messaggio MSG-7 non proviene affatto dalla mittente Ana Costa."),
    ],
    "all but the value": [
        (HOTEL, "Booking H-7 is valid in every house except the hotel Roma Palace."),
        (HOTEL, "A reserva H-7 vale em todas as casas, exceto no hotel Roma Palace."),
        (HOTEL, "La reserva H-7 vale para todas las casas salvo el hotel Roma Palace."),
        (HOTEL, "La réservation H-7 vaut partout sauf à l'hôtel Roma Palace."),
        (HOTEL, "Die Buchung H-7 gilt überall außer im Hotel Roma Palace."),
        (HOTEL, "La prenotazione H-7 vale ovunque tranne che all'hotel Roma Palace."),
    ],
    "what a but turns against": [
        (SKY, "Upper Norfield station announced a clear sky but got fog."),
        (SKY, "A estação Upper Norfield anunciou céu claro, mas ele fechou."),
        (SKY, "La estación Upper Norfield anunció cielo claro, pero se cerró."),
        (SKY, "La station Upper Norfield annonçait un ciel clair, mais il s'est couvert."),
        (SKY, "Die Station Upper Norfield meldete klar, doch dann kam Nebel."),
        (SKY, "La stazione Upper Norfield annunciava cielo sereno, ma poi si è coperto."),
    ],
    "what a but turns against behind a comma": [
        (SENDER, "E-mail MSG-7 was to come from the sender Ana Costa, but a colleague wrote it."),
        (SENDER, "A mensagem MSG-7 devia vir da remetente Ana Costa, mas veio de um colega."),
        (SENDER, "El mensaje MSG-7 iba a ser de la remitente Ana Costa, pero lo mandó un colega."),
        (SENDER, "Le message MSG-7 devait venir de l'expéditrice Ana Costa, mais un collègue l'a écrit."),
        (SENDER, "Die E-Mail MSG-7 sollte von der Absenderin Ana Costa kommen, kam aber vom Kollegen."),
        (SENDER, "Il messaggio MSG-7 doveva venire dalla mittente Ana Costa, ma lo ha scritto un collega."),
    ],
    "what is denied twice": [
        (UNPAID, "Invoice INV-7 is no longer unpaid."),
        (UNPAID, "A fatura INV-7 já não está em aberto."),
        (UNPAID, "La factura INV-7 ya no está sin pagar."),
        (UNPAID, "La facture INV-7 ne reste plus impayée."),
        (UNPAID, "Die Rechnung INV-7 ist nicht mehr unbezahlt."),
        (UNPAID, "La fattura INV-7 non è più insoluta."),
    ],
    "what somebody says first is wrong": [
        (CITY, "Guest: Ana Costa lives in Roma.\nClerk: That is wrong, she moved."),
        (CITY, "A: Ana Costa mora em Roma.\nB: Isso está errado, ela saiu de lá."),
        (CITY, "A: Ana Costa vive en Roma.\nB: Eso no es así, se mudó."),
        (CITY, "A: Ana Costa habite à Roma.\nB: C'est faux, elle a déménagé."),
        (CITY, "A: Ana Costa wohnt in Roma.\nB: Das stimmt nicht, sie ist umgezogen."),
        (CITY, "A: Ana Costa abita a Roma.\nB: Non è così, si è trasferita."),
    ],
    "what stands beside a value": [
        (SEAT, "Booking BK-7 has the seat behind 16B."),
        (SEAT, "A reserva BK-7 tem o assento atrás de 16B."),
        (SEAT, "La reserva BK-7 tiene el asiento detrás de 16B."),
        (SEAT, "La réservation BK-7 a la place derrière 16B."),
        (SEAT, "Die Buchung BK-7 hat den Sitzplatz hinter 16B."),
        (SEAT, "La prenotazione BK-7 ha il posto dietro 16B."),
    ],
    "what was so until something happened": [
        (CITY, "Ana Costa had her home in Roma until the birth of her son."),
        (CITY, "Ana Costa viveu em Roma até o ano passado."),
        (CITY, "Ana Costa vivió en Roma hasta que nació su hijo."),
        (CITY, "Ana Costa a vécu à Roma jusqu'à la naissance de son fils."),
        (CITY, "Ana Costa lebte bis zur Geburt ihres Sohnes in Roma."),
        (CITY, "Ana Costa lebte in Roma bis zum Sommer."),
        (CITY, "Ana Costa ha vissuto a Roma fino alla nascita del figlio."),
    ],
}

# what is stated for all that
STATED: Rows = [
    (SENDER, "Review no doubt comes later. E-mail MSG-7 was written by the sender Ana Costa."),
    (SENDER, "E-mail MSG-7 is without doubt from the sender Ana Costa."),
    (SENDER, "O e-mail MSG-7 é, sem dúvida, da remetente Ana Costa."),
    (SENDER, "El mensaje MSG-7 es sin duda de la remitente Ana Costa."),
    (SENDER, "O e-mail foi salvo com o número MSG-7 e veio da remetente Ana Costa."),
    (SKY, "At Upper Norfield station the sky is not foggy but clear."),
    (SKY, "An der Station Upper Norfield ist der Himmel nicht neblig, sondern klar."),
    (SKY, "An der Station Upper Norfield ist der Himmel klar."),
    (SKY, "La station Upper Norfield annonce un ciel clair."),
    (CITY, "Ana Costa does not work and lives in Roma."),
    (CITY, "Ana Costa grew up somewhere else but lives in Roma."),
    (CITY, "Ana Costa lives in Roma and grew up somewhere else, but the notes say no more."),
    (UNPAID, "Invoice INV-7 is still unpaid."),
    (UNPAID, "La facture INV-7 n'est pas payée."),
    (UNPAID, "Die Rechnung INV-7 ist noch nicht bezahlt."),
    (SEAT, "Booking BK-7 has the seat 16B."),
]


@pytest.mark.parametrize(("claim", "text"), [row for rows in REFUSED.values() for row in rows])
def test_what_a_clause_takes_back_is_not_stated(claim: Claim, text: str) -> None:
    assert verify(claim[0], text, claim[1])


@pytest.mark.parametrize(("claim", "text"), STATED)
def test_what_a_clause_leaves_standing_is_stated(claim: Claim, text: str) -> None:
    assert not verify(claim[0], text, claim[1])
