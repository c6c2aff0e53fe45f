"""All files of a deposit by path, and the bag they make."""

from __future__ import annotations

from focuskit.exchange.deposit.bag import make_bag
from focuskit.exchange.deposit.readme import compose_datacite, compose_readme
from focuskit.exchange.deposit.tables import tables_of
from focuskit.exchange.deposit.xml_files import compose_dublin_core, compose_qdc, compose_tei
from focuskit.messages import say
from focuskit.model.deposit import Deposit, DepositDocument


def files_of(deposit: Deposit) -> dict[str, bytes]:
    """Return the files of a bag by path: the same deposit gives the same bytes."""
    files = {"README.md": compose_readme(deposit).encode()}
    for one in deposit.documents:
        files[f"texts/{one.name}.txt"] = one.text.encode()
        files[f"transcripts/{one.name}.txt"] = _readable(one).encode()
        files[f"tei/{one.name}.xml"] = compose_tei(deposit, one)
    files |= tables_of(deposit)
    files["codebook/codebook.yaml"] = deposit.codebook_yaml
    files["codebook/codebook.qdc"] = compose_qdc(deposit.codebook)
    if deposit.guide_yaml:
        files["guide.yaml"] = deposit.guide_yaml
    files["metadata/dublin_core.xml"] = compose_dublin_core(deposit)
    files["metadata/datacite.json"] = compose_datacite(deposit).encode()
    information = {
        "Source-Organization": deposit.fields.publisher,
        "Contact-Name": deposit.fields.contact,
        "External-Description": deposit.fields.title or say("deposit.to_complete"),
        "Bag-Software-Agent": deposit.program,
    }
    return make_bag(files, information)


def _readable(document: DepositDocument) -> str:
    """Return a document to read: who says it before each turn, the question before a written answer."""
    lines: list[str] = []
    asked = ""
    for turn in document.turns:
        if turn.question and turn.question != asked:
            lines += [f"### {turn.question}", ""]
            asked = turn.question
        lines += [f"{turn.person} : {turn.span.slice(document.text)}", ""]
    return "\n".join(lines)
