"""Malay remedies: what a reply gives, and what it only speaks of."""

from __future__ import annotations

from datetime import date
from functools import cache

import pytest

from drafter.house import open_house
from drafter.verdict.facts import Facts
from drafter.verdict.grounding import ground
from drafter.verdict.pack import Pack
from drafter.verdict.scan import Cues

TODAY = date(2026, 11, 22)
OFFERS = [
    ("refund", "Kami akan memulangkan wang puan sepenuhnya."),
    ("refund", "Wang puan akan kami kembalikan dalam masa lima hari."),
    ("refund", "Bayaran sebanyak RM89 telah dikembalikan ke kad puan."),
    ("refund", "Bayaran balik telah diluluskan dan akan masuk ke akaun tuan."),
    ("refund", "Refund encik sedang diproses oleh pasukan kewangan kami."),
    ("refund", "Kami refund penuh ya."),
    ("refund", "Duit akak dah kami bank in balik pagi tadi."),
    ("refund", "Puan akan menerima bayaran balik penuh."),
    ("refund", "Tuan dapat balik duit RM45 tu."),
    ("refund", "Kami bersetuju untuk membayar balik kos tiket."),
    ("refund", "Deposit RM200 puan akan dipulangkan."),
    ("refund", "Kami boleh membuat bayaran balik ke kad yang sama."),
    ("refund", "Wang puan sudah dalam perjalanan ke akaun bank."),
    ("refund", "Kami menawarkan pulangan wang sebanyak 50%."),
    ("refund", "Kami akan membayar pampasan sebanyak RM300."),
    ("refund", "Puan layak menerima bayaran balik."),
    ("refund", "Lebihan caj itu kami kreditkan semula ke kad puan."),
    ("refund", "Permohonan bayaran balik puan telah diluluskan."),
    ("refund", "Yuran pendaftaran itu kami pulangkan kesemuanya."),
    ("refund", "Kos hotel malam itu kami tanggung dan bayar semula kepada puan."),
    ("refund", "saya dah buat refund rm35 untuk sis"),
    ("refund", "Kami pulangkan RM120 itu hari ini."),
    ("replacement", "Kami akan menghantar unit baharu kepada puan."),
    ("replacement", "Kami gantikan cerek itu dengan yang baru."),
    ("replacement", "Penggantinya sudah dalam perjalanan."),
    ("replacement", "Telefon puan akan ditukar dengan unit baharu."),
    ("replacement", "Barang gantian dihantar esok."),
    ("replacement", "Tuan akan menerima unit pengganti."),
    ("replacement", "kami hantar satu lagi ya kak"),
    ("replacement", "Kami tukar kasut itu kepada saiz 40."),
    ("replacement", "Pesanan puan kami hantar semula hari ini."),
    ("replacement", "Kad ganti akan sampai minggu depan."),
    ("replacement", "Kami boleh menggantikan blender puan."),
    ("replacement", "Unit ganti telah diluluskan untuk encik."),
    ("repair", "Juruteknik kami akan membaiki mesin basuh puan."),
    ("repair", "Telefon tuan akan dibaiki secara percuma."),
    ("repair", "Kami menawarkan pembaikan percuma."),
    ("repair", "Kos pembaikan kami tanggung."),
    ("repair", "Kerosakan itu akan kami baiki tanpa caj."),
    ("voucher", "Kami hadiahkan baucar RM20 sebagai tanda maaf."),
    ("voucher", "Baucar RM50 telah dimasukkan ke dalam akaun puan."),
    ("voucher", "Puan akan menerima kod diskaun melalui e-mel."),
    ("voucher", "saya bagi voucher rm10 ye"),
    ("credit", "Kami akan memberi kredit RM30 pada bil seterusnya."),
    ("credit", "RM15 akan ditolak daripada bil bulan depan."),
    ("credit", "500 mata ganjaran telah ditambah ke akaun tuan."),
    ("credit", "Kami kreditkan RM25 ke dompet aplikasi puan."),
    ("upgrade", "Kami naik taraf bilik puan kepada suite."),
    ("upgrade", "Tempat duduk tuan akan dinaik taraf ke kelas perniagaan."),
    ("upgrade", "Kami tawarkan naik taraf percuma."),
    ("upgrade", "Kami akan meningkatkan kelajuan internet puan selama tiga bulan."),
    ("free_shipping", "Penghantaran percuma untuk pesanan puan yang seterusnya."),
    ("free_shipping", "Kos penghantaran kami tanggung."),
    ("free_shipping", "Caj pos dikecualikan kali ini."),
    ("free_shipping", "Kami hantar tanpa sebarang caj."),
    ("waived_fee", "Kami mengecualikan caj lewat bayar itu."),
    ("waived_fee", "Penalti penamatan telah diketepikan."),
    ("waived_fee", "Puan tidak akan dikenakan caj pembatalan."),
    ("waived_fee", "Yuran tahunan itu kami hapuskan."),
    ("waived_fee", "Tiada caj pembatalan akan dikenakan."),
    ("waived_fee", "Kami berikan dua bulan percuma."),
    ("discount", "Kami tawarkan diskaun 15% untuk tempahan seterusnya."),
    ("discount", "Puan mendapat potongan harga RM40."),
    ("discount", "Diskaun 10 peratus telah dimasukkan ke dalam bil."),
    ("discount", "Kami turunkan harga kepada RM99."),
    ("cancellation", "Kami akan membatalkan langganan puan."),
    ("cancellation", "Tempahan tuan telah kami batalkan."),
    ("cancellation", "Kontrak encik akan ditamatkan tanpa penalti."),
]
MENTIONS = [
    "Kami telah menerima permohonan bayaran balik puan.",
    "Puan meminta wang dikembalikan.",
    "Kami faham tuan mahukan refund penuh.",
    "Bayaran balik tidak dapat dibuat untuk barang yang telah digunakan.",
    "Kami tidak boleh memulangkan wang selepas 30 hari.",
    "Adakah puan mahukan bayaran balik?",
    "Permohonan refund puan sedang disemak oleh bahagian kewangan.",
    "Bayaran balik dikendalikan oleh pasukan akaun kami.",
    "Jika siasatan mengesahkan kerosakan kilang, kami akan memulangkan wang puan.",
    "Sila pulangkan barang itu dalam kotak asal.",
    "Puan boleh memulangkan kasut itu di mana-mana cawangan.",
    "Kami sedang menyemak sama ada bayaran balik boleh dibuat.",
    "Bank puan yang akan memulangkan wang itu.",
    "Puan telah membayar RM89 pada 3 November.",
    "Kami mohon maaf kerana wang puan belum dikembalikan.",
    "Bayaran puan telah kami terima.",
    "Kami akan hantar e-mel kepada puan pada hari Jumaat.",
    "Penggantian tidak dapat dilakukan kerana stok habis.",
    "Puan minta barang diganti dengan yang baru.",
    "Kami menukar alamat penghantaran puan.",
    "Kata laluan boleh ditukar dalam aplikasi.",
    "Sila tukar kata laluan puan.",
    "Tarikh temu janji telah ditukar.",
    "Alat ganti dijangka tiba minggu depan.",
    "Kalau barang masih rosak, kami akan menggantikannya dengan unit baharu.",
    "Adakah tuan mahu kami hantar unit pengganti?",
    "Unit pertama telah diganti pada bulan Ogos, menurut rekod kami.",
    "Pasukan kami sedang membaiki gangguan talian di kawasan puan.",
    "Puan bertanya sama ada telefon itu boleh dibaiki.",
    "Kami tidak membaiki unit yang terkena air.",
    "Baucar puan tamat tempoh pada 30 November.",
    "Kod promosi itu tidak sah untuk barang jualan murah.",
    "Puan boleh menggunakan baucar itu sehingga hujung tahun.",
    "Kad kredit puan telah dicaj dua kali.",
    "Mata ganjaran puan masih ada dalam akaun.",
    "Kami sedang menaik taraf sistem pembayaran.",
    "Puan bertanya tentang naik taraf pelan.",
    "Penghantaran dijangka mengambil masa dua hari.",
    "Puan meminta caj lewat dikecualikan.",
    "Caj lewat dikenakan selepas 14 hari.",
    "Kami tidak dapat mengecualikan yuran pembatalan.",
    "Kami akan menyemak mengapa caj itu dikenakan.",
    "Diskaun itu tamat pada 15 November.",
    "Puan mahu diskaun tambahan.",
    "Diskaun tidak dapat diberikan untuk pelan ini.",
    "Adakah puan mahu membatalkan pesanan?",
    "Untuk membatalkan langganan, tekan butang Batal.",
    "Pesanan puan dibatalkan secara automatik oleh sistem kerana bayaran tidak diterima.",
    "Kami telah menerima permintaan puan untuk membatalkan langganan.",
    "Harga barang ini RM129.",
    "Kami akan hubungi puan semula esok.",
    "Kalau puan mahu, kami boleh jelaskan proses bayaran balik.",
]


@cache
def _pack() -> Pack:
    return open_house().rules.pack("ms")


def _remedies(text: str) -> set[str]:
    pack = _pack()
    reading = pack.read(text)
    grounded = ground(reading, Cues(reading, pack), pack.tongue, Facts((), TODAY), pack.tongue.spoken(reading))
    return {str(each.mark.value) for each in grounded if each.mark.kind == "remedy"}


@pytest.mark.parametrize(("remedy", "text"), OFFERS)
def test_what_a_reply_gives_is_read_as_its_remedy(remedy: str, text: str) -> None:
    assert remedy in _remedies(text)


@pytest.mark.parametrize("text", MENTIONS)
def test_what_a_reply_only_speaks_of_is_no_remedy_of_ours(text: str) -> None:
    assert _remedies(text) == set()
