"""Words by which a question shows that it leans on an earlier one, in the six UN languages.

In: nothing; these are tables for `assistant.conversation.follow_ups`. They match lower-case text. What they do
not list counts as content: a question with content of its own is left as it is.
"""

import re
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class FollowUpWords:
    """One language's words."""

    opening: re.Pattern[str]
    """At the start, where something must follow that an earlier question completes: "and", "what about"."""
    about: re.Pattern[str]
    """The openings (or endings) that never begin a complete question: "what about", 呢."""
    asking: re.Pattern[str]
    """Question words that say alone what is wanted: "when", "how many"."""
    whole: re.Pattern[str]
    """Question words that with a name make a complete question: "what is the NPT?"."""
    empty: re.Pattern[str]
    """Words that carry nothing: articles, prepositions, auxiliaries, "that", "happen"."""
    pronoun: re.Pattern[str]
    """A pronoun for something named before; where it merely fills a place ("is it true that"), it is not matched."""
    event_of_thing: re.Pattern[str]
    """What happens to a treaty and not to a country: "enter into force"."""
    objects: re.Pattern[str]
    """Pronouns for what is acted on: "have ratified it"."""
    country: re.Pattern[str]
    """"that country"."""
    thing: re.Pattern[str]
    """"this treaty", "that organization"."""
    no_subject: re.Pattern[str] | None
    """A question whose subject is left out, as some languages may: "¿Cuándo entró en vigor?", 何时生效."""
    articles: re.Pattern[str]
    """Before a name, at the end of what precedes it."""
    prepositions: re.Pattern[str]
    """Articles and prepositions before a name, at the end of what precedes it."""


def _words(**patterns: str | None) -> FollowUpWords:
    return FollowUpWords(**{name: re.compile(pattern) if pattern else None for name, pattern in patterns.items()})  # type: ignore[arg-type]


_NOTHING = r"(?!)"

