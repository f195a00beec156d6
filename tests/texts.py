"""Hypothesis strategies for texts as they really come: every script, marks that combine, characters that nobody sees, and much punctuation."""

from __future__ import annotations

from hypothesis import strategies as st

ODD_PIECES = [
    "é", "e\u0301", "a\u0308\u0323", "и\u0306", "й", "ё", "İ", "I\u0307", "ß", "ẞ", "ﬁ", "ﬃ", "Ǆ", "½", "№", "㎏", "Ｇuarantee", "ｇ", "\u3000",
    "\u200b", "\u200d", "\ufeff", "\u00ad", "\u202e", "\u0301", "\u20dd", "\x00", "\x07", "\x7f", "\x85", "\u2028", "\r\n", "\t", "\n", "\n\n", " ",
    "қ", "Ғ", "ң", "ө", "ұ", "ү", "һ", "І", "кепілдік", "👍🏽", "👩‍👩‍👧", "🇰🇿", "𝔤𝔲𝔞𝔯", "字", "ไทย", "한글", "ﷺ", "ŉ", "ΐ", "ς", "Σ",
    "guarantee", "Guarantee", "we", "not", "no", "never", "that", "but", "always", "100 %", "5", "3.5", "24/7", "12:30", "Dr.", "e.g.", "can't",
    ".", "…", "...", "!", "?", "?!", ",", ";", ":", "—", "–", "-", " - ", "(", ")", "[", "]",
    "{{", "}}", "<", ">", "_", "*", "'", "’", '"', "“", "”", "„", "«", "»", "`", "´", "%", "|", "$", "^",
]  # fmt: skip
"""What trips a fold, a sentence cutter or a matcher."""

texts = st.one_of(
    st.text(max_size=80),
    st.lists(st.sampled_from(ODD_PIECES), max_size=25).map("".join),
    st.lists(st.sampled_from(ODD_PIECES), max_size=25).map(" ".join),
    st.lists(st.one_of(st.sampled_from(ODD_PIECES), st.text(max_size=6)), max_size=20).map("".join),
)
"""Texts without lone surrogates (`st.text` gives none): JSON and UTF-8 hold none either."""
