"""The channel of the follow-up, in every language: another than the brief's is found, a second contact beside it is not."""

from __future__ import annotations

import pytest

from tests.text.extraction import rules

CHANNEL = "any/ungrounded/other-channel"


def _rules(language: str, text: str, channel: str | None, at: str = "2026-12-16") -> list[str]:
    follow_up = {"at": at, "channel": channel} if channel else {"at": at}
    return rules(language, text, brief={"follow_up": follow_up}, channel="email")


@pytest.mark.parametrize(
    ("language", "text", "channel"),
    [
        ("en", "I will telephone you on Wednesday, 16 December.", "letter"),
        ("en", "On Wednesday 16 December I'll give you a ring.", "email"),
        ("en", "You'll have an e-mail from me on 16 December.", "phone"),
        ("en", "We will text you on 16 December.", "email"),
        ("de", "Am Mittwoch, dem 16. Dezember, rufe ich Sie an.", "email"),
        ("de", "Am 16. Dezember schicke ich Ihnen eine SMS.", "phone"),
        ("de", "Am 16. Dezember schreibe ich Ihnen eine E-Mail.", "phone"),
        ("id", "Rabu, 16 Desember, saya menelepon Ibu.", "email"),
        ("id", "Saya kirim email pada 16 Desember.", "phone"),
        ("ms", "Pada Rabu, 16 Disember, saya menelefon encik.", "email"),
        ("ms", "Saya akan menghantar e-mel pada 16 Disember.", "phone"),
        ("kk", "16 желтоқсанда сізге қоңырау шаламын.", "email"),
        ("kk", "16 желтоқсанда сізге телефон соғамыз.", "letter"),
        ("kk", "16 желтоқсанда электрондық поштаңызға жазамын.", "phone"),
    ],
)
def test_another_channel_is_found(language: str, text: str, channel: str) -> None:
    assert CHANNEL in _rules(language, text, channel)


@pytest.mark.parametrize(
    ("language", "text", "channel"),
    [
        ("en", "I'll call on 16 December; if you miss my call, I'll e-mail.", "phone"),
        ("en", "I'll e-mail you on 16 December, as you cannot take a call.", "email"),
        ("en", "On 16 December I'll e-mail you. Should you want to call us before, we are here.", "email"),
        ("en", "I'll write on 16 December. You can call us at any time.", "email"),
        ("en", "You will hear from me on 16 December. Our driver will call you on 14 December.", "email"),
        ("de", "Am 16. Dezember rufe ich Sie an; erreiche ich Sie nicht, schreibe ich eine E-Mail.", "phone"),
        ("de", "Die Werkstatt ruft Sie am 14. Dezember an, und am 16. Dezember schreibe ich Ihnen.", "email"),
        ("de", "Am 16. Dezember bekommen Sie Post von mir.", "letter"),
        ("id", "Saya email Ibu pada 16 Desember, jadi tidak perlu menelepon.", "email"),
        ("id", "Pada 16 Desember saya telepon; kalau tidak terangkat, saya kirim email.", "phone"),
        ("ms", "Saya akan menelefon pada 16 Disember; jika tidak berjawab, saya hantar e-mel.", "phone"),
        ("kk", "16 желтоқсанда қоңырау шаламын, көтермесеңіз, хат жазамын.", "phone"),
        ("kk", "16 желтоқсанда хат жазамын, қоңырау шалудың қажеті жоқ.", "email"),
        ("en", "I'll call you on 16 December.", None),
    ],
)
def test_the_channel_of_the_brief_passes_beside_others(language: str, text: str, channel: str | None) -> None:
    assert CHANNEL not in _rules(language, text, channel)
