"""The look of a written transcript: page, styles, footer; everything that does not depend on the words."""

from __future__ import annotations

INK, GREY, LINE, PALE = "1F3A4D", "6B757C", "B8C2C8", "EEF2F4"
MODERATOR_INK = "41525E"
TEXT_TWIPS = 9185
"""Width of the text area in twentieths of a point (A4, margins of 2.4 cm)."""

WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
WORD_2010 = "http://schemas.microsoft.com/office/word/2010/wordml"
WORD_2012 = "http://schemas.microsoft.com/office/word/2012/wordml"
RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
COMPATIBILITY = "http://schemas.openxmlformats.org/markup-compatibility/2006"
NAMESPACES = (
    f'xmlns:w="{WORD}" xmlns:r="{RELATIONS}" xmlns:w14="{WORD_2010}" xmlns:w15="{WORD_2012}" '
    f'xmlns:mc="{COMPATIBILITY}" mc:Ignorable="w14 w15"'
)
DECLARATION = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'

_LANGUAGES = {"fr": "fr-FR", "en": "en-GB"}
_FONT = '<w:rFonts w:ascii="Calibri" w:hAnsi="Calibri" w:eastAsia="Calibri" w:cs="Calibri"/>'
_MARGIN = 1361

_HEADING = '<w:keepNext/><w:spacing w:before="{before}" w:after="{after}"/><w:outlineLvl w:val="{level}"/>'
_TURN = '<w:spacing w:before="0" w:after="170" w:line="278" w:lineRule="auto"/>'
_BAR = f'<w:pBdr><w:left w:val="single" w:sz="12" w:space="9" w:color="{LINE}"/></w:pBdr>'
_EDGES = "".join(
    f'<w:{side} w:val="single" w:sz="4" w:space="6" w:color="{PALE}"/>'
    for side in ("top", "left", "bottom", "right")
)
_SHADE = f'<w:shd w:val="clear" w:color="auto" w:fill="{PALE}"/>'

# identifier, name, base, paragraph properties, run properties
_PARAGRAPH_STYLES = (
    (
        "Title",
        "Title",
        "Normal",
        '<w:keepNext/><w:spacing w:before="0" w:after="120" w:line="240" w:lineRule="auto"/>',
        f'<w:b/><w:color w:val="{INK}"/><w:sz w:val="44"/>',
    ),
    (
        "Heading1",
        "heading 1",
        "Normal",
        "<w:pageBreakBefore/>" + _HEADING.format(before=0, after=120, level=0).replace("<w:keepNext/>", ""),
        f'<w:b/><w:color w:val="{INK}"/><w:sz w:val="32"/>',
    ),
    (
        "Question",
        "Question",
        "Normal",
        _HEADING.format(before=300, after=140, level=1),
        f'<w:b/><w:color w:val="{INK}"/><w:sz w:val="24"/>',
    ),
    (
        "Note",
        "Note",
        "Normal",
        (
            f'<w:pBdr>{_EDGES}</w:pBdr>{_SHADE}<w:spacing w:before="160" w:after="360"/>'
            '<w:ind w:left="142" w:right="142"/>'
        ),
        f'<w:color w:val="{MODERATOR_INK}"/><w:sz w:val="19"/>',
    ),
    ("Turn", "Turn", "Normal", _TURN, ""),
    (
        "ModeratorTurn",
        "Moderator Turn",
        "Turn",
        f'{_BAR}<w:ind w:left="227"/>',
        f'<w:i/><w:color w:val="{MODERATOR_INK}"/>',
    ),
    (
        "Cell",
        "Table Cell",
        "Normal",
        '<w:spacing w:after="0" w:line="240" w:lineRule="auto"/>',
        '<w:sz w:val="18"/>',
    ),
    ("Footer", "footer", "Normal", '<w:jc w:val="center"/>', f'<w:color w:val="{GREY}"/><w:sz w:val="17"/>'),
    (
        "CommentText",
        "annotation text",
        "Normal",
        '<w:spacing w:after="0" w:line="240" w:lineRule="auto"/>',
        '<w:sz w:val="20"/>',
    ),
)
_CHARACTER_STYLES = (
    ("Speaker", "Speaker", f'<w:b/><w:color w:val="{INK}"/>'),
    ("TurnTime", "Turn Time", f'<w:color w:val="{GREY}"/><w:sz w:val="17"/>'),
    (
        "CodeName",
        "Code Name",
        '<w:rFonts w:ascii="Consolas" w:hAnsi="Consolas" w:cs="Consolas"/><w:sz w:val="17"/>',
    ),
    ("CommentReference", "annotation reference", '<w:sz w:val="16"/>'),
)


