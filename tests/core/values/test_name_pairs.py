"""Name pairs across scripts and ways of spelling, beside the public ones: each has its level in both directions."""

from __future__ import annotations

import pytest

from applicant_helper.core.values.names import NameLevel, PersonName, compare_names, parse_name

PAIRS = [
    ("Łukasz Żółć", "LUKASZ ZOLC", "trivial"),
    ("Søren Ødegård", "SOEREN OEDEGAARD", "trivial"),
    ("Müller, Jörg", "Joerg Mueller", "trivial"),
    ("İbrahim Şahin", "IBRAHIM SAHIN", "trivial"),
    ("Nguyễn Văn Đức", "NGUYEN VAN DUC", "trivial"),
    ("Peña Ortiz, María", "Maria Pena Ortiz", "trivial"),
    ("de la Cruz, Juan", "Juan Delacruz", "trivial"),
    ("Smith, Mary-Ann", "Mary Ann Smith", "trivial"),
    ("Kim Min-su", "Min-su Kim", "trivial"),
    ("Mr. John Smith", "John Smith", "trivial"),
    ("Daw Aung San Suu Kyi", "Aung San Suu Kyi", "trivial"),
    ("U Thant", "Thant", "trivial"),
    ("LNU, Ahmadullah", "Ahmadullah", "trivial"),
    ("Muñoz, Ana", "MUNXXOZ ANA", "trivial"),
    ("Tanaka Yuki", "Yuki Tanaka", "trivial"),
    ("Петров Алексей", "Алексей Петров", "trivial"),
    ("D'Angelo, Maria", "Maria Dangelo", "trivial"),
    ("García-López, Ana", "Ana Garcia Lopez", "trivial"),
    ("Nagy Péter", "Peter Nagy", "trivial"),
    ("Jose Garcia", "José García", "trivial"),
    ("Volodymyr Kovalenko", "Vladimir Kovalenko", "variant"),
    ("Oleksandr Shevchenko", "Aleksandr Shevchenko", "variant"),
    ("Юлия Соколова", "Yulia Sokolova", "variant"),
    ("Сергей Щербаков", "Sergei Shcherbakov", "variant"),
    ("Сергей Щербаков", "Sergey Scherbakov", "variant"),
    ("Hryhorii Bondarenko", "Grigori Bondarenko", "variant"),
    ("Park Ji-young", "Bak Jiyeong", "variant"),
    ("Lee Seung-ho", "Yi Sungho", "variant"),
    ("Choi Hyun Jung", "Choe Hyeonjeong", "variant"),
    ("Chen Jianguo", "Chan Kin Kwok", "variant"),
    ("Chen Xiaoling", "Chen Hsiao-ling", "variant"),
    ("Li Mei", "Lee Mei", "variant"),
    ("Huang Wei", "Wong Wai", "variant"),
    ("Zhang Wei", "Chang Wei", "variant"),
    ("Abdul Rahman", "Abdurrahman", "variant"),
    ("Abdel Rahman Hussein", "Abdulrahman Husain", "variant"),
    ("Yusuf Karim", "Youssef Kareem", "variant"),
    ("Ahmed Hassan", "Ahmad Hasan", "variant"),
    ("Fatimah Al-Rashid", "Fatima Ar-Rashid", "variant"),
    ("Khaled Omar", "Khalid Umar", "variant"),
    ("Aisha Begum", "Ayesha Begum", "variant"),
    ("Md Rahman", "Mohammed Rahman", "variant"),
    ("Maria Santos", "Ma. Santos", "variant"),
    ("Maria Lopez", "Maria Lopez Hernandez", "variant"),
    ("João da Silva", "Joao Silva", "variant"),
    ("Ahmad bin Abdullah", "Ahmad Abdullah", "variant"),
    ("Harpreet Kaur", "Harpreet Kaur Gill", "variant"),
    ("John Smith Jr", "John Smith", "variant"),
    ("J. R. Smith", "John Robert Smith", "variant"),
    ("Katherine Johnson", "Katharine Johnson", "variant"),
    ("Ono Kenji", "Ohno Kenji", "variant"),
    ("王小明", "Wang Xiaoming", "variant"),
    ("김민수", "Kim Minsu", "variant"),
    ("محمد علي", "Mohammed Ali", "variant"),
    ("Ahmed Al Hassan", "Ahmed Hassan", "variant"),
    ("Ana María Torres Vega", "Ana Torres", "variant"),
    ("Guadalupe Hernández", "Gpe Hernandez", "variant"),
    ("Ahmadullah", "Ahmadullah Noori", "variant"),
    ("Anna Schmidt", "Anna Schmidt-Müller", "variant"),
    ("Maria Garcia Lopez", "Maria Garcia de Hernandez", "variant"),
    ("Juan Carlos Perez", "Carlos Juan Perez", "variant"),
    ("Stephen Brown", "Steven Brown", "mismatch"),
    ("Tran Thi Hoa", "Tran Hoa", "variant"),
    ("Иван Петров", "Sergei Smirnov", "mismatch"),
    ("김민수", "Park Jiyoung", "mismatch"),
    ("محمد علي", "John Smith", "mismatch"),
    ("John Smith Jr", "John Smith Sr", "mismatch"),
    ("Kim Min-su", "Kim Ji-woo", "mismatch"),
    ("Li Wei", "Li Na", "mismatch"),
    ("Chen Wei", "Zhen Wei", "variant"),
    ("Hassan Ali", "Hussein Ali", "mismatch"),
    ("Hamid Karimi", "Hamad Karimi", "mismatch"),
    ("Jose M. Perez", "Jose Luis Perez", "mismatch"),
    ("Mary Smith", "Mary Jones", "mismatch"),
    ("Nguyen Van An", "Tran Van An", "mismatch"),
    ("Maria Garcia", "Marta Garcia", "variant"),
    ("Ivan Petrov", "Igor Petrov", "mismatch"),
    ("Robert Lee", "Richard Lee", "mismatch"),
    ("Jean Pierre", "Joan Pierre", "mismatch"),
    ("Wang Fang", "Wang Feng", "mismatch"),
    ("Ali Khan", "Alia Khan", "mismatch"),
    ("Juan Perez", "Juana Perez", "mismatch"),
    ("Ana Silva Costa", "Ana Silva Rocha", "mismatch"),
    ("Bob Smith", "Robert Smith", "mismatch"),
    ("Rosa Diaz", "Rosa Dias", "mismatch"),
    ("Eva Novak", "Ewa Nowak", "variant"),
]
READ_BY_CONSONANTS = [
    ("राजेश कुमार", "Rajesh Kumar", "Sunil Sharma"),
    ("ਹਰਪ੍ਰੀਤ ਸਿੰਘ", "Harpreet Singh", "Gurdeep Gill"),
    ("አበበ ቢቂላ", "Abebe Bikila", "Selam Tesfaye"),
    ("عبد الرحمن حسن", "Abdul Rahman Hassan", "Omar Khalil"),
    ("Γιώργος Παπαδόπουλος", "Giorgos Papadopoulos", "Nikos Dimitriou"),
    ("박지영", "Park Jiyoung", "Kim Minsu"),
]


