"""What remains of a customer's message when programs' additions are taken off."""

from __future__ import annotations

import time
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from drafter.content import find_content
from drafter.errors import InvalidContent
from drafter.text.clean import clean_message, read_phrases

SHIPPED = read_phrases(find_content().guardrails / "any" / "mail.toml")
ATTRIBUTIONS = {
    "en": "On Mon, Jan 5, 2026 at 10:00 AM Anna <anna@shop.example> wrote:",
    "en, no address": "On 5 Jan 2026, at 10:00, Anna wrote:",
    "de": "Am Mo., 5. Jan. 2026 um 10:00 Uhr schrieb Anna <anna@shop.example>:",
    "de, no address": "Am 05.01.26 um 10:00 schrieb Anna:",
    "id": "Pada tanggal Sen, 5 Jan 2026 pukul 10.00 Anna <anna@shop.example> menulis:",
    "ms": "Pada Isn, 5 Jan 2026 pada 10:00 PG Anna telah menulis:",
    "kk": "2026 ж. 5 қаң., дс 10:00 уақытында Anna <anna@shop.example> мынаны жазды:",
    "ru": "05.01.2026 10:00, Anna пишет:",
    "ru, no verb": "пн, 5 янв. 2026 г. в 10:00, Anna <anna@shop.example>:",
}
SEPARATORS = {
    "en": "-----Original Message-----",
    "de": "-----Ursprüngliche Nachricht-----",
    "id": "-----Pesan Asli-----",
    "ms": "-----Mesej Asal-----",
    "kk": "-----Бастапқы хабар-----",
    "ru": "-------- Исходное сообщение --------",
    "helpdesk": "##- Please type your reply above this line -##",
}
HEADERS = {
    "en": "From: Support <help@shop.example>\nSent: Monday, 5 January 2026 10:00\nTo: Jo\nSubject: RE: Kettle",
    "en, bold and no address": "*From:* Support\n*Date:* Monday, 5 January 2026\n*To:* Jo\n*Subject:* Kettle",
    "de": "Von: Support <help@shop.example>\nGesendet: Montag, 5. Januar 2026 10:00\nAn: Jo\nBetreff: AW: Kessel",
    "id": "Dari: Dukungan <help@shop.example>\nDikirim: Senin, 5 Januari 2026\nKepada: Jo\nSubjek: Ketel",
    "ms": "Daripada: Sokongan <help@shop.example>\nDihantar: Isnin, 5 Januari 2026\nKepada: Jo\nSubjek: Cerek",
    "kk": "Кімнен: Қолдау <help@shop.example>\nЖіберілді: дүйсенбі, 5 қаңтар 2026\nКімге: Jo\nТақырып: Шәйнек",
    "ru": "От: Поддержка <help@shop.example>\nОтправлено: понедельник, 5 января 2026\nКому: Jo\nТема: Чайник",
}
FOOTERS = [
    "Sent from my iPhone",
    "Get Outlook for Android",
    "Von meinem iPhone gesendet",
    "Gesendet von Outlook für iOS",
    "Diese Nachricht wurde von meinem Android Mobiltelefon mit GMX Mail gesendet.",
    "Dikirim dari iPhone saya",
    "Dihantar daripada telefon bimbit saya",
    "iPhone құрылғымнан жіберілді",
    "Отправлено с iPhone",
    "Отправлено из мобильной Почты Mail.ru",
]


def stripped(text: str) -> str:
    """Cleaned with the phrases that ship."""
    return clean_message(text, SHIPPED)


