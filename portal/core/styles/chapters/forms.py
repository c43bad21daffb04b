"""Fields in each state and what is said of a refused form."""

from collections.abc import Iterator

from django import forms

from portal.core.styles.samples import Component, Sample, both, long_text


def lead() -> str:
    return both(
        "1列に並べ、見出し・説明・誤り・入力欄の順に置きます。すべての欄に必須か任意かを書きます。",
        "One column: label, hint, error, field. Every field says whether it is required.",
    )


def _form(prefix: str, *, refused: bool = False) -> forms.Form:
    """A form of every kind of field; `refused` as it comes back with everything wrong."""
    choices = [("a", both("オンライン", "Online")), ("b", both("手紙・カード", "Letters and cards"))]
    fields = {
        "name": forms.CharField(
            label=both("お名前", "Name"),
            help_text=both("全角で入力しても構いません。", "Any width of letters will do."),
        ),
        "mail": forms.EmailField(label=both("メールアドレス", "E-mail address"), required=False),
        "number": forms.IntegerField(label=both("人数", "Number of pupils"), required=False),
        "topic": forms.ChoiceField(label=both("ご用件", "Topic"), choices=choices),
        "text": forms.CharField(label=both("内容", "Message"), widget=forms.Textarea(attrs={"rows": 3})),
        "way": forms.ChoiceField(label=both("方法", "How"), choices=choices, widget=forms.RadioSelect),
        "tools": forms.MultipleChoiceField(
            label=both("使える道具", "Tools"),
            choices=[*choices, ("c", long_text())],
            widget=forms.CheckboxSelectMultiple,
            required=False,
        ),
        "agreed": forms.BooleanField(label=both("個人情報の扱いに同意します", "I agree to how my data are used")),
    }
    made = type("SampleForm", (forms.Form,), fields)
    typed = {f"{prefix}-mail": "a@", f"{prefix}-number": "12人", f"{prefix}-tools": ["z"]}
    return made(typed if refused else None, prefix=prefix)


def components() -> Iterator[Component]:
    fresh, refused = _form("fresh"), _form("refused", refused=True)
    yield _field(fresh, refused)
    yield _error_summary(fresh, refused)
    parts = _form("part", refused=True)
    yield _field_mark(parts)
    yield _field_hint(parts)
    yield _field_errors(parts)


def _field(fresh: forms.Form, refused: forms.Form) -> Component:
    names = {
        "name": both("必須・説明つき", "Required, with a hint"),
        "mail": both("任意", "Optional"),
        "number": both("数", "A number"),
        "topic": both("選択", "A choice of one"),
        "text": both("長い文", "Long text"),
        "way": both("1つを選ぶ", "Radio buttons"),
        "tools": both("いくつでも選ぶ", "Tick boxes"),
        "agreed": both("同意", "One tick box"),
    }
    wrong = both("{}：誤り", "{}: refused").format
    return Component(
        "components/field",
        both(
            "入力されたものは消しません。誤りは「どう直すか」を書きます。",
            "Nothing typed is lost. An error says how to put it right.",
        ),
        (
            *(Sample(state, {"field": fresh[name]}) for name, state in names.items()),
            Sample(both("ポインターを重ねる", "Hover"), {"field": _form("hover")["name"]}, forced="is-hover"),
            Sample(both("フォーカス", "Focus"), {"field": _form("focus")["name"]}, forced="is-focus"),
            *(Sample(wrong(state), {"field": refused[name]}, "field--error") for name, state in names.items()),
        ),
    )


def _error_summary(fresh: forms.Form, refused: forms.Form) -> Component:
    return Component(
        "components/error_summary",
        both(
            "拒否した書式の上に1度だけ置き、各欄へつなぎます。", "Once, above a refused form, with links to its fields."
        ),
        (
            Sample(both("誤りあり", "Refused"), {"form": refused}, 'role="alert"'),
            Sample(both("誤りなし", "Empty"), {"form": fresh}),
        ),
    )


def _field_mark(parts: forms.Form) -> Component:
    return Component(
        "components/field_mark",
        both("見出しの後に付く必須・任意の印です。", "After a label."),
        (
            Sample(both("必須", "Required"), {"field": parts["name"]}, 'class="req"'),
            Sample(both("任意", "Optional"), {"field": parts["mail"]}, 'class="opt"'),
        ),
    )


def _field_hint(parts: forms.Form) -> Component:
    return Component(
        "components/field_hint",
        both("見出しの下の説明です。", "Under a label."),
        (Sample(both("標準", "Default"), {"field": parts["name"]}, 'class="hint"'),),
    )


def _field_errors(parts: forms.Form) -> Component:
    return Component(
        "components/field_errors",
        both("欄の上の誤りです。", "Above a field."),
        (Sample(both("誤り", "Refused"), {"field": parts["mail"]}, 'class="error"'),),
    )
