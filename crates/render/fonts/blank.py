"""Makes Blank.ttf: a font of two empty glyphs that "covers" every character.

Text is measured with it where no real font has a glyph: wide scripts get one em, all others 0.7 em, which is
at least what common fonts take, so that nothing overflows its card when the reader's machine draws the text.
Usage: python3 blank.py OUT.ttf
"""
import sys
import unicodedata
from fontTools.fontBuilder import FontBuilder
from fontTools.ttLib.tables._c_m_a_p import CmapSubtable

build = FontBuilder(1000, isTTF=True)
names = [".notdef", "wide", "other", "mark"]
build.setupGlyphOrder(names)
build.setupCharacterMap({0x20: "other"})
from fontTools.ttLib.tables._g_l_y_f import Glyph
build.setupGlyf({name: Glyph() for name in names})
build.setupHorizontalMetrics({".notdef": (1000, 0), "wide": (1000, 0), "other": (700, 0), "mark": (0, 0)})
build.setupHorizontalHeader(ascent=969, descent=-241)
build.setupNameTable({"familyName": "Wayline Blank", "styleName": "Regular", "version": "Version 1.0"})
build.setupOS2(sTypoAscender=969, sTypoDescender=-241, usWinAscent=969, usWinDescent=241)
build.setupPost()

def glyph(code):
    char = chr(code)
    if unicodedata.category(char) in ("Mn", "Me", "Cf", "Cc"):
        return "mark"
    if unicodedata.east_asian_width(char) in ("W", "F") or 0x1F000 <= code <= 0x1FAFF or code >= 0x20000:
        return "wide"
    return "other"

table = CmapSubtable.newSubtable(13)
table.platformID, table.platEncID, table.language = 3, 10, 0
table.cmap = {code: glyph(code) for code in range(0x20, 0x30000) if not 0xD800 <= code <= 0xDFFF}
build.font["cmap"].tables = [table]
build.font["head"].created = build.font["head"].modified = 0
build.font.recalcTimestamp = False
build.save(sys.argv[1])
