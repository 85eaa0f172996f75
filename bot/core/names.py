"""Organisations that `config/orgs.yaml` does not know: a start-up, a ministry, a fund never heard of.

A capitalised name counts only with a reason: a corporate word in it, a word for a company beside it, or a verb of
money after it at the start of a clause. People, months, places and headline words are left out.
"""

import re
from collections.abc import Callable, Iterator, Sequence, Set
from itertools import islice

from bot.core import foreign
from bot.core.gates import Gate, Hits
from bot.core.orgs import LATIN, Mention
from bot.core.people import PRESENTERS
from bot.core.text import Span, Stretches, alternatives

_LETTER = "[A-Za-z0-9À-ɏ_]"
"""A letter of a Latin name: East Asian words stand right beside it."""
_FROM, _TO = f"(?<!{_LETTER})", f"(?!{_LETTER})"
_WORD = (
    rf"(?:[A-Z](?:{_LETTER}|[&.])*(?:[-'][A-Z]{_LETTER}*)*|[a-z]{{1,2}}[A-Z]{_LETTER}+|[A-Z]&[A-Z]|"
    rf"\d{{1,2}}[A-Z]{_LETTER}*)"
)
_NAME = (
    rf"{_WORD}(?:\s(?:&\s|of\s(?:the\s)?|for\s|and\s(?=\w+\s(?:Technology|Industry|Trade|Innovation|Science)))?"
    rf"{_WORD}){{0,4}}"
)
_CORPORATE = alternatives(
    r"""
    Inc|Corp|Corporation|Ltd|Limited|LLC|PLC|Plc|Bhd|Berhad|Tbk|Oyj|ASA|AB|NV|BV|SpA|PJSC|Pte|Pty|Group|Holdings?|AG|SE|GmbH|SA|Co
    Capital|Ventures|Partners|Bank|Investments?|Management|Asset Management|Realty|Foundation|Authority|Commission
    Technologies|Technology|Tech|AI|Labs?|Cloud|Systems|Semiconductors?|Electronics|Robotics|Digital|Computing|Compute
    Energy|Power|Industries|Telecom|Telecommunications|Networks|Infrastructure|Motors?|Data Cent(?:er|re)s?
    Therapeutics|Space|Air
    """
)
_COMPANY_WORD = alternatives(
    r"""
    start-?up|company|firm|developer|operator|chipmaker|chip maker|maker|lab|investor|fund|group|provider|giant
    conglomerate|unicorn|builder|retailer|utility|bank|carmaker|foundry|manufacturer|platform|specialist|landlord
    hyperscaler|neocloud|business|agency|vehicle|chip designer
    """
)
_AUXILIARY = alternatives(
    r"""
    has|have|had|is|was|will|would|could|may|plans?|intends?|aims?|wants?|expects?|hopes?|agreed|agrees|in talks|set
    """
)
_DOES = alternatives(
    r"""
    invests?|invested|investing|spends?|spent|raises?|raised|raising|secures?|secured|pledges?|pledged|commits?
    committed
    acquires?|acquired|acquiring|buys?|bought|signs?|signed|lands?|landed|closes?|closed|earmarks?|earmarked
    allocates?|allocated|brings?|unveils?|unveiled|launch(?:es|ed)?|announces?|announced|pours?|poured|puts?|builds?
    building|build
    bets?|leads?|led|wins?|won|lifts?|hikes?|boosts?|backs?|backed|plans|(?-i:plan)|approves?|approved|orders?|ordered
    in talks|nears?|eyes?|weighs?|doubles?|promises?|promised|sets aside|set aside|said it|says it|outlines?|outlined
    to\s(?:invest|spend|raise|build|acquire|buy|pour|put|commit|pledge)
    """
)
_MONEY_VERB = rf"(?:(?:{_AUXILIARY})\s(?:\w+\s){{0,2}}?(?:to\s)?)?(?:{_DOES})\b"
_LEADING = re.compile(rf"(?P<name>{_NAME})(?:,[^,.]{{3,70}},)?\s(?=(?i:{_MONEY_VERB}))")
_WITH_SUFFIX = re.compile(
    rf"{_FROM}(?P<name>(?:{_WORD}\s(?:&\s)?){{1,3}}(?:{_CORPORATE})){_TO}(?!\s?(?!Q\d|FY|H\d){_WORD})"
)
_BODY = re.compile(
    r"\b(?P<name>(?:Ministry|Department|Bank|Bureau|Office|Council) (?:of|for) (?:the )?"
    r"[A-Z]\w+(?:(?:,| and| &)? [A-Z]\w+){0,3})"
)
_ENDS_CORPORATE = re.compile(rf"\s(?:{_CORPORATE})$")
_CORPORATE_ONLY = re.compile(
    r"(?:\s(?:Inc|Corp|Corporation|Ltd|Limited|LLC|PLC|Plc|AG|SE|GmbH|SA|Co|Bhd|ASA|AB|Oyj|NV|Group|Holdings?|Company|"
    r"Technologies|Platforms|Partners)\.?)+"
)
_BESIDE = re.compile(rf"\b(?:{_COMPANY_WORD})(?:\sbehind it,)?\s(?P<name>{_NAME})")
_APPOSITION = re.compile(
    rf"\b(?P<name>{_NAME}),\s(?:a|an|the|which|one of)\s(?:[\w'-]+\s){{0,6}}?(?:{_COMPANY_WORD})\b"
)
_LED_BY = re.compile(
    rf"\b(?:led|backed|co-led|owned|acquired|funded) by\s(?:the\s)?(?:(?:[A-Z][\w.]+-based|[a-z-]+)\s){{0,3}}"
    rf"(?P<name>{_NAME})"
)

