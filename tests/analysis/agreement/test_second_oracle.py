"""Alpha against the `krippendorff` package."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from focuskit.analysis.agreement import encode, measure, nominal_alpha

krippendorff = pytest.importorskip("krippendorff")

marks = st.sampled_from([None, 0, 1, 2, 3])


@settings(max_examples=80, deadline=None)
@given(
    units=st.integers(2, 5).flatmap(lambda n: st.lists(st.lists(marks, min_size=n, max_size=n), min_size=1))
)
def test_alpha_is_that_of_the_package_wherever_it_gives_one(units):
    found = measure(nominal_alpha(encode(units)))
    paired = [row for row in units if sum(one is not None for one in row) > 1]
    values = {one for row in paired for one in row if one is not None}
    if len(values) < 2:
        assert found.value is None
        return
    data = np.array([[np.nan if one is None else one for one in row] for row in units]).T
    assert found.value == pytest.approx(
        krippendorff.alpha(reliability_data=data, level_of_measurement="nominal")
    )
