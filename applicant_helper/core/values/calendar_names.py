# ruff: noqa: E501
"""Month names and era marks of other calendars, in their own scripts and as English papers spell them. Data only.

A hyphen stands for a space, full stop or apostrophe, or for nothing.
"""

from __future__ import annotations

from collections.abc import Mapping

MONTH_ROWS: Mapping[str, str] = {
    "persian": """
فروردین farvardin | اردیبهشت ordibehesht | خرداد khordad | تیر tir | مرداد امرداد mordad amordad | شهریور shahrivar shahrivar | مهر mehr | آبان aban | آذر azar | دی dey | بهمن bahman | اسفند esfand
حمل hamal | ثور sawr saur thawr | جوزا jawza jauza | سرطان saratan | اسد asad | سنبله sonbola sunbula | میزان mizan | عقرب aqrab | قوس qaws qaus | جدی jadi | دلو dalw dalwa dalv | حوت hut hoot
وری wray | غویی ghwayay | غبرګولی | چنګاښ | زمری zmaray | وږی wazhay | تله tala | لړم laram | لیندۍ lindai | مرغومی marghumay | سلواغه salwagha | کب kab
""",
    "islamic": """
محرم محرم-الحرام muharram moharram moharam | صفر safar | ربیع-الاول ربيع-الأول ربیع‌الاول rabi-al-awwal rabi-ul-awwal rabi-i rabiulawal rabi-al-awal rabi-1 | ربيع-الثاني ربيع-الآخر ربیع-الثانی rabi-al-thani rabi-ul-thani rabi-ii rabi-al-akhir rabi-ul-akhir rabi-al-akhar rabi-us-sani | جمادى-الأولى جمادى-الأول جمادی-الاول jumada-al-ula jumada-al-awwal jumada-i jamadi-ul-awwal jumada-al-oula jumada-ul-ula jumadal-ula | جمادى-الآخرة جمادى-الثانية جمادی-الثانی جمادى-الآخر jumada-al-akhirah jumada-al-akhira jumada-al-thani jumada-al-thaniyah jumada-ii jamadi-ul-sani jumada-al-akhir jumada-ul-akhra | رجب rajab | شعبان shaban sha-ban shabaan | رمضان ramadan ramazan ramadhan ramzan | شوال shawwal shawal | ذو-القعدة ذي-القعدة ذیقعده ذو-القعده dhu-al-qidah dhu-al-qadah dhul-qadah dhul-qidah dhu-al-qi-dah dhul-qi-dah zulqada zul-qadah zilqad dhu-l-qadah dhu-l-qi-dah | ذو-الحجة ذي-الحجة ذیحجه ذی-الحجه dhu-al-hijjah dhu-al-hijja dhul-hijjah dhul-hijja zulhijja zul-hijjah zilhaj zilhijja dhu-l-hijjah
""",
    "ethiopian": """
መስከረም meskerem mäskäräm meskeram | ጥቅምት tikimt tikemt tekemt teqemt tiqimt | ኅዳር ህዳር hidar hedar | ታኅሣሥ ታህሳስ ታኅሳስ tahsas tahesas tahisas | ጥር tir ter tirr | የካቲት yekatit yakatit | መጋቢት megabit magabit | ሚያዝያ ሚያዚያ miazia miyazya miyazia miazya | ግንቦት ginbot genbot | ሰኔ sene | ሐምሌ ሃምሌ ሀምሌ hamle | ነሐሴ ነሃሴ ነሀሴ nehase nehasse nahase | ጳጉሜን ጳጉሜ pagume pagumen pagumien
""",
    "nepali": """
बैशाख वैशाख बैसाख baishakh baisakh vaishakh | जेठ ज्येष्ठ jestha jeth jeshtha | असार आषाढ ashadh asar ashar | साउन श्रावण shrawan saun srawan | भदौ भाद्र bhadra bhadau | असोज आश्विन ashwin asoj aswin | कार्तिक कात्तिक kartik kartick | मंसिर मार्ग मङ्सिर mangsir marga mangshir | पुष पौष पुस poush push paush | माघ magh | फागुन फाल्गुण फाल्गुन falgun phagun phalgun fagun | चैत चैत्र chaitra chait
""",
}
# Names that only papers in Thai print; their years are counted from 543 before ours.
THAI_SCRIPT = "\u0e01\u0e5b"

MARK_ROWS: Mapping[str, str] = {
    "gregorian": "ad ce a-d c-e م ميلادي ميلادية ميلاديه ميلادى میلادی ค-ศ 公元 西元 西曆 西暦 서기 እ-ኤ-አ н-э gregorian g-c ई-सं",
    "islamic": "ah a-h h هـ ه ق هجري هجرية هجريه هجرى هجری-قمری ه-ق هق قمری hijri hijra hijriyah",
    "persian": "ش ه-ش هش ھ-ش هجری-شمسی هجري-شمسي هجری-خورشیدی شمسی خورشیدی shamsi jalali solar-hijri sh s-h hijri-shamsi a-p",
    "ethiopian": "e-c eth-cal ethiopian-calendar ዓ-ም ዓመተ-ምሕረት eth",
    "nepali": "b-s bs वि-सं विसं बि-सं विक्रम-संवत संवत bikram-sambat v-s",
    "thai": "b-e be พ-ศ พุทธศักราช",
    "roc": "民國 民国 中華民國 中华民国 roc r-o-c minguo",
}
"""Marks that tell which calendar a year is counted in."""

# Words around a date that say nothing of it.
FILLER_WORDS = (
    "de del of the le el den do du d day dia jour st nd rd th er o a ao em "
    "г года год р року рік "
    "ngày năm nam ngay "
    "ika ng araw nan "
    "من سنة سنه عام شهر يوم الموافق سال ماه روز تاریخ "
    "ቀን ዓመት ቀን-፡ "
    "ရက် ခုနှစ် နေ့ ရက်နေ့ နှစ် "
    "गते साल सन् ਨੂੰ ਸੰਨ वर्ष วันที่ ปี เดือน "
    "r roku rok el l di del års år den года гг dated on "
    "monday tuesday wednesday thursday friday saturday sunday mon tue wed thu fri sat sun "
    "lunes martes miércoles jueves viernes sábado domingo "
    "lundi mardi mercredi jeudi vendredi samedi dimanche "
    "segunda-feira terça-feira quarta-feira quinta-feira sexta-feira "
    "montag dienstag mittwoch donnerstag freitag samstag sonntag "
    "понедельник вторник среда четверг пятница суббота воскресенье "
    "понеділок вівторок середа четвер п’ятниця субота неділя "
    "الاثنين الثلاثاء الأربعاء الخميس الجمعة السبت الأحد "
    "شنبه یکشنبه دوشنبه سه‌شنبه چهارشنبه پنجشنبه جمعه"
)
# A name that stands for two months in two languages, settled by another word of the date.
SETTLED: Mapping[tuple[str, str], int] = {
    ("out", "de"): 10,
    ("out", "nan"): 8,
    **{(name, word): 11 for name in ("listopad", "listopada", "lis") for word in ("r", "roku", "rok")},
}
# Words behind which the month follows as a number.
MONTH_FOLLOWS = "tháng thg ay"
