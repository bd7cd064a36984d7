"""Pairs of which a claim cannot say the one where its source says the other, in the six UN languages.

Patterns for `assistant.checking.polarity`, matched as in `assistant.checking.polarity_words`: what is more and
less, all and half, done and undone. What is for and against stands in `assistant.checking.attitude_words`.
"""

OPPOSITES: tuple[tuple[dict[str, str], dict[str, str]], ...] = (
    (
        {
            "en": r"increas\w*|rais(?:e|es|ed|ing)|gr(?:ow|ew)\w*|expan\w+|higher|more transparen\w+",
            "fr": r"augment\w+|accro\w+|elev\w+|hausse\w*",
            "es": r"aument\w+|increment\w+|acrecent\w+|elev\w+",
            "ru": r"увелич\w+|повы[шс]\w+|рост\w*|наращ\w+",
            "ar": r"(?:ال|لل|ب|و)?زيادة|ت?زيد|زادت?|ارتفا\w+|رفع|ارتفع\w*|زاد\w*",
            "zh": r"增加|增多|提高|增长|扩大|上升|增至|新增",
        },
        {
            "en": r"decreas\w*|reduc\w*|lower\w*|cut(?:s|ting)?|shr[aiu]nk\w*|diminish\w*|fewer",
            "fr": r"diminu\w+|redui\w+|reduct\w+|baiss\w+|abaiss\w+",
            "es": r"disminu\w+|redu[cj]\w+|baj\w+|merm\w+",
            "ru": r"уменьш\w+|сокра\w+|сниж\w+|пониж\w+",
            "ar": r"(?:ال|لل|ب|و)?(?:تخفيض\w*|خفض|تقليل|تقليص|انخفاض)|تخفض|يخفض|[ايت]نخفض\w*|تراجع\w*",
            "zh": r"减少|削减|降低|缩小|下降|减至|削弱",
        },
    ),
    (
        {
            "en": (
                r"at least|no (?:less|fewer) than|more than|over (?=\d|[a-z]+ (?:hundred|thousand|million"
                r"|states|countries))|exceed\w*|above|minimum"
            ),
            "fr": r"au moins|plus d|depass\w+|superieur\w*|minimum",
            "es": r"al menos|por lo menos|mas d|super\w+|minimo",
            "ru": r"не менее|по меньшей мере|более|свыше|превы\w+|минимум",
            "ar": r"على الاقل|ما لا يقل|اكثر من|تجاوز\w*|يزيد على|تفوق",
            "zh": r"至少|不少于|不低于|以上|超过|多(?=个|项|国|枚|名|人|年|家|次|种)|余",
        },
        {
            "en": (
                r"at most|no more than|less than|fewer than|under (?=\d)|not exceed\w*|below|up to|maximum"
                r"|nearly|almost"
            ),
            "fr": r"au plus(?! tard)|moins d|inferieur\w*|maximum|jusqu'a|pres de",
            "es": r"a lo sumo|como maximo|menos d|inferior\w*|maximo|hasta|casi",
            "ru": r"не более|менее|ниже|максимум|почти",
            "ar": r"على الاكثر|لا يزيد|اقل من|لا يتجاوز|حوالي|ما يقرب",
            "zh": r"至多|最多|不超过|以下|不足|不到|低于|少于|近(?=\d)|约",
        },
    ),
    (
        {
            "en": r"all (?:of|its|their|the)|the (?:whole|entire)|entirety",
            "fr": r"(?:la )?totalite|tou(?:t|te|s|tes) (?:le|la|les|sa|son|ses|leurs?)|l'ensemble",
            "es": r"la totalidad|tod[oa]s? (?:el|la|los|las|sus?)",
            "ru": r"весь|вс[яюе]|всего|всей|всех|полностью",
            "ar": r"كامل|جميع|كل",
            "zh": r"全部|所有|整个",
        },
        {
            "en": r"half",
            "fr": r"moitie",
            "es": r"mitad",
            "ru": r"половин\w+",
            "ar": r"(?:ال|ب)?نصف",
            "zh": r"一半|半数|过半|大半",
        },
    ),
    (
        {
            "en": r"exactly|no more and no less",
            "fr": r"exactement",
            "es": r"exactamente",
            "ru": r"ровно|в точности",
            "ar": r"بالضبط",
            "zh": r"恰好|正好|刚好",
        },
        {
            "en": (
                r"at least|more than|less than|fewer than|over (?=\d)|some (?=\d)|about|around|approximately|roughly"
                r"|nearly|almost"
            ),
            "fr": r"au moins|plus d|moins d|environ|pres de|quelque|presque",
            "es": r"al menos|mas d|menos d|cerca de|aproximadamente|alrededor|unos|unas|casi",
            "ru": r"не менее|более|свыше|менее|около|примерно|приблизительно|почти",
            "ar": r"على الاقل|ما لا يقل|اكثر من|اقل من|حوالي|نحو|ما يقرب|قرابة",
            "zh": r"至少|不少于|超过|多(?=个|项|国|枚|名|人|年|家|次|种)|余|不足|不到|近(?=\d)|约|大约|左右",
        },
    ),
    (
        {
            "en": r"sign(?:s|ed|ing)?|signator\w+|co-?sign\w*",
            "fr": r"sign(?:e|ent|er|ee?s?|a|ature|ataire)\w*",
            "es": r"firm\w+|signatari\w+",
            "ru": r"подпис\w+",
            "ar": r"وقع\w*|توقيع\w*|(?:ال|ب)توقيع|توقع|يوقع",
            "zh": r"签署|签字",
        },
        {
            "en": r"ratif\w+",
            "fr": r"ratifi\w+",
            "es": r"ratific\w+",
            "ru": r"ратифи\w+",
            "ar": r"صدق\w*|تصديق\w*|(?:ال|ب)تصديق|تصدق|يصدق",
            "zh": r"批准",
        },
    ),
    (
        {
            "en": r"enter\w* into force|entr(?:y|ies) into force|came into force|into force",
            "fr": r"entr\w+ en vigueur|en vigueur",
            "es": r"entr\w+ en vigor|en vigor",
            "ru": r"вступ\w+ в силу|в силу",
            "ar": r"نفاذ|النفاذ|حيز النفاذ|بدء نفاذ",
            "zh": r"生效",
        },
        {
            "en": r"adopt\w*",
            "fr": r"adopt\w+",
            "es": r"aprob\w+|adopt\w+",
            "ru": r"прин(?:я|ят)\w*|приняти\w+",
            "ar": r"اعتمد\w*|اعتماد\w*|تعتمد|يعتمد",
            "zh": r"通过(?!了?[^，。；]{0,20}(?:方式|途径|机制|组织|参与|提高))",
        },
    ),
    (
        {
            "en": r"join\w*|acced\w*|accession|adher\w*|becom\w+ (?:a )?part(?:y|ies)|member\w*",
            "fr": r"adher\w+|rejoi\w+|membre\w*",
            "es": r"adhir\w+|adhes\w+|adher\w+|sum\w+|miembro\w*",
            "ru": r"присоедин\w+|вступ\w+ в (?!силу)|член\w*",
            "ar": r"انضم\w*|الانضمام|تنضم|عضو\w*|اعضاء",
            "zh": r"加入|参加|成员",
        },
        {
            "en": r"withdr[ae]w\w*|leav\w+|left|pull\w* out|quit\w*",
            "fr": r"se retir\w+|retrait|quitt\w+|denonc\w+",
            "es": r"se retir\w+|retirada|abandon\w+|denunci\w+",
            "ru": r"вы(?:ход|шл|йти)\w*|покину\w+|денонс\w+",
            "ar": r"انسح\w+|الانسحاب|تنسحب",
            "zh": r"退出|退约|脱离",
        },
    ),
    (
        {
            "en": r"export\w*",
            "fr": r"export\w+",
            "es": r"export\w+",
            "ru": r"экспорт\w*|вывоз\w*",
            "ar": r"(?:ال|لل|ب)?(?:تصدير|صادرات)",
            "zh": r"出口(?!信贷)",
        },
        {
            "en": r"import(?:s|ed|ing|ation)?",
            "fr": r"import(?:e|er|ent|ations?)",
            "es": r"importaci\w+|importa[rn]?",
            "ru": r"импорт\w*|ввоз\w*",
            "ar": r"(?:ال|لل|ب)?(?:استيراد|واردات)",
            "zh": r"进口",
        },
    ),
    (
        {
            "en": r"civil\w*|peaceful\w*",
            "fr": r"civil\w*|pacifi\w+",
            "es": r"civil\w*|pacific\w+",
            "ru": r"гражданск\w+|мирн\w+",
            "ar": r"(?:ال)?مدني\w*|(?:ال)?سلمي\w*",
            "zh": r"民用|和平目的|和平利用|民事",
        },
        {
            "en": r"military|warlike|weapons purposes",
            "fr": r"militaire\w*",
            "es": r"militar\w*",
            "ru": r"военн\w+",
            "ar": r"(?:ال)?عسكري\w*",
            "zh": r"军事|军用",
        },
    ),
    (
        {
            "en": r"highly enriched|high-enriched|heu",
            "fr": r"hautement enrichi",
            "es": r"muy enriquecido|altamente enriquecido",
            "ru": r"высокообогащ\w+|воу",
            "ar": r"عالي التخصيب",
            "zh": r"高浓",
        },
        {
            "en": r"low-enriched|low enriched|leu",
            "fr": r"faiblement enrichi",
            "es": r"poco enriquecido|bajo enriquecimiento",
            "ru": r"низкообогащ\w+|ноу",
            "ar": r"منخفض التخصيب",
            "zh": r"低浓",
        },
    ),
    (
        {
            "en": r"begin\w*|began|begun|start\w*|launch\w*",
            "fr": r"commenc\w+|debut(?:e|er|ent|a)|lanc(?:e|er|ent|a)",
            "es": r"comenz\w+|comienz\w+|empez\w+|empiez\w+",
            "ru": r"нача(?:л|т)\w*|начн\w+|начин\w+",
            "ar": r"بدا\w*|تبدا|يبدا",
            "zh": r"开始|启动",
        },
        {
            "en": r"ceas(?:e|es|ed|ing)|stop\w*|terminat\w*|phas\w+ out|halt\w*",
            "fr": r"cess(?:e|er|ent|era|a)|arret\w+|termin\w+",
            "es": r"ces(?:a|an|ar|ara|o)|dej\w+ de|termin\w+",
            "ru": r"прекра\w+|оконч\w+",
            "ar": r"توقف\w*|تتوقف|يتوقف|انهاء",
            "zh": r"停止|终止|中止|停用",
        },
    ),
)
ONLY = {
    "en": r"only|solely|exclusiv\w+|purely|entirely|sole|alone|just|nothing but|single",
    "fr": r"seul\w*|uniquement|exclusiv\w+|ne .{1,60} que|n'.{1,60} que|purement|entierement",
    "es": r"solo|solamente|unic\w+|exclusiv\w+|puramente|enteramente",
    "ru": r"только|лишь|исключительно|единственн\w+|сугубо|полностью",
    "ar": r"فقط|الا|حصر\w*|وحده\w*|الوحيد\w*|بحتة?",
    "zh": r"只|仅|唯|专门|专供|完全|纯属|单单|光是|独",
}
"""What narrows a statement down: where a claim has it, its source has to."""