def styles_xml(language: str) -> str:
    """Return the part of the styles; ``language`` (``fr``, ``en``) is the one Word checks the spelling in."""
    shown = _LANGUAGES.get(language, language)
    own = "".join(_paragraph_style(*style) for style in _PARAGRAPH_STYLES)
    own += "".join(_character_style(*style) for style in _CHARACTER_STYLES)
    return (
        f"{DECLARATION}<w:styles {NAMESPACES}><w:docDefaults><w:rPrDefault><w:rPr>{_FONT}"
        f'<w:sz w:val="21"/><w:szCs w:val="21"/><w:lang w:val="{shown}" w:eastAsia="en-US" w:bidi="ar-SA"/>'
        '</w:rPr></w:rPrDefault><w:pPrDefault><w:pPr><w:spacing w:after="120" w:line="264" '
        'w:lineRule="auto"/></w:pPr></w:pPrDefault></w:docDefaults>'
        '<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/><w:qFormat/>'
        '</w:style><w:style w:type="character" w:default="1" w:styleId="DefaultParagraphFont">'
        '<w:name w:val="Default Paragraph Font"/><w:uiPriority w:val="1"/><w:semiHidden/></w:style>'
        f"{own}</w:styles>"
    )


def _paragraph_style(identifier: str, name: str, base: str, layout: str, looks: str) -> str:
    return (
        f'<w:style w:type="paragraph" w:styleId="{identifier}"><w:name w:val="{name}"/>'
        f'<w:basedOn w:val="{base}"/><w:qFormat/><w:pPr>{layout}</w:pPr><w:rPr>{looks}</w:rPr></w:style>'
    )


def _character_style(identifier: str, name: str, looks: str) -> str:
    return (
        f'<w:style w:type="character" w:styleId="{identifier}"><w:name w:val="{name}"/>'
        f'<w:basedOn w:val="DefaultParagraphFont"/><w:qFormat/><w:rPr>{looks}</w:rPr></w:style>'
    )


def settings_xml() -> str:
    """Return the part of the settings: a file made for today's Word."""
    settings = "".join(
        f'<w:compatSetting w:name="{name}" w:uri="http://schemas.microsoft.com/office/word" w:val="{value}"/>'
        for name, value in (
            ("compatibilityMode", 15),
            ("overrideTableStyleFontSizeAndJustification", 1),
            ("enableOpenTypeFeatures", 1),
            ("doNotFlipMirrorIndents", 1),
        )
    )
    return (
        f'{DECLARATION}<w:settings {NAMESPACES}><w:zoom w:percent="100"/><w:defaultTabStop w:val="708"/>'
        f"<w:compat>{settings}</w:compat></w:settings>"
    )


def section_xml() -> str:
    """Return the properties of the one section: A4, margins of 2.4 cm, a footer."""
    return (
        '<w:sectPr><w:footerReference w:type="default" r:id="rId4"/><w:pgSz w:w="11906" w:h="16838"/>'
        f'<w:pgMar w:top="{_MARGIN}" w:right="{_MARGIN}" w:bottom="{_MARGIN}" w:left="{_MARGIN}" '
        'w:header="709" w:footer="624" w:gutter="0"/></w:sectPr>'
    )


def footer_xml() -> str:
    """Return the footer: page of pages."""
    return (
        f'{DECLARATION}<w:ftr {NAMESPACES}><w:p><w:pPr><w:pStyle w:val="Footer"/></w:pPr>{_field("PAGE")}'
        f'<w:r><w:t xml:space="preserve"> / </w:t></w:r>{_field("NUMPAGES")}</w:p></w:ftr>'
    )


def _field(code: str) -> str:
    return (
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r>'
        f'<w:r><w:instrText xml:space="preserve"> {code} </w:instrText></w:r>'
        '<w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:t>1</w:t></w:r>'
        '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    )
