"""``python tests/simulator …``: make this folder a package, whatever the current directory, and run its command."""

from __future__ import annotations

import importlib
import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path[0] = str(HERE.parent)
sys.exit(importlib.import_module(f"{HERE.name}.cli").main())