_BOUGHT = re.compile(
    r"\b(?:acquir(?:e|es|ed|ing)|(?:buy|buys|buying|bought)(?: out)?|takeover of|acquisition of|purchase of|"
    r"merger with|rachat de|rachète|s'offre|übernimmt|Übernahme von|compra|adquiere|adquire)\s(?:[a-zà-ÿ-]+\s){0,4}"
    rf"(?P<name>{_NAME})(?=\s(?:for|in|at|from|to|on|as|after|amid|by|with|over|pour|por|für)\b|[,.]|$)"
)

_VERBS = re.compile(
    rf"\s(?:{_MONEY_VERB}|(?:To|Will|In|For|With|On|At|As|From|By|And|Over|Into|Says?|Said|Is|Are|Of|The|After|"
    rf"Amid)\b)",
    re.I,
)
_BY_WORDS = (_BESIDE, _LED_BY, _BOUGHT)
_GATE = Gate((*_BY_WORDS, _BODY, *(re.compile(words) for words in (_CORPORATE, _COMPANY_WORD, _DOES))))
_BODY_AT, _CORPORATE_AT, _COMPANY_AT, _DOES_AT = range(len(_BY_WORDS), len(_BY_WORDS) + 4)
"""Reasons that begin with known words, and the words that the others need after the name."""
_LONGEST = 32
"""Characters of the longest verb of money or corporate word, and more."""
_CAPITAL = re.compile("[A-Z]")
_JOINED = LATIN | {"_", "-"}
"""Beside a name, these make it a part of a longer word."""
_SHORT = 3
"""Letters of a name that are too few to stand for a longer one."""
_LEAD = 90
"""Characters of a sentence in which a name may lead it."""
_STOP = frozenset(
    """
    the a an ai us u.s uk eu it its he she they we i this that these those in on at by for from with and or but as
    is was will one two three four five six seven eight nine ten both most many some last next new more key photo
    image source read also see file share news business tech technology monday tuesday wednesday thursday friday
    saturday sunday january february march april may june july august september october november december q1 q2 q3
    q4 fy ceo cfo cto president minister prime chief executive chairman founder analyst analysts investors shares
    wall street big exclusive report breaking update updated why how what when where who europe asia africa america
    americas gulf washington brussels london paris berlin tokyo beijing delhi seoul riyadh dubai ottawa canberra
    singapore chinese american japanese korean indian french german british european canadian australian emirati
    saudi dutch swedish spanish italian brazilian cabinet innovation financing apply finnish danish norwegian polish
    turkish thai malaysian indonesian vietnamese mexican israeli irish greek swiss austrian belgian taiwanese
    singaporean russian mr mrs ms dr sir reuters bloomberg afp ap cnbc nikkei yonhap according sources people
    officials company companies capex revenue gpu gpus cloud data center centers centre centres there here if while
    now after before since not no yes our your their his her capital spending separately meanwhile earlier later
    under whoever everyone nobody somebody worldwide el la los las le les un una une der die das o os as dans pour
    für im am auf mit nach seit laut bei vom zum treasurer premier mayor senator congressman
    congresswoman judge nairobi lagos cairo johannesburg
    mumbai bengaluru bangalore hyderabad chennai kolkata jakarta manila bangkok hanoi taipei shanghai shenzhen
    hangzhou osaka busan doha jeddah istanbul athens rome milan madrid barcelona lisbon porto munich frankfurt
    hamburg zurich geneva vienna prague warsaw budapest bucharest stockholm oslo copenhagen helsinki dublin
    edinburgh manchester chicago boston seattle austin dallas houston phoenix atlanta miami denver toronto montreal
    vancouver sydney melbourne perth auckland wellington santiago bogotá lima alabama alaska arizona arkansas
    california colorado connecticut delaware florida georgia idaho illinois indiana iowa kansas kentucky louisiana
    maine maryland massachusetts michigan minnesota mississippi missouri montana nebraska nevada ohio oklahoma
    oregon pennsylvania tennessee texas utah vermont virginia wisconsin wyoming ontario quebec alberta bavaria
    gujarat maharashtra karnataka total overall together combined once agi llm ipo series hyperscalers tech giants
    union bloc government ministry department bureau council parliament congress state federal construction
    """.split()
)
"""Words that are no name, and no part of one where they begin or end it."""
_OFFICE = alternatives(
    r"""
    CEO|CFO|CTO|COO|chief executive(?: officer)?|chief financial officer|president|minister|chair(?:man|woman)?|founder
    co-founder|Mr\.?|Mrs\.?|Ms\.?|Dr\.?|Sir|analyst|secretary|chancellor|governor|senator|partner|director|head|boss
    vice|judge|treasurer|premier|mayor|congress(?:man|woman)|spokes(?:man|woman|person)
    """
)
_PERSON_BEFORE = re.compile(rf"\b(?:{_OFFICE})\s$", re.I)
_PERSON_AFTER = re.compile(
    r"^,?\s(?:said|says|told|added|wrote|explained|noted|argued|an? (?:analyst|economist)|"
    r"(?:the\s)?(?:\w+\s){0,3}(?:CEO|chief|president|chair|founder|co-founder|analyst|minister))\b"
)
_NO_COMPANY = re.compile(
    r"^Series [A-K]\d?$|\b(?:Plan|Act|Strategy|Review|Summit|Report|Conference|Policy|Law|Bill|Programme|Program|"
    r"Mission|"
    r"Roadmap|Week|Forum|Award)$|^Board$"
)
"""Names of rounds, laws and plans, which pay nothing."""
_LEGAL = re.compile(
    r"[\s,]+(?:Inc|Corp|Corporation|Ltd|Limited|LLC|PLC|Plc|Bhd|Berhad|Tbk|Oyj|ASA|AB|NV|BV|SpA|PJSC|Pte|Pty|AG|SE|"
    r"GmbH|SA|Co)\.?$"
)


