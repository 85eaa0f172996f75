"""How sure a sum is: announced, reported by others, denied, cancelled."""

import re

from bot.core.gates import Gate
from bot.core.kinds import Certainty
from bot.core.text import alternatives

_CANCELLED = re.compile(
    alternatives(
        r"""
        \b(?:cancel\w*|kill(?:s|ed)?|scrap(?:s|ped|ping)?|shelv\w+|abandon\w*|halt(?:s|ed|ing)?|paus(?:es|ed|ing)|suspend\w*|axe[sd]?|ditch\w*)\b
        \b(?:withdr[ae]w\w*|call(?:s|ed) off|walk(?:s|ed|ing)? away|pull(?:s|ed) (?:out|the plug)|back(?:s|ed) out)\b
        \b(?:drop(?:s|ped) (?:plans?|its|the|a plan)|steps? back|stepped back)\b
        \b(?:terminat\w+|collaps(?:es|ed)|no longer (?:plan|going|pursu)\w*)\b
        \b(?:(?:pull|withdraw)(?:s|ed)? (?:\w+ ){0,2}?(?:plans?|proposal|application|bid|offer|request))\b
        \b(?:gives? up|gave up|falls? through|fell through|fallen through)\b
        \b(?:(?:put|puts|placed|is|are) (?:\S+ ){0,8}?on (?:hold|ice)|not go (?:forward|ahead))\b
        \b(?:gestoppt|stoppt|gestrichen|storniert|abgesagt|auf Eis|kommt nicht)\b
        \b(?:geplatzt|zurückgezogen|begräbt|verzichtet|Aus für|zieht sich (?:aus \w+ )?zurück|steigt aus)\b
        \b(?:se retire d|se désengage|retire ses billes|se retira d|da carpetazo|se descuelga|retira-se d|se desliga d)
        \b(?:enterr(?:e|é)\w*|gel(?:é|ée|és)|jette l'éponge)\b
        \b(?:retir(?:e|é|ó|ou|a) (?:son|sa|ses|su|sus|seu|sua|a)|congel\w+)\b
        \b(?:abandon(?:a|ó|ou)|anul(?:a|ó|ou)\w*|engavet\w+|arquiv(?:a|ou)|da marcha atrás|rescind\w+)\b
        \b(?:annul\w*|abandonn\w+|suspendu\w*|renonc\w+|(?:en|marque une) pause)\b
        \b(?:gibt|geben|gab) [^.;]{1,60} auf\b|\bmet(?:tent)? (?:un terme|fin) (?:à|au)\b
        \b(?:cancel(?:a|ó|ado|ou)\w*|suspend(?:e|ió|eu)\w*|paraliz\w+|desist\w+|renunci\w+)\b
        取消|终止|終止|告吹|流产|放弃|放棄|撤销|喊停|凍結|取りやめ|打ち切|무산|백지화|포기|暂停|叫停|搁置|擱置|中止
        断念|撤回|撤退|退出|철수|취소|중단|철회|白紙
        """
    ),
    re.I,
)
_DENIED = re.compile(
    alternatives(
        r"""
        \b(?:never (?:a |been |made |promised|committed|agreed)|was never|den(?:y|ies|ied|ying)|play(?:s|ed) down)\b
        \bknow(?:s|n)? nothing (?:of|about)\b
        \b(?:no plans? to|not plan(?:ning)? to|does not (?:plan|intend)|did not (?:plan|intend))\b
        \b(?:reject(?:s|ed)?|vote(?:s|d)? down)\b
        \b(?:turn(?:s|ed) down|rebuff\w*|refus(?:es|ed)|lacks? the (?:funds|money)|dismiss(?:es|ed)|rul(?:es|ed) out)\b
        \b(?:will not (?:invest|spend|buy|acquire)|won't (?:invest|spend|buy|acquire))\b
        \b(?:reports?|rumou?rs?|claims?|stor(?:y|ies))\b[^.;]{0,80}\b(?:false|untrue|wrong|inaccurate|baseless|unfounded|groundless)\b
        \b(?:dementier\w+|bestreite[nt]|keine Pläne|nie zugesagt|dément\w*|n'a jamais|jamais promis)\b
        \b(?:zurückgewiesen|widerspricht|weist [^.;]{1,60} zurück|nichts dran)\b|\b(?:réfute|aucun projet|infondée?s?)\b
        \b(?:niega|negó|desmiente|desmintió|nunca|nega|negou|desmente|desmentiu|descarta|descartó|descartou)\b
        \bno (?:tiene|hay) (?:planes|previsto)\b|\bnão (?:tem|há) planos\b
        否认|否認|否定した|[とを]否定|否定し|事実ではない|事実無根|辟谣|闢謠|假消息|不实|不實|纯属虚构|純屬虛構|부인|사실무근
        사실이 아니
        """
    ),
    re.I,
)
_REPORTED = re.compile(
    alternatives(
        r"""
        \breported(?:ly)?\b(?!\s(?:revenue|sales|a (?:profit|loss)|quarterly|capital|\$))
        \bsources?\b(?=\s(?:say|said|told|familiar|speak|with|close)|,|\.|$)
        \b(?:people|person|persons|insiders?) (?:who |familiar|briefed|close|with knowledge|directly|that know)
        \bis said to\b|\bare said to\b|\bsaid to be\b|\banonymous\b
        \bin (?:early |advanced |late-stage |preliminary |exclusive )*(?:talks|discussions|negotiations)\b
        \b(?:talks|discussions) (?:to|over|about|with|on|for)\b|\btalking about\b|\bholding discussions\b
        \bnegotiat(?:es|ing)\b|\bdiscuss(?:es|ing)\b|\bconsider(?:s|ing)\b|\bweigh(?:s|ing)\b|\bmull(?:s|ing)\b
        \bexplor(?:es|ing)\b|\beye[sd]?\b|\bnear(?:s|ing) (?:a )?deal\b|\bclose to (?:a )?(?:deal|signing)\b
        \bmay (?:invest|spend|buy|acquire|raise)\b|\bcould (?:invest|spend|buy|acquire|raise|put)\b
        \bmight (?:invest|spend|buy|end up)\b
        \b(?:Bloomberg|Reuters|FT|WSJ|report) (?:reports?|reported|says|said|wrote)\b
        \b(?:The Information|Nikkei|Financial Times|Wall Street Journal) (?:reports?|reported|says|said|wrote)\b
        \breports? say\b|\ba report\b|\breport:|\b(?:FT|Bloomberg|Reuters|WSJ|report) says$
        \baccording to (?:a |an |the )?(?:report|media|people|person|source)
        \b(?:Medien)?[Bb]erichten zufolge\b|\bdem Vernehmen nach\b|\bVerhandlungen über\b|\bverhandelt\w*\b|\bprüft\b
        \ben (?:négociations?|pourparlers)\b|\bpourrait (?:investir|racheter|lever|acheter)\b
        \bd'après (?:la presse|des sources)
        \ben conversaciones\b|\bsopesa\b|\bbaraja\b|\bpodría (?:invertir|comprar|captar)\b|\bsegún (?:publica|adelanta)
        \bem (?:conversas|negociações)\b|\bestuda\b|\bdiz (?:o )?jornal\b|\bsegundo (?:o jornal|reportagem|a Bloomberg)
        \blaut (?:Medien|Insidern|einem Bericht|Kreisen)|\bInsider(?:n)?\b|\bverhandelt\b|\berwägt\b
        \bselon (?:des sources|la presse|Bloomberg|Reuters)|\benvisage\w*|\ben discussions?\b|\bserait\b
        \bsegún (?:fuentes|medios)|\bnegocia\b|\bestudia\b|\bestaria\b|\bsegundo fontes
        据(?:报道|悉|知情)|據(?:報導|悉|了解)|知情人士|正在洽谈|洽谈|洽談|考虑|考慮|外媒|関係者|検討|交渉|報道|報じ
        調整に入|방침인 것으로|알려졌|전해졌|소식통|협의 중|논의 중|검토
        """
    ),
    re.I,
)


_SAID = ((Certainty.CANCELLED, _CANCELLED), (Certainty.DENIED, _DENIED), (Certainty.REPORTED, _REPORTED))
_GATE = Gate([pattern for _, pattern in _SAID])


def certainty(sentence: str, title: str, *, is_headline: bool) -> tuple[Certainty, str]:
    """Return how sure a sum is, and the words that say so (empty where nothing hedges it).

    Args:
        sentence: Folded text of its sentence.
        title: Folded title; asked only for headline sums.
        is_headline: Whether the entry is news for the sum.

    >>> certainty("Meta is in talks over a $200 billion campus.", "", is_headline=False)
    (<Certainty.REPORTED: 'reported'>, 'in talks')
    """
    looked = [_GATE.look(text) for text in ((title, sentence) if is_headline else (sentence,))]
    for place, (verdict, _) in enumerate(_SAID):
        for hits in looked:
            match = hits.first(place)
            if match:
                return verdict, match.group()
    return Certainty.ANNOUNCED, ""
