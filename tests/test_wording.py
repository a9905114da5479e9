"""The offline realizer: numbers, dates, grammar, domains, layouts."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from itertools import product

import pytest

from jsonsynth.content import load
from jsonsynth.examples import SPLITS, Split
from jsonsynth.facts.languages import languages
from jsonsynth.facts.relative import relative_dates
from jsonsynth.schema import validator
from jsonsynth.seeds import stream
from jsonsynth.wording import (
    LAYOUTS,
    SEVERAL,
    SHARES,
    Domain,
    Fact,
    Story,
    World,
    another,
    domains,
    fact,
    grammar,
    mistaken,
    text_of,
    texts_of,
    world,
)
from jsonsynth.wording.chatter import asides
from jsonsynth.wording.dates import Moment, date_text, defined, moment_text, on_day, relative, spoken_moment
from jsonsynth.wording.habits import Habits
from jsonsynth.wording.numbers import decimal, digits
from jsonsynth.wording.spelling import spell

CONTENT = load()
DOMAINS = domains(CONTENT.books["text_to_json.fields"]["train"], {file.name: file.schema for file in CONTENT.schemas})
LANGUAGES = ("en", "pt", "es", "fr", "de", "it")
LOOSE = ("enum", "datetime")  # said in the language's own words; to the minute where no second is known
GRAMMARS = {
    (language, split): grammar(language, CONTENT.books[f"text_to_json.{language}"][split])
    for language in LANGUAGES
    for split in SPLITS
}

SPELLED = [
    (0, "en", False, "zero"),
    (27, "en", False, "twenty-seven"),
    (105, "en", False, "one hundred five"),
    (105, "en", True, "one hundred and five"),
    (2301, "en", False, "two thousand three hundred one"),
    (999999, "en", False, "nine hundred ninety-nine thousand nine hundred ninety-nine"),
    (100, "pt", False, "cem"),
    (101, "pt", False, "cento e um"),
    (202, "pt", True, "duzentas e duas"),
    (1100, "pt", False, "mil e cem"),
    (1234, "pt", False, "mil duzentos e trinta e quatro"),
    (2005, "pt", False, "dois mil e cinco"),
    (2005, "pt", True, "duas mil e cinco"),
    (16, "es", False, "dieciséis"),
    (31, "es", True, "treinta y una"),
    (221, "es", True, "doscientas veintiuna"),
    (21000, "es", False, "veintiún mil"),
    (100, "es", False, "cien"),
    (71, "fr", False, "soixante et onze"),
    (80, "fr", False, "quatre-vingts"),
    (81, "fr", True, "quatre-vingt-une"),
    (95, "fr", False, "quatre-vingt-quinze"),
    (200, "fr", False, "deux cents"),
    (80201, "fr", False, "quatre-vingt mille deux cent un"),
    (1, "de", False, "eins"),
    (21, "de", True, "einundzwanzig"),
    (1101, "de", True, "tausendhundertein"),
    (23, "it", False, "ventitré"),
    (28, "it", False, "ventotto"),
    (103, "it", False, "centotré"),
    (2001, "it", False, "duemilauno"),
]


@pytest.mark.parametrize(("number", "language", "variant", "words"), SPELLED)
def test_a_number_is_spelled(number: int, language: str, variant: bool, words: str) -> None:
    assert spell(number, language, variant) == words


def test_digits_are_grouped_as_the_language_does() -> None:
    assert (digits(1234567, "en"), digits(1234567, "pt"), digits(999, "en")) == ("1,234,567", "1.234.567", "999")
    assert (decimal(1299.5, "en", 2), decimal(1299.5, "pt", 2)) == ("1,299.50", "1.299,50")
    assert (decimal(-0.25, "en"), decimal(-0.25, "pt"), decimal(12.5, "pt")) == ("-0.25", "-0,25", "12,5")


def _readings(text: str) -> set[str]:
    """Every date that three numbers between marks can mean: year first, day first, month first."""
    parts = [int(part) for part in re.split(r"\D", text)]
    orders = ((0, 1, 2),) if parts[0] > 31 else ((2, 1, 0), (2, 0, 1))
    found = ([parts[place] for place in order] for order in orders)
    return {f"{year}-{month:02}-{day:02}" for year, month, day in found if month <= 12}


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_date_in_figures_has_one_reading(language: str) -> None:
    for day in range(1, 29):
        moment = Moment(2024, 3, day, 13, 5)
        texts = {date_text(Habits(stream(0, language, day, number), {}), moment, language) for number in range(20)}
        for text in texts:
            assert any(char.isalpha() for char in text) or _readings(text) == {moment.date}


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_point_in_time_says_its_date_and_its_time(language: str) -> None:
    for number in range(60):
        moment = Moment(2024, 3, 17, 13, 5)
        written = moment_text(Habits(stream(1, number), {}), moment, language)
        spoken = spoken_moment(Habits(stream(2, number), {}), moment, language)
        assert spoken.startswith(BEGINNINGS[language])
        for text in (written, spoken):
            assert "17" in text
            assert "2024" in text
            assert any(clock in text for clock in ("13:05", "13h05", "1:05 pm"))


BEGINNINGS = {
    "en": ("on ", "at "),
    "pt": ("em ", "às "),
    "es": ("el ", "a las "),
    "fr": ("le ",),
    "de": ("am ",),
    "it": ("il ",),
}


SEEN = [
    (0, "en", "today"),
    (1, "de", "morgen"),
    (-1, "fr", "hier"),
    (2, "es", "pasado mañana"),
    (-2, "it", "l'altro ieri"),
    (21, "pt", "semanas"),
    (-5, "it", " giorni fa"),
    (14, "en", " weeks"),
    (41, "en", ""),
]


@pytest.mark.parametrize(("days", "language", "said"), SEEN)
def test_a_date_is_said_as_seen_from_a_day(days: int, language: str, said: str) -> None:
    today = Moment(2024, 2, 27)
    text = relative(stream(0, "seen"), today.after(days), today, language)
    assert said in text
    assert bool(text) == bool(said)


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_stands_beside_facts_says_no_day(language: str) -> None:
    counting = {domain.name for domain in DOMAINS if any(field.counted for field in domain.fields)}
    for split in SPLITS:
        lists = GRAMMARS[language, split].lists
        sections = [name for name in lists if name.startswith("aside ") or name in ("noise", "absent", "greeting")]
        sections += [f"{name} {part}" for name in counting for part in ("subject", "intro", "topics")]
        for line in [line for name in sections for line in lists[name]]:
            assert not list(relative_dates(f" {line} ", languages()[language], "2024-02-10")), line


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_stands_beside_facts_says_no_option(language: str) -> None:
    for split in SPLITS:
        lists = GRAMMARS[language, split].lists
        options = {line for name, lines in lists.items() if name.endswith(" values") for line in lines}
        options |= {option for domain in DOMAINS for field in domain.fields for option in field.options}
        said = re.compile("|".join(rf"(?<!\w){re.escape(option)}(?!\w)" for option in sorted(options)), re.IGNORECASE)
        beside = [
            name for name in lists if name.startswith("aside ") or name in ("noise", "prompts first", "prompts next")
        ]
        assert [line for name in beside for line in lists[name] if said.search(line)] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_asides_tell_of_the_scene_of_their_domain(language: str) -> None:
    for split, domain in product(SPLITS, DOMAINS):
        here = world(stream(3, domain.name), split, GRAMMARS[language, split], seconds=False)
        lists = here.grammar.lists
        whole = {*lists["noise"], *lists[f"aside {domain.scene} whole"]}
        people = [who.partition(" ")[2] or who[1:] for who in lists[f"aside {domain.scene} who"]]
        for line in asides(here, domain.scene, 6):
            assert line in whole or any(who in line for who in people), line


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_is_done_in_an_aside_is_done_in_no_other(language: str) -> None:
    for number in range(15):
        here = world(stream(3, number), "train", GRAMMARS[language, "train"], seconds=False)
        lines = asides(here, "people", 8)
        things = here.grammar.lists["aside people things"]
        acts = {act.fill({"it": thing}) for act in here.grammar.lines["aside people acts"] for thing in things}
        assert len(lines) == 8
        assert all(sum(act in line for line in lines) <= 1 for act in acts), lines


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_long_text_repeats_little_where_there_are_few_wordings(language: str) -> None:
    for split, scene in product(SPLITS[1:], ("office", "goods", "machines")):
        here = world(stream(3, scene), split, GRAMMARS[language, split], seconds=False)
        lines = asides(here, scene, 28)
        led = [line.form.partition("%")[0] for line in here.grammar.lines["aside led"]]
        assert all(sum(line.startswith(head) for line in lines) <= 1 for head in led if head), lines
        acts = [act.form.replace("%(it)s", "").strip() for act in here.grammar.lines[f"aside {scene} acts"]]
        assert all(sum(act in line for line in lines) <= 3 for act in acts), lines


@pytest.mark.parametrize("layout", ["dialogue", "chat"])
def test_nobody_who_asks_is_told_of_something_of_theirs(layout: str) -> None:
    for language, name, number in product(LANGUAGES, ("order", "shipment", "booking", "flight"), range(12)):
        (domain,) = (one for one in DOMAINS if one.name == name)
        here = world(stream(19, language, name, number), "train", GRAMMARS[language, "train"], seconds=False)
        facts = [fact(here, one, 0.0) for one in domain.fields if one.kind != "currency"]
        text = LAYOUTS[layout](Story(here, domain, facts, (), noise=False)).partition("\n")[2]
        assert not re.search(r"\b(your|ihre?|votre|su|sua|seu|suo)\b", text, re.IGNORECASE), text


def test_no_spanish_name_of_a_member_makes_another_word_of_years() -> None:
    lists = GRAMMARS["es", "train"].lists
    names = [name for section, found in lists.items() if section.endswith(" names") for name in found]
    assert [name for name in names if re.search(r"(?<![a-z])anos?(?![a-z])|[a-z]Anos?(?![a-z])", name)] == []
    assert {"anio", "anio_de_construccion", "edadAnios"} <= {*names}


def _value(here: World, domain: Domain, key: str) -> Moment:
    found = fact(here, domain.field(key), 0.0).moment
    assert found is not None
    return found


WHEN = [("booking", "arrival", 1), ("invoice", "issued", -1), ("invoice", "due", 1), ("match", "played", -1)]


@pytest.mark.parametrize(("name", "key", "sign"), WHEN)
def test_a_date_lies_on_the_side_of_the_day_that_the_words_say(name: str, key: str, sign: int) -> None:
    (domain,) = [one for one in DOMAINS if one.name == name]
    day = Moment(2024, 2, 10)
    for number in range(60):
        here = world(stream(8, key, number), "train", GRAMMARS["en", "train"], seconds=False, reference=day)
        assert sign * _value(here, domain, key).days_since(day) >= 0


def test_a_day_of_birth_lies_far_from_the_day_of_the_text() -> None:
    (domain,) = [one for one in DOMAINS if one.name == "person"]
    for number in range(60):
        here = world(stream(8, number), "train", GRAMMARS["en", "train"], seconds=False, reference=Moment(2024, 2, 10))
        assert _value(here, domain, "born").year < 2007


@pytest.mark.parametrize("name", ["appointment", "flight"])
def test_what_people_plan_is_by_day_and_to_the_minute(name: str) -> None:
    (domain,) = [one for one in DOMAINS if one.name == name]
    assert domain.planned
    (field,) = [one for one in domain.fields if one.kind == "datetime"]
    for number in range(60):
        here = world(stream(14, name, number), "train", GRAMMARS["en", "train"], seconds=False, planned=True)
        found = _value(here, domain, field.key)
        assert 7 <= found.hour <= 21
        assert found.second is None


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_text_writes_all_its_dates_and_amounts_alike(language: str) -> None:
    days = [Moment(2024, month, 20) for month in range(1, 13)]
    for number in range(40):
        here = world(stream(15, language, number), "train", GRAMMARS[language, "train"], seconds=False)
        shapes = {re.sub(r"[^\W\d]+", "x", date_text(here.habits, day, language)) for day in days}
        assert len({re.sub(r"\d+", "0", shape) for shape in shapes}) == 1, shapes


def test_the_columns_of_a_table_have_one_form_of_amounts() -> None:
    (domain,) = [one for one in DOMAINS if one.name == "invoice"]
    for number in range(40):
        first = world(stream(16, number), "train", GRAMMARS["en", "train"], seconds=False)
        worlds = [first, *(another(first) for _ in range(3))]
        stories = [_priced(here, domain, 1000 + place) for place, here in enumerate(worlds)]
        rows = texts_of(stories, "table").text.split("\n")[2:]
        assert len({re.sub(r"INV-\d+|\d", "0", row) for row in rows}) == 1, rows


def _priced(here: World, domain: Domain, price: int) -> Story:
    facts = [fact(here, domain.field("number"), 0.0), Fact(domain.field("total"), price)]
    return Story(here, domain, facts, [], noise=False)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(("name", "key", "value"), [("person", "interests", "Yoga"), ("estate", "features", "Sauna")])
def test_one_thing_is_not_called_several(language: str, name: str, key: str, value: str) -> None:
    (domain,) = [one for one in DOMAINS if one.name == name]
    plural = re.compile(r"these \w|following|d?estes extras|est[oa]s \w+s|ces \w+s |diese \w+s\b|quest[ei] \w+[ie]:")
    for number in range(60):
        here = world(stream(17, language, name, number), "train", GRAMMARS[language, "train"], seconds=False)
        text = text_of(Story(here, domain, [Fact(domain.field(key), [value])], [], noise=False), "prose").text
        assert value in text
        assert plural.search(text.casefold()) is None, text


def test_a_saint_loses_its_vowel_before_another() -> None:
    (domain,) = [one for one in DOMAINS if one.name == "location"]
    here = world(stream(18), "train", GRAMMARS["it", "train"], seconds=False)
    field = next(one for one in domain.fields if one.key == domain.subject)
    names = [str(fact(here, field, 0.0).value) for _ in range(600)]
    assert any(name.startswith("Sant'") for name in names)
    assert [name for name in names if re.match("Santa? [AEIOU]", name)] == []


@pytest.mark.parametrize("language", ["pt", "es", "fr", "it"])
def test_a_woman_is_called_by_no_masculine_noun(language: str) -> None:
    (domain,) = [one for one in DOMAINS if one.name == "bank"]
    masculine = {"pt": "titular", "es": "titular", "fr": "titulaire", "it": "titolare"}[language]
    wrong = re.compile(rf"\b(?:ao|al|au|le|il|el|o) {masculine}\b")
    right = re.compile(rf"[aà] {masculine}\b")
    said = 0
    for number in range(300):
        split = SPLITS[number % 3]
        here = world(stream(12, language, number), split, GRAMMARS[language, split], seconds=False)
        holder = fact(here, domain.field("holder"), 0.0)
        text = text_of(Story(here, domain, [holder], [], noise=False), "prose").text
        said += right.search(text) is not None and str(holder.value) in here.women
        assert str(holder.value) not in here.women or wrong.search(text) is None, text
    assert said


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_split_has_a_phrase_that_agrees_for_a_man_and_for_a_woman(language: str) -> None:
    for split in SPLITS:
        for section, phrases in GRAMMARS[language, split].lines.items():
            for name in ("mv", "fv"):
                assert not phrases or not all(name in phrase.names for phrase in phrases), (split, section)


def test_a_phrase_with_a_noun_for_a_man_and_one_for_a_woman_is_two_phrases() -> None:
    (wording,) = (one for one in CONTENT.books["text_to_json.es"]["train"]["order.customer"][:1])
    book = {"order.customer": [replace(wording, form="es (del cliente|de la clienta) %(v)s", names=frozenset("v"))]}
    man, woman = grammar("es", book).lines["order.customer"]
    assert man.fill({"mv": "Hugo Mas"}) == "es del cliente Hugo Mas"
    assert woman.fill({"fv": "Ana Mas"}) == "es de la clienta Ana Mas"


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_slip_of_the_pen_spares_the_values(language: str) -> None:
    (shop,) = [one for one in DOMAINS if one.name == "email"]
    slips = 0
    for number in range(80):
        here = world(stream(13, language, number), "train", GRAMMARS[language, "train"], seconds=False)
        facts = [fact(here, shop.field(key), 0.0) for key in ("topic", "sender")]
        told = text_of(Story(here, shop, facts, [], noise=True), "prose")
        slips += "typo" in told.axes
        assert all(str(one.value) in told.text for one in facts)
    assert slips > 10


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_product_stands_in_a_category_that_it_belongs_in(language: str) -> None:
    shop, kinds = next(domain for domain in DOMAINS if domain.name == "product"), GRAMMARS[language, "train"].lists
    for number in range(60):
        here = world(stream(18, language, number), "train", GRAMMARS[language, "train"], seconds=False)
        category, name = (str(fact(here, shop.field(key), 0.0).value) for key in ("category", "name"))
        entries = [line.split("|") for line in kinds["product nouns"]]
        assert any(f" {noun} " in f" {name} " and category in categories for noun, *categories in entries), name


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_pronoun_stands_for_a_person_where_others_are_spoken_of_in_between(language: str) -> None:
    person = next(domain for domain in DOMAINS if domain.name == "person")
    pronouns: Counter[bool] = Counter()
    for long, number in product((False, True), range(40)):
        here = world(stream(17, language, number), "train", GRAMMARS[language, "train"], seconds=False)
        facts = [fact(here, person.field(key), 0.0) for key in ("name", "city", "age", "company", "email")]
        LAYOUTS["prose"](Story(here, person, facts, [], noise=True, long=long))
        pronouns[long] += "pronoun" in here.axes
    assert pronouns[False] > 5
    assert not pronouns[True]


@pytest.mark.parametrize("layout", ["dialogue", "voice", "prose"])
def test_a_long_text_has_1500_to_4000_characters(layout: str) -> None:
    goods = next(domain for domain in DOMAINS if domain.name == "product")
    for number in range(80):
        here = world(stream(18, number), "train", GRAMMARS["en", "train"], seconds=False)
        facts = [fact(here, goods.field(key), 0.0) for key in ("name", "price", "currency", "sku", "brand")]
        assert 1500 < len(LAYOUTS[layout](Story(here, goods, facts, [], noise=True, long=True))) <= 4000


def test_a_date_has_its_article_and_its_preposition() -> None:
    assert on_day("8 maggio 2024", "it") == "l'8 maggio 2024"
    assert (on_day("3 mai 2024", "fr"), defined("3 mai 2024", "fr")) == ("le 3 mai 2024", "le 3 mai 2024")
    assert (on_day("3. Mai 2024", "de"), defined("3. Mai 2024", "de")) == ("am 3. Mai 2024", "der 3. Mai 2024")
    assert (defined("2024-05-03", "de"), defined("May 3, 2024", "en")) == ("2024-05-03", "May 3, 2024")


def test_one_oclock_is_said_in_the_singular() -> None:
    at_one = {"pt": " à 1:05", "es": " a la 1:05", "it": " all'1:05"}
    for language, said in at_one.items():
        texts = {
            spoken_moment(Habits(stream(4, number), {}), Moment(2024, 5, 20, 1, 5), language) for number in range(30)
        }
        assert any(said.replace("1:05", "01:05") in f" {text}" or said in f" {text}" for text in texts), texts
        assert not any(f" {word} " in f" {text}" for text in texts for word in ("às", "las", "alle"))


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_value_that_is_taken_back_stands_in_the_text_beside_the_right_one(language: str) -> None:
    shop = next(domain for domain in DOMAINS if domain.name == "product")
    for number in range(12):
        here = world(stream(6, language, number), "train", GRAMMARS[language, "train"], seconds=False)
        facts = mistaken(here, [fact(here, shop.field(key), 0.0) for key in ("name", "stock", "weight")])
        (wrong,) = [one for one in facts if one.was is not None]
        told = text_of(Story(here, shop, facts, [], noise=False), "prose")
        assert "correction" in told.axes
        for value in (wrong.value, wrong.was and wrong.was.value):
            assert isinstance(value, int | float)
            assert any(
                form in told.text for form in (digits(int(value), language), str(value), decimal(value, language))
            )


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_number_in_words_takes_back_one_in_words(language: str) -> None:
    stock = next(domain for domain in DOMAINS if domain.name == "product").field("stock")
    found: Counter[bool] = Counter()
    for number in range(80):
        here = world(stream(8, language, number), "train", GRAMMARS[language, "train"], seconds=False)
        (one,) = mistaken(here, [fact(here, stock, 1.0)])
        if one.was is not None:
            assert one.words is one.was.words
            found[one.words] += 1
    assert len(found) == 2


def test_a_moment_prints_as_iso() -> None:
    moment = Moment(2024, 3, 5, 14, 2, 11, utc=True)
    assert (moment.date, moment.clock, moment.iso) == ("2024-03-05", "14:02:11", "2024-03-05T14:02:11Z")
    assert Moment(2024, 3, 5, 4, 2).iso == "2024-03-05T04:02"
    assert date.fromisoformat(moment.date) == date(2024, 3, 5)


SPOKEN = [
    (domain, language)
    for domain in DOMAINS
    for language in LANGUAGES
    if f"{domain.name} terms" in GRAMMARS[language, "train"].lists
]
_IDS = [f"{domain.name}.{language}" for domain, language in SPOKEN]


def _told_in(language: str) -> list[Domain]:
    return [domain for domain, spoken in SPOKEN if spoken == language]


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_field_has_its_words_in_every_language(language: str) -> None:
    for split, domain in product(SPLITS, _told_in(language)):
        lists = GRAMMARS[language, split].lists
        for field in domain.fields:
            key = f"{domain.name}.{field.key}"
            assert lists[f"{key} names"]
            assert lists[f"{key} label"]
            if field.kind == "flag":
                assert lists[f"{key} yes"]
                assert lists[f"{key} no"]
            elif field.kind != "currency" and field.key != domain.subject:
                assert lists[key]


@pytest.mark.parametrize("language", LANGUAGES)
def test_facts_have_twelve_wordings_in_english_and_five_elsewhere(language: str) -> None:
    least = 12 if language == "en" else 5
    for domain in _told_in(language):
        for field in domain.fields:
            key = f"{domain.name}.{field.key}"
            sections = [key, f"{key} mod", f"{key} yes", f"{key} no"]
            books = [GRAMMARS[language, split].lists for split in SPLITS]
            count = sum(len(book.get(section, ())) for book in books for section in sections)
            assert count >= least or field.kind in ("currency", "list") or field.key == domain.subject, key


@pytest.mark.slow
@pytest.mark.parametrize(("domain", "language"), SPOKEN, ids=_IDS)
@pytest.mark.parametrize("layout", LAYOUTS)
def test_a_story_tells_all_its_facts_in_every_layout(layout: str, domain: Domain, language: str) -> None:
    for number in range(6):
        rng = stream(0, layout, language, domain.name, number)
        here = world(rng, "train", GRAMMARS[language, "train"], domain.logged)
        facts = [fact(here, field, 0.0) for field in domain.fields]
        text = text_of(Story(here, domain, facts, [], noise=False), layout).text
        for one in facts:
            if isinstance(one.value, str) and one.moment is None and one.field.kind not in ("enum", "currency"):
                assert one.value in text, (layout, one.field.key, text)


@pytest.mark.parametrize("language", LANGUAGES)
def test_values_are_what_the_schema_of_the_domain_allows(language: str) -> None:
    schemas = {file.name: file.schema for file in CONTENT.schemas}
    for domain in _told_in(language):
        schema = schemas[f"records/{domain.name}_facts"]
        assert isinstance(schema, dict)
        valid = validator({**schema, "required": []})
        for number in range(20):
            here = world(stream(9, domain.name, language, number), "train", GRAMMARS[language, "train"], domain.logged)
            value = {field.key: fact(here, field, 0.0).value for field in domain.fields if field.kind not in LOOSE}
            assert valid.first_error(value) is None, (domain.name, value)


@pytest.mark.parametrize("weights", [SHARES.layouts, SHARES.log_lines])
def test_the_layouts_are_a_hundred_parts_and_half_of_them_are_prose(weights: Sequence[tuple[str, int]]) -> None:
    assert sum(weight for _, weight in weights) in (95, 100)
    assert {name for name, _ in weights} == set(LAYOUTS)
    assert 40 <= dict(weights)["prose"] <= 55


@pytest.mark.parametrize("layout", sorted(SEVERAL))
def test_several_stories_stand_one_after_the_other(layout: str) -> None:
    for domain, language in SPOKEN:
        rng = stream(3, layout, language, domain.name)
        here = world(rng, "train", GRAMMARS[language, "train"], domain.logged)
        fields = [domain.field(domain.subject), *[one for one in domain.fields if one.kind in ("integer", "money")]]
        stories: list[Story] = []
        for _ in range(3):
            here.memory.clear()
            stories.append(Story(here, domain, [fact(here, field, 0.0) for field in fields], [], noise=False))
        text = texts_of(stories, layout).text
        found = [text.find(str(story.facts[0].value)) for story in stories]
        assert found == sorted(found)
        assert -1 not in found


@pytest.mark.slow
def test_names_and_towns_of_two_splits_have_nothing_in_common() -> None:
    drawn: dict[Split, set[str]] = {}
    for split in SPLITS:
        drawn[split] = set()
        for language in LANGUAGES:
            for domain in [one for one, spoken in SPOKEN if spoken == language]:
                for number in range(60):
                    here = world(stream(5, domain.name, number), split, GRAMMARS[language, split], domain.logged)
                    for key in domain.anchors:
                        value = fact(here, domain.field(key), 0.0).value
                        drawn[split].add(f"{domain.name}.{key}: {value}")
    assert not drawn["train"] & drawn["valid"]
    assert not drawn["train"] & drawn["test"]
    assert not drawn["valid"] & drawn["test"]
