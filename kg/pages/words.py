"""The words of the pages in Chinese and English, and the drawing style of each class; both are tables beside this file."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from markupsafe import Markup, escape

from kg.pages.model import Atlas
from ontology.tables import read_table

HERE = Path(__file__).parent
Pair = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Style:
    """How a class is drawn: its sign, the colour of text and lines, the colour of its boxes, its name in both languages."""

    cls: str
    glyph: str
    ink: str
    tint: str
    zh: str
    en: str


def load_styles() -> dict[str, Style]:
    """Read ``classes.tsv``; the order of the table is the order of the atlas."""
    rows = read_table(HERE / "classes.tsv", ("cls", "glyph", "ink", "tint", "zh", "en"))
    return {row[0]: Style(*row) for row in rows}


def load_words() -> dict[str, Pair]:
    """Read ``words.tsv``: what each key says in Chinese and English."""
    return {key: (zh, en) for key, zh, en in read_table(HERE / "words.tsv", ("key", "zh", "en"))}


def both(pair: Pair) -> Markup:
    """Return a Chinese word that the page's language switch can turn into its English one."""
    return Markup(f'<span data-en="{escape(pair[1])}">{escape(pair[0])}</span>')


class Words:
    """Looks up words, predicates and finer classes; what no table knows is named by the ontology, or by itself."""

    def __init__(self, labels: dict[str, Pair]):
        self.pairs = load_words()
        self.labels = labels
        self.markup = {key: both(pair) for key, pair in self.pairs.items()}
        self.ranks = {key[3:]: at for at, key in enumerate(self.pairs) if key.startswith("pk:")}

    def __call__(self, key: str) -> Markup:
        """Return the word of the pages called ``key`` in both languages; KeyError for one the table lacks."""
        return self.markup[key]

    def attribute(self, name: str, key: str) -> Markup:
        """Return an HTML attribute in Chinese with its English twin beside it, for the language switch."""
        zh, en = map(escape, self.pairs[key])
        return Markup(f'{name}="{zh}" data-en-{name}="{en}"')

    def predicate(self, name: str, backwards: bool = False) -> Pair:
        """Return what a predicate is called, read from its subject or ``backwards`` from its object."""
        known = self.pairs.get(f"^{name}" if backwards else f"pk:{name}")
        if known:
            return known
        zh, en = self.labels.get(name, (name, name))
        return (f"← {zh}", f"← {en}") if backwards else (zh, en)

    def rank(self, name: str) -> tuple[int, str]:
        """Return the place of a predicate in the order of the table; unknown ones come after, by name."""
        return self.ranks.get(name, len(self.ranks)), name

    def term(self, name: str) -> Pair:
        """Return what the ontology calls one of its terms; the term itself where it has no label."""
        return self.labels.get(name, (name, name))

    def choice(self, prefix: str, value: str) -> Markup | str:
        """Return the word for a coded value such as a kind of observation; the code itself, escaped, if it is unknown."""
        return self.markup.get(f"{prefix}.{value}" if prefix else value) or escape(value)


def use(atlas: Atlas) -> Words:
    """Return the words of the pages about ``atlas``."""
    return Words(atlas.labels)