class TestHtml:
    @pytest.mark.parametrize(
        ("expected", "markup"),
        [
            pytest.param("My kettle is broken.\n\nPlease help.", "<p>My <b>kettle</b>\nis broken.</p><p>Please help.</p>", id="paragraphs"),
            pytest.param("One\nTwo\n\nThree", "<div>One<br>Two</div><div><br/></div><DIV>Three</DIV>", id="line breaks and divs"),
            pytest.param("I tried:\n\n- a reset\n- a new cable", "I tried:<ul><li>a reset</li><li>a new cable</li></ul>", id="lists"),
            pytest.param(
                "see our page (https://a.example/x?a=1&b=2)", '<p>see <a href="https://a.example/x?a=1&amp;b=2">our page</a></p>', id="link"
            ),
            pytest.param("see www.a.example/", "<p>see <a href='https://www.a.example'>www.a.example/</a></p>", id="a link that is its own text"),
            pytest.param("jo@a.example", "<p><a href=mailto:jo@a.example>jo@a.example</a></p>", id="a mail link"),
            pytest.param("5 € < 7 € & “more”", "<p>5&nbsp;&euro; &lt; 7 &#8364; &amp; &ldquo;more&rdquo;</p>", id="entities"),
            pytest.param(
                "Hi", "<html><head><title>x</title><style>p {}</style></head><body><script>a()</script><!-- b --><p>Hi</p></body></html>", id="unseen"
            ),
            pytest.param("Error  7\n  at start", "<p></p><pre>Error  7\n  at start</pre>", id="preformatted"),
            pytest.param("Order A-1\nsize M", "<table><tr><td>Order</td><td>A-1</td></tr><tr><td>size</td><td>M</td></tr></table>", id="a table"),
            pytest.param("Hello\nmy order\nis late", "Hello<br>\nmy <i>order</i>\nis late", id="a chat's own line breaks stay"),
            pytest.param("write to <jo@a.example> now", "<p>write to <jo@a.example> now</p>", id="an address is no tag"),
            pytest.param("it is broken", "<p title=\"a > b\">it is <b title='it's'>broken</b></p>", id="odd quotation marks"),
        ],
    )
    def test_words_stay_and_tags_go(self, expected: str, markup: str) -> None:
        """Of markup, the words stay with their lines, links with their addresses."""
        assert expected == stripped(markup)

    @pytest.mark.parametrize(
        "text",
        [
            "I <3 your shop & AT&amp;T",
            "a < b and b > c",
            "Write to Jo <jo@a.example> or <https://a.example>",
            "my <order number> is 7",
            "List<String> names = new ArrayList<>();",
            "the page shows <div> at the top",
        ],
    )
    def test_plain_text_is_left_alone(self, text: str) -> None:
        """Plain text that holds a bracket or an ampersand is not taken for markup."""
        assert text == stripped(text)


