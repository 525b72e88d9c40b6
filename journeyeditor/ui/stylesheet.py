"""The window's one style sheet: a text with `@role` places, filled from a palette."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from journeyeditor.layout.palette import Palette

HIGH_CONTRAST = "high-contrast"

_PIXELS = re.compile(r"(?<![\w#-])(\d+)px")
_THIN = 2
"""Widths up to so many pixels are lines, which stay as they are when the text grows."""

_SIDE = re.compile(r"border-(left|right)")

_ROLE = re.compile(r"@([a-z0-9]+(?:\.[a-z0-9]+)*)")

SHEET = """
* { font-size: 12px; color: @ink; outline: none; }
QWidget#window, QStackedWidget#pages { background: @canvas; }
QToolTip { background: @tooltip; color: @tooltip.ink; border: @edge solid @tooltip; border-radius: 6px; padding: 5px 8px; }

QWidget#topBar { background: @panel; border-bottom: @edge solid @line; }
QWidget#statusBar { background: @panel; border-top: @edge solid @line; }
QWidget#statusBar QLabel { color: @ink.quiet; font-size: 11px; background: transparent; }
QScrollArea#sidePanel, QWidget#sidePanel { background: @panel; border: none; }
QWidget#leftPanel { background: @panel; border-right: @edge solid @line; }
QWidget#rightPanel { background: @panel; border-left: @edge solid @line; }
QLabel { background: transparent; }
QLabel#documentName { font-size: 14px; font-weight: 700; }
QLabel#heading { font-size: 14px; font-weight: 700; }
QLabel#display { font-size: 26px; font-weight: 700; }
QLabel#lead { font-size: 14px; color: @ink.quiet; }
QLabel#section { font-size: 11px; font-weight: 700; color: @ink.quiet; letter-spacing: 1px; }
QLabel#fieldLabel { font-size: 11px; font-weight: 700; color: @ink.quiet; }
QLabel#keys { font-size: 10px; font-weight: 700; color: @ink.quiet; border: @edge solid @field.line; border-radius: 4px; padding: 0px 4px; }
QLabel#quiet { font-size: 11px; color: @ink.quiet; }
QLabel#warning { font-size: 11px; color: @warning; }
QLabel#warningLine { font-weight: 700; color: @warning; }
QLabel#strong { font-weight: 700; }
QLabel#dot { color: @accent; font-size: 16px; font-weight: 700; }
QFrame#hairline { background: @line; border: none; max-height: 1px; min-height: 1px; }
QFrame#block { background: @panel.quiet; border: @block solid @line; border-radius: 8px; }
QFrame#noticeBar { background: @accent.tint; border: none; border-bottom: @edge solid @line; }
QFrame#findBar { background: @panel; border: none; border-bottom: @edge solid @line; }
QFrame#palette { background: @panel; border: @edge solid @field.line; border-radius: 12px; }
QFrame#palette QListView { border: none; padding: 0px; background: transparent; }
QFrame#lostWork { background: @panel; border: @edge solid @card.line; border-radius: 12px; }
QFrame#notice { background: @accent.tint; border: @block solid @line; border-radius: 10px; }

