"""How a mission likes its briefs: kept as records, so that every desk of it has them."""

from collections.abc import Iterable

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from desk_app.briefs.compose.options import Options
from desk_app.domain.kinds.template import Template
from desk_app.domain.records import Record
from desk_app.domain.registry import Content
from desk_app.domain.values import Plain
from desk_app.i18n import t
from desk_app.ui.forms.inputs import QuietCombo
from desk_app.ui.words import Words, button, column


class TemplateChoice(QWidget):
    """Offers the templates that fit the record, and keeps what is chosen now as another.

    Signals:
        picked: the officer took a `Template`.
        kept: what is chosen now shall be kept.
    """

    picked = Signal(object)
    kept = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.combo = QuietCombo()
        self.combo.setAccessibleName(t("Template"))
        self.combo.activated.connect(self._on_activated)
        page = column(self, gap=4)
        page.addWidget(Words(t("Template"), "label"))
        page.addWidget(self.combo)
        page.addWidget(button(t("Keep as a template …"), self.kept.emit, look="quiet"))
        self.offer((), ())

    def offer(self, templates: Iterable[Record[Content]], forms: tuple[str, ...]) -> None:
        """Offer those of `templates` that are for one of `forms`."""
        fitting = [r.content for r in templates if isinstance(r.content, Template)]
        self.combo.blockSignals(True)
        self.combo.clear()
        self.combo.addItem(t("None"), None)
        for template in fitting:
            if template.form in forms:
                self.combo.addItem(template.name, template)
        self.combo.setEnabled(self.combo.count() > 1)
        self.combo.blockSignals(False)

    def _on_activated(self, _line: int) -> None:
        if (template := self.combo.currentData()) is not None:
            self.picked.emit(template)


def template_fields(name: str, options: Options) -> Plain:
    """Return the fields of a template that gives back `options`."""
    return {
        "name": name,
        "form": options.form,
        "length": options.length,
        "language": options.language,
        "classification": options.marking,
        "sections": "\n".join(options.order),
        "left_out": sorted(options.off),
    }
