"""Export profiles: what a CMS wants, as values. A newsroom adds its own by a mapping in newsroom.yaml (format.md 4)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, fields, replace
from enum import StrEnum
from pathlib import Path
from types import MappingProxyType
from typing import Any, cast

from editor.bundle.front_matter import CONSTANT, SOURCES
from editor.errors import FrontMatterError, SettingsError, UsageError
from editor.files import read_text
from editor.images.crops import SHARES
from editor.model.article import Fields, Plain
from editor.model.newsroom import Newsroom
from editor.source.frontmatter import load


class Kind(StrEnum):
    HTML = "html"
    MARKDOWN = "markdown"
    BOTH = "both"


@dataclass(frozen=True, slots=True)
class Profile:
    """How a bundle is made.

    A value of 0, "" or () in a picture setting means the newsroom's own (`Newsroom.images`).
    """

    name: str
    kind: Kind
    front_matter: str = "hugo"  # our own file, or "pelican" or "yaml" (`keys`): the head of index.md
    keys: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))  # name there → `front_matter.SOURCES`
    printed: tuple[str, ...] = ()  # what the site's templates have no place for and index.md prints in the text
    image_prefix: str = ""  # before an image path in index.md: Pelican publishes only what is linked as {static}
    widths: tuple[int, ...] = ()  # px, of the HTML bundle
    markdown_width: int = 0  # px, the widest photo of the Markdown bundle
    webp: bool = True  # beside the JPEGs of the HTML bundle
    crops: tuple[str, ...] = tuple(SHARES)  # shapes of the lead photo for social posts and search results
    side_files: tuple[str, ...] = ("body.html", "related.html", "article.json", "article.ninjs.json")
    template: str = ""  # of index.html, in the workspace's templates/; "" is the built-in page
    body: str = "plain"  # or "wordpress" or "mastercms": the markup of body.html
    ninjs: str = "3.1"  # or "1.6", of article.ninjs.json
    replace: str = ""  # "replace" or "revision"; "" means the newsroom's habit


_PRINTED = ("standfirst", "cover", "corrections", "related")
_YAML_KEYS = {name: name for name in ("title", "slug", "date", "lang", "kicker", "description", "dateline", "authors")}
_YAML_LISTS = {name: name for name in ("categories", "tags", "image", "corrections", "related")}
_HTML = Profile("html", Kind.HTML)
_MARKDOWN = Profile("markdown", Kind.MARKDOWN)
BUILT_IN: Mapping[str, Profile] = MappingProxyType(
    {
        "html": _HTML,
        "markdown": _MARKDOWN,
        "hugo": _MARKDOWN,
        "pelican": Profile(
            "pelican", Kind.MARKDOWN, front_matter="pelican", printed=_PRINTED[1:], image_prefix="{static}"
        ),
        # Names of jekyll-seo-tag, jekyll-feed and minima; the bundle is a page, or an item of a collection.
        "jekyll": Profile(
            "jekyll",
            Kind.MARKDOWN,
            front_matter="yaml",
            keys=MappingProxyType(
                {
                    "layout": "=post",
                    **_YAML_KEYS,
                    "last_modified_at": "lastmod",
                    "author": "author",
                    "excerpt": "description",
                    **_YAML_LISTS,
                    "canonical_url": "canonical",
                }
            ),
            printed=_PRINTED[1:],
        ),
        # No layout: it stops when there is none of that name, and a folder's data file names one for all.
        "eleventy": Profile(
            "eleventy",
            Kind.MARKDOWN,
            front_matter="yaml",
            keys=MappingProxyType(
                {**_YAML_KEYS, "modified": "lastmod", "author": "author", **_YAML_LISTS, "canonical": "canonical"}
            ),
            printed=_PRINTED[1:],
        ),
        "wordpress": Profile("wordpress", Kind.HTML, body="wordpress"),
        "mastercms": Profile("mastercms", Kind.HTML, body="mastercms"),
        "both": Profile("both", Kind.BOTH),
    }
)
_FILES = (".yaml", ".yml")
_CHOICES = {
    "kind": tuple(Kind),
    "front_matter": ("hugo", "pelican", "yaml"),
    "printed": _PRINTED,
    "body": ("plain", "wordpress", "mastercms"),
    "ninjs": ("3.1", "1.6"),
    "replace": ("", "replace", "revision"),
    "side_files": _HTML.side_files,
    "crops": _HTML.crops,
}


def profile(name: str, newsroom: Newsroom) -> Profile:
    """The newsroom's profile of that name, else the built-in one; a name that ends in .yaml or .yml is a file.

    Raises:
        UsageError: there is none; facts: reason, name, known.
        SettingsError: the mapping holds a key or value that no profile has; facts: reason, key, value.
        FileMissingError, FileUnreadableError: of a file; SettingsError also for one that is no YAML.
    """
    if name.lower().endswith(_FILES):
        return read_profile(Path(name))
    if name in newsroom.profiles:
        return _from_settings(name, newsroom.profiles[name], "newsroom.yaml", f"export.profiles.{name}.")
    if name in BUILT_IN:
        return BUILT_IN[name]
    raise UsageError(reason="profile", name=name, known=", ".join(known_profiles(newsroom)))


def read_profile(path: Path) -> Profile:
    """A profile that a file holds, the mapping of newsroom.yaml by itself; it is called by the file's name."""
    try:
        settings = _plain(load(read_text(path)))
    except FrontMatterError as error:
        raise SettingsError(path, **{**error.facts, "reason": "yaml"}) from error
    return _from_settings(path.stem, cast("Mapping[str, object]", settings), str(path), "")


