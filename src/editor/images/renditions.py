"""Copies of a photo for publishing: upright, resized, sRGB, with nothing of the original's metadata but its words.

Each photo is decoded once, as small as will do (a JPEG's own scaled decoding), and every width is made from the next
larger one.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import astuple, dataclass, field
from types import MappingProxyType
from typing import TYPE_CHECKING

from editor.errors import PhotoMissingError, PhotoUnreadableError
from editor.files import digest
from editor.images import colour
from editor.images.asset import ImageAsset, PhotoText
from editor.images.blurring import blurred
from editor.images.cache import PhotoCache
from editor.images.crops import Cut
from editor.images.encoding import encoded, worded
from editor.images.pixels import decoded, decoding
from editor.images.probe import read_photo
from editor.model.article import Region
from editor.work import Cancel, Progress, no_progress

if TYPE_CHECKING:
    from PIL.Image import Image

QUALITY: Mapping[str, int] = MappingProxyType({"JPEG": 82, "WEBP": 78})
"""Quality 1–100 by format, where the newsroom sets none."""

# Raise it when equal plans give other bytes: what was made before is then made anew.
_RECIPE = 3
# Cameras' 4,032 px halve to 2,016: for 2,048 the half is enough, and spares decoding and scaling four times the pixels.
_NEARLY = 0.98

# What brings the stored pixels upright (EXIF 2.32, tag 0x0112), and what turns them; Pillow turns counter-clockwise.
_UPRIGHT = {
    2: "FLIP_LEFT_RIGHT",
    3: "ROTATE_180",
    4: "FLIP_TOP_BOTTOM",
    5: "TRANSPOSE",
    6: "ROTATE_270",
    7: "TRANSVERSE",
    8: "ROTATE_90",
}
_CLOCKWISE = {90: "ROTATE_270", 180: "ROTATE_180", 270: "ROTATE_90"}


@dataclass(frozen=True, slots=True)
class Wanted:
    """One file of a photo: its size in px, "JPEG" or "WEBP", and the shape's name where it is a piece of it."""

    width: int
    height: int
    format: str
    cut: str = ""


@dataclass(frozen=True, slots=True)
class RenditionPlan:
    """What to make of one photo.

    `widths` are pixels of the upright, rotated photo; `rotate` is degrees clockwise after EXIF orientation; `formats`
    are "JPEG" and "WEBP"; `text` is what the article says of the photo. `only` names the (width, format) pairs that are
    wanted, where not every width is wanted in every format. `blur` are places of the upright photo, before `rotate`,
    that become unrecognisable; `cuts` are pieces of renditions, made as JPEG.
    """

    asset: ImageAsset
    widths: tuple[int, ...]
    formats: tuple[str, ...] = ("JPEG",)
    rotate: int = 0
    quality: Mapping[str, int] = field(default_factory=lambda: QUALITY)
    text: PhotoText = field(default_factory=PhotoText)
    only: frozenset[tuple[int, str]] | None = None
    blur: tuple[Region, ...] = ()
    cuts: tuple[Cut, ...] = ()

    def sizes(self) -> tuple[tuple[int, int], ...]:
        """The (width, height) of every rendition, narrowest first, known before anything is made."""
        return sizes(self.asset, self.widths, self.rotate)

    def files(self) -> tuple[Wanted, ...]:
        """Every rendition in the order in which they come, the pieces last."""
        whole = (
            Wanted(*size, format_)
            for size in self.sizes()
            for format_ in self.formats
            if self.only is None or (size[0], format_) in self.only
        )
        return (*whole, *(Wanted(cut.width, cut.height, "JPEG", cut.name) for cut in self.cuts))

    def recipe(self, file: Wanted) -> str:
        """What decides the picture in a file, words apart: two equal recipes give equal bytes.

        Wider renditions are part of it, each being made from the one before.
        """
        from PIL import __version__

        cut = next((cut for cut in self.cuts if cut.name == file.cut), None)
        wider = tuple(size for size in self.sizes() if size[0] >= (cut.of if cut else file.width))
        quality = self.quality.get(file.format, QUALITY[file.format])
        blur = tuple(map(astuple, self.blur))
        parts = (_RECIPE, __version__, self.asset.sha256, wider, file.format, quality, self.rotate, blur)
        return digest(repr((*parts, astuple(cut) if cut else ())).encode())


@dataclass(frozen=True, slots=True)
class Rendition:
    """One file, ready to be written. Equal input gives equal bytes."""

    width: int
    height: int
    format: str
    content: bytes
    cut: str = ""  # the shape's name, where it is a piece of the photo


def sizes(asset: ImageAsset, widths: Sequence[int], rotate: int = 0) -> tuple[tuple[int, int], ...]:
    """(width, height) in px for each width, narrowest first; one above the photo's own is left out.

    A photo narrower than all of them keeps its own size.
    """
    width, height = (asset.height, asset.width) if rotate in {90, 270} else (asset.width, asset.height)
    fitting = sorted({wanted for wanted in widths if wanted <= width}) or [width]
    return tuple((wanted, max(1, round(height * wanted / width))) for wanted in fitting)


