"""Export profiles."""

from __future__ import annotations

from pathlib import Path

import pytest

from editor.app.messages import Messages
from editor.bundle.profile import BUILT_IN, Kind, known_profiles, profile
from editor.errors import FileMissingError, SettingsError, UsageError
from editor.model.newsroom import Newsroom


def newsroom(**settings: object) -> Newsroom:
    return Newsroom(profiles={"trang-web": settings})


def test_the_built_in_profiles_are_known() -> None:
    assert known_profiles(Newsroom()) == (
        *("html", "markdown", "hugo", "pelican", "jekyll", "eleventy", "wordpress", "mastercms", "both"),
    )
    assert profile("hugo", Newsroom()) is profile("markdown", Newsroom())
    assert profile("both", Newsroom()).kind is Kind.BOTH


def test_an_unknown_profile_is_wrong_usage() -> None:
    with pytest.raises(UsageError) as caught:
        profile("joomla", newsroom())
    assert caught.value.facts["known"] == ", ".join([*BUILT_IN, "trang-web"])


def test_a_newsroom_adds_a_profile_as_data() -> None:
    made = profile(
        "trang-web", newsroom(base="html", widths=["1600", "800"], webp="false", side_files=["article.json"])
    )
    assert made.name == "trang-web"
    assert made.kind is Kind.HTML
    assert made.widths == (800, 1600)
    assert made.webp is False
    assert made.side_files == ("article.json",)


def test_a_newsroom_may_change_a_built_in_profile() -> None:
    settings = Newsroom(profiles={"pelican": {"image_prefix": "{attach}"}})
    assert profile("pelican", settings).image_prefix == "{attach}"
    assert profile("pelican", settings).front_matter == "pelican"
    assert BUILT_IN["pelican"].image_prefix == "{static}"


@pytest.mark.parametrize(
    ("key", "value"),
    [("kind", "pdf"), ("widths", ["wide"]), ("widths", ["-3"]), ("webp", "perhaps"), ("farbe", "rot"),
     ("side_files", ["passwd"]), ("replace", "never"), ("markdown_width", "0x10"), ("front_matter", "toml"),
     ("keys", {"title": "password"}), ("keys", "title"), ("printed", ["note"]), ("body", "word")],
)  # fmt: skip
def test_a_bad_setting_is_named(key: str, value: object) -> None:
    with pytest.raises(SettingsError) as caught:
        profile("trang-web", newsroom(**{key: value}))
    assert caught.value.facts["key"] == f"export.profiles.trang-web.{key}"


def test_a_profile_may_be_a_file(tmp_path: Path) -> None:
    path = tmp_path / "our-site.yaml"
    path.write_text("base: jekyll\nkeys: {headline: title}\nwidths: [200, 100]\nwebp: false\n", "utf-8")
    made = profile(str(path), Newsroom())
    assert (made.name, made.kind, made.keys, made.widths) == (
        "our-site", Kind.MARKDOWN, {"headline": "title"}, (100, 200),
    )  # fmt: skip
    path.write_text("base: jekyll\nkind: pdf\n", "utf-8")
    with pytest.raises(SettingsError) as caught:
        profile(str(path), Newsroom())
    assert (caught.value.file, caught.value.facts["key"]) == (str(path), "kind")
    path.write_text("base: [\n", "utf-8")
    with pytest.raises(SettingsError) as broken:
        profile(str(path), Newsroom())
    assert (broken.value.file, broken.value.facts["reason"]) == (str(path), "yaml")
    assert str(path) in Messages.load("en").error(broken.value)
    with pytest.raises(FileMissingError):
        profile(str(tmp_path / "none.yml"), Newsroom())


@pytest.mark.parametrize("lang", ["vi", "en"])
def test_both_refusals_have_a_sentence_of_their_own(lang: str) -> None:
    messages = Messages.load(lang)
    with pytest.raises(UsageError) as unknown:
        profile("joomla", newsroom())
    assert "joomla" in messages.error(unknown.value)
    with pytest.raises(SettingsError) as wrong:
        profile("trang-web", newsroom(kind="pdf"))
    sentence = messages.error(wrong.value)
    assert "export.profiles.trang-web.kind" in sentence
    assert "pdf" in sentence
