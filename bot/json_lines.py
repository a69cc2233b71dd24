"""What commands print for programs: one JSON object a line.

It knows nothing of what they say.
"""

from __future__ import annotations

import codecs
import json
import sys
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping


def print_object(facts: Mapping[str, object]) -> None:
    """Readable where the output takes UTF-8; elsewhere all but ASCII is escaped, so that it is JSON there too."""
    is_utf8 = codecs.lookup(sys.stdout.encoding or "ascii").name == "utf-8"
    sys.stdout.write(json.dumps(facts, ensure_ascii=not is_utf8) + "\n")
