import Foundation
import Testing
import TextModel

@testable import Lexicon

@Suite struct LanguageProfilesTests {
  /// As shipped.
  static let profiles: LanguageProfiles = {
    let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().appendingPathComponent("../..")
    let path = root.appendingPathComponent("Lexicons/languages.tsv")
    let text = try! String(contentsOf: path, encoding: .utf8)
    return try! LanguageProfiles(try! LexiconFile(parsing: text, path: "languages.tsv"))
  }()

  static func language(_ text: String, expected: String? = nil) -> String {
    profiles.language(of: Array(text.utf8), expected: expected)
  }

  /// The same report in every language, written for this test.
  static let reports: [(tag: String, text: String)] = [
    (
      "en",
      "The president of the country met his neighbour in the capital on Friday, and both of them said that "
        + "the talks had been useful. No agreement was signed, but the ministers will meet again next week to "
        + "go over what is still open between them."
    ),
    (
      "de",
      "Der Präsident des Landes hat am Freitag in der Hauptstadt seinen Nachbarn empfangen, und beide "
        + "sagten, die Gespräche seien nützlich gewesen. Ein Abkommen wurde nicht unterzeichnet, aber die "
        + "Minister wollen sich in der nächsten Woche wieder treffen."
    ),
    (
      "nl",
      "De president van het land heeft vrijdag in de hoofdstad zijn buurman ontvangen, en beiden zeiden dat "
        + "de gesprekken nuttig waren geweest. Er werd geen akkoord getekend, maar de ministers komen volgende "
        + "week weer bij elkaar."
    ),
    (
      "sv",
      "Landets president tog på fredagen emot sin granne i huvudstaden, och båda sade att samtalen hade "
        + "varit till nytta. Inget avtal skrevs under, men ministrarna ska träffas igen nästa vecka för att gå "
        + "igenom det som är kvar."
    ),
    (
      "fr",
      "Le président du pays a reçu vendredi son voisin dans la capitale, et les deux hommes ont dit que les "
        + "entretiens avaient été utiles. Aucun accord n'a été signé, mais les ministres se retrouveront la "
        + "semaine prochaine pour parler de ce qui reste."
    ),
    (
      "es",
      "El presidente del país recibió el viernes a su vecino en la capital, y los dos dijeron que las "
        + "conversaciones habían sido útiles. No se firmó ningún acuerdo, pero los ministros se verán otra vez "
        + "la próxima semana para hablar de lo que queda."
    ),
    (
      "pt",
      "O presidente do país recebeu na sexta-feira o seu vizinho na capital, e os dois disseram que as "
        + "conversas tinham sido úteis. Não foi assinado nenhum acordo, mas os ministros vão encontrar-se de "
        + "novo na próxima semana para falar do que falta."
    ),
    (
      "it",
      "Il presidente del paese ha ricevuto venerdì il suo vicino nella capitale, e i due hanno detto che i "
        + "colloqui erano stati utili. Non è stato firmato nessun accordo, ma i ministri si vedranno di nuovo "
        + "la prossima settimana per parlare di quello che resta."
    ),
    (
      "ro",
      "Președintele țării l-a primit vineri pe vecinul său în capitală, iar cei doi au spus că discuțiile "
        + "au fost utile. Nu a fost semnat niciun acord, dar miniștrii se vor întâlni din nou săptămâna "
        + "viitoare pentru a vorbi despre ce a rămas."
    ),
    (
      "pl",
      "Prezydent kraju przyjął w piątek swojego sąsiada w stolicy i obaj powiedzieli, że rozmowy były "
        + "pożyteczne. Nie podpisano żadnego porozumienia, ale ministrowie spotkają się ponownie w przyszłym "
        + "tygodniu, aby omówić to, co jeszcze zostało."
    ),
    (
      "cs",
      "Prezident země v pátek přijal v hlavním městě svého souseda a oba řekli, že rozhovory byly užitečné. "
        + "Žádná dohoda podepsána nebyla, ale ministři se příští týden sejdou znovu, aby probrali to, co mezi "
        + "nimi ještě zůstalo."
    ),
    (
      "sk",
      "Prezident krajiny v piatok prijal v hlavnom meste svojho suseda a obaja povedali, že rozhovory boli "
        + "užitočné. Nijaká dohoda podpísaná nebola, ale ministri sa budúci týždeň stretnú znova, aby prebrali "
        + "to, čo medzi nimi ešte zostalo."
    ),
    (
      "hu",
      "Az ország elnöke pénteken fogadta szomszédját a fővárosban, és mindketten azt mondták, hogy a "
        + "tárgyalások hasznosak voltak. Megállapodást nem írtak alá, de a miniszterek jövő héten újra "
        + "találkoznak, hogy megbeszéljék azt, ami még hátra van."
    ),
    (
      "fi",
      "Maan presidentti otti perjantaina vastaan naapurinsa pääkaupungissa, ja molemmat sanoivat, että "
        + "keskustelut olivat hyödyllisiä. Sopimusta ei ole allekirjoitettu, mutta ministerit tapaavat ensi "
        + "viikolla, kun on aika puhua siitä, mitä vielä on jäljellä."
    ),
    (
      "et",
      "Riigi president võttis reedel pealinnas vastu oma naabri ja mõlemad ütlesid, et kõnelused olid "
        + "kasulikud. Lepingut ei ole alla kirjutatud, aga ministrid saavad järgmisel nädalal jälle kokku, et "
        + "rääkida sellest, mis on veel lahtine."
    ),
    (
      "lt",
      "Šalies prezidentas penktadienį sostinėje priėmė savo kaimyną, ir abu sakė, kad pokalbiai buvo "
        + "naudingi. Susitarimas nebuvo pasirašytas, bet ministrai kitą savaitę vėl susitiks ir kalbės apie "
        + "tai, kas dar yra likę tarp jų."
    ),
    (
      "lv",
      "Valsts prezidents piektdien galvaspilsētā uzņēma savu kaimiņu, un abi teica, ka sarunas bija "
        + "noderīgas. Vienošanās nav parakstīta, bet ministri nākamajā nedēļā atkal tiksies, lai runātu par to, "
        + "kas vēl ir palicis."
    ),
    (
      "tr",
      "Ülkenin cumhurbaşkanı cuma günü başkentte komşusunu kabul etti ve ikisi de görüşmelerin çok yararlı "
        + "olduğunu söyledi. Bir anlaşma imzalanmadı ancak bakanlar gelecek hafta bu konuda daha sonra yeni bir "
        + "görüşme için bir araya gelecek."
    ),
    (
      "ru",
      "Президент страны принял в пятницу соседа в столице, и оба сказали, что переговоры были полезными. "
        + "Соглашение подписано не было, но министры встретятся снова на следующей неделе, чтобы обсудить то, "
        + "что ещё осталось между ними."
    ),
    (
      "uk",
      "Президент країни прийняв у п'ятницю сусіда в столиці, і обидва сказали, що переговори були "
        + "корисними. Угоду підписано не було, але міністри зустрінуться знову наступного тижня, щоб обговорити "
        + "те, що ще залишилося між ними."
    ),
    (
      "be",
      "Прэзідэнт краіны прыняў у пятніцу суседа ў сталіцы, і абодва сказалі, што перамовы былі карыснымі. "
        + "Пагадненне падпісана не было, але міністры сустрэнуцца зноў на наступным тыдні, каб абмеркаваць тое, "
        + "што яшчэ засталося паміж імі."
    ),
    (
      "bg",
      "Президентът на страната прие в петък съседа си в столицата и двамата казаха, че разговорите са били "
        + "полезни. Споразумение не беше подписано, но министрите ще се срещнат отново следващата седмица, за "
        + "да обсъдят това, което още е останало между тях."
    ),
    (
      "sr",
      "Председник земље примио је у петак свог суседа у главном граду и обојица су рекла да су разговори "
        + "били корисни. Споразум није потписан, али ће се министри поново састати следеће недеље да "
        + "разговарају о ономе што је још остало између њих."
    ),
    (
      "mk",
      "Претседателот на земјата го прими во петокот својот сосед во главниот град и двајцата рекоа дека "
        + "разговорите биле корисни. Договор не беше потпишан, но министрите ќе се сретнат повторно следната "
        + "недела за да разговараат за тоа што останува."
    ),
    (
      "da",
      "Landets præsident tog fredag imod sin nabo i hovedstaden, og begge sagde, at samtalerne havde været "
        + "nyttige. Der blev ikke skrevet under på en aftale, men ministrene mødes igen i næste uge for at gå "
        + "det igennem, der mangler."
    ),
    (
      "nb",
      "Landets president tok fredag imot naboen sin i hovedstaden, og begge sa at samtalene hadde vært "
        + "nyttige. Det ble ikke skrevet under på en avtale, men ministrene møtes igjen neste uke for å gå "
        + "gjennom det som gjenstår."
    ),
  ]

