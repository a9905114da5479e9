"""How words change beside each other, and that what is said agrees: men and women, options, the form of address."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest

from jsonsynth.content import load
from jsonsynth.examples import SPLITS
from jsonsynth.seeds import stream
from jsonsynth.wording import Domain, Story, domains, fact, grammar, text_of, world
from jsonsynth.wording.euphony import finished, gap

CONTENT = load()
DOMAINS = domains(CONTENT.books["text_to_json.fields"]["train"], {file.name: file.schema for file in CONTENT.schemas})
HUMAN = [domain for domain in DOMAINS if domain.human]
GERMAN = grammar("de", CONTENT.books["text_to_json.de"]["train"])

FINISHED = [
    ("en", "the car has a electric engine", "The car has an electric engine."),
    ("en", "the car has a European plate", "The car has a European plate."),
    ("en", "a Ostdale, it has a 8-speed box", "An Ostdale, it has an 8-speed box."),
    ("en", "a Union with a 18-hour day and a 100-page rule", "A Union with an 18-hour day and a 100-page rule."),
    ("es", "la humedad es de 23 %", "La humedad es del 23 %."),
    ("es", "la humedad es de treinta y dos por ciento", "La humedad es del treinta y dos por ciento."),
    ("es", "la cuenta es de 23 euros", "La cuenta es de 23 euros."),
    ("fr", "est un cas de arrêt du serveur", "Est un cas d'arrêt du serveur."),
    ("fr", "occupe un poste de électricienne", "Occupe un poste d'électricienne."),
    ("fr", "a vu 0 buts à domicile", "A vu 0 but à domicile."),
    ("it", "segna un'umidità del 85 %", "Segna un'umidità dell'85 %."),
    ("it", "il livello è di 8 per cento", "Il livello è dell'8 per cento."),
    ("it", "è stato costruito nel 1998", "È stato costruito nel 1998."),
    ("de", "meldet, dass der Himmel klar ist,", "Meldet, dass der Himmel klar ist."),
    ("de", "meldet, dass der Himmel klar ist,, misst 9 °C", "Meldet, dass der Himmel klar ist, misst 9 °C."),
]


@pytest.mark.parametrize(("language", "clauses", "sentence"), FINISHED)
def test_words_change_as_the_language_has_it(language: str, clauses: str, sentence: str) -> None:
    assert finished(language, clauses) == sentence


GAPPED = [
    ("de", ["wurde von Ana geschickt", "wurde am Montag verpackt"], ["wurde von Ana geschickt", "am Montag verpackt"]),
    ("de", ["wurde bezahlt", "hat 3 Posten"], ["wurde bezahlt", "hat 3 Posten"]),
    ("de", ["wurde bezahlt", "wurde geprüft", "ist da"], ["wurde bezahlt", "wurde geprüft", "ist da"]),
    ("de", ["ist da", "wurde bezahlt", "wurde geprüft"], ["ist da", "wurde bezahlt", "geprüft"]),
    ("fr", ["a été envoyé par Ana", "a été écrit lundi"], ["a été envoyé par Ana", "écrit lundi"]),
    ("it", ["è stata emessa ieri", "è stata inviata da Ana"], ["è stata emessa ieri", "inviata da Ana"]),
    ("es", ["fue emitida ayer", "fue notificada por Ana"], ["fue emitida ayer", "notificada por Ana"]),
    ("pt", ["foi para a prorrogação", "foi apitada por Ana"], ["foi para a prorrogação", "foi apitada por Ana"]),
    ("pt", ["foi jogada ontem", "foi apitada por Ana"], ["foi jogada ontem", "apitada por Ana"]),
    ("en", ["was sent", "was read"], ["was sent", "was read"]),
]


@pytest.mark.parametrize(("language", "predicates", "shared"), GAPPED)
def test_predicates_share_the_auxiliary_at_their_end(language: str, predicates: list[str], shared: list[str]) -> None:
    gap(language, predicates)
    assert predicates == shared


@pytest.mark.parametrize("language", ["pt", "es", "fr", "de", "it"])
@pytest.mark.parametrize("domain", HUMAN, ids=lambda domain: domain.name)
def test_a_person_without_a_name_is_called_a_man_or_a_woman(domain: Domain, language: str) -> None:
    for split in SPLITS:
        phrases = grammar(language, CONTENT.books[f"text_to_json.{language}"][split]).lines[f"{domain.name} subject"]
        assert {"mv", "fv"} == frozenset().union(*(phrase.names for phrase in phrases))


@pytest.mark.parametrize(("language", "she"), [("de", "sie"), ("fr", "elle"), ("pt", "ela")])
def test_a_man_is_never_she(language: str, she: str) -> None:
    book = grammar(language, CONTENT.books[f"text_to_json.{language}"]["train"])
    (person,) = [domain for domain in HUMAN if domain.name == "person"]
    for index in range(80):
        man = replace(world(stream(1, language, index), "train", book, False), female=False)
        facts = [fact(man, person.field(key), 0.0) for key in ("job", "city", "company")]
        text = text_of(Story(man, person, facts, (), False), "prose").text
        assert not re.search(rf"\b{she}\b", text.lower()), text


@pytest.mark.parametrize("domain", DOMAINS, ids=lambda domain: domain.name)
def test_a_german_adjective_stands_behind_no_noun_without_quotes(domain: Domain) -> None:
    lines = GERMAN.lines
    for field in domain.fields:
        if field.kind == "enum" and lines[f"{field.section} values"][0].text.islower() and field.key != "level":
            nouns = [
                phrase.text for phrase in lines[field.section] if re.search(r"\b[A-ZÄÖÜ]\w+ \$v(?! ist)", phrase.text)
            ]
            assert not nouns, field.section


# what would address somebody in another way than the other instructions of the language do
OTHER_ADDRESS = {
    "de": r"\b(Sie|Ihnen|Ihre?n?)\b",
    "es": r"\b(usted(es)?|Devuelva|Haga|Ponga|Use|Ordene|Escriba|Extraiga|Puede|Podría)\b",
    "fr": r"\b([Tt]u|[Tt]oi|tes|[Pp]eux|Extrais|Lis|Donne|Tire|Rends|Remplis|Mets|Écris|Utilise|Omets|Trie)\b",
    "it": r"\b(Lei|Può|Potrebbe|Faccia|Usi|Metta|Scriva|Restituisca|Estragga)\b",
    "pt": r"\b([Tt]u|[Pp]odes|Extrai|Escreve|Usa|Tira|Lê|Põe)\b",
}


@pytest.mark.parametrize("language", OTHER_ADDRESS)
def test_instructions_of_a_language_have_one_form_of_address(language: str) -> None:
    other, said = re.compile(OTHER_ADDRESS[language]), 0
    for task in ("json_style_strict", "json_transform", "form", "text_to_json.ask"):
        name = "text_to_json" if task.startswith("text") else task
        path = CONTENT.books[f"{name}.{language}"]["train"]
        asked = {"open", "policy", "date", "datetime", "optional", "mapping", "reference", "several"}
        for section, lines in path.items():
            if name == "text_to_json" and section.split()[0] not in asked:
                continue
            said += len(lines)
            assert not [line.text for line in lines if other.search(line.text)], f"{task} [{section}]"
    assert said > 300
