"""What tells who a person is, as a warning before publication calls it."""

from lifecycle.model.thing import Word


class PersonalData(Word):
    """A kind of personal data (osobní údaj, GDPR art. 4 (1)) that can be told in a running text."""

    named = "name", "jméno", "name"
    email = "email", "e-mail", "e-mail"
    phone = "phone", "telefon", "telephone"
    birth_number = "birth_number", "rodné číslo", "birth number"
    account = "account", "číslo účtu", "bank account"
