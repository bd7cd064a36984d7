"""Words for and against, in the six UN languages: pairs as in `assistant.checking.opposite_words`.

Patterns for `assistant.checking.polarity`, matched as in `assistant.checking.polarity_words`.
"""

ATTITUDES: tuple[tuple[dict[str, str], dict[str, str]], ...] = (
    (
        {
            "en": r"welcom\w+|commend\w*|prais\w*|applaud\w*|satisf\w+|appreciat\w+",
            "fr": r"se felicit\w+|accueill\w+|salu\w+|satisf\w+",
            "es": r"acog\w+|celebr\w+ que|elogi\w+|satisf\w+|encomi\w+",
            "ru": r"приветств\w+|удовлетвор\w+|высоко оцен\w+",
            "ar": r"ترحب|يرحب|رحبت|نرحب|تشيد|اشادت|ارتياح",
            "zh": r"欢迎|赞扬|赞赏|欣见|满意|赞成|赞同",
        },
        {
            "en": r"regret\w*|condemn\w*|deplor\w*|concern(?:ed|s)?|criticis\w+|criticiz\w+|disappoint\w*",
            "fr": r"regrett\w+|condamn\w+|deplor\w+|preoccup\w+|inquiet\w*",
            "es": r"lament\w+|conden\w+|deplor\w+|preocup\w+|critic\w+",
            "ru": r"сожал\w+|осужд\w+|осудил\w*|озабочен\w*|обеспокоен\w*",
            "ar": r"تاسف|ياسف|اسفت|تدين|ادانت|قلق\w*|تستنكر",
            "zh": r"遗憾|谴责|痛惜|关切|批评|失望",
        },
    ),
    (
        {
            "en": r"accept\w*|agre(?:e|es|ed|ing)|endors\w*|support\w*|back(?:s|ed|ing)?|favou?r\w*|approv\w*",
            "fr": r"accept\w+|approuv\w+|appui\w*|souti\w+|souten\w+|favorable\w*",
            "es": r"acept\w+|apoy\w+|respald\w+|aprob\w+|partidari\w+",
            "ru": r"поддерж\w+|одобр\w+|прин(?:ял|има)\w*|согла[сш]\w+",
            "ar": r"تؤيد|يؤيد|ايدت|دعم\w*|تدعم|يدعم|قبل\w*|تقبل|وافق\w*",
            "zh": r"支持|接受|赞同|赞成|同意|认可|核可|承认|主张",
        },
        {
            "en": r"reject\w*|refus\w*|oppos(?:e|es|ed|ing|ition)|disagre\w*|object(?:s|ed)? to|doubt\w*",
            "fr": r"rejet\w+|refus\w+|s'oppos\w+|desapprouv\w+|dout\w+",
            "es": r"rechaz\w+|se opon\w+|se opus\w+|discrep\w+|dud[ao]\w*",
            "ru": r"отверг\w+|отклон\w+|отказ\w+|возраж\w+|выступ\w+ против|сомнева\w+",
            "ar": r"رفض\w*|ترفض|يرفض|عارض\w*|تعارض|يعارض|تشك",
            "zh": r"反对|拒绝|否认|怀疑|质疑|驳回",
        },
    ),
    (
        {
            "en": r"strengthen\w*|improv\w*|enhanc\w*|reinforc\w*|boost\w*",
            "fr": r"renforc\w+|amelior\w+|consolid\w+",
            "es": r"fortalec\w+|reforz\w+|refuerz\w+|mejor\w+",
            "ru": r"укрепл\w+|усил\w+|улучш\w+|повыш\w+",
            "ar": r"تعزيز\w*|(?:ال|ل|ب)تعزيز|تعزز|يعزز|تحسين|تحسن",
            "zh": r"加强|增强|改进|改善|强化|提高",
        },
        {
            "en": r"weaken\w*|worsen\w*|undermin\w*|deteriorat\w*|erod\w*",
            "fr": r"affaibl\w+|aggrav\w+|deterior\w+|sap\w+|compromet\w+",
            "es": r"debilit\w+|empeor\w+|deterior\w+|socav\w+|menoscab\w+",
            "ru": r"ослаб\w+|ухудш\w+|подрыв\w+",
            "ar": r"اضعاف|تضعف|يضعف|تقويض|تقوض|تدهور\w*",
            "zh": r"削弱|恶化|破坏|减弱",
        },
    ),
    (
        {
            "en": r"encourag\w*|invit\w*|allow\w*|permit\w*",
            "fr": r"encourag\w*|invit\w*|autoris\w*|permet\w*",
            "es": r"al(?:ien|en)t\w+|invit\w*|autoriz\w*|permit\w*",
            "ru": r"поощр\w+|приглаш\w+|разреш\w+|позвол\w+",
            "ar": r"تشجع|يشجع|شجعت|تشجيع|تسمح|يسمح",
            "zh": r"鼓励|邀请|允许|准许",
        },
        {
            "en": r"prohibit\w*|forb[ia]d\w*|bann?(?:s|ed|ing)?|discourag\w*",
            "fr": r"interdi\w+|prohib\w+|decourag\w*",
            "es": r"prohib\w+|desalent\w+|desalient\w+",
            "ru": r"запре[тщ]\w+",
            "ar": r"تحظر|يحظر|حظرت|تمنع|يمنع",
            "zh": r"禁止|不准|不许",
        },
    ),
    (
        {
            "en": r"promot\w*|facilitat\w*|help\w*|advanc\w*|contribut\w*",
            "fr": r"favoris\w*|facilit\w*|aid\w+|contribu\w+|promouv\w+",
            "es": r"promov\w*|promuev\w*|facilit\w*|ayud\w*|contribu\w+",
            "ru": r"содейств\w+|способств\w+|облегч\w+|помо[гщ]\w+",
            "ar": r"تعزز|يعزز|تيسر|ييسر|تساعد|يساعد|تسهم|يسهم|تساهم",
            "zh": r"促进|有助|推动|便利|协助",
        },
        {
            "en": r"hamper\w*|hinder\w*|imped\w*|obstruct\w*",
            "fr": r"entrav\w+|gen(?:e|er|ent)|empech\w+",
            "es": r"obstaculiz\w*|entorpec\w*|dificult\w*|imp(?:id|ed)\w+",
            "ru": r"препятств\w+|меша\w+|затрудн\w+",
            "ar": r"تعوق|يعوق|تعرقل|يعرقل|تعيق|يعيق",
            "zh": r"妨碍|阻碍|阻挠|妨害",
        },
    ),
)
