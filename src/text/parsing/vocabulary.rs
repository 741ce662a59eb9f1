//! The words by which UN texts are recognised, in the six languages. All in lower case.

/// "Article" as it begins an article's line.
pub(super) const ARTICLE: [&str; 9] =
    ["article", "art.", "artículo", "articulo", "статья", "ст.", "المادة", "مادة", "artikel"];

/// Numbers written as words after "Article" or "Part".
const NUMBER_WORDS: [(&str, usize); 34] = [
    ("one", 1),
    ("first", 1),
    ("premier", 1),
    ("première", 1),
    ("1er", 1),
    ("i", 1),
    ("primero", 1),
    ("primera", 1),
    ("первая", 1),
    ("1-я", 1),
    ("two", 2),
    ("second", 2),
    ("deuxième", 2),
    ("segunda", 2),
    ("вторая", 2),
    ("three", 3),
    ("third", 3),
    ("troisième", 3),
    ("tercera", 3),
    ("третья", 3),
    ("four", 4),
    ("fourth", 4),
    ("quatrième", 4),
    ("cuarta", 4),
    ("четвертая", 4),
    ("five", 5),
    ("fifth", 5),
    ("cinquième", 5),
    ("quinta", 5),
    ("пятая", 5),
    ("six", 6),
    ("sixth", 6),
    ("seven", 7),
    ("eight", 8),
];

/// The words that begin a heading before a number, with their rank (0 is the highest).
const HEADINGS: [(&str, usize); 22] = [
    ("annex", 0),
    ("annexe", 0),
    ("anexo", 0),
    ("приложение", 0),
    ("part", 1),
    ("partie", 1),
    ("parte", 1),
    ("часть", 1),
    ("title", 2),
    ("titre", 2),
    ("título", 2),
    ("titulo", 2),
    ("chapter", 3),
    ("chapitre", 3),
    ("capítulo", 3),
    ("capitulo", 3),
    ("глава", 3),
    ("section", 4),
    ("sección", 4),
    ("seccion", 4),
    ("раздел", 4),
    ("الباب", 1),
];

pub(super) const PREAMBLE: [&str; 8] = [
    "preamble",
    "préambule",
    "preambule",
    "preámbulo",
    "preambulo",
    "преамбула",
    "序言",
    "الديباجة",
];

/// Organs that speak at the beginning of a text.
const ORGANS: [&str; 44] = [
    "the general assembly",
    "the human rights council",
    "the security council",
    "the economic and social council",
    "the commission on human rights",
    "the conference of the parties",
    "the open-ended intergovernmental working group",
    "the states parties to the present covenant",
    "the states parties to the present convention",
    "the states parties to this convention",
    "the states parties to the present protocol",
    "l'assemblée générale",
    "le conseil des droits de l'homme",
    "le conseil de sécurité",
    "le conseil économique et social",
    "la commission des droits de l'homme",
    "la conférence des parties",
    "les états parties à la présente convention",
    "les états parties au présent pacte",
    "la asamblea general",
    "el consejo de derechos humanos",
    "el consejo de seguridad",
    "el consejo económico y social",
    "la comisión de derechos humanos",
    "la conferencia de las partes",
    "los estados partes en la presente convención",
    "los estados partes en el presente pacto",
    "генеральная ассамблея",
    "совет по правам человека",
    "совет безопасности",
    "экономический и социальный совет",
    "комиссия по правам человека",
    "конференция сторон",
    "государства-участники настоящей конвенции",
    "государства-участники настоящего пакта",
    "大会",
    "人权理事会",
    "安全理事会",
    "经济及社会理事会",
    "الجمعية العامة",
    "إن الجمعية العامة",
    "مجلس حقوق الإنسان",
    "إن مجلس حقوق الإنسان",
    "مجلس الأمن",
];

