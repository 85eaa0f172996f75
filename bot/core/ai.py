"""Whether an entry's money goes to AI: words for it where the money is told, or parties that live by it.

A word for AI somewhere in a long text is not enough: drug makers and car factories have their AI corner too.
"""

import re
from collections.abc import Iterator, Sequence

from bot.core.gates import Gate
from bot.core.orgs import Mention
from bot.core.page import Page, Sentence
from bot.core.text import alternatives

_WORDS = re.compile(
    alternatives(
        r"""
        \b(?:A\.?I|artificial[ -]intelligence|generative|machine learning)\b
        \b(?:LLMs?|language models?|foundation models?|superintelligence|chatbots?|bots|copilots?|agentic)\b
        \b(?:software|autonomous|virtual|digital) (?:agents|assistants)\b|\bagents autonomes\b
        \bassistants? (?:conversationnels?|virtuels?)\b
        \b(?:agentes|asistentes|assistentes) (?:autónomos|virtua(?:le|i)s)\b
        \bservers\b|\bserver (?:farms?|halls?|parks?)\b|\binfonuagique\b
        \b(?:data[ -]?cent(?:er|re)s?|supercomput\w+)\b
        \b(?:(?<!quantum )comput(?:e|ing)(?: power| capacity| infrastructure)?|cloud)\b
        \b(?:hyperscal\w+|neoclouds?|gigafactor(?:y|ies)|humanoids?)\b
        \b(?:GPUs?|semiconductors?|(?:AI |advanced |memory )?chips?|chipmak\w+|HBM)\b
        \b(?:KI|KI-\w+|Halbleiter\w*)\b
        \b(?:IA|intelligence artificielle|centres? de données|processeurs graphiques|semi-?condut\w+)\b
        \bsemi-?conducteurs?\b
        \b(?:inteligencia artificial|centros? de datos|inteligência artificial|centros? de dados)\b
        \b(?:nube|nuvem|semiconductores)\b
        \b(?:Rechenleistung|Rechenkapazität\w*|puissance de calcul|capacités? de calcul|supercalculateurs?)\b
        \b(?:capacidad|poder|potencia) de c[óo]mputo\b|\b(?:capacidade|poder) d?e? ?(?:computação|computacional)\b
        \b(?:superordenador(?:es)?|serveurs d'IA|servidores de IA)\b|計算基盤|計算資源|智算|컴퓨팅
        人工智能|人工智慧|智能|大模型|算力|数据中心|數據中心|云计算|芯片|晶片|人工知能|生成AI
        (?<![A-Za-z])(?-i:AI)(?![A-Za-z])|データセンター|半導体|半導體|クラウド
        (?<![A-Za-z])(?-i:GPU|HBM|LLM|DRAM)(?![A-Za-z])
        인공지능|데이터센터|데이터 센터|반도체|클라우드|HBM
        """
    ),
    re.I,
)
"""Words for AI and for what it runs on."""
_TAILS = re.compile(r"künstliche\w* Intelligenz\b|Rechenzentr\w+\b", re.I)
_COMPOUNDS = re.compile(rf"\b\w*(?:{_TAILS.pattern})", re.I)
"""The same where German writes other words before them."""
_EITHER = re.compile(f"{_WORDS.pattern}|{_COMPOUNDS.pattern}", re.I)
_GATE = Gate((_WORDS, _TAILS))

