"""Words that the verifier does not know: in the clause of a value they leave it unproved, elsewhere they do no harm."""

from __future__ import annotations

import re

import pytest

from jsonsynth.content import Content, load
from jsonsynth.examples import LANGUAGES
from jsonsynth.facts import verify
from jsonsynth.facts.concepts import plain_words
from jsonsynth.facts.languages import language_of, parted
from jsonsynth.facts.lexicon import lexicon
from jsonsynth.facts.tokens import bare_words

CITY = ("Extract {full_name:string, city:string} from the text.", '{"city":"Roma","full_name":"Ana Costa"}')
BRAND = ("Extract {product:string, brand:string} from the text.", '{"brand":"Kelka","product":"Tripod X8421"}')
EXTRA_TIME = ("Extract {match_id:string, overtime:bool} from the text.", '{"match_id":"MT-7","overtime":true}')
STATUS = (
    "Extract {order_id:string, status:sent|lost} from the text ("
    + ", ".join(f'"{word}" -> sent' for word in ("sent", "enviado", "expédié", "verschickt", "spedito"))
    + ").",
    '{"order_id":"ORD-7","status":"sent"}',
)
AGE = ("Extract {full_name:string, age:int} from the text.", '{"age":41,"full_name":"Ana Costa"}')
KIND = (
    "Extract {event_id:string, event_type:string} from the text.",
    '{"event_id":"EVT-7","event_type":"Stromausfall"}',
)
POWER_CUT = (KIND[0], '{"event_id":"EVT-7","event_type":"panne de courant"}')
TOTAL = ("Extract {invoice_number:string, total:float} from the text.", '{"invoice_number":"INV-7","total":500}')
UNPAID = ("Extract {invoice_number:string, paid:bool} from the text.", '{"invoice_number":"INV-7","paid":false}')
CUSTOMER = ("Extract {order_id:string, customer:string} from the text.", '{"customer":"Ana Costa","order_id":"ORD-7"}')
FREE_FROM = (
    "Extract {listing:string, available_from:date} from the text. Dates as YYYY-MM-DD.",
    '{"available_from":"2024-05-05","listing":"RE-7"}',
)
ROOMS = ("Extract {listing:string, rooms:int} from the text.", '{"listing":"RE-7","rooms":5}')
HEAT = ("Extract {device_id:string, temperature:float} from the text.", '{"device_id":"ab-77","temperature":21.5}')
HOST = ("Extract {home:string, away:string} from the text.", '{"away":"Racing Sala","home":"Deportivo Lira"}')

Claim = tuple[str, str]
Rows = list[tuple[Claim, str]]

# what is asked and the label, and a text that says something else of the value
REFUSED: dict[str, Rows] = {
    "a string": [
        (BRAND, "Tripod X8421 imitates the brand Kelka."),
        (BRAND, "O tripé Tripod X8421 imita os da marca Kelka."),
        (BRAND, "El artículo Tripod X8421 imita los de la marca Kelka."),
        (BRAND, "L'article Tripod X8421 imite ceux de la marque Kelka."),
        (BRAND, "Der Artikel Tripod X8421 ahmt die Marke Kelka nach."),
        (BRAND, "L'articolo Tripod X8421 imita quelli della marca Kelka."),
        (CITY, "Ana Costa detests the city of Roma."),
        (CITY, "Ana Costa commutes daily past the city of Roma."),
        (CITY, "Ana Costa is curious about the city of Roma."),
        (BRAND, "Tripod X8421 is a lot like the brand Kelka."),
        (BRAND, "Tripod X8421 comments on the brand Kelka."),
        (BRAND, "The sturdy Tripod X8421 is as stylish as the brand Kelka."),
        (CITY, "Ana Costa schaut sich die Stadt Roma an."),
        (CITY, "Ana Costa wird in Roma wohnen."),
        (CITY, "Ana Costa est ravie de la ville de Roma."),
        (CITY, "Ana Costa va habiter à Roma."),
        (BRAND, "Der Artikel Tripod X8421 ist hochwertiger als die Marke Kelka."),
        (BRAND, "L'article Tripod X8421 est aussi solide que la marque Kelka."),
        (CITY, "Ana Costa está de paso por la ciudad de Roma."),
        (CITY, "Ana Costa está de passagem pela cidade de Roma."),
        (CITY, "Ana Costa è di passaggio nella città di Roma."),
    ],
    "a number": [
        (AGE, "Ana Costa babysits a cousin aged 41."),
        (AGE, "Ana Costa would certainly be 41 years old."),
        (AGE, "Ana Costa could already be 41 years old."),
        (AGE, "Ana Costa will finally be 41 years old."),
        (AGE, "Ana Costa was already 41 years old."),
        (AGE, "Ana Costa cuida de um menino com 41 anos de idade."),
        (AGE, "Ana Costa cuida a un anciano que tiene 41 años."),
        (AGE, "Ana Costa promène un chien qui a 41 ans."),
        (AGE, "Ana Costa garde un monsieur qui a 41 ans."),
        (AGE, "Ana Costa nutzt ein System, das 41 Jahre alt ist."),
        (AGE, "Ana Costa pflegt eine Schildkröte, die 41 Jahre alt ist, und eine Katze im Alter von 41 Jahren."),
        (AGE, "Ana Costa accudisce un pappagallo di 41 anni."),
    ],
    "a flag": [
        (EXTRA_TIME, "The match MT-7 narrowly escaped overtime."),
        (EXTRA_TIME, "A partida MT-7 escapou da prorrogação."),
        (EXTRA_TIME, "El partido MT-7 se ahorró la prórroga."),
        (EXTRA_TIME, "Le match MT-7 échappa à la prolongation."),
        (EXTRA_TIME, "Das Spiel MT-7 ersparte allen die Verlängerung."),
        (EXTRA_TIME, "La partita MT-7 evitò i tempi supplementari."),
    ],
    "one of several values": [
        (STATUS, "Order ORD-7 falsely shows as sent."),
        (STATUS, "O pedido ORD-7 finge-se enviado."),
        (STATUS, "El pedido ORD-7 finge estar enviado."),
        (STATUS, "La commande ORD-7 se prétend expédié."),
        (STATUS, "Die Bestellung ORD-7 gibt sich trügerisch als verschickt aus."),
        (STATUS, "L'ordine ORD-7 finge di essere spedito."),
    ],
}

