"""Failures of the world that an officer can act on; anything else is a bug.

DeskError
├── WrongInput            a value, file or identifier that does not fit
│   └── NoSuchRecord
├── LinkTrouble           the exchange could not take place
│   ├── LinkDown          no connection, or it broke
│   ├── NotTheMinistry    the answer is not one of this contract
│   └── OtherContract     the ministry speaks another version
├── NotAllowed            the ministry said no
│   ├── CodeRefused       the one-time code is wrong, spent or too old
│   └── DeviceRevoked
├── StoreTrouble          the local store cannot be used as it is
│   ├── StoreDamaged
│   ├── StoreInUse
│   ├── StoreTooNew
│   └── DiskFull
├── SecretsTrouble        the keychain or passphrase does not open
│   ├── KeychainLocked
│   ├── PassphraseNeeded
│   └── WrongPassphrase
└── PrinterTrouble
"""

from desk_app.domain.labels import Label


class DeskError(Exception):
    """Something outside the program went wrong; `str()` is fit to show to an officer.

    The text says what happened, what is safe and what to do, and holds no record content.
    `sentence` is the English text with named places and `values` what fills them (a `Label` in
    either language), so that the window can say the same in the officer's language.
    """

    def __init__(self, sentence: str = "", /, **values: object) -> None:
        english = {name: _english(value) for name, value in values.items()}
        super().__init__(sentence.format(**english) if values else sentence)
        self.sentence = sentence
        self.values = values


class WrongInput(DeskError):
    """What was typed or handed in does not fit."""


class NoSuchRecord(WrongInput):
    """No record of this desk has that identifier."""


class LinkTrouble(DeskError):
    """The exchange with the ministry did not take place."""


class LinkDown(LinkTrouble):
    """The ministry cannot be reached now, or the link broke."""


class NotTheMinistry(LinkTrouble):
    """What answered does not speak the ministry's contract."""


class OtherContract(LinkTrouble):
    """The ministry speaks a version of the contract that this program does not know."""


class NotAllowed(DeskError):
    """The ministry refused what this device asked."""


class CodeRefused(NotAllowed):
    """The one-time code is wrong, used up or out of date."""


class DeviceRevoked(NotAllowed):
    """The ministry has withdrawn this device."""


class StoreTrouble(DeskError):
    """The local store cannot be used as it is."""


class StoreDamaged(StoreTrouble):
    """The local store's file is damaged."""


class StoreInUse(StoreTrouble):
    """Another window of the program holds the local store."""


class StoreTooNew(StoreTrouble):
    """The local store was written by a newer version of the program."""


class DiskFull(StoreTrouble):
    """The disk that holds the local store is full."""


class SecretsTrouble(DeskError):
    """The place that keeps the keys does not answer."""


class KeychainLocked(SecretsTrouble):
    """The operating system's keychain is there but locked."""


class PassphraseNeeded(SecretsTrouble):
    """The profile is protected by a passphrase, and none was given."""


class WrongPassphrase(SecretsTrouble):
    """The passphrase does not open this profile."""


class PrinterTrouble(DeskError):
    """The printer did not take the document."""


def _english(value: object) -> object:
    return value.en if isinstance(value, Label) else value
