import re
from typing import Any

import pytest
from django import forms

from .conftest import Render


class WishForm(forms.Form):
    title = forms.CharField(label="名前", help_text="全角でも構いません。")
    aim = forms.CharField(label="ねらい", required=False, widget=forms.Textarea)
    email = forms.EmailField(label="メール", required=False)
    size = forms.IntegerField(label="人数", widget=forms.NumberInput(attrs={"class": "narrow"}))
    kind = forms.ChoiceField(label="種類", choices=[("a", "A"), ("b", "B")])
    themes = forms.MultipleChoiceField(
        label="テーマ",
        choices=[("food", "給食"), ("sdgs", "環境")],
        widget=forms.CheckboxSelectMultiple,
        help_text="いくつでも。",
    )
    weight = forms.ChoiceField(label="重み", choices=[("1", "ふつう"), ("2", "重視")], widget=forms.RadioSelect)
    agreed = forms.BooleanField(label="確認しました")
    day = forms.DateField(label="日", required=False, widget=forms.DateInput(attrs={"type": "date"}))
    token = forms.CharField(widget=forms.HiddenInput, required=False)

    def clean(self) -> dict[str, Any]:
        raise forms.ValidationError("組み合わせが違います。")


def field_html(name: str, data: dict[str, Any] | None = None) -> str:
    return re.sub(r"\s*\n\s*", "", str(WishForm(data)[name].as_field_group()))


def test_label_mark_hint_and_input_belong_together() -> None:
    html = field_html("title")
    assert '<label for="id_title">名前<span class="req">※必須</span></label>' in html
    assert '<div class="hint" id="id_title_helptext">全角でも構いません。</div>' in html
    assert 'aria-describedby="id_title_helptext"' in html
    assert 'class="input"' in html
    assert "aria-invalid" not in html
    assert "field--error" not in html


def test_optional_is_said_in_words() -> None:
    assert '<span class="opt">任意</span>' in field_html("aim")


def test_an_error_is_named_by_the_input() -> None:
    html = field_html("title", {"title": ""})
    assert 'class="field field--error"' in html
    assert re.search(r'<div id="id_title_error"><p class="error">[^<]+</p></div>', html)
    assert 'aria-describedby="id_title_helptext id_title_error"' in html
    assert 'aria-invalid="true"' in html


def test_what_was_typed_stays_and_is_escaped() -> None:
    assert 'value="&lt;b&gt;"' in field_html("title", {"title": "<b>"})


@pytest.mark.parametrize("name", ["title", "aim", "email", "kind", "day"])
def test_every_kind_of_input_has_the_class(name: str) -> None:
    assert 'class="input"' in field_html(name)


def test_a_class_of_the_form_is_kept() -> None:
    form = WishForm()
    assert 'class="input narrow"' in str(form["size"].as_field_group())
    assert str(form["size"].as_field_group()).count("input narrow") == 1


@pytest.mark.parametrize(("name", "kind"), [("themes", "checkbox"), ("weight", "radio")])
def test_choices_are_a_fieldset_of_rows(name: str, kind: str) -> None:
    html = field_html(name)
    assert "<fieldset" in html
    assert "<legend>" in html
    assert len(re.findall(rf'<label class="tick"><input type="{kind}"', html)) == 2
    assert 'class="input"' not in html


def test_a_group_names_its_hint_and_error_once() -> None:
    html = field_html("themes", {})
    assert 'aria-describedby="id_themes_helptext id_themes_error"' in html
    assert 'id="id_themes_error"' in html


def test_a_single_box_has_its_label_beside_it() -> None:
    html = field_html("agreed")
    assert re.search(r'<label class="tick"><input type="checkbox" name="agreed"[^>]*><span>確認しました', html)


def test_the_whole_form_has_every_field_and_no_error_list() -> None:
    html = str(WishForm({"title": "a"}))
    assert html.count('class="field') == 9
    assert '<input type="hidden" name="token"' in html
    assert "errorlist" not in html
    assert "組み合わせが違います" not in html


SUMMARY = "{% include 'components/error_summary.html' with form=form formset=formset only %}"


def test_summary_links_to_what_takes_the_focus(render: Render) -> None:
    html = render(SUMMARY, form=WishForm({"size": "x"}))
    assert 'role="alert" tabindex="-1"' in html
    for anchor in ("#id_title", "#id_size", "#id_themes_0", "#id_weight_0", "#id_agreed"):
        assert f'href="{anchor}"' in html
    assert html.index("組み合わせが違います") < html.index("#id_title")
    assert "名前：" in html


def test_every_anchor_of_the_summary_exists(render: Render) -> None:
    form = WishForm({})
    html = render(SUMMARY + "{{ form }}", form=form)
    ids = set(re.findall(r' id="([^"]+)"', html))
    assert set(re.findall(r'href="#([^"]+)"', html)) <= ids


def test_no_summary_without_errors(render: Render) -> None:
    assert render(SUMMARY, form=WishForm()).strip() == ""
    assert render(SUMMARY, form=None).strip() == ""


class RowForm(forms.Form):
    label = forms.CharField(label="校時")


def test_rows_of_a_formset_are_numbered(render: Render) -> None:
    formset_class = forms.formset_factory(RowForm, extra=0, min_num=2, validate_min=True)
    data = {"form-TOTAL_FORMS": "2", "form-INITIAL_FORMS": "2", "form-0-label": "1", "form-1-label": ""}
    html = render(SUMMARY, formset=formset_class(data))
    assert 'href="#id_form-1-label"' in html
    assert "2行目" in html
    assert 'href="#id_form-0-label"' not in html
    assert render(SUMMARY, formset=formset_class()).strip() == ""


def test_a_broken_management_form_is_told(render: Render) -> None:
    assert 'role="alert"' in render(SUMMARY, formset=forms.formset_factory(RowForm)({}))


def test_the_title_says_error_first(render: Render) -> None:
    source = "{% load form_tags %}{% error_prefix form %}"
    assert render(source, form=WishForm({})) == "エラー："
    assert render(source, form=WishForm({}), path="/en/search/") == "Error: "
    assert render(source, form=WishForm()) == ""
