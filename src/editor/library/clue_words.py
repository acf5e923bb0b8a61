"""Words by which a Vietnamese news text is told apart or is not: short forms, names, words that stand everywhere.

Put together by hand from the language of Vietnamese newspapers.
"""

from __future__ import annotations

from collections.abc import Mapping
from itertools import pairwise
from types import MappingProxyType

from editor.text.telex import syllable_key


def _keys(words: str) -> frozenset[str]:
    return frozenset(syllable_key(word) for word in words.split())


def _pairs(words: str) -> frozenset[str]:
    """Words of two syllables or more, one a line or comma; of a longer one each pair."""
    found: set[str] = set()
    for word in words.replace("\n", ",").split(","):
        keys = [syllable_key(part) for part in word.lower().split()]
        found.update(f"{one}_{other}" for one, other in pairwise(keys))
    return frozenset(found)


_HCM = "Thành phố Hồ Chí Minh"

ALIASES: Mapping[str, str] = MappingProxyType(
    {
        **dict.fromkeys(
            ("TP.HCM", "TP. HCM", "TP HCM", "TPHCM", "Tp.HCM", "Tp HCM", "tp.HCM", "HCMC", "Sài Gòn"), _HCM
        ),
        **dict.fromkeys(("TP.Hồ Chí Minh", "TP. Hồ Chí Minh", "TP Hồ Chí Minh"), _HCM),
        "TP": "Thành phố",
        "Tp": "Thành phố",
        "UBND": "Ủy ban nhân dân",
        "HĐND": "Hội đồng nhân dân",
        "MTTQ": "Mặt trận Tổ quốc",
        "ĐBQH": "đại biểu Quốc hội",
        "BCĐ": "Ban Chỉ đạo",
        "HĐQT": "hội đồng quản trị",
        "CSGT": "cảnh sát giao thông",
        "ATGT": "an toàn giao thông",
        "TNGT": "tai nạn giao thông",
        "PCCC": "phòng cháy chữa cháy",
        "ANTT": "an ninh trật tự",
        "GTVT": "giao thông vận tải",
        "BHXH": "bảo hiểm xã hội",
        "BHYT": "bảo hiểm y tế",
        "BHTN": "bảo hiểm thất nghiệp",
        "THPT": "trung học phổ thông",
        "THCS": "trung học cơ sở",
        "ĐH": "đại học",
        "CĐ": "cao đẳng",
        **dict.fromkeys(("GD&ĐT", "GD-ĐT", "GDĐT", "GD và ĐT"), "Giáo dục Đào tạo"),
        **dict.fromkeys(("TN&MT", "TN-MT", "TNMT"), "Tài nguyên Môi trường"),
        **dict.fromkeys(("NN&PTNT", "NN-PTNT"), "Nông nghiệp Phát triển nông thôn"),
        **dict.fromkeys(("KH&CN", "KH-CN", "KHCN"), "khoa học công nghệ"),
        **dict.fromkeys(("VH-TT", "VHTT", "VH&TT"), "Văn hóa Thể thao"),
        **dict.fromkeys(("VHTTDL", "VH-TT-DL", "VH,TT&DL"), "Văn hóa Thể thao Du lịch"),
        "CNTT": "công nghệ thông tin",
        "BĐS": "bất động sản",
        "KCN": "khu công nghiệp",
        "KĐT": "khu đô thị",
        "NHNN": "Ngân hàng Nhà nước",
        "TTCK": "thị trường chứng khoán",
        "DN": "doanh nghiệp",
        "XK": "xuất khẩu",
        "HLV": "huấn luyện viên",
        "CĐV": "cổ động viên",
        "ĐT": "đội tuyển",
        "ĐBSCL": "Đồng bằng sông Cửu Long",
        "TAND": "Tòa án nhân dân",
        "VKSND": "Viện Kiểm sát nhân dân",
        "LĐLĐ": "Liên đoàn Lao động",
        "TTXVN": "Thông tấn xã Việt Nam",
        "VN": "Việt Nam",
        "HN": "Hà Nội",
        "BV": "bệnh viện",
        "TBT": "Tổng Bí thư",
        "LHQ": "Liên hợp quốc",
        "Liên Hợp Quốc": "Liên hợp quốc",
        "Liên Hiệp Quốc": "Liên hợp quốc",
        "XDĐ": "xây dựng Đảng",
        "NTM": "nông thôn mới",
        "OCOP": "OCOP",
        "SXH": "sốt xuất huyết",
    }
)
"""Short forms and second names with what they stand for; case counts."""

SAME_PLACE: Mapping[str, str] = MappingProxyType({"thur_ddoo": "haf_nooij"})
"""Pairs that mean a place of another name too."""

COMMON = _keys(
    "và của các những là cho với trong tại được để về có từ đến này đó khi đã sẽ đang bị do vì nên mà thì như cũng "
    "không chưa rất hơn nhất lại ra vào lên xuống qua theo trên dưới sau trước giữa ngoài cùng hay hoặc nếu tuy nhưng "
    "một hai ba bốn năm sáu bảy tám chín mười nhiều ít mỗi từng mọi cả toàn vừa mới còn chỉ đều luôn ngay nhằm bằng "
    "phải cần nói cho biết thấy làm đi tới người ông bà anh chị ngày tháng nay hôm lần việc điều sự cái con chiếc "
    "thế nào gì ai đâu sao bao nhiêu tự đối thuộc khoảng gần hết đây kia ấy vậy rồi ở nghìn "
    "the of and for with from after before while during between under against through until since because into over "
    "about that this these those they them their there here which what when where who whose how why would could should "
    "has have had was were are been being will its his her our your not but than then more most some such other only "
    "also just said says first second last next new year years day days week weeks month months time people made make "
    "makes"
)
"""Words of grammar and of every sentence, in English too, as far as they are no Vietnamese syllables ("in", "can").

They make no term of their own, and a weak one with a neighbour.
"""