class TestHistory:
    @pytest.mark.parametrize("attribution", ATTRIBUTIONS.values(), ids=ATTRIBUTIONS)
    def test_top_posting(self, attribution: str) -> None:
        """What stands below an attribution goes, whether or not each line is marked."""
        assert "Still broken." == stripped(f"Still broken.\n\n{attribution}\n\n> Is it solved?\n> Anna\n")
        assert "Still broken." == stripped(f"Still broken.\n\n{attribution}\n\nIs it solved?\nAnna\n")

    @pytest.mark.parametrize("attribution", ATTRIBUTIONS.values(), ids=ATTRIBUTIONS)
    def test_bottom_and_inline_posting(self, attribution: str) -> None:
        """Text below and between quoted lines is the customer's."""
        text = f"{attribution}\n> Is it solved?\n\nNo.\n\n> What is the number?\n>> It is on the back.\n\nA-1042"

        assert "No.\n\nA-1042" == stripped(text)

    def test_a_wrapped_attribution(self) -> None:
        """An attribution that a mail program wrapped goes whole, and nothing above it."""
        text = "Still broken.\n\nOn Mon, Jan 5, 2026 at 10:00 AM Anna from the support team\n<anna@shop.example>\nwrote:\n\n> Is it solved?"

        assert "Still broken." == stripped(text)

    @pytest.mark.parametrize("separator", SEPARATORS.values(), ids=SEPARATORS)
    def test_separators(self, separator: str) -> None:
        """What stands below a separator goes."""
        assert "Noch kaputt." == stripped(f"Noch kaputt.\n\n{separator}\nIst es gelöst?")

    @pytest.mark.parametrize("header", HEADERS.values(), ids=HEADERS)
    def test_header_blocks(self, header: str) -> None:
        """What stands below a copied mail header goes, with the line above the header."""
        assert "Still broken." == stripped(f"Still broken.\n\n________________________________\n{header}\n\nIs it solved?")

    def test_html_history(self) -> None:
        """A quoted block of an HTML message is history too."""
        html = (
            '<div>Still broken.</div><br><div class="gmail_quote"><div>On Mon, 5 Jan 2026 at 10:00, Anna &lt;anna@shop.example&gt; wrote:<br></div>'
            "<blockquote><div>Is it solved?</div><blockquote>My kettle!</blockquote></blockquote></div>"
        )

        assert "Still broken." == stripped(html)

    @pytest.mark.parametrize(
        "text",
        [
            "> My kettle is broken.\n> Please help.",
            "On Mon, 5 Jan 2026 at 10:00 Anna <anna@shop.example> wrote:\n\nMy kettle is broken.",
            "-----Original Message-----\nMy kettle is broken.",
            "-- \nJo Miller",
            "Sent from my iPhone",
        ],
    )
    def test_nothing_else_left(self, text: str) -> None:
        """A message that is nothing but history or signature stays as it is."""
        assert text == stripped(text)

    def test_forwarded_messages(self) -> None:
        """A forwarded message is sent to be read, and stays with its header."""
        text = (
            "See below.\n\n---------- Forwarded message ---------\nFrom: Seller <s@x.example>\nDate: Mon\nSubject: No\nTo: Jo\n\nWe refuse.\n\n> Why?"
        )

        assert text == stripped(text)

    @pytest.mark.parametrize(
        "text",
        [
            "Hello.\nOn 5 May your colleague wrote:\nWe will refund you.\nNothing came.",
            "Hallo.\nAm 5. Mai schrieb mir Ihr Kollege:\nWir erstatten alles.",
            "My trip:\nFrom: Berlin\nTo: Munich\nDate: 5 May\nThe train was late.",
            "I never got the original message",
            "Here is what happened:\n1. it broke",
        ],
    )
    def test_own_words_that_look_alike(self, text: str) -> None:
        """A customer's own report, route or list is no history."""
        assert text == stripped(text)


class TestSignature:
    @pytest.mark.parametrize("footer", FOOTERS)
    def test_footers(self, footer: str) -> None:
        """A phone's or mail program's footer goes, also above quoted history."""
        assert "Still broken." == stripped(f"Still broken.\n\n{footer}")
        assert "Still broken." == stripped(f"Still broken.\n\n{footer}\n\nOn 5 Jan 2026, at 10:00, Anna wrote:\n\n> Is it solved?")

    @pytest.mark.parametrize("delimiter", ["-- ", "--", "—"])
    def test_delimiters(self, delimiter: str) -> None:
        """A signature below its delimiter goes."""
        assert "Still broken.\nRegards, Jo" == stripped(
            f"Still broken.\nRegards, Jo\n{delimiter}\nJo Miller\nMiller Ltd, 5 Hill Road\n+44 20 7946 0000"
        )

    @pytest.mark.parametrize(
        "text",
        [
            "The kettle is broken.\n--\nAnd the toaster never came.",
            "Am 3. Mai habe ich das Samsung Galaxy verschickt",
            "I have the photos:\nSent from my iPhone to your address",
            "My number is below.\n\nSent yesterday",
        ],
    )
    def test_own_words_that_look_alike(self, text: str) -> None:
        """A divider, and a last line about something sent, are the customer's."""
        assert text == stripped(text)


