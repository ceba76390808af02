"""The manual: the resource in the language in use, to be read and searched in a window."""

from PySide6.QtCore import QByteArray, Qt
from PySide6.QtGui import (
    QColor,
    QKeySequence,
    QShortcut,
    QTextBlockFormat,
    QTextCursor,
    QTextDocument,
    QTextTable,
)
from PySide6.QtWidgets import QDialog, QHBoxLayout, QLineEdit, QTextBrowser, QWidget

from desk_app.i18n import language, t
from desk_app.resources import text
from desk_app.ui.theme.look import colours
from desk_app.ui.theme.sheet import UNIT
from desk_app.ui.words import Words, button, column, row


class ManualDialog(QDialog):
    """Shows the manual beside the desk, so that an officer can follow it while working."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("manual")
        self.setWindowTitle(t("Manual"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.resize(760, 680)
        self.pages = Pages(text("help", f"manual.{language()}.md"))
        self.sought = QLineEdit()
        self.sought.setProperty("look", "search")
        self.sought.setClearButtonEnabled(True)
        self.sought.setPlaceholderText(t("Find in the manual"))
        self.sought.setAccessibleName(t("Find in the manual"))
        self.sought.textEdited.connect(self._on_typed)
        self.sought.returnPressed.connect(self.find_next)
        self.note = Words("", "muted", wrap=False)
        page = column(self, gap=0)
        page.addLayout(self._head())
        page.addWidget(self.pages, 1)
        QShortcut(QKeySequence("Ctrl+F"), self, self.sought.setFocus)
        self.pages.setFocus()

    def find_next(self) -> None:
        """Go to the next place with the words sought, from the end on to the beginning."""
        words = self.sought.text().strip()
        found = not words or self.pages.seek(words)
        self.note.setText("" if found else t("Nothing found."))

    def _head(self) -> QHBoxLayout:
        head = row(gap=UNIT)
        head.setContentsMargins(2 * UNIT, UNIT, 2 * UNIT, UNIT)
        head.addWidget(self.sought, 1)
        head.addWidget(button(t("Next"), self.find_next))
        head.addWidget(self.note)
        head.addStretch(1)
        head.addWidget(button(t("Close"), self.close))
        return head

    def _on_typed(self, _words: str) -> None:
        """Begin at what is found now, so that a longer word stays where it was."""
        cursor = self.pages.textCursor()
        cursor.setPosition(cursor.selectionStart())
        self.pages.setTextCursor(cursor)
        self.find_next()


class Pages(QTextBrowser):
    """Shows one of the program's own texts; it fetches nothing and leads nowhere else."""

    def __init__(self, markdown: str) -> None:
        super().__init__()
        self.setAccessibleName(t("Manual"))
        self.setOpenExternalLinks(False)
        self.setOpenLinks(False)
        self.document().setDocumentMargin(3 * UNIT)
        features = QTextDocument.MarkdownFeature
        self.document().setMarkdown(
            markdown, features.MarkdownDialectGitHub | features.MarkdownNoHTML
        )
        _dress(self.document())
        self.moveCursor(QTextCursor.MoveOperation.Start)

    def loadResource(self, *_asked: object) -> QByteArray:
        """Override: nothing is in it; where nothing is returned, Qt reads the file itself."""
        return QByteArray()

    def seek(self, words: str) -> bool:
        """Select the next place that holds `words`; tell whether there is one."""
        if self.find(words):
            return True
        kept = self.textCursor()
        self.moveCursor(QTextCursor.MoveOperation.Start)
        if self.find(words):
            return True
        self.setTextCursor(kept)
        return False


def _dress(document: QTextDocument) -> None:
    """Give lines and headings air, and tables the lines of the window."""
    block = document.begin()
    while block.isValid():
        heading = block.blockFormat().headingLevel()
        room = QTextBlockFormat()
        room.setLineHeight(130, QTextBlockFormat.LineHeightTypes.ProportionalHeight.value)
        framed = isinstance(QTextCursor(block).currentFrame(), QTextTable)
        if not framed and block.blockFormat().objectIndex() < 0:  # nor in a list
            room.setTopMargin(3 * UNIT if heading else UNIT)
        QTextCursor(block).mergeBlockFormat(room)
        block = block.next()
    for frame in document.rootFrame().childFrames():
        if isinstance(frame, QTextTable):
            shape = frame.format()
            shape.setCellPadding(UNIT - 2)
            shape.setCellSpacing(0)
            shape.setBorderCollapse(True)
            shape.setBorder(1)
            shape.setBottomMargin(UNIT)
            shape.setBorderBrush(QColor(colours().strong_line))
            frame.setFormat(shape)
