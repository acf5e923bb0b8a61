"""Reads a newsroom's settings (format.md 5): what everybody in the house shares.

    name: Báo Bến Sông                       url: https://www.example.com
    lang: vi                                 timezone: Asia/Ho_Chi_Minh
    sections:                                # a tree; a name holds no "/"
      - name: Tin tức
        slug: tin-tuc                        # made from the name when absent
        medtop: "20000065"                   # IPTC Media Topic, optional
        sections: [Chính trị, Đô thị]        # a section is a name or a mapping like this one
    tags: [giao thông, y tế]                 new_tags: yes     # may writers make new ones?
    people:
      - {id: lan-chi, name: Nguyễn Lan Chi, pen_names: [Lan Chi], roles: [phóng viên]}
    licences: [© Báo Bến Sông]
    story_types: [tin, bài]                  # and templates, fields: editor.source.story_settings
    checks:
      no-tags: blocker                       # a finding's code: blocker, warning or off
      limits: {sentence_syllables: 70, headline_min: 10, headline_max: 120, photo_min_width: 800, standfirst_max: 400}
    images: {widths: [480, 800, 1200, 1800], markdown_width: 2048, jpeg_quality: 82, webp_quality: 78, webp: yes}
    export:
      targets: [{name: CMS, folder: /srv/cms/incoming, profile: html}]    # or relative to this file
      profiles: {web: {base: html, widths: [800, 1600]}}
      replace: replace                       # or revision
      allow_force: no
    locked: [checks.no-alt, export]          # in the machine-wide file only: nobody may change these
    archive: {sources: [/srv/cms/published]}  # files and folders of what was published, or relative to this file
    updates: {from: //server/share, key: …}  # in the machine-wide file only: editor.app.updating

Layers, the strongest first: command line, user, workspace, machine-wide, defaults. A value that cannot be used gives
way to its default, with a problem that names file, line and key; nothing here raises.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Collection, Mapping
from dataclasses import replace
from pathlib import Path
from types import MappingProxyType

from editor.model.finding import Severity
from editor.model.newsroom import (
    CheckLimits,
    ExportTarget,
    ImagePreset,
    Newsroom,
    Person,
    Section,
    SectionTree,
    Updates,
)
from editor.source.settings_reader import SettingsReader
from editor.source.settings_tree import Setting, SettingsProblem, load, locks, merged, overrides
from editor.source.story_settings import read_fields, read_templates
from editor.text.fold import slug

__all__ = ["SettingsProblem", "machine_file", "read_layers", "read_newsroom", "user_file"]

FILE = "newsroom.yaml"

_KEYS = (
    *("name", "url", "lang", "timezone", "sections", "tags", "new_tags", "people", "licences", "story_types"),
    *("templates", "fields", "checks", "images", "export", "archive", "locked", "updates"),
)
_MACHINE_ALONE = frozenset({"updates"})
"""What a workspace or a person may not say: a folder that came by mail must not name a place for programs."""

_SEVERITIES: Mapping[str, Severity | None] = {
    "blocker": Severity.BLOCKER,
    "warning": Severity.WARNING,
    "off": None,
    "false": None,
}


def read_newsroom(path: Path) -> tuple[Newsroom, tuple[SettingsProblem, ...]]:
    """One file over the defaults. A file that is not there says nothing and is no problem."""
    tree, problems = load(path)
    newsroom, more = _newsroom(tree)
    return newsroom, (*problems, *more)


def read_layers(
    workspace: Path,
    *,
    command_line: Mapping[str, str] | None = None,
    user: Path | None = None,
    machine: Path | None = None,
    checks: Collection[str] = (),
) -> tuple[Newsroom, tuple[SettingsProblem, ...]]:
    """The settings in force in a workspace.

    Args:
        workspace: its root folder.
        command_line: dotted keys and their texts, "checks.limits.headline_max": "90".
        user: another file than `user_file()`.
        machine: another file than `machine_file()`.
        checks: every finding's code (`editor.checks.CODES`), to tell slips of the pen; () when it does not matter.
    """
    problems: list[SettingsProblem] = []
    trees: list[Setting] = []
    for path in (machine or machine_file(), workspace / FILE, user or user_file()):
        tree, found = load(path)
        trees.append(tree)
        problems.extend(found)
    trees.append(overrides(command_line or {}))
    newsroom, found = _newsroom(merged(trees, locks(trees[0]) | _MACHINE_ALONE), checks)
    return newsroom, (*problems, *found)


def machine_file() -> Path:
    """What an administrator sets for everybody on this computer (format.md 5)."""
    if sys.platform == "win32":
        return Path(os.environ.get("PROGRAMDATA", r"C:\ProgramData")) / "Standfirst" / FILE
    if sys.platform == "darwin":
        return Path("/Library/Application Support/Standfirst") / FILE
    return Path("/etc/standfirst") / FILE


def user_file() -> Path:
    """What one person prefers, in every workspace. `STANDFIRST_HOME` moves it."""
    home = os.environ.get("STANDFIRST_HOME", "")
    if home:
        return Path(home).absolute() / "config" / FILE
    import platformdirs

    return Path(platformdirs.user_config_dir("standfirst", appauthor=False, roaming=True)) / FILE


def _newsroom(tree: Setting, codes: Collection[str] = ()) -> tuple[Newsroom, tuple[SettingsProblem, ...]]:
    reader = SettingsReader()
    default = Newsroom()
    reader.known(tree, _KEYS)
    checks = reader.mapping(tree, "checks")
    export = reader.mapping(tree, "export")
    reader.known(export, ("targets", "profiles", "replace", "allow_force"), "export")
    newsroom = Newsroom(
        name=reader.text(tree, "name", default.name),
        url=reader.site(tree, "url", default.url),
        lang=reader.language(tree, "lang", default.lang),
        timezone=reader.timezone(tree, "timezone", default.timezone),
        sections=SectionTree(_sections(reader, tree.get("sections"), "sections")),
        tags=reader.texts(tree, "tags"),
        new_tags=reader.flag(tree, "new_tags", default.new_tags),
        people=_people(reader, tree),
        licences=reader.texts(tree, "licences"),
        story_types=reader.texts(tree, "story_types"),
        templates=read_templates(reader, tree),
        fields=read_fields(reader, tree),
        severities=_severities(reader, checks, codes),
        limits=_limits(reader, checks),
        images=_images(reader, reader.mapping(tree, "images")),
        profiles=_profiles(reader, export),
        targets=_targets(reader, export),
        replace=reader.choice(export, "replace", ("replace", "revision"), default.replace, "export"),
        allow_force=reader.flag(export, "allow_force", default.allow_force, "export"),
        archive_sources=_archive_sources(reader, reader.mapping(tree, "archive")),
        updates=_updates(reader, reader.mapping(tree, "updates")),
    )
    return newsroom, tuple(reader.problems)


def _archive_sources(reader: SettingsReader, found: Setting) -> tuple[str, ...]:
    """A relative place is meant from the folder of the settings file that names it."""
    reader.known(found, ("sources",), "archive")
    listed = found.get("sources")
    file = listed.file if listed is not None else ""
    return tuple(str(Path(file).parent / place) for place in reader.texts(found, "sources", "archive"))


def _updates(reader: SettingsReader, found: Setting) -> Updates:
    reader.known(found, ("from", "key"), "updates")
    return Updates(reader.text(found, "from", "", "updates"), reader.text(found, "key", "", "updates"))


def _sections(reader: SettingsReader, found: Setting | None, path: str) -> tuple[Section, ...]:
    """A list of names and mappings; equal names side by side are one too many."""
    sections: list[Section] = []
    for item in reader.items(found, path):
        if item.text is not None:
            name, inner = item.text, Setting({})
        else:
            name, inner = reader.text(item, "name", "", path), item
            reader.known(item, ("name", "slug", "medtop", "sections"), path)
        if not name or "/" in name or any(known.name == name for known in sections):
            reader.refuse(item, path, name)
            continue
        sections.append(
            Section(
                name,
                reader.address(inner, "slug", slug(name), path),
                reader.text(inner, "medtop", "", path),
                _sections(reader, inner.get("sections"), f"{path}.{name}"),
            )
        )
    return tuple(sections)


def _people(reader: SettingsReader, tree: Setting) -> tuple[Person, ...]:
    people: list[Person] = []
    for item in reader.items(tree.get("people"), "people"):
        if item.text is not None:
            person = Person(slug(item.text), item.text)
        else:
            name = reader.text(item, "name", "", "people")
            reader.known(item, ("id", "name", "pen_names", "roles"), "people")
            person = Person(
                reader.text(item, "id", slug(name), "people"),
                name,
                reader.texts(item, "pen_names", "people"),
                reader.texts(item, "roles", "people"),
            )
        if not person.name or not person.id or any(known.id == person.id for known in people):
            reader.refuse(item, "people", person.id or person.name)
            continue
        people.append(person)
    return tuple(people)


def _severities(reader: SettingsReader, checks: Setting, codes: Collection[str]) -> Mapping[str, Severity | None]:
    found: dict[str, Severity | None] = {}
    for code, setting in checks.value.items() if isinstance(checks.value, Mapping) else ():
        if code == "limits":
            continue
        word = (setting.text or "").lower()
        if codes and code not in codes:
            reader.refuse(setting, f"checks.{code}", code, "settings.unknown-check")
        elif word in _SEVERITIES:
            found[code] = _SEVERITIES[word]
        else:
            reader.refuse(setting, f"checks.{code}", setting.text or "")
    return MappingProxyType(found)


def _limits(reader: SettingsReader, checks: Setting) -> CheckLimits:
    path = "checks.limits"
    limits = reader.mapping(checks, "limits", "checks")
    default = CheckLimits()
    reader.known(limits, CheckLimits.__slots__, path)
    read = CheckLimits(
        reader.number(limits, "sentence_syllables", default.sentence_syllables, (5, 1000), path),
        reader.number(limits, "headline_max", default.headline_max, (10, 1000), path),
        reader.number(limits, "headline_min", default.headline_min, (0, 1000), path),
        reader.number(limits, "photo_min_width", default.photo_min_width, (0, 20000), path),
        reader.number(limits, "standfirst_max", default.standfirst_max, (10, 5000), path),
        reader.number(limits, "related_most", default.related_most, (1, 50), path),
    )
    if read.headline_min > read.headline_max:
        reader.refuse(limits.get("headline_min") or limits, f"{path}.headline_min", str(read.headline_min))
        return replace(read, headline_max=default.headline_max, headline_min=default.headline_min)
    return read


def _images(reader: SettingsReader, images: Setting) -> ImagePreset:
    default = ImagePreset()
    reader.known(images, ImagePreset.__slots__, "images")
    return ImagePreset(
        reader.numbers(images, "widths", default.widths, (16, 10000), "images"),
        reader.number(images, "markdown_width", default.markdown_width, (16, 10000), "images"),
        reader.number(images, "jpeg_quality", default.jpeg_quality, (1, 100), "images"),
        reader.number(images, "webp_quality", default.webp_quality, (1, 100), "images"),
        reader.flag(images, "webp", default.webp, "images"),
    )


def _profiles(reader: SettingsReader, export: Setting) -> Mapping[str, Mapping[str, object]]:
    """What a profile may hold is known to `editor.bundle.profile`; here it is text, lists and mappings."""
    profiles: dict[str, Mapping[str, object]] = {}
    found = reader.mapping(export, "profiles", "export").value
    for name, setting in found.items() if isinstance(found, Mapping) else ():
        plain = setting.plain()
        if isinstance(plain, dict):
            profiles[name] = MappingProxyType(plain)
        else:
            reader.refuse(setting, f"export.profiles.{name}", setting.text or "")
    return MappingProxyType(profiles)


def _targets(reader: SettingsReader, export: Setting) -> tuple[ExportTarget, ...]:
    """A relative folder is meant from the folder of the settings file that names it; sftp://… is one elsewhere."""
    path = "export.targets"
    targets: list[ExportTarget] = []
    for item in reader.items(export.get("targets"), path):
        folder = reader.text(item, "folder", "", path)
        if not folder:
            reader.refuse(item, f"{path}.folder", item.text or "")
            continue
        reader.known(item, ("name", "folder", "profile"), path)
        name = reader.text(item, "name", Path(folder).name, path)
        is_relative = item.file and "://" not in folder
        absolute = str(Path(item.file).parent / folder) if is_relative else folder
        targets.append(ExportTarget(name, absolute, reader.text(item, "profile", "html", path)))
    return tuple(targets)
