"""The errors a user can meet: each says where, what is wrong, and the remedy."""

__all__ = [
    "BuildError",
    "ContentError",
    "DiskError",
    "InputError",
    "JsonSynthError",
    "PluginError",
    "SchemaRefusedError",
]


class JsonSynthError(Exception):
    """Base of every error this package raises on purpose.

    The three parts are positional so that the error survives pickling between processes.
    ``exit_code`` is what the command line returns for it.
    """

    exit_code = 2

    def __init__(self, where: str, problem: str, remedy: str = "") -> None:
        super().__init__(where, problem, remedy)
        self.where = where
        self.problem = problem
        self.remedy = remedy

    def __str__(self) -> str:
        """One line: ``where: problem. Remedy``."""
        tail = f" {self.remedy}" if self.remedy else ""
        return f"{self.where}: {self.problem}.{tail}"


class InputError(JsonSynthError):
    """A flag, a config file or an argument that cannot be meant."""


class ContentError(JsonSynthError):
    """A broken file in a content folder: schema, corruptor or prompt."""


class PluginError(ContentError):
    """A user's code that raised, or gave what it may not give, while a row was made."""


class SchemaRefusedError(JsonSynthError):
    """A schema without instances, or one that is refused: ``where`` holds the JSON pointer.

    ``too_hard``: the schema may well have instances, but none was found within the limits.
    """

    def __init__(self, where: str, problem: str, remedy: str = "", too_hard: bool = False) -> None:
        super().__init__(where, problem, remedy)
        self.args = (where, problem, remedy, too_hard)
        self.too_hard = too_hard


class BuildError(JsonSynthError):
    """A build that cannot be done or go on."""


class DiskError(JsonSynthError):
    """No room left, or a write that the system refused."""

    exit_code = 3
