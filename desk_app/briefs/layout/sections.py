"""Sections of the flow: a ruled heading, then the blocks."""

from desk_app.briefs.content import Lang, Section
from desk_app.briefs.layout.blocks import block_boxes
from desk_app.briefs.layout.boxes import Box, Cell, Row, Stack
from desk_app.briefs.layout.clean import one_line
from desk_app.briefs.layout.lines import Setter
from desk_app.briefs.layout.paint import ACCENT, ACCENT_LINE, Sheet
from desk_app.briefs.layout.setting import Setting
from desk_app.briefs.layout.tags import Node
from desk_app.briefs.layout.theme import Theme


def setting_of(
    section: Section, setter: Setter, theme: Theme, base: Lang, root: Node, depth: int = 0
) -> Setting:
    """The setting for the content of `section`, which gets a structure node of its own."""
    lang = section.lang or base
    node = Node("Sect", root, lang=_differs(lang, base))
    return Setting(setter, theme, lang, base, node, depth)


def _differs(lang: Lang, base: Lang) -> Lang | None:
    return lang if lang != base else None


def section_boxes(section: Section, setting: Setting, page: float) -> list[Box]:
    """Heading and blocks of `section` for a flow over pages of `page` points."""
    theme = setting.theme
    boxes: list[Box] = []
    if section.title:
        boxes.append(_heading(section, setting))
    for block in section.blocks:
        boxes += block_boxes(block, setting, theme.inner)
    for box in boxes:
        box.landing = section.key
    if boxes:
        boxes[0].fresh = section.page == "new"
        entire = Stack(boxes).height
        boxes[0].need = entire if section.whole and entire <= page else 0.0
    return boxes


def _heading(section: Section, setting: Setting) -> Box:
    theme = setting.theme
    title = one_line(section.title)
    text = setting.plain(
        title, theme.heading, theme.inner, setting.heading(2), bold=True, colour=ACCENT
    )
    row = Row([Cell(0, theme.inner, text)], theme.inner, (5, 1), (_rule_above,))
    row.keep, row.before, row.after = True, 15 * theme.air, 3 * theme.air
    row.bookmark, row.level = title, setting.depth
    return row


def _rule_above(sheet: Sheet, x: float, top: float, width: float, _height: float) -> None:
    sheet.rule(x, top, x + width, top, ACCENT_LINE, 0.7)
