"""Words that may not stand on a page: they judge a person or a family (the pages' rule 4).

"Verdachte" and "veroordeeld" may, as the role of one signal. What partners delivered as text (an
action, a name) is theirs; everything famnet itself writes is held to this list by a test over all pages.
"""

from __future__ import annotations

import re
from typing import Final

__all__ = ["FORBIDDEN", "judging_words"]

#: Beginnings of words, in Dutch and English.
FORBIDDEN: Final = (
    "score", "risicoscore", "riskscore", "risicofamilie", "risicogezin", "risk score", "hit", "match",
    "veelpleger", "pleger", "dader", "crimineel", "criminele famil", "criminal famil",
    "offender", "perpetrator list", "probleemgezin", "probleemfamilie", "probleemjongere", "multiprobleem",
    "risicojongere", "asociaal", "asociale", "stoplicht", "verkeerslicht", "code rood", "rode vlag",
    "red flag", "gevaarscore", "top600", "overlastgezin", "draaideur", "notoir", "recidivist",
)  # fmt: skip
# Dutch and English have other words that begin like these.
_WHOLE: Final = ("hit", "match", "score")
_PATTERNS: Final = {
    word: re.compile(rf"\b{re.escape(word)}" + (r"(?:e?s)?\b" if word in _WHOLE else ""))
    for word in FORBIDDEN
}


def judging_words(text: str) -> tuple[str, ...]:
    """Return the words of the list that occur in a text, each once, sorted.

    Examples
    --------
    >>> judging_words("Een probleemgezin met een hoge score")
    ('probleemgezin', 'score')
    >>> judging_words("Rol in dit signaal: verdachte. Matchbox.")
    ()
    """
    low = text.casefold()
    return tuple(sorted(word for word, pattern in _PATTERNS.items() if pattern.search(low)))
