"""The marks between the items of a list in one sentence, for entities and relations alike."""

from __future__ import annotations

JOINTS = ("、", "和", "及", "与")
