import re
import shutil
from pathlib import Path

import pytest
import typer
from typer.core import TyperGroup

from bot.cli import app
from bot.core.kinds import Kind
from bot.settings import Settings, load_config
from tests import docs

ROOT = Path(__file__).parent.parent


def test_the_readme_is_what_the_source_says() -> None:
    text = docs.README.read_text(encoding="utf-8")

    assert text == docs.written(text), "run `make docs`"


def test_the_manifest_to_paste_is_what_the_source_says() -> None:
    assert docs.MANIFEST.read_text(encoding="utf-8") == docs.example(), "run `make docs`"


def test_writing_the_readme_brings_every_generated_part_back(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    whole = docs.README.read_text(encoding="utf-8")
    copy = tmp_path / "README.md"
    copy.write_text(re.sub(r"(<!-- begin (\w+) -->).*?(<!-- end \2 -->)", r"\1gone\3", whole, flags=re.DOTALL))
    monkeypatch.setattr(docs, "README", copy)
    monkeypatch.setattr(docs, "MANIFEST", tmp_path / "manifest.yaml")

    assert docs.main(["--check"]) == 1
    said = capsys.readouterr().err
    assert docs.main([]) == 0
    assert docs.main(["--check"]) == 0
    assert [line.split(" ")[0] for line in said.splitlines()] == ["README.md", "manifest.yaml"]
    assert "run `make docs`" in said
    assert copy.read_text(encoding="utf-8") == docs.written(whole)


def test_a_readme_without_its_marks_is_refused() -> None:
    with pytest.raises(ValueError, match="expected the marks <!-- begin commands --> and <!-- end commands -->"):
        docs.written("# aispend\n")


def test_every_command_has_a_sentence_and_an_example_and_every_option_its_words() -> None:
    group = typer.main.get_command(app)
    assert isinstance(group, TyperGroup)

    for name, command in group.commands.items():
        assert re.match(r"[A-Z].*\.", command.help or ""), name
        assert f"aispend {name}" in f"{command.help}{command.epilog or ''}", f"{name} has no example"
        for param in command.params:
            assert getattr(param, "help", None) or param.name == "help", f"{name}: {param.name}"


def test_every_setting_has_its_words_and_is_named_in_the_example_of_env() -> None:
    example = (ROOT / ".env.example").read_text(encoding="utf-8")

    for field in Settings.model_fields.values():
        assert re.fullmatch(r"[A-Z].*\.", field.description or ""), field.alias
        assert re.search(rf"^#? ?{field.alias}=", example, re.MULTILINE), field.alias


def test_every_kind_has_its_label() -> None:
    labels = {kind.label for kind in Kind}

    assert len(labels) == len(Kind)


def test_the_changelog_begins_with_what_is_to_come() -> None:
    headings = re.findall(r"^## \[(.+?)\]", (ROOT / "CHANGELOG.md").read_text(encoding="utf-8"), re.MULTILINE)

    assert headings[0] == "Unreleased"


def test_make_alone_lists_every_verb_with_its_words() -> None:
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    verbs = re.search(r"^\.PHONY: help (.+)$", makefile, re.MULTILINE)

    assert verbs is not None
    for verb in verbs[1].split():
        assert re.search(rf"^{verb}:.* ## \S+", makefile, re.MULTILINE), verb


def test_the_watch_list_that_the_readme_shows_can_be_used(tmp_path: Path) -> None:
    shown = re.search(r"```yaml\n(defaults:.*?)```", docs.README.read_text(encoding="utf-8"), re.DOTALL)
    assert shown is not None
    shutil.copytree(ROOT / "config", tmp_path / "config")
    (tmp_path / "config" / "watchlist.yaml").write_text(shown[1], encoding="utf-8")

    config = load_config(tmp_path / "config")

    assert [rules.name for rules in config.rules] == ["ai-spend", "rivals", "ai-spend-asia"]
