"""The JSON Schema that editors use."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

from bot.config.schema import json_schema, rendered

ROOT = Path(__file__).parents[2]


def test_the_schema_in_docs_is_current() -> None:
    """If this fails: `python -m bot.config.schema > docs/feeds.schema.json`."""
    assert (ROOT / "docs/feeds.schema.json").read_text("utf-8") == rendered()


def test_the_module_prints_the_schema() -> None:
    """As the documentation says."""
    printed = subprocess.run([sys.executable, "-m", "bot.config.schema"], cwd=ROOT, capture_output=True, check=True)
    assert json.loads(printed.stdout) == json_schema()


def test_durations_and_choices_are_as_one_writes_them() -> None:
    """Defaults in words, patterns and enumerations for completion."""
    schema = json_schema()
    polling = schema["$defs"]["PollingSection"]["properties"]
    assert polling["every"]["default"] == "15m"
    assert polling["every"]["pattern"] == "^[0-9]{1,9}[smhd]$"
    assert schema["properties"]["polling"]["default"] == {"every": "15m", "floor": "5m", "spacing": "1s"}
    assert schema["$defs"]["Language"]["enum"] == ["en", "es"]
    assert schema["$defs"]["FeedSection"]["additionalProperties"] is False
    assert schema["required"] == ["feeds", "questions"]
