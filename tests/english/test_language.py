"""Is a text English? By script, by function words, and a short one by how few English words it has."""

import pytest

from checker.english.language import in_other_script, is_english, is_foreign

ENGLISH = "The council of the town met on Monday and it was said that there is no plan to close the school for now."
GERMAN = "Der Rat der Stadt hat am Montag getagt, und es hieß, dass es keinen Plan gibt, die Schule jetzt zu schließen."
# English with hardly any function word: the language identifier decides.
TERSE = (
    "Shares surged, traders cheered, analysts shrugged, rivals groaned, markets rallied, "
    "investors celebrated yesterday, companies reported record profits."
)
OTHER_SCRIPTS = {
    "Arabic": "خفض المجلس أجرة الحافلات. وافق الأعضاء على القرار.",
    "Russian": "Совет снизил плату за проезд в автобусах",
    "Chinese": "市议会下调公交票价。成员们昨天表决通过。",
    "Japanese": "市議会はバス料金を下げた。",
    "Greek": "Το συμβούλιο μείωσε τα εισιτήρια",
    "Hindi": "परिषद ने बस का किराया घटाया",
    "Korean": "시의회가 버스 요금을 내렸다",
    "Hebrew": "המועצה הוזילה את הנסיעות",
}
SHORT = {
    "German": "Der Rat hat am Montag die Preise für Busse gesenkt.",
    "French": "Le conseil baisse les prix des bus.",
    "Spanish": "El consejo baja los precios del autobús.",
    "Italian": "Il consiglio abbassa i prezzi degli autobus.",
    "Dutch": "De raad verlaagt de prijzen van bussen.",
    "Portuguese": "A câmara baixou os preços dos autocarros.",
    "Swedish": "Rådet sänker priserna för bussar och tåg.",
    "Polish": "Rada obniżyła ceny biletów autobusowych.",
    "Turkish": "Belediye otobüs fiyatlarını düşürdü.",
}
SHORT_ENGLISH = (
    "Rain fell on Leeds.",
    " ".join(["rain"] * 11),
    "Ursula von der Leyen meets Rafael de la Cruz",
    "Van der Berg beats Di Marco in Los Angeles",
    "Erdoğan, Mertens hold talks",
    "Harrow wins.",
    "calder buys brightwater",
    "Paris Saint-Germain sign Ousmane Dembélé",
    "Miners die as hat factory burns in war",
    "Ønsker wins à la carte café row",
    "5 km, 3 µg",
    "",
)


@pytest.mark.parametrize(("text", "english"), [(ENGLISH, True), (GERMAN, False), (TERSE, True)])
def test_english(text: str, english: bool) -> None:
    assert is_english(text) is english


def test_twelve_words_are_enough_to_tell() -> None:
    assert is_english("the of and to in a is that for it on with") is True


@pytest.mark.parametrize("text", OTHER_SCRIPTS.values(), ids=OTHER_SCRIPTS)
def test_another_script_is_not_english_however_short(text: str) -> None:
    assert is_english(text) is False
    assert is_english(text * 20) is False


@pytest.mark.parametrize("text", SHORT.values(), ids=SHORT)
def test_a_few_words_of_another_language_in_latin_letters_are_not_english(text: str) -> None:
    assert not in_other_script(text)
    assert is_english(text) is False


@pytest.mark.parametrize("text", SHORT_ENGLISH)
def test_a_few_words_with_names_are_not_called_another_language(text: str) -> None:
    assert is_english(text) is None
    assert not is_foreign(text)


@pytest.mark.parametrize(
    "text", ["“Мы победили” was written on the wall, the mayor said", "α-synuclein linked to illness", "π, µ and Ω"]
)
def test_a_quotation_or_a_letter_in_another_script_is_no_other_language(text: str) -> None:
    assert not in_other_script(text)
