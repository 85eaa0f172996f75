import pytest

from bot.core.certainties import certainty
from bot.core.kinds import Certainty
from tests.core.desk import figure, figures


@pytest.mark.parametrize(
    "text",
    [
        "Google is in talks to invest $2 billion in Anthropic.",
        "Google plans to invest $2 billion in Anthropic, people familiar with the matter said.",
        "Google plans to invest $2 billion in Anthropic, Bloomberg reported.",
        "Google reportedly plans to invest $2 billion in Anthropic.",
        "Google is considering investing $2 billion in Anthropic.",
        "Google could invest $2 billion in Anthropic.",
        "Google nears deal to invest $2 billion in Anthropic.",
        "Google erwägt, 2 Milliarden Dollar in KI zu investieren.",
        "Google envisage d'investir 2 milliards de dollars dans l'IA.",
        "Google estudia invertir 2.000 millones de dólares en IA.",
        "据知情人士透露，阿里巴巴将投入3800亿元用于人工智能。",
        "ソフトバンクは、AIに1兆円の投資を検討している。",
        "삼성전자가 AI에 50조원을 투자하는 방안을 검토하고 있다.",
    ],
)
def test_what_others_say_or_weigh_is_reported(text: str) -> None:
    assert figure(text).certainty is Certainty.REPORTED


@pytest.mark.parametrize(
    "text",
    [
        "Amazon denied that it plans to spend $10 billion on AI.",
        "Amazon said it had no plans to spend $10 billion on AI.",
        "Amazon knows nothing of plans to spend $10 billion on AI.",
        "Amazon rejected a bid of $10 billion for its AI lab.",
        "Amazon called the report that it would spend $10 billion on AI wrong.",
        "Amazon dementiert Pläne, 10 Milliarden Dollar in KI zu stecken.",
        "Amazon dément vouloir investir 10 milliards de dollars dans l'IA.",
        "Amazon niega que vaya a invertir 10.000 millones de dólares en IA.",
        "阿里巴巴否认将投入3800亿元用于人工智能。",
    ],
)
def test_what_is_called_untrue_is_denied(text: str) -> None:
    assert figure(text).certainty is Certainty.DENIED


@pytest.mark.parametrize(
    "text",
    [
        "Microsoft has cancelled a $1 billion AI data center in Ohio.",
        "Microsoft is scrapping its $1 billion AI data center.",
        "Microsoft scraps plans for a $1 billion AI data center.",
        "Microsoft walked away from a $1 billion AI data center.",
        "Microsoft no longer plans a $1 billion AI data center.",
        "Microsoft hat das KI-Rechenzentrum für 1 Milliarde Euro gestoppt.",
        "Microsoft canceló un centro de datos de 1.000 millones de dólares.",
        "阿里巴巴取消了投入3800亿元的人工智能计划。",
    ],
)
def test_what_is_given_up_is_cancelled(text: str) -> None:
    assert figure(text).certainty is Certainty.CANCELLED


@pytest.mark.parametrize(
    "text",
    [
        "Microsoft will spend $80 billion on AI this year, it said.",
        "Microsoft reported capital expenditures of $20 billion, mostly for AI.",
        "Microsoft signed an AI contract of $10 billion with Nebius.",
    ],
)
def test_what_a_company_says_itself_is_announced(text: str) -> None:
    assert figure(text).certainty is Certainty.ANNOUNCED


def test_the_title_hedges_the_sum_it_is_news_for() -> None:
    told = figures(
        "Microsoft will spend $10 billion on AI in Japan.", "Microsoft may invest $10 billion in AI, sources say"
    )

    assert told["$10 billion"].certainty is Certainty.REPORTED


def test_a_denial_elsewhere_does_not_deny_what_the_title_announces() -> None:
    told = figures(
        "Microsoft will spend $10 billion on AI. It denied that $5 billion more would follow.",
        "Microsoft to spend $10 billion on AI",
    )

    assert told["$10 billion"].certainty is Certainty.ANNOUNCED
    assert told["$5 billion"].certainty is Certainty.DENIED


