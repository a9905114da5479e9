"""Realistic values: pools drawn beforehand, rules for text, a lexicon of member names.

Three front doors draw by a member's name, each resolved once and then cheap to call: :func:`texts`, :func:`numbers`
and :func:`formats`. Two are for those who know what they want: ``pool(name, split)`` gives the values of

- a locale's ``<locale>/first_name``, ``last_name``, ``city``, ``street``, ``company``, ``job``, ``word`` (en_US, pt_BR,
  es_ES, fr_FR, de_DE, it_IT and, with gaps, ja_JP, pl_PL, sv_SE, nl_NL, tr_TR, cs_CZ, zh_CN, ru_RU, el_GR);
- ``<locale>/sentence`` for en_US, pt_BR, es_ES, fr_FR, de_DE, it_IT, ja_JP, zh_CN, ru_RU;
- a list of ours in ``words.txt``: ``colour``, ``country``, ``currency``, ``spdx``, ``media_type``, ``status``...

and ``maker(rule, split)`` (or ``template``, for a rule of one's own) draws from a rule of
``texts.txt`` or ``sentences.txt``: ``person``, ``address_any``,
``product``, ``sentence_pt``, ``log_message``...

Every file is read with the package, none when values are drawn; pools are unpacked when they are first drawn from.
Domains, addresses and telephone numbers are reserved or fictional ones.
"""

from __future__ import annotations

from jsonsynth.realism.choosing import described, key_told, kind_told, magnitude_said, numbers, rule_said, texts
from jsonsynth.realism.coherence import Change, Settle, coherence
from jsonsynth.realism.formats import ENCODINGS, FORMATS, JSON_TEXT, formats
from jsonsynth.realism.identifiers import identified, identifiers
from jsonsynth.realism.lexicon import LEXICON, magnitude, magnitude_of, ranged, rule_for, rule_of, words_of
from jsonsynth.realism.places import spot
from jsonsynth.realism.rules import RULES, SPELLINGS, SUBJECTS, Maker, maker, pool, spelled, template
from jsonsynth.realism.scenes import keys, scene
from jsonsynth.realism.times import DAYS, Moment, day_at, day_text, form_of, moment, phase_of, year_at
from jsonsynth.realism.translations import translated

__all__ = [
    "DAYS",
    "ENCODINGS",
    "FORMATS",
    "JSON_TEXT",
    "LEXICON",
    "RULES",
    "SPELLINGS",
    "SUBJECTS",
    "Change",
    "Maker",
    "Moment",
    "Settle",
    "coherence",
    "day_at",
    "day_text",
    "described",
    "form_of",
    "formats",
    "identified",
    "identifiers",
    "key_told",
    "keys",
    "kind_told",
    "magnitude",
    "magnitude_of",
    "magnitude_said",
    "maker",
    "moment",
    "numbers",
    "phase_of",
    "pool",
    "ranged",
    "rule_for",
    "rule_of",
    "rule_said",
    "scene",
    "spelled",
    "spot",
    "template",
    "texts",
    "translated",
    "words_of",
    "year_at",
]
