"""Every control in its states on one page, the banners, the type, the colours: mock-up 10 from the real parts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, Qt, QTimer
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from editor.qt.look.view import View
from editor.qt.panels.banner import Banner, Notice, Tone
from editor.qt.panels.chips import Chip
from editor.qt.panels.parts import Field
from editor.qt.panels.segmented import Segmented
from editor.qt.theme.controls import Badge, Button, Check, Hairline, label

if TYPE_CHECKING:
    from editor.qt.theme import Theme
    from editor.qt.window import MainWindow

_SIZE = (1240, 1162)
_SWATCHES = (
    *("bg_window", "bg_page", "bg_subtle", "bg_selected", "border", "border_strong", "text", "text_2"),
    *("text_3", "accent", "accent_soft", "danger", "warning", "success", "info", "brand"),
)
_TYPE = (
    ("headline", "Tít bài 36/46 đậm — Đảng ủy xã, phường, thị trấn"),
    ("sapo", "Sapo 20/30 — Ủy viên Trung ương Đảng dự và phát biểu chỉ đạo."),
    ("body", "Thân bài 19/31 — Ắ Ằ Ẳ Ẵ Ặ Ế Ề Ể Ễ Ệ ố ồ ổ ỗ ộ ứ ừ ử ữ ự ỳ ỵ ỷ ỹ, 3,4 triệu tỷ đồng"),
    ("caption", "Chú thích 14/20 — Quang cảnh lễ khai giảng · Ảnh: Viết Thành"),
    ("ui", "Giao diện 13/20 · nhỏ 12/16 · nhỏ nhất 11/16 — Chuyên mục, Thẻ, Tin liên quan"),
)
_BANNERS: tuple[tuple[Tone, str, str], ...] = (
    ("info", "Ảnh lấy sẵn chú thích từ IPTC", "Kiểm tra lại tên người trước khi xuất."),
    ("warning", "Ổ CMS đang ngắt kết nối", "Bài vẫn được lưu trên máy. Sẽ thử lại khi ổ trở lại."),
    ("danger", "Không ghi được vào thư mục CMS", "Ổ đĩa đầy. Bài chưa xuất, không mất gì trên máy."),
    ("success", "Đã xuất vào CMS Tòa soạn", "9 tệp, đã đối chiếu đủ."),
)


class Swatch(QWidget):
    """One colour with its token's name and value."""

    def __init__(self, theme: Theme, token: str) -> None:
        super().__init__()
        self._theme, self._token = theme, token
        self.setFixedHeight(theme.px(78))

    def paintEvent(self, event: QPaintEvent) -> None:
        theme, px = self._theme, self._theme.px
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(theme.color("border"))
        painter.setBrush(theme.color(self._token))
        painter.drawRoundedRect(QRectF(0.5, 0.5, self.width() - 1, px(38)), theme.radius("sm"), theme.radius("sm"))
        painter.setFont(theme.font("ui_xs"))
        painter.setPen(theme.color("text_2"))
        painter.drawText(0, px(54), self._token.replace("_", " "))
        painter.drawText(0, px(72), theme.hex(self._token).upper())


class Ringed(Button):
    """With the focus, as a key brings it: only one widget of a window has it."""

    def hasFocus(self) -> bool:
        self._focus.ring = True
        return True


class RingedCheck(Check):
    """The same for a check box."""

    def hasFocus(self) -> bool:
        self._focus.ring = True
        return True


