"""The tree of errors and the public face: complete, and as their documentation says."""

from __future__ import annotations

import re

import kg
from kg import errors
from kg.errors import DataError, KgError, Problem


def test_the_docstring_draws_every_error_under_its_parent() -> None:
    drawn = re.findall(r"^ *[│ ]*(?:[├└]── )?(\w+Error)\b", errors.__doc__ or "", re.MULTILINE)
    defined = {name for name, value in vars(errors).items() if isinstance(value, type) and issubclass(value, Exception)}
    assert set(drawn) == defined
    for name in defined:
        assert issubclass(getattr(errors, name), KgError)


def test_exit_codes_are_those_of_the_command_line() -> None:
    codes = {name: getattr(errors, name).exit_code for name in ("DataError", "UsageError", "EnvironmentalError")}
    assert codes == {"DataError": 1, "UsageError": 2, "EnvironmentalError": 3}


def test_a_problem_reads_file_line_column_message_and_hint() -> None:
    problem = Problem("data/a.yaml", 3, 7, "the text is empty", "give it a text")
    assert str(problem) == "data/a.yaml:3:7: the text is empty\n    hint: give it a text"
    assert str(Problem("a.yaml", 0, 0, "it is empty")) == "a.yaml: it is empty"
    assert str(Problem("a.yaml", 1, 2, "few", severity="warning")) == "a.yaml:1:2: warning: few"


def test_the_public_face_is_what_it_lists() -> None:
    assert sorted(kg.__all__) == kg.__dir__()
    for name in kg.__all__:
        assert getattr(kg, name) is not None
    assert kg.DataError is DataError
    assert not hasattr(kg, "nonsense")
