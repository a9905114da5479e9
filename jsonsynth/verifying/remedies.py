"""What to do about a finding, by rule; rules of the families have their rows here too."""

from __future__ import annotations

from collections.abc import Mapping

__all__ = ["REMEDIES", "remedy_of"]

REMEDIES: Mapping[str, str] = {
    # lines
    "blank-line": "Remove the line.",
    "bom": "Save the file as UTF-8 without a byte order mark.",
    "crlf": "Write \\n at the end of lines, not \\r\\n.",
    "duplicate-member": "Keep one of the equal members.",
    "line-too-long": "A row has at most 16 MiB: split it or leave it out.",
    "line-truncated": "The file was cut while it was written: write it again.",
    "lone-surrogate": "Escape both halves of the pair, or write the character itself.",
    "no-final-newline": "End the last line with \\n.",
    "not-json": "Write one JSON object a line.",
    "not-object": "Write one JSON object a line, not an array or a bare value.",
    "not-utf8": "Save the file as UTF-8.",
    # rows
    "key-extra": "A row has task, input and output (or chosen and rejected), and nothing else.",
    "key-missing": "Add the member; the contract's table says which each task has.",
    "payload-empty": "Leave the row out, or write what it is about.",
    "payload-not-string": "Write a JSON payload as a string: its text, escaped.",
    "preference-task": "Only json_repair has preference pairs.",
    "task-folder": "Move the row into the folder of its task.",
    "task-unknown": "Name one of the five tasks.",
    # labels
    "label-duplicate-member": "Keep one of the equal members.",
    "label-length": "Leave the row out, or set --min-length and --max-length for it.",
    "label-lone-surrogate": "Escape both halves of the pair, or write the character itself.",
    "label-not-canonical": "Minify, sort the members by code point, write numbers in their shortest form.",
    "label-not-json": "The answer must parse as JSON: mend or leave out the row.",
    "rejected-equal-value": "The rejected answer must mean something else than the chosen one.",
    "rejected-is-chosen": "The rejected answer must differ from the chosen one.",
    "second-opinion": "Two validators disagree about the instance: look at the schema's keyword named.",
    "second-opinion-off": "Too many schemas took too long: the second validator was left out from there on.",
    "second-opinion-timeout": "The schema's patterns take too long in a backtracking engine: simplify them.",
    "check-crashed": "The row stopped the checker itself: report it as a bug, with the row.",
    "check-off": "Too many rows stopped the checker: the rest was not checked by its family.",
    "check-timeout": "The row took too long to check: simplify it.",
    # the data set
    "contradiction": "Keep one of the two rows: equal input must have one answer.",
    "duplicate": "Keep one of the equal rows.",
    "file-extra": "Remove the file, or put it elsewhere: the manifest does not know it.",
    "file-missing": "Run the same build again, or restore the file.",
    "leak": "Keep the schema, document, record or text in one split only.",
    "manifest-broken": "Restore the file, or build again.",
    "manifest-missing": "The build is not finished: run the same command again.",
    "manifest-rows": "The file was changed after the build: restore it.",
    "manifest-sha256": "The file was changed after the build: restore it.",
    "plan-count": "The rows are not those of the plan: build again.",
    "provenance-broken": "Restore the file, or build again.",
    "provenance-count": "Provenance has one line a row: restore both files.",
    "provenance-field": "Every family has its fields of provenance: build again.",
    "provenance-id": "Line n of provenance belongs to line n of the rows: restore both files.",
    "provenance-missing": "Restore the file, or build again.",
    "stats-differ": "meta/stats.json is not about these rows: build again.",
    # the quality checklist
    "difficulty-flat": "Mix easy, medium and hard examples.",
    "edge-cases": "Add examples with empty arrays, null and non-ASCII text.",
    "empty": "There is nothing to verify: name a folder with .jsonl files.",
    "instruction-repeated": "Word the instruction in more ways.",
    "length-flat": "Mix short and long answers.",
    "placeholders": "Use realistic values instead of placeholders.",
    "split-balance": "Divide the rows 90/5/5 over train, valid and test.",
    "task-small": "Write at least 100 examples a task.",
    "weights": "Weigh the tasks 40/20/20/10/10, or as you mean them.",
    # the families
    "schema-invalid": "The instance must be valid against the schema: mend it.",
    "schema-broken": "Mend the schema: it must be JSON and a schema that can be validated offline.",
}


def remedy_of(rule: str) -> str:
    """Return what to do about a finding of a rule."""
    return REMEDIES.get(rule, "Mend the row or leave it out.")
