"""Concepts: a brief's English line is found in a draft in any language, and in other words than the brief's; what is left out is told."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from drafter.errors import InvalidContent
from drafter.house import House, open_house
from drafter.settings import Settings
from drafter.text.fold import Folder
from drafter.verdict.concepts import Concepts, read_concepts
from drafter.verdict.coverage import Held, missing
from drafter.verdict.facts import collect
from tests.tickets import brief_of, checking

LANGUAGES = ("en", "de", "id", "ms", "kk")

# Language, key of the brief, an English line, a sentence that gives it, one on the same matter that does not.
Pair = tuple[str, str, str, str, str]
PAIRS: list[Pair] = [
    ("en", "reasons", "courier depot flooded", "The carrier's sorting centre stood under water.", "It left us on Monday."),
    ("en", "reasons", "supplier is late with the spare part", "The component we need is held up at our vendor's.", "We have not forgotten you."),
    ("en", "reasons", "charged twice by mistake", "A duplicate payment went through in error.", "Your statement is attached."),
    ("en", "obstacles", "stock is low", "Only a few are left, so it may sell out.", "We will write when it leaves."),
    ("en", "obstacles", "staff off sick", "Several colleagues are ill this week.", "We answer every message in turn."),
    ("en", "solutions", "loan device during the repair", "We lend you a phone in the meantime while yours is being fixed.", "We regret the trouble."),
    (
        "en",
        "needs",
        "picture of the serial number",
        "Could you send a photo on which the device number can be read?",
        "Please tell us your shoe size.",
    ),
    ("en", "needs", "proof of purchase", "Please attach the receipt.", "Please attach your address."),
    ("de", "reasons", "parcel held up at customs", "Ihre Sendung liegt noch beim Zoll.", "Ihre Bestellung hat uns am Montag verlassen."),
    (
        "de",
        "reasons",
        "billing system was migrated",
        "Unsere Abrechnung ist gerade auf eine andere Plattform umgezogen.",
        "Wir melden uns bei Ihnen.",
    ),
    ("de", "reasons", "staff shortage in the warehouse", "Im Lager fehlen uns derzeit Leute.", "Danke für Ihre Geduld."),
    ("de", "obstacles", "depends on the weather", "Bei Sturm fahren die Schiffe nicht.", "Wir haben den Ablauf notiert."),
    ("de", "obstacles", "bank may need longer to post it", "Manche Banken buchen erst einige Tage später.", "Die Gutschrift ist angewiesen."),
    ("de", "solutions", "free repair by a technician at home", "Ein Monteur bringt das ohne Kosten bei Ihnen in Ordnung.", "Wir bedauern den Ärger."),
    ("de", "needs", "screenshot of the error message", "Schicken Sie mir bitte ein Bildschirmfoto.", "Nennen Sie mir bitte Ihre Anschrift."),
    ("de", "needs", "signed form", "Bitte senden Sie uns den Vordruck unterschrieben zurück.", "Bitte nennen Sie uns die Farbe."),
    ("id", "reasons", "customs inspection of the container", "Peti kemasnya masih diperiksa bea cukai.", "Pesanan Kakak sudah kami terima."),
    ("id", "reasons", "server outage after the update", "Peladen kami sempat tumbang setelah pembaruan.", "Kami paham ini merepotkan."),
    ("id", "reasons", "wrong address on the label", "Alamat di labelnya keliru tercetak.", "Barang sudah kami siapkan."),
    ("id", "obstacles", "peak season, courier overloaded", "Ekspedisi sedang kewalahan karena musim liburan.", "Kami kabari lagi nanti."),
    ("id", "obstacles", "spare part comes from abroad", "Suku cadangnya didatangkan dari luar negeri.", "Kami catat keluhan Ibu."),
    ("id", "solutions", "refund to the bank account", "Uangnya kami kembalikan ke rekening Bapak.", "Kami mohon maaf atas hal ini."),
    ("id", "needs", "copy of the ID card", "Mohon kirim fotokopi KTP.", "Mohon sebutkan warna yang diinginkan."),
    ("id", "needs", "photo of the damage", "Boleh kami minta gambar bagian yang penyok?", "Boleh kami minta nama lengkap Ibu?"),
    ("ms", "reasons", "flight cancelled because of fog", "Penerbangan itu dibatalkan kerana kabus tebal.", "Kami faham ini menyusahkan."),
    ("ms", "reasons", "courier lost the parcel", "Bungkusan itu hilang semasa dibawa rakan penghantaran.", "Pesanan Encik telah kami terima."),
    ("ms", "reasons", "power supply board defective in one batch", "Papan kuasa dalam satu kelompok rosak.", "Terima kasih kerana menunggu."),
    ("ms", "obstacles", "technicians fully booked during the holiday", "Jadual juruteknik penuh sepanjang cuti.", "Kami catat aduan puan."),
    ("ms", "obstacles", "road closed by a landslide", "Jalan ditutup akibat tanah runtuh.", "Kami akan maklumkan nanti."),
    ("ms", "solutions", "replacement from the next batch", "Kami tukar dengan unit daripada kelompok baharu.", "Kami mohon maaf atas kesulitan ini."),
    ("ms", "needs", "bank account details", "Sila beri nombor akaun bank puan.", "Sila beri warna pilihan puan."),
    ("ms", "needs", "receipt", "Mohon sertakan resit pembelian.", "Mohon nyatakan saiz."),
    ("kk", "reasons", "parcel stuck at customs", "Сәлемдемеңіз кеденде тұрып қалды.", "Тапсырысыңызды дүйсенбіде шығардық."),
    ("kk", "reasons", "human error when entering the invoice", "Шотты енгізгенде қызметкеріміз жаңсақ жазған.", "Хабарласқаныңызға рақмет."),
    ("kk", "reasons", "technician fell ill", "Шеберіміз ауырып қалды.", "Өтінішіңізді көрдік."),
    ("kk", "obstacles", "snowstorm may close the road", "Боран соқса, жол жабылуы мүмкін.", "Жауабын өзіміз жазамыз."),
    ("kk", "obstacles", "factory has a long queue of orders", "Зауытта кезек көп.", "Бұл мәселені жазып алдық."),
    ("kk", "solutions", "free repair or replacement", "Ақысыз жөндеп береміз.", "Қолайсыздық үшін кешірім сұраймыз."),
    ("kk", "needs", "passport copy", "Жеке куәліктің көшірмесін жіберіңізші.", "Қай түс ұнайтынын жазыңызшы."),
    ("kk", "needs", "photo of the meter", "Есептегішті суретке түсіріп жіберсеңіз.", "Аты-жөніңізді жазып жіберсеңіз."),
]


@pytest.fixture(scope="module")
def house() -> House:
    return open_house(Settings())


def left_out(house: House, language: str, text: str, **brief: Any) -> list[str]:
    """What of a brief a text does not say."""
    pack = house.rules.pack(language)
    reading = pack.tongue.read(text)
    request = brief_of(checking(text, language=language, brief=brief), live=LANGUAGES)
    facts = collect(request, pack, house.detector)
    return [each.owed for each in missing(Held(reading, request, facts, (), pack.tongue, pack.tongue.spoken(reading)))]


@pytest.mark.parametrize(("language", "key", "line", "gives", "leaves_out"), PAIRS)
def test_what_a_draft_gives_is_found_and_what_it_leaves_out_is_told(
    house: House, language: str, key: str, line: str, gives: str, leaves_out: str
) -> None:
    brief = {key: [line]}
    assert [] == left_out(house, language, gives, **brief)
    assert 1 == len(left_out(house, language, leaves_out, **brief))


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_concept_has_words_in_every_language_and_no_form_belongs_to_two(house: House, language: str) -> None:
    concepts = house.rules.pack(language).tongue.concepts
    forms = list(concepts.forms())
    assert {concept for _, concept in forms} == {concept for _, concept in house.rules.pack("en").tongue.concepts.forms()}
    assert 250 <= len({concept for _, concept in forms})
    times = Counter(form.strip("*") for form, _ in forms)
    assert [] == [(form, concept) for form, concept in forms if times[form.strip("*")] > 1]


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_form_is_found_as_its_concept(house: House, language: str) -> None:
    tongue = house.rules.pack(language).tongue
    stray = [
        (form, concept)
        for form, concept in tongue.concepts.forms()
        if concept not in tongue.concepts_in(form.replace(" * ", " it ").replace("*", ""))
    ]
    assert [] == stray


def of(text: str, weak: frozenset[str] = frozenset(), **table: str) -> frozenset[str]:
    return Concepts(table, Folder({"ä": "ae"}), weak).of(Folder({"ä": "ae"}).fold(text))


def test_a_form_stands_as_whole_words_and_an_asterisk_opens_its_ends() -> None:
    assert {"part"} == of("Part!", part="part")
    assert set() == of("apart, parts", part="part")
    assert {"part"} == of("parts", part="part*")
    assert {"part"} == of("Bauteils", part="*teil*")
    assert {"late"} == of("verspätet", late="*spaet*")
    assert {"off"} == of("we switch it off", off="switch * off")
    assert set() == of("we switch it right off", off="switch * off")
    assert {"stock"} == of("out-of-\nstock", stock="out of stock")


def test_of_forms_inside_one_another_the_longest_holds() -> None:
    assert {"spare"} == of("a spare part", spare="spare part*", part="part")
    assert {"spare", "part"} == of("a spare part and a part", spare="spare part*", part="part")
    assert {"database"} == of("Datenbank", database="datenbank*", bank="*bank*")


def test_a_weak_concept_counts_little_and_alone_tells_nothing() -> None:
    concepts = Concepts({"send": "send", "form": "form", "courier": "courier"}, Folder(), frozenset({"send"}))
    assert None is concepts.share(frozenset({"send"}), frozenset())
    assert None is concepts.share(frozenset(), frozenset({"form"}))
    assert 1 == concepts.share(frozenset({"send", "form"}), frozenset({"send", "form"}))
    assert 0.25 == concepts.share(frozenset({"send", "form"}), frozenset({"send"}))


def test_a_line_of_which_nothing_can_be_told_is_let_pass(house: House) -> None:
    assert [] == left_out(house, "de", "Wir melden uns bei Ihnen.", reasons=["please check"])
    assert [] == left_out(house, "de", "Wir melden uns bei Ihnen.", reasons=["quorum not met"])
    assert [] == left_out(house, "en", "We will write to you.", reasons=["n/a"])


def test_a_file_of_concepts_that_cannot_be_read_is_told_by_name_and_line(tmp_path: Path) -> None:
    (tmp_path / "concepts.toml").write_text("[courier]\nen = 3\n", encoding="utf-8")
    with pytest.raises(InvalidContent, match=r"concepts\.toml:1"):
        read_concepts(tmp_path, "en", Folder())
    assert not read_concepts(tmp_path / "absent", "en", Folder())
