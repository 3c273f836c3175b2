# ruff: noqa: E501
"""Month names of the Western calendar in the languages that papers come in, one line for each. Data only.

Made from Unicode CLDR (wide and short names, both forms), with what papers print besides: Haitian, Vietnamese in
words, both Arabic sets, Roman numerals. A hyphen stands for a space or a full stop; a bare one for "nothing new".
"""

from __future__ import annotations

ROWS = """
it: gennaio gen | febbraio | - | aprile | maggio mag | giugno giu | luglio lug | - | settembre | ottobre ott | - | dicembre
nl: januari | februari | maart mrt | - | mei | - | - | augustus | - | - | - | -
pl: stycznia styczeń sty | lutego luty lut | marca marzec | kwietnia kwiecień kwi | maja maj | czerwca czerwiec cze | lipca lipiec lip | sierpnia sierpień sie | września wrzesień wrz | października październik paź | listopada listopad lis | grudnia grudzień gru
cs: ledna leden led | února únor úno | března březen bře | dubna duben dub | května květen kvě | června červen čvn | července červenec čvc | srpna srpen srp | září zář | října říjen říj | listopadu listopad lis | prosince prosinec pro
sk: januára | februára | marca marec | apríla | mája máj | júna | júla | augusta | septembra | októbra | novembra | decembra
sl: - | - | marec | - | maj | junij | julij | avgust avg | - | - | - | -
hr: siječnja siječanj sij | veljače veljača velj | ožujka ožujak ožu | travnja travanj tra | svibnja svibanj svi | lipnja lipanj lip | srpnja srpanj srp | kolovoza kolovoz kol | rujna rujan ruj | listopada listopad lis | studenoga studeni stu | prosinca prosinac pro
sr: јануар јан | фебруар феб | март мар | април апр | мај | јун | јул | август авг | септембар сеп | октобар окт | новембар нов | децембар дец
mk: јануари јан | февруари фев | март мар | април апр | мај | јуни јун | јули јул | август авг | септември сеп | октомври окт | ноември ное | декември дек
bg: януари яну | февруари фев | март | април апр | май | юни | юли | август авг | септември сеп | октомври окт | ноември ное | декември дек
ru: января январь янв | февраля февраль февр | марта март мар | апреля апрель апр | мая май | июня июнь июн | июля июль июл | августа август авг | сентября сентябрь сент | октября октябрь окт | ноября ноябрь нояб | декабря декабрь дек
uk: січня січень січ | лютого лютий лют | березня березень бер | квітня квітень квіт | травня травень трав | червня червень черв | липня липень лип | серпня серпень серп | вересня вересень вер | жовтня жовтень жовт | листопада листопад лист | грудня грудень груд
be: студзеня студзень сту | лютага люты лют | сакавіка сакавік сак | красавіка красавік кра | мая май | чэрвеня чэрвень чэр | ліпеня ліпень ліп | жніўня жнівень жні | верасня верасень вер | кастрычніка кастрычнік кас | лістапада лістапад ліс | снежня снежань сне
ro: ianuarie ian | februarie | martie | aprilie | - | iunie iun | iulie iul | - | septembrie | octombrie | noiembrie | decembrie
hu: - | - | március márc | április | május máj | június | július | augusztus | szeptember szept | - | - | -
tr: ocak oca | şubat şub | mart | nisan nis | mayıs | haziran haz | temmuz tem | ağustos ağu | eylül eyl | ekim eki | kasım kas | aralık ara
sq: janar | shkurt shk | - | prill pri | maj | qershor qer | korrik korr | gusht gush | shtator sht | tetor tet | nëntor nën | dhjetor dhj
el: ιανουαρίου ιανουάριοσ ιαν | φεβρουαρίου φεβρουάριοσ φεβ | μαρτίου μάρτιοσ μαρ μάρ | απριλίου απρίλιοσ απρ | μαΐου μάιοσ μαΐ μάι | ιουνίου ιούνιοσ ιουν ιούν | ιουλίου ιούλιοσ ιουλ ιούλ | αυγούστου αύγουστοσ αυγ αύγ | σεπτεμβρίου σεπτέμβριοσ σεπ | οκτωβρίου οκτώβριοσ οκτ | νοεμβρίου νοέμβριοσ νοε νοέ | δεκεμβρίου δεκέμβριοσ δεκ
lt: sausio sausis saus | vasario vasaris vas | kovo kovas kov | balandžio balandis bal | gegužės gegužė geg | birželio birželis birž | liepos liepa liep | rugpjūčio rugpjūtis rugp | rugsėjo rugsėjis rugs | spalio spalis spal | lapkričio lapkritis lapkr | gruodžio gruodis gruod
lv: janvāris | februāris | marts | aprīlis | maijs | jūnijs | jūlijs | augusts | septembris | oktobris | novembris | decembris
fi: tammikuuta tammikuu tammi | helmikuuta helmikuu helmi | maaliskuuta maaliskuu maalis | huhtikuuta huhtikuu huhti | toukokuuta toukokuu touko | kesäkuuta kesäkuu kesä | heinäkuuta heinäkuu heinä | elokuuta elokuu elo | syyskuuta syyskuu syys | lokakuuta lokakuu loka | marraskuuta marraskuu marras | joulukuuta joulukuu joulu
sv: januari | februari | - | - | maj | - | - | augusti | - | - | - | -
da: - | - | marts | - | maj | - | - | - | - | - | - | -
nb: - | - | - | - | - | - | - | - | - | - | - | desember des
is: - | - | - | - | - | - | - | ágúst ágú | - | - | - | desember des
id: januari | februari | maret | - | mei | - | - | agustus agu | - | - | - | desember des
ms: januari | februari | mac | - | mei | - | julai | ogos ogo | - | - | - | disember dis
sw: januari | februari | machi mac | aprili | mei | - | julai | agosti | septemba | oktoba | novemba | desemba des
so: janaayo jannaayo | febraayo | maarso | abriil | maayo | juun | luulyo lul | ogosto ogs | sebtembar sebteembar seb | oktoobar | noofeembar nof | diseembar dis
ha: janairu | faburairu fab | maris | afirilu afi | mayu | yuni yun | yuli yul | agusta agu | satumba sat | oktoba | nuwamba nuw | disamba dis
fil: - | pebrero peb | marso | - | - | hunyo hun | hulyo hul | - | setyembre | oktubre | nobyembre nob | disyembre dis
ar: يناير | فبراير | مارس | أبريل | مايو | يونيو | يوليو | أغسطس | سبتمبر | أكتوبر | نوفمبر | ديسمبر
ar_LB: كانون-الثاني يناير | شباط فبراير | آذار مارس | نيسان أبريل | أيار مايو | حزيران يونيو | تموز يوليو | آب أغسطس | أيلول سبتمبر | تشرين-الأول أكتوبر | تشرين-الثاني نوفمبر | كانون-الأول ديسمبر
ar_DZ: جانفي يناير | فيفري فبراير | مارس | أفريل أبريل | ماي مايو | جوان يونيو | جويلية يوليو | أوت أغسطس | سبتمبر | أكتوبر | نوفمبر | ديسمبر
ar_MA: يناير | فبراير | مارس | أبريل | ماي مايو | يونيو | يوليوز يوليو | غشت أغسطس | شتنبر سبتمبر | أكتوبر | نونبر نوفمبر | دجنبر ديسمبر
fa: ژانویهٔ ژانویه | فوریهٔ فوریه | مارس | آوریل | مهٔ مه | ژوئن | ژوئیهٔ ژوئیه | اوت | سپتامبر | اکتبر | نوامبر | دسامبر
fa_AF: جنوری جنو | فبروری | مارچ | اپریل | می | جون | جولای جول | اگست | سپتمبر | اکتوبر | نومبر | دسمبر دسم
ps: جنوري | فبروري فېبروري | مارچ | اپریل | مۍ | جون | جولای | اګست | سېپتمبر سپتمبر | اکتوبر | نومبر | دسمبر
ur: جنوری | فروری | مارچ | اپریل | مئی | جون | جولائی | اگست | ستمبر | اکتوبر | نومبر | دسمبر
pa: ਜਨਵਰੀ ਜਨ | ਫ਼ਰਵਰੀ ਫ਼ਰ | ਮਾਰਚ | ਅਪ੍ਰੈਲ ਅਪ੍ਰੈ | ਮਈ | ਜੂਨ | ਜੁਲਾਈ ਜੁਲਾ | ਅਗਸਤ ਅਗ | ਸਤੰਬਰ ਸਤੰ | ਅਕਤੂਬਰ ਅਕਤੂ | ਨਵੰਬਰ ਨਵੰ | ਦਸੰਬਰ ਦਸੰ
hi: जनवरी जन | फ़रवरी फ़र | मार्च | अप्रैल | मई | जून | जुलाई जुल | अगस्त अग | सितंबर सित | अक्टूबर अक्टू | नवंबर नव | दिसंबर दिस
bn: জানুয়ারী জানু | ফেব্রুয়ারী ফেব | মার্চ | এপ্রিল এপ্রি | মে | জুন | জুলাই জুল | আগস্ট আগ | সেপ্টেম্বর সেপ | অক্টোবর অক্টো | নভেম্বর নভে | ডিসেম্বর ডিসে
ne: जनवरी | फेब्रुअरी | मार्च | अप्रिल | मे | जुन | जुलाई | अगस्ट | सेप्टेम्बर | अक्टोबर | नोभेम्बर | डिसेम्बर
my: ဇန်နဝါရီ ဇန် | ဖေဖော်ဝါရီ ဖေ | မတ် | ဧပြီ | မေ | ဇွန် | ဇူလိုင် ဇူ | ဩဂုတ် | စက်တင်ဘာ စက် | အောက်တိုဘာ အောက် | နိုဝင်ဘာ နို | ဒီဇင်ဘာ ဒီ
th: มกราคม ม-ค | กุมภาพันธ์ ก-พ | มีนาคม มี-ค | เมษายน เม-ย | พฤษภาคม พ-ค | มิถุนายน มิ-ย | กรกฎาคม ก-ค | สิงหาคม ส-ค | กันยายน ก-ย | ตุลาคม ต-ค | พฤศจิกายน พ-ย | ธันวาคม ธ-ค
km: មករា | កុម្ភៈ | មីនា | មេសា | ឧសភា | មិថុនា | កក្កដា | សីហា | កញ្ញា | តុលា | វិច្ឆិកា | ធ្នូ
lo: ມັງກອນ ມ-ກ | ກຸມພາ ກ-ພ | ມີນາ ມ-ນ | ເມສາ ມ-ສ | ພຶດສະພາ ພ-ພ | ມິຖຸນາ ມິ-ຖ | ກໍລະກົດ ກ-ລ | ສິງຫາ ສ-ຫ | ກັນຍາ ກ-ຍ | ຕຸລາ ຕ-ລ | ພະຈິກ ພ-ຈ | ທັນວາ ທ-ວ
am: ጃንዋሪ ມັງກອນ ጃን ມ-ກ | ፌብሩዋሪ ກຸມພາ ፌብ ກ-ພ | ማርች ມີນາ ມ-ນ | ኤፕሪል ເມສາ ኤፕሪ ມ-ສ | ሜይ ພຶດສະພາ ພ-ພ | ጁን ມິຖຸນາ ມິ-ຖ | ጁላይ ກໍລະກົດ ກ-ລ | ኦገስት ສິງຫາ ኦገስ ສ-ຫ | ሴፕቴምበር ກັນຍາ ሴፕቴ ກ-ຍ | ኦክቶበር ຕຸລາ ኦክቶ ຕ-ລ | ኖቬምበር ພະຈິກ ኖቬም ພ-ຈ | ዲሴምበር ທັນວາ ዲሴም ທ-ວ
ti: ጥሪ ມ-ກ | ለካቲት ለካ ກ-ພ | መጋቢት መጋ ມ-ນ | ሚያዝያ ሚያ ມ-ສ | ጉንበት ግን ພ-ພ | ሰነ ມິ-ຖ | ሓምለ ሓም ກ-ລ | ነሓሰ ነሓ ສ-ຫ | መስከረም መስ ກ-ຍ | ጥቅምቲ ጥቅ ຕ-ລ | ሕዳር ሕዳ ພ-ຈ | ታሕሳስ ታሕ ທ-ວ
he: ינואר ມັງກອນ ינו ມ-ກ | פברואר ກຸມພາ פבר ກ-ພ | מרץ ມີນາ ມ-ນ | אפריל ເມສາ אפר ມ-ສ | מאי ພຶດສະພາ ພ-ພ | יוני ມິຖຸນາ ມິ-ຖ | יולי ກໍລະກົດ ກ-ລ | אוגוסט ສິງຫາ אוג ສ-ຫ | ספטמבר ກັນຍາ ספט ກ-ຍ | אוקטובר ຕຸລາ אוק ຕ-ລ | נובמבר ພະຈິກ נוב ພ-ຈ | דצמבר ທັນວາ דצמ ທ-ວ
hy: հունվարի հունվար հնվ ມ-ກ | փետրվարի փետրվար փտվ ກ-ພ | մարտի մարտ մրտ ມ-ນ | ապրիլի ապրիլ ապր ມ-ສ | մայիսի մայիս մյս ພ-ພ | հունիսի հունիս հնս ມິ-ຖ | հուլիսի հուլիս հլս ກ-ລ | օգոստոսի օգոստոս օգս ສ-ຫ | սեպտեմբերի սեպտեմբեր սեպ ກ-ຍ | հոկտեմբերի հոկտեմբեր հոկ ຕ-ລ | նոյեմբերի նոյեմբեր նոյ ພ-ຈ | դեկտեմբերի դեկտեմբեր դեկ ທ-ວ
ka: იანვარი ມັງກອນ იან ມ-ກ | თებერვალი ກຸມພາ თებ ກ-ພ | მარტი ມີນາ მარ ມ-ນ | აპრილი ເມສາ აპრ ມ-ສ | მაისი ພຶດສະພາ მაი ພ-ພ | ივნისი ມິຖຸນາ ივნ ມິ-ຖ | ივლისი ກໍລະກົດ ივლ ກ-ລ | აგვისტო ສິງຫາ აგვ ສ-ຫ | სექტემბერი ກັນຍາ სექ ກ-ຍ | ოქტომბერი ຕຸລາ ოქტ ຕ-ລ | ნოემბერი ພະຈິກ ნოე ພ-ຈ | დეკემბერი ທັນວາ დეკ ທ-ວ
kk: қаңтар қаң ມ-ກ | ақпан ақп ກ-ພ | наурыз нау ມ-ນ | сәуір сәу ມ-ສ | мамыр мам ພ-ພ | маусым мау ມິ-ຖ | шілде шіл ກ-ລ | тамыз там ສ-ຫ | қыркүйек қыр ກ-ຍ | қазан қаз ຕ-ລ | қараша қар ພ-ຈ | желтоқсан жел ທ-ວ
uz: yanvar yan | fevral | mart | aprel | - | iyun iyn | iyul iyl | avgust avg | sentabr sen | oktabr | noyabr noy | dekabr dek
ht: janvye janv | fevriye fev | mas | avril avr | me | jen | jiyè jiy | out | septanm sept | oktòb okt | novanm nov | desanm des
az: yanvar yan | fevral fev | mart mar | aprel apr | may | iyun iyn | iyul iyl | avqust avq | sentyabr sen | oktyabr okt | noyabr noy | dekabr dek
ar+: كانون-الثاني | شباط | آذار | ابريل نيسان افريل | ايار | حزيران | تموز يوليه | آب اغسطس | ايلول شتنبر | تشرين-الأول تشرين-الاول اكتوبر | تشرين-الثاني نونبر | كانون-الأول كانون-الاول دجنبر
am+: ጃንዩወሪ ጃኑዋሪ | ፌብሩወሪ ፌብርዋሪ | ማርች | ኤፕረል አፕሪል | ሜይ | ጁን | ጁላይ | ኦገስት | ሴፕቴምበር | ኦክቶበር ኦክተውበር | ኖቬምበር | ዲሴምበር
vi: tháng-giêng tháng-một | tháng-hai | tháng-ba | tháng-tư | tháng-năm | tháng-sáu | tháng-bảy | tháng-tám | tháng-chín | tháng-mười | tháng-mười-một | tháng-mười-hai tháng-chạp
my+: ဇန်နဝါရီလ | ဖေဖော်ဝါရီလ | မတ်လ | ဧပြီလ | မေလ | ဇွန်လ | ဇူလိုင်လ | ဩဂုတ်လ သြဂုတ် သြဂုတ်လ | စက်တင်ဘာလ | အောက်တိုဘာလ | နိုဝင်ဘာလ | ဒီဇင်ဘာလ
tl: enero | pebrero | marso | abril | mayo | hunyo | hulyo | agosto | setyembre | oktubre | nobyembre | disyembre
ru+: янв | фев | мар | апр | май мая | июн | июл | авг | сен сент | окт | ноя нояб | дек
roman: i | ii | iii | iv | v | vi | vii | viii | ix | x | xi | xii
fa_AF+: جنوری | فبروری فبرورى | مارچ | اپریل | می | جون | جولای | اگست | سپتمبر سپتامبر | اکتوبر | نومبر نوامبر | دسمبر
hi+: जनवरी | फरवरी | मार्च | अप्रैल | मई | जून | जुलाई | अगस्त | सितंबर सितम्बर | अक्टूबर | नवंबर नवम्बर | दिसंबर दिसम्बर
"""