def read(text: str) -> PersonName:
    name = parse_name(text)
    assert isinstance(name, PersonName)
    return name


@pytest.mark.parametrize(("a", "b", "level"), PAIRS)
def test_a_pair_has_its_level_whichever_comes_first(a: str, b: str, level: str) -> None:
    assert compare_names(read(a), read(b)).level == level
    assert compare_names(read(b), read(a)).level == level


@pytest.mark.parametrize(("native", "latin", "somebody_else"), READ_BY_CONSONANTS)
def test_another_script_is_read_as_far_as_its_consonants_go(
    native: str, latin: str, somebody_else: str
) -> None:
    assert compare_names(read(native), read(latin)).level is NameLevel.VARIANT
    assert compare_names(read(native), read(somebody_else)).level is NameLevel.MISMATCH


def test_the_form_in_its_own_script_that_the_owner_gave_is_a_variant() -> None:
    legal = PersonName("Wang", "Xiaoming", native="王小明")
    match = compare_names(legal, read("王 小明"))
    assert (match.level, match.because) == (NameLevel.VARIANT, "native_script")


def test_a_missing_suffix_is_never_trivial() -> None:
    assert compare_names(read("SMITH, JOHN, JR"), read("John Smith")).level is NameLevel.VARIANT


def test_a_single_name_agrees_with_the_same_name_and_a_filler() -> None:
    match = compare_names(PersonName("Ahmadullah", single=True), PersonName("Ahmadullah", "FNU"))
    assert match.level is NameLevel.TRIVIAL