_MAKERS = frozenset(
    alternatives(
        """
        Nvidia|TSMC|SK Hynix|AMD|CoreWeave|Nebius|Nscale|Crusoe|Humain|G42|MGX|AirTrunk|Vantage Data Centers|Broadcom
        Micron|Aligned Data Centers|QTS|Equinix|Digital Realty|Data4|NextDC|Wayve|Waymo|Figure|ASML|Rapidus|Lambda
        Fluidstack|Firmus|IREN|Cerebras|Groq|Databricks|Scale AI|Palantir|Yotta|Khazna|Ampere|Graphcore|Helsing
        Anysphere|Physical Intelligence
        """
    ).split("|")
)
"""Companies that live by AI; so does every lab and every venture that `config/orgs.yaml` calls one."""
_LIVE_BY_IT = frozenset({"lab", "project"})
BUILDERS = frozenset("Microsoft|Meta|Google|Amazon|Oracle|Alibaba|Tencent|ByteDance|Baidu".split("|"))
"""Their capital spending goes to AI; one word for it anywhere in the text settles that."""
_OPENING = 2
"""Sentences of the text, after the title, where a company that lives by AI need not be a party."""
_AROUND = 2
"""So many words for AI in the sentences beside a sum make it one for AI, whatever its payer's trade."""
_ELSEWHERE = re.compile(
    r"\b(?:drugs?|drugmakers?|pharma\w*|medicines?|vaccines?|diagnostics|iron ore|copper|mining|miner|airlines?|"
    r"brewer(?:s|ies)?|studios?|film|streaming|oil|LNG|carmaker|shipbuilder|warehouses?|logistics|fulfil\w+|steel|"
    r"electric vehicles?|cybersecurity|quantum|insurance|hotels?|minério|minerador\w*|Arznei\w*|médicaments?)\b|"
    r"鉱山|製薬|제약",
    re.I,
)
"""Trades whose plans have an AI corner without being plans for AI."""
_SITES = re.compile(
    r"\bcampus(?:es)?\b|\b(?:mega|giga)(?:watts?|vatios|vatts?)\b|\bservers?\b|兆瓦|吉瓦|メガワット|메가와트", re.I
)
"""What those who build for AI build, and what they need for it."""
_MANY = 4
"""So many words for AI make a text one on AI, wherever they stand."""


def said(folded: str, start: int = 0, end: int | None = None) -> re.Match[str] | None:
    """Return the first words for AI in a text or a stretch of it.

    >>> said("a data centre for AI").group(), said("ein KI-Großrechenzentrum").group(), said("a campaign")
    ('data centre', 'KI', None)
    """
    return next(_every(folded, start, len(folded) if end is None else end), None)


def _every(folded: str, start: int, end: int) -> Iterator[re.Match[str]]:
    """Yield every word for AI in a stretch of a text."""
    hits = _GATE.look(folded, start, end)
    return _EITHER.finditer(folded, start, end) if hits.first(1) else hits.matches(0)


def about(page: Page, heads: Sequence[Sentence], parties: Sequence[str | None], *, capital: bool = False) -> str | None:
    """Return the words that make an entry's money AI money; None where nothing does.

    Args:
        page: The entry.
        heads: Sentences that tell its headline sums.
        parties: Names of who pays and receives.
        capital: Whether a headline sum is capital spending.
    """
    in_title = said(page.folded, 0, page.title_end)
    if in_title:
        return in_title.group()
    builds = bool(BUILDERS.intersection(p for p in parties if p))
    for sentence in heads:
        place = page.sentences.index(sentence)
        start = page.sentences[place - 1].start if place else sentence.start
        end = page.sentences[min(place + 2, len(page.sentences) - 1)].end
        own = said(page.folded, sentence.start, sentence.end)
        around = [found.group() for found in _every(page.folded, start, end)]
        if own is not None:
            return own.group()
        if _ELSEWHERE.search(page.folded, sentence.start, sentence.end):
            continue
        if around and (builds or len(around) >= _AROUND or not _ELSEWHERE.search(page.folded, 0, end)):
            return around[0]
    body = next((i for i, s in enumerate(page.sentences) if not s.in_title), 0)
    opening = (*heads, *page.sentences[: body + _OPENING])
    mentions = (m for s in page.sentences for m in s.mentions if m.name in parties or s in opening)
    named = next((m.name for m in mentions if _lives_by_it(m, is_party=m.name in parties)), None)
    if named:
        return named
    if not capital and _ELSEWHERE.search(page.folded, 0, page.sentences[min(body + 1, len(page.sentences) - 1)].end):
        return None
    everywhere = _EITHER.findall(page.folded)
    sites = (_SITES.search(page.folded, s.start, s.end) for s in heads)
    if builds and (site := next(filter(None, sites), None)) is not None:
        return site.group()
    enough = 1 if builds and capital else _MANY
    return everywhere[0] if len(everywhere) >= enough else None


def _lives_by_it(mention: Mention, *, is_party: bool) -> bool:
    """Say whether a company lives by AI; one that is only named beside the sum must be a lab or a venture."""
    if mention.org is None:
        return False
    return mention.org.type in _LIVE_BY_IT or (is_party and mention.name in _MAKERS)