  @Test(arguments: reports)
  func articlesAreTold(tag: String, text: String) {
    #expect(Self.language(text) == tag)
    // Whatever the pipeline would rather read.
    #expect(Self.language(text, expected: tag == "ru" ? "en" : "ru") == tag)
    #expect(Self.language(text.uppercased()) == tag)
  }

  /// Its neighbours' words are taken for none of the pipeline's languages.
  @Test(arguments: reports)
  func halfASentenceIsNoOtherLanguage(tag: String, text: String) {
    let beginning = text.split(separator: " ").prefix(8).joined(separator: " ")
    let expected = ["ru", "uk", "be", "bg", "sr", "mk"].contains(tag) ? "ru" : "en"
    #expect([tag, "und"].contains(Self.language(beginning, expected: expected)))
  }

  @Test(arguments: [
    ("", "en", "en"), ("12 345 — 6", "en", "en"), ("Putin.", "en", "en"), ("Путин.", "ru", "ru"),
    ("Путін.", "ru", "und"), ("Прэзідэнт.", "ru", "und"), ("Ο πρόεδρος.", "en", "und"), ("国家总统", "en", "und"),
    ("Putin. Putin.", nil, "und"), (String(repeating: "Putin, Lukashenko; ", count: 30), "en", "und"),
    // Combining marks belong to their letters: й and ё in two pieces.
    ("Но и\u{306} е\u{308} не то, что было.", "en", "ru"),
  ])
  func shortTextsAreTakenForWhatIsExpectedUnlessTheyAreNot(text: String, expected: String?, language: String) {
    #expect(Self.language(text, expected: expected) == language)
  }

  /// Only the beginning is looked at, and no word that the window cuts.
  @Test func theEndOfALongTextDoesNotCount() {
    let head = Self.reports.first { $0.tag == "en" }!.text
    #expect(Self.language(head + String(repeating: " это было не так", count: 100_000)) == "en")
    for count in 4080...4110 {
      let text = String(repeating: "é", count: count / 2) + " ї"
      #expect(Self.language(text) == "und")
    }
  }

  @Test(arguments: [
    ("language\tletters\twords\nen\t\tthé", "f.tsv:7: 'thé' holds 'é', which is none of its letters: add it to them"),
    ("language\twords\nen\tthe", "f.tsv: no column 'letters': name it in the header, which has language, words"),
  ])
  func faultsAreExplained(table: String, complaint: String) throws {
    let head = "# name: T\n# kind: languages\n# version: 1\n# source: s\n# licence: MIT\n"
    let file = try LexiconFile(parsing: head + table, path: "f.tsv")
    do {
      _ = try LanguageProfiles(file)
      Issue.record("no complaint")
    } catch let error as ConfigurationError {
      #expect("\(error)" == complaint)
    }
  }
}
