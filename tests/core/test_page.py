from bot.core.page import Page, lay_out
from bot.core.text import MAX_CHARS
from tests.core.desk import DIRECTORY, entry


def page(text: str, title: str = "") -> Page:
    return lay_out(entry(text, title), DIRECTORY)


def subject(laid: Page) -> str | None:
    return laid.topic.name if laid.topic else None


def test_offsets_are_good_in_the_original_and_the_folded_text() -> None:
    laid = page("Alibaba’s plan: $60–65\u00a0billion for AI.", "Alibaba’s plan")

    assert len(laid.original) == len(laid.folded)
    assert laid.original[laid.sums[0].start : laid.sums[0].end] == "$60–65\u00a0billion"


def test_the_title_ends_where_the_text_begins() -> None:
    laid = page("It will spend $53 billion.", "Alibaba bets. On AI")

    assert [s.in_title for s in laid.sentences] == [True, True, False]
    assert laid.original[: laid.title_end] == "Alibaba bets. On AI"


def test_a_text_without_sums_is_not_searched_for_names() -> None:
    laid = page("Alibaba bets on AI.")

    assert (laid.sums, laid.periods) == ((), ())
    assert laid.topic is None
    assert [s.mentions for s in laid.sentences] == [()]


def test_an_empty_entry_has_no_sentences() -> None:
    assert page("").sentences == ()


def test_what_stands_past_the_limit_is_left_alone() -> None:
    laid = page("AI. " * (MAX_CHARS // 4) + "Alibaba will spend $53 billion.")

    assert len(laid.original) == MAX_CHARS
    assert laid.sums == ()


def test_a_title_longer_than_the_limit_is_all_there_is() -> None:
    laid = page("$53 billion", "A" * (MAX_CHARS + 5))

    assert laid.title_end == MAX_CHARS


def test_a_sentence_that_tells_a_sum_is_covered_by_its_clauses() -> None:
    laid = page("Alibaba, which sells AI, will spend $53 billion, while Meta waits. It said so.", "Alibaba bets")

    assert not laid.sentences[-1].clauses
    for sentence in laid.sentences[:-1]:
        assert sentence.clauses[0].start == sentence.start
        assert sentence.clauses[-1].end == sentence.end
        assert all(a.end == b.start for a, b in zip(sentence.clauses, sentence.clauses[1:], strict=False))


def test_a_place_between_sentences_belongs_to_the_last_one() -> None:
    laid = page("Alibaba will spend $53 billion.   ")

    assert laid.sentence_at(len(laid.folded) - 1) == laid.sentences[-1]
    assert laid.sentence_at(0) == laid.sentences[0]


def test_an_entry_is_about_the_subject_of_its_title() -> None:
    assert subject(page("It will spend $53 billion.", "In a race with Meta: Alibaba bets on AI")) == "Alibaba"


def test_a_title_that_names_somebody_only_in_passing_is_about_them() -> None:
    assert subject(page("It will cost $53 billion.", "A bet by Alibaba")) == "Alibaba"


def test_without_names_in_the_title_an_entry_is_about_who_acts_first() -> None:
    laid = page("In talks with France, a deal was struck. Alibaba will spend $53 billion on AI.", "A big bet")

    assert subject(laid) == "Alibaba"


def test_a_venture_that_the_opening_names_is_what_an_entry_is_about() -> None:
    laid = page("Stargate will spend $500 billion on AI, OpenAI said.", "A bet by OpenAI and the world")

    assert subject(laid) == "Stargate"


def test_a_text_that_names_nobody_is_about_nobody() -> None:
    assert subject(page("Someone will spend $53 billion on it.")) is None


def test_a_billion_of_french_german_or_spanish_texts_is_a_million_millions() -> None:
    german = "Nvidia ist jetzt 4 Billionen Dollar wert, und die Anleger sind mit der Bilanz zufrieden."
    spanish = "Nvidia vale 4 billones de dólares, según los datos del mercado, una cifra récord para el grupo."
    french = "Nvidia vaut 4 billions de dollars, le record est battu pour la société avec les puces."

    for text in (german, spanish, french):
        assert page(text).sums[0].money.amount == 4 * 10**12


def test_a_billion_of_an_english_text_is_a_thousand_millions() -> None:
    assert page("The price of the company and its data centers is $4 billion.").sums[0].money.amount == 4 * 10**9


def test_the_day_of_publication_is_kept() -> None:
    assert page("$53 billion").published == entry("").published.date()  # type: ignore[union-attr]  # it is dated
    assert lay_out(entry("$53 billion", published=None), DIRECTORY).published is None


def test_a_sentence_knows_its_clauses_and_the_page_its_sums() -> None:
    laid = page("Alibaba will spend $53 billion on AI. Meta waits.")
    told, untold = laid.sentences[-2:]

    assert (laid.has_sum(told), laid.has_sum(untold)) == (True, False)
    assert told.clause_at(laid.sums[0].start) == told.clauses[-1]
    assert told.clause_at(untold.start) is None
