"""What every photo needs: a description, a caption, a credit, a file that can be shown, enough pixels."""

from __future__ import annotations

from collections.abc import Iterator

from editor.checks.context import Context, Fault
from editor.checks.pieces import Photo
from editor.errors import EditorError, FileMissingError, PhotoMissingError
from editor.text.clean import is_blank

_MISSING = (PhotoMissingError, FileMissingError)


def no_alt(context: Context) -> Iterator[Fault]:
    """A reader who cannot see the photo gets its description (WCAG 1.1.1); a decorative one needs none."""
    for photo in context.photos:
        if is_blank(photo.alt) and not photo.resource.decorative:
            yield Fault(photo.at("alt"), _named(photo))


def no_caption(context: Context) -> Iterator[Fault]:
    """Every photo in the text needs a caption; one of only spaces counts as missing. A mere cover shows none."""
    for photo in context.photos:
        if photo.anchor and is_blank(photo.caption):
            yield Fault(photo.at("caption"), _named(photo))


def no_credit(context: Context) -> Iterator[Fault]:
    """Who took it must be said, on a cover too (Luật Sở hữu trí tuệ, article 19: the right to be named)."""
    for photo in context.photos:
        if is_blank(photo.credit):
            yield Fault(photo.at("credit"), _named(photo))


def photo_missing(context: Context) -> Iterator[Fault]:
    """The article names a file that is not there, or a photo stands in the text without any file."""
    for photo in context.photos:
        if not photo.src or isinstance(context.assets.get(photo.src), _MISSING):
            yield Fault(photo.at(), (*_named(photo), ("file", photo.src)))


def photo_unreadable(context: Context) -> Iterator[Fault]:
    """The file is there and cannot be shown: damaged, too large, or no photo."""
    for photo in context.photos:
        asset = context.assets.get(photo.src)
        if isinstance(asset, EditorError) and not isinstance(asset, _MISSING):
            yield Fault(photo.at(), (*_named(photo), ("file", photo.src)))


def low_resolution(context: Context) -> Iterator[Fault]:
    """Narrower than the newsroom's least width, in pixels of the upright photo as it will be shown."""
    least = context.newsroom.limits.photo_min_width
    for photo in context.photos:
        asset = context.assets.get(photo.src)
        if asset is None or isinstance(asset, EditorError):
            continue
        width = asset.height if photo.resource.rotate in {90, 270} else asset.width
        if width < least:
            yield Fault(photo.at(), (*_named(photo), ("width", width), ("least", least)))


def unreviewed_photo_text(context: Context) -> Iterator[Fault]:
    """A caption that came with the photo and that nobody here has read."""
    for photo in context.photos:
        if photo.resource.reviewed is False:
            yield Fault(photo.at("caption"), _named(photo))


def _named(photo: Photo) -> tuple[tuple[str, str | int], ...]:
    return (("photo", photo.name),)
