"""Two hundred words by Telex and VNI, as input methods send them: letter for letter, wherever a word can stand.

Two kinds of tools are played. One composes: every key changes the pre-edit, a space or comma ends it inside the commit
(ibus-unikey, fcitx5-unikey). One corrects: letters are keys, and a mark takes back letters with Backspaces and sends
them anew as commits (believed to be UniKey on Windows), or replaces them by a replacement range.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QGuiApplication, QInputMethodEvent, QKeyEvent
from PySide6.QtWidgets import QApplication

from editor.app.session import DocumentSession
from editor.model.article import Article
from editor.model.blocks import Body, Box, Figure, Heading, Paragraph, plain, text_of
from editor.model.history import Caret
from editor.model.newsroom import Newsroom
from editor.qt.surface import Surface
from editor.qt.surface.input_method import Composition
from editor.qt.theme.theme import Theme
from vietnamese_keys import WAYS

TEXT = (
    "Phát biểu tại lễ khai giảng đồng chí Bí thư Đảng ủy phường Nguyễn Văn Tuấn nhấn mạnh việc bồi dưỡng nghiệp vụ "
    "cho cán bộ cơ sở là nhiệm vụ thường xuyên của cả hệ thống chính trị trong nhiệm kỳ mới Ngay từ những buổi học "
    "đầu tiên các học viên đã được nghe giảng viên trường đại học trao đổi kỹ năng xử lý tình huống khi tiếp xúc "
    "với người dân ở khu vực ven sông nơi nước lũ vừa rút khuyến khích mọi người cùng nghỉ ngơi rồi dọn dẹp nhà cửa "
    "khoảng hơn một nghìn hộ gia đình đang chờ điện thắp sáng trở lại Trưởng thôn Đặng Thị Hường kể rằng đêm ấy "
    "chuông nhà thờ vang lên liên hồi ai nấy vội vã chạy ra đường quờ quạng tìm lối thuyền thúng xuồng máy chở già "
    "trẻ lớn bé đến điểm trường tiểu học bằng phẳng khô ráo Thầy hiệu trưởng mở hết cửa lớp trải chiếu nấu nồi cháo "
    "lươn nghi ngút khói Sáng hôm sau nắng lên vàng ươm trên những mái ngói đỏ Quyển sổ ướt sũng còn nguyên từng "
    "trang giấy Khuya khuyết ngoằn ngoèo nghiêng nghiêng thuở xưa quyền uy giếng nước "
)
WORDS = TEXT.split()
assert len(WORDS) >= 200
PLACES: dict[str, tuple[Article, Caret]] = {
    "paragraph": (Article(headline="Tít", body=(Paragraph(),)), Caret.at(2, 0)),
    "caption": (Article(headline="Tít", body=(Figure("images/01.jpg"),)), Caret.at(3, 0)),
    "heading": (Article(headline="Tít", body=(Heading(2, plain("H")),)), Caret.at(2, 1)),
    "box": (Article(headline="Tít", body=(Box("Hộp", (Paragraph(plain("T")),)),)), Caret.at(3, 1)),
    "headline": (Article(headline="Tít", body=(Paragraph(),)), Caret.at(0, 3)),
}


def first_words(body: Body) -> str:
    match body[0]:
        case Paragraph(inline) | Heading(inline=inline) | Figure(caption=inline):
            return text_of(inline)
        case Box(blocks=blocks):
            return first_words(blocks)
    raise AssertionError(body)


def text_at(place: str, article: Article) -> str:
    return article.headline if place == "headline" else first_words(article.body)


@pytest.fixture
def surface(qapp: QApplication) -> Iterator[Surface]:
    made = Surface(Theme.load("light"))
    made.resize(900, 700)
    made.show()
    yield made
    made.photos.close()
    made.deleteLater()


def opened(surface: Surface, article: Article, caret: Caret) -> DocumentSession:
    session = DocumentSession(Path("/nonexistent"), article, Newsroom())
    surface.show_session(session)
    surface.editing.place(caret)
    return session


def send(surface: Surface, preedit: str = "", commit: str = "", *, back: int = 0) -> None:
    event = QInputMethodEvent(preedit, [])
    event.setCommitString(commit, -back, back)
    QApplication.sendEvent(surface, event)


def key(surface: Surface, text: str, code: int = 0) -> None:
    for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
        event = QKeyEvent(kind, code or ord(text.upper()), Qt.KeyboardModifier.NoModifier, text)
        QApplication.sendEvent(surface, event)


def stages(word: str, keys: str) -> list[str]:
    """What stands there after each key: raw letters, then the word as far as its marks have come."""
    shown = []
    for count in range(1, len(keys) + 1):
        bare = "".join(c for c in unicodedata.normalize("NFD", word) if not unicodedata.combining(c))
        bare = bare.replace("đ", "d").replace("Đ", "D")
        shown.append(word if count == len(keys) else (bare[:count] if count <= len(bare) else bare))
    return shown


def compose(surface: Surface, word: str, keys: str) -> None:
    """ibus: the pre-edit follows the keys, the space comes inside the commit."""
    for shown in stages(word, keys):
        send(surface, shown)
    send(surface, commit=word + " ")


def correct_by_backspace(surface: Surface, word: str, keys: str) -> None:
    """Every key is a letter; at a mark the letters that change are taken back and sent anew."""
    _correct(surface, word, keys, lambda count: [key(surface, "", Qt.Key.Key_Backspace) for _ in range(count)])


def correct_by_range(surface: Surface, word: str, keys: str) -> None:
    """The same with a replacement range, as engines that know the surrounding text do."""
    _correct(surface, word, keys, None)


def _correct(surface: Surface, word: str, keys: str, take_back: Callable[[int], object] | None) -> None:
    before = ""
    for shown in stages(word, keys):
        same = next((at for at, (a, b) in enumerate(zip(before, shown, strict=False)) if a != b), None)
        start = min(len(before), len(shown)) if same is None else same
        gone, new = len(before) - start, shown[start:]
        if not gone and len(new) == 1 and new.isascii():
            key(surface, new)
        elif take_back is None:
            send(surface, commit=new, back=gone)
        else:
            take_back(gone)
            if new:
                send(surface, commit=new)
        before = shown
    key(surface, " ", Qt.Key.Key_Space)


@pytest.mark.parametrize("place", PLACES)
@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize("tool", [compose, correct_by_backspace, correct_by_range])
def test_two_hundred_words_arrive_letter_for_letter(
    surface: Surface, tool: Callable[[Surface, str, str], None], way: str, place: str
) -> None:
    session = opened(surface, *PLACES[place])
    before = text_at(place, session.article)
    for word in WORDS:
        tool(surface, word, WAYS[way](word))
    surface.flush()
    assert text_at(place, session.article) == before + " ".join(WORDS) + " "


def test_a_wrong_letter_would_be_seen(surface: Surface) -> None:
    """The control: a tool that loses one letter of two hundred words is found out."""
    session = opened(surface, *PLACES["paragraph"])
    for word in WORDS:
        send(surface, commit=(word[:-1] if word == "sũng" else word) + " ")
    assert text_at("paragraph", session.article) != " ".join(WORDS) + " "


def lose_focus(surface: Surface) -> None:
    surface.clearFocus()


def undo_and_redo(surface: Surface) -> None:
    surface.undo()
    surface.redo()


def save(surface: Surface) -> None:
    surface.commit_preedit()
    surface.flush()


def move(surface: Surface) -> None:
    surface.commit_preedit()
    surface.editing.place(Caret.at(2, 0))


def look_elsewhere(surface: Surface) -> None:
    """Another window of an input method takes the focus: the pre-edit is gone without a commit."""
    send(surface, "")
    surface.clearFocus()


@pytest.mark.parametrize("act", [lose_focus, undo_and_redo, save, move, look_elsewhere])
def test_an_act_in_the_middle_of_a_word_loses_and_doubles_nothing(
    surface: Surface, act: Callable[[Surface], None]
) -> None:
    session = opened(surface, Article(headline="Tít", body=(Paragraph(plain("một ")),)), Caret.at(2, 4))
    surface.activateWindow()
    surface.setFocus()
    for shown in ("p", "ph", "phu", "phuo", "phươ", "phường"):
        send(surface, shown)
    act(surface)
    surface.flush()
    assert text_at("paragraph", session.article) == "một phường"
    assert surface.toPlainText().count("phường") == 1


def test_a_paste_in_the_middle_of_a_word_comes_behind_it(surface: Surface) -> None:
    session = opened(surface, Article(headline="Tít", body=(Paragraph(plain("một ")),)), Caret.at(2, 4))
    QGuiApplication.clipboard().setText("DÁN")
    send(surface, "phường")
    surface.paste()
    assert text_at("paragraph", session.article) == "một phườngDÁN"


def test_surrounding_text_is_the_row_with_the_caret_in_it(surface: Surface) -> None:
    """What engines ask before they replace: the text of the row, the place in it, and nothing of a photo."""
    body = (Paragraph(plain("một hai")), Figure("images/01.jpg", plain("chú thích")), Paragraph(plain("ba")))
    opened(surface, Article(headline="Tít", body=body), Caret.at(2, 3))
    ask = surface.inputMethodQuery
    assert ask(Qt.InputMethodQuery.ImSurroundingText) == "một hai"
    assert ask(Qt.InputMethodQuery.ImCursorPosition) == 3
    surface.editing.place(Caret.at(4, 2))
    assert ask(Qt.InputMethodQuery.ImSurroundingText) == "chú thích"
    assert ask(Qt.InputMethodQuery.ImCursorPosition) == 2


def test_a_replacement_never_reaches_into_the_row_above(surface: Surface) -> None:
    body = (Paragraph(plain("một")), Paragraph(plain("h")))
    session = opened(surface, Article(headline="Tít", body=body), Caret.at(3, 1))
    send(surface, commit="á", back=1)
    send(surface, commit="ơ", back=1)
    assert session.article.body == (Paragraph(plain("một")), Paragraph(plain("ơ")))


def test_composing_on_a_photo_makes_a_paragraph_below_it(surface: Surface) -> None:
    photo = Figure("images/01.jpg", plain("Lễ"))
    session = opened(surface, Article(headline="Tít", body=(photo, Paragraph(plain("sau")))), Caret.at(2, 0))
    for shown in ("d", "dd", "đ", "đe", "đẹ", "đẹp"):
        send(surface, shown)
    send(surface, commit="đẹp ")
    assert session.article.body == (photo, Paragraph(plain("đẹp ")), Paragraph(plain("sau")))


def test_composing_over_a_selection_of_two_rows_is_one_step(surface: Surface) -> None:
    body = (Paragraph(plain("một hai")), Paragraph(plain("ba bốn")))
    session = opened(surface, Article(headline="Tít", body=body), Caret(3, 3, 2, 4))
    for shown in ("n", "na", "nă", "năm"):
        send(surface, shown)
    send(surface, commit="năm ")
    assert session.article.body == (Paragraph(plain("một năm bốn")),)
    assert len(session.history.past) == 1
    surface.undo()
    assert session.article.body == body


def test_a_composed_word_deleted_letter_by_letter_stays_deleted(surface: Surface) -> None:
    """Qt's ibus plugin commits its last letter once more when the field is left."""
    session = opened(surface, Article(headline="Tít", body=(Paragraph(plain("một ")),)), Caret.at(2, 4))
    for shown in ("a", "ab", "a", ""):
        send(surface, shown)
    send(surface, commit="a")
    surface.flush()
    assert text_at("paragraph", session.article) == "một "


