"""Own words as they stand between quotation marks: nothing in them can end the quotation or look like a new field."""

import re

# Quotation marks within a quotation are « and », as Polish and English printers set them.
SINGLE = "'‘’‛ʼ՚′‵＇`´"
BLANK = r"[\s\u2800\u3164\u115f\u1160\uffa0]"  # signs that print as nothing besides the white space of Unicode
MARK = rf"(?:[„“”‟\"＂〝〞〟❝❞ʺˮ˝″‶‴⁗״〃]|[{SINGLE}][\u00ad\u200b\u2060]*[{SINGLE}])"
OPENING = re.compile(rf"(?<![^\s(\[]){MARK}")
CLOSING = re.compile(MARK)
# Fields of one line are joined by a middle dot: in own words any sign like it becomes a comma.
DOTS = "·•∙⋅‧・･ꞏ⸱⸳᛫◦●⦁⚫∘᐀⏺𐄁"
DOT = re.compile(rf"{BLANK}*[{DOTS}]{BLANK}+|{BLANK}+[{DOTS}]")
BREAKS = re.compile(r"[^\S\n]*\n\s*")


def within_quotes(text: str) -> str:
    """The text as it is put between quotation marks, each of its lines on a line of its own and none of them empty."""
    text = CLOSING.sub("»", OPENING.sub("«", text))
    text = BREAKS.sub("\n", text.strip())
    return "\n".join(DOT.sub(", ", line) for line in text.split("\n"))
