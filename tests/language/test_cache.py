import pytest

from focuskit.language import AnalysisCache, TextAnalysis, analyse_texts

TEXT = "On n'a plus de légumes.\nC’est trop cher, euh, voilà."
PIECES = [(0, TEXT[:23]), (24, TEXT[24:])]


@pytest.fixture(scope="module")
def analysis():
    (made,) = analyse_texts([PIECES])
    return made


def test_tokens_point_at_their_words_in_the_whole_text(analysis):
    words = [TEXT[start:end] for start, end in zip(analysis.starts, analysis.ends, strict=True)]
    assert words[:6] == ["On", "n'", "a", "plus", "de", "légumes"]
    assert words[7:9] == ["C’", "est"]
    assert [analysis.types[kind].lemma for kind in analysis.kinds][5] == "légume"


def test_an_analysis_comes_back_from_bytes_as_it_was(analysis):
    assert TextAnalysis.from_bytes(analysis.to_bytes()) == analysis


def test_an_empty_text_has_an_empty_analysis_that_comes_back():
    (empty,) = analyse_texts([[]])
    assert len(empty) == 0
    assert TextAnalysis.from_bytes(empty.to_bytes()) == empty


@pytest.mark.parametrize("damage", [lambda _: b"", lambda data: data[:-5], lambda data: b"XXXX" + data[4:]])
def test_damaged_bytes_are_refused(analysis, damage):
    with pytest.raises(ValueError, match="analysis"):
        TextAnalysis.from_bytes(damage(analysis.to_bytes()))


def test_a_damaged_file_in_the_cache_counts_as_absent(tmp_path, analysis):
    cache = AnalysisCache(tmp_path)
    assert cache.get("a", PIECES) == analysis
    (file,) = tmp_path.glob("*.analysis")
    file.write_bytes(b"rubbish")
    assert cache.load("a") is None
    assert cache.get("a", PIECES) == analysis


def test_lemmas_are_kept_and_read_again(tmp_path):
    first = AnalysisCache(tmp_path).lemmas(["légumes", "cher"])
    assert AnalysisCache(tmp_path).lemmas(["cher", "légumes"]) == first


def test_without_a_writable_folder_analyses_are_made_all_the_same(tmp_path, analysis):
    blocked = tmp_path / "file"
    blocked.write_text("in the way")
    assert AnalysisCache(blocked).get("a", PIECES) == analysis