class ComponentsPage(QWidget):
    """Covers the window that it is made for."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._theme = theme = window.desk.theme
        column = QVBoxLayout(self)
        column.setContentsMargins(theme.px(40), theme.px(30), theme.px(40), theme.px(24))
        column.setSpacing(theme.px(14))
        column.addWidget(label(theme, "Thành phần và trạng thái", "ui_title"))
        grid = QGridLayout()
        grid.setVerticalSpacing(theme.px(16))
        grid.setColumnMinimumWidth(0, theme.px(150))
        grid.setColumnStretch(1, 1)
        rows = (
            ("Nút chính", self._primary()),
            ("Nút thường", self._secondary()),
            ("Nút biểu tượng", self._icons()),
            ("Ô nhập", self._fields()),
            ("Chọn", self._choices()),
            ("Thẻ", self._chips()),
        )
        for number, (title, parts) in enumerate(rows):
            grid.addWidget(label(theme, title, "ui_sm", "second"), number, 0)
            line = QHBoxLayout()
            line.setSpacing(theme.px(12))
            for part in parts:
                line.addWidget(part)
            line.addStretch(1)
            grid.addLayout(line, number, 1)
        column.addLayout(grid)
        for tone, title, sentence in _BANNERS:
            banner = Banner(theme, "Đóng")
            banner.show_notice(Notice(tone, title, sentence, "Xem"))
            column.addWidget(banner)
        column.addWidget(Hairline(theme))
        for role, words in _TYPE:
            column.addWidget(label(theme, words, role, "second" if role in {"sapo", "caption"} else ""))
        swatches = QGridLayout()
        for number, token in enumerate(_SWATCHES):
            swatches.addWidget(Swatch(theme, token), number // 8, number % 8)
        column.addLayout(swatches)
        column.addStretch(1)

    def paintEvent(self, event: QPaintEvent) -> None:
        QPainter(self).fillRect(self.rect(), self._theme.color("bg_page"))

    def _primary(self) -> list[QWidget]:
        theme = self._theme
        plain, large = Button(theme, "primary", "Xuất bài", icon="send"), Button(theme, "primary", "Lớn", size="lg")
        return [plain, _hovered(Button(theme, "primary", "Rê chuột")), _off(Button(theme, "primary", "Tắt")), large]

    def _secondary(self) -> list[QWidget]:
        theme = self._theme
        return [
            Button(theme, "secondary", "Xem trước", icon="eye"),
            _hovered(Button(theme, "secondary", "Rê chuột")),
            _off(Button(theme, "secondary", "Tắt")),
            Button(theme, "ghost", "Mờ", icon="image-plus"),
            _hovered(Button(theme, "ghost", "Mờ, rê chuột")),
            Button(theme, "link", "Liên kết"),
        ]

    def _icons(self) -> list[QWidget]:
        theme = self._theme
        made = [Button(theme, "icon", icon="bold", name=name, checkable=True) for name in ("thường", "rê", "nhấn")]
        _hovered(made[1])
        made[2].setDown(True)
        on = Button(theme, "icon", icon="bold", name="bật", checkable=True)
        on.setChecked(True)
        ringed = Ringed(theme, "icon", icon="bold", name="tiêu điểm")
        return [*made, on, ringed, _off(Button(theme, "icon", icon="bold", name="tắt"))]

    def _fields(self) -> list[QWidget]:
        theme = self._theme
        plain, bad = Field(theme, "Tìm bài, tác giả, từ khóa…"), Field(theme, "", "Đường dẫn")
        self.edited = Field(theme, "", "Đang sửa")
        self.edited.show_text("Đang sửa")
        bad.show_text("ha noi!")
        bad.set_bad(True)
        select = Button(theme, "select", "Bản thảo")
        select.set_dot("text_3")
        fields: list[QWidget] = [plain, self.edited, bad, select]
        for part in fields:
            part.setFixedWidth(theme.px(200))
        return fields

    def _choices(self) -> list[QWidget]:
        theme = self._theme
        off, on, some = Check(theme, "Chưa"), Check(theme, "Chọn"), Check(theme, "Một phần")
        ringed = RingedCheck(theme, "Tiêu điểm")
        for part in (on, ringed):
            part.setChecked(True)
        some.setTristate(True)
        some.setCheckState(Qt.CheckState.PartiallyChecked)
        switch = Segmented(theme, ("Điện thoại", "Máy tính"), "Khổ")
        switch.setFixedWidth(theme.px(220))
        return [off, on, some, ringed, switch]

    def _chips(self) -> list[QWidget]:
        theme = self._theme
        tones = ("danger", "warning", "info", "success")
        words = ("1", "2", "Từ IPTC", "Đã xong")
        badges = [Badge(theme, word, tone) for word, tone in zip(words, tones, strict=True)]
        return [Chip(theme, "Thành ủy Hà Nội", "Bỏ thẻ"), *badges]


def _hovered(button: Button) -> Button:
    button.setAttribute(Qt.WidgetAttribute.WA_UnderMouse)
    return button


def _off(button: Button) -> Button:
    button.setEnabled(False)
    return button


def _cover(window: MainWindow) -> None:
    page = ComponentsPage(window)
    scale = window.desk.theme.scale
    window.resize(round(_SIZE[0] * scale), max(_SIZE[1], page.sizeHint().height()))
    page.setGeometry(window.rect())
    page.show()
    QTimer.singleShot(200, page, page.edited.setFocus)  # after the page below has taken it


VIEWS = (View("components", _SIZE, _cover),)
