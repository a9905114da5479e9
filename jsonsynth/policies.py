"""Whether an instruction states the policies that the classes of a row need for a certain label."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence

from jsonsynth.corruption import Policy

__all__ = ["unsaid", "unsaid_of_others"]


def unsaid(
    classes: Sequence[str], named: Sequence[str], instruction: str, policies: Mapping[str, Policy]
) -> Iterator[str]:
    """Yield what is missing: a class's policy that is not among those ``named``, or not said in the instruction.

    ``policies``: by class, of those that need one.
    """
    for name in classes:
        policy = policies.get(name)
        if policy is None:
            continue
        if policy.name not in named:
            yield f"{name} needs the policy {policy.name}, which is not recorded"
        if not policy.said.search(instruction):
            yield f"{name} needs the policy {policy.name}, which the instruction does not state"


def unsaid_of_others(
    named: Sequence[str], said: Mapping[str, object], instruction: str, ours: Collection[str]
) -> Iterator[str]:
    """Yield what is missing of policies that are not among ``ours``: the sentence recorded, or in the instruction.

    ``said``: the recorded sentence of each.
    """
    for name in named:
        sentence = said.get(name)
        if name not in ours and not (isinstance(sentence, str) and sentence and sentence in instruction):
            yield f"the instruction does not have the sentence of the policy {name}, or none is recorded"
