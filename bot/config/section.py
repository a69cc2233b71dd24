"""What all sections of feeds.yaml have in common, and the texts that name things in them."""

from __future__ import annotations

from typing import Annotated

from pydantic import BaseModel, ConfigDict, StringConstraints

from bot.config.values import ONE_LINE

ID_PATTERN = "^[a-z0-9-]{1,40}$"

Id = Annotated[str, StringConstraints(pattern=ID_PATTERN)]
Name = Annotated[str, StringConstraints(min_length=1, max_length=100), ONE_LINE]


class Section(BaseModel):
    """Keys with values: no others than those named, and no value taken for another type."""

    model_config = ConfigDict(extra="forbid", strict=True, frozen=True)
