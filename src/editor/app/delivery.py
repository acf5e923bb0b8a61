"""Where an article has been handed over, and whether what stands there is still what the article says.

Pure functions over the receipts of an article (`library.receipts.load`): list, show and the window ask them.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from editor.bundle.published import changed_fields


class Delivery(StrEnum):
    NEVER = "never"
    WAITING = "waiting"  # in the outbox of this computer
    CURRENT = "exported"
    CHANGED = "changed"  # since the export
    WITHDRAWN = "withdrawn"


@dataclass(frozen=True, slots=True)
class Delivered:
    """The last hand-off to one folder with one profile.

    `changed` names the fields of article.json that differ since; () also for a receipt that an older version wrote.
    """

    target: str
    profile: str
    bundle: str
    revision: int
    exported: str  # ISO time
    state: Delivery
    changed: tuple[str, ...] = ()


def deliveries(
    receipts: Sequence[Mapping[str, Any]], article_hash: str, published: Callable[[], Mapping[str, str]]
) -> tuple[Delivered, ...]:
    """Each folder and profile once, the latest hand-off last.

    Args:
        article_hash: of the article's file as it is now: where it is the receipt's, nothing has to be compared.
        published: makes `bundle.published.fingerprints` of the article, when it has to.
    """
    latest: dict[tuple[str, str], Mapping[str, Any]] = {}
    for receipt in receipts:
        key = str(receipt.get("target", "")), str(receipt.get("profile", ""))
        latest.pop(key, None)
        latest[key] = receipt
    return tuple(_delivered(key, receipt, article_hash, published) for key, receipt in latest.items())


def overall(delivered: Sequence[Delivered]) -> Delivery:
    """One word for an article: what asks for something to be done wins."""
    states = {item.state for item in delivered}
    order = (Delivery.WAITING, Delivery.CHANGED, Delivery.CURRENT, Delivery.WITHDRAWN)
    return next((state for state in order if state in states), Delivery.NEVER)


def _delivered(
    key: tuple[str, str], receipt: Mapping[str, Any], article_hash: str, published: Callable[[], Mapping[str, str]]
) -> Delivered:
    state = Delivery.CURRENT
    changed: tuple[str, ...] = ()
    if receipt.get("state"):
        state = Delivery.WITHDRAWN
    elif receipt.get("article_hash") != article_hash:
        before = receipt.get("published")
        changed = changed_fields(before, published()) if isinstance(before, dict) else ()
        state = Delivery.CHANGED if changed or not isinstance(before, dict) else Delivery.CURRENT
    revision = receipt.get("revision")
    return Delivered(
        *key,
        bundle=str(receipt.get("bundle", "")),
        revision=revision if isinstance(revision, int) else 0,
        exported=str(receipt.get("exported", "")),
        state=state,
        changed=changed,
    )
