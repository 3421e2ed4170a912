"""How the field writes names: pairs of every kind that was reported, spellings of one name and names that are two."""

from __future__ import annotations

import pytest

from malja.names import compare, read_name

ONE_PERSON = [
    ("Amena Ramadan", "امنة رمضان"),
    ("Amina Ramadan", "آمنة رمضان"),
    ("Amina Ramadan", "أمينة رمضان"),
    ("Daoud Hasan", "داوود حسن"),
    ("داود حسن", "داوود حسن"),
    ("ابوعمر", "أبو عمر"),
    ("ابوبكر الحسن", "Abu Bakr al-Hasan"),
    ("Abubakr Hasan", "أبو بكر حسن"),
    ("Muhammad Khalid Ahmad Abu Zayd", "محمد خالد أحمد أبو زيد"),
    ("Nasser Abu Hamda", "ناصر أبو حمدة"),
    ("al-Halabi Mohammad", "محمد الحلبي"),
    ("الحلبي محمد", "Mohammad al-Halabi"),
    ("bin Salim Khalid", "خالد بن سالم"),
    ("ben Salem Khaled", "Khaled ben Salem"),
    ("Zeynelabidin Kaya", "زين العابدين كايا"),
    ("نورالدين حسن", "نور الدين حسن"),
    ("Nureddin Hasan", "Nour al-Din Hasan"),
    ("Mohammadali Karimi", "Mohammad Ali Karimi"),
    ("محمدعلي الحسن", "محمد علي الحسن"),
    ("Jadallah Hasan", "جاد الله حسن"),
    ("Fadlallah Qasim", "فضل الله قاسم"),
    ("Abdulilah", "عبد الإله"),
    ("Khairuddin Hamid", "خير الدين حميد"),
    ("حسن عبدالرحمن", "حسن عبد الرحمن"),
    ("Abd Alrahman Hasan", "عبدالرحمن حسن"),
    ("AbdAlrahman Hasan", "عبدالرحمن حسن"),
    ("Mohammad Noor Alhuda", "محمد نورالهدى"),
    ("Nour Alhuda Hasan", "Nouralhuda Hasan"),
    ("Nurulhuda Hasan", "نور الهدى حسن"),
    ("Seifeddine Amir", "سيف الدين أمير"),
    ("Abdürrahman Kaya", "عبد الرحمن كايا"),
    ("Abdülkadir Şahin", "عبد القادر شاهين"),
    ("Abdülhamit Demir", "عبد الحميد دمير"),
    ("Abdüssamed Yıldız", "عبد الصمد يلدز"),
    ("Abdullatif Kaya", "عبد اللطيف كايا"),
    ("Abdulgani Kaya", "عبد الغني كايا"),
    ("Apdullah Hasan", "عبد الله حسن"),
    ("Abdurrezzak Hasan", "عبد الرزاق حسن"),
    ("Abdülvahap Hasan", "عبد الوهاب حسن"),
    ("Evdilkerîm Hesen", "عبد الكريم حسن"),
    ("Abdülmecid Hasan", "عبد المجيد حسن"),
    ("Abdüsselam Hasan", "عبد السلام حسن"),
    ("Abdülaziz Hasan", "عبد العزيز حسن"),
    ("Abdülbaki Hasan", "عبد الباقي حسن"),
    ("Abdülhalim Hasan", "عبد الحليم حسن"),
    ("Azhar Hasan", "أزهر حسن"),
    ("Mazhar Khalil", "مظهر خليل"),
    ("Nasim Hasan", "نظيم حسن"),
    ("Anbar Hasan", "Ambar Hasan"),
    ("Ambar Hasan", "عنبر حسن"),
    ("Jumblat Walid", "جنبلاط وليد"),
    ("Ishaq Hasan", "إسحاق حسن"),
    ("Ishak Hasan", "إسحق حسن"),
    ("Achmad Hasan", "أحمد حسن"),
    ("Machmud Hasan", "محمود حسن"),
    ("Mochammad Hasan", "محمد حسن"),
    ("Kasim Hasan", "كاظم حسن"),
    ("Asim Hasan", "عظيم حسن"),
    ("Hafis Asad", "حافظ أسد"),
    ("Hafez Asad", "حافظ أسد"),
    ("Sayyid Hasan", "سيد حسن"),
    ("Amir Hasan", "أمير حسن"),
    ("Malak Hasan", "ملاك حسن"),
    ("Shahid Hasan", "شهيد حسن"),
    ("Sheikh Omar Hasan", "عمر حسن"),
    ("Haj Ali Hasan", "علي حسن"),
    ("Imam Ali Hasan", "إمام علي حسن"),
    ("Amir Khalid Hasan", "أمير خالد حسن"),
    ("الأمير خالد حسن", "خالد حسن"),
    ("Doctor Hasan Ali", "حسن علي"),
    ("Agha Hasan", "آغا حسن"),
    ("Sultan Hasan Ali", "سلطان حسن علي"),
    ("Captain Khalid Omar", "خالد عمر"),
    ("Mulla Hasan Ali", "حسن علي"),
    ("Hassan Khoury", "حسن الخوري"),
    ("Sayed Ahmad Khalil", "السيد أحمد خليل"),
    ("Qais Qabbani", "قيس قباني"),
    ("Djamila Bouhired", "جميلة بوحيرد"),
    ("Baby of Amina", "مولود أمينة"),
    ("Umm Khalid", "أم خالد"),
    ("Abu Khalid al-Halabi", "أبو خالد الحلبي"),
    ("Abu Khalid Omar al-Halabi", "عمر الحلبي"),
    ("Ghassan Zhour", "غسان زهور"),
    ("Thaer Hasan", "ثائر حسن"),
    ("Saer Hasan", "ثائر حسن"),
    ("Hadhrami Salim", "حضرمي سالم"),
]
TWO_PERSONS = [
    ("Baby of Amina", "Amina"),
    ("مولود أمينة", "أمينة"),
    ("ابن اسراء درويش", "اسراء درويش"),
    ("son of Israa Darwish", "Israa Darwish"),
    ("Ali Hasan", "Hasan Ali"),
    ("Abu Khalid", "Khalid"),
    ("Abu Khalid", "Umm Khalid"),
    ("FNU Ahmadi", "Khalid Ahmadi"),
    ("Unknown", "Unknown"),
    ("N/A", "N/A"),
    ("غير معروف", "مجهول"),
    ("Salim Khalid", "Khalid Salim"),
    ("Azhar Hasan", "أظهر حسين"),
    ("Abd al-Rahman Hasan", "Abd al-Rahim Hasan"),
    ("عبد القادر شاهين", "عبد القدير شاهين"),
    ("Abu Zayd Muhammad", "Abu Omar Muhammad"),
    ("Muhammad Abu Zayd", "Muhammad Abu Omar"),
    ("Nour al-Din Hasan", "Nour al-Huda Hasan"),
    ("Zayn al-Abidin Kaya", "Zayn al-Din Kaya"),
    ("Noura Hasan", "Nour Hasan"),
    ("Amin Hasan", "Amina Hasan"),
    ("Samir Hasan", "Samira Hasan"),
    ("Karim Hasan", "Karima Hasan"),
    ("حسن أمين", "حسن أمينة"),
    ("Jamil Hasan", "Jamila Hasan"),
    ("Hamid Ali", "Hamad Ali"),
    ("Khalid Omar Hasan", "Khalid Amr Hasan"),
]
ONE_GROUP = [
    ("Hamza Brigade", "فرقة الحمزة"),
    ("Hamza Brigade", "Hamza Division"),
    ("Hamza", "Hamza Brigade"),
    ("Sultan Murad Brigade", "Sultan Murad Division"),
    ("al-Hamza Division", "Hamza Tümeni"),
    ("Liwa al-Tawhid", "Brigade de l'Unicité"),
    ("Faylaq al-Sham", "Sham Legion"),
    ("Şam Kolordusu", "فيلق الشام"),
    ("Army of Islam", "Jaysh al-Islam"),
    ("Yekîneyên Parastina Gel", "وحدات حماية الشعب"),
    ("People's Protection Units", "Yekîneyên Parastina Gel"),
    ("Halk Koruma Birlikleri", "People's Protection Units"),
    ("Ahrar al-Sham", "أحرار الشام"),
    ("Suqour al-Sham", "Falcons of the Levant"),
    ("Faucons du Levant", "صقور الشام"),
    ("Kataib al-Farouq", "Farouq Battalions"),
    ("كتائب الفاروق", "Farouq Brigade"),
    ("Nureddin Zengi Hareketi", "حركة نور الدين الزنكي"),
    ("Harakat Nour al-Din al-Zenki", "Nur al-Din al-Zinki Movement"),
    ("Hêzên Sûriya Demokratîk", "قوات سوريا الديمقراطية"),
    ("Syrian Democratic Forces", "قوات سوريا الديمقراطية"),
    ("Suriye Demokratik Güçleri", "Syrian Democratic Forces"),
    ("Forces démocratiques syriennes", "Syrian Democratic Forces"),
    ("Milli Ordu", "National Army"),
    ("Suriye Milli Ordusu", "Syrian National Army"),
    ("الجيش الوطني السوري", "Syrian National Army"),
    ("Lions of the East Army", "جيش أسود الشرقية"),
    ("Martyrs of the East", "شهداء الشرقية"),
    ("Hizbullah", "حزب الله"),
    ("White Helmets", "الخوذ البيضاء"),
    ("Croissant-Rouge arabe syrien", "الهلال الأحمر العربي السوري"),
    ("Red Crescent", "الهلال الأحمر"),
    ("Lewa Şehîd Sefîn", "لواء الشهيد سفين"),
    ("Asayish", "آسايش"),
    ("Mu'tasim Division", "فرقة المعتصم"),
    ("al-Mutasim Brigade", "لواء المعتصم"),
    ("Katibat al-Muhajirin", "Muhacirin Taburu"),
    ("Jabhat al-Nusra", "Front al-Nosra"),
    ("Nusra Cephesi", "جبهة النصرة"),
    ("Support Front", "جبهة النصرة"),
]
TWO_GROUPS = [
    ("Hamza Brigade", "Murad Brigade"),
    ("فرقة الحمزة", "فرقة السلطان مراد"),
    ("Ahrar al-Sham", "Suqour al-Sham"),
    ("Ahrar al-Sham", "Ahrar al-Sharqiya"),
    ("Jaysh al-Islam", "Jaysh al-Sham"),
    ("Army of Islam", "Army of Conquest"),
    ("13th Division", "13th Brigade"),
    ("13th Division", "16th Division"),
    ("Faylaq al-Sham", "Jabhat al-Sham"),
    ("Farouq Brigade", "Omar al-Farouq Brigade"),
    ("Islamic Front", "Islamic Front of Iraq"),
    ("Nour al-Din Zenki", "Nour al-Din"),
    ("كتيبة خالد", "كتيبة خالدة"),
    ("Hamza Brigade", "Hamza ibn Abd al-Muttalib Brigade"),
    ("Free Syrian Army", "Syrian Arab Army"),
    ("National Front", "National Army"),
    ("Northern Brigade", "Southern Brigade"),
    ("Lions of the East", "Martyrs of the East"),
    ("لواء أمين", "لواء أمينة"),
    ("Katibat Zaynab", "Katibat Zayn"),
    ("Salah al-Din Brigade", "Grandsons of Salah al-Din Brigade"),
    ("Revolutionary Council", "Revolutionary Committee of Homs"),
    ("Youth Party", "Democratic Union Party"),
]
#: What stands behind Abd, in Latin and Arabic letters.
SERVANT_OF = {
    "rahman": "الرحمن",
    "rahim": "الرحيم",
    "salam": "السلام",
    "aziz": "العزيز",
    "wahhab": "الوهاب",
    "razzaq": "الرزاق",
    "fattah": "الفتاح",
    "basit": "الباسط",
    "sami": "السميع",
    "latif": "اللطيف",
    "halim": "الحليم",
    "ghafur": "الغفور",
    "ali": "العلي",
    "hafiz": "الحفيظ",
    "jalil": "الجليل",
    "karim": "الكريم",
    "mujib": "المجيب",
    "wasi": "الواسع",
    "hakim": "الحكيم",
    "wadud": "الودود",
    "majid": "المجيد",
    "shahid": "الشهيد",
    "haqq": "الحق",
    "hamid": "الحميد",
    "hayy": "الحي",
    "qayyum": "القيوم",
    "wahid": "الواحد",
    "ahad": "الأحد",
    "samad": "الصمد",
    "qadir": "القادر",
    "barr": "البر",
    "munim": "المنعم",
    "nasir": "الناصر",
    "hadi": "الهادي",
    "baqi": "الباقي",
    "ghani": "الغني",
    "nabi": "النبي",
    "rida": "الرضا",
    "masih": "المسيح",
    "ilah": "الإله",
    "jabbar": "الجبار",
    "malik": "الملك",
}


