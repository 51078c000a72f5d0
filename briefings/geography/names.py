"""What countries and regions are called in six languages, and which region holds which country.

GENERATED. Do not edit: change and run the generator, `python tests/geography/make_geography.py`.
Codes, regions and most names: CLDR 48, © 1991-2025 Unicode, Inc., under the Unicode License v3 (https://www.unicode.org/license.txt).
Other spellings: i18n-iso-countries, © Michael Wittig, under the MIT License.

    COUNTRIES   code (ISO 3166-1 alpha-3) | UN M49 | en | fr | es | ru | ar | zh | other spellings
    TWO_LETTERS code (ISO 3166-1 alpha-3) and alpha-2 in one word
    REGIONS     UN M49 | en | fr | es | ru | ar | zh | codes of its countries
"""

from __future__ import annotations

from typing import Final

COUNTRIES: Final = """\
ABW|533|Aruba|Aruba|Aruba|Аруба|أروبا|阿鲁巴|
AFG|004|Afghanistan|Afghanistan|Afganistán|Афганистан|أفغانستان|阿富汗|
AGO|024|Angola|Angola|Angola|Ангола|أنغولا|安哥拉|
AIA|660|Anguilla|Anguilla|Anguila|Ангилья|أنغويلا|安圭拉|
ALA|248|Åland Islands|Îles Åland|Islas Aland|Аландские о-ва|جزر آلاند|奥兰群岛|Aland Islands;Åland;Islas Åland;Аландские острова;جزر أولاند;奥兰
ALB|008|Albania|Albanie|Albania|Албания|ألبانيا|阿尔巴尼亚|
AND|020|Andorra|Andorre|Andorra|Андорра|أندورا|安道尔|
ARE|784|United Arab Emirates|Émirats arabes unis|Emiratos Árabes Unidos|ОАЭ|الإمارات العربية المتحدة|阿拉伯联合酋长国|UAE;阿联酋
ARG|032|Argentina|Argentine|Argentina|Аргентина|الأرجنتين|阿根廷|
ARM|051|Armenia|Arménie|Armenia|Армения|أرمينيا|亚美尼亚|
ASM|016|American Samoa|Samoa américaines|Samoa Americana|Американское Самоа|ساموا الأمريكية|美属萨摩亚|
ATA|010|Antarctica|Antarctique|Antártida|Антарктида|أنتاركتيكا|南极洲|القارة القطبية الجنوبية
ATF|260|French Southern Territories|Terres australes françaises|Territorios Australes Franceses|Французские Южные территории|الأقاليم الجنوبية الفرنسية|法属南部领地|Tierras Australes Francesas;Французские Южные и Антарктические Территории;أراض فرنسية جنوبية وأنتارتيكية;French Southern and Antarctic Lands;法属南方和南极洲领地
ATG|028|Antigua & Barbuda|Antigua-et-Barbuda|Antigua y Barbuda|Антигуа и Барбуда|أنتيغوا وبربودا|安提瓜和巴布达|Antigua and Barbuda;أنتيغوا وباربودا
AUS|036|Australia|Australie|Australia|Австралия|أستراليا|澳大利亚|
AUT|040|Austria|Autriche|Austria|Австрия|النمسا|奥地利|
AZE|031|Azerbaijan|Azerbaïdjan|Azerbaiyán|Азербайджан|أذربيجان|阿塞拜疆|
BDI|108|Burundi|Burundi|Burundi|Бурунди|بوروندي|布隆迪|
BEL|056|Belgium|Belgique|Bélgica|Бельгия|بلجيكا|比利时|
BEN|204|Benin|Bénin|Benín|Бенин|بنين|贝宁|
BES|535|Caribbean Netherlands|Pays-Bas caribéens|Caribe neerlandés|Бонэйр, Синт-Эстатиус и Саба|هولندا الكاريبية|荷属加勒比区|Bonaire, Sint Eustatius and Saba;Bonaire, Saint-Eustache et Saba;Bonaire, San Eustaquio y Saba;الجزر الكاريبية الهولندية;荷兰加勒比区
BFA|854|Burkina Faso|Burkina Faso|Burkina Faso|Буркина-Фасо|بوركينا فاسو|布基纳法索|
BGD|050|Bangladesh|Bangladesh|Bangladés|Бангладеш|بنغلاديش|孟加拉国|
BGR|100|Bulgaria|Bulgarie|Bulgaria|Болгария|بلغاريا|保加利亚|
BHR|048|Bahrain|Bahreïn|Baréin|Бахрейн|البحرين|巴林|Bahrein
BHS|044|Bahamas|Bahamas|Bahamas|Багамы|جزر البهاما|巴哈马|باهاماس;The Bahamas
BIH|070|Bosnia & Herzegovina|Bosnie-Herzégovine|Bosnia y Herzegovina|Босния и Герцеговина|البوسنة والهرسك|波斯尼亚和黑塞哥维那|Bosnia and Herzegovina;波黑
BLM|652|St. Barthélemy|Saint-Barthélemy|San Bartolomé|Сен-Бартелеми|سان بارتليمي|圣巴泰勒米|Saint Barthélemy;سان بارتيلمي
BLR|112|Belarus|Biélorussie|Bielorrusia|Беларусь|بيلاروس|白俄罗斯|روسيا البيضاء
BLZ|084|Belize|Belize|Belice|Белиз|بليز|伯利兹|
BMU|060|Bermuda|Bermudes|Bermudas|Бермудские о-ва|برمودا|百慕大|Бермуды
BOL|068|Bolivia|Bolivie|Bolivia|Боливия|بوليفيا|玻利维亚|Bolivia (Plurinational State of);Bolivie (État plurinational de);Bolivia (Estado Plurinacional de);Боливия (Многонациональное Государство);بوليفيا (دولة - المتعددة القوميات);多民族玻利维亚国
BRA|076|Brazil|Brésil|Brasil|Бразилия|البرازيل|巴西|
BRB|052|Barbados|Barbade|Barbados|Барбадос|بربادوس|巴巴多斯|باربادوس
BRN|096|Brunei|Brunei|Brunéi|Бруней|بروناي|文莱|Brunei Darussalam
BTN|064|Bhutan|Bhoutan|Bután|Бутан|بوتان|不丹|
BVT|074|Bouvet Island|Île Bouvet|Isla Bouvet|о-в Буве|جزيرة بوفيه|布韦岛|Остров Буве
BWA|072|Botswana|Botswana|Botsuana|Ботсвана|بوتسوانا|博茨瓦纳|
CAF|140|Central African Republic|République centrafricaine|República Centroafricana|Центрально-Африканская Республика|جمهورية أفريقيا الوسطى|中非共和国|ЦАР;中非
CAN|124|Canada|Canada|Canadá|Канада|كندا|加拿大|
CCK|166|Cocos (Keeling) Islands|Îles Cocos|Islas Cocos|Кокосовые о-ва|جزر كوكوس (كيلينغ)|科科斯（基林）群岛|Islas Cocos (Keeling);Кокосовые острова;جزر كوكوس
CHE|756|Switzerland|Suisse|Suiza|Швейцария|سويسرا|瑞士|
CHL|152|Chile|Chili|Chile|Чили|تشيلي|智利|
CHN|156|China|Chine|China|Китай|الصين|中国|People's Republic of China;КНР (Китайская Народная Республика)
CIV|384|Côte d’Ivoire|Côte d’Ivoire|Côte d’Ivoire|Кот-д’Ивуар|ساحل العاج|科特迪瓦|Cote d'Ivoire;Côte d'Ivoire;Ivory Coast;Côte-d'Ivoire;Costa de Marfil
CMR|120|Cameroon|Cameroun|Camerún|Камерун|الكاميرون|喀麦隆|
COD|180|Democratic Republic of the Congo|République démocratique du Congo|República Democrática del Congo|Демократическая Республика Конго|جمهورية الكونغو الديمقراطية|刚果民主共和国|Congo - Kinshasa;Congo-Kinshasa;Конго - Киншаса;الكونغو - كينشاسا;刚果（金）;Congo;Congo (República Democrática del);DR Congo;DRC;RDC;Congo, Democratic Republic of the;Congo, Dem. Rep.;Congo (Kinshasa);Congo DR
COG|178|Congo|Congo|Congo|Конго|الكونغو|刚果|Congo - Brazzaville;Congo-Brazzaville;Конго - Браззавиль;الكونغو - برازافيل;刚果（布）;Republic of the Congo;République du Congo;Республика Конго;جمهورية الكونغو;Congo, Rep.;Congo (Brazzaville)
COK|184|Cook Islands|Îles Cook|Islas Cook|о-ва Кука|جزر كوك|库克群岛|Острова Кука
COL|170|Colombia|Colombie|Colombia|Колумбия|كولومبيا|哥伦比亚|
COM|174|Comoros|Comores|Comoras|Коморы|جزر القمر|科摩罗|
CPV|132|Cape Verde|Cap-Vert|Cabo Verde|Кабо-Верде|الرأس الأخضر|佛得角|Republic of Cabo Verde
CRI|188|Costa Rica|Costa Rica|Costa Rica|Коста-Рика|كوستاريكا|哥斯达黎加|
CUB|192|Cuba|Cuba|Cuba|Куба|كوبا|古巴|
CUW|531|Curaçao|Curaçao|Curazao|Кюрасао|كوراساو|库拉索|
CXR|162|Christmas Island|Île Christmas|Isla de Navidad|о-в Рождества|جزيرة كريسماس|圣诞岛|Остров Рождества;جزيرة عيد الميلاد
CYM|136|Cayman Islands|Îles Caïmans|Islas Caimán|о-ва Кайман|جزر كايمان|开曼群岛|Острова Кайман
CYP|196|Cyprus|Chypre|Chipre|Кипр|قبرص|塞浦路斯|
CZE|203|Czechia|Tchéquie|Chequia|Чехия|التشيك|捷克|Czech Republic;République Tchèque;República Checa;جمهورية التشيك
DEU|276|Germany|Allemagne|Alemania|Германия|ألمانيا|德国|
DJI|262|Djibouti|Djibouti|Yibuti|Джибути|جيبوتي|吉布提|
DMA|212|Dominica|Dominique|Dominica|Доминика|دومينيكا|多米尼克|
DNK|208|Denmark|Danemark|Dinamarca|Дания|الدانمرك|丹麦|الدنمارك
DOM|214|Dominican Republic|République dominicaine|República Dominicana|Доминиканская Республика|جمهورية الدومينيكان|多米尼加共和国|多米尼加
DZA|012|Algeria|Algérie|Argelia|Алжир|الجزائر|阿尔及利亚|
ECU|218|Ecuador|Équateur|Ecuador|Эквадор|الإكوادور|厄瓜多尔|
EGY|818|Egypt|Égypte|Egipto|Египет|مصر|埃及|Egypt, Arab Rep.
ERI|232|Eritrea|Érythrée|Eritrea|Эритрея|إريتريا|厄立特里亚|
ESH|732|Western Sahara|Sahara occidental|Sáhara Occidental|Западная Сахара|الصحراء الغربية|西撒哈拉|САДР;阿拉伯撒哈拉民主共和国
ESP|724|Spain|Espagne|España|Испания|إسبانيا|西班牙|
EST|233|Estonia|Estonie|Estonia|Эстония|إستونيا|爱沙尼亚|
ETH|231|Ethiopia|Éthiopie|Etiopía|Эфиопия|إثيوبيا|埃塞俄比亚|
FIN|246|Finland|Finlande|Finlandia|Финляндия|فنلندا|芬兰|
FJI|242|Fiji|Fidji|Fiyi|Фиджи|فيجي|斐济|
FLK|238|Falkland Islands|Îles Malouines|Islas Malvinas|Фолклендские о-ва|جزر فوكلاند|福克兰群岛|Falkland Islands (Malvinas);Фолклендские острова;福克兰群岛（马尔维纳斯）
FRA|250|France|France|Francia|Франция|فرنسا|法国|
FRO|234|Faroe Islands|Îles Féroé|Islas Feroe|Фарерские о-ва|جزر فارو|法罗群岛|Фареры;Faeroe Islands
FSM|583|Micronesia|Micronésie|Micronesia|Федеративные Штаты Микронезии|ميكرونيزيا|密克罗尼西亚|Micronesia, Federated States of;Микронезия;ولايات ميكرونيسيا المتحدة;密克罗尼西亚联邦;Micronesia (Federated States of);Micronésie (États fédérés de);Micronesia (Estados Federados de)
GAB|266|Gabon|Gabon|Gabón|Габон|الغابون|加蓬|
GBR|826|United Kingdom|Royaume-Uni|Reino Unido|Великобритания|المملكة المتحدة|英国|UK;Great Britain;United Kingdom of Great Britain and Northern Ireland;Royaume-Uni de Grande-Bretagne et d'Irlande du Nord;Соединенное Королевство
GEO|268|Georgia|Géorgie|Georgia|Грузия|جورجيا|格鲁吉亚|
GGY|831|Guernsey|Guernesey|Guernesey|Гернси|غيرنزي|根西岛|根西;格恩西岛
GHA|288|Ghana|Ghana|Ghana|Гана|غانا|加纳|
GIB|292|Gibraltar|Gibraltar|Gibraltar|Гибралтар|جبل طارق|直布罗陀|
GIN|324|Guinea|Guinée|Guinea|Гвинея|غينيا|几内亚|
GLP|312|Guadeloupe|Guadeloupe|Guadalupe|Гваделупа|غوادلوب|瓜德罗普|
GMB|270|Gambia|Gambie|Gambia|Гамбия|غامبيا|冈比亚|Republic of The Gambia;The Gambia
GNB|624|Guinea-Bissau|Guinée-Bissau|Guinea-Bisáu|Гвинея-Бисау|غينيا بيساو|几内亚比绍|Guinea Bissau
GNQ|226|Equatorial Guinea|Guinée équatoriale|Guinea Ecuatorial|Экваториальная Гвинея|غينيا الاستوائية|赤道几内亚|
GRC|300|Greece|Grèce|Grecia|Греция|اليونان|希腊|
GRD|308|Grenada|Grenade|Granada|Гренада|غرينادا|格林纳达|
GRL|304|Greenland|Groenland|Groenlandia|Гренландия|غرينلاند|格陵兰|جرينلاند
GTM|320|Guatemala|Guatemala|Guatemala|Гватемала|غواتيمالا|危地马拉|
GUF|254|French Guiana|Guyane française|Guayana Francesa|Французская Гвиана|غويانا الفرنسية|法属圭亚那|Гвиана
GUM|316|Guam|Guam|Guam|Гуам|غوام|关岛|
GUY|328|Guyana|Guyana|Guyana|Гайана|غيانا|圭亚那|
HKG|344|Hong Kong, China|Hong Kong (Chine)|Hong Kong (China)|Гонконг, Китай|هونغ كونغ، الصين|中国香港|Hong Kong SAR China;R.A.S. chinoise de Hong Kong;RAE de Hong Kong (China);Гонконг (САР);هونغ كونغ الصينية (منطقة إدارية خاصة);中国香港特别行政区;Hong Kong;Гонконг;هونغ كونغ;香港;China, Hong Kong SAR;Hong Kong SAR, China
HMD|334|Heard & McDonald Islands|Îles Heard-et-MacDonald|Islas Heard y McDonald|о-ва Херд и Макдональд|جزيرة هيرد وجزر ماكدونالد|赫德岛和麦克唐纳群岛|Heard Island and McDonald Islands;Heard e Islas McDonald;Херд и Макдональд
HND|340|Honduras|Honduras|Honduras|Гондурас|هندوراس|洪都拉斯|
HRV|191|Croatia|Croatie|Croacia|Хорватия|كرواتيا|克罗地亚|
HTI|332|Haiti|Haïti|Haití|Гаити|هايتي|海地|
HUN|348|Hungary|Hongrie|Hungría|Венгрия|هنغاريا|匈牙利|المجر
IDN|360|Indonesia|Indonésie|Indonesia|Индонезия|إندونيسيا|印度尼西亚|印尼
IMN|833|Isle of Man|Île de Man|Isla de Man|о-в Мэн|جزيرة مان|马恩岛|Остров Мэн;英国属地曼岛
IND|356|India|Inde|India|Индия|الهند|印度|
IOT|086|British Indian Ocean Territory|Territoire britannique de l’océan Indien|Territorio Británico del Océano Índico|Британская территория в Индийском океане|الإقليم البريطاني في المحيط الهندي|英属印度洋领地|Océan Indien Britannique;إقليم المحيط الهندي البريطاني
IRL|372|Ireland|Irlande|Irlanda|Ирландия|أيرلندا|爱尔兰|Republic of Ireland
IRN|364|Iran|Iran|Irán|Иран|إيران|伊朗|Islamic Republic of Iran;República Islámica de Irán;Iran (Islamic Republic of);Iran (République islamique d');Irán (República Islámica del);Иран (Исламская Республика);إيران (جمهورية - الإسلامية);伊朗伊斯兰共和国
IRQ|368|Iraq|Irak|Irak|Ирак|العراق|伊拉克|
ISL|352|Iceland|Islande|Islandia|Исландия|آيسلندا|冰岛|
ISR|376|Israel|Israël|Israel|Израиль|إسرائيل|以色列|
ITA|380|Italy|Italie|Italia|Италия|إيطاليا|意大利|
JAM|388|Jamaica|Jamaïque|Jamaica|Ямайка|جامايكا|牙买加|
JEY|832|Jersey|Jersey|Jersey|Джерси|جيرسي|泽西岛|جيرزي;泽西
JOR|400|Jordan|Jordanie|Jordania|Иордания|الأردن|约旦|
JPN|392|Japan|Japon|Japón|Япония|اليابان|日本|
KAZ|398|Kazakhstan|Kazakhstan|Kazajistán|Казахстан|كازاخستان|哈萨克斯坦|
KEN|404|Kenya|Kenya|Kenia|Кения|كينيا|肯尼亚|
KGZ|417|Kyrgyzstan|Kirghizstan|Kirguistán|Киргизия|قيرغيزستان|吉尔吉斯斯坦|Kirghizistan;Kyrgyz Republic
KHM|116|Cambodia|Cambodge|Camboya|Камбоджа|كمبوديا|柬埔寨|
KIR|296|Kiribati|Kiribati|Kiribati|Кирибати|كيريباتي|基里巴斯|
KNA|659|St. Kitts & Nevis|Saint-Christophe-et-Niévès|San Cristóbal y Nieves|Сент-Китс и Невис|سانت كيتس ونيفيس|圣基茨和尼维斯|Saint Kitts and Nevis;Saint Kitts y Nevis;St. Kitts-Nevis
KOR|410|South Korea|Corée du Sud|Corea del Sur|Республика Корея|كوريا الجنوبية|韩国|Korea, Republic of;Republic of Korea;República de Corea;Korea, Rep.;République de Corée;جمهورية كوريا;大韩民国
KWT|414|Kuwait|Koweït|Kuwait|Кувейт|الكويت|科威特|
LAO|418|Laos|Laos|Laos|Лаос|لاوس|老挝|Lao People's Democratic Republic;República Democrática Popular de Lao;Lao PDR;République démocratique populaire lao;Лаосская Народно-Демократическая Республика
LBN|422|Lebanon|Liban|Líbano|Ливан|لبنان|黎巴嫩|
LBR|430|Liberia|Liberia|Liberia|Либерия|ليبيريا|利比里亚|Libéria
LBY|434|Libya|Libye|Libia|Ливия|ليبيا|利比亚|
LCA|662|St. Lucia|Sainte-Lucie|Santa Lucía|Сент-Люсия|سانت لوسيا|圣卢西亚|Saint Lucia
LIE|438|Liechtenstein|Liechtenstein|Liechtenstein|Лихтенштейн|ليختنشتاين|列支敦士登|
LKA|144|Sri Lanka|Sri Lanka|Sri Lanka|Шри-Ланка|سريلانكا|斯里兰卡|
LSO|426|Lesotho|Lesotho|Lesoto|Лесото|ليسوتو|莱索托|
LTU|440|Lithuania|Lituanie|Lituania|Литва|ليتوانيا|立陶宛|
LUX|442|Luxembourg|Luxembourg|Luxemburgo|Люксембург|لوكسمبورغ|卢森堡|
LVA|428|Latvia|Lettonie|Letonia|Латвия|لاتفيا|拉脱维亚|
MAC|446|Macao, China|Macao (Chine)|Macao (China)|Макао, Китай|ماكاو، الصين|中国澳门|Macao SAR China;R.A.S. chinoise de Macao;RAE de Macao (China);Макао (САР);منطقة ماكاو الإدارية الخاصة;中国澳门特别行政区;Macao;Макао;ماكاو;澳门;Macau;China, Macao SAR
MAF|663|St. Martin|Saint-Martin|San Martín|Сен-Мартен|سان مارتن|法属圣马丁|Saint Martin (French part);Saint-Martin (partie française);Saint Martin (francesa);سانت مارتن (الجزء الفرنسي)
MAR|504|Morocco|Maroc|Marruecos|Марокко|المغرب|摩洛哥|
MCO|492|Monaco|Monaco|Mónaco|Монако|موناكو|摩纳哥|
MDA|498|Moldova|Moldavie|Moldavia|Молдова|مولدوفا|摩尔多瓦|Moldova, Republic of;Молдавия;Republic of Moldova;République de Moldova;República de Moldova;Республика Молдова;جمهورية مولدوفا;摩尔多瓦共和国
MDG|450|Madagascar|Madagascar|Madagascar|Мадагаскар|مدغشقر|马达加斯加|
MDV|462|Maldives|Maldives|Maldivas|Мальдивы|جزر المالديف|马尔代夫|
MEX|484|Mexico|Mexique|México|Мексика|المكسيك|墨西哥|
MHL|584|Marshall Islands|Îles Marshall|Islas Marshall|Маршалловы о-ва|جزر مارشال|马绍尔群岛|Маршалловы Острова
MKD|807|North Macedonia|Macédoine du Nord|Macedonia del Norte|Северная Македония|مقدونيا الشمالية|北马其顿|The Republic of North Macedonia;The former Yugoslav Republic of Macedonia;Macedonia, FYR;Macedonia
MLI|466|Mali|Mali|Mali|Мали|مالي|马里|Malí
MLT|470|Malta|Malte|Malta|Мальта|مالطا|马耳他|
MMR|104|Myanmar|Myanmar|Myanmar|Мьянма|ميانمار|缅甸|Myanmar (Burma);Myanmar (Birmanie);Myanmar (Birmania);Мьянма (Бирма);ميانمار (بورما);بورما;Burma
MNE|499|Montenegro|Monténégro|Montenegro|Черногория|الجبل الأسود|黑山|
MNG|496|Mongolia|Mongolie|Mongolia|Монголия|منغوليا|蒙古|
MNP|580|Northern Mariana Islands|Îles Mariannes du Nord|Islas Marianas del Norte|Северные Марианские о-ва|جزر ماريانا الشمالية|北马里亚纳群岛|Северные Марианские Острова;北马里亚纳
MOZ|508|Mozambique|Mozambique|Mozambique|Мозамбик|موزمبيق|莫桑比克|
MRT|478|Mauritania|Mauritanie|Mauritania|Мавритания|موريتانيا|毛里塔尼亚|毛利塔尼亚
MSR|500|Montserrat|Montserrat|Montserrat|Монтсеррат|مونتسرات|蒙特塞拉特|
MTQ|474|Martinique|Martinique|Martinica|Мартиника|جزر المارتينيك|马提尼克|مارتينيك
MUS|480|Mauritius|Maurice|Mauricio|Маврикий|موريشيوس|毛里求斯|
MWI|454|Malawi|Malawi|Malaui|Малави|ملاوي|马拉维|مالاوي
MYS|458|Malaysia|Malaisie|Malasia|Малайзия|ماليزيا|马来西亚|
MYT|175|Mayotte|Mayotte|Mayotte|Майотта|مايوت|马约特|
NAM|516|Namibia|Namibie|Namibia|Намибия|ناميبيا|纳米比亚|
NCL|540|New Caledonia|Nouvelle-Calédonie|Nueva Caledonia|Новая Каледония|كاليدونيا الجديدة|新喀里多尼亚|
NER|562|Niger|Niger|Níger|Нигер|النيجر|尼日尔|
NFK|574|Norfolk Island|Île Norfolk|Isla Norfolk|о-в Норфолк|جزيرة نورفولك|诺福克岛|Остров Норфолк
NGA|566|Nigeria|Nigeria|Nigeria|Нигерия|نيجيريا|尼日利亚|Nigéria
NIC|558|Nicaragua|Nicaragua|Nicaragua|Никарагуа|نيكاراغوا|尼加拉瓜|
NIU|570|Niue|Niue|Niue|Ниуэ|نيوي|纽埃|Niué;نييوي
NLD|528|Netherlands|Pays-Bas|Países Bajos|Нидерланды|هولندا|荷兰|The Netherlands;Netherlands (Kingdom of the)
NOR|578|Norway|Norvège|Noruega|Норвегия|النرويج|挪威|
NPL|524|Nepal|Népal|Nepal|Непал|نيبال|尼泊尔|
NRU|520|Nauru|Nauru|Nauru|Науру|ناورو|瑙鲁|
NZL|554|New Zealand|Nouvelle-Zélande|Nueva Zelanda|Новая Зеландия|نيوزيلندا|新西兰|
OMN|512|Oman|Oman|Omán|Оман|عُمان|阿曼|عمان
PAK|586|Pakistan|Pakistan|Pakistán|Пакистан|باكستان|巴基斯坦|
PAN|591|Panama|Panama|Panamá|Панама|بنما|巴拿马|
PCN|612|Pitcairn Islands|Îles Pitcairn|Islas Pitcairn|о-ва Питкэрн|جزر بيتكيرن|皮特凯恩群岛|Pitcairn;Острова Питкэрн
PER|604|Peru|Pérou|Perú|Перу|بيرو|秘鲁|
PHL|608|Philippines|Philippines|Filipinas|Филиппины|الفلبين|菲律宾|
PLW|585|Palau|Palaos|Palaos|Палау|بالاو|帕劳|
PNG|598|Papua New Guinea|Papouasie-Nouvelle-Guinée|Papúa Nueva Guinea|Папуа — Новая Гвинея|بابوا غينيا الجديدة|巴布亚新几内亚|Papua Nueva Guinea
POL|616|Poland|Pologne|Polonia|Польша|بولندا|波兰|
PRI|630|Puerto Rico|Porto Rico|Puerto Rico|Пуэрто-Рико|بورتوريكو|波多黎各|
PRK|408|North Korea|Corée du Nord|Corea del Norte|КНДР|كوريا الشمالية|朝鲜|República Popular Democrática de Corea;КНДР (Корейская Народно-Демократическая Республика);Democratic People's Republic of Korea;DPR Korea;Korea, Dem. People's Rep.;République populaire démocratique de Corée;Корейская Народно-Демократическая Республика;朝鲜民主主义人民共和国;Korea DPR;Korea, Dem. Rep.
PRT|620|Portugal|Portugal|Portugal|Португалия|البرتغال|葡萄牙|
PRY|600|Paraguay|Paraguay|Paraguay|Парагвай|باراغواي|巴拉圭|
PSE|275|State of Palestine|État de Palestine|Estado de Palestina|Государство Палестина|دولة فلسطين|巴勒斯坦国|Palestinian Territories;Territoires palestiniens;Territorios Palestinos;Палестинские территории;الأراضي الفلسطينية;巴勒斯坦领土;Palestine;Palestina;فلسطين;巴勒斯坦;Occupied Palestinian Territory;oPt;Territorio Palestino Ocupado;West Bank and Gaza;Palestinian Territory
PYF|258|French Polynesia|Polynésie française|Polinesia Francesa|Французская Полинезия|بولينيزيا الفرنسية|法属波利尼西亚|بولينزيا الفرنسية
QAT|634|Qatar|Qatar|Catar|Катар|قطر|卡塔尔|
REU|638|Réunion|La Réunion|Reunión|Реюньон|روينيون|留尼汪|Reunion;لا ريونيون
ROU|642|Romania|Roumanie|Rumanía|Румыния|رومانيا|罗马尼亚|
RUS|643|Russia|Russie|Rusia|Россия|روسيا|俄罗斯|Russian Federation;Российская Федерация;Fédération de Russie;Federación de Rusia;الاتحاد الروسي;俄罗斯联邦
RWA|646|Rwanda|Rwanda|Ruanda|Руанда|رواندا|卢旺达|
SAU|682|Saudi Arabia|Arabie saoudite|Arabia Saudí|Саудовская Аравия|المملكة العربية السعودية|沙特阿拉伯|Arabia Saudita;السعودية
SDN|729|Sudan|Soudan|Sudán|Судан|السودان|苏丹|
SEN|686|Senegal|Sénégal|Senegal|Сенегал|السنغال|塞内加尔|
SGP|702|Singapore|Singapour|Singapur|Сингапур|سنغافورة|新加坡|
SGS|239|South Georgia & South Sandwich Islands|Géorgie du Sud-et-les Îles Sandwich du Sud|Islas Georgia del Sur y Sandwich del Sur|Южная Георгия и Южные Сандвичевы о-ва|جورجيا الجنوبية وجزر ساندويتش الجنوبية|南乔治亚和南桑威奇群岛|South Georgia and the South Sandwich Islands;Georgia del Sur y las Islas Sandwich del Sur;Южная Георгия и Южные Сандвичевы Острова;South Georgia and the Islands
SHN|654|St. Helena|Sainte-Hélène|Santa Elena|о-в Св. Елены|سانت هيلينا|圣赫勒拿|Saint Helena;Santa Helena, Ascensión y Tristán de Acuña;Острова Святой Елены, Вознесения и Тристан-да-Кунья;سانت هيلينا وأسينشين وتريستان دا كونا;圣赫勒拿、阿森松和特里斯坦-达库尼亚;Saint Helena, Ascension and Tristan da Cunha
SJM|744|Svalbard & Jan Mayen|Svalbard et Jan Mayen|Svalbard y Jan Mayen|Шпицберген и Ян-Майен|سفالبارد وجان ماين|斯瓦尔巴和扬马延|Svalbard and Jan Mayen;Svalbard et Île Jan Mayen;سفالبارد ويان ماين;Svalbard
SLB|090|Solomon Islands|Îles Salomon|Islas Salomón|Соломоновы о-ва|جزر سليمان|所罗门群岛|Соломоновы Острова
SLE|694|Sierra Leone|Sierra Leone|Sierra Leona|Сьерра-Леоне|سيراليون|塞拉利昂|
SLV|222|El Salvador|Salvador|El Salvador|Сальвадор|السلفادور|萨尔瓦多|
SMR|674|San Marino|Saint-Marin|San Marino|Сан-Марино|سان مارينو|圣马力诺|
SOM|706|Somalia|Somalie|Somalia|Сомали|الصومال|索马里|
SPM|666|St. Pierre & Miquelon|Saint-Pierre-et-Miquelon|San Pedro y Miquelón|Сен-Пьер и Микелон|سان بيير ومكويلون|圣皮埃尔和密克隆群岛|Saint Pierre and Miquelon;سان بيير وميكلون;圣皮埃尔和密克隆
SRB|688|Serbia|Serbie|Serbia|Сербия|صربيا|塞尔维亚|
SSD|728|South Sudan|Soudan du Sud|Sudán del Sur|Южный Судан|جنوب السودان|南苏丹|
STP|678|São Tomé & Príncipe|Sao Tomé-et-Principe|Santo Tomé y Príncipe|Сан-Томе и Принсипи|ساو تومي وبرينسيبي|圣多美和普林西比|Sao Tome and Principe;São Tomé-et-Principe;ساو تومي وبرينسيب
SUR|740|Suriname|Suriname|Surinam|Суринам|سورينام|苏里南|
SVK|703|Slovakia|Slovaquie|Eslovaquia|Словакия|سلوفاكيا|斯洛伐克|Slovak Republic
SVN|705|Slovenia|Slovénie|Eslovenia|Словения|سلوفينيا|斯洛文尼亚|
SWE|752|Sweden|Suède|Suecia|Швеция|السويد|瑞典|
SWZ|748|Eswatini|Eswatini|Esuatini|Эсватини|إسواتيني|斯威士兰|Royaume d'Eswatini;سوازيلاند;Swaziland
SXM|534|Sint Maarten|Saint-Martin (partie néerlandaise)|Sint Maarten|Синт-Мартен|سانت مارتن|荷属圣马丁|Sint Maarten (Dutch part);Sint Maarten (neerlandesa);سانت مارتن (الجزء الهولندي)
SYC|690|Seychelles|Seychelles|Seychelles|Сейшельские о-ва|سيشل|塞舌尔|Сейшельские Острова
SYR|760|Syria|Syrie|Siria|Сирия|سوريا|叙利亚|Syrian Arab Republic;República Árabe Siria;République arabe syrienne;Сирийская Арабская Республика;الجمهورية العربية السورية;阿拉伯叙利亚共和国
TCA|796|Turks & Caicos Islands|Îles Turques-et-Caïques|Islas Turcas y Caicos|Тёркс и Кайкос|جزر توركس وكايكوس|特克斯和凯科斯群岛|Turks and Caicos Islands;Теркс и Кайкос;Turks and Caicos
TCD|148|Chad|Tchad|Chad|Чад|تشاد|乍得|
TGO|768|Togo|Togo|Togo|Того|توغو|多哥|
THA|764|Thailand|Thaïlande|Tailandia|Таиланд|تايلاند|泰国|
TJK|762|Tajikistan|Tadjikistan|Tayikistán|Таджикистан|طاجيكستان|塔吉克斯坦|
TKL|772|Tokelau|Tokelau|Tokelau|Токелау|توكيلاو|托克劳|
TKM|795|Turkmenistan|Turkménistan|Turkmenistán|Туркменистан|تركمانستان|土库曼斯坦|Туркмения
TLS|626|Timor-Leste|Timor oriental|Timor-Leste|Восточный Тимор|تيمور - ليشتي|东帝汶|تيمور الشرقية;East Timor
TON|776|Tonga|Tonga|Tonga|Тонга|تونغا|汤加|
TTO|780|Trinidad & Tobago|Trinité-et-Tobago|Trinidad y Tobago|Тринидад и Тобаго|ترينيداد وتوباغو|特立尼达和多巴哥|Trinidad and Tobago
TUN|788|Tunisia|Tunisie|Túnez|Тунис|تونس|突尼斯|
TUR|792|Türkiye|Türkiye|Türkiye|Турция|تركيا|土耳其|Turquie;Turquía;Turkey
TUV|798|Tuvalu|Tuvalu|Tuvalu|Тувалу|توفالو|图瓦卢|
TWN|158|Taiwan|Taïwan|Taiwán|Тайвань|تايوان|台湾|Taiwan, Province of China;Китайская Республика;中国台湾省;Taiwan Province of China;Chinese Taipei
TZA|834|Tanzania|Tanzanie|Tanzania|Танзания|تنزانيا|坦桑尼亚|United Republic of Tanzania;République unie de Tanzanie;تانزانيا;République-Unie de Tanzanie;República Unida de Tanzanía;Объединенная Республика Танзания;جمهورية تنزانيا المتحدة;坦桑尼亚联合共和国
UGA|800|Uganda|Ouganda|Uganda|Уганда|أوغندا|乌干达|
UKR|804|Ukraine|Ukraine|Ucrania|Украина|أوكرانيا|乌克兰|
UMI|581|U.S. Outlying Islands|Îles mineures éloignées des États-Unis|Islas menores alejadas de EE. UU.|Внешние малые о-ва (США)|جزر الولايات المتحدة النائية|美国本土外小岛屿|United States Minor Outlying Islands;Islas Ultramarinas Menores de los Estados Unidos;Внешние малые острова (США);جزر الولايات المتحدة
URY|858|Uruguay|Uruguay|Uruguay|Уругвай|أورغواي|乌拉圭|الأوروغواي
USA|840|United States|États-Unis|Estados Unidos|Соединенные Штаты|الولايات المتحدة|美国|United States of America;USA;U.S.A.;US;U.S.;États-Unis d'Amérique;США;Estados Unidos de América;Соединенные Штаты Америки;الولايات المتحدة الأمريكية;美利坚合众国
UZB|860|Uzbekistan|Ouzbékistan|Uzbekistán|Узбекистан|أوزبكستان|乌兹别克斯坦|
VAT|336|Vatican City|État de la Cité du Vatican|Ciudad del Vaticano|Ватикан|الفاتيكان|梵蒂冈|Holy See (Vatican City State);Saint-Siège (Vatican);Santa Sede;Holy See;Saint-Siège;Vatican
VCT|670|St. Vincent & Grenadines|Saint-Vincent-et-les Grenadines|San Vicente y las Granadinas|Сент-Винсент и Гренадины|سانت فنسنت وجزر غرينادين|圣文森特和格林纳丁斯|Saint Vincent and the Grenadines;Saint-Vincent-et-les-Grenadines;سانت فينسنت والغرينادين;St. Vin. and Gren.
VEN|862|Venezuela|Venezuela|Venezuela|Венесуэла|فنزويلا|委内瑞拉|Venezuela (Bolivarian Republic of);Venezuela (République bolivarienne du);Venezuela (República Bolivariana de);Венесуэла (Боливарианская Республика);فنزويلا (جمهورية - البوليفارية);委内瑞拉玻利瓦尔共和国;Venezuela, RB
VGB|092|British Virgin Islands|Îles Vierges britanniques|Islas Vírgenes Británicas|Виргинские о-ва (Великобритания)|جزر فيرجن البريطانية|英属维尔京群岛|Virgin Islands, British;Виргинские Острова (Великобритания);جزر العذراء البريطانية
VIR|850|U.S. Virgin Islands|Îles Vierges des États-Unis|Islas Vírgenes de EE. UU.|Виргинские о-ва (США)|جزر فيرجن الأمريكية|美属维尔京群岛|Virgin Islands, U.S.;Îles vierges américaines;Islas Vírgenes de los Estados Unidos;Виргинские Острова (США);جزر العذراء الأمريكية;United States Virgin Islands;U.S. Virgin Is.
VNM|704|Vietnam|Viêt Nam|Vietnam|Вьетнам|فيتنام|越南|Viet Nam
VUT|548|Vanuatu|Vanuatu|Vanuatu|Вануату|فانواتو|瓦努阿图|
WLF|876|Wallis & Futuna|Wallis-et-Futuna|Wallis y Futuna|Уоллис и Футуна|جزر والس وفوتونا|瓦利斯和富图纳|Wallis and Futuna;والس وفوتونا;Wallis and Futuna Islands
WSM|882|Samoa|Samoa|Samoa|Самоа|ساموا|萨摩亚|
XKX||Kosovo|Kosovo|Kosovo|Косово|كوسوفو|科索沃|
YEM|887|Yemen|Yémen|Yemen|Йемен|اليمن|也门|Yemen, Rep.
ZAF|710|South Africa|Afrique du Sud|Sudáfrica|Южно-Африканская Республика|جنوب أفريقيا|南非|ЮАР
ZMB|894|Zambia|Zambie|Zambia|Замбия|زامبيا|赞比亚|
ZWE|716|Zimbabwe|Zimbabwe|Zimbabue|Зимбабве|زيمبابوي|津巴布韦|
"""

