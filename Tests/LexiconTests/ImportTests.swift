import Corpus
import Testing
import TextModel

@testable import Lexicon

/// What each format's quirks become: entries as `category: term =weight match @pos`, findings as `severity line kind`.
@Suite struct ImportTests {
  struct Row: CustomTestStringConvertible, Sendable {
    var quirk: String
    var path: String
    var text: String
    var entries: [String]
    var findings: [String] = []
    /// Entries that stand in the file; nil for as many as live.
    var entriesIn: Int?

    var testDescription: String { "\(path): \(quirk)" }
  }

  static func read(_ text: String, _ path: String, format: DictionaryFormat? = nil) throws -> ImportedDictionary {
    try ImportedDictionary.read(Array(text.utf8), path: path, format: format, statement: .init(licence: "MIT"))
  }

  static func shown(_ entry: DictionaryEntry) -> String {
    DictionaryWriter.path(entry.category) + ": " + entry.term
      + (entry.weight.map { " =" + DictionaryWriter.number($0) } ?? "")
      + (entry.match.isEmpty ? "" : " " + entry.match) + (entry.when.isEmpty ? "" : " " + entry.when)
      + (entry.pos.isEmpty ? "" : " @" + entry.pos)
  }

  static func shown(_ finding: Finding) -> String {
    "\(finding.severity) \(finding.line.map(String.init) ?? "-") \(finding.kind.rawValue)"
  }

  static func check(_ row: Row) throws {
    let dictionary = try read(row.text, row.path)
    #expect(dictionary.entries.map(shown) == row.entries)
    #expect(dictionary.findings.map(shown) == row.findings)
    #expect(dictionary.entriesIn == row.entriesIn ?? row.entries.count)
    #expect(dictionary.entriesIn == dictionary.entries.count + dictionary.lost + dictionary.merged)
    for finding in dictionary.findings {
      #expect(finding.description.split(separator: ": ").count >= 3, "place: what: how to mend")
    }
    try checkWriting(dictionary)
  }

