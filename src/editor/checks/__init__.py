"""What must be mended before an article leaves, and what is worth a look. Rules yield findings; they never change."""

from __future__ import annotations

from editor.checks.run import RULES, Rule, run_checks

__all__ = ["RULES", "Rule", "run_checks"]
