"""Makes the fonts of PDF documents. Run by hand, when a font or the set of characters changes; the results are kept.

    npm pack pretendard@1.3.9 jetbrains-mono@1.0.6 @expo-google-fonts/noto-emoji@0.4.7   # unpack each into DIR/<name>
    apt-get install fonts-noto-cjk fonts-noto-core
    pip install fonttools==4.68.0 brotli cffsubr
    python3 make.py DIR

All sources are under the SIL Open Font License 1.1. "Pretendard" and "Source" are reserved names, so what is made of
them has names of its own.
"""

import sys
from pathlib import Path

import cffsubr
from fontTools import subset
from fontTools.misc.transform import Transform
from fontTools.pens.t2CharStringPen import T2CharStringPen
from fontTools.pens.transformPen import TransformPen
from fontTools.ttLib import TTFont

HERE = Path(__file__).parent
# How far an oblique leans: tan 10°.
SLANT = 0.176


def euc_kr():
    """All characters of KS X 1001: 4,888 Hanja, symbols, circled letters and digits, lines, Greek, Cyrillic, kana."""
    found = set()
    for lead in range(0xA1, 0xFF):
        for trail in range(0xA1, 0xFF):
            try:
                found.add(ord(bytes([lead, trail]).decode("euc_kr")))
            except UnicodeDecodeError:
                pass
    return found


def euc_jp():
    """The 2,965 kanji of JIS X 0208's first level, the ones in daily use."""
    return {
        ord(bytes([lead, trail]).decode("euc_jp", "ignore") or " ")
        for lead in range(0xB0, 0xD0)
        for trail in range(0xA1, 0xFF)
    }


def gb2312():
    """The 3,755 Chinese characters of GB 2312's first level."""
    return {
        ord(bytes([lead, trail]).decode("gb2312", "ignore") or " ")
        for lead in range(0xB0, 0xD8)
        for trail in range(0xA1, 0xFF)
    }


def cut(font, characters, features=("kern", "mark", "mkmk", "ccmp", "liga", "locl", "calt")):
    """Keeps only some characters, and no hints: nobody reads a PDF at 9 pixels."""
    options = subset.Options()
    options.layout_features = list(features)
    options.hinting = False
    options.name_IDs = [0, 1, 2, 3, 4, 5, 6, 13, 14]
    options.notdef_outline = True
    options.glyph_names = False
    options.desubroutinize = "CFF " in font
    options.drop_tables += ["STAT", "vhea", "vmtx", "VORG", "gasp", "DSIG", "BASE", "meta"]
    subsetter = subset.Subsetter(options)
    subsetter.populate(unicodes=characters)
    subsetter.subset(font)


def name(font, family, style, weight):
    postscript = f"{family.replace(' ', '')}-{style.replace(' ', '')}"
    names = {1: family, 2: style, 3: postscript, 4: f"{family} {style}", 6: postscript}
    table = font["name"]
    table.names = [record for record in table.names if record.nameID in (0, 5, 13, 14) and record.langID in (0, 0x409)]
    for identity, value in names.items():
        table.setName(value, identity, 3, 1, 0x409)
    font["OS/2"].usWeightClass = weight
    bold, italic = "Bold" in style, "Oblique" in style
    font["head"].macStyle = bold | italic << 1
    font["OS/2"].fsSelection = (font["OS/2"].fsSelection & ~0x61) | bold << 5 | italic | (not bold and not italic) << 6
    if "CFF " in font:
        cff = font["CFF "].cff
        cff.fontNames = [postscript]
        top = cff.topDictIndex[0]
        top.FamilyName, top.FullName, top.Weight = family, f"{family} {style}", style
        for key in ("Notice", "Copyright"):
            if key in top.rawDict:
                del top.rawDict[key]


def lean(font):
    """The font's own shapes, leaning: Korean has no italics, so this is what word processors show too."""
    glyphs, top = font.getGlyphSet(), font["CFF "].cff.topDictIndex[0]
    leaning = {}
    for glyph in font.getGlyphOrder():
        old = top.CharStrings[glyph]
        width = glyphs[glyph].width
        pen = T2CharStringPen(None if width == old.private.defaultWidthX else width - old.private.nominalWidthX, None)
        glyphs[glyph].draw(TransformPen(pen, Transform(1, 0, SLANT, 1, 0, 0)))
        leaning[glyph] = pen.getCharString(old.private, old.globalSubrs)
    for glyph, string in leaning.items():
        top.CharStrings[glyph] = string
    font["post"].italicAngle = -10.0
    top.ItalicAngle = -10


def save(font, file):
    if "CFF " in font:
        cffsubr.subroutinize(font)
    font.save(HERE / file)
    reread = TTFont(HERE / file)
    print(f"{file}: {(HERE / file).stat().st_size:,} bytes, {len(reread.getBestCmap()):,} characters")


def main(sources):
    pretendard = sources / "pretendard/package/dist/public/static"
    # Everything that it has: Hangul, Latin, Greek, Cyrillic, kana, signs.
    for style, file, weight in (("Regular", "Regular", 400), ("Bold", "SemiBold", 700)):
        font = TTFont(pretendard / f"Pretendard-{file}.otf")
        sans = set(font.getBestCmap())
        cut(font, sans)
        name(font, "Supbot Sans", style, weight)
        save(font, f"sans-{style.lower()}.otf")
    font = TTFont(pretendard / "Pretendard-Regular.otf")
    cut(font, sans)
    lean(font)
    name(font, "Supbot Sans", "Oblique", 400)
    save(font, "sans-oblique.otf")

    font = TTFont(sources / "jetbrains-mono/package/fonts/webfonts/JetBrainsMonoNL-Regular.woff2")
    font.flavor = None
    cut(font, set(font.getBestCmap()), features=())
    name(font, "Supbot Mono", "Regular", 400)
    save(font, "mono.ttf")

    font = TTFont("/usr/share/fonts/opentype/noto/NotoSansCJK-Regular.ttc", fontNumber=1)
    jamo = set(range(0x1100, 0x1200)) | set(range(0x3131, 0x318F))
    signs = set(range(0x2000, 0x2C00)) | set(range(0x3000, 0x3400)) | set(range(0xFF00, 0xFFF0))
    cut(font, (euc_kr() | euc_jp() | gb2312() | jamo | signs) - sans, features=("ljmo", "vjmo", "tjmo", "ccmp"))
    name(font, "Supbot Han", "Regular", 400)
    save(font, "han.otf")

    known = sans | set(TTFont(HERE / "han.otf").getBestCmap())
    for source, family, file, more in (
        ("NotoSansSymbols2-Regular", "Supbot Signs", "signs.ttf", set()),
        ("NotoSansMath-Regular", "Supbot Math", "math.ttf", set(range(0x1D400, 0x1D800))),
    ):
        font = TTFont(f"/usr/share/fonts/truetype/noto/{source}.ttf")
        cut(font, ((signs | more) & set(font.getBestCmap())) - known, features=())
        if "MATH" in font:
            del font["MATH"]
        name(font, family, "Regular", 400)
        save(font, file)

    font = TTFont(sources / "noto-emoji/package/400Regular/NotoEmoji_400Regular.ttf")
    cut(font, set(font.getBestCmap()) - sans, features=())
    name(font, "Supbot Emoji", "Regular", 400)
    save(font, "emoji.ttf")


main(Path(sys.argv[1]))