/// How a formula that leads into the operative part begins.
const DECLARING: [&str; 38] = [
    "declares",
    "solemnly declares",
    "proclaims",
    "solemnly proclaims",
    "adopts",
    "solemnly adopts",
    "agrees",
    "have agreed",
    "hereby",
    "now, therefore",
    "now therefore",
    "déclare",
    "déclare solennellement",
    "proclame",
    "proclame solennellement",
    "adopte",
    "sont convenus",
    "sont convenues",
    "en conséquence",
    "declara",
    "declara solemnemente",
    "proclama",
    "proclama solemnemente",
    "aprueba",
    "adopta",
    "han convenido",
    "convienen",
    "ahora, por tanto",
    "провозглашает",
    "торжественно провозглашает",
    "заявляет",
    "торжественно заявляет",
    "принимает",
    "согласились",
    "согласились о",
    "宣布",
    "تعلن",
    "تعلن رسميا",
];

/// How preambular paragraphs begin.
const PREAMBULAR: [&str; 62] = [
    "acknowledging",
    "affirming",
    "alarmed",
    "appreciating",
    "aware",
    "bearing",
    "believing",
    "cognizant",
    "commending",
    "concerned",
    "conscious",
    "considering",
    "convinced",
    "deeply",
    "desiring",
    "determined",
    "emphasizing",
    "encouraged",
    "expressing",
    "gravely",
    "guided",
    "having",
    "mindful",
    "noting",
    "observing",
    "reaffirming",
    "recalling",
    "recognizing",
    "reiterating",
    "seeking",
    "stressing",
    "taking",
    "underlining",
    "welcoming",
    "whereas",
    "affirmant",
    "ayant",
    "conscient",
    "consciente",
    "considérant",
    "convaincu",
    "convaincue",
    "notant",
    "rappelant",
    "réaffirmant",
    "reconnaissant",
    "sachant",
    "soulignant",
    "afirmando",
    "considerando",
    "consciente de",
    "convencida",
    "reafirmando",
    "reconociendo",
    "recordando",
    "teniendo",
    "признавая",
    "принимая",
    "подтверждая",
    "ссылаясь",
    "отмечая",
    "будучи",
];

/// Words that end a line in the middle of a list: "…; and".
pub(super) const AND: [&str; 10] = ["and", "or", "et", "ou", "y", "e", "o", "и", "или", "и/или"];

/// Alphabets by which subparagraphs are lettered, besides the Latin one.
const ALPHABETS: [&str; 3] =
    ["абвгдежзиклмнопрстуфхцчшщэюя", "أبجدهوزحطيكلمنسعفصقرشتثخذضظغ", "一二三四五六七八九十"];

/// Lower-case, with straight apostrophes and plain spaces, and without the final comma or colon.
pub(super) fn plain(words: &str) -> String {
    let mut plain = String::with_capacity(words.len());
    for c in words.trim().chars().flat_map(char::to_lowercase) {
        match c {
            '’' | 'ʼ' => plain.push('\''),
            c if c.is_whitespace() => plain.push(' '),
            c => plain.push(c),
        }
    }
    plain.trim_end_matches([',', ':', '،', '，', ' ']).to_owned()
}

/// Whether the whole of these words names an organ that speaks.
pub(super) fn is_organ(words: &str) -> bool {
    ORGANS.contains(&plain(words).as_str())
}

/// Whether these words could name some other body, as they stand directly after the title:
/// "The Ministers of the Group of 12,".
pub(super) fn may_be_organ(words: &str) -> bool {
    const THE: [&str; 15] = [
        "the",
        "we",
        "le",
        "la",
        "les",
        "l'",
        "nous",
        "el",
        "los",
        "las",
        "nosotros",
        "мы",
        "их",
        "государства",
        "главы",
    ];
    let plain = plain(words);
    let first = plain.split(' ').next().unwrap_or("");
    let article = THE.contains(&first) || first.starts_with("l'");
    words.trim_end().ends_with(',') && article && plain.split(' ').count() <= 14
}

pub(super) fn begins_declaring(words: &str) -> bool {
    begins_with_one_of(words, &DECLARING)
}

