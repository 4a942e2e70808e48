"""Makes the tables of this folder. Usage: make_tables.py <golden/tokenizers/unicode.json> <folder of Unicode's files>

character_classes.bin: the classes of the reference implementation (Hugging Face tokenizers), probed on every code point.
normalization.bin: the decompositions of Python's unicodedata.
expression_classes.bin: what regular expressions ask for, by Unicode 16 as the reference's do: general categories and
three properties (DerivedGeneralCategory-16.0.0.txt, DerivedCoreProperties-16.0.0.txt), and the probed \\w.
scripts.bin: Scripts-16.0.0.txt for regular expressions, Scripts-9.0.0.txt for the pre-tokenizer UnicodeScripts.
They are needed because .NET's own tables follow other Unicode versions, because .NET has no scripts, and because
string.Normalize does nothing where InvariantGlobalization is on.
"""
import json
import struct
import sys
import unicodedata
import zlib

CLASSES = [
    "bert_clean_text_removed", "bert_clean_text_to_space", "bert_chinese_char", "punctuation", "whitespace_split", "digits",
    "strip_accents_removed", "rust_word", "regex_pL", "regex_pN", "regex_pM", "regex_pLu", "regex_pLl", "regex_pP", "regex_d",
]  # bit 0, 1, 2, ... as in CharacterClasses.cs
PAGE = 128
FIRST_HANGUL, LAST_HANGUL = 0xAC00, 0xD7A3


CATEGORIES = "Lu Ll Lt Lm Lo Mn Mc Me Nd Nl No Pc Pd Ps Pe Pi Pf Po Sm Sc Sk So Zs Zl Zp Cc Cf Cs Co Cn".split()
PROPERTIES = ["Alphabetic", "Lowercase", "Uppercase"]  # bits 5, 6, 7; the category stands in bits 0 to 4, \w is bit 8


def paged(values):
    """Equal pages of 128 code points are stored once."""
    pages, index, data = {}, [], []
    for start in range(0, 0x110000, PAGE):
        page = tuple(values[start:start + PAGE])
        if page not in pages:
            pages[page] = len(pages)
            data.extend(page)
        index.append(pages[page])
    return struct.pack(f"<2i{len(index)}H{len(data)}H", len(index), len(data), *index, *data)


def unicode_file(folder, name):
    """The lines "first..last ; name" of one of Unicode's files, as (code point, name)."""
    for line in open(f"{folder}/{name}", encoding="utf-8"):
        fields = [field.strip() for field in line.split("#")[0].split(";")]
        if len(fields) == 2:
            first, _, last = fields[0].partition("..")
            for c in range(int(first, 16), int(last or first, 16) + 1):
                yield c, fields[1]


def expression_classes(path, folder):
    values = [CATEGORIES.index("Cn")] * 0x110000
    for c, name in unicode_file(folder, "DerivedGeneralCategory-16.0.0.txt"):
        values[c] = CATEGORIES.index(name)
    for c, name in unicode_file(folder, "DerivedCoreProperties-16.0.0.txt"):
        if name in PROPERTIES:
            values[c] |= 32 << PROPERTIES.index(name)
    word = json.load(open(path, encoding="utf-8"))["classes"]["regex_w"]
    for first, last in zip(word[::2], word[1::2]):
        for c in range(first, last + 1):
            values[c] |= 256
    return paged(values)


def scripts(folder):
    """The names, NUL-terminated and sorted, an empty one at the end; then the low byte is the name's number by Unicode 16, the high one by 9."""
    files = {version: dict(unicode_file(folder, f"Scripts-{version}.0.0.txt")) for version in (16, 9)}
    names = ["Unknown", *sorted({*files[16].values(), *files[9].values()} - {"Unknown"})]
    number = {name: i for i, name in enumerate(names)}
    values = [number[files[16].get(c, "Unknown")] | number[files[9].get(c, "Unknown")] << 8 for c in range(0x110000)]
    return "\0".join([*names, "", ""]).encode() + paged(values)


def rust_word(found):
    """\\w of Rust's regular expressions (added tokens, Whitespace): letters, marks, decimal and letter numbers, connectors,
    joiners and the circled or squared letters. It is not the \\w of Oniguruma that the file calls regex_w."""
    ranges = [*found["regex_pL"], *found["regex_pM"], *found["regex_d"], 0x200C, 0x200D, 0x24B6, 0x24E9]
    ranges += [0x1F130, 0x1F149, 0x1F150, 0x1F169, 0x1F170, 0x1F189]
    for c in range(0x110000):
        if unicodedata.category(chr(c)) in ("Nl", "Pc"):
            ranges += [c, c]
    return ranges


def classes(path):
    found = json.load(open(path, encoding="utf-8"))["classes"]
    found["rust_word"] = rust_word(found)
    flags = [0] * 0x110000
    for bit, name in enumerate(CLASSES):
        ranges = found[name]
        for first, last in zip(ranges[::2], ranges[1::2]):
            for c in range(first, last + 1):
                flags[c] |= 1 << bit
    return paged(flags)


def normalization():
    every = [c for c in range(0x110000) if not 0xD800 <= c <= 0xDFFF]
    assigned = [c for c in every if not FIRST_HANGUL <= c <= LAST_HANGUL]
    canonical, compatible, combining, pairs = [], [], [], []
    for c in assigned:
        text = chr(c)
        nfd, nfkd = unicodedata.normalize("NFD", text), unicodedata.normalize("NFKD", text)
        if nfd != text:
            canonical += [c, len(nfd), *map(ord, nfd)]
        if nfkd != nfd:
            compatible += [c, len(nfkd), *map(ord, nfkd)]
        if unicodedata.combining(text):
            combining += [c, unicodedata.combining(text)]
        single = unicodedata.decomposition(text)
        if single and not single.startswith("<") and len(single.split()) == 2 and unicodedata.normalize("NFC", text) == text:
            pairs += [*(int(x, 16) for x in single.split()), c]
    values = []
    for table in (canonical, compatible, combining, pairs):
        values += [len(table), *table]
    return struct.pack(f"<{len(values)}i", *values)


TABLES = {
    "character_classes.bin": classes(sys.argv[1]),
    "normalization.bin": normalization(),
    "expression_classes.bin": expression_classes(sys.argv[1], sys.argv[2]),
    "scripts.bin": scripts(sys.argv[2]),
}
for name, raw in TABLES.items():
    with open(name, "wb") as file:
        file.write(zlib.compress(raw, 9))
    print(name, len(raw))
