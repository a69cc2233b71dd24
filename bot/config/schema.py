"""The JSON Schema of feeds.yaml, by which editors complete, check and explain it.

`python -m bot.config.schema > docs/feeds.schema.json` writes it anew.
"""

from __future__ import annotations

import json
import sys
from datetime import timedelta
from typing import TYPE_CHECKING, Any

from pydantic import BaseModel
from pydantic.json_schema import GenerateJsonSchema, JsonSchemaMode

from bot.config.file import ConfigFile
from bot.config.values import write_duration

if TYPE_CHECKING:
    from pydantic_core import CoreSchema


class _Schema(GenerateJsonSchema):
    """With defaults as one writes them, and without the titles pydantic makes up from Python names."""

    def field_title_should_be_set(self, schema: Any) -> bool:  # noqa: ARG002 - pydantic's signature
        return False

    def encode_default(self, dft: Any) -> Any:
        match dft:
            case timedelta():
                return write_duration(dft)
            case BaseModel():
                return dft.model_dump(mode="json")
            case _:
                return super().encode_default(dft)

    def generate(self, schema: CoreSchema, mode: JsonSchemaMode = "validation") -> dict[str, Any]:
        made = super().generate(schema, mode)
        for definition in made["$defs"].values():
            definition.pop("title", None)
        return {"$schema": self.schema_dialect, **made, "title": "feeds.yaml"}


def json_schema() -> dict[str, Any]:
    return ConfigFile.model_json_schema(schema_generator=_Schema)


def rendered() -> str:
    return json.dumps(json_schema(), ensure_ascii=False, indent=2) + "\n"


if __name__ == "__main__":
    sys.stdout.write(rendered())
