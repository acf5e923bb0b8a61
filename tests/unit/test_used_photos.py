"""Photos that were used before are recognised by what they look like, offline, without decoding one twice."""

from __future__ import annotations

import shutil
import time
from pathlib import Path

import pytest
from PIL import Image, ImageEnhance

from editor.app.photos import used_before
from editor.errors import CancelledError
from editor.images.likeness import alike, likeness
from editor.images.proof import Proof
from editor.library.places import workspace_folder
from editor.library.used_photos import UsedPhotos
from editor.library.workspace import Workspace
from editor.work import Cancel
from made_photos import picture


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("used") / "kho"
    Workspace.init(root, sample=True, lang="vi")
    return root


def bits(image: Image.Image) -> int:
    image = image.convert("RGB")
    return likeness(Proof(image.width, image.height, image.tobytes()))


def photos(root: Path) -> list[Path]:
    return sorted(root.glob("articles/*/images/*"))


def test_copies_are_alike_and_other_pictures_are_not(sample: Path) -> None:
    images = [Image.open(path).convert("RGB") for path in photos(sample)]
    for at, image in enumerate(images):
        own = bits(image)
        width, height = image.size
        copies = {
            "small": image.resize((width // 4, height // 4)),
            "light": ImageEnhance.Brightness(image).enhance(1.25),
            "hard": ImageEnhance.Contrast(image).enhance(1.3),
            "grey": image.convert("L"),
            "cut": image.crop((width // 50, height // 50, width * 49 // 50, height * 49 // 50)),
        }
        for name, copy in copies.items():
            assert alike(own, {1: bits(copy)}), (at, name)
        for other in images[at + 1 :]:
            assert not alike(own, {1: bits(other)})


def test_a_picture_of_nothing_is_like_no_other() -> None:
    assert bits(Image.new("RGB", (40, 30), "white")) == 0
    assert not alike(0, {1: 0})
    assert not alike(bits(picture()), {1: 0})


def test_a_photo_is_found_with_its_article_and_caption(sample: Path) -> None:
    workspace = Workspace.open(sample)
    path = photos(sample)[0]
    with Image.open(path) as image:
        wanted = bits(image.resize((400, 300)))
    found = used_before(workspace, {7: wanted, 8: bits(picture())})
    assert set(found) == {7}
    assert found[7].folder / found[7].src == path
    assert found[7].caption
    assert found[7].headline
    assert used_before(workspace, {7: wanted}, own=[path]) == {}


def test_only_new_and_changed_files_are_decoded(sample: Path, tmp_path: Path) -> None:
    root = tmp_path / "kho"
    shutil.copytree(sample, root)
    measured: list[Path] = []

    def measure(path: Path) -> int:
        measured.append(path)
        return 5

    register = UsedPhotos(root)
    assert register.refresh(measure) == len(photos(root))
    measured.clear()
    assert register.refresh(measure) == 0
    one, two, *_ = photos(root)
    one.unlink()
    two.write_bytes(two.read_bytes() + b"\0")
    register.refresh(measure)
    assert measured == [two]
    assert all(used.folder / used.src != one for hits in register.like({1: 5}).values() for used in hits)
    register.close()


def test_the_register_is_in_no_hurry(sample: Path, tmp_path: Path) -> None:
    root = tmp_path / "kho"
    shutil.copytree(sample, root)
    worked: list[float] = []

    def measure(path: Path) -> int:
        begin = time.monotonic()
        time.sleep(0.03)
        worked.append(time.monotonic() - begin)
        return 5

    register = UsedPhotos(root)
    begin = time.monotonic()
    register.refresh(measure)
    assert time.monotonic() - begin >= 1.9 * sum(worked)
    register.close()


def test_a_register_that_was_damaged_is_made_anew(sample: Path, tmp_path: Path) -> None:
    root = tmp_path / "kho"
    shutil.copytree(sample, root)
    register = UsedPhotos(root)
    register.refresh(lambda path: 5)
    register.close()
    (workspace_folder(root) / "photos.db").write_bytes(b"khong phai co so du lieu" * 1000)
    again = UsedPhotos(root)
    assert again.refresh(lambda path: 5) == len(photos(root))
    again.close()


def test_a_look_that_was_cancelled_keeps_what_it_has(sample: Path, tmp_path: Path) -> None:
    root = tmp_path / "kho"
    shutil.copytree(sample, root)
    cancel = Cancel()

    def measure(path: Path) -> int:
        cancel.cancel()
        return 5

    register = UsedPhotos(root)
    with pytest.raises(CancelledError):
        register.refresh(measure, cancel)
    assert len(register.like({1: 5})[1]) == 1
    register.close()