QPushButton { background: @panel; border: @edge solid @field.line; border-radius: 8px; padding: 7px 14px; font-weight: 700; }
QPushButton:hover { background: @hover; }
QPushButton:pressed { background: @pressed; }
QPushButton:focus { border: 2px solid @accent; padding: 6px 13px; }
QPushButton:disabled { color: @ink.disabled; background: @panel; }
QPushButton#primary { background: @accent; color: @accent.ink; border: @edge solid @accent; padding: 8px 22px; }
QPushButton#primary:hover { background: @accent.hover; border-color: @accent.hover; }
QPushButton#primary:pressed { background: @accent.pressed; border-color: @accent.pressed; }
QPushButton#primary:focus { border: 2px solid @ink; padding: 7px 21px; }
QPushButton#primary:disabled { background: @pressed; border-color: @pressed; color: @ink.disabled; }
QPushButton#link { background: transparent; border: 2px solid transparent; color: @accent; padding: 2px 4px; text-align: left; }
QPushButton#link:hover { text-decoration: underline; }
QPushButton#link:focus { border: 2px solid @accent; }
QPushButton#link:disabled { color: @ink.disabled; }
QPushButton#chip { background: @panel.quiet; border: @edge solid @chip.line; color: @ink; padding: 4px 9px; font-size: 11px; }
QPushButton#chip:hover { background: @hover; }
QPushButton#chip:checked { background: @accent.tint; border: @edge solid @accent; }
QPushButton#chip:focus { border: 2px solid @accent; padding: 3px 8px; }
QPushButton#chip:checked:focus { border: 2px solid @ink; }
QPushButton[short="true"] { padding: 8px 11px; }
QPushButton#primary[short="true"] { padding: 8px 11px; }
QPushButton[short="true"]:focus { padding: 7px 10px; }
QPushButton#primary[short="true"]:focus { padding: 7px 10px; }
QPushButton#plain { background: transparent; border: 2px solid transparent; padding: 5px 8px; }
QPushButton#plain:hover { background: @hover; }
QPushButton#plain:focus { border: 2px solid @accent; }
QPushButton#plain:disabled { color: @ink.disabled; }
QTabBar#mapTabs { background: transparent; border: none; font-weight: 700; }
QTabBar#mapTabs::tab { background: transparent; border: 2px solid transparent; border-radius: 8px; color: @ink.quiet; font-weight: 600; padding: 5px 12px; margin: 0px 1px; }
QTabBar#mapTabs::tab:hover { background: @hover; color: @ink; }
QTabBar#mapTabs::tab:selected { background: @panel.quiet; color: @ink; font-weight: 700; border: 2px solid @tab.line; }
QTabBar#mapTabs::tab:focus { border: 2px solid @accent; }
QTabBar#mapTabs::scroller { width: 36px; }
QTabBar#mapTabs QToolButton { background: @panel; border: none; padding: 0px; }
QTabBar#mapTabs QToolButton:hover { background: @hover; }
QToolButton#menuButton::menu-indicator { image: none; }
QLineEdit#tabTitle { font-weight: 700; padding: 4px 10px; }

QToolButton { background: transparent; border: 2px solid transparent; border-radius: 8px; padding: 4px; }
QToolButton:hover { background: @hover; }
QToolButton:pressed { background: @pressed; }
QToolButton:checked { background: @accent.tint; }
QToolButton:focus { border: 2px solid @accent; }
QListWidget#people::item { padding: 5px 4px; border-radius: 6px; }
QListWidget#versions::item { padding: 0px 8px; border-radius: 6px; }
QListWidget#people::item:selected, QListWidget#versions::item:selected { background: @accent.tint; color: @ink; }
QFrame#popup { background: @panel; border: @edge solid @line; border-radius: 8px; }
QLabel#notice { padding: 7px 10px; font-size: 11px; }

QLineEdit, QPlainTextEdit, QSpinBox, QDoubleSpinBox, QComboBox, QDateEdit {
  background: @field; color: @ink; border: @edge solid @field.line; border-radius: 8px; padding: 6px 9px;
  selection-background-color: @accent; selection-color: @accent.ink; placeholder-text-color: @placeholder; }
