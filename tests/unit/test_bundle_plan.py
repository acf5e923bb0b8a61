"""What a bundle will hold, decided before anything is made."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from bundle_samples import NEWSROOM, PHOTOS, assets, everything
from editor.bundle.leaving import leaving
from editor.bundle.photos import photo_of
from editor.bundle.plan import BundlePlan, plan_bundle
from editor.bundle.profile import Profile, profile
from editor.errors import PhotoMissingError
from editor.images.asset import ImageAsset, PhotoText
from editor.model import public, tidy
from editor.model.article import Article, Related, Resource
from editor.model.blocks import Box, Embed, Figure, Gallery, Paragraph, Source, Span, plain
from editor.source.article_json import from_json
from editor.source.reader import read

NOW = datetime(2022, 10, 20, tzinfo=UTC)


def asset(src: str, width: int, height: int, **changes: object) -> ImageAsset:
    made = ImageAsset(Path("/nowhere") / src, "JPEG", width, height, 1, 1, f"hash of {src}", PhotoText())
    return replace(made, **changes)  # type: ignore[arg-type]


ASSETS = {src: asset(src, *size) for src, size in PHOTOS.items()}


def plan(name: str | Profile, article: Article | None = None, **options: object) -> BundlePlan:
    chosen = profile(name, NEWSROOM) if isinstance(name, str) else name
    return plan_bundle(article or everything(), chosen, ASSETS, NEWSROOM, NOW, **options)  # type: ignore[arg-type]


def text(made: BundlePlan, path: str) -> str:
    return next(file.content for file in made.texts if file.path == path).decode()


def test_an_html_bundle_holds_what_the_format_says() -> None:
    made = plan("html")
    assert [file.path for file in made.texts] == [
        "index.html", "assets/article.css", "body.html", "related.html", "article.json", "article.ninjs.json",
    ]  # fmt: skip
    images = [path for path in made.paths if path.startswith("images/01-san-truong")]
    assert images == [f"images/01-san-truong-{width}.{end}" for width in (120, 240, 480) for end in ("jpg", "webp")]
    assert (made.slug, made.kind, made.entry) == ("truong-lang-ben-song", "html", "index.html")


def test_widths_above_the_original_are_left_out_but_one_always_stands() -> None:
    made = plan("html", replace(everything(), cover="images/05-ben-song.jpg"))
    widths = {job.src: sorted({output.width for output in job.page}) for job in made.photos}
    assert widths["images/02-lop-hoc.jpg"] == [120, 240]
    assert widths["images/05-ben-song.jpg"] == [90]


def test_a_markdown_bundle_holds_one_jpeg_a_photo() -> None:
    made = plan(replace(profile("markdown", NEWSROOM), markdown_width=400))
    assert made.paths == (
        "index.md", "images/01-san-truong.jpg", "images/02-lop-hoc.jpg", "images/04-thay-co.jpg",
        "images/03-cong-truong.jpg",
    )  # fmt: skip
    sizes = {output.path: (output.width, output.height) for job in made.photos for output in job.text}
    assert sizes["images/01-san-truong.jpg"] == (400, 267)
    assert sizes["images/02-lop-hoc.jpg"] == (300, 450)


def test_both_is_one_folder_with_two_inside_and_each_photo_decoded_once() -> None:
    made = plan("both")
    assert made.entry == "html/index.html"
    assert {path.split("/")[0] for path in made.paths} == {"html", "markdown"}
    assert len(made.photos) == 4
    alone = {f"html/{path}" for path in plan("html").paths} | {f"markdown/{path}" for path in plan("markdown").paths}
    assert set(made.paths) == alone
    for job in made.photos:
        assert job.making.only == {(output.width, output.format) for output in job.outputs}
    assert (made.photos[0].text[0].width, "WEBP") not in (made.photos[0].making.only or ())


def test_a_turned_photo_is_measured_turned() -> None:
    article = replace(everything(), resources=(Resource("images/01-san-truong.jpg", rotate=90),))
    job = next(job for job in plan("html", article).photos if job.src == "images/01-san-truong.jpg")
    assert (job.page[-1].width, job.page[-1].height) == (240, 360)
    assert job.making.rotate == 90


def test_the_files_words_are_those_of_the_article() -> None:
    making = plan("html").photos[0].making
    assert making.text == PhotoText(
        "Học sinh xếp hàng trong sân trường",
        "Viết Thành",
        "Viết Thành",
        "",
        "© Báo Bến Sông",
        "Sân trường đông học sinh",
    )


def test_the_article_leaves_lossless() -> None:
    made = plan("html")
    files = {job.src: photo_of(job.page).largest.path for job in made.photos}
    assert from_json(json.loads(text(made, "article.json"))) == public(everything(), files)


def test_importing_the_markdown_gives_the_public_article() -> None:
    article, findings = read(text(plan("markdown"), "index.md"))
    assert article == public(everything(), {})
    assert not findings


def test_the_markdown_repeats_a_photos_words_for_templates() -> None:
    head = text(plan("markdown"), "index.md").split("---\n")[1]
    assert "title: Học sinh xếp hàng trong sân trường" in head
    assert "draft: false" in head
    assert "status" not in head


def test_nothing_internal_leaves() -> None:
    for made in (plan("html"), plan("markdown"), plan("pelican")):
        for file in made.texts:
            for word in ("thầy hiệu trưởng", "/nowhere", '"ha"', "status"):
                assert word.encode() not in file.content or file.path.endswith(".css")


def test_only_the_manifest_knows_when_it_was_made() -> None:
    later = plan_bundle(everything(), profile("both", NEWSROOM), ASSETS, NEWSROOM, datetime(2030, 1, 1, tzinfo=UTC))
    assert later.texts == plan("both").texts
    assert later.created == "2030-01-01T00:00:00+00:00"


def test_a_photo_that_cannot_be_read_is_left_out() -> None:
    there = {src: found for src, found in ASSETS.items() if "02" not in src and "03" not in src}
    broken = {**there, "images/02-lop-hoc.jpg": PhotoMissingError("02")}
    made = plan_bundle(everything(), profile("html", NEWSROOM), broken, NEWSROOM, NOW)
    assert not any("02-lop-hoc" in path or "03-cong" in path for path in made.paths)
    page = text(made, "index.html")
    assert "Lớp học tạm" not in page
    assert "Thầy cô" in page


@pytest.mark.parametrize(
    ("slug", "headline", "name"),
    [("", "Đảng ủy 2022!", "dang-uy-2022"), ("../../etc", "x", "etc"), ("Hà Nội", "x", "ha-noi"), ("", "!!!", "bai")],
)
def test_a_bundle_is_named_by_its_slug(slug: str, headline: str, name: str) -> None:
    assert plan("html", replace(everything(), slug=slug, headline=headline)).slug == name


def test_photos_of_one_name_get_names_of_their_own() -> None:
    figures = (
        Figure("images/01-a.jpg"),
        Figure("images/01-A.png"),
        Figure("images/Ảnh đẹp.jpg"),
        Figure("images/….jpg"),
    )
    article = Article(headline="x", body=figures)
    found = {figure.src: asset(figure.src, 100, 100) for figure in figures}
    made = plan_bundle(article, profile("markdown", NEWSROOM), found, NEWSROOM, NOW)
    assert made.paths[1:] == ("images/01-a.jpg", "images/01-a-2.jpg", "images/anh-dep.jpg", "images/anh.jpg")


def test_a_photo_used_twice_is_made_once() -> None:
    article = Article(body=(Figure("images/01-san-truong.jpg"), Box("", (Figure("images/01-san-truong.jpg"),))))
    assert len(plan("markdown", article).photos) == 1


def test_equal_recipes_are_equal_files_and_others_are_not() -> None:
    job = plan("html").photos[0]
    assert job.recipe(job.page[0]) == plan("html").photos[0].recipe(job.page[0])
    assert len({job.recipe(output) for output in job.page}) == len(job.page)
    worded = replace(job, making=replace(job.making, text=PhotoText("khác")))
    assert worded.recipe(job.page[0]) != job.recipe(job.page[0])


def test_a_profile_decides_which_side_files_there_are() -> None:
    made = plan(replace(profile("html", NEWSROOM), side_files=("article.json",), webp=False, widths=(200,)))
    assert {path for path in made.paths if not path.startswith("images/")} == {
        "index.html", "assets/article.css", "article.json",
    }  # fmt: skip
    assert "images/01-san-truong-200.jpg" in made.paths
    assert not any(path.endswith(".webp") for path in made.paths)


# What leaves


def test_an_article_of_the_dialect_leaves_as_public_says() -> None:
    files = dict.fromkeys(PHOTOS, "") | {src: src for src in PHOTOS}
    assert leaving(everything(), files) == public(everything(), files)


def test_links_that_content_may_not_make_are_words() -> None:
    bad = Span("bấm", strong=True, link="javascript:alert(1)")
    article = Article(
        canonical="javascript:1",
        related=(Related("Tin", "data:text/html,x"),),
        body=(Paragraph((bad,)), Box("", (Paragraph((bad,)),)), Embed("javascript:alert(2)")),
    )
    gone = leaving(article, {})
    assert gone.canonical == gone.related[0].url == ""
    assert gone.body[0] == Paragraph((Span("bấm", strong=True),))
    assert gone.body[1] == Box("", (Paragraph((Span("bấm", strong=True),)),))
    assert gone.body[2] == Paragraph(plain("javascript:alert(2)"))


@pytest.mark.parametrize(
    "hazard",
    [
        "<script>alert(1)</script>",
        "#### [x](javascript:1)",
        "[x]: javascript:1",
        "a {{< y >}}",
        "{% raw %}",
        "&lt;b&gt;",
    ],
)
def test_markdown_that_a_site_could_run_leaves_as_words(hazard: str) -> None:
    body = leaving(tidy(Article(body=(Source(hazard),))), {}).body
    assert body == (Paragraph(plain(hazard)),)


def test_other_markdown_outside_the_dialect_leaves_verbatim() -> None:
    article = Article(body=(Source("#### Tít bốn"),))
    assert leaving(article, {}).body == article.body


def test_a_gallery_with_one_photo_left_is_a_figure() -> None:
    article = Article(body=(Gallery((Figure("a.jpg"), Figure("b.jpg"))), Gallery((Figure("c.jpg"),))))
    assert leaving(article, {"b.jpg": "images/b.jpg"}).body == (Figure("images/b.jpg"),)


def test_photos_are_looked_at_and_not_opened_by_a_plan(tmp_path: Path) -> None:
    found = assets(tmp_path)
    for src in PHOTOS:
        (tmp_path / src).unlink()
    assert plan_bundle(everything(), profile("both", NEWSROOM), found, NEWSROOM, NOW).photos
