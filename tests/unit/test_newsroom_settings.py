"""newsroom.yaml: what it says, layer over layer, and what is wrong in it."""

from __future__ import annotations

from pathlib import Path

import pytest

from editor.app.messages import Messages
from editor.checks import CODES
from editor.model.finding import Severity
from editor.model.newsroom import ExportTarget, Newsroom, Person
from editor.resources import resource
from editor.source import newsroom as settings
from editor.source.newsroom import SettingsProblem, read_layers, read_newsroom

EVERYTHING = """\
name: Báo Bến Sông
url: https://www.example.com/
lang: vi
timezone: Europe/Paris
sections:
  - name: Tin tức
    medtop: 011
    sections:
      - Chính trị
      - {name: Xây dựng Đảng, slug: dang}
  - Kinh tế
tags: [giao thông, yes, 010, giao thông]
new_tags: no
people:
  - {id: lan, name: Nguyễn Lan Chi, pen_names: [Lan Chi], roles: phóng viên}
  - Ban Thời sự
licences: [CC BY 4.0]
story_types: [tin, bai]
checks:
  no-tags: blocker
  no-date: off
  limits: {headline_max: 90}
images: {widths: [1200, 480], webp: no}
export:
  targets: [{folder: cms, profile: markdown}, {name: CMS, folder: /srv/cms}]
  profiles: {web: {base: html, widths: [800], webp: yes}}
  replace: revision
  allow_force: yes
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "ws"


def write(path: Path, text: str) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path


def layers(folder: Path, **texts: str) -> tuple[Newsroom, tuple[SettingsProblem, ...]]:
    """The settings of a workspace with these texts as `machine`, `workspace` and `user`."""
    for layer, text in texts.items():
        write(folder / ("" if layer == "workspace" else layer) / "newsroom.yaml", text)
    return read_layers(
        folder, user=folder / "user/newsroom.yaml", machine=folder / "machine/newsroom.yaml", checks=CODES
    )


def test_everything_is_read(folder: Path) -> None:
    found, problems = read_newsroom(write(folder / "newsroom.yaml", EVERYTHING))
    assert problems == ()
    assert (found.name, found.url, found.timezone) == ("Báo Bến Sông", "https://www.example.com", "Europe/Paris")
    assert [(path, section.slug) for path, section in found.sections.paths()] == [
        ("Tin tức", "tin-tuc"),
        ("Tin tức/Chính trị", "chinh-tri"),
        ("Tin tức/Xây dựng Đảng", "dang"),
        ("Kinh tế", "kinh-te"),
    ]
    assert found.sections.roots[0].medtop == "011"
    assert (found.tags, found.new_tags) == (("giao thông", "yes", "010"), False)
    assert found.people == (
        Person("lan", "Nguyễn Lan Chi", ("Lan Chi",), ("phóng viên",)),
        Person("ban-thoi-su", "Ban Thời sự"),
    )
    assert (found.licences, found.story_types) == (("CC BY 4.0",), ("tin", "bai"))
    assert dict(found.severities) == {"no-tags": Severity.BLOCKER, "no-date": None}
    assert (found.limits.headline_max, found.limits.sentence_syllables) == (90, 70)
    assert (found.images.widths, found.images.webp) == ((480, 1200), False)
    assert found.targets == (
        ExportTarget("cms", str(folder / "cms"), "markdown"),
        ExportTarget("CMS", "/srv/cms", "html"),
    )
    assert found.profiles["web"] == {"base": "html", "widths": ("800",), "webp": "true"}
    assert (found.replace, found.allow_force) == ("revision", True)


def test_no_file_is_no_problem(folder: Path) -> None:
    assert read_newsroom(folder / "newsroom.yaml") == (Newsroom(), ())
    assert layers(folder) == (Newsroom(), ())


@pytest.mark.parametrize("text", ["", "# nothing\n", "---\n", "name:\n", "sections: []\ntags:\n"])
def test_empty_settings_are_the_defaults(folder: Path, text: str) -> None:
    assert layers(folder, workspace=text) == (Newsroom(), ())


def test_stronger_layers_win_key_by_key(folder: Path) -> None:
    found, problems = layers(
        folder,
        machine="name: Máy\nlang: en\nchecks: {no-tags: off, limits: {headline_max: 80, headline_min: 5}}",
        workspace="name: Kho\nchecks: {no-date: blocker, limits: {headline_max: 90}}\ntags: [a, b]",
        user="name: Tôi\ntags: [c]",
    )
    assert problems == ()
    assert (found.name, found.lang, found.tags) == ("Tôi", "en", ("c",))
    assert dict(found.severities) == {"no-tags": None, "no-date": Severity.BLOCKER}
    assert (found.limits.headline_max, found.limits.headline_min) == (90, 5)


def test_command_line_wins_over_all(folder: Path) -> None:
    write(folder / "newsroom.yaml", "lang: en\nchecks: {no-alt: off}")
    found, _ = read_layers(
        folder, command_line={"lang": "vi", "checks.no-alt": "warning", "checks.limits.headline_max": "99"}
    )
    assert (found.lang, found.severities["no-alt"], found.limits.headline_max) == ("vi", Severity.WARNING, 99)


@pytest.mark.parametrize("locked", ["checks.no-alt", "checks"])
def test_locked_key_of_the_machine_cannot_be_changed(folder: Path, locked: str) -> None:
    found, problems = layers(
        folder,
        machine=f"checks: {{no-alt: blocker}}\nlocked: [{locked}]",
        workspace="checks: {no-alt: off}\nlang: en",
        user="checks: {no-alt: warning}",
    )
    assert problems == ()
    assert (found.severities["no-alt"], found.lang) == (Severity.BLOCKER, "en")


def test_only_the_machine_may_lock(folder: Path) -> None:
    found, _ = layers(folder, workspace="lang: en\nlocked: [lang]", user="lang: vi")
    assert found.lang == "vi"


@pytest.mark.parametrize(
    ("text", "line", "key", "value"),
    [
        ("lang: tiếng Việt", 1, "lang", "tiếng Việt"),
        ("\nurl: www.example.com", 2, "url", "www.example.com"),
        ("timezone: Hà Nội", 1, "timezone", "Hà Nội"),
        ("timezone: ../../etc/passwd", 1, "timezone", "../../etc/passwd"),
        ("new_tags: perhaps", 1, "new_tags", "perhaps"),
        ("name: [a, b]", 1, "name", "…"),
        ("tags: {a: b}", 1, "tags", "…"),
        ("tags:\n  - a\n  - [b]", 3, "tags", "…"),
        ("sections:\n  - Tin tức/Chính trị", 2, "sections", "Tin tức/Chính trị"),
        ("sections: [A, A]", 1, "sections", "A"),
        ("sections:\n  - {name: A, slug: Á}", 2, "sections.slug", "Á"),
        ("people:\n  - {id: a}", 2, "people", "a"),
        ("people: [{id: a, name: A}, {id: a, name: B}]", 1, "people", "a"),
        ("checks:\n  no-alt: maybe", 2, "checks.no-alt", "maybe"),
        ("checks: nothing", 1, "checks", "nothing"),
        ("checks:\n  limits:\n    headline_max: many", 3, "checks.limits.headline_max", "many"),
        ("checks: {limits: {headline_max: -1}}", 1, "checks.limits.headline_max", "-1"),
        ("checks: {limits: {headline_min: 500}}", 1, "checks.limits.headline_min", "500"),
        ("images: {jpeg_quality: 101}", 1, "images.jpeg_quality", "101"),
        ("images:\n  widths: [480, wide]", 2, "images.widths", "…"),
        ("export: {replace: overwrite}", 1, "export.replace", "overwrite"),
        ("export: {targets: [{name: CMS}]}", 1, "export.targets.folder", ""),
        ("export: {profiles: {web: html}}", 1, "export.profiles.web", "html"),
    ],
)
def test_bad_value_names_its_place_and_gives_way_to_the_default(
    folder: Path, text: str, line: int, key: str, value: str
) -> None:
    found, problems = layers(folder, workspace=text)
    file = str(folder / "newsroom.yaml")
    assert problems == (SettingsProblem(file, line, key, value),)
    defaults = Newsroom()
    assert (found.lang, found.url, found.timezone) == (defaults.lang, defaults.url, defaults.timezone)
    assert (found.limits, found.images, found.replace) == (defaults.limits, defaults.images, defaults.replace)


@pytest.mark.parametrize(
    ("text", "code", "line", "key"),
    [
        ("cheks: {}", "settings.unknown-key", 1, "cheks"),
        ("export:\n  target: []", "settings.unknown-key", 2, "export.target"),
        ("lang: vi\nlang: en", "settings.repeated-key", 2, "lang"),
        ("checks:\n  no-alts: off", "settings.unknown-check", 2, "checks.no-alts"),
    ],
)
def test_slip_of_the_pen_is_told(folder: Path, text: str, code: str, line: int, key: str) -> None:
    _, problems = layers(folder, workspace=text)
    assert [(problem.code, problem.line, problem.key) for problem in problems] == [(code, line, key)]


BOMB = "a: &a [x, x, x, x, x, x, x, x, x]\n" + "".join(
    f"{after}: &{after} [{', '.join([f'*{before}'] * 9)}]\n"
    for before, after in zip("abcdefgh", "bcdefghi", strict=True)
)


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"name: [", "settings.unreadable"),
        (b"\tname: x", "settings.unreadable"),
        (b"name: !!python/object:os.system x", None),
        (b"a: 1\n--- \nb: 2", "settings.unreadable"),
        (b"- a\n- b", "settings.bad-value"),
        (b"Xin ch\xe0o", "settings.unopened"),
        (b"a: \x00", "settings.unreadable"),
        (b"[" * 900_000, "settings.too-large"),
        (b"- " * 400_000, "settings.too-large"),
        (b"a: &a [*a]", "settings.too-large"),
        (BOMB.encode(), "settings.too-large"),
        (b"#" * 2_000_000, "settings.too-large"),
    ],
)
def test_unreadable_file_is_one_problem_and_the_defaults(folder: Path, content: bytes, code: str | None) -> None:
    folder.mkdir()
    (folder / "newsroom.yaml").write_bytes(content)
    found, problems = layers(folder)
    assert [problem.code for problem in problems] == ([code] if code else [])
    assert found.sections.roots == ()
    assert (folder / "newsroom.yaml").read_bytes() == content


def test_folder_in_the_place_of_the_file_is_a_problem(folder: Path) -> None:
    (folder / "newsroom.yaml").mkdir(parents=True)
    assert [problem.code for problem in layers(folder)[1]] == ["settings.unopened"]


def test_problem_in_one_layer_leaves_the_others_in_force(folder: Path) -> None:
    found, problems = layers(folder, machine="lang: en", workspace="name: [")
    assert (found.lang, len(problems)) == ("en", 1)


@pytest.mark.parametrize("lang", ["vi", "en"])
def test_problem_has_a_sentence_with_file_line_and_key(folder: Path, lang: str) -> None:
    _, problems = layers(folder, workspace="lang: vi\nlang: en\ncheks: 1\nname: [a]\nchecks: {no-alts: off}", user="[")
    assert len({problem.code for problem in problems}) == 5
    for problem in problems:
        sentence = Messages.load(lang).say(problem.code, **problem.facts)
        assert problem.file in sentence
        assert f" {problem.line}:" in sentence
        assert "{" not in sentence


def test_users_file_moves_with_standfirst_home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("STANDFIRST_HOME", str(tmp_path / "home"))
    assert settings.user_file() == tmp_path / "home/config/newsroom.yaml"
    write(settings.user_file(), "lang: en")
    assert read_layers(tmp_path)[0].lang == "en"
    monkeypatch.delenv("STANDFIRST_HOME")
    assert settings.user_file().name == "newsroom.yaml"
    assert "standfirst" in str(settings.machine_file()).lower()


@pytest.mark.parametrize("name", ["sample/newsroom.yaml", "newsroom/vi.yaml", "newsroom/en.yaml"])
def test_shipped_settings_have_no_problem(name: str) -> None:
    folder = resource(name).parent
    found, problems = read_newsroom(resource(name))
    assert problems == ()
    assert found.name
    assert set(found.severities) <= set(CODES)
    assert folder.is_dir()