FOLLOW_UP_WORDS: dict[str, FollowUpWords] = {
    "en": _words(
        opening=r"^(?:and|but|or|so|then|also)?,?\s*(?:what about|how about|what of|and for|same for)\s|^(?:and|"
        r"but|or)\b,?\s*",
        about=r"^(?:and |but |so |then )?(?:what about|how about|what of|same for)\s",
        asking=r"\b(?:since when|until when|by when|when|where|why|how (?:many|much|long|often)|how|who|whom|"
        r"(?:in |on )?(?:which|what) (?:year|date|day|month)|what|which)\b",
        whole=r"\b(?:what|which|who|where|how)\b(?! (?:many|much|long|often|year|date|day|month))",
        empty=r"\b(?:a|an|the|in|on|at|of|by|for|from|to|with|into|it|that|this|these|those|they|them|he|she|"
        r"there|then|is|"
        r"are|was|were|be|been|being|did|does|do|has|have|had|will|would|can|could|and|or|but|so|also|happen|happened|"
        r"happens|occur|occurred|take|took|taken|place|exactly|precisely|about|please|same|all|one|ones|case|"
        r"the case)\b",
        pronoun=r"\b(?!(?:is|was|has) it (?:been )?\w+ (?:to|that|whether)\b)"
        r"(?:did|do|does|is|are|was|were|has|have|had|will|can|could|would|should|may|must)(?:n't)? "
        r"(?:he|she|they|it)\b(?! (?:true|possible|likely|planned|necessary|important|clear|correct|right|known|"
        r"expected|called|when|that|take|takes|mean|follow|be|the case)\b)",
        event_of_thing=r"\benter(?:ed|s)? into force|\bin force\b|\badopted\b|\bconcluded\b|"
        r"\bopen(?:ed)? for signature|"
        r"\b(?:signed|ratified) by\b|\bprohibit|\bprovide[sd]? for",
        objects=r"(?<!\bis )(?<!\bare )(?<!\bwas )(?<!\bwere )(?<!\bdid )(?<!\bdoes )"
        r"(?<!\bin )(?<!\bof )(?<!\bto )(?<!\bfor )"
        r"(?<!\bon )(?<!\bwith )(?<!\bfrom )(?<!\babout )\b(?:it|them)\b(?:\W*$|\s+(?:in|on|at|by|since|before|"
        r"after|yet|already|too|from)\b)",
        country=r"\b(?:this|that|the same|said) (?:country|state|nation)\b",
        thing=r"\b(?:this|that|the same|said) (?:treaty|convention|agreement|protocol|organi[sz]ation|agency|"
        r"resolution|"
        r"document|conference|initiative|body|group|regime|statute|pact)\b",
        no_subject=None,
        articles=r"\b(?:the|an?)\s+$",
        prepositions=r"(?:\b(?:in|on|at|by|since|until|before|after|during|from|to|of|for|with|the|an?)\s+)+$",
    ),
    "fr": _words(
        opening=r"^(?:et |mais |alors )?(?:qu['’]en est-il (?:de |d['’]|du |des )|quid (?:de |d['’]|du |des )|"
        r"même question pour )|^(?:et|mais|ou)\b,?\s*",
        about=r"^(?:et |mais |alors )?(?:qu['’]en est-il |quid |même question pour )",
        asking=r"\b(?:depuis quand|jusqu['’]à quand|quand|où|pourquoi|combien(?: de temps)?|comment|qui|quoi|"
        r"(?:en |à )?quelle (?:année|date)|quel (?:jour|mois)|que|qu['’])(?!\w)",
        whole=r"\b(?:qui|quoi|que|qu['’]|quel(?:le)?s?|où|comment)(?!\w)(?! (?:année|date|jour|mois))",
        empty=r"\b(?:la|le|les|un|une|des|du|de|d['’]|en|à|au|aux|dans|par|pour|sur|avec|ce|cela|ça|c['’]|est|"
        r"était|fut|"
        r"sont|a|ont|avait|été|être|il|elle|ils|elles|on|t|et|ou|mais|alors|y|s['’]|se|l['’]|passé|produit|eu|lieu|"
        r"exactement|arrivé|celui|celle|ci|là|ce cas)(?!\w)",
        pronoun=r"^(?:(?:depuis |jusqu['’]à )?quand|où|comment|pourquoi|combien(?: d(?:e |['’])\w+)?|"
        r"(?:en )?quelle (?:année|date)|qui|"
        r"que)? ?(?!y a)(?:l['’]|y |en |n['’]|les? )?\w+(?:-t)?-(?:il|elle|ils|elles)\b"
        r"(?! (?:vrai|possible|exact|prévu|nécessaire|y)\b)|"
        r"\best-ce qu['’](?:il|elle|ils|elles)\b(?! y a| est vrai| est prévu| faut)|\b(?:celui-ci|celle-ci)\b",
        event_of_thing=r"entré\w* en vigueur|entre-t-\w+ en vigueur|en vigueur|adopté|conclu|"
        r"ouvert\w* à la signature|interdit",
        objects=r"\bl['’](?=(?:a|ont|avait|avaient)\b)|\bles (?:a|ont)\b",
        country=r"\b(?:ce pays|cet état|ce même pays)\b",
        thing=r"\b(?:ce (?:traité|protocole|document|groupe|régime|statut)|cet (?:accord|instrument|organe)|"
        r"cette (?:convention|organisation|agence|résolution|conférence|initiative))\b",
        no_subject=None,
        articles=r"(?:\b(?:la|le|les|une?)\s+|\bl['’])$",
        prepositions=r"(?:\b(?:en|à|au|aux|de|du|des|dans|depuis|avant|après|pendant|pour|la|le|les)\s+|\b[ld]['’])+$",
    ),
    "es": _words(
        opening=r"^(?:y |pero |entonces )?(?:qué (?:hay|pasa|tal|sucede) (?:de|con)\s|lo mismo para\s)|^(?:y|e|"
        r"pero|o)\b,?\s*",
        about=r"^(?:y |pero |entonces )?(?:qué (?:hay|pasa|tal|sucede) (?:de|con)\s|lo mismo para\s)",
        asking=r"\b(?:desde cuándo|hasta cuándo|cu[aá]ndo|d[oó]nde|por qu[eé]|cu[aá]nt[oa]s?|c[oó]mo|qui[eé]n(?:es)?|"
        r"(?:en )?qu[eé] (?:año|fecha|día|mes)|qu[eé]|cu[aá]l(?:es)?)\b",
        whole=r"\b(?:qué|cu[aá]l(?:es)?|qui[eé]n(?:es)?|d[oó]nde|cómo)\b(?! (?:año|fecha|día|mes))",
        empty=r"\b(?:el|la|los|las|lo|un|una|de|del|en|a|al|por|para|con|eso|esto|ese|esa|aquello|es|fue|era|"
        r"son|fueron|ser|"
        r"sido|ha|han|hay|hubo|se|y|e|o|pero|entonces|ocurrió|sucedió|pasó|tuvo|lugar|exactamente|también|caso)\b",
        pronoun=r"\b(?:él|ella|ellos|ellas)\b",
        event_of_thing=r"entr\w+ en vigor|en vigor|adopt|se aprobó|se concertó|abierto a la firma|prohíbe",
        objects=r"\b(?:lo|la|los|las) (?:ha|han|había|ratific|firm|adopt|aprob)",
        country=r"\b(?:ese|este|dicho|el mismo) (?:país|estado)\b",
        thing=r"\b(?:(?:ese|este|dicho) (?:tratado|convenio|acuerdo|protocolo|documento|grupo|organismo|régimen|"
        r"estatuto)|"
        r"(?:esa|esta|dicha) (?:convención|organización|agencia|resolución|conferencia|iniciativa))\b",
        no_subject=r"^(?:cu[aá]ndo|d[oó]nde|por qu[eé]|desde cuándo|en qué año|cu[aá]nt[oa]s? \w+) (?:se |lo |la )?"
        r"(?!el|la|los|las|un|una|est[aeo]s?|es[aeo]s?)\w+(?: en vigor)?\W*$",
        articles=r"\b(?:el|la|los|las|una?)\s+$",
        prepositions=r"(?:\b(?:en|a|al|de|del|desde|hasta|antes de|después de|durante|para|por|el|la|los|las)\s+)+$",
    ),
    "ru": _words(
        opening=r"^(?:а |и |но )?(?:как насч[её]т|что насч[её]т|что касается|как обстоит дело с|"
        r"то же (?:самое )?для)\s|"
        r"^(?:а|и|но|или)\b,?\s*",
        about=r"^(?:а |и |но )?(?:как насч[её]т|что насч[её]т|что касается|как обстоит дело с|то же (?:самое )?для)\s",
        asking=r"\b(?:с каких пор|до каких пор|когда|где|куда|почему|зачем|скольк\w+|как долго|как|кто|кем|кому|кого|"
        r"в каком году|какого числа|какая дата|что|какой|какая|какие)\b",
        whole=r"\b(?:что|кто|где|как(?! долго)|какой|какая|какие)\b",
        empty=r"\b(?:в|во|на|с|со|к|ко|о|об|от|до|по|за|из|у|для|это|этот|эта|эти|то|тот|он|она|оно|они|был|"
        r"была|было|были|"
        r"есть|быть|и|а|но|или|же|ли|там|тогда|произошло|случилось|состоялось|имело|место|именно|точно|году|год|"
        r"года|его|ее|"
        r"её|их)\b",
        pronoun=r"\b(?:он|она|оно|они)\b",
        event_of_thing=r"вступ\w+ в силу|в силе|принят|заключ[её]н|открыт\w* для подписания|запреща",
        objects=r"\b(?:ратифицир\w+|подписа\w+|принял\w*|одобри\w+) (?:его|е[её]|их)\b|\b(?:его|е[её]|их) "
        r"(?:ратифицир|подписа|принял|одобри)",
        country=r"\b(?:эт\w+|т[ау]|той) (?:же )?(?:стран\w+|государств\w+)\b",
        thing=r"\bэт\w+ (?:же )?(?:договор\w*|конвенци\w+|соглашени\w+|протокол\w*|организаци\w+|агентств\w+|"
        r"резолюци\w+|"
        r"документ\w*|конференци\w+|инициатив\w+|орган\w*|групп\w+|режим\w*|устав\w*)\b",
        no_subject=r"^(?:когда|почему|с каких пор|в каком году) (?:вступил[аио]? в силу|(?:был[аио]? )?"
        r"(?:принят|подписан|заключ[её]н|ратифицирован|создан|основан)[аоы]?)\W*$",
        articles=_NOTHING,
        prepositions=r"(?:\b(?:в|во|на|с|со|к|о|об|от|до|по|за|из|у|для|после|перед)\s+)+$",
    ),
    "ar": _words(
        opening=r"^و?\s*(?:ماذا عن|ما رأيك في|بالنسبة (?:إلى|ل))\s*|^و(?=\w)",
        about=r"^و?\s*(?:ماذا عن|بالنسبة (?:إلى|ل))",
        asking=r"(?<!\w)(?:منذ متى|حتى متى|متى|[أا]ين|لماذا|كم|كيف|من|في [أا]ي (?:عام|سنة|تاريخ)|ماذا|ما)(?!\w)",
        whole=r"(?<!\w)(?:ما|ماذا|من|[أا]ين|كيف)(?!\w)",
        empty=r"(?<!\w)(?:في|إلى|على|عن|مع|عام|سنة|هو|هي|هم|ذلك|تلك|هذا|هذه|كان|كانت|يكون|تم|حدث|حصل|وقع|وقعت|جرى|"
        r"بالضبط|أيضا|هل|عدد|عددها|عددهم|هناك)(?!\w)",
        pronoun=r"^(?:\w+ ){1,3}(?:لديها|لديه|فيها|فيه)\W*$",
        event_of_thing=r"حيز النفاذ|حيز التنفيذ|اعتمدت|أبرمت|فتح\w* باب التوقيع|تحظر",
        objects=r"^(?!.*(?:التي|الذي|الذين))(?:\w+ ){1,4}(?:عليها|عليه|إليها|إليه)\W*$",
        country=r"(?:هذا|ذلك) البلد|(?:هذه|تلك) الدولة|نفس (?:البلد|الدولة)",
        thing=r"(?:هذه|تلك) (?:المعاهدة|الاتفاقية|المنظمة|الوكالة|المبادرة|الوثيقة)|(?:هذا|ذلك) (?:الاتفاق|"
        r"البروتوكول|القرار|المؤتمر)",
        no_subject=r"^(?:متى|[أا]ين|لماذا|منذ متى) (?:دخل\w*|بدأ\w*|اعتمد\w*|أنشئ\w*|تأسس\w*)"
        r"(?: حيز (?:النفاذ|التنفيذ))?\W*$",
        articles=_NOTHING,
        prepositions=r"(?:(?<!\w)(?:في|إلى|على|من|منذ|حتى|عن|عام|سنة)\s+)+$",
    ),
    "zh": _words(
        opening=r"^(?:那么|那|而|还有|至于|换成|如果是)[，,、]?\s*|^(?:和|与|以及)",
        about=r"(?:呢|怎么样)\W*$",
        asking=r"什么时候|何时|哪一?年|何年|哪一?天|哪个?日期|几[月号日]|在?哪里|在?哪儿|何处|为什么|为何|多少|几[个次名位国座]|多久|"
        r"多长时间|怎么|怎样|如何|谁|什么|哪些|哪个",
        whole=r"什么(?!时候)|谁|哪里|哪儿|何处|哪些|哪个|怎么|怎样|如何",
        empty=r"那么|那个?|这个?|它们?|他们?|她们?|其|是|在|于|有|的|了|过|呢|吗|吧|和|与|以及|又|也|还|都|而|个|年|发生|举行|"
        r"具体|究竟|到底|怎么样|一下|请问|至于|情况|当时|年份|时间|日期",
        pronoun=r"^(?:那么?|请问|什么时候|何时|为什么|为何)?[它他她]们?",
        event_of_thing=r"生效|通过|缔结|开放签署|禁止",
        objects=r"(?:批准|签署|加入|通过|退出)(?:了|过)?它",
        country=r"(?:该|这个?|那个?|上述)(?:国家?|国)",
        thing=r"(?:该|这[个项一]?|那[个项一]?|此|上述)(?:条约|公约|协定|协议|议定书|组织|机构|决议|文件|会议|倡议|集团|章程)",
        no_subject=r"^(?:是)?(?:什么时候|何时|哪一?年|在?哪里|为什么|为何|有?多少|有几)(?!.*(?:国|方|代表|成员|机构|组织))"
        r"[^，。；]{0,8}$",
        articles=_NOTHING,
        prepositions=r"(?:在|于|从|自|到|至)$",
    ),
}