def make_all(
    plans: Sequence[RenditionPlan],
    *,
    cancel: Cancel | None = None,
    progress: Progress = no_progress,
    workers: int = 2,
    cache: PhotoCache | None = None,
) -> Iterator[tuple[Rendition, ...]]:
    """The renditions of several photos in their order, made on `workers` threads (Pillow gives up Python's lock).

    A photo's renditions come narrowest first, in the order of its plan's formats within a width. At most `workers` and
    one more photos are ahead of whoever takes the results, so no thread waits for a slower one before it, and memory
    does not grow with their number. What `cache` holds is not made again.

    Raises:
        PhotoMissingError, PhotoUnreadableError: a file is gone, damaged, or another one than its `asset` looked at.
        CancelledError: asked between two files. What was already begun is cancelled after any of these.
    """
    cancel = cancel or Cancel()
    stop = Cancel()

    def make(plan: RenditionPlan) -> tuple[Rendition, ...]:
        cancel.check()
        return _make(plan, stop, cache)

    with ThreadPoolExecutor(max(1, workers), thread_name_prefix="photo") as pool:
        ahead: deque[Future[tuple[Rendition, ...]]] = deque()
        waiting = iter(plans)
        try:
            for done in range(len(plans)):
                while len(ahead) <= max(1, workers) and (plan := next(waiting, None)) is not None:
                    ahead.append(pool.submit(make, plan))
                result = ahead.popleft().result()
                progress(done + 1, len(plans), plans[done].asset.path.name)
                cancel.check()
                yield result
        finally:
            stop.cancel()
            for future in ahead:
                future.cancel()


def _make(plan: RenditionPlan, cancel: Cancel, cache: PhotoCache | None = None) -> tuple[Rendition, ...]:
    cancel.check()
    files = plan.files()
    kept = _kept(plan, cache)
    pictures = kept if len(kept) == len(files) else _made(plan, cancel, cache)
    return tuple(
        Rendition(
            file.width,
            file.height,
            file.format,
            worded(pictures[file], file.format, plan.text, file.width, file.height),
            file.cut,
        )
        for file in files
    )


def _kept(plan: RenditionPlan, cache: PhotoCache | None) -> dict[Wanted, bytes]:
    """Files without their words, as far as the cache holds them up to the first that it lacks."""
    kept: dict[Wanted, bytes] = {}
    if cache is None:
        return kept
    for file in plan.files():
        content = cache.get(plan.recipe(file))
        if content is None:
            break
        kept[file] = content
    return kept


def _made(plan: RenditionPlan, cancel: Cancel, cache: PhotoCache | None) -> dict[Wanted, bytes]:
    wanted = set(plan.files())
    made: dict[Wanted, bytes] = {}
    with decoding(plan.asset.path):
        for picture in _cascade(plan, cancel):
            for cut in (cut for cut in plan.cuts if cut.of == picture.width):
                made[Wanted(cut.width, cut.height, "JPEG", cut.name)] = _encoded(plan, _cut(picture, cut), "JPEG")
            for format_ in plan.formats:
                file = Wanted(*picture.size, format_)
                if file in wanted:
                    cancel.check()
                    made[file] = _encoded(plan, picture, format_)
    if cache is not None:
        for file, content in made.items():
            cache.put(plan.recipe(file), content)
    return made


def _encoded(plan: RenditionPlan, picture: Image, format_: str) -> bytes:
    return encoded(picture, format_, plan.quality.get(format_, QUALITY[format_]))


def _cut(picture: Image, cut: Cut) -> Image:
    from PIL.Image import Resampling

    box = (cut.left, cut.top, cut.right, cut.bottom)
    return picture.resize((cut.width, cut.height), Resampling.LANCZOS, box=box)


def _cascade(plan: RenditionPlan, cancel: Cancel) -> Iterator[Image]:
    """Upright sRGB pictures, widest first, each made from the one before."""
    widest, *narrower = plan.sizes()[::-1]
    picture = upright(plan, widest)
    yield picture
    for size in narrower:
        cancel.check()
        picture = colour.resized(picture, size)
        yield picture


def upright(plan: RenditionPlan, size: tuple[int, int], content: bytes | None = None) -> Image:
    """The photo decoded, resized, then turned and in sRGB: the last two cost by the pixel.

    Args: content: of its file, where it has been read already.
    """
    sideways = (plan.asset.orientation >= 5) != (plan.rotate in {90, 270})
    picture, profile = _small(plan.asset, size[::-1] if sideways else size, content)
    picture = _turned(colour.srgb(picture, profile), _UPRIGHT.get(plan.asset.orientation, ""))
    return _turned(blurred(picture, plan.blur), _CLOCKWISE.get(plan.rotate, ""))


def _small(asset: ImageAsset, size: tuple[int, int], content: bytes | None) -> tuple[Image, bytes | None]:
    """The photo at this size, as it is stored, and its colour profile; nothing of the original is left in memory."""
    enough = (int(size[0] * _NEARLY) or 1, int(size[1] * _NEARLY) or 1)
    with decoded(lambda: content or _original(asset), asset.format, enough) as original:
        profile = original.info.get("icc_profile")
        picture = colour.bare(original, size)
        return (picture if picture.size == size else colour.resized(picture, size)), profile


def _original(asset: ImageAsset) -> bytes:
    if not asset.path.exists():
        raise PhotoMissingError(asset.path)
    content = read_photo(asset.path)
    if digest(content) != asset.sha256:
        raise PhotoUnreadableError(asset.path, reason="changed")
    return content


def _turned(picture: Image, turn: str) -> Image:
    """By the name of one of Pillow's transpositions; "" leaves it as it is."""
    from PIL.Image import Transpose

    return picture.transpose(Transpose[turn]) if turn else picture