def unknown(folded: str, sentences: Sequence[Span], known: Sequence[Mention]) -> tuple[Mention, ...]:
    """Return mentions of organisations that are named with good reason and are not among the known.

    >>> from bot.core.text import sentences
    >>> text = "Firmus raises $300 million. The money goes to Firmus, a start-up."
    >>> [m.name for m in unknown(text, sentences(text), ())]
    ['Firmus', 'Firmus']
    """
    taken = Stretches((m.start, m.end) for m in known)
    names: set[str] = set()
    for sentence, start, name in _found(folded, sentences, known):
        if taken.overlap(start, start + len(name)):
            continue
        if " " not in name and not _is_told_again(folded, name, start, sentence.start):
            continue
        if name not in PRESENTERS and not _is_person(folded, start, start + len(name)):
            names.add(name)
    found: list[Mention] = []
    by_length = sorted(names, key=lambda name: (len(name), name))
    for name in reversed(by_length):
        shown = _LEGAL.sub("", _shorter(name, names))
        for start in _places(folded, name, _JOINED.__contains__):
            if not taken.overlap(start, start + len(name)):
                found.append(Mention(start, start + len(name), shown, None))
                taken.add(start, start + len(name))
    return tuple(sorted(found, key=lambda m: m.start))


def _shorter(name: str, names: Set[str]) -> str:
    """Return the shortest name to which this one only adds corporate words: "Firmus" for "Firmus Technologies"."""
    ends = (at for at, letter in enumerate(name) if letter == " " and at > _SHORT)
    return next((name[:at] for at in ends if name[:at] in names and _CORPORATE_ONLY.fullmatch(name, at)), name)


def _places(folded: str, name: str, goes_on: Callable[[str], bool]) -> Iterator[int]:
    """Yield where a name stands as whole words.

    Args:
        folded: The text.
        name: As it stands there.
        goes_on: Says of a letter beside the name that it belongs to a longer word.
    """
    start = folded.find(name)
    while start >= 0:
        end = start + len(name)
        if (start and goes_on(folded[start - 1])) or (end < len(folded) and goes_on(folded[end])):
            end = start + 1
        else:
            yield start
        start = folded.find(name, end)


