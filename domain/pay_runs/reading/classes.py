"""The classes of all kinds of runs, the best first, and what is none."""

from domain.language.text import Text

CLASSES = {
    "excellent": (1, Text("Work completed excellently")),
    "good": (2, Text("Work completed well")),
    "completed": (3, Text("Work completed")),
    "not_completed": (4, Text("Work not completed")),
    "unrated": (None, Text("Not classified")),
    "elsewhere": (None, Text("Classified elsewhere")),
}