QLineEdit:hover, QPlainTextEdit:hover, QSpinBox:hover, QDoubleSpinBox:hover, QComboBox:hover { border-color: @ink.quiet; }
QLineEdit:focus, QPlainTextEdit:focus, QSpinBox:focus, QDoubleSpinBox:focus, QComboBox:focus { border: 2px solid @accent; padding: 5px 8px; }
QLineEdit:disabled, QPlainTextEdit:disabled, QSpinBox:disabled, QComboBox:disabled { color: @ink.disabled; background: @panel.quiet; }
QLineEdit[invalid="true"], QPlainTextEdit[invalid="true"] { border: 2px solid @error; }
QAbstractSpinBox QLineEdit, QAbstractSpinBox QLineEdit:focus { border: none; padding: 0 8px; background: transparent; }
QAbstractSpinBox::up-button, QAbstractSpinBox::down-button { width: 0; border: none; }
QPlainTextEdit { padding: 4px 5px; }
QPlainTextEdit:focus { padding: 3px 4px; }
QPlainTextEdit#flat { background: transparent; border: @edge solid transparent; padding: 1px 0px; }
QPlainTextEdit#flat:hover { border-color: @field.line; }
QPlainTextEdit#flat:focus { background: @field; border: 2px solid @accent; padding: 0px; }
QComboBox { combobox-popup: 0; }
QComboBoxPrivateContainer { background: @panel; border: none; }
QComboBox::drop-down { border: none; width: 26px; }
QComboBox::down-arrow { image: none; width: 0; height: 0; }
QComboBox QAbstractItemView { background: @panel; border: @edge solid @line; border-radius: 8px; padding: 4px; selection-background-color: @accent.tint; selection-color: @ink; outline: none; }
QComboBox QAbstractItemView::item { min-height: 26px; padding: 2px 6px; border-radius: 6px; }
QComboBox QAbstractItemView::item:selected { background: @accent.tint; color: @ink; }
QSlider::groove:horizontal { height: 4px; border-radius: 2px; background: @pressed; }
QSlider::sub-page:horizontal { height: 4px; border-radius: 2px; background: @accent; }
QSlider::handle:horizontal { width: 14px; height: 14px; margin: -6px 0; border-radius: 8px; background: @panel; border: 2px solid @accent; }

QMenuBar { background: @panel; color: @ink; border-bottom: @edge solid @line; padding: 1px 8px; }
QMenuBar::item { background: transparent; padding: 5px 9px; border-radius: 6px; }
QMenuBar::item:selected { background: @hover; }
QMenu { background: @panel; border: @edge solid @line; border-radius: 8px; padding: 5px; }
QMenu::item { padding: 6px 26px 6px 12px; border-radius: 6px; }
QMenu::icon { padding-left: 8px; }
QMenu::icon:checked { background: @accent.tint; border: 1px solid @accent; border-radius: 5px; }
QMenu::item:selected { background: @accent.tint; color: @ink; }
QMenu::item:disabled { color: @ink.disabled; }
QMenu::separator { height: 1px; background: @line; margin: 5px 8px; }
QMenu::indicator { width: 14px; height: 14px; margin-@before: 7px; border-radius: 7px; }
QMenu::indicator:checked { background: @accent; }