  /// What is written reads back as the same dictionary.
  static func checkWriting(_ dictionary: ImportedDictionary) throws {
    let file = try LexiconFile(parsing: DictionaryWriter.text(dictionary), path: "d.tsv")
    let again = try ContentDictionary(file)
    #expect(again.entries.map(\.term) == dictionary.entries.map(\.term))
    #expect(again.entries.map(\.weight) == dictionary.entries.map(\.weight))
    #expect(
      again.entries.map { again.categories[$0.category] }
        == dictionary.entries.map { DictionaryWriter.path($0.category) })
  }

  @Test(arguments: [
    Row(
      quirk: "nested maps are nested categories", path: "d.yml", text: "A:\n  B: [tax*, wom?n]\n  C:\n    - long run\n",
      entries: ["A/B: tax*", "A/B: wom?n", "A/C: long run"]),
    Row(
      quirk: "__ holds what stands in a category with others within it", path: "d.yml",
      text: "A:\n- __:\n  - one\n- B:\n  - two\n", entries: ["A: one", "A/B: two"]),
    Row(
      quirk: "signs that mean nothing to quanteda", path: "d.yml",
      text: "A: ['(sic)', 'and/or', 'a|b', 'c\\d', '~2', '/x/']\n",
      entries: ["A: \\(sic\\)", "A: and\\/or", "A: a\\|b", "A: c\\\\d", "A: \\~2", "A: \\/x\\/"]),
    Row(
      quirk: "keys that YAML takes for something else", path: "d.yml", text: "NA: [x]\nno: [y]\n2020: [z]\n",
      entries: ["NA: x", "no: y", "2020: z"]),
    Row(
      quirk: "a key without a name, and categories without entries", path: "d.yml", text: "A:\n  '': [x]\nB: []\nC:\n",
      entries: ["A: x"], findings: ["warning 2 category", "warning 3 category", "warning 4 category"]),
    Row(
      quirk: "an entry in nested categories counts in the inner one", path: "d.yml",
      text: "A:\n  - __: [x, y]\n  - B: [x]\n", entries: ["A: y", "A/B: x"], findings: ["note 2 nested"], entriesIn: 3),
    Row(
      quirk: "the same entry twice, but for capitals", path: "d.yml", text: "A: [Tax]\nB:\n- tax\n- tax\n",
      entries: ["A: Tax", "B: tax"], findings: ["note 4 duplicate"], entriesIn: 3),
    Row(
      quirk: "an underscore, and a star for any word", path: "d.yml", text: "A: [new_deal, 'new *', '*']\n",
      entries: ["A: new_deal", "A: new *", "A: *"], findings: ["warning 1 matches-all", "warning 1 underscore"]),
    Row(
      quirk: "many words with stars are no aliases", path: "d.yml",
      text: "A:\n" + (0..<50).map { "- 'not *w\($0)'\n" }.joined(), entries: (0..<50).map { "A: not *w\($0)" }),
    Row(
      quirk: "an entry of nothing but blanks", path: "d.yml", text: "A: [' ', x]\n", entries: ["A: x"],
      findings: ["error 1 never-matches"], entriesIn: 2),
  ])
  func quanteda(row: Row) throws { try Self.check(row) }

  @Test(arguments: [
    Row(
      quirk: "words with several categories", path: "d.dic", text: "%\n1\tpos\n2\taffect\n%\ngood\t1\t2\nwell*\t1\n",
      entries: ["pos: good", "affect: good", "pos: well*"]),
    Row(
      quirk: "numbers parted by blanks, zeros, many tabs", path: "d.dic",
      text: "%\t\t\t\n01  pos words\n2\tneg\n%\t\ngood\t\t1\t\t\nbad   002\n\n",
      entries: ["pos words: good", "neg: bad"]),
    Row(
      quirk: "tabs nest categories", path: "d.dic",
      text: "%\n1\tfunct (Function)\n\t2\tpronoun\n\t\t3\ti\n4\taffect\n%\nme\t1\t2\t3\nhappy\t4\nthe\t1\n",
      entries: ["funct (Function)/pronoun/i: me", "affect: happy", "funct (Function): the"],
      findings: ["note 7 nested"], entriesIn: 5),
    Row(
      quirk: "conditional codes are lost, the others live", path: "d.dic",
      text: "%\n125\tposemo\n131\tneg\n253\tpreps\n464\tlike\n%\nkind\t<of>131/125\t253\nlike\t(02 134)125/464\t253\n",
      entries: ["preps: kind", "preps: like"], findings: ["error 7 condition", "error 8 condition"], entriesIn: 4),
    Row(
      quirk: "numbers that are not defined, and words without any", path: "d.dic",
      text: "%\n1\tpos\n%\ngood\t1\t9\nwell\nfine\tpos\n", entries: ["pos: good"],
      findings: ["error 4 undefined-category", "error 5 bad-line", "error 6 undefined-category"], entriesIn: 4),
    Row(
      quirk: "a word twice has the categories of both", path: "d.dic",
      text: "%\n1\tpos\n2\tneg\n%\ngood\t1\ngood\t1\t2\t02\n", entries: ["pos: good", "neg: good"],
      findings: ["note 6 duplicate"], entriesIn: 3),
    Row(
      quirk: "phrases, signs, and stars that are none", path: "d.dic",
      text: "%\n1\tc\n%\neye for an eye\t1\n8)\t1\n(:\t1\n?\t1\na*b\t1\n",
      entries: ["c: eye for an eye", "c: 8\\)", "c: \\(:", "c: \\?", "c: a\\*b"], findings: ["warning 8 literal"]),
    Row(
      quirk: "bare CR, no end, a mark", path: "d.dic", text: "\u{FEFF}%\r1\tpos\r%\rgood\t1\rx\t2",
      entries: ["pos: good"], findings: ["error 5 undefined-category"], entriesIn: 2),
    Row(
      quirk: "a number twice, a category without a name", path: "d.dic", text: "%\n1\ta\n01\tb\n2\n%\nx\t1\t2\n",
      entries: ["a: x", "2: x"], findings: ["warning 3 category", "warning 4 category"]),
    Row(
      quirk: "words before the first mark", path: "d.dic", text: "x\t1\n%\n1\ta\n%\ny\t1\n", entries: ["a: y"],
      findings: ["error 1 bad-line"], entriesIn: 2),
  ])
  func liwc(row: Row) throws { try Self.check(row) }

  @Test(arguments: [
    Row(
      quirk: "X or 1", path: "d.dicx", text: "DicTerm,pos,neg\ngood,X,\nbad,,1\n\"so, so\",x,0\n",
      entries: ["pos: good", "neg: bad", "pos: so, so"]),
    Row(
      quirk: "weights", path: "d.dicx", text: "DicTerm,pos,neg\r\ngood*,.5,\r\nbad,0,-2\r\nfine,1,\r\n",
      entries: ["pos: good* =0.5", "neg: bad =-2", "pos: fine =1"]),
    Row(
      quirk: "remarks, empty columns, cells that are neither", path: "d.dicx",
      text: "DicTerm,pos,note,empty\ngood,X,why,\nbad,maybe,,\nlone,,,\n", entries: ["pos: good"],
      findings: ["warning 1 column", "warning 1 column", "error 3 bad-weight", "note 4 absent"], entriesIn: 2),
    Row(
      quirk: "short and long rows", path: "d.dicx", text: "DicTerm,pos,neg\ngood,X\nbad,X,X,X\n",
      entries: ["pos: good"],
      findings: ["warning 1 column", "error 3 bad-line"], entriesIn: 2),
    Row(
      quirk: "the General Inquirer's senses, cells and bare CR", path: "d.csv",
      text:
        "\u{FEFF}Entry,Source,Positiv,Negativ\rABLE#1,H4,Positiv,\rABLE#2,H4,Positiv,\rABUSE,H4,,Negativ\r#1,H4,,Negativ\r",
      entries: ["Positiv: ABLE", "Negativ: ABUSE", "Negativ: #1"], findings: ["warning 1 column", "warning 2 sense"],
      entriesIn: 4),
  ])
  func dicx(row: Row) throws { try Self.check(row) }

  @Test(arguments: [
    Row(
      quirk: "tabs nest, an underscore joins words, capitals stay", path: "d.cat",
      text:
        "NEED\r\n\tORALITY\r\n\t\tABSINTH* (1)\r\n\t\tICE_CREAM (1)\r\n\tSEX\r\n\t\tLOVE AFFAIR (1)\r\nX\r\n\tW?N (1)\r\n",
      entries: ["NEED/ORALITY: ABSINTH*", "NEED/ORALITY: ICE CREAM", "NEED/SEX: LOVE AFFAIR", "X: W?N"]),
    Row(
      quirk: "categories with signs", path: "d.cat", text: "+STATE+\n\tgo (1)\n#A/B\n\tstop (1)\n",
      entries: ["+STATE+: go", "\\#A\\/B: stop"]),
    Row(
      quirk: "rules are lost, categories without entries told", path: "d.cat",
      text: "A\n\tgood (1)\nNOTGOOD\n\t@NOTGOOD [#POS AFTER #NEG /S 3] (1)\nEMPTY\nB\n\tbad\n",
      entries: ["A: good"],
      findings: ["error 4 macro", "warning 5 category", "warning 7 category"], entriesIn: 2),
    Row(
      quirk: "weights, if any is not one", path: "d.cat", text: "A\n\tgood (1)\n\tgreat (2.5)\n\tawful (-3)\n",
      entries: ["A: good =1", "A: great =2.5", "A: awful =-3"]),
    Row(
      quirk: "an entry before any category, brackets in one", path: "d.cat", text: "good (1)\nA\n\t:( (1)\n",
      entries: ["A: :\\("], findings: ["error 1 category"], entriesIn: 2),
  ])
  func wordStat(row: Row) throws { try Self.check(row) }

  @Test(arguments: [
    Row(
      quirk: "categories within each other", path: "d.ykd",
      text: """
        <?xml version="1.0" encoding="ISO-8859-1"?>
        <dictionary style="050805" patternengine="substring">
        <cnode name="A"><pnode name="tax*"/><cnode name="B"><pnode name="public goods &amp; more"/></cnode></cnode>
        <cnode name="C"><pnode name="Ö(1)"/></cnode>
        </dictionary>
        """, entries: ["A: tax*", "A/B: public goods & more", "C: Ö\\(1\\)"]),
    Row(
      quirk: "one outermost category is the name", path: "wrong.cat",
      text: "<dictionary>\n<cnode name=\"Policy\">\n<cnode name=\"A\"><pnode name=\"x\"/></cnode></cnode></dictionary>",
      entries: ["A: x"], findings: ["note 2 category"]),
    Row(
      quirk: "scores", path: "d.lcd",
      text:
        "<dictionary><cnode name=\"A\"><pnode name=\"x\" score=\"-1.5\"/>\n<pnode name=\"y\" score=\"high\"/></cnode></dictionary>",
      entries: ["A: x =-1.5"], findings: ["error 2 bad-weight"], entriesIn: 2),
    Row(
      quirk: "regular expressions, unknown elements, empty categories", path: "d.ykd",
      text: """
        <dictionary patternengine="regexp"><cnode name="A"><pnode name="^tax(es)?$"/><pnode name="a/b"/></cnode>
        <note>text</note><cnode name="B"/>
        </dictionary>
        """, entries: ["A: /tax(es)?/", "A: /a\\/b/"],
      findings: ["warning 2 field", "warning 2 field", "warning 2 category"]),
    Row(
      quirk: "patterns outside of categories", path: "d.ykd",
      text: "<dictionary>\n<pnode name=\"x\"/><cnode name=\"A\"><pnode name=\"y\"/></cnode></dictionary>",
      entries: ["A: y"],
      findings: ["error 2 category"], entriesIn: 2),
  ])
  func yoshikoder(row: Row) throws { try Self.check(row) }

  @Test(arguments: [
    Row(
      quirk: "stars, phrases, blanks around", path: "d.lc3",
      text: "+negative\nabandon*\n a lie \nheckl**\nwhy?\n+positive\ngood \n",
      entries: ["negative: abandon*", "negative: a lie", "negative: heckl*", "negative: why\\?", "positive: good"],
      findings: ["note 3 blanks", "note 4 approximated"]),
    Row(
      quirk: "colours, empty categories, entries before all", path: "d.lc3",
      text: "early\n+negative#AA0000\nbad\n+empty\n+#1\nx\n", entries: ["negative: bad", "\\#1: x"],
      findings: ["error 1 category", "note 2 category", "warning 4 category"], entriesIn: 3),
  ])
  func lexicoder(row: Row) throws { try Self.check(row) }

  @Test func lexicoderTellsWhatIsNegated() throws {
    let text = "+negative\nbad\n+positive\ngood\n+neg_negative\nnot bad\n+neg_positive\nnot good\n"
    let head = try Self.read(text, "d.lc3").head
    #expect(head.nested == "dictionary")
    #expect(head.positive == [["neg_negative"], ["positive"]])
    #expect(head.negative == [["neg_positive"], ["negative"]])
  }

  @Test(arguments: [
    Row(
      quirk: "stars stand for themselves", path: "v.txt", text: "*)\t1.5\t0.5\t[1, 2]\ngood\t1.9\t0.9\t[2, 2]\n",
      entries: ["valence: \\*\\) =1.5", "valence: good =1.9"]),
    Row(
      quirk: "the last of two counts, small letters before capitals", path: "v.txt",
      text: "a\t1\t0\t[1]\na\t2\t0\t[2]\nxd\t2.8\t0\t[3]\nXD\t2.7\t0\t[3]\n:P\t1.5\t0\t[1]\n:p\t1.5\t0\t[1]\n",
      entries: ["valence: a =2", "valence: xd =2.8", "valence: :P =1.5"],
      findings: ["warning 2 conflict", "warning 4 conflict", "note 4 unmatched-before", "note 6 duplicate"],
      entriesIn: 6),
    Row(
      quirk: "phrases, which VADER never finds", path: "v.txt", text: "fed up\t-1.8\t0.6\t[-2]\nbad\t-2.5\t0.6\t[-2]\n",
      entries: ["valence: fed up =-1.8", "valence: bad =-2.5"], findings: ["warning 1 unmatched-before"]),
    Row(
      quirk: "lines that are none", path: "v.txt", text: "a\t1\t0\t[1]\nb\tc\t0\t[1]\nd\t1\t0\t[1]\n",
      entries: ["valence: a =1", "valence: d =1"], findings: ["error 2 bad-line"], entriesIn: 3),
  ])
  func vader(row: Row) throws { try Self.check(row) }

  @Test(arguments: [
    Row(
      quirk: "phrases, no end", path: "a.txt", text: "abandon\t-2\ndoes not work\t-3\ncan't stand\t-3",
      entries: ["valence: abandon =-2", "valence: does not work =-3", "valence: can't stand =-3"]),
    Row(
      quirk: "weights that contradict each other", path: "a.txt", text: "a\t-2\nb\t1\na\t2\n",
      entries: ["valence: b =1", "valence: a =2"], findings: ["warning 3 conflict"], entriesIn: 3),
  ])
  func afinn(row: Row) throws { try Self.check(row) }

  @Test func afinnsScale() throws {
    #expect(try Self.read("a\t-5\nb\t3\n", "a.txt").head.scale == "-5…5")
    let other = try Self.read("a\t-5\nb\t7\n", "a.txt", format: .afinn)
    #expect(other.head.scale == nil)
    #expect(other.findings.map(Self.shown) == ["warning 2 field"])
  }

  @Test(arguments: [
    Row(
      quirk: "ones and zeros", path: "n.txt",
      text: "About this\nabandon\tanger\t0\nabandon\tfear\t1\nabandon\tnegative\t1\nabacus\ttrust\t1\nx\tfear\t2\n",
      entries: ["fear: abandon", "negative: abandon", "trust: abacus"],
      findings: ["note 1 bad-line", "note 2 absent", "error 6 bad-weight"], entriesIn: 4)
  ])
  func nrc(row: Row) throws { try Self.check(row) }

  @Test(arguments: [
    Row(
      quirk: "underscores, other white space", path: "int_dictionary1.txt",
      text: "very\t0.2\nobvious .03\nlots_of\t\t0.3\nnot_too\t-1.5\n",
      entries: [
        "intensifier: very =0.2 @int", "intensifier: obvious =0.03 @int", "intensifier: lots of =0.3 @int",
        "intensifier: not too =-1.5 @int",
      ], findings: ["note 2 field"]),
    Row(
      quirk: "a macro of a noun phrase", path: "verb_dictionary.txt", text: "(#bring#)_#NP?#_to_life\t3\nlove\t3\n",
      entries: ["valence: bring ~5 to life =3 stem @verb", "valence: love =3 stem @verb"],
      findings: ["note - approximated", "warning 1 approximated", "warning 1 approximated"]),
    Row(
      quirk: "alternatives, optional words, parts of speech", path: "adj_d.txt",
      text:
        "[all|everything]_that_was_(up)\t2\ncould_[not]?_(care)_less\t-4\n(turn)_[INT]_heads\t3\n(think)_[INT]?_(highly|well)_of\t3\n",
      entries: [
        "valence: (all|everything) that was up =2 @adj", "valence: could (|not) care less =-4 @adj",
        "valence: turn * heads =3 @adj", "valence: think ~1 (highly|well) of =3 @adj",
      ], findings: ["warning 3 approximated"]),
    Row(
      quirk: "contractions are one word", path: "adv_d.txt", text: "['d|would]_rather\t-2\nca_n't_(wait)\t2\n",
      entries: ["valence: (*'d|would) rather =-2 @adv", "valence: can't wait =2 @adv"]),
    Row(
      quirk: "what may be absent at an end, mistyped macros", path: "adj_d.txt",
      text: "[INT]?_(good)_#PER?#\t2\n(spice)_$NP?#_up\t1\n(#come)_short\t-1\n",
      entries: ["valence: good =2 @adj", "valence: spice ~5 up =1 @adj", "valence: come short =-1 @adj"],
      findings: [
        "warning 1 approximated", "warning 1 approximated", "warning 2 approximated", "warning 2 approximated",
        "warning 3 approximated", "warning 3 approximated",
      ]),
    Row(
      quirk: "what can't be said", path: "adj_d.txt",
      text: "good\t1\n[a|b]+_(c)\t1\n(a_b\t1\n[INT]?_#PER?#\t1\n#X?#_(y)\t1\nz\n",
      entries: ["valence: good =1 @adj"],
      findings: [
        "error 2 unsupported", "error 3 unsupported", "error 4 unsupported", "error 5 unsupported", "error 6 bad-line",
      ], entriesIn: 6),
  ])
  func socal(row: Row) throws { try Self.check(row) }

  @Test func socalsFilesAreOneDictionary() throws {
    let dictionary = try ImportedDictionary.read(
      [
        ("adj_d.txt", Array("good\t3\nmean\t-2\n".utf8)), ("noun_d.txt", Array("good\t3\nmean\t1\n".utf8)),
        ("verb_d.txt", Array("mean\t-2\n".utf8)),
      ], statement: .init(licence: "MIT"))
    #expect(
      dictionary.entries.map(Self.shown) == [
        "valence: good =3 stem @adj|noun", "valence: mean =-2 stem @adj|verb", "valence: mean =1 stem @noun",
      ])
    #expect(
      dictionary.findings.map { $0.file + " " + Self.shown($0) } == [
        "noun_d.txt note - approximated", "noun_d.txt note 1 part-of-speech", "noun_d.txt warning 2 part-of-speech",
        "verb_d.txt note - approximated", "verb_d.txt note 1 part-of-speech",
      ])
    #expect(dictionary.entriesIn == 5)
  }

  @Test(arguments: [
    Row(
      quirk: "stems, strength, parts of speech", path: "m.tff",
      text:
        "type=weaksubj len=1 word1=abandon pos1=verb stemmed1=y priorpolarity=negative\ntype=strongsubj len=1 word1=abase pos1=anypos stemmed1=n priorpolarity=both\n",
      entries: ["negative/weaksubj: abandon stem @verb", "both/strongsubj: abase"]),
    Row(
      quirk: "odd lines", path: "m.tff",
      text: """
        type=weaksubj len=1 word1=a pos1=adj stemmed1=1 priorpolarity=negative
        type=weaksubj len=1 word1=b pos1=adj stemmed1=n polarity=negative
        type=weaksubj len=1 word1=c pos1=adj stemmed1=n m priorpolarity=negative
        type=weaksubj len=1 word1=d pos1=adj stemmed1=n
        type=weaksubj len=1 pos1=adj stemmed1=n priorpolarity=negative
        type=weaksubj len=2 word1=e pos1=adj stemmed1=n priorpolarity=negative
        type=weaksubj len=1 word1=f pos1=adj stemmed1=n polarity=negative priorpolarity=weakneg
        type=weaksubj len=1 word1=g pos1=adj stemmed1=n priorpolarity=weakneg

        """,
      entries: [
        "negative/weaksubj: a @adj", "negative/weaksubj: b @adj", "negative/weaksubj: c @adj",
        "negative/weaksubj: e @adj", "negative/weaksubj: f @adj", "weakneg/weaksubj: g @adj",
      ],
      findings: [
        "warning 1 field", "warning 2 field", "warning 3 field", "error 4 bad-line", "error 5 bad-line",
        "warning 6 field", "warning 7 field", "warning 8 field",
      ], entriesIn: 8),
    Row(
      quirk: "a word as several parts of speech is one entry", path: "m.tff",
      text: """
        type=weaksubj len=1 word1=abuse pos1=noun stemmed1=n priorpolarity=negative
        type=weaksubj len=1 word1=abuse pos1=verb stemmed1=y priorpolarity=negative
        type=weaksubj len=1 word1=abuse pos1=verb stemmed1=y priorpolarity=negative

        """, entries: ["negative/weaksubj: abuse stem @noun|verb"],
      findings: ["note 2 part-of-speech", "note 3 duplicate"], entriesIn: 3),
  ])
  func mpqa(row: Row) throws { try Self.check(row) }

  @Test(arguments: [
    Row(
      quirk: "types a row, quoted commas, CRLF, a mark", path: "t.csv",
      text:
        "\u{FEFF}pattern,category,weight,pos,type\r\ntax*,A,1.5,noun,glob\r\n50*,A,,,literal\r\n\"so, so\",B,-1,,\r\n^tax(es)?$,B,2,,regex\r\n",
      entries: ["A: tax* =1.5 @noun", "A: 50\\*", "B: so, so =-1", "B: /tax(es)?/ =2"],
      findings: ["note 5 approximated"]),
    Row(
      quirk: "regular expressions are a word each, strokes are escaped", path: "t.tsv",
      text: "word\ttype\nkm/h\tregex\nnew \\btax\\b\tregex\na\\/b\tregex\n",
      entries: ["t: /km\\/h/", "t: /new/ /tax/", "t: /a\\/b/"], findings: ["note 2 approximated"]),
    Row(
      quirk: "what is no regular expression", path: "t.csv", text: "pattern,type\n(a,regex\nb,regex\n",
      entries: ["t: /b/"], findings: ["error 2 never-matches", "note 2 approximated"], entriesIn: 2),
    Row(
      quirk: "one column; others that are not known", path: "mine.csv", text: "term;note\ngood;x\n",
      entries: ["mine: good"],
      findings: ["warning 1 column"]),
    Row(
      quirk: "rows that are none", path: "t.csv",
      text: "pattern,category,weight,type\na,A,high,\nb,A,1\nc,,1,\nd,A,1,fuzzy\ne,A,1,\n",
      entries: ["unnamed: c =1", "A: e =1"],
      findings: ["error 2 bad-weight", "error 3 bad-line", "warning 4 category", "error 5 field"], entriesIn: 5),
    Row(
      quirk: "match and when of our own", path: "t.csv",
      text: "pattern,category,match,when\nUS,A,case,\ngood,B,,negated\nx,A,loud,\n",
      entries: ["A: US case", "B: good negated"], findings: ["error 4 field"], entriesIn: 3),
    Row(
      quirk: "a quote that nothing closes", path: "t.csv", text: "pattern,category\n\"a,A\nb,A\n", entries: ["A: b"],
      findings: ["error 2 bad-line"], entriesIn: 2),
    Row(
      quirk: "one in the last field", path: "t.tsv", text: "pattern\tcategory\na\t\"A\nb\tA\n",
      entries: ["A: a", "A: b"],
      findings: ["warning 2 field"]),
  ])
  func tables(row: Row) throws { try Self.check(row) }

  @Test(arguments: [
    Row(
      quirk: "comments, stars, the file's name", path: "lists/positive-words.txt",
      text: ";\n; a list\n;\n\na+\nf*n\nso-so\n", entries: ["positive: a+", "positive: f\\*n", "positive: so-so"],
      findings: ["note 6 literal"]),
    Row(
      quirk: "lines with more than a word", path: "w.txt", text: "a\nb c\nd\te\nf\ng\n",
      entries: ["w: a", "w: b c", "w: f", "w: g"], findings: ["error 3 bad-line"], entriesIn: 5),
  ])
  func wordLists(row: Row) throws { try Self.check(row) }

  @Test(arguments: [
    Row(
      quirk: "each inflection is an entry", path: "s.txt",
      text: "Abbau|NN\t-0.058\tAbbaus,Abbaue\ngut|ADJX\t0.37\t\nAbbruch\t-0.1\tx\n",
      entries: [
        "valence: Abbau =-0.058 @NN", "valence: Abbaus =-0.058 @NN", "valence: Abbaue =-0.058 @NN",
        "valence: gut =0.37 @ADJX",
      ], findings: ["error 3 bad-line"], entriesIn: 5)
  ])
  func sentiWS(row: Row) throws { try Self.check(row) }

  // MARK: - Encodings

  static let umlauts: [(String, InputEncoding, [UInt8], [String])] = [
    ("UTF-8", .auto, Array("größe\n".utf8), []),
    ("UTF-8 with a mark", .named("latin1"), [0xEF, 0xBB, 0xBF] + Array("größe\n".utf8), []),
    ("Latin 1, told", .named("latin1"), [0x67, 0x72, 0xF6, 0xDF, 0x65, 10], []),
    ("Latin 1, guessed", .auto, [0x67, 0x72, 0xF6, 0xDF, 0x65, 10], ["warning - encoding"]),
    ("UTF-16 with a mark", .auto, [0xFF, 0xFE] + "größe\n".utf16.flatMap { [UInt8($0 & 0xFF), UInt8($0 >> 8)] }, []),
    ("UTF-16, told", .named("UTF-16BE"), "größe\n".utf16.flatMap { [UInt8($0 >> 8), UInt8($0 & 0xFF)] }, []),
  ]

  @Test(arguments: umlauts)
  func encodings(name: String, encoding: InputEncoding, bytes: [UInt8], findings: [String]) throws {
    let dictionary = try ImportedDictionary.read(
      bytes, path: "w.txt", format: .words, encoding: encoding, statement: .init(licence: "MIT"))
    #expect(dictionary.entries.map(\.term) == ["größe"])
    #expect(dictionary.findings.map(Self.shown) == findings)
  }

  @Test func bytesOfNoEncodingAreTold() throws {
    let bytes = Array("gut\nso ".utf8) + [0xFF] + Array("\r\nschlecht\n".utf8) + [0xC3]
    let dictionary = try ImportedDictionary.read(
      bytes, path: "w.txt", format: .words, encoding: .utf8, statement: .init(licence: "MIT"))
    #expect(dictionary.entries.map(\.term) == ["gut", "so \u{FFFD}", "schlecht", "\u{FFFD}"])
    #expect(dictionary.findings.map(Self.shown) == ["warning 2 replaced", "warning 4 replaced"])
  }

  @Test(arguments: [("\n"), ("\r\n"), ("\r")])
  func lineEnds(end: String) throws {
    let text = "%\n1\tpos\n%\ngood\t1\n\nbad\t2".replacing("\n", with: end)
    let dictionary = try Self.read(text, "d.dic")
    #expect(dictionary.entries.map(Self.shown) == ["pos: good"])
    #expect(dictionary.findings.map(Self.shown) == ["error 6 undefined-category"])
  }

  // MARK: - Formats

  @Test(arguments: [
    ("d.dic", "%\n1\ta\n%\nx\t1\n", DictionaryFormat.liwc), ("d.txt", "%\n1\ta\n%\nx\t1\n", .liwc),
    ("d.cat", "A\n\tx (1)\n", .wordstat), ("d.cat", "<dictionary/>", .yoshikoder), ("d.yaml", "a: [x]", .quanteda),
    ("d.txt", "+a\nx\n", .lexicoder), ("d.csv", "word,category\nx,a\n", .csv),
    ("d.txt", "word\tcategory\nx\ta\n", .tsv),
    ("d.csv", "Entry,A\nx,1\n", .dicx), ("d.txt", "x\t1.5\t0.3\t[1, 2]\n", .vader), ("d.txt", "x\t-3\n", .afinn),
    ("noun_dictionary.txt", "x\t-3\n", .socal), ("d.txt", "x\tfear\t1\n", .nrc), ("d.txt", "x|NN\t0.1\ty\n", .sentiws),
    ("d.txt", "; c\nx\ny z\n", .words), ("d.txt", "type=weaksubj len=1 word1=x priorpolarity=both\n", .mpqa),
  ])
  func formatsAreTold(path: String, text: String, format: DictionaryFormat) throws {
    #expect(try DictionaryFormat.sniff(ForeignText(Array(text.utf8), encoding: .auto, path: path)) == format)
  }

  @Test(arguments: [
    ("d.txt", "", "d.txt: an empty file: "), ("d.txt", " \n\t\n", "d.txt: an empty file: "),
    ("d.dic", "%\n1\ta\n%\nx\0y\t1\n", "d.dic:4: NUL"), ("d.dic", "x\t1\n", "d.dic: no list of categories"),
    ("d.yml", "a: [x", "d.yml:2: not YAML"), ("d.yml", "x", "d.yml:1: no categories"),
    ("d.yml", "a: [x]\na: [y]\n", "d.yml: the key a stands twice"),
    ("d.ykd", "<dictionary><cnode>", "d.ykd:1: not well-formed XML"),
    ("d.ykd", "<html/>", "d.ykd:1: no <dictionary>"), ("d.ykd", "plain", "d.ykd:1: not well-formed XML"),
    ("d.dicx", "DicTerm\nx\n", "d.dicx:1: no header"), ("d.csv", "a,b,c\n1,2,3\n", "d.csv: its format can't be told"),
    ("d.tsv", "# name: T\n# kind: dictionary\ncategory\tterm\na\tb\n", "d.tsv: it has Rhetor's own form already"),
    ("d.yml", "a: " + String(repeating: "[", count: 10_000), "d.yml:1: not YAML"),
    (
      "d.yml", "a: " + String(repeating: "{b: ", count: 10_000) + "x" + String(repeating: "}", count: 10_000),
      "d.yml:1: not YAML"
    ),
    (
      "d.yml",
      "a: &a [x, x]\n"
        + zip("bcdefghijklmnopqrstuvw", "abcdefghijklmnopqrstuv").map { "\($0): &\($0) [*\($1), *\($1)]\n" }
        .joined(), "d.yml:22: more than 40 aliases"
    ),
    (
      "d.ykd", "<dictionary>" + String(repeating: "<cnode name=\"a\">", count: 10_000),
      "d.ykd:1: more than 100 categories within each other"
    ),
    (
      "d.ykd",
      "<!DOCTYPE d [<!ENTITY a \"aa\"><!ENTITY b \"&a;&a;\">]><dictionary><cnode name=\"x\"><pnode name=\"&b;\"/></cnode></dictionary>",
      "d.ykd:1: not well-formed XML"
    ),
    (
      "d.ykd",
      "<!DOCTYPE d [<!ENTITY a SYSTEM \"file:///etc/passwd\">]><dictionary><cnode name=\"x\">&a;<pnode name=\"x\"/></cnode></dictionary>",
      "d.ykd:1: not well-formed XML"
    ),
  ])
  func whatCantBeReadIsToldInAWord(path: String, text: String, beginning: String) {
    do {
      let dictionary = try Self.read(text, path)
      Issue.record("read as \(dictionary.format): \(dictionary.entries)")
    } catch {
      #expect("\(error)".hasPrefix(beginning), "\(error)")
      #expect("\(error)".split(separator: ": ").count >= 3, "place: what: how to mend")
    }
  }

  @Test func longNamesDoNotFillTheRows() throws {
    let long = String(repeating: "x", count: 2000)
    let dictionary = try Self.read("A\n\tgood (1)\n\t\(long) (1)\n\(long)\n\tbad (1)\n", "d.cat")
    #expect(dictionary.entries.map(\.term) == ["good"])
    #expect(dictionary.findings.map(Self.shown) == ["error 3 bad-line", "error 5 bad-line"])
  }

  // MARK: - Writing

  @Test func theHeadSaysWhatIsKnown() throws {
    let text = "good\t2\nbad day\t-3\n"
    let dictionary = try ImportedDictionary.read(
      Array(text.utf8), path: "lists/mine.txt",
      statement: .init(name: "My\tlist", language: "da", source: "s", licence: "ODbL-1.0"))
    #expect(
      DictionaryWriter.text(dictionary) == """
        # name: My list
        # language: da
        # kind: dictionary
        # version: unknown
        # source: s
        # licence: ODbL-1.0
        # scale: -5…5
        category\tterm\tweight
        valence\tgood\t2
        valence\tbad day\t-3

        """)
  }

  @Test func aMissingLicenceIsAFinding() throws {
    let dictionary = try ImportedDictionary.read(Array("good\t2\n".utf8), path: "a.txt")
    #expect(dictionary.findings.map(Self.shown) == ["warning - licence"])
    #expect(DictionaryWriter.text(dictionary).contains("\n# licence: unknown\n"))
  }

  @Test func withoutAStemmerWordsStandForThemselves() throws {
    let text = "type=weaksubj len=1 word1=x pos1=verb stemmed1=y priorpolarity=negative\n"
    let dictionary = try ImportedDictionary.read(
      Array(text.utf8), path: "m.tff", statement: .init(language: "xx", licence: "MIT"))
    #expect(dictionary.entries.map(Self.shown) == ["negative/weaksubj: x @verb"])
    #expect(dictionary.findings.map(Self.shown) == ["warning - approximated"])
  }
}