def _found(folded: str, sentences: Sequence[Span], known: Sequence[Mention]) -> Iterator[tuple[Span, int, str]]:
    """Yield every reasoned name with its sentence and its offset, cleaned."""
    hits = _GATE.look(folded)
    for sentence in hits.stretches(_BODY_AT, sentences):
        for match in hits.matches(_BODY_AT, sentence.start, sentence.end):
            if not any(m.org and m.org.is_government and folded[m.end : match.start()] in {" ", "'s "} for m in known):
                yield sentence, match.start(), match["name"]  # else "Japan's Ministry of …", which is Japan
    yield from foreign.found(folded, sentences)
    for sentence, match in _capitalised(folded, sentences, hits):
        name = _clean(match["name"])
        if name is not None:
            yield sentence, match.start("name") + match["name"].find(name), name


def _capitalised(folded: str, sentences: Sequence[Span], hits: Hits) -> Iterator[tuple[Span, re.Match[str]]]:
    """Yield every match of a pattern with its sentence, stop words and headline verbs included."""
    for place in range(len(_BY_WORDS)):
        for sentence in hits.stretches(place, sentences):
            yield from ((sentence, match) for match in hits.matches(place, sentence.start, sentence.end))
    for sentence in hits.stretches(_COMPANY_AT, sentences):
        yield from ((sentence, match) for match in _APPOSITION.finditer(folded, sentence.start, sentence.end))
    for place, tell in ((_CORPORATE_AT, _suffixed), (_DOES_AT, _leading)):
        for sentence in hits.stretches(place, sentences):
            after = hits.beginnings(place, sentence.start, sentence.end)
            told = (at for at in reversed(after) if folded[at - 1].isspace())
            last = next((at for at in told if place == _DOES_AT or folded[at].isupper()), None)
            if last is not None:
                end = min(sentence.end, last + _LONGEST)
                yield from ((sentence, match) for match in tell(folded, sentence.start, end))


def _suffixed(folded: str, start: int, end: int) -> Iterator[re.Match[str]]:
    """Yield names that end in a corporate word."""
    return _WITH_SUFFIX.finditer(folded, start, end)


def _leading(folded: str, start: int, end: int) -> Iterator[re.Match[str]]:
    """Yield names that lead a sentence, or a part of it near its beginning, and have a verb of money after them."""
    at = start
    for capital in _CAPITAL.finditer(folded, start, min(end, start + _LEAD + 2)):
        for place in range(max(at, capital.start() - 2), capital.start() + 1):
            begins = place == capital.start() or folded[place : capital.start()].isalnum()
            match = _LEADING.match(folded, place, end) if begins else None
            if match is None:
                continue
            at = match.end()
            before = folded[max(start, place - 2) : place].strip()
            if place - start < _LEAD and (not before or before[-1] in ',:;("-' or place == start):
                yield match
            break
        else:
            at = max(at, capital.start() + 1)


def _clean(name: str) -> str | None:
    """Return the name without headline verbs and leading stop words; None where nothing is left of it."""
    cut = _VERBS.search(name)
    if cut:
        name = name[: cut.start()]
    words = name.split(" ")
    while words and (words[0].casefold().rstrip(".'s") in _STOP or (len(words) > 1 and foreign.TRADE.search(words[0]))):
        words.pop(0)
    while words and words[-1].casefold().rstrip(".") in _STOP - {"ai", "cloud", "capital", "technology", "tech"}:
        words.pop()
    name = " ".join(words).rstrip(".,'")
    if len(name) < 2 or _NO_COMPANY.search(name) or name.casefold() in _STOP or re.fullmatch(r"[\W\d]+", name):
        return None
    return name


def _is_person(folded: str, start: int, end: int) -> bool:
    """Say whether the words around a name make it a person's."""
    name = folded[start:end]
    if _ENDS_CORPORATE.search(name):
        return False
    return bool(_PERSON_BEFORE.search(folded, max(0, start - 30), start)) or bool(
        name.count(" ") in {1, 2} and _PERSON_AFTER.match(folded[end : end + 40])
    )


def _is_told_again(folded: str, name: str, start: int, sentence_start: int) -> bool:
    """Say whether a single word is a name also elsewhere than where any sentence begins with a capital."""
    if start > sentence_start:
        return True
    if re.search(r"[A-Z].*[A-Z]|\d", name):
        return True
    if not name.isascii() and not re.search(r"[a-zÀ-ɏ]", name):
        return folded.count(name) > 1  # East Asian words stand right beside it
    return len(tuple(islice(_places(folded, name, lambda letter: letter.isalnum() or letter in "_-"), 2))) > 1
