"""Which addresses may be linked."""

from __future__ import annotations

import pytest

from editor.render.address import href, may_be_linked


@pytest.mark.parametrize(
    "address",
    [
        "https://hanoimoi.vn/tin?a=1&b=2#x",
        "http://báo.vn/đường dẫn",
        "mailto:toasoan@example.vn",
        "tel:+84243",
        "/tin-tuc/bai",
        "HTTPS://X.VN",
        "#cuoi",
    ],
)
def test_addresses_that_may_be_linked(address: str) -> None:
    assert may_be_linked(address)


@pytest.mark.parametrize(
    "address",
    [
        "",
        "javascript:alert(1)",
        "JaVaScRiPt:alert(1)",
        " javascript:alert(1)",
        "java\tscript:alert(1)",
        "java\nscript:alert(1)",
        "\x01javascript:alert(1)",
        "\u200bjavascript:alert(1)",
        "vbscript:x",
        "data:text/html,<script>alert(1)</script>",
        "file:///etc/passwd",
        "blob:https://x/1",
        "http:evil",
        "https://",
        "https://[",
        "x:y",
        "\\\\host\\share",
        "ftp://x.vn",
    ],
)
def test_addresses_that_lose_their_link(address: str) -> None:
    assert not may_be_linked(address)


def test_an_address_is_encoded_where_it_must_be_and_only_there() -> None:
    assert href('https://x.vn/a b"<c>%20%zz[1]') == "https://x.vn/a%20b%22%3Cc%3E%20%25zz%5B1%5D"
    assert href("https://x.vn/đường?a=1&b=2#c") == "https://x.vn/đường?a=1&b=2#c"
