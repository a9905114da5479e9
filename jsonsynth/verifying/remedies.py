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
    "label-refuted": "The broken text reads another way: mend the label, or state in the instruction how to read it.",
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
    # the families: schema_generate
    "condition-differs": "The instruction must ask what provenance says, in words that can be read: build again.",
    "condition-unmet": "The instance must also meet what the instruction asks: mend it.",
    "facts-disagree": "Provenance says other things than the schema: build again.",
    "schema-invalid": "The instance must be valid against the schema: mend it.",
    "schema-not-json": "The schema must parse as JSON: mend or leave out the row.",
    "schema-refused": "Mend the schema: it must be one that can be validated offline, in bounded time.",
    # json_repair
    "classes-wrong": "Provenance says other things than the rows: build again.",
    "difficulty-wrong": "Easy has 1 error, medium 2 or 3, hard more.",
    "edits-wrong": "The edits undone must give the sound text: build again.",
    "errors-entangled": "Two errors must not touch: leave the row out.",
    "input-valid": "Break the text, or answer with the value it has.",
    "label-adds": "The answer must hold nothing that the broken text does not.",
    "policy-unsaid": "Say in the instruction what to do where the text allows two repairs.",
    "rejected-form": "Write the rejected answer in the canonical form, so that form does not give it away.",
    "rejected-kind": "Name the kind of mistake that the rejected answer makes.",
    "rejected-right": "The rejected answer must have another value than the chosen one.",
    # text_to_json
    "currency-differs": "Write the currency that the text says.",
    "date-not-in-text": "Write the date that the text says, in the form the instruction asks for.",
    "extra-member": "Leave the member out: the instruction does not ask for it.",
    "flag-differs": "Write what the text says.",
    "label-not-object": "Answer with one object.",
    "list-differs": "Write the whole list as it stands in the text.",
    "missing-member": "Add the member, as null if the text does not say it.",
    "no-cue": "Say in the text what the value is.",
    "no-specification": "Name the fields in the instruction: {name:string, age:int}.",
    "number-not-in-text": "Write the number that the text says.",
    "option-differs": "Write one of the values that the instruction allows, the one in the text.",
    "policy": "Write missing fields as the instruction says: null, or left out.",
    "rival-date": "Make clear which date is meant.",
    "rival-number": "Make clear which number is meant.",
    "stated-but-missing": "The text says it: write it.",
    "string-cut": "Write the whole name or phrase.",
    "string-not-in-text": "Write the string as it stands in the text.",
    "unproved": "Use a field whose wording is known, or check the row by eye.",
    "wrong-role": "Take the value that plays the role asked for.",
    "wrong-type": "Write the type that the instruction asks for.",
    # json_transform
    "input-not-json": "The input must parse as JSON: mend or leave out the row.",
    "label-unchanged": "Leave the row out: nothing is transformed.",
    "label-wrong": "Answer with what the operations give.",
    "name-unsaid": "Say every new name in the instruction.",
    "operation-broken": "Provenance names arguments that the operation refuses: build again.",
    "operation-unknown": "Provenance names an operation that is none: build again.",
    # json_style_strict
    "escape-wrong": "Use the escapes that the style asks for.",
    "facts-wrong": "Provenance says other things than the row: build again.",
    "number-rounded": "Write the number with its own digits.",
    "number-wrong": "Write numbers as the instruction's rule says.",
    "order-wrong": "Put the members in the order that the instruction asks for.",
    "value-changed": "Only the form may change, never the value.",
    "white-space-wrong": "Use the white space that the style asks for.",
}


def remedy_of(rule: str) -> str:
    """Return what to do about a finding of a rule."""
    return REMEDIES.get(rule, "Mend the row or leave it out.")
