import Foundation
import Testing

/// Input that is made to break what reads it: each gives a clear word, and takes no more memory than ordinary input. What
/// takes too long is ended by `timeout`, with another exit code.
@Suite struct HostileTests {
  struct Hostile: CustomTestStringConvertible, Sendable {
    var name: String
    /// A shell line that prints the input.
    var make: String
    var options = ""
    var code: Int32
    /// What stderr says.
    var says: String

    var testDescription: String { name }
  }

  /// `repeat N TEXT`: the text so many times, of which none ends a line.
  static let generator = "repeat() { yes -- \"$2\" | head -n \"$1\" | tr -d '\\n'; }; "

  static let inputs: [Hostile] = [
    // Lines and structures without an end.
    .init(
      name: "a line of 200 MB",
      make: "printf '{\"text\":\"'; head -c 200000000 /dev/zero | tr '\\0' a; printf '\"}\\n'",
      options: "--max-record 100000", code: 1, says: "-:1: a record of more than 100000 bytes: split it"),
    .init(
      name: "10,000 objects within each other", make: #"repeat 10000 '{"a":'; printf 1; repeat 10000 '}'"#,
      options: "--format jsonl", code: 1, says: "too deep"),
    .init(
      name: "10,000 arrays within each other",
      make: #"printf '{"text":'; repeat 10000 '['; repeat 10000 ']'; echo '}'"#,
      code: 1, says: "too deep"),
    .init(name: "brackets alone", make: "repeat 300000 '['", options: "--format json", code: 1, says: "it is cut off"),
    .init(
      name: "300,000 tiny records", make: #"yes '{"text":""}' | head -n 300000"#, code: 0, says: "300000 articles"),
    .init(
      name: "300,000 tiny rejects", make: "yes '{}' | head -n 300000", code: 1, says: "0 articles, 300000 rejected"),
    // Unicode.
    .init(
      name: "a flood of combining marks",
      make: #"printf '{"text":"Ivanov a'; repeat 300000 $'\u0301\u0323'; echo '"}'"#,
      code: 0, says: "1 articles, 0 rejected"),
    .init(
      name: "a flood of combining marks in every other field",
      make: """
        printf '{'; for field in id title outlet date language; do printf '"%s":"a' $field
        repeat 100000 $'\\u0301\\u0323'; printf '",'; done; echo '"text":"b"}'
        """, code: 0, says: "1 articles, 0 rejected, 1 with a date that can't be read"),
    .init(
      name: "controls of direction",
      make: #"printf '{"text":"'; repeat 20000 $'\u202e\u2066Ivanov praised \u2069him\u202c. '; echo '"}'"#,
      code: 0, says: "1 articles, 0 rejected"),
    .init(
      name: "a sentence of 120,000 words",
      make: #"printf '{"language":"en","text":"'; repeat 30000 'Ivanov said that Ivanov praised '; echo '"}'"#,
      code: 0, says: "1 articles, 0 rejected"),
    // Archives.
    .init(
      name: "an archive that grows 1,000 times", make: "head -c 200000000 /dev/zero | zstd -qc", code: 1,
      says: "it grows more than 1000 times when decompressed, as no text does: raise --max-ratio"),
    .init(
      name: "an archive of many members that grow",
      make: "for i in {1..80}; do head -c 1000000 /dev/zero | gzip -c; done",
      options: "--max-ratio 100", code: 1, says: "it grows more than 100 times"),
    .init(
      name: "an archive that becomes too large", make: #"yes '{"text":"a"}' | head -n 100000 | gzip -c"#,
      options: "--max-unpacked 100000", code: 1, says: "more than 100000 bytes when decompressed: raise --max-unpacked"),
    // Markup.
    .init(
      name: "a billion laughs in a page",
      make: """
        printf '<!DOCTYPE html [<!ENTITY a "aaaaaaaaaa">'
        for n in b:a c:b d:c e:d f:e g:f h:g i:h; do printf '<!ENTITY %s "' ${n%:*}; repeat 10 "&${n#*:};"; printf '">'; done
        printf ']><html><body><p>A text that is long enough to be one, &i;&i;</p></body></html>'
        """, options: "--format html", code: 0, says: "1 articles, 0 rejected"),
    .init(
      name: "a billion laughs in a wiki",
      make: """
        printf '<!DOCTYPE m [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;">]><mediawiki><page><title>T</title>'
        printf '<revision><text>&b;</text></revision></page></mediawiki>'
        """, code: 1, says: "not XML: Entity 'b' not defined"),
    .init(
      name: "a page nested too deep", make: "printf '<html><body>'; repeat 500000 '<div>'; repeat 500000 '</span>'",
      options: "--format html", code: 1, says: "a page with more than 2000 elements within each other"),
    .init(
      name: "links that nothing closes",
      make: "printf '<mediawiki><page><title>T</title><revision><text>'; repeat 300000 '[['; repeat 300000 '{{'; "
        + "repeat 300000 '&lt;ref'; printf '</text></revision></page></mediawiki>'",
      code: 0, says: "1 articles, 0 rejected"),
    .init(
      name: "links within links",
      make: "printf '<mediawiki><page><title>T</title><revision><text>'; repeat 100000 '[['; printf x; "
        + "repeat 100000 ']]'; printf '</text></revision></page></mediawiki>'",
      code: 0, says: "1 articles, 0 rejected"),
  ]

  @Test(arguments: inputs)
  func costsNoMoreThanItsShare(of input: Hostile) throws {
    // The process's address space is bounded, so that memory without bounds shows itself as a crash.
    let line = """
      export LC_ALL=C.UTF-8; \(Self.generator){ \(input.make)
      } | (ulimit -v 4000000; timeout 60 "$RHETOR" analyze --home ../../../Home -j 2 \(input.options) -o /dev/null)
      """
    let outcome = try CaseTests.shell("cd Cases/input/stdin; set +o pipefail; \(line)", in: CaseTests.folder)
    let said = String(decoding: outcome.error, as: UTF8.self)
    #expect(outcome.code == input.code, "\(said)")
    #expect(said.contains(input.says), "\(said)")
  }

  /// A page may name a file or an address; nobody asks for it.
  @Test func nothingIsFetched() throws {
    let folder = try ShellTests.temporaryFolder()
    defer { try? FileManager.default.removeItem(at: folder) }
    try Data("A secret that is long enough to be a text".utf8).write(to: folder.appendingPathComponent("secret"))
    let entity = #"[<!ENTITY x SYSTEM "file://\#(folder.path)/secret">]"#
    try Data("<!DOCTYPE html \(entity)><html><body><p>A text that is long enough, &x;</p></body></html>".utf8)
      .write(to: folder.appendingPathComponent("a.html"))
    try Data(
      "<!DOCTYPE m \(entity)><mediawiki><page><title>&x;</title><revision><text>&x;</text></revision></page></mediawiki>"
        .utf8
    ).write(to: folder.appendingPathComponent("b"))
    let outcome = try CaseTests.shell("rhetor analyze --home '\(ShellTests.home)' a.html b", in: folder)
    #expect(outcome.code == 1)
    #expect(!String(decoding: outcome.output + outcome.error, as: UTF8.self).contains("secret that"))
  }

  static let files: [(line: String, code: Int32, says: String)] = [
    // Aliases of aliases, used as a key, which the YAML reader compares as a whole.
    (
      "{ echo 'a: &a0 [x, x]'; for i in {1..30}; do echo \"a$i: &a$i [*a$((i-1)), *a$((i-1)), *a$((i-1))]\"; done; "
        + "echo '? *a30'; echo ': x'; } > p.yaml; rhetor analyze -p p.yaml < /dev/null", 78,
      "p.yaml:15: more than 40 aliases (*name): write the values out"
    ),
    (
      "{ echo 'name: x'; echo 'languages: [en]'; echo 'actors: [a.yaml]'; echo 'stages: [segment]'; } > p.yaml; "
        + "{ echo 'actors:'; echo '  - &a x'; for i in {1..99}; do echo '  - *a'; done; } > a.yaml; rhetor analyze -p p.yaml < /dev/null",
      78, "a.yaml:43: more than 40 aliases"
    ),
    (
      "{ printf 'name: '; repeat 100000 '['; } > p.yaml; rhetor analyze -p p.yaml < /dev/null", 78,
      "p.yaml:1: not YAML (Maximum nesting level reached"
    ),
    // Names and kinds of files.
    (
      "echo '{\"text\":1}' > $'a\\nb.jsonl'; rhetor analyze $'a\\nb.jsonl'", 1,
      "a\nb.jsonl:1: the field 'text' is no text"
    ),
    (
      "echo '{\"text\":\"a\"}' > $'a\\nb.jsonl'; printf '%s\\0' $'a\\nb.jsonl' | rhetor analyze --files-from - -0", 0,
      "1 articles, 0 rejected"
    ),
    ("mkdir d; ln -s . d/d; ln -s ../d d/e; echo a > d/a.txt; rhetor analyze d", 0, "1 articles, 0 rejected"),
    ("ln -s b a; ln -s a b; rhetor analyze a", 2, "a: too many levels of symbolic links"),
    (
      "mkdir d; ln -s nowhere d/a.jsonl; echo a > d/b.txt; rhetor analyze d", 1,
      "d/a.jsonl:0: no such file or directory"
    ),
    ("mkfifo f; echo '{\"text\":\"a\"}' > f & rhetor analyze f; wait", 0, "1 articles, 0 rejected"),
    ("mkdir d; mkfifo d/f; echo a > d/a.txt; rhetor analyze d", 0, "1 articles, 0 rejected"),
    ("echo '{\"text\":\"a\"}' | rhetor analyze > /dev/full", 2, "no space left on device: make room"),
    ("echo '{\"text\":\"a\"}' | rhetor analyze -o /dev/full", 2, "/dev/full: no space left on device"),
    ("echo '{}' | rhetor analyze --rejects /dev/full", 2, "/dev/full: no space left on device"),
    ("echo '{\"text\":\"a\"}' | rhetor analyze --summary /dev/full", 2, "/dev/full: no space left on device"),
    ("rhetor analyze /proc/self/mem", 1, "/proc/self/mem:0: input/output error"),
  ]

  @Test(arguments: files.indices)
  func filesOfAllKinds(index: Int) throws {
    let file = Self.files[index]
    let folder = try ShellTests.temporaryFolder()
    defer { try? FileManager.default.removeItem(at: folder) }
    let line = "export RHETOR_HOME='\(ShellTests.home)'; rhetor() { timeout 60 \"$RHETOR\" \"$@\" ; }; "
    let outcome = try CaseTests.shell(line + Self.generator + "set +o pipefail; { \(file.line); }", in: folder)
    let said = String(decoding: outcome.error, as: UTF8.self)
    #expect(outcome.code == file.code, "\(file.line): \(said)")
    #expect(said.contains(file.says), "\(file.line): \(said)")
  }

  /// Whoever reads everything, as root does, can't be kept from it.
  @Test(.enabled(if: geteuid() != 0)) func unreadableFiles() throws {
    let folder = try ShellTests.temporaryFolder()
    defer { try? FileManager.default.removeItem(at: folder) }
    let script =
      "echo a > a.txt; mkdir d; echo a > d/a.txt; echo b > d/b.txt; chmod 0 a.txt d/a.txt; export RHETOR_HOME='\(ShellTests.home)'; "
    let named = try CaseTests.shell(script + "rhetor analyze a.txt", in: folder)
    #expect(named.code == 2)
    #expect(String(decoding: named.error, as: UTF8.self).contains("a.txt: permission denied"))
    let within = try CaseTests.shell("export RHETOR_HOME='\(ShellTests.home)'; rhetor analyze d", in: folder)
    #expect(within.code == 1)
    #expect(String(decoding: within.error, as: UTF8.self).contains("d/a.txt:0: permission denied"))
  }
}
