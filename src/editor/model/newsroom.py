"""A newsroom's settings, as values: sections, people, tags, limits, presets, profiles."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

from editor.model.finding import Severity


@dataclass(frozen=True, slots=True)
class Section:
    """Chuyên mục. Its path is the names from the top joined with "/"."""

    name: str
    slug: str = ""
    medtop: str = ""  # IPTC Media Topic code
    children: tuple[Section, ...] = ()


@dataclass(frozen=True, slots=True)
class SectionTree:
    roots: tuple[Section, ...] = ()

    def paths(self) -> Iterator[tuple[str, Section]]:
        """("Tin tức/Chính trị", section), parents before their children."""

        def walk(sections: tuple[Section, ...], above: str) -> Iterator[tuple[str, Section]]:
            for section in sections:
                path = f"{above}/{section.name}" if above else section.name
                yield path, section
                yield from walk(section.children, path)

        return walk(self.roots, "")

    def find(self, path: str) -> Section | None:
        return next((section for known, section in self.paths() if known == path), None)


@dataclass(frozen=True, slots=True)
class Person:
    id: str
    name: str
    pen_names: tuple[str, ...] = ()
    roles: tuple[str, ...] = ()

    @property
    def byline(self) -> str:
        """What is printed when the person is chosen by id: the first pen name, else the name."""
        return self.pen_names[0] if self.pen_names else self.name


@dataclass(frozen=True, slots=True)
class CheckLimits:
    """Figures of the checks. Defaults are format.md 7's and Vietnamese newsroom habit."""

    sentence_syllables: int = 70
    headline_max: int = 120  # characters
    headline_min: int = 10
    photo_min_width: int = 800  # pixels of the oriented photo
    standfirst_max: int = 400  # characters
    related_most: int = 5  # related items that the picker takes


@dataclass(frozen=True, slots=True)
class ImagePreset:
    """How photos leave: widths in pixels, quality 1–100."""

    widths: tuple[int, ...] = (480, 800, 1200, 1800)
    markdown_width: int = 2048
    jpeg_quality: int = 82
    webp_quality: int = 78
    webp: bool = True


@dataclass(frozen=True, slots=True)
class ExportTarget:
    """A CMS folder that the newsroom hands bundles to."""

    name: str
    folder: str
    profile: str = "html"


FIELDS = (
    *("date", "embargo", "cover", "sections", "tags", "authors", "related", "story_type", "kicker", "dateline"),
    *("slug", "seo", "canonical", "note"),
)
"""Fields beside the page whose use a newsroom may say."""


@dataclass(frozen=True, slots=True)
class Template:
    """What an article of one kind begins with; `body` is a block each, in the dialect of the article file."""

    kicker: str = ""
    sections: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    body: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Updates:
    """Where newer versions are announced: a folder or an address, and the public key of who may do so. "" = nowhere."""

    source: str = ""
    key: str = ""


@dataclass(frozen=True, slots=True)
class Newsroom:
    name: str = ""
    url: str = ""  # the site, for canonical addresses; no slash at the end
    lang: str = "vi"
    timezone: str = "Asia/Ho_Chi_Minh"
    sections: SectionTree = field(default_factory=SectionTree)
    tags: tuple[str, ...] = ()
    new_tags: bool = True
    people: tuple[Person, ...] = ()
    licences: tuple[str, ...] = ()
    severities: Mapping[str, Severity | None] = field(default_factory=lambda: MappingProxyType({}))  # None = off
    limits: CheckLimits = field(default_factory=CheckLimits)
    images: ImagePreset = field(default_factory=ImagePreset)
    profiles: Mapping[str, Mapping[str, object]] = field(default_factory=lambda: MappingProxyType({}))
    targets: tuple[ExportTarget, ...] = ()
    story_types: tuple[str, ...] = ()
    templates: Mapping[str, Template] = field(default_factory=lambda: MappingProxyType({}))  # by story type
    fields: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))  # shown, required or hidden
    replace: str = "replace"  # or "revision": what a re-export does
    allow_force: bool = False
    archive_sources: tuple[str, ...] = ()  # files and folders in which what was published is found
    updates: Updates = field(default_factory=Updates)  # as the machine-wide file says, and no other

    def person(self, ident: str) -> Person | None:
        return next((person for person in self.people if person.id == ident), None)

    def uses(self, name: str) -> bool:
        """Whether a field of FIELDS is shown at all."""
        return self.fields.get(name) != "hidden"

    def requires(self, name: str) -> bool:
        """Whether a field of FIELDS must say something."""
        return self.fields.get(name) == "required"
