"""JSON on lines: the same as the standard library's, only sooner."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from editor.text.json_lines import json_lines

SCALARS = st.one_of(st.none(), st.booleans(), st.integers(), st.floats(allow_nan=False), st.text())
VALUES = st.recursive(
    SCALARS, lambda inner: st.one_of(st.lists(inner), st.lists(inner).map(tuple), st.dictionaries(st.text(), inner))
)


@given(VALUES, st.sampled_from((1, 2)))
def test_lines_are_those_of_the_standard_library(value: object, indent: int) -> None:
    assert json_lines(value, indent) == json.dumps(value, ensure_ascii=False, indent=indent)


def test_what_is_no_json_is_refused() -> None:
    with pytest.raises(TypeError):
        json_lines({"a": {1, 2}})
