"""People who speak for an organisation, so that "Zuckerberg said he would spend" finds its payer.

Only those whose office is plain; who merely presents other people's money (a president at a launch) is left out.
"""

SPEAKS_FOR: dict[str, str] = {
    "Zuckerberg": "Meta", "Mark Zuckerberg": "Meta", "Susan Li": "Meta", "Satya Nadella": "Microsoft",
    "Nadella": "Microsoft", "Brad Smith": "Microsoft", "Amy Hood": "Microsoft", "Andy Jassy": "Amazon",
    "Jassy": "Amazon", "Matt Garman": "Amazon", "Sundar Pichai": "Google", "Pichai": "Google",
    "Anat Ashkenazi": "Google", "Tim Cook": "Apple", "Masayoshi Son": "SoftBank", "Sam Altman": "OpenAI",
    "Altman": "OpenAI", "Sarah Friar": "OpenAI", "Jensen Huang": "Nvidia", "Lisa Su": "AMD", "Larry Ellison": "Oracle",
    "Safra Catz": "Oracle", "Eddie Wu": "Alibaba", "Joe Tsai": "Alibaba", "Dario Amodei": "Anthropic",
    "Mukesh Ambani": "Reliance", "Ambani": "Reliance", "Gautam Adani": "Adani", "C.C. Wei": "TSMC",
    "Lip-Bu Tan": "Intel",
    "Arthur Mensch": "Mistral", "Xavier Niel": "Iliad", "Michael Intrator": "CoreWeave",
    "Mira Murati": "Thinking Machines Lab", "Yann LeCun": "AMI Labs",
    "Macron": "France", "Emmanuel Macron": "France", "von der Leyen": "European Union",
    "Ursula von der Leyen": "European Union", "Von der Leyen": "European Union", "Keir Starmer": "United Kingdom",
    "Starmer": "United Kingdom", "Rachel Reeves": "United Kingdom", "Narendra Modi": "India",
    "Ashwini Vaishnaw": "India",
    "Mark Carney": "Canada", "Trudeau": "Canada", "Justin Trudeau": "Canada", "Lee Jae-myung": "South Korea",
    "Lee Jae Myung": "South Korea", "Sanae Takaichi": "Japan", "Shigeru Ishiba": "Japan", "Friedrich Merz": "Germany",
    **dict.fromkeys(("扎克伯格", "祖克柏", "ザッカーバーグ", "저커버그"), "Meta"),
    **dict.fromkeys(("纳德拉", "納德拉", "ナデラ", "나델라"), "Microsoft"),
    **dict.fromkeys(("皮查伊", "皮蔡", "ピチャイ", "피차이"), "Google"),
    **dict.fromkeys(("贾西", "賈西", "ジャシー", "앤디 재시"), "Amazon"),
    **dict.fromkeys(("奥尔特曼", "奥特曼", "奧特曼", "阿特曼", "アルトマン", "올트먼", "샘 올트먼"), "OpenAI"),
    **dict.fromkeys(("黄仁勋", "黃仁勳", "ジェンスン・フアン", "젠슨 황"), "Nvidia"),
    **dict.fromkeys(("孙正义", "孫正義", "孫氏", "孫会長", "손정의"), "SoftBank"),
    **dict.fromkeys(("埃里森", "エリソン", "래리 엘리슨"), "Oracle"),
    **dict.fromkeys(("吴泳铭", "吳泳銘", "蔡崇信"), "Alibaba"),
    **dict.fromkeys(("魏哲家", "刘德音"), "TSMC"), **dict.fromkeys(("劉揚偉", "刘扬伟"), "Foxconn"),
    **dict.fromkeys(("최태원",), "SK Group"), **dict.fromkeys(("이재용",), "Samsung"),
    **dict.fromkeys(("최수연",), "Naver"), **dict.fromkeys(("정의선",), "Hyundai"),
    **dict.fromkeys(("李在明", "이재명", "李대통령"), "South Korea"),
    **dict.fromkeys(("石破茂", "石破首相", "高市早苗", "高市首相"), "Japan"), "マクロン": "France", "马克龙": "France",
    "Pedro Sánchez": "Spain", "Lula": "Brazil", "Lawrence Wong": "Singapore", "Anwar Ibrahim": "Malaysia",
}  # fmt: skip
"""Names as texts print them, and the short name of the organisation."""

PRESENTERS = frozenset(
    (
        "Trump|Donald Trump|Biden|Joe Biden|Xi|Xi Jinping|Putin|Vladimir Putin|Kamala Harris|JD Vance|Howard Lutnick"
        "|Scott Bessent|"
        "Elon Musk|Musk|Bill Gates|Warren Buffett|Eric Schmidt|Greg Abbott|Gavin Newsom|David Sacks|Yoon Suk Yeol"
        "|Fumio Kishida|"
        "Volodymyr Zelenskyy|Benjamin Netanyahu|Mohammed bin Salman"
    ).split("|")
)
"""People who present other people's money: never taken for an organisation."""