# what leaves a value as it is, in its clause or in another
STATED: Rows = [
    (BRAND, "The caretaker juggled oranges. Tripod X8421 comes from the brand Kelka."),
    (BRAND, "O porteiro cochilava, e o produto Tripod X8421 é da marca Kelka."),
    (CITY, "Ana lives in Roma. Her full name is Ana Costa."),
    (CITY, "Please see some details: the full name is Ana Costa. She currently resides in Roma."),
    (CITY, "Ana Costa reside atualmente em Roma."),
    (CITY, "Ana Costa reside actualmente en Roma."),
    (CITY, "Ana Costa réside actuellement à Roma."),
    (CITY, "Ana Costa wohnt derzeit in Roma."),
    (CITY, "Hallo, kurz die Info: Ana Costa wohnt gerade tatsächlich in Roma."),
    (CITY, "Coucou, je te confirme qu'Ana Costa habite toujours à Roma."),
    (CITY, "Ana Costa risiede attualmente a Roma."),
    (STATUS, "Order ORD-7 is currently marked as sent."),
    (EXTRA_TIME, "The match MT-7 went into overtime."),
    (AGE, "Ana Costa is 41 years old."),
    (AGE, "Oh, luckily Ana Costa is already 41 years old this morning."),
    (STATUS, "Hello, could you check? Could you tell me about order ORD-7, which is currently marked as sent?"),
    (CITY, "She definitely lives in Roma, and unfortunately her full name is just Ana Costa."),
    (BRAND, "The attractive Tripod X8421 really is a wonderful thing of the brand Kelka."),
    (STATUS, "Hello, I am writing because of my order ORD-7, which was finally marked as sent."),
    (ROOMS, "Hi everyone, I just found the charming listing RE-7, which has 5 rooms."),
    # what a person would say of a role, of an amount and of a day
    (KIND, "Der Vorfall EVT-7 ist da, gestern kam es zu einem Stromausfall."),
    (POWER_CUT, "L'incident porte le numéro EVT-7. Nous avons subi une panne de courant."),
    (TOTAL, "Zu INV-7 kam eine Rechnung über 500 Euro."),
    (FREE_FROM, "Das Objekt RE-7 ist ab dem 5. Mai 2024 frei."),
    (UNPAID, "Die Rechnung INV-7 ist da, bezahlt ist sie noch nicht."),
    (CUSTOMER, "Bonjour, Ana Costa a commandé hier. La commande porte le numéro ORD-7."),
    # what people say beside it
    (ROOMS, "Os escribo por la vivienda RE-7. Vemos que dispone de 5 habitaciones, ¡estupendo!"),
    (ROOMS, "Escrevo sobre a casa do anúncio RE-7. Vejo que o imóvel tem 5 quartos."),
    (ROOMS, "Vi scrivo per l'immobile RE-7. Vedo che la casa ha 5 locali."),
    (HEAT, "Hola, el aparato ab-77, que instalamos nosotros, mide 21,5 grados."),
    (HEAT, "O sensor ab-77 captou 21,5 graus, felizmente."),
    (HEAT, "Purtroppo il sensore ab-77 ha misurato 21,5 gradi."),
    (HOST, "El Deportivo Lira recibió al Racing Sala en el partido."),
    (HOST, "Nella partita il Deportivo Lira ha accolto il Racing Sala."),
    # numbers of other things
    (ROOMS, "The listing RE-7 has 5 rooms. Two aquariums stood in the corner."),
    (ROOMS, "O imóvel RE-7 tem 5 cômodos. Havia dois aquários no canto."),
    (ROOMS, "El inmueble RE-7 tiene 5 habitaciones. Había dos acuarios en el rincón."),
    (ROOMS, "Le bien RE-7 compte 5 pièces. Il y avait deux aquariums dans un coin."),
    (ROOMS, "Die Wohnung RE-7 hat 5 Zimmer. In der Ecke standen zwei Aquarien."),
    (ROOMS, "L'immobile RE-7 ha 5 locali. C'erano due acquari in un angolo."),
    (ROOMS, "The listing RE-7 has 5 rooms. The pharmacy downstairs is number 36."),
    (ROOMS, "Listing: RE-7\nRooms: 5\nShelf: 12"),
]

