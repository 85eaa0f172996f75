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
    "Mira Murati": "Thinking Machines Lab",
    "Macron": "France", "Emmanuel Macron": "France", "von der Leyen": "European Union",
    "Ursula von der Leyen": "European Union", "Von der Leyen": "European Union", "Keir Starmer": "United Kingdom",
    "Starmer": "United Kingdom", "Rachel Reeves": "United Kingdom", "Narendra Modi": "India",
    "Ashwini Vaishnaw": "India",
    "Mark Carney": "Canada", "Trudeau": "Canada", "Justin Trudeau": "Canada", "Lee Jae-myung": "South Korea",
    "Lee Jae Myung": "South Korea", "Sanae Takaichi": "Japan", "Shigeru Ishiba": "Japan", "Friedrich Merz": "Germany",
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
