"""Prompts for models: Markdown files in ``prompts/llm/``, ours or in a user's content folder, which come first."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from hashlib import blake2b
from pathlib import Path
from string import Template

from jsonsynth.content import our_folder
from jsonsynth.errors import ContentError

__all__ = ["Prompt", "read_prompt"]


@dataclass(frozen=True, slots=True)
class Prompt:
    """A prompt file: its parts by their headings, and a digest of it all."""

    where: str
    parts: Mapping[str, str]
    digest: str

    def fill(self, part: str, **values: str) -> str:
        """Return a part with its ``$names`` filled. Raises ContentError where a part or a value is missing."""
        try:
            return Template(self.parts[part]).substitute(values)
        except KeyError as error:
            raise ContentError(self.where, f"{part!r} has no {error}", "Compare the file with ours.") from None
        except ValueError as error:
            raise ContentError(self.where, f"{part!r}: {error}", "Write $name for a value, $$ for a dollar.") from None

    def lines(self, part: str) -> list[str]:
        """Return the lines of a part."""
        return self.fill(part).splitlines()


def read_prompt(name: str, folders: Sequence[str] = ()) -> Prompt:
    """Read ``prompts/llm/<name>.md`` of the last folder that has it, else ours. Raises ContentError."""
    places = [Path(folder) for folder in reversed(folders)] + [our_folder()]
    found = next(
        (path for path in (place / "prompts" / "llm" / f"{name}.md" for place in places) if path.is_file()), None
    )
    if found is None:
        raise ContentError(f"prompts/llm/{name}.md", "there is no such prompt", "Install the package anew.")
    try:
        text = found.read_bytes().decode()
    except UnicodeDecodeError as error:
        raise ContentError(str(found), f"byte {error.start} is not UTF-8", "Save the file as UTF-8.") from None
    parts: dict[str, list[str]] = {}
    for line in text.splitlines():
        if line.startswith("## "):
            parts[line[3:].strip()] = []
        elif parts:
            parts[next(reversed(parts))].append(line)
    stripped = {heading: "\n".join(lines).strip() for heading, lines in parts.items()}
    return Prompt(str(found), stripped, blake2b(text.encode(), digest_size=8).hexdigest())
