"""Agreement coefficients against published values whose data stay outside the project."""

import csv
import json

import pytest

from focuskit.analysis.agreement import (
    cohen_kappa,
    encode,
    fleiss_kappa,
    measure,
    nominal_alpha,
    raw_agreement,
    unanimity,
)


@pytest.fixture(scope="session")
def agreement_data(corpora):
    place = corpora.parent / "fixtures" / "agreement"
    if not place.is_dir():
        pytest.skip("no agreement data")
    return place


def rows_of(path):
    with path.open(encoding="utf-8") as lines:
        return list(csv.reader(lines))


def value(coefficient, ratings):
    return measure(coefficient(ratings)).value


def by_coder(path):
    """Read a file with a header and one line per coder."""
    coders = rows_of(path)[1:]
    return encode(
        [[None if one in {"NA", ""} else one for one in unit] for unit in zip(*coders, strict=True)]
    )


@pytest.mark.parametrize(
    ("name", "alpha", "digits"),
    [
        ("krippendorff-2018-p290", 0.743421, 6),
        ("wikipedia", 0.691, 3),
        ("krippendorff-2018-p306", 0.2343, 3),
        ("krippendorff-2018-p310", 0.759162, 6),
        ("chan-saeltzer-2020", 1 - 4 / ((5 * 25) / 29), 6),
    ],
)
def test_alpha_of_published_data(agreement_data, name, alpha, digits):
    assert value(nominal_alpha, by_coder(agreement_data / "icr" / f"{name}.csv")) == pytest.approx(
        alpha, abs=0.51 * 10**-digits
    )


def test_alpha_of_five_observers(agreement_data):
    rows = rows_of(agreement_data / "icr" / "hayes-krippendorff-2007.csv")[1:]
    ratings = encode([[None if one == "NA" else one for one in unit] for unit in rows])
    assert ratings.shape == (40, 5)
    assert value(nominal_alpha, ratings) == pytest.approx(0.4765, abs=5e-5)


def freelon(agreement_data, table):
    with (agreement_data / "icr" / f"freelon-2010-table-{table}.csv").open(encoding="utf-8") as lines:
        for name, *figures in list(csv.reader(lines))[1:]:
            place = name.lower().replace(".", "")
            ratings = encode(
                [tuple(row) for row in rows_of(agreement_data / "icr" / f"freelon-2010-{place}-recal.csv")]
            )
            yield ratings, figures


def as_printed(figure):
    """Return a published figure with half a unit of its last place, two places at least."""
    places = max(len(figure.partition(".")[2]), 2)
    return pytest.approx(float(figure), abs=0.501 * 10**-places)


def test_all_coefficients_of_freelon_for_two_coders(agreement_data):
    for n, (ratings, figures) in enumerate(freelon(agreement_data, "09"), 1):
        percent, _, pi, _, kappa, _, _, alpha = figures
        assert 100 * value(raw_agreement, ratings) == pytest.approx(float(percent), abs=0.06), n
        assert value(fleiss_kappa, ratings) == as_printed(pi), n
        assert value(cohen_kappa, ratings) == as_printed(kappa), n
        assert value(nominal_alpha, ratings) == pytest.approx(float(alpha), abs=6e-5), n
    assert n == 10


def test_all_coefficients_of_freelon_for_more_coders(agreement_data):
    for n, (ratings, figures) in enumerate(freelon(agreement_data, "10"), 1):
        percent, _, kappa, _, mean_kappa, _, _, alpha = figures
        pairs = [
            value(cohen_kappa, ratings[:, [one, other]])
            for one in range(ratings.shape[1])
            for other in range(one)
        ]
        assert 100 * value(raw_agreement, ratings) == as_printed(percent), n
        assert value(fleiss_kappa, ratings) == as_printed(kappa), n
        assert value(nominal_alpha, ratings) == pytest.approx(float(alpha), abs=6e-5), n
        if mean_kappa == "NA":
            assert None in pairs, n
        else:
            assert sum(pairs) / len(pairs) == as_printed(mean_kappa), n
    assert n == 10


def test_kappa_and_alpha_of_published_tables(agreement_data):
    table = [
        [int(n) for n in row[1:]] for row in rows_of(agreement_data / "irrCAC" / "cont3x3abstractors.csv")[1:]
    ]
    ratings = encode([(a, b) for a, row in enumerate(table) for b, n in enumerate(row) for _ in range(n)])
    assert value(cohen_kappa, ratings) == pytest.approx(0.7964094, abs=5e-8)
    assert value(fleiss_kappa, ratings) == pytest.approx(0.7962397, abs=5e-8)
    assert value(nominal_alpha, ratings) == pytest.approx(0.7972585, abs=5e-8)


def test_fleiss_kappa_and_alpha_of_a_published_distribution(agreement_data):
    counted = rows_of(agreement_data / "irrCAC" / "distrib.6raters.csv")[1:]
    ratings = encode([[value for value, n in enumerate(row[1:]) for _ in range(int(n))] for row in counted])
    assert value(raw_agreement, ratings) == pytest.approx(0.5511111, abs=5e-8)
    assert value(fleiss_kappa, ratings) == pytest.approx(0.4139265, abs=5e-8)
    assert value(nominal_alpha, ratings) == pytest.approx(0.4204384, abs=5e-8)


@pytest.mark.parametrize(("name", "skipped"), [("irrtest", 0), ("gwet_test", 1)])
def test_three_coders_of_two_small_files(agreement_data, name, skipped):
    expected = json.loads((agreement_data / "expected_values.json").read_text(encoding="utf-8"))[name]
    rows = rows_of(agreement_data / f"{name}.csv")[1:]
    ratings = encode([row[len(row) - 3 :] for row in rows])
    assert len(rows[0]) == 3 + (name == "irrtest")
    assert value(unanimity, ratings) == pytest.approx(expected["percent_all_agree"])
    assert value(fleiss_kappa, ratings) == pytest.approx(expected["fleiss_kappa"], abs=5e-6)
    assert value(nominal_alpha, ratings) == pytest.approx(
        expected["krippendorff_alpha_nominal_krippendorffpkg"], abs=5e-6
    )
    for pair, kappa in expected["cohen_pairs"].items():
        one, other = (int(end.removeprefix("r")) - (end[0] == "r") for end in pair.split("-"))
        assert value(cohen_kappa, ratings[:, [one, other]]) == pytest.approx(kappa, abs=5e-6)