class TestAnyText:
    def test_characters_that_are_no_text(self) -> None:
        """Control characters go, line ends become one kind, a surrogate pair is joined and a lone surrogate replaced."""
        assert "a\tb\nc\nd😀\ufffd" == stripped("\ufeffa\x00\tb\r\nc\rd\x1b\ud83d\ude00\udc00\x7f")

    @pytest.mark.parametrize("text", ["", " \n\t ", "\x00", "?!", "<br>", "<p></p>", ">", "--"])
    def test_texts_without_words(self, text: str) -> None:
        """A text without a word raises nothing."""
        assert len(stripped(text)) <= len(text)

    @given(st.text(alphabet=st.characters(exclude_categories=()), max_size=200))
    @example("<a href='x'><blockquote><pre>\r\n</a>\ud800&#xD800;&#0;</pre>>")
    def test_any_text_can_be_stored(self, text: str) -> None:
        """Whatever comes in, what goes out is valid Unicode without control characters."""
        cleaned = stripped(text)

        assert cleaned == cleaned.encode("utf-8").decode("utf-8")
        assert not [character for character in cleaned if ord(character) < 32 and character not in "\n\t"]

    @given(st.text(alphabet="ab?.\n ", max_size=80))
    def test_plain_words_are_never_lost(self, text: str) -> None:
        """Text without any mark of a mail program keeps all its words."""
        assert text.split() == stripped(text).split()

    @pytest.mark.parametrize(
        "text",
        [
            pytest.param("<" * 200_000, id="opening brackets"),
            pytest.param("<b></b>" + "<" * 200_000, id="opening brackets in markup"),
            pytest.param(">" * 200_000, id="closing brackets"),
            pytest.param(">\n" * 200_000, id="quote marks"),
            pytest.param("a" + " " * 200_000 + "b", id="spaces"),
            pytest.param("<br>" + " \n" * 200_000 + "b", id="blank lines"),
            pytest.param("<b></b>" + "<!--" * 100_000, id="open comments"),
            pytest.param("<b></b>" + "<script>" * 50_000, id="open scripts"),
            pytest.param("<b></b>" + "<a href='" * 50_000, id="open attributes"),
            pytest.param("<b></b><a " + "\"'" * 100_000, id="quotation marks"),
            pytest.param("<b></b><a " + " href=\"'" * 50_000 + ">", id="half addresses"),
            pytest.param("<a href=x>y" * 50_000 + "</a>" * 50_000, id="nested links"),
            pytest.param("<blockquote>" * 50_000 + "x<br>" * 50_000, id="nested quotes"),
            pytest.param("On 1:\n" * 100_000, id="attributions"),
            pytest.param("From:\n" * 100_000, id="labels"),
            pytest.param("x\n\nSent from my iPhone" * 40_000, id="footers"),
            pytest.param("--\n" * 200_000, id="delimiters"),
            pytest.param("&" * 500_000 + "<br>", id="ampersands"),
            pytest.param("Wo bleibt meine Bestellung? " * 40_000, id="a megabyte of prose"),
        ],
    )
    def test_time_grows_with_length_only(self, text: str) -> None:
        """No text, however made, takes quadratic time: 200,000 characters would take minutes then."""
        start = time.process_time()
        stripped(text)

        assert time.process_time() - start < 3


class TestPhrases:
    def test_a_language_is_added_as_data(self, tmp_path: Path) -> None:
        """A table in the file is enough for a mail program's language."""
        path = tmp_path / "mail.toml"
        path.write_text("devices = 'iPhone'\n[sv]\nattributions = '''\nDen … skrev …:\n'''\nfooters = 'Skickat från …'\n", encoding="utf-8")
        text = "Trasig.\n\nSkickat från min iPhone\n\nDen 5 jan. 2026 kl. 10:00 skrev Anna:\n\n> Hej"

        assert "Trasig." == clean_message(text, read_phrases(path))
        assert "Trasig." != stripped(text)

    def test_an_unknown_key_is_refused(self, tmp_path: Path) -> None:
        """A misspelt key is named with its line."""
        path = tmp_path / "mail.toml"
        path.write_text("[sv]\nfotters = 'x'\n", encoding="utf-8")

        with pytest.raises(InvalidContent, match="fotters"):
            read_phrases(path)

    def test_the_shipped_phrases_hold_no_empty_part(self) -> None:
        """Every shipped footer and attribution holds words besides its gaps."""
        assert [] == [parts for parts in (*SHIPPED.attributions, *SHIPPED.footers) if not any(map(str.strip, parts))]