@pytest.mark.parametrize(("a", "b"), ONE_PERSON)
def test_spellings_of_one_person(a: str, b: str) -> None:
    assert compare(a, b).same


@pytest.mark.parametrize(("a", "b"), TWO_PERSONS)
def test_two_persons(a: str, b: str) -> None:
    assert not compare(a, b).same


@pytest.mark.parametrize(("a", "b"), ONE_GROUP)
def test_spellings_of_one_group(a: str, b: str) -> None:
    assert compare(a, b, kind="group").same


@pytest.mark.parametrize(("a", "b"), TWO_GROUPS)
def test_two_groups(a: str, b: str) -> None:
    assert not compare(a, b, kind="group").same


@pytest.mark.parametrize("latin", SERVANT_OF)
@pytest.mark.parametrize(
    "form", ["Abd al-{}", "Abdul {}", "Abdul{}", "Abdel{}", "Abdel {}", "Abd-el-{}", "Ebdul{}", "Abdül{}"]
)
def test_every_servant_of_god_with_and_without_a_space(latin: str, form: str) -> None:
    arabic = SERVANT_OF[latin]
    for written in (f"عبد {arabic} حسن", f"عبد{arabic} حسن"):
        assert compare(f"{form.format(latin)} Hasan", written).same


@pytest.mark.parametrize(
    "text",
    [
        "Unknown",
        "غير معروف",
        "مجهول الهوية",
        "بدون اسم",
        "مولود جديد",
        "FNU LNU",
        "FNU Ahmadi",
        "N/A",
        "XXX",
        "Baby girl",
    ],
)
def test_a_word_for_not_known_is_no_name(text: str) -> None:
    assert read_name(text).parts == ()


@pytest.mark.parametrize(
    "text", ["ابن/اسراء محمد درويش", "Baby of Amina", "مولود أمينة", "Emine bebeği", "fils de Amina", "son of Israa"]
)
def test_a_child_is_named_by_its_mother(text: str) -> None:
    mother = read_name(text).mother
    assert mother is not None
    assert not any(part.role == "given" for part in read_name(text).parts)