pub(super) fn begins_preambular(words: &str) -> bool {
    begins_with_one_of(words, &PREAMBULAR)
}

fn begins_with_one_of(words: &str, list: &[&str]) -> bool {
    let plain = plain(words);
    list.iter().any(|beginning| {
        plain
            .strip_prefix(beginning)
            .is_some_and(|rest| !rest.starts_with(|c: char| c.is_alphanumeric()))
    })
}

/// The rank of the heading that this word begins.
pub(super) fn heading_rank(word: &str) -> Option<usize> {
    HEADINGS.iter().find(|(heading, _)| *heading == word).map(|(_, rank)| *rank)
}

/// The number that stands after "Article" or "Part": "3", "III", "premier", "٣".
pub(super) fn number(word: &str) -> Option<usize> {
    let word = word.to_lowercase();
    if let Some((_, n)) = NUMBER_WORDS.iter().find(|(known, _)| *known == word) {
        return Some(*n);
    }
    if !word.is_empty() && word.chars().all(char::is_numeric) {
        return digits(&word);
    }
    roman(&word)
}

/// Figures in Western or Arabic-Indic digits.
pub(super) fn digits(figures: &str) -> Option<usize> {
    figures.chars().try_fold(0usize, |n, c| {
        let digit = match u32::from(c) {
            code @ 0x0660..=0x0669 => code - 0x0660,
            code @ 0x06F0..=0x06F9 => code - 0x06F0,
            code @ 0xFF10..=0xFF19 => code - 0xFF10,
            _ => c.to_digit(10)?,
        };
        n.checked_mul(10)?.checked_add(usize::try_from(digit).ok()?)
    })
}

/// The value of a well-formed roman number in lower case.
pub(in super::super) fn roman(word: &str) -> Option<usize> {
    let value = |c| match c {
        'i' => Some(1),
        'v' => Some(5),
        'x' => Some(10),
        'l' => Some(50),
        'c' => Some(100),
        _ => None,
    };
    let values: Vec<usize> = word.chars().map(value).collect::<Option<_>>()?;
    let mut sum = 0usize;
    for (index, value) in values.iter().enumerate() {
        if values.get(index + 1).is_some_and(|next| next > value) {
            sum = sum.wrapping_sub(*value);
        } else {
            sum = sum.wrapping_add(*value);
        }
    }
    (!word.is_empty() && crate::text::citations::roman(sum) == word).then_some(sum)
}

/// Which letter of its alphabet a label is: a is 1, z is 26, aa is 27.
pub(super) fn letter(label: &str) -> Option<usize> {
    let mut letters = label.chars();
    let first = letters.next()?;
    if !letters.all(|other| other == first) {
        return None;
    }
    let length = label.chars().count();
    if first.is_ascii_lowercase() {
        return Some(usize::from(first as u8 - b'a') + 1 + 26 * (length - 1));
    }
    ALPHABETS
        .iter()
        .filter(|_| length == 1)
        .find_map(|alphabet| alphabet.chars().position(|letter| letter == first).map(|at| at + 1))
}

/// A Chinese number up to 99: 二十三.
pub(super) fn chinese(word: &str) -> Option<usize> {
    const ONES: &str = "一二三四五六七八九";
    let one = |c: char| ONES.chars().position(|known| known == c).map(|at| at + 1);
    if let Some(n) = digits(word).filter(|_| !word.is_empty()) {
        return Some(n);
    }
    let (tens, ones) = match word.split_once('十') {
        None => ("", word),
        Some(("", ones)) => ("一", ones),
        Some((tens, ones)) => (tens, ones),
    };
    let value = |part: &str| -> Option<usize> {
        let mut letters = part.chars();
        match (letters.next(), letters.next()) {
            (None, _) => Some(0),
            (Some(c), None) => one(c),
            _ => None,
        }
    };
    let n = value(tens)? * 10 + value(ones)?;
    (n > 0).then_some(n)
}