TWO_LETTERS: Final = """\
ABWAW AFGAF AGOAO AIAAI ALAAX ALBAL ANDAD AREAE ARGAR ARMAM ASMAS ATAAQ ATFTF ATGAG AUSAU AUTAT AZEAZ BDIBI BELBE BENBJ BESBQ BFABF BGDBD
BGRBG BHRBH BHSBS BIHBA BLMBL BLRBY BLZBZ BMUBM BOLBO BRABR BRBBB BRNBN BTNBT BVTBV BWABW CAFCF CANCA CCKCC CHECH CHLCL CHNCN CIVCI CMRCM
CODCD COGCG COKCK COLCO COMKM CPVCV CRICR CUBCU CUWCW CXRCX CYMKY CYPCY CZECZ DEUDE DJIDJ DMADM DNKDK DOMDO DZADZ ECUEC EGYEG ERIER ESHEH
ESPES ESTEE ETHET FINFI FJIFJ FLKFK FRAFR FROFO FSMFM GABGA GBRGB GEOGE GGYGG GHAGH GIBGI GINGN GLPGP GMBGM GNBGW GNQGQ GRCGR GRDGD GRLGL
GTMGT GUFGF GUMGU GUYGY HKGHK HMDHM HNDHN HRVHR HTIHT HUNHU IDNID IMNIM INDIN IOTIO IRLIE IRNIR IRQIQ ISLIS ISRIL ITAIT JAMJM JEYJE JORJO
JPNJP KAZKZ KENKE KGZKG KHMKH KIRKI KNAKN KORKR KWTKW LAOLA LBNLB LBRLR LBYLY LCALC LIELI LKALK LSOLS LTULT LUXLU LVALV MACMO MAFMF MARMA
MCOMC MDAMD MDGMG MDVMV MEXMX MHLMH MKDMK MLIML MLTMT MMRMM MNEME MNGMN MNPMP MOZMZ MRTMR MSRMS MTQMQ MUSMU MWIMW MYSMY MYTYT NAMNA NCLNC
NERNE NFKNF NGANG NICNI NIUNU NLDNL NORNO NPLNP NRUNR NZLNZ OMNOM PAKPK PANPA PCNPN PERPE PHLPH PLWPW PNGPG POLPL PRIPR PRKKP PRTPT PRYPY
PSEPS PYFPF QATQA REURE ROURO RUSRU RWARW SAUSA SDNSD SENSN SGPSG SGSGS SHNSH SJMSJ SLBSB SLESL SLVSV SMRSM SOMSO SPMPM SRBRS SSDSS STPST
SURSR SVKSK SVNSI SWESE SWZSZ SXMSX SYCSC SYRSY TCATC TCDTD TGOTG THATH TJKTJ TKLTK TKMTM TLSTL TONTO TTOTT TUNTN TURTR TUVTV TWNTW TZATZ
UGAUG UKRUA UMIUM URYUY USAUS UZBUZ VATVA VCTVC VENVE VGBVG VIRVI VNMVN VUTVU WLFWF WSMWS XKXXK YEMYE ZAFZA ZMBZM ZWEZW
"""

