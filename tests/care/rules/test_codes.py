"""The one-day code: for this child, this person, this day, once. (C46)"""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from care.rules.codes import MOST_WRONG, Check, Code, check, code_in


@pytest.mark.parametrize("text", ["李小明 张阿姨接 码4821", "接送码：4821", "张阿姨接走了，接送码是 4821"])
def test_the_code_is_found(text: str) -> None:
    assert code_in(text) == "4821"


@pytest.mark.parametrize("text", ["4821", "电话13900004821", "码482", "码48211", "学号4821"])
def test_other_numbers_are_no_code(text: str) -> None:
    assert code_in(text) is None


@given(st.builds(Code, st.booleans(), st.booleans(), st.booleans(), st.integers(0, 5)))
def test_only_a_live_code_that_fits_lets_go(code: Code) -> None:
    fits = check(code) is Check.FITS

    assert fits == (code.said and code.fits and not code.used and code.wrong < MOST_WRONG)
