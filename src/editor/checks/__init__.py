"""What must be mended before an article leaves, and what is worth a look. Rules yield findings; they never change."""

from __future__ import annotations

from editor.checks.context import Known, Rule
from editor.checks.run import CODES, RULES, regraded, run_checks

__all__ = ["CODES", "RULES", "Known", "Rule", "regraded", "run_checks"]
