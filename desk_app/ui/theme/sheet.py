"""The style sheet, written from the colours and the size of text."""

from string import Template

import msgspec

from desk_app.ui.theme.colours import Colours

UNIT = 8
"""Pixels of the grid: every margin and gap is a whole or half multiple."""

_SHEET = Template("""
* { outline: none; }
QWidget { color: $text; font-size: ${base}pt; }
QMainWindow, QDialog, #canvas { background: $canvas; }
QToolTip { color: $text; background: $raised; border: 1px solid $strong_line; padding: 4px 8px; }

#side { background: $side; }
#side QLabel { color: $side_text; background: transparent; }
#side QLabel[role="brand"] { font-size: ${large}pt; font-weight: bold; }
#side QLabel[role="small"] { color: $side_muted; font-size: ${small}pt; }
#side QToolButton { color: $side_text; background: transparent; border: 2px solid transparent;
  border-radius: 6px; padding: 6px 10px; text-align: left; }
#side QToolButton:hover { background: $side_selected; }
#side QToolButton:checked { background: $side_selected; color: #ffffff; font-weight: bold; }
#side QToolButton:focus { border-color: $focus; }

#bar { background: $surface; border-bottom: 1px solid $line; }
#status { background: $surface; border-top: 1px solid $line; }
#status QLabel { color: $muted; font-size: ${small}pt; }
#middle { background: $surface; border-right: 1px solid $line; }
#pane, #pane > QWidget { background: $canvas; }

QLabel { background: transparent; }
QLabel[role="title"] { font-size: ${title}pt; font-weight: bold; }
QLabel[role="large"] { font-size: ${large}pt; font-weight: bold; }
QLabel[role="heading"] { font-weight: bold; }
QLabel[role="label"], QLabel[role="muted"] { color: $muted; }
QLabel[role="small"] { color: $muted; font-size: ${small}pt; }
QLabel[role="problem"] { color: $alert; font-size: ${small}pt; }
QLabel[role="overdue"] { color: $alert; font-weight: bold; }
QLabel[chip="plain"], QLabel[chip="quiet"] { color: $muted; background: $quiet_ground; }
QLabel[chip="good"] { color: $good; background: $good_ground; }
QLabel[chip="notice"] { color: $notice; background: $notice_ground; }
QLabel[chip="alert"] { color: $alert; background: $alert_ground; }
QLabel[chip] { border-radius: 9px; padding: 1px 8px; font-size: ${small}pt; $chip_border }

QFrame[card="true"] { background: $surface; border: 1px solid $line; border-radius: 8px; }
QFrame[card="notice"] { background: $notice_ground; border: 1px solid $notice;
  border-radius: 8px; }
QFrame[card="alert"] { background: $alert_ground; border: 1px solid $alert; border-radius: 8px; }
QFrame[rule="true"] { background: $line; border: none; max-height: 1px; min-height: 1px; }

QPushButton { background: $surface; border: 1px solid $strong_line; border-radius: 6px;
  padding: 5px 12px; min-height: 20px; }
QPushButton:hover { background: $hover; }
QPushButton:pressed { background: $selected; }
QPushButton:focus { border: 2px solid $focus; padding: 4px 11px; }
QPushButton:checked { background: $selected; border-color: $accent; }
QPushButton:disabled { color: $muted; background: $canvas; border-color: $line; }
QPushButton[look="main"] { background: $accent; color: $accent_text; border: 1px solid $accent;
  font-weight: bold; }
QPushButton[look="main"]:hover { background: $accent_hover; }
QPushButton[look="main"]:focus { border: 2px solid $text; }
QPushButton[look="main"]:disabled { background: $quiet_ground; color: $muted;
  border-color: $line; }
QPushButton[look="quiet"] { background: transparent; border: 1px solid transparent; color: $accent;
  padding: 3px 8px; }
QPushButton[look="quiet"]:hover { background: $hover; border-color: $line; }
QPushButton[look="quiet"]:focus { border: 2px solid $focus; padding: 2px 7px; }
QPushButton[look="quiet"]:disabled { color: $muted; }
QPushButton[look="link"] { background: transparent; border: none; color: $accent; text-align: left;
  padding: 1px 0; min-height: 16px; }
QPushButton[look="link"]:hover { text-decoration: underline; }
QPushButton[look="link"]:focus { border: 2px solid $focus; border-radius: 4px; padding: 0; }
QPushButton[look="item"] { background: transparent; border: 2px solid transparent;
  border-radius: 6px; text-align: left; padding: 5px 6px; }
QPushButton[look="item"]:hover { background: $hover; }
QPushButton[look="item"]:focus { border-color: $focus; }

QToolButton { background: transparent; border: 2px solid transparent; border-radius: 6px;
  padding: 4px; }
QToolButton:hover { background: $hover; }
QToolButton:checked { background: $selected; }
QToolButton:focus { border-color: $focus; }
QToolButton::menu-indicator { image: none; }
QToolButton[look="chip"] { background: $quiet_ground; border-radius: 10px; padding: 1px 6px;
  font-size: ${small}pt; }
QToolButton[look="chip"]:hover { background: $selected; }

QLineEdit, QPlainTextEdit, QComboBox, QAbstractSpinBox { background: $surface;
  color: $text;
  border: 1px solid $strong_line; border-radius: 6px; padding: 4px 8px; min-height: 20px;
  selection-background-color: $accent; selection-color: $accent_text; }
QPlainTextEdit { padding: 4px; }
QLineEdit:focus, QPlainTextEdit:focus, QComboBox:focus, QAbstractSpinBox:focus {
  border: 2px solid $focus; padding: 3px 7px; }
QPlainTextEdit:focus { padding: 3px; }
QLineEdit[wrong="true"], QPlainTextEdit[wrong="true"], QComboBox[wrong="true"] {
  border-color: $alert; }
QLineEdit:read-only { background: $canvas; }
QLineEdit[look="search"] { background: $canvas; border-color: $line; padding-left: 4px; }
QComboBox::drop-down { border: none; width: 22px; }
QComboBox::down-arrow { image: url($down); width: 12px; height: 12px; }
QComboBox QAbstractItemView { background: $raised; color: $text; border: 1px solid $strong_line;
  selection-background-color: $selected; selection-color: $text; outline: none; }
QCheckBox { spacing: 8px; padding: 3px; border: 2px solid transparent; border-radius: 6px; }
QCheckBox:focus { border-color: $focus; }
QCheckBox::indicator { width: 16px; height: 16px; border: 1px solid $strong_line;
  border-radius: 4px; background: $surface; }
QCheckBox::indicator:checked { background: $accent; border-color: $accent; image: url($tick); }

QRadioButton { spacing: 8px; border: 2px solid transparent; border-radius: 6px; }
QRadioButton:focus { border-color: $focus; }
QRadioButton::indicator { width: 14px; height: 14px; border: 1px solid $strong_line;
  border-radius: 8px; background: $surface; }
QRadioButton::indicator:checked { width: 6px; height: 6px; border: 5px solid $accent;
  background: $accent_text; }

QAbstractItemView { background: $surface; border: none; selection-background-color: $selected;
  selection-color: $text; alternate-background-color: $surface; }
QTableView:focus, QListView:focus { border: none; }
QTableView::item { padding: 0 5px; }
#work::item { padding: 6px 16px; border-bottom: 1px solid $line; }
#work::item:selected { background: $selected; color: $text; }
#found { background: $raised; border: 1px solid $strong_line; border-radius: 8px; }
#found QListView { background: transparent; }
QHeaderView::section { background: $surface; color: $muted; border: none;
  border-bottom: 1px solid $line; padding: 4px 8px; }

QTabBar { background: transparent; border: none; }
QTabBar::tab { background: transparent; color: $muted; padding: 7px 4px; margin-right: 16px;
  border-bottom: 3px solid transparent; }
QTabBar::tab:selected { color: $text; border-bottom-color: $accent; font-weight: bold; }
QTabBar::tab:hover { color: $text; }
QTabBar::tab:focus { border: 2px solid $focus; border-radius: 6px; }
QScrollArea { background: transparent; border: none; }
QScrollArea > QWidget > QWidget { background: transparent; }
QScrollBar:vertical { background: transparent; width: 12px; margin: 0; }
QScrollBar:horizontal { background: transparent; height: 12px; margin: 0; }
QScrollBar::handle { background: $strong_line; border-radius: 4px; margin: 2px; }
QScrollBar::handle:vertical { min-height: 32px; }
QScrollBar::handle:horizontal { min-width: 32px; }
QScrollBar::handle:hover { background: $muted; }
QScrollBar::add-line, QScrollBar::sub-line { width: 0; height: 0; }
QScrollBar::add-page, QScrollBar::sub-page { background: transparent; }
QSplitter::handle { background: $line; }
QProgressBar { background: $quiet_ground; border: none; border-radius: 3px; max-height: 6px;
  min-height: 6px; }
QProgressBar::chunk { background: $accent; border-radius: 3px; }

QMenuBar { background: $surface; border-bottom: 1px solid $line; padding: 2px 8px; }
QMenuBar::item { background: transparent; padding: 4px 10px; border-radius: 4px; }
QMenuBar::item:selected { background: $hover; }
QMenu { background: $raised; border: 1px solid $strong_line; padding: 4px; }
QMenu::item { padding: 6px 28px 6px 12px; border-radius: 4px; }
QMenu::item:selected { background: $selected; }
QMenu::item:disabled { color: $muted; }
QMenu::separator { height: 1px; background: $line; margin: 4px 8px; }
#paper, #paper > QWidget > QWidget { background: $quiet_ground; border: none; }
#toast { background: $text; border-radius: 8px; }
#toast QLabel { color: $surface; }
""")


def sheet(colours: Colours, points: float, icons: dict[str, str]) -> str:
    """Write the style sheet for `colours` with text of `points`; `icons` are file paths."""
    values: dict[str, object] = dict(msgspec.structs.asdict(colours))
    contrast = colours.surface == "#000000"
    return _SHEET.substitute(
        values,
        base=f"{points:.1f}",
        small=f"{points * 0.88:.1f}",
        large=f"{points * 1.2:.1f}",
        title=f"{points * 1.6:.1f}",
        chip_border=f"border: 1px solid {colours.line};" if contrast else "",
        **icons,
    )
