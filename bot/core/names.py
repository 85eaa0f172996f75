"""Organisations that `config/orgs.yaml` does not know: a start-up, a ministry, a fund never heard of.

A capitalised name counts only with a reason: a corporate word in it, a word for a company beside it, or a verb of
money after it at the start of a clause. People, months, places and headline words are left out.
"""

import re
from collections.abc import Iterator, Sequence

from bot.core.orgs import Mention
from bot.core.people import PRESENTERS
from bot.core.text import Span

_TOKEN = r"(?:[A-Z][\w&.]*(?:[-'][A-Z]\w*)*|[a-z]{1,2}[A-Z]\w+|[A-Z]&[A-Z]|\d{1,2}[A-Z]\w*)"
_NAME = rf"{_TOKEN}(?:\s(?:&\s|of\s(?:the\s)?|for\s|and\s(?=\w+\s(?:Technology|Industry|Trade|Innovation|Science)))?{_TOKEN}){{0,4}}"
_CORPORATE = (
    r"(?:Inc|Corp|Corporation|Ltd|Limited|LLC|PLC|Plc|Group|Holdings?|Capital|Ventures|Partners|Technologies|Technology|Tech|Energy|AI|Labs?|Fund|Bank|AG|SE|GmbH|SA|"
    r"Power|Cloud|Systems|Semiconductors?|Electronics|Industries|Telecom|Telecommunications|Investments?|Management|Networks|Robotics|Authority|Commission|Infrastructure|Foundation|"
    r"Digital|Computing|Compute|Motors?|Data Cent(?:er|re)s?|Realty|Asset Management|Therapeutics|Space|Air|Co)"
)
_COMPANY_WORD = (
    r"(?:start-?up|company|firm|developer|operator|chipmaker|chip maker|maker|lab|investor|fund|group|provider|giant|conglomerate|unicorn|builder|retailer|utility|bank|"
    r"carmaker|foundry|manufacturer|platform|specialist|landlord|hyperscaler|neocloud|business|agency|vehicle)"
)
_MONEY_VERB = (
    r"(?:(?:has|have|had|is|was|will|would|could|may|plans?|intends?|aims?|wants?|expects?|hopes?|agreed|agrees|in talks|set)\s(?:\w+\s){0,2}?(?:to\s)?)?"
    r"(?:invests?|invested|investing|spends?|spent|raises?|raised|raising|secures?|secured|pledges?|pledged|commits?|committed|acquires?|acquired|acquiring|buys?|bought|signs?|signed|lands?|landed|closes?|closed|"
    r"earmarks?|earmarked|allocates?|allocated|unveils?|unveiled|launch(?:es|ed)?|announces?|announced|pours?|poured|puts?|builds?|building|build|bets?|leads?|led|wins?|won|lifts?|hikes?|boosts?|backs?|backed|plans|"
    r"plan|to\s(?:invest|spend|raise|build|acquire|buy|pour|put|commit|pledge)|approves?|approved|orders?|ordered|in talks|nears?|eyes?|weighs?|doubles?|promises?|promised|sets aside|set aside|said it|says it|outlines?|outlined)\b"
)
_LEADING = re.compile(rf"(?P<name>{_NAME})(?:,[^,.]{{3,70}},)?\s(?={_MONEY_VERB})")
_WITH_SUFFIX = re.compile(rf"\b(?P<name>(?:{_TOKEN}\s(?:&\s)?){{1,3}}{_CORPORATE})\b(?!\s?{_TOKEN})")
_BODY = re.compile(
    r"\b(?P<name>(?:Ministry|Department|Bank|Bureau|Office|Council) (?:of|for) (?:the )?[A-Z]\w+(?:(?:,| and| &)? [A-Z]\w+){0,3})"
)
_BESIDE = re.compile(rf"\b{_COMPANY_WORD}\s(?P<name>{_NAME})")
_APPOSITION = re.compile(rf"\b(?P<name>{_NAME}),\s(?:a|an|the|which|one of)\s(?:[\w'-]+\s){{0,6}}?{_COMPANY_WORD}\b")
_LED_BY = re.compile(
    rf"\b(?:led|backed|co-led|owned|acquired|funded) by\s(?:the\s)?(?:[a-z-]+\s){{0,3}}(?P<name>{_NAME})"
)

