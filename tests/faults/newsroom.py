"""A newsroom to break: an article fit to print, another one, a CMS folder, a page with photos to import."""

from __future__ import annotations

import io
import shutil
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from PIL import Image

SETTINGS = """\
name: Báo Thử
lang: vi
timezone: Asia/Ho_Chi_Minh
sections:
  - name: Tin tức
images:
  widths: [48]
"""
OLD = "Cầu đi bộ qua kênh khởi công"
ARTICLE = f"""\
---
title: {OLD}
slug: cau-di-bo
date: 2022-10-17T08:30:00+07:00
lang: vi
description: Cầu dài 120 m nối hai bờ kênh.
authors:
  - name: Lan Chi
categories:
  - Tin tức
tags:
  - giao thông
cover: images/01-cau.jpg
status: ready
standfirst:
  schema: 1
  id: 3f1d2c4b-5a69-4788-9c0d-1e2f3a4b5c6d
---

Sáng 17/10, cầu đi bộ qua kênh được khởi công.

![Cây cầu](images/01-cau.jpg)\x20\x20
_Phối cảnh cây cầu_ Ảnh: Viết Thành

Cầu dài 120 m, rộng 4 m.
"""
SECOND = "---\ntitle: Bài thứ hai\nstandfirst:\n  schema: 1\n  id: second\n---\n\nMột đoạn.\n"
TEXT = """\
Hà Nội bồi dưỡng bí thư đảng ủy xã

Chương trình kéo dài ba ngày.

Sáng 17/10, lớp bồi dưỡng khai giảng.

Quang cảnh lễ khai giảng

Ban Tổ chức cho biết lớp có 120 học viên.
"""
PAGE = """\
<!doctype html><html lang="vi"><head><meta charset="utf-8"><title>Hà Nội bồi dưỡng bí thư</title></head><body>
<article><h1>Hà Nội bồi dưỡng bí thư</h1><p>Sáng 17/10, lớp bồi dưỡng khai giảng.</p>
<figure><img src="IMG_1.jpg" alt="Lễ khai giảng"><figcaption>Quang cảnh lễ khai giảng</figcaption></figure>
<p>Ban Tổ chức cho biết lớp có 120 học viên.</p>
<figure><img src="IMG_2.jpg" alt="Học viên"><figcaption>Các học viên</figcaption></figure></article></body></html>
"""


@dataclass(frozen=True, slots=True)
class Desk:
    """Everything that a program may touch lies below `top`."""

    top: Path

    @property
    def workspace(self) -> Path:
        return self.top / "ws"

    @property
    def article(self) -> Path:
        return self.workspace / "articles" / "2022-10-17-cau-di-bo"

    @property
    def file(self) -> Path:
        return self.article / "article.md"

    @property
    def home(self) -> Path:
        return self.top / "home"

    @property
    def cms(self) -> Path:
        return self.top / "cms"

    @property
    def inbox(self) -> Path:
        return self.top / "inbox"

    def copy(self, top: Path) -> Desk:
        shutil.rmtree(top, ignore_errors=True)
        shutil.copytree(self.top, top)
        return Desk(top)

    def hidden(self) -> list[Path]:
        """Everything hidden that somebody left; the cache of photos clears its own, a lock falls to who asks next."""
        cache, lock = self.home / "data" / "photos", ".index.sqlite3.lock"
        names = {".standfirst", lock}
        found = [path for path in self.top.rglob(".*") if path.name not in names and cache not in path.parents]
        return [path for path in found if not any(other in path.parents for other in found)]


@cache
def photo(number: int = 0) -> bytes:
    file = io.BytesIO()
    Image.new("RGB", (48, 32), (30 * number % 255, 80, 120)).save(file, "JPEG")
    return file.getvalue()


def make_newsroom(top: Path) -> Desk:
    desk = Desk(top)
    (desk.article / "images").mkdir(parents=True)
    desk.file.write_text(ARTICLE, encoding="utf-8")
    (desk.article / "images" / "01-cau.jpg").write_bytes(photo())
    second = desk.workspace / "articles" / "2022-10-18-bai-thu-hai"
    second.mkdir()
    (second / "article.md").write_text(SECOND, encoding="utf-8")
    (desk.workspace / "newsroom.yaml").write_text(SETTINGS, encoding="utf-8")
    for folder in (desk.workspace / ".standfirst", desk.home, desk.cms, desk.inbox):
        folder.mkdir()
    (desk.inbox / "bai.html").write_text(PAGE, encoding="utf-8")
    (desk.inbox / "bai.txt").write_text(TEXT, encoding="utf-8")
    for number in (1, 2):
        (desk.inbox / f"IMG_{number}.jpg").write_bytes(photo(number))
    return desk
