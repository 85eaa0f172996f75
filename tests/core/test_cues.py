from itertools import chain

import pytest

from bot.core.cues import Cue
from bot.core.kinds import Kind
from bot.core.senses import ROWS
from tests.core.desk import figure, figures

WORDS = [
    (Kind.CAPEX, "Microsofts Investitionsausgaben für KI betragen 80 Milliarden Dollar."),
    (Kind.CAPEX, "Las inversiones de capital de Microsoft en IA serán de 80.000 millones de dólares."),
    (Kind.CAPEX, "Les dépenses d'investissement de Microsoft dans l'IA atteindront 80 milliards de dollars."),
    (Kind.CAPEX, "阿里巴巴资本开支为380亿元，用于人工智能。"),
    (Kind.CAPEX, "ソフトバンクのAI向け設備投資は1兆円となった。"),
    (Kind.CAPEX, "삼성전자의 AI 설비투자는 50조원이다."),
    (Kind.PLEDGE, "Microsoft investiert 3,2 Milliarden Euro in künstliche Intelligenz."),
    (Kind.PLEDGE, "Microsoft va investir 4 milliards d'euros dans l'intelligence artificielle."),
    (Kind.PLEDGE, "Microsoft invertirá 2.200 millones de dólares en inteligencia artificial."),
    (Kind.PLEDGE, "A Microsoft investirá 14,7 bilhões de reais em inteligência artificial."),
    (Kind.PLEDGE, "阿里巴巴未来三年将投入3800亿元用于人工智能。"),
    (Kind.PLEDGE, "ソフトバンクは、AIデータセンターに1兆円を投資する。"),
    (Kind.PLEDGE, "삼성전자는 AI 반도체에 50조원을 투자한다."),
    (Kind.STAKE, "Mistral lève 1,7 milliard d'euros pour l'intelligence artificielle."),
    (Kind.STAKE, "ソフトバンクはOpenAIに300億ドルを追加出資する。"),
    (Kind.ACQUISITION, "ソフトバンクはAmpere Computingを65億ドルで買収する。AI半導体の会社だ。"),
    (Kind.MARKET_VALUE, "Der Börsenwert von Nvidia liegt dank KI bei 4 Billionen Dollar."),
    (Kind.MARKET_VALUE, "阿里巴巴市值达到3000亿美元，人工智能是主因。"),
    (Kind.REVENUE, "Nvidia machte mit KI-Chips einen Umsatz von 39 Milliarden Dollar."),
    (Kind.REVENUE, "Le chiffre d'affaires de Nvidia dans l'IA atteint 39 milliards de dollars."),
    (Kind.REVENUE, "삼성전자의 AI 반도체 매출은 79조원이다."),
    (Kind.PROFIT, "Nvidia meldet dank KI einen Gewinn von 22 Milliarden Dollar."),
    (Kind.PROFIT, "ソフトバンクの純利益は1兆円で、AIが支えた。"),
    (Kind.DEBT, "Microsoft platziert Anleihen über 18 Milliarden Dollar für KI."),
    (Kind.DEBT, "腾讯发行债券90亿元，用于人工智能。"),
    (Kind.OTHER, "Apple zahlt ein Bußgeld von 1,8 Milliarden Euro; mit KI hat das nichts zu tun."),
    (Kind.OTHER, "La Commission inflige une amende de 1,8 milliard d'euros, hors IA."),
]


@pytest.mark.parametrize(("kind", "text"), WORDS, ids=[f"{k.value}-{i}" for i, (k, _) in enumerate(WORDS)])
def test_the_words_of_every_language_say_what_a_sum_is(kind: Kind, text: str) -> None:
    assert figure(text).kind is kind


def test_every_cue_has_words() -> None:
    assert {row.cue for row in ROWS} == set(Cue)


def test_every_row_weighs_something_and_asks_somewhere() -> None:
    for row in ROWS:
        assert row.weight > 0
        assert row.before is not None or row.after is not None


def test_no_pattern_matches_nothing_at_all() -> None:
    patterns = chain.from_iterable((row.before, row.after) for row in ROWS)

    assert not [p.pattern for p in patterns if p is not None and p.search("")]


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Microsoft signed a deal worth $10 billion with Nebius for AI compute.", Kind.CONTRACT),
        ("Anthropic is worth $61 billion, thanks to its AI models.", Kind.MARKET_VALUE),
        ("Microsoft will raise its spending on AI to $80 billion this year.", Kind.CAPEX),
        ("Anthropic will raise $5 billion for its AI models.", Kind.STAKE),
    ],
)
def test_a_word_of_two_senses_is_told_apart_by_the_words_before_it(text: str, kind: Kind) -> None:
    assert figure(text).kind is kind