QScrollBar:vertical { background: transparent; width: 10px; margin: 2px; border: none; }
QScrollBar:horizontal { background: transparent; height: 10px; margin: 2px; border: none; }
QScrollBar::handle { background: @scroll; border-radius: 3px; min-height: 32px; min-width: 32px; }
QScrollBar::handle:hover { background: @ink.quiet; }
QScrollBar::add-line, QScrollBar::sub-line { width: 0; height: 0; border: none; }
QScrollBar::add-page, QScrollBar::sub-page { background: transparent; }
QAbstractScrollArea::corner { background: transparent; border: none; }
QProgressBar { background: @pressed; border: none; border-radius: 3px; max-height: 6px; min-height: 6px; }
QProgressBar::chunk { background: @accent; border-radius: 3px; }
QDialog, QMessageBox, QFileDialog { background: @panel; }
QListView, QTreeView, QTableView { background: @field; border: @edge solid @line; border-radius: 8px; padding: 4px; selection-background-color: @accent.tint; selection-color: @ink; alternate-background-color: @panel.quiet; }
QListView:focus, QTreeView:focus, QTableView:focus { border: 2px solid @accent; padding: 3px; }
QComboBox QAbstractItemView:focus { border: @edge solid @line; padding: 4px; selection-background-color: @accent.tint; selection-color: @ink; }
QScrollArea#report { background: @panel; border: 2px solid transparent; border-radius: 8px; padding: 2px; }
QScrollArea#report:focus { border: 2px solid @accent; }
QFrame#outlinePanel { background: @panel; border: none; border-top: @edge solid @line; }
QSplitter#outlineDock::handle { background: @line; height: 4px; }
QSplitter#outlineDock::handle:hover { background: @accent; }
QTreeView#outline, QTableView#outline { border: 2px solid transparent; border-radius: 0px; padding: 0px; background: @panel; }
QTreeView#outline:focus, QTableView#outline:focus { border: 2px solid @accent; }
QTreeView#outline::item, QTableView#outline::item { padding: 0px 6px; }
QTreeView#outline::item:selected, QTableView#outline::item:selected { background: @accent.tint; color: @ink; }
QCalendarWidget QWidget#qt_calendar_navigationbar { background: @panel; }
QCalendarWidget QToolButton { background: transparent; color: @ink; border: none; border-radius: 6px; padding: 4px 8px; font-weight: 700; }
QCalendarWidget QToolButton:hover { background: @hover; }
QCalendarWidget QToolButton::menu-indicator { image: none; }
QCalendarWidget QAbstractItemView { background: @panel; color: @ink; border: none; padding: 0px; selection-background-color: @accent; selection-color: @accent.ink; }
QHeaderView { background: @panel; border: none; }
QHeaderView::section { background: @panel; color: @ink.quiet; font-size: 11px; font-weight: 700; border: none; padding: 6px 8px; }
QWidget#startPage { background: @canvas; border: none; }
QWidget#startSide { background: @panel; border-right: @edge solid @line; }
"""

OUTLINED = """
QPushButton#plain { border: 2px solid @field.line; }
QPushButton#plain:focus { border: 2px solid @accent; }
QToolButton:checked { border: 2px solid @accent; }
QToolButton:checked:focus { border: 2px solid @ink; }
QMenuBar::item:selected { border: 2px solid @accent; padding: 3px 7px; }
QMenu::item { border: 2px solid transparent; padding: 4px 24px 4px 10px; }
QMenu::item:selected { border: 2px solid @accent; }
QListWidget#people::item:selected { border: 2px solid @accent; padding: 3px 2px; }
QListWidget#versions::item:selected { border: 2px solid @accent; padding: 0px 6px; }
QComboBox QAbstractItemView::item:selected { border: 2px solid @accent; padding: 0px 4px; }
"""
"""What high contrast adds: lines where other themes have tints, or nothing at all."""


def stylesheet(palette: Palette, scale: float = 1.0, mirrored: bool = False) -> str:
    """The sheet in the colours of a palette; high contrast has borders of 2 px and outlines its blocks.

    `scale` makes all sizes larger but those of lines: 1.5 is half as large again. `mirrored` is for reading from right
    to left: the lines beside panels and the marks in menus change sides, which Qt leaves where they are.
    """
    bold = palette.name == HIGH_CONTRAST
    words = {
        "edge": "2px" if bold else "1px",
        "before": "right" if mirrored else "left",
        "block": "2px" if bold else "0px",
        "chip.line": palette.hex("line" if bold else "panel.quiet"),
        # Quiet ink is as bright as any there, and an empty field would look filled.
        "placeholder": palette.hex("ink.disabled" if bold else "ink.quiet"),
        "tab.line": palette.hex("ink" if bold else "panel.quiet"),
        "accent.hover": mixed(palette.hex("accent"), palette.hex("ink"), 0.12),
        "accent.pressed": mixed(palette.hex("accent"), palette.hex("ink"), 0.25),
        "scroll": mixed(palette.hex("panel"), palette.hex("ink.quiet"), 0.45),
    }

    def filled(match: re.Match[str]) -> str:
        name = match.group(1)
        return words[name] if name in words else palette.hex(name)

    def turned(match: re.Match[str]) -> str:
        return "border-left" if match.group(1) == "right" else "border-right"

    def scaled(match: re.Match[str]) -> str:
        pixels = int(match.group(1))
        return match.group(0) if pixels <= _THIN else f"{round(pixels * scale)}px"

    sheet = SHEET + OUTLINED if bold else SHEET
    sheet = sheet if scale == 1 else _PIXELS.sub(scaled, sheet)
    return _ROLE.sub(filled, _SIDE.sub(turned, sheet) if mirrored else sheet)


def mixed(first: str, second: str, share: float) -> str:
    """`#rrggbb` between two colours: 0 gives the first one, 1 the second."""
    a, b = (bytes.fromhex(colour[1:]) for colour in (first, second))
    return "#" + "".join(f"{round(x + (y - x) * share):02x}" for x, y in zip(a, b, strict=True))
