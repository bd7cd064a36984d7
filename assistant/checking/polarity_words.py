"""Words that deny, in the six UN languages, and words that only seem to.

Patterns for `assistant.checking.polarity`, matched in text as `assistant.checking.plain_words.without_accents`
has it. Not dictionaries: only what official prose lives on.
"""

import functools
import re

_DENYING = {
    "en": r"not|cannot|no|never|neither|nor|none|nobody|nothing|without|yet to",
    "fr": r"ne|jamais|aucune?s?|ni|sans|nullement|non(?! seulement)",
    "es": r"no|nunca|jamas|ningun[oa]?s?|ni|sin|tampoco|nada|nadie",
    "ru": r"не|нет|ни|никогда|никак\w*|без|нельзя|невозможно|неверно",
    "ar": r"[وف]?(?:لا|لم|لن|ليس|ليست|ليسوا|ما لم|دون|بدون|غير|عدم)|بلا|(?:بال|ال|ب|ل)?عدم",
    "zh": r"不|未|没|無|无|勿|莫|并非|非但不",
}
_ATTACHED = {"en": (r"(?<=\w)n't",), "fr": (r"\bn'(?=\w)",)}
"""Denials that are part of a word."""
_SEEMING = {
    "en": (
        r"not only|not least|not to mention|no (?:later|earlier|less|fewer|more|sooner) than|whether or not"
        r"|no doubt|nothing less|no less|not merely|not just|no matter|without prejudice|non-(?!compliance"
        r"|payment)[a-z-]+|(?:no|without) exception|(?:has|have|had) no (?:choice|alternative)|second to none"
        r"|none other|no\. ?\d|nos\. ?\d|non?-first-use|not until|no (?:first use|contact|fly)"
        r"|whether.{1,40} or not|last but not least|if not\b|with (?:and|or) without"
    ),
    "fr": (
        r"non seulement|ne .{1,40} que\b|n'.{1,40} que\b|non-(?!respect)[a-z-]+|sans (?:prejudice|exception"
        r"|tarder|delai|cesse)|au plus tard|sans doute|ne fut-ce"
    ),
    "es": (
        r"no (?:solo|solamente|obstante|menos|mas tarde)|sin (?:embargo|perjuicio|excepcion|demora|duda)"
        r"|no proliferacion|no nuclear\w*|no poseedor\w*|no gubernamental\w*|no alineados|sino tambien"
    ),
    "ru": (
        r"не только|не позднее|не менее|не более|не ранее|нераспростран\w*|неядерн\w*|не обладающ\w+|независим\w+"
        r"|неправительств\w+|неприсоедин\w+|тем не менее|не в последнюю|не просто|без ущерба|без исключения"
        r"|без промедления"
    ),
    "ar": (
        r"عدم الانتشار|بعدم الانتشار|لعدم الانتشار|غير الحائز\w+|غير نووي\w*|غير الحكومي\w+|عدم الانحياز"
        r"|دون تاخير|لا سيما|غير مشروع\w*|غير المشروع\w*|غير قابل\w*|لا رجعة|اللارجعة|بلا استثناء|دون المساس"
        r"|لا يتجزا|لا غنى|ليس فقط|غير انه"
    ),
    "zh": (
        r"不扩散|防扩散|无核|無核|不可逆转?|不断|不仅|不但|不单|不只|不论|无论|不管|不同|不少|不久|不得不"
        r"|不容|不可或缺|不可剥夺|不受歧视|不限成员|不时|不确定|不一|不足|不足以|不遗余力|不懈|不约而同|不无"
        r"|不乏|毫不|不妨|不啻|不迟于|不晚于|不少于|不超过|不低于|未来|未经|未申报|未编|未部署|未决|未遂|从未来"
        r"|非国家|非战略|非政府|非常|非正式|非法|非洲|非授权|非核|非军|非民|非破坏|非公开|非传统|有意或无意"
        r"|有意无意|无意中|无看管|无辜|无比|无条件|无限|无数|无疑|无偿|无线|无人|无害|无缝|不再拖延|不拖延"
        r"|不利|不良|不稳定|不平等|不安全|不幸|不过|不然|不结盟|不首先使用|互不|从不间断|毋|不再使用|不再需要"
        r"|不需要|没有比|并无二致|不可分割|不可缺少|莫斯科|莫桑比克|莫尔|缅甸未|勿忘|不丹|不列颠|不来梅|无核化"
        r"|毫无保留|无歧视|非歧视|不歧视|不干涉|不分"
    ),
}
"""Phrases in which such a word denies nothing, or belongs to a name."""
_REFUSING = {
    "en": (
        r"refus\w+|reject\w*|oppos(?:e|es|ed|ing|ition)|den(?:y|ies|ied|ying)|doubt\w*|fail(?:s|ed|ing"
        r"|ure)? to|unable|unwilling|disagree\w*|disput(?:e|es|ed|ing)|declin(?:e|es|ed|ing) to|object(?:s"
        r"|ed)? to|impossible|abandon\w*"
    ),
    "fr": r"refus\w+|rejet\w+|s'oppos\w+|nie(?:nt)?\b|dout\w+|manqu\w+ a|incapable\w*|conteste\w*|impossible",
    "es": (
        r"rechaz\w+|se op(?:one|onen|uso|usieron)|nieg\w+|neg(?:o|aron)\b|dud[ao]\w*|incapa\w+|impugn\w+"
        r"|imposible"
    ),
    "ru": r"отказ\w+|отверг\w+|отклон\w+|возраж\w+|отриц\w+|сомнева\w+|неспособ\w+|против\b|оспарива\w+",
    "ar": r"رفض\w*|ترفض|يرفض|عارض\w*|تعارض|يعارض|انكر\w*|شك[كت]\w*|عجز\w*|اعترض\w*|تعترض",
    "zh": r"拒绝|反对|否认|否定|怀疑|质疑|无法|未能|无意|不愿|不肯|不能|驳回|异议",
}
_NEGATIVE = {
    "en": (
        r"prevent\w*|prohibit\w*|ban(?:s|ned|ning)?|forb[ia]d\w*|avoid\w*|lack\w*|absen\w+|instead of|rather than"
        r"|unlikely|free (?:of|from)|un(?:declared|resolved|able|willing|safe|edited|authori[sz]ed|deployed"
        r"|fulfilled|changed|clear|til|successful\w*|necessar\w+|equal\w*)|in(?:consistent|compatible|complete"
        r"|sufficient\w*|eligible)|non-?compliance|irrevers\w+|halt\w*|stop\w*|cease[sd]?|ceasing|end(?:s"
        r"|ed|ing)?|loss|lost|regret\w*|violat\w+|breach\w*|short of|outside|exempt\w*|exclud\w+|except\w*"
        r"|other than|delay\w*|hinder\w*|hamper\w*|obstruct\w*|unless|phase[sd]? out|phas\w+ out|hardly"
        r"|barely|rarely|moratori\w+"
    ),
    "fr": (
        r"interdi\w+|empech\w+|prevent?\w+|evit\w+|absence|faute de|manque\w*|defaut|exempt\w*|exclu\w+"
        r"|cess\w+|arret\w+|regrett\w+|viol\w+|retard\w*|entrav\w+|sauf|hors|plutot|moratoire\w*"
    ),
    "es": (
        r"prohib\w+|imped\w+|preven\w+|evit\w+|ausencia|falta\w*|carec\w+|excl\w+|ces\w+|deten\w+|lament\w+"
        r"|viol\w+|demora\w*|obstacul\w+|salvo|excepto|libre de|moratori\w*"
    ),
    "ru": (
        r"запре\w+|предотвра\w+|избег\w+|отсутств\w+|недостат\w+|прекращ\w+|сожал\w+|наруш\w+|задерж\w+"
        r"|препятств\w+|кроме|вне|свободн\w+ от|вместо|моратори\w*"
    ),
    "ar": (
        r"حظر\w*|يحظر|منع\w*|يمنع|تجنب\w*|غياب|افتقار\w*|توقف\w*|وقف|اسف\w*|تاسف|انتهاك\w*|تاخ\w+|عرقل\w*"
        r"|باستثناء|خال\w*"
    ),
    "zh": (
        r"禁止|禁|防止|预防|避免|缺乏|缺少|停止|中止|终止|暂停|放弃|遗憾|痛惜|违反|违背|拖延|推迟|阻碍|妨碍"
        r"|阻止|挫败|除.{0,12}外|以外|之外|例外|免于|豁免|解除|消除|僵局|遗漏|失踪|难|被盗|否|非|取代"
        r"|替代|而不"
    ),
}


def compiled(words: dict[str, str], language: str) -> re.Pattern[str]:
    """The pattern of `words` in `language`; of English where they have none for it."""
    return _compiled(words.get(language, words["en"]), language == "zh")


@functools.cache
def _compiled(pattern: str, is_unspaced: bool) -> re.Pattern[str]:
    return re.compile(pattern if is_unspaced else rf"(?<!\w)(?:{pattern})(?![^\W\d_])")


@functools.cache
def _denying(language: str) -> re.Pattern[str]:
    whole = compiled(_DENYING, language).pattern
    return re.compile("|".join([whole, *_ATTACHED.get(language, ())]))


def denying(language: str) -> re.Pattern[str]:
    """Words that deny what stands behind them, "isn't" and "n'a" too."""
    return _denying(language)


def seeming(language: str) -> re.Pattern[str]:
    """Phrases in which such a word denies nothing, or belongs to a name."""
    return compiled(_SEEMING, language)


def refusing(language: str) -> re.Pattern[str]:
    """Verbs that need something negative in the source, too."""
    return compiled(_REFUSING, language)


def negative(language: str) -> re.Pattern[str]:
    """Words that may say in one language what another says with a denial."""
    return compiled(_NEGATIVE, language)
