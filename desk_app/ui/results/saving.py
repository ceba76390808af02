"""Writing a file the officer has asked for."""

from pathlib import Path

from desk_app.domain.errors import WrongInput


def save_bytes(file: Path, content: bytes) -> None:
    """Write `content` into `file`.

    Raises:
        WrongInput: the file cannot be written there.

    """
    try:
        file.write_bytes(content)
    except OSError as error:
        raise WrongInput(
            "The file could not be written. Choose another folder and save again."
        ) from error