FARE = "Extract {booking:string, currency:string} from the text. Currencies as ISO codes."
# a currency of several nations, or one that became another
CURRENCIES = [
    "Booking BK-7 costs 120.50 dollars and not 99 euros.",
    "A reserva BK-7 custa 120,50 dólares e não 99 euros.",
    "La reserva BK-7 cuesta 120,50 pesos colombianos, no 99 euros.",
    "La réservation BK-7 coûte 120,50 dollars et non 99 euros.",
    "Die Buchung BK-7 kostet 120,50 Kronen und nicht 99 Euro.",
    "La prenotazione BK-7 costa 120,50 dollari e non 99 euro.",
    "[api] booking=BK-7 fare=120.5 currency=EUR->CHF",
]

# a number without any noun may well be a correction, and so may an amount of money or what stands beside a lack
RIVALS: Rows = [
    (ROOMS, "The listing RE-7 has 5 rooms. In the end it is 6."),
    (ROOMS, "O imóvel RE-7 tem 5 cômodos. Afinal são 6."),
    (ROOMS, "El inmueble RE-7 tiene 5 habitaciones. Al final son 6."),
    (ROOMS, "Le bien RE-7 compte 5 pièces. Finalement, c'est 6."),
    (ROOMS, "Die Wohnung RE-7 hat 5 Zimmer. Nun sind es 6."),
    (ROOMS, "L'immobile RE-7 ha 5 locali. Alla fine sono 6."),
    (
        ("Extract {booking:string, fare:float} from the text.", '{"booking":"BK-7","fare":120.5}'),
        "Booking BK-7 has a fare of 120.50 euros. The surcharge makes it 140.00 euros.",
    ),
    (
        (
            "Extract {dish:string, cook_minutes:int?} from the text. Missing: null.",
            '{"cook_minutes":null,"dish":"stew"}',
        ),
        "The dish is called stew. The simmer lasts 20 minutes.",
    ),
]


@pytest.mark.parametrize(("claim", "text"), [row for rows in REFUSED.values() for row in rows])
def test_a_value_in_a_clause_with_a_word_that_is_not_known_is_not_stated(claim: Claim, text: str) -> None:
    assert verify(claim[0], text, claim[1])


@pytest.mark.parametrize(("claim", "text"), STATED)
def test_words_that_are_known_and_things_that_are_not_asked_leave_a_value_stated(claim: Claim, text: str) -> None:
    assert verify(claim[0], text, claim[1]) == []


@pytest.mark.parametrize(("claim", "text"), RIVALS)
def test_a_number_that_may_be_the_value_is_a_rival(claim: Claim, text: str) -> None:
    assert verify(claim[0], text, claim[1])


@pytest.mark.parametrize("text", CURRENCIES)
def test_a_currency_that_is_of_several_nations_or_became_another_is_not_the_one_named_beside_it(text: str) -> None:
    assert verify(FARE, text, '{"booking":"BK-7","currency":"EUR"}')


_FILLED = re.compile(r"%\(\w+\)s")


def _strange(content: Content, language: str) -> set[str]:
    """Words by which facts are told in texts of a language that the verifier does not know there."""
    spoken = language_of(language)
    known = spoken.function | spoken.plain
    found: set[str] = set()
    for book in content.books[f"text_to_json.{language}"].values():
        for section in [one for one in book if "." in one]:
            domain = section.partition(".")[0]
            words = lexicon((domain,), language)
            plain = known.union(plain_words(domain, language))
            for wording in book[section]:
                for word in bare_words(parted(_FILLED.sub("1", wording.form))):
                    bare = word.rstrip("'’")
                    if bare.isalpha() and bare not in plain and not (words.cues(bare, False) or words.cues(bare, True)):
                        found.add(f"{domain}: {bare}")
    return found


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_word_by_which_a_fact_is_told_is_known(language: str) -> None:
    assert not _strange(load(), language), f"enter these under plain in the cues of the domain in {language}"
