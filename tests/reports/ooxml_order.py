"""The order of elements that ECMA-376 (Office Open XML, part 1) asks for, as far as reports use them."""

import zipfile
from collections.abc import Iterator
from io import BytesIO
from itertools import pairwise

from lxml import etree

_RUN_LOOKS = (
    "rStyle rFonts b bCs i iCs caps smallCaps strike dstrike outline shadow emboss imprint noProof snapToGrid vanish "
    "webHidden color spacing w kern position sz szCs highlight u effect bdr shd fitText vertAlign rtl cs em lang "
    "eastAsianLayout specVanish oMath"
)
_BORDERS = "top left start bottom right end insideH insideV tl2br tr2bl"
WORD = {
    "document": "background body",
    "pPr": "pStyle keepNext keepLines pageBreakBefore framePr widowControl numPr suppressLineNumbers pBdr shd tabs "
    "suppressAutoHyphens kinsoku wordWrap overflowPunct topLinePunct autoSpaceDE autoSpaceDN bidi adjustRightInd "
    "snapToGrid spacing ind contextualSpacing mirrorIndents suppressOverlap jc textDirection textAlignment "
    "textboxTightWrap outlineLvl divId cnfStyle rPr sectPr pPrChange",
    "rPr": _RUN_LOOKS,
    "numPr": "ilvl numId",
    "tbl": "bookmarkStart bookmarkEnd tblPr tblGrid tr",
    "tblPr": "tblStyle tblpPr tblOverlap bidiVisual tblStyleRowBandSize tblStyleColBandSize tblW jc tblCellSpacing "
    "tblInd tblBorders shd tblLayout tblCellMar tblLook tblCaption tblDescription",
    "tblGrid": "gridCol",
    "tblBorders": _BORDERS,
    "tblCellMar": "top left start bottom right end",
    "tr": "tblPrEx trPr tc",
    "tc": "tcPr p",
    "tcPr": "cnfStyle tcW gridSpan hMerge vMerge tcBorders shd noWrap tcMar textDirection tcFitText vAlign hideMark",
    "tcBorders": _BORDERS,
    "pBdr": "top left bottom right between bar",
    "sdt": "sdtPr sdtEndPr sdtContent",
    "sdtPr": "rPr alias tag id lock placeholder temporary showingPlcHdr dataBinding",
    "sectPr": "headerReference footerReference footnotePr endnotePr type pgSz pgMar paperSrc pgBorders lnNumType "
    "pgNumType cols formProt vAlign noEndnote titlePg textDirection bidi rtlGutter docGrid",
    "numbering": "numPicBullet abstractNum num numIdMacAtCleanup",
    "abstractNum": "nsid multiLevelType tmpl name styleLink numStyleLink lvl",
    "num": "abstractNumId lvlOverride",
    "lvl": "start numFmt lvlRestart pStyle isLgl suff lvlText lvlPicBulletId legacy lvlJc pPr rPr",
    "styles": "docDefaults latentStyles style",
    "docDefaults": "rPrDefault pPrDefault",
    "latentStyles": "lsdException",
    "style": "name aliases basedOn next link autoRedefine hidden uiPriority semiHidden unhideWhenUsed qFormat locked "
    "personal personalCompose personalReply rsid pPr rPr tblPr trPr tcPr tblStylePr",
    "tblStylePr": "pPr rPr tblPr trPr tcPr",
    "fonts": "font",
    "font": "altName panose1 charset family notTrueType pitch sig embedRegular embedBold embedItalic embedBoldItalic",
    "rsids": "rsidRoot rsid",
    "compat": "useFELayout compatSetting",
    "webSettings": "frameset divs encoding optimizeForBrowser relyOnVML allowPNG doNotRelyOnCSS "
    "doNotSaveAsSingleFile doNotOrganizeInFolder doNotUseLongFileNames pixelsPerInch targetScreenSz "
    "saveSmartTagsAsXml",
    "settings": "writeProtection view zoom removePersonalInformation removeDateAndTime doNotDisplayPageBoundaries "
    "displayBackgroundShape printPostScriptOverText printFractionalCharacterWidth printFormsData embedTrueTypeFonts "
    "embedSystemFonts saveSubsetFonts saveFormsData mirrorMargins alignBordersAndEdges bordersDoNotSurroundHeader "
    "bordersDoNotSurroundFooter gutterAtTop hideSpellingErrors hideGrammaticalErrors activeWritingStyle proofState "
    "formsDesign attachedTemplate linkStyles stylePaneFormatFilter stylePaneSortMethod documentType mailMerge "
    "revisionView trackRevisions doNotTrackMoves doNotTrackFormatting documentProtection autoFormatOverride "
    "styleLockTheme styleLockQFSet defaultTabStop autoHyphenation consecutiveHyphenLimit hyphenationZone "
    "doNotHyphenateCaps showEnvelope summaryLength clickAndTypeStyle defaultTableStyle evenAndOddHeaders "
    "bookFoldRevPrinting bookFoldPrinting bookFoldPrintingSheets drawingGridHorizontalSpacing "
    "drawingGridVerticalSpacing displayHorizontalDrawingGridEvery displayVerticalDrawingGridEvery "
    "doNotUseMarginsForDrawingGridOrigin drawingGridHorizontalOrigin drawingGridVerticalOrigin doNotShadeFormData "
    "noPunctuationKerning characterSpacingControl printTwoOnOne strictFirstAndLastChars noLineBreaksAfter "
    "noLineBreaksBefore savePreviewPicture doNotValidateAgainstSchema saveInvalidXml ignoreMixedContent "
    "alwaysShowPlaceholderText doNotDemarcateInvalidXml saveXmlDataOnly useXSLTWhenSaving saveThroughXslt "
    "showXMLTags alwaysMergeEmptyNamespace updateFields hdrShapeDefaults footnotePr endnotePr compat docVars rsids "
    "mathPr attachedSchema themeFontLang clrSchemeMapping doNotIncludeSubdocsInStats doNotAutoCompressPictures "
    "forceUpgrade captions readModeInkLockDown smartTagType schemaLibrary shapeDefaults doNotEmbedSmartTags "
    "decimalSymbol listSeparator",
    "footnotePr": "pos numFmt numStart numRestart footnote",
}
"""Children of elements of WordprocessingML, in their order."""
FREE = {
    "body",
    "hdr",
    "ftr",
    "footnotes",
    "footnote",
    "endnotes",
    "endnote",
    "sdtContent",
    "tabs",
    "hyperlink",
    "trPr",
}
"""Elements whose children may stand in any order, or have but one kind."""
FIRST = {"p": "pPr", "r": "rPr"}
"""Elements whose properties come before their content, which may stand in any order."""
DRAWING = {
    "inline": "extent effectExtent docPr cNvGraphicFramePr",
    "pic": "nvPicPr blipFill spPr",
    "nvPicPr": "cNvPr cNvPicPr",
    "blipFill": "blip srcRect tile stretch",
    "spPr": "xfrm custGeom prstGeom",
    "xfrm": "off ext",
}
"""Children of elements of pictures."""