_VERBS = re.compile(
    rf"\s(?:{_MONEY_VERB}|(?:To|Will|In|For|With|On|At|As|From|By|And|Over|Into|Says?|Said|Is|Are|Of|The|After|Amid)\b)",
    re.I,
)
_STOP = frozenset(
    "the a an ai us u.s uk eu it its he she they we i this that these those in on at by for from with and or but as is was will one two three both most many "
    "some last next new more key photo image source read also see file share news business tech technology monday tuesday wednesday thursday friday saturday "
    "sunday january february march april may june july august september october november december q1 q2 q3 q4 fy ceo cfo cto president minister prime "
    "chief executive chairman founder analyst analysts investors shares wall street big exclusive report breaking update updated why how what when where who "
    "europe asia africa america americas gulf washington brussels london paris berlin tokyo beijing delhi seoul riyadh dubai ottawa canberra singapore "
    "chinese american japanese korean indian french german british european canadian australian emirati saudi dutch swedish spanish italian brazilian "
    "mr mrs ms dr sir reuters bloomberg afp ap cnbc nikkei yonhap according sources people officials company companies capex revenue gpu gpus cloud data "
    "center centers centre centres there here if while after before since not no yes our your their his her capital spending separately meanwhile earlier later under "
    "whoever everyone nobody somebody worldwide el la los las le les un una une der die das o os as dans pour "
    "alabama alaska arizona arkansas california colorado connecticut delaware florida georgia idaho illinois indiana iowa kansas kentucky "
    "louisiana maine maryland massachusetts michigan minnesota mississippi missouri montana nebraska nevada ohio oklahoma oregon "
    "pennsylvania tennessee texas utah vermont virginia wisconsin wyoming ontario quebec alberta bavaria gujarat maharashtra karnataka "
    "total overall together combined once agi llm ipo series hyperscalers tech giants union bloc government parliament congress state federal construction".split()
)  # fmt: skip
_PERSON_BEFORE = re.compile(
    r"\b(?:CEO|CFO|CTO|COO|chief executive(?: officer)?|chief financial officer|president|minister|chair(?:man|woman)?|founder|co-founder|Mr\.?|Mrs\.?|Ms\.?|Dr\.?|Sir|analyst|secretary|chancellor|"
    r"governor|senator|partner|director|head|boss|vice|spokes(?:man|woman|person))\s$",
    re.I,
)
_PERSON_AFTER = re.compile(
    r"^,?\s(?:said|says|told|added|wrote|explained|noted|argued|an? (?:analyst|economist)|(?:the\s)?(?:\w+\s){0,3}(?:CEO|chief|president|chair|founder|co-founder|analyst|minister))\b"
)
_LEGAL = re.compile(r"[\s,]+(?:Inc|Corp|Corporation|Ltd|Limited|LLC|PLC|Plc|AG|SE|GmbH|SA|Co)\.?$")


def unknown(folded: str, sentences: Sequence[Span], known: Sequence[Mention]) -> tuple[Mention, ...]:
    """Return mentions of organisations that are named with good reason and are not among the known.

    >>> from bot.core.text import sentences
    >>> text = "Firmus raises $300 million. The money goes to Firmus, a start-up."
    >>> [m.name for m in unknown(text, sentences(text), ())]
    ['Firmus', 'Firmus']
    """
    taken = [(m.start, m.end) for m in known]
    names: set[str] = set()
    for sentence in sentences:
        for match in _found(folded, sentence):
            name = _clean(match["name"])
            start = match.start("name") + match["name"].find(name) if name else 0
            if name is None or any(a < start + len(name) and start < b for a, b in taken):
                continue
            if " " not in name and not _is_told_again(folded, name, start, sentence.start):
                continue
            if name not in PRESENTERS and not _is_person(folded, start, start + len(name)):
                names.add(name)
    found: list[Mention] = []
    short = {name: next((n for n in names if name.startswith(f"{n} ") and len(n) > 3), name) for name in names}
    for name in sorted(names, key=len, reverse=True):
        for match in re.finditer(rf"(?<![\w-]){re.escape(name)}(?![\w-])", folded):
            if not any(a < match.end() and match.start() < b for a, b in taken):
                found.append(Mention(match.start(), match.end(), _LEGAL.sub("", short[name]), None))
                taken.append(match.span())
    return tuple(sorted(found, key=lambda m: m.start))


def _found(folded: str, sentence: Span) -> Iterator[re.Match[str]]:
    """Yield every reasoned name of a sentence."""
    for pattern in (_WITH_SUFFIX, _BODY, _BESIDE, _APPOSITION, _LED_BY):
        yield from pattern.finditer(folded, sentence.start, sentence.end)
    for match in _LEADING.finditer(folded, sentence.start, sentence.end):
        before = folded[max(sentence.start, match.start() - 2) : match.start()].strip()
        if match.start() - sentence.start < 90 and (
            not before or before[-1] in ',:;("-' or match.start() == sentence.start
        ):
            yield match


def _clean(name: str) -> str | None:
    """Return the name without headline verbs and leading stop words; None where nothing is left of it."""
    cut = _VERBS.search(name)
    if cut:
        name = name[: cut.start()]
    words = name.split(" ")
    while words and words[0].casefold().rstrip(".'s") in _STOP:
        words.pop(0)
    while words and words[-1].casefold().rstrip(".") in _STOP - {"ai", "cloud", "capital", "technology", "tech"}:
        words.pop()
    name = " ".join(words).rstrip(".,'")
    if len(name) < 2 or name.casefold() in _STOP or re.fullmatch(r"[\W\d]+", name):
        return None
    return name


def _is_person(folded: str, start: int, end: int) -> bool:
    """Say whether the words around a name make it a person's."""
    return bool(_PERSON_BEFORE.search(folded, max(0, start - 30), start)) or bool(
        folded[start:end].count(" ") == 1 and _PERSON_AFTER.match(folded[end : end + 40])
    )


def _is_told_again(folded: str, name: str, start: int, sentence_start: int) -> bool:
    """Say whether a single word is a name also elsewhere than where any sentence begins with a capital."""
    if start > sentence_start:
        return True
    if re.search(r"[A-Z].*[A-Z]|\d", name):
        return True
    return len(re.findall(rf"(?<![\w-]){re.escape(name)}(?![\w-])", folded)) > 1
