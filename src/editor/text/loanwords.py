"""Words that Vietnamese newspapers print as they are and that neither a syllable table nor an English list knows."""

from __future__ import annotations

_WORDS = """
    album apk app apphich ar asphalt axit baht banner bazơ bida billiards bitcoin block blockchain blog blogger bolero
    brochure brom burger byte bêtông cacao cacbon camera canxi canô cappuccino carbon carnival catalogue catwalk
    cello chatbot chatgpt chocolate clip clo cm combo compact composite condotel container covid côngxectô deal
    deepfake depot dollar drone ebola ecommerce email etanol euro exe expo facebook fan fanpage farmstay fdi
    feedback feeder festival fintech flo flycam forum gameshow gara gb gdp gen ghita gigabyte gluco glucozo golf
    guitar gym gôn gùi ha hiđrô homestay http https htv hydro hz hđnd idol influencer inox insulin insơ internet
    iot iốt jazz kali karaoke kg kilobyte kilôgam kilômét kilôoát kimchi km kol kols krông kw kwh laptop latte
    lipit livestage livestream livestreamer logistics lắk marathon mb megabyte megapixel mers metan mg micro
    miligam miligiây mililít milimét ml mm mođun mw mêgaoát môtô môđen môđun natri nilon nilông nitơ oda
    officetel offline online order organ outlet oxi oxy pano panô pate patê peso photpho piano pixel pizza
    playlist pleiku podcast polyme poster protein protit pub pvc radio rapper rar resort review roadshow robot rupee
    rôbốt rông rúp sale sandwich sapo sars scandal seminar ship shipper shophouse showbiz showroom silic silicon
    siro sitcom smartphone socola spa standfirst startup sushi sôcôla tablet talkshow tb teaser tennis teu thcs
    thpt tiktoker tivi tonnage trailer triathlon tuynel tôpô tăcxi ubnd ukulele usd vaccine video villa violin
    violon virus virut vitamin vlog vlogger vnd vnđ voucher vtv vắcxin web webinar website wifi workshop www
    xentimét ximăng xirô xíchlô xônat xăngtimét yaourt yoga yogurt youtuber zika ôliu ôpêra ôtô ôxi ôxy đôla đắk
    """

LOANWORDS = frozenset(_WORDS.split())
