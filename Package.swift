// swift-tools-version: 6.1
import PackageDescription

/// In release builds the compiler's run-time check for overlapping access is left out: it costs an eighth of the time,
/// and the debug build, which all unit tests use, keeps it.
let fast: [SwiftSetting] = [
  .unsafeFlags(["-enforce-exclusivity=unchecked"], .when(configuration: .release))
]

/// A release stands at a fixed address, so that its pointers need not be changed at each start, and libraries don't look
/// for names in it. The price is that only the C libraries, the stack and the heap are at other addresses in each run.
let quickToStart: [LinkerSetting] = [
  .unsafeFlags(
    ["-Xclang-linker", "-no-pie", "-Xlinker", "--no-export-dynamic"],
    .when(platforms: [.linux], configuration: .release))
]

let package = Package(
  name: "rhetor",
  products: [.executable(name: "rhetor", targets: ["RhetorCLI"])],
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.5.0"),
    .package(url: "https://github.com/jpsim/Yams", from: "6.2.2"),
    .package(url: "https://github.com/apple/swift-crypto", from: "4.5.2"),
    .package(url: "https://github.com/groue/GRDB.swift", from: "7.10.0"),
  ],
  targets: [
    // C libraries behind small targets of their own; everything above them is Swift.
    .target(
      name: "CICU", linkerSettings: [.linkedLibrary("icui18n"), .linkedLibrary("icuuc")]),
    .target(name: "CSimdJSON", linkerSettings: [.linkedLibrary("simdjson")]),
    .target(name: "CCodecs", linkerSettings: ["z", "bz2", "lzma", "zstd"].map { .linkedLibrary($0) }),
    .target(
      name: "CMarkup", cSettings: [.unsafeFlags(["-I/usr/include/libxml2"])], linkerSettings: [.linkedLibrary("xml2")]),

    .target(name: "CMemory"),
    .target(name: "CStemmer", linkerSettings: [.linkedLibrary("stemmer")]),

    // The house, from the ground up. A module may use only those listed before it.
    .target(name: "TextModel", swiftSettings: fast),
    .target(name: "Statistics"),
    .target(name: "Segmentation", dependencies: ["CICU", "Statistics", "TextModel"], swiftSettings: fast),
    .target(
      name: "Corpus", dependencies: ["CCodecs", "CICU", "CMarkup", "CSimdJSON", "Segmentation", "TextModel"],
      swiftSettings: fast),
    .target(
      name: "Lexicon", dependencies: ["CICU", "CMemory", "CStemmer", "Corpus", "Segmentation", "TextModel", "Yams"],
      swiftSettings: fast),
    .target(
      name: "Actors", dependencies: ["CICU", "Corpus", "Lexicon", "Segmentation", "Statistics", "TextModel"],
      swiftSettings: fast),
    .target(name: "Attribution", dependencies: ["Lexicon", "TextModel"], swiftSettings: fast),
    .target(
      name: "Stance", dependencies: ["Attribution", "CMemory", "Lexicon", "Statistics", "TextModel"],
      swiftSettings: fast),
    .target(
      name: "Rhetoric", dependencies: ["Attribution", "Lexicon", "Statistics", "TextModel"], swiftSettings: fast),
    .target(
      name: "Dataset",
      dependencies: [
        "Actors", "CSimdJSON", "Corpus", "Lexicon", "Rhetoric", "Segmentation", "Stance", "Statistics", "TextModel",
        .product(name: "Crypto", package: "swift-crypto"), .product(name: "GRDB", package: "GRDB.swift"),
      ], swiftSettings: fast),
    .target(name: "Comparison", dependencies: ["Corpus", "Dataset", "Statistics", "TextModel"], swiftSettings: fast),
    .target(
      name: "Pipeline",
      dependencies: [
        "Actors", "Attribution", "CICU", "CMemory", "Comparison", "Corpus", "Dataset", "Lexicon", "Rhetoric",
        "Segmentation", "Stance", "Statistics", "TextModel",
      ], swiftSettings: fast),
    .executableTarget(
      name: "RhetorCLI",
      dependencies: [
        "Actors", "CICU", "CMemory", "Comparison", "Pipeline", "Dataset", "Corpus", "Lexicon", "Segmentation", "Stance",
        "Statistics", "TextModel",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ], linkerSettings: quickToStart),

    .target(name: "Support", dependencies: ["Corpus", "Pipeline", "TextModel"], path: "Tests/Support"),
    .testTarget(name: "SegmentationTests", dependencies: ["Segmentation", "Statistics", "TextModel"]),
    .testTarget(name: "TextModelTests", dependencies: ["TextModel"]),
    .target(
      name: "CPack", path: "Tests/CPack", linkerSettings: ["z", "bz2", "lzma", "zstd"].map { .linkedLibrary($0) }),
    .testTarget(name: "CorpusTests", dependencies: ["CPack", "Corpus", "Statistics"]),
    .testTarget(name: "LexiconTests", dependencies: ["Corpus", "Lexicon", "Segmentation", "Statistics", "TextModel"]),
    .testTarget(name: "ActorsTests", dependencies: ["Actors", "Corpus", "Lexicon", "Segmentation", "TextModel"]),
    .testTarget(name: "StatisticsTests", dependencies: ["Statistics"], exclude: ["Oracle", "check.py"]),
    .testTarget(name: "DatasetTests", dependencies: ["Dataset", "Segmentation", "TextModel"]),
    .testTarget(name: "ComparisonTests", dependencies: ["Comparison", "Corpus", "Dataset", "Statistics", "TextModel"]),
    .testTarget(
      name: "PipelineTests",
      dependencies: [
        "Actors", "Attribution", "Corpus", "Dataset", "Lexicon", "Pipeline", "Rhetoric", "Segmentation", "Stance",
        "Statistics", "Support", "TextModel",
      ]),
    // What `make fuzz` feeds; inputs that once broke it are an ordinary test.
    .target(
      name: "FuzzTargets",
      dependencies: [
        "Actors", "Corpus", "Dataset", "Lexicon", "Pipeline", "Rhetoric", "Segmentation", "Support", "TextModel",
      ],
      path: "Tests/Fuzz/Targets"),
    .testTarget(name: "FuzzCorpusTests", dependencies: ["FuzzTargets"], path: "Tests/Fuzz/Replay"),
    .testTarget(
      name: "EndToEnd", path: "Tests/EndToEnd",
      exclude: [
        "Cases", "Challenge", "Home", "actors-scale.py", "comparisons.py", "dataset.py",
        "gold.py", "lexicons.py", "robustness.py",
      ]),
  ],
  cxxLanguageStandard: .cxx17
)

// libFuzzer brings its own main, so this can only be linked with it.
if Context.environment["RHETOR_FUZZ"] != nil {
  package.targets.append(
    .executableTarget(
      name: "fuzz", dependencies: ["FuzzTargets"], path: "Tests/Fuzz/Driver",
      swiftSettings: [.unsafeFlags(["-parse-as-library"])]))
}