def misplaced(content: bytes) -> list[str]:
    """Return what stands in a wrong place in a .docx, part by part; empty where all is in order."""
    with zipfile.ZipFile(BytesIO(content)) as archive:
        return [
            fault
            for name in archive.namelist()
            if name.endswith((".xml", ".rels")) and "theme" not in name
            for fault in _faults(name, archive.read(name))
        ]


def _faults(name: str, part: bytes) -> Iterator[str]:
    for parent in etree.fromstring(part).iter(etree.Element):
        space, tag = etree.QName(parent).namespace or "", etree.QName(parent).localname
        own = [one for one in parent.iterchildren(etree.Element) if etree.QName(one).namespace == space]
        children = [etree.QName(one).localname for one in own]
        if "drawingml" in space:
            yield from _out_of_order(name, tag, children, DRAWING.get(tag))
        if not space.endswith("wordprocessingml/2006/main"):
            continue
        if tag in FIRST:
            if FIRST[tag] in children[1:]:
                yield f"{name}: {FIRST[tag]} is not first in {tag}"
        elif tag == "body" and children.count("sectPr") and children[-1] != "sectPr":
            yield f"{name}: sectPr is not last in body"
        elif tag not in FREE:
            yield from _out_of_order(name, tag, children, WORD.get(tag, "" if len(children) > 1 else None))


def _out_of_order(name: str, tag: str, children: list[str], order: str | None) -> Iterator[str]:
    if order is None:
        return
    known = order.split()
    for child in children:
        if child not in known:
            yield f"{name}: {child} is not known in {tag}"
    places = [known.index(child) for child in children if child in known]
    for place, (one, other) in enumerate(pairwise(places)):
        if one > other:
            yield f"{name}: {children[place + 1]} stands too late in {tag}"
