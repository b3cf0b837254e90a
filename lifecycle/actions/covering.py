"""What of people's words is covered before it is published, and how a document opens the texts it names."""

from collections.abc import Callable, Mapping

from lifecycle.documents.covering import Opened, masked, partly
from lifecycle.documents.personal_data import Known
from lifecycle.documents.phrases import Phrases
from lifecycle.model.comment import Comment
from lifecycle.model.consultation import Submission
from lifecycle.model.content import Content, Things
from lifecycle.model.edition import EditionLabel
from lifecycle.model.evidence import Service
from lifecycle.model.people import Group
from lifecycle.model.strategy import Activity, Measure, Priority
from lifecycle.model.territory import Municipality
from lifecycle.model.thing import VAULT

MARK = "document.covered"


def opened(texts: Mapping[str, str], phrases: Phrases) -> Opened:
    """The private texts as a document in the language of `phrases` shows them, covered where it says so."""
    return Opened(texts, phrases.say(MARK))


def known_people(content: Content, texts: Mapping[str, str]) -> Known:
    """Who wrote to the plan as a person, by the names the vault still knows; names of bodies and items are nobody's."""
    wrote = [one.submitter for one in content.all(Submission) if one.personal]
    wrote += [one.author for one in content.all(Comment) if one.personal]
    bodies = [one.name for one in content.all(Municipality)] + [one.name for one in content.all(Group)]
    bodies += [name for one in content.all(Service) for name in (one.provider, one.name)]
    titles = [one.title for one in content.all(Priority)] + [one.title for one in content.all(Measure)]
    titles += [one.title for one in content.all(Activity)]
    names = (texts.get(name, "" if VAULT.match(name) else name) for name in dict.fromkeys(wrote))
    return Known(tuple(name for name in names if name), tuple(dict.fromkeys(bodies)), tuple(titles))


def names_stay(label: EditionLabel) -> bool:
    """Whether the notes of an edition go to the working groups only, who know each other by name (decision 56)."""
    return label is EditionLabel.working


class Covering:
    """How a content gives a text as it may be published: what is found in it now is covered in it for good.

    A private text stays a reference, with the letters to be covered; of any other text the covered words are gone.
    """

    def __init__(self, texts: Callable[[], Mapping[str, str]], phrases: Phrases) -> None:
        self._read = texts
        self._mark = phrases.say(MARK)
        self._texts: Mapping[str, str] | None = None
        self._met: tuple[Things, Known] | None = None

    def __call__(self, content: Content, text: str, *, contacts: bool) -> str:
        """`text` with known names and birth numbers covered; addresses of e-mail and telephones with `contacts`."""
        known, private = self.known(content), VAULT.match(text) is not None
        told = self.texts.get(text) if private else text
        stretches = [(one.start, one.end) for one in known.found(told or "", contacts=contacts)]
        return partly(text, stretches) if private else masked(text, stretches, self._mark)

    @property
    def texts(self) -> Mapping[str, str]:
        """The plan's private texts, read when the first one is asked for."""
        if self._texts is None:
            self._texts = self._read()
        return self._texts

    def known(self, content: Content) -> Known:
        """The people whose names are covered."""
        if self._met is None or self._met[0] is not content.things:
            self._met = content.things, known_people(content, self.texts)
        return self._met[1]
