"""A photo with what is printed under it, as HTML."""

from __future__ import annotations

from collections.abc import Iterator

from editor.model.blocks import Figure, text_of
from editor.render.edition import Edition, Photo, PhotoFile
from editor.render.element import Element, Node, element
from editor.render.inline import inline_nodes
from editor.text.labels import photo_label

# How wide the page shows a photo: article.css holds the same lengths.
_SIZES = {
    "wide": "(min-width: 64rem) 60rem, 100vw",
    "small": "(min-width: 40rem) 20rem, 60vw",
    "column": "(min-width: 44rem) 42rem, 100vw",
    "gallery": "(min-width: 62rem) 30rem, (min-width: 40rem) 50vw, 100vw",
}
_ENDED = ".!?…:;,"
_CLOSING = "”’\"'»)]"


def figure_node(edition: Edition, figure: Figure, *, eager: bool, for_paste: bool, in_gallery: bool = False) -> Element:
    """`eager`: the page's first photo, which is what a reader waits for."""
    photo = edition.photos[figure.src]
    size = "gallery" if in_gallery else edition.article.resource(figure.src).size
    kind = f"image {size}" if size in {"wide", "small"} else "image"
    if for_paste:
        image: Element = _paste_image(photo, figure.alt)
    else:
        image = _picture(photo, figure.alt, _SIZES.get(size, _SIZES["column"]), eager=eager)
    caption = tuple(caption_nodes(figure, edition.lang))
    below = (element("figcaption", *caption),) if caption else ()
    return element("figure", image, *below, class_=kind)


def caption_ends(text: str) -> bool:
    """Whether a caption closes with punctuation of its own, quotation marks and brackets aside."""
    bare = text.rstrip(_CLOSING + " \u00a0\n")
    return bare.endswith(tuple(_ENDED))


def caption_nodes(figure: Figure, lang: str) -> Iterator[Node]:
    """Caption and credit, with ". " between them where the caption does not end by itself."""
    yield from inline_nodes(figure.caption)
    if not figure.credit:
        return
    words = text_of(figure.caption)
    if words.strip():
        yield " " if caption_ends(words) else ". "
    yield element("span", f"{photo_label(lang)} {figure.credit}", class_="credit")


def caption_text(figure: Figure) -> str:
    """A caption as one plain line."""
    return text_of(figure.caption).replace("\n", " ")


def paste_file(photo: Photo) -> PhotoFile:
    """The one file that goes into a CMS: the first of at least 1,200 px."""
    return next((file for file in photo.jpegs if file.width >= 1200), photo.largest)


def _paste_image(photo: Photo, alt: str) -> Element:
    file = paste_file(photo)
    return element("img", src=file.path, alt=alt, width=file.width, height=file.height)


def _picture(photo: Photo, alt: str, sizes: str, *, eager: bool) -> Element:
    fallback = next((file for file in photo.jpegs if file.width >= 800), photo.largest)
    image = element(
        "img",
        src=fallback.path,
        srcset=_srcset(photo.jpegs),
        sizes=sizes,
        width=fallback.width,
        height=fallback.height,
        alt=alt,
        loading="eager" if eager else "lazy",
        fetchpriority="high" if eager else None,
        decoding="async",
    )
    webp = (element("source", type="image/webp", srcset=_srcset(photo.webps), sizes=sizes),) if photo.webps else ()
    return element("picture", *webp, image)


def _srcset(files: tuple[PhotoFile, ...]) -> str:
    return ", ".join(f"{file.path} {file.width}w" for file in files)
