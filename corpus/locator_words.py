"""What the six UN languages call the parts of a document, as patterns over folded text.

In: nothing. Out: for each kind of part the words that stand before its number, and the Chinese ones that
stand behind it. How a number is written, and what it leads to, is not known here.
"""

import re
from typing import Literal

PartKind = Literal[
    "paragraph",
    "subparagraph",
    "article",
    "footnote",
    "page",
    "section",
    "chapter",
    "part",
    "annex",
    "pillar",
    "operative",
    "preambular",
    "recital",
    "action",
    "step",
    "recommendation",
    "principle",
    "rule",
    "item",
]
"""The parts of a document that references name."""

CONTAINERS: frozenset[PartKind] = frozenset({"section", "chapter", "part", "annex", "pillar", "article", "page"})
"""Parts that hold paragraphs."""
COUNTED_IN_WORDS: frozenset[PartKind] = frozenset({"section", "chapter", "part", "annex", "pillar"})
"""Parts whose numbers people also write in words: "pillar two", "second part"."""
NAMED_ITEMS: frozenset[PartKind] = frozenset({"action", "step", "recommendation", "principle", "rule", "item"})
"""Parts that the text itself calls by their name: "Action 5: All States …"."""

WORDS_BEFORE: dict[PartKind, str] = {
    "subparagraph": r"sub-?\s?para(?:graph)?s?|alin[ée]as?|incisos?|apartados?|подпункт(?:ы|а|е|у|ом|ов|ах)?|подп"
    r"|(?:ال)?فقر(?:ة|ات) (?:ال)?فرعية",
    "operative": r"ops?|operative|executive part|dispositif|parte dispositiva|постановляющ[а-я]+ част[а-я]+"
    r"|(?:ال)?منطوق"
    r"|执行部分|执行段|正文部分|正文",
    "preambular": r"preamble|preambular|préambule|preámbulo|preambulo|преамбул[а-я]+|(?:ال)?ديباجة|序言部分|序言",
    "recital": r"recitals?|considérants?|considerandos?|декларативн[а-я]+ част[а-я]+",
    "paragraph": r"paragraphs?|paras?|paragraphes?|parags?|párrafos?|parrafos?|párrs?|parrs?|pars?"
    r"|пункт(?:ы|а|е|у|ом|ов|ах|ами)?|пп|п|параграф(?:ы|а|е|ов)?|(?:ال)?فقر(?:ة|ات|تان|تين)|للفقر(?:ة|ات|تين)"
    r"|段落|段",
    "article": r"articles?|arts?|artículos?|articulos?|стать(?:я|и|е|ю|ей|ями|ях)|ст"
    r"|(?:ال)?ماد(?:ة|تان|تين)|(?:ال)?مواد|条",
    "footnote": r"footnotes?|fn|notes? de bas de page|notas? (?:al|a) pie(?: de página)?|notas? de pie de página"
    r"|notes?|notas?|сноск[а-я]+|сн|примечани[а-я]+|прим|(?:ال)?حاشية|(?:ال)?حواشي|脚注|附注|注释|注",
    "page": r"pages?|página?s?|pagina?s?|págs?|pags?|pp|p|страниц[а-я]*|стр|с|(?:ال)?صفح(?:ة|ات)|ص|页",
    "section": r"(?:sub-?)?sections?|sous-sections?|sects?|secs?|(?:sub)?secci[óo]n(?:es)?|secc"
    r"|(?:под)?раздел(?:ы|а|е|ов)?|разд|(?:ال)?فرع|(?:ال)?قسم|(?:ال)?باب",
    "chapter": r"chapters?|chapitres?|chaps?|capítulos?|capitulos?|caps?|глав(?:а|ы|е)|гл|(?:ال)?فصل",
    "part": r"parts?|parties?|partes?|част(?:ь|и)|(?:ال)?جزء",
    "annex": r"annex(?:e?s)?|annexe|anexos?|appendix|appendice|apéndice|приложени(?:е|я|и|ю|ем)|добавлени(?:е|я|и)"
    r"|(?:ال)?مرفق|(?:ال)?تذييل|附件|附录",
    "pillar": r"pillars?|piliers?|pilar(?:es)?|(?:осново?[а-я]{2,12} )?компонент[а-я]*|опор(?:а|ы|е|у)|столп[а-я]{0,2}"
    r"|(?:ال)?ركيزة|(?:ال)?دعامة|支柱",
    "action": r"actions?|acci[óo]n(?:es)?|medidas?|действи(?:е|я|и)|мер(?:а|ы|е)|(?:ال)?اجراء(?:ات)?|行动",
    "step": r"steps?|mesures?|étapes?|pasos?|шаг(?:и|а|е)?|(?:ال)?خطو(?:ة|ات)|步骤",
    "recommendation": r"recommendations?|recommandations?|recomendaci[óo]n(?:es)?|рекомендаци[а-я]+"
    r"|(?:ال)?توصي(?:ة|ات)|建议",
    "principle": r"principles?|principes?|principios?|принцип[а-я]*|(?:ال)?مبد[اأ]|原则",
    "rule": r"rules?|règles?|reglas?|правил(?:о|а|е)|(?:ال)?قاعدة|规则",
    "item": r"items?|points?|puntos?|(?:ال)?بند|(?:ال)?بنود|项目",
}
"""Words before a number, in small letters, without the stop of an abbreviation."""

CHINESE_UNITS: dict[str, PartKind] = {
    "自然段": "paragraph",
    "段": "paragraph",
    "款": "paragraph",
    "条": "article",
    "个脚注": "footnote",
    "页": "page",
    "章": "chapter",
    "节": "section",
    "部分": "part",
    "支柱": "pillar",
    "项行动": "action",
    "步": "step",
    "项建议": "recommendation",
    "项原则": "principle",
    "项": "item",
}
"""Chinese words behind a number: 第18段."""

PLURAL = re.compile(
    r"(?:paragraphs|paras|paragraphes|parags|párrafos|párrs|parrs|pars|пункты|пунктах|пунктов|пп|(?:ال)?فقرات"
    r"|(?:ال)?فقرت[اي]ن|ops|articles|arts|artículos|статьи|notes|footnotes|notas|pages|páginas|págs|pp|actions"
    r"|acciones|sections|annexes|recitals|considérants|recommendations|steps|principles|items)(?!\w)"
)
"""Words that announce more than one number."""
LIST_BEHIND = re.compile(r"(?:par|párr|parr|п|ст|art)\.?\s\d{1,4}(?:, \d{1,4}){0,30},? (?:et|y|и|and|e) \d")
"""Abbreviations that some languages use for one and for several alike, where a list stands behind them."""
