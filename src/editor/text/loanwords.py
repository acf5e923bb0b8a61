"""Words that Vietnamese newspapers print as they are and that neither a syllable table nor an English list knows."""

from __future__ import annotations

_WORDS = """
    album app apphich asphalt axit baht banner bazơ bida billiards bitcoin block blockchain blog blogger bolero
    brochure brom burger bêtông cacao cacbon camera canxi canô cappuccino carbon carnival catalogue catwalk
    cello chatbot chatgpt chocolate clip clo cm combo compact composite condotel container covid deal deepfake
    depot dollar drone ebola ecommerce email etanol euro expo facebook fan fanpage farmstay fdi feedback feeder
    festival fintech flo flycam forum gameshow gara gb gdp gen ghita gluco glucozo golf guitar gym gôn gùi ha
    hiđrô homestay hydro hz idol influencer inox insulin internet iot iốt jazz kali karaoke kg kimchi km kol
    kols krông kw kwh laptop latte lipit livestage livestream livestreamer logistics lắk marathon mb mers metan
    mg micro ml mm mw môtô natri nilon nilông nitơ oda officetel offline online order organ outlet oxi oxy pano
    panô pate patê peso photpho piano pizza playlist pleiku podcast polyme poster protein protit pub pvc radio
    rapper resort review roadshow robot rupee rôbốt rông rúp sale sandwich sars scandal seminar ship shipper
    shophouse showbiz showroom silic silicon siro sitcom smartphone socola spa startup sushi sôcôla tablet
    talkshow tb teaser tennis teu tiktoker tivi tonnage trailer triathlon tuynel tăcxi ukulele usd vaccine video
    villa violin violon virus virut vitamin vlog vlogger vnd vnđ voucher vắcxin web webinar website wifi
    workshop ximăng xirô xíchlô yaourt yoga yogurt youtuber zika ôtô ôxi ôxy đôla đắk
    sapo standfirst http https www vtv htv thpt thcs hđnd ubnd
    """

LOANWORDS = frozenset(_WORDS.split())