REGIONS: Final = """\
001|world|Monde|Mundo|весь мир|العالم|世界|ABW AFG AGO AIA ALA ALB AND ARE ARG ARM ASM ATF ATG AUS AUT AZE BDI BEL BEN BES BFA BGD BGR BHR BHS BIH BLM BLR BLZ BMU BOL BRA BRB BRN BTN BVT BWA CAF CAN CCK CHE CHL CHN CIV CMR COD COG COK COL COM CPV CRI CUB CUW CXR CYM CYP CZE DEU DJI DMA DNK DOM DZA ECU EGY ERI ESH ESP EST ETH FIN FJI FLK FRA FRO FSM GAB GBR GEO GGY GHA GIB GIN GLP GMB GNB GNQ GRC GRD GRL GTM GUF GUM GUY HKG HMD HND HRV HTI HUN IDN IMN IND IOT IRL IRN IRQ ISL ISR ITA JAM JEY JOR JPN KAZ KEN KGZ KHM KIR KNA KOR KWT LAO LBN LBR LBY LCA LIE LKA LSO LTU LUX LVA MAC MAF MAR MCO MDA MDG MDV MEX MHL MKD MLI MLT MMR MNE MNG MNP MOZ MRT MSR MTQ MUS MWI MYS MYT NAM NCL NER NFK NGA NIC NIU NLD NOR NPL NRU NZL OMN PAK PAN PCN PER PHL PLW PNG POL PRI PRK PRT PRY PSE PYF QAT REU ROU RUS RWA SAU SDN SEN SGP SGS SHN SJM SLB SLE SLV SMR SOM SPM SRB SSD STP SUR SVK SVN SWE SWZ SXM SYC SYR TCA TCD TGO THA TJK TKL TKM TLS TON TTO TUN TUR TUV TWN TZA UGA UKR UMI URY USA UZB VAT VCT VEN VGB VIR VNM VUT WLF WSM XKX YEM ZAF ZMB ZWE
002|Africa|Afrique|África|Африка|أفريقيا|非洲|AGO ATF BDI BEN BFA BWA CAF CIV CMR COD COG COM CPV DJI DZA EGY ERI ESH ETH GAB GHA GIN GMB GNB GNQ IOT KEN LBR LBY LSO MAR MDG MLI MOZ MRT MUS MWI MYT NAM NER NGA REU RWA SDN SEN SHN SLE SOM SSD STP SWZ SYC TCD TGO TUN TZA UGA ZAF ZMB ZWE
003|North America|Amérique du Nord|América del Norte|Северная Америка|أمريكا الشمالية|北美洲|ABW AIA ATG BES BHS BLM BLZ BMU BRB CAN CRI CUB CUW CYM DMA DOM GLP GRD GRL GTM HND HTI JAM KNA LCA MAF MEX MSR MTQ NIC PAN PRI SLV SPM SXM TCA TTO USA VCT VGB VIR
005|South America|Amérique du Sud|Sudamérica|Южная Америка|أمريكا الجنوبية|南美洲|ARG BOL BRA BVT CHL COL ECU FLK GUF GUY PER PRY SGS SUR URY VEN
009|Oceania|Océanie|Oceanía|Океания|أوقيانوسيا|大洋洲|ASM AUS CCK COK CXR FJI FSM GUM HMD KIR MHL MNP NCL NFK NIU NRU NZL PCN PLW PNG PYF SLB TKL TON TUV UMI VUT WLF WSM
011|Western Africa|Afrique occidentale|África occidental|Западная Африка|غرب أفريقيا|西非|BEN BFA CIV CPV GHA GIN GMB GNB LBR MLI MRT NER NGA SEN SHN SLE TGO
013|Central America|Amérique centrale|Centroamérica|Центральная Америка|أمريكا الوسطى|中美洲|BLZ CRI GTM HND MEX NIC PAN SLV
014|Eastern Africa|Afrique orientale|África oriental|Восточная Африка|شرق أفريقيا|东非|ATF BDI COM DJI ERI ETH IOT KEN MDG MOZ MUS MWI MYT REU RWA SOM SSD SYC TZA UGA ZMB ZWE
015|Northern Africa|Afrique septentrionale|África septentrional|Северная Африка|شمال أفريقيا|北非|DZA EGY ESH LBY MAR SDN TUN
017|Middle Africa|Afrique centrale|África central|Центральная Африка|وسط أفريقيا|中非|AGO CAF CMR COD COG GAB GNQ STP TCD
018|Southern Africa|Afrique australe|África meridional|Южная Африка|أفريقيا الجنوبية|南部非洲|BWA LSO NAM SWZ ZAF
019|Americas|Amériques|América|Америка|الأمريكتان|美洲|ABW AIA ARG ATG BES BHS BLM BLZ BMU BOL BRA BRB BVT CAN CHL COL CRI CUB CUW CYM DMA DOM ECU FLK GLP GRD GRL GTM GUF GUY HND HTI JAM KNA LCA MAF MEX MSR MTQ NIC PAN PER PRI PRY SGS SLV SPM SUR SXM TCA TTO URY USA VCT VEN VGB VIR
021|Northern America|Amérique septentrionale|Norteamérica|Североамериканский регион|شمال أمريكا|美洲北部|BMU CAN GRL SPM USA
029|Caribbean|Caraïbes|Caribe|Карибы|الكاريبي|加勒比地区|ABW AIA ATG BES BHS BLM BRB CUB CUW CYM DMA DOM GLP GRD HTI JAM KNA LCA MAF MSR MTQ PRI SXM TCA TTO VCT VGB VIR
030|Eastern Asia|Asie de l’Est|Asia oriental|Восточная Азия|شرق آسيا|东亚|CHN HKG JPN KOR MAC MNG PRK TWN
034|Southern Asia|Asie du Sud|Asia meridional|Южная Азия|جنوب آسيا|南亚|AFG BGD BTN IND IRN LKA MDV NPL PAK
035|Southeast Asia|Asie du Sud-Est|Sudeste asiático|Юго-Восточная Азия|جنوب شرق آسيا|东南亚|BRN IDN KHM LAO MMR MYS PHL SGP THA TLS VNM
039|Southern Europe|Europe du Sud|Europa meridional|Южная Европа|جنوب أوروبا|南欧|ALB AND BIH ESP GIB GRC HRV ITA MKD MLT MNE PRT SMR SRB SVN VAT XKX
053|Australasia|Australasie|Australasia|Австралазия|أسترالاسيا|澳大拉西亚|AUS CCK CXR HMD NFK NZL
054|Melanesia|Mélanésie|Melanesia|Меланезия|ميلانيزيا|美拉尼西亚|FJI NCL PNG SLB VUT
057|Micronesian Region|région micronésienne|Región de Micronesia|Микронезия|الجزر الميكرونيزية|密克罗尼西亚地区|FSM GUM KIR MHL MNP NRU PLW UMI
061|Polynesia|Polynésie|Polinesia|Полинезия|بولينيزيا|玻利尼西亚|ASM COK NIU PCN PYF TKL TON TUV WLF WSM
142|Asia|Asie|Asia|Азия|آسيا|亚洲|AFG ARE ARM AZE BGD BHR BRN BTN CHN CYP GEO HKG IDN IND IRN IRQ ISR JOR JPN KAZ KGZ KHM KOR KWT LAO LBN LKA MAC MDV MMR MNG MYS NPL OMN PAK PHL PRK PSE QAT SAU SGP SYR THA TJK TKM TLS TUR TWN UZB VNM YEM
143|Central Asia|Asie centrale|Asia central|Центральная Азия|وسط آسيا|中亚|KAZ KGZ TJK TKM UZB
145|Western Asia|Asie de l’Ouest|Asia occidental|Западная Азия|غرب آسيا|西亚|ARE ARM AZE BHR CYP GEO IRQ ISR JOR KWT LBN OMN PSE QAT SAU SYR TUR YEM
150|Europe|Europe|Europa|Европа|أوروبا|欧洲|ALA ALB AND AUT BEL BGR BIH BLR CHE CZE DEU DNK ESP EST FIN FRA FRO GBR GGY GIB GRC HRV HUN IMN IRL ISL ITA JEY LIE LTU LUX LVA MCO MDA MKD MLT MNE NLD NOR POL PRT ROU RUS SJM SMR SRB SVK SVN SWE UKR VAT XKX
151|Eastern Europe|Europe de l’Est|Europa oriental|Восточная Европа|شرق أوروبا|东欧|BGR BLR CZE HUN MDA POL ROU RUS SVK UKR
154|Northern Europe|Europe du Nord|Europa septentrional|Северная Европа|شمال أوروبا|北欧|ALA DNK EST FIN FRO GBR GGY IMN IRL ISL JEY LTU LVA NOR SJM SWE
155|Western Europe|Europe de l’Ouest|Europa occidental|Западная Европа|غرب أوروبا|西欧|AUT BEL CHE DEU FRA LIE LUX MCO NLD
202|Sub-Saharan Africa|Afrique subsaharienne|África subsahariana|Тропическая Африка|أفريقيا جنوب الصحراء الكبرى|撒哈拉以南非洲|AGO ATF BDI BEN BFA BWA CAF CIV CMR COD COG COM CPV DJI ERI ETH GAB GHA GIN GMB GNB GNQ IOT KEN LBR LSO MDG MLI MOZ MRT MUS MWI MYT NAM NER NGA REU RWA SEN SHN SLE SOM SSD STP SWZ SYC TCD TGO TZA UGA ZAF ZMB ZWE
419|Latin America|Amérique latine|Latinoamérica|Латинская Америка|أمريكا اللاتينية|拉丁美洲|ABW AIA ARG ATG BES BHS BLM BLZ BOL BRA BRB BVT CHL COL CRI CUB CUW CYM DMA DOM ECU FLK GLP GRD GTM GUF GUY HND HTI JAM KNA LCA MAF MEX MSR MTQ NIC PAN PER PRI PRY SGS SLV SUR SXM TCA TTO URY VCT VEN VGB VIR
"""
