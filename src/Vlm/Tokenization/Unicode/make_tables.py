"""Makes character_classes.bin and normalization.bin. Usage: make_tables.py <golden/tokenizers/unicode.json>

The classes are those of the reference implementation (Hugging Face tokenizers), probed on every code point. The
decompositions are those of Python's unicodedata. Both are needed because .NET's own tables follow another Unicode
version, and because string.Normalize does nothing where InvariantGlobalization is on.
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
    pages, index, data = {}, [], []
    for start in range(0, 0x110000, PAGE):
        page = tuple(flags[start:start + PAGE])
        if page not in pages:
            pages[page] = len(pages)
            data.extend(page)
        index.append(pages[page])
    return struct.pack(f"<2i{len(index)}H{len(data)}H", len(index), len(data), *index, *data)


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


for name, raw in (("character_classes.bin", classes(sys.argv[1])), ("normalization.bin", normalization())):
    with open(name, "wb") as file:
        file.write(zlib.compress(raw, 9))
    print(name, len(raw))