def test_the_hedge_of_one_sum_is_not_that_of_another() -> None:
    told = figures("Amazon will spend $100 billion on AI in 2025. Google is in talks to put $2 billion into Anthropic.")

    assert told["$100 billion"].certainty is Certainty.ANNOUNCED
    assert told["$2 billion"].certainty is Certainty.REPORTED


def test_giving_up_weighs_more_than_a_rumour() -> None:
    sure, words = certainty("It scrapped the plan, sources say.", "", is_headline=False)

    assert (sure, words) == (Certainty.CANCELLED, "scrapped")


def test_the_words_that_hedge_are_evidence() -> None:
    assert "in talks" in figure("Google is in talks to invest $2 billion in Anthropic.").evidence


def test_nothing_hedged_has_no_words() -> None:
    assert certainty("It will spend it.", "It spends", is_headline=True) == (Certainty.ANNOUNCED, "")


@pytest.mark.parametrize(
    ("text", "verdict"),
    [
        ("SAP hat Berichte über 9 Milliarden Dollar zurückgewiesen.", Certainty.DENIED),
        ("Telefónica descarta invertir 2.000 millones.", Certainty.DENIED),
        ("阿里称10亿美元的传闻为假消息。", Certainty.DENIED),
        ("카카오는 2조원 투자설이 사실무근이라고 했다.", Certainty.DENIED),
        ("Google engaveta projeto de 200 milhões.", Certainty.CANCELLED),
        ("3000億円の計画を取りやめる。", Certainty.CANCELLED),
        ("Medienberichten zufolge sind es 9 Milliarden Dollar.", Certainty.REPORTED),
        ("據悉投資額達10億美元。", Certainty.REPORTED),
    ],
)
def test_other_languages_deny_drop_and_report_too(text: str, verdict: Certainty) -> None:
    assert certainty(text, "", is_headline=False)[0] is verdict


@pytest.mark.parametrize(
    ("text", "verdict"),
    [
        ("Microsoft dropped a plan to spend $80 billion on AI.", Certainty.CANCELLED),
        ("Microsoft steps back from $80 billion of AI spending.", Certainty.CANCELLED),
        ("Its plan to spend $80 billion on AI fell through, Microsoft said.", Certainty.CANCELLED),
        ("Microsoft called rumours of $80 billion for AI groundless.", Certainty.DENIED),
        ("Microsoft takes a step with $80 billion for AI.", Certainty.ANNOUNCED),
        ("Microsoft will spend $80 billion on AI, and its rivals fell.", Certainty.ANNOUNCED),
        ("Microsoft broke grounds for hope: $80 billion for AI.", Certainty.ANNOUNCED),
    ],
)
def test_a_plan_dropped_or_denied_is_told_from_one_that_stands(text: str, verdict: Certainty) -> None:
    assert figure(text).certainty is verdict


@pytest.mark.parametrize(
    "text",
    [
        "Microsoft will spend $80 billion on AI data centers, a year after it dropped the earlier plan.",
        "Microsoft will spend $80 billion on AI, unlike another plan that was scrapped.",
        "Microsoft will spend $80 billion on AI, a different case from the old project, which was abandoned.",
    ],
)
def test_what_became_of_another_plan_says_nothing_of_this_one(text: str) -> None:
    assert figure(text).certainty is Certainty.ANNOUNCED


@pytest.mark.parametrize(
    "text",
    [
        "Amazon denied that it had cancelled its plan to spend $10 billion on AI.",
        "Amazon said it has not paused its $10 billion AI plan.",
        "Amazon has no plans to scrap its $10 billion AI campus.",
        "Amazon won't abandon its $10 billion AI campus.",
    ],
)
def test_what_is_not_cancelled_stands(text: str) -> None:
    assert figure(text).certainty is Certainty.ANNOUNCED
