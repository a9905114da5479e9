"""Texts as people and models word them: what states a label in free words, beside what looks like it and does not."""

from __future__ import annotations

import pytest

from jsonsynth.facts import verify

LIKES = "Extract {name:string, likes:string[]} from the text."
CONTACT = "Extract {full_name:string, phone:string} from the text."
ITEM = "Extract {product_code:string, weight_kg:float, product:string} from the text."
HOME = "Extract {listing:string, city:string, floor:int} from the text."
BORN = """Fill this from the text:
interface Item {
  name: string;
  geburtsdatum: string; // Datum
}
Dates: YYYY-MM-DD."""
ANA = '{"likes":["jazz","old maps","yoga"],"name":"Ana Costa"}'
AT_FIVE = '{"city":"West Fernby","floor":5,"listing":"RE-51820"}'
LEA = '{"geburtsdatum":"1988-04-02","name":"Lea Segebahn"}'
PHONE = '{"full_name":"Ana Costa","phone":"+44-555-0145"}'

STATED = [
    (LIKES, "Ana Costa likes jazz, old maps and yoga, and she works remotely.", ANA),
    (LIKES, "Ana Costa likes jazz, the old maps and yoga.", ANA),
    (LIKES, "Ana Costa likes jazz, old maps and yoga, and her job is in Roma.", ANA),
    (LIKES, "A Ana Costa le gustan el jazz, los mapas antiguos y el yoga.",
     '{"likes":["jazz","mapas antiguos","yoga"],"name":"Ana Costa"}'),
    (LIKES, "Ana Costa gosta de jazz, mapas antigos e ioga e trabalha em casa.",
     '{"likes":["jazz","mapas antigos","ioga"],"name":"Ana Costa"}'),
    (CONTACT, "This is about Ana Costa, and if you need to reach her, her phone is +44-555-0145.", PHONE),
    (CONTACT, "Ana Costa, whose phone is +44-555-0145, has called.", PHONE),
    ("Extract {owner:string, plate:string} from the text.",
     "The owner, Ruth Murillo, was very friendly. The plate is FX-2904.", '{"owner":"Ruth Murillo","plate":"FX-2904"}'),
    ("Extract {passenger:string, booking:string} from the text.", "Ana Costa is the passenger on booking BK-57312.",
     '{"booking":"BK-57312","passenger":"Ana Costa"}'),
    ("Extract {sensor:string, quality:good|faulty} from the text.",
     "The sensor uvrg-8561 gives data of the quality faulty.", '{"quality":"faulty","sensor":"uvrg-8561"}'),
    ("Extract {town:string, country:string} from the text.", "West Fernby is a town in India.",
     '{"country":"India","town":"West Fernby"}'),
    ("Extract {kilometrage:int, prix:float} from the text.",
     "La voiture a un kilométrage de 15 358. Le prix est de 37 093,25.", '{"kilometrage":15358,"prix":37093.25}'),
    (ITEM, "1) Product code: FZ-0180\n2) Weight: 22.73 kg\n3) Product: Lamp Velka",
     '{"product_code":"FZ-0180","product":"Lamp Velka","weight_kg":22.73}'),
    (HOME, "Listing | City | Floor\nRE-51820 | West Fernby | 5", AT_FIVE),
    (BORN, "Lea Segebahn wurde am 2. April 1988 geboren.", LEA),
    ("Ich brauche rechnungsnummer (Text) und bezahlt (wahr oder falsch) aus dem Text.",
     "Die Rechnung INV-402 ist bezahlt.", '{"bezahlt":true,"rechnungsnummer":"INV-402"}'),
]  # fmt: skip

UNSTATED = [
    (LIKES, "Ana Costa likes jazz, old maps and yoga and chess.", ANA, "list-differs"),
    (LIKES, "Ana Costa likes jazz, old maps, yoga and chess.", ANA, "list-differs"),
    (LIKES, "Ana Costa likes jazz, the old maps and yoga classes.", ANA, "list-differs"),
    (LIKES, "Ana Costa likes jazz, old maps and yoga with friends.", ANA, "list-differs"),
    (CONTACT, "This is about Ana Costa, and if she agrees, her phone is +44-555-0145.", PHONE, "hedged"),
    (CONTACT, "Ana Costa, whose sister has the phone +44-555-0145, has called.", PHONE, "hedged"),
    ("Extract {owner:string, plate:string} from the text.", "The owner, Ruth Murillo's brother, has the plate FX-2904.",
     '{"owner":"Ruth Murillo","plate":"FX-2904"}', "hedged"),
    ("Extract {passenger:string, booking:string} from the text.",
     "Ana Costa is the sister of the passenger on booking BK-57312.", '{"booking":"BK-57312","passenger":"Ana Costa"}',
     "hedged"),
    (HOME, "Listing | City | Floor\nRE-51820 | 5 | West Fernby", AT_FIVE,
     "wrong-role"),
    (BORN, "Lea Segebahn wurde nicht am 2. April 1988 geboren.", LEA,
     "negated"),
]  # fmt: skip


@pytest.mark.parametrize(("instruction", "text", "label"), STATED)
def test_what_states_a_label_in_free_words_is_proved(instruction: str, text: str, label: str) -> None:
    assert verify(instruction, text, label) == []


@pytest.mark.parametrize(("instruction", "text", "label", "rule"), UNSTATED)
def test_what_looks_like_it_is_not(instruction: str, text: str, label: str, rule: str) -> None:
    assert rule in {one.rule for one in verify(instruction, text, label)}
