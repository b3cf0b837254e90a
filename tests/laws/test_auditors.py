"""The auditors' verifier runs alone: one short file, the standard library, an old Python, nothing of ours."""

import ast
import sys

from tests.laws.repository import ROOT

VERIFIER = ROOT / "document_templates" / "auditors" / "verify_history.py"
SOURCE = VERIFIER.read_text(encoding="utf-8")


def test_the_verifier_is_read_in_one_sitting():
    assert len(SOURCE.splitlines()) <= 200


def test_the_verifier_needs_no_newer_python_than_it_says():
    assert ast.parse(SOURCE, feature_version=(3, 8))


def test_the_verifier_imports_the_standard_library_only():
    imported = {
        name.name
        for node in ast.walk(ast.parse(SOURCE))
        if isinstance(node, ast.Import | ast.ImportFrom)
        for name in (node.names if isinstance(node, ast.Import) else [ast.alias(node.module or "")])
    }

    assert imported - set(sys.stdlib_module_names) == set()