SPENT = [
    ("Microsoft has $6 billion in mind for AI data centers in Spain.", Kind.PLEDGE),
    ("The $6 billion will be used for AI data centers, Microsoft said.", Kind.PLEDGE),
    ("Microsoft backed the AI campus with $6 billion.", Kind.PLEDGE),
    ("The AI campus was paid for with $6 billion from Microsoft.", Kind.PLEDGE),
    ("Meta's AI models swallow $6 billion a month.", Kind.PLEDGE),
    ("SoftBank would contribute $6 billion to AI research.", Kind.PLEDGE),
    ("For AI, SoftBank chipped in $6 billion.", Kind.PLEDGE),
    ("Microsoft backed the AI lab, whose shares are worth $6 billion.", Kind.MARKET_VALUE),
    ("The mayor puts the toll of AI errors at $6 billion.", Kind.OTHER),
]
BUILT = [
    ("The bill for Meta's AI campus could reach $9 billion.", Kind.PLEDGE),
    ("The price tag of Meta's AI servers is $9 billion.", Kind.PLEDGE),
    ("Microsoft will open an AI lab in Spain for $900 million.", Kind.PLEDGE),
    ("The AI site was built by Oracle in Texas for $9 billion.", Kind.PLEDGE),
    ("Oracle unveiled a $9 billion AI cluster in Texas.", Kind.PLEDGE),
    ("Oracle unveiled a $9 billion AI hub in Texas.", Kind.PLEDGE),
    ("Of Oracle's money, $9 billion is for AI chips.", Kind.PLEDGE),
    ("The combined investment of SoftBank and OpenAI in AI is $40 billion.", Kind.PLEDGE),
    ("Microsoft has cancelled an AI data center of $9 billion.", Kind.PLEDGE),
    ("Oracle unveiled a $9 billion AI film in Texas.", Kind.OTHER),
]
BOUGHT = [
    ("Meta placed an order with Nvidia for $3 billion for its AI.", Kind.CONTRACT),
    ("Broadcom agreed to supply OpenAI with AI parts for $3 billion.", Kind.CONTRACT),
    ("CoreWeave agreed to host AI models of OpenAI for $3 billion.", Kind.CONTRACT),
    ("Meta bought $3 billion of AI gear from Nvidia.", Kind.CONTRACT),
    ("CoreWeave expects $3 billion in additional revenue from its deal with Meta for AI compute.", Kind.CONTRACT),
    ("CoreWeave had $3 billion in revenue from AI compute.", Kind.REVENUE),
    ("Nvidia will buy the AI start-up Brightmind for $3 billion.", Kind.ACQUISITION),
]
RAISED = [
    ("The AI start-up Brightmind is seeking $3 billion.", Kind.STAKE),
    ("The AI start-up Brightmind is shopping for as much as $3 billion.", Kind.STAKE),
    ("The AI start-up Brightmind has taken in $3 billion.", Kind.STAKE),
    ("The AI start-up Brightmind announced financing of $3 billion.", Kind.STAKE),
    ("CoreWeave raised $1.5 billion in a pre-IPO round for AI compute.", Kind.STAKE),
    ("CoreWeave held a pre-IPO round and raised $1.5 billion for AI compute.", Kind.STAKE),
    ("CoreWeave raised $1.5 billion in its IPO for AI compute.", Kind.OTHER),
    ("CoreWeave held its IPO and raised $1.5 billion for AI compute.", Kind.OTHER),
    ("Nebius, which went public last year, raised $1.5 billion for AI compute.", Kind.OTHER),
    ("Officials are seeking 3 billion dollars in fines from Meta over AI.", Kind.OTHER),
]
HELD = [
    ("Google bought shares in Anthropic for $2 billion.", Kind.STAKE),
    ("Google bought $2 billion worth of shares in Anthropic.", Kind.STAKE),
    ("Google bought into Anthropic for $2 billion.", Kind.STAKE),
    ("Google has taken a $2 billion holding in Anthropic.", Kind.STAKE),
    ("AMD will pay $1 billion for 40% of ZT Systems, a maker of AI servers.", Kind.STAKE),
    ("Google sold a $2 billion stake in Anthropic.", Kind.OTHER),
    ("Google unloaded another $2 billion holding in Anthropic.", Kind.OTHER),
    ("Google sold its whole stake in Anthropic for $2 billion.", Kind.OTHER),
    ("Google cashed out of its shares in Anthropic for $2 billion.", Kind.OTHER),
]
TAKEN_OVER = [
    ("SoftBank will take over Ampere, an AI chip designer, for $6.5 billion.", Kind.ACQUISITION),
    ("SoftBank is paying $6.5 billion for Ampere, an AI chip designer.", Kind.ACQUISITION),
    ("SoftBank will purchase Ampere, an AI chip designer, for $6.5 billion.", Kind.ACQUISITION),
    ("SoftBank acquired Ampere, an AI chip designer, at an enterprise value of $6.5 billion.", Kind.ACQUISITION),
    ("SoftBank is taking over Ampere, an AI chip designer, at a valuation of $6.5 billion.", Kind.ACQUISITION),
    ("AMD will buy ZT Systems, a maker of AI servers, for $4.9 billion including debt.", Kind.ACQUISITION),
    ("AMD will buy ZT Systems, a maker of AI servers, debt included, for $4.9 billion.", Kind.ACQUISITION),
    ("SoftBank bought a stake in Ampere, an AI chip designer, at a valuation of $6.5 billion.", Kind.MARKET_VALUE),
    ("AMD, which makes AI chips, has $4.9 billion of debt.", Kind.DEBT),
]
GRANTED = [
    ("The United States gave Intel $7.9 billion in direct funding for AI chip plants.", Kind.FUND),
    ("Germany gave state support of $2 billion to Intel for its AI chip plant.", Kind.FUND),
    ("Germany promised incentives of $2 billion to Intel for its AI chip plant.", Kind.FUND),
    ("Intel gave Brightmind Labs, an AI start-up, $2 billion in funding.", Kind.STAKE),
    ("Intel, with the support of Nvidia, spent $2 billion on AI.", Kind.CAPEX),
]
WORTH = [
    ("The AI lab Anthropic, a group now worth $61 billion, spoke.", Kind.MARKET_VALUE),
    ("The round prices Anthropic at $61 billion, the AI lab said.", Kind.MARKET_VALUE),
    ("The market values Nvidia at $4 trillion thanks to AI.", Kind.MARKET_VALUE),
    ("CoreWeave signed an AI compute agreement with Meta that is worth $14 billion.", Kind.CONTRACT),
    ("Meta hails its pact with CoreWeave on AI compute; the worth of the deal is $14 billion.", Kind.CONTRACT),
    ("SoftBank plans an AI project in Ohio, with two power stations beside it, worth $14 billion.", Kind.PLEDGE),
]
EARNED_OR_LENT = [
    ("CoreWeave turned over $5 billion last year with AI compute.", Kind.REVENUE),
    ("Intel wrote off $3 billion of AI chips.", Kind.PROFIT),
    ("Intel's deficit of $3 billion grew on AI chips.", Kind.PROFIT),
    ("Meta has a surplus of $3 billion despite AI.", Kind.PROFIT),
    ("Google backstops $3 billion of AI data center leases.", Kind.DEBT),
    ("Google guarantees $3 billion for an AI data center.", Kind.DEBT),
    ("Google stands behind $3 billion of lease payments for an AI data center.", Kind.DEBT),
    ("Saudi Arabia sold sukuk of $3 billion for AI.", Kind.DEBT),
    ("Intel wrote of $3 billion for AI chips, all of it to be spent in Ohio.", Kind.PLEDGE),
]
RECKONED = [
    ("$75 billion was the consensus estimate for Microsoft's spending on AI.", Kind.FORECAST),
    ("A consultant reckons AI data centers need $75 billion.", Kind.FORECAST),
    ("The campus should draw a further $3 billion of AI spending to the region.", Kind.FORECAST),
    ("The minister thinks the industry will spend $75 billion on AI.", Kind.FORECAST),
    ("Japan's economy gains $4 billion from AI.", Kind.FORECAST),
    ("Japan's Ministry of Economy will put $4 billion into AI.", Kind.FUND),
    ("The minister thinks Microsoft will spend $75 billion on AI.", Kind.PLEDGE),
]
ELSEWHERE = [
    ("India put $3 billion into roads. It has AI.", Kind.OTHER),
    ("Meta will pay $4 billion in property taxes for its AI campus.", Kind.OTHER),
    ("The AI campus costs $12 million a megawatt, Meta said.", Kind.OTHER),
    ("BlackRock, which invests in AI, oversees $11 trillion.", Kind.OTHER),
    ("The founder of Oracle has a fortune of $390 billion thanks to AI.", Kind.OTHER),
    ("Amazon cut running costs of $4 billion for AI.", Kind.OTHER),
    ("Total state expenditure on AI and all else is 400 billion dollars in Canada.", Kind.OTHER),
    ("Oracle paid severance of $1.6 billion as it turns to AI.", Kind.OTHER),
    ("India put $3 billion into AI beside its roads.", Kind.FUND),
    ("Nvidia, whose chips India imports, will invest $5 billion in AI.", Kind.PLEDGE),
]
ENGLISH = (
    SPENT + BUILT + BOUGHT + RAISED + HELD + TAKEN_OVER + GRANTED + WORTH + EARNED_OR_LENT + RECKONED + ELSEWHERE
)  # fmt: skip


@pytest.mark.parametrize(("text", "kind"), ENGLISH)
def test_english_words_say_what_a_sum_is_and_their_neighbours_something_else(text: str, kind: Kind) -> None:
    assert figure(text).kind is kind


@pytest.mark.parametrize("elsewhere", ["on logistics", "on fibre networks", "into roads", "for housing"])
def test_money_for_other_things_is_told_from_that_for_ai_beside_it(elsewhere: str) -> None:
    told = figures(f"Amazon will put $4 billion {elsewhere} and $15 billion into AI.")

    assert (told["$4 billion"].kind, told["$15 billion"].kind) == (Kind.OTHER, Kind.PLEDGE)