def _plain(value: Plain) -> object:
    match value:
        case Fields(pairs=pairs):
            return {key: _plain(inner) for key, inner in pairs}
        case tuple():
            return [_plain(inner) for inner in value]
        case _:
            return str(value)


def known_profiles(newsroom: Newsroom) -> tuple[str, ...]:
    """Names that a person may choose from, the built-in ones first."""
    return (*BUILT_IN, *(name for name in newsroom.profiles if name not in BUILT_IN))


def _from_settings(name: str, given: Mapping[str, object], file: str, above: str) -> Profile:
    settings = dict(given)
    base = BUILT_IN.get(str(settings.pop("base", name)), _HTML)
    known = {field.name: getattr(base, field.name) for field in fields(Profile) if field.name != "name"}
    changes: dict[str, Any] = {}  # each of its field's type, by `_typed`
    for key, value in settings.items():
        try:
            changes[key] = _typed(key, value, known[key])
        except (KeyError, ValueError, TypeError) as error:
            raise SettingsError(file, reason="profile", key=f"{above}{key}", value=str(value)) from error
    return replace(base, name=name, **changes)


def _typed(key: str, value: object, like: object) -> object:
    """A setting as the type that the profile's field has; settings come as text, numbers or lists of them."""
    if isinstance(like, Mapping):
        return _keys(cast("Mapping[str, object]", value))
    if isinstance(like, tuple):
        items = cast("Sequence[object]", value) if isinstance(value, list | tuple) else (value,)
        return tuple(sorted(map(_number, items))) if key == "widths" else tuple(_text(key, item) for item in items)
    if isinstance(like, bool):
        return {"true": True, "false": False}[str(value).lower()]
    if isinstance(like, int):
        return _number(value)
    return Kind(_text(key, value)) if key == "kind" else _text(key, value)


def _number(value: object) -> int:
    number = int(str(value))
    if number < 0:
        raise ValueError(value)
    return number


def _text(key: str, value: object) -> str:
    text = str(value)
    if key in _CHOICES and text not in _CHOICES[key]:
        raise ValueError(value)
    return text


def _keys(value: Mapping[str, object]) -> Mapping[str, str]:
    sources = {name: str(source) for name, source in dict(value).items()}
    if any(not source.startswith(CONSTANT) and source not in SOURCES for source in sources.values()):
        raise ValueError(value)
    return MappingProxyType(sources)