def test_a_commit_that_comes_behind_a_paste_puts_no_word_down_twice(surface: Surface) -> None:
    """Ctrl+V overtakes the input method's commit on a busy machine; seen with a real ibus-unikey."""
    QGuiApplication.clipboard().setText("DÁN")
    session = opened(surface, Article(headline="Tít", body=(Paragraph(plain("một ")),)), Caret.at(2, 4))
    for shown in ("p", "ph", "phường"):
        send(surface, shown)
    surface.paste()
    send(surface, commit="phường")
    surface.flush()
    assert text_at("paragraph", session.article) == "một phườngDÁN"
    for commit in ("phường", " phường"):  # the same word composed anew, and one that was no echo
        send(surface, "phường")
        send(surface, commit=commit)
    surface.flush()
    assert text_at("paragraph", session.article) == "một phườngDÁNphường phường"


def test_a_commit_that_comes_late_reaches_no_other_article(surface: Surface) -> None:
    opened(surface, Article(headline="Tít", body=(Paragraph(),)), Caret.at(2, 0))
    send(surface, "phường")
    other = opened(surface, Article(headline="Khác", body=(Paragraph(plain("hai ")),)), Caret.at(2, 4))
    send(surface, commit="phường")
    send(surface, commit="phường")  # not composed here, but asked for once more: a tool that only commits
    surface.flush()
    assert text_at("paragraph", other.article) == "hai phường"


def test_the_same_word_may_be_committed_once_the_time_for_an_echo_is_over() -> None:
    now = [0.0]
    composition = Composition(lambda: now[0])
    late = QInputMethodEvent()
    late.setCommitString("phường")
    for seconds, is_echo in ((0.5, True), (5.0, False)):
        composition.finished("phường")
        now[0] += seconds
        assert composition.is_ghost(late) is is_echo


def test_combining_marks_of_the_windows_layout_join_their_letter(surface: Surface) -> None:
    session = opened(surface, Article(headline="Tít", body=(Paragraph(),)), Caret.at(2, 0))
    for letter in "tiê\u0301ng Viê\u0323t":
        key(surface, letter, ord("A"))
    surface.flush()
    assert text_at("paragraph", session.article) == "tiếng Việt"
