import pytest

from bot.core.names import unknown
from bot.core.orgs import Mention
from bot.core.text import sentences
from tests.core.desk import DIRECTORY, figure


def found(text: str, known: tuple[Mention, ...] = ()) -> list[str]:
    return [mention.name for mention in unknown(text, sentences(text), known)]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Quandary Capital will put $4 billion into AI.", "Quandary Capital"),
        ("The money comes from Lumina Cloud in part.", "Lumina Cloud"),
        ("Now AI start-up Brightmind plans a campus.", "Brightmind"),
        ("The round went to Brightmind, a Danish maker of AI chips.", "Brightmind"),
        ("The $300 million round was led by Coatwell.", "Coatwell"),
        ("Meta agreed to acquire the chip designer Brightmind for $2 billion.", "Brightmind"),
        ("Le groupe annonce le rachat de Brightmind pour deux milliards d'euros.", "Brightmind"),
        ("Norway, it said: Brightmind plans to spend $2 billion.", "Brightmind"),
        ("NordAI raises $2 billion.", "NordAI"),
        ("The Ministry of Science and Technology approved it.", "Ministry of Science and Technology"),
        ("The Department of Energy paid.", "Department of Energy"),
        ("資金はBrightmind Computingに渡る。", "Brightmind Computing"),
    ],
)
def test_a_name_is_an_organisation_s_where_the_text_gives_a_reason(text: str, name: str) -> None:
    assert found(text) == [name]


@pytest.mark.parametrize(
    "text",
    [
        "Chief executive Maria Lopez invested $2 billion.",
        "Maria Lopez, the chief executive, spoke.",
        "Trump announced $500 billion for AI. Trump said so.",
        "Analysts expect more. Investors spend billions.",
        "Tuesday brought $2 billion. January was calm.",
        "Texas approved $2 billion for AI.",
        "The Government approved $2 billion for AI.",
        "Everyone Invests In AI.",
        "2025 Will Be The Year.",
        "Brightmind is nice.",
    ],
)
def test_people_places_days_and_headline_words_are_no_organisations(text: str) -> None:
    assert found(text) == []


def test_a_word_that_only_begins_a_sentence_counts_when_it_is_told_again() -> None:
    assert found("Brightmind raises $2 billion.") == []
    assert found("Brightmind raises $2 billion. The money goes to Brightmind.") == ["Brightmind", "Brightmind"]


def test_a_name_found_once_is_found_wherever_it_stands() -> None:
    text = "Lumina Cloud raised money. Half of it stays with Lumina Cloud."

    assert found(text) == ["Lumina Cloud", "Lumina Cloud"]


def test_a_longer_form_goes_by_the_shorter_one() -> None:
    text = "Brightmind Holdings raised $2 billion. The start-up Brightmind trains AI models."

    assert found(text) == ["Brightmind", "Brightmind"]


def test_a_form_of_law_is_left_out() -> None:
    assert found("Brightmind Cloud Inc will spend $2 billion.") == ["Brightmind Cloud"]


def test_a_fund_that_speaks_is_no_person() -> None:
    assert figure("Quandary Capital said it would invest $4 billion in AI.").org == "Quandary Capital"


def test_a_person_who_speaks_pays_nothing() -> None:
    assert figure("Maria Lopez said Microsoft would spend $80 billion on AI.").org == "Microsoft"


def test_what_is_known_is_not_found_again() -> None:
    text = "Nvidia will put $4 billion into AI."

    assert found(text, DIRECTORY.mentions(text)) == []


def test_a_ministry_of_a_named_country_is_that_country() -> None:
    assert figure("Japan's Ministry of Economy will put $4 billion into AI chips.").org == "Japan"
    assert figure("The U.S. Department of Energy will put $4 billion into AI.").org == "United States"


def test_a_headline_in_capitals_ends_at_its_verb() -> None:
    assert found("Lumina Cloud Raises $2 Billion In AI Push") == ["Lumina Cloud"]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Telcorp Bhd will spend $4 billion.", "Telcorp"),
        ("The company behind it, Brightmind, will spend $4 billion.", "Brightmind"),
        ("Lumina Cloud FY26 results tell of $4 billion.", "Lumina Cloud"),
    ],
)
def test_names_of_other_laws_and_after_other_words_are_found(text: str, name: str) -> None:
    assert set(found(text)) == {name}


@pytest.mark.parametrize(
    "text",
    [
        "The AI Action Plan will spend $4 billion. The AI Action Plan is new.",
        "The Chips Act brought $4 billion. The Chips Act invested it.",
        "Series D raised $4 billion. Series D was large.",
        "Congresswoman Maria Lopez pledged $4 billion.",
        "Treasurer Maria Lopez pledged $4 billion.",
        "Senator Maria Lopez pledged $4 billion.",
        "At home, Maria Elena Lopez said it. Maria Elena Lopez said it again.",
        "Two Plan To Spend. Ten Will Invest.",
        "The Finnish plan to spend $4 billion. The Finnish won.",
    ],
)
def test_plans_rounds_officers_and_numbers_are_no_organisations(text: str) -> None:
    assert found(text) == []


def test_only_corporate_words_make_a_longer_form_of_a_name() -> None:
    text = "The start-up Brightmind raised $2 billion. {} raised $3 billion."

    assert set(found(text.format("Brightmind Technologies"))) == {"Brightmind"}
    assert set(found(text.format("Brightmind Robotics Labs"))) == {"Brightmind", "Brightmind Robotics Labs"}