TELLING = _keys(
    "bão lũ lụt gạo lúa vàng xăng dầu thép tôm cá lợn heo bò gà vịt trâu muối thuế phim kịch xiếc cúm sởi dại chó mèo "
    "voi hổ khỉ rùa rét tết phà trộm cướp rượu bia phở bún xoài vải cam chuối"
)
"""Syllables that are whole words of their own, seldom parts of others: they say what a text is about."""

THIN = _pairs(
    """cho biết, phát biểu, tổ chức, thực hiện, phát triển, xây dựng, triển khai, tiếp tục, nâng cao, tăng cường
    thành phố, địa phương, việt nam, cả nước, đất nước, người dân, cán bộ, đồng chí, lãnh đạo, công tác, hoạt động
    chương trình, kế hoạch, nhiệm vụ, vấn đề, kết quả, thời gian, năm nay, hiện nay, hôm nay, ngày mai, sáng nay
    chiều nay, tham dự, tham gia, chỉ đạo, yêu cầu, đề nghị, đề xuất, đảm bảo, bảo đảm, góp phần, thúc đẩy
    đẩy mạnh, hiệu quả, chất lượng, quan trọng, đặc biệt, nhất là, đồng thời, tuy nhiên, bên cạnh, thông qua
    trong đó, theo đó, qua đó, như vậy, có thể, không thể, cần thiết, phù hợp, liên quan, cơ quan, đơn vị, xã hội
    kinh tế, nhân dân, nhà nước, chính quyền, hội nghị, cuộc họp, buổi lễ, sự kiện, giai đoạn, nhiệm kỳ, thế giới
    quốc gia, quốc tế, trở thành, bắt đầu, kết thúc, diễn ra, đưa ra, đạt được, ghi nhận, chia sẻ, nhấn mạnh
    khẳng định, trả lời, giải quyết, xử lý, kiểm tra, hướng dẫn, hỗ trợ, tạo điều, điều kiện, khó khăn, thuận lợi
    tình hình, tình trạng, trường hợp, nguyên nhân, giải pháp, biện pháp, mục tiêu, nội dung, ý kiến, quy định
    trách nhiệm, quyền lợi, lợi ích, đời sống, cuộc sống, gia đình, sức khỏe, môi trường, văn hóa, giáo dục, hàng trăm
    quản lý, đội ngũ, năng lực, giám sát, đại diện, thông tin, sử dụng, cung cấp, hợp tác, đối với, tiến độ
    hàng nghìn, hàng chục, triệu đồng, tỷ đồng, nghìn tỷ, đầu tư, dự án, doanh nghiệp, thị trường, sản xuất"""
)
"""Pairs that stand in every second report."""

SURNAMES = _keys(
    "nguyễn trần lê phạm hoàng huỳnh phan vũ võ đặng bùi đỗ hồ ngô dương lý đinh đoàn trương mai tô lương vương cao "
    "châu tạ trịnh đào phùng lâm thái hà quách kiều từ tống doãn lại nghiêm chu la thạch mạc ông khuất cù triệu hứa"
)

TITLES = _keys("phó thứ trưởng đồng chí bí thư chủ tịch giám đốc viên tướng thủ cựu nguyên đại tá")
"""Syllables before a name that are no part of it."""

PLACE_WORDS = _keys("tỉnh quận huyện phường xã thôn bản ấp đảo sông hồ cầu vịnh đèo núi đường phố cảng biển làng chợ")

ORGANISATION_WORDS = _keys(
    "bộ sở ban ủy hội đảng công trường đại bệnh viện tập ngân quốc chính tòa cục vụ tổng liên đoàn câu đội hãng quỹ"
)

PLACES = _pairs(
    """hà nội, hồ chí minh, hải phòng, đà nẵng, cần thơ, an giang, vũng tàu, bắc giang, bắc kạn, bạc liêu, bắc ninh
    bến tre, bình định, bình dương, bình phước, bình thuận, cà mau, cao bằng, đắk lắk, đắk nông, điện biên, đồng nai
    đồng tháp, gia lai, hà giang, hà nam, hà tĩnh, hải dương, hậu giang, hòa bình, hưng yên, khánh hòa, kiên giang
    kon tum, lai châu, lâm đồng, lạng sơn, lào cai, long an, nam định, nghệ an, ninh bình, ninh thuận, phú thọ
    phú yên, quảng bình, quảng nam, quảng ngãi, quảng ninh, quảng trị, sóc trăng, sơn la, tây ninh, thái bình
    thái nguyên, thanh hóa, thừa thiên, tiền giang, trà vinh, tuyên quang, vĩnh long, vĩnh phúc, yên bái, nha trang
    đà lạt, phú quốc, hạ long, thủ đức, quy nhơn, buôn ma, ma thuột, trường sa, hoàng sa, biển đông, mê kông, cửu long
    hoàn kiếm, ba đình, cầu giấy, đống đa, hà đông, long biên, tây hồ, sơn tây, gia lâm, đông anh, sóc sơn, hoài đức
    trung quốc, hàn quốc, nhật bản, thái lan, hoa kỳ, triều tiên, đài loan, campuchia, ấn độ, đông nam"""
)
"""Pairs of syllables of places: provinces, large cities, districts of Hà Nội, neighbours."""
